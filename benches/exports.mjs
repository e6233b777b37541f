// Makes the pairs of exports that are measured. They go to a folder for the run, which is removed at the end.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inside } from "../tools/process.mjs";

/** The release build of an example or of the command line; gives the path of its program. */
export function built(...target) {
  execFileSync("cargo", ["build", "--quiet", "--release", "--locked", ...target], { cwd: inside(), stdio: "inherit" });
  const [kind, name] = target;
  const folder = kind === "--example" ? ["release", "examples"] : ["release"];
  const suffix = process.platform === "win32" ? ".exe" : "";
  return inside("target", ...folder, `${name}${suffix}`);
}

/** A pair of exports of so many rows each: their paths, all bytes, and a way to remove them. */
export function makeExports(rows, parent = process.env.BENCH_FOLDER ?? tmpdir()) {
  const generator = built("--example", "generate_exports");
  const folder = mkdtempSync(join(parent, "dirmatch-bench-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    execFileSync(generator, [String(rows), folder], { stdio: "inherit" });
  } catch (error) {
    remove();
    throw error;
  }
  const files = [join(folder, "ad.csv"), join(folder, "users.csv")];
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  return { rows, files, bytes, remove };
}

/** The value in the middle; of an even number of values the upper of the two. */
export function median(values) {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)];
}

/** Numbers of rows as they are written on the command line: `10000,100000`. */
export function sizes(text, standard) {
  const all = (text ?? standard).split(",").map((part) => Number(part.replaceAll("_", "")));
  if (all.some((rows) => !Number.isInteger(rows) || rows < 1))
    throw new Error(`“${text}” is no list of numbers of rows`);
  return all;
}
