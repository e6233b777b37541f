// Both browsers behind one interface, for what must hold in each of them: the built page from disk and served, without
// any setting that a person's browser has not. Knows nothing of what is tested.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { browser as findChromium, firefox as findFirefox } from "../../tools/browser.mjs";
import { inside } from "../../tools/process.mjs";
import { serve } from "../../tools/serve.mjs";

export const BROWSERS = ["Chromium", "Firefox"];
export const EDITIONS = ["from disk", "served"];

let server;
let folder;
const running = new Map();

/** Starts the server before the tests of a file, and ends it and the browsers after. */
export function useBoth() {
  before(async () => {
    assert.ok(existsSync(inside("dist", "dirmatch.html")), "build the page first: npm run build");
    server = await serve(0);
    folder = mkdtempSync(join(tmpdir(), "dirmatch-both-"));
  });
  after(async () => {
    for (const browser of running.values()) await browser.close();
    await server?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });
}

async function launch(name) {
  if (name === "Firefox") {
    return puppeteer.launch({
      browser: "firefox",
      executablePath: await findFirefox(),
      extraPrefsFirefox: {
        // The driver switches this off; people have it on, and a page from disk may do less with it.
        "security.fileuri.strict_origin_policy": true,
        // Without it Firefox asks no STUN server on this machine, and a test could not see that it would elsewhere.
        "media.peerconnection.ice.loopback": true,
        // The driver switches off early connections too; this is what Firefox comes with.
        "network.http.speculative-parallel-limit": 20,
      },
    });
  }
  return puppeteer.launch({
    executablePath: await findChromium(),
    // Of the driver's flags only what a run without a screen needs: others switch off early connections and QUIC.
    ignoreDefaultArgs: true,
    args: [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-component-update",
      "--disable-sync",
      "--remote-debugging-port=0",
      `--user-data-dir=${mkdtempSync(join(folder, "profile-"))}`,
      "about:blank",
    ],
  });
}

/** The browser of this name, started when it is first asked for. */
async function browserOf(name) {
  if (!running.has(name)) running.set(name, await launch(name));
  return running.get(name);
}

/** The address of an edition. */
export function addressOf(edition) {
  return edition === "served" ? server.address : pathToFileURL(inside("dist", "dirmatch.html")).href;
}

/** Writes a file for a test; gives its path. */
export function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** A tab at an address, with what it reported. `prepare` runs in it before its own script, with these arguments. */
export async function visit(name, address, prepare, ...args) {
  // In the person's own profile: a private one makes no early connections.
  const page = await (await browserOf(name)).newPage();
  await page.setViewport({ width: 1280, height: 800 });
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  if (prepare) await page.evaluateOnNewDocument(prepare, ...args);
  await page.goto(address);
  await page.waitForSelector("main");
  return {
    page,
    faults,
    version: () => page.browser().version(),
    close: async () => {
      await page.close();
      assert.deepEqual(faults, [], "the page reported errors");
    },
  };
}

/** Gives files to the first input, as the person does who chooses them. */
export async function choose(page, ...paths) {
  const input = await page.waitForSelector('input[type="file"][multiple]');
  await input.uploadFile(...paths);
}

/** Goes to a view by its address. */
export async function go(page, hash) {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
}

/** Presses the button, link or switch of this name, when it is there. */
export async function press(page, name) {
  await page.locator(`::-p-aria(${name})`).click();
}

/** Waits until the main part of the page shows this text. */
export async function shows(page, text) {
  await page.waitForFunction((wanted) => document.querySelector("main")?.textContent.includes(wanted), {}, text);
}

/** Waits for so many analyses since the page was opened. */
export async function results(page, count = 1) {
  await page.waitForFunction(
    (wanted) => performance.getEntriesByName("dirmatch:analysis").length >= wanted,
    { timeout: 60_000 },
    count,
  );
}
