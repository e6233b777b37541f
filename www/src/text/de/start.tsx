// German: the start.

import type { Text } from "../en";

export const start = {
  title: "Sehen, was die Verzeichnis­synchronisierung tun würde, bevor sie es tut",
  lead: "CSV-Exporte beider Seiten hier ablegen. Zu sehen ist dann, mit welchem Konto jedes Objekt verknüpft würde, was dem entgegensteht und welche Adressen fehlen. Die Dateien werden hier im Browser gelesen; nichts wird geändert.",
  onPremises: "Export aus Active Directory",
  onPremisesNote: "Aus PowerShell, csvde oder ldifde: Benutzer, Gruppen und Kontakte.",
  cloud: "Export aus Microsoft 365",
  cloudNote: "Aus dem Admin Center (Aktive Benutzer, Benutzer exportieren), Entra, Graph oder Exchange Online.",
  choose: "Dateien auswählen",
  orDrop: "oder hier ablegen",
  anything: (strong) => (
    <>
      {strong("Alles andere")}: gelöschte Benutzer, Gruppen und Kontakte, Domänen, Rollen, Schalter des Mandanten.
      Dateien irgendwo ablegen. Sie werden an ihrem Inhalt erkannt, nicht am Namen.
    </>
  ),
  openSchool: "Eingebaute Schule öffnen",
  schoolNote:
    "Noch keine Dateien? Ysgol Glan yr Afon ist erfunden, hat rund 1.300 Objekte und zeigt jede Art von Befund mindestens einmal.",
  why: "Warum die Daten hier bleiben.",
  whyNote: "Die Seite enthält eine Richtlinie, mit der der Browser jede ihrer Anforderungen ablehnt.",
  testIt: "Selbst testen",
  howTo: "So entstehen diese Dateien",
} satisfies Text["start"];
