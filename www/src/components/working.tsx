// Long work: its stages with real counts, a bar for the one that runs, and a way out.

import { useEffect, useState } from "preact/hooks";
import { cancel, failure, giveUp, isSilent, retry, work } from "../state/store";
import { t } from "../text";
import { CORE_LANG } from "../text/core";
import { Icon } from "./icon";
import { visible } from "./value";

const SHOWN_AFTER = 300;

/** The stages in their order. */
const STAGES = ["reading", "merging", "indexing", "joining", "finding"] as const;

/** Is the work worth showing yet? Short work would only flicker. */
export function useLate(isOn: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (!isOn) return;
    const timer = setTimeout(() => setLate(true), SHOWN_AFTER);
    return () => clearTimeout(timer);
  }, [isOn]);
  return isOn && late;
}

export function Working() {
  const now = work.value;
  const late = useLate(now !== null);
  if (!now || !late) return null;
  const started = STAGES.indexOf(now.stage);
  return (
    <section class="working" aria-label={t.work.underWay}>
      <h2>{now.title()}</h2>
      <ol class="stages">
        {STAGES.map((stage, place) => {
          const over = now.over.find((entry) => entry.stage === stage);
          const isNow = stage === now.stage;
          const state = isNow ? "now" : place < started ? "over" : "later";
          return (
            <li key={stage} class={`stage is-${state}`}>
              <span class="stage-mark">
                {state === "over" ? <Icon name="check" /> : null}
                {state === "now" ? <Icon name="right" /> : null}
              </span>
              <span>
                {t.work.stage(stage)}
                {isNow && now.file ? <span translate={false}> {visible(now.file)}</span> : null}
              </span>
              <span class="stage-count">
                {isNow ? t.work.stageProgress(stage, now.done, now.total) : state === "over" ? over?.count() : null}
              </span>
              {isNow ? (
                <progress
                  max={Math.max(now.total, 1)}
                  value={now.total > 0 ? now.done : undefined}
                  aria-label={t.work.stage(stage)}
                />
              ) : null}
            </li>
          );
        })}
      </ol>
      <div class="row">
        <button type="button" onClick={cancel}>
          {t.frame.cancel} <kbd>Esc</kbd>
        </button>
      </div>
    </section>
  );
}

/** The worker says nothing: wait, or stop it. */
export function Silent() {
  if (!isSilent.value) return null;
  return (
    <section class="problem is-serious" role="alert">
      <Icon name="info" />
      <div>
        <p>
          <strong>{t.work.silent}</strong> {t.work.silentAdvice}
        </p>
        <div class="row">
          <button type="button" onClick={giveUp}>
            {t.work.stop}
          </button>
        </div>
      </div>
    </section>
  );
}

export function Failed() {
  const what = failure.value;
  if (!what) return null;
  const isSerious = what.kind !== "cancelled";
  return (
    <section class={isSerious ? "problem is-serious" : "problem"} role="alert">
      <Icon name={isSerious ? "cross" : "info"} />
      <div>
        <p>
          <strong lang={what.kind === "error" ? CORE_LANG : undefined}>{what.message()}</strong>
        </p>
        {what.kind === "lost" ? <p>{t.work.lostAdvice}</p> : null}
        <div class="row">
          <button type="button" onClick={() => void retry()}>
            {isSerious ? t.work.tryAgain : t.work.goOn}
          </button>
        </div>
      </div>
    </section>
  );
}
