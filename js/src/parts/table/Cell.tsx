import { useLayoutEffect, useRef } from "preact/hooks";
import type { Change } from "../../core/change";
import { titleOf } from "../../core/commands";
import { type AnyRecord, TYPES, type TypeName } from "../../core/schema.gen";
import { type EditorApi, useEditor } from "../../editor/context";
import { Control } from "../../editor/inspector/FieldEditor";
import { type Translator, valueLabel } from "../../i18n";
import { type Option, Select } from "../../ui/choices";
import type { DoneHow } from "../../ui/draft";
import { isComposing } from "../../ui/keys";
import { TokenField } from "../../ui/TokenField";
import type { Column } from "./columns";
import { picksFor } from "./edits";
import { cellText, heldIn, type Telling } from "./show";

/** Where typing in a cell leads: down a row, along the row, back to the cell, or nowhere. */
export type Leaving = "down" | "up" | "next" | "previous" | "stay" | "gone";

interface CellProps {
  tell: Telling;
  record: AnyRecord;
  column: Column;
  label: string;
  /** The key that began it: it replaces what is there. */
  typed: string;
  /** The row was added a moment ago: what is typed is its name, and one change with it. */
  fresh: boolean;
  onSet(value: unknown): void;
  onLeave(where: Leaving): void;
}

/** The control of a cell, over it: as in the panel, but Enter and Tab lead on. */
export function CellEditor(props: CellProps) {
  const { column, typed, onLeave } = props;
  const box = useRef<HTMLDivElement>(null);
  const back = useRef(false);

  useLayoutEffect(() => {
    const find = (what: string) => box.current?.querySelector<HTMLInputElement>(what);
    // Names that are there have buttons before the field.
    const field = find("input,textarea,select") ?? find("button");
    if (!field) return;
    field.focus({ preventScroll: true });
    if (typed && (field.tagName === "INPUT" || field.tagName === "TEXTAREA")) {
      field.value = typed;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    } else field.select?.();
    box.current?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  }, []);

  const onDone = (how: DoneHow) => {
    if (how === "enter") onLeave(back.current ? "up" : "down");
    else if (how === "tab") onLeave(back.current ? "previous" : "next");
    else onLeave(how === "escape" ? "stay" : "gone");
  };
  const own = column.kind === "control" && ENDS.has(column.control);

  /** Before the control has the key: only what it does not end itself. */
  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    back.current = event.shiftKey;
    if (own) {
      // Where Tab leads is said here; the control says whether it may.
      if (event.key === "Tab") event.preventDefault();
      return;
    }
    const { key } = event;
    // A field for names ends with an empty one; one for colours keeps Escape for itself.
    if (key === "Enter" && isIdle(event.target as Element)) onDone("enter");
    else if (key === "Escape" && column.control === "color") onDone("escape");
    else if (key === "Tab" && atEdge(box.current, event)) onDone("tab");
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.defaultPrevented) return;
    if (event.key === "Escape") {
      event.preventDefault();
      onLeave("stay");
    }
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears what its control says
    <div
      ref={box}
      class="cjm-cell-editor"
      onKeyDownCapture={onKeyDownCapture}
      onKeyDown={onKeyDown}
      onFocusOut={(event) => {
        const next = event.relatedTarget as Node | null;
        // The page that loses the focus gives it back.
        if (!own && next && !event.currentTarget.contains(next)) onLeave("gone");
      }}
    >
      <Field {...props} onDone={onDone} />
    </div>
  );
}

/** Controls that tell themselves when typing has ended. */
const ENDS: ReadonlySet<string> = new Set([
  "text",
  "word",
  "language",
  "number",
  "duration",
  "date",
]);

/** Whether a field for names has nothing typed or marked in it that Enter would take. */
function isIdle(target: Element): boolean {
  const names = target.closest(".cjm-tokens");
  const { value } = target as Partial<HTMLInputElement>;
  return names !== null && value === "" && !names.querySelector("[aria-selected=true]");
}

/** Whether Tab leaves what stands in a cell. */
function atEdge(box: HTMLElement | null, event: KeyboardEvent): boolean {
  const all = [...(box?.querySelectorAll<HTMLElement>("input,textarea,select,button") ?? [])];
  const stops = all.filter((el) => el.tabIndex >= 0);
  return event.target === (event.shiftKey ? stops[0] : stops.at(-1));
}

