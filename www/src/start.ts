// The first script of the page: unpacks the unpacker, by what every browser has, and by that the styles and the script of
// the page, and puts them in; the worker's source and the German it hands on. The policy names the fingerprint of each that it puts in, so
// the browser runs them as they were built or not at all. Nothing of the page itself belongs here.

import { part, unpacked } from "./analyzer/parts";

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScript: (text: string) => string },
  ): { createScript: (text: string) => unknown };
}

const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
// Which text may run is for the policy of the page to say; it knows the fingerprint.
const policy = types?.createPolicy("dirmatch-start", { createScript: (text) => text });

function run(source: string): void {
  const script = document.createElement("script");
  script.text = (policy ? policy.createScript(source) : source) as string;
  document.head.append(script);
}

void unpacked(part("unpacker")).then((unpacker) => {
  run(unpacker);
  // One after the other, with a zero between.
  const [styles = "", script = "", worker = "", german = ""] = new TextDecoder()
    .decode(unpackLzma(part("page")))
    .split("\0");
  const style = document.createElement("style");
  style.append(styles);
  document.head.append(style);
  globalThis.workerSource = worker;
  globalThis.germanSentences = german;
  run(script);
});
