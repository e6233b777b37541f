// No word stands in a view, a component or the frame of the page: what is shown comes from the catalogue.

import { parseAst } from "vite";
import { describe, expect, it } from "vitest";

const SOURCES = import.meta.glob<string>(["../src/app.tsx", "../src/views/*.tsx", "../src/components/*.tsx"], {
  eager: true,
  query: "?raw",
  import: "default",
});

/** Attributes that a person reads or hears. */
const READ = ["aria-label", "title", "placeholder", "alt", "label", "data-label", "data-side", "caption"];
/** Attributes that nobody reads. */
const UNREAD = ["class", "d", "viewBox", "id", "key", "code"];

const TWO_WORDS = /\p{L}{2,}[,.:;]? \p{L}{2,}/u;
const A_WORD = /\p{L}{2,}/u;

interface Node {
  type: string;
  [part: string]: unknown;
}

/** The faults in a piece of source: its words, each with what it stands in. */
function words(node: unknown, attribute = "", isKey = false): string[] {
  if (Array.isArray(node)) return node.flatMap((part) => words(part, attribute, isKey));
  if (typeof node !== "object" || node === null || !("type" in node)) return [];
  const { type, ...parts } = node as Node;
  if (["ImportDeclaration", "MemberExpression"].includes(type) || type.startsWith("TS")) return [];
  if (type === "BinaryExpression" && parts.operator !== "+") return [];
  if (type === "JSXElement") {
    const { name } = (parts.openingElement as { name: { name?: string } }) ?? {};
    return Object.values(parts).flatMap((part) => words(part, "", name.name === "kbd"));
  }
  if (type === "JSXText") return A_WORD.test(String(parts.value)) && !isKey ? [String(parts.value).trim()] : [];
  if (type === "JSXAttribute") {
    const { name } = parts.name as { name: string };
    return words(parts.value, name);
  }
  if (UNREAD.includes(attribute)) return [];
  const text = type === "TemplateElement" ? (parts.value as { cooked: string }).cooked : parts.value;
  if ((type === "Literal" || type === "TemplateElement") && typeof text === "string") {
    const pattern = READ.includes(attribute) ? A_WORD : TWO_WORDS;
    return pattern.test(text) ? [text] : [];
  }
  return Object.values(parts).flatMap((part) => words(part, attribute, isKey));
}

const inSource = (text: string) => words(parseAst(text, { lang: "tsx" }));

describe("words in the source of a view", () => {
  for (const [path, text] of Object.entries(SOURCES)) {
    it(`are none in ${path}`, () => {
      expect(inSource(text).filter((found) => !KNOWN.includes(found))).toEqual([]);
    });
  }

  it("are found wherever they stand", () => {
    expect(inSource("const a = <p>Word</p>;")).toEqual(["Word"]);
    const many = `<p class="two words" title="Word">{b ? "two words" : \`more words than \${one}\`}</p>`;
    expect(inSource(`const a = ${many};`)).toEqual(["Word", "two words", "more words than "]);
    expect(inSource("const a = <kbd>Esc</kbd>;")).toEqual([]);
  });
});

/** Names and commands, which are no language's, and what the core calls a row. */
const KNOWN = ["dirmatch", "Ctrl Enter", "Start-ADSyncSyncCycle -PolicyType Delta", "Held as"];
