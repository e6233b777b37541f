// Taking away: what, in which form, who may read it; how it will read; and the file. Nothing is sent anywhere.

import { useSignal } from "@preact/signals";
import { useEffect, useId, useMemo } from "preact/hooks";
import { Core } from "../components/core";
import { Icon } from "../components/icon";
import { saveFiles } from "../components/save";
import { brokenWell, visible } from "../components/value";
import { useAnswer } from "../state/answer";
import { findingQuery, objectQuery } from "../state/lists";
import { useTrial } from "../state/plan";
import { format } from "../state/route";
import { analyzer, choices, edition, overview } from "../state/store";
import { filtersFindings, filtersObjects, form, level, order, type Part, part } from "../state/take_away";
import { say } from "../state/toast";
import { count, t } from "../text";
import { CORE_LANG } from "../text/core";
import type { TakeAwayOrder, TakeAwayPreview } from "../wire/types";

/** Up to so many objects the file is made before it is asked for, so that its size is known. */
const QUICK = 20_000;
const SHOWN = 3;

/** Chance for the stand-ins. Another one for each export; what is shown and what is saved of one have the same. */
function chance(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(32));
}

export function TakeAway() {
  const data = overview.value;
  const wanted = order.value;
  const key = JSON.stringify([wanted, edition.value]);
  const seed = useMemo(chance, [key]);
  const preview = useAnswer(key, () => analyzer.ask("takeAwayPreview", [wanted, seed, SHOWN]));
  const isQuick = (data?.onPremises ?? 0) + (data?.cloud ?? 0) <= QUICK;
  const make = () => analyzer.ask("takeAway", [wanted, seed]);
  const made = useTrial(isQuick ? key : "", make);
  const refused = useSignal("");
  const shown = preview.value;
  const save = async () => {
    try {
      const { taken, file } = made.answer ?? (await make());
      refused.value = taken.refused ?? "";
      // The name comes with the bytes: what is shown may still be that of the choice before.
      if (file) await saveFiles([taken.fileName], async () => file);
    } catch (error) {
      say(t.frame.notSaved(error));
    }
  };
  useEffect(() => {
    refused.value = "";
  }, [JSON.stringify(wanted)]);
  const refusal = made.answer?.taken.refused ?? refused.value;
  if (!data) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key works wherever the focus is in it
    <div
      class="page take-away"
      onKeyDown={(event) => {
        if (event.key === "Enter" && event.ctrlKey) void save();
      }}
    >
      <h1>{t.frame.takeAway}</h1>
      <p class="lead">{t.takeAway.lead}</p>
      <div class="columns">
        <div>
          <Choice
            title={t.takeAway.who}
            value={level.value}
            choose={(value) => (level.value = value)}
            of={entries(t.takeAway.levels)}
          />
          <Choice
            title={t.takeAway.what}
            value={part.value}
            choose={(value) => (part.value = value)}
            of={entries(t.takeAway.parts).filter(({ value }) => isThere(value))}
            countOf={usePartCounts()}
          />
          <Choice
            title={t.takeAway.as}
            value={form.value}
            choose={(value) => (form.value = value)}
            of={entries(t.takeAway.forms)}
          />
          {choices.value.length > 0 ? (
            <p class="note">
              {t.takeAway.planNote} <a href={format("plan")}>{t.takeAway.thePlan}</a>.
            </p>
          ) : null}
        </div>
        <div>
          {shown ? <Preview shown={shown} /> : null}
          {wanted.what === "objects" ? null : <EachLevel wanted={wanted} seed={seed} />}
          {refusal ? (
            <div class="problem is-serious" role="alert">
              <Icon name="cross" />
              <p>
                <Core text={refusal} />
              </p>
            </div>
          ) : null}
          {made.answer && made.answer.taken.searched > 0 && !refusal ? (
            <p class="with-glyph proof">
              <Icon name="check" />
              <span>
                <strong>{t.takeAway.noneFound(level.value === "internal")}</strong>{" "}
                {t.takeAway.searched(made.answer.taken.searched)}
              </span>
            </p>
          ) : null}
          {level.value === "share" ? <p class="note">{t.takeAway.rareFacts}</p> : null}
        </div>
      </div>
      <div class="action-bar">
        <span class="action-words">
          <span>
            <strong>{t.takeAway.levels[level.value].name}</strong>
            <span class="level-note">: {t.takeAway.levels[level.value].note}</span>
          </span>
          <strong class="mono" translate={false}>
            {shown?.fileName}
          </strong>
          <span class="note">
            {t.takeAway.sentNowhere(made.answer?.file ? t.forms.size(made.answer.file.size) : "")}
          </span>
        </span>
        <button type="button" class="primary" disabled={!shown || refusal !== ""} onClick={() => void save()}>
          <Icon name="save" />
          {t.takeAway.levels[level.value].save}
          <kbd>{t.frame.keyName("Ctrl Enter")}</kbd>
        </button>
      </div>
    </div>
  );
}

