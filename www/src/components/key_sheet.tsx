// The list of keys, and the switch for single ones.

import { useEffect, useRef } from "preact/hooks";
import { singleKeys } from "../state/preferences";
import { Icon } from "./icon";

const KEYS: readonly [keys: string, words: string][] = [
  ["1 – 7", "Go to a step"],
  ["J", "Next"],
  ["K", "Previous"],
  ["Enter", "Open"],
  ["← →", "Close or open a group"],
  ["Esc", "Back, close, cancel"],
  ["/", "Search"],
  ["C", "Copy what I see"],
  ["P", "Add to the plan, or take out"],
  ["Del", "Take out of the plan"],
  ["S", "Save the plan"],
  ["U", "Put settings back"],
  ["T", "Run the self-test"],
  ["Ctrl V", "Paste rows"],
  ["Ctrl Enter", "Save, on Take away"],
  ["?", "This list"],
];

export function KeySheet({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog class="sheet" ref={dialog} onClose={close} aria-labelledby="keys-title">
      <div class="sheet-head">
        <h2 id="keys-title">Keys</h2>
        <button type="button" class="quiet" onClick={() => dialog.current?.close()} aria-label="Close">
          <Icon name="cross" />
        </button>
      </div>
      <dl class="keys">
        {KEYS.map(([keys, words]) => (
          <div key={keys}>
            <dt>{words}</dt>
            <dd>
              <kbd>{keys}</kbd>
            </dd>
          </div>
        ))}
      </dl>
      <label class="row">
        <input
          type="checkbox"
          checked={singleKeys.value}
          onChange={(event) => {
            singleKeys.value = event.currentTarget.checked;
          }}
        />
        Single-letter keys. They pause while you type.
      </label>
    </dialog>
  );
}
