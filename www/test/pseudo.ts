// A language that nobody speaks, made from the English: accents on every letter, a third longer, in brackets. What stands
// on a page of it without brackets is no word of the catalogue.

import { type ComponentChildren, cloneElement, isValidElement, type VNode } from "preact";

const PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED = "áƀçđéƒĝĥíĵķĺḿñóþɋŕšţúṽŵẋýžÁɃÇĐÉƑĜĤÍĴĶĹḾÑÓÞɊŔŠŢÚṼŴẊÝŽ";

/** How much longer than English another language may be. */
const LONGER = 0.35;

/** Whether a text comes from this language. */
export function isPseudo(text: string): boolean {
  return text.includes("⟦");
}

/** A text in this language. What has no letters stays, and so do blanks at both ends. */
export function pseudo(text: string): string {
  if (isPseudo(text) || !/\p{L}{2}/u.test(text)) return text;
  const [, before = "", middle = "", after = ""] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? [];
  const accented = [...middle].map((letter) => [...ACCENTED][PLAIN.indexOf(letter)] ?? letter).join("");
  // Words rather than one long one, because words are what a line breaks at.
  const longer = " ōṃē".repeat(Math.ceil((middle.length * LONGER) / 4));
  return `${before}⟦${accented}${longer}⟧${after}`;
}

/** Elements whose words are no language's. */
function isKept({ type, props }: VNode<{ translate?: boolean; lang?: string }>): boolean {
  return type === "code" || type === "kbd" || props.translate === false || props.lang !== undefined;
}

function inside(node: ComponentChildren): ComponentChildren {
  if (typeof node === "string") return pseudo(node);
  if (Array.isArray(node)) return node.map(inside);
  if (!isValidElement(node)) return node;
  const element = node as VNode<{ children?: ComponentChildren }>;
  if (isKept(element as VNode<object>) || element.props.children === undefined) return element;
  const children = inside(element.props.children);
  return Array.isArray(children) ? cloneElement(element, null, ...children) : cloneElement(element, null, children);
}

/** A whole catalogue in this language: its texts, what its functions give, and what is in them. */
export function pseudoOf<Words>(words: Words): Words {
  if (typeof words === "function") {
    const tell = words as unknown as (...args: unknown[]) => ComponentChildren;
    return ((...args: unknown[]) => inside(tell(...args))) as unknown as Words;
  }
  if (typeof words === "string") return pseudo(words) as unknown as Words;
  if (Array.isArray(words)) return words.map(pseudoOf) as unknown as Words;
  if (typeof words !== "object" || words === null) return words;
  const parts = Object.entries(words).map(([name, part]) => [name, pseudoOf(part)]);
  return Object.fromEntries(parts) as Words;
}
