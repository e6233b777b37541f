// The start: what this does, two halves to drop files on, and how to make them.

import { useEffect, useState } from "preact/hooks";
import { ChooseFiles } from "../components/choose";
import { Command } from "../components/command";
import { SideGlyph } from "../components/glyph";
import { Icon } from "../components/icon";
import { format } from "../state/route";
import { analyzer, openSchool } from "../state/store";
import type { ExportCommandView } from "../wire/types";

export function Start() {
  return (
    <div class="columns start">
      <div>
        <h1>See what the directory sync would do, before it does it</h1>
        <p class="lead">
          Drop the CSV files you exported from both sides. You see which account each object would join, what stands in
          the way, and which addresses are missing. Your files are read here, in this browser, and nothing is changed.
        </p>
        <div class="halves">
          <section class="half half-left">
            <SideGlyph side="on-premises" />
            <h2>Active Directory export</h2>
            <p>From PowerShell, csvde or ldifde: users, groups and contacts.</p>
            <div class="row">
              <ChooseFiles label="Choose files" id="choose-active-directory" />
              <span class="note">or drop them here</span>
            </div>
          </section>
          <section class="half half-right">
            <SideGlyph side="cloud" />
            <h2>Microsoft 365 export</h2>
            <p>From the admin center (Active users, Export users), Entra, Graph or Exchange Online.</p>
            <div class="row">
              <ChooseFiles label="Choose files" id="choose-microsoft-365" />
              <span class="note">or drop them here</span>
            </div>
          </section>
        </div>
        <section class="anything">
          <p>
            <strong>Anything else</strong>: deleted users, groups and contacts, domains, roles, tenant switches. Drop
            files anywhere. They are told apart by what is in them, not by their names.
          </p>
          <ChooseFiles label="Choose files" id="choose-anything" isQuiet />
        </section>
        <div class="row school">
          <button type="button" onClick={() => void openSchool()}>
            <Icon name="play" />
            Open the built-in school
          </button>
          <p class="note">
            No files yet? Ysgol Glan yr Afon is made up, has some 1,300 objects, and shows every kind of finding at
            least once.
          </p>
        </div>
      </div>
      <aside>
        <HowToMake />
        <section class="problem is-calm">
          <Icon name="refuse" />
          <p>
            <strong>Why the data stays here.</strong> The page carries a policy that makes your browser refuse every
            request it could make. <a href={format("how")}>Test it yourself</a>
          </p>
        </section>
      </aside>
    </div>
  );
}

function HowToMake() {
  const [commands, setCommands] = useState<readonly ExportCommandView[]>([]);
  useEffect(() => {
    void analyzer.ask("exportCommands", []).then(setCommands, () => setCommands([]));
  }, []);
  return (
    <section>
      <h2 class="section">How to make these files</h2>
      {commands.map((command, place) => (
        <details key={command.id} class="fold" open={place === 0}>
          <summary>
            <Icon name="right" />
            <strong>{command.title}</strong>
          </summary>
          <p>{command.purpose}</p>
          {command.script === "" ? null : <Command command={command} />}
        </details>
      ))}
    </section>
  );
}
