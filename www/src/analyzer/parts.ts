// What the page carries in itself as dense text: its styles, its script, the worker's source and the module. Knows nothing
// of what they are.

import { fromDenseText } from "./dense_text";

/** The text of a part. */
export function part(id: string): string {
  return document.getElementById(id)?.textContent ?? "";
}

/** A text that the page carries compressed. */
export function unpacked(text: string): Promise<string> {
  const packed = new Blob([fromDenseText(text)]).stream();
  return new Response(packed.pipeThrough(new DecompressionStream("deflate-raw"))).text();
}
