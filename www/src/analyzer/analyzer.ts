// The page's side of the worker: questions with promises, progress, and an end at any time. Starts a new worker where
// the old one is gone; what it knew is gone with it, and the store reads the files again.

import { part, unpacked } from "./parts";
import type { Answer, CallName, Calls, Progress, Question, Start } from "./protocol";

/** The work was ended by the person. */
export class Cancelled extends Error {}

/** The worker is gone: it ran out of memory or failed in a way that it cannot recover from. */
export class Lost extends Error {}

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
  tell: ((progress: Progress) => void) | undefined;
}

/** How long a worker may say nothing before the person is told. It may still be at work, so only the person ends it. */
const SILENCE = 10_000;

export class Analyzer {
  #worker: Promise<Worker> | null = null;
  #waiting = new Map<number, Waiting>();
  #next = 1;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tellSilence: (isSilent: boolean) => void;
  #tellLoss: (error: Lost) => void;

  /**
   * `tellSilence` hears when a worker that was asked says nothing for long, and when that is over; `tellLoss` when a worker
   * is gone, whoever asked it.
   */
  constructor(tellSilence: (isSilent: boolean) => void, tellLoss: (error: Lost) => void) {
    this.#tellSilence = tellSilence;
    this.#tellLoss = tellLoss;
  }

  /** Asks the worker. `tell` hears how far it has come. */
  ask<Name extends CallName>(
    name: Name,
    args: Calls[Name]["args"],
    tell?: (progress: Progress) => void,
  ): Promise<Calls[Name]["answer"]> {
    const worker = this.#started();
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, tell });
      if (this.#waiting.size === 1) this.#listen();
      worker.then((worker) => worker.postMessage({ id, name, args } satisfies Question)).catch(reject);
    });
  }

  /** Loads the module before anything is asked, so that the first question does not wait for it. */
  warmUp(): void {
    this.#started();
  }

  /** Ends whatever runs, at once. Everything that the worker knew is gone. */
  stop(error: Error = new Cancelled()): void {
    this.#worker?.then(
      (worker) => worker.terminate(),
      () => undefined,
    );
    this.#worker = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#listen();
    for (const { reject } of waiting) reject(error);
    if (error instanceof Lost) this.#tellLoss(error);
  }

  #started(): Promise<Worker> {
    if (this.#worker) return this.#worker;
    const worker = this.#begin();
    worker.catch((error) => this.stop(new Lost(String(error))));
    this.#worker = worker;
    return worker;
  }

  async #begin(): Promise<Worker> {
    const worker = new Worker((await workerAddress()) as string);
    worker.onmessage = (event: MessageEvent<Answer>) => this.#hear(event.data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.stop(new Lost(event.message));
    };
    worker.onmessageerror = () => this.stop(new Lost());
    worker.postMessage({ module: part("module") } satisfies Start);
    return worker;
  }

  #hear(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    if (!waiting) return;
    if ("progress" in answer) {
      waiting.tell?.(answer.progress);
    } else if ("error" in answer && answer.isLost) {
      this.stop(new Lost(answer.error));
    } else {
      this.#waiting.delete(answer.id);
      if ("error" in answer) waiting.reject(new Error(answer.error));
      else waiting.resolve(answer.value);
    }
    this.#listen();
  }

  /** Something was asked or said: what matters is how long nothing follows. */
  #listen(): void {
    clearTimeout(this.#timer);
    this.#tellSilence(false);
    if (this.#waiting.size > 0) this.#timer = setTimeout(() => this.#tellSilence(true), SILENCE);
  }
}

let address: Promise<unknown> | null = null;

/**
 * The address of the worker's source. A page opened from disk may start a worker from a blob only, and the Trusted
 * Types policy lets exactly this blob through.
 */
function workerAddress(): Promise<unknown> {
  address ??= unpacked(part("unpacker")).then((unpacker) =>
    trusted(URL.createObjectURL(new Blob([unpacker, workerSource], { type: "text/javascript" }))),
  );
  return address;
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL: (url: string) => unknown };
}

function trusted(own: string): unknown {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  if (!types) return own;
  const policy = types.createPolicy("dirmatch-worker", {
    createScriptURL: (url) => {
      if (url !== own) throw new TypeError("only the page's own worker may run");
      return url;
    },
  });
  return policy.createScriptURL(own);
}
