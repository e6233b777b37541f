// Measures the built page in Chromium beside other tools: `npm run bench -- 10000,100000,300000,1000000`.
//
// On the same made-up exports and in the same run, DuckDB-WASM and PapaParse with Maps do their part of the job (reading
// both files, the match, addresses with several owners, users without an onmicrosoft.com address), and a worker merely reads
// the bytes. The tools take turns, so that a busy machine is busy for all of them, each in a new browser. Where their counts
// differ from the page's the run fails: a number for another job would mean nothing.
//
// `--quick` leaves the others out, and measures the served page as well.

import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { FLAGS, browser as findBrowser } from "../tools/browser.mjs";
import { build } from "../tools/build.mjs";
import { command, Plain, say } from "../tools/process.mjs";
import { serve } from "../tools/serve.mjs";
import { makeExports, median, sizes } from "./exports.mjs";
import { machine } from "./machine.mjs";
import { measurePage } from "./page.mjs";
import { measurePeer, PEERS, preparePeers, servePeers } from "./peers.mjs";
import { keep } from "./results.mjs";
import { agreement, pageTable, peerTable, questionTable, stageTable } from "./tables.mjs";

const RUNS = 3;
const OWN = "dirmatch";

/** What several runs of one tool come to; a tool that failed once has failed. */
function summary(runs) {
  const failed = runs.find((run) => run.error);
  if (failed) return { error: failed.error, peak: failed.peak };
  const middle = (pick) => (runs.every((run) => pick(run) != null) ? median(runs.map(pick)) : null);
  const medians = (part) =>
    Object.fromEntries(Object.keys(runs[0][part]).map((name) => [name, middle((run) => run[part][name])]));
  const times = runs.map((run) => run.time);
  return {
    time: median(times),
    fastest: Math.min(...times),
    slowest: Math.max(...times),
    processor: middle((run) => run.processor),
    block: middle((run) => run.block),
    longestBlock: Math.max(...runs.map((run) => run.block)),
    peak: middle((run) => run.peak),
    ...(runs[0].interactions && {
      ready: middle((run) => run.ready),
      module: middle((run) => run.module),
      heap: middle((run) => run.heap),
      requests: runs.reduce((sum, run) => sum + run.requests, 0),
      stages: medians("stages"),
      interactions: medians("interactions"),
    }),
  };
}

/** Fails where a tool counted something else than the page did. */
function agree(rows, all) {
  const [wanted] = all[OWN].map((run) => run.counts);
  for (const [name, runs] of Object.entries(all)) {
    for (const { counts } of runs.filter((run) => !run.error && run.counts?.checksum === undefined)) {
      const wrong = Object.keys(wanted).filter((what) => counts[what] !== wanted[what]);
      if (wrong.length === 0) continue;
      const told = wrong.map((what) => `${what}: dirmatch ${wanted[what]}, ${name} ${counts[what]}`);
      throw new Plain(`At ${rows} rows a side the counts differ. ${told.join("; ")}.`);
    }
  }
  return wanted;
}

/** Lets all tools take turns with one pair of exports. */
async function measure(rows, launch, address, peers) {
  const exports = makeExports(rows);
  try {
    const all = { [OWN]: [], ...Object.fromEntries(peers.names.map((name) => [name, []])) };
    let engine = null;
    for (let run = 0; run < RUNS; run++) {
      all[OWN].push(await measurePage(launch, address, exports.files));
      for (const name of peers.names) {
        const result = await measurePeer(launch, peers.address, name, exports.files);
        engine = result.engine ?? engine;
        all[name].push(result);
      }
    }
    const counts = agree(rows, all);
    const tools = Object.fromEntries(Object.entries(all).map(([name, runs]) => [name, summary(runs)]));
    return { rows, bytes: exports.bytes, counts, engine, tools };
  } finally {
    exports.remove();
  }
}

async function quick(rows, launch, addresses) {
  for (const count of rows) {
    const exports = makeExports(count);
    try {
      console.log(`\n${count.toLocaleString("en")} rows a side, ${(exports.bytes / 1e6).toFixed(1)} MB, ${RUNS} runs`);
      for (const [name, address] of addresses) {
        const runs = [];
        for (let run = 0; run < RUNS; run++) {
          runs.push(await measurePage(launch, address, exports.files, { details: false }));
        }
        const { time, fastest, slowest, block, longestBlock, peak } = summary(runs);
        const requests = runs.reduce((sum, run) => sum + run.requests, 0);
        const memory = peak === null ? "not measured" : `${(peak / 1e6).toFixed(0)} MB`;
        console.log(
          `${name}: ${time.toFixed(0)} ms (${fastest.toFixed(0)} to ${slowest.toFixed(0)}), longest block ` +
            `${block.toFixed(0)} ms (at most ${longestBlock.toFixed(0)}), peak memory ${memory}, ${requests} requests`,
        );
        console.log(`  ${runs[0].statement}`);
      }
    } finally {
      exports.remove();
    }
  }
}

await command(async () => {
  const options = process.argv.slice(2);
  const isQuick = options.includes("--quick");
  const rows = sizes(
    options.find((one) => !one.startsWith("--")),
    isQuick ? "100000" : "10000,100000,300000,1000000",
  );
  const path = await build();
  const executablePath = await findBrowser();
  const launch = () => chromium.launch({ executablePath, args: FLAGS });
  const probe = await launch();
  const version = probe.version();
  await probe.close();
  const own = pathToFileURL(path).href;
  console.log(`Chromium ${version}, ${machine().sentence}`);
  if (isQuick) {
    const server = await serve(0);
    await quick(rows, launch, [
      ["from disk", own],
      ["served", server.address],
    ]);
    await server.close();
    return;
  }
  const versions = await preparePeers();
  const server = await servePeers();
  const results = [];
  try {
    for (const count of rows) {
      say(`${count.toLocaleString("en")} rows a side, ${PEERS.length + 1} tools, ${RUNS} runs`);
      results.push(
        await measure(count, launch, own, { address: server.address, names: PEERS.map(({ name }) => name) }),
      );
      console.log(`\n${peerTable(results.slice(-1))}\n`);
      // After each size, so that a long run that is ended keeps what it has.
      keep("page", { ...machine(), chromium: version, peers: versions, runs: RUNS, results });
    }
  } finally {
    await server.close();
  }
  console.log(
    `\n${[peerTable, pageTable, stageTable, questionTable].map((table) => table(results)).join("\n\n")}\n\n${agreement(results)}\n`,
  );
  say(
    "All tools agree on the counts. Kept in docs/performance/measurements.json; `npm run bench:report` writes the page",
  );
});
