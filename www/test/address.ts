// Stands in for the browser's address and its events, which the route reads when it is loaded.

Object.assign(globalThis, { location: { hash: "" }, addEventListener: () => undefined });
