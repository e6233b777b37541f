// The page in a language that nobody speaks: every word of its own is from the catalogue, and words that are a third longer
// fit, wide and narrow. The product holds nothing of it: the page is built anew for this with another language in place
// of German.

import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { build } from "vite";
import { assemble } from "../../tools/assemble.mjs";
import { inside } from "../../tools/process.mjs";
import { go, open, useBrowser } from "./harness.mjs";

useBrowser();

const FOLDER = ["dist", "pseudo"];
const WIDTHS = { wide: { width: 1280, height: 800 }, narrow: { width: 400, height: 800 } };

let address;

before(async () => {
  const stand = `export * from ${JSON.stringify(inside("www", "test", "pseudo_text.ts"))};`;
  const replaced = new Set();
  const inPlaceOfGerman = {
    name: "pseudo",
    enforce: "pre",
    load(id) {
      const path = id.replaceAll("\\", "/");
      const place = ["/text/de/index.ts", "/text/de/core.ts", "/text/german.ts"].find((end) => path.endsWith(end));
      if (place) replaced.add(place);
      return place ? stand : undefined;
    },
  };
  await build({
    configFile: inside("www", "vite.config.ts"),
    mode: "page",
    logLevel: "warn",
    plugins: [inPlaceOfGerman],
    build: { outDir: inside(...FOLDER) },
  });
  assert.equal(replaced.size, 3, "German is somewhere else");
  for (const name of ["start.js", "unpacker.js", "worker.js"]) {
    copyFileSync(inside("dist", "parts", name), inside(...FOLDER, name));
  }
  mkdirSync(inside(...FOLDER), { recursive: true });
  const path = inside(...FOLDER, "page.html");
  writeFileSync(path, assemble("parts", FOLDER).html);
  address = pathToFileURL(path).href;
});

/** What a person can read or hear that is neither of the catalogue, nor of the files, nor said by the core. */
function foreign() {
  const found = [];
  const isWord = (text) => /\p{L}{2}/u.test(text) && !text.includes("⟦");
  // Marked as no language's, or as the core's own.
  const isKept = (element) => element.closest("[translate=no], body [lang], code, kbd, pre, script, style") !== null;
  const tag = (element) => element.cloneNode().outerHTML.replace(/<\/.*/, "");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    // An address within a sentence is an element of its own: the sentence is looked at as a whole.
    const own = node.parentElement.closest(".address")?.parentElement ?? node.parentElement;
    const text = own.querySelector(":scope > .address") ? own.textContent : node.data;
    if (isWord(text) && !isKept(own)) found.push(`${tag(own)} ${text}`);
  }
  for (const name of ["aria-label", "title", "placeholder", "data-label", "data-side"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      const text = element.getAttribute(name);
      // A tooltip repeats the text of its element, where that is cut.
      const isRepeated = name === "title" && text === element.textContent && isKept(element);
      if (isWord(text) && !isRepeated) found.push(`${name}: ${text}`);
    }
  }
  return [...new Set(found)];
}

/** Notes what is wrong with the screen in sight; all of it is told at the end. */
async function look(page, faults, name) {
  for (const fault of await page.evaluate(foreign)) faults.push(`${name}: ${fault}`);
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (excess > 0) faults.push(`${name} is ${excess} pixels too wide`);
}

/** Goes to the first of a list, by the facets of the list. */
async function openFirst(page, list, sign) {
  await go(page, list);
  await page.locator("main .grid a.row-link").first().click();
  await page.locator(sign).first().waitFor();
}

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test(`every screen is from the catalogue and fits, ${width}`, async () => {
    const { page, close } = await open("from disk", { address, viewport, locale: "de-DE" });
    const faults = [];
    const check = (name) => look(page, faults, name);
    assert.equal(await page.evaluate(() => document.documentElement.lang), "de-DE");
    await page.locator(".start details summary").first().waitFor();
    await check("the start");
    await go(page, "#settings");
    await check("settings without files");
    await go(page, "#start");
    await page.locator(".school button").click();
    await page.locator(".outcomes").waitFor({ timeout: 60_000 });
    await check("the overview");
    const screens = { "#files": ".coverage", "#how": ".checks", "#rule/crossed-match": "main h1" };
    for (const [hash, sign] of Object.entries(screens)) {
      await go(page, hash);
      await page.locator(sign).first().waitFor();
      await check(hash);
    }
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    await check("the keys");
    await page.keyboard.press("Escape");

    await openFirst(page, "#findings&fix=script", ".options");
    await page.locator('.option input[type="radio"]').nth(1).check();
    await page.locator(".option-result").waitFor();
    await check("a finding that a script puts right");
    await page.keyboard.press("p");
    await page.locator(".planned").first().waitFor();
    await openFirst(page, "#findings&fix=runbook", ".runbook");
    await page.keyboard.press("p");
    await page.locator(".planned").first().waitFor();
    await check("a finding with steps by hand");
    await openFirst(page, "#findings&fix=none", ".behind");
    await page.locator(".decision button").first().click();
    await check("a reason asked for");
    await go(page, "#findings");
    await page.locator(".findings-grid").waitFor();
    await page.locator(".decisions-menu summary").click();
    await check("the findings and the decisions");
    await page.keyboard.press("Escape");
    await go(page, "#findings&rule=no-such-rule");
    await page.locator(".nothing").waitFor();
    await check("nothing fits");

    await go(page, "#objects");
    await page.locator(".objects-grid a.row-link").first().waitFor();
    await check("the objects");
    for (const outcome of ["new-object", "already-synced", "soft-match-blocked", "cloud-only"]) {
      await openFirst(page, `#objects&outcome=${outcome}`, ".evidence");
      await check(`an object, ${outcome}`);
    }
    await go(page, "#plan");
    await page.locator(".plan-files").waitFor({ timeout: 60_000, state: "attached" });
    await check("the plan");
    await go(page, "#take-away");
    await page.locator(".preview td").first().waitFor();
    await check("taking away");
    await go(page, "#settings");
    await page.locator("[role=switch]").first().click();
    await page.locator(".changes li").first().waitFor();
    await check("settings with a switch flipped");
    await close();
    assert.deepEqual(faults, []);
  });
}
