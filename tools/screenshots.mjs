// Takes a picture of each screen with the built-in school, in both themes and both widths: `npm run screenshots`.
// They go to docs/screenshots, for looking at them one by one.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { FLAGS, browser as findBrowser } from "./browser.mjs";
import { build } from "./build.mjs";
import { command, inside, say } from "./process.mjs";

const SIZES = [
  { name: "1280", width: 1280, height: 800 },
  { name: "400", width: 400, height: 800 },
];

/** Each screen, by the way that a person takes to it. */
const SCREENS = [
  ["start", async (page) => page.locator("aside details").first().waitFor()],
  ["overview", async (page) => openSchool(page)],
  ["files", async (page) => page.goto(addressOf(page, "#files"))],
  ["findings", async (page) => page.goto(addressOf(page, "#findings"))],
  [
    "finding",
    async (page) => {
      await page.locator(".is-finding a").nth(3).click();
      await page.locator('.option input[type="radio"]').first().check();
      await page.locator(".option-result").waitFor();
    },
  ],
  ["objects", async (page) => page.goto(addressOf(page, "#objects&outcome=soft-match-upn"))],
  [
    "object",
    async (page) => {
      await page.locator("[data-search]").fill("Llewelyn-Price");
      await page.locator(".objects-grid a.row-link").filter({ hasText: "Llewelyn-Price" }).first().click();
      await page.locator(".evidence").waitFor();
    },
  ],
  [
    "fixes",
    async (page) => {
      await page.goto(addressOf(page, "#findings&rule=ad-dup-proxy-address"));
      await page.locator(".is-finding a.row-link").first().click();
      await page.locator('.option input[type="radio"]').nth(1).check();
      await page.locator(".option-result").waitFor();
      await page.getByRole("button", { name: "Add to the plan" }).click();
    },
  ],
  [
    "steps-by-hand",
    async (page) => {
      await page.goto(addressOf(page, "#findings&rule=missing-moera"));
      await page.locator(".is-finding a.row-link").first().click();
      await page.getByRole("radio", { name: /By hand/ }).check();
      await page.getByRole("button", { name: "Add to the plan" }).click();
    },
  ],
  [
    "plan",
    async (page) => {
      await page.goto(addressOf(page, "#plan"));
      await page.getByRole("button", { name: "Save the plan" }).waitFor();
    },
  ],
  [
    "take-away",
    async (page) => {
      await page.goto(addressOf(page, "#take-away"));
      await page.getByRole("radio", { name: "Share" }).check();
      await page.getByText("No name, address or identifier").waitFor();
    },
  ],
  ["rule", async (page) => page.goto(addressOf(page, "#rule/ad-dup-proxy-address"))],
  [
    "settings",
    async (page) => {
      await page.goto(addressOf(page, "#settings"));
      await page.getByRole("switch", { name: "Is soft match blocked?" }).click();
      await page.locator(".changes li").first().waitFor();
    },
  ],
  [
    "how",
    async (page) => {
      await page.getByRole("button", { name: "Discard" }).first().click();
      await page.goto(addressOf(page, "#how"));
      await page.getByRole("button", { name: /Run the test/ }).click();
      await page.getByText("were refused").waitFor({ timeout: 30_000 });
    },
  ],
];

function addressOf(page, hash) {
  return page.url().replace(/#.*$/, "") + hash;
}

async function openSchool(page) {
  await page.getByRole("button", { name: "Open the built-in school" }).click();
  await page.getByRole("heading", { name: "What the next sync would do" }).waitFor();
}

/** The same picture as WebP, which takes a quarter of the room; the browser makes it. */
async function smaller(page, picture) {
  const text = await page.evaluate(async (png) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext("2d").drawImage(bitmap, 0, 0);
    const blob = await canvas.convertToBlob({ type: "image/webp", quality: 0.6 });
    return Array.from(new Uint8Array(await blob.arrayBuffer()), (byte) => String.fromCharCode(byte)).join("");
  }, picture.toString("base64"));
  return Buffer.from(text, "latin1");
}

await command(async () => {
  const path = await build();
  const folder = inside("docs", "screenshots");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: FLAGS });
  const darkroom = await browser.newPage();
  for (const size of SIZES) {
    for (const colorScheme of ["light", "dark"]) {
      const viewport = { width: size.width, height: size.height };
      const page = await (await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" })).newPage();
      await page.goto(pathToFileURL(path).href);
      for (const [name, reach] of SCREENS) {
        await reach(page);
        // Everything that is still to come from the worker.
        await page.waitForTimeout(300);
        // What lies under the pointer is marked.
        await page.mouse.move(0, 0);
        // The whole screen, with the foot at its foot.
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewportSize({ width: size.width, height: Math.max(height, size.height) });
        const picture = await smaller(darkroom, await page.screenshot());
        writeFileSync(`${folder}/${name}-${size.name}-${colorScheme}.webp`, picture);
        await page.setViewportSize(viewport);
      }
      await page.close();
    }
  }
  await browser.close();
  say("The pictures are in docs/screenshots/");
});
