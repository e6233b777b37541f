// The settings: what is known of the tenant, where each value comes from, and switches to play with.

import { useEffect, useRef } from "preact/hooks";
import { BeforeAfter, Buttons } from "../components/before_after";
import { Label } from "../components/core";
import { PageSettings } from "../components/page_settings";
import { Setting } from "../components/setting";
import { useAnswer } from "../state/answer";
import { useKeys } from "../state/keys";
import { format, go } from "../state/route";
import { applied, discard, draft, preview, trouble } from "../state/settings";
import { analyzer, edition, overview } from "../state/store";
import { t } from "../text";

export function SettingsView() {
  const heading = useRef<HTMLHeadingElement>(null);
  const kept = useAnswer(`settings ${edition.value}`, () => analyzer.ask("settings", []));
  useKeys((event) => {
    if (event.key === "u" && draft.value !== null) {
      discard();
      return true;
    }
    if (event.key === "Escape") {
      if (document.activeElement instanceof HTMLInputElement && document.activeElement.matches(".text")) {
        document.activeElement.blur();
      } else if (overview.value) {
        go("overview");
      }
      return true;
    }
    return false;
  });
  // The button that was pressed is gone with the old results.
  useEffect(() => {
    if (applied.value !== null) heading.current?.focus();
  }, [applied.value]);
  const view = (draft.value && preview.value?.settings) || kept.value;
  if (overview.value === null) {
    return (
      <div class="page">
        <h1>{t.frame.settings}</h1>
        <p class="lead">
          {t.settings.none((words) => (
            <a href={format("files")}>{words}</a>
          ))}
        </p>
        <PageSettings />
      </div>
    );
  }
  const toCounts = () => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: "start" });
  };
  const result = (
    <>
      <p>
        <strong>
          {trouble.value !== "" ? trouble.value : preview.value ? t.settings.changes(preview.value.changed) : ""}
        </strong>
      </p>
      <Buttons />
      <button type="button" class="quiet" onClick={toCounts}>
        {t.settings.allCounts}
      </button>
    </>
  );
  return (
    <div class="page settings">
      <h1>{t.frame.settings}</h1>
      <p class="lead">{t.settings.lead}</p>
      <div class="columns">
        <div>
          <PageSettings />
          {view?.groups.map((group) => (
            <section key={group.title} class="setting-group">
              <h2 class="section">
                <Label text={group.title} />
              </h2>
              {group.rows.map((row) => (
                <Setting key={row.name} row={row} result={result} />
              ))}
            </section>
          ))}
        </div>
        <aside>
          <BeforeAfter heading={heading} rows={view?.groups.flatMap((group) => group.rows) ?? []} />
        </aside>
      </div>
    </div>
  );
}
