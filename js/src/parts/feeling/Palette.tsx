import { useEffect, useRef, useState } from "preact/hooks";
import { personaColor, titleOf } from "../../core/commands";
import { type Score, scaleOf, scoreText } from "../../core/emotion";
import { useEditor } from "../../editor/context";
import type { PanelProps } from "../../editor/kernel";
import { useView } from "../../editor/map/view";
import { isComposing } from "../../ui/keys";
import { TextField } from "../../ui/TextField";
import { wordsOf } from "../words";
import { EMOTIONS, type Emotion, NAMES } from "./emotions";
import { targetOf } from "./target";
import { TEXTS } from "./texts";

/** As many characters as the kernel takes for an emoji. */
const EMOJI = 32;

/** Names what a point of the curve felt like: from a palette, or in words of one's own. */
export function Palette({ act, close }: PanelProps) {
  const editor = useEditor();
  const view = useView();
  const { t, replica, selection } = editor;
  const { state } = replica;
  editor.records.value;
  const say = wordsOf(TEXTS, editor.language.value);
  const target = targetOf(state, selection.value, view.cursor.value);
  if (!target || target.scores.length === 0) return <p class="cjm-hint">{say("choose")}</p>;
  const { touchpoint, persona, felt, scores } = target;
  const scale = scaleOf(state);
  const nameOf = (id: string) => {
    const record = state.get(id);
    return id === "" ? t("everyone") : (record && titleOf(record)) || t("untitled");
  };
  const go = (score: Score) => {
    if (score.only) selection.value = [score.only.id];
  };
  const set = (emotion: string, emoji: string) => {
    if (felt) act.nameEmotion(felt.id, emotion, emoji);
  };
  const emotion = felt?.emotion ?? "";
  const emoji = felt?.emoji ?? "";
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape works wherever the focus is
    <div
      class="cjm-palette"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || isComposing(event)) return;
        // Back to the point that was named, which need not be the one it was opened at.
        event.preventDefault();
        event.stopPropagation();
        act.go(view.cursor.peek());
        close();
      }}
    >
      <p class="cjm-inspector-sub" dir="auto">
        {nameOf(touchpoint)}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out */}
      <div class="cjm-palette-who" role="group" aria-label={say("whose")}>
        {scores.map((score) => (
          <button
            key={score.persona}
            type="button"
            aria-pressed={score.persona === persona}
            disabled={!score.only}
            onClick={() => go(score)}
          >
            <span
              class="cjm-dot"
              style={{
                "--pc": score.persona ? personaColor(state, score.persona) : "currentColor",
              }}
            />
            <span dir="auto">{nameOf(score.persona)}</span>
            <b>{scoreText(score.score, scale)}</b>
          </button>
        ))}
      </div>
      {felt ? (
        <>
          <Grid
            key={felt.id}
            say={say}
            chosen={named(emotion)}
            readOnly={editor.readOnly.value}
            onChoose={(name) => (name ? set(say(name), EMOTIONS[name]) : set("", ""))}
          />
          <div class="cjm-row">
            <div class="cjm-f">
              <span class="cjm-f-label" aria-hidden="true">
                {say("own")}
              </span>
              <TextField
                value={emotion}
                label={say("own")}
                readOnly={editor.readOnly.value}
                onCommit={(text) => set(text.trim(), emoji)}
              />
            </div>
            <div class="cjm-f">
              <span class="cjm-f-label" aria-hidden="true">
                {say("emoji")}
              </span>
              <TextField
                value={emoji}
                label={say("emoji")}
                limit={EMOJI}
                readOnly={editor.readOnly.value}
                onCommit={(text) => set(emotion, text.trim())}
              />
            </div>
          </div>
          {(emotion || emoji) && !editor.readOnly.value && (
            <button type="button" class="cjm-link" onClick={() => set("", "")}>
              {say("clear")}
            </button>
          )}
        </>
      ) : (
        <p class="cjm-hint">{say(persona === null ? "choose" : "several")}</p>
      )}
    </div>
  );
}

/** The emotion of the palette that a word is, in any of its languages. */
export function named(word: string): Emotion | undefined {
  const folded = word.trim().toLocaleLowerCase();
  if (!folded) return undefined;
  return NAMES.find((name) => Object.values(TEXTS).some((texts) => texts[name] === folded));
}

interface GridProps {
  say: (key: Emotion | "palette") => string;
  chosen: Emotion | undefined;
  readOnly: boolean;
  /** Told the emotion, or nothing when the chosen one is taken back. */
  onChoose(name: Emotion | undefined): void;
}

/** One tab stop; arrows move, and choose nothing by themselves. */
function Grid({ say, chosen, readOnly, onChoose }: GridProps) {
  const [at, setAt] = useState(chosen ? NAMES.indexOf(chosen) : 0);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) setAt(NAMES.indexOf(chosen));
  }, [chosen]);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -2, ArrowDown: 2 }[event.key];
    const edge = { Home: 0, End: NAMES.length - 1 }[event.key];
    if (by === undefined && edge === undefined) return;
    event.preventDefault();
    const next = edge ?? Math.min(NAMES.length - 1, Math.max(0, at + (by ?? 0)));
    setAt(next);
    box.current?.querySelectorAll("button")[next]?.focus();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out
    <div
      ref={box}
      class="cjm-emotions"
      role="group"
      aria-label={say("palette")}
      onKeyDown={onKeyDown}
    >
      {NAMES.map((name, index) => (
        <button
          key={name}
          type="button"
          data-emotion={name}
          data-autofocus={index === at ? "" : undefined}
          tabIndex={index === at ? 0 : -1}
          aria-pressed={name === chosen}
          disabled={readOnly}
          onFocus={() => setAt(index)}
          onClick={() => onChoose(name === chosen ? undefined : name)}
        >
          <span aria-hidden="true">{EMOTIONS[name]}</span>
          {say(name)}
        </button>
      ))}
    </div>
  );
}
