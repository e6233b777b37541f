// `npm run mutants -- [FOLDER...]`: changes the code in small ways, one at a time, and looks whether a test fails. A folder is
// one of `src/`, such as `join`, `forecast` or `rules/matching`; without one these three. Takes hours; what survives is
// listed in target/mutants.out/missed.txt.

import { existsSync } from "node:fs";
import { command, inside, Plain, run, say } from "./process.mjs";
import * as setup from "./setup.mjs";

const VERSION = "27.1.0";

await command(async () => {
  const named = process.argv.slice(2);
  const folders = named.length ? named : ["join", "forecast", "rules"];
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
  const files = folders.flatMap((folder) => ["--file", `src/${folder}/**`]);
  // A mutant that makes a loop endless ends by itself; the time is set from the run without a mutant.
  await run(program, ["mutants", ...files, "--output", inside("target"), "--no-shuffle", "--colors", "never"], {
    sentence: "Some changes were noticed by no test. They are listed in target/mutants.out/missed.txt.",
  });
  say("Every change was noticed");
});
