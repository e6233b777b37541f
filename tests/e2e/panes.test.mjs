// Lists and their items: beside each other where there is room, one at a time where there is not, and the way back to the
// same line at the same place.

import assert from "node:assert/strict";
import { test } from "node:test";
import { go, open, openSchool, useBrowser } from "./harness.mjs";

useBrowser();

const NARROW = { viewport: { width: 400, height: 800 } };
const LISTS = { "#findings": ".is-finding", "#objects": ".objects-grid .window .grid-row" };

/** The words of the line that is marked as the one in sight. */
function marked(page) {
  return page.locator('.window a[aria-current="true"]').textContent();
}

/** Waits until the focus is on the link with this address. */
async function focusOn(page, href) {
  await page.waitForFunction((to) => document.activeElement?.getAttribute("href") === to, href);
}

function scrolled(page) {
  return page.locator(".window").evaluate((element) => element.scrollTop);
}

test("a finding opens beside its list, and one steps through without losing the list", async () => {
  const { page, close } = await open();
  await openSchool(page);
  await go(page, "#findings");
  const links = page.locator(".is-finding a.row-link");
  const [first, second] = [await links.nth(0).textContent(), await links.nth(1).textContent()];
  const href = await links.nth(0).getAttribute("href");
  await links.nth(0).click();
  await page.locator(".evidence").waitFor();
  assert.equal(new URL(page.url()).hash, href);
  // Facets, list and finding stand side by side.
  const panes = await page.locator(".facets, .main-pane, .item-pane").all();
  const boxes = await Promise.all(panes.map((pane) => pane.boundingBox()));
  assert.equal(boxes.length, 3);
  for (const [place, box] of boxes.entries()) {
    assert.equal(box.y, boxes[0].y);
    if (place > 0) assert.ok(box.x >= boxes[place - 1].x + boxes[place - 1].width);
  }
  await page.getByText("1 of 199").waitFor();
  assert.equal(await marked(page), first);
  await page.keyboard.press("j");
  await page.getByText("2 of 199").waitFor();
  assert.equal(await marked(page), second);
  assert.notEqual(new URL(page.url()).hash, href);
  await page.keyboard.press("k");
  await page.getByText("1 of 199").waitFor();
  // A choice of facets narrows the list, and the address stays that of the finding.
  await page.locator(".facet-value", { hasText: "Blocker" }).click();
  await page.getByText("1 of 28").first().waitFor();
  assert.equal(new URL(page.url()).hash, href);
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: /^28 of 199 findings/ }).waitFor();
  await focusOn(page, href);
  await close();
});

test("a finding that is opened by its address has its place in the list", async () => {
  const { page, close } = await open();
  await openSchool(page);
  await go(page, "#finding/150");
  await page.getByText("151 of 199").waitFor();
  await page.locator('.window a[aria-current="true"][href="#finding/150"]').waitFor();
  // It may be closed again, and does not open by itself.
  const group = page.locator(".is-group:has(+ .is-finding) .group-toggle").last();
  await group.click();
  await page.locator('.window a[href="#finding/150"]').waitFor({ state: "detached" });
  await page.keyboard.press("j");
  await page.getByText("152 of 199").waitFor();
  await page.locator('.window a[aria-current="true"][href="#finding/151"]').waitFor();
  await close();
});

for (const [width, count] of [
  [1280, 0],
  [1600, 1],
]) {
  test(`an object has its list beside it where both its sides have room, ${width} pixels`, async () => {
    const { page, close } = await open("from disk", { viewport: { width, height: 800 } });
    await openSchool(page);
    await go(page, "#objects");
    await page.locator(".objects-grid a.row-link").nth(2).click();
    await page.locator(".evidence").waitFor();
    assert.equal(await page.locator(".main-pane").count(), count);
    await page.keyboard.press("j");
    await page.getByText("4 of 1,433").waitFor();
    if (count > 0) assert.equal(await marked(page), await page.getByRole("heading", { level: 1 }).textContent());
    await close();
  });
}

