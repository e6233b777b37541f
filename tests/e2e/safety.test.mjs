// Nothing leaves and nothing gets in: the policy, the page's own test of it, what is stored, and cells that hold markup.

import assert from "node:assert/strict";
import { test } from "node:test";
import { textOfPage } from "../../tools/assemble.mjs";
import { inside } from "../../tools/process.mjs";
import { addressOf, choose, editions, file, go, open, openSchool, results, useBrowser } from "./harness.mjs";

useBrowser();

const REQUIRED = ["default-src 'none'", "connect-src 'none'", "form-action 'none'", "base-uri 'none'"];

test("the policy stands before anything that it governs, and a host is told the same", async () => {
  const html = textOfPage(inside("dist", "dirmatch.html"));
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html);
  assert.ok(policy, "the page has a policy");
  for (const element of ["<script", "<style", "<link", "<img"]) {
    const place = html.indexOf(element);
    assert.ok(place < 0 || place > policy.index, `${element} stands before the policy`);
  }
  const { headers } = await fetch(addressOf("served"));
  const told = headers.get("content-security-policy");
  for (const rule of [...REQUIRED, "require-trusted-types-for 'script'"]) {
    assert.ok(policy[1].includes(rule), rule);
    assert.ok(told.includes(rule), rule);
  }
  assert.doesNotMatch(policy[1], /unsafe-inline|'unsafe-eval'|https?:|\*/);
  assert.equal(headers.get("referrer-policy"), "no-referrer");
  assert.match(told, /frame-ancestors 'none'/);
  assert.doesNotMatch(html, /(?:src|href)="(?:https?:)?\/\//, "the page names nothing to load from elsewhere");
});

for (const edition of editions) {
  test(`the browser refuses every way out that the page can try, ${edition}`, async () => {
    const { page, faults, requests, close } = await open(edition);
    await go(page, "#how");
    await page.getByRole("button", { name: /Run the test/ }).click();
    const verdict = page.getByRole("status").filter({ hasText: "were refused" });
    await verdict.waitFor();
    const [, refused, all] = /(\d+) of (\d+) tries were refused/.exec(await verdict.textContent());
    assert.equal(refused, all);
    assert.ok(Number(all) >= 20);
    // Chromium notes a request that the policy stopped, and fails it before it leaves; a host that does not exist would
    // show as an error of name resolution instead.
    const reached = requests().filter((url) => !url.startsWith("https://dirmatch.invalid/"));
    assert.deepEqual(reached, []);
    for (const fault of faults) assert.match(fault, /Content Security Policy|violates the following|TrustedScriptURL/);
    faults.length = 0;
    await close();
  });
}

test("nothing of the files is stored", async () => {
  const { page, close } = await open("served");
  await openSchool(page);
  await page.getByRole("button", { name: /^Theme: system/ }).click();
  await go(page, "#objects");
  await page.locator("[data-search]").fill("llewelyn");
  await page.getByRole("heading", { name: /^\d+ of 1,\d+ objects$/ }).waitFor();
  const stored = await page.evaluate(async () => ({
    local: Object.keys(localStorage),
    preferences: localStorage.getItem("dirmatch.preferences"),
    session: Object.keys(sessionStorage),
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    address: location.hash,
  }));
  assert.doesNotMatch(stored.preferences, /llewelyn|@/i);
  assert.deepEqual(
    { ...stored, preferences: null },
    {
      local: ["dirmatch.preferences"],
      preferences: null,
      session: [],
      cookies: "",
      databases: 0,
      caches: 0,
      address: "#objects",
    },
  );
  await close();
});

test("a cell with markup, a formula or turned letters stays text everywhere", async () => {
  const { page, close } = await open();
  const evil = `<img src=x onerror="document.title='pwned'"><script>document.title='pwned'</script>`;
  const turned = "gpj\u202ecod";
  const cell = (text) => `"${text.replaceAll('"', '""')}"`;
  const lines = [
    "ObjectGUID,sAMAccountName,userPrincipalName,mail,proxyAddresses,displayName",
    `88666888-0101-1111-bbbb-123456780001,ann,ann@contoso.com,ann@contoso.com,smtp:same@contoso.com,${cell(evil)}`,
    `88666888-0101-1111-bbbb-123456780002,bob,bob@contoso.com,bob@contoso.com,smtp:same@contoso.com,${cell(turned)}`,
    `88666888-0101-1111-bbbb-123456780003,cy,cy@contoso.local,cy@contoso.com,,${cell('=HYPERLINK("https://x.invalid")')}`,
  ];
  await choose(page, [file(`${"<b>bold</b>".replaceAll("/", "_")}.csv`, lines.join("\n"))]);
  await results(page);
  for (const hash of ["#files", "#overview", "#objects", "#findings"]) {
    await go(page, hash);
    await page.waitForTimeout(100);
    assert.equal(await page.locator("main img, main script, main b").count(), 0, hash);
  }
  await go(page, "#objects");
  await page.locator("a.row-link", { hasText: "<img" }).first().click();
  const heading = page.getByRole("heading", { level: 1 });
  await heading.filter({ hasText: "<img src=x" }).waitFor();
  assert.equal(await page.locator("main img, main script").count(), 0);
  assert.doesNotMatch(await page.title(), /pwned/);
  // The letter that turns the writing is shown as a mark, so that the name cannot pass for another.
  await go(page, "#objects");
  await page.locator("a.row-link", { hasText: "gpj" }).first().click();
  await heading.filter({ hasText: "gpj" }).waitFor();
  assert.doesNotMatch(await heading.textContent(), /\u202e/);
  await close();
});
