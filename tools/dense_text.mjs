// Writes bytes as the dense text that the page carries them in; `www/src/analyzer/dense_text.ts` reads it and says what
// its letters are. Knows nothing of what the bytes are.

/** Numbers that are no letters, or none that come through: see the reader. */
const LEFT_OUT = [0x0000, 0x000a, 0x000d, 0x003c, 0xe000, 0xfeff, 0xfffe, 0xffff];

/** The dense text of some bytes. */
export function toDenseText(bytes) {
  const isOdd = bytes.length % 2 === 1;
  const letters = [isOdd ? "1" : "0"];
  for (let place = 0; place < bytes.length; place += 2) {
    const number = bytes[place] | ((bytes[place + 1] ?? 0) << 8);
    if (number >= 0xd800 && number < 0xe000) letters.push("\ue000", String.fromCharCode(number + 0x1000));
    else if (LEFT_OUT.includes(number)) letters.push("\ue000", String.fromCharCode(0xf800 + LEFT_OUT.indexOf(number)));
    else letters.push(String.fromCharCode(number));
  }
  return letters.join("");
}
