// Writes bytes as the dense text that the page carries them in; `www/src/analyzer/dense_text.ts` reads it and says what
// its letters are. Knows nothing of what the bytes are.

const LEFT_OUT = [0, 10, 13, 26, 60];
const LETTERS = Array.from({ length: 128 }, (_, code) => code)
  .filter((code) => !LEFT_OUT.includes(code))
  .map((code) => String.fromCharCode(code));
const ROOM_FOR_ANOTHER = LETTERS.length ** 2 - (1 << 13);

/** The dense text of some bytes. */
export function toDenseText(bytes) {
  const pairs = [];
  let bits = 0;
  let waiting = 0;
  const write = (pair, width) => {
    pairs.push(LETTERS[pair % LETTERS.length] + LETTERS[Math.floor(pair / LETTERS.length)]);
    bits >>>= width;
    waiting -= width;
  };
  for (const byte of bytes) {
    bits |= byte << waiting;
    waiting += 8;
    if (waiting > 13) {
      const isSmall = (bits & 8191) < ROOM_FOR_ANOTHER;
      write(bits & (isSmall ? 16383 : 8191), isSmall ? 14 : 13);
    }
  }
  // At most seven zeros fill up what is left, so that they make no byte.
  if (waiting > 7 || bits >= LETTERS.length) write(bits, waiting);
  else if (waiting > 0) pairs.push(LETTERS[bits]);
  return pairs.join("");
}
