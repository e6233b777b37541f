// The parts of lzma1 that the unpacker uses, for which the package gives no types by themselves; and what the unpacker
// and the start give to the scripts after them.

/** The bytes that were packed by LZMA and carried as dense text. */
declare var unpackLzma: (text: string) => Uint8Array<ArrayBuffer>;

/** The worker's source, which begins where the unpacker ends. */
declare var workerSource: string;

/** What the core says, in German: a line for each template. */
declare var germanSentences: string;

declare module "lzma1-unpack/decoder.js" {
  import type { InputBuffer, OutputBuffer } from "lzma1-unpack/streams.js";
  export class Decoder {
    decompress(input: InputBuffer, output: OutputBuffer): void;
  }
}

declare module "lzma1-unpack/streams.js" {
  export class InputBuffer {
    constructor(data: Uint8Array);
  }
  export class OutputBuffer {
    constructor(capacity?: number);
    toArray(): Uint8Array<ArrayBuffer>;
  }
}
