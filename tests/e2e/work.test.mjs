// Long work: it shows how far it is, it can be ended at once, the files are kept, and it can go on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { choose, file, open, pair, results, useBrowser } from "./harness.mjs";

useBrowser();

/** An AD export of so many users; large enough that reading it takes a while. */
function large(users) {
  const lines = ["ObjectGUID,sAMAccountName,userPrincipalName,mail,proxyAddresses,displayName"];
  for (let number = 0; number < users; number++) {
    const hex = number.toString(16).padStart(12, "0");
    const address = `user${number}@contoso.com`;
    lines.push(
      `88666888-0101-4111-8bbb-${hex},user${number},${address},${address},SMTP:${address}|smtp:alias${number}@contoso.com,User ${number}`,
    );
  }
  return lines.join("\n");
}

/** Runs in the page before its own script: the first worker reads and tells how far it is, but never comes to an end. */
function firstReadingHasNoEnd() {
  let isFirst = true;
  const Real = Worker;
  globalThis.Worker = class extends Real {
    #neverEnds = isFirst;
    set onmessage(listener) {
      isFirst = false;
      super.onmessage = (event) => {
        if (!this.#neverEnds || "progress" in event.data) listener.call(this, event);
      };
    }
  };
}

test("work can be ended and taken up again", async () => {
  const { page, close } = await open("from disk", { before: firstReadingHasNoEnd });
  await choose(page, [file("large.csv", large(100_000))]);
  const work = page.getByRole("region", { name: "Work under way" });
  // Progress in real counts.
  await work.getByText(/^\d+ MB of \d+ MB$/).waitFor();
  await page.getByRole("button", { name: /Cancel/ }).click();
  await page.getByText("Stopped. The files are kept").waitFor();
  assert.equal(await work.count(), 0);
  await page.locator("main", { hasText: "large.csv" }).getByText("not read yet").waitFor();
  await page.getByRole("button", { name: "Go on" }).click();
  await results(page);
  await page.locator(".file", { hasText: "100,000 of 100,000 rows used" }).waitFor();
  await close();
});

/** Runs in the page before its own script: a worker that never gets on with reading, as on a drive that went away. */
function readingHangs() {
  const Real = Worker;
  globalThis.Worker = class extends Real {
    postMessage(message) {
      if (message.name !== "addFile") super.postMessage(message);
    }
  };
}

test("Escape ends the work, and the file can be taken out", async () => {
  const { page, close } = await open("from disk", { before: readingHangs });
  await choose(page, pair().slice(0, 1));
  await page.getByRole("region", { name: "Work under way" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByText("Stopped. The files are kept").waitFor();
  await page.getByRole("button", { name: "Take this file out" }).click();
  await page.getByRole("button", { name: "Open the built-in school" }).waitFor();
  await close();
});

/** Runs in the page before its own script: the first worker that is asked to analyse dies, as for lack of memory. */
function firstWorkerDies() {
  let isFirst = true;
  const Real = Worker;
  globalThis.Worker = class extends Real {
    postMessage(message) {
      if (isFirst && message.name === "analyze") {
        isFirst = false;
        this.onerror(new ErrorEvent("error", { message: "out of memory", cancelable: true }));
      } else {
        super.postMessage(message);
      }
    }
  };
}

test("a worker that dies is told, the files are kept, and a new one takes over", async () => {
  const { page, close } = await open("from disk", { before: firstWorkerDies });
  await choose(page, pair());
  await page
    .getByText("Your browser ran out of memory, or its worker failed. The files and your decisions are kept.")
    .waitFor();
  await page.getByRole("button", { name: "Try again" }).click();
  await results(page);
  await page.getByText("Of the 4 objects in Active Directory").waitFor();
  await close();
});
