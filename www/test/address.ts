// Stands in for the browser's address, its events, its languages and the root of the page, which modules read when they
// are loaded.

const stands = {
  location: { hash: "" },
  addEventListener: () => undefined,
  document: { documentElement: { dataset: {}, lang: "" } },
  navigator: { languages: ["en-GB"] },
};

for (const [name, value] of Object.entries(stands)) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
