// The settings, and what would change under those that are tried out.

import type { ComponentChildren } from "preact";
import { count, counted, plural } from "./forms";

export const settings = {
  none: (link: (words: string) => ComponentChildren) => (
    <>There are no results that settings could change. {link("Go to the files")}</>
  ),
  lead: "How your tenant is set up. What the files do not say is assumed, and marked so. Flip a switch to see what would change before you rely on it.",
  allCounts: "All counts",
  /** What a setting is called; in English the core's own words are better. */
  title: (_name: string, words: string) => words,
  page: "This page",
  language: "Language",
  languages: { system: "System", en: "English", de: "Deutsch" },
  /** What is not in the language of the page; blank where everything is. */
  languageNote: "",
  changed: "You changed it, not applied yet.",
  asFilesTell: "As the files tell",
  asFilesTellOf: (setting: string) => `As the files tell: ${setting}`,
  on: "On",
  off: "Off",
  notKnown: "Not known",
  addDomainTo: (setting: string) => `Add a domain: ${setting}`,
  addDomain: (setting: string) => ` a domain: ${setting}`,
  beforeAfter: "Before and after",
  atRest: (objects: number) =>
    `Flip a switch or give another value. What would change is worked out on all ${counted(objects, "object")} and shown here, before you rely on it.`,
  seeOverview: "See the overview",
  seeSettings: "See the settings",
  given: (settings: number) => `${counted(settings, "setting")} given by you.`,
  goByFiles: "Go by the files in everything",
  working: "Working it out",
  changes: (objects: number) =>
    objects === 0 ? "No object changes." : `${counted(objects, "object")} ${plural(objects, "changes", "change")}.`,
  surer: (objects: number) =>
    `${counted(objects, "object")} ${plural(objects, "comes", "come")} out the same, but surer.`,
  lessSure: (objects: number) =>
    `${counted(objects, "object")} ${plural(objects, "comes", "come")} out the same, but less sure.`,
  applied: (objects: number) =>
    objects === 0
      ? "Applied. Every object has the outcome it had."
      : `Applied. ${counted(objects, "object")} came out otherwise.`,
  values: { on: "on", off: "off", unknown: "not known", none: "none" },
  /** Of the settings that are tried out. */
  pending: (changes: number) =>
    `${counted(changes, "change")} to the settings ${plural(changes, "is", "are")} not applied. The results do not show ${plural(changes, "it", "them")} yet.`,
  apply: "Apply",
  discard: "Discard",
  now: "Now",
  after: "Then",
  change: "Change",
  from: "From",
  to: "To",
  same: "The same, by another key or account",
  objects: "The objects",
  listed: (from: number, to: number, of: number) => `${count(from)} to ${count(to)} of ${count(of)}`,
  objectsBefore: "Objects before these",
  objectsAfter: "Objects after these",
  noAccount: "no account",
  by: (cloud: string, key: string) => `${cloud}, by ${key}`,
};
