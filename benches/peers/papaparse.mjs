// PapaParse with Maps: what a careful script would do. The work is in a worker, as in the built page.

import { asked, frame } from "./frame.mjs";

frame(async () => {
  const worker = new Worker(new URL("./papaparse.worker.mjs", import.meta.url), { type: "module" });
  await asked(worker, null);
  return (ad, cloud) => asked(worker, { ad, cloud });
});
