// The list of findings, grouped by severity and rule. A group opens to its findings; a finding to its evidence.

import { useSignal } from "@preact/signals";
import { useCallback, useEffect, useMemo } from "preact/hooks";
import { Label } from "../components/core";
import { Accepted } from "../components/decision";
import { DecisionsMenu, NotNeeded } from "../components/decisions";
import { SeverityIcon, SeverityLabel } from "../components/glyph";
import { Icon } from "../components/icon";
import { isBeside, ListPanes, useItemInSight } from "../components/list_panes";
import { Planned } from "../components/put_right";
import { SafeFixes } from "../components/safe_fixes";
import { TakeAwayButton } from "../components/take_away_button";
import { visible } from "../components/value";
import { type Kept, useRows, Window } from "../components/window";
import { useAnswer } from "../state/answer";
import { useListKeys } from "../state/keys";
import {
  chooseFindings,
  current,
  findingChoice,
  findingQuery,
  findingSearch,
  listKey,
  openGroups,
  rememberList,
} from "../state/lists";
import { isNarrow, unit } from "../state/media";
import { chosenFixes } from "../state/plan";
import { format, go } from "../state/route";
import { analyzer, edition, overview } from "../state/store";
import { filtersFindings } from "../state/take_away";
import { count, t } from "../text";
import type { FindingGroup, FindingRow, Severity } from "../wire/types";
import { FindingView } from "./finding";

/** A line of the list: a severity, a group, or a finding by its place among those that fit. */
type Item =
  | { kind: "severity"; severity: Severity; count: number }
  | { kind: "group"; group: FindingGroup; key: string; isOpen: boolean }
  | { kind: "finding"; place: number };

/** How tall each kind of line is: in the table, beside a finding, and on narrow windows. */
const HEIGHTS = {
  table: { severity: 42, group: 34, finding: 34 },
  beside: { severity: 42, group: 34, finding: 50 },
  narrow: { severity: 44, group: 58, finding: 68 },
};

const kept: Kept = { list: "", line: 0, above: 0 };

export function Findings() {
  const active = useSignal(-1);
  const query = findingQuery.value;
  const list = listKey("findings");
  const key = `${list} ${edition.value}`;

  const view = useAnswer(key, () => {
    active.value = -1;
    rememberList();
    return analyzer.ask("findings", [query, 0, 0]);
  });

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
  const shape = HEIGHTS[isBeside("findings") ? "beside" : isNarrow.value ? "narrow" : "table"];
  const heights = useMemo(() => {
    const starts = new Float64Array(items.length + 1);
    for (const [line, item] of items.entries()) starts[line + 1] = (starts[line] ?? 0) + shape[item.kind] * unit;
    return starts;
  }, [items, shape]);
  // The group of the finding in sight opens once; whoever closes it again may.
  const place = current("findings")?.place;
  useEffect(() => {
    if (place === undefined) return;
    const shut = items.find((item) => item.kind === "group" && !item.isOpen && holds(groups, item.group, place));
    if (shut?.kind === "group") toggle(shut.key, false);
  }, [place, groups]);
  useItemInSight(
    "findings",
    active,
    (of) => items.findIndex((item) => item.kind === "finding" && item.place === of),
    items,
  );
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
    (line: number) => {
      const item = items[line];
      if (item?.kind === "group") toggle(item.key, item.isOpen);
      const row = rowOf(item, rows.at);
      if (row) go("finding", row.id);
    },
    [items, rows],
  );
  useListKeys({
    total: items.length,
    first: Math.max(
      items.findIndex(({ kind }) => kind === "finding"),
      0,
    ),
    active,
    open,
    fold: (line, isOpen) => {
      const item = items[line];
      if (item?.kind === "group" && item.isOpen !== isOpen) toggle(item.key, item.isOpen);
    },
    isBeside: isBeside("findings"),
  });
  return (
    <ListPanes
      name="findings"
      list={view.value}
      chosen={findingChoice}
      choose={chooseFindings}
      search={findingSearch}
      mark={(facet, value) => (facet === "severity" ? <SeverityIcon severity={value as Severity} /> : null)}
      hideEmpty={["domain", "rule", "group"]}
      more={total > 0 ? t.lists.ofKinds(new Set(groups.map((group) => group.rule)).size) : ""}
      tools={
        <>
          <TakeAwayButton part={filtersFindings.value ? "findings-in-view" : "findings"} />
          <SafeFixes query={query} />
          <DecisionsMenu />
        </>
      }
      notes={
        <>
          <NotNeeded />
          {view.value?.of === 0 ? <NoFindings /> : null}
        </>
      }
      item={<FindingView />}
    >
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
            <span role="columnheader">{t.lists.sure}</span>
          </div>
        </div>
        <Window
          total={items.length}
          heights={heights}
          active={active.value}
          want={want}
          list={list}
          kept={kept}
          label={t.frame.findings}
          row={(line) => (
            <Line
              item={items[line]}
              row={rowOf(items[line], rows.at)}
              line={line}
              height={(heights[line + 1] ?? 0) - (heights[line] ?? 0)}
              isActive={active.value === line}
              key={line}
            />
          )}
        />
      </div>
    </ListPanes>
  );
}

/** Is the finding at this place one of the group's? */
function holds(groups: readonly FindingGroup[], group: FindingGroup, place: number): boolean {
  let start = 0;
  for (const other of groups) {
    if (other === group) return place >= start && place < start + group.count;
    start += other.count;
  }
  return false;
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
  line: number;
  height: number;
  isActive: boolean;
}) {
  const { item, row, line, height, isActive } = props;
  if (!item) return null;
  const shared = {
    class: `grid-row is-${item.kind}${row?.accepted ? " is-accepted" : ""}${isActive ? " is-active" : ""}`,
    style: { height: `${height}px` },
    role: "row",
    "aria-rowindex": line + 2,
  } as const;
  switch (item.kind) {
    case "severity":
      return (
        <div {...shared}>
          <span role="cell">
            <SeverityLabel severity={item.severity} />
          </span>
          <span role="cell" class="cell-rule" />
          <span role="cell" class="number-cell">
            <strong>{count(item.count)}</strong>
          </span>
        </div>
      );
    case "group":
      return (
        <div {...shared}>
          <span role="cell" class="cell-fault">
            <button
              type="button"
              class="group-toggle"
              aria-expanded={item.isOpen}
              onClick={() => toggle(item.key, item.isOpen)}
            >
              <Icon name={item.isOpen ? "down" : "right"} />
              <span>
                <Label text={item.group.title} />
              </span>
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
            {item.group.fix ? t.labels.fixes[item.group.fix] : t.lists.fixVaries}
          </span>
        </div>
      );
    case "finding":
      return (
        <div {...shared}>
          <span role="cell" class="mono cell-value" translate={false}>
            {row ? (
              <a class="row-link" href={format("finding", row.id)} aria-current={isActive ? "true" : undefined}>
                {row.value === "" ? <Label text={row.title} /> : visible(row.value)}
              </a>
            ) : (
              "…"
            )}
          </span>
          <span role="cell" class="cell-owners">
            <span translate={false}>{row ? visible(row.owners.join(", ")) : ""}</span>
            {row?.accepted ? <Accepted /> : null}
            {row && chosenFixes.value.has(row.key) ? <Planned /> : null}
          </span>
          <span role="cell" class="cell-fix">
            {row ? t.labels.fixes[row.fix] : ""}
          </span>
          <span role="cell" class="cell-sure">
            {row ? t.labels.confidences[row.confidence] : ""}
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
