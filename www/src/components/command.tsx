// A command ready to copy, and the button that copies anything.

import { say } from "../state/toast";
import { t } from "../text";
import type { ExportCommandView } from "../wire/types";
import { Core } from "./core";
import { Icon } from "./icon";

/** Puts text on the clipboard as plain text, without a line break at its end, and says so. */
export async function copy(text: string): Promise<void> {
  const plain = text.trimEnd();
  try {
    await navigator.clipboard.writeText(plain);
    say(t.frame.copied(plain.split("\n").length));
  } catch {
    say(t.frame.notCopied);
  }
}

export function CopyButton({ text, label = t.frame.copy }: { text: () => string; label?: string }) {
  return (
    <button type="button" class="quiet" onClick={() => void copy(text())}>
      <Icon name="copy" />
      {label}
    </button>
  );
}

/** A command with what it needs, shortened on screen to its first lines. */
export function Command({ command }: { command: ExportCommandView }) {
  return (
    <div class="command">
      <div class="command-head">
        <Core text={command.requires} />
        <CopyButton text={() => command.script} />
      </div>
      <pre tabIndex={0} translate={false}>
        <code>{command.script.trimEnd()}</code>
      </pre>
    </div>
  );
}
