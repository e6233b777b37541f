// What the next sync would do: a statement, the river with its table, what to look at first, what could not be checked.

import { OutcomeGlyph, SeverityIcon } from "../components/glyph";
import { Icon } from "../components/icon";
import { type Branch, River, thickness } from "../components/river";
import { TakeAwayButton } from "../components/take_away_button";
import { visible } from "../components/value";
import { format } from "../state/route";
import { overview } from "../state/store";
import { COVERAGE, count, counted, OUTCOMES, SETTINGS, SEVERITIES } from "../text/en";
import type { CoverageRow, DomainRow, Overview as OverviewData } from "../wire/types";

const PENDING = ["hard-match", "hard-match-restore", "soft-match-smtp", "soft-match-upn"];
const CREATED = ["new-object", "new-object-quarantined"];
const STOPPED = ["hard-match-blocked", "soft-match-blocked", "sync-error"];

export function Overview() {
  const data = overview.value;
  if (!data) return null;
  return (
    <div class="page">
      <div class="list-head">
        <h1>What the next sync would do</h1>
        <TakeAwayButton part={"report"} />
      </div>
      <Statement data={data} />
      <div class="columns">
        <div>
          <Outcomes data={data} />
          {data.domains.length > 1 ? <Domains rows={data.domains} /> : null}
          <Settings data={data} />
        </div>
        <aside>
          <FirstLooks data={data} />
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
    <a class={`number ${tone}`} href={format("objects", "", { outcome: outcomes })}>
      {count(value)}
    </a>
  );
}

function Statement({ data }: { data: OverviewData }) {
  if (data.onPremises === 0 || data.cloud === 0) {
    const [here, missing] =
      data.onPremises === 0 ? ["Microsoft 365", "Active Directory"] : ["Active Directory", "Microsoft 365"];
    return (
      <p class="statement">
        Only {here} is loaded: {counted(data.onPremises + data.cloud, "object")}. What joins what cannot be said before
        an export of {missing} is <a href={format("start")}>given</a> as well. {counted(data.findings, "finding")}{" "}
        {data.findings === 1 ? "stands" : "stand"} in these files alone.
      </p>
    );
  }
  const stopped = sum(data, STOPPED);
  const undecided = sum(data, ["undetermined"]);
  const aside = sum(data, ["out-of-scope"]);
  const blockers = data.severities.find(({ severity }) => severity === "blocker")?.count ?? 0;
  return (
    <>
      <p class="statement">
        Of the <strong>{count(data.onPremises)}</strong> objects in Active Directory,{" "}
        <NumberLink value={sum(data, ["already-synced"])} outcomes={["already-synced"]} /> are already joined to an
        account in the cloud and <NumberLink value={sum(data, PENDING)} outcomes={PENDING} /> will join one.{" "}
        <NumberLink value={sum(data, CREATED)} outcomes={CREATED} /> will be created
        <HeldBack data={data} />. <NumberLink value={stopped} outcomes={STOPPED} tone={stopped > 0 ? "is-bad" : ""} />{" "}
        will be stopped.
      </p>
      <p class="statement-more">
        {undecided > 0 ? (
          <>
            <NumberLink value={undecided} outcomes={["undetermined"]} /> cannot be decided.{" "}
          </>
        ) : null}
        <NumberLink value={aside} outcomes={["out-of-scope"]} /> {aside === 1 ? "stays" : "stay"} outside the sync, and{" "}
        <NumberLink value={data.cloudOnly} outcomes={["cloud-only"]} /> cloud{" "}
        {data.cloudOnly === 1 ? "object has" : "objects have"} no partner in Active Directory.{" "}
        <a class={`number ${blockers > 0 ? "is-bad" : ""}`} href={format("findings")}>
          {count(data.findings)}
        </a>{" "}
        {data.findings === 1 ? "finding was" : "findings were"} made
        {blockers > 0 ? <>, {counted(blockers, "blocker")} among them</> : null}. <AcceptedFindings data={data} />
        <Disagreements data={data} />
        {data.hasAnchors ? null : (
          <>
            Who joins whom is likely rather than certain, because <a href="#files">no file has an ImmutableId</a>.
          </>
        )}
      </p>
    </>
  );
}

