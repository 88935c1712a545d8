import { useCallback, useLayoutEffect, useRef, useState } from "preact/hooks";
import { isComposing, keepTextKey } from "./keys";
import { clean } from "./text";

export type DoneHow = "enter" | "escape" | "tab" | "blur";

export interface DraftOptions {
  value: string;
  /** `base` is the text as it was when editing began; it may have changed elsewhere meanwhile. */
  onCommit: (text: string, base: string) => void;
  multiline?: boolean | undefined;
  limit?: number | undefined;
  onDone?: ((how: DoneHow) => void) | undefined;
  /** Somebody types from the start: what they have just added. */
  started?: boolean;
}

export interface Draft {
  /** The typed text, null when nobody is typing. */
  text: string | null;
  start(): void;
  type(text: string): void;
  finish(how: DoneHow): void;
  keyDown(event: KeyboardEvent): void;
}

/** A text being typed: what comes from elsewhere meanwhile does not touch it. */
export function useDraft(options: DraftOptions): Draft {
  const [text, setText] = useState<string | null>(options.started ? options.value : null);
  // Enter commits and then blurs, so the second of two calls must find nothing left to do.
  const live = useRef<{ text: string; base: string } | null>(
    text === null ? null : { text, base: text },
  );
  const latest = useRef(options);
  latest.current = options;

  const start = useCallback(() => {
    if (live.current) return;
    const { value } = latest.current;
    live.current = { text: value, base: value };
    setText(value);
  }, []);

  const type = useCallback((typed: string) => {
    if (!live.current) live.current = { text: typed, base: latest.current.value };
    live.current.text = typed;
    setText(typed);
  }, []);

  const finish = useCallback((how: DoneHow) => {
    const draft = live.current;
    if (!draft) return;
    live.current = null;
    setText(null);
    const { value, multiline, limit, onCommit, onDone } = latest.current;
    if (how !== "escape") {
      const typed = clean(draft.text, { multiline, limit });
      // Nothing typed must not undo what somebody else wrote in the meantime.
      if (draft.text !== draft.base && typed !== value) onCommit(typed, draft.base);
    }
    onDone?.(how);
  }, []);

  const keyDown = useCallback(
    (event: KeyboardEvent) => {
      keepTextKey(event);
      if (isComposing(event)) return;
      if (event.key === "Escape") {
        event.preventDefault();
        finish("escape");
      } else if (event.key === "Enter" && !(event.shiftKey && latest.current.multiline)) {
        event.preventDefault();
        finish("enter");
      } else if (event.key === "Tab") {
        finish("tab");
      }
    },
    [finish],
  );

  // A click elsewhere may take the field away before it loses the focus: keep what was typed.
  useLayoutEffect(() => () => finish("blur"), [finish]);

  return { text, start, type, finish, keyDown };
}
