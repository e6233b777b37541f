// The search field of a list. The slash key leads to it, Enter and the arrow down from it into the list.

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
  const send = (typed: string) => {
    clearTimeout(timer.current);
    sent.current = typed;
    change(typed);
  };
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
        onKeyDown={({ key, currentTarget }) => {
          // The list is asked at once by who goes on to it.
          if ((key === "Enter" || key === "ArrowDown") && currentTarget.value !== sent.current) {
            send(currentTarget.value);
          }
        }}
        onInput={(event) => {
          const typed = event.currentTarget.value;
          setText(typed);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => send(typed), PAUSE);
        }}
      />
      <kbd>/</kbd>
    </label>
  );
}
