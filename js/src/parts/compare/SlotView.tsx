import { useLayoutEffect, useRef } from "preact/hooks";
import { labelOf, removeScore, setScore, titleField } from "../../core/commands";
import { newId } from "../../core/ids";
import { setText } from "../../editor/inspector/edits";
import { fieldLabel } from "../../i18n";
import type { DoneHow } from "../../ui/draft";
import { NumberField } from "../../ui/fields";
import { InlineText } from "../../ui/InlineText";
import { Icon, type IconName } from "../../ui/icons";
import { type Comparison, nameOf } from "./model";
import { type Slot, scalesOf, scoreIn, type Told, tell } from "./told";

export const MARKS: Readonly<Record<NonNullable<Told["mark"]>, IconName>> = {
  added: "plus",
  removed: "minus",
  changed: "pencil",
  moved: "action",
};

interface SlotProps {
  c: Comparison;
  slot: Slot;
  spot: string;
  here: boolean;
  editing: boolean;
  onMenu(anchor: Element): void;
  onDone(how: DoneHow): void;
}

/** One side of a pair: what it says, and how that differs from the other side. */
export function SlotView({ c, slot, spot, here, editing, onMenu, onDone }: SlotProps) {
  const told = tell(c, slot);
  const { text, mark } = told;
  const again = slot.row.kind === "phases" && slot.column && !slot.column.begins[slot.side];
  const typing = editing && canEdit(c, slot);
  const side = slot.side === 0 ? "a" : "b";
  const Apart = side === "a" ? "del" : "ins";
  const menu = told.difference && !again && (mark !== null || told.details.length > 0);
  const quiet = !text && (!told.record || !told.missing);
  const beside = !typing && slot.side === 1 && (told.same || again || !(text || told.missing));
  // Beside what the first map has the second one has nothing.
  const none = beside && slot.ids[0] !== null && slot.ids[1] === null;
  // Where the other map has nothing at all in this column, that was said at its name.
  const alone = slot.row.kind !== "touchpoints" && slot.column?.ids.includes(null);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button could not hold the text field
    <div
      class={`cjm-slot cjm-slot-${side}${quiet ? " cjm-slot-gap" : ""}${again ? " cjm-slot-again" : ""}${beside ? " cjm-slot-same" : ""}`}
      role="group"
      aria-label={labelText(c, slot, told, Boolean(again))}
      data-spot={spot}
      data-side={side}
      data-record={slot.ids[slot.side] ?? undefined}
      data-mark={mark ?? undefined}
      title={told.same ? c.say("same") : undefined}
      tabIndex={here ? 0 : -1}
    >
      {typing ? (
        <Typing c={c} slot={slot} told={told} onDone={onDone} />
      ) : (
        <span class="cjm-slot-text" dir="auto">
          {again ? null : told.same ? <i>=</i> : <Text told={told} Apart={Apart} />}
          {none && !again && <i>–</i>}
        </span>
      )}
      {!again && mark && (
        <span class={`cjm-diff cjm-diff-${mark}`}>
          <Icon name={MARKS[mark]} size={11} />
          <span class={alone ? "cjm-hidden" : ""}>{told.markText}</span>
        </span>
      )}
      {!again &&
        told.notes.map((note) => (
          <span key={note} class="cjm-slot-note">
            {note}
          </span>
        ))}
      {told.details.length > 0 && (
        <span class="cjm-slot-details" dir="auto">
          {told.details.map(({ label, text: held }) => (
            <span key={label}>
              {label}: <Apart>{held}</Apart>
            </span>
          ))}
        </span>
      )}
      {menu && !c.editors.every((one) => one.readOnly.value) && (
        <button
          type="button"
          class="cjm-slot-menu"
          tabIndex={-1}
          aria-haspopup="menu"
          aria-label={c.t("actions_for", { what: text || c.t("untitled") })}
          title={c.t("more")}
          onClick={(event) => onMenu(event.currentTarget)}
        >
          <Icon name="more" size={12} />
        </button>
      )}
    </div>
  );
}

function Text({ told, Apart }: { told: Told; Apart: "ins" | "del" }) {
  const { text, pieces, missing } = told;
  if (!text) return <i>{missing}</i>;
  if (!pieces) return <>{text}</>;
  return (
    <>{pieces.map((piece, i) => (piece.own ? <Apart key={i}>{piece.text}</Apart> : piece.text))}</>
  );
}

/** What is heard of it: whose it is, what it says, and how it differs. */
function labelText(c: Comparison, slot: Slot, told: Told, again: boolean): string {
  const name = nameOf(c, slot.side);
  const { text, missing } = told;
  const said = told.same ? `${text}, ${c.say("same")}` : text;
  const marks = again
    ? []
    : [told.markText, ...told.notes, ...told.details.map((one) => `${one.label}: ${one.text}`)];
  return [`${name}: ${said || missing || "–"}`, ...marks].filter(Boolean).join(", ");
}

/** Whether a slot holds something that is typed where it stands. */
export function canEdit(c: Comparison, { row, column, ids, side }: Slot): boolean {
  if (c.editors[side].readOnly.value) return false;
  const id = ids[side];
  if (!column) return id !== null;
  if (row.kind === "channels") return false;
  if (row.kind !== "scores") return id !== null;
  // A score that is not there is added; a mean of several answers is no number somebody said.
  if (row.personas[side] === null || !c.states[side].record("touchpoint", column.ids[side] ?? "")) {
    return false;
  }
  return id === null || scoreIn(c, side, id)?.only !== undefined;
}

interface TypingProps {
  c: Comparison;
  slot: Slot;
  told: Told;
  onDone(how: DoneHow): void;
}

function Typing(props: TypingProps) {
  const { c, slot, told, onDone } = props;
  const { record } = told;
  if (slot.row.kind === "scores" && slot.column) return <Score {...props} />;
  if (!record) return null;
  const editor = c.editors[slot.side];
  const field = titleField(record.type);
  const label = fieldLabel(c.t, field);
  return (
    <InlineText
      value={told.text}
      label={label}
      multiline={field === "text"}
      tabIndex={null}
      editOn="none"
      editing
      onCommit={(text, base) => {
        const change = setText(editor.replica.state, record.id, field, text, base, (replaced) =>
          c.t("replaced_text", { what: label, text: replaced }),
        );
        if (change) editor.edit(change, labelOf("edit", record.type, field));
      }}
      onDone={onDone}
    />
  );
}

function Score({ c, slot, onDone }: TypingProps) {
  const box = useRef<HTMLSpanElement>(null);
  const { side, row, column } = slot;
  const editor = c.editors[side];
  const { min, max, step } = scalesOf(c).scales[side];
  const touchpoint = column?.ids[side] ?? "";
  const persona = row.personas[side] || null;
  useLayoutEffect(() => {
    const field = box.current?.querySelector("input");
    field?.focus({ preventScroll: true });
    field?.select();
  }, []);
  return (
    <span ref={box}>
      <NumberField
        value={scoreIn(c, side, slot.ids[side])?.score ?? null}
        label={c.t("score_number", { min, max })}
        min={min}
        max={max}
        step={step}
        onCommit={(score) => {
          const { state } = editor.replica;
          const command =
            score === null
              ? removeScore(state, { touchpoint, persona })
              : setScore(state, { id: newId("ex"), touchpoint, persona, score, free: true });
          if (command) editor.edit(command.change, command.label);
        }}
        onDone={onDone}
      />
    </span>
  );
}
