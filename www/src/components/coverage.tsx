// Which checks the files allow, put together by the reason, and what would allow the others.

import { useEffect, useState } from "preact/hooks";
import { byReason } from "../state/coverage";
import { analyzer } from "../state/store";
import { t } from "../text";
import type { CoverageRow, ExportCommandView } from "../wire/types";
import { copy } from "./command";
import { Core, Label } from "./core";
import { Icon } from "./icon";

const STATES = ["runs", "in-part", "assumed", "cannot-run"] as const;

export function Coverage({ rows }: { rows: readonly CoverageRow[] }) {
  const [commands, setCommands] = useState<readonly ExportCommandView[]>([]);
  useEffect(() => {
    void analyzer.ask("exportCommands", []).then(setCommands, () => setCommands([]));
  }, []);
  const parts = STATES.map((state) => ({ state, rows: rows.filter((row) => row.state === state) })).filter(
    (part) => part.rows.length > 0,
  );
  return (
    <section>
      <h2 class="section" id="coverage">
        {t.files.coverage}
        <span class="section-note">
          {t.files.checks(rows.length)} {parts.map((part) => t.files.checksIn(part.state, part.rows.length)).join(", ")}
        </span>
      </h2>
      <div class="coverage-bar" aria-hidden="true">
        {parts.map((part) => (
          <span class={`coverage-${part.state}`} style={{ flexGrow: part.rows.length }} key={part.state} />
        ))}
      </div>
      <table class="plain coverage">
        <thead>
          <tr>
            <th scope="col">{t.files.check}</th>
            <th scope="col">{t.files.state}</th>
            <th scope="col">{t.files.why}</th>
            <th scope="col">
              <span class="hidden">{t.files.allows}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {parts
            .flatMap((part) => byReason(part.rows))
            .map((group) => (
              <Checks key={group[0]?.title} group={group} commands={commands} />
            ))}
        </tbody>
      </table>
    </section>
  );
}

interface ChecksProps {
  /** Checks of one state and reason. */
  group: readonly CoverageRow[];
  commands: readonly ExportCommandView[];
}

function Checks({ group: [first, ...others], commands }: ChecksProps) {
  if (!first) return null;
  const command = commands.find((known) => known.id === first.command && known.script !== "");
  return (
    <tr>
      <th scope="row">
        <Label text={first.title} />
        {others.length > 0 ? (
          <details>
            <summary>{t.files.otherChecks(others.length)}</summary>
            <ul>
              {others.map((row) => (
                <li key={row.title}>
                  <Label text={row.title} />
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </th>
      <td>
        <span class="with-glyph">
          <span class={`swatch coverage-${first.state}`} aria-hidden="true" />
          <strong>{t.labels.coverage[first.state]}</strong>
        </span>
      </td>
      <td>
        <Core text={first.why} />
      </td>
      <td>
        {command ? (
          <button type="button" class="small" onClick={() => void copy(command.script)}>
            <Icon name="copy" />
            <Label text={command.title} />
          </button>
        ) : null}
      </td>
    </tr>
  );
}
