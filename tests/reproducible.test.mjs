// The same source gives the same bytes: it is built once more, in another folder and from nothing, and compared with what
// is in dist/. `node --test tests/reproducible.test.mjs`, after `npm run build`.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { inside } from "../tools/process.mjs";
import { glue } from "../tools/setup.mjs";

/** What a build reads. */
const SOURCE = ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml", "package.json", "package-lock.json", "LICENSE"];
const FOLDERS = ["engine", "src", "tools", "www", "benches"];
const BUILT = [
  "dist/dirmatch.html",
  "dist/dirmatch.cdx.json",
  "dist/NOTICES.txt",
  "dist/SHA256SUMS",
  "www/pkg/dirmatch_bg.wasm",
];

const fingerprint = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");

test("a build in another folder gives the same bytes", async () => {
  const folder = join(mkdtempSync(join(tmpdir(), "dirmatch-again-")), "another folder, with a longer name");
  try {
    for (const name of SOURCE) cpSync(inside(name), join(folder, name));
    for (const name of FOLDERS) {
      const isSource = (path) => !/[/\\](target|pkg|node_modules)([/\\]|$)/.test(path.slice(inside(name).length));
      cpSync(inside(name), join(folder, name), { recursive: true, filter: isSource });
    }
    symlinkSync(inside("node_modules"), join(folder, "node_modules"), "junction");
    assert.ok(
      !existsSync(join(folder, "target")) && !existsSync(join(folder, "www", "pkg")),
      "nothing is built there yet",
    );
    execFileSync(process.execPath, [join(folder, "tools", "build.mjs")], {
      cwd: folder,
      // The tool that writes the glue is no part of the product.
      env: { ...process.env, DIRMATCH_GLUE: await glue() },
      stdio: ["ignore", "ignore", "inherit"],
    });
    for (const name of BUILT) {
      assert.equal(fingerprint(join(folder, ...name.split("/"))), fingerprint(inside(...name.split("/"))), name);
    }
  } finally {
    rmSync(join(folder, ".."), { recursive: true, force: true });
  }
});
