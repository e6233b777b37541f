// Measures the built page once: from the choice of files to results on screen, and what it costs. In a new browser each
// time, so that the memory that was ever used is this run's own.

import { Plain } from "../tools/process.mjs";
import { countsOfPage, interactions, listenToWorker, scrolling, stages, untilLoaded, watchBlocks } from "./in_page.mjs";
import { peakOfPage, processorTimeOfPage, spentBetween } from "./memory.mjs";

const LONGEST = 1_800_000;

/**
 * Opens the page at an address and gives it the files. With `details` also what comes after the analysis: counts, how long
 * questions take, the page's own heap.
 */
export async function measurePage(launch, address, files, { details = true } = {}) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const requests = [];
    page.on("request", (request) => requests.push(request.url()));
    const gone = new Promise((_, reject) => page.once("crash", () => reject(new Error("the page crashed"))));
    await page.addInitScript(listenToWorker);
    await page.goto(address);
    await page.getByRole("button", { name: "Open the built-in school" }).waitFor();
    const ready = await page.evaluate(untilLoaded);
    const own = requests.length;
    await page.evaluate(watchBlocks);
    const before = await processorTimeOfPage(browser);
    await page.locator("input[type=file]").first().setInputFiles(files);
    const isOver = () => window.bench.lost ?? performance.getEntriesByName("dirmatch:analysis").length > 0;
    const over = page.waitForFunction(isOver, null, { timeout: LONGEST, polling: 100 });
    const lost = await (await Promise.race([over, gone])).jsonValue();
    if (lost !== true) throw new Plain(`The page lost its worker: ${lost}`);
    const processor = spentBetween(before, await processorTimeOfPage(browser));
    const peak = await peakOfPage(browser);
    const result = await page.evaluate(async () => ({
      time: performance.getEntriesByName("dirmatch:analysis")[0].duration,
      block: window.longestBlock,
      module: await window.bench.ask("benchMemory"),
      statement: document.querySelector(".statement")?.textContent,
    }));
    const spent = await page.evaluate(stages);
    const others = requests.slice(own).filter((url) => !url.startsWith("blob:"));
    if (!details) return { ...result, ready, processor, peak, requests: others.length };
    const afterwards = await page.evaluate(interactions);
    const frame = await page.evaluate(scrolling);
    const session = await page.context().newCDPSession(page);
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize: heap } = await session.send("Runtime.getHeapUsage");
    const counts = await page.evaluate(countsOfPage);
    return {
      ...result,
      ready,
      processor,
      stages: spent,
      peak,
      heap,
      interactions: { ...afterwards, frame },
      counts,
      requests: others.length,
    };
  } finally {
    await browser.close();
  }
}
