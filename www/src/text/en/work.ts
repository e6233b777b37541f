// Long work and what can stop it.

import { count, counted, size } from "./forms";

const STAGES = {
  reading: "Reading",
  merging: "Putting the files together",
  indexing: "Collecting addresses and names",
  joining: "Joining",
  finding: "Looking for faults",
};

type Stage = keyof typeof STAGES;

export const work = {
  school: "Ysgol Glan yr Afon",
  builtInSchool: "Built-in school: Ysgol Glan yr Afon",
  madeUp: "(made up)",
  pastedRows: "Pasted rows",
  underWay: "Work under way",
  reading: (files: number) => `Reading ${counted(files, "file")}`,
  applying: "Working everything out with these settings",
  cancelled: "Stopped. The files are kept; the results were not complete and are not shown.",
  lost: "Your browser ran out of memory, or its worker failed. The files and your decisions are kept.",
  lostAdvice: "Close other tabs and try again; or use a 64-bit browser; or give the export in parts.",
  silent: "Nothing has come from the worker for ten seconds. It may still be at work.",
  silentAdvice: "You can wait. If you stop it, the files and your decisions are kept, and you can try again.",
  stop: "Stop it",
  tryAgain: "Try again",
  goOn: "Go on",
  stage: (stage: Stage) => STAGES[stage],
  stageCount: (stage: Stage, total: number) => {
    if (total === 0) return "";
    if (stage === "reading") return size(total);
    return stage === "finding" ? counted(total, "rule") : counted(total, "object");
  },
  stageProgress: (stage: Stage, done: number, total: number) => {
    if (stage === "reading") return total > 0 ? `${size(done)} of ${size(total)}` : size(done);
    return `${count(done)} of ${count(total)}`;
  },
  stageNow: (stage: string, progress: string) => `${stage}: ${progress}`,
  readSummary: (files: number, rows: number) => `${counted(files, "file")} read, ${counted(rows, "row")}.`,
};
