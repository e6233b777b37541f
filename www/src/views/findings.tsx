// The list of findings, grouped by severity and rule. A group opens to its findings; a finding to its evidence.

import { useSignal } from "@preact/signals";
import { useCallback, useMemo } from "preact/hooks";
import { Label } from "../components/core";
import { Accepted } from "../components/decision";
import { DecisionsMenu, NotNeeded } from "../components/decisions";
import { FacetPane } from "../components/facet_pane";
import { Chips, NothingFits } from "../components/facets";
import { SeverityIcon, SeverityLabel } from "../components/glyph";
import { Icon } from "../components/icon";
import { ListHeading } from "../components/list_heading";
import { Planned } from "../components/put_right";
import { SafeFixes } from "../components/safe_fixes";
import { Search } from "../components/search";
import { TakeAwayButton } from "../components/take_away_button";
import { visible } from "../components/value";
import { useRows, Window } from "../components/window";
import { useAnswer } from "../state/answer";
import { focusActive, useListKeys } from "../state/keys";
import {
  cameFrom,
  chooseFindings,
  findingChoice,
  findingQuery,
  findingSearch,
  opened,
  openGroups,
  rememberList,
} from "../state/lists";
import { isNarrow } from "../state/media";
import { chosenFixes } from "../state/plan";
import { format, go } from "../state/route";
import { analyzer, edition, overview } from "../state/store";
import { filtersFindings } from "../state/take_away";
import { count, t } from "../text";
import type { FindingGroup, FindingRow, Severity } from "../wire/types";

/** A line of the list: a severity, a group, or a finding by its place among those that fit. */
type Item =
  | { kind: "severity"; severity: Severity; count: number }
  | { kind: "group"; group: FindingGroup; key: string; isOpen: boolean }
  | { kind: "finding"; place: number };

