// How the four bundles are made: the start, the unpacker, the page and the worker, each one classic script, because a page opened from
// disk may load neither modules nor other files.

import { defineConfig } from "vite";

export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  publicDir: false,
  // The package gives its packer with its unpacker; the page needs the latter only.
  resolve: { alias: { "lzma1-unpack": `${import.meta.dirname}/../node_modules/lzma1/lib` } },
  build: {
    outDir: "../dist/parts",
    emptyOutDir: mode === "worker",
    target: ["chrome125", "firefox128", "safari18"],
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input:
        { worker: "src/analyzer/worker.ts", start: "src/start.ts", unpacker: "src/unpacker.ts", page: "src/main.tsx" }[
          mode
        ] ?? "",
      output: { format: "iife", entryFileNames: `${mode}.js`, assetFileNames: `${mode}[extname]` },
    },
  },
}));
