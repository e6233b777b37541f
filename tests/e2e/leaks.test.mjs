// Everything that a page could do to send something out is done inside the built page, in both browsers, from disk and
// served. What still gets out is a list, and the list is the one that SECURITY.md publishes: more fails, and less as well.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { textOfPage } from "../../tools/assemble.mjs";
import { inside } from "../../tools/process.mjs";
import { addressOf, BROWSERS, EDITIONS, file, useBoth, visit } from "./both.mjs";
import { listen } from "./listener.mjs";
import { IN_PLACE, IN_WORKER, LEAVING } from "./ways_out.mjs";

useBoth();

const ALL = [...Object.keys(IN_PLACE), ...Object.keys(IN_WORKER), ...Object.keys(LEAVING)];

/** Time for what is queued or delayed to go. The run without a policy shows that it is long enough for each way. */
const SETTLED = 1500;

/** Open until the end: a browser sends STUN again after its page is gone, and the number must not be another way's by then. */
const listeners = [];
after(() => Promise.all(listeners.map((heard) => heard.close())));

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Runs in the page before its own script: the worker's source begins with the tries that are made in it. */
function beginWorkerWith(tries) {
  const Real = Blob;
  globalThis.Blob = class extends Real {
    constructor(parts, options) {
      super(options?.type === "text/javascript" ? [tries, ...parts] : parts, options);
    }
  };
}

/** Does everything at an address; gives what reached the listener, and by which kind of traffic. */
async function reachedFrom(name, address) {
  const heard = await listen(ALL);
  listeners.push(heard);
  const to = (way) => `http://127.0.0.1:${heard.portOf(way)}/`;
  // Some ways never answer; what counts is what the listener hears.
  const attempt = (page, way, run) => Promise.race([page.evaluate(run, to(way)).catch(() => undefined), pause(250)]);
  const tries = Object.entries(IN_WORKER).map(
    ([way, run]) => `try { Promise.resolve((${run})("${to(way)}")).catch(() => {}); } catch {}\n`,
  );
  const main = await visit(name, address, beginWorkerWith, tries.join(""));
  for (const [way, run] of Object.entries(IN_PLACE)) await attempt(main.page, way, run);
  await pause(SETTLED);
  await main.page.close();
  const leave = async ([way, run]) => {
    const { page } = await visit(name, address);
    await attempt(page, way, run);
    await pause(SETTLED);
    await page.close();
  };
  await Promise.all(Object.entries(LEAVING).map(leave));
  return heard.reached();
}

/** What a browser's column of the table in SECURITY.md says: the ways that remain, each with its kind of traffic. */
function published(column) {
  const rows = readFileSync(inside("SECURITY.md"), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const place = rows.find((row) => row.includes(column))?.indexOf(column);
  assert.ok(place, `SECURITY.md has a column ${column}`);
  return Object.fromEntries(
    rows.filter((row) => ALL.includes(row[1]) && row[place] !== "none").map((row) => [row[1], row[place]]),
  );
}

/** Ways that a browser does not have, or does not use in this form even where nothing forbids it. */
const NOT_THERE = {
  Chromium: ["worker", "shared worker", "worker: another worker"],
  Firefox: [
    "fetch, later",
    "prefetch",
    "speculation rules, prefetch",
    "speculation rules, prerender",
    "manifest",
    "paint worklet",
    "worker",
    "shared worker",
    "payment method",
    "ping of a link",
    "worker: another worker",
  ],
};

for (const name of BROWSERS) {
  // Without this the test below could not fail: a way that the listener never hears proves nothing.
  test(`${name}: a page without the policy gets out by every way that the browser has`, async () => {
    const html = textOfPage(inside("dist", "dirmatch.html"));
    const open = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
    assert.notEqual(open, html);
    const reached = await reachedFrom(name, pathToFileURL(file(`${name}.html`, open)).href);
    assert.deepEqual(
      ALL.filter((way) => !(way in reached)),
      NOT_THERE[name],
    );
  });

  for (const edition of EDITIONS) {
    test(`${name}, ${edition}: exactly what SECURITY.md lists gets out`, async () => {
      assert.deepEqual(await reachedFrom(name, addressOf(edition)), published(`${name}, ${edition}`));
    });
  }
}
