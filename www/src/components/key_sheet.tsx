// The list of keys, and the switch for single ones.

import { useEffect, useRef } from "preact/hooks";
import { singleKeys } from "../state/preferences";
import { t } from "../text";
import { Icon } from "./icon";

const KEYS = [
  ["1 – 7", "step"],
  ["J", "next"],
  ["K", "previous"],
  ["Enter", "open"],
  ["← →", "group"],
  ["Esc", "back"],
  ["/", "search"],
  ["C", "copy"],
  ["P", "plan"],
  ["Del", "takeOut"],
  ["S", "savePlan"],
  ["U", "putBack"],
  ["T", "test"],
  ["Ctrl V", "paste"],
  ["Ctrl Enter", "save"],
  ["?", "list"],
] as const;

export function KeySheet({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog class="sheet" ref={dialog} onClose={close} aria-labelledby="keys-title">
      <div class="sheet-head">
        <h2 id="keys-title">{t.frame.keys}</h2>
        <button type="button" class="quiet" onClick={() => dialog.current?.close()} aria-label={t.frame.close}>
          <Icon name="cross" />
        </button>
      </div>
      <dl class="keys">
        {KEYS.map(([keys, does]) => (
          <div key={keys}>
            <dt>{t.frame.sheet[does]}</dt>
            <dd>
              <kbd>{t.frame.keyName(keys)}</kbd>
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
        {t.frame.sheet.single}
      </label>
    </dialog>
  );
}