function Field(props: CellProps & { onDone(how: DoneHow): void }) {
  const { record, column, label, tell, fresh } = props;
  const editor = useEditor();
  if (column.kind === "choice") return <Choice {...props} />;
  if (column.kind === "pick-one") return <PickOne {...props} />;
  const edit = (change: Change, what: string) => editor.edit(change, what, fresh);
  const telling = { replica: editor.replica, edit, t: tell.t };
  return (
    <Control
      editor={telling}
      id={record.id}
      type={record.type}
      name={column.name}
      held={heldIn(record, column)}
      label={label}
      onDone={props.onDone}
    />
  );
}

/** A select that keeps what is chosen when it is left: arrows go through many to reach one. */
function Choice({
  tell,
  record,
  column,
  label,
  onSet,
  onLeave,
  onDone,
}: CellProps & {
  onDone(how: DoneHow): void;
}) {
  const editor = useEditor();
  const held = heldIn(record, column);
  const now = held === null || held === undefined ? "" : String(held);
  /** What has been chosen and is not kept yet. */
  const chosen = useRef<string | null>(null);
  const byKey = useRef(false);
  const keep = () => {
    const value = chosen.current;
    chosen.current = null;
    if (value !== null && value !== now) onSet(valueFrom(column.control, value));
  };
  // A click elsewhere may take the field away before it loses the focus: keep what was chosen.
  const last = useRef(keep);
  last.current = keep;
  const end = (how: DoneHow) => {
    if (how === "escape") chosen.current = null;
    last.current();
    onDone(how);
  };
  useLayoutEffect(() => () => last.current(), []);
  return (
    <div
      onPointerDown={() => {
        byKey.current = false;
      }}
      onKeyDownCapture={(event) => {
        byKey.current = true;
        if (event.key === "Tab") {
          event.preventDefault();
          event.stopPropagation();
          end("tab");
        } else if (event.key === "Enter" || event.key === "Escape") {
          event.preventDefault();
          event.stopPropagation();
          end(event.key === "Enter" ? "enter" : "escape");
        }
      }}
    >
      <Select
        value={now}
        label={label}
        options={optionsOf(editor, tell.t, record.type, column, now)}
        onChange={(value) => {
          chosen.current = value;
          if (byKey.current) return;
          last.current();
          onLeave("stay");
        }}
      />
    </div>
  );
}

function valueFrom(control: string, chosen: string): unknown {
  if (control === "rating") return chosen === "" ? null : Number(chosen);
  if (control === "tristate") return chosen === "" ? null : chosen === "true";
  return control === "pick" ? chosen || null : chosen;
}

/** What may be chosen in a cell. */
function optionsOf(
  { replica }: EditorApi,
  t: Translator,
  type: TypeName,
  column: Column,
  now: string,
): Option[] {
  const info = TYPES[type].fields[column.name];
  switch (column.control) {
    case "rating":
      return ["", "1", "2", "3", "4", "5"].map((value) => ({ value, label: value || "–" }));
    case "tristate":
      return [
        { value: "", label: t("not_known") },
        { value: "true", label: t("yes") },
        { value: "false", label: t("no") },
      ];
    case "pick": {
      const none = { value: "", label: t(type === "experience" ? "everyone" : "nothing") };
      const ids = replica.state.siblings(info?.target as TypeName).map(([, id]) => id);
      const named = ids.map((id) => ({ value: id, label: nameOf(replica.state, id, t) }));
      return info?.owned && type !== "experience" ? named : [none, ...named];
    }
    default: {
      const known = info?.known ?? [];
      const all = now === "" || known.includes(now) ? known : [...known, now];
      return all.map((value) => ({ value, label: valueLabel(t, value) }));
    }
  }
}

/** One of many records, found by its name; picking one is the change. */
function PickOne({ tell, record, column, label, onSet, onLeave }: CellProps) {
  const { replica } = useEditor();
  return (
    <TokenField
      label={label}
      tokens={[]}
      placeholder={cellText(tell, record, column)}
      suggestions={() =>
        picksFor(replica.state, column, record.type).map((id) => ({
          key: id,
          label: nameOf(replica.state, id, tell.t),
        }))
      }
      onAdd={({ key }) => {
        onSet(key);
        onLeave("stay");
      }}
      onRemove={() => {}}
    />
  );
}

function nameOf(state: Telling["state"], id: string, t: Translator): string {
  const record = state.get(id);
  return (record && titleOf(record)) || t("untitled");
}
