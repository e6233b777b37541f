// The first script of the page: unpacks the styles and the script that the page carries compressed, and puts them in. The
// policy names the fingerprint of both, so the browser runs them as they were built or not at all. Nothing of the page
// itself belongs here.

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

void Promise.all([unpacked(part("style")), unpacked(part("script"))]).then(([styles, source]) => {
  const style = document.createElement("style");
  style.append(styles);
  const script = document.createElement("script");
  script.text = (policy ? policy.createScript(source) : source) as string;
  document.head.append(style, script);
});
