// What the core says, as the page says it: its words in the language of the page where they are known, its values as they
// are. What is not known stays in the core's English, sentence by sentence, and is marked as that.

import { spoken } from "../state/language";
import { CORE_LANG, germanParts, isSame, label } from "./core";
import { german } from "./german";
import { type Sentence, sentences } from "./sentence";

/** A piece of text and its language; `undefined` for that of the page. */
export interface Piece {
  text: string;
  lang: string | undefined;
}

const NUMBERS: Readonly<Record<string, string>> = {
  two: "zwei",
  three: "drei",
  four: "vier",
  five: "fünf",
  six: "sechs",
  seven: "sieben",
  eight: "acht",
  nine: "neun",
};

/** Where something stands: a name, a file and a row. */
const PLACE = /^([^.:?!]+\S*\.\w+), row (\d+)$/;

/** A text of the core in the language of the page. `names` are those that may stand in it. */
export function said(text: string, names: readonly string[] = []): Piece[] {
  if (spoken.value === "en") return [{ text: plain(text), lang: undefined }];
  // A label holds no value.
  const whole = text.includes("\u2068") ? text : (germanParts(text) ?? label(text));
  if (whole !== text || isSame(text)) return [{ text: whole, lang: undefined }];
  const place = PLACE.exec(text);
  if (place) return [{ text: `${place[1]}, Zeile ${place[2]}`, lang: undefined }];
  const pieces: Piece[] = [];
  for (const sentence of sentences(text, names)) {
    const own = german(sentence.template) ?? labelled(sentence.template);
    const piece = {
      text: own === undefined ? filled(sentence.template, sentence, englishValue) : filled(own, sentence, germanValue),
      lang: own === undefined ? CORE_LANG : undefined,
    };
    const last = pieces.at(-1);
    if (last && last.lang === piece.lang) last.text += ` ${piece.text}`;
    else pieces.push(piece);
  }
  return pieces;
}

/** The German of a sentence that is a label elsewhere. */
function labelled(template: string): string | undefined {
  const own = label(template);
  return own === template ? undefined : own;
}

/** The same as one text, where no element can stand: for the clipboard, or a title. */
export function saidPlainly(text: string, names: readonly string[] = []): string {
  return said(text, names)
    .map((piece) => piece.text)
    .join(" ");
}

/** A text of the core in its own language, without the marks around values. */
function plain(text: string): string {
  return text.replace(/\u2068[^\u2069]*\u2069/g, englishValue);
}

function filled(template: string, { values }: Sentence, say: (value: string) => string): string {
  return template.replace(/\{(\d+)\}/g, (_, place) => say(values[Number(place)] ?? ""));
}

function englishValue(value: string): string {
  return value.startsWith("\u2068") ? list(value, "en-GB") : value;
}

function germanValue(value: string): string {
  if (value.startsWith("\u2068")) return list(value, "de-DE");
  if (value.startsWith("“")) return `„${value.slice(1, -1)}“`;
  const number = NUMBERS[value.toLowerCase()];
  if (number) return /^[A-Z]/.test(value) ? number.charAt(0).toUpperCase() + number.slice(1) : number;
  return /^\d{1,3}(,\d{3})+$/.test(value) ? value.replaceAll(",", ".") : value;
}

/** A marked value, or the values of a marked list as the language joins them. */
function list(value: string, language: string): string {
  const all = value.slice(1, -1).split("\u001f");
  return all.length > 1 ? new Intl.ListFormat(language).format(all) : (all[0] ?? "");
}
