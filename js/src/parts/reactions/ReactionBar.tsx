import { useEffect, useRef, useState } from "preact/hooks";
import { reactionsOn } from "../../core/commands";
import type { PanelProps } from "../../editor/kernel";
import { useView } from "../../editor/map/view";
import { isComposing, keepTextKey } from "../../ui/keys";
import { Popover } from "../../ui/Popover";
import { wordsOf } from "../words";
import { TEXTS } from "./texts";

const FREQUENT = "👍 ❤️ 😀 🎉 🤔 😕 😡 👀".split(" ");

/** Signs, flags and the digits of keys. */
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|\u20e3/u;

/** The emoji in what somebody typed, the first if there are several. */
export function emojiIn(text: string): string | undefined {
  const signs = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text);
  return [...signs]
    .map(({ segment }) => segment)
    .find((sign) => sign.length <= 32 && EMOJI.test(sign));
}

/** Emoji to choose from at a record: frequent ones, those it has, and a field for any other. */
export function ReactionBar({ act, close }: PanelProps) {
  const view = useView();
  const { editor, reacting, scroller } = view;
  const [bad, setBad] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  view.records.value;
  const id = reacting.value;
  const { state } = editor.replica;
  const anchor = scroller.current?.querySelector(`[data-id="${id}"]`);
  const gone = id === null || !state.get(id) || !anchor;
  // Removed by somebody else, or scrolled away.
  useEffect(() => {
    if (gone) close();
  }, [gone]);
  if (gone) return null;
  const give = (emoji: string) => {
    close();
    act.react(id, emoji);
  };
  const say = wordsOf(TEXTS, editor.language.value);
  const there = reactionsOn(state, id, view.me.value);
  const label = say("react_to", { what: act.nameOf(id) });
  const all = new Set([...FREQUENT, ...there.map(([emoji]) => emoji)]);
  const step = (by: number) => {
    const buttons = [...(bar.current?.querySelectorAll("button") ?? [])];
    const from = buttons.findIndex((button) => button.matches(":focus"));
    buttons[(from + by + buttons.length) % buttons.length]?.focus();
  };
  return (
    <Popover
      anchor={anchor}
      label={label}
      class="cjm-reactions"
      onClose={close}
      onKeyDown={(event) => {
        const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (!by || (event.target as Element).tagName === "INPUT") return;
        event.preventDefault();
        step(by);
      }}
    >
      <div ref={bar} class="cjm-reactions-bar">
        {[...all].map((emoji, i) => (
          <button
            key={emoji}
            type="button"
            class="cjm-emoji"
            data-autofocus={i === 0 ? "" : undefined}
            aria-pressed={there.some(([other, , mine]) => mine && other === emoji)}
            onClick={() => give(emoji)}
          >
            {emoji}
          </button>
        ))}
        <input
          class="cjm-emoji-other"
          aria-label={say("other")}
          placeholder={say("other")}
          aria-invalid={bad}
          maxLength={40}
          onInput={() => setBad(false)}
          onKeyDown={(event) => {
            if (event.key !== "Escape") keepTextKey(event);
            if (event.key !== "Enter" || isComposing(event)) return;
            event.preventDefault();
            const emoji = emojiIn(event.currentTarget.value);
            if (emoji) give(emoji);
            else setBad(true);
          }}
        />
      </div>
    </Popover>
  );
}
