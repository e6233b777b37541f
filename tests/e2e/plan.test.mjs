// The way through: from a finding to a plan that was tried, with its script, what takes it back, and a report.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { go, open, openSchool, useBrowser } from "./harness.mjs";

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

/** Every file that the browser saves, by name. */
function downloads(page) {
  const files = new Map();
  page.on("download", async (download) => {
    files.set(download.suggestedFilename(), readFileSync(await download.path(), "utf8"));
  });
  return files;
}

async function until(condition) {
  for (let tries = 0; !(await condition()); tries++) {
    assert.ok(tries < 200, "it does not come");
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

/** Nobody but a person knows which way is right: none is chosen beforehand. */
async function choose(page, place = 0) {
  assert.equal(await page.locator(".option.is-chosen").count(), 0);
  assert.equal(await page.getByRole("button", { name: "Add to the plan" }).count(), 0);
  await page.locator('.option input[type="radio"]').nth(place).check();
}

/** Opens the first finding of a rule. */
async function openFinding(page, rule) {
  await go(page, `#findings&rule=${rule}`);
  await page.locator(".is-finding a.row-link").first().click();
  await page.locator(".options").waitFor();
}

/** The files of a plan; but for the script their names carry a mark of the plan. */
const PLAN_FILES = ["dirmatch-plan.ps1", "plan.json", "plan.json.sha256", "undo.json", "undo.json.sha256", "plan.csv"];

/** A file that was saved, by its name without the mark of the plan. */
function saved(files, wanted) {
  const name = [...files.keys()].find((name) => name.replace(/-[0-9a-f]{6}\./, ".") === wanted);
  return name && files.get(name);
}

test("from the built-in school to a plan, its script, the way back and a report in nine actions", async () => {
  const { page, requests, close } = await open();
  const files = downloads(page);
  let actions = 0;
  const click = async (role, name) => {
    actions++;
    await page.getByRole(role, { name }).first().click();
  };
  await click("button", "Open the built-in school");
  await page.getByRole("heading", { name: "What the next sync would do" }).waitFor();
  await click("link", /^4 Findings/);
  await click("button", /safe fix/);
  await click("link", /^6 Plan/);
  await page.getByText("The way back gives every value").waitFor();
  await page
    .getByText("The script first checks that Active Directory still has this value (ad-objects.csv, row")
    .first()
    .waitFor();
  // Only what changes is in sight.
  assert.equal(await page.locator(".counts td.is-same:visible").count(), 0);
  await page.getByText("run the same command without -WhatIf").waitFor();
  await click("button", "Save the plan");
  await until(() => PLAN_FILES.every((name) => saved(files, name)));
  await click("link", /^7 Take away/);
  await click("radio", "Whole report");
  await click("radio", "Report page");
  await click("button", /^Save/);
  await until(() => [...files.keys()].some((name) => /^dirmatch-report-.*-full\.html$/.test(name)));
  assert.ok(actions < 10, `${actions} actions`);

  const plan = JSON.parse(saved(files, "plan.json"));
  assert.equal(plan.schema, "dirmatch.plan/1");
  assert.ok(plan.steps.length > 0);
  const undo = JSON.parse(saved(files, "undo.json"));
  const values = (file) => file.steps.flatMap((step) => step.changes).length;
  assert.equal(values(undo), values(plan));
  // The script is the same for everybody and holds nothing of the files.
  assert.doesNotMatch(files.get("dirmatch-plan.ps1"), /contoso|fabrikam/);
  assert.deepEqual(requests(), []);
  await close();
});

test("the same by keyboard alone", async () => {
  const { page, close } = await open();
  const files = downloads(page);
  const press = (keys) => page.keyboard.press(keys);
  await page.getByRole("button", { name: "Open the built-in school" }).focus();
  await press("Enter");
  await page.getByRole("heading", { name: "What the next sync would do" }).waitFor();
  await press("4");
  await page.locator(".is-finding").first().waitFor();
  for (let line = 0; line < 3; line++) await press("j");
  await press("Enter");
  await page.locator(".options").waitFor();
  // Where there are several ways, the key leads to the first of them, and the arrows choose.
  await page.waitForFunction(() => document.activeElement?.matches(".finding-title"));
  await press("p");
  await page.waitForFunction(() => document.activeElement?.matches('.option input[type="radio"]'));
  await press("ArrowDown");
  await page.locator(".option.is-chosen .option-result").waitFor();
  await press("p");
  await page.getByText("In the plan:").waitFor();
  await press("6");
  await page.getByText("The way back gives every value").waitFor();
  await page.getByRole("button", { name: "Save the plan" }).waitFor();
  await press("s");
  await until(() => PLAN_FILES.every((name) => saved(files, name)));
  await press("j");
  await page.waitForFunction(() => document.activeElement?.matches(".plan-step"));
  await press("Delete");
  await page.getByRole("heading", { name: "Nothing is in the plan yet" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).focus();
  await press("Enter");
  await page.locator(".plan-step").first().waitFor();
  await press("7");
  await page.locator(".take-away .preview").waitFor();
  await page.getByRole("radio", { name: "CSV for people" }).focus();
  await press("Space");
  await press("Control+Enter");
  await until(() => [...files.keys()].some((name) => /^dirmatch-findings-.*-full\.csv$/.test(name)));
  await close();
});

test("a choice is tried, marked in the list, survives other settings, and is nowhere kept", async () => {
  const { page, close } = await open();
  await openSchool(page);
  await openFinding(page, "ad-dup-proxy-address");
  await choose(page);
  await page.locator(".option.is-chosen .option-result", { hasText: "Resolves this" }).waitFor();
  const title = (await page.locator(".action-words > strong").textContent()).trim();
  await page.getByRole("button", { name: "Add to the plan" }).click();
  await page.getByRole("button", { name: "Take out of the plan" }).waitFor();
  await go(page, "#findings&rule=ad-dup-proxy-address");
  await page.locator(".is-finding", { hasText: "In the plan" }).waitFor();

  await go(page, "#settings");
  await page.getByRole("switch", { name: "Does soft match try the UPN?" }).click();
  await page.locator(".changes li").first().waitFor();
  await page.getByRole("button", { name: "Apply" }).click();
  await page.getByText("Applied.").first().waitFor();
  await go(page, "#plan");
  await page.locator(".chosen", { hasText: title }).first().waitFor();
  // What is to be looked at stands under the words that say so, once.
  const review = page.locator(".plan-step", { hasText: "Look at it first" }).first();
  const note = await review.locator(".step-head + .look-at").textContent();
  assert.ok(note.length > 0);
  assert.equal(await review.getByText(note).count(), 1);
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + location.href);
  assert.doesNotMatch(kept, /contoso|fabrikam/);
  await page.reload();
  await page.getByRole("button", { name: "Open the built-in school" }).waitFor();
  await openSchool(page);
  await go(page, "#plan");
  await page.getByRole("heading", { name: "Nothing is in the plan yet" }).waitFor();
  await close();
});

test("another way takes the place of the one before", async () => {
  const { page, close } = await open();
  await openSchool(page);
  await openFinding(page, "ad-dup-proxy-address");
  await choose(page);
  await page.getByRole("button", { name: "Add to the plan" }).click();
  await page.locator('.option input[type="radio"]').nth(1).check();
  await page.getByRole("button", { name: "Plan this instead" }).click();
  await page.locator(".option", { hasText: "In the plan" }).waitFor();
  assert.equal(await page.locator(".option", { hasText: "In the plan" }).count(), 1);
  await page.locator(".option:nth-of-type(2)", { hasText: "In the plan" }).waitFor();
  await page.getByRole("link", { name: /1 fix/ }).first().waitFor();
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
      await go(page, "#plan");
      await check(page, "the plan without fixes");
      await openFinding(page, "ad-dup-proxy-address");
      await choose(page, 1);
      await page.locator(".option-result").waitFor();
      await page.getByRole("button", { name: "Add to the plan" }).click();
      await check(page, "a finding in the plan");
      await openFinding(page, "missing-moera");
      await page.getByRole("radio", { name: /By hand/ }).check();
      await page.getByRole("button", { name: "Add to the plan" }).click();
      await check(page, "steps by hand");
      await go(page, "#plan");
      await page.getByRole("button", { name: "Save the plan" }).waitFor();
      await check(page, "the plan");
      await close();
    });
  }
}

