// How do I know nothing leaves? What happens to the files, checks that anybody can make, limits, and a test.

import { useSignal } from "@preact/signals";
import { CopyButton } from "../components/command";
import { Icon } from "../components/icon";
import { useKeys } from "../state/keys";
import { circumstances, type Kind, selfTest, type Verdict } from "../state/self_test";
import { analyzer } from "../state/store";
import { counted } from "../text/en";

const VERDICTS: Record<Verdict, string> = {
  refused: "Refused",
  "not-refused": "Not refused",
  "not-tried": "Not tried",
};

/** The result as text, for a data protection file. */
function asText(results: readonly Kind[], summary: string): string {
  const rows = results.map(({ name, ways, verdict }) => `${name}: ${ways > 0 ? `${ways}, ` : ""}${VERDICTS[verdict]}`);
  return ["dirmatch, test of the ways out", ...rows, summary].join("\n");
}

/** What is inside, as the build wrote it into the file: a line for each part. */
function parts(): string[] {
  return (document.getElementById("parts")?.textContent ?? "").split("\n");
}

export function How() {
  const results = useSignal<readonly Kind[] | null>(null);
  const when = useSignal("");
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
  const summary = `${refused} of ${counted(all, "try", "tries")} were refused.`;
  return (
    <div class="columns how">
      <div class="reading">
        <h1>How do I know nothing leaves?</h1>
        <p class="lead">
          You need not trust us. Here is what happens to your files, five checks that anybody can make, and what this
          page cannot promise. It is written to be filed with a data protection assessment.
        </p>
        <h2>What happens to your files</h2>
        <p>
          They are exports of a directory: names, sign-in names, addresses, groups, licences and the like of pupils and
          staff. Columns that can hold passwords are dropped unread.
        </p>
        <p>
          Your browser reads them into its own memory on this computer. The page works out the matches there. Nothing is
          stored: close the tab and it is gone. Only how the page looks and whether single keys work are remembered.
        </p>
        <p>
          The page has no analytics, no error reporting, no update check and no fonts or images from elsewhere. In its
          first lines it carries a policy that makes the browser refuse every request by its scripts, images, styles,
          forms and workers.
        </p>
        <h2>Five checks you can make yourself</h2>
        <ol class="checks">
          <li>
            <strong>Switch the network off, then use it.</strong>
            <p>Pull the cable or turn on flight mode. Everything works, because nothing is fetched.</p>
          </li>
          <li>
            <strong>Open it from your own disk.</strong>
            <p>Save the one file, disconnect, open it. It is the whole product.</p>
          </li>
          <li>
            <strong>Watch the network panel.</strong>
            <p>Press F12, choose Network, load your files. The list stays empty.</p>
          </li>
          <li>
            <strong>Compare the fingerprint.</strong>
            <p>
              In PowerShell <code>Get-FileHash .\dirmatch.html</code> must give what <code>SHA256SUMS</code> of the
              release says. This page does not show it: a changed copy could show anything. Whoever builds the source
              gets the same bytes.
            </p>
          </li>
          <li>
            <strong>Read the policy.</strong>
            <p>
              Open the file in an editor. One of its first lines begins <code>Content-Security-Policy</code>, and says{" "}
              <code>default-src 'none'</code> and <code>connect-src 'none'</code>.
            </p>
          </li>
        </ol>
        <h2>What this page cannot promise</h2>
        <ul>
          <li>
            <strong>Browser extensions</strong> can read what you see on any page. Use a clean profile for pupils’ data.
          </li>
          <li>
            <strong>If you opened it from a web address</strong>, that server saw your IP address and browser, as with
            any page. It never sees your files.
          </li>
          <li>
            <strong>Some channels are not covered</strong> by such a policy in every browser: WebRTC, early connection
            set-up, and leaving the page for another address. The page uses none of them. SECURITY.md in the source
            lists them for each browser, and each release is tested against that list.
          </li>
          <li>
            <strong>A changed copy</strong> could do anything and look the same. Get the file where it is published, and
            compare the fingerprint.
          </li>
          <li>
            <strong>What you save and send on</strong> is yours to look after. CSV and JSON hold names and addresses.
          </li>
        </ul>
        <details class="fold">
          <summary>
            <Icon name="right" />
            What is inside, and under which licences
          </summary>
          <p>
            dirmatch is under the MIT licence. It holds these parts; NOTICES.txt of the release has the licences in
            full.
          </p>
          <ul>
            {parts().map((part) => (
              <li key={part}>{part}</li>
            ))}
          </ul>
        </details>
      </div>
      <section>
        <h2 class="section">Test it now</h2>
        <p>
          The page tries to reach an address that does not exist, in the ways that a page can. Your browser should
          refuse each one before it is sent.
        </p>
        <button type="button" class="primary" onClick={() => void run()} disabled={isRunning.value}>
          <Icon name="play" />
          {results.value ? "Run the test again" : "Run the test"} <kbd>T</kbd>
        </button>
        {results.value ? (
          <>
            <table class="plain">
              <thead>
                <tr>
                  <th scope="col">Way out</th>
                  <th scope="col">Tries</th>
                  <th scope="col">Your browser</th>
                </tr>
              </thead>
              <tbody>
                {results.value.map(({ name, ways, verdict }) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    <td>{ways > 0 ? ways : ""}</td>
                    <td class={`self-test is-${verdict}`}>
                      <Icon name={verdict === "refused" ? "refuse" : "info"} /> {VERDICTS[verdict]}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p role="status" class={refused === all ? "problem is-calm" : "problem is-serious"}>
              <Icon name={refused === all ? "check" : "cross"} />
              <span>
                <strong>{summary}</strong> {when.value}
              </span>
            </p>
            <div class="row">
              <button type="button" onClick={() => print()}>
                Print for the file
              </button>
              <CopyButton
                label="Copy the result"
                text={() => asText(results.value ?? [], `${summary} ${when.value}`)}
              />
            </div>
          </>
        ) : null}
      </section>
    </div>
  );
}
