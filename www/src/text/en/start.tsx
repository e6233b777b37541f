// The start.

import type { ComponentChildren } from "preact";

export const start = {
  title: "See what the directory sync would do, before it does it",
  lead: "Drop the CSV files you exported from both sides. You see which account each object would join, what stands in the way, and which addresses are missing. Your files are read here, in this browser, and nothing is changed.",
  onPremises: "Active Directory export",
  onPremisesNote: "From PowerShell, csvde or ldifde: users, groups and contacts.",
  cloud: "Microsoft 365 export",
  cloudNote: "From the admin center (Active users, Export users), Entra, Graph or Exchange Online.",
  choose: "Choose files",
  orDrop: "or drop them here",
  anything: (strong: (words: string) => ComponentChildren) => (
    <>
      {strong("Anything else")}: deleted users, groups and contacts, domains, roles, tenant switches. Drop files
      anywhere. They are told apart by what is in them, not by their names.
    </>
  ),
  openSchool: "Open the built-in school",
  schoolNote:
    "No files yet? Ysgol Glan yr Afon is made up, has some 1,300 objects, and shows every kind of finding at least once.",
  why: "Why the data stays here.",
  whyNote: "The page carries a policy that makes your browser refuse every request it could make.",
  testIt: "Test it yourself",
  howTo: "How to make these files",
};
