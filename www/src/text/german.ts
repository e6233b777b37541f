// What the core says, in German: templates by a fingerprint of the English, as the start of the page hands them on. They
// are taken apart when the first one is asked for. `tools/german.mjs` writes them and must count alike.

const SIGNS = 5;

/** A fingerprint of a template: the end of FNV-1a, 32 bits. */
export function fingerprint(template: string): string {
  let hash = 0x811c9dc5;
  for (let place = 0; place < template.length; place++) {
    hash = Math.imul(hash ^ template.charCodeAt(place), 0x01000193);
  }
  return (hash >>> 0).toString(36).slice(-SIGNS).padStart(SIGNS, "0");
}

/** The templates of a packed part, by their fingerprints, which stand before them all. */
export function read(lines: string): ReadonlyMap<string, string> {
  const [prints = "", ...templates] = lines.split("\n");
  return new Map(templates.map((template, place) => [prints.slice(place * SIGNS, (place + 1) * SIGNS), template]));
}

let known: ReadonlyMap<string, string> | undefined;

function all(): ReadonlyMap<string, string> {
  known ??= read(germanSentences);
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
