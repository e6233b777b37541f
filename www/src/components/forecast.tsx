// What the cloud holds of an object today and after the sync: lost rows first, readable, never struck through.

import type { Change, ForecastRow, ForecastView } from "../wire/types";
import { visible } from "./value";

const CHANGES: Record<Change, { mark: string; word: string }> = {
  lost: { mark: "−", word: "Lost" },
  changed: { mark: "→", word: "Changed" },
  "not-taken": { mark: "×", word: "Not taken" },
  gained: { mark: "+", word: "Gained" },
  "not-told": { mark: "?", word: "Not known" },
  stays: { mark: "=", word: "Kept" },
};

/** How sure the whole is, in words. */
const SURE = {
  certain: "Certain",
  likely: "Likely",
  possible: "Possible: not everything that decides is in the files",
};

export function Forecast({ forecast }: { forecast: ForecastView }) {
  return (
    <section class="forecast">
      <h2 class="section">
        Addresses and UPN, today and after the sync
        <span class="section-tool note">{summary(forecast.rows)}</span>
      </h2>
      <p class="note">
        {SURE[forecast.confidence]}. {forecast.note}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">What happens</th>
            <th scope="col">Value</th>
            <th scope="col">Today in the cloud</th>
            <th scope="col">After the sync</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {forecast.rows.map((row) => (
            <tr key={`${row.label} ${row.today} ${row.after}`} class={`is-${row.change}`}>
              <th scope="row">
                <span aria-hidden="true" class="forecast-mark">
                  {CHANGES[row.change].mark}
                </span>{" "}
                {CHANGES[row.change].word}
              </th>
              <td>{row.label}</td>
              <Value
                text={row.today}
                absent={row.change === "not-told" ? "not in the file" : "not there"}
                label="Today in the cloud"
              />
              <Value text={row.change === "not-taken" ? null : row.after} absent={absent(row)} label="After the sync" />
              <td>{visible(row.why)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function absent(row: ForecastRow): string {
  if (row.change === "not-taken") return `${row.after} in AD only`;
  return row.change === "lost" ? "gone" : "cannot be told";
}

function Value({ text, absent, label }: { text: string | null; absent: string; label: string }) {
  return (
    <td data-label={label} translate={false} class={text === null ? "note" : "mono"}>
      {visible(text ?? absent)}
    </td>
  );
}

function summary(rows: readonly ForecastRow[]): string {
  const count = (change: Change) => rows.filter((row) => row.change === change).length;
  const parts: [Change, string][] = [
    ["lost", "lost"],
    ["changed", "changed"],
    ["not-taken", "not taken"],
    ["gained", "gained"],
    ["not-told", "not known"],
    ["stays", "kept"],
  ];
  return parts
    .filter(([change]) => count(change) > 0)
    .map(([change, word]) => `${count(change)} ${word}`)
    .join(", ");
}

/** The same as text, for the clipboard. */
export function forecastAsText(forecast: ForecastView | null): string[] {
  if (!forecast) return [];
  return forecast.rows.map(
    (row) =>
      `${CHANGES[row.change].word}: ${row.label}, today ${row.today ?? "none"}, after ${row.after ?? "none"}. ${row.why}`,
  );
}
