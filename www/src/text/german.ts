// What the core says, in German: templates by a fingerprint of the English, out of the part of the page that carries them.
// They are unpacked when the first one is asked for. `tools/german.mjs` writes that part and must count alike.

import { part } from "../analyzer/parts";

const SIGNS = 7;

/** A fingerprint of a template (FNV-1a, 32 bits), in seven signs. */
export function fingerprint(template: string): string {
  let hash = 0x811c9dc5;
  for (let place = 0; place < template.length; place++) {
    hash = Math.imul(hash ^ template.charCodeAt(place), 0x01000193);
  }
  return (hash >>> 0).toString(36).padStart(SIGNS, "0");
}

/** The templates of a packed part, by their fingerprints. */
export function read(lines: string): ReadonlyMap<string, string> {
  return new Map(lines.split("\n").map((line) => [line.slice(0, SIGNS), line.slice(SIGNS)]));
}

let known: ReadonlyMap<string, string> | undefined;

function all(): ReadonlyMap<string, string> {
  const packed = part("german");
  known ??= packed === "" ? new Map() : read(new TextDecoder().decode(unpackLzma(packed)));
  return known;
}

/** The German of a template; `undefined` where there is none, or where it has other places for values. */
export function german(template: string): string | undefined {
  const found = all().get(fingerprint(template));
  return found !== undefined && places(found) === places(template) ? found : undefined;
}

/** The places for values of a template, whatever their order. */
export function places(template: string): string {
  return (template.match(/\{\d+\}/g) ?? []).toSorted().join("");
}
