// The frame of the page: bar, step rail, the view in sight, foot; and what works everywhere: dropping, pasting, keys.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Mark } from "./components/glyph";
import { Icon } from "./components/icon";
import { KeySheet } from "./components/key_sheet";
import { savedCount } from "./components/save";
import { visible } from "./components/value";
import { Silent, Working } from "./components/working";
import { useKeys } from "./state/keys";
import { keptFacets } from "./state/lists";
import { plan } from "./state/plan";
import { theme } from "./state/preferences";
import { format, go, route, type View } from "./state/route";
import { cancel, choices, files, give, given, hasDirectory, isSchool, overview, paste, work } from "./state/store";
import { announcement, toast } from "./state/toast";
import { count, counted, t } from "./text/en";
import { Files } from "./views/files";
import { FindingView } from "./views/finding";
import { Findings } from "./views/findings";
import { How } from "./views/how";
import { ObjectView } from "./views/object";
import { Objects } from "./views/objects";
import { Overview } from "./views/overview";
import { PlanScreen } from "./views/plan";
import { RuleView } from "./views/rule";
import { SettingsView } from "./views/settings";
import { Start } from "./views/start";
import { TakeAway } from "./views/take_away";

interface StepEntry {
  view: View;
  /** Views that belong to the step as well. */
  also: readonly View[];
  name: string;
  fact: string;
  isOpen: boolean;
  href: string;
}

function steps(): StepEntry[] {
  const data = overview.value;
  const list = files.value;
  const troubled = list.filter((file) => file.problems.some((problem) => problem.isSerious)).length;
  const blockers = data?.severities.find(({ severity }) => severity === "blocker")?.count ?? 0;
  const needs = hasDirectory.value ? "" : "needs an export";
  const chosen = choices.value.length;
  return [
    {
      view: "start",
      also: [],
      name: "Start",
      fact:
        given.value.length === 0
          ? "no files yet"
          : `${counted(Math.max(given.value.length, list.length), "file")} given`,
      isOpen: true,
      href: format("start"),
    },
    {
      view: "files",
      also: [],
      name: "Files",
      fact: filesFact(list.length, troubled),
      isOpen: given.value.length > 0,
      href: format("files"),
    },
    {
      view: "overview",
      also: [],
      name: "Overview",
      fact: data ? counted(data.onPremises, "AD object") : needs,
      isOpen: data !== null,
      href: format("overview"),
    },
    {
      view: "findings",
      also: ["finding", "rule"],
      name: "Findings",
      fact: data
        ? `${count(data.findings)} found${blockers > 0 ? `, ${count(blockers)} ${blockers === 1 ? "is a blocker" : "are blockers"}` : ""}`
        : needs,
      isOpen: data !== null,
      href: format("findings", "", keptFacets("findings")),
    },
    {
      view: "objects",
      also: ["object"],
      name: "Objects",
      fact: data ? `${count(data.onPremises)} and ${count(data.cloudOnly)} cloud only` : needs,
      isOpen: data !== null,
      href: format("objects", "", keptFacets("objects")),
    },
    {
      view: "plan",
      also: [],
      name: "Plan",
      fact: data ? t.planFact(chosen, plan.value?.waves.length ?? 0, plan.value?.refusals.length ?? 0) : needs,
      isOpen: data !== null,
      href: format("plan"),
    },
    {
      view: "take-away",
      also: [],
      name: "Take away",
      fact: data ? t.savedFiles(savedCount.value) : needs,
      isOpen: data !== null,
      href: format("take-away"),
    },
  ];
}

function filesFact(read: number, troubled: number): string {
  if (given.value.length === 0) return "needs a file";
  if (read === 0 || given.value.some((file) => file.views === null)) return "not all read";
  return troubled > 0 ? `${count(troubled)} to look at` : "all read well";
}

export function App() {
  const all = steps();
  const { view } = route.value;
  const here = all.findIndex((step) => step.view === view || step.also.includes(view));
  const [showsKeys, setShowsKeys] = useState(false);
  useKeys((event) => {
    const step = all[Number(event.key) - 1];
    if (step?.isOpen) {
      location.hash = step.href;
      return true;
    }
    if (event.key === "?") {
      setShowsKeys(true);
      return true;
    }
    if (event.key === "Escape" && work.value) {
      cancel();
      return true;
    }
    return false;
  });
  const isReachable =
    view === "start" ||
    view === "how" ||
    view === "rule" ||
    (view === "settings" && hasDirectory.value) ||
    (all[here]?.isOpen ?? false);
  // Whoever follows a link without having given files lands where files are given.
  useEffect(() => {
    if (!isReachable && work.value === null) go("start");
  }, [isReachable]);
  useFocusOnArrival();
  useEffect(() => {
    const name = view === "settings" ? "Settings" : all[here]?.name;
    document.title = name ? `${name}, dirmatch` : "dirmatch";
  });
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById("main")?.focus()}>
        Skip to content
      </button>
      <Bar openKeys={() => setShowsKeys(true)} />
      <Rail steps={all} here={here} />
      <DropArea />
      <main id="main" tabIndex={-1}>
        <Silent />
        <Working />
        {work.value === null || view === "start" || view === "how" ? (
          <Content view={isReachable ? view : "start"} />
        ) : null}
      </main>
      <Foot />
      <Toast />
      {showsKeys ? <KeySheet close={() => setShowsKeys(false)} /> : null}
    </>
  );
}

