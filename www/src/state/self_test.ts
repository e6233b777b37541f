// Tries to reach out in every way that a page can, and watches the browser refuse. The address does not exist; what is
// tested is that nothing is even tried on the network.

const NOWHERE = "https://dirmatch.invalid/";
const WAIT = 400;

export type Verdict = "refused" | "not-refused" | "cannot-be-tested";

export interface Try {
  way: string;
  verdict: Verdict;
}

/** A way out: what a page would do to use it. */
interface Way {
  name: string;
  attempt: (address: string) => unknown;
}

function withElement(make: (address: string) => HTMLElement) {
  return (address: string) => {
    const element = make(address);
    element.hidden = true;
    document.body.append(element);
    setTimeout(() => element.remove(), WAIT);
  };
}

const WAYS: readonly Way[] = [
  { name: "fetch", attempt: (address) => fetch(address, { mode: "no-cors" }) },
  {
    name: "XMLHttpRequest",
    attempt: (address) => {
      const request = new XMLHttpRequest();
      request.open("GET", address);
      request.send();
    },
  },
  { name: "WebSocket", attempt: (address) => new WebSocket(address.replace("https", "wss")) },
  { name: "EventSource", attempt: (address) => new EventSource(address) },
  { name: "Beacon", attempt: (address) => navigator.sendBeacon(address, "x") },
  {
    name: "Image",
    attempt: withElement((address) => Object.assign(document.createElement("img"), { src: address })),
  },
  {
    name: "Style sheet",
    attempt: withElement((address) =>
      Object.assign(document.createElement("link"), { rel: "stylesheet", href: address }),
    ),
  },
  {
    name: "Font",
    attempt: (address) => new FontFace("nowhere", `url("${address}")`).load(),
  },
  {
    name: "Sound and film",
    attempt: withElement((address) => Object.assign(document.createElement("audio"), { src: address })),
  },
  {
    name: "Frame",
    attempt: withElement((address) => Object.assign(document.createElement("iframe"), { src: address })),
  },
  {
    name: "Script from outside",
    attempt: withElement((address) => Object.assign(document.createElement("script"), { src: address })),
  },
  { name: "Worker from outside", attempt: (address) => new Worker(address) },
  {
    name: "Form",
    attempt: (address) => {
      const form = Object.assign(document.createElement("form"), { action: address, method: "post", target: "_blank" });
      document.body.append(form);
      form.requestSubmit();
      form.remove();
    },
  },
];

/** Tries all ways, one after another. */
export async function selfTest(): Promise<Try[]> {
  const results: Try[] = [];
  for (const way of WAYS) results.push({ way: way.name, verdict: await tryOne(way) });
  return results;
}

/** Refused: the browser threw at once, or reported that the policy forbade it. */
function tryOne(way: Way): Promise<Verdict> {
  return new Promise((resolve) => {
    let isOver = false;
    const end = (verdict: Verdict) => {
      if (isOver) return;
      isOver = true;
      document.removeEventListener("securitypolicyviolation", refused);
      resolve(verdict);
    };
    const refused = () => end("refused");
    document.addEventListener("securitypolicyviolation", refused);
    setTimeout(() => end("not-refused"), WAIT);
    try {
      const outcome = way.attempt(NOWHERE);
      // A promise that fails proves nothing by itself: only the policy's report counts.
      if (outcome instanceof Promise) outcome.catch(() => undefined);
    } catch (error) {
      end(error instanceof TypeError || error instanceof DOMException ? "refused" : "cannot-be-tested");
    }
  });
}
