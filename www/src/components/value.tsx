// Values of a directory as text: what cannot be seen is shown by its number, and long addresses break where a reader
// expects it.

import type { ComponentChildren } from "preact";
import { t } from "../text";

/** Characters that cannot be seen, and the digits of an address that nobody knows before. */
const MARKED = /(?<!#)####(?=@)|[\p{Cc}\p{Cf}\u2028\u2029]|(?! )\p{Zs}/gu;

export const DIGITS = "####";

function Digits() {
  return (
    <span class="digits" title={t.frame.digits}>
      {DIGITS}
    </span>
  );
}

/** Text with every character that cannot be seen, or that turns the direction of reading, shown by its number. */
export function visible(text: string): ComponentChildren {
  const parts: ComponentChildren[] = [];
  let from = 0;
  for (const match of text.matchAll(MARKED)) {
    parts.push(text.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[0] === DIGITS) {
      parts.push(<Digits />);
      continue;
    }
    const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    parts.push(
      <span class="hidden-character" title={t.frame.hiddenCharacter}>
        U+{code}
      </span>,
    );
  }
  if (parts.length === 0) return text;
  parts.push(text.slice(from));
  return parts;
}

/** An address in a sentence, with what ends the sentence or a part of it. */
const ADDRESS = /([^\s“”(:]+@[^\s“”,;)]*[^\s“”.,:;)])([”.,:;)]*)/g;

/** Text in which an address goes to the next line as a whole, and breaks as one does only where no line holds it. */
export function brokenWell(text: string): ComponentChildren {
  const parts: ComponentChildren[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    parts.push(
      visible(text.slice(from, match.index)),
      <span class="address">
        <Address text={match[1] ?? ""} />
        {match[2]}
      </span>,
    );
    from = match.index + match[0].length;
  }
  return from === 0 ? visible(text) : [...parts, visible(text.slice(from))];
}

/** An address: breaks only before the @ and after a dot of the domain. A blank, which it should not have, is marked. */
export function Address({ text: written }: { text: string }) {
  const at = written.lastIndexOf("@");
  if (at < 0) return <>{visible(written)}</>;
  const text = written.replaceAll(" ", "␣");
  const isMade = text.slice(0, at).endsWith(DIGITS);
  return (
    <>
      {visible(text.slice(0, isMade ? at - DIGITS.length : at))}
      {isMade ? <Digits /> : null}
      <wbr />@
      <Domain text={text.slice(at + 1)} />
    </>
  );
}

/** A domain: breaks after a dot only. */
export function Domain({ text }: { text: string }) {
  return (
    <>
      {text.split(".").map((label, place) => (
        <>
          {place > 0 ? "." : null}
          {place > 0 ? <wbr /> : null}
          {visible(label)}
        </>
      ))}
    </>
  );
}
