// What the tests in the browser share: the built page from disk and served, made-up exports, the command line beside it.
// Knows nothing of what is tested.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { FLAGS, browser as findBrowser } from "../../tools/browser.mjs";
import { inside } from "../../tools/process.mjs";
import { serve } from "../../tools/serve.mjs";

/** The page, from disk and served. */
export const editions = ["from disk", "served"];

let browser;
let server;
let folder;

/** Starts the browser and the server before the tests of a file, and ends them after. */
export function useBrowser() {
  before(async () => {
    assert.ok(existsSync(inside("dist", "dirmatch.html")), "build the page first: npm run build");
    browser = await chromium.launch({ executablePath: await findBrowser(), args: FLAGS });
    server = await serve(0);
    folder = mkdtempSync(join(tmpdir(), "dirmatch-e2e-"));
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });
}

/** The address of an edition. */
export function addressOf(edition) {
  return edition === "served" ? server.address : pathToFileURL(inside("dist", "dirmatch.html")).href;
}

/**
 * A page that fails the test when it throws or reports an error, and notes every request. `before` runs in it before its
 * own script; `address` is that of another page; the other options are those of a browser context.
 */
export async function open(edition = "from disk", { before: prepare, address = addressOf(edition), ...options } = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
    acceptDownloads: true,
    ...options,
  });
  if (prepare) await context.addInitScript(prepare);
  const page = await context.newPage();
  const faults = [];
  const requests = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  context.on("request", (request) => requests.push(request.url()));
  await page.goto(address);
  await page.locator(".school button").waitFor();
  return {
    page,
    faults,
    /** Requests other than for the page itself and the blob of its worker. */
    requests: () => requests.slice(1).filter((url) => !url.startsWith("blob:")),
    close: async () => {
      await context.close();
      assert.deepEqual(faults, [], "the page reported errors");
    },
  };
}

/** Gives files to the first input, as the person does who chooses them. */
export async function choose(page, paths) {
  await page.locator('input[type="file"][multiple]').first().setInputFiles(paths);
}

/** Waits for the results that `dirmatch:analysis` marks. */
export async function results(page) {
  await page.waitForFunction(() => performance.getEntriesByName("dirmatch:analysis").length > 0, null, {
    timeout: 60_000,
  });
}

/** Opens the built-in school and waits for the overview. */
export async function openSchool(page) {
  await page.getByRole("button", { name: "Open the built-in school" }).click();
  await page.getByRole("heading", { name: "What the next sync would do" }).waitFor();
}

/** Goes to a view by its address. */
export async function go(page, hash) {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
}

/** Writes a file for a test; gives its path. */
export function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** What a download holds, as text. */
export async function saved(page, click) {
  const waiting = page.waitForEvent("download");
  await click();
  const download = await waiting;
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

/** Takes away what the screen in sight shows, in a form and for whose eyes; gives the file. */
export async function takenAway(page, form, level = "Full") {
  await page.getByRole("button", { name: "Take away" }).click();
  await page.getByRole("radio", { name: form }).check();
  await page.getByRole("radio", { name: level }).check();
  return saved(page, () => page.getByRole("button", { name: /^Save/ }).click());
}

let isBuilt = false;

/** Runs the command line; gives its status and both streams. */
export function cli(...args) {
  if (!isBuilt) execFileSync("cargo", ["build", "--quiet", "--locked"], { cwd: inside() });
  isBuilt = true;
  const program = inside("target", "debug", process.platform === "win32" ? "dirmatch.exe" : "dirmatch");
  const run = spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  return { status: run.status, output: run.stdout, errors: run.stderr };
}

/**
 * An AD export of PowerShell and an admin center export that belong together, with a case of each kind. `write` puts them
 * where the test has its files.
 */
export function pair(write = file) {
  const guid = (number) => `88666888-0101-1111-bbbb-12345678${String(number).padStart(4, "0")}`;
  const ad = [
    "DistinguishedName,ObjectClass,ObjectGUID,sAMAccountName,userPrincipalName,mail,proxyAddresses,displayName",
    `"CN=Ann,DC=contoso,DC=com",user,${guid(1)},ann,ann@contoso.com,ann@contoso.com,SMTP:ann@contoso.com|smtp:info@contoso.com,Ann Lee`,
    `"CN=Bob,DC=contoso,DC=com",user,${guid(2)},bob,bob@contoso.com,bob@contoso.com,SMTP:bob@contoso.com|smtp:INFO@contoso.com,Bob Ray`,
    `"CN=Cy,DC=contoso,DC=com",user,${guid(3)},cy,cy@contoso.com,cy@contoso.com,SMTP:cy@contoso.com,Cy New`,
    `"CN=Dee,DC=contoso,DC=com",user,${guid(4)},dee,dee@contoso.local,,,Dee Local`,
  ];
  const users = [
    "Display name,DirSyncEnabled,User principal name,Object Id,Licenses,Soft deletion time stamp,Proxy addresses",
    "Ann Lee,True,ann@contoso.com,55555555-5555-4555-8555-555555555551,Microsoft 365 A3,,SMTP:ann@contoso.com+smtp:info@contoso.com",
    "Bob Ray,False,bob@contoso.com,55555555-5555-4555-8555-555555555552,Microsoft 365 A3,,SMTP:bob@contoso.com+smtp:bob@contoso.onmicrosoft.com",
    "Eve Cloud,False,eve@contoso.com,55555555-5555-4555-8555-555555555553,Unlicensed,,",
  ];
  return [write("ad.csv", `${ad.join("\r\n")}\r\n`), write("users.csv", `\ufeff${users.join("\r\n")}\r\n`)];
}

/** A number as the page writes it. */
export function written(number) {
  return new Intl.NumberFormat("en-GB").format(number);
}