/** Whoever goes to another view is there with the focus too: the next Tab is in it, and a screen reader begins there. */
function useFocusOnArrival(): void {
  const { view, item } = route.value;
  const isFirst = useRef(true);
  useLayoutEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else document.getElementById("main")?.focus({ preventScroll: true });
  }, [view, item]);
}

function Content({ view }: { view: View }) {
  switch (view) {
    case "start":
      return <Start />;
    case "files":
      return <Files />;
    case "overview":
      return <Overview />;
    case "findings":
      return <Findings />;
    case "finding":
      return <FindingView />;
    case "objects":
      return <Objects />;
    case "object":
      return <ObjectView />;
    case "plan":
      return <PlanScreen />;
    case "take-away":
      return <TakeAway />;
    case "rule":
      return <RuleView />;
    case "settings":
      return <SettingsView />;
    case "how":
      return <How />;
  }
}

const THEMES = { system: "light", light: "dark", dark: "system" } as const;
const THEME_WORDS = { system: "Theme: system", light: "Theme: light", dark: "Theme: dark" } as const;

function Bar({ openKeys }: { openKeys: () => void }) {
  const list = files.value;
  return (
    <header class="bar">
      <a class="brand" href={format("start")}>
        <Mark />
        dirmatch
      </a>
      {list.length > 0 ? (
        <span class="loaded">
          {isSchool.value ? (
            <>
              {t.builtInSchool} <span class="quieter">{t.madeUp}</span>
            </>
          ) : (
            visible(list.map((file) => file.name).join(", "))
          )}
        </span>
      ) : null}
      <nav aria-label="About the page">
        <a href={format("how")} class="bar-item" aria-label="No network. How do I know?">
          <Icon name="refuse" />
          <span class="bar-words">No network. How do I know?</span>
        </a>
        {hasDirectory.value ? (
          <a
            href={format("settings")}
            class="bar-item"
            aria-label="Settings"
            aria-current={route.value.view === "settings" ? "page" : undefined}
          >
            <Icon name="sliders" />
            <span class="bar-words">Settings</span>
          </a>
        ) : null}
        <button
          type="button"
          class="bar-item"
          onClick={() => {
            theme.value = THEMES[theme.value];
          }}
          aria-label={`${THEME_WORDS[theme.value]}. Change`}
        >
          <Icon name="sun" />
          <span class="bar-words">{THEME_WORDS[theme.value]}</span>
        </button>
        <button type="button" class="bar-item" onClick={openKeys} aria-label="Keys">
          <kbd>?</kbd>
          <span class="bar-words">Keys</span>
        </button>
      </nav>
    </header>
  );
}

function Rail({ steps: all, here }: { steps: readonly StepEntry[]; here: number }) {
  const next = all[here + 1];
  return (
    <nav class="rail" aria-label="Steps">
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
          Next: {next.name}
          <Icon name="right" />
        </a>
      ) : null}
      {route.value.view === "settings" && overview.value ? (
        <a class="next-step" href={format("overview")}>
          <Icon name="left" />
          Back to your results
        </a>
      ) : null}
      <NarrowRail steps={all} here={here} />
    </nav>
  );
}

