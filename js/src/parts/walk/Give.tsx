import { useState } from "preact/hooks";
import { personaColor } from "../../core/commands";
import { type Scale, scaleOf, scoreText } from "../../core/emotion";
import { useEditor } from "../../editor/context";
import { NumberField } from "../../ui/fields";
import { TextField } from "../../ui/TextField";
import { choicesOf } from "./keys";
import { Sparkline } from "./Sparkline";
import { recordOf } from "./steps";
import type { Walking } from "./walking";

/** Where the walker says how it feels: a score and a note, and the curve they make so far. */
export function Give({ walk }: { walk: Walking }) {
  const { replica } = useEditor();
  const { state } = replica;
  const { say, who } = walk;
  const scale = scaleOf(state);
  const record = recordOf(state, walk.walker, walk.touchpoint);
  const score = record?.score ?? null;
  const color = walk.walker.persona ? personaColor(state, walk.walker.persona) : undefined;
  return (
    <section
      class="cjm-walk-give cjm-pc"
      style={{ "--pc": color ?? "var(--cjm-accent)" }}
      aria-label={who ? say("question_as", { who }) : say("question")}
    >
      <h3 dir="auto">{who ? say("question_as", { who }) : say("question")}</h3>
      <Choices walk={walk} scale={scale} score={score} />
      <Slider walk={walk} scale={scale} score={score} />
      <p class="cjm-walk-given">
        <span role="status">
          {score === null ? say("none_given") : say("given", { score: words(scale, score) })}
        </span>
        {score !== null && (
          <button type="button" class="cjm-link" onClick={() => walk.takeBack()}>
            {say("take_back")}
          </button>
        )}
      </p>
      <div class="cjm-walk-f" data-record={record?.id} data-field="note">
        <span class="cjm-f-label" aria-hidden="true">
          {say("note")}
        </span>
        <TextField
          label={say("note")}
          placeholder={say("note_hint")}
          value={record?.note ?? ""}
          multiline
          rows={3}
          onCommit={(text, base) => walk.note(text, base)}
        />
      </div>
      <Sparkline walk={walk} scale={scale} />
    </section>
  );
}

/** A score with its word: "−2 awful". */
export function words(scale: Scale, score: number): string {
  return `${scoreText(score, scale)} ${scale.labels[String(score)] ?? ""}`.trim();
}

interface Props {
  walk: Walking;
  scale: Scale;
  score: number | null;
}

/** The scores of the scale, each with its key. */
function Choices({ walk, scale, score }: Props) {
  const { replica } = useEditor();
  const choices = choicesOf(scale);
  if (choices.length === 0) return null;
  const emoji = replica.state.journey.emotion_scale?.emoji ?? {};
  const keys = choices.flatMap(({ key }) => key || []);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset has a look of its own */}
      <div class="cjm-walk-scores" role="group" aria-label={walk.say("slider")}>
        {choices.map((choice) => {
          const sign = emoji[String(choice.score)];
          const word = scale.labels[String(choice.score)];
          return (
            <button
              key={choice.score}
              type="button"
              aria-pressed={choice.score === score}
              aria-label={words(scale, choice.score)}
              aria-keyshortcuts={choice.key || undefined}
              onClick={() => walk.give(choice.score)}
            >
              {sign && (
                <span class="cjm-walk-emoji" aria-hidden="true">
                  {sign}
                </span>
              )}
              <b>{scoreText(choice.score, scale)}</b>
              {word && <span dir="auto">{word}</span>}
            </button>
          );
        })}
      </div>
      <p class="cjm-walk-keys">{walk.say("keys", { keys: `${keys[0]}–${keys.at(-1)}` })}</p>
    </>
  );
}

/** The scale as a line. Where its scores are too many for buttons, a number can be typed too. */
function Slider({ walk, scale, score }: Props) {
  // While it is on its way nothing is recorded: one pull is one change.
  const [moving, move] = useState<number | null>(null);
  const shown = moving ?? score;
  const { say } = walk;
  return (
    <div class="cjm-walk-slider" data-unset={shown === null ? "" : undefined}>
      <span aria-hidden="true">{scoreText(scale.min, scale)}</span>
      <input
        type="range"
        aria-label={say("slider")}
        min={scale.min}
        max={scale.max}
        step={scale.step}
        value={shown ?? scale.neutral}
        aria-valuetext={shown === null ? say("none_given") : words(scale, shown)}
        onInput={(event) => move(Number(event.currentTarget.value))}
        onChange={(event) => {
          move(null);
          walk.give(Number(event.currentTarget.value));
        }}
      />
      <span aria-hidden="true">{scoreText(scale.max, scale)}</span>
      {choicesOf(scale).length === 0 && (
        <NumberField
          label={say("slider")}
          value={shown}
          min={scale.min}
          max={scale.max}
          step={scale.step}
          stepper
          onCommit={(typed) => (typed === null ? walk.takeBack() : walk.give(typed))}
        />
      )}
    </div>
  );
}
