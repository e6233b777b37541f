// Failure is survived, in both browsers: the module traps, its stack or its memory is used up, the worker dies or hangs, in
// each stage. Each time there is a plain sentence, the files and decisions are kept, and a fresh worker does the work.
//
// The faults are put into the worker of the shipped page from outside, before its own source: the page has no switch for
// them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, BROWSERS, choose, file, go, press, results, shows, useBoth, visit } from "./both.mjs";
import { pair } from "./harness.mjs";

useBoth();

/** Runs in the page before its own script: the first worker has a fault, those after it have none. */
function firstWorkerHas(fault, source) {
  const RealBlob = Blob;
  globalThis.Blob = class extends RealBlob {
    constructor(parts, options) {
      super(options?.type === "text/javascript" ? [source, ...parts] : parts, options);
    }
  };
  const RealWorker = Worker;
  let isFirst = true;
  globalThis.Worker = class extends RealWorker {
    constructor(...args) {
      super(...args);
      this.isFirst = isFirst;
      if (isFirst) super.postMessage({ fault });
      isFirst = false;
    }
    postMessage(message) {
      // A worker that the browser ends says nothing to anybody.
      if (this.isFirst && fault.kind === "death" && message.name === fault.call) super.terminate();
      else super.postMessage(message);
    }
  };
}

/** Runs in the worker before its own source: waits to be told of a fault, and puts it where the module is called. */
function awaitFault() {
  /** A module of one function, with these instructions. */
  const run = (...body) => {
    const code = [0x0a, body.length + 4, 1, body.length + 2, 0, ...body, 0x0b];
    const head = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 0x66, 0, 0];
    new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([...head, ...code]))).exports.f();
  };
  /** Takes what memory the module could still get, but for so many pages of 64 KiB. */
  const takeMemory = (memory, left) => {
    for (let step = 1 << 15; step >= 1; step >>= 1) {
      try {
        while (memory.buffer.byteLength / 65536 + step <= 65536 - left) memory.grow(step);
      } catch {
        // The browser gives less at once; the next step is smaller.
      }
    }
  };
  const FAULTS = {
    trap: () => run(0),
    "stack overflow": () => run(0x10, 0),
    "something thrown": () => {
      throw "out of nowhere";
    },
    hang: () => {
      for (;;);
    },
  };
  const hear = (event) => {
    if (!event.data.fault) return;
    event.stopImmediatePropagation();
    removeEventListener("message", hear);
    const { kind, call } = event.data.fault;
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...args) => {
      if (call === "start") throw new WebAssembly.CompileError("no");
      const result = await instantiate.apply(WebAssembly, args);
      const { exports } = result.instance;
      const fault = (...given) => {
        if (kind === "no memory") {
          takeMemory(exports.memory, 16);
          return exports[call](...given);
        }
        FAULTS[kind]();
      };
      return { ...result, instance: { exports: { ...exports, [call]: fault } } };
    };
  };
  addEventListener("message", hear);
}

const SENTENCE = "Your browser ran out of memory, or its worker failed. The files and your decisions are kept.";

/** An AD export of so many users. */
function large(users) {
  const lines = ["ObjectGUID,sAMAccountName,userPrincipalName,mail,proxyAddresses,displayName"];
  for (let number = 0; number < users; number++) {
    const address = `user${number}@contoso.com`;
    const guid = `88666888-0101-4111-8bbb-${number.toString(16).padStart(12, "0")}`;
    lines.push(
      `${guid},user${number},${address},${address},SMTP:${address}|smtp:a${number}@contoso.com,User ${number}`,
    );
  }
  return file("large.csv", lines.join("\n"));
}

async function withFault(name, kind, call, files = pair(file)) {
  const visited = await visit(name, addressOf("from disk"), firstWorkerHas, { kind, call }, `(${awaitFault})();\n`);
  await choose(visited.page, ...files);
  return visited;
}

async function decide(page) {
  const rules = { "ad-upn-nonroutable": { severity: "off", reason: "Known.", date: "2026-01-01" } };
  const path = file("decisions.json", JSON.stringify({ schema: "dirmatch.decisions/1", rules, accepted: [] }));
  await go(page, "#findings");
  const input = await page.waitForSelector(".decisions-menu input[type=file]");
  await input.uploadFile(path);
}