test("further faults that a finding explains stand there by name, each with the page of its rule", async () => {
  for (const locale of ["en-GB", "de-DE"]) {
    const { page, close } = await open("from disk", { locale });
    await page.locator(".school button").click();
    await page.locator(".outcomes").waitFor();
    await go(page, "#findings&rule=match-overwrites-cloud-data");
    await page.locator(".is-finding a.row-link").first().click();
    const link = page.locator(".finding .lead a").first();
    const title = await link.textContent();
    assert.match(title, /^\p{Lu}[\p{L} ]+ [\p{L} ]+$/u);
    assert.equal(await link.locator("[lang]").count(), 0);
    await link.click();
    await page.locator("h1", { hasText: title }).waitFor();
    await close();
  }
});

test("a finding that the list no longer has leads to the first of the list", async () => {
  const { page, close } = await open();
  await openSchool(page);
  await go(page, "#finding/0");
  await page.getByText("1 of 199").waitFor();
  await page.locator(".facet-value", { hasText: "Lost on joining" }).first().click();
  await page.getByText("1 of 199").waitFor({ state: "detached" });
  await page.keyboard.press("j");
  await page.getByText("1 of 7").waitFor();
  await close();
});

for (const [hash, lines] of Object.entries(LISTS)) {
  for (const way of ["the back link", "Escape", "the browser"]) {
    test(`on a narrow window ${way} leads back to the line of ${hash} where it stood`, async () => {
      const { page, close } = await open("from disk", NARROW);
      await openSchool(page);
      await go(page, hash);
      await page.locator(lines).first().waitFor();
      if (hash === "#findings") {
        // More lines than fit.
        for (let shut = 0; shut < 3; shut++) await page.locator(".group-toggle[aria-expanded=false]").first().click();
      }
      await page.locator(".window").evaluate((element) => {
        element.scrollTop = 333;
      });
      await page.waitForFunction(() => document.querySelector(".window")?.scrollTop === 333);
      const link = page.locator(".window a.row-link:not(.cell-rule *)");
      const inSight = await link.evaluateAll((all) => {
        const { top, bottom } = document.querySelector(".window").getBoundingClientRect();
        return all.findIndex((one) => {
          const box = one.getBoundingClientRect();
          return box.top > top + 60 && box.bottom < bottom - 60;
        });
      });
      const href = await link.nth(inSight).getAttribute("href");
      await link.nth(inSight).click();
      await page.locator(".evidence").waitFor();
      assert.equal(await page.locator(".main-pane").count(), 0, "one at a time");
      if (way === "Escape") await page.keyboard.press("Escape");
      else if (way === "the browser") await page.goBack();
      else await page.locator(".back").click();
      await focusOn(page, href);
      assert.ok(Math.abs((await scrolled(page)) - 333) <= 1, "the list stands where it stood");
      await close();
    });
  }
}

test("what is typed is given up before the item, and so are the facets", async () => {
  const { page, close } = await open("from disk", { viewport: { width: 1000, height: 700 } });
  await openSchool(page);
  await go(page, "#findings");
  await page.locator(".is-finding a.row-link").first().click();
  await page.locator(".evidence").waitFor();
  const { hash } = new URL(page.url());
  await page.keyboard.press("/");
  await page.keyboard.type("office");
  await page.keyboard.press("Escape");
  assert.equal(new URL(page.url()).hash, hash);
  await page.getByRole("button", { name: "Filters" }).click();
  await page.locator(".facets").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".facets").waitFor({ state: "hidden" });
  assert.equal(new URL(page.url()).hash, hash);
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: /^\d+ of 199 findings/ }).waitFor();
  await close();
});

