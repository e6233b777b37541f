// German: how do I know nothing leaves?

import type { Text } from "../en";

const BROWSERS = {
  edge: "Edge",
  firefox: "Firefox",
  chromium: "Chrome oder Chromium",
  safari: "Safari",
};

export const how = {
  title: "Woran erkenne ich, dass nichts nach außen geht?",
  lead: "Vertrauen ist nicht nötig. Hier steht, was mit Ihren Dateien geschieht, fünf Prüfungen, die jeder machen kann, und was diese Seite nicht versprechen kann. Der Text eignet sich als Anlage zu einer Datenschutz-Folgenabschätzung.",
  whatHappens: "Was mit Ihren Dateien geschieht",
  whatHappensNotes: [
    "Es sind Exporte eines Verzeichnisses: Namen, Anmeldenamen, Adressen, Gruppen, Lizenzen und Ähnliches von Lernenden und Beschäftigten. Spalten, die Kennwörter enthalten können, werden ungelesen verworfen.",
    "Ihr Browser liest sie in seinen eigenen Speicher auf diesem Computer. Die Seite berechnet dort die Übereinstimmungen. Nichts wird gespeichert: Mit dem Tab ist alles weg. Nur Aussehen und Sprache der Seite und ob einzelne Tasten wirken, bleibt gemerkt.",
    "Die Seite hat keine Analyse, keine Fehlermeldungen an andere, keine Suche nach Updates und keine Schriften oder Bilder von außen. In ihren ersten Zeilen steht eine Richtlinie, mit der der Browser jede Anforderung durch Skripts, Bilder, Stile, Formulare und Worker ablehnt.",
  ],
  checks: "Fünf Prüfungen zum Selbermachen",
  offline: "Das Netzwerk abschalten und die Seite benutzen.",
  offlineNote: "Kabel ziehen oder Flugmodus einschalten. Alles funktioniert, weil nichts geladen wird.",
  disk: "Die Seite vom eigenen Datenträger öffnen.",
  diskNote: "Die eine Datei speichern, Verbindung trennen, öffnen. Sie ist das ganze Produkt.",
  panel: "Die Netzwerkanzeige beobachten.",
  panelNote: "F12 drücken, Netzwerk wählen, Dateien laden. Die Liste bleibt leer.",
  fingerprint: "Den Fingerabdruck vergleichen.",
  fingerprintNote: (code) => (
    <>
      In PowerShell muss {code("Get-FileHash .\\dirmatch.html")} ergeben, was {code("SHA256SUMS")} der Version sagt.
      Diese Seite zeigt ihn nicht: Eine veränderte Kopie könnte alles zeigen. Wer den Quelltext baut, erhält dieselben
      Bytes.
    </>
  ),
  policy: "Die Richtlinie lesen.",
  policyNote: (code) => (
    <>
      Die Datei in einem Editor öffnen. Eine der ersten Zeilen beginnt mit {code("Content-Security-Policy")} und enthält{" "}
      {code("default-src 'none'")} und {code("connect-src 'none'")}.
    </>
  ),
  limits: "Was diese Seite nicht versprechen kann",
  limitNotes: [
    [
      "Browsererweiterungen",
      " können auf jeder Seite mitlesen. Für Daten von Lernenden ein sauberes Profil verwenden.",
    ],
    [
      "Wurde die Seite von einer Webadresse geöffnet",
      ", hat deren Server wie bei jeder Seite IP-Adresse und Browser gesehen. Ihre Dateien sieht er nie.",
    ],
    [
      "Manche Wege sind nicht abgedeckt",
      ", jedenfalls nicht in jedem Browser: WebRTC, vorzeitiger Verbindungsaufbau und das Verlassen der Seite zu einer anderen Adresse. Die Seite nutzt keinen davon. SECURITY.md im Quelltext nennt sie für jeden Browser, und jede Version wird daran getestet.",
    ],
    [
      "Eine veränderte Kopie",
      " könnte alles tun und gleich aussehen. Die Datei dort holen, wo sie veröffentlicht wird, und den Fingerabdruck vergleichen.",
    ],
    [
      "Was Sie speichern und weitergeben",
      ", liegt in Ihrer Obhut. Auf den Stufen „Vollständig“ und „Intern“ enthält eine Datei Namen, auf „Vollständig“ auch ganze Adressen; ein Plan immer beides.",
    ],
  ],
  inside: "Was enthalten ist, und unter welchen Lizenzen",
  insideNote:
    "dirmatch steht unter der MIT-Lizenz. Es enthält diese Teile; NOTICES.txt der Version nennt die Lizenzen im Wortlaut.",
  test: "Jetzt testen",
  testNote:
    "Die Seite versucht auf jedem Weg, den eine Seite hat, eine Adresse zu erreichen, die es nicht gibt. Der Browser sollte jeden Versuch ablehnen, bevor er gesendet wird.",
  run: "Test starten",
  runAgain: "Test wiederholen",
  way: "Weg nach außen",
  tries: "Versuche",
  browser: "Ihr Browser",
  verdicts: { refused: "Abgelehnt", "not-refused": "Nicht abgelehnt", "not-tried": "Nicht versucht" },
  ways: {
    loads: "Bilder, Schriften, Stile, Medien",
    frames: "Frames, Objekte, Formulare",
    scripts: "Skripts und Worker von außen",
    worker: "Der Worker, der die Dateien liest, nach außen",
    uncovered: "WebRTC, frühe Verbindungen, Verlassen der Seite",
  },
  summary: (refused, all) => `${refused} von ${all} Versuchen abgelehnt.`,
  circumstances: (browser, version, host, when) =>
    `${browser === "unknown" ? "Unbekannter Browser" : `${BROWSERS[browser]} ${version}`}, ${host === "" ? "vom Datenträger" : `von ${host}`}, ${when}.`,
  textTitle: "dirmatch, Test der Wege nach außen",
  print: "Für die Akte drucken",
  copyResult: "Ergebnis kopieren",
} satisfies Text["how"];
