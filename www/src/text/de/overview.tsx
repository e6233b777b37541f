// German: the overview. Counts stand after a colon where the verb would have to follow them.

import type { Text } from "../en";
import { checks, count, counted, findings, objects, plural } from "./forms";

export const overview = {
  title: "Was die nächste Synchronisierung tun würde",
  oneSide: (here, missing, all, found, link) => (
    <>
      Nur {here} ist geladen: {objects(all)}. Was womit verknüpft wird, zeigt sich erst, wenn auch ein Export von{" "}
      {missing} {link("geladen")} ist. Allein in diesen Dateien: {findings(found)}.
    </>
  ),
  statement: (all, parts, held, strong) => (
    <>
      Objekte in Active Directory: {strong(count(all))}. Bereits mit einem Konto in der Cloud verknüpft: {parts.joined}.
      Werden verknüpft: {parts.willJoin}. Werden erstellt: {parts.created}
      {held ? <>, davon ohne eine ihrer Adressen, weil sie jemand anderem gehört: {held}</> : ""}. Werden blockiert:{" "}
      {parts.stopped}.
    </>
  ),
  undecided: (number) => <>Nicht entscheidbar: {number}. </>,
  lost: (number, addresses, objects, logins) => {
    const accounts = `bei ${counted(objects, "Konto", "Konten")}`;
    if (logins === 0)
      return (
        <>
          Adressen, die heute funktionieren und beim Verknüpfen verloren gehen: {number}, {accounts}.{" "}
        </>
      );
    if (addresses === 0)
      return <>Anmeldenamen (UPN), die heute funktionieren und beim Verknüpfen verloren gehen: {number}. </>;
    return (
      <>
        Werte, die heute funktionieren und beim Verknüpfen verloren gehen: {number}, davon{" "}
        {counted(addresses, "Adresse", "Adressen")} ({accounts}) und {count(logins)} nur zum Anmelden (UPN).{" "}
      </>
    );
  },
  newLogins: (_, number) => <>Verknüpfte Konten, die den neuen UPN aus AD noch nicht haben: {number}. </>,
  outside: (_, number, _all, cloudNumber) => (
    <>
      Außerhalb der Synchronisierung: {number}. Cloudobjekte ohne Gegenstück in Active Directory: {cloudNumber}.{" "}
    </>
  ),
  findings: (_, number, blockers) => (
    <>
      Befunde: {number}
      {blockers > 0 ? `, davon blockierend: ${count(blockers)}` : ""}.{" "}
    </>
  ),
  accepted: (_, number) => <>Akzeptierte Befunde: {number}. </>,
  disagreements: (all, number) => (
    <>
      Bei {number} {plural(all, "Objekt", "Objekten")} führen die Synchronisierung und andere Tools wie Cayosoft
      Administrator zu verschiedenen Konten, oder nur eines davon zu einem Konto.{" "}
    </>
  ),
  noAnchors: (link) => (
    <>Wer mit wem verknüpft wird, ist nur wahrscheinlich: {link("Keine Datei enthält eine ImmutableId")}.</>
  ),
  where: "Wohin jedes Objekt geht",
  nothing: (link) => (
    <>
      Es gibt nichts zu vergleichen: Die Dateien enthalten kein Objekt aus Active Directory. Möglich macht es ein Export
      der Benutzer; {link("den Befehl zeigt die Startseite")}.
    </>
  ),
  whereNote: "in der Reihenfolge, in der die Synchronisierung fragt",
  share: "Anteil",
  meaning: "Bedeutung",
  gate: "Hard Match per Quellanker",
  gateNote: "Nicht geprüft: Keine Datei enthält eine ImmutableId.",
  allows: "Was es ermöglichen würde",
  all: "Alle Objekte in Active Directory",
  drawn: "Kleine Ströme sind etwas breiter gezeichnet.",
  certainty: (all, certain) => {
    if (all === 0) return "";
    if (certain === all) return "Sicher.";
    return certain === 0 ? "Wahrscheinlich." : `${count(certain)} sicher, die übrigen wahrscheinlich.`;
  },
  first: "Zuerst ansehen",
  otherNames: (accounts) =>
    `${counted(accounts, "Konto", "Konten")} mit anderem Namen: ${plural(accounts, "dieselbe Person?", "dieselben Personen?")}`,
  otherNamesNote: (accounts) =>
    `Per Adresse oder UPN ${plural(accounts, "wird es", "werden sie")} verknüpft. Ist der Wert von einer Person auf eine andere übergegangen, erhält die neue das Postfach der alten.`,
  nothingFirst: (isAccepted, isOneSide) =>
    `${isAccepted ? "Alle Befunde sind akzeptiert" : "Keine Befunde"}${isOneSide ? " allein in diesen Dateien" : ""}.`,
  many: (found) => `: ${count(found)}`,
  allFindings: (found) => (found === 1 ? "Zum Befund" : `Alle ${findings(found)}`),
  notChecked: "Was nicht geprüft werden konnte",
  moreChecks: (more) => ` und ${counted(more, "weitere Prüfung", "weitere Prüfungen")}`,
  furtherChecks: (more) => (more > 0 ? `Weitere ${checks(more)} und was sie ermöglicht` : "Was sie ermöglichen würde"),
  domains: "Nach Domänen",
  domainsNote: "nach der Domäne des UPN",
  domain: "Domäne",
  noDomain: "Keine Domäne",
  otherDomains: "Weitere Domänen",
  columns: {
    objects: "Objekte",
    joined: "Verknüpft",
    willJoin: "Wird verknüpft",
    created: "Erstellt",
    stopped: "Blockiert",
    outside: "Außerhalb",
    undecided: "Offen",
  },
  granted: "Was über den Mandanten vorausgesetzt wurde",
  setting: "Einstellung",
  value: "Wert",
  from: "Herkunft",
  changeSetting: "Eine Einstellung ändern und die Folgen sehen",
} satisfies Text["overview"];
