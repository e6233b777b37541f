// The files of the plan, each with a button and all at once, and how the script is run.

import { useAnswer } from "../state/answer";
import { useKeys } from "../state/keys";
import { planNumber } from "../state/plan";
import { analyzer } from "../state/store";
import { today } from "../state/today";
import { t } from "../text/en";
import type { PlanView } from "../wire/types";
import { Icon } from "./icon";
import { CommandLine } from "./runbook";
import { saveFiles } from "./save";

export function PlanFiles({ view, canSave }: { view: PlanView; canSave: boolean }) {
  const files = useAnswer(`${planNumber.value} ${canSave}`, () =>
    canSave ? analyzer.ask("planFiles", [today()]) : Promise.resolve([]),
  );
  const list = files.value ?? [];
  const save = (names: readonly string[]) => void saveFiles(names, (name) => analyzer.ask("planFile", [name, today()]));
  const saveAll = () => save(list.map(({ name }) => name));
  useKeys((event) => {
    if (event.key !== "s" || list.length === 0) return false;
    saveAll();
    return true;
  });
  return (
    <section>
      <h2 class="section">What you take away</h2>
      {canSave ? null : <p class="note">{view.refusals.length > 0 ? t.noFilesAtOdds : t.noFilesYet}</p>}
      {list.length > 0 ? (
        <>
          <p class="row">
            <button type="button" class="primary" aria-keyshortcuts="s" onClick={saveAll}>
              <Icon name="save" />
              Save the plan
              <kbd>S</kbd>
            </button>
          </p>
          <ul class="plan-files">
            {list.map((file) => (
              <li key={file.name}>
                <span>
                  <strong class="mono" translate={false}>
                    {file.name}
                  </strong>
                  <span class="note">
                    {file.about} {t.fileSize(file.size)}.
                  </span>
                </span>
                <button type="button" class="small" aria-label={`Save ${file.name}`} onClick={() => save([file.name])}>
                  Save
                </button>
              </li>
            ))}
          </ul>
          {view.steps > 0 ? (
            <>
              <CommandLine
                title="Try it: shows what would change"
                code=".\dirmatch-plan.ps1 -Plan .\plan.json -WhatIf"
              />
              <CommandLine
                title="Undo: shows what would go back"
                code=".\dirmatch-plan.ps1 -Plan .\undo.json -WhatIf"
              />
            </>
          ) : null}
          <p class="note">{t.planNote}</p>
        </>
      ) : null}
    </section>
  );
}
