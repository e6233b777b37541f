// Bytes out of the dense text that the page carries them in. What writes it is `tools/dense_text.mjs`. Knows nothing of
// what the bytes are.
//
// The page is written in UTF-16, whose byte order mark every browser believes before what a server says, so each letter is
// two bytes as they are. Some numbers are no letters or do not come through: halves of a pair of surrogates stand alone, a
// reader of HTML replaces the null and takes a carriage return for a line feed, a line feed and a byte order mark may get lost,
// "<" could end the element, and two numbers are no characters. Each of these is written as two letters, the first of which
// is U+E000, itself among them. Whether the last letter is one byte or two, the first one says. It takes 3 % more room than
// the bytes; with one byte for each letter, in UTF-8, it would be 15 %.

const ESCAPE = 0xe000;
/** The numbers that are written as U+E000 and U+F800 with their place here. Surrogates are written as U+E000 and a letter higher by 0x1000. */
const LEFT_OUT = [0x0000, 0x000a, 0x000d, 0x003c, ESCAPE, 0xfeff, 0xfffe, 0xffff];

/** The bytes of a dense text. */
export function fromDenseText(text: string): Uint8Array<ArrayBuffer> {
  const numbers = new Uint8Array(text.length * 2);
  let length = 0;
  for (let place = 1; place < text.length; place++) {
    let number = text.charCodeAt(place);
    if (number === ESCAPE) {
      number = text.charCodeAt(++place);
      number = number < 0xf800 ? number - 0x1000 : (LEFT_OUT[number - 0xf800] ?? 0);
    }
    numbers[length++] = number;
    numbers[length++] = number >> 8;
  }
  return numbers.subarray(0, Math.max(0, length - Number(text[0] ?? 0)));
}
