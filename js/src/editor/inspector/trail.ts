/** Which record the details show: what is selected, or what one went on to from there. */
import { batch } from "@preact/signals";
import { titleOf } from "../../core/commands";
import { ownersOf, value } from "../../core/fields";
import type { AnyRecord } from "../../core/schema.gen";
import type { State } from "../../core/state";
import type { Translator } from "../../i18n";
import { hasCommand } from "../../ui/keys";
import type { EditorApi } from "../context";
import { headField } from "./forms";

/** The way from what is selected to what is shown; it ends when something else is selected. */
export interface Trail {
  /** The selection it began at. */
  readonly of: string;
  /** The records gone on to, the one that is shown last. */
  readonly ids: readonly string[];
  /** What shall get the focus: the link to this record, "" the heading; null when it has it. */
  readonly focus: string | null;
}

type Here = Pick<EditorApi, "replica" | "selection" | "trail">;

const keyOf = (ids: readonly string[]) => ids.join(" ");

/** The records on the way, the one to be shown last; none when several are selected. */
export function stepsOf({ replica: { state }, selection, trail }: Here): AnyRecord[] {
  const selected = selection.value.filter((id) => state.get(id));
  const base = baseOf(state, selected);
  const { of, ids } = trail.value;
  const after = of === keyOf(selection.value) ? ids.flatMap((id) => state.get(id) ?? []) : [];
  if (selected.length > 1) return after;
  return base ? [base, ...after.filter((record) => record !== base)] : after;
}

/** A point of the curve is looked at with its touchpoint. */
function baseOf(state: State, selected: readonly string[]): AnyRecord | undefined {
  const record = state.get(selected[0] ?? "") ?? (state.size > 0 ? state.journey : undefined);
  return record?.type === "experience" ? state.get(record.touchpoint) : record;
}

/** A way that began at another selection is over, also when that one comes back. */
export function endTrail({ selection, trail }: Here): void {
  const of = keyOf(selection.value);
  if (of !== trail.value.of) trail.value = { of, ids: [], focus: null };
}

/** Shows a record in the details, with the focus there; one on the way already is gone back to. */
export function openRecord(editor: EditorApi, id: string): void {
  const before = stepsOf(editor).map((step) => step.id);
  const at = before.indexOf(id);
  go(editor, at < 0 ? [...before, id] : before.slice(0, at + 1), "");
}

/** Alt+Enter shows what is selected in the details; true when it was that. */
export function detailsKey(event: KeyboardEvent, editor: EditorApi): boolean {
  if (!event.altKey || event.key !== "Enter" || hasCommand(event)) return false;
  openRecord(editor, editor.selection.peek()[0] ?? editor.replica.state.journey.id);
  return true;
}

/** One step back, to the link that led on. */
export function goBack(editor: EditorApi): void {
  const before = stepsOf(editor).map((step) => step.id);
  const left = before.pop();
  if (before.length > 0) go(editor, before, left ?? "");
}

function go(editor: EditorApi, ids: readonly string[], focus: string): void {
  batch(() => {
    // It stands where the details would.
    editor.panel.value = null;
    editor.inspectorOpen.value = true;
    editor.trail.value = { of: keyOf(editor.selection.peek()), ids, focus };
  });
}

/** What to call a record: its name or, of one without, the names of what it is about. */
export function calledOf(state: State, t: Translator, record: AnyRecord, but?: string): string {
  const own = titleOf(record) || String(value(record, "label") ?? value(record, "emoji") ?? "");
  if (own) return own;
  const names = [...ownersOf(record)].flatMap((id) => {
    const owner = id === but ? undefined : state.get(id);
    return owner ? [titleOf(owner) || t("untitled")] : [];
  });
  // A text that is empty is not a name that is missing.
  return (!headField(record.type) && names.join(" · ")) || t("untitled");
}
