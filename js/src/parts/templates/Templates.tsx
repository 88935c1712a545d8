import { useState } from "preact/hooks";
import { newId } from "../../core/ids";
import { useEditor } from "../../editor/context";
import type { PanelProps } from "../../editor/kernel";
import { useView } from "../../editor/map/view";
import { wordsOf } from "../words";
import { Drawing } from "./Drawing";
import { Guidance } from "./Guidance";
import { type Means, planOf } from "./plan";
import { PRESETS, type Preset } from "./presets";
import { type Say, TEXTS } from "./texts";

/** What is to be written on this map, and what kinds there are; on an empty one how to begin. */
export function Templates({ act, inPlace }: PanelProps) {
  const { layout } = useView();
  const editor = useEditor();
  const say = wordsOf(TEXTS, editor.language.value);
  // Once there are columns, the map itself is seen.
  if (inPlace && layout.value.columns > 0) return <Hints say={say} />;
  return (
    <div class={inPlace ? "cjm-templates cjm-in-place" : "cjm-templates"}>
      {!inPlace && <Guidance say={say} />}
      <Picker act={act} say={say} inPlace={inPlace === true} />
      {inPlace && <Hints say={say} />}
    </div>
  );
}

function Picker({ act, say, inPlace }: { act: PanelProps["act"]; say: Say; inPlace: boolean }) {
  const { replica, announce } = useEditor();
  const [done, setDone] = useState("");
  const choose = (preset: Preset) => {
    const plan = planOf(
      replica.state,
      preset,
      means(String(replica.state.journey.language ?? "en")),
    );
    const said = plan
      ? `${say(preset.name)}: ${say("lanes_added", { n: plan.lanes })}`
      : say("all_there");
    setDone(said);
    announce(said);
    if (!plan || !act.run(plan)) return;
    // The button is gone with the empty map.
    if (inPlace && plan.phase) act.go({ row: "#touchpoints", col: plan.phase });
  };
  return (
    <>
      <h3>{say(inPlace ? "or_choose" : "kinds")}</h3>
      {!inPlace && <p class="cjm-hint">{say("what_happens")}</p>}
      <ul class="cjm-presets">
        {PRESETS.map((preset) => (
          <li key={preset.name}>
            <button type="button" onClick={() => choose(preset)}>
              <Drawing preset={preset} />
              <strong>{say(preset.name)}</strong>
              <span>{say(`${preset.name}_text`)}</span>
            </button>
          </li>
        ))}
      </ul>
      {!inPlace && (
        <p class="cjm-hint" role="status">
          {done}
        </p>
      )}
    </>
  );
}

/** Lanes are called what the language of the map calls them. */
function means(language: string): Means {
  return {
    say: wordsOf(TEXTS, language),
    names: (title) => Object.values(TEXTS).map((texts) => texts[title]),
    newId,
  };
}

function Hints({ say }: { say: Say }) {
  return (
    <ul class="cjm-hints" aria-label={say("hints")}>
      <li>{say("hint_add")}</li>
      <li>{say("hint_edit")}</li>
      <li>{say("hint_move")}</li>
    </ul>
  );
}
