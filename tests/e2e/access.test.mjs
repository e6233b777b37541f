// The page for everybody: by keyboard alone, on a narrow screen, light and dark, and as the checks of WCAG see it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { choose, file, go, open, openSchool, pair, useBrowser } from "./harness.mjs";

useBrowser();

const WIDTHS = { wide: { width: 1280, height: 800 }, narrow: { width: 400, height: 800 } };
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Each screen, and what shows that it is there. */
const SCREENS = [
  ["#start", "button:has-text('Open the built-in school')"],
  ["#files", ".file"],
  ["#overview", ".outcomes"],
  ["#findings", ".findings-grid"],
  ["#objects", ".objects-grid"],
  ["#settings", "[role=switch]"],
  ["#how", ".checks"],
  ["#rule/crossed-match", "main h1"],
];

async function check(page, name) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const told = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join("\n  ")}`,
  );
  assert.deepEqual(told, [], name);
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(excess <= 0, `${name} is ${excess} pixels too wide`);
}

for (const colorScheme of ["light", "dark"]) {
  for (const [width, viewport] of Object.entries(WIDTHS)) {
    test(`every screen, ${width} and ${colorScheme}`, async () => {
      const { page, close } = await open("from disk", { colorScheme, viewport });
      await check(page, "the start without files");
      await openSchool(page);
      for (const [hash, sign] of SCREENS) {
        await go(page, hash);
        await page.locator(sign).first().waitFor();
        await check(page, hash);
      }
      for (const list of ["#objects", "#findings"]) {
        await go(page, list);
        await page.locator("main a.row-link").first().click();
        await page.locator(".evidence").first().waitFor();
        await check(page, `one of ${list}`);
      }
      await close();
    });
  }
}

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test(`a file that is read as the person says, ${width}`, async () => {
    const { page, close } = await open("from disk", { viewport });
    await choose(page, [file("own.csv", "dname,login,emails\nAnn Lee,ann@contoso.com,SMTP:ann@contoso.com\n")]);
    await page.locator(".mapping").waitFor();
    await check(page, "the mapping of columns");
    await close();
  });
}

/** The words of the element that has the focus. */
function focused(page) {
  return page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
}

/** Presses Tab until the focus is on an element with these words. */
async function tabTo(page, words, most = 40) {
  for (let pressed = 0; pressed < most; pressed++) {
    if ((await focused(page)).includes(words)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`${words} is not reached with the Tab key`);
}

test("the whole way by keyboard alone", async () => {
  const { page, close } = await open();
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Skip to content");
  await tabTo(page, "Open the built-in school");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "What the next sync would do" }).waitFor();
  await page.keyboard.press("4");
  await page.getByRole("heading", { name: /^\d+ findings of \d+ kinds$/ }).waitFor();
  await page.keyboard.press("5");
  await page.locator(".objects-grid").waitFor();
  await page.keyboard.press("/");
  assert.ok(await page.evaluate(() => document.activeElement?.matches("[data-search]")));
  // Letters that are typed into the search are not commands.
  await page.keyboard.type("jones5");
  assert.equal(await page.locator("[data-search]").inputValue(), "jones5");
  await page.locator("[data-search]").fill("");
  await page.getByRole("heading", { name: /^1,433 objects$/ }).waitFor();
  await page.locator(".objects-grid a.row-link").first().waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.locator(".evidence").waitFor();
  const first = await page.getByRole("heading", { level: 1 }).textContent();
  await page.keyboard.press("j");
  await page.waitForFunction((before) => document.querySelector("h1")?.textContent !== before, first);
  await page.keyboard.press("Escape");
  await page.locator(".objects-grid").waitFor();
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.getByRole("dialog").count(), 0);
  await close();
});

test("the theme follows the system until the person chooses, and the choice stays", async () => {
  const { page, close } = await open("served", { colorScheme: "dark" });
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await background();
  await page.getByRole("button", { name: /^Theme: system/ }).click();
  await page.getByRole("button", { name: /^Theme: light/ }).waitFor();
  const light = await background();
  assert.notEqual(light, dark);
  await page.reload();
  await page.getByRole("button", { name: /^Theme: light/ }).waitFor();
  assert.equal(await background(), light);
  await close();
});

test("focus goes to the new screen, and results are announced", async () => {
  const { page, close } = await open();
  await choose(page, pair());
  await page.locator(".outcomes").waitFor();
  await page.locator("[role=status]", { hasText: /2 files read/ }).waitFor({ state: "attached" });
  await page.locator('.outcomes a[href^="#objects"]').first().click();
  await page.locator(".objects-grid").waitFor();
  // The focus is in the new screen.
  await page.waitForFunction(() => document.getElementById("main")?.contains(document.activeElement));
  await close();
});
