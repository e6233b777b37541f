// The measurements as Markdown tables, for the terminal and for docs/performance.md alike.

import { PEERS } from "./peers.mjs";

export const TITLES = {
  dirmatch: "dirmatch, the whole analysis",
  ...Object.fromEntries(PEERS.map((p) => [p.name, p.title])),
};

const number = (value) => value.toLocaleString("en");
const seconds = (time) => `${(time / 1000).toFixed(2)} s`;
const megabytes = (bytes) => (bytes == null ? "not measured" : `${(bytes / 1e6).toFixed(0)} MB`);
const milliseconds = (time) => `${time < 10 ? time.toFixed(1) : time.toFixed(0)} ms`;

function table(header, rows) {
  return [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Every tool at every size, and how dirmatch compares with each. */
export function peerTable(results) {
  const header = [
    "Rows a side",
    "Tool",
    "Time",
    "dirmatch’s time against it",
    "Processor time",
    "dirmatch’s against it",
    "Peak memory",
    "Longest block",
  ];
  const rows = results.flatMap(({ rows: count, bytes, tools }) =>
    Object.entries(tools).map(([name, tool]) => {
      const where = name === "dirmatch" ? `${number(count)} (${megabytes(bytes)})` : "";
      if (tool.error) return [where, TITLES[name], `failed: ${tool.error}`, "", "", "", megabytes(tool.peak), ""];
      const against = (what) =>
        name === "dirmatch" || !tool[what] ? "" : `${(tools.dirmatch[what] / tool[what]).toFixed(2)} ×`;
      const used = tool.processor == null ? "not measured" : seconds(tool.processor);
      const times = [seconds(tool.time), against("time"), used, against("processor")];
      return [where, TITLES[name], ...times, megabytes(tool.peak), milliseconds(tool.block)];
    }),
  );
  return table(header, rows);
}

/** What the page costs as the directories grow. */
export function pageTable(results) {
  const header = [
    "Rows a side",
    "Time",
    "Fastest to slowest",
    "A row, against the size before",
    "Peak memory",
    "Module",
    "Page’s heap",
  ];
  const rows = results.map(({ rows: count, tools: { dirmatch } }, place) => {
    const before = results[place - 1];
    const growth = before ? `${(dirmatch.time / count / (before.tools.dirmatch.time / before.rows)).toFixed(2)} ×` : "";
    const { time, fastest, slowest, peak, module, heap } = dirmatch;
    const spread = `${seconds(fastest)} to ${seconds(slowest)}`;
    return [number(count), seconds(time), spread, growth, megabytes(peak), megabytes(module), megabytes(heap)];
  });
  return table(header, rows);
}

/** How long a person waits after the analysis. */
export function questionTable(results) {
  const header = [
    "Rows a side",
    "100 rows further down",
    "A facet",
    "A search",
    "A search of findings",
    "An order, first time",
    "An order, again",
    "Longest frame while scrolling",
  ];
  const rows = results.map(({ rows: count, tools: { dirmatch } }) => {
    const { window100, facet, search, searchFindings, sort, sortAgain, frame } = dirmatch.interactions;
    const times = [window100, facet, search, searchFindings, sort, sortAgain, frame];
    return [number(count), ...times.map((time) => (time == null ? "not measured" : milliseconds(time)))];
  });
  return table(header, rows);
}

/** What all tools agreed on, in a sentence, at the largest size. */
export function agreement(results) {
  const { rows, counts } = results.at(-1);
  return (
    `At ${number(rows)} rows a side all agree: ${number(counts.byPrimary)} users meet an account by primary address, ` +
    `${number(counts.byUpn)} by UPN, ${number(counts.new)} are new; ${number(counts.sharedAddresses)} addresses have several ` +
    `owners; ${number(counts.missingOnmicrosoft)} users lack their onmicrosoft.com address.`
  );
}

/** The command line at every size. */
export function commandLineTable(results) {
  const header = ["Rows a side", "Exports", "Time", "A row, against the size before", "Peak memory", "A row"];
  const rows = results.map(({ rows: count, bytes, time, peak, ratio }) => [
    number(count),
    megabytes(bytes),
    seconds(time),
    ratio == null ? "" : `${ratio.toFixed(2)} ×`,
    megabytes(peak),
    peak == null ? "" : `${(peak / count).toFixed(0)} bytes`,
  ]);
  return table(header, rows);
}

/** Where the time of the page goes, from the worker's own reports of progress. */
export function stageTable(results) {
  const names = ["reading", "merging", "indexing", "joining", "finding", "showing"];
  const header = ["Rows a side", ...names, "loading the page, before"];
  const rows = results.map(({ rows: count, tools: { dirmatch } }) => [
    number(count),
    ...names.map((name) => milliseconds(dirmatch.stages[name] ?? 0)),
    milliseconds(dirmatch.ready),
  ]);
  return table(header, rows);
}

/** Which modules the instructions are spent in. */
export function moduleTable({ modules }) {
  const rows = Object.entries(modules).map(([name, part]) => [name, `${(part * 100).toFixed(1)} %`]);
  return table(["Module", "Of all instructions"], rows);
}

/** The committed instruction counts of the core. */
export function instructionTable({ rows, all, stages }) {
  const line = (name, count) => [
    name,
    `${(count / 1e6).toFixed(0)} million`,
    number(Math.round(count / rows)),
    `${((count / all) * 100).toFixed(0)} %`,
  ];
  const header = [`Stage, ${number(rows)} rows a side`, "Instructions", "A row a side", "Of all"];
  return table(header, [...Object.entries(stages).map(([name, count]) => line(name, count)), line("all", all)]);
}
