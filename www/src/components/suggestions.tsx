// Accounts that resemble a user without a counterpart: apart from what the sync does, because nothing follows from them.

import { format } from "../state/route";
import { t } from "../text";
import { label } from "../text/core";
import type { SuggestionSign, SuggestionsView, SuggestionView } from "../wire/types";
import { Core, Label } from "./core";
import { OutcomeGlyph } from "./glyph";
import { Address, visible } from "./value";

export function Suggestions({ suggestions }: { suggestions: SuggestionsView }) {
  return (
    <section class="suggestions">
      <h2 class="suggestions-title">{t.object.suggestions}</h2>
      <p class="note">
        <Core text={suggestions.note} />
      </p>
      {suggestions.candidates.length > 0 ? (
        <ol>
          {suggestions.candidates.map((candidate) => (
            <Candidate key={candidate.id} candidate={candidate} />
          ))}
        </ol>
      ) : null}
      {suggestions.more ? (
        <p class="note">
          <Core text={suggestions.more} />
        </p>
      ) : null}
      {suggestions.notCompared ? (
        <p class="note">
          <Core text={suggestions.notCompared} />
        </p>
      ) : null}
    </section>
  );
}

function Candidate({ candidate }: { candidate: SuggestionView }) {
  return (
    <li>
      <div class="suggestion-head">
        <strong class="suggestion-strength">
          <Label text={candidate.strength} />
        </strong>
        <span class="with-glyph">
          <OutcomeGlyph outcome={candidate.outcome} />
          <a class="row-link" href={format("object", candidate.id)} translate={false}>
            {visible(candidate.name)}
          </a>
        </span>
        <span class="mono" translate={false}>
          <Address text={candidate.login} />
        </span>
        <span class="note">
          {t.object.place(<span translate={false}>{visible(candidate.file)}</span>, candidate.row)}
        </span>
      </div>
      {candidate.notes.map((note) => (
        <p key={note} class="suggestion-note">
          <Core text={note} />
        </p>
      ))}
      <table class="suggestion-signs">
        <caption class="hidden">{t.object.suggestionCaption(candidate.name)}</caption>
        <thead class="hidden">
          <tr>
            <th scope="col">{t.object.sign}</th>
            <th scope="col">{t.object.inDirectory}</th>
            <th scope="col">{t.object.inCloud}</th>
          </tr>
        </thead>
        <tbody>
          {candidate.signs.map((sign) => (
            <Sign key={`${sign.label} ${sign.cloud}`} sign={sign} />
          ))}
          {candidate.against.map((sign) => (
            <Sign key={sign.label} sign={sign} isAgainst />
          ))}
        </tbody>
      </table>
    </li>
  );
}

function Sign({ sign, isAgainst = false }: { sign: SuggestionSign; isAgainst?: boolean }) {
  const value = (text: string) => (sign.mono ? <Address text={text} /> : visible(text));
  return (
    <tr class={isAgainst ? "is-against" : undefined}>
      <th scope="row">
        <span class="sign-mark" aria-hidden="true">
          {isAgainst ? "≠" : "="}
        </span>
        <span>
          {isAgainst ? <span class="against">{t.object.against}</span> : null}
          <Label text={sign.label} />
          {sign.note ? (
            <span class="note">
              <Core text={sign.note} />
            </span>
          ) : null}
        </span>
      </th>
      <td class={sign.mono ? "mono" : undefined} translate={false} data-side={t.labels.sides["on-premises"]}>
        {value(sign.onPremises)}
      </td>
      <td class={sign.mono ? "mono" : undefined} translate={false} data-side={t.object.cloud}>
        {value(sign.cloud)}
      </td>
    </tr>
  );
}

/** The same as lines of text, for copying. */
export function suggestionsAsText(suggestions: SuggestionsView | null): string[] {
  if (!suggestions || suggestions.candidates.length === 0) return [];
  const line = (sign: SuggestionSign, before: string) =>
    `  ${before}${label(sign.label)}: ${sign.onPremises} | ${sign.cloud}${sign.note ? ` (${sign.note})` : ""}`;
  return [
    `${t.object.suggestions}. ${suggestions.note}`,
    ...suggestions.candidates.flatMap((candidate) => [
      `${label(candidate.strength)}: ${candidate.name}, ${candidate.login}, ${candidate.file}, ${t.frame.row(candidate.row)}. ${candidate.notes.join(" ")}`,
      ...candidate.signs.map((sign) => line(sign, "")),
      ...candidate.against.map((sign) => line(sign, t.object.against)),
    ]),
  ];
}
