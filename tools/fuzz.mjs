// `npm run fuzz -- [SECONDS] [TARGET...]`: a long look at everything that takes input, guided by coverage. A target is
// `import`, `import/FORMAT`, `analysis`, `settings` or `decisions`; without one, all of them. What breaks a promise is
// kept in `fuzz/seeds`, where an ordinary test replays it.

import { cpSync, mkdirSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { ask, command, inside, Plain, run, say } from "./process.mjs";
import * as setup from "./setup.mjs";

/** Coverage counters in every function and comparison, as `cargo fuzz` asks for them; no sanitizer, for the core has no unsafe code. */
const FLAGS = [
  "-Cpasses=sancov-module",
  "-Cllvm-args=-sanitizer-coverage-level=4",
  "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
  "-Cllvm-args=-sanitizer-coverage-pc-table",
  "-Cllvm-args=-sanitizer-coverage-trace-compares",
  "-Ccodegen-units=1",
  "--cfg=fuzzing",
];

function seeds(target) {
  return inside("fuzz", "seeds", ...target.split("/"));
}

/** Every target: one for each folder of seeds. */
function all() {
  const importers = readdirSync(seeds("import"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const others = readdirSync(inside("fuzz", "seeds")).filter((name) => name !== "import");
  return [...importers.map((entry) => `import/${entry.name}`), ...others];
}

async function fuzz(target, seconds, host) {
  const [name, format] = target.split("/");
  const corpus = inside("target", "fuzz", "corpus", ...target.split("/"));
  mkdirSync(corpus, { recursive: true });
  cpSync(seeds(target), corpus, { recursive: true });
  const env = format && format !== "any" ? { DIRMATCH_FUZZ_FORMAT: format } : {};
  await run(
    inside("target", "fuzz", host, "release", name),
    [
      corpus,
      `-max_total_time=${seconds}`,
      "-max_len=8192",
      "-timeout=10",
      "-rss_limit_mb=4096",
      "-print_final_stats=1",
      "-verbosity=0",
      `-dict=${inside("fuzz", "import.dict")}`,
      `-artifact_prefix=${seeds(target)}/`,
    ],
    { env, sentence: `${target}: an input broke a promise; it is kept in ${seeds(target)}.` },
  );
}

await command(async () => {
  await setup.rust();
  const [seconds = "600", ...named] = process.argv.slice(2);
  if (!/^\d+$/.test(seconds)) throw new Plain("The first argument is the number of seconds for each target.");
  const host = ask("rustc", ["-vV"])?.match(/^host: (.*)$/m)?.[1];
  if (!host) throw new Plain("rustc does not say what machine this is.");
  const manifest = ["--manifest-path", inside("fuzz", "Cargo.toml")];
  await run(
    "cargo",
    ["build", "--release", "--locked", "--target", host, "--target-dir", inside("target", "fuzz"), ...manifest],
    {
      env: { RUSTFLAGS: FLAGS.join(" ") },
    },
  );
  const targets = named.length ? named : all();
  const failures = [];
  const next = async () => {
    for (let target = targets.shift(); target; target = targets.shift()) {
      say(`${target}, ${seconds} s`);
      try {
        await fuzz(target, seconds, host);
      } catch (error) {
        if (!(error instanceof Plain)) throw error;
        failures.push(error.message);
      }
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, next));
  if (failures.length) throw new Plain(failures.join("\n"));
  say("No input broke a promise");
});
