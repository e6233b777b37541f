// The small part of Markdown that the rule reference uses: headings, paragraphs, code, tables and lists. Everything
// becomes text nodes; there is no way for markup to come in.

import type { ComponentChildren } from "preact";
import { CORE_LANG, label } from "../text/core";
import { said } from "../text/said";
import { visible } from "./value";

export function Markdown({ text }: { text: string }) {
  return <>{blocks(text.split("\n"))}</>;
}

function blocks(lines: readonly string[]): ComponentChildren[] {
  const out: ComponentChildren[] = [];
  let place = 0;
  while (place < lines.length) {
    const line = lines[place] ?? "";
    if (line.trim() === "") {
      place++;
    } else if (line.startsWith("```")) {
      const end = until(lines, place + 1, (other) => other.startsWith("```"));
      out.push(
        <pre tabIndex={0} translate={false}>
          <code>{lines.slice(place + 1, end).join("\n")}</code>
        </pre>,
      );
      place = end + 1;
    } else if (line.startsWith("# ")) {
      out.push(<h1>{inline(line.slice(2))}</h1>);
      place++;
    } else if (line.startsWith("## ")) {
      out.push(<h2 class="section">{inline(line.slice(3))}</h2>);
      place++;
    } else if (line.startsWith("|")) {
      const end = until(lines, place, (other) => !other.startsWith("|"));
      out.push(table(lines.slice(place, end)));
      place = end;
    } else if (line.startsWith("- ")) {
      const end = until(lines, place, (other) => !other.startsWith("- "));
      out.push(
        <ul>
          {lines.slice(place, end).map((item) => (
            <li key={item}>{inline(item.slice(2))}</li>
          ))}
        </ul>,
      );
      place = end;
    } else {
      const end = until(lines, place, (other) => other.trim() === "");
      out.push(<p>{paragraph(lines.slice(place, end).join(" "))}</p>);
      place = end;
    }
  }
  return out;
}

function until(lines: readonly string[], from: number, isEnd: (line: string) => boolean): number {
  const found = lines.findIndex((line, place) => place >= from && isEnd(line));
  return found < 0 ? lines.length : found;
}

function table(lines: readonly string[]) {
  const rows = lines
    .filter((line) => !/^\|[-| ]+\|$/.test(line))
    .map((line) => line.split("|").slice(1, -1))
    .filter((cells) => cells.some((cell) => cell.trim() !== ""));
  return (
    <table class="plain">
      <tbody>
        {rows.map((cells) => (
          <tr key={cells.join()}>
            {cells.map((cell, place) =>
              place === 0 ? (
                <th scope="row" key={cell}>
                  {inline(cell.trim())}
                </th>
              ) : (
                <td key={cell}>{inline(cell.trim())}</td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A paragraph: as a whole in the language of the page where it has that, else part by part. */
function paragraph(text: string): ComponentChildren[] {
  const english = text.replace(/\s+/g, " ").trim();
  // The id of a rule stands alone and is no word.
  const own = /^`[^`]+`$/.test(english) ? english : label(english);
  return own === english ? inline(english) : withCode(own, visible);
}

/** Words of the core, with code between. A part is in the language of the page as a whole or not at all. */
function inline(text: string): ComponentChildren[] {
  return withCode(text, words);
}

function withCode(text: string, say: (part: string) => ComponentChildren): ComponentChildren[] {
  return text
    .split(/(``.+?``|`[^`]+`)/)
    .filter((part) => part !== "")
    .map((part) => {
      const [, , code] = /^(`+)(.+)\1$/.exec(part) ?? [];
      return code === undefined ? say(part) : <code translate={false}>{code}</code>;
    });
}

function words(part: string): ComponentChildren {
  const pieces = said(part);
  if (pieces.some(({ lang }) => lang)) return <span lang={CORE_LANG}>{visible(part)}</span>;
  return visible(pieces.map(({ text }) => text).join(" "));
}