/** The sentence, the files, the way on, and results as if nothing had been. */
async function recovers(page, sentence, analyses, hasDecided) {
  await shows(page, sentence);
  await shows(page, "ad.csv");
  await press(page, "Try again");
  await results(page, analyses + 1);
  await go(page, "#overview");
  await shows(page, "Of the 4 objects in Active Directory");
  await go(page, "#findings");
  await shows(page, hasDecided ? "Decisions (1)" : "Decisions");
}

/** How the person comes to each call of the module once there are results. */
const AFTER = {
  session_objects: (page) => go(page, "#objects"),
  session_object: (page) => go(page, "#object/0"),
  session_finding: (page) => go(page, "#finding/0"),
  session_settings: (page) => go(page, "#settings"),
  session_whatIf: async (page) => {
    await go(page, "#settings");
    await page.locator('::-p-aria([name="Is soft match blocked?"][role="switch"])').click();
  },
  session_takeAwayPreview: async (page) => {
    await go(page, "#take-away");
  },
};

for (const name of BROWSERS) {
  test(`${name}: a module that does not start is started anew`, async () => {
    const { page, close } = await withFault(name, "trap", "start");
    // Whether the files come before or after the first worker is given up: at most it is told, and tried again.
    await page.waitForFunction(
      (lost) =>
        performance.getEntriesByName("dirmatch:analysis").length > 0 ||
        document.querySelector("main").textContent.includes(lost),
      {},
      SENTENCE,
    );
    if (await page.evaluate((lost) => document.querySelector("main").textContent.includes(lost), SENTENCE)) {
      await press(page, "Try again");
    }
    await results(page);
    await go(page, "#overview");
    await shows(page, "Of the 4 objects in Active Directory");
    await close();
  });

  for (const call of ["session_addFile", "session_analyze"]) {
    test(`${name}: a trap in ${call}`, async () => {
      const { page, close } = await withFault(name, "trap", call);
      await recovers(page, SENTENCE, 0, false);
      await close();
    });
  }

  test(`${name}: a trap when decisions are taken in`, async () => {
    const { page, close } = await withFault(name, "trap", "session_decide");
    await results(page);
    await decide(page);
    await recovers(page, SENTENCE, 1, true);
    await close();
  });

  for (const [call, reach] of Object.entries(AFTER)) {
    test(`${name}: a trap in ${call}, after a decision`, async () => {
      const { page, close } = await withFault(name, "trap", call);
      await results(page);
      await decide(page);
      await shows(page, "Decisions (1)");
      await reach(page);
      await recovers(page, SENTENCE, 1, true);
      await close();
    });
  }

  for (const kind of ["stack overflow", "something thrown"]) {
    test(`${name}: ${kind} in the analysis`, async () => {
      const { page, close } = await withFault(name, kind, "session_analyze");
      await recovers(page, SENTENCE, 0, false);
      await close();
    });
  }

  for (const [kind, call] of [
    ["death", "addFile"],
    ["hang", "session_analyze"],
    ["hang", "session_objects"],
  ]) {
    test(`${name}: ${kind} in ${call} is told, and ended by the person`, async () => {
      const { page, close } = await withFault(name, kind, call);
      if (call in AFTER) {
        await results(page);
        await AFTER[call](page);
      }
      await shows(page, "Nothing has come from the worker for ten seconds.");
      await press(page, "Stop it");
      await recovers(page, SENTENCE, call in AFTER ? 1 : 0, false);
      await close();
    });
  }

  test(`${name}: no memory for a file is told of the file, and the worker goes on`, async () => {
    const { page, close } = await withFault(name, "no memory", "session_addFile", [large(60_000)]);
    await shows(page, "There is not enough memory for this file; nothing of it is used.");
    assert.equal(
      await page.evaluate((lost) => document.querySelector("main").textContent.includes(lost), SENTENCE),
      false,
    );
    await close();
  });

  test(`${name}: no memory for the analysis`, async () => {
    const { page, close } = await withFault(name, "no memory", "session_analyze", [large(60_000)]);
    await shows(page, SENTENCE);
    await press(page, "Try again");
    await results(page);
    await go(page, "#files");
    await shows(page, "60,000 of 60,000 rows used");
    await close();
  });
}
