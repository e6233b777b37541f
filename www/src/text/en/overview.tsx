// The overview: the statement, where every object goes, what to look at first, what could not be checked.

import type { ComponentChildren } from "preact";
import { count, counted, plural } from "./forms";

type Link = (words: string) => ComponentChildren;

export const overview = {
  title: "What the next sync would do",
  oneSide: (here: string, missing: string, objects: number, findings: number, link: Link) => (
    <>
      Only {here} is loaded: {counted(objects, "object")}. What joins what cannot be said before an export of {missing}{" "}
      is {link("given")} as well. {counted(findings, "finding")} {plural(findings, "stands", "stand")} in these files
      alone.
    </>
  ),
  statement: (
    all: number,
    parts: Record<"joined" | "willJoin" | "created" | "stopped", ComponentChildren>,
    held: ComponentChildren,
    strong: Link,
  ) => (
    <>
      Of the {strong(count(all))} {plural(all, "object", "objects")} in Active Directory, {parts.joined} are already
      joined to an account in the cloud and {parts.willJoin} will join one. {parts.created} will be created
      {held ? <>, {held} of them without one address, because somebody else has it</> : ""}. {parts.stopped} will be
      stopped.
    </>
  ),
  undecided: (number: ComponentChildren) => <>{number} cannot be decided. </>,
  /** `logins` are UPNs that are lost while their address, if they have one, stays. */
  lost: (number: ComponentChildren, addresses: number, objects: number, logins: number) => {
    const all = addresses + logins;
    const address = plural(addresses, "address", "addresses");
    const login = plural(logins, "sign-in name", "sign-in names");
    const what = addresses === 0 ? `${login} (UPN)` : address;
    const accounts = `of ${counted(objects, "account")}`;
    return (
      <>
        {number} {addresses > 0 && logins > 0 ? "values" : what} that {plural(all, "works", "work")} today will be lost
        when accounts are joined
        {addresses > 0 && logins > 0
          ? `: ${count(addresses)} ${address}, ${accounts}, and ${count(logins)} only to sign in with (UPN)`
          : addresses > 0
            ? `, ${accounts}`
            : ""}
        .{" "}
      </>
    );
  },
  newLogins: (accounts: number, number: ComponentChildren) => (
    <>
      {number} {plural(accounts, "account that is", "accounts that are")} joined already{" "}
      {plural(accounts, "has", "have")} not got the new UPN of AD yet.{" "}
    </>
  ),
  outside: (aside: number, number: ComponentChildren, cloudOnly: number, cloudNumber: ComponentChildren) => (
    <>
      {number} {plural(aside, "stays", "stay")} outside the sync, and {cloudNumber} cloud{" "}
      {plural(cloudOnly, "object has", "objects have")} no partner in Active Directory.{" "}
    </>
  ),
  findings: (findings: number, number: ComponentChildren, blockers: number) => (
    <>
      {number} {plural(findings, "finding was", "findings were")} made
      {blockers > 0 ? <>, {counted(blockers, "blocker")} among them</> : ""}.{" "}
    </>
  ),
  accepted: (accepted: number, number: ComponentChildren) => (
    <>
      {number} of the findings {plural(accepted, "is", "are")} accepted.{" "}
    </>
  ),
  disagreements: (objects: number, number: ComponentChildren) => (
    <>
      For {number} {plural(objects, "object", "objects")} the sync and other tools, such as Cayosoft Administrator, lead
      to different accounts, or only one of them to any.{" "}
    </>
  ),
  noAnchors: (link: Link) => (
    <>Who joins whom is likely rather than certain, because {link("no file has an ImmutableId")}.</>
  ),
  where: "Where every object goes",
  nothing: (link: Link) => (
    <>
      There is nothing to compare: the files hold no object of Active Directory. An export of its users allows it;{" "}
      {link("the start screen has the command")}.
    </>
  ),
  whereNote: "in the order the sync engine asks",
  share: "Share",
  meaning: "Meaning",
  gate: "Hard match by anchor",
  gateNote: "Not checked: no file has an ImmutableId.",
  allows: "What would allow it",
  all: "All objects in Active Directory",
  drawn: "Small flows are drawn a little wider than true.",
  certainty: (all: number, certain: number) => {
    if (all === 0) return "";
    if (certain === all) return "Certain.";
    return certain === 0 ? "Likely." : `${count(certain)} certain, the others likely.`;
  },
  first: "Look at these first",
  otherNames: (accounts: number) =>
    `${counted(accounts, "account")} of another name: ${plural(accounts, "is it the same person?", "are they the same people?")}`,
  otherNamesNote: (accounts: number) =>
    `By address or UPN ${plural(accounts, "it", "they")} will be joined. If the value went from one person to another, the new one gets the old one’s mailbox.`,
  nothingFirst: (isAccepted: boolean, isOneSide: boolean) =>
    `${isAccepted ? "Every finding is accepted" : "No findings"}${isOneSide ? " in these files alone" : ""}.`,
  many: (findings: number) => `: ${count(findings)}`,
  allFindings: (findings: number) => (findings === 1 ? "The finding" : `All ${counted(findings, "finding")}`),
  notChecked: "What could not be checked",
  moreChecks: (checks: number) => `, and ${counted(checks, "more check")}`,
  furtherChecks: (checks: number) =>
    checks > 0 ? `${counted(checks, "more check")}, and what would allow it` : "What would allow it",
  domains: "Domain by domain",
  domainsNote: "by the domain of the UPN",
  domain: "Domain",
  noDomain: "No domain",
  otherDomains: "Other domains",
  columns: {
    objects: "Objects",
    joined: "Already joined",
    willJoin: "Will join",
    created: "Created",
    stopped: "Stopped",
    outside: "Outside",
    undecided: "Undecided",
  },
  granted: "What was taken for granted about the tenant",
  setting: "Setting",
  value: "Value",
  from: "Where from",
  changeSetting: "Change a setting and see what it does",
};
