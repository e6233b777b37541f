// Writes what was measured into docs/performance.md, between its marks, and the curves beside it: `npm run bench:report`.
// It measures nothing; what stands outside of the marks is written by hand and stays.

import { readFileSync, writeFileSync } from "node:fs";
import { command, inside, Plain, say } from "../tools/process.mjs";
import { chart } from "./chart.mjs";
import { measurements } from "./results.mjs";
import {
  agreement,
  commandLineTable,
  instructionTable,
  moduleTable,
  pageTable,
  peerTable,
  questionTable,
  stageTable,
  TITLES,
} from "./tables.mjs";

const PAGE = inside("docs", "performance.md");

function setting({ day, cores, memory, runs }) {
  return `${day}, ${cores} cores, ${memory} GB of memory, the median of ${runs} runs`;
}

/** What stands between the marks, by the name of the mark. */
function parts({ page, commandLine }, baseline) {
  const all = { instructions: instructionTable(baseline), modules: moduleTable(baseline) };
  if (page) {
    const { results, chromium, peers } = page;
    const engine = results.find((result) => result.engine)?.engine;
    const versions = `DuckDB-WASM ${peers["@duckdb/duckdb-wasm"]} (DuckDB ${engine}), PapaParse ${peers.papaparse}`;
    all.page = [`Chromium ${chromium}, ${versions}; ${setting(page)}.`, peerTable(results), agreement(results)].join(
      "\n\n",
    );
    all.growth = pageTable(results);
    all.stages = stageTable(results);
    all.questions = questionTable(results);
  }
  if (commandLine) all["command line"] = `${setting(commandLine)}.\n\n${commandLineTable(commandLine.results)}`;
  return all;
}

function curves({ results }) {
  const lines = (pick) =>
    Object.keys(TITLES).map((name) => ({
      name: TITLES[name],
      points: results.filter(({ tools }) => pick(tools[name]) > 0).map(({ rows, tools }) => [rows, pick(tools[name])]),
    }));
  const sentence = (what) =>
    `Curves over the number of rows on each side. The table on the page has the numbers of ${what}.`;
  return {
    "time.svg": chart({
      title: "Time from the choice of files to the result",
      description: sentence("the time"),
      lines: lines((tool) => tool.time / 1000),
      unit: (value) => `${value} s`,
    }),
    "memory.svg": chart({
      title: "Peak memory of page and workers",
      description: sentence("the memory"),
      lines: lines((tool) => (tool.peak ?? 0) / 1e6),
      unit: (value) => (value >= 1000 ? `${value / 1000} GB` : `${value} MB`),
    }),
  };
}

await command(async () => {
  const measured = measurements();
  const baseline = JSON.parse(readFileSync(inside("benches", "instructions.json"), "utf8"));
  let text = readFileSync(PAGE, "utf8");
  for (const [name, part] of Object.entries(parts(measured, baseline))) {
    const mark = new RegExp(`(<!-- measured: ${name} -->\n)[\\s\\S]*?(<!-- end -->)`);
    if (!mark.test(text)) throw new Plain(`docs/performance.md has no mark for “${name}”.`);
    text = text.replace(mark, (_, before, after) => `${before}\n${part}\n\n${after}`);
  }
  writeFileSync(PAGE, text);
  const pictures = measured.page ? curves(measured.page) : {};
  for (const [name, picture] of Object.entries(pictures)) writeFileSync(inside("docs", "performance", name), picture);
  say(`docs/performance.md and ${Object.keys(pictures).length} pictures follow the measurements`);
});
