// Finds a Chromium browser for the tests: one that is installed, else Debian's package. Says plainly what to install
// where neither is there.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { ask, Plain, run, say } from "./process.mjs";

const HINT =
  "The tests need Chromium, Chrome or Edge. Install one of them, or name its program in the variable CHROME_PATH, then run again.";

/** Flags under which Chromium runs without a screen and without calling home. */
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The path of a browser that is installed, or null. */
export function find() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (!existsSync(named)) throw new Plain(`CHROME_PATH names ${named}, which does not exist.`);
    return named;
  }
  const programs = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge"];
  const places = {
    darwin: [
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
      "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ],
    win32: ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]
      .map((name) => process.env[name])
      .filter(Boolean)
      .flatMap((folder) => [
        join(folder, "Google", "Chrome", "Application", "chrome.exe"),
        join(folder, "Microsoft", "Edge", "Application", "msedge.exe"),
      ]),
  };
  const known = places[process.platform] ?? [];
  const onPath = process.platform === "win32" ? [] : programs.map((program) => ask("which", [program])).filter(Boolean);
  return [...onPath, ...known].find((path) => existsSync(path)) ?? null;
}

/** The path of a browser, installed now if Debian's packages are at hand. */
export async function browser() {
  const found = find();
  if (found) return found;
  const canInstall = process.platform === "linux" && process.getuid?.() === 0 && ask("which", ["apt-get"]);
  if (!canInstall) throw new Plain(`No browser was found. ${HINT}`);
  say("Installing Debian's Chromium for the tests (once)");
  const sentence = `Debian's Chromium could not be installed. ${HINT}`;
  await run("apt-get", ["update", "-qq"], { sentence });
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
    sentence,
    env: { DEBIAN_FRONTEND: "noninteractive" },
  });
  const installed = find();
  if (!installed) throw new Plain(`Debian's Chromium was installed, but its program was not found. ${HINT}`);
  return installed;
}
