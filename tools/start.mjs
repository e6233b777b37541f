// `npm start`: builds everything and serves the page on this machine.

import { build } from "./build.mjs";
import { command } from "./process.mjs";
import { serve } from "./serve.mjs";

await command(async () => {
  await build();
  const { address } = await serve();
  console.log(`\ndirmatch is at ${address}`);
  console.log("Stop it with Ctrl+C. The file dist/dirmatch.html is the same page and opens from disk.");
});
