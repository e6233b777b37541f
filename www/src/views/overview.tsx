// What the next sync would do: a statement, the river with its table, what to look at first, what could not be checked.

import { Core, Label } from "../components/core";
import { OutcomeGlyph, SeverityIcon } from "../components/glyph";
import { Icon } from "../components/icon";
import { type Branch, River, thickness } from "../components/river";
import { TakeAwayButton } from "../components/take_away_button";
import { visible } from "../components/value";
import { byReason } from "../state/coverage";
import { opens } from "../state/lists";
import { isWide } from "../state/media";
import { format } from "../state/route";
import { overview } from "../state/store";
import { count, of, outcomeLabel, t } from "../text";
import type { DomainRow, Overview as OverviewData } from "../wire/types";

const PENDING = ["hard-match", "hard-match-restore", "soft-match-smtp", "soft-match-upn"];
const CREATED = ["new-object", "new-object-quarantined"];
const STOPPED = ["hard-match-blocked", "soft-match-blocked", "sync-error"];
/** The rules that tell what is lost on joining, and which accounts have not got their UPN of AD yet. */
const LOSSES = "match-overwrites-cloud-data";
const NEW_LOGINS = "ad-upn-pending";

export function Overview() {
  const data = overview.value;
  if (!data) return null;
  return (
    <div class="page">
      <div class="list-head">
        <h1>{t.overview.title}</h1>
        <TakeAwayButton part={"report"} />
      </div>
      <Statement data={data} />
      <div class="columns">
        <div>
          <Outcomes data={data} />
          {isWide.value ? null : (
            <div class="spaced-above">
              <FirstLooks data={data} />
            </div>
          )}
          {data.domains.length > 1 ? <Domains data={data} /> : null}
          <Settings data={data} />
        </div>
        <aside>
          {isWide.value ? <FirstLooks data={data} /> : null}
          <NotChecked data={data} />
        </aside>
      </div>
    </div>
  );
}

function sum(data: OverviewData, outcomes: readonly string[]): number {
  return data.outcomes.filter(({ outcome }) => outcomes.includes(outcome)).reduce((all, entry) => all + entry.count, 0);
}

function NumberLink({ value, outcomes, tone = "" }: { value: number; outcomes: readonly string[]; tone?: string }) {
  return (
    <a class={`number ${tone}`} {...opens("objects", { outcome: outcomes })}>
      {count(value)}
    </a>
  );
}

function Statement({ data }: { data: OverviewData }) {
  if (data.onPremises === 0 || data.cloud === 0) {
    const [here, missing] =
      data.onPremises === 0 ? (["cloud", "on-premises"] as const) : (["on-premises", "cloud"] as const);
    return (
      <p class="statement">
        {t.overview.oneSide(
          t.labels.sides[here],
          t.labels.sides[missing],
          data.onPremises + data.cloud,
          data.findings,
          (words) => (
            <a href={format("start")}>{words}</a>
          ),
        )}
      </p>
    );
  }
  const stopped = sum(data, STOPPED);
  const held = sum(data, ["new-object-quarantined"]);
  const undecided = sum(data, ["undetermined"]);
  const aside = sum(data, ["out-of-scope"]);
  const blockers = data.severities.find(({ severity }) => severity === "blocker")?.count ?? 0;
  return (
    <>
      <p class="statement">
        {t.overview.statement(
          data.onPremises,
          {
            joined: <NumberLink value={sum(data, ["already-synced"])} outcomes={["already-synced"]} />,
            willJoin: <NumberLink value={sum(data, PENDING)} outcomes={PENDING} />,
            created: <NumberLink value={sum(data, CREATED)} outcomes={CREATED} />,
            stopped: <NumberLink value={stopped} outcomes={STOPPED} tone={stopped > 0 ? "is-bad" : ""} />,
          },
          // Objects that are created without a value that somebody else has.
          held > 0 ? <NumberLink value={held} outcomes={["new-object-quarantined"]} tone="is-bad" /> : null,
          (words) => (
            <strong>{words}</strong>
          ),
        )}
      </p>
      <p class="statement-more">
        <Noticed data={data} />
        {undecided > 0 ? t.overview.undecided(<NumberLink value={undecided} outcomes={["undetermined"]} />) : null}
        {t.overview.outside(
          aside,
          <NumberLink value={aside} outcomes={["out-of-scope"]} />,
          data.cloudOnly,
          <NumberLink value={data.cloudOnly} outcomes={["cloud-only"]} />,
        )}
        {t.overview.findings(
          data.findings,
          <a class={`number ${blockers > 0 ? "is-bad" : ""}`} {...opens("findings")}>
            {count(data.findings)}
          </a>,
          blockers,
        )}
        <AcceptedFindings data={data} />
        <Disagreements data={data} />
        {data.hasAnchors ? null : t.overview.noAnchors((words) => <a href="#files">{words}</a>)}
      </p>
    </>
  );
}

