// How do I know nothing leaves? What happens to the files, checks that anybody can make, limits, and a test.

import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { version } from "../../../package.json";
import { CopyButton } from "../components/command";
import { Icon } from "../components/icon";
import { useKeys } from "../state/keys";
import { type Circumstances, circumstances, type Kind, selfTest, WAY_NAMES, type Way } from "../state/self_test";
import { analyzer } from "../state/store";
import { t } from "../text";

/** What a kind of ways is called. */
function nameOf(way: Way): string {
  const words: Partial<Record<Way, string>> = t.how.ways;
  return WAY_NAMES[way] ?? words[way] ?? way;
}

/** The result as text, for a data protection file. */
function asText(results: readonly Kind[], summary: string): string {
  const rows = results.map(
    ({ name, ways, verdict }) => `${nameOf(name)}: ${ways > 0 ? `${ways}, ` : ""}${t.how.verdicts[verdict]}`,
  );
  return [t.how.textTitle, ...rows, summary].join("\n");
}

/** What is inside, as the build wrote it into the file: a line for each part. */
function parts(): string[] {
  return (document.getElementById("parts")?.textContent ?? "").split("\n");
}

export function How() {
  const results = useSignal<readonly Kind[] | null>(null);
  const when = useSignal<Circumstances | null>(null);
  const isRunning = useSignal(false);
  const run = async () => {
    if (isRunning.value) return;
    isRunning.value = true;
    // A worker that is gone has been told of elsewhere; it refused nothing.
    const inWorker = () => analyzer.ask("reachOut", []).catch(() => ({ ways: 3, refused: 0 }));
    results.value = await selfTest(inWorker);
    when.value = circumstances();
    isRunning.value = false;
  };
  useKeys((event) => {
    if (event.key === "Escape") {
      history.back();
      return true;
    }
    if (event.key !== "t") return false;
    void run();
    return true;
  });
  const refused = results.value?.reduce((sum, kind) => sum + kind.refused, 0) ?? 0;
  const all = results.value?.reduce((sum, kind) => sum + kind.ways, 0) ?? 0;
  const summary = t.how.summary(refused, all);
  const where = when.value
    ? `dirmatch ${version}, ${t.how.circumstances(when.value.browser, when.value.version, when.value.host, t.forms.moment(when.value.when))}`
    : "";
  const code = (text: string) => <code translate={false}>{text}</code>;
  return (
    <div class="columns how">
      <div class="reading">
        <h1>{t.how.title}</h1>
        <p class="lead">{t.how.lead}</p>
        <h2>{t.how.whatHappens}</h2>
        {t.how.whatHappensNotes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        <h2>{t.how.checks}</h2>
        <ol class="checks">
          <Check title={t.how.offline}>{t.how.offlineNote}</Check>
          <Check title={t.how.disk}>{t.how.diskNote}</Check>
          <Check title={t.how.panel}>{t.how.panelNote}</Check>
          <Check title={t.how.fingerprint}>{t.how.fingerprintNote(code)}</Check>
          <Check title={t.how.policy}>{t.how.policyNote(code)}</Check>
        </ol>
        <h2>{t.how.limits}</h2>
        <ul>
          {t.how.limitNotes.map(([what, note]) => (
            <li key={what}>
              <strong>{what}</strong>
              {note}
            </li>
          ))}
        </ul>
        <details class="fold">
          <summary>
            <Icon name="right" />
            {t.how.inside}
          </summary>
          <p>{t.how.insideNote}</p>
          <ul>
            {parts().map((part) => (
              <li key={part} translate={false}>
                {part}
              </li>
            ))}
          </ul>
        </details>
      </div>
      <section class="self-tests">
        <h2 class="section">{t.how.test}</h2>
        <p>{t.how.testNote}</p>
        <button type="button" class="primary" onClick={() => void run()} disabled={isRunning.value}>
          <Icon name="play" />
          {results.value ? t.how.runAgain : t.how.run} <kbd>T</kbd>
        </button>
        {results.value ? (
          <>
            <table class="plain">
              <thead>
                <tr>
                  <th scope="col">{t.how.way}</th>
                  <th scope="col" class="number-cell">
                    {t.how.tries}
                  </th>
                  <th scope="col">{t.how.browser}</th>
                </tr>
              </thead>
              <tbody>
                {results.value.map(({ name, ways, verdict }) => (
                  <tr key={name}>
                    <th scope="row" translate={WAY_NAMES[name] === undefined}>
                      {nameOf(name)}
                    </th>
                    <td class="number-cell">{ways > 0 ? ways : ""}</td>
                    <td class={`self-test is-${verdict}`}>
                      <Icon name={verdict === "refused" ? "refuse" : "info"} /> {t.how.verdicts[verdict]}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p role="status" class={refused === all ? "problem is-calm" : "problem is-serious"}>
              <Icon name={refused === all ? "check" : "cross"} />
              <span>
                <strong>{summary}</strong> {where}
              </span>
            </p>
            <div class="row">
              <button type="button" onClick={() => print()}>
                {t.how.print}
              </button>
              <CopyButton label={t.how.copyResult} text={() => asText(results.value ?? [], `${summary} ${where}`)} />
            </div>
          </>
        ) : null}
      </section>
    </div>
  );
}

/** A check that anybody can make. */
function Check({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <li>
      <strong>{title}</strong>
      <p>{children}</p>
    </li>
  );
}
