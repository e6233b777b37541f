// The frame of the page: bar, step rail, the view in sight, foot; and what works everywhere: dropping, pasting, keys.

import { Component, type ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { version } from "../../package.json";
import { Pending } from "./components/before_after";
import { Mark } from "./components/glyph";
import { Icon } from "./components/icon";
import { KeySheet } from "./components/key_sheet";
import { savedCount } from "./components/save";
import { Rail, type StepEntry } from "./components/step_rail";
import { visible } from "./components/value";
import { Silent, Working } from "./components/working";
import { useKeys } from "./state/keys";
import { keptFacets } from "./state/lists";
import { plan, planKey } from "./state/plan";
import { theme } from "./state/preferences";
import { format, go, route, type View } from "./state/route";
import { cancel, choices, files, give, given, hasDirectory, isSchool, overview, paste, work } from "./state/store";
import { announcement, toast } from "./state/toast";
import { t } from "./text";
import { Files } from "./views/files";
import { Findings } from "./views/findings";
import { How } from "./views/how";
import { Objects } from "./views/objects";
import { Overview } from "./views/overview";
import { PlanScreen } from "./views/plan";
import { RuleView } from "./views/rule";
import { SettingsView } from "./views/settings";
import { Start } from "./views/start";
import { TakeAway } from "./views/take_away";

function steps(): StepEntry[] {
  const data = overview.value;
  const list = files.value;
  const troubled = list.filter((file) => file.problems.some((problem) => problem.isSerious)).length;
  const blockers = data?.severities.find(({ severity }) => severity === "blocker")?.count ?? 0;
  const { facts, names } = t.frame;
  const needs = hasDirectory.value ? "" : facts.needsExport;
  const chosen = choices.value.length;
  return [
    {
      view: "start",
      also: [],
      name: names.start,
      fact: given.value.length === 0 ? facts.noFiles : facts.files(Math.max(given.value.length, list.length)),
      isOpen: true,
      href: format("start"),
    },
    {
      view: "files",
      also: [],
      name: names.files,
      fact: filesFact(list.length, troubled),
      isTroubled: troubled > 0,
      isOpen: given.value.length > 0,
      href: format("files"),
    },
    {
      view: "overview",
      also: [],
      name: names.overview,
      fact: data ? t.frame.adObjects(data.onPremises) : needs,
      isOpen: data !== null,
      href: format("overview"),
    },
    {
      view: "findings",
      also: ["finding", "rule"],
      name: names.findings,
      fact: data ? facts.findings(data.findings, blockers) : needs,
      isOpen: data !== null,
      href: format("findings", "", keptFacets("findings")),
    },
    {
      view: "objects",
      also: ["object"],
      name: names.objects,
      fact: data ? facts.objects(data.onPremises, data.cloudOnly) : needs,
      isOpen: data !== null,
      href: format("objects", "", keptFacets("objects")),
    },
    {
      view: "plan",
      also: [],
      name: names.plan,
      fact: data ? facts.plan(chosen, plan.value?.waves.length ?? 0, plan.value?.refusals.length ?? 0) : needs,
      isOpen: data !== null,
      href: format("plan"),
    },
    {
      view: "take-away",
      also: [],
      name: names["take-away"],
      fact: data ? facts.saved(savedCount.value) : needs,
      isOpen: data !== null,
      href: format("take-away"),
    },
  ];
}

function filesFact(read: number, troubled: number): string {
  const { facts } = t.frame;
  if (given.value.length === 0) return facts.needsFile;
  if (read === 0 || given.value.some((file) => file.views === null)) return facts.notAllRead;
  return troubled > 0 ? facts.toLookAt(troubled) : facts.readWell;
}

export function App() {
  return (
    <Guard>
      <Page />
    </Guard>
  );
}

/** Where drawing fails, says so with the way out, until the person is elsewhere. */
class Guard extends Component<{ children: ComponentChildren }> {
  /** Where drawing failed. */
  failedAt = "";

  override componentDidCatch() {
    this.failedAt = here();
    this.setState({});
  }

  override render() {
    if (this.failedAt !== here()) this.failedAt = "";
    if (this.failedAt === "") return this.props.children;
    const to = overview.value && route.value.view !== "overview" ? "overview" : "start";
    return (
      <section class="page" role="alert">
        <p>
          <strong>{t.frame.notDrawn}</strong>
        </p>
        <p class="spaced-above">
          <button type="button" class="primary" onClick={() => go(to)}>
            {t.frame.backTo(t.frame.names[to])}
          </button>
        </p>
      </section>
    );
  }
}

function here(): string {
  const { view, item } = route.value;
  return format(view, item);
}

function Page() {
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
    view === "start" || view === "how" || view === "rule" || view === "settings" || (all[here]?.isOpen ?? false);
  // Whoever follows a link without having given files lands where files are given.
  useEffect(() => {
    if (!isReachable && work.value === null) go("start");
  }, [isReachable]);
  useFocusOnArrival();
  useEffect(() => {
    const name = view === "settings" ? t.frame.settings : all[here]?.name;
    document.title = name ? t.frame.title(name) : "dirmatch";
  });
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById("main")?.focus()}>
        {t.frame.skip}
      </button>
      <Bar openKeys={() => setShowsKeys(true)} />
      <Rail steps={all} here={here} />
      <DropArea />
      <main id="main" tabIndex={-1}>
        <Silent />
        <Working />
        <Pending />
        {work.value === null || view === "start" || view === "how" ? (
          <Guard>
            <Content view={isReachable ? view : "start"} />
          </Guard>
        ) : null}
      </main>
      <Foot />
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
  // The next item of a list goes to its top itself, when its answer is there.
  useLayoutEffect(() => {
    scrollTo({ top: 0 });
    toast.value = null;
  }, [view]);
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
    case "finding":
      return <Findings />;
    case "objects":
    case "object":
      return <Objects />;
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

function Bar({ openKeys }: { openKeys: () => void }) {
  const list = files.value;
  return (
    <header class="bar">
      <a class="brand" href={format("start")}>
        <Mark />
        <span translate={false}>dirmatch</span>
      </a>
      {list.length > 0 ? (
        <span class="loaded" translate={false}>
          {isSchool.value ? (
            <>
              {t.work.builtInSchool} <span class="quieter">{t.work.madeUp}</span>
            </>
          ) : (
            visible(list.map((file) => file.name).join(", "))
          )}
        </span>
      ) : null}
      <nav aria-label={t.frame.aboutPage}>
        <a href={format("how")} class="bar-item" aria-label={t.frame.network}>
          <Icon name="refuse" />
          <span class="bar-words">{t.frame.network}</span>
        </a>
        <a
          href={format("settings")}
          class="bar-item"
          aria-label={t.frame.settings}
          aria-current={route.value.view === "settings" ? "page" : undefined}
        >
          <Icon name="sliders" />
          <span class="bar-words">{t.frame.settings}</span>
        </a>
        <button
          type="button"
          class="bar-item"
          onClick={() => {
            theme.value = THEMES[theme.value];
          }}
          aria-label={t.frame.change(t.frame.theme[theme.value])}
        >
          <Icon name="sun" />
          <span class="bar-words">{t.frame.theme[theme.value]}</span>
        </button>
        <button type="button" class="bar-item" onClick={openKeys} aria-label={t.frame.keys}>
          <kbd>?</kbd>
          <span class="bar-words">{t.frame.keys}</span>
        </button>
      </nav>
    </header>
  );
}

/** The line at the foot. A message takes its place for a while, so that it lies on nothing that can be pressed. */
function Foot() {
  const line = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (!line.current) return;
    // A message may need more lines; what stands above the foot makes room.
    const observer = new ResizeObserver(([entry]) => {
      const height = entry?.borderBoxSize[0]?.blockSize ?? 0;
      document.documentElement.style.setProperty("--foot", `${height}px`);
    });
    observer.observe(line.current);
    return () => observer.disconnect();
  }, []);
  const list = files.value;
  const rows = list.reduce((sum, file) => sum + file.rows, 0);
  const used = list.reduce((sum, file) => sum + file.used, 0);
  return (
    <footer class={toast.value ? "foot has-toast" : "foot"} ref={line}>
      <Toast />
      {list.length === 0 ? (
        <span>
          <span translate={false}>dirmatch {version}</span>. {t.frame.nothingStored}
        </span>
      ) : (
        <span>
          {t.frame.rowsRead(rows, used)} <a href={format("files")}>{t.frame.whereTheyWent}</a>
        </span>
      )}
      <span class="foot-keys">
        {footKeys(route.value.view).map(([key, words]) => (
          <span key={key}>
            <kbd>{t.frame.keyName(key)}</kbd> {words}
          </span>
        ))}
      </span>
    </footer>
  );
}