/** Findings that somebody accepted; they are counted among the findings. */
function AcceptedFindings({ data }: { data: OverviewData }) {
  const { accepted } = data.decisions;
  if (accepted === 0) return null;
  return (
    <>
      <a class="number" href={format("findings", "", { decision: ["accepted"] })}>
        {count(accepted)}
      </a>{" "}
      of the findings {accepted === 1 ? "is" : "are"} accepted.{" "}
    </>
  );
}

/** Objects that are created without a value that somebody else has. */
function HeldBack({ data }: { data: OverviewData }) {
  const held = sum(data, ["new-object-quarantined"]);
  if (held === 0) return null;
  return (
    <>
      , <NumberLink value={held} outcomes={["new-object-quarantined"]} tone="is-bad" /> of them without an address that
      somebody else has
    </>
  );
}

/** Objects on which the sync and other tools that read the same data disagree. */
function Disagreements({ data }: { data: OverviewData }) {
  if (data.disagreements === 0) return null;
  return (
    <>
      For{" "}
      <a class="number" href={format("objects", "", { tools: ["differ", "one-finds-none"] })}>
        {count(data.disagreements)}
      </a>{" "}
      {data.disagreements === 1 ? "object" : "objects"} the sync and other tools, such as Cayosoft Administrator, lead
      to different accounts, or only one of them to any.{" "}
    </>
  );
}

