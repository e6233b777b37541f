// The search field of a list. The slash key leads to it.

import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "./icon";

const PAUSE = 150;

export function Search({ value, change, label }: { value: string; change: (text: string) => void; label: string }) {
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // The text that this field sent last. Only another one comes from outside; what is typed meanwhile must not be lost.
  const sent = useRef(value);
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <label class="search">
      <Icon name="search" />
      <span class="hidden">{label}</span>
      <input
        type="search"
        data-search
        value={text}
        placeholder={label}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => {
          const typed = event.currentTarget.value;
          setText(typed);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => {
            sent.current = typed;
            change(typed);
          }, PAUSE);
        }}
      />
      <kbd>/</kbd>
    </label>
  );
}