/** What can be chosen, in the order in which the words have it. */
function entries<Value extends string>(words: Readonly<Record<Value, { name: string; note: string }>>) {
  return (Object.keys(words) as Value[]).map((value) => ({ value, ...words[value] }));
}

function isThere(value: Part): boolean {
  if (value === "findings-in-view") return filtersFindings.value;
  return value !== "objects-in-view" || filtersObjects.value;
}

/** How many rows each part has, as far as it is known. */
function usePartCounts(): (value: Part) => number | undefined {
  const key = JSON.stringify([findingQuery.value, objectQuery.value, edition.value]);
  const totals = useAnswer(key, async () => {
    const findings = await analyzer.ask("findings", [findingQuery.value, 0, 0]);
    const objects = await analyzer.ask("objects", [objectQuery.value, 0, 0]);
    return { findings, objects };
  });
  const now = totals.value;
  return (value) =>
    ({
      "findings-in-view": now?.findings.total,
      findings: now?.findings.of,
      "objects-in-view": now?.objects.total,
      objects: now?.objects.of,
      "cloud-only": overview.value?.cloudOnly,
      actions: now?.findings.total,
      report: undefined,
    })[value];
}

interface ChoiceProps<Value extends string> {
  title: string;
  value: Value;
  choose: (value: Value) => void;
  of: readonly { value: Value; name: string; note: string }[];
  countOf?: (value: Value) => number | undefined;
}

function Choice<Value extends string>({ title, value, choose, of, countOf }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <fieldset class="radios">
      <legend>{title}</legend>
      {of.map((entry) => {
        const rows = countOf?.(entry.value);
        return (
          <label key={entry.value}>
            <input type="radio" name={id} checked={entry.value === value} onChange={() => choose(entry.value)} />
            <span>
              {entry.name}
              {entry.note ? <span class="note">{entry.note}</span> : null}
            </span>
            {rows === undefined ? null : <span>{count(rows)}</span>}
          </label>
        );
      })}
    </fieldset>
  );
}

/** What the first finding is at each level, so that nobody has to guess what a level leaves out. */
function EachLevel({ wanted, seed }: { wanted: TakeAwayOrder; seed: Uint8Array }) {
  const levels = entries(t.takeAway.levels);
  const lines = useAnswer(JSON.stringify([wanted, edition.value]), () =>
    Promise.all(
      levels.map(async ({ value }) => {
        const { columns, rows } = await analyzer.ask("takeAwayPreview", [{ ...wanted, level: value }, seed, 1]);
        // The value and its objects; of counts what is counted and how often.
        const place = columns.indexOf("Value");
        return (rows[0] ?? []).slice(place < 0 ? 1 : place, place < 0 ? 3 : place + 2).filter(Boolean);
      }),
    ),
  ).value;
  if (!lines || lines.every((cells) => cells.length === 0)) return null;
  return (
    <section class="spaced-above">
      <h2 class="section">{t.takeAway.eachLevel}</h2>
      <table class="plain each-level">
        <tbody>
          {levels.map(({ value, name }, place) => (
            <tr key={value} class={value === level.value ? "is-chosen" : ""}>
              <th scope="row">{name}</th>
              <td lang={CORE_LANG}>{brokenWell((lines[place] ?? []).join(": "))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Preview({ shown }: { shown: TakeAwayPreview }) {
  return (
    <section aria-labelledby="preview">
      <h2 class="section" id="preview">
        {t.takeAway.preview}
        <span class="section-note">
          {level.value === "counts"
            ? t.takeAway.shownCounts(shown.rows.length)
            : t.takeAway.shown(shown.rows.length, shown.columns.length, shown.total, shown.of)}
        </span>
      </h2>
      {/* A table may be wider than any screen. */}
      <section class="preview" lang={CORE_LANG} tabIndex={0} aria-label={t.takeAway.firstRows}>
        <table class="plain">
          <thead>
            <tr>
              {shown.columns.map((column) => (
                <th scope="col" key={column}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.rows.map((row, place) => (
              <tr key={`${place} ${row[0]}`}>
                {row.map((cell, column) => (
                  <td key={shown.columns[column]} title={cell}>
                    {visible(cell)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="note">
        <Core text={shown.note} />
      </p>
    </section>
  );
}
