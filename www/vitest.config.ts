// The tests of the page's own parts run without a browser; what needs one is in tests/e2e.

import { defineConfig } from "vitest/config";

export default defineConfig({
  root: import.meta.dirname,
  cacheDir: "../node_modules/.vite",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: { include: ["test/**/*.test.{ts,tsx}"], setupFiles: ["test/address.ts"] },
});
