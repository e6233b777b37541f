// German, in the register of Microsoft's admin centers. The same shape as the English: what is missing is a type error.

import type { Text } from "../en";
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

export const de = {
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
} satisfies Text;
