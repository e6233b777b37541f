// `npm test`: every check there is, the quick ones first. Ends with the first that fails. Long runs (benchmarks, long
// fuzzing) have commands of their own.

import { readdirSync } from "node:fs";
import { browser, firefox } from "./browser.mjs";
import { build } from "./build.mjs";
import { command, inside, run, say } from "./process.mjs";
import * as setup from "./setup.mjs";

const WASM = ["--target", "wasm32-unknown-unknown", "--no-default-features", "--features", "wasm"];

/** A program of an npm package. */
function packaged(...path) {
  return (...args) => run(process.execPath, [inside("node_modules", ...path), ...args]);
}

function cargo(...args) {
  return run("cargo", args);
}

/** Tests in files that run beside each other, at most three at once: most of a browser's time is waiting. */
function node(...files) {
  const options = ["--test", "--test-reporter=spec", "--test-concurrency=3"];
  return run(process.execPath, [...options, ...files.map((name) => inside(...name.split("/")))]);
}

const biome = packaged("@biomejs", "biome", "bin", "biome");
const typescript = packaged("typescript", "bin", "tsc");
const vitest = packaged("vitest", "vitest.mjs");

/** Every check: what it is, and how it runs. */
const CHECKS = [
  ["The form of the Rust code", () => cargo("fmt", "--all", "--check")],
  ["The form and faults of the page's code", () => biome("check", "--error-on-warnings")],
  [
    "Faults of the Rust code",
    () => cargo("clippy", "--quiet", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"),
  ],
  [
    "Faults of the core as WebAssembly",
    () => cargo("clippy", "--quiet", "--locked", "--lib", ...WASM, "--", "-D", "warnings"),
  ],
  [
    "The core, its command line, the source as a whole, and the page's types, which are those of the core",
    () => cargo("test", "--quiet", "--locked", "--workspace", "--features", "ts"),
  ],
  ["The page is built", build],
  ["What is inside, and by whose leave", () => node("tests/parts.test.mjs")],
  ["The types of the page", () => typescript("-p", inside("www", "tsconfig.json"))],
  ["The parts of the page", () => vitest("run", "--config", inside("www", "vitest.config.ts"))],
  // The second build uses one core for most of its time, the browser less than one.
  ["The same source gives the same bytes; the page in a browser", () => Promise.all([again(), inBrowser()])],
];

function again() {
  return node("tests/reproducible.test.mjs");
}

function inBrowser() {
  const files = readdirSync(inside("tests", "e2e")).filter((name) => name.endsWith(".test.mjs"));
  return node(...files.map((name) => `tests/e2e/${name}`));
}

await command(async () => {
  const started = Date.now();
  await setup.packages();
  await setup.rust();
  await setup.lints();
  // Looked for before the long work, so that a machine without one says so at once.
  await browser();
  await firefox();
  for (const [name, check] of CHECKS) {
    const begun = Date.now();
    say(name);
    await check();
    say(`done in ${Math.round((Date.now() - begun) / 1000)} s`);
  }
  say(`Everything holds; ${Math.round((Date.now() - started) / 1000)} s in all`);
});
