// Saves bytes as a file. The browser does it; nothing is sent anywhere.

import { signal } from "@preact/signals";
import { say } from "../state/toast";
import { t } from "../text";

/** How many files were saved since the page was opened. */
export const savedCount = signal(0);

/** Hands files to the browser, one after the other, under names that hold no data. */
export async function saveFiles(names: readonly string[], make: (name: string) => Promise<Blob>): Promise<void> {
  try {
    // All of them before the first is saved, so that they belong together.
    const blobs = await Promise.all(names.map(make));
    for (const [place, blob] of blobs.entries()) {
      // A second file needs a moment.
      if (place > 0) await new Promise((resume) => setTimeout(resume, 150));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = names[place] ?? "";
      link.click();
      savedCount.value++;
      // The browser reads the blob after the click; it is given up when it surely has.
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    }
    say(t.frame.saved(names));
  } catch (error) {
    say(t.frame.notSaved(error));
  }
}
