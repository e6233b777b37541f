// The settings: switches to play with. A flip says at once what would change; applying it changes the results.

import assert from "node:assert/strict";
import { test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { choose, go, open, openSchool, pair, results, useBrowser, written } from "./harness.mjs";

useBrowser();

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function check(page, name) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const told = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join("\n  ")}`,
  );
  assert.deepEqual(told, [], name);
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(excess <= 0, `${name} is ${excess} pixels too wide`);
}

async function openSettings(page) {
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
  await page.getByRole("switch", { name: "Is soft match blocked?" }).waitFor();
}

/** How many objects would change, as the page says it. */
async function changed(page) {
  const text = await page.locator(".before-after-verdict").textContent();
  return Number(text.match(/^([\d,]+) objects? changes?\.$/)[1].replaceAll(",", ""));
}

/** The numbers of a row of counts: now, then. */
async function counts(page, outcome) {
  const cells = await page
    .locator(".counts tr")
    .filter({ has: page.getByText(outcome, { exact: true }) })
    .locator(".number-cell")
    .allTextContents();
  return cells.slice(0, 2).map((text) => Number(text.replaceAll(",", "")));
}

/** How many objects the overview counts for an outcome; 0 where it does not list it. */
async function counted(page, outcome) {
  await go(page, `#objects&outcome=${outcome}`);
  const heading = page.getByRole("heading", { level: 1 });
  await heading.filter({ hasText: /object/ }).waitFor();
  return Number((await heading.textContent()).match(/^([\d,]+)/)[1].replaceAll(",", ""));
}

for (const [width, viewport] of Object.entries({
  wide: { width: 1280, height: 800 },
  narrow: { width: 400, height: 800 },
})) {
  for (const colorScheme of ["light", "dark"]) {
    test(`a switch that is flipped, ${width} and ${colorScheme}`, async () => {
      const { page, close } = await open("from disk", { viewport, colorScheme });
      await openSchool(page);
      await openSettings(page);
      await check(page, "settings at rest");
      await page.getByRole("switch", { name: "Is soft match blocked?" }).click();
      await page.locator(".before-after-verdict", { hasText: /\d/ }).waitFor();
      await page.locator(".changes li").first().waitFor();
      await check(page, "a switch flipped");
      await page.getByRole("switch", { name: "Does soft match try the UPN?" }).click();
      await page.getByText("cannot be switched off again").waitFor();
      await check(page, "two switches flipped");
      await close();
    });
  }
}

test("what is counted before is what comes out after", async () => {
  const { page, requests, close } = await open();
  await openSchool(page);
  await openSettings(page);
  const block = page.getByRole("switch", { name: "Is soft match blocked?" });
  assert.equal(await block.isChecked(), false);
  await block.click();
  await page.locator(".before-after-verdict").waitFor();
  const total = await changed(page);
  assert.ok(total > 0);
  const [smtp, noSmtp] = await counts(page, "Will join by primary address");
  const [upn, noUpn] = await counts(page, "Will join by UPN");
  const [blocked, allBlocked] = await counts(page, "Kept from joining");
  assert.deepEqual([noSmtp, noUpn], [0, 0]);
  assert.equal(total, smtp + upn);
  assert.equal(allBlocked, blocked + total);
  // It is told to who does not see it.
  await page.locator("[role=status]", { hasText: `${written(total)} objects change.` }).waitFor({ state: "attached" });
  // The list has a way to each object.
  const rows = page.locator(".changes li");
  await rows.first().waitFor();
  assert.equal(await rows.count(), 10);
  assert.match(await rows.first().locator("a").getAttribute("href"), /^#object\/\d+$/);
  const first = await rows.first().textContent();
  await page.getByRole("button", { name: "Objects after these" }).click();
  await page.waitForFunction((before) => document.querySelector(".changes li")?.textContent !== before, first);

  await page.getByRole("button", { name: "Apply" }).click();
  await page.getByText("Applied.").waitFor();
  assert.equal(await page.getByRole("switch", { name: "Is soft match blocked?" }).isChecked(), true);
  await page.getByRole("group", { name: "Is soft match blocked?" }).getByText("You gave it.").waitFor();
  assert.equal(await counted(page, "soft-match-blocked"), allBlocked);
  await page
    .getByRole("link", { name: /Overview/ })
    .first()
    .click();
  await page.locator(".outcomes", { hasText: "Kept from joining" }).waitFor();
  assert.equal(await page.locator(".outcomes a[href*='soft-match-upn']").count(), 0);

  // And back: as the files tell.
  await openSettings(page);
  await page.getByRole("button", { name: "As the files tell: Is soft match blocked?" }).click();
  await page.locator(".before-after-verdict").waitFor();
  assert.equal(await changed(page), total);
  await page.getByRole("button", { name: "Apply" }).click();
  await page.getByText("Applied.").waitFor();
  assert.equal(await counted(page, "soft-match-upn"), upn);
  assert.deepEqual(requests(), []);
  await close();
});

test("what is tried out and not applied is told on every screen and above the settings, until it is applied or discarded", async () => {
  const { page, close } = await open();
  await openSchool(page);
  await openSettings(page);
  const told = page.locator(".pending");
  const block = page.getByRole("switch", { name: "Is soft match blocked?" });
  for (const button of ["Discard", "Apply"]) {
    await block.click();
    await page.locator(".before-after-verdict", { hasText: /\d/ }).waitFor();
    assert.equal(await told.count(), 0, "nothing moves below the pointer");
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: "What the next sync would do" }).waitFor();
    await told.getByText("1 change to the settings is not applied.").waitFor();
    await check(page, "the overview beside a change that is not applied");
    await go(page, "#findings");
    await page.locator(".is-finding a.row-link").first().waitFor();
    assert.equal(await page.evaluate(() => document.scrollingElement.scrollHeight - innerHeight), 0);
    await told.getByRole("link", { name: "See the settings" }).click();
    await block.waitFor();
    await told.getByRole("button", { name: button }).click();
    await told.waitFor({ state: "detached" });
    assert.equal(await block.isChecked(), button === "Apply");
  }
  await close();
});

