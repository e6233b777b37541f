// What the cloud holds of an object today and after the sync: lost rows first, readable, never struck through.

import type { ComponentChildren } from "preact";
import { t } from "../text";
import { label as labelOf } from "../text/core";
import type { Change, ForecastRow, ForecastView } from "../wire/types";
import { Core, Label } from "./core";
import { Address, DIGITS } from "./value";

const MARKS: Record<Change, string> = {
  lost: "−",
  changed: "→",
  "not-taken": "×",
  gained: "+",
  "not-told": "?",
  stays: "=",
};

export function Forecast({ forecast }: { forecast: ForecastView }) {
  return (
    <section class="forecast">
      <h2 class="section">
        {t.object.forecast}
        <span class="section-tool note">{summary(forecast.rows)}</span>
      </h2>
      <p class="note">
        {t.object.sure(forecast.confidence)} <Core text={forecast.note} />
        {forecast.rows.some(({ after }) => after?.includes(`${DIGITS}@`)) ? ` ${t.frame.digits}` : null}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.object.whatHappens}</th>
            <th scope="col">{t.object.today}</th>
            <th scope="col">{t.object.after}</th>
            <th scope="col">{t.object.why}</th>
          </tr>
        </thead>
        <tbody>
          {forecast.rows.map((row) => (
            <tr key={`${row.label} ${row.today} ${row.after}`} class={`is-${row.change}`}>
              <th scope="row">
                <span aria-hidden="true" class="forecast-mark">
                  {MARKS[row.change]}
                </span>{" "}
                {t.labels.changes[row.change]}
                <span class="note">
                  <Label text={row.label} />
                </span>
              </th>
              <Value
                text={row.today}
                absent={row.change === "not-told" ? t.object.notInFile : t.object.notThere}
                label={t.object.todayShort}
              />
              <Value
                text={row.change === "not-taken" ? null : row.after}
                absent={absent(row)}
                label={t.object.afterShort}
              />
              <td data-label={t.object.why}>
                <Core text={row.why} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What the object loses and what it does not get, for its verdict. */
export function Losses({ forecast }: { forecast: ForecastView | null }) {
  if (!forecast) return null;
  const values = (change: Change) => forecast.rows.filter((row) => row.change === change);
  const [lost, kept] = [values("lost"), values("not-taken")];
  const areAddresses = lost.every(({ label }) => label.toLowerCase().endsWith("address"));
  const mark = (words: string) => <strong class="severity-blocker">{words}</strong>;
  return (
    <>
      {lost.length > 0 ? (
        <span>
          {t.object.loses(lost.length, areAddresses, forecast.confidence !== "possible", mark)}{" "}
          <Listed values={lost.map(({ today }) => today ?? "")} />
        </span>
      ) : null}
      {kept.length > 0 ? (
        <span>
          {mark(t.object.lacks)} <Listed values={kept.map(({ after }) => after ?? "")} />
        </span>
      ) : null}
    </>
  );
}

function Listed({ values }: { values: readonly string[] }) {
  return (
    <>
      {values.map((value, place) => (
        <span key={value}>
          {place > 0 ? ", " : ""}
          <span class="mono" translate={false}>
            <Address text={value} />
          </span>
        </span>
      ))}
      .{" "}
    </>
  );
}

function absent(row: ForecastRow): ComponentChildren {
  if (row.change === "not-taken") {
    // The words around the address.
    const [before, after] = t.object.inAdOnly("\n").split("\n");
    return (
      <>
        {before}
        <Address text={row.after ?? ""} />
        {after}
      </>
    );
  }
  return row.change === "lost" ? t.object.gone : t.object.cannotBeTold;
}

function Value({ text, absent, label }: { text: string | null; absent: ComponentChildren; label: string }) {
  return (
    <td data-label={label} translate={false} class={text === null ? "note" : "mono"}>
      {text === null ? absent : <Address text={text} />}
    </td>
  );
}

function summary(rows: readonly ForecastRow[]): string {
  const count = (change: Change) => rows.filter((row) => row.change === change).length;
  return (Object.keys(MARKS) as Change[])
    .filter((change) => count(change) > 0)
    .map((change) => t.object.changes[change](count(change)))
    .join(", ");
}

/** The same as text, for the clipboard. */
export function forecastAsText(forecast: ForecastView | null): string[] {
  if (!forecast) return [];
  return forecast.rows.map(
    (row) =>
      `${t.object.forecastLine(t.labels.changes[row.change], labelOf(row.label), row.today ?? "", row.after ?? "")} ${row.why}`,
  );
}
