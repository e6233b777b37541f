// One setting: what it is in words, where its value comes from, a control to try another one, and the way back to what
// the files tell.

import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { draft, isChanged, touched, tryOut } from "../state/settings";
import { type GivenValue, settings } from "../state/store";
import { t } from "../text";
import { label } from "../text/core";
import type { SettingRow } from "../wire/types";
import { Core } from "./core";
import { Icon } from "./icon";
import { Domain } from "./value";

interface Props {
  row: SettingRow;
  /** What stands below the setting that was changed last. */
  result: ComponentChildren;
}

export function Setting({ row, result }: Props) {
  const { name } = row;
  const title = t.settings.title(name, row.title);
  const isTried = isChanged(name);
  const said = (draft.value ?? settings.value)[name];
  const values = said === undefined ? row.values : texts(said);
  const id = useId();
  return (
    <div class={isTried ? "setting is-tried" : "setting"} role="group" aria-labelledby={`${id}-title`}>
      <div class="setting-words">
        <h3 id={`${id}-title`}>{title}</h3>
        <p id={`${id}-sentence`}>
          <Core text={row.sentence} />
        </p>
        <p class="setting-source">
          <code translate={false}>{name}</code>{" "}
          <span class={row.origin === "unknown" && said === undefined ? "is-unknown" : ""}>
            {isTried && said !== undefined ? t.settings.changed : <Core text={row.source} />}
          </span>
        </p>
      </div>
      <div class="setting-control">
        <Control row={row} values={values} id={id} />
        {said === undefined ? null : (
          <button
            type="button"
            class="quiet small"
            aria-label={t.settings.asFilesTellOf(title)}
            onClick={() => tryOut(name, undefined)}
          >
            {t.settings.asFilesTell}
          </button>
        )}
      </div>
      {row.warning !== null && isTried ? (
        <div class="problem is-warning setting-wide">
          <Icon name="info" />
          <p>
            <Core text={row.warning} />
          </p>
        </div>
      ) : null}
      {touched.value === name && isTried ? <div class="setting-wide setting-result">{result}</div> : null}
    </div>
  );
}

function texts(value: GivenValue): string[] {
  if (typeof value === "boolean" || typeof value === "number") return [String(value)];
  return typeof value === "string" ? [value] : [...value];
}

interface ControlProps {
  row: SettingRow;
  values: readonly string[];
  id: string;
}

function Control({ row, values, id }: ControlProps) {
  const value = values[0] ?? "";
  const commit = (text: string) => tryOut(row.name, text === "" ? undefined : text);
  switch (row.kind) {
    case "switch":
      return (
        <label class="switch-label">
          <input
            type="checkbox"
            // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox tells its state by itself
            role="switch"
            class="switch"
            aria-labelledby={`${id}-title`}
            aria-describedby={`${id}-sentence`}
            checked={value === "true"}
            onChange={(event) => tryOut(row.name, event.currentTarget.checked)}
          />
          <span aria-hidden="true">{value === "true" ? t.settings.on : t.settings.off}</span>
        </label>
      );
    case "attribute":
    case "choice":
      return (
        <select
          aria-labelledby={`${id}-title`}
          aria-describedby={`${id}-sentence`}
          value={value}
          onChange={(event) => commit(event.currentTarget.value)}
        >
          {value === "" ? <option value="">{t.settings.notKnown}</option> : null}
          {row.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {label(choice.title)}
            </option>
          ))}
        </select>
      );
    case "domain":
      return <Text id={id} value={value} type="text" commit={commit} />;
    case "day":
      return <Text id={id} value={value} type="date" commit={commit} />;
    case "count":
      return (
        <Text
          id={id}
          value={value}
          type="number"
          commit={(text) => tryOut(row.name, /^\d+$/.test(text) ? Number(text) : undefined)}
        />
      );
    case "domains":
      return (
        <Domains
          id={id}
          values={values}
          title={t.settings.title(row.name, row.title)}
          commit={(list) => tryOut(row.name, list)}
        />
      );
  }
}

interface TextProps {
  id: string;
  value: string;
  type: "text" | "date" | "number";
  commit: (text: string) => void;
}

/** A text that counts when it is finished: on Enter, or when the focus goes on. Nothing moves while somebody types. */
function Text({ id, value, type, commit }: TextProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const isAbandoned = useRef(false);
  const finish = () => {
    const wasAbandoned = isAbandoned.current;
    isAbandoned.current = false;
    if (!wasAbandoned && text.trim() !== value) commit(text.trim());
  };
  const props = {
    class: "text",
    "aria-labelledby": `${id}-title`,
    "aria-describedby": `${id}-sentence`,
    spellcheck: false,
    autocomplete: "off",
    value: text,
    onInput: (event: InputEvent & { currentTarget: HTMLInputElement }) => setText(event.currentTarget.value),
    onBlur: finish,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === "Enter") finish();
      if (event.key !== "Escape") return;
      // The focus goes on after this, which must not make it count.
      isAbandoned.current = true;
      setText(value);
    },
  };
  switch (type) {
    case "text":
      return <input type="text" {...props} />;
    case "date":
      return <input type="date" {...props} />;
    case "number":
      return <input type="number" min={0} {...props} />;
  }
}

interface DomainsProps {
  id: string;
  values: readonly string[];
  title: string;
  commit: (list: string[]) => void;
}

/** A list of domains, to take from and to add to. Several that are pasted at once are told apart. */
function Domains({ id, values, title, commit }: DomainsProps) {
  const [text, setText] = useState("");
  const add = () => {
    const names = text.split(/[\s,;]+/).filter((name) => name !== "");
    if (names.length === 0) return;
    setText("");
    commit([...new Set([...values, ...names])]);
  };
  return (
    <div class="domain-list">
      {values.length > 0 ? (
        <ul aria-labelledby={`${id}-title`}>
          {values.map((name) => (
            <li key={name} class="domain">
              <span translate={false}>
                <Domain text={name} />
              </span>
              <button
                type="button"
                class="quiet"
                aria-label={t.frame.takeOutName(name)}
                onClick={() => commit(values.filter((other) => other !== name))}
              >
                <Icon name="cross" />
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p class="note">{t.frame.none}</p>
      )}
      <div class="domain-new">
        <input
          type="text"
          class="text"
          aria-label={t.settings.addDomainTo(title)}
          spellcheck={false}
          autocomplete="off"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") add();
          }}
        />
        <button type="button" class="small" disabled={text.trim() === ""} onClick={add}>
          {t.frame.add}
          <span class="hidden">{t.settings.addDomain(title)}</span>
        </button>
      </div>
    </div>
  );
}
