// Saves bytes as a file. The browser does it; nothing is sent anywhere. An export that the core refuses is not saved.

import { findingQuery, objectQuery } from "../state/lists";
import { analyzer } from "../state/store";
import { say } from "../state/toast";
import { today } from "../state/today";
import type { Form, TakeAwayOrder, What } from "../wire/types";
import { Icon } from "./icon";

/** Hands a file to the browser under a name that holds no data. */
export async function save(name: string, make: () => Promise<Blob>): Promise<void> {
  try {
    const blob = await make();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    // The browser reads the blob after the click; it is given up when it surely has.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    say(`Saved ${name}.`);
  } catch (error) {
    say(`Could not be saved: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What fits the list on screen, or the whole report, with everything in it. */
async function saveAll(what: What, form: Form): Promise<void> {
  try {
    const seed = crypto.getRandomValues(new Uint8Array(32));
    const order: TakeAwayOrder = {
      what,
      form,
      level: "full",
      findings: findingQuery.value,
      objects: objectQuery.value,
      date: today(),
    };
    const { file, taken } = await analyzer.ask("takeAway", [order, seed]);
    if (file === null) say(taken.refused ?? "");
    else await save(taken.fileName, async () => file);
  } catch (error) {
    say(`Could not be saved: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function SaveButton(props: { what: What; form: Form; label: string }) {
  return (
    <button type="button" onClick={() => void saveAll(props.what, props.form)}>
      <Icon name="save" />
      {props.label}
    </button>
  );
}
