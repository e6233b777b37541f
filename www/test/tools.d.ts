// The types of what a test takes from `tools/`, which is plain JavaScript.

declare module "*/tools/dense_text.mjs" {
  /** The dense text of some bytes. */
  export function toDenseText(bytes: Iterable<number>): string;
}

declare module "*.md?raw" {
  const text: string;
  export default text;
}

interface ImportMeta {
  /** The bundler's: files by a pattern. */
  glob<Content>(patterns: readonly string[], options: object): Record<string, Content>;
}

declare module "*/tools/german.mjs" {
  /** The lines of the part of the page that holds what the core says, in German. */
  export function germanLines(sentences?: Record<string, string>): string;
}
