// Runs other programs and tells in a sentence what went wrong. Knows nothing of what they are for.

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A sentence for the person; ends the run without a stack trace. */
export class Plain extends Error {}

/** Runs a program in the project's folder and shows what it says. Fails with the sentence if it fails. */
export function run(program, args, { sentence, env, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: "inherit", env: { ...process.env, ...env } });
    child.on("error", (error) => reject(new Plain(sentence ?? `${program} could not be started: ${error.message}`)));
    child.on("close", (code) =>
      code === 0 ? resolve() : reject(new Plain(sentence ?? `${[program, ...args].join(" ")} ended with ${code}.`)),
    );
  });
}

/** What a program prints, or null if it is not there or fails. */
export function ask(program, args) {
  const answer = spawnSync(program, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  return answer.status === 0 ? answer.stdout.trim() : null;
}

/** The fingerprint of a file, or of nothing if there is none. */
export function fingerprint(path) {
  return existsSync(path) ? createHash("sha256").update(readFileSync(path)).digest("hex") : "none";
}

/** A path inside the project. */
export function inside(...parts) {
  return join(root, ...parts);
}

/** Runs the main function of a command, and tells a plain sentence where there is one. */
export async function command(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof Plain)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}

/** Says what is being done, as a line of its own. */
export function say(line) {
  console.log(`> ${line}`);
}
