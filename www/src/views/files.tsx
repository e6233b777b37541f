// What was recognised in each file, and which checks the files allow.

import { useEffect, useState } from "preact/hooks";
import { ChooseFiles } from "../components/choose";
import { copy } from "../components/command";
import { SideGlyph } from "../components/glyph";
import { Icon } from "../components/icon";
import { Reading } from "../components/reading";
import { visible } from "../components/value";
import { Failed } from "../components/working";
import { format } from "../state/route";
import { analyzer, files, forget, given, hasDirectory, overview, readAnew, remove } from "../state/store";
import { COVERAGE, COVERAGE_VERBS, count, counted } from "../text/en";
import type { CoverageRow, ExportCommandView, FileChoice, FileProblem, FileView } from "../wire/types";

export function Files() {
  const list = files.value;
  const rows = list.reduce((sum, file) => sum + file.rows, 0);
  const used = list.reduce((sum, file) => sum + file.used, 0);
  return (
    <div class="page">
      <h1>{heading(list)}</h1>
      <p class="lead">
        {given.value.length === 0
          ? "Choose the exports of Active Directory and of Microsoft 365."
          : `${counted(rows, "row")}: ${count(used)} used, ${count(rows - used)} set aside with a reason. Files are recognised by their content, not by their names.`}
      </p>
      <Failed />
      <h2 class="section spaced-above">What was recognised</h2>
      {given.value.map((file, place) => (
        <div key={`${place} ${file.name}`}>
          {file.views === null ? <Unread name={file.name} onRemove={() => void remove(file.name, place)} /> : null}
          {(file.views ?? []).map((view) => (
            <FileEntry
              view={view}
              key={view.name}
              place={file.source.kind === "school" ? null : place}
              choice={file.choice}
              onRemove={file.source.kind === "school" ? null : () => void remove(file.name, place)}
            />
          ))}
        </div>
      ))}
      <div class="row spaced">
        {overview.value ? (
          <a class="button primary" href={format("overview")}>
            Go to the overview
          </a>
        ) : null}
        <ChooseFiles label="Add more files" id="choose-more" isQuiet />
        <button type="button" class="quiet" onClick={forget}>
          <Icon name="trash" />
          Forget everything
        </button>
      </div>
      {overview.value ? <Coverage rows={overview.value.coverage} /> : null}
      {!hasDirectory.value && list.length > 0 ? (
        <p>
          None of these files can be compared yet. The <a href={format("start")}>start page</a> has commands that make
          the exports.
        </p>
      ) : null}
    </div>
  );
}

function heading(list: readonly FileView[]): string {
  const unread = given.value.filter((file) => file.views === null).length;
  if (unread > 0) return `${counted(unread, "file")} not read.`;
  if (list.length === 0) return "No files yet";
  const unused = list.filter((file) => file.state === "not-used").length;
  const lost = list.filter((file) => file.state === "values-lost").length;
  const first = `${counted(list.length, "file")} read.`;
  if (unused > 0) return `${first} ${counted(unused, "file")} cannot be used.`;
  if (lost > 0) return `${first} ${lost === 1 ? "One needs" : `${count(lost)} need`} a look.`;
  return first;
}

/** A file that was given, but whose reading was stopped. */
function Unread({ name, onRemove }: { name: string; onRemove: () => void }) {
  return (
    <p class="row unread">
      <strong>{visible(name)}</strong>
      <span class="note">not read yet</span>
      <button type="button" class="quiet" onClick={onRemove}>
        <Icon name="trash" />
        Take this file out
      </button>
    </p>
  );
}

const STATES = { "reads-well": "Reads well", "values-lost": "Look at this", "not-used": "Not used" } as const;

interface EntryProps {
  view: FileView;
  /** Where the file stands; null where it is not the person's own. */
  place: number | null;
  /** How it is to be read. */
  choice: FileChoice;
  onRemove: (() => void) | null;
}