test("an object that was opened from a finding leads back to it", async () => {
  const { page, close } = await open();
  await openSchool(page);
  await go(page, "#finding/0");
  for (const back of [
    () => page.keyboard.press("Escape"),
    () => page.getByRole("link", { name: "Back to the finding" }).click(),
    () => page.goBack(),
  ]) {
    await page.locator(".finding .owner-name").first().click();
    await page.locator(".object-verdict").waitFor();
    await back();
    await page.locator(".finding .owner-name").first().waitFor();
    assert.equal(new URL(page.url()).hash, "#finding/0");
  }
  // One that was opened from its list leads back to that.
  await go(page, "#objects");
  await page.locator(".objects-grid a.row-link").first().click();
  await page.locator(".object-verdict").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: /^1,433 objects/ }).waitFor();
  await close();
});

test("a narrow window has all three holders of an address, and what to look at first before the domains", async () => {
  const { page, close } = await open("from disk", NARROW);
  await openSchool(page);
  const headings = await page.getByRole("heading", { level: 2 }).allTextContents();
  const [looks, domains] = ["Look at these first", "Domain by domain"].map((words) =>
    headings.findIndex((heading) => heading.startsWith(words)),
  );
  assert.ok(looks > 0 && domains > looks, headings.join(", "));
  const lines = await page.locator(".domains tbody tr").evaluateAll((rows) =>
    rows.map((row) => {
      const ends = [...row.querySelectorAll("td")].slice(0, 4).map((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell.querySelector("a") ?? cell);
        return Math.round(range.getBoundingClientRect().bottom);
      });
      return new Set(ends).size;
    }),
  );
  assert.ok(
    lines.every((ends) => ends === 1),
    "the numbers of a line stand beside each other",
  );
  await go(page, "#findings&rule=ad-dup-proxy-address");
  const owners = page.locator(".cell-owners > :first-child", { hasText: "S O'Brien (supply)" });
  await owners.waitFor();
  assert.ok(
    await owners.evaluate((cell) => cell.scrollHeight <= cell.clientHeight && cell.scrollWidth <= cell.clientWidth),
  );
  await close();
});

test("bar and rail stay in sight on a long page", async () => {
  const { page, close } = await open();
  await openSchool(page);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  for (const part of [".bar", ".rail"]) {
    const { y } = await page.locator(part).boundingBox();
    assert.ok(y >= 0 && y < 60, `${part} at ${y}`);
  }
  await close();
});

test("on a narrow window the menu of steps closes when the person turns to something else", async () => {
  const { page, close } = await open("from disk", NARROW);
  await openSchool(page);
  const button = page.locator(".menu summary");
  const list = page.locator(".menu ul");
  const ways = {
    Escape: () => page.keyboard.press("Escape"),
    "another step": () => page.keyboard.press("4"),
    "the same step": () => list.getByRole("link", { name: "4 Findings" }).click(),
    tabbing: () => page.keyboard.press("Shift+Tab"),
    "a press beside it": () => page.locator("h1").click({ position: { x: 5, y: 5 } }),
    scrolling: () => page.mouse.wheel(0, 300),
  };
  for (const [way, turn] of Object.entries(ways)) {
    await page.evaluate(() => scrollTo(0, 0));
    await button.click();
    await list.waitFor();
    await turn();
    await list.waitFor({ state: "hidden" });
    if (way === "Escape") assert.ok(await button.evaluate((element) => element === document.activeElement));
  }
  await close();
});

test("a name is never cut for the kind behind it, and the line with the focus has a whole ring", async () => {
  const { page, close } = await open();
  await openSchool(page);
  await go(page, "#objects&kind=group");
  const names = page.locator(".cell-name");
  await names.getByText("Glan yr Afon Year 10").waitFor();
  for (const cell of await names.all()) {
    // Either the whole kind stands behind the name or nothing of it.
    const { height, kind } = await cell.evaluate((element) => ({
      height: element.clientHeight,
      kind: element.querySelector(".note").offsetTop - element.offsetTop,
    }));
    assert.ok(kind <= 0 || kind >= height, `${kind} of ${height}`);
  }
  await page.keyboard.press("j");
  await page.locator(".is-active a").focus();
  const ring = await page.locator(".is-active").evaluate((element) => getComputedStyle(element));
  assert.equal(ring.outlineStyle, "solid");
  await close();
});

