// The button that opens the browser's own choice of files. A real input, so that it works by keyboard. It takes any file:
// one that is no export gets a sentence.

import { give } from "../state/store";

export function ChooseFiles({ label, id, isQuiet = false }: { label: string; id: string; isQuiet?: boolean }) {
  return (
    <label class={isQuiet ? "button" : "button primary"}>
      <input
        class="hidden-input"
        type="file"
        multiple
        id={id}
        onChange={(event) => {
          const input = event.currentTarget;
          const files = [...(input.files ?? [])];
          // The same file may be chosen again after it was exported anew.
          input.value = "";
          void give(files);
        }}
      />
      {label}
    </label>
  );
}
