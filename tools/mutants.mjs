// `npm run mutants -- [FOLDER...] [OPTION...]`: changes the code in small ways, one at a time, and looks whether a test fails.
// A folder is one of `src/`, such as `join`, `forecast` or `rules/matching`; without one these three. Options go to
// cargo-mutants: `--list` says how many changes there are, `--shard 0/20` tries every twentieth, `--iterate` only those that
// were not noticed before, `--re WORDS` those whose description has the words. A change takes half a minute to a few minutes,
// so a folder takes hours and a shard is the rule. What no test notices is listed in target/mutants.out/missed.txt;
// .cargo/mutants.toml says which changes no test can notice, and why.

import { existsSync } from "node:fs";
import { command, inside, Plain, run, say } from "./process.mjs";
import * as setup from "./setup.mjs";

const VERSION = "27.1.0";

/** The tests that look at a folder; what is not here gets all of them. Each is compiled anew for every change. */
const TESTS = {
  join: [
    "join_table",
    "join_blocks",
    "join_scope",
    "join_steps",
    "lookups",
    "before",
    "what_if",
    "metamorphic",
    "known_truth",
    "oracle",
  ],
  forecast: ["forecast", "rules", "join_table"],
  rules: ["rules", "idfix_kinds", "one_fault_one_finding", "clean", "registry", "decisions"],
};

await command(async () => {
  const given = process.argv.slice(2);
  const split = given.findIndex((word) => word.startsWith("-"));
  const named = split < 0 ? given : given.slice(0, split);
  const options = split < 0 ? [] : given.slice(split);
  const folders = named.length ? named : Object.keys(TESTS);
  for (const folder of folders) {
    if (!existsSync(inside("src", ...folder.split("/")))) throw new Plain(`There is no folder src/${folder}.`);
  }
  await setup.rust();
  const tools = inside("target", "tools");
  const program = `${tools}/bin/cargo-mutants${process.platform === "win32" ? ".exe" : ""}`;
  if (!existsSync(program)) {
    say("Building cargo-mutants (once, some minutes)");
    await run("cargo", ["install", "cargo-mutants", "--version", VERSION, "--locked", "--root", tools], {
      sentence: "cargo-mutants could not be built. The lines above say why.",
    });
  }
  // The engine's package names its source by a path that leads out of its folder, so no glob may begin at `src`.
  const files = folders.flatMap((folder) => ["--file", `**/src/${folder}/**`]);
  const known = folders.map((folder) => TESTS[folder.split("/")[0]]);
  const tests = known.every(Boolean) ? [...new Set(known.flat())].flatMap((name) => ["--test", name]) : [];
  await run(
    program,
    [
      "mutants",
      ...["--workspace", "--test-workspace", "true", "--output", inside("target"), "--no-shuffle", "--colors", "never"],
      // A shard takes its changes from all files.
      ...(options.includes("--shard") ? ["--sharding", "round-robin"] : []),
      ...[...files, ...options, "--", "--lib", ...tests],
    ],
    {
      // What was compiled for the last run is kept. Random tests try fewer cases, and always the same.
      env: {
        CARGO_TARGET_DIR: inside("target", "mutants"),
        PROPTEST_CASES: process.env.PROPTEST_CASES ?? "200",
        PROPTEST_RNG_SEED: process.env.PROPTEST_RNG_SEED ?? "1",
      },
      sentence: "Some changes were noticed by no test. They are listed in target/mutants.out/missed.txt.",
    },
  );
  if (!options.includes("--list")) say("Every change was noticed");
});
