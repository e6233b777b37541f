// A finding's decision: open, with a way to accept it; or accepted, with the reason and the way back.

import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { accept, takeBack } from "../state/decisions";
import { format } from "../state/route";
import type { FindingDetail } from "../wire/types";
import { Icon } from "./icon";
import { visible } from "./value";

/** The mark of an accepted finding: a sign and a word. */
export function Accepted() {
  return (
    <span class="accepted">
      <Icon name="check" />
      Accepted
    </span>
  );
}

export function Decision({ data }: { data: FindingDetail }) {
  const [isAsking, setAsking] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const { accepted, subject } = data;
  if (accepted !== null) {
    const { entry } = accepted;
    return (
      <div class="problem is-calm decision">
        <Icon name="check" />
        <div>
          <p>
            <strong>{entry === null ? "Accepted, because its rule is switched off" : "Accepted"}</strong> on{" "}
            {accepted.date}: {visible(accepted.reason)}
          </p>
          <p class="row">
            {entry === null ? (
              <a href={format("rule", data.rule)}>Its rule</a>
            ) : (
              <button type="button" class="small" onClick={() => void takeBack([entry])}>
                Take back
              </button>
            )}
          </p>
        </div>
      </div>
    );
  }
  if (subject === null) {
    return (
      <p class="note decision">
        This finding cannot be accepted: no file tells the objectGUID or object id of{" "}
        {visible(data.owners[0]?.name ?? "")}, by which it would be known again.
      </p>
    );
  }
  if (!isAsking) {
    return (
      <p class="decision">
        <button type="button" class="small" ref={opener} onClick={() => setAsking(true)}>
          <Icon name="check" />
          Accept with a reason
        </button>
      </p>
    );
  }
  return (
    <ReasonForm
      label="Why is it accepted?"
      action="Accept"
      note="It stays in the list and in every count, marked as accepted with the reason and today’s date."
      submit={(reason) => void accept(data, reason)}
      cancel={() => {
        setAsking(false);
        requestAnimationFrame(() => opener.current?.focus());
      }}
    />
  );
}

interface ReasonProps {
  label: string;
  action: string;
  note: string;
  submit: (reason: string) => void;
  cancel: () => void;
}

/** Asks for the reason of a decision. */
export function ReasonForm({ label, action, note, submit, cancel }: ReasonProps) {
  const [reason, setReason] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useLayoutEffect(() => field.current?.focus(), []);
  const given = reason.trim();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape gives up what is typed, wherever the focus is in it
    <div
      class="decision decide"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        cancel();
      }}
    >
      <label for={id}>{label}</label>
      <div class="row">
        <input
          type="text"
          class="reason"
          id={id}
          ref={field}
          required
          maxLength={500}
          autoComplete="off"
          aria-describedby={`${id}-note`}
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && given !== "") submit(given);
          }}
        />
        <button type="button" class="primary" disabled={given === ""} onClick={() => submit(given)}>
          {action}
        </button>
        <button type="button" class="quiet" onClick={cancel}>
          Cancel
        </button>
      </div>
      <p class="note" id={`${id}-note`}>
        {note}
      </p>
    </div>
  );
}
