// How a file is read, for a person to change: format, encoding, separator, and what each column holds, with the first
// rows as they would be read.

import { useSignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { analyzer, NO_CHOICE, overview, readAnew } from "../state/store";
import { t } from "../text";
import { label as labelOf } from "../text/core";
import type { FileChoice, FileView, InputSide, ReadingChoices } from "../wire/types";
import { Label } from "./core";
import { Icon } from "./icon";
import { visible } from "./value";

/** In the choice of an attribute: what is recognised, and that the column is left out. */
const RECOGNISED = "";
const LEFT_OUT = "-";

interface Props {
  view: FileView;
  /** Where the file stands; null where its reading cannot be changed. */
  place: number | null;
  choice: FileChoice;
}

export function Reading({ view, place, choice }: Props) {
  const [known, setKnown] = useState<ReadingChoices | null>(null);
  // What the columns of an unknown file might hold is proposed, and read only when the person says so.
  const isOpen = choice.format === null && Object.keys(choice.columns).length === 0;
  const wanted = useSignal(isOpen ? { ...choice, columns: Object.fromEntries(view.guesses) } : choice);
  useEffect(() => {
    void analyzer.ask("readingChoices", []).then(setKnown, () => undefined);
  }, []);
  if (!known || view.headers.length === 0) return null;
  const now = wanted.value;
  const set = (change: Partial<FileChoice>) => {
    wanted.value = { ...now, ...change };
  };
  // Whether it is an older export is said elsewhere, and stays.
  const { before } = choice;
  const recognised: FileChoice = { ...NO_CHOICE, before };
  const isChanged = JSON.stringify({ ...now, before }) !== JSON.stringify(choice);
  const isChosen = JSON.stringify(choice) !== JSON.stringify(recognised);
  const usedAs = (header: string) => view.columns.find(([, known]) => known === header)?.[0];
  const columns = view.headers.map((header, column) => ({ header, column }));
  const used = columns.filter(({ header }) => usedAs(header));
  const unused = columns.filter(({ header }) => !usedAs(header));
  const missing = view.missing.filter((name) => !view.columns.some(([attribute]) => attribute === name));
  const row = ({ header, column }: { header: string; column: number }) => {
    const attribute = usedAs(header) ?? null;
    return (
      <tr key={`${column} ${header}`} class={attribute ? "" : "is-unused"}>
        <th scope="row" translate={false}>
          {visible(header)}
        </th>
        <td translate={place === null ? attribute === null : true}>
          {place === null ? (
            (attribute ?? t.files.notUsed)
          ) : (
            <Column header={header} used={attribute} choice={now} attributes={known.attributes} choose={set} />
          )}
        </td>
        <td>{attribute ? <WhatFor side={view.side} attribute={attribute} /> : null}</td>
        <td class="mono" translate={false}>
          {view.firstRows.map((cells, number) => (
            <span class="value" key={number}>
              {visible(cells[column] ?? "")}
            </span>
          ))}
        </td>
      </tr>
    );
  };
  return (
    <details class="fold reading-choices" open={view.state === "not-used"}>
      <summary>
        <Icon name="right" />
        <strong>{t.files.howItIsRead(used.length, missing.length)}</strong>
      </summary>
      {isOpen && view.guesses.length > 0 ? <p>{t.files.guessed}</p> : null}
      <fieldset class="row choices" disabled={place === null}>
        <Choice
          label={t.files.format}
          value={now.format}
          recognised={labelOf(view.formatTitle)}
          options={known.formats.map(([name, title]) => [name, labelOf(title)])}
          choose={(format) => set({ format })}
        />
        <Choice
          label={t.files.encoding}
          value={now.encoding}
          recognised={view.encoding ? labelOf(view.encoding) : t.files.noneRecognised}
          options={known.encodings.map((name) => [name, labelOf(name)])}
          choose={(encoding) => set({ encoding })}
        />
        <Choice
          label={t.files.separator}
          value={now.delimiter}
          recognised={view.delimiter ? labelOf(view.delimiter) : t.files.noneRecognised}
          options={known.delimiters.map((name) => [name, labelOf(name)])}
          choose={(delimiter) => set({ delimiter })}
        />
      </fieldset>
      <fieldset class="scrolls" disabled={place === null}>
        <table class="plain mapping">
          <thead>
            <tr>
              <th scope="col">{t.files.column}</th>
              <th scope="col">{t.files.usedAs}</th>
              <th scope="col">{t.files.whatFor}</th>
              <th scope="col">{t.files.firstRows}</th>
            </tr>
          </thead>
          <tbody>
            {used.map(row)}
            {missing.map((name) => (
              <tr class="is-missing" key={name}>
                <th scope="row">{t.labels.absences["not-in-file"]}</th>
                <td translate={false}>{name}</td>
                <td>
                  <WhatFor side={view.side} attribute={name} />
                </td>
                <td />
              </tr>
            ))}
            {unused.map(row)}
          </tbody>
        </table>
      </fieldset>
      {place === null ? null : (
        <div class="row spaced">
          <button
            type="button"
            class="primary"
            disabled={!isChanged}
            onClick={() => void readAnew(place, { ...now, before })}
          >
            {t.files.readIt}
          </button>
          {isChosen ? (
            <button type="button" class="quiet" onClick={() => void readAnew(place, recognised)}>
              {t.files.readRecognised}
            </button>
          ) : null}
        </div>
      )}
    </details>
  );
}

/** The checks that look at an attribute. */
function WhatFor({ side, attribute }: { side: InputSide; attribute: string }) {
  if (side !== "cloud" && side !== "on-premises") return null;
  const checks = (overview.value?.coverage ?? []).filter((row) =>
    (side === "cloud" ? row.cloudNeeds : row.onPremisesNeeds).includes(attribute),
  );
  const [first] = checks;
  if (!first) return t.files.readAlong;
  return (
    <>
      <Label text={first.title} />
      {checks.length > 1 ? t.overview.moreChecks(checks.length - 1) : ""}
    </>
  );
}

interface ChoiceProps {
  label: string;
  value: string | null;
  /** What is recognised. */
  recognised: string;
  options: readonly (readonly [value: string, title: string])[];
  choose: (value: string | null) => void;
}

function Choice({ label, value, recognised, options, choose }: ChoiceProps) {
  return (
    <label class="choice">
      {label}
      <select value={value ?? RECOGNISED} onChange={(event) => choose(event.currentTarget.value || null)}>
        <option value={RECOGNISED}>{t.files.recognisedAs(recognised)}</option>
        {options.map(([name, title]) => (
          <option value={name} key={name} translate={name !== title}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

interface ColumnProps {
  header: string;
  /** The attribute that the column is used as now. */
  used: string | null;
  choice: FileChoice;
  attributes: readonly string[];
  choose: (change: Partial<FileChoice>) => void;
}

function Column({ header, used, choice, attributes, choose }: ColumnProps) {
  const chosen = choice.columns[header];
  const value = chosen === undefined ? RECOGNISED : (chosen ?? LEFT_OUT);
  return (
    <select
      aria-label={t.files.usedAsOf(header)}
      value={value}
      onChange={(event) => {
        const { [header]: _, ...others } = choice.columns;
        const next = event.currentTarget.value;
        if (next === RECOGNISED) choose({ columns: others });
        else choose({ columns: { ...others, [header]: next === LEFT_OUT ? null : next } });
      }}
    >
      <option value={RECOGNISED}>{used ? t.files.recognisedAs(used) : t.files.notUsed}</option>
      <option value={LEFT_OUT}>{t.files.leaveOut}</option>
      {attributes.map((name) => (
        <option value={name} key={name} translate={false}>
          {name}
        </option>
      ))}
    </select>
  );
}
