// What the components work out by themselves, without a browser: text that cannot be seen, choices, the river, Markdown.

import { toChildArray, type VNode } from "preact";
import { describe, expect, it } from "vitest";
import { toggled } from "../src/components/facets";
import { Markdown } from "../src/components/markdown";
import { thickness } from "../src/components/river";
import { Address, visible } from "../src/components/value";
import { count, counted } from "../src/text/en/forms";

/** The words of a tree of elements, with the names of elements that matter. */
function words(node: unknown): string {
  if (typeof node === "string" || typeof node === "number") return String(node);
  if (Array.isArray(node)) return node.map(words).join("");
  if (typeof node !== "object" || node === null || !("props" in node)) return "";
  const { type, props } = node as VNode<{ children?: unknown }>;
  if (typeof type === "function") return words((type as (props: unknown) => unknown)(props));
  const inner = words(props.children);
  return ["h1", "h2", "pre", "li", "th", "td", "p", "code"].includes(String(type))
    ? `<${type}>${inner}</${type}>`
    : inner;
}

describe("values", () => {
  it("shows what cannot be seen by its number", () => {
    expect(words(visible("a\u200bb"))).toBe("aU+200Bb");
    expect(words(visible("\u202emoc.oso\u00a0"))).toBe("U+202Emoc.osoU+00A0");
    expect(words(visible("a\tb\nc"))).toBe("aU+0009bU+000Ac");
  });

  it("explains digits that nobody knows before, and only those", () => {
    const told = (node: unknown) => toChildArray(node as never).filter((part) => typeof part === "object").length;
    expect(words(visible("It becomes ann####@contoso.com."))).toBe("It becomes ann####@contoso.com.");
    expect(told(visible("It becomes ann####@contoso.com."))).toBe(1);
    expect(told(visible("########@contoso.com ####"))).toBe(0);
    expect(words(Address({ text: "ann####@contoso.com" }))).toBe("ann####@contoso.com");
  });

  it("leaves what can be seen as it is", () => {
    for (const text of ["Łucja O'Brien", "名前", "a b", "<b>bold</b>", "👩‍🏫".replace("\u200d", "")]) {
      expect(words(visible(text))).toBe(text);
    }
  });
});

describe("choices", () => {
  it("puts a value in and takes it out", () => {
    const one = toggled({}, "severity", "high");
    expect(one).toEqual({ severity: ["high"] });
    const two = toggled(one, "severity", "low");
    expect(two).toEqual({ severity: ["high", "low"] });
    expect(toggled(two, "severity", "high")).toEqual({ severity: ["low"] });
    expect(one).toEqual({ severity: ["high"] });
  });
});

describe("the river", () => {
  it("is as thick as the share, and never too thin to see", () => {
    expect(thickness(0, 100)).toBe(0);
    expect(thickness(5, 0)).toBe(0);
    expect(thickness(50, 100) * 2).toBeCloseTo(thickness(100, 100));
    expect(thickness(1, 1_000_000)).toBeGreaterThan(1);
  });
});

describe("counts", () => {
  it("have their noun and their thousands", () => {
    expect(count(1299)).toBe("1,299");
    expect(counted(1, "object")).toBe("1 object");
    expect(counted(2, "try", "tries")).toBe("2 tries");
  });
});

describe("Markdown", () => {
  it("becomes elements and text", () => {
    const text =
      "# Title\n\n`id`\n\nOne\nparagraph.\n\n| | |\n|---|---|\n| Kind | X |\n\n## Part\n\n```ad\na,b\n1,2\n```\n\n- one\n- two `c`\n";
    expect(words(toChildArray(Markdown({ text })))).toBe(
      "<h1>Title</h1><p><code>id</code></p><p>One paragraph.</p><th>Kind</th><td>X</td><h2>Part</h2>" +
        "<pre><code>a,b\n1,2</code></pre><li>one</li><li>two <code>c</code></li>",
    );
  });

  it("lets no markup in", () => {
    expect(words(Markdown({ text: "<img src=x onerror=alert(1)>" }))).toBe("<p><img src=x onerror=alert(1)></p>");
  });

  it("ends where a block is not closed", () => {
    expect(words(Markdown({ text: "```\nopen" }))).toBe("<pre><code>open</code></pre>");
  });
});
