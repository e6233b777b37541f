// Facets: groups of check boxes with live counts. Several within a group widen, groups narrow each other.

import { useState } from "preact/hooks";
import { useAnswer } from "../state/answer";
import { countUnsearched, ITEM, type ListName, listKey } from "../state/lists";
import { edition } from "../state/store";
import { count, t } from "../text";
import { label } from "../text/core";
import type { Facet, FacetValue } from "../wire/types";
import { Label } from "./core";
import { Icon } from "./icon";
import { Domain } from "./value";

export type Chosen = Readonly<Record<string, readonly string[]>>;

export interface FacetsProps {
  facets: readonly Facet[];
  chosen: Chosen;
  choose: (chosen: Chosen) => void;
  /** What stands before a value, such as a glyph. */
  mark?: (facet: string, value: string) => preact.ComponentChildren;
  /** Values that are left out while they count nothing. */
  hideEmpty?: readonly string[];
}

/** The same choice with one value more or less. */
export function toggled(chosen: Chosen, facet: string, value: string): Chosen {
  const values = chosen[facet] ?? [];
  const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
  return { ...chosen, [facet]: next };
}

export function Facets({ facets, chosen, choose, mark, hideEmpty = [] }: FacetsProps) {
  return (
    <>
      {facets.map((facet) => {
        const values = facet.values.filter(
          ({ value, count: rows }) =>
            rows > 0 || !hideEmpty.includes(facet.name) || chosen[facet.name]?.includes(value),
        );
        if (values.length < 2 && !chosen[facet.name]?.length) return null;
        return <Group key={facet.name} facet={facet} values={values} chosen={chosen} choose={choose} mark={mark} />;
      })}
    </>
  );
}

/** How many values of a long facet are shown at first; one that has just a few more shows them all. */
const MOST_SHOWN = 8;
const FEW_MORE = 2;

/** The values with the most rows and those that are chosen, in the order in which they came. */
function mostFrequent(values: readonly FacetValue[], chosen: readonly string[]): readonly FacetValue[] {
  if (values.length <= MOST_SHOWN + FEW_MORE) return values;
  const most = new Set(values.toSorted((left, right) => right.count - left.count).slice(0, MOST_SHOWN));
  return values.filter((value) => most.has(value) || chosen.includes(value.value));
}

function Group({
  facet,
  values,
  chosen,
  choose,
  mark,
}: Pick<FacetsProps, "chosen" | "choose"> & {
  facet: Facet;
  values: readonly FacetValue[];
  mark: FacetsProps["mark"];
}) {
  const [isWhole, setWhole] = useState(false);
  const own = chosen[facet.name] ?? [];
  const few = mostFrequent(values, own);
  const shown = isWhole ? values : few;
  return (
    <fieldset class="facet">
      <legend>
        <Label text={facet.title} />
      </legend>
      {shown.map(({ value, title, count: rows }) => (
        <label class={rows === 0 ? "facet-value is-empty" : "facet-value"} key={value}>
          <input
            type="checkbox"
            checked={own.includes(value)}
            onChange={() => choose(toggled(chosen, facet.name, value))}
          />
          {mark?.(facet.name, value)}
          <span class="facet-title">
            {facet.name === "domain" && value !== "" && value !== "other" ? (
              <span translate={false}>
                <Domain text={title} />
              </span>
            ) : (
              <Label text={title} />
            )}
          </span>
          <span class="facet-count">{count(rows)}</span>
        </label>
      ))}
      {few.length < values.length ? (
        <button type="button" class="quiet" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t.lists.fewer : t.lists.all(values.length)}
        </button>
      ) : null}
    </fieldset>
  );
}

/** What is chosen, each removable, and a way to clear all. */
export function Chips({
  facets,
  chosen,
  choose,
  search,
  clearSearch,
}: {
  facets: readonly Facet[];
  chosen: Chosen;
  choose: (chosen: Chosen) => void;
  search: string;
  clearSearch: () => void;
}) {
  const active = facets.flatMap((facet) =>
    (chosen[facet.name] ?? []).map((value) => ({
      facet: facet.name,
      value,
      title: label(facet.values.find((known) => known.value === value)?.title ?? value),
    })),
  );
  if (active.length === 0 && search === "") return null;
  return (
    <div class="chips">
      {active.map(({ facet, value, title }) => (
        <button
          type="button"
          class="chip"
          key={`${facet} ${value}`}
          onClick={() => choose(toggled(chosen, facet, value))}
          aria-label={t.lists.remove(title)}
        >
          <span>{title}</span>
          <Icon name="cross" />
        </button>
      ))}
      {search !== "" ? (
        <button type="button" class="chip" onClick={clearSearch} aria-label={t.lists.removeSearch(search)}>
          <span>{t.lists.quoted(search)}</span>
          <Icon name="cross" />
        </button>
      ) : null}
      <button
        type="button"
        class="quiet"
        onClick={() => {
          choose({});
          clearSearch();
        }}
      >
        {t.lists.clear}
      </button>
    </div>
  );
}

/** Nothing fits: which filters exclude everything, and what each would give back. */
export function NothingFits({
  name: list,
  facets,
  chosen,
  choose,
  search,
  clearSearch,
}: {
  name: ListName;
  facets: readonly Facet[];
  chosen: Chosen;
  choose: (chosen: Chosen) => void;
  search: string;
  clearSearch: () => void;
}) {
  const active = facets
    .filter((facet) => (chosen[facet.name]?.length ?? 0) > 0)
    .map((facet) => ({
      name: facet.name,
      title: label(facet.title),
      without: facet.values.reduce((sum, value) => sum + value.count, 0),
    }));
  const unsearched = useAnswer(`${listKey(list)} ${edition.value}`, () => countUnsearched(list)).value ?? 0;
  return (
    <div class="nothing">
      <h2>{t.lists[ITEM[list]].noneFits}</h2>
      <p>
        {active.map(({ title, without }) => t.lists.without(title, without))}
        {search !== "" && unsearched > 0 ? t.lists.withoutSearch(search, unsearched) : null}
      </p>
      <div class="row">
        {active.map(({ name, title }) => (
          <button type="button" key={name} onClick={() => choose({ ...chosen, [name]: [] })}>
            {t.lists.drop(title)}
          </button>
        ))}
        {search !== "" ? (
          <button type="button" onClick={clearSearch}>
            {t.lists.dropSearch(search)}
          </button>
        ) : null}
      </div>
    </div>
  );
}
