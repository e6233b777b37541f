// The text that carries the module: it gives back every byte, and nothing in it can end its element.

import { describe, expect, it } from "vitest";
import { toDenseText } from "../../tools/dense_text.mjs";
import { fromDenseText } from "../src/analyzer/dense_text";

/** Bytes without a pattern, the same in every run. */
function noise(length: number, seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

describe("dense text", () => {
  it("gives back every byte, whatever the length", () => {
    for (let length = 0; length < 200; length++) {
      for (const bytes of [noise(length, length), new Uint8Array(length), new Uint8Array(length).fill(255)]) {
        expect(fromDenseText(toDenseText(bytes))).toEqual(bytes);
      }
    }
    const long = noise(100_000, 1);
    expect(fromDenseText(toDenseText(long))).toEqual(long);
  });

  it("gives back every last byte after every one before it", () => {
    for (let value = 0; value < 1 << 16; value++) {
      const bytes = [value >> 8, value & 255];
      expect([...fromDenseText(toDenseText(bytes))]).toEqual(bytes);
    }
  });

  it("has no letter that a reader of HTML changes, a program translates, or that ends an element", () => {
    const letters = new Set(toDenseText(noise(200_000, 2)));
    expect(letters.size).toBe(123);
    expect([...letters].filter((letter) => "\0\n\r\u001a<".includes(letter) || letter > "\u007f")).toEqual([]);
  });

  it("takes at most a sixth more room than the bytes", () => {
    expect(toDenseText(noise(100_000, 3)).length).toBeLessThan(116_500);
  });
});
