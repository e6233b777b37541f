// The list of objects: what happens to each, by which key, and with which cloud object.

import { useSignal } from "@preact/signals";
import { useCallback, useMemo } from "preact/hooks";
import { FacetPane } from "../components/facet_pane";
import { Chips, NothingFits } from "../components/facets";
import { OutcomeGlyph } from "../components/glyph";
import { Icon } from "../components/icon";
import { ListHeading } from "../components/list_heading";
import { Search } from "../components/search";
import { TakeAwayButton } from "../components/take_away_button";
import { visible } from "../components/value";
import { useRows, Window } from "../components/window";
import { useAnswer } from "../state/answer";
import { focusActive, useListKeys } from "../state/keys";
import {
  cameFrom,
  chooseObjects,
  objectChoice,
  objectQuery,
  objectSearch,
  objectSort,
  opened,
  rememberList,
} from "../state/lists";
import { isNarrow } from "../state/media";
import { format, go } from "../state/route";
import { analyzer, edition } from "../state/store";
import { filtersObjects } from "../state/take_away";
import { count, outcomeLabel, t } from "../text";
import { label } from "../text/core";
import type { ObjectRow, ObjectSort } from "../wire/types";

const columns = (): [sort: ObjectSort, title: string][] => [
  ["name", t.lists.name],
  ["upn", t.lists.login],
  ["outcome", t.frame.outcome],
  ["cloud", t.lists.cloud],
];

export function Objects() {
  const active = useSignal(-1);
  const showFacets = useSignal(false);
  const query = objectQuery.value;
  const key = JSON.stringify([query, edition.value]);

  const view = useAnswer(
    key,
    () => {
      active.value = -1;
      rememberList();
      return analyzer.ask("objects", [query, 0, 0]);
    },
    () => {
      const place = cameFrom("objects");
      if (place === undefined) return;
      active.value = place;
      focusActive();
    },
  );

  // The key stands for the query and the edition.
  const ask = useCallback(
    (start: number, rows: number) => analyzer.ask("objects", [query, start, rows]).then((answer) => answer.rows),
    [key],
  );
  const total = view.value?.total ?? 0;
  const rows = useRows<ObjectRow>(total, ask);
  const open = useCallback(
    (place: number) => {
      const row = rows.at(place);
      if (!row) return;
      opened.objects.value = { place, total };
      go("object", row.id);
    },
    [rows, total],
  );
  useListKeys({ total, active, open });

  const facets = view.value?.facets ?? [];
  const reset = useMemo(() => ({ key }), [key]);
  const clearSearch = () => {
    objectSearch.value = "";
  };
  return (
    <div class={showFacets.value ? "panes shows-facets" : "panes"}>
      <FacetPane
        isOpen={showFacets.value}
        close={() => (showFacets.value = false)}
        fitting={t.lists.object.show(total)}
        facets={facets}
        chosen={objectChoice.value}
        choose={chooseObjects}
        mark={(facet, value) => (facet === "outcome" ? <OutcomeGlyph outcome={value} /> : null)}
        hideEmpty={["look", "tools", "kind", "domain"]}
      />
      <div class="pane main-pane">
        <div class="list-head">
          <ListHeading what="object" list={view.value} />
          <Search
            value={objectSearch.value}
            change={(text) => {
              objectSearch.value = text;
            }}
            label={t.lists.object.search}
          />
          <button type="button" class="only-narrow" onClick={() => (showFacets.value = !showFacets.value)}>
            <Icon name="filter" />
            {t.frame.filters}
          </button>
          <TakeAwayButton part={filtersObjects.value ? "objects-in-view" : "objects"} />
        </div>
        <Chips
          facets={facets}
          chosen={objectChoice.value}
          choose={chooseObjects}
          search={query.search}
          clearSearch={clearSearch}
        />
        {view.value !== null && total === 0 ? (
          <NothingFits
            what="object"
            facets={facets}
            chosen={objectChoice.value}
            choose={chooseObjects}
            search={query.search}
            clearSearch={clearSearch}
          />
        ) : (
          <div class="grid objects-grid" role="table" aria-label={t.frame.objects} aria-rowcount={total + 1}>
            <div class="grid-head" role="rowgroup">
              <div class="grid-row" role="row" aria-rowindex={1}>
                {columns().map(([sort, title]) => (
                  <SortHead sort={sort} title={title} key={sort} />
                ))}
                <span role="columnheader">{t.lists.sure}</span>
                <span role="columnheader" class="number-cell">
                  {t.frame.findings}
                </span>
              </div>
            </div>
            <Window
              total={total}
              rowHeight={isNarrow.value ? 92 : 34}
              active={active.value}
              want={rows.want}
              reset={reset}
              label={t.frame.objects}
              row={(place) => (
                <Line row={rows.at(place)} place={place} total={total} isActive={active.value === place} key={place} />
              )}
            />
          </div>
        )}
      </div>
    </div>
  );
}

function SortHead({ sort, title }: { sort: ObjectSort; title: string }) {
  const { by, descending } = objectSort.value;
  const isOn = by === sort;
  const direction = isOn ? (descending ? "descending" : "ascending") : "none";
  return (
    <span role="columnheader" aria-sort={direction}>
      <button
        type="button"
        class="sort"
        onClick={() => {
          // A third click goes back to the order of the files.
          objectSort.value = isOn && descending ? { by: "file", descending: false } : { by: sort, descending: isOn };
        }}
      >
        {title}
        {isOn ? <Icon name={descending ? "down" : "up"} /> : null}
      </button>
    </span>
  );
}

function Line(props: { row: ObjectRow | undefined; place: number; total: number; isActive: boolean }) {
  const { row, place, total, isActive } = props;
  if (!row) {
    return (
      <div class="grid-row is-waiting" role="row" aria-rowindex={place + 2}>
        <span role="cell">…</span>
      </div>
    );
  }
  return (
    <div class={isActive ? "grid-row is-active" : "grid-row"} role="row" aria-rowindex={place + 2}>
      <span role="cell" class="cell-name">
        <a
          class="row-link"
          href={format("object", row.id)}
          aria-current={isActive ? "true" : undefined}
          onClick={() => {
            opened.objects.value = { place, total };
          }}
        >
          <span translate={false}>{visible(row.name)}</span>
        </a>
        {row.kind === "user" ? null : <span class="note"> {t.labels.kinds[row.kind]}</span>}
      </span>
      <span role="cell" class="mono cell-login" translate={false}>
        {visible(row.login)}
      </span>
      <span role="cell" class="cell-outcome">
        <span class="with-glyph">
          <OutcomeGlyph outcome={row.outcome} />
          <span>{outcomeLabel(row.outcome)}</span>
        </span>
      </span>
      <span role="cell" class="cell-cloud">
        <span translate={false}>{visible(row.cloud)}</span>
        {row.caution ? (
          <span class="caution" title={label(row.caution)}>
            {" "}
            {t.lists.namesDiffer}
          </span>
        ) : null}
      </span>
      <span role="cell" class="cell-sure">
        {row.confidence ? t.labels.confidences[row.confidence] : ""}
      </span>
      <span role="cell" class="number-cell cell-findings">
        {row.findings > 0 ? count(row.findings) : ""}
      </span>
    </div>
  );
}
