// What was recognised in each file, and which checks the files allow.

import { ChooseFiles } from "../components/choose";
import { Core, Label, Names } from "../components/core";
import { Coverage } from "../components/coverage";
import { SideGlyph } from "../components/glyph";
import { Icon } from "../components/icon";
import { Reading } from "../components/reading";
import { visible } from "../components/value";
import { Failed } from "../components/working";
import { format } from "../state/route";
import { files, forget, given, hasDirectory, overview, readAnew, remove } from "../state/store";
import { count, t } from "../text";
import type { FileChoice, FileProblem, FileView } from "../wire/types";

export function Files() {
  const list = files.value;
  const rows = list.reduce((sum, file) => sum + file.rows, 0);
  const used = list.reduce((sum, file) => sum + file.used, 0);
  return (
    <div class="page">
      <h1>{heading(list)}</h1>
      <p class="lead">{given.value.length === 0 ? t.files.choose : t.files.lead(rows, used)}</p>
      <Failed />
      <h2 class="section spaced-above">{t.files.recognised}</h2>
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
            {t.files.toOverview}
          </a>
        ) : null}
        <ChooseFiles label={t.files.addMore} id="choose-more" isQuiet />
        <button type="button" class="quiet" onClick={forget}>
          <Icon name="trash" />
          {t.files.forget}
        </button>
      </div>
      {overview.value ? (
        <Names.Provider value={list.map(({ name }) => name)}>
          <Coverage rows={overview.value.coverage} />
        </Names.Provider>
      ) : null}
      {!hasDirectory.value && list.length > 0 ? (
        <p>
          {t.files.notComparable((words) => (
            <a href={format("start")}>{words}</a>
          ))}
        </p>
      ) : null}
    </div>
  );
}

function heading(list: readonly FileView[]): string {
  const unread = given.value.filter((file) => file.views === null).length;
  const unused = list.filter((file) => file.state === "not-used").length;
  const lost = list.filter((file) => file.state === "values-lost").length;
  return t.files.heading(list.length, unread, unused, lost);
}

/** A file that was given, but whose reading was stopped. */
function Unread({ name, onRemove }: { name: string; onRemove: () => void }) {
  return (
    <p class="row unread">
      <strong translate={false}>{visible(name)}</strong>
      <span class="note">{t.files.unread}</span>
      <button type="button" class="quiet" onClick={onRemove}>
        <Icon name="trash" />
        {t.files.takeOut}
      </button>
    </p>
  );
}

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
          <strong translate={false}>{visible(view.name)}</strong>
          <span class="note">
            <Label text={view.formatTitle} />
            {view.before ? t.files.older : ""}
          </span>
        </span>
        <span class="file-rows">
          <span>{t.files.used(<strong>{count(view.used)}</strong>, view.rows)}</span>
          {view.setAside.map((entry) => (
            <span class="note" key={entry.reason}>
              {t.files.setAside(entry.count)} <Label text={entry.reason} />
            </span>
          ))}
        </span>
        <span class="note">
          <Core text={view.reading ?? ""} />
        </span>
        <span class={`file-state is-${view.state}`}>
          <Icon name={view.state === "reads-well" ? "check" : view.state === "values-lost" ? "info" : "cross"} />
          {t.files.states[view.state]}
          {view.state === "reads-well" && others.length > 0 ? t.files.notes(others.length) : ""}
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
              <Core text={problem.message} /> <Core text={problem.whatToDo} />{" "}
              <code translate={false}>{problem.code}</code>
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
          {t.files.isOlder}
          <span class="note">{t.files.olderNote}</span>
        </label>
      ) : null}
      <Reading view={view} place={place} choice={choice} />
      {onRemove ? (
        <button type="button" class="quiet" onClick={onRemove}>
          <Icon name="trash" />
          {t.files.takeOut}
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
        <strong>{t.files.rowsAside(view.rows - view.used)}</strong>
      </summary>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">{t.files.why}</th>
            <th scope="col" class="number-cell">
              {t.files.rows}
            </th>
            <th scope="col">{t.files.which}</th>
          </tr>
        </thead>
        <tbody>
          {view.setAside.map((entry) => (
            <tr key={entry.reason}>
              <th scope="row">
                <Label text={entry.reason} />
              </th>
              <td class="number-cell">{count(entry.count)}</td>
              <td>
                {ranges(entry.rowNumbers)}
                {entry.count > entry.rowNumbers.length ? t.files.more : ""}
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
  return found.map(([from, to]) => (from === to ? `${from}` : t.files.range(from, to))).join(", ");
}

function Problem({ problem }: { problem: FileProblem }) {
  return (
    <div class="problem is-warning">
      <Icon name="info" />
      <div>
        <p>
          <strong>
            <Core text={problem.message} />
          </strong>
          {problem.row === null ? null : t.files.firstInRow(problem.row)} <code translate={false}>{problem.code}</code>
        </p>
        <p>
          <Core text={problem.whatToDo} />
        </p>
      </div>
    </div>
  );
}
