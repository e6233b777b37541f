// The main job: from the choice of files to results, whose numbers are the same on the overview, in the lists, in what is
// saved and on the command line.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addressOf,
  choose,
  cli,
  editions,
  go,
  open,
  openSchool,
  pair,
  results,
  takenAway,
  useBrowser,
  written,
} from "./harness.mjs";

useBrowser();

for (const edition of editions) {
  test(`the built-in school, ${edition}`, async () => {
    const { page, requests, close } = await open(edition);
    await openSchool(page);
    await results(page);
    const statement = await page.locator(".statement").textContent();
    assert.match(statement, /Of the 1,398 objects in Active Directory/);
    // What is lost opens its list, which has as many findings.
    await page.getByText("will be lost when accounts are joined").waitFor();
    const lost = page.locator(".statement-more a.is-bad").first();
    const values = await lost.textContent();
    const [, all, addresses, logins] =
      /^(\d+) values that work today will be lost when accounts are joined: (\d+) addresses, of \d+ accounts, and (\d+) only to sign in with/.exec(
        await page.locator(".statement-more").textContent(),
      );
    assert.equal(all, values);
    assert.equal(Number(addresses) + Number(logins), Number(all));
    await lost.click();
    await page.getByRole("heading", { level: 1, name: new RegExp(`^${values} of \\d+ findings`) }).waitFor();
    await page.goBack();
    await page.locator(".statement").waitFor();
    assert.deepEqual(requests(), []);
    await close();
  });

  test(`a pair of exports, ${edition}`, async () => {
    const { page, requests, close } = await open(edition);
    const files = pair();
    await choose(page, files);
    await results(page);
    const report = JSON.parse(cli("analyze", ...files).output);
    await go(page, "#overview");
    await page.locator(".outcomes").waitFor();
    for (const [outcome, count] of Object.entries(report.summary.outcomes)) {
      if (count === 0) continue;
      await go(page, `#objects&outcome=${outcome}`);
      await page.getByRole("heading", { name: `${count} of 5 objects` }).waitFor();
    }
    await go(page, "#findings");
    await page.getByRole("heading", { name: `${report.findings.length} findings` }).waitFor();
    assert.deepEqual(requests(), []);
    await close();
  });
}

test("every count of the overview opens a list of as many", async () => {
  const { page, close } = await open();
  await openSchool(page);
  const targets = await page.evaluate(() => {
    const links = document.querySelectorAll(
      '.statement a.number, .statement-more a.number[href^="#objects"], .outcomes a[href^="#objects"]',
    );
    // In the table the number stands in the row of its link.
    return [...links].map((link) => {
      const number = link.closest("tr")?.querySelector("strong") ?? link;
      return [link.getAttribute("href"), number.textContent];
    });
  });
  assert.ok(targets.length > 8);
  for (const [href, count] of targets) {
    await go(page, href);
    await page.getByRole("heading", { name: new RegExp(`^${count} of 1,\\d+ objects$`) }).waitFor();
  }
  // A domain stands in no address, so these links are opened.
  for (const line of [0, 1, 3]) {
    await go(page, "#overview");
    const number = page.locator(".domains tbody tr").nth(line).locator("a.number").last();
    const count = await number.textContent();
    await number.click();
    await page.getByRole("heading", { name: new RegExp(`^${count} of 1,\\d+ objects$`) }).waitFor();
  }
  await close();
});

test("the page and the command line write the same bytes", async () => {
  const { page, close } = await open();
  const files = pair();
  await choose(page, files);
  await results(page);
  await go(page, "#overview");
  const report = await takenAway(page, "JSON for programs");
  assert.match(report.name, /^dirmatch-report-\d{4}-\d\d-\d\d-full\.json$/);
  assert.equal(report.text, cli("analyze", ...files).output);
  // In the other order as well.
  assert.equal(report.text, cli("analyze", ...files.toReversed()).output);
  await close();
});

