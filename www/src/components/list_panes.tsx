// What the two lists share: facets, the list under its heading, and beside it the item that is open.

import { type ReadonlySignal, type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { focusActive } from "../state/keys";
import { current, ITEM, type ListName } from "../state/lists";
import { isObjectSplit, isSplit, isWide } from "../state/media";
import { route } from "../state/route";
import { t } from "../text";
import type { Facet } from "../wire/types";
import { FacetPane } from "./facet_pane";
import { Chips, type Chosen, type FacetsProps, NothingFits } from "./facets";
import { Icon } from "./icon";
import { Search } from "./search";

/** Is there no room for the list beside an item? An object with its two sides needs more than a finding. */
function isAlone(name: ListName): boolean {
  return !(name === "objects" ? isObjectSplit : isSplit).value;
}

/** Is one of the list's items in sight? */
export function isBeside(name: ListName): boolean {
  return route.value.view === ITEM[name];
}

/** Keeps the active line on the item in sight. Whoever comes back from it has the focus on its line. */
export function useItemInSight(name: ListName, active: Signal<number>, lineOf: (place: number) => number, of: unknown) {
  const isOpen = isBeside(name);
  const place = current(name)?.place;
  useEffect(() => {
    if (isOpen) active.value = place === undefined ? -1 : lineOf(place);
  }, [isOpen, place, of]);
  useEffect(() => {
    if (!isOpen) return;
    return () => {
      if (route.value.view === name) focusActive();
    };
  }, [isOpen]);
}

interface Props extends Pick<FacetsProps, "mark" | "hideEmpty"> {
  name: ListName;
  /** Null until the first answer is there. */
  list: { total: number; of: number; facets: Facet[] } | null;
  chosen: ReadonlySignal<Chosen>;
  choose: (chosen: Chosen) => void;
  search: Signal<string>;
  /** What stands behind the number of all. */
  more?: string;
  /** In which order the rows stand, in words. */
  order?: string;
  /** Buttons at the head of the list. */
  tools: ComponentChildren;
  /** What stands between the head and the rows. */
  notes?: ComponentChildren;
  /** The item that is open. */
  item: ComponentChildren;
  /** The rows. */
  children: ComponentChildren;
}

export function ListPanes({
  name,
  list,
  chosen,
  choose,
  search,
  more,
  order,
  tools,
  notes,
  item,
  children,
  ...rest
}: Props) {
  const showsFacets = useSignal(false);
  const isOpen = isBeside(name);
  const what = ITEM[name];
  const words = t.lists[what];
  const total = list?.total ?? 0;
  const of = list?.of ?? 0;
  const narrowed = {
    facets: list?.facets ?? [],
    chosen: chosen.value,
    choose,
    search: search.value,
    clearSearch: () => {
      search.value = "";
    },
  };
  // A number would be wrong while the answer is under way.
  const heading = list ? (total === of ? words.counted(of) : words.some(total, of)) : words.title;
  const alone = isOpen && isAlone(name);
  const hasRoom = isWide.value && !(isOpen && name === "objects");
  const shape = [
    isOpen && "has-item",
    alone && "is-alone",
    !hasRoom && "has-no-room",
    showsFacets.value && "shows-facets",
  ];
  return (
    <div class={["panes", ...shape.filter((part) => part)].join(" ")}>
      {alone ? null : (
        <>
          <FacetPane
            isOpen={showsFacets.value}
            close={() => (showsFacets.value = false)}
            fitting={words.show(total)}
            {...narrowed}
            {...rest}
          />
          <div class="pane main-pane">
            <div class="list-head">
              {isOpen ? (
                <p class="list-count">{heading}</p>
              ) : (
                <h1>
                  {heading}
                  {more ? <span class="note">{more}</span> : null}
                </h1>
              )}
              {isOpen || !order ? null : <p class="note">{order}</p>}
              <Search value={search.value} change={(text) => (search.value = text)} label={words.search} />
              <button type="button" class="facets-opener" onClick={() => (showsFacets.value = !showsFacets.value)}>
                <Icon name="filter" />
                {t.frame.filters}
              </button>
              {isOpen ? null : tools}
            </div>
            {isOpen ? null : notes}
            <Chips {...narrowed} />
            {list && of > 0 && total === 0 ? <NothingFits name={name} {...narrowed} /> : null}
            {total > 0 ? children : null}
          </div>
        </>
      )}
      {isOpen ? <div class="pane item-pane">{item}</div> : null}
    </div>
  );
}
