// The language of the page: the browser's at first, then the one that is chosen; everything stays when it changes. What
// the core says is marked as English.

import assert from "node:assert/strict";
import { test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { go, open, useBrowser } from "./harness.mjs";

useBrowser();

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const WIDTHS = { wide: { width: 1280, height: 800 }, narrow: { width: 400, height: 800 } };

const langOf = (page) => page.evaluate(() => document.documentElement.lang);

async function openSchool(page) {
  await page.locator(".school button").click();
  await page.locator(".outcomes").waitFor({ timeout: 60_000 });
}

async function check(page, name) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`),
    [],
    name,
  );
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(excess <= 0, `${name} is ${excess} pixels too wide`);
}

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test(`every screen in German, ${width}`, async () => {
    const { page, close } = await open("from disk", { locale: "de-AT", viewport });
    assert.equal(await langOf(page), "de-DE");
    await check(page, "the start");
    await openSchool(page);
    await check(page, "the overview");
    const screens = { "#files": ".coverage", "#findings": ".findings-grid", "#objects": ".objects-grid" };
    for (const [hash, sign] of Object.entries({ ...screens, "#settings": "[role=switch]", "#how": ".checks" })) {
      await go(page, hash);
      await page.locator(sign).first().waitFor();
      await check(page, hash);
    }
    await go(page, "#findings");
    await page.locator("main .is-finding a.row-link").first().click();
    await page.locator(".option-result").waitFor();
    await check(page, "a finding");
    await close();
  });
}

test("another language keeps everything and is kept", async () => {
  const { page, close } = await open("served", { locale: "de-DE" });
  await openSchool(page);
  await page.getByRole("heading", { name: "Was die nächste Synchronisierung tun würde" }).waitFor();
  await go(page, "#findings&severity=blocker");
  const heading = page.getByRole("heading", { level: 1 });
  await heading.filter({ hasText: /^\d+ von \d+ Befunden/ }).waitFor();
  const fitting = Number.parseInt(await heading.textContent(), 10);

  await page.getByRole("link", { name: "Einstellungen" }).click();
  await page.getByRole("switch", { name: "Soft Match ist blockiert" }).waitFor();
  await page.getByText("sind auf Englisch").waitFor();
  await page.getByRole("combobox", { name: "Sprache" }).selectOption("en");
  await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
  assert.equal(await langOf(page), "en-GB");
  assert.equal(await page.title(), "Settings, dirmatch");
  assert.equal(await page.getByText("auf Englisch").count(), 0);

  // The results are those from before, and the list is as it was left.
  await page
    .getByRole("link", { name: /Findings/ })
    .first()
    .click();
  await heading.filter({ hasText: new RegExp(`^${fitting} of \\d+ findings`) }).waitFor();
  assert.equal(await page.evaluate(() => performance.getEntriesByName("dirmatch:analysis").length), 1);

  await page.reload();
  await page.getByRole("button", { name: "Open the built-in school" }).waitFor();
  assert.equal(await langOf(page), "en-GB");
  // Without files too there is a way back.
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("combobox", { name: "Language" }).selectOption("system");
  await page.getByRole("heading", { name: "Einstellungen", level: 1 }).waitFor();
  await close();
});

test("no screen says anything in English, and keys have their German names", async () => {
  const { page, close } = await open("from disk", { locale: "de-DE" });
  const keys = () => page.locator(".foot kbd").allTextContents();
  assert.deepEqual(await keys(), ["Strg V", "?"]);
  await openSchool(page);
  const says = async (screen, sign) => {
    await go(page, screen);
    // Some of it is folded at first.
    await page.locator(sign).first().waitFor({ state: "attached" });
    await page.locator("main details").evaluateAll((list) => {
      for (const fold of list) fold.setAttribute("open", "");
    });
    await page.waitForFunction(() => !document.querySelector("main [aria-busy=true], main progress"));
    const said = await page.locator("main [lang=en-GB]").allTextContents();
    assert.deepEqual(said, [], screen);
  };
  await says("#overview", ".outcomes");
  // A switch is on or off, not true or false.
  const settings = page.locator("main table", { hasText: "blockSoftMatchEnabled" });
  assert.doesNotMatch(await settings.textContent(), /true|false/);
  await says("#files", ".mapping");
  await go(page, "#plan");
  await page.getByRole("button", { name: /unbedenkliche/ }).click();
  await says("#plan", ".plan-files li");
  assert.ok((await keys()).includes("Entf"));
  await says("#settings", "[role=switch]");
  assert.ok((await keys()).includes("Leertaste"));
  await says("#how", ".checks");
  // What is taken away is English, and the page says so.
  await go(page, "#take-away");
  await page.getByText("Geschrieben wird auf Englisch").waitFor();
  const english = page.locator("main [lang]:not(.each-level td)");
  for (const form of ["Excel-Arbeitsmappe", "CSV für Menschen", "CSV für Programme", "JSON", "Berichtsseite"]) {
    await page.getByRole("radio", { name: form }).check();
    await page.locator(".preview td").first().waitFor();
    await until(async () => (await english.count()) === 1);
  }
  await close();
});

async function until(condition) {
  for (let tries = 0; !(await condition()); tries++) {
    assert.ok(tries < 200, "it does not come");
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

test("what the core says is German, and marked where it is not", async () => {
  const { page, close } = await open("from disk", { locale: "de-DE" });
  await openSchool(page);
  await go(page, "#findings");
  await page.locator("main .is-finding a.row-link").first().click();
  const english = page.locator(".finding h1 [lang], .finding .lead [lang], .options [lang]");
  for (let finding = 0; finding < 12; finding++) {
    await page.locator(".options, .reading").first().waitFor();
    assert.deepEqual(await english.allTextContents(), []);
    const heading = await page.locator("h1").textContent();
    await page.keyboard.press("j");
    await page.locator("h1").filter({ hasNotText: heading }).waitFor();
  }
  // Labels are German too, and so is the page of a rule, but for the vendor's titles of its own pages.
  const label = page.locator(".evidence th", { hasText: "Anzeigename" });
  assert.equal(await label.first().locator("[lang]").count(), 0);
  await go(page, "#rule/crossed-match");
  await page.locator("main h2", { hasText: "Was zu tun ist" }).waitFor();
  const own = page.locator("main h1, main h2, main .reading h1 ~ p").filter({ hasNot: page.locator("[lang]") });
  assert.ok((await own.allTextContents()).includes("Was zu tun ist"));
  await page.getByText("Die primäre Adresse eines AD-Benutzers führt zu einem Konto").waitFor();
  assert.equal(await page.locator("main h1 [lang], main h2 [lang]").count(), 0);
  assert.equal(await page.locator("main p [lang]").count(), 0);
  await close();
});
