// Every word of the page that does not come from the core, in British English: sentence case, short verbs. The other
// languages have the same shape. Names of attributes and commands are never translated.

import { files } from "./files";
import { finding } from "./finding";
import { count, date, moment, percent, size } from "./forms";
import { frame } from "./frame";
import { how } from "./how";
import { labels } from "./labels";
import { lists } from "./lists";
import { object } from "./object";
import { overview } from "./overview";
import { plan } from "./plan";
import { settings } from "./settings";
import { start } from "./start";
import { takeAway } from "./take_away";
import { work } from "./work";

export const en = {
  forms: { count, date, moment, percent, size },
  files,
  finding,
  frame,
  how,
  labels,
  lists,
  object,
  overview,
  plan,
  settings,
  start,
  takeAway,
  work,
};

/** What every language has. */
export type Text = typeof en;