test("a screen with panes is as high as the window, however far one turns the wheel or tabs", async () => {
  const { page, close } = await open();
  await openSchool(page);
  for (const hash of ["#findings", "#finding/0", "#finding/20", "#objects"]) {
    await go(page, hash);
    await page
      .locator(hash.startsWith("#finding/") ? ".evidence" : ".window .row-link")
      .first()
      .waitFor();
    assert.equal(await page.evaluate(() => document.scrollingElement.scrollHeight - innerHeight), 0, hash);
  }
  await go(page, "#finding/0");
  await page.locator(".evidence").waitFor();
  await page.mouse.move(900, 400);
  for (let turn = 0; turn < 6; turn++) await page.mouse.wheel(0, 3000);
  await page.locator(".item-pane a").last().focus();
  for (let step = 0; step < 3; step++) await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => scrollY), 0);
  await close();
});

test("a link of the overview opens a list without the search that it was left with, which an empty list names", async () => {
  const { page, close } = await open();
  await openSchool(page);
  await go(page, "#findings&severity=blocker");
  await page.getByRole("heading", { name: /^28 of 199 findings/ }).waitFor();
  await page.locator("[data-search]").fill("nobody of this name");
  await page.getByText("Without “nobody of this name” there are 28.").waitFor();
  // The step leads to the list as it was left, a link to what it says.
  const rail = page.getByRole("navigation", { name: "Steps" });
  await rail
    .getByRole("link", { name: /Overview/ })
    .first()
    .click();
  await rail
    .getByRole("link", { name: /Findings/ })
    .first()
    .click();
  await page.getByRole("heading", { name: /^0 of 199 findings/ }).waitFor();
  await rail
    .getByRole("link", { name: /Overview/ })
    .first()
    .click();
  await page.getByRole("link", { name: "199", exact: true }).click();
  await page.getByRole("heading", { name: /^199 findings/ }).waitFor();
  assert.equal(await page.locator("[data-search]").inputValue(), "");
  await close();
});

test("what an object loses stands in its verdict, and the fixes for it lead to the plan", async () => {
  const { page, close } = await open();
  await openSchool(page);
  await go(page, "#objects");
  await page.locator("[data-search]").fill("Llewelyn-Price");
  await page.locator(".objects-grid a.row-link", { hasText: "Siân Llewelyn-Price" }).click();
  const verdict = page.locator(".object-verdict");
  await verdict.waitFor();
  assert.match(
    (await verdict.textContent()).replaceAll("\u200b", ""),
    /It will lose 2 addresses: sian\.williams@glanyrafon\.contoso\.com, examsofficer@glanyrafon\.contoso\.com\./,
  );
  const fixes = page.locator("li.option");
  await fixes.first().waitFor();
  assert.ok((await fixes.filter({ hasText: "examsofficer@glanyrafon.contoso.com" }).count()) > 0);
  await page.getByRole("button", { name: "Add to the plan" }).first().click();
  await fixes.first().getByText("In the plan").waitFor();
  await page.getByRole("link", { name: "To the plan" }).click();
  await page.getByText("examsofficer@glanyrafon.contoso.com").first().waitFor();
  await close();
});

test("facets come in the order in which a person asks", async () => {
  const { page, close } = await open();
  await openSchool(page);
  for (const [hash, order] of [
    ["#findings", ["Severity", "Decision", "Kind", "Fix", "How sure", "Domain", "Fault"]],
    ["#objects", ["Outcome", "Names on both sides", "Kind", "Domain", "How sure", "The sync and other tools"]],
  ]) {
    await go(page, hash);
    await page.locator(".facets legend", { hasText: order[0] }).waitFor();
    assert.deepEqual(await page.locator(".facets legend").allTextContents(), order);
  }
  await close();
});
