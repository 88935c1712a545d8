import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { DoneHow } from "./draft";
import { classes, isComposing, keepTextKey } from "./keys";

/** What reading a typed text gave: a value, or what is wrong with it. */
export type Parsed<T> = { value: T } | { error: string };

export interface ParsedFieldProps<T> {
  /** The value as text. */
  text: string;
  label: string;
  parse: (text: string) => Parsed<T>;
  onCommit: (value: T) => void;
  placeholder?: string | undefined;
  inputMode?: "text" | "decimal" | "numeric" | undefined;
  /** Up and Down: the text to show and keep instead. */
  step?: ((text: string, direction: 1 | -1) => string | null) | undefined;
  /** Told when what was typed is kept or called off; not while it cannot be kept. */
  onDone?: ((how: DoneHow) => void) | undefined;
  class?: string | undefined;
}

/**
 * A one-line field whose text must mean something. What does not is said at the field, stays
 * there to be put right, and changes nothing.
 */
export function ParsedField<T>(props: ParsedFieldProps<T>) {
  const { text, label, parse, onCommit } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);

  const commit = (draft: string | null): boolean => {
    if (draft === null || draft.trim() === text.trim()) {
      setTyped(null);
      setError(null);
      return true;
    }
    const result = parse(draft.trim());
    if ("error" in result) {
      setError(result.error);
      return false;
    }
    setTyped(null);
    setError(null);
    onCommit(result.value);
    return true;
  };

  // Whoever is told may take the field away: what was kept or called off is not kept once more.
  const over = useRef(false);
  const done = (how: DoneHow) => {
    over.current = props.onDone !== undefined;
    props.onDone?.(how);
  };

  // A click elsewhere may take the field away before it loses the focus: keep what was typed.
  const last = useRef(() => {});
  last.current = () => {
    if (typed !== null && !over.current) commit(typed);
  };
  useLayoutEffect(() => () => last.current(), []);

  return (
    <span class={classes("cjm-parsed", props.class)}>
      <input
        class="cjm-box"
        type="text"
        dir="auto"
        maxLength={200}
        inputMode={props.inputMode ?? "text"}
        aria-label={error ? `${label}: ${error}` : label}
        aria-invalid={error !== null}
        placeholder={props.placeholder ?? ""}
        value={typed ?? text}
        onInput={(event) => {
          over.current = false;
          setTyped(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          keepTextKey(event);
          if (isComposing(event)) return;
          if (event.key === "Enter") {
            event.preventDefault();
            if (commit(typed)) done("enter");
          } else if (event.key === "Tab" && props.onDone) {
            // Where a form has more to say about where Tab leads, it stays at what is wrong.
            event.preventDefault();
            if (commit(typed)) done("tab");
          } else if (event.key === "Escape") {
            event.preventDefault();
            setTyped(null);
            setError(null);
            done("escape");
          } else if (props.step && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
            event.preventDefault();
            const next = props.step(typed ?? text, event.key === "ArrowUp" ? 1 : -1);
            if (next !== null) {
              setTyped(next);
              commit(next);
            }
          }
        }}
        onBlur={() => {
          if (!over.current && commit(typed)) done("blur");
        }}
      />
      {error !== null && (
        <span class="cjm-error" role="alert">
          {error}
        </span>
      )}
    </span>
  );
}
