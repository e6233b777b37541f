// Giving files: chosen, dropped, pasted, taken out again; what is no export gets the same sentence as on the command line.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { choose, cli, file, go, open, openSchool, pair, results, useBrowser } from "./harness.mjs";

useBrowser();

const utf16 = (text) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);

/** Files that are no usable export, or only in part. */
function troubled() {
  return [
    file("empty.csv", ""),
    file("book.xlsx", Buffer.from("PK\u0003\u0004\u0014\0\u0006\0", "latin1")),
    file("page.html", "<!doctype html><title>Sign in</title>"),
    file("people.json", '{"value": []}'),
    file("menu.csv", "dish,price\nsoup,4\n"),
    file(
      "template.csv",
      "version:v1.0\nName [displayName] Required,User name [userPrincipalName] Required\nA,a@c.example\n",
    ),
    file("objects.ldf", "dn: CN=ann,DC=contoso,DC=com\nobjectClass: user\n"),
    file(
      "types.csv",
      "sAMAccountName,proxyAddresses\nann,Microsoft.ActiveDirectory.Management.ADPropertyValueCollection\n",
    ),
    file("western.csv", Buffer.from("sAMAccountName,displayName,mail\nm,M\u00fcller,m@contoso.com\n", "latin1")),
    file("wide.csv", utf16("sAMAccountName;userPrincipalName\r\nann;ann@contoso.com\r\n")),
    file(
      "concealed.csv",
      "User principal name,Display name,Object Id,Licenses,Usage location\n0f5c9a3e7d1b4c6f8a2e4d6c8b0a1f3e,A1,,Unlicensed,GB\n",
    ),
    file("secrets.csv", "sAMAccountName,mail,ms-Mcs-AdmPwd\nann,ann@contoso.com,S3cr3t!\n"),
  ];
}

test("what is said about a file is the same here and on the command line", async () => {
  const { page, close } = await open();
  const files = troubled();
  for (const path of files) {
    const [input] = JSON.parse(cli("inspect", path).output).inputs;
    await choose(page, [path]);
    await page.locator(".file").waitFor();
    const entry = page.locator(".file").first();
    if (!(await entry.evaluate((element) => element.open))) await entry.locator("> summary").click();
    const text = await entry.textContent();
    assert.ok(text.includes(input.file), input.file);
    for (const problem of input.problems) {
      assert.ok(
        text.includes(problem.message) && text.includes(problem.whatToDo),
        `${input.file}: ${problem.message}\n${text}`,
      );
      assert.ok(text.includes(problem.code), problem.code);
    }
    assert.ok(!text.includes("S3cr3t!"));
    await page.getByRole("button", { name: "Take this file out" }).click();
    await page.getByRole("button", { name: "Open the built-in school" }).waitFor();
  }
  await close();
});

test("rows used and rows set aside are the rows read", async () => {
  const { page, close } = await open();
  await choose(page, [...pair(), ...troubled()]);
  await results(page);
  const foot = await page.locator(".foot").textContent();
  const [, read, used, aside] = /([\d,]+) rows read: ([\d,]+) used, ([\d,]+) set aside/.exec(foot);
  assert.equal(Number(read), Number(used) + Number(aside));
  await close();
});

test("files are dropped anywhere, and rows are pasted", async () => {
  const { page, close } = await open();
  const [ad, users] = pair().map((path) => readFileSync(path, "utf8"));
  const transfer = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "dropped.csv", { type: "text/csv" }));
    return data;
  }, ad);
  await page.dispatchEvent(".foot", "dragenter", { dataTransfer: transfer });
  await page.locator(".drop-overlay").waitFor();
  await page.dispatchEvent(".foot", "drop", { dataTransfer: transfer });
  await results(page);
  await page.locator(".file", { hasText: "dropped.csv" }).waitFor();
  assert.equal(await page.locator(".drop-overlay").count(), 0);
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  }, users);
  await page.getByRole("link", { name: /Overview.*4 AD objects/ }).waitFor();
  await go(page, "#files");
  await page.locator(".file", { hasText: "Pasted rows" }).waitFor();
  await go(page, "#objects&outcome=already-synced");
  await page.getByRole("heading", { name: "1 of 5 objects" }).waitFor();
  await close();
});

test("files add up, and each can be taken out", async () => {
  const { page, close } = await open();
  const [ad, users] = pair();
  await choose(page, [ad]);
  await page.locator(".file").first().waitFor();
  await go(page, "#overview");
  await page.getByText("Only Active Directory is loaded: 4 objects.").waitFor();
  await go(page, "#start");
  await choose(page, [users]);
  await page.getByRole("heading", { name: "What the next sync would do" }).waitFor();
  await page.getByText("Of the 4 objects in Active Directory").waitFor();
  await go(page, "#files");
  const entry = page.locator(".file", { hasText: "ad.csv" });
  await entry.waitFor();
  if (!(await entry.evaluate((element) => element.open))) await entry.locator("> summary").click();
  await entry.getByRole("button", { name: "Take this file out" }).click();
  await page.getByRole("heading", { name: /^1 file read/ }).waitFor();
  await go(page, "#overview");
  await page.getByText("Only Microsoft 365 is loaded: 3 objects.").waitFor();
  await close();
});

