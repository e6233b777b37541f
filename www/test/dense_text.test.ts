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

  it("has no letter that a reader of HTML changes or that ends an element, and each is whole", () => {
    const every = new Uint8Array(Uint16Array.from({ length: 1 << 16 }, (_, number) => number).buffer);
    const text = toDenseText(every);
    expect(fromDenseText(text)).toEqual(every);
    expect(text.match(/[\0\n\r<\ud800-\udfff\ufeff\ufffe\uffff]/g)).toBeNull();
    expect(new TextDecoder("utf-16le").decode(Uint16Array.from(text, (letter) => letter.charCodeAt(0)))).toBe(text);
  });

  it("takes 4 % more room than the bytes in UTF-16", () => {
    expect(toDenseText(noise(100_000, 3)).length * 2).toBeLessThan(104_000);
  });
});