export function Findings() {
  const active = useSignal(-1);
  const showFacets = useSignal(false);
  const query = findingQuery.value;
  const key = JSON.stringify([query, edition.value]);

  const view = useAnswer(
    key,
    () => {
      active.value = -1;
      rememberList();
      return analyzer.ask("findings", [query, 0, 0]);
    },
    (answer) => {
      const place = cameFrom("findings");
      if (place === undefined) return;
      const all = itemsOf(answer.groups, openGroups.value, query.rule.length > 0);
      active.value = all.findIndex((item) => item.kind === "finding" && item.place === place);
      focusActive();
    },
  );

  // The key stands for the query and the edition.
  const ask = useCallback(
    (start: number, rows: number) => analyzer.ask("findings", [query, start, rows]).then((answer) => answer.rows),
    [key],
  );
  const total = view.value?.total ?? 0;
  const rows = useRows<FindingRow>(total, ask);
  const groups = view.value?.groups ?? [];
  const openedGroups = openGroups.value;
  const isChosen = query.rule.length > 0;
  const items = useMemo(() => itemsOf(groups, openedGroups, isChosen), [groups, openedGroups, isChosen]);
  // Where the lines of findings stand, so that the pages that are in sight are fetched.
  const want = useCallback(
    (from: number, to: number) => {
      const places = items.slice(from, to).flatMap((item) => (item.kind === "finding" ? [item.place] : []));
      const [first, last] = [places[0], places.at(-1)];
      if (first !== undefined && last !== undefined) rows.want(first, last + 1);
    },
    [items, rows],
  );
  const open = useCallback(
    (place: number) => {
      const item = items[place];
      if (item?.kind === "group") toggle(item.key, item.isOpen);
      if (item?.kind !== "finding") return;
      const row = rows.at(item.place);
      if (!row) return;
      opened.findings.value = { place: item.place, total };
      go("finding", row.id);
    },
    [items, rows, total],
  );
  useListKeys({
    total: items.length,
    first: Math.max(
      items.findIndex(({ kind }) => kind === "finding"),
      0,
    ),
    active,
    open,
    fold: (place, isOpen) => {
      const item = items[place];
      if (item?.kind === "group" && item.isOpen !== isOpen) toggle(item.key, item.isOpen);
    },
  });
  const facets = view.value?.facets ?? [];
  const of = view.value?.of ?? 0;
  const reset = useMemo(() => ({ key }), [key]);
  const clearSearch = () => {
    findingSearch.value = "";
  };
  return (
    <div class={showFacets.value ? "panes shows-facets" : "panes"}>
      <FacetPane
        isOpen={showFacets.value}
        close={() => (showFacets.value = false)}
        fitting={t.lists.finding.show(total)}
        facets={facets}
        chosen={findingChoice.value}
        choose={chooseFindings}
        mark={(facet, value) => (facet === "severity" ? <SeverityIcon severity={value as Severity} /> : null)}
        hideEmpty={["domain", "rule", "group"]}
      />
      <div class="pane main-pane">
        <div class="list-head">
          <ListHeading what="finding" list={view.value}>
            {total > 0 ? (
              <span class="note">{t.lists.ofKinds(new Set(groups.map((group) => group.rule)).size)}</span>
            ) : null}
          </ListHeading>
          <Search
            value={findingSearch.value}
            change={(text) => {
              findingSearch.value = text;
            }}
            label={t.lists.finding.search}
          />
          <button type="button" class="only-narrow" onClick={() => (showFacets.value = !showFacets.value)}>
            <Icon name="filter" />
            {t.frame.filters}
          </button>
          <TakeAwayButton part={filtersFindings.value ? "findings-in-view" : "findings"} />
          <SafeFixes query={query} />
          <DecisionsMenu />
        </div>
        <NotNeeded />
        <Chips
          facets={facets}
          chosen={findingChoice.value}
          choose={chooseFindings}
          search={query.search}
          clearSearch={clearSearch}
        />
        {view.value !== null && of === 0 ? <NoFindings /> : null}
        {view.value !== null && of > 0 && total === 0 ? (
          <NothingFits
            what="finding"
            facets={facets}
            chosen={findingChoice.value}
            choose={chooseFindings}
            search={query.search}
            clearSearch={clearSearch}
          />
        ) : null}
        {total > 0 ? (
          <div class="grid findings-grid" role="table" aria-label={t.frame.findings} aria-rowcount={items.length + 1}>
            <div class="grid-head" role="rowgroup">
              <div class="grid-row" role="row" aria-rowindex={1}>
                <span role="columnheader">{t.lists.fault}</span>
                <span role="columnheader">{t.lists.ruleOrObjects}</span>
                <span role="columnheader" class="number-cell">
                  {t.frame.findings}
                </span>
                <span role="columnheader" class="number-cell">
                  {t.frame.objects}
                </span>
                <span role="columnheader">{t.lists.fix}</span>
              </div>
            </div>
            <Window
              total={items.length}
              rowHeight={isNarrow.value ? 60 : 34}
              active={active.value}
              want={want}
              reset={reset}
              label={t.frame.findings}
              row={(place) => (
                <Line
                  item={items[place]}
                  row={rowOf(items[place], rows.at)}
                  place={place}
                  total={total}
                  isActive={active.value === place}
                  key={place}
                />
              )}
            />
          </div>
        ) : null}
      </div>
    </div>
  );
}

function rowOf(item: Item | undefined, at: (place: number) => FindingRow | undefined): FindingRow | undefined {
  return item?.kind === "finding" ? at(item.place) : undefined;
}

function groupKey(group: FindingGroup): string {
  return `${group.severity} ${group.rule}`;
}

function toggle(key: string, isOpen: boolean): void {
  openGroups.value = { ...openGroups.value, [key]: !isOpen };
}

