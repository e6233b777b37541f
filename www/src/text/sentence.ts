// Takes what the core says apart into words and values, so that the words can be said in another language. Knows no
// language itself.
//
// Values are what the core marks, what is quoted, names that the view knows, addresses, domains and numbers. Each stands in
// the template as a number in braces. A value that is not recognised makes a template that no catalogue has, and then the
// sentence is said as the core says it; nothing is ever put into another place than its own.

/** A sentence without its values. */
export interface Sentence {
  template: string;
  values: string[];
}

const MARKED = "\u2068[^\u2069]*\u2069";
const QUOTED = "“[^”]*”";
const ADDRESS = "[^\\s(\u2068]*@[^\\s]*[^\\s.,:;)%]";
const DOMAIN = "[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+";
const NUMBER = "(?<![\\w-])(?:\\d[\\d,]*|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine)(?![\\w-])";
/** Where one sentence ends and the next begins. */
const BETWEEN = /(?<=[.:?!]) (?=[A-Z{])/;

/** The sentences of a text. `names` are those that may stand in it without a mark. */
export function sentences(text: string, names: readonly string[] = []): Sentence[] {
  const known = names
    .filter((name) => name.length > 2)
    .toSorted((left, right) => right.length - left.length)
    .map((name) => `(?<![\\p{L}\\d])${escaped(name)}(?![\\p{L}\\d])`);
  const value = new RegExp([MARKED, QUOTED, ...known, ADDRESS, DOMAIN, NUMBER].join("|"), "gu");
  const values: string[] = [];
  const template = text.replace(value, (found) => `{${values.push(found) - 1}}`);
  return template.split(BETWEEN).map((part) => {
    const own: string[] = [];
    const numbered = part.replace(/\{(\d+)\}/g, (_, place) => `{${own.push(values[Number(place)] ?? "") - 1}}`);
    return { template: numbered, values: own };
  });
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
