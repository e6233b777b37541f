// The main job in both browsers, from disk and served: files in, the numbers of the command line out, and a report saved
// that has the same bytes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, BROWSERS, choose, EDITIONS, file, go, press, results, shows, useBoth, visit } from "./both.mjs";
import { cli, pair } from "./harness.mjs";

useBoth();

/** Runs in the page before its own script: keeps what is handed to the browser for saving. */
function keepWhatIsSaved() {
  const { click } = HTMLAnchorElement.prototype;
  HTMLAnchorElement.prototype.click = function () {
    if (this.download) globalThis.saved = { name: this.download, url: this.href };
    else click.call(this);
  };
  const { createObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    globalThis.lastBlob = blob;
    return createObjectURL.call(URL, blob);
  };
}

for (const name of BROWSERS) {
  for (const edition of EDITIONS) {
    test(`the built-in school, ${name}, ${edition}`, async () => {
      const { page, close } = await visit(name, addressOf(edition));
      await press(page, "Open the built-in school");
      await results(page);
      await shows(page, "Of the 1,398 objects in Active Directory");
      await go(page, "#findings");
      await page.waitForSelector(".is-finding a.row-link");
      await page.locator(".is-finding a.row-link").click();
      await page.waitForSelector(".evidence");
      await go(page, "#objects");
      await page.locator(".objects-grid a.row-link").click();
      await page.waitForSelector(".evidence");
      await close();
    });

    test(`a pair of exports, ${name}, ${edition}`, async () => {
      const { page, close } = await visit(name, addressOf(edition), keepWhatIsSaved);
      const files = pair(file);
      await choose(page, ...files);
      await results(page);
      const { output } = cli("analyze", ...files);
      const report = JSON.parse(output);
      for (const [outcome, count] of Object.entries(report.summary.outcomes)) {
        if (count === 0) continue;
        await go(page, `#objects&outcome=${outcome}`);
        await shows(page, `${count} of 5 objects`);
      }
      await go(page, "#findings");
      await shows(page, `${report.findings.length} findings`);
      await go(page, "#overview");
      await press(page, "Take away");
      await page.waitForSelector('input[type="radio"]');
      await page.evaluate(() => {
        const label = [...document.querySelectorAll("label")].find((it) =>
          it.textContent.includes("JSON for programs"),
        );
        label.click();
      });
      await page.waitForFunction(() => document.body.textContent.includes("-full.json"));
      await page.evaluate(() => {
        const isSave = (it) => it.textContent.trim().startsWith("Save") && !it.disabled;
        [...document.querySelectorAll("button")].find(isSave).click();
      });
      await page.waitForFunction(() => globalThis.saved);
      const saved = await page.evaluate(async () => ({ ...globalThis.saved, text: await globalThis.lastBlob.text() }));
      assert.match(saved.name, /^dirmatch-report-\d{4}-\d\d-\d\d-full\.json$/);
      assert.match(saved.url, /^blob:/);
      assert.equal(saved.text, output);
      await close();
    });
  }
}

for (const name of BROWSERS) {
  test(`the page's own test sees every try refused, ${name}`, async () => {
    const { page } = await visit(name, `${addressOf("from disk")}#how`);
    await page.locator("::-p-text(Run the test)").click();
    const verdict = await page.waitForSelector(".how [role=status]");
    const [, refused, all] = /(\d+) of (\d+) tries were refused/.exec(await verdict.evaluate((it) => it.textContent));
    assert.equal(refused, all);
    assert.ok(Number(all) >= 20);
    // What the browser writes to its console are these refusals, each browser in its own words.
    await page.close();
  });
}
