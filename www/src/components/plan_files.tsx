// The files of the plan, each with a button and all at once, and how the script is run.

import { useAnswer } from "../state/answer";
import { useKeys } from "../state/keys";
import { planNumber } from "../state/plan";
import { analyzer } from "../state/store";
import { today } from "../state/today";
import { t } from "../text";
import type { PlanView } from "../wire/types";
import { Core } from "./core";
import { Icon } from "./icon";
import { CommandLine } from "./runbook";
import { saveFiles } from "./save";

export function PlanFiles({ view, canSave }: { view: PlanView; canSave: boolean }) {
  const files = useAnswer(`${planNumber.value} ${canSave}`, () =>
    canSave ? analyzer.ask("planFiles", [today()]) : Promise.resolve([]),
  );
  const list = files.value ?? [];
  const run = (start: string) => {
    const name = list.map((file) => file.name).find((name) => name.startsWith(start) && name.endsWith(".json"));
    return `.\\dirmatch-plan.ps1 -Plan .\\${name} -WhatIf`;
  };
  const save = (names: readonly string[]) => void saveFiles(names, (name) => analyzer.ask("planFile", [name, today()]));
  const saveAll = () => save(list.map(({ name }) => name));
  useKeys((event) => {
    if (event.key !== "s" || list.length === 0) return false;
    saveAll();
    return true;
  });
  return (
    <section>
      <h2 class="section">{t.plan.files}</h2>
      {canSave ? null : <p class="note">{view.refusals.length > 0 ? t.plan.noFilesAtOdds : t.plan.noFilesYet}</p>}
      {list.length > 0 ? (
        <>
          <p class="row">
            <button type="button" class="primary" aria-keyshortcuts="s" onClick={saveAll}>
              <Icon name="save" />
              {t.plan.save}
              <kbd>S</kbd>
            </button>
            <button type="button" onClick={() => print()}>
              {t.frame.print}
            </button>
          </p>
          <details class="fold">
            <summary>
              <Icon name="right" />
              {t.plan.oneByOne(list.length)}
            </summary>
            <ul class="plan-files">
              {list.map((file) => (
                <li key={file.name}>
                  <button
                    type="button"
                    class="quiet small mono"
                    translate={false}
                    aria-label={t.plan.saveFile(file.name)}
                    onClick={() => save([file.name])}
                  >
                    {file.name}
                  </button>
                  <span class="note">
                    <Core text={file.about} /> {t.forms.size(file.size)}.
                  </span>
                </li>
              ))}
            </ul>
          </details>
          {view.steps > 0 ? (
            <>
              <CommandLine title={t.plan.tryIt} code={run("plan-")} />
              <p class="note for-real">{t.plan.forReal(<code translate={false}>{"-WhatIf"}</code>)}</p>
              <CommandLine title={t.plan.undo} code={run("undo-")} />
              <p class="note">{t.plan.unblock(<code translate={false}>{"Unblock-File .\\dirmatch-plan.ps1"}</code>)}</p>
            </>
          ) : null}
          <p class="note">{t.plan.filesNote}</p>
        </>
      ) : null}
    </section>
  );
}
