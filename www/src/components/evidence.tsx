// Owners side by side: attributes down, owners across, the sign between. A value that all share is written once, with a
// line across; letters that differ are marked by weight and underline, not by colour alone.

import type { ComponentChildren } from "preact";
import { format } from "../state/route";
import { of, outcomeLabel, t } from "../text";
import { label } from "../text/core";
import type { EvidenceCell, EvidenceRow, OwnerView, Sign } from "../wire/types";
import { Core, Label } from "./core";
import { OutcomeGlyph, SideGlyph } from "./glyph";
import { Address, visible } from "./value";

const MARKS: Record<Sign, string> = { same: "=", differs: "≠", unknown: "?", "one-sided": "–" };

/** The sides where there is little room: names, the same in every language. */
const SHORT: Record<OwnerView["side"], string> = { "on-premises": "AD", cloud: "365" };

/** Rows whose values are words of the core; in all others they are those of the files. */
const SAID = ["Synced", "Enabled", "Held as"];

/** The core's word for what a file writes as True or False and another as Yes or No. */
function asSaid(value: string): string {
  return { true: "yes", false: "no" }[value.toLowerCase()] ?? value;
}

/** A moment as a person writes it; anything else stays as it is. */
function asDate(value: string): string {
  const [, day = value, time, zone] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)[\d:.]*(Z?)$/.exec(value) ?? [];
  return [t.forms.date(day), time, zone && "UTC"].filter((part) => part).join(" ");
}

interface EvidenceProps {
  owners: readonly OwnerView[];
  rows: readonly EvidenceRow[];
  likely?: number | null;
  caption: string;
}

/** What stands before an owner's value where there are several below each other: a number, or the side that says it. */
function marks(owners: readonly OwnerView[]): string[] {
  if (owners.length < 2) return [];
  const hasSides = owners.length === 2 && owners[0]?.side !== owners[1]?.side;
  return owners.map(({ side }, place) => (hasSides ? SHORT[side] : String(place + 1)));
}

export function Evidence({ owners, rows, likely = null, caption }: EvidenceProps) {
  const hasNumbers = marks(owners).includes("2");
  return (
    <table class={hasNumbers ? "evidence is-numbered" : "evidence"}>
      <caption class="hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="hidden">{t.object.attribute}</span>
          </th>
          <th scope="col" class="sign">
            <span class="hidden">{t.object.compared}</span>
          </th>
          {owners.map((owner, place) => (
            <th scope="col" key={`${owner.side} ${owner.id}`} class={place === likely ? "owner is-likely" : "owner"}>
              <Owner owner={owner} number={hasNumbers ? `${place + 1} ` : ""} isLikely={place === likely} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Line row={row} owners={owners} key={row.label} />
        ))}
      </tbody>
    </table>
  );
}

function Owner({ owner, number, isLikely }: { owner: OwnerView; number: string; isLikely: boolean }) {
  return (
    <>
      <span class="owner-kind">
        {owner.side === "on-premises" ? <OutcomeGlyph outcome={owner.outcome} /> : <SideGlyph side={owner.side} />}
        <span>
          {number}
          {t.labels.sides[owner.side]}, {t.labels.kinds[owner.kind]}
          {isLikely ? t.object.likelyOwner : ""}
        </span>
      </span>
      <a class="owner-name" href={format("object", owner.id)} translate={false}>
        {visible(owner.name)}
      </a>
      <span class="owner-place">
        {t.object.place(<span translate={false}>{visible(owner.file)}</span>, owner.row)}
        {owner.side === "on-premises" ? <span class="hidden">, {outcomeLabel(owner.outcome)}</span> : null}
      </span>
    </>
  );
}

