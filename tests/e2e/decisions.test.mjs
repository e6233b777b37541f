// Decisions: a finding is accepted with a reason and stays counted; what was decided is saved, and loaded again.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { choose, cli, file, go, open, openSchool, pair, results, saved, takenAway, useBrowser } from "./harness.mjs";

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

/** How many findings the list has, under what is chosen. */
async function listed(page, facets = "") {
  // Through another view: while an answer is under way, the list shows the last one.
  await go(page, "#how");
  await page.getByRole("button", { name: /Run the test/ }).waitFor();
  await go(page, `#findings${facets}`);
  const heading = page.getByRole("heading", { level: 1 }).filter({ hasText: /finding/ });
  await heading.waitFor();
  await page.locator(".is-group, .nothing").first().waitFor();
  return Number((await heading.textContent()).match(/^([\d,]+)/)[1].replaceAll(",", ""));
}

async function openFirst(page) {
  await go(page, "#findings");
  await page.locator(".is-finding a.row-link").first().click();
  await page.getByRole("button", { name: "Accept with a reason" }).waitFor();
}

async function acceptWith(page, reason) {
  await page.getByRole("button", { name: "Accept with a reason" }).click();
  await page.getByRole("textbox", { name: "Why is it accepted?" }).fill(reason);
  await page.getByRole("button", { name: "Accept", exact: true }).click();
  await page.locator(".decision", { hasText: reason }).waitFor();
}

async function load(page, path) {
  await go(page, "#findings");
  await page.locator("summary", { hasText: "Decisions" }).click();
  await page.getByLabel("Load decisions").setInputFiles(path);
}

