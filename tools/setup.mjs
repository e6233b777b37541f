// Gets what a build or test needs and the machine lacks, and says plainly what it could not get. Each step looks first,
// so that a second run does nothing. Builds nothing of the product.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { ask, fingerprint, inside, Plain, run, say } from "./process.mjs";

const WASM_TARGET = "wasm32-unknown-unknown";

/** The npm packages of the lock file. */
export async function packages() {
  const stamp = inside("node_modules", ".lock-fingerprint");
  const wanted = fingerprint(inside("package-lock.json"));
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  say("Installing the npm packages of the lock file");
  const npm = process.env.npm_execpath;
  const sentence =
    "The npm packages could not be installed. Check that the npm registry can be reached, then run again.";
  if (npm) await run(process.execPath, [npm, "ci"], { sentence });
  else await run("npm", ["ci"], { sentence });
  writeFileSync(stamp, wanted);
}

/** Rust itself, and its WebAssembly target. */
export async function rust() {
  if (ask("cargo", ["--version"]) === null) {
    throw new Plain("Rust is not installed. Get it from https://rustup.rs, then run again.");
  }
  const sysroot = ask("rustc", ["--print", "sysroot"]);
  if (sysroot === null) throw new Plain("rustc does not run. Reinstall Rust from https://rustup.rs, then run again.");
  if (existsSync(`${sysroot}/lib/rustlib/${WASM_TARGET}`)) return;
  say(`Adding Rust's target ${WASM_TARGET}`);
  await run("rustup", ["target", "add", WASM_TARGET], {
    sentence: `Rust's target ${WASM_TARGET} could not be added. Add it by hand (rustup target add ${WASM_TARGET}), then run again.`,
  });
}

/** Rust's formatter and linter, for the tests. */
export async function lints() {
  for (const component of ["rustfmt", "clippy"]) {
    if (ask(component === "clippy" ? "cargo-clippy" : component, ["--version"]) !== null) continue;
    say(`Adding Rust's ${component}`);
    await run("rustup", ["component", "add", component], {
      sentence: `Rust's ${component} could not be added. Add it by hand (rustup component add ${component}), then run again.`,
    });
  }
}

/**
 * The tool that writes the JavaScript glue; gives its path. Cargo sees by itself whether it is up to date. `DIRMATCH_GLUE`
 * names one that is built already, for a build of the same source in another folder.
 */
export async function glue() {
  if (process.env.DIRMATCH_GLUE) return process.env.DIRMATCH_GLUE;
  const program = inside("tools", "glue", "target", "release", process.platform === "win32" ? "glue.exe" : "glue");
  if (!existsSync(program)) say("Building the glue tool (once, about a minute)");
  await run("cargo", ["build", "--quiet", "--release", "--locked"], {
    cwd: inside("tools", "glue"),
    sentence: "The glue tool could not be built. The lines above say why.",
  });
  return program;
}
