// What is inside the product, with version, licence and fingerprint: the list that the page shows, the bill of materials
// in CycloneDX's form, and the licences in full. Says the same for the same source: no clock, no machine, a fixed order.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ask, inside, Plain } from "./process.mjs";

const TREE = ["tree", "--locked", "--package", "dirmatch", "--target", "wasm32-unknown-unknown"];
const CORE = ["--no-default-features", "--features", "wasm", "--edges", "normal,no-proc-macro"];

const byName = (left, right) => (left.name < right.name ? -1 : left.name > right.name ? 1 : 0);

/** Old manifests write a slash for "or". */
export function licence(written) {
  return (written ?? "").replaceAll(/\s*\/\s*/g, " OR ");
}

/** The crates that are compiled into the module, and Rust's own library. */
function crates() {
  const tree = ask("cargo", [...TREE, ...CORE, "--prefix", "none", "--format", "{p}|{l}"]);
  const metadata = JSON.parse(ask("cargo", ["metadata", "--locked", "--format-version", "1"]) ?? "null");
  const rustc = /^rustc (\S+)/.exec(ask("rustc", ["--version"]) ?? "")?.[1];
  if (tree === null || metadata === null || !rustc) throw new Plain("cargo does not say what the core is made of.");
  const checksums = checksumsOfTheLockFile();
  const found = new Map();
  for (const line of tree.split("\n")) {
    const [, name, version, terms] = /^(\S+) v(\S+)[^|]*\|([^(]*(?:\([^)*]*\)[^(]*)?)/.exec(line) ?? [];
    if (!name || name.startsWith("dirmatch")) continue;
    const folder = metadata.packages.find((each) => each.name === name && each.version === version)?.manifest_path;
    found.set(name, {
      name,
      version,
      licence: licence(terms.trim()),
      purl: `pkg:cargo/${name}@${version}`,
      hash: { alg: "SHA-256", content: checksums.get(`${name} ${version}`) },
      folder: folder?.replace(/Cargo\.toml$/, ""),
    });
  }
  const library = {
    name: "rust-std",
    version: rustc,
    licence: "MIT OR Apache-2.0",
    purl: `pkg:generic/rust-std@${rustc}`,
  };
  return [...found.values(), library].sort(byName);
}

function checksumsOfTheLockFile() {
  const text = readFileSync(inside("Cargo.lock"), "utf8").replaceAll("\r\n", "\n");
  const entries = text.matchAll(/name = "([^"]+)"\nversion = "([^"]+)"\nsource = "[^"]+"\nchecksum = "([^"]+)"/g);
  return new Map([...entries].map(([, name, version, checksum]) => [`${name} ${version}`, checksum]));
}

/** The npm packages that the bundler took modules from, by the paths of these modules. */
function packages(modules) {
  const lock = JSON.parse(readFileSync(inside("package-lock.json"), "utf8"));
  const names = modules.map(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(path.replaceAll("\\", "/"))?.[1],
  );
  const found = [...new Set(names.filter(Boolean))].map((name) => {
    const { version, license, integrity } = lock.packages[`node_modules/${name}`];
    const content = Buffer.from(integrity.replace(/^sha512-/, ""), "base64").toString("hex");
    const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
    const folder = inside("node_modules", ...name.split("/"));
    return { name, version, licence: licence(license), purl, hash: { alg: "SHA-512", content }, folder };
  });
  return found.sort(byName);
}

/** Everything inside: the crates, then the packages. */
export function parts(modules) {
  return [...crates(), ...packages(modules)];
}

/** The list for the page: a line each. */
export function list(all) {
  return all.map(({ name, version, licence }) => `${name} ${version} ${licence}`).join("\n");
}

/** The bill of materials. */
export function bill(all, version) {
  const components = all.map(({ name, version, licence, purl, hash }) => ({
    type: "library",
    "bom-ref": purl,
    name,
    version,
    ...(hash ? { hashes: [hash] } : {}),
    licenses: [{ expression: licence }],
    purl,
  }));
  const component = { type: "application", "bom-ref": "dirmatch", name: "dirmatch", version };
  const licenses = [{ expression: "MIT" }];
  const bom = {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { ...component, licenses } },
    components,
    dependencies: [{ ref: "dirmatch", dependsOn: all.map(({ purl }) => purl) }],
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}

/** The licences in full, as each part carries them. */
export function notices(all) {
  const texts = all.map(({ name, version, licence, folder }) => {
    const isNotice = (file) => /^(licen[cs]e|copying|copyright|notice|unlicense)/i.test(file);
    const entries = folder && existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
    const files = entries
      .filter((entry) => entry.isFile() && isNotice(entry.name))
      .map((entry) => entry.name)
      .sort();
    const bodies = files.map((file) => readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim());
    return [`${name} ${version}, ${licence}`, ...bodies].join("\n\n");
  });
  const own = readFileSync(inside("LICENSE"), "utf8").trim();
  return `${[`dirmatch, MIT\n\n${own}`, ...texts].join(`\n\n${"=".repeat(80)}\n\n`)}\n`;
}