test("what is shown can be saved, and nothing else", async () => {
  const { page, close } = await open();
  const files = pair();
  await choose(page, files);
  await results(page);
  const report = JSON.parse(cli("analyze", ...files).output);

  await go(page, "#objects&outcome=new-object");
  const shown = report.objects.filter((object) => object.outcome === "new-object");
  await page.getByRole("heading", { name: `${shown.length} of 5 objects` }).waitFor();
  const json = await takenAway(page, "JSON for programs");
  assert.deepEqual(JSON.parse(json.text), { schema: "dirmatch.list/1", objects: shown, cloudOnly: [] });
  await go(page, "#objects&outcome=new-object");
  const csv = await takenAway(page, "CSV for people");
  const lines = csv.text.trim().split("\r\n");
  assert.equal(lines.length, shown.length + 1);
  assert.ok(lines.slice(1).every((line) => line.includes("Will be created")));

  await go(page, "#findings&rule=ad-upn-nonroutable");
  await page.getByRole("heading", { name: /^1 of \d+ findings/ }).waitFor();
  const findings = await takenAway(page, "JSON for programs");
  assert.deepEqual(
    JSON.parse(findings.text).findings,
    report.findings.filter((finding) => finding.rule === "ad-upn-nonroutable"),
  );
  await close();
});

test("an object is shown with both sides, file and row, and the steps of its match", async () => {
  const { page, close } = await open();
  const files = pair();
  await choose(page, files);
  await results(page);
  await go(page, "#objects");
  await page.locator("a.row-link", { hasText: "Ann Lee" }).first().click();
  await page.getByRole("heading", { name: /Ann Lee/ }).waitFor();
  const text = await page.locator("main").textContent();
  const object = JSON.parse(cli("analyze", ...files).output).objects[0];
  for (const step of object.steps) assert.ok(text.includes(step.why), step.why);
  assert.match(text, /ad\.csv/);
  assert.match(text, /users\.csv/);
  assert.match(text, /row 2/i);
  assert.match(text, /info@contoso\.com/);
  await close();
});

test("lists can be searched and sorted", async () => {
  const { page, close } = await open();
  await openSchool(page);
  await go(page, "#objects");
  await page.locator("[data-search]").fill("llewelyn");
  await page.getByRole("heading", { name: /^\d+ of 1,\d+ objects$/ }).waitFor();
  const names = page.locator(".objects-grid .cell-name a");
  await names.first().waitFor();
  for (const name of await names.allTextContents()) assert.match(name, /llewelyn/i);
  await page.locator("[data-search]").fill("");
  const order = page.locator(".list-head .note");
  assert.equal(await order.textContent(), "in the order of the files");
  await page.getByRole("button", { name: "Name", exact: true }).click();
  await page.waitForTimeout(200);
  assert.equal(await order.textContent(), "by “Name”");
  assert.equal(await page.locator("[role=columnheader]", { hasText: "Name" }).getAttribute("aria-sort"), "ascending");
  const sorted = await names.allTextContents();
  assert.deepEqual(
    sorted,
    sorted.toSorted((left, right) => (left.toLowerCase() < right.toLowerCase() ? -1 : 1)),
  );
  await close();
});

test("the way back leads where the person was", async () => {
  const { page, close } = await open();
  await openSchool(page);
  await page.locator(".outcomes a.row-link").first().click();
  await page.locator(".objects-grid a.row-link").first().click();
  await page.locator(".evidence").waitFor();
  await page.goBack();
  await page.locator(".objects-grid").waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "What the next sync would do" }).waitFor();
  // An address that somebody was sent leads to the start, because there is no data behind it.
  await page.goto(`${addressOf("from disk")}#object/5`);
  await page.reload();
  await page.getByRole("button", { name: "Open the built-in school" }).waitFor();
  await close();
});

test("the school has the numbers of the command line", async () => {
  const { page, close } = await open();
  await openSchool(page);
  const text = await page.locator("main").textContent();
  const report = await takenAway(page, "JSON for programs");
  const { summary } = JSON.parse(report.text);
  for (const [outcome, count] of Object.entries(summary.outcomes)) {
    if (count > 0) assert.ok(text.includes(written(count)), `${outcome}: ${count}`);
  }
  await close();
});
