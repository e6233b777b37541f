// All decisions together: saved as a file, loaded from one, and those that are needed no longer.

import { decisionsFile, isUnsaved, loadDecisions, takeBack } from "../state/decisions";
import { decisions, overview } from "../state/store";
import { today } from "../state/today";
import { t } from "../text";
import { Core } from "./core";
import { Icon } from "./icon";
import { saveFiles } from "./save";

/** Saves and loads decisions. Nothing of them is kept by the page itself. */
export function DecisionsMenu() {
  const { accepted, rules } = decisions.value;
  const made = accepted.length + Object.keys(rules).length;
  return (
    <details
      class="decisions-menu"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !event.currentTarget.open) return;
        event.preventDefault();
        event.stopPropagation();
        event.currentTarget.open = false;
        event.currentTarget.querySelector("summary")?.focus();
      }}
    >
      <summary class="button">
        {t.finding.decisions(made)}
        <Icon name="down" />
      </summary>
      <div class="decisions-sheet">
        <p>
          {made === 0 ? t.finding.noDecisions : t.finding.someDecisions(accepted.length, Object.keys(rules).length)}
        </p>
        {made > 0 && isUnsaved.value ? <p>{t.finding.decisionsUnsaved}</p> : null}
        <p class="row">
          <button
            type="button"
            disabled={made === 0}
            onClick={(event) => {
              event.currentTarget.closest("details")?.removeAttribute("open");
              void saveFiles([`dirmatch-decisions-${today()}.json`], decisionsFile);
            }}
          >
            <Icon name="save" />
            {t.finding.saveDecisions}
          </button>
          <label class="button">
            <input
              class="hidden-input"
              type="file"
              accept=".json,application/json"
              onChange={(event) => {
                const input = event.currentTarget;
                const [file] = input.files ?? [];
                // The same file may be chosen again after it was changed.
                input.value = "";
                input.closest("details")?.removeAttribute("open");
                if (file) void loadDecisions(file);
              }}
            />
            {t.finding.loadDecisions}
          </label>
        </p>
      </div>
    </details>
  );
}

/** Accepted findings that are not there, and a way to take out those whose fault is gone. */
export function NotNeeded() {
  const entries = overview.value?.decisions.unneeded ?? [];
  if (entries.length === 0) return null;
  const gone = entries.filter((entry) => entry.couldRun).map((entry) => entry.place);
  return (
    <details class="fold not-needed">
      <summary>
        <Icon name="right" />
        {t.finding.notAmong(entries.length)}
      </summary>
      <ul>
        {entries.map((entry) => (
          <li key={entry.place}>
            <Core text={entry.sentence} />
          </li>
        ))}
      </ul>
      {gone.length > 0 ? (
        <p>
          <button type="button" class="small" onClick={() => void takeBack(gone)}>
            {t.finding.takeOutUnneeded(gone.length)}
          </button>
        </p>
      ) : null}
    </details>
  );
}