function Outcomes({ data }: { data: OverviewData }) {
  const total = data.onPremises;
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
        Where every object goes <span class="section-note">in the order the sync engine asks</span>
      </h2>
      <table class="plain outcomes">
        <thead>
          <tr>
            <th scope="col" class="river-head">
              <span>{counted(total, "AD object")}</span>
            </th>
            <th scope="col">Outcome</th>
            <th scope="col" class="number-cell">
              Objects
            </th>
            <th scope="col" class="number-cell share">
              Share
            </th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((entry, place) => {
            const gate = branches[place]?.isGate ?? false;
            const share = total > 0 ? (entry.count / total) * 100 : 0;
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
                      <span class="note">Hard match by anchor</span>
                    ) : (
                      <a class="row-link" href={format("objects", "", { outcome: [entry.outcome] })}>
                        {OUTCOMES[entry.outcome]?.label ?? entry.label}
                      </a>
                    )}
                  </span>
                </th>
                <td class="number-cell">
                  <strong>{gate ? "?" : count(entry.count)}</strong>
                </td>
                <td class="number-cell share">{gate ? "" : `${share.toFixed(1)} %`}</td>
                <td class="meaning">
                  {gate ? (
                    <>
                      Not checked: no file has an ImmutableId. <a href="#files">What would allow it</a>
                    </>
                  ) : (
                    <>
                      {OUTCOMES[entry.outcome]?.meaning}{" "}
                      {entry.outcome === "undetermined" ? "" : certainty(entry.count, entry.certain)}
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
            <th scope="row">All objects in Active Directory</th>
            <td class="number-cell">
              <strong>{count(total)}</strong>
            </td>
            <td class="number-cell share">100 %</td>
            <td class="meaning">Small flows are drawn a little wider than true.</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function certainty(all: number, certain: number): string {
  if (all === 0) return "";
  if (certain === all) return "Certain.";
  return certain === 0 ? "Likely." : `${count(certain)} certain, the others likely.`;
}

function FirstLooks({ data }: { data: OverviewData }) {
  return (
    <section>
      <h2 class="section">Look at these first</h2>
      {data.differingNames > 0 ? (
        <ul class="looks">
          <li>
            <SeverityIcon severity="high" />
            <div>
              <a class="row-link" href={format("objects", "", { outcome: PENDING, look: ["names-differ"] })}>
                <strong>
                  {counted(data.differingNames, "account")} of another name:{" "}
                  {data.differingNames === 1 ? "is it the same person?" : "are they the same people?"}
                </strong>
              </a>
              <p class="note">
                By address or UPN {data.differingNames === 1 ? "it" : "they"} will be joined. If the value went from one
                person to another, the new one gets the old one’s mailbox.
              </p>
            </div>
          </li>
        </ul>
      ) : null}
      {data.firstLooks.length === 0 ? (
        <p>
          <Icon name="check" /> {data.findings > 0 ? "Every finding is accepted" : "No findings"}
          {data.onPremises === 0 || data.cloud === 0 ? " in these files alone" : ""}.
        </p>
      ) : (
        <ul class="looks">
          {data.firstLooks.map((look) => (
            <li key={`${look.rule} ${look.severity}`}>
              <SeverityIcon severity={look.severity} />
              <div>
                <a
                  class="row-link"
                  href={
                    look.count === 1
                      ? format("finding", look.first)
                      : format("findings", "", {
                          rule: [look.rule],
                          severity: [look.severity],
                          decision: data.decisions.accepted > 0 ? ["open"] : [],
                        })
                  }
                >
                  <strong>
                    {look.title}
                    {look.count > 1 ? `: ${count(look.count)}` : ""}
                  </strong>
                </a>
                <p class="note">
                  {SEVERITIES[look.severity]}. {visible(look.message)}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {data.findings > 0 ? (
        <p>
          <a href={format("findings")}>All {counted(data.findings, "finding")}</a>
        </p>
      ) : null}
    </section>
  );
}

/** The checks that one thing keeps from running, together; first what came first. */
function byReason(rows: readonly CoverageRow[]): readonly (readonly CoverageRow[])[] {
  const together = new Map<string, CoverageRow[]>();
  for (const row of rows) {
    const reason = `${row.state} ${row.why}`;
    together.set(reason, [...(together.get(reason) ?? []), row]);
  }
  return [...together.values()];
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
      <h2 class="section">What could not be checked</h2>
      <ul class="looks">
        {missing.map(([row, ...others]) =>
          row ? (
            <li key={row.title}>
              <span class="unknown-mark" aria-hidden="true">
                ?
              </span>
              <div>
                <strong>
                  {row.title}
                  {others.length > 0 ? `, and ${counted(others.length, "more check")}` : ""}
                </strong>
                <p class="note">
                  {COVERAGE[row.state]}. {row.why}
                </p>
              </div>
            </li>
          ) : null,
        )}
      </ul>
      <p>
        <a href="#files">{further > 0 ? `${counted(further, "more check")}, and what` : "What"} would allow it</a>
      </p>
    </section>
  );
}

function Domains({ rows }: { rows: readonly DomainRow[] }) {
  const columns = [
    ["objects", "Objects"],
    ["joined", "Already joined"],
    ["willJoin", "Will join"],
    ["created", "Created"],
    ["stopped", "Stopped"],
    ["outside", "Outside"],
    ["undecided", "Undecided"],
  ] as const;
  return (
    <section class="spaced-above">
      <h2 class="section">
        Domain by domain <span class="section-note">by the domain of the UPN</span>
      </h2>
      <table class="plain domains">
        <thead>
          <tr>
            <th scope="col">Domain</th>
            {columns.map(([name, title]) => (
              <th scope="col" class="number-cell" key={name}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.domain}>
              <th scope="row">{row.domain === "" ? "No domain" : visible(row.domain)}</th>
              {columns.map(([name, title]) => (
                <td class="number-cell" key={name} data-label={title}>
                  {count(row[name])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const ORIGINS: Record<string, string> = {
  given: "From your files or settings",
  inferred: "Inferred from the data",
  assumed: "Assumed",
};

function Settings({ data }: { data: OverviewData }) {
  return (
    <details class="fold spaced-above">
      <summary>
        <Icon name="right" />
        <strong>What was taken for granted about the tenant</strong>
      </summary>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Setting</th>
            <th scope="col">Value</th>
            <th scope="col">Where from</th>
          </tr>
        </thead>
        <tbody>
          {data.settings.map((setting) => (
            <tr key={setting.name}>
              <td>
                {SETTINGS[setting.name] ?? ""}
                <span class="note mono setting-name" translate={false}>
                  {setting.name}
                </span>
              </td>
              <td class="mono" translate={false}>
                {setting.value === "" ? "–" : visible(setting.value)}
              </td>
              <td>{ORIGINS[setting.origin] ?? setting.origin}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <a href={format("settings")}>Change a setting and see what it does</a>
      </p>
    </details>
  );
}
