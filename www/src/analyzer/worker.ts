// Runs in the worker, after the unpacker: loads the WebAssembly module, answers questions one after another. Decides nothing by itself.

import init, { exportCommands, readDecisions, readingChoices, ruleReference, Session } from "../../pkg/dirmatch.js";
import { triedInWorker } from "../state/self_test";
import type { TakenAway } from "../wire/types";
import type { Answer, CallName, Calls, Progress, Question, Start } from "./protocol";

type Handlers = {
  [Name in Exclude<CallName, "reachOut">]: (tell: Tell, ...args: Calls[Name]["args"]) => Calls[Name]["answer"];
};
type Tell = (stage: Progress["stage"], done: number, total: number) => void;

const post = (answer: Answer) => self.postMessage(answer);

function handlers(session: Session): Handlers {
  return {
    addFile: (tell, file, choice) => session.addFile(file, choice, tell),
    addText: (tell, name, text, choice) => session.addText(name, text, choice, tell),
    addSchool: (tell) => session.addSchool(tell),
    removeFile: (_, place) => {
      session.removeFile(place);
      return null;
    },
    analyze: (tell, settings, decisions) => session.analyze(settings, decisions, tell),
    decide: (_, decisions) => session.decide(decisions),
    readDecisions: (_, text) => readDecisions(text),
    settings: () => session.settings(),
    whatIf: (tell, settings) => session.whatIf(settings, tell),
    whatIfObjects: (_, start, count) => session.whatIfObjects(start, count),
    objects: (_, query, start, count) => session.objects(query, start, count),
    objectPlace: (_, query, id) => session.objectPlace(query, id),
    object: (_, id) => session.object(id),
    findings: (_, query, start, count) => session.findings(query, start, count),
    findingPlace: (_, query, id) => session.findingPlace(query, id),
    finding: (_, id) => session.finding(id),
    rule: (_, id) => ruleReference(id),
    exportCommands: () => exportCommands(),
    readingChoices: () => readingChoices(),
    tryFix: (tell, finding, fix) => session.tryFix(finding, fix, tell),
    plan: (_, choices) => session.plan(choices),
    planSteps: (_, wave, start) => session.planSteps(wave, start),
    tryPlan: (tell) => session.tryPlan(tell),
    planFiles: (_, date) => session.planFiles(date),
    planFile: (_, name, date) => new Blob([session.planFile(name, date) as Uint8Array<ArrayBuffer>]),
    fixCommand: (_, finding, fix) => session.fixCommand(finding, fix),
    safeFixes: (_, query) => session.safeFixes(query),
    takeAway: (_, order, seed) => {
      const pieces: Uint8Array<ArrayBuffer>[] = [];
      const taken: TakenAway = session.takeAway(order, seed, (bytes: Uint8Array<ArrayBuffer>) => pieces.push(bytes));
      // What must not be read by others goes no further than here.
      return { taken, file: taken.refused === null ? new Blob(pieces, { type: taken.mediaType }) : null };
    },
    takeAwayPreview: (_, order, seed, rows) => session.takeAwayPreview(order, seed, rows),
  };
}

async function start(message: Start): Promise<void> {
  // Questions that come while the module loads wait for it.
  const ready = init({ module_or_path: unpackLzma(message.module) }).then(() => handlers(new Session()));
  self.onmessage = (event: MessageEvent<Question>) => {
    void ready.then((known) => answer(known, event.data)).catch((error) => lost(event.data.id, error));
  };
}

function lost(id: number, error: unknown): void {
  post({ id, error: error instanceof Error ? error.message : String(error), isLost: true });
}

function answer(known: Handlers, { id, name, args }: Question): void {
  if (name === "reachOut") {
    void triedInWorker().then((value) => post({ id, value }));
    return;
  }
  const tell: Tell = (stage, done, total) => post({ id, progress: { stage, done, total } });
  try {
    const handler = known[name] as (tell: Tell, ...args: readonly unknown[]) => unknown;
    post({ id, value: handler(tell, ...args) });
  } catch (error) {
    // The core says in a plain Error what it cannot do. Anything else is a trap, a stack or a memory that is used up, and
    // each browser has its own class for them: the module may be in any state, and nothing more is asked of it.
    if (error instanceof Error && error.name === "Error") post({ id, error: error.message, isLost: false });
    else lost(id, error);
  }
}

self.onmessage = (event: MessageEvent<Start>) => void start(event.data);
