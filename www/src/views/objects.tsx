// The list of objects: what happens to each, by which key, and with which cloud object.

import { useSignal } from "@preact/signals";
import { useCallback } from "preact/hooks";
import { OutcomeGlyph } from "../components/glyph";
import { Icon } from "../components/icon";
import { isBeside, ListPanes, useItemInSight } from "../components/list_panes";
import { TakeAwayButton } from "../components/take_away_button";
import { visible } from "../components/value";
import { type Kept, useRows, Window } from "../components/window";
import { useAnswer } from "../state/answer";
import { useListKeys } from "../state/keys";
import {
  chooseObjects,
  listKey,
  objectChoice,
  objectQuery,
  objectSearch,
  objectSort,
  rememberList,
} from "../state/lists";
import { isNarrow, unit } from "../state/media";
import { format, go } from "../state/route";
import { analyzer, edition } from "../state/store";
import { filtersObjects } from "../state/take_away";
import { count, outcomeLabel, t } from "../text";
import { label } from "../text/core";
import type { ObjectRow, ObjectSort } from "../wire/types";
import { ObjectView } from "./object";

/** How tall a line is: in the table, beside an object, and on narrow windows. */
const HEIGHTS = { table: 34, beside: 50, narrow: 80 };

const kept: Kept = { list: "", line: 0, above: 0 };

const columns = (): [sort: ObjectSort, title: string][] => [
  ["name", t.lists.name],
  ["upn", t.lists.login],
  ["outcome", t.frame.outcome],
  ["cloud", t.lists.cloud],
];

function orderInWords(): string {
  const { by, descending } = objectSort.value;
  const column = columns().find(([sort]) => sort === by)?.[1];
  return column === undefined ? t.lists.asInFiles : t.lists.orderedBy(column, descending);
}

export function Objects() {
  const active = useSignal(-1);
  const query = objectQuery.value;
  const list = listKey("objects");
  const key = `${list} ${edition.value}`;

  const view = useAnswer(key, () => {
    active.value = -1;
    rememberList();
    return analyzer.ask("objects", [query, 0, 0]);
  });

  // The key stands for the query and the edition.
  const ask = useCallback(
    (start: number, rows: number) => analyzer.ask("objects", [query, start, rows]).then((answer) => answer.rows),
    [key],
  );
  const total = view.value?.total ?? 0;
  const rows = useRows<ObjectRow>(total, ask);
  useItemInSight("objects", active, (place) => place, view.value);
  const open = useCallback(
    (place: number) => {
      const row = rows.at(place);
      if (row) go("object", row.id);
    },
    [rows],
  );
  useListKeys({ total, active, open, isBeside: isBeside("objects") });
  const height = HEIGHTS[isBeside("objects") ? "beside" : isNarrow.value ? "narrow" : "table"] * unit;
  return (
    <ListPanes
      name="objects"
      list={view.value}
      chosen={objectChoice}
      choose={chooseObjects}
      search={objectSearch}
      mark={(facet, value) => (facet === "outcome" ? <OutcomeGlyph outcome={value} /> : null)}
      order={orderInWords()}
      hideEmpty={["look", "tools", "kind", "domain"]}
      tools={<TakeAwayButton part={filtersObjects.value ? "objects-in-view" : "objects"} />}
      item={<ObjectView />}
    >
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
          heights={height}
          active={active.value}
          want={rows.want}
          list={list}
          kept={kept}
          label={t.frame.objects}
          row={(place) => (
            <Line row={rows.at(place)} place={place} height={height} isActive={active.value === place} key={place} />
          )}
        />
      </div>
    </ListPanes>
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
        <Icon name={isOn ? (descending ? "down" : "up") : "sort"} />
      </button>
    </span>
  );
}

function Line(props: { row: ObjectRow | undefined; place: number; height: number; isActive: boolean }) {
  const { row, place, height, isActive } = props;
  const shared = {
    class: isActive ? "grid-row is-active" : "grid-row",
    style: { height: `${height}px` },
    role: "row",
    "aria-rowindex": place + 2,
  } as const;
  if (!row) {
    return (
      <div {...shared}>
        <span role="cell">…</span>
      </div>
    );
  }
  return (
    <div {...shared}>
      <span role="cell" class="cell-name">
        <a class="row-link" href={format("object", row.id)} aria-current={isActive ? "true" : undefined}>
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
      <span role="cell" class={row.cloud === row.name ? "cell-cloud is-same" : "cell-cloud"}>
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
