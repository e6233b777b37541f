// Saves bytes as a file. The browser does it; nothing is sent anywhere.

import { say } from "../state/toast";
import { today } from "../state/today";
import { Icon } from "./icon";

/** Hands a file to the browser under a name that holds no data. */
export async function save(what: string, ending: string, make: () => Promise<Blob>): Promise<void> {
  try {
    const blob = await make();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `dirmatch-${what}-${today()}.${ending}`;
    link.click();
    // The browser reads the blob after the click; it is given up when it surely has.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    say(`Saved ${link.download}.`);
  } catch (error) {
    say(`Could not be saved: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function SaveButton(props: { what: string; ending: string; label: string; make: () => Promise<Blob> }) {
  return (
    <button type="button" onClick={() => void save(props.what, props.ending, props.make)}>
      <Icon name="save" />
      {props.label}
    </button>
  );
}