/** What people will notice: what accounts lose when they are joined, and UPNs that are under way. Each opens its list. */
function Noticed({ data }: { data: OverviewData }) {
  const { lost, loginsUnderWay: underWay } = data;
  const link = (rule: string, number: number) => (
    <a class="number is-bad" {...opens("findings", { rule: [rule] })}>
      {count(number)}
    </a>
  );
  return (
    <>
      {lost > 0
        ? t.overview.lost(link(LOSSES, lost), data.lostAddresses, data.losing, Math.max(0, lost - data.lostAddresses))
        : null}
      {underWay > 0 ? t.overview.newLogins(underWay, link(NEW_LOGINS, underWay)) : null}
    </>
  );
}

/** Findings that somebody accepted; they are counted among the findings. */
function AcceptedFindings({ data }: { data: OverviewData }) {
  const { accepted } = data.decisions;
  if (accepted === 0) return null;
  return t.overview.accepted(
    accepted,
    <a class="number" {...opens("findings", { decision: ["accepted"] })}>
      {count(accepted)}
    </a>,
  );
}

/** Objects on which the sync and other tools that read the same data disagree. */
function Disagreements({ data }: { data: OverviewData }) {
  if (data.disagreements === 0) return null;
  return t.overview.disagreements(
    data.disagreements,
    <a class="number" {...opens("objects", { tools: ["differ", "one-finds-none"] })}>
      {count(data.disagreements)}
    </a>,
  );
}

