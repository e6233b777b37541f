// What the product and its tools are made of: only from the public registries, only under licences that go with MIT, each
// with a fingerprint; and the bill of materials says the same as the page. `node --test tests/parts.test.mjs`.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { textOfPage } from "../tools/assemble.mjs";
import { licence } from "../tools/parts.mjs";
import { ask, inside } from "../tools/process.mjs";

/** Licences that may be in the product. */
const IN_THE_PRODUCT = [
  "MIT",
  "MIT-0",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "Zlib",
  "Unlicense",
  "Unicode-3.0",
];
/** What only builds or tests the product may have these as well: nothing of it is handed on. */
const IN_TOOLS = [...IN_THE_PRODUCT, "MPL-2.0", "0BSD", "BlueOak-1.0.0", "CC-BY-4.0", "Python-2.0", "NCSA"];

const CRATES = "registry+https://github.com/rust-lang/crates.io-index";
const PACKAGES = "https://registry.npmjs.org/";

/** Can the terms be met with these licences alone? `OR` needs one side, `AND` both. */
function isAllowed(terms, allowed) {
  const words = licence(terms).match(/[()]|[^\s()]+/g) ?? [];
  if (words.length === 0) return false;
  let place = 0;
  const one = () => {
    const word = words[place++];
    if (word === "(") {
      const inner = either();
      assert.equal(words[place++], ")", terms);
      return inner;
    }
    // An exception only grants more.
    if (words[place] === "WITH") place += 2;
    return allowed.includes(word);
  };
  const both = () => {
    let holds = one();
    while (words[place] === "AND") {
      place++;
      holds = one() && holds;
    }
    return holds;
  };
  const either = () => {
    let holds = both();
    while (words[place] === "OR") {
      place++;
      holds = both() || holds;
    }
    return holds;
  };
  const holds = either();
  assert.equal(place, words.length, `${terms}: not understood`);
  return holds;
}

test("terms are read as they are written", () => {
  for (const terms of ["MIT", "GPL-3.0 OR MIT", "Unlicense/MIT", "(MIT OR GPL-3.0) AND Unicode-3.0"]) {
    assert.ok(isAllowed(terms, IN_THE_PRODUCT), terms);
  }
  for (const terms of ["GPL-3.0", "MIT AND GPL-3.0", "(GPL-3.0 OR AGPL-3.0) AND MIT", "MPL-2.0", "", undefined]) {
    assert.ok(!isAllowed(terms ?? "", IN_THE_PRODUCT), terms);
  }
});

for (const manifest of ["Cargo.toml", "fuzz/Cargo.toml", "tools/glue/Cargo.toml"]) {
  test(`every crate of ${manifest} comes from crates.io under a licence that is allowed`, () => {
    const path = inside(...manifest.split("/"));
    const answer = ask("cargo", ["metadata", "--locked", "--format-version", "1", "--manifest-path", path]);
    assert.ok(answer, "cargo tells what there is; is the lock file up to date?");
    for (const { name, version, license, source } of JSON.parse(answer).packages) {
      if (name.startsWith("dirmatch")) continue;
      if (name === "glue" && source === null) continue;
      assert.equal(source, CRATES, `${name} ${version} comes from elsewhere`);
      assert.ok(isAllowed(license, IN_TOOLS), `${name} ${version}: ${license}`);
    }
    const lock = readFileSync(path.replace(/Cargo\.toml$/, "Cargo.lock"), "utf8");
    const entries = lock.split("[[package]]").slice(1);
    for (const entry of entries) {
      if (entry.includes("source = ")) assert.match(entry, /checksum = "[0-9a-f]{64}"/, entry);
    }
  });
}

test("every npm package comes from npm's registry under a licence that is allowed", () => {
  const { packages } = JSON.parse(readFileSync(inside("package-lock.json"), "utf8"));
  const names = Object.keys(packages).filter((name) => name !== "");
  assert.ok(names.length > 20);
  for (const name of names) {
    const { license, integrity, link, resolved } = packages[name];
    assert.ok(!link, `${name} is a link`);
    assert.match(integrity ?? "", /^sha512-/, `${name} has no fingerprint`);
    assert.ok(resolved === undefined || resolved.startsWith(PACKAGES), `${name} comes from ${resolved}`);
    assert.ok(isAllowed(license, IN_TOOLS), `${name}: ${license}`);
  }
});

test("what the page lists is the bill of materials, and all of it may be handed on", () => {
  const html = textOfPage(inside("dist", "dirmatch.html"));
  const listed = /<script type="text\/plain" id="parts">([^<]+)<\/script>/.exec(html)?.[1].split("\n");
  const bill = JSON.parse(readFileSync(inside("dist", "dirmatch.cdx.json"), "utf8"));
  assert.equal(bill.bomFormat, "CycloneDX");
  assert.deepEqual(
    listed,
    bill.components.map(({ name, version, licenses }) => `${name} ${version} ${licenses[0].expression}`),
  );
  const names = bill.components.map(({ name }) => name);
  for (const name of ["csv", "serde", "wasm-bindgen", "rust-std", "preact", "lzma1"])
    assert.ok(names.includes(name), name);
  for (const name of ["clap", "proptest", "typescript", "vite"]) assert.ok(!names.includes(name), name);
  const notices = readFileSync(inside("dist", "NOTICES.txt"), "utf8");
  for (const { name, version, licenses, hashes } of bill.components) {
    assert.ok(isAllowed(licenses[0].expression, IN_THE_PRODUCT), name);
    assert.ok(notices.includes(`${name} ${version}, `), `NOTICES.txt has nothing of ${name}`);
    if (name !== "rust-std") assert.match(hashes[0].content, /^[0-9a-f]{64,128}$/, name);
  }
});

test("the fingerprints are those of the files", () => {
  const sums = readFileSync(inside("dist", "SHA256SUMS"), "utf8").trim().split("\n");
  assert.ok(sums.length >= 4);
  for (const line of sums) {
    const [, sum, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    assert.ok(name, line);
    const bytes = readFileSync(inside("dist", ...name.split("/")));
    assert.equal(createHash("sha256").update(bytes).digest("hex"), sum, name);
  }
});