function Line({ row, owners }: { row: EvidenceRow; owners: readonly OwnerView[] }) {
  const names = marks(owners);
  const isShared =
    row.sign === "same" &&
    row.cells.every((cell) => cell.note === null && cell.from === null && cell.values.length > 0);
  const classes = [row.disputed ? "is-disputed" : "", row.mono ? "mono" : ""].join(" ");
  return (
    <tr class={classes}>
      <th scope="row">
        <Label text={row.label} />
      </th>
      <td class={`sign sign-${row.sign}`}>
        {owners.length > 1 ? (
          <>
            <span aria-hidden="true">{MARKS[row.sign]}</span>
            <span class="hidden">{t.labels.signs[row.sign]}</span>
          </>
        ) : null}
      </td>
      {isShared ? (
        <td colSpan={owners.length} class="shared" data-owner={names.includes("2") ? names.join(" ") : t.object.both}>
          <span class="shared-line">
            <span>
              <Values cell={row.cells[0]} label={row.label} />
            </span>
            <span class="shared-words">
              {owners.length > 2
                ? t.object.sameInAll(owners.length)
                : owners[0]?.side === owners[1]?.side
                  ? t.frame.sameInBoth
                  : t.object.sameOnBoth}
            </span>
          </span>
        </td>
      ) : (
        row.cells.map((cell, place) => (
          <td key={`${owners[place]?.side} ${owners[place]?.id}`} data-owner={names[place]}>
            <Values
              cell={cell}
              label={row.label}
              against={
                row.marksLetters && row.sign === "differs" && cell.values.length === 1
                  ? other(row.cells, place)
                  : undefined
              }
            />
          </td>
        ))
      )}
    </tr>
  );
}

/** The value that a differing one is compared with letter by letter: the first single other one. */
function other(cells: readonly EvidenceCell[], place: number): string | undefined {
  return cells.find((cell, index) => index !== place && cell.values.length === 1)?.values[0];
}

function Values({
  cell,
  label,
  against,
}: {
  cell: EvidenceCell | undefined;
  label: string;
  against?: string | undefined;
}) {
  if (!cell) return null;
  const isSaid = SAID.includes(label);
  return (
    <>
      {cell.values.length === 0 ? (
        <span class={`absence absence-${cell.absence ?? "empty"}`}>
          {of(t.labels.absences, cell.absence ?? "empty")}
        </span>
      ) : (
        cell.values.map((value) => (
          <span class="value" key={value} translate={isSaid}>
            {isSaid ? (
              <Label text={asSaid(value)} />
            ) : label === "Created" ? (
              asDate(value)
            ) : against !== undefined ? (
              <Marked text={value} against={against} />
            ) : (
              <Address text={value} />
            )}
          </span>
        ))
      )}
      {cell.note ? (
        <span class="note">
          <Core text={cell.note} />
        </span>
      ) : null}
      {cell.from ? (
        <span class="note">
          <Core text={cell.from} />
        </span>
      ) : null}
    </>
  );
}

/** Marks the part between the common start and the common end of two texts. */
function Marked({ text, against }: { text: string; against: string }): ComponentChildren {
  const [left, right] = [text.toLowerCase(), against.toLowerCase()];
  let start = 0;
  while (start < Math.min(left.length, right.length) && left[start] === right[start]) start++;
  let end = 0;
  const room = Math.min(left.length, right.length) - start;
  while (end < room && left[left.length - 1 - end] === right[right.length - 1 - end]) end++;
  if (start === 0 && end === 0) return <Address text={text} />;
  const middle = text.slice(start, text.length - end);
  return (
    <>
      {visible(text.slice(0, start))}
      {middle === "" ? null : <b class="differing">{visible(middle)}</b>}
      <Address text={text.slice(text.length - end)} />
    </>
  );
}

/** The table as text, for copying. */
export function evidenceAsText(owners: readonly OwnerView[], rows: readonly EvidenceRow[]): string {
  const lines = owners.map(
    (owner, place) =>
      `${place + 1}. ${t.labels.sides[owner.side]} ${t.labels.kinds[owner.kind]} ${owner.name} (${owner.file}, ${t.frame.row(owner.row)})`,
  );
  for (const row of rows) {
    const values = row.cells.map((cell, place) => {
      const text = cell.values.length > 0 ? cell.values.join(", ") : of(t.labels.absences, cell.absence ?? "empty");
      return `${place + 1}: ${text}`;
    });
    lines.push(`${label(row.label)} (${t.labels.signs[row.sign]}): ${values.join("; ")}`);
  }
  return lines.join("\n");
}
