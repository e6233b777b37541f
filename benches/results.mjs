// Keeps what was measured in docs/performance/measurements.json, one part a command; the others stay as they are.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { inside } from "../tools/process.mjs";

const PATH = inside("docs", "performance", "measurements.json");

/** Everything that was measured last. */
export function measurements() {
  return existsSync(PATH) ? JSON.parse(readFileSync(PATH, "utf8")) : {};
}

/** Puts a part in place of the one before. */
export function keep(part, value) {
  const { sentence: _, ...kept } = value;
  mkdirSync(inside("docs", "performance"), { recursive: true });
  const rounded = (_key, one) => (typeof one === "number" ? Math.round(one * 1000) / 1000 : one);
  writeFileSync(PATH, `${JSON.stringify({ ...measurements(), [part]: kept }, rounded, 2)}\n`);
}
