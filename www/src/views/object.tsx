// One object: what happens to it, how the sync decides, both sides value by value.

import { CopyButton, copy } from "../components/command";
import { Core, Label, Names } from "../components/core";
import { Accepted } from "../components/decision";
import { Evidence, evidenceAsText } from "../components/evidence";
import { Forecast, forecastAsText, Losses } from "../components/forecast";
import { OutcomeGlyph, SeverityLabel } from "../components/glyph";
import { ObjectFixes } from "../components/object_fixes";
import { Back, Pager } from "../components/pager";
import { Story } from "../components/story";
import { Suggestions, suggestionsAsText } from "../components/suggestions";
import { visible } from "../components/value";
import { useDetail } from "../state/detail";
import { format } from "../state/route";
import { analyzer } from "../state/store";
import { t } from "../text";
import type { ObjectDetail } from "../wire/types";

export function ObjectView() {
  const { detail, isMissing, heading } = useDetail<ObjectDetail>(
    "objects",
    (id) => analyzer.ask("object", [id]),
    (now) => void copy(asText(now)),
  );
  const data = detail.value;
  return (
    <div class="page">
      <div class="finding-head">
        <Back list="objects" />
        <Pager list="objects" />
      </div>
      {isMissing ? <p>{t.lists.object.missing}</p> : null}
      {data ? (
        <Names.Provider value={data.owners.map((owner) => owner.name)}>
          <h1 tabIndex={-1} ref={heading} translate={false}>
            {visible(data.name)}
          </h1>
          <p class="statement object-verdict">
            <OutcomeGlyph outcome={data.outcome} /> <Core text={data.verdict} /> <Losses forecast={data.forecast} />
            {data.caution ? (
              <span>
                <Label text={data.caution} />
              </span>
            ) : null}
          </p>
          <div class="columns object-columns">
            {data.steps.length > 0 ? (
              <section>
                <h2 class="section">{t.object.howItDecides}</h2>
                <Story steps={data.steps} />
              </section>
            ) : null}
            <section>
              <h2 class="section">
                {data.owners.length > 1 ? t.object.bothSides : t.object.oneSide}
                <span class="section-tool">
                  <CopyButton text={() => asText(data)} />
                </span>
              </h2>
              <Evidence owners={data.owners} rows={data.evidence} caption={t.object.caption(data.name)} />
              <div class="side-by-side">
                <Findings detail={data} />
                <Lookups detail={data} />
                <Reported detail={data} />
              </div>
            </section>
          </div>
          {data.forecast ? <Forecast forecast={data.forecast} /> : null}
          <ObjectFixes key={data.owners.map(({ id }) => id).join()} detail={data} />
          {data.suggestions ? <Suggestions suggestions={data.suggestions} /> : null}
        </Names.Provider>
      ) : null}
    </div>
  );
}

function Findings({ detail }: { detail: ObjectDetail }) {
  return (
    <section>
      <h3 class="subsection">{t.object.findings}</h3>
      {detail.findings.length === 0 ? <p class="note">{t.object.noFindings}</p> : null}
      <ul class="rows">
        {detail.findings.map((finding) => (
          <li key={finding.id}>
            <SeverityLabel severity={finding.severity} />
            <a class="row-link" href={format("finding", finding.id)}>
              <Label text={finding.title} />
            </a>
            <span class="mono note" translate={false}>
              {visible(finding.value)}
            </span>
            {finding.accepted ? <Accepted /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Lookups({ detail }: { detail: ObjectDetail }) {
  if (detail.lookups.length === 0) return null;
  return (
    <section>
      <h3 class="subsection">{t.object.otherTools}</h3>
      <ul class="rows">
        {detail.lookups.map((row) => (
          <li key={row.tool}>
            <strong translate={false}>{row.tool}</strong>
            <span>
              {row.differs ? <strong class="caution">{t.object.disagrees}</strong> : null}
              <Core text={row.result} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Reported({ detail }: { detail: ObjectDetail }) {
  if (detail.reported.length === 0) return null;
  return (
    <section>
      <h3 class="subsection">{t.object.reported}</h3>
      <ul class="rows">
        {detail.reported.map((row) => (
          <li key={`${row.file} ${row.row}`}>
            <strong translate={false}>{row.tool}</strong>
            <span>
              <span translate={false}>
                {visible(row.attribute)}: {visible(row.error)} {visible(row.value)}
              </span>
              <span class="note" translate={false}>
                {" "}
                {t.object.place(visible(row.file), row.row)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function asText(detail: ObjectDetail): string {
  const steps = detail.steps.map((step) => `${step.question} ${step.answer} ${step.key ?? ""} ${step.why}`);
  return [
    detail.name,
    detail.verdict,
    detail.caution ?? "",
    ...steps,
    evidenceAsText(detail.owners, detail.evidence),
    ...forecastAsText(detail.forecast),
    ...suggestionsAsText(detail.suggestions),
  ]
    .filter((line) => line !== "")
    .join("\n");
}
