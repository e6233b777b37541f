// Finds the browsers for the tests: those that are installed, else Debian's packages. Says plainly what to install where
// one is not there.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { ask, Plain, run, say } from "./process.mjs";

/** What is looked for: a variable that may name the program, its names on the path, its places elsewhere. */
const CHROMIUM = {
  name: "Chromium",
  wanted: "Chromium, Chrome or Edge",
  variable: "CHROME_PATH",
  package: "chromium",
  programs: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge"],
  mac: [
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  windows: [
    ["Google", "Chrome", "Application", "chrome.exe"],
    ["Microsoft", "Edge", "Application", "msedge.exe"],
  ],
};

const FIREFOX = {
  name: "Firefox",
  wanted: "Firefox",
  variable: "FIREFOX_PATH",
  package: "firefox-esr",
  programs: ["firefox", "firefox-esr"],
  mac: ["Firefox.app/Contents/MacOS/firefox"],
  windows: [["Mozilla Firefox", "firefox.exe"]],
};

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
function find(kind) {
  const named = process.env[kind.variable];
  if (named) {
    if (!existsSync(named)) throw new Plain(`${kind.variable} names ${named}, which does not exist.`);
    return named;
  }
  const places = {
    darwin: kind.mac.map((place) => join("/Applications", place)),
    win32: ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]
      .map((name) => process.env[name])
      .filter(Boolean)
      .flatMap((folder) => kind.windows.map((place) => join(folder, ...place))),
  };
  const known = places[process.platform] ?? [];
  const isOnPath = process.platform !== "win32";
  const onPath = isOnPath ? kind.programs.map((program) => ask("which", [program])).filter(Boolean) : [];
  return [...onPath, ...known].find((path) => existsSync(path)) ?? null;
}

/** The path of a browser, installed now if Debian's packages are at hand. */
async function get(kind) {
  const found = find(kind);
  if (found) return found;
  const hint = `The tests need ${kind.wanted}. Install it, or name its program in the variable ${kind.variable}, then run again.`;
  const canInstall = process.platform === "linux" && process.getuid?.() === 0 && ask("which", ["apt-get"]);
  if (!canInstall) throw new Plain(`${kind.name} was not found. ${hint}`);
  say(`Installing Debian's ${kind.name} for the tests (once)`);
  const sentence = `Debian's ${kind.name} could not be installed. ${hint}`;
  await run("apt-get", ["update", "-qq"], { sentence });
  await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", kind.package], {
    sentence,
    env: { DEBIAN_FRONTEND: "noninteractive" },
  });
  const installed = find(kind);
  if (!installed) throw new Plain(`Debian's ${kind.name} was installed, but its program was not found. ${hint}`);
  return installed;
}

/** The path of Chromium, Chrome or Edge. */
export const browser = () => get(CHROMIUM);

/** The path of Firefox. */
export const firefox = () => get(FIREFOX);
