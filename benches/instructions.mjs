// Counts the instructions that the core needs for made-up exports, by callgrind, and holds them against the committed
// baseline: `npm run bench:instructions`. The count hardly depends on the machine or on what else it does, so a change for
// the worse shows that a clock would hide. `--update` writes the baseline after a change that was meant.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ask, command, inside, Plain, say } from "../tools/process.mjs";
import { built, makeExports } from "./exports.mjs";

const BASELINE = inside("benches", "instructions.json");
const TOLERANCE = 0.03;
const ROWS = 10_000;
const STAGES = ["read", "merge", "settings", "index", "join", "rules", "lists"];

/** Instructions of each stage and of all of them, and the functions that take most by themselves. */
export function count(rows) {
  if (ask("valgrind", ["--version"]) === null)
    throw new Plain("valgrind is not installed. It is a package of that name.");
  const program = built("--example", "analyse_pair");
  const exports = makeExports(rows);
  const folder = mkdtempSync(join(tmpdir(), "dirmatch-callgrind-"));
  const output = join(folder, "callgrind.out");
  try {
    const valgrind = ["--tool=callgrind", `--callgrind-out-file=${output}`, program, join(exports.files[0], "..")];
    execFileSync("valgrind", valgrind, { stdio: "ignore" });
    const options = { encoding: "utf8", maxBuffer: 1 << 28 };
    const inclusive = lines(
      execFileSync("callgrind_annotate", ["--inclusive=yes", "--threshold=100", output], options),
    );
    const own = lines(execFileSync("callgrind_annotate", ["--threshold=100", output], options));
    const stages = Object.fromEntries(STAGES.map((stage) => [stage, total(inclusive, `analyse_pair::stage_${stage}`)]));
    // Some stages are done twice, for the sake of the last, so all of the program would be too much.
    const all = STAGES.reduce((sum, stage) => sum + stages[stage], 0);
    const missing = STAGES.filter((stage) => !(stages[stage] > 0));
    if (missing.length > 0) throw new Error(`callgrind tells nothing of ${missing.join(", ")}`);
    return { rows, stages, all, program: total(inclusive, "analyse_pair::main"), own };
  } finally {
    exports.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Instructions and function of each line that callgrind_annotate prints about one. */
function lines(text) {
  return [...text.matchAll(/^\s*([\d,]+) \([ \d.]+%\)\s+[^\s:]*:(.+?)(?: \[[^\]]*\])?$/gm)].map(([, number, name]) => ({
    instructions: Number(number.replaceAll(",", "")),
    name: name.replace(/'2$/, ""),
  }));
}

function total(all, name) {
  return all.find((line) => line.name === name)?.instructions ?? 0;
}

/** Parts of all instructions by the module whose function spends them itself; what is inlined counts to the function around it. */
function modules(own, program) {
  const sums = new Map();
  for (const { instructions, name } of own) {
    const found =
      /\b(dirmatch|dirmatch_engine|analyse_pair|csv_core|csv|hashbrown|core|alloc|std)::(\w+)?(?:::(\w+)::)?/.exec(
        name,
      );
    const [, crate, first, second] = found ?? [];
    const isOwn = crate === "dirmatch" || crate === "dirmatch_engine";
    const other = crate?.startsWith("csv") || crate === "hashbrown" ? crate.split("_")[0] : "the standard library";
    const module = isOwn ? [first, second].filter(Boolean).join("::") : crate === "analyse_pair" ? "inlined" : other;
    sums.set(module, (sums.get(module) ?? 0) + instructions);
  }
  const parts = [...sums].map(([module, sum]) => [module, Math.round((sum / program) * 1000) / 1000]);
  return Object.fromEntries(parts.sort((left, right) => right[1] - left[1]).filter(([, part]) => part >= 0.01));
}

function percent(now, before) {
  const change = (now / before - 1) * 100;
  return `${change < 0 ? "−" : "+"}${Math.abs(change).toFixed(1)} %`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await command(async () => {
    const update = process.argv.includes("--update");
    const rows = Number(process.argv.slice(2).find((one) => /^\d+$/.test(one)) ?? ROWS);
    const { stages, all, program, own } = count(rows);
    console.log("Functions that take most by themselves:");
    for (const { instructions, name } of own.slice(0, 15)) {
      console.log(`${((instructions / program) * 100).toFixed(1).padStart(6)} %  ${name}`);
    }
    console.log("\nBy module:");
    const byModule = modules(own, program);
    for (const [module, part] of Object.entries(byModule)) {
      console.log(`${(part * 100).toFixed(1).padStart(6)} %  ${module}`);
    }
    console.log();
    if (update && rows === ROWS) {
      writeFileSync(
        BASELINE,
        `${JSON.stringify({ rows, tolerance: TOLERANCE, all, stages, modules: byModule }, null, 2)}\n`,
      );
      say(`The baseline is now ${(all / 1e6).toFixed(0)} million instructions`);
      return;
    }
    const baseline = rows === ROWS ? JSON.parse(readFileSync(BASELINE, "utf8")) : null;
    const row = (name, now, before) =>
      `${name.padEnd(10)} ${(now / 1e6).toFixed(1).padStart(10)} million, ${(now / rows).toFixed(0).padStart(6)} a row` +
      (before ? `, ${percent(now, before)} against the baseline` : "");
    for (const stage of STAGES) console.log(row(stage, stages[stage], baseline?.stages[stage]));
    console.log(row("all", all, baseline?.all));
    if (!baseline) return;
    const change = all / baseline.all - 1;
    const told =
      "If this was meant, run `npm run bench:instructions -- --update` and commit benches/instructions.json.";
    if (change > baseline.tolerance) {
      throw new Plain(
        `The core needs ${percent(all, baseline.all)} instructions, more than the tolerance allows. ${told}`,
      );
    }
    if (change < -baseline.tolerance) {
      throw new Plain(
        `The core needs ${percent(all, baseline.all)} instructions: better, so the baseline must follow. ${told}`,
      );
    }
    say("The number of instructions is that of the baseline");
  });
}
