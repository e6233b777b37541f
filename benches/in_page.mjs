// What the benchmark puts into a page before it is opened. These functions are sent to the browser as text: they may use
// nothing that stands outside of them. They change nothing of what the page does or shows.

/** Notes the longest gap between two turns of the event loop, from now on. */
export function watchBlocks() {
  window.longestBlock = 0;
  let last = performance.now();
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const now = performance.now();
    window.longestBlock = Math.max(window.longestBlock, now - last);
    last = now;
    setTimeout(() => channel.port2.postMessage(null), 1);
  };
  channel.port2.postMessage(null);
}

/**
 * Lets the benchmark hear the worker's answers, ask it questions of its own, and ask how large the module's memory is.
 * The worker's source gets a prelude for the latter; the page's policy lets the blob through as it is the only one.
 */
export function listenToWorker() {
  const prelude = `{
    let memory;
    const load = WebAssembly.instantiate;
    WebAssembly.instantiate = async (...args) => {
      const made = await load(...args);
      memory = (made.instance ?? made).exports.memory;
      return made;
    };
    self.addEventListener("message", (event) => {
      if (event.data?.name !== "benchMemory") return;
      event.stopImmediatePropagation();
      self.postMessage({ id: event.data.id, value: memory?.buffer.byteLength ?? null });
    });
  }\n`;
  const addressOf = URL.createObjectURL;
  URL.createObjectURL = (blob) =>
    addressOf.call(URL, blob.type === "text/javascript" ? new Blob([prelude, blob], { type: blob.type }) : blob);

  const bench = { overview: null, ask: null, marks: [], lost: null };
  const waiting = new Map();
  // The page counts from one and ignores answers to numbers that it does not know.
  let next = 1_000_000_000;
  const Own = window.Worker;
  window.Worker = class extends Own {
    constructor(address) {
      super(address);
      this.addEventListener("message", ({ data }) => {
        if (data.value?.outcomes && data.value.files) bench.overview = data.value;
        if (data.isLost) bench.lost = data.error;
        if ("progress" in data) {
          const { stage } = data.progress;
          if (bench.marks.at(-1)?.stage !== stage) bench.marks.push({ stage, from: performance.now() });
          return;
        }
        if (data.value?.outcomes) bench.marks.push({ stage: "showing", from: performance.now() });
        const answered = waiting.get(data.id);
        if (!answered) return;
        waiting.delete(data.id);
        if ("error" in data) answered.reject(new Error(data.error));
        else answered.resolve(data.value);
      });
      this.addEventListener("error", (event) => {
        bench.lost = event.message || "the worker is gone";
      });
      bench.ask = (name, ...args) =>
        new Promise((resolve, reject) => {
          const id = next++;
          waiting.set(id, { resolve, reject });
          this.postMessage({ id, name, args });
        });
    }
  };
  window.bench = bench;
}

/** Until the worker has loaded its module; questions before that would measure the loading. */
export async function untilLoaded() {
  while (!(await window.bench.ask?.("benchMemory"))) await new Promise((done) => setTimeout(done, 20));
  return performance.now();
}

/**
 * Milliseconds of each stage, from the worker's own reports of progress. What comes after the last finding until the answer
 * (lists, facets, the overview) counts to that stage, the time to results on screen is the rest.
 */
export function stages() {
  const { startTime, duration } = performance.getEntriesByName("dirmatch:analysis")[0];
  const marks = window.bench.marks.filter(({ from }) => from >= startTime);
  const spent = {};
  marks.forEach(({ stage, from }, place) => {
    const to = marks[place + 1]?.from ?? startTime + duration;
    spent[stage] = (spent[stage] ?? 0) + to - (place === 0 ? startTime : from);
  });
  return spent;
}

/** The counts that all tools must agree on, from the page's own results. */
export async function countsOfPage() {
  const { ask, overview } = window.bench;
  const rowsOf = (side) => overview.files.filter((file) => file.side === side).reduce((sum, { rows }) => sum + rows, 0);
  const query = { outcome: [], look: [], tools: [], kind: ["user"], confidence: [], domain: [], search: "" };
  const all = { ...query, sort: "file", descending: false };
  const counts = { adRows: rowsOf("on-premises"), cloudRows: rowsOf("cloud"), byPrimary: 0, byUpn: 0, new: 0 };
  const PIECE = 10_000;
  for (let start = 0; ; start += PIECE) {
    const { rows } = await ask("objects", all, start, PIECE);
    for (const { outcome, by } of rows) {
      if (by === "primary address") counts.byPrimary += 1;
      else if (by === "UPN") counts.byUpn += 1;
      else if (outcome.startsWith("new-object")) counts.new += 1;
    }
    if (rows.length < PIECE) break;
  }
  const none = { severity: [], group: [], rule: [], fix: [], confidence: [], domain: [], decision: [], search: "" };
  const { facets } = await ask("findings", none, 0, 0);
  const rules = facets.find((facet) => facet.name === "rule").values;
  const found = (rule) => rules.find(({ value }) => value === rule)?.count ?? 0;
  counts.sharedAddresses = found("ad-dup-proxy-address");
  counts.missingOnmicrosoft = found("missing-moera");
  return counts;
}

/** How long the page waits for the worker after the analysis: milliseconds of each question, the median of several. */
export async function interactions() {
  const { ask } = window.bench;
  const none = { outcome: [], look: [], tools: [], kind: [], confidence: [], domain: [], search: "" };
  const all = { ...none, sort: "file", descending: false };
  const timed = async (questions, list = "objects") => {
    const times = [];
    for (const [query, start, count] of questions) {
      const started = performance.now();
      await ask(list, query, start, count);
      times.push(performance.now() - started);
    }
    return times.toSorted((left, right) => left - right)[Math.floor(times.length / 2)];
  };
  const { total } = await ask("objects", all, 0, 1);
  const places = [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => Math.floor(total * part));
  const window100 = await timed(places.map((start) => [all, start, 100]));
  // Each choice is another one than before, so that the rows are chosen and counted anew.
  const chosen = [{ outcome: ["new-object"] }, { kind: ["user"] }, { confidence: ["likely"] }, { kind: ["group"] }, {}];
  const facet = await timed(chosen.map((choice) => [{ ...all, ...choice }, 0, 100]));
  const texts = ["kowalski", "müller", "1234", "nobody at all", "eleanor.green7"];
  const search = await timed(texts.map((text) => [{ ...all, search: text }, 0, 100]));
  const noFinding = { severity: [], group: [], rule: [], fix: [], confidence: [], domain: [], decision: [] };
  const searchFindings = await timed(
    texts.map((text) => [{ ...noFinding, search: text }, 0, 100]),
    "findings",
  );
  // Each order for the first time, then once more.
  const sort = await timed(["name", "upn", "cloud"].map((by) => [{ ...all, sort: by }, 0, 100]));
  const sortAgain = await timed(["name", "upn", "cloud"].map((by) => [{ ...all, sort: by }, 0, 100]));
  return { window100, facet, search, searchFindings, sort, sortAgain };
}

/** Scrolls through the list of objects, now a row, now a thousandth of all: the longest time between two frames. */
export async function scrolling() {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  location.hash = "#objects";
  let list = null;
  for (; !list?.querySelector("[role=row]"); list = document.querySelector(".objects-grid .window")) await frame();
  let longest = 0;
  let last = await frame();
  for (let step = 0; step < 200; step++) {
    list.scrollTop += step % 2 ? 40 : list.scrollHeight / 1000;
    const now = await frame();
    longest = Math.max(longest, now - last);
    last = now;
  }
  return longest;
}
