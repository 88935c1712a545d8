import { type DoneHow, useDraft } from "./draft";
import { classes, isComposing } from "./keys";
import { MAX_NAME, MAX_TEXT } from "./text";

export interface TextFieldProps {
  value: string;
  onCommit: (text: string, base: string) => void;
  label: string;
  multiline?: boolean | undefined;
  limit?: number | undefined;
  placeholder?: string | undefined;
  readOnly?: boolean | undefined;
  /** Smallest number of lines shown. */
  rows?: number | undefined;
  onDone?: ((how: DoneHow) => void) | undefined;
  class?: string | undefined;
}

/** A box for text that grows with it. Enter keeps the text, Escape takes back what was typed. */
export function TextField(props: TextFieldProps) {
  const { value, label, multiline, rows = 1 } = props;
  const draft = useDraft(props);
  const text = draft.text ?? value;
  return (
    <span class={classes("cjm-box cjm-grow", props.class)} style={{ "--rows": rows }}>
      <span
        class="cjm-inline-mirror"
        aria-hidden="true"
      >{`${text || props.placeholder || ""} `}</span>
      <textarea
        rows={1}
        dir="auto"
        aria-label={label}
        readOnly={props.readOnly ?? false}
        placeholder={props.placeholder ?? ""}
        maxLength={props.limit ?? (multiline ? MAX_TEXT : MAX_NAME)}
        value={text}
        onFocus={() => {
          if (!props.readOnly) draft.start();
        }}
        onInput={(event) => draft.type(event.currentTarget.value)}
        onKeyDown={(event) => {
          // With nothing to call off here, Escape is for the panel around.
          if (event.key === "Escape" && draft.text === null && !isComposing(event)) return;
          // The focus stays: what is typed next is an edit of its own.
          draft.keyDown(event);
        }}
        onBlur={() => draft.finish("blur")}
      />
    </span>
  );
}
