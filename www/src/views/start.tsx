// The start: what this does, two halves to drop files on, and how to make them.

import { useEffect, useState } from "preact/hooks";
import { ChooseFiles } from "../components/choose";
import { Command } from "../components/command";
import { Core, Label } from "../components/core";
import { SideGlyph } from "../components/glyph";
import { Icon } from "../components/icon";
import { format } from "../state/route";
import { analyzer, openSchool } from "../state/store";
import { t } from "../text";
import type { ExportCommandView } from "../wire/types";

export function Start() {
  return (
    <div class="columns start">
      <div>
        <h1>{t.start.title}</h1>
        <p class="lead">{t.start.lead}</p>
        <div class="halves">
          <section class="half half-left">
            <SideGlyph side="on-premises" />
            <h2>{t.start.onPremises}</h2>
            <p>{t.start.onPremisesNote}</p>
            <div class="row">
              <ChooseFiles label={t.start.choose} id="choose-active-directory" />
              <span class="note">{t.start.orDrop}</span>
            </div>
          </section>
          <section class="half half-right">
            <SideGlyph side="cloud" />
            <h2>{t.start.cloud}</h2>
            <p>{t.start.cloudNote}</p>
            <div class="row">
              <ChooseFiles label={t.start.choose} id="choose-microsoft-365" />
              <span class="note">{t.start.orDrop}</span>
            </div>
          </section>
        </div>
        <section class="anything">
          <p>
            {t.start.anything((words) => (
              <strong>{words}</strong>
            ))}
          </p>
          <ChooseFiles label={t.start.choose} id="choose-anything" isQuiet />
        </section>
        <div class="row school">
          <button type="button" onClick={() => void openSchool()}>
            <Icon name="play" />
            {t.start.openSchool}
          </button>
          <p class="note">{t.start.schoolNote}</p>
        </div>
      </div>
      <aside>
        <HowToMake />
        <section class="problem is-calm">
          <Icon name="refuse" />
          <p>
            <strong>{t.start.why}</strong> {t.start.whyNote} <a href={format("how")}>{t.start.testIt}</a>
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
      <h2 class="section">{t.start.howTo}</h2>
      {commands.map((command, place) => (
        <details key={command.id} class="fold" open={place === 0}>
          <summary>
            <Icon name="right" />
            <strong>
              <Label text={command.title} />
            </strong>
          </summary>
          <p>
            <Core text={command.purpose} />
          </p>
          {command.script === "" ? null : <Command command={command} />}
        </details>
      ))}
    </section>
  );
}
