// Tries to reach out in every way that a page can, and watches the browser refuse. The address does not exist; what is
// tested is that nothing is even tried on the network. The worker imports the ways that it has as well.

const NOWHERE = "https://dirmatch.invalid/";
const WAIT = 400;

export type Verdict = "refused" | "not-refused" | "not-tried";

/** The kinds of ways out. */
export type Way = "requests" | "sockets" | "loads" | "frames" | "scripts" | "worker" | "uncovered";

/** Kinds that are called by the names of what they use, in every language. */
export const WAY_NAMES: Partial<Record<Way, string>> = {
  requests: "fetch, XMLHttpRequest",
  sockets: "WebSocket, EventSource, sendBeacon",
};

/** Ways of one kind: how many there are, and how many the browser refused. */
export interface Kind {
  name: Way;
  ways: number;
  refused: number;
  verdict: Verdict;
}

/** What a page would do to use a way out. */
type Attempt = (address: string) => unknown;

function withElement(make: (address: string) => HTMLElement): Attempt {
  return (address) => {
    const element = make(address);
    element.hidden = true;
    document.body.append(element);
    setTimeout(() => element.remove(), WAIT);
  };
}

function element(name: string, properties: (address: string) => object): Attempt {
  return withElement((address) => Object.assign(document.createElement(name), properties(address)));
}

const REQUESTS: readonly Attempt[] = [
  (address) => fetch(address, { mode: "no-cors" }),
  (address) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.send();
  },
];
const SOCKETS: readonly Attempt[] = [
  (address) => new WebSocket(address.replace("https", "wss")),
  (address) => new EventSource(address),
];

const KINDS: readonly (readonly [name: Way, attempts: readonly Attempt[]])[] = [
  ["requests", REQUESTS],
  ["sockets", [...SOCKETS, (address) => navigator.sendBeacon(address, "x")]],
  [
    "loads",
    [
      element("img", (src) => ({ src })),
      element("link", (href) => ({ rel: "stylesheet", href })),
      (address) => new FontFace("nowhere", `url("${address}")`).load(),
      element("audio", (src) => ({ src })),
      element("video", (src) => ({ src })),
    ],
  ],
  [
    "frames",
    [
      element("iframe", (src) => ({ src })),
      element("object", (data) => ({ data })),
      element("embed", (src) => ({ src })),
      (address) => {
        const properties = { action: address, method: "post", target: "_blank" };
        const form = Object.assign(document.createElement("form"), properties);
        document.body.append(form);
        form.requestSubmit();
        form.remove();
      },
    ],
  ],
  [
    "scripts",
    [element("script", (src) => ({ src })), (address) => new Worker(address), (address) => new SharedWorker(address)],
  ],
];

/**
 * How many of the ways that a worker has are refused in it. Runs in the worker. EventSource is not among them: Firefox
 * refuses it in a worker without saying so, which a page cannot tell from a way that is open.
 */
export async function triedInWorker(): Promise<{ ways: number; refused: number }> {
  return tryAll(self, [...REQUESTS, ...SOCKETS.slice(0, 1)]);
}

/** Tries all ways, one after another. `inWorker` asks the worker for its part. */
export async function selfTest(inWorker: () => Promise<{ ways: number; refused: number }>): Promise<Kind[]> {
  const results: Kind[] = [];
  const add = (name: Way, { ways, refused }: { ways: number; refused: number }) =>
    results.push({ name, ways, refused, verdict: refused === ways ? "refused" : "not-refused" });
  for (const [name, attempts] of KINDS) add(name, await tryAll(document, attempts));
  add("worker", await inWorker());
  // A try that succeeds would send something; the policy covers none of them in every browser.
  results.push({ name: "uncovered", ways: 0, refused: 0, verdict: "not-tried" });
  return results;
}

async function tryAll(hears: EventTarget, attempts: readonly Attempt[]): Promise<{ ways: number; refused: number }> {
  let refused = 0;
  for (const attempt of attempts) refused += (await isRefused(hears, attempt)) ? 1 : 0;
  return { ways: attempts.length, refused };
}

/** Refused: the browser reported that the policy forbade it, or threw. Its report is waited for, lest the next try has it. */
function isRefused(hears: EventTarget, attempt: Attempt): Promise<boolean> {
  return new Promise((resolve) => {
    let hasThrown = false;
    const end = (isStopped: boolean) => {
      hears.removeEventListener("securitypolicyviolation", stopped);
      resolve(isStopped);
    };
    const stopped = () => end(true);
    hears.addEventListener("securitypolicyviolation", stopped);
    setTimeout(() => end(hasThrown), WAIT);
    try {
      const outcome = attempt(NOWHERE);
      // A promise that fails proves nothing by itself: only the policy's report counts.
      if (outcome instanceof Promise) outcome.catch(() => undefined);
    } catch (error) {
      // The address is sound, so what throws is the refusal; Firefox has a class of its own for it. What does not exist
      // is not refused.
      hasThrown = !(error instanceof ReferenceError);
    }
  });
}

/** The browser, where the page came from, and when, for the file. */
export interface Circumstances {
  browser: "edge" | "firefox" | "chromium" | "safari" | "unknown";
  version: string;
  /** Blank where the page was opened from disk. */
  host: string;
  when: Date;
}

/** The circumstances of a test that has just been made. */
export function circumstances(): Circumstances {
  // Edge calls itself Chrome as well, and Chrome calls itself Safari: the first that fits says it.
  const signs = { edge: "Edg", firefox: "Firefox", chromium: "Chrome", safari: "Version" } as const;
  const found = (Object.keys(signs) as (keyof typeof signs)[]).flatMap((browser) => {
    const version = new RegExp(`${signs[browser]}/(\\d+)`).exec(navigator.userAgent)?.[1];
    return version ? [{ browser, version }] : [];
  });
  const host = location.protocol === "file:" ? "" : location.host;
  return { ...(found[0] ?? { browser: "unknown", version: "" }), host, when: new Date() };
}