function Outcomes({ data }: { data: OverviewData }) {
  const total = data.onPremises;
  if (total === 0) {
    return (
      <section>
        <h2 class="section">{t.overview.where}</h2>
        <p class="reading">
          {t.overview.nothing((words) => (
            <a href={format("start")}>{words}</a>
          ))}
        </p>
      </section>
    );
  }
  const isGate = (outcome: string) => outcome === "hard-match" && !data.hasAnchors;
  // A question that could not be asked stands where the engine asks it: after the scope, before everything else.
  const order = (outcome: string) => (outcome === "out-of-scope" ? 0 : isGate(outcome) ? 1 : 2);
  const shown = data.outcomes
    .filter(({ outcome, count: objects }) => objects > 0 || isGate(outcome))
    .toSorted((left, right) => order(left.outcome) - order(right.outcome));
  const branches: Branch[] = shown.map(({ outcome, count: objects }) => ({
    outcome,
    count: objects,
    isGate: isGate(outcome),
  }));
  return (
    <section>
      <h2 class="section">
        {t.overview.where} <span class="section-note">{t.overview.whereNote}</span>
      </h2>
      <table class="plain outcomes">
        <thead>
          <tr>
            <th scope="col" class="river-head">
              <span>{t.frame.adObjects(total)}</span>
            </th>
            <th scope="col">{t.frame.outcome}</th>
            <th scope="col" class="number-cell">
              {t.frame.objects}
            </th>
            <th scope="col" class="number-cell share">
              {t.overview.share}
            </th>
            <th scope="col">{t.overview.meaning}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((entry, place) => {
            const gate = branches[place]?.isGate ?? false;
            return (
              <tr data-branch key={entry.outcome}>
                {place === 0 ? (
                  <td class="river-cell" rowSpan={shown.length} aria-hidden="true">
                    <River branches={branches} total={total} />
                  </td>
                ) : null}
                <th scope="row" style={{ "--branch": `${thickness(entry.count, total)}px` }}>
                  <span class="with-glyph">
                    <OutcomeGlyph outcome={gate ? "undetermined" : entry.outcome} />
                    {gate ? (
                      <span class="note">{t.overview.gate}</span>
                    ) : (
                      <a class="row-link" {...opens("objects", { outcome: [entry.outcome] })}>
                        {outcomeLabel(entry.outcome)}
                      </a>
                    )}
                  </span>
                </th>
                <td class="number-cell">
                  <strong>{gate ? "?" : count(entry.count)}</strong>
                </td>
                <td class="number-cell share">{gate ? "" : t.forms.percent((entry.count / total) * 100)}</td>
                <td class="meaning">
                  {gate ? (
                    <>
                      {t.overview.gateNote} <a href="#files">{t.overview.allows}</a>
                    </>
                  ) : (
                    <>
                      {of(t.labels.meanings, entry.outcome)}{" "}
                      {entry.outcome === "undetermined" ? "" : t.overview.certainty(entry.count, entry.certain)}
                    </>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <td />
            <th scope="row">{t.overview.all}</th>
            <td class="number-cell">
              <strong>{count(total)}</strong>
            </td>
            <td class="number-cell share">{t.forms.percent(100)}</td>
            <td class="meaning">{t.overview.drawn}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function FirstLooks({ data }: { data: OverviewData }) {
  return (
    <section>
      <h2 class="section">{t.overview.first}</h2>
      {data.differingNames > 0 ? (
        <ul class="looks">
          <li>
            <SeverityIcon severity="high" />
            <div>
              <a class="row-link" {...opens("objects", { outcome: PENDING, look: ["names-differ"] })}>
                <strong>{t.overview.otherNames(data.differingNames)}</strong>
              </a>
              <p class="note">{t.overview.otherNamesNote(data.differingNames)}</p>
            </div>
          </li>
        </ul>
      ) : null}
      {data.firstLooks.length === 0 ? (
        <p>
          <Icon name="check" /> {t.overview.nothingFirst(data.findings > 0, data.onPremises === 0 || data.cloud === 0)}
        </p>
      ) : (
        <ul class="looks">
          {data.firstLooks.map((look) => (
            <li key={`${look.rule} ${look.severity}`}>
              <SeverityIcon severity={look.severity} />
              <div>
                <a
                  class="row-link"
                  {...(look.count === 1
                    ? { href: format("finding", look.first) }
                    : opens("findings", {
                        rule: [look.rule],
                        severity: [look.severity],
                        decision: data.decisions.accepted > 0 ? ["open"] : [],
                      }))}
                >
                  <strong>
                    <Label text={look.title} />
                    {look.count > 1 ? t.overview.many(look.count) : ""}
                  </strong>
                </a>
                <p class="note">
                  {t.labels.severities[look.severity]}. <Core text={look.message} />
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {data.findings > 0 ? (
        <p>
          <a {...opens("findings")}>{t.overview.allFindings(data.findings)}</a>
        </p>
      ) : null}
    </section>
  );
}

/** How many reasons the overview names; the files view has them all. */
const MOST_NOT_CHECKED = 5;

function NotChecked({ data }: { data: OverviewData }) {
  const all = byReason(data.coverage.filter((row) => row.state !== "runs"));
  const missing = all.slice(0, MOST_NOT_CHECKED);
  if (missing.length === 0) return null;
  const further = all.slice(MOST_NOT_CHECKED).reduce((sum, rows) => sum + rows.length, 0);
  return (
    <section>
      <h2 class="section">{t.overview.notChecked}</h2>
      <ul class="looks">
        {missing.map(([row, ...others]) =>
          row ? (
            <li key={row.title}>
              <span class="unknown-mark" aria-hidden="true">
                ?
              </span>
              <div>
                <strong>
                  <Label text={row.title} />
                  {others.length > 0 ? t.overview.moreChecks(others.length) : ""}
                </strong>
                <p class="note">
                  {t.labels.coverage[row.state]}. <Core text={row.why} />
                </p>
              </div>
            </li>
          ) : null,
        )}
      </ul>
      <p>
        <a href="#files">{t.overview.furtherChecks(further)}</a>
      </p>
    </section>
  );
}

/** The outcomes that a column of the domains counts: of AD objects, as the list shows them. */
const OF_COLUMN = {
  joined: ["already-synced"],
  willJoin: PENDING,
  created: CREATED,
  stopped: STOPPED,
  outside: ["out-of-scope"],
  undecided: ["undetermined"],
} as const;
const COLUMNS = Object.keys(OF_COLUMN) as (keyof typeof OF_COLUMN)[];
type Column = "objects" | keyof typeof OF_COLUMN;

function DomainNumber({ row, name }: { row: DomainRow; name: keyof typeof OF_COLUMN }) {
  if (row[name] === 0) return <>0</>;
  return (
    <a class="number" {...opens("objects", { outcome: OF_COLUMN[name] }, row.domain)}>
      {count(row[name])}
    </a>
  );
}

/** A line whose numbers open no list: they are of several domains. */
function Together({ words, numberOf }: { words: string; numberOf: (name: Column) => number }) {
  return (
    <tr>
      <th scope="row">{words}</th>
      {(["objects", ...COLUMNS] as const).map((name) => (
        <td class="number-cell" key={name} data-label={t.overview.columns[name]}>
          {count(numberOf(name))}
        </td>
      ))}
    </tr>
  );
}

function Domains({ data }: { data: OverviewData }) {
  const { domains: rows, onPremises } = data;
  // Of all objects, as everywhere else on this screen; the list of domains has an end.
  const all = (name: Column) => (name === "objects" ? onPremises : sum(data, OF_COLUMN[name]));
  const rest = (name: Column) => rows.reduce((left, row) => left - row[name], all(name));
  return (
    <section class="spaced-above">
      <h2 class="section">
        {t.overview.domains} <span class="section-note">{t.overview.domainsNote}</span>
      </h2>
      <table class="plain domains">
        <thead>
          <tr>
            <th scope="col">{t.overview.domain}</th>
            {(["objects", ...COLUMNS] as const).map((name) => (
              <th scope="col" class="number-cell" key={name}>
                {t.overview.columns[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.domain}>
              <th scope="row" translate={row.domain === ""}>
                {row.domain === "" ? t.overview.noDomain : visible(row.domain)}
              </th>
              <td class="number-cell" data-label={t.overview.columns.objects}>
                {count(row.objects)}
              </td>
              {COLUMNS.map((name) => (
                <td class="number-cell" key={name} data-label={t.overview.columns[name]}>
                  <DomainNumber row={row} name={name} />
                </td>
              ))}
            </tr>
          ))}
          {rest("objects") > 0 ? <Together words={t.overview.otherDomains} numberOf={rest} /> : null}
        </tbody>
        <tfoot>
          <Together words={t.overview.all} numberOf={all} />
        </tfoot>
      </table>
    </section>
  );
}

/** What a setting means; blank where there is no word for it. */
function settingName(name: string): string {
  const names: Readonly<Record<string, string>> = t.labels.settings;
  return names[name] ?? "";
}

/** What a setting is set to, in words where it is a switch. */
function settingValue(value: string) {
  if (value === "true") return t.settings.on;
  return value === "false" ? t.settings.off : visible(value || "–");
}

function Settings({ data }: { data: OverviewData }) {
  return (
    <details class="fold spaced-above">
      <summary>
        <Icon name="right" />
        <strong>{t.overview.granted}</strong>
      </summary>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">{t.overview.setting}</th>
            <th scope="col">{t.overview.value}</th>
            <th scope="col">{t.overview.from}</th>
          </tr>
        </thead>
        <tbody>
          {data.settings.map((setting) => (
            <tr key={setting.name}>
              <td>
                {settingName(setting.name)}
                <span class="note mono setting-name" translate={false}>
                  {setting.name}
                </span>
              </td>
              <td translate={false}>{settingValue(setting.value)}</td>
              <td>{of(t.labels.origins, setting.origin)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <a href={format("settings")}>{t.overview.changeSetting}</a>
      </p>
    </details>
  );
}
