import { useState } from "preact/hooks";
import { newId } from "../../core/ids";
import { useEditor } from "../../editor/context";
import type { PanelProps } from "../../editor/kernel";
import { isKey, typeLabel, valueLabel } from "../../i18n";
import { Check } from "../../ui/choices";
import { NumberField } from "../../ui/fields";
import { TextField } from "../../ui/TextField";
import { wordsOf } from "../words";
import { kindsOf, startRound } from "./rounds";
import { TEXTS } from "./texts";

const MOST = 100;

/** What a new round is about, and how many votes each person has in it. */
export function NewRound({ act, onDone }: { act: PanelProps["act"]; onDone(): void }) {
  const editor = useEditor();
  const { t, replica } = editor;
  const { state } = replica;
  editor.records.value;
  const say = wordsOf(TEXTS, editor.language.value);
  const [title, setTitle] = useState("");
  const [kinds, setKinds] = useState<readonly string[]>([]);
  const [budget, setBudget] = useState(3);
  const [anonymous, setAnonymous] = useState(false);
  const start = (event: MouseEvent) => {
    const args = { id: newId("vs"), title, kinds, budget, anonymous };
    const panel = (event.currentTarget as Element).closest<HTMLElement>(".cjm-part");
    if (!act.run(startRound(state, args))) return;
    editor.announce(say("goes_on"));
    // The form goes; the panel shows the round.
    panel?.focus({ preventScroll: true });
    onDone();
  };
  return (
    <section class="cjm-new-round" aria-label={say("new")}>
      <h3>{say("new")}</h3>
      <TextField
        value={title}
        label={say("title")}
        placeholder={say("title_hint")}
        onCommit={setTitle}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out */}
      <div class="cjm-kinds" role="group" aria-label={say("about")}>
        <span class="cjm-f-label" aria-hidden="true">
          {say("about")}
        </span>
        {kindsOf(state).map((kind) => (
          <Check
            key={kind}
            checked={kinds.includes(kind)}
            label={
              isKey(`r_${kind}`) && kind !== "question" ? typeLabel(t, kind) : valueLabel(t, kind)
            }
            onChange={(on) => setKinds(on ? [...kinds, kind] : kinds.filter((k) => k !== kind))}
          />
        ))}
        <p class="cjm-hint">{say("all_hint")}</p>
      </div>
      <div>
        <span class="cjm-f-label" aria-hidden="true">
          {say("budget")}
        </span>
        <NumberField
          value={budget}
          label={say("budget")}
          stepper
          whole
          min={1}
          max={MOST}
          step={1}
          onCommit={(n) => setBudget(n ?? 3)}
        />
      </div>
      <Check checked={anonymous} label={say("anonymous")} onChange={setAnonymous} />
      {anonymous && <p class="cjm-hint">{say("anonymous_note")}</p>}
      <button type="button" class="cjm-go" onClick={start}>
        {say("start")}
      </button>
    </section>
  );
}
