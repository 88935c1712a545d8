import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { type DoneHow, useDraft } from "./draft";
import { classes, isComposing } from "./keys";
import { MAX_NAME, MAX_TEXT } from "./text";

export interface InlineTextProps {
  value: string;
  /** `base` is the text as it was when editing began (it may have changed elsewhere meanwhile). */
  onCommit: (text: string, base: string) => void;
  /** What the text is, for people who do not see it: "Name of the touchpoint". */
  label: string;
  /** Shift+Enter makes a new line; the limit is 20,000 characters instead of 1,000. */
  multiline?: boolean | undefined;
  limit?: number | undefined;
  placeholder?: string | undefined;
  class?: string | undefined;
  readOnly?: boolean | undefined;
  /** Turning true starts editing; `onDone` says when it has ended. */
  editing?: boolean | undefined;
  onDone?: ((how: DoneHow) => void) | undefined;
  /** Called when a click or key has started editing. */
  onEdit?: (() => void) | undefined;
  /** What starts editing with the pointer; a map cell that is selected first uses "dblclick". */
  editOn?: "click" | "dblclick" | "none" | undefined;
  /** -1 inside a grid that has one tab stop of its own; `null`: no control, only text. */
  tabIndex?: number | null | undefined;
}

/** A text that is edited where it stands, in its own typography and without moving the layout. */
export function InlineText(props: InlineTextProps) {
  const { value, label, multiline, placeholder, readOnly, editing, editOn = "click" } = props;
  const { tabIndex = 0, onEdit } = props;
  const draft = useDraft({ ...props, started: editing === true && !readOnly });
  const area = useRef<HTMLTextAreaElement>(null);
  const shown = useRef<HTMLSpanElement>(null);
  const returnFocus = useRef(false);
  const active = draft.text !== null;

  useEffect(() => {
    if (editing && !readOnly) draft.start();
  }, [editing, readOnly, draft.start]);

  useLayoutEffect(() => {
    if (active) {
      area.current?.focus({ preventScroll: true });
      area.current?.select();
    } else if (returnFocus.current) {
      returnFocus.current = false;
      shown.current?.focus({ preventScroll: true });
    }
  }, [active]);

  if (active) {
    return (
      <span class={classes("cjm-inline cjm-inline-on", props.class)}>
        {/* The mirror gives the field its height, so nothing jumps. */}
        <span
          class="cjm-inline-mirror"
          aria-hidden="true"
        >{`${draft.text || placeholder || ""} `}</span>
        <textarea
          ref={area}
          rows={1}
          dir="auto"
          aria-label={label}
          placeholder={placeholder ?? ""}
          maxLength={props.limit ?? (multiline ? MAX_TEXT : MAX_NAME)}
          value={draft.text ?? ""}
          onInput={(event) => draft.type(event.currentTarget.value)}
          onKeyDown={(event) => {
            const ends = event.key === "Enter" || event.key === "Escape";
            if (ends && !isComposing(event) && tabIndex !== null && tabIndex >= 0) {
              returnFocus.current = true;
            }
            draft.keyDown(event);
            if (event.key === "Enter" && event.shiftKey && multiline) returnFocus.current = false;
          }}
          onBlur={() => draft.finish("blur")}
          onPointerDown={stop}
          onDblClick={stop}
          onClick={stop}
          onCopy={stop}
          onCut={stop}
          onPaste={stop}
        />
      </span>
    );
  }

  const begin = (event: Event) => {
    event.stopPropagation();
    draft.start();
    onEdit?.();
  };
  const empty = value === "";
  const text = empty ? (placeholder ?? "") : value;
  const name = classes("cjm-inline", empty && "cjm-inline-empty", props.class);
  if (readOnly || tabIndex === null) {
    return (
      <span
        class={name}
        dir="auto"
        {...(!readOnly && editOn === "dblclick" ? { onDblClick: begin } : {})}
        {...(!readOnly && editOn === "click" ? { onClick: begin } : {})}
      >
        {text}
      </span>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button would break the flow of the text
    <span
      ref={shown}
      class={classes(name, "cjm-inline-off")}
      dir="auto"
      role="button"
      tabIndex={tabIndex}
      aria-label={`${label}: ${value}`}
      onClick={editOn === "click" ? begin : undefined}
      onDblClick={editOn === "dblclick" ? begin : undefined}
      onKeyDown={(event) => {
        if ((event.key === "Enter" || event.key === "F2") && !isComposing(event)) {
          event.preventDefault();
          begin(event);
        }
      }}
    >
      {text}
    </span>
  );
}

function stop(event: Event) {
  event.stopPropagation();
}
