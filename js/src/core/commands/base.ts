import type { Change, Pair } from "../change";
import { canonicalRecord, value } from "../fields";
import { same } from "../json";
import { placeAt } from "../order";
import type { AnyRecord, TypeName } from "../schema.gen";
import { TYPES } from "../schema.gen";
import type { State } from "../state";

/** What a command would do. A command is pure: `null` says that it cannot be done now. */
export interface Command {
  readonly change: Change;
  /** What the history calls it: a key, put into words where it is read (`i18n/labels.ts`). */
  readonly label: string;
}

export type Result = Command | null;

/** The key of a label: what is done to a type of record, to which field or to how many. */
export function labelOf(verb: string, type: TypeName, more: string | number = ""): string {
  return `${verb}.${type}${more && more !== 1 ? `.${more}` : ""}`;
}

/** Adds records as one change. */
export function adding(label: string, ...records: AnyRecord[]): Command {
  return {
    label,
    change: { added: Object.fromEntries(records.map((r) => [r.id, canonicalRecord(r)])) },
  };
}

/** Old and new value of every field that would differ; null when none would. */
export function updating(
  label: string,
  updates: Iterable<readonly [record: AnyRecord, fields: Record<string, unknown>]>,
): Result {
  const updated: Record<string, Record<string, Pair>> = {};
  for (const [record, fields] of updates) {
    for (const [name, after] of Object.entries(fields)) {
      const before = value(record, name) ?? null;
      if (same(before, after)) continue;
      updated[record.id] = { ...updated[record.id], [name]: [before, after] };
    }
  }
  return Object.keys(updated).length ? { label, change: { updated } } : null;
}

/** Sets one field of one record. */
export function setField(
  state: State,
  args: { id: string; field: string; value: unknown; label?: string },
): Result {
  const record = state.get(args.id);
  if (!record || !(args.field in TYPES[record.type].fields)) return null;
  const label = args.label ?? labelOf("edit", record.type, args.field);
  return updating(label, [[record, { [args.field]: args.value }]]);
}

/** Turns a flag of a record over: a collapsed phase or lane, a moment of truth. */
export function toggleField(state: State, args: { id: string; field: string }): Result {
  const record = state.get(args.id);
  if (!record) return null;
  return setField(state, { ...args, value: value(record, args.field) !== true });
}

/** The field that holds what a record is called or says. */
export function titleField(type: TypeName): "name" | "title" | "text" {
  const fields = TYPES[type].fields;
  return "name" in fields ? "name" : "title" in fields ? "title" : "text";
}

/** What a record is called or says. */
export function titleOf(record: AnyRecord): string {
  return String(value(record, titleField(record.type)) ?? "");
}

/**
 * Sets a text somebody typed. `base` is the text as it was when typing began: what somebody else
 * has written in the meantime is replaced, but stays visible as a comment under `noteId`.
 */
export function editText(
  state: State,
  args: {
    id: string;
    field: string;
    text: string;
    base?: string;
    noteId?: string;
    author?: string;
  },
): Result {
  const { id, field, text, base, noteId } = args;
  const record = state.get(id);
  const renames = record && (field === "name" || field === "title");
  const edit = setField(state, {
    id,
    field,
    value: text,
    ...(renames && { label: labelOf("rename", record.type) }),
  });
  const current = record && value(record, field);
  if (!edit || !record || base === undefined || !noteId) return edit;
  if (current === base || !current || typeof current !== "string") return edit;
  const end = state.siblings("comment").length;
  const note = adding("", {
    type: "comment",
    id: noteId,
    place: placeAt(state, "comment", null, end),
    target: id,
    ...(args.author && { author: args.author }),
    text: `Replaced text of “${field}”: ${current}`,
  });
  return { ...edit, change: { ...edit.change, ...note.change } };
}

/** Renames a record: sets its name, title or text. */
export function rename(
  state: State,
  args: { id: string; text: string; base?: string; noteId?: string },
): Result {
  const record = state.get(args.id);
  return record ? editText(state, { ...args, field: titleField(record.type) }) : null;
}

/**
 * Removes records. Only they are named: what hangs on them is found where the change is applied,
 * so that a touchpoint somebody else has moved away meanwhile stays.
 */
export function remove(state: State, args: { ids: readonly string[] }): Result {
  const records = args.ids.flatMap((id) => state.get(id) ?? []);
  const first = records[0];
  if (!first || records.some((r) => r.type === "journey")) return null;
  const removed = Object.fromEntries(records.map((r) => [r.id, r]));
  return { label: labelOf("remove", first.type, records.length), change: { removed } };
}
