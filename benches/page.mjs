// Measures the built page in Chromium, from disk and served, with made-up exports: `npm run bench -- [USERS]`.
// Prints the time from the choice of files to results on screen, the longest time that the interface was blocked, and
// every request that was tried. The numbers in the README come from here.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { FLAGS, browser as findBrowser } from "../tools/browser.mjs";
import { build } from "../tools/build.mjs";
import { command, inside } from "../tools/process.mjs";
import { serve } from "../tools/serve.mjs";

const RUNS = 5;

/** Runs in the page: notes the longest gap between two turns of the event loop. */
function watchBlocks() {
  window.longestBlock = 0;
  let last = performance.now();
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const now = performance.now();
    window.longestBlock = Math.max(window.longestBlock, now - last);
    last = now;
    setTimeout(() => channel.port2.postMessage(null), 1);
  };
  channel.port2.postMessage(null);
}

async function measure(browser, address, files) {
  const page = await browser.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(address);
  await page.getByRole("button", { name: "Open the built-in school" }).waitFor();
  const own = requests.length;
  await page.evaluate(watchBlocks);
  await page.locator("input[type=file]").first().setInputFiles(files);
  await page.waitForFunction(() => performance.getEntriesByName("dirmatch:analysis").length > 0, null, {
    timeout: 600_000,
  });
  const result = await page.evaluate(() => ({
    time: performance.getEntriesByName("dirmatch:analysis")[0].duration,
    block: window.longestBlock,
    statement: document.querySelector(".statement")?.textContent,
  }));
  await page.close();
  const others = requests.slice(own).filter((url) => !url.startsWith("blob:"));
  return { ...result, requests: others.length };
}

function median(values) {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)];
}

await command(async () => {
  const users = Number(process.argv[2] ?? 100_000);
  const path = await build();
  const folder = mkdtempSync(join(tmpdir(), "dirmatch-bench-"));
  try {
    const generate = ["run", "--quiet", "--release", "--locked", "--example", "generate_exports", "--"];
    execFileSync("cargo", [...generate, String(users), folder], { cwd: inside(), stdio: "inherit" });
    const files = [join(folder, "ad.csv"), join(folder, "users.csv")];
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
    const browser = await chromium.launch({ executablePath: await findBrowser(), args: FLAGS });
    const server = await serve(0);
    console.log(`Chromium ${browser.version()}, ${users} users a side, ${(bytes / 1e6).toFixed(1)} MB, ${RUNS} runs`);
    for (const [name, address] of [
      ["from disk", pathToFileURL(path).href],
      ["served", server.address],
    ]) {
      const results = [];
      for (let run = 0; run < RUNS; run++) results.push(await measure(browser, address, files));
      const times = results.map(({ time }) => time);
      const blocks = results.map(({ block }) => block);
      const requests = results.reduce((sum, result) => sum + result.requests, 0);
      console.log(
        `${name}: ${median(times).toFixed(0)} ms (${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)}), ` +
          `longest block ${median(blocks).toFixed(0)} ms (at most ${Math.max(...blocks).toFixed(0)}), ${requests} requests`,
      );
      console.log(`  ${results[0].statement}`);
    }
    await server.close();
    await browser.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
