import { batch } from "@preact/signals";
import { type Result, setField } from "../../core/commands";
import { newId } from "../../core/ids";
import type { WorkshopPart } from "../../core/schema.gen";
import type { State } from "../../core/state";
import { type EditorApi, useEditor } from "../../editor/context";
import { add } from "../../editor/inspector/edits";
import type { PanelProps } from "../../editor/kernel";
import { Check } from "../../ui/choices";
import { Icon } from "../../ui/icons";
import { TextField } from "../../ui/TextField";
import { wordsOf } from "../words";
import { type Key, TEXTS } from "./texts";
import { addPeople, tickItem } from "./timing";
import type { GuideItem, Standing } from "./told";

interface Props {
  act: PanelProps["act"];
  part: WorkshopPart;
  items: readonly GuideItem[];
  standing: Standing | undefined;
}

/** What a part is done by: the map ticks what it can tell, people tick the rest. */
export function Checklist({ act, part, items, standing }: Props) {
  const { replica, readOnly, language } = useEditor();
  const say = wordsOf(TEXTS, language.value);
  const missing = standing?.missing[part.id];
  const ticked = part.ticked ?? [];
  return (
    <ul class="cjm-checklist" aria-label={say("checklist")}>
      {items.map(({ id, text, hand }) => {
        const done = hand ? ticked.includes(id) : missing !== undefined && !(id in missing);
        return (
          <li key={id} data-item={id} data-done={done} tabIndex={-1}>
            {hand && !readOnly.value ? (
              <Check
                checked={done}
                label={text}
                onChange={(on) => act.run(tickItem(replica.state, part.id, id, on))}
              />
            ) : (
              <span class="cjm-told">
                <span class="cjm-tick">{done && <Icon name="check" size={12} />}</span>
                <span>
                  {text}
                  <span class="cjm-hidden">{` (${say(done ? "is_done" : "not_done")})`}</span>
                </span>
              </span>
            )}
            {!hand && missing?.[id] && <p class="cjm-hint">{missing[id]}</p>}
            {!hand && !done && missing && <Quick act={act} item={id} />}
          </li>
        );
      })}
    </ul>
  );
}

/** What the set-up takes can be typed here; what is elsewhere in the editor is behind a button. */
function Quick({ act, item }: { act: PanelProps["act"]; item: string }) {
  const editor = useEditor();
  const { replica, readOnly, language } = editor;
  const say = wordsOf(TEXTS, language.value);
  const { state } = replica;
  const label = TYPED[item];
  if (label && !readOnly.value) {
    return (
      <TextField
        value=""
        label={say(label)}
        placeholder={say(label)}
        multiline={item === "participants" || item === "scenario"}
        onCommit={(text) => {
          if (text.trim()) act.run(typed(state, item, text.trim()));
        }}
      />
    );
  }
  const go = PLACES[item];
  if (!go) return null;
  return (
    <button type="button" class="cjm-link" onClick={() => go.open(editor)}>
      {say(go.label)}
    </button>
  );
}

const TYPED: Readonly<Record<string, Key>> = {
  participants: "add_participants",
  goal: "add_goal",
  stakeholders: "add_stakeholder",
  questions: "add_question",
  scenario: "add_scenario",
};

/** What was typed under an item, on the map. */
function typed(state: State, item: string, text: string): Result {
  const { journey } = state;
  switch (item) {
    case "participants":
      return addPeople(state, text);
    case "goal":
      return { label: "add.goal", change: add(state, "goal", newId("go"), { text }) };
    case "questions":
      return { label: "add.question", change: add(state, "question", newId("qu"), { text }) };
    case "stakeholders":
      return { label: "add.person", change: add(state, "person", newId("pn"), { name: text }) };
    default:
      return setField(state, { id: journey.id, field: "scenario", value: text });
  }
}

interface Way {
  readonly label: Key;
  open(editor: EditorApi): void;
}

/** Where in the editor the rest of it is done. */
const DETAILS: Way = {
  label: "open_details",
  open(editor) {
    batch(() => {
      editor.selection.value = [];
      editor.inspectorOpen.value = true;
      editor.panel.value = null;
    });
  },
};
const WALK: Way = {
  label: "open_walk",
  open({ stage }) {
    stage.value = "walk";
  },
};
const PLACES: Readonly<Record<string, Way>> = {
  kpi: DETAILS,
  persona: DETAILS,
  empathy_map: DETAILS,
  answers: DETAILS,
  walked: WALK,
};
