// Measures the command line: `npm run bench:cli -- 1000000,10000000`. Time and highest resident memory of a whole
// `dirmatch analyze`, report included, which goes nowhere. BENCH_FOLDER names a folder with room for the exports: about
// 1 GB for a million rows a side.

import { spawn } from "node:child_process";
import { devNull } from "node:os";
import { performance } from "node:perf_hooks";
import { command, say } from "../tools/process.mjs";
import { built, makeExports, median, sizes } from "./exports.mjs";
import { machine } from "./machine.mjs";
import { peakOf } from "./memory.mjs";
import { keep } from "./results.mjs";
import { commandLineTable } from "./tables.mjs";

const RUNS = 3;
/** How often the child is asked for its peak, in milliseconds; the peak never falls, so little is lost. */
const OFTEN = 20;

function analyse(program, files) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(program, ["analyze", ...files, "--out", devNull], { stdio: ["ignore", "ignore", "pipe"] });
    let peak = null;
    let told = "";
    child.stderr.on("data", (piece) => {
      told += piece;
    });
    const watch = setInterval(() => {
      peak = peakOf(child.pid) ?? peak;
    }, OFTEN);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearInterval(watch);
      const time = performance.now() - started;
      if (code === 0) resolve({ time, peak });
      else reject(new Error(`dirmatch ended with ${code ?? signal}: ${told}`));
    });
  });
}

await command(async () => {
  const program = built("--bin", "dirmatch");
  const rows = sizes(process.argv[2], "100000,1000000");
  const results = [];
  say(machine().sentence);
  for (const count of rows) {
    const exports = makeExports(count);
    try {
      const runs = [];
      for (let run = 0; run < RUNS; run++) runs.push(await analyse(program, exports.files));
      const time = median(runs.map((run) => run.time));
      const peak = runs[0].peak === null ? null : median(runs.map((run) => run.peak));
      const before = results.at(-1);
      const ratio = before ? time / count / (before.time / before.rows) : null;
      results.push({ rows: count, bytes: exports.bytes, time, peak, ratio });
      say(`${count} rows a side in ${(time / 1000).toFixed(1)} s`);
    } finally {
      exports.remove();
    }
  }
  console.log(`\n${commandLineTable(results)}\n`);
  keep("commandLine", { ...machine(), runs: RUNS, results });
  say("Kept in docs/performance/measurements.json; `npm run bench:report` writes the page from it");
});