test("Escape closes the list of keys and leaves the settings below it as they are", async () => {
  const { page, close } = await open();
  await openSchool(page);
  await openSettings(page);
  await page.keyboard.press("?");
  await page.locator("dialog[open]").waitFor();
  await page.keyboard.press("3");
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  assert.equal(new URL(page.url()).hash, "#settings");
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: "What the next sync would do" }).waitFor();
  await close();
});

test("by keyboard: flip, put back, apply, and the focus is not lost", async () => {
  const { page, close } = await open();
  await openSchool(page);
  await openSettings(page);
  await page.getByRole("switch", { name: "Is soft match blocked?" }).focus();
  await page.keyboard.press("Space");
  await page.locator(".before-after-verdict").waitFor();
  await page.keyboard.press("u");
  await page.locator(".before-after-verdict").waitFor({ state: "detached" });
  assert.equal(await page.getByRole("switch", { name: "Is soft match blocked?" }).isChecked(), false);
  await page.keyboard.press("Space");
  await page.locator(".before-after-verdict").waitFor();
  await page.getByRole("button", { name: "Apply" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("Applied.").waitFor();
  await page.waitForFunction(() => document.activeElement?.id === "before-after");
  await page.keyboard.press("Escape");
  await page.locator(".outcomes").waitFor();
  await close();
});

test("domains are added and taken out, and nothing moves while they are typed", async () => {
  const { page, close } = await open();
  await choose(page, pair());
  await results(page);
  await openSettings(page);
  const verified = page.getByRole("group", { name: "Which domains are verified?" });
  await verified.getByText("Seen in the data").waitFor();
  const add = verified.getByRole("textbox");
  await add.pressSequentially("fabrikam.com, x.example");
  assert.equal(await page.locator(".before-after-verdict").count(), 0);
  await page.keyboard.press("Enter");
  await page.locator(".before-after-verdict").waitFor();
  assert.equal(await verified.getByText("fabrikam.com", { exact: true }).count(), 1);
  assert.equal(await verified.getByText("x.example", { exact: true }).count(), 1);
  await verified.getByRole("button", { name: "Take out x.example" }).click();
  await verified.getByText("x.example", { exact: true }).waitFor({ state: "detached" });
  // What is no domain is refused, with a sentence, and cannot be applied.
  await add.fill("no-domain");
  await page.keyboard.press("Enter");
  await page.locator(".before-after .problem", { hasText: "no-domain" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Apply" }).isDisabled(), true);
  await page.getByRole("button", { name: "Discard" }).click();
  await verified.getByText("fabrikam.com", { exact: true }).waitFor({ state: "detached" });
  // Neither the address nor the storage holds any of it.
  assert.equal(new URL(page.url()).hash, "#settings");
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify({ ...localStorage })), /fabrikam|blockSoft/);
  // A text that is given up with Escape does not count.
  const initial = page.getByRole("group", { name: "What is the initial domain?" }).getByRole("textbox");
  const before = await initial.inputValue();
  await initial.fill("other.onmicrosoft.com");
  await page.keyboard.press("Escape");
  assert.equal(await initial.inputValue(), before);
  assert.equal(await page.locator(".before-after-verdict").count(), 0);
  await close();
});

test("settings stay when a file comes, and go when another tenant comes", async () => {
  const { page, close } = await open();
  await choose(page, pair());
  await results(page);
  await openSettings(page);
  await page.getByRole("switch", { name: "Is soft match blocked?" }).click();
  await page.locator(".before-after-verdict").waitFor();
  await page.getByRole("button", { name: "Apply" }).click();
  await page.getByText("Applied.").waitFor();
  await go(page, "#files");
  await page.locator(".file").first().waitFor();
  await page.evaluate(() => performance.clearMeasures());
  await choose(page, pair().slice(1));
  await results(page);
  await openSettings(page);
  assert.equal(await page.getByRole("switch", { name: "Is soft match blocked?" }).isChecked(), true);
  await go(page, "#start");
  await openSchool(page);
  await openSettings(page);
  assert.equal(await page.getByRole("switch", { name: "Is soft match blocked?" }).isChecked(), false);
  await close();
});