/** The lines of the list. The first group stands open, and a single chosen rule; otherwise what the person opened. */
function itemsOf(
  groups: readonly FindingGroup[],
  opened: Readonly<Record<string, boolean>>,
  isChosen: boolean,
): Item[] {
  const items: Item[] = [];
  let place = 0;
  let last: Severity | null = null;
  for (const [number, group] of groups.entries()) {
    if (group.severity !== last) {
      last = group.severity;
      const all = groups.filter((other) => other.severity === last).reduce((sum, other) => sum + other.count, 0);
      items.push({ kind: "severity", severity: group.severity, count: all });
    }
    const key = groupKey(group);
    const isOpen = opened[key] ?? (number === 0 || isChosen);
    items.push({ kind: "group", group, key, isOpen });
    if (isOpen) {
      for (let row = 0; row < group.count; row++) items.push({ kind: "finding", place: place + row });
    }
    place += group.count;
  }
  return items;
}

function Line(props: {
  item: Item | undefined;
  row: FindingRow | undefined;
  place: number;
  total: number;
  isActive: boolean;
}) {
  const { item, row, place, total, isActive } = props;
  if (!item) return null;
  const active = isActive ? " is-active" : "";
  switch (item.kind) {
    case "severity":
      return (
        <div class={`grid-row is-severity${active}`} role="row" aria-rowindex={place + 2}>
          <span role="cell">
            <SeverityLabel severity={item.severity} />
          </span>
          <span role="cell" />
          <span role="cell" class="number-cell">
            <strong>{count(item.count)}</strong>
          </span>
        </div>
      );
    case "group":
      return (
        <div class={`grid-row is-group${active}`} role="row" aria-rowindex={place + 2}>
          <span role="cell">
            <button
              type="button"
              class="group-toggle"
              aria-expanded={item.isOpen}
              onClick={() => toggle(item.key, item.isOpen)}
            >
              <Icon name={item.isOpen ? "down" : "right"} />
              <Label text={item.group.title} />
            </button>
            {item.group.accepted > 0 ? <span class="note">{t.lists.accepted(item.group.accepted)}</span> : null}
          </span>
          <span role="cell" class="mono note cell-rule" translate={false}>
            <a href={format("rule", item.group.rule)}>{item.group.rule}</a>
          </span>
          <span role="cell" class="number-cell">
            {count(item.group.count)}
          </span>
          <span role="cell" class="number-cell cell-objects">
            {count(item.group.objects)}
          </span>
          <span role="cell" class="cell-fix">
            {t.labels.fixes[item.group.fix]}
          </span>
        </div>
      );
    case "finding":
      return (
        <div
          class={`grid-row is-finding${row?.accepted ? " is-accepted" : ""}${active}`}
          role="row"
          aria-rowindex={place + 2}
        >
          <span role="cell" class="mono cell-value" translate={false}>
            {row ? (
              <a
                class="row-link"
                href={format("finding", row.id)}
                aria-current={isActive ? "true" : undefined}
                onClick={() => {
                  opened.findings.value = { place: item.place, total };
                }}
              >
                {row.value === "" ? <Label text={row.title} /> : visible(row.value)}
              </a>
            ) : (
              "…"
            )}
          </span>
          <span role="cell" class="cell-owners" translate={false}>
            {row ? visible(row.owners.join(", ")) : ""}
          </span>
          <span role="cell" class="cell-sure">
            {row ? t.labels.confidences[row.confidence] : ""}
          </span>
          <span role="cell" class="cell-decision">
            {row?.accepted ? <Accepted /> : null}
            {row && chosenFixes.value.has(row.key) ? <Planned /> : null}
          </span>
        </div>
      );
  }
}

function NoFindings() {
  const checks = overview.value?.coverage ?? [];
  const ran = checks.filter((row) => row.state !== "cannot-run").length;
  return (
    <div class="nothing">
      <h2>
        <Icon name="check" /> {t.lists.noFindings}
      </h2>
      <p>
        {t.lists.checksRan(ran, checks.length - ran, (words) => (
          <a href="#files">{words}</a>
        ))}
      </p>
    </div>
  );
}
