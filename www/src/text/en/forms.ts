// Numbers and plurals in English.

import { formsOf } from "../forms";

export const { count, counted, date, moment, percent, plural, size } = formsOf("en-GB");