test("files that are given take the place of the built-in school", async () => {
  const { page, close } = await open();
  await openSchool(page);
  await go(page, "#start");
  await choose(page, pair());
  await page.getByText("Of the 4 objects in Active Directory").waitFor();
  assert.ok(!(await page.locator(".bar").textContent()).includes("made up"));
  await close();
});

test("a file that changed after it was chosen is told, not half read", async () => {
  const { page, close } = await open();
  const path = file("changed.csv", "sAMAccountName,mail\nann,ann@contoso.com\n");
  await choose(page, [path, pair()[1]]);
  await results(page);
  file("changed.csv", "sAMAccountName,mail\nann,ann@contoso.com\nbob,bob@contoso.com\n");
  // Taking the other file out reads this one anew.
  await go(page, "#files");
  const entry = page.locator(".file", { hasText: "users.csv" });
  if (!(await entry.evaluate((element) => element.open))) await entry.locator("> summary").click();
  await entry.getByRole("button", { name: "Take this file out" }).click();
  await page.getByRole("heading", { name: /^1 file/ }).waitFor();
  const text = await page.locator("main").textContent();
  assert.match(text, /changed\.csv/);
  assert.match(text, /moved, changed or closed.*give it again/);
  await close();
});

test("a file that nobody knows can be read as the person says", async () => {
  const { page, close } = await open();
  const rows = ["dname,login,emails", "Ann Lee,ann@contoso.com,SMTP:ann@contoso.com", "Bob,bob@contoso.com,"];
  await choose(page, [file("own.csv", rows.join("\n"))]);
  const entry = page.locator(".file", { hasText: "own.csv" });
  await entry.getByText("Not used", { exact: true }).first().waitFor();
  // What the columns look like is proposed.
  assert.equal(await entry.getByLabel("What “login” is used as").inputValue(), "userPrincipalName");
  await entry.getByLabel("What “dname” is used as").selectOption("displayName");
  await entry.getByRole("button", { name: "Read it like this" }).click();
  await page.locator(".file", { hasText: "2 of 2 rows used" }).waitFor();
  await page.locator(".file", { hasText: "own.csv" }).locator("> summary").click();
  await entry.getByText(/How it is read/).click();
  await entry.getByRole("button", { name: "Read it as it is recognised" }).click();
  await entry.getByText("Not used", { exact: true }).first().waitFor();
  await close();
});

test("a file says which columns are used, which are missing, and what for", async () => {
  const { page, close } = await open();
  const withoutAddresses = (name, content) => file(name, content.replace(",Proxy addresses", ",City"));
  await choose(page, pair(withoutAddresses));
  await results(page);
  await go(page, "#files");
  const entry = page.locator(".file", { hasText: "users.csv" });
  await entry.locator("> summary").click();
  await entry.getByText(/How it is read: 6 columns used, \d+ missing/).click();
  const row = (name) =>
    entry.locator(".mapping tbody tr").filter({ has: page.getByRole("rowheader", { name, exact: true }) });
  await row("User principal name")
    .getByText(/^Joins by primary address and by UPN/)
    .waitFor();
  const missing = entry.locator(".mapping .is-missing");
  await missing
    .filter({ hasText: "immutableId" })
    .getByText(/^Hard matches by source anchor/)
    .waitFor();
  await missing.filter({ hasText: "proxyAddresses" }).waitFor();
  assert.equal(await missing.filter({ hasText: "displayName" }).count(), 0);
  assert.equal(await row("City").getByRole("combobox").inputValue(), "");
  await close();
});

test("checks that one thing keeps from running stand in one row", async () => {
  const { page, close } = await open();
  await openSchool(page);
  await go(page, "#files");
  await page.locator(".coverage").waitFor();
  const all = Number.parseInt((await page.locator("#coverage .section-note").textContent()) ?? "", 10);
  const rows = page.locator(".coverage tbody tr");
  const others = await rows.locator("details li").count();
  assert.equal((await rows.count()) + others, all);
  assert.ok((await rows.count()) < all / 2, `${await rows.count()} rows for ${all} checks`);
  const reasons = await rows.evaluateAll((list) =>
    list.map((row) => [row.cells[1], row.cells[2]].map((cell) => cell.textContent).join(" ")),
  );
  assert.equal(new Set(reasons).size, reasons.length);
  await close();
});