test("one button saves all files of the plan, a list behind it each of them, and on paper there is no button", async () => {
  const { page, close } = await open();
  const files = downloads(page);
  await openSchool(page);
  await openFinding(page, "ad-dup-proxy-address");
  await choose(page, 1);
  await page.getByRole("button", { name: "Add to the plan" }).click();
  await go(page, "#plan");
  const save = page.getByRole("button", { name: "Save the plan’s files" });
  await save.waitFor();
  const buttons = page.locator("main aside").getByRole("button", { name: /^Save/ });
  assert.equal(await buttons.count(), 1);
  await page.getByText("6 files, one by one").click();
  assert.equal(await buttons.count(), 1 + PLAN_FILES.length);
  await page.getByRole("button", { name: /^Save plan-.{6}\.csv$/ }).click();
  await until(() => saved(files, "plan.csv"));
  assert.equal(files.size, 1);

  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 700, height: 1000 });
  assert.equal(await page.locator("button:visible, .button:visible").count(), 0);
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(excess <= 0, `the paper is ${excess} pixels too narrow`);
  await page.getByText("Start-ADSyncSyncCycle -PolicyType Delta").first().waitFor();
  await close();
});

test("the foot offers the plan's key with the words of its button, and only where there is something to add", async () => {
  const { page, close } = await open();
  await openSchool(page);
  const key = page.locator(".foot-keys > span", { has: page.getByText("P", { exact: true }) });
  await openFinding(page, "ad-dup-proxy-address");
  assert.equal(await key.count(), 0);
  await choose(page);
  await key.getByText("add to the plan").waitFor();
  await page.keyboard.press("p");
  await key.getByText("take out of the plan").waitFor();
  await page.getByRole("button", { name: "Take out of the plan" }).waitFor();
  await page.keyboard.press("p");
  await key.getByText("add to the plan").waitFor();
  await page.getByRole("radio", { name: /Leave it as it is/ }).check();
  await key.waitFor({ state: "detached" });
  // Changing values would help, but these files do not tell which.
  await go(page, "#findings&rule=missing-upn-alias");
  await page.locator(".is-finding a.row-link").first().click();
  await page.getByText("This takes a change of values, but none is offered here").waitFor();
  assert.equal(await key.count(), 0);
  // Nothing is in the plan: no key does anything there.
  await go(page, "#plan");
  await page.getByText("add one with “Add to the plan” or the key P").waitFor();
  assert.equal(await page.locator(".foot-keys > span").count(), 1);
  await close();
});