/** The rail where there is no room for all steps: the one at hand, back and on. The list above shows as a menu. */
function NarrowRail({ steps: all, here }: { steps: readonly StepEntry[]; here: number }) {
  const step = all[here];
  const before = all.slice(0, Math.max(here, 0)).findLast((entry) => entry.isOpen);
  const isAside = route.value.view === "settings";
  const next = isAside ? undefined : all.slice(here + 1).find((entry) => entry.isOpen);
  return (
    <div class="narrow-rail">
      <span>
        <strong>{step?.name ?? (isAside ? "Settings" : "About")}</strong>
        {step ? (
          <span class="step-fact">
            step {here + 1} of {all.length}, {step.fact}
          </span>
        ) : null}
      </span>
      <span class="row">
        {isAside && overview.value ? (
          <a class="button" href={format("overview")} aria-label="Back to your results">
            <Icon name="left" />
          </a>
        ) : null}
        {before ? (
          <a class="button" href={before.href} aria-label={`Back to ${before.name}`}>
            <Icon name="left" />
          </a>
        ) : null}
        {next ? (
          <a class="button" href={next.href} aria-label={`On to ${next.name}`}>
            <Icon name="right" />
          </a>
        ) : null}
        <details class="menu">
          <summary class="button" aria-label="All steps">
            <Icon name="down" />
          </summary>
          <ul>
            {all.map((entry, place) => (
              <li key={entry.view}>
                {entry.isOpen ? (
                  <a href={entry.href} onClick={closeMenu}>
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
      </span>
    </div>
  );
}

function closeMenu(event: MouseEvent): void {
  if (event.currentTarget instanceof Element) event.currentTarget.closest("details")?.removeAttribute("open");
}

function StepWords({ step, place }: { step: StepEntry; place: number }) {
  return (
    <>
      <span class="step-name">
        <span class="step-digit">{place + 1}</span> {step.name}
      </span>
      <span class="step-fact">{step.fact}</span>
    </>
  );
}

function Foot() {
  const list = files.value;
  const rows = list.reduce((sum, file) => sum + file.rows, 0);
  const used = list.reduce((sum, file) => sum + file.used, 0);
  return (
    <footer class="foot">
      {list.length === 0 ? (
        <span>Nothing is stored. Closing the page forgets everything.</span>
      ) : (
        <span>
          {counted(rows, "row")} read: {count(used)} used, {count(rows - used)} set aside.{" "}
          <a href={format("files")}>Where they went</a>
        </span>
      )}
      <span class="foot-keys">
        {footKeys(route.value.view).map(([key, words]) => (
          <span key={key}>
            <kbd>{key}</kbd> {words}
          </span>
        ))}
      </span>
    </footer>
  );
}

function footKeys(view: View): [key: string, words: string][] {
  const always: [string, string][] = [["?", "all keys"]];
  switch (view) {
    case "start":
      return [["Ctrl V", "paste rows"], ...always];
    case "objects":
      return [["J", "down"], ["K", "up"], ["Enter", "open"], ["/", "search"], ...always];
    case "findings":
      return [["J", "down"], ["K", "up"], ["→", "open a group"], ["/", "search"], ...always];
    case "settings":
      return [["Space", "flip"], ["U", "put back"], ["Esc", "back to your results"], ...always];
    case "object":
      return [["J", "next"], ["K", "previous"], ["C", "copy"], ["Esc", "back"], ...always];
    case "finding":
      return [["J", "next"], ["K", "previous"], ["P", "add to the plan"], ["C", "copy"], ["Esc", "back"], ...always];
    case "take-away":
      return [["Ctrl Enter", "save"], ...always];
    case "plan":
      return [["J", "down"], ["K", "up"], ["Del", "take out"], ["S", "save"], ...always];
    default:
      return [["1–7", "steps"], ...always];
  }
}

function Toast() {
  return (
    <div class="toasts" role="status">
      <span class="announced">{announcement.value}</span>
      {toast.value ? (
        <div class="toast">
          <span>{toast.value.words}</span>
          {toast.value.undo ? (
            <button
              type="button"
              class="quiet"
              onClick={() => {
                const undo = toast.value?.undo;
                toast.value = null;
                undo?.();
              }}
            >
              Undo
            </button>
          ) : null}
          <button
            type="button"
            class="quiet"
            aria-label="Close message"
            onClick={() => {
              toast.value = null;
            }}
          >
            <Icon name="cross" />
          </button>
        </div>
      ) : null}
    </div>
  );
}

/** Files may be let go anywhere; the browser's own way with a dropped file, to leave the page, is kept off. */
function DropArea() {
  const [isOver, setOver] = useState(false);
  const depth = useRef(0);
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const enter = (event: DragEvent) => {
      event.preventDefault();
      if (!holdsFiles(event)) return;
      depth.current++;
      setOver(true);
    };
    const leave = () => {
      depth.current = Math.max(0, depth.current - 1);
      if (depth.current === 0) setOver(false);
    };
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      void give([...(event.dataTransfer?.files ?? [])]);
    };
    const pasted = (event: ClipboardEvent) => {
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
      const list = [...(event.clipboardData?.files ?? [])];
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (list.length > 0) void give(list);
      else if (text.includes("\n")) void paste(text);
    };
    document.addEventListener("dragenter", enter);
    document.addEventListener("dragleave", leave);
    document.addEventListener("dragover", over);
    document.addEventListener("drop", drop);
    document.addEventListener("paste", pasted);
    return () => {
      document.removeEventListener("dragenter", enter);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("dragover", over);
      document.removeEventListener("drop", drop);
      document.removeEventListener("paste", pasted);
    };
  }, []);
  return isOver ? (
    <div class="drop-overlay" aria-hidden="true">
      <p>Let go anywhere. The files are told apart by what is in them.</p>
    </div>
  ) : null;
}
