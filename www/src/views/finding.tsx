// One finding: what is so, what happens at the next sync, all owners side by side, what to do.

import { useSignal } from "@preact/signals";
import { CopyButton, copy } from "../components/command";
import { Core, Label, Names, namesOf } from "../components/core";
import { Decision } from "../components/decision";
import { Evidence, evidenceAsText } from "../components/evidence";
import { OutcomeGlyph, SeverityLabel, SideGlyph } from "../components/glyph";
import { Back, Pager } from "../components/pager";
import { PutRight } from "../components/put_right";
import { visible } from "../components/value";
import { useDetail } from "../state/detail";
import { format } from "../state/route";
import { analyzer } from "../state/store";
import { t } from "../text";
import { label } from "../text/core";
import { saidPlainly } from "../text/said";
import type { CommandView, FindingDetail, FixView } from "../wire/types";

export function FindingView() {
  const command = useSignal<CommandView | null>(null);
  const { detail, isMissing, heading } = useDetail<FindingDetail>(
    "findings",
    (id) => analyzer.ask("finding", [id]),
    (now) => void copy(command.value?.code || asText(now)),
  );
  const data = detail.value;
  if (isMissing || !data) {
    return (
      <div class="page">
        <p>
          <Back list="findings" />
        </p>
        {isMissing ? <p>{t.lists.finding.missing}</p> : null}
      </div>
    );
  }
  return (
    <Names.Provider value={namesOf(data)}>
      <div class="page finding">
        <div class="finding-head">
          <Back list="findings" />
          <SeverityLabel severity={data.severity} />
          <span>{t.labels.confidences[data.confidence]}</span>
          <a class="mono note" href={format("rule", data.rule)} translate={false}>
            {data.rule}
          </a>
          <Pager list="findings" />
        </div>
        <h1 tabIndex={-1} ref={heading} class="finding-title">
          <Core text={data.message} />
        </h1>
        <p class="lead">
          <Core text={data.why} />
          {data.also.length > 0 ? (
            <>
              {" "}
              {t.finding.also}{" "}
              {data.also.map(([rule, title], place) => (
                <span key={rule}>
                  {place > 0 ? ", " : ""}
                  <a href={format("rule", rule)}>
                    <Label text={title} />
                  </a>
                </span>
              ))}
              .
            </>
          ) : null}
        </p>
        {data.accepted ? <Decision key={data.id} data={data} /> : null}
        {data.ifYouSync.length > 0 ? <IfYouSync data={data} /> : null}
        <section>
          <h2 class="section">
            {t.finding.object(data.owners.length)}
            <span class="section-tool">
              <CopyButton text={() => asText(data)} />
            </span>
          </h2>
          <Evidence
            owners={data.owners}
            rows={data.evidence}
            likely={data.likelyOwner}
            caption={t.finding.caption(label(data.title))}
          />
          {data.holders.length > 0 ? (
            <ul class="holders">
              {data.holders.map(({ owner, attributes }) => (
                <li key={owner.id}>
                  <SideGlyph side={owner.side} />
                  <span>
                    {t.finding.alsoHeld(
                      <a href={format("object", owner.id)} translate={false}>
                        {visible(owner.name)}
                      </a>,
                      owner.side === "cloud",
                      <span translate={false}>{attributes}</span>,
                    )}{" "}
                    <span class="note">{t.object.place(visible(owner.file), owner.row)}</span>
                  </span>
                </li>
              ))}
            </ul>
          ) : null}
          {data.likelyOwnerReason ? (
            <p class="note">
              <strong>{t.finding.likelyOwner}</strong> <Core text={data.likelyOwnerReason} /> {t.finding.youDecide}
            </p>
          ) : null}
        </section>
        <PutRight key={data.key} data={data} command={command} />
        <section>
          <h2 class="section">{t.finding.behind}</h2>
          <dl class="behind">
            <dt>{t.finding.errorText}</dt>
            <dd class="mono" translate={false}>
              {data.searchTerms.join("; ")}
            </dd>
            <dt>{t.finding.source}</dt>
            <dd>
              {data.sources.map(([title, date]) => (
                <span class="block" key={title}>
                  <Core text={title} /> ({t.forms.date(date)})
                </span>
              ))}
            </dd>
            <dt>{t.finding.wrong}</dt>
            <dd>
              <a href={format("rule", data.rule)}>{t.finding.rule}</a>
            </dd>
          </dl>
        </section>
      </div>
    </Names.Provider>
  );
}

function IfYouSync({ data }: { data: FindingDetail }) {
  return (
    <section>
      <h2 class="section">{t.finding.ifYouSync}</h2>
      <ol class="rows numbered">
        {data.ifYouSync.map((sentence, place) => {
          const owner = data.owners[place];
          return (
            <li key={sentence}>
              {owner?.side === "on-premises" ? (
                <OutcomeGlyph outcome={owner.outcome} />
              ) : (
                <SideGlyph side={owner?.side ?? "cloud"} />
              )}
              <Core text={sentence} />
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function asText(data: FindingDetail): string {
  const names = namesOf(data);
  const say = (text: string) => saidPlainly(text, names);
  return [
    `${say(data.message)} (${data.rule}, ${data.severity}, ${data.confidence})`,
    say(data.why),
    ...(data.also.length > 0 ? [`${t.finding.also} ${data.also.map(([, title]) => label(title)).join(", ")}.`] : []),
    ...data.ifYouSync.map(say),
    evidenceAsText(data.owners, data.evidence),
    ...data.holders.map(({ owner, attributes }) => `+ ${owner.name}: ${attributes} (${owner.file}, ${owner.row})`),
    say(data.whatToDo),
    ...data.fixes.map((fix) => fixAsText(fix)),
  ].join("\n");
}

function fixAsText(fix: FixView): string {
  const lines = fix.changes.flatMap(({ name, attribute, takes, brings }) => [
    ...(takes === null ? [] : [`  − ${name}, ${attribute}: ${takes}`]),
    ...(brings === null ? [] : [`  + ${name}, ${attribute}: ${brings}`]),
  ]);
  return [`${fix.title}. ${fix.note}`.trim(), ...lines].join("\n");
}
