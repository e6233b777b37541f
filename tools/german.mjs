// Makes what the page carries of the core's words in German: a fingerprint of each English template, or of each paragraph of
// the rules' pages, and the German.
// `www/src/text/german.ts` reads it and says what the fingerprint is.

import { readFileSync } from "node:fs";
import { inside } from "./process.mjs";

function fingerprint(template) {
  let hash = 0x811c9dc5;
  for (let place = 0; place < template.length; place++) {
    hash = Math.imul(hash ^ template.charCodeAt(place), 0x01000193);
  }
  // The last five signs tell 60 million apart.
  return (hash >>> 0).toString(36).slice(-5).padStart(5, "0");
}

function read(name) {
  return JSON.parse(readFileSync(inside("www", "src", "text", "de", name), "utf8"));
}

/** The lines: all fingerprints in one, then the German of each. What is alike stands together, which packs better. */
export function germanLines(sentences = { ...read("rules.json"), ...read("sentences.json") }) {
  const lines = new Map();
  for (const [english, german] of Object.entries(sentences)) {
    const print = fingerprint(english);
    if (lines.has(print))
      throw new Error(`two templates have the fingerprint ${print}; word “${english}” in another way`);
    lines.set(print, german);
  }
  const all = [...lines].sort(([, left], [, right]) => (left < right ? -1 : 1));
  return [all.map(([print]) => print).join(""), ...all.map(([, german]) => german)].join("\n");
}
