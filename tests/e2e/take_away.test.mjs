// Taking away: what is chosen is what is saved, in its form, and a level lets nothing through that it leaves out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { go, open, openSchool, saved, takenAway, useBrowser } from "./harness.mjs";

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

test("what share leaves out is not in the file, and the filter of the list holds", async () => {
  const { page, requests, close } = await open();
  await openSchool(page);
  await go(page, "#findings&severity=blocker");
  await page.locator(".is-finding").first().waitFor();
  const full = await takenAway(page, "CSV for people");
  assert.match(full.name, /^dirmatch-findings-\d{4}-\d\d-\d\d-full\.csv$/);
  assert.match(full.text, /contoso/);
  assert.equal(await page.getByRole("radio", { name: "Findings in this view" }).isChecked(), true);
  await page.getByRole("radio", { name: "Share" }).check();
  await page.getByText("No name, address or identifier").waitFor();
  const share = await saved(page, () => page.getByRole("button", { name: "Save without names" }).click());
  assert.match(share.name, /^dirmatch-findings-\d{4}-\d\d-\d\d-share\.csv$/);
  assert.doesNotMatch(share.text, /contoso|fabrikam|O'Brien/);
  const lines = (text) => text.trim().split("\r\n").length;
  assert.equal(lines(share.text), lines(full.text));
  await page.locator(".rail", { hasText: "2 files saved" }).waitFor();
  assert.deepEqual(requests(), []);
  await close();
});

test("the stand-ins of the preview are those of its file, and others come with the next export", async () => {
  const { page, close } = await open();
  await openSchool(page);
  await go(page, "#take-away");
  await page.getByRole("radio", { name: "Every object" }).check();
  await page.getByRole("radio", { name: "CSV for people" }).check();
  await page.getByRole("radio", { name: "Share" }).check();
  const proof = page.locator(".proof");
  await proof.waitFor();
  const shown = () => page.locator(".preview tbody td:first-child").allTextContents();
  const save = () => saved(page, () => page.getByRole("button", { name: "Save without names" }).click());
  const first = await shown();
  const file = await save();
  assert.equal(first.length, 3);
  for (const name of first) assert.ok(file.text.includes(name), `${name} is in the file`);
  await page.locator(".rail", { hasText: "1 file saved" }).waitFor();
  assert.deepEqual(await shown(), first, "the same after saving");
  assert.equal((await save()).text, file.text, "the same export once more");
  // Another choice and back: the next export.
  await page.getByRole("radio", { name: "Full" }).check();
  await proof.waitFor({ state: "detached" });
  await page.getByRole("radio", { name: "Share" }).check();
  await proof.waitFor();
  assert.notDeepEqual(await shown(), first);
  assert.notEqual((await save()).text, file.text);
  // Left and come back.
  const third = await shown();
  await go(page, "#overview");
  await page.getByRole("heading", { name: "What the next sync would do" }).waitFor();
  await go(page, "#take-away");
  await proof.waitFor();
  assert.notDeepEqual(await shown(), third);
  await close();
});

test("the first finding is shown as each level has it, at the chosen one as in the preview", async () => {
  const { page, close } = await open();
  await openSchool(page);
  await go(page, "#take-away");
  for (const [level, pattern] of [
    ["Full", /^\S+@\S+: /],
    ["Internal", /^\S…@\S+: /],
    ["Share", /^Address [\d,]+ in Domain \w+: /],
    ["Counts only", /^All findings: 199$/],
  ]) {
    await page.getByRole("radio", { name: level }).check();
    const chosen = page.locator(".each-level .is-chosen", { hasText: level }).locator("td");
    await chosen.waitFor();
    const cells = page.locator(".preview tbody tr").first().locator("td");
    // The table stays until the next one is there.
    const isThere = async () => {
      const told = await chosen.textContent();
      if (!pattern.test(told)) return false;
      return (
        level === "Counts only" || told === `${await cells.nth(2).textContent()}: ${await cells.nth(3).textContent()}`
      );
    };
    for (let tries = 0; !(await isThere()); tries++) {
      assert.ok(tries < 200, `${level} is not as in the preview`);
      await page.waitForTimeout(50);
    }
  }
  await close();
});

test("a row of the preview is one line, its other columns can be scrolled to, and counts are called counts", async () => {
  const { page, close } = await open();
  await openSchool(page);
  await go(page, "#take-away");
  const preview = page.locator("section.preview");
  await preview.waitFor();
  assert.match(await page.locator("#preview").textContent(), /\d+ columns, first 3 of \d+$/);
  assert.ok(await preview.evaluate((box) => box.scrollWidth > box.clientWidth));
  for (const row of await preview.locator("tbody tr").all()) assert.ok((await row.boundingBox()).height < 40);
  await page.getByRole("radio", { name: "Internal" }).check();
  await page.getByText("No whole address or identifier of your files is in it.").waitFor();
  await page.getByRole("radio", { name: "Counts only" }).check();
  await page.locator("#preview", { hasText: "the first 3 counts" }).waitFor();
  await close();
});

test("each part and each form gives a file of its kind", async () => {
  const { page, close } = await open();
  await openSchool(page);
  await go(page, "#take-away");
  const parts = [
    ["All findings", "findings"],
    ["Action list", "actions"],
    ["Every object with its outcome", "objects"],
    ["Objects only in the cloud", "objects"],
    ["Whole report", "report"],
  ];
  for (const [part, name] of parts) {
    await page.getByRole("radio", { name: part }).check();
    await page.getByRole("radio", { name: "JSON for programs" }).check();
    const file = await saved(page, () => page.keyboard.press("Control+Enter"));
    assert.match(file.name, new RegExp(`^dirmatch-${name}-[\\d-]+-full\\.json$`));
    JSON.parse(file.text);
  }
  for (const [form, ending] of [
    ["Excel workbook", "xlsx"],
    ["CSV for programs", "csv"],
    ["Report page", "html"],
  ]) {
    await page.getByRole("radio", { name: form }).check();
    const file = await saved(page, () => page.getByRole("button", { name: /^Save/ }).click());
    assert.ok(file.name.endsWith(ending), file.name);
  }
  await close();
});

for (const [width, viewport] of Object.entries({
  wide: { width: 1280, height: 800 },
  narrow: { width: 400, height: 800 },
})) {
  for (const colorScheme of ["light", "dark"]) {
    test(`nothing is in the way, ${width} and ${colorScheme}`, async () => {
      const { page, close } = await open("from disk", { viewport, colorScheme });
      await openSchool(page);
      await go(page, "#take-away");
      for (const level of ["Full", "Share", "Counts only"]) {
        await page.getByRole("radio", { name: level }).check();
        await page.locator(".preview td").first().waitFor();
        await check(page, level);
      }
      await close();
    });
  }
}
