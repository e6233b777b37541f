// The steps of the way, where the person is among them, and the way on and back.

import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useKeysAbove } from "../state/keys";
import { format, route, type View } from "../state/route";
import { overview } from "../state/store";
import { t } from "../text";
import { Icon } from "./icon";

/** A step, with what is to be said of it. */
export interface StepEntry {
  view: View;
  /** Views that belong to the step as well. */
  also: readonly View[];
  name: string;
  fact: string;
  isTroubled?: boolean;
  isOpen: boolean;
  href: string;
}

/** All steps where there is room; else the one at hand, and the others in a menu. */
export function Rail({ steps: all, here }: { steps: readonly StepEntry[]; here: number }) {
  const next = all[here + 1];
  return (
    <nav class="rail" aria-label={t.frame.steps}>
      <ol>
        {all.map((step, place) => (
          <li key={step.view} class={place === here ? "is-here" : ""}>
            {step.isOpen ? (
              <a href={step.href} aria-current={place === here ? "step" : undefined}>
                <StepWords step={step} place={place} />
              </a>
            ) : (
              <span class="step-words">
                <StepWords step={step} place={place} />
              </span>
            )}
          </li>
        ))}
      </ol>
      {next?.isOpen && here >= 1 ? (
        <a class="next-step" href={next.href}>
          {t.frame.next(next.name)}
          <Icon name="right" />
        </a>
      ) : null}
      {isAside() && overview.value ? (
        <a class="next-step" href={format("overview")}>
          <Icon name="left" />
          {t.frame.backToResults}
        </a>
      ) : null}
      <NarrowRail steps={all} here={here} />
    </nav>
  );
}

/** Is the person beside the way, to come back? */
function isAside(): boolean {
  return route.value.view === "settings" || route.value.view === "how";
}

/** The rail where there is no room for all steps: the one at hand, back and on. The list above shows as a menu. */
function NarrowRail({ steps: all, here }: { steps: readonly StepEntry[]; here: number }) {
  const step = all[here];
  const before = all.slice(0, Math.max(here, 0)).findLast((entry) => entry.isOpen);
  const next = isAside() ? undefined : all.slice(here + 1).find((entry) => entry.isOpen);
  return (
    <div class="narrow-rail">
      <span>
        <strong>{step?.name ?? (route.value.view === "settings" ? t.frame.settings : t.frame.about)}</strong>
        {step ? <span class="step-fact">{t.frame.stepOf(here + 1, all.length, step.fact)}</span> : null}
      </span>
      <span class="row">
        {isAside() && overview.value ? (
          <a class="button" href={format("overview")} aria-label={t.frame.backToResults}>
            <Icon name="left" />
          </a>
        ) : null}
        {before ? (
          <a class="button" href={before.href} aria-label={t.frame.backTo(before.name)}>
            <Icon name="left" />
          </a>
        ) : null}
        {next ? (
          <a class="button" href={next.href} aria-label={t.frame.onTo(next.name)}>
            <Icon name="right" />
          </a>
        ) : null}
        <StepMenu steps={all} here={here} />
      </span>
    </div>
  );
}

/** Lies over the page until a step is chosen, or the person turns to something else. */
function StepMenu({ steps: all, here }: { steps: readonly StepEntry[]; here: number }) {
  const menu = useRef<HTMLDetailsElement>(null);
  /** Says whether it was open. The focus goes back to its button. */
  const close = () => {
    const element = menu.current;
    if (!element?.open) return false;
    if (element.contains(document.activeElement)) element.querySelector("summary")?.focus({ preventScroll: true });
    element.open = false;
    return true;
  };
  useKeysAbove((event) => event.key === "Escape" && close());
  useEffect(() => {
    const leave = ({ target }: Event) => {
      if (!(target instanceof Node && menu.current?.contains(target))) close();
    };
    const ways = ["scroll", "pointerdown", "focusin"] as const;
    for (const way of ways) addEventListener(way, leave, true);
    return () => {
      for (const way of ways) removeEventListener(way, leave, true);
    };
  }, []);
  // Also for the step at hand, and for one that is chosen by its key.
  useLayoutEffect(() => void close(), [route.value]);
  return (
    <details class="menu" ref={menu}>
      <summary class="button" aria-label={t.frame.allSteps}>
        <Icon name="down" />
      </summary>
      <ul>
        {all.map((entry, place) => (
          <li key={entry.view}>
            {entry.isOpen ? (
              <a href={entry.href} aria-current={place === here ? "step" : undefined} onClick={() => void close()}>
                {place + 1} {entry.name}
              </a>
            ) : (
              <span class="note">
                {place + 1} {entry.name}, {entry.fact}
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function StepWords({ step, place }: { step: StepEntry; place: number }) {
  return (
    <>
      <span class="step-name">
        <span class="step-digit">{place + 1}</span> {step.name}
      </span>
      <span class={step.isTroubled ? "step-fact is-troubled" : "step-fact"}>
        {step.isTroubled ? <Icon name="info" /> : null}
        {step.fact}
      </span>
    </>
  );
}
