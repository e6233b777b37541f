// The catalogue: no word is missing in German, every title of a rule has one, plurals and dates are those of the language,
// and whatever a function of the catalogue tells is from the catalogue.

import { type ComponentChildren, isValidElement, type VNode } from "preact";
import { describe, expect, it } from "vitest";
import list from "../../docs/rules/README.md?raw";
import { germanLines } from "../../tools/german.mjs";
import { preferred } from "../src/state/language";
import { language } from "../src/state/preferences";
import { count, t } from "../src/text";
import { label } from "../src/text/core";
import { de } from "../src/text/de";
import { core } from "../src/text/de/core";
import pairs from "../src/text/de/sentences.json";
import { en } from "../src/text/en";
import { isPseudo, pseudo, pseudoOf } from "./pseudo";

// The start of the page hands them on; here they are at hand.
globalThis.germanSentences = germanLines();

/** Every text and function of a catalogue, with its place. */
function leaves(words: unknown, place = ""): [place: string, leaf: unknown][] {
  if (typeof words !== "object" || words === null) return [[place, words]];
  return Object.entries(words)
    .filter(([name]) => name !== "forms" || place !== "")
    .flatMap(([name, part]) => leaves(part, `${place}.${name}`));
}

/** The words of a tree of elements, apart. */
function words(node: ComponentChildren): string[] {
  if (typeof node === "string") return [node];
  if (Array.isArray(node)) return node.flatMap(words);
  return isValidElement(node) ? words((node as VNode<{ children?: ComponentChildren }>).props.children) : [];
}

/** Something for each argument of a function: it may take counts, ids, words, switches or a mark around words. */
const ARGUMENTS: readonly (readonly unknown[])[] = [
  [0, 0, 0, 0, 0],
  [1, 1, 1, 1, 1],
  [2, 2, 2, 2, 2],
  [2000, 1, 3, 4, 5],
  ["certain", "words"],
  ["runs", 2],
  ["reading", 1, 2],
  ["edge", "1", "a host", "today"],
];

/** What a function tells for some arguments; nothing where they are not its kind. */
function told(tell: (...args: unknown[]) => ComponentChildren): string[] {
  const mark = (text: unknown) => text as ComponentChildren;
  const marked = Object.assign(mark, { joined: "1", willJoin: "2", created: "3", stopped: "4" });
  const kinds = [...ARGUMENTS, [marked, marked, marked, marked, marked], [1, marked, 1, marked, marked]];
  return kinds.flatMap((args) => {
    try {
      return words(tell(...args)).filter((text) => !text.includes("=>") && !text.includes("undefined"));
    } catch {
      return [];
    }
  });
}

/** Names and signs that are the same in both languages. */
const SAME =
  /^((In )?Active Directory|(In )?Microsoft 365\.?|English|Deutsch|Start|Plan|Name|System|Filter|Info|Cloud|Status|Format|Attribut|Ysgol.*|\W*)$/;

describe("German", () => {
  it("has a text for each English one, and no other", () => {
    const german = new Map(leaves(de));
    const english = leaves(en);
    expect([...german.keys()].sort()).toEqual(english.map(([place]) => place).sort());
    for (const [place, text] of english) {
      const other = german.get(place);
      expect(typeof other, place).toBe(typeof text);
      if (typeof text !== "string" || place.endsWith(".languageNote")) continue;
      expect(other === "", `${place} is blank in one language only`).toBe(text === "");
      if (!SAME.test(text)) expect(other, `${place} is English`).not.toBe(text);
    }
  });

  it("says that the explanations are English, and English says nothing", () => {
    expect(de.settings.languageNote).toContain("Englisch");
    expect(en.settings.languageNote).toBe("");
  });

  it("writes counts, days and sizes as Germans do", () => {
    expect(de.lists.object.counted(1)).toBe("1 Objekt");
    expect(de.lists.object.some(3, 1338)).toBe("3 von 1.338 Objekten");
    expect(de.forms.date("2026-08-01")).toBe("01.08.2026");
    expect(de.forms.percent(12.34)).toBe("12,3 %");
    expect(de.forms.size(1_234_000_000)).toBe("1.234 MB");
    expect(en.forms.date("2026-08-01")).toBe("1 Aug 2026");
    expect(en.forms.date("August 2026")).toBe("August 2026");
  });

  it("has no word with he or she, nor a request to the reader", () => {
    const all = leaves(de).flatMap(([, leaf]) => (typeof leaf === "string" ? [leaf] : told(leaf as never)));
    for (const text of all) expect(text).not.toMatch(/[bB]itte|sie\/er|er\/sie|!/);
  });

  it("knows the title of every rule", () => {
    const rows = [...list.matchAll(/^\| \[[^|]+ \| ([^|]+) \| ([^|]+) \|/gm)];
    expect(rows.length).toBeGreaterThan(100);
    const missing = rows
      .flatMap(([, title = "", kind = ""]) => [title, kind])
      .filter((text) => !(text in core || text in pairs));
    expect(missing).toEqual([]);
  });
});

describe("the language of the page", () => {
  it("is the first of the browser's that there is", () => {
    expect(preferred(["de-AT", "en"])).toBe("de");
    expect(preferred(["cy", "EN-gb", "de"])).toBe("en");
    expect(preferred(["fr", "cy"])).toBe("en");
    expect(preferred([])).toBe("en");
  });

  it("changes with the choice, and the labels of the core with it", () => {
    language.value = "de";
    expect(t.frame.settings).toBe("Einstellungen");
    expect(count(1299)).toBe("1.299");
    expect(label("No UPN")).toBe("Kein UPN");
    expect(label("No such label")).toBe("No such label");
    expect(document.documentElement.lang).toBe("de-DE");
    language.value = "en";
    expect(t.frame.settings).toBe("Settings");
    expect(label("No UPN")).toBe("No UPN");
    language.value = "system";
  });
});

describe("the pseudo-language", () => {
  it("is longer, in brackets, and leaves signs and numbers", () => {
    expect(pseudo("Copy")).toMatch(/^⟦Çóþý .+⟧$/);
    expect(pseudo("The objects").length).toBeGreaterThan("The objects".length * 1.35);
    expect(pseudo("–")).toBe("–");
    expect(pseudo(" and ")).toMatch(/^ ⟦.*⟧ $/);
    expect(pseudo(pseudo("once"))).toBe(pseudo("once"));
  });

  it("comes out of every text and function", () => {
    for (const [place, leaf] of leaves(pseudoOf(en))) {
      const texts = typeof leaf === "function" ? told(leaf as never) : [String(leaf)];
      for (const text of texts) {
        if (/\p{L}{2}/u.test(text)) expect(isPseudo(text), `${place}: ${text}`).toBe(true);
      }
    }
  });

  it("finds something in every function", () => {
    const functions = leaves(en).filter(([, leaf]) => typeof leaf === "function");
    const silent = functions.filter(([, leaf]) => told(leaf as never).length === 0).map(([place]) => place);
    expect(silent).toEqual([]);
  });
});
