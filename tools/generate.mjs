// `npm run generate`: writes what is generated from the code: TypeScript types, the rule reference, the list of sentences.

import { command, run } from "./process.mjs";
import * as setup from "./setup.mjs";

await command(async () => {
  await setup.packages();
  await setup.rust();
  const env = { UPDATE: "1" };
  await run("cargo", ["test", "--quiet", "--locked", "--features", "ts", "--lib", "typescript"], { env });
  await run(
    "cargo",
    ["test", "--quiet", "--locked", "--test", "registry", "--test", "formats", "--test", "sentences"],
    { env },
  );
});
