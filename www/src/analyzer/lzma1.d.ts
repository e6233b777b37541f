// The parts of lzma1 that the worker uses; the package gives types for the whole only.

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
