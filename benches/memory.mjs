// What a process has used of memory and of processors so far, from what Linux tells. Elsewhere nothing is told: null.
// Processor time says what a tool costs also where other work on the machine makes the clock useless.

import { readFileSync } from "node:fs";

/** The highest resident size of a process so far, in bytes. */
export function peakOf(pid) {
  try {
    const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return line ? Number(line[1]) * 1024 : null;
  } catch {
    return null;
  }
}

/** How often a second Linux counts processor time in what it tells; the same on every machine. */
const TICKS = 100;

/** The processor time that a process has used so far, in milliseconds. */
export function processorTimeOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is a name that may hold anything, in parentheses.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return ((Number(fields[11]) + Number(fields[12])) / TICKS) * 1000;
  } catch {
    return null;
  }
}

async function renderers(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
}

/** The highest resident size of the process that shows the page, workers included. The browser is a new one each time. */
export async function peakOfPage(browser) {
  const peaks = (await renderers(browser)).map(peakOf);
  // Chromium keeps a spare process, which is smaller than any that shows a page.
  return peaks.length === 0 || peaks.includes(null) ? null : Math.max(...peaks);
}

/** The processor time of all processes that show pages, workers and garbage collection included. */
export async function processorTimeOfPage(browser) {
  const times = (await renderers(browser)).map(processorTimeOf);
  return times.length === 0 || times.includes(null) ? null : times.reduce((sum, time) => sum + time, 0);
}

/** What was used between two readings. */
export function spentBetween(before, after) {
  return before === null || after === null ? null : after - before;
}
