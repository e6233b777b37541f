// Builds the product: the core as WebAssembly, the page around it, and from both the one-file edition and the folder
// for a static host. `node tools/build.mjs` or `npm run build`.

import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { command, fingerprint, inside, run, say } from "./process.mjs";
import * as setup from "./setup.mjs";

const LARGEST_PAGE = 900_000;

/** What is handed on, each with its fingerprint in dist/SHA256SUMS. */
const PUBLISHED = ["dirmatch.html", "dirmatch.cdx.json", "NOTICES.txt", "site/index.html", "site/_headers"];

/** Builds everything; gives the path of the one-file edition. */
export async function build() {
  await setup.packages();
  await setup.rust();
  await core(await setup.glue());
  return page();
}

/** The core: Rust to WebAssembly, its glue, and the optimiser. The latter two only when the module changed. */
async function core(glue) {
  const raw = inside("target", "wasm32-unknown-unknown", "release", "dirmatch.wasm");
  say("Building the core");
  const target = ["--target", "wasm32-unknown-unknown", "--no-default-features", "--features", "wasm"];
  await run("cargo", ["build", "--quiet", "--release", "--locked", "--lib", ...target], {
    sentence: "The core could not be built. The lines above say why.",
    // Paths of this machine must not stand in the product.
    env: { CARGO_ENCODED_RUSTFLAGS: remappedPaths().join("\u001f") },
  });
  const stamp = inside("www", "pkg", ".fingerprint");
  const wanted = `${fingerprint(raw)} ${fingerprint(glue)} ${fingerprint(inside("package-lock.json"))}`;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  say("Writing the glue and optimising the module");
  rmSync(inside("www", "pkg"), { recursive: true, force: true });
  await run(glue, [raw, inside("www", "pkg")], { sentence: "The glue could not be written. The lines above say why." });
  const module = inside("www", "pkg", "dirmatch_bg.wasm");
  // No feature flags: with all of them on, wasm-opt writes a form of imports that browsers refuse.
  const optimise = [inside("node_modules", "binaryen", "bin", "wasm-opt"), "-O3", "--strip-debug", "--strip-producers"];
  await run(process.execPath, [...optimise, module, "-o", module], {
    sentence: "The module could not be optimised. The lines above say why.",
  });
  writeFileSync(stamp, wanted);
}

function remappedPaths() {
  const home = process.env.CARGO_HOME ?? `${process.env.HOME ?? process.env.USERPROFILE}/.cargo`;
  return [`--remap-path-prefix=${inside()}=.`, `--remap-path-prefix=${home}=cargo`];
}

/** The page: bundles, then one file out of all parts. */
async function page() {
  say("Building the page");
  const { build: bundle } = await import("vite");
  const modules = [];
  for (const mode of ["worker", "start", "unpacker", "page"]) {
    const { output } = await bundle({ configFile: inside("www", "vite.config.ts"), mode, logLevel: "warn" });
    modules.push(...output.flatMap((chunk) => chunk.moduleIds ?? []));
  }
  const { assemble } = await import("./assemble.mjs");
  const { bill, list, notices, parts } = await import("./parts.mjs");
  const all = parts(modules);
  const { html, headers } = assemble(list(all));
  mkdirSync(inside("dist", "site"), { recursive: true });
  const path = inside("dist", "dirmatch.html");
  writeFileSync(path, html);
  copyFileSync(path, inside("dist", "site", "index.html"));
  writeFileSync(inside("dist", "site", "_headers"), headers);
  const { version } = JSON.parse(readFileSync(inside("package.json"), "utf8"));
  writeFileSync(inside("dist", "dirmatch.cdx.json"), bill(all, version));
  writeFileSync(inside("dist", "NOTICES.txt"), notices(all));
  writeFileSync(
    inside("dist", "SHA256SUMS"),
    PUBLISHED.map((name) => `${fingerprint(inside("dist", name))}  ${name}\n`).join(""),
  );
  say(`sha256 ${fingerprint(path)}`);
  const size = statSync(path).size;
  say(`dist/dirmatch.html, ${Math.round(size / 1000)} kB, and the same page in dist/site/`);
  if (size > LARGEST_PAGE) throw new Error(`The page has ${size} bytes; at most ${LARGEST_PAGE} are allowed.`);
  return path;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await command(build);
}
