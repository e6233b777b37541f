// The types of what a test takes from `tools/`, which is plain JavaScript.

declare module "*/tools/dense_text.mjs" {
  /** The dense text of some bytes. */
  export function toDenseText(bytes: Iterable<number>): string;
}