function footKeys(view: View): (readonly [key: string, words: string])[] {
  const { does } = t.frame;
  const always: [string, string][] = [["?", does.all]];
  switch (view) {
    case "start":
      return [["Ctrl V", does.paste], ...always];
    case "objects":
      return [["J", does.down], ["K", does.up], ["Enter", does.open], ["/", does.search], ...always];
    case "findings":
      return [["J", does.down], ["K", does.up], ["→", does.openGroup], ["/", does.search], ...always];
    case "settings":
      return [["Space", does.flip], ["U", does.putBack], ["Esc", does.results], ...always];
    case "object":
      return [["J", does.next], ["K", does.previous], ["C", does.copy], ["Esc", does.back], ...always];
    case "finding":
      return [
        ["J", does.next],
        ["K", does.previous],
        ...(planKey.value ? ([["P", does[planKey.value]]] as const) : []),
        ["C", does.copy],
        ["Esc", does.back],
        ...always,
      ];
    case "how":
      return [["T", does.test], ["Esc", does.back], ...always];
    case "take-away":
      return [["Ctrl Enter", does.save], ...always];
    case "plan":
      if (choices.value.length === 0) return always;
      return [["J", does.down], ["K", does.up], ["Del", does.takeOut], ["S", does.save], ...always];
    default:
      return [["1–7", does.steps], ...always];
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
              class="quiet small"
              onClick={() => {
                const undo = toast.value?.undo;
                toast.value = null;
                undo?.();
              }}
            >
              {t.frame.undo}
            </button>
          ) : null}
          <button
            type="button"
            class="quiet small"
            aria-label={t.frame.closeMessage}
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
      <p>{t.frame.dropHere}</p>
    </div>
  ) : null;
}