function FileEntry({ view, place, choice, onRemove }: EntryProps) {
  const serious = view.problems.filter((problem) => problem.isSerious);
  const others = view.problems.filter((problem) => !problem.isSerious);
  return (
    <details class="file" open={serious.length > 0 || view.state === "not-used"}>
      <summary>
        <SideGlyph side={view.side} />
        <span class="file-name">
          <strong>{visible(view.name)}</strong>
          <span class="note">
            {view.formatTitle}
            {view.before ? ", older export" : ""}
          </span>
        </span>
        <span class="file-rows">
          <span>
            <strong>{count(view.used)}</strong> of {counted(view.rows, "row")} used
          </span>
          {view.setAside.map((entry) => (
            <span class="note" key={entry.reason}>
              {count(entry.count)} set aside: {entry.reason}
            </span>
          ))}
        </span>
        <span class="note">{view.reading ?? ""}</span>
        <span class={`file-state is-${view.state}`}>
          <Icon name={view.state === "reads-well" ? "check" : view.state === "values-lost" ? "info" : "cross"} />
          {STATES[view.state]}
          {view.state === "reads-well" && others.length > 0 ? `, ${counted(others.length, "note")}` : ""}
        </span>
        <Icon name="down" />
      </summary>
      {serious.map((problem) => (
        <Problem problem={problem} key={problem.code + problem.message} />
      ))}
      {others.length > 0 ? (
        <ul class="remarks">
          {others.map((problem) => (
            <li key={problem.code + problem.message}>
              {visible(problem.message)} {visible(problem.whatToDo)} <code translate={false}>{problem.code}</code>
            </li>
          ))}
        </ul>
      ) : null}
      <SetAside view={view} />
      {place !== null && (view.side === "on-premises" || choice.before) ? (
        <label class="older">
          <input
            type="checkbox"
            checked={choice.before}
            onChange={(event) => void readAnew(place, { ...choice, before: event.currentTarget.checked })}
          />
          This is an older export
          <span class="note">It is only compared with the other AD export, to see what was renamed since.</span>
        </label>
      ) : null}
      <Reading view={view} place={place} choice={choice} />
      {onRemove ? (
        <button type="button" class="quiet" onClick={onRemove}>
          <Icon name="trash" />
          Take this file out
        </button>
      ) : null}
    </details>
  );
}

/** Which rows are not used, for looking at them in the file. */
function SetAside({ view }: { view: FileView }) {
  if (view.setAside.length === 0) return null;
  return (
    <details class="fold">
      <summary>
        <Icon name="right" />
        <strong>{counted(view.rows - view.used, "row")} set aside, and why</strong>
      </summary>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Why</th>
            <th scope="col" class="number-cell">
              Rows
            </th>
            <th scope="col">Which, as a spreadsheet counts</th>
          </tr>
        </thead>
        <tbody>
          {view.setAside.map((entry) => (
            <tr key={entry.reason}>
              <th scope="row">{entry.reason}</th>
              <td class="number-cell">{count(entry.count)}</td>
              <td>
                {ranges(entry.rowNumbers)}
                {entry.count > entry.rowNumbers.length ? " and more" : ""}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** Row numbers in order, those in a row written as one range. */
function ranges(rows: readonly number[]): string {
  const found: [from: number, to: number][] = [];
  for (const row of rows) {
    const last = found.at(-1);
    if (last && last[1] + 1 === row) last[1] = row;
    else found.push([row, row]);
  }
  return found.map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`)).join(", ");
}

function Problem({ problem }: { problem: FileProblem }) {
  return (
    <div class="problem is-warning">
      <Icon name="info" />
      <div>
        <p>
          <strong>{visible(problem.message)}</strong>
          {problem.row === null ? null : ` First in row ${problem.row}.`} <code translate={false}>{problem.code}</code>
        </p>
        <p>{visible(problem.whatToDo)}</p>
      </div>
    </div>
  );
}

function Coverage({ rows }: { rows: readonly CoverageRow[] }) {
  const [commands, setCommands] = useState<readonly ExportCommandView[]>([]);
  useEffect(() => {
    void analyzer.ask("exportCommands", []).then(setCommands, () => setCommands([]));
  }, []);
  const numbers = (["runs", "in-part", "assumed", "cannot-run"] as const).map((state) => ({
    state,
    rows: rows.filter((row) => row.state === state).length,
  }));
  return (
    <section>
      <h2 class="section" id="coverage">
        What these files can and cannot prove
        <span class="section-note">
          {counted(rows.length, "check")}:{" "}
          {numbers
            .filter((entry) => entry.rows > 0)
            .map((entry) => `${count(entry.rows)} ${COVERAGE_VERBS[entry.state]}`)
            .join(", ")}
        </span>
      </h2>
      <div class="coverage-bar" aria-hidden="true">
        {numbers
          .filter((entry) => entry.rows > 0)
          .map((entry) => (
            <span class={`coverage-${entry.state}`} style={{ flexGrow: entry.rows }} key={entry.state} />
          ))}
      </div>
      <table class="plain coverage">
        <thead>
          <tr>
            <th scope="col">Check</th>
            <th scope="col">State</th>
            <th scope="col">Why</th>
            <th scope="col">
              <span class="hidden">What would allow it</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const command = commands.find((known) => known.id === row.command && known.script !== "");
            return (
              <tr key={row.title}>
                <th scope="row">{row.title}</th>
                <td>
                  <span class="with-glyph">
                    <span class={`swatch coverage-${row.state}`} aria-hidden="true" />
                    <strong>{COVERAGE[row.state]}</strong>
                  </span>
                </td>
                <td>{row.why}</td>
                <td>
                  {command ? (
                    <button type="button" class="small" onClick={() => void copy(command.script)}>
                      <Icon name="copy" />
                      {command.title}
                    </button>
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
