// The second script of the page, and the first part of the worker: unpacks LZMA, which no browser does by itself. The page
// carries it once. Knows nothing of what it unpacks.

import { Decoder } from "lzma1-unpack/decoder.js";
import { InputBuffer, OutputBuffer } from "lzma1-unpack/streams.js";
import { fromDenseText } from "./analyzer/dense_text";

globalThis.unpackLzma = (text) => {
  const packed = fromDenseText(text);
  const bytes = new OutputBuffer(packed.length * 4);
  new Decoder().decompress(new InputBuffer(packed), bytes);
  return bytes.toArray();
};
