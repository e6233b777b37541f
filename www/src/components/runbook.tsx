// What no script can do, as steps with boxes to tick. The ticks are gone with the page.

import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { t } from "../text";
import type { RunbookStepView, RunbookView } from "../wire/types";
import { CopyButton } from "./command";
import { Core } from "./core";
import { visible } from "./value";

/** What goes with a step by hand. */
const NOTES = ["risk", "wait", "stop"] as const;

/** The steps that are ticked, by finding and place. */
const ticked = signal<ReadonlySet<string>>(new Set());

export function Runbook({ book, of }: { book: RunbookView; of: string }) {
  return (
    <div class="runbook">
      <p class="row">
        <strong>
          <Core text={book.title} />
        </strong>
        <CopyButton text={() => book.markdown} label={t.finding.copySteps} />
      </p>
      <p>
        <Core text={book.when} />
      </p>
      <Lines title={t.finding.cheaper} lines={book.cheaper} />
      <Lines title={t.finding.checks} lines={book.checks} />
      <ol class="runbook-steps">
        {book.steps.map((step, place) => (
          <Step key={step.action} step={step} id={`${of} ${place}`} />
        ))}
      </ol>
      <Lines title={t.finding.wayBack} lines={book.back} />
    </div>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="lines">
        {lines.map((line) => (
          <li key={line}>
            <Core text={line} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Step({ step, id }: { step: RunbookStepView; id: string }) {
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={ticked.value.has(id)}
          onChange={(event) => {
            const next = new Set(ticked.value);
            if (event.currentTarget.checked) next.add(id);
            else next.delete(id);
            ticked.value = next;
          }}
        />
        <Core text={step.action} />
      </label>
      {step.commands.map((command) => (
        <CommandLine key={command} code={command} />
      ))}
      {NOTES.map((note) =>
        step[note] === "" ? null : (
          <p class="note" key={note}>
            <strong>{t.finding.stepNotes[note]}</strong> <Core text={step[note]} />
          </p>
        ),
      )}
    </li>
  );
}

/** A command with its button. */
export function CommandLine({ title = "", code }: { title?: ComponentChildren; code: string }) {
  return (
    <div class="command">
      <div class="command-head">
        <span>{title}</span>
        <CopyButton text={() => code} />
      </div>
      <pre tabIndex={0} translate={false}>
        <code>{visible(code)}</code>
      </pre>
    </div>
  );
}
