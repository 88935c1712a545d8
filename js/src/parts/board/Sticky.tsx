import { titleOf } from "../../core/commands";
import type { StickyNote } from "../../core/schema.gen";
import { openRecord } from "../../editor/inspector/trail";
import { marksOf } from "../../editor/map/facts";
import { Marks } from "../../editor/map/Marks";
import { useView } from "../../editor/map/view";
import { initialsOf } from "../../editor/presence/words";
import { type Translator, typeLabel, valueLabel } from "../../i18n";
import { IconButton } from "../../ui/IconButton";
import { InlineText } from "../../ui/InlineText";
import type { Say } from "./Boards";
import type { Here } from "./keys";
import { becameOf } from "./notes";

interface StickyProps {
  note: StickyNote;
  here: Here;
  say: Say;
  editing: boolean;
  /** It is on its way by pointer. */
  dragged: boolean;
  /** What is dragged would land before it. */
  before: boolean;
}

/** A sticky note: its text, who wrote it, what became of it. */
export function Sticky({ note, here, say, editing, dragged, before }: StickyProps) {
  const view = useView();
  const { editor } = view;
  const { t, replica } = editor;
  const { act, readOnly } = here;
  const became = becameLabel(note, here, say, t);
  const name = note.text || t("untitled");
  const said = [name, note.author ?? "", became?.text ?? ""].filter(Boolean).join(", ");
  const selected = editor.selection.value.includes(note.id);
  const state = [selected && "cjm-chosen", dragged && "cjm-dragged", before && "cjm-before"];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button could not hold the text field
    <div
      class={["cjm-card cjm-sticky", tint(note), ...state].filter(Boolean).join(" ")}
      style={note.color ? { "--own": note.color } : undefined}
      role="group"
      aria-label={said}
      data-key={note.id}
      data-id={note.id}
      data-type="sticky_note"
      tabIndex={here.active === note.id ? 0 : -1}
      onDblClick={() => {
        if (!readOnly) here.edit(note.id);
      }}
    >
      <InlineText
        value={note.text ?? ""}
        label={say("note")}
        placeholder={t("untitled")}
        multiline
        tabIndex={null}
        editOn="none"
        readOnly={readOnly}
        editing={editing}
        onCommit={(text, base) => act.editText(note.id, "text", text, base)}
        onDone={(how) => {
          view.editing.value = null;
          if (how !== "blur") here.go(note.id);
        }}
      />
      {(note.author || became) && (
        <div class="cjm-by">
          {became && <Became {...became} linked={!editor.solo.value} />}
          {note.author && (
            <span class="cjm-sticky-by" title={note.author} dir="auto">
              {initialsOf(note.author)}
            </span>
          )}
        </div>
      )}
      <Marks act={act} id={note.id} marks={marksOf(replica.state, note.id, view.me.value)} />
      {!readOnly && !editing && (
        <span class="cjm-dots">
          <IconButton
            icon="more"
            label={t("actions_for", { what: name })}
            menu
            tabIndex={-1}
            onClick={() => here.menu(note.id)}
          />
        </span>
      )}
    </div>
  );
}

const tint = (note: StickyNote) => `cjm-tint-${note.color ? "own" : "opp"}`;

interface BecameProps {
  text: string;
  show(): void;
}

function Became({ text, show, linked }: BecameProps & { linked: boolean }) {
  const shown = (
    <>
      <span aria-hidden="true">→ </span>
      <span dir="auto">{text}</span>
    </>
  );
  if (!linked) return <span>{shown}</span>;
  return (
    <button type="button" class="cjm-link" tabIndex={-1} onClick={show}>
      {shown}
    </button>
  );
}

/** What became of a note, and what shows it; undefined while it is on the board only. */
function becameLabel(
  note: StickyNote,
  { view }: Here,
  say: Say,
  t: Translator,
): BecameProps | undefined {
  const { state } = view.editor.replica;
  const record = becameOf(state, note);
  if (!record) return undefined;
  const show = () => showOnMap(note, view);
  if (record.type !== "card") {
    return { text: say("promoted_whole", { kind: typeLabel(t, record.type) }), show };
  }
  const kind = valueLabel(t, record.kind ?? "note");
  const at = state.get(record.place.parent ?? "");
  const where = (at && titleOf(at)) || t("untitled");
  return { text: say("promoted", { kind: first(kind), where }), show };
}

const first = (text: string) => text.slice(0, 1).toLocaleUpperCase() + text.slice(1);

/** Shows what became of a note: on the map and, with the focus, in the details. */
export function showOnMap(note: StickyNote, { editor }: Here["view"]): void {
  const record = becameOf(editor.replica.state, note);
  if (!record) return;
  editor.stage.value = null;
  // It is selected from outside of the map, so that the map brings it into view.
  editor.selection.value = [record.id];
  openRecord(editor, record.id);
}
