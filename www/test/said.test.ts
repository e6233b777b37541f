// What the core says in German: every sentence that it says of the built-in school has a German one with the same values,
// and nothing of a value changes on the way.

import { readdirSync, readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { germanLines } from "../../tools/german.mjs";
import { language } from "../src/state/preferences";
import { core } from "../src/text/de/core";
import rules from "../src/text/de/rules.json";
import pairs from "../src/text/de/sentences.json";
import { fingerprint, places, read } from "../src/text/german";
import { said, saidPlainly } from "../src/text/said";
import { sentences } from "../src/text/sentence";
import texts from "./sentences.json";

const known = read(germanLines());

// The start of the page hands them on; here they are at hand.
globalThis.germanSentences = germanLines();

const marked = (...values: string[]) => `\u2068${values.join("\u001f")}\u2069`;

describe("the German sentences", () => {
  it("are there for everything that the core says of the school", () => {
    const wanted = new Set(texts.flatMap((text) => sentences(text).map(({ template }) => template)));
    expect([...wanted].filter((template) => !Object.hasOwn(pairs, template) && !Object.hasOwn(core, template))).toEqual(
      [],
    );
    const twice = Object.keys(pairs).filter((template) => Object.hasOwn(core, template));
    expect(twice, "these have their German under an id").toEqual([]);
  });

  it("have the values of the English", () => {
    const wrong = Object.entries(pairs).filter(([english, german]) => places(english) !== places(german));
    expect(wrong).toEqual([]);
    expect(Object.entries(pairs).filter(([, german]) => german.trim() !== german || german === "")).toEqual([]);
  });

  it("are found by the same fingerprint that the build writes", () => {
    const all = { ...rules, ...pairs };
    for (const [english, german] of Object.entries(all)) expect(known.get(fingerprint(english))).toBe(german);
    expect(known.size).toBe(Object.keys(all).length);
  });

  it("are there for every paragraph of the rules' pages", () => {
    const pages = readdirSync("docs/rules").filter((name) => name.endsWith(".md") && name !== "README.md");
    const missing = pages.flatMap((name) => {
      const text = readFileSync(`docs/rules/${name}`, "utf8").replace(/^```.*?^```$/gms, "");
      const paragraphs = text.split(/\n{2,}/).map((part) => part.replace(/^#+ /, "").replace(/\s+/g, " ").trim());
      const spoken = paragraphs.filter((part) => part !== "" && !/^(\| |- |`[^`]*`$)/.test(part));
      return spoken.filter((part) => known.get(fingerprint(part)) === undefined && !Object.hasOwn(core, part));
    });
    expect(missing).toEqual([]);
    const codes = (text: string) => (text.match(/``.+?``|`[^`]+`/g) ?? []).toSorted();
    for (const [english, german] of Object.entries(rules)) expect(codes(german), english).toEqual(codes(english));
  });
});

describe("what the core says", () => {
  beforeEach(() => {
    language.value = "de";
  });

  it("keeps each value as it is, and in its place", () => {
    const text = `${marked("Ann {0} Lee")} signs in as ann@contoso.com.`;
    const [sentence] = sentences(text);
    expect(sentence).toEqual({ template: "{0} signs in as {1}.", values: [marked("Ann {0} Lee"), "ann@contoso.com"] });
    expect(saidPlainly(text)).toContain("Ann {0} Lee");
    expect(saidPlainly(text)).toContain("ann@contoso.com");
  });

  it("joins lists and says small numbers as the language does", () => {
    language.value = "en";
    expect(saidPlainly(`Three objects: ${marked("a", "b", "c")}.`)).toBe("Three objects: a, b and c.");
    language.value = "de";
    expect(saidPlainly(`An unknown sentence about ${marked("a", "b", "c")}.`)).toBe(
      "An unknown sentence about a, b and c.",
    );
  });

  it("says a sentence that it does not know in English, and marks that", () => {
    const pieces = said("A domain gives out each SID once. No catalogue holds this sentence.");
    expect(pieces.map((piece) => piece.lang)).toEqual([undefined, "en-GB"]);
    expect(pieces[1]?.text).toBe("No catalogue holds this sentence.");
  });

  it("takes a name for one only where the view knows it", () => {
    const text = "Is joined to Will Sync in Active Directory, likely.";
    expect(sentences(text, ["Will Sync"])[0]?.template).toBe("Is joined to {0} in Active Directory, likely.");
    expect(said(text)[0]?.lang).toBe("en-GB");
    expect(saidPlainly(text, ["Will Sync"])).toContain("Will Sync");
    expect(said(text, ["Will Sync"])[0]?.lang).toBeUndefined();
  });

  it("says where something stands", () => {
    expect(saidPlainly("Ann Lee, users_20_11_2026 08_41_12.csv, row 7")).toBe(
      "Ann Lee, users_20_11_2026 08_41_12.csv, Zeile 7",
    );
    expect(said("Look at the third, row 7")[0]?.lang).toBe("en-GB");
  });

  it("takes any name for a name, whatever signs it has", () => {
    for (const name of [
      "Blodwen Office-Clerk",
      "A.B (C) [D] {0} \\ / $& * + ? ^ |",
      "Łucja O'Brien–Müller",
      "你好吗 谢",
    ]) {
      const [sentence] = sentences(`Is joined to ${name} in Active Directory, likely.`, [name]);
      expect(sentence).toEqual({ template: "Is joined to {0} in Active Directory, likely.", values: [name] });
    }
  });

  it("shows no mark on a page in English", () => {
    language.value = "en";
    expect(said(`${marked("Ann Lee")} and ${marked("Bob", "Cat")}.`)).toEqual([
      { text: "Ann Lee and Bob and Cat.", lang: undefined },
    ]);
  });
});
