// Numbers, sizes, dates and plurals as a language writes them. Nothing here is a word of either language.

const MEGABYTE = 1_000_000;

/** The forms of one language, such as "en-GB". */
export function formsOf(locale: string) {
  const numbers = new Intl.NumberFormat(locale);
  const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const plurals = new Intl.PluralRules(locale);
  const days = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" });

  /** A count with thousands separated. Row numbers are not counts and stay as they are. */
  const count = (value: number): string => numbers.format(value);
  /** The word that goes with a count. */
  const plural = <Word>(value: number, one: Word, many: Word): Word => (plurals.select(value) === "one" ? one : many);
  return {
    count,
    plural,
    /** A count with its noun: "1 object", "1,338 objects". */
    counted: (value: number, one: string, many = `${one}s`): string => `${count(value)} ${plural(value, one, many)}`,
    percent: (share: number): string => `${tenths.format(share)} %`,
    size: (bytes: number): string =>
      bytes < MEGABYTE ? `${count(Math.ceil(bytes / 1000))} kB` : `${count(Math.round(bytes / MEGABYTE))} MB`,
    /** A day that is kept as "2026-08-01"; anything else stays as it is. */
    date: (day: string): string => (/^\d{4}-\d\d-\d\d$/.test(day) ? days.format(new Date(day)) : day),
    moment: (when: Date): string => moments.format(when),
  };
}
