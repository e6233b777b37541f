// The search field of a list. The slash key leads to it.

import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "./icon";

const PAUSE = 150;

export function Search({ value, change, label }: { value: string; change: (text: string) => void; label: string }) {
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setText(value), [value]);
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
          timer.current = setTimeout(() => change(typed), PAUSE);
        }}
      />
      <kbd>/</kbd>
    </label>
  );
}
