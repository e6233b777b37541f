// What is set about the page itself: its language. Kept with how the page looks; nothing is worked out anew for it.

import { useId } from "preact/hooks";
import { type Language, language } from "../state/preferences";
import { t } from "../text";

const LANGUAGES: readonly Language[] = ["system", "en", "de"];

export function PageSettings() {
  const id = useId();
  return (
    <section class="setting-group">
      <h2 class="section">{t.settings.page}</h2>
      <div class="setting" role="group" aria-labelledby={`${id}-title`}>
        <div class="setting-words">
          <h3 id={`${id}-title`}>{t.settings.language}</h3>
          {t.settings.languageNote === "" ? null : <p id={`${id}-note`}>{t.settings.languageNote}</p>}
        </div>
        <div class="setting-control">
          <select
            aria-labelledby={`${id}-title`}
            aria-describedby={t.settings.languageNote === "" ? undefined : `${id}-note`}
            value={language.value}
            onChange={(event) => {
              language.value = LANGUAGES.find((name) => name === event.currentTarget.value) ?? "system";
            }}
          >
            {LANGUAGES.map((name) => (
              // Each language under its own name, so that whoever reads no other finds it.
              <option value={name} key={name} lang={name === "system" ? undefined : name}>
                {t.settings.languages[name]}
              </option>
            ))}
          </select>
        </div>
      </div>
    </section>
  );
}
