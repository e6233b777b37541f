// How do I know nothing leaves?

import type { ComponentChildren } from "preact";
import { counted } from "./forms";

type Mark = (words: string) => ComponentChildren;

const BROWSERS = {
  edge: "Edge",
  firefox: "Firefox",
  chromium: "Chrome or Chromium",
  safari: "Safari",
};

export const how = {
  title: "How do I know nothing leaves?",
  lead: "You need not trust us. Here is what happens to your files, five checks that anybody can make, and what this page cannot promise. It is written to be filed with a data protection assessment.",
  whatHappens: "What happens to your files",
  whatHappensNotes: [
    "They are exports of a directory: names, sign-in names, addresses, groups, licences and the like of pupils and staff. Columns that can hold passwords are dropped unread.",
    "Your browser reads them into its own memory on this computer. The page works out the matches there. Nothing is stored: close the tab and it is gone. Only how the page looks, its language and whether single keys work are remembered.",
    "The page has no analytics, no error reporting, no update check and no fonts or images from elsewhere. In its first lines it carries a policy that makes the browser refuse every request by its scripts, images, styles, forms and workers.",
  ],
  checks: "Five checks you can make yourself",
  offline: "Switch the network off, then use it.",
  offlineNote: "Pull the cable or turn on flight mode. Everything works, because nothing is fetched.",
  disk: "Open it from your own disk.",
  diskNote: "Save the one file, disconnect, open it. It is the whole product.",
  panel: "Watch the network panel.",
  panelNote: "Press F12, choose Network, load your files. The list stays empty.",
  fingerprint: "Compare the fingerprint.",
  fingerprintNote: (code: Mark) => (
    <>
      In PowerShell {code("Get-FileHash .\\dirmatch.html")} must give what {code("SHA256SUMS")} of the release says.
      This page does not show it: a changed copy could show anything. Whoever builds the source gets the same bytes.
    </>
  ),
  policy: "Read the policy.",
  policyNote: (code: Mark) => (
    <>
      Open the file in an editor. One of its first lines begins {code("Content-Security-Policy")}, and says{" "}
      {code("default-src 'none'")} and {code("connect-src 'none'")}.
    </>
  ),
  limits: "What this page cannot promise",
  limitNotes: [
    ["Browser extensions", " can read what you see on any page. Use a clean profile for pupils’ data."],
    [
      "If you opened it from a web address",
      ", that server saw your IP address and browser, as with any page. It never sees your files.",
    ],
    [
      "Some channels are not covered",
      " by such a policy in every browser: WebRTC, early connection set-up, and leaving the page for another address. The page uses none of them. SECURITY.md in the source lists them for each browser, and each release is tested against that list.",
    ],
    [
      "A changed copy",
      " could do anything and look the same. Get the file where it is published, and compare the fingerprint.",
    ],
    [
      "What you save and send on",
      " is yours to look after. At the levels Full and Internal a file holds names, at Full whole addresses too; a plan always holds both.",
    ],
  ] as [string, string][],
  inside: "What is inside, and under which licences",
  insideNote:
    "dirmatch is under the MIT licence. It holds these parts; NOTICES.txt of the release has the licences in full.",
  test: "Test it now",
  testNote:
    "The page tries to reach an address that does not exist, in the ways that a page can. Your browser should refuse each one before it is sent.",
  run: "Run the test",
  runAgain: "Run the test again",
  way: "Way out",
  tries: "Tries",
  browser: "Your browser",
  verdicts: { refused: "Refused", "not-refused": "Not refused", "not-tried": "Not tried" },
  ways: {
    loads: "Images, fonts, styles, media",
    frames: "Frames, objects, forms",
    scripts: "Scripts and workers from outside",
    worker: "The worker that reads the files, reaching out",
    uncovered: "WebRTC, early connections, leaving the page",
  },
  summary: (refused: number, all: number) => `${refused} of ${counted(all, "try", "tries")} were refused.`,
  /** `host` is blank where the page was opened from disk. */
  circumstances: (browser: keyof typeof BROWSERS | "unknown", version: string, host: string, when: string) =>
    `${browser === "unknown" ? "An unknown browser" : `${BROWSERS[browser]} ${version}`}, ${host === "" ? "from disk" : `from ${host}`}, ${when}.`,
  textTitle: "dirmatch, test of the ways out",
  print: "Print for the file",
  copyResult: "Copy the result",
};
