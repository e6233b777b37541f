// Bytes out of the dense text that the page carries them in. What writes it is `tools/dense_text.mjs`. Knows nothing of
// what the bytes are.
//
// The text has 123 letters: every character that UTF-8 writes as one byte, without those that do not come through. A reader
// of HTML replaces the null and takes a carriage return for a line feed, other programs change line feeds or stop at the
// substitute character, and "<" could end the element. Two letters hold 13 bits, or 14 where those 13 are a small number; a
// letter alone at the end completes the last byte. It is basE91 with more letters. Base64 takes 15 % more room.

const LETTERS = 123;
/** The characters without a number: null, line feed, carriage return, substitute, "<". */
const LEFT_OUT = [0, 10, 13, 26, 60];
/** The number of each letter, by its code. */
const NUMBERS = Uint8Array.from({ length: 128 }, (_, code) => code - LEFT_OUT.filter((other) => other < code).length);
/** Below this, 13 bits leave room for a fourteenth in two letters. */
const ROOM_FOR_ANOTHER = LETTERS * LETTERS - (1 << 13);

/** The bytes of a dense text. */
export function fromDenseText(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array((text.length * 7 + 8) >> 3);
  let length = 0;
  let bits = 0;
  let waiting = 0;
  for (let place = 0; place + 1 < text.length; place += 2) {
    const pair = digit(text, place) + digit(text, place + 1) * LETTERS;
    bits |= pair << waiting;
    waiting += (pair & 8191) < ROOM_FOR_ANOTHER ? 14 : 13;
    for (; waiting >= 8; waiting -= 8) {
      bytes[length++] = bits;
      bits >>>= 8;
    }
  }
  if (text.length % 2 === 1) bytes[length++] = bits | (digit(text, text.length - 1) << waiting);
  return bytes.subarray(0, length);
}

function digit(text: string, place: number): number {
  return NUMBERS[text.charCodeAt(place)] ?? 0;
}
