// A finding's decision: open, with a way to accept it; or accepted, with the reason and the way back.

import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { accept, takeBack } from "../state/decisions";
import { format } from "../state/route";
import { t } from "../text";
import type { FindingDetail } from "../wire/types";
import { Icon } from "./icon";
import { visible } from "./value";

/** The mark of an accepted finding: a sign and a word. */
export function Accepted() {
  return (
    <span class="accepted">
      <Icon name="check" />
      {t.frame.accepted}
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
            {t.finding.acceptedOn(
              <strong>{entry === null ? t.finding.acceptedByRule : t.frame.accepted}</strong>,
              t.forms.date(accepted.date),
            )}{" "}
            <span translate={false}>{visible(accepted.reason)}</span>
          </p>
          <p class="row">
            {entry === null ? (
              <a href={format("rule", data.rule)}>{t.finding.itsRule}</a>
            ) : (
              <button type="button" class="small" onClick={() => void takeBack([entry])}>
                {t.frame.takeBack}
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
        {t.finding.cannotAccept(<span translate={false}>{visible(data.owners[0]?.name ?? "")}</span>)}
      </p>
    );
  }
  if (!isAsking) {
    return (
      <p class="decision">
        <button type="button" class="small" ref={opener} onClick={() => setAsking(true)}>
          <Icon name="check" />
          {t.finding.acceptWithReason}
        </button>
      </p>
    );
  }
  return (
    <ReasonForm
      label={t.finding.whyAccepted}
      action={t.finding.accept}
      note={t.finding.acceptNote}
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
          {t.frame.cancel}
        </button>
      </div>
      <p class="note" id={`${id}-note`}>
        {note}
      </p>
    </div>
  );
}
