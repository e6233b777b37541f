// The types of `dense_text.mjs`, for the test that reads what it writes.

/** The dense text of some bytes. */
export function toDenseText(bytes: Iterable<number>): string;
