// Puts the parts of the page into one file: styles, scripts, the worker and the WebAssembly module, under a policy that
// names the fingerprint of each script and style and forbids every request.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { compress } from "lzma1";
import { toDenseText } from "./dense_text.mjs";
import { germanLines } from "./german.mjs";
import { inside } from "./process.mjs";

/**
 * The bytes of the page, and the headers that a host should send with it. `parts` is the list of what is inside, `folder` where
 * the bundles are.
 */
export function assemble(parts, folder = ["dist", "parts"]) {
  const read = (...parts) => readFileSync(inside(...parts), "utf8");
  const style = read(...folder, "page.css").trim();
  const script = read(...folder, "page.js").trim();
  const start = asInline(read(...folder, "start.js").trim(), "start.js");
  const worker = read(...folder, "worker.js").trim();
  const unpacker = read(...folder, "unpacker.js").trim();
  // What is unpacked by what every browser has.
  const dense = (text) => toDenseText(deflateRawSync(text, { level: 9 }));
  const module = readFileSync(inside("www", "pkg", "dirmatch_bg.wasm"));
  // LZMA is a quarter shorter for the module than what browsers unpack by themselves, and an eighth for the page.
  const packed = (bytes) => toDenseText(compress(bytes, 9));
  const page = [style, script, worker, germanLines()];
  // The start takes them apart at the zeros.
  if (page.some((text) => text.includes("\0"))) throw new Error("a part of the page holds a zero");
  const rules = policy([start, unpacker, script], style);
  const replacements = {
    "%policy%": rules.join("; "),
    "%page%": packed(Buffer.from(page.join("\0"))),
    "%start%": start,
    "%unpacker%": dense(unpacker),
    "%module%": packed(module),
    "%parts%": asInline(parts, "the list of parts"),
  };
  let html = read("www", "index.html");
  for (const [mark, text] of Object.entries(replacements)) {
    if (html.split(mark).length !== 2) throw new Error(`www/index.html must hold ${mark} once`);
    html = html.replace(mark, () => text);
  }
  // UTF-16 with its mark, because the dense text is made for it.
  return { html: Buffer.from(`\ufeff${html}`, "utf16le"), headers: headers(rules) };
}

/** The text of a page that was built. */
export function textOfPage(path) {
  return readFileSync(path, "utf16le").replace(/^\ufeff/, "");
}

/** Text that stands inside a script element must not end it. */
function asInline(text, name) {
  if (/<\/script|<!--/i.test(text)) throw new Error(`${name} holds text that would end its element`);
  return text;
}

function hash(text) {
  return `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
}

/**
 * The policy. The fingerprints are those of the unpacked texts: what was changed does not run. `wasm-unsafe-eval` lets
 * WebAssembly compile and nothing else; the worker comes from a blob that the page makes. There are two Trusted Types
 * policies, one for the scripts that the start puts in and one for that blob.
 */
function policy(scripts, style) {
  return [
    "default-src 'none'",
    `script-src ${scripts.map(hash).join(" ")} 'wasm-unsafe-eval'`,
    `style-src ${hash(style)}`,
    "worker-src blob:",
    "img-src data:",
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types dirmatch-start dirmatch-worker",
  ];
}

/** Headers in the form that several static hosts read; a page on disk has its policy in itself. */
function headers(rules) {
  return [
    "/*",
    `  Content-Security-Policy: ${[...rules, "frame-ancestors 'none'"].join("; ")}`,
    "  Connection-Allowlist: ()",
    "  Referrer-Policy: no-referrer",
    "  X-Content-Type-Options: nosniff",
    "  Cross-Origin-Opener-Policy: same-origin",
    "",
  ].join("\n");
}
