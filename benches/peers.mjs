// The tools that the page is measured against: installs them from their own lock file, bundles their pages, serves them on
// this machine, and lets one of them do its part once.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import { fingerprint, inside, run, say } from "../tools/process.mjs";
import { watchBlocks } from "./in_page.mjs";
import { peakOfPage, processorTimeOfPage, spentBetween } from "./memory.mjs";

const FOLDER = inside("benches", "peers");
const BUNDLE = inside("target", "bench", "peers");

export const PEERS = [
  { name: "duckdb", title: "DuckDB-WASM" },
  { name: "papaparse", title: "PapaParse + Map" },
  { name: "read", title: "merely reading the bytes" },
];

/** Their packages and bundles; gives the versions. */
export async function preparePeers() {
  const stamp = inside("benches", "peers", "node_modules", ".lock-fingerprint");
  const wanted = fingerprint(inside("benches", "peers", "package-lock.json"));
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
    say("Installing the peers of their own lock file");
    const sentence =
      "The peers could not be installed. Check that the npm registry can be reached; --quick needs none.";
    await run("npm", ["ci", "--ignore-scripts"], { cwd: FOLDER, sentence });
    writeFileSync(stamp, wanted);
  }
  const { build } = await import("vite");
  await build({
    configFile: false,
    root: FOLDER,
    logLevel: "error",
    worker: { format: "es" },
    build: {
      outDir: BUNDLE,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 10_000,
      target: "esnext",
      rolldownOptions: {
        input: Object.fromEntries(PEERS.map(({ name }) => [name, inside("benches", "peers", `${name}.mjs`)])),
        output: { entryFileNames: "[name].js" },
      },
    },
  });
  const { dependencies } = JSON.parse(readFileSync(inside("benches", "peers", "package.json"), "utf8"));
  return dependencies;
}

/** Serves the bundles on this machine; gives the address and a way to stop. */
export function servePeers() {
  const types = { ".js": "text/javascript", ".wasm": "application/wasm" };
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const peer = PEERS.find(({ name }) => path === `/${name}`);
    const type = types[extname(path)];
    if (peer) {
      const html = `<!doctype html><title>${peer.title}</title><body><input type="file" multiple>
        <script type="module" src="/${peer.name}.js"></script>`;
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html);
    } else if (type && !path.includes("..") && existsSync(inside("target", "bench", "peers", path))) {
      response.writeHead(200, { "content-type": type }).end(readFileSync(inside("target", "bench", "peers", path)));
    } else {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const close = () => new Promise((done) => server.close(done));
      resolve({ address: `http://127.0.0.1:${server.address().port}/`, close });
    });
  });
}

/** Lets one peer do its part once, in a new browser. A tool that runs out of memory has an error in place of a time. */
export async function measurePeer(launch, address, name, files) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const gone = new Promise((resolve) => page.once("crash", () => resolve({ error: "the page crashed" })));
    await page.goto(`${address}${name}`);
    await page.locator("body[data-ready]").waitFor({ timeout: 120_000 });
    await page.evaluate(watchBlocks);
    const before = await processorTimeOfPage(browser);
    await page.locator("input").setInputFiles(files);
    const finished = page
      .waitForFunction(() => window.result, null, { timeout: 1_800_000, polling: 100 })
      .then((result) => result.jsonValue())
      .catch((error) => ({ error: String(error.message).split("\n")[0] }));
    const result = await Promise.race([finished, gone]);
    const processor = spentBetween(before, await processorTimeOfPage(browser));
    const peak = await peakOfPage(browser);
    if (result.error) return { error: result.error, peak };
    const block = await page.evaluate(() => window.longestBlock);
    const engine = await page.evaluate(() => window.engineVersion ?? null);
    return { ...result, processor, block, peak, engine };
  } finally {
    await browser.close();
  }
}
