import { initials, labelOf, personaColor } from "../../core/commands";
import { path } from "../../core/curve";
import { scaleOf, scoreText } from "../../core/emotion";
import type { Persona } from "../../core/schema.gen";
import { useEditor } from "../../editor/context";
import { setText } from "../../editor/inspector/edits";
import { Fields } from "../../editor/inspector/FieldEditor";
import type { PanelProps } from "../../editor/kernel";
import { fieldLabel } from "../../i18n";
import { IconButton } from "../../ui/IconButton";
import { InlineText } from "../../ui/InlineText";
import { wordsOf } from "../words";
import { extremes, type Felt, feltBy } from "./felt";
import { TEXTS } from "./texts";

/** The drawing of the feelings, in units of its own: it is stretched to the width there is. */
const WIDTH = 600;
const HEIGHT = 96;
const EDGE = 10;

/** One persona: who they are, what they want, and how they feel on the way. All of it is edited. */
export function PersonaCard({ close }: PanelProps) {
  const editor = useEditor();
  editor.records.value;
  const { replica, selection, solo } = editor;
  const { state } = replica;
  const say = wordsOf(TEXTS, editor.language.value);
  const first = state.siblings("persona")[0]?.[1] ?? "";
  const chosen = selection.value.find((id) => state.record("persona", id)) ?? first;
  const persona = state.record("persona", solo.value?.record ?? chosen);
  return (
    <article class="cjm-persona-card">
      {!solo.value && (
        <IconButton class="cjm-card-close" icon="close" label={say("close")} onClick={close} />
      )}
      {persona ? <Card persona={persona} say={say} /> : <p role="status">{say("gone")}</p>}
    </article>
  );
}

type Say = ReturnType<typeof wordsOf<keyof (typeof TEXTS)["en"]>>;

function Card({ persona, say }: { persona: Persona; say: Say }) {
  const editor = useEditor();
  const { state } = editor.replica;
  const field = { editor, record: persona };
  return (
    <div class="cjm-pc" style={{ "--pc": personaColor(state, persona.id) }}>
      <header>
        <span class="cjm-portrait" aria-hidden="true">
          {initials(persona)}
        </span>
        <div>
          <h2>
            <Text persona={persona} name="name" />
          </h2>
          <p class="cjm-card-tagline">
            <Text persona={persona} name="tagline" />
          </p>
          <blockquote>
            <Text persona={persona} name="quote" />
          </blockquote>
        </div>
      </header>
      <div class="cjm-card-columns">
        <section>
          <h3>{say("who")}</h3>
          <Fields {...field} rows={["demographics", "psychographics", ["segment", "share"]]} />
          <Fields {...field} rows={["channels", "kind"]} />
        </section>
        <section>
          <h3>{say("wants")}</h3>
          <Fields {...field} rows={["goals", "needs", "pains", "jobs"]} />
        </section>
      </div>
      <section>
        <h3>{say("journey")}</h3>
        <Feelings persona={persona} say={say} />
      </section>
    </div>
  );
}

/** A text of the persona, edited where it stands. */
function Text({ persona, name }: { persona: Persona; name: "name" | "tagline" | "quote" }) {
  const editor = useEditor();
  const { t, replica } = editor;
  const label = fieldLabel(t, name);
  return (
    <InlineText
      value={persona[name] ?? ""}
      label={label}
      placeholder={name === "name" ? t("untitled") : label}
      multiline={name === "quote"}
      readOnly={editor.readOnly.value}
      onCommit={(text, base) => {
        const change = setText(replica.state, persona.id, name, text, base, (replaced) =>
          t("replaced_text", { what: label, text: replaced }),
        );
        if (change) editor.edit(change, labelOf("edit", "persona", name));
      }}
    />
  );
}

function Feelings({ persona, say }: { persona: Persona; say: Say }) {
  const { t, replica } = useEditor();
  const { felt, steps } = feltBy(replica.state, persona.id);
  const ends = extremes(felt);
  if (!ends) return <p class="cjm-hint">{say("unscored")}</p>;
  const scale = scaleOf(replica.state);
  const x = (step: number) => EDGE + ((step + 0.5) * (WIDTH - 2 * EDGE)) / Math.max(1, steps);
  const y = (score: number) =>
    HEIGHT - EDGE - ((score - scale.min) / (scale.max - scale.min)) * (HEIGHT - 2 * EDGE);
  const points = felt.map(({ step, score }) => ({ x: x(step), y: y(score) }));
  const line = (word: "best" | "worst", { touchpoint, score }: Felt) => (
    <div>
      <dt>{say(word)}</dt>
      <dd>
        <bdi>{touchpoint.name || t("untitled")}</bdi> ({scoreText(score, scale)})
      </dd>
    </div>
  );
  return (
    <>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <line class="cjm-card-zero" x1="0" x2={WIDTH} y1={y(scale.neutral)} y2={y(scale.neutral)} />
        <path d={path(points)} />
        {felt.map(({ touchpoint, step, score, assumed }) => (
          <circle
            key={touchpoint.id}
            class={assumed ? "cjm-card-assumed" : undefined}
            cx={x(step)}
            cy={y(score)}
            r="4"
          />
        ))}
      </svg>
      <dl>
        {line("best", ends[0])}
        {line("worst", ends[1])}
      </dl>
    </>
  );
}