test("a finding is accepted, stays counted, and is accepted again after saving and loading", async () => {
  const { page, requests, close } = await open();
  await openSchool(page);
  const all = await listed(page);
  await openFirst(page);
  const title = await page.getByRole("heading", { level: 1 }).textContent();
  await acceptWith(page, "The school knows.");
  assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), title);
  assert.equal(await listed(page), all);
  assert.equal(await listed(page, "&decision=accepted"), 1);
  await page.locator(".is-finding .accepted", { hasText: "Accepted" }).waitFor();
  assert.equal(await listed(page, "&decision=open"), all - 1);
  await go(page, "#overview");
  await page.locator(".statement-more", { hasText: "1 of the findings is accepted." }).waitFor();

  await go(page, "#findings");
  await page.locator("summary", { hasText: "Decisions (1)" }).click();
  await page.getByText("Not saved yet").waitFor();
  const download = await saved(page, () => page.getByRole("button", { name: "Save decisions" }).click());
  assert.match(download.name, /^dirmatch-decisions-\d{4}-\d\d-\d\d\.json$/);
  const decisions = JSON.parse(download.text);
  assert.equal(decisions.schema, "dirmatch.decisions/1");
  assert.equal(decisions.accepted.length, 1);
  assert.equal(decisions.accepted[0].reason, "The school knows.");
  assert.equal(decisions.accepted[0].date, await page.evaluate(() => new Date().toLocaleDateString("sv")));
  // Nothing of it is stored, nor in the address.
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify({ ...localStorage }) + location.href), /school knows/i);

  await page.reload();
  await page.getByRole("button", { name: "Open the built-in school" }).waitFor();
  await openSchool(page);
  assert.equal(await listed(page, "&decision=open"), all);
  const path = file("decisions.json", download.text);
  await load(page, path);
  await page.getByText("Loaded: 1 accepted finding").waitFor();
  assert.equal(await listed(page, "&decision=accepted"), 1);
  await page.locator(".is-finding a.row-link").first().click();
  await page.locator(".decision", { hasText: "The school knows." }).waitFor();
  assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), title);

  await page.getByRole("button", { name: "Take back" }).click();
  await page.getByRole("button", { name: "Accept with a reason" }).waitFor();
  assert.equal(await listed(page, "&decision=open"), all);
  // Nothing but the page itself, which was loaded a second time.
  assert.deepEqual(requests(), [page.url().replace(/#.*$/, "")]);
  await close();
});

test("the page and the command line say the same of a decisions file", async () => {
  const { page, close } = await open();
  const files = pair();
  await choose(page, files);
  await results(page);
  await openFirst(page);
  await acceptWith(page, "Known.");
  await go(page, "#findings");
  await page.locator("summary", { hasText: "Decisions (1)" }).click();
  const download = await saved(page, () => page.getByRole("button", { name: "Save decisions" }).click());
  const path = file("decisions.json", download.text);
  const run = cli("analyze", ...files, "--decisions", path);
  assert.equal(run.status, 0, run.errors);
  const accepted = JSON.parse(run.output).findings.filter((finding) => finding.accepted);
  assert.deepEqual(
    accepted.map((finding) => finding.accepted.reason),
    ["Known."],
  );
  await go(page, "#overview");
  const report = await takenAway(page, "JSON for programs");
  assert.equal(report.text, run.output);

  // It survives another file, and a worker that begins anew with it.
  await go(page, "#files");
  await page.locator(".file").first().waitFor();
  await page.evaluate(() => performance.clearMeasures());
  await choose(page, files.slice(1));
  await results(page);
  assert.equal(await listed(page, "&decision=accepted"), 1);
  // Another tenant has its own.
  await go(page, "#start");
  await openSchool(page);
  await go(page, "#findings");
  await page.locator("summary", { hasText: "Decisions" }).click();
  await page.getByText("Nothing is decided yet.").waitFor();
  await close();
});

test("what is not needed is said and taken out, and what cannot be used is refused", async () => {
  const { page, close } = await open();
  await openSchool(page);
  const path = file("decisions.json", "");
  const entry = {
    rule: "ad-dup-upn",
    object: "88666888-0101-1111-bbbb-1234567890ab",
    value: "gone@contoso.com",
    reason: "Known.",
    date: "2026-08-01",
  };
  const write = (...accepted) =>
    writeFileSync(path, JSON.stringify({ schema: "dirmatch.decisions/1", rules: {}, accepted }));
  write(entry);
  await load(page, path);
  const told = page.locator(".not-needed");
  await told.locator("summary", { hasText: "1 accepted finding is not among these findings" }).click();
  await told.getByText("is no longer needed").waitFor();
  await check(page, "what is not needed");
  await told.getByRole("button", { name: "Take out" }).click();
  await told.waitFor({ state: "detached" });
  write({ ...entry, reason: "" });
  await load(page, path);
  await page.getByText("accepted, entry 1: the reason is missing").waitFor();
  assert.ok(readFileSync(path, "utf8").includes("ad-dup-upn"));
  await close();
});

test("a rule is switched off and has another severity", async () => {
  const { page, close } = await open();
  await openSchool(page);
  const all = await listed(page);
  const rule = await page.locator(".is-group .cell-rule a").first().textContent();
  const ofRule = await listed(page, `&rule=${rule}`);
  await go(page, `#rule/${rule}`);
  const severity = page.getByLabel("Severity of its findings");
  await severity.selectOption("off");
  await page.getByRole("textbox", { name: "Why is it switched off?" }).fill("Not with us.");
  await page.keyboard.press("Enter");
  await page.locator(".rule-decision", { hasText: "Not with us." }).waitFor();
  await check(page, "a rule that is switched off");
  assert.equal(await listed(page), all);
  assert.equal(await listed(page, "&decision=accepted"), ofRule);
  await page.locator(".is-finding a.row-link").first().click();
  await page.locator(".decision", { hasText: "its rule is switched off" }).waitFor();
  await page.getByRole("link", { name: "Its rule", exact: true }).click();
  await page.getByRole("button", { name: "Take back" }).click();
  await severity.selectOption("info");
  await page.getByRole("textbox", { name: "Why has it another severity?" }).fill("We only want to know.");
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await page.locator(".rule-decision", { hasText: "We only want to know." }).waitFor();
  assert.equal(await listed(page, `&severity=info&rule=${rule}`), ofRule);
  assert.equal(await listed(page), all);
  await close();
});

test("by keyboard: Escape gives up the reason and not the finding", async () => {
  const { page, close } = await open();
  await openSchool(page);
  await openFirst(page);
  const hash = new URL(page.url()).hash;
  await page.getByRole("button", { name: "Accept with a reason" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.matches("input.reason"));
  await page.keyboard.type("jk");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Accept with a reason" }).waitFor();
  await page.waitForFunction(() => document.activeElement?.textContent === "Accept with a reason");
  assert.equal(new URL(page.url()).hash, hash);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.matches("input.reason"));
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".decision.problem").count(), 0, "no reason, no decision");
  await page.keyboard.type("By keyboard.");
  await page.keyboard.press("Enter");
  await page.locator(".decision", { hasText: "By keyboard." }).waitFor();
  await page.waitForFunction(() => document.activeElement?.matches("h1"));
  await page.keyboard.press("Escape");
  // The list gives the focus to the line that was open, as soon as the worker has sent it.
  await page.waitForFunction(() => document.activeElement?.closest(".window"));
  await page.locator("summary", { hasText: "Decisions (1)" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Save decisions" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Save decisions" }).waitFor({ state: "hidden" });
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
      await openFirst(page);
      await page.getByRole("button", { name: "Accept with a reason" }).click();
      await page.getByRole("textbox", { name: "Why is it accepted?" }).fill("One mailbox for both.");
      await check(page, "the form");
      await page.getByRole("button", { name: "Accept", exact: true }).click();
      await page.locator(".decision.problem").waitFor();
      await check(page, "an accepted finding");
      await go(page, "#findings&decision=accepted");
      await page.locator(".is-finding .accepted").waitFor();
      await page.locator("summary", { hasText: "Decisions (1)" }).click();
      await check(page, "the list with the menu");
      await close();
    });
  }
}
