// What a measurement must name to mean anything later: the processor, the day. No names of the machine or of people.

import { cpus, totalmem } from "node:os";

export function machine() {
  const cores = cpus().length;
  const memory = Math.round(totalmem() / 2 ** 30);
  const day = new Date().toISOString().slice(0, 10);
  return { cores, memory, day, sentence: `${day}, ${cores} cores, ${memory} GB` };
}
