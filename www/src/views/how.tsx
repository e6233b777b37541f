// How do I know nothing leaves? What happens to the files, checks that anybody can make, limits, and a test.

import { useSignal } from "@preact/signals";
import { Icon } from "../components/icon";
import { useKeys } from "../state/keys";
import { selfTest, type Try, type Verdict } from "../state/self_test";
import { counted } from "../text/en";

const VERDICTS: Record<Verdict, string> = {
  refused: "Refused",
  "not-refused": "Not refused",
  "cannot-be-tested": "Cannot be tested",
};

export function How() {
  const results = useSignal<readonly Try[] | null>(null);
  const isRunning = useSignal(false);
  const run = async () => {
    if (isRunning.value) return;
    isRunning.value = true;
    results.value = await selfTest();
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
  const refused = results.value?.filter((entry) => entry.verdict === "refused").length ?? 0;
  const all = results.value?.length ?? 0;
  return (
    <div class="columns how">
      <div class="reading">
        <h1>How do I know nothing leaves?</h1>
        <p class="lead">
          You need not trust us. Here is what happens to your files, checks that anybody can make, and what this page
          cannot promise.
        </p>
        <h2>What happens to your files</h2>
        <p>
          Your browser reads them into its own memory on this computer. The page works out the matches there. Nothing is
          stored: close the tab and it is gone. Only how the page looks and whether single keys work are remembered.
        </p>
        <p>
          The page has no analytics, no error reporting, no update check and no fonts or images from elsewhere. In its
          first lines it carries a policy that makes the browser refuse every request by its scripts, images, styles,
          forms and workers.
        </p>
        <h2>Checks you can make yourself</h2>
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
            set-up, and leaving the page for another address. The page uses none of them.
          </li>
          <li>
            <strong>What you save and send on</strong> is yours to look after. CSV and JSON hold names and addresses.
          </li>
        </ul>
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
                  <th scope="col">Your browser</th>
                </tr>
              </thead>
              <tbody>
                {results.value.map((entry) => (
                  <tr key={entry.way}>
                    <th scope="row">{entry.way}</th>
                    <td class={`self-test is-${entry.verdict}`}>
                      <Icon name={entry.verdict === "refused" ? "refuse" : "info"} /> {VERDICTS[entry.verdict]}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <p role="status" class={refused === all ? "problem is-calm" : "problem is-serious"}>
              <Icon name={refused === all ? "check" : "cross"} />
              <strong>
                {refused} of {counted(all, "try", "tries")} were refused.
              </strong>
            </p>
          </>
        ) : null}
      </section>
    </div>
  );
}
