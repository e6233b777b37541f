// Hostile input, in both browsers: markup, scripts, formulas, control and direction characters in every field, header and
// file name, and files that are made to be large. All of it is shown as text, and the policy has nothing to stop.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, BROWSERS, choose, file, go, results, shows, useBoth, visit } from "./both.mjs";

useBoth();

/** What would do something if it were taken for more than text. None of them must change or vanish in what is shown. */
const TEXTS = [
  `<img src=x onerror="document.title='pwned'">`,
  "<script>document.title='pwned'</script>",
  "</script><script>document.title='pwned'</script>",
  `"><svg onload="document.title='pwned'">`,
  "javascript:document.title='pwned'",
  "<style>*{display:none}</style>",
  `=HYPERLINK("http://127.0.0.1/","x")`,
  "@SUM(1+1)*cmd|' /C calc'!A0",
  "{{7*7}}#{7*7}<%= 7*7 %>",
  "__proto__",
  "constructor",
  "`*_[x](javascript:alert(1))_*`",
  "turned\u202ename\u2066here",
  "bell\u0007null\u0001end",
  "zero\u200bwidth\ufeff",
  "&lt;b&gt;&#0;",
];

/** Text as the page shows it: what cannot be seen by its number. */
const shown = (text) =>
  text.replaceAll(
    /[\p{Cc}\p{Cf}]/gu,
    (letter) => `U+${letter.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
  );

const quoted = (text) => `"${text.replaceAll('"', '""')}"`;

/** Runs in the page before its own script: counts what the policy had to stop. */
function countViolations() {
  globalThis.violations = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    globalThis.violations.push(`${event.violatedDirective} ${event.sample}`);
  });
}

const HEADERS = ["DistinguishedName", "sAMAccountName", "userPrincipalName", "mail", "proxyAddresses", "displayName"];

/** Exports in which each of the texts stands in each field of an object, in headers and in the name of the file. */
function hostileFiles() {
  const rows = TEXTS.map((text, number) => {
    const guid = `88666888-0101-4111-8bbb-${String(number).padStart(12, "0")}`;
    return [guid, ...HEADERS.map(() => quoted(text)), quoted(text)].join(",");
  });
  const name = `${TEXTS[0].replaceAll(/[/"<>|:*?\\]/g, "(")}<b>&amp;.csv`;
  return [
    file(
      process.platform === "win32" ? "hostile.csv" : name,
      [`ObjectGUID,${HEADERS},${quoted(TEXTS[1])}`, ...rows].join("\r\n"),
    ),
    // Nobody knows this one: its headers are shown.
    file("unknown.csv", `${TEXTS.map(quoted)}\r\n${TEXTS.map(quoted)}\r\n`),
  ];
}

async function nothingHappened(page, where) {
  assert.deepEqual(await page.evaluate(() => globalThis.violations), [], where);
  assert.doesNotMatch(await page.title(), /pwned/, where);
  const strange = await page.$$eval("main :is(img, script, style, iframe, b)", (all) =>
    all.map((each) => each.outerHTML),
  );
  assert.deepEqual(strange, [], where);
  const links = await page.$$eval("main a[href]", (all) => all.map((each) => each.getAttribute("href")));
  for (const link of links) assert.match(link, /^#/, `${where}: ${link}`);
}

for (const name of BROWSERS) {
  test(`${name}: text that would be more stays text in every field`, async () => {
    const { page, close } = await visit(name, addressOf("from disk"), countViolations);
    await choose(page, ...hostileFiles());
    await results(page);
    for (const hash of ["#files", "#overview", "#findings", "#settings", "#how"]) {
      await go(page, hash);
      await page.waitForSelector("main h1");
      await nothingHappened(page, hash);
    }
    await go(page, "#objects");
    await page.waitForSelector(".objects-grid a.row-link");
    for (let object = 0; object < TEXTS.length; object++) {
      await go(page, `#object/${object}`);
      await page.waitForSelector(".evidence");
      await page.waitForFunction(
        (wanted) => document.querySelector("h1")?.textContent.includes(wanted),
        {},
        shown(TEXTS[object]).trim(),
      );
      await nothingHappened(page, TEXTS[object]);
    }
    await close();
  });

  test(`${name}: files that are made to be large`, async () => {
    const { page, close } = await visit(name, addressOf("from disk"), countViolations);
    const row = (number, display) =>
      `88666888-0101-4111-8bbb-${String(number).padStart(12, "0")},u${number},u${number}@contoso.com,,,${display}`;
    const header = "ObjectGUID,sAMAccountName,userPrincipalName,mail,proxyAddresses,displayName";
    const files = [
      file("one-cell.csv", [header, row(1, quoted("x".repeat(10_000_000))), row(2, "after")].join("\n")),
      file("commas.csv", `${header}\n${row(3, "before")}\n${",".repeat(10_000_000)}\n${row(4, "after")}\n`),
      file("quotes.csv", `${header}\n${row(5, quoted('"'.repeat(200_000)))}\n${row(6, "after")}\n`),
      file("never-closed.csv", `${header}\n${row(7, "before")}\n"${"a,b\n".repeat(500_000)}`),
      file("headers.csv", `${Array.from({ length: 100_000 }, (_, place) => `h${place}`)}\n1,2\n`),
    ];
    await choose(page, ...files);
    await results(page);
    for (const path of files) await shows(page, path.replace(/^.*[/\\]/, ""));
    await go(page, "#objects");
    await page.waitForSelector(".objects-grid a.row-link");
    await nothingHappened(page, "large");
    await close();
  });
}
