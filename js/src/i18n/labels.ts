import { fieldLabel, isKey, type MessageKey, type Translator, typeLabel } from "./index";

const VERBS: Readonly<Record<string, MessageKey>> = {
  add: "add_record",
  change: "change_field",
  edit: "change_field",
  move: "move_record",
  remove: "remove_record",
  rename: "rename_record",
};

/**
 * The label of an edit in the language of the reader. It is a key, `rename.touchpoint`,
 * `move.card.3`, `edit.touchpoint.status`; what older versions and Python write, "Rename
 * touchpoint", is read as well, and any other words are shown as they stand.
 */
export function labelText(t: Translator, label: string | null | undefined): string {
  if (!label) return "";
  const [, step, rest] = /^(undo|redo): ?(.+)$/i.exec(label) ?? [];
  if (step && rest) {
    const what = labelText(t, rest);
    return t(step.toLowerCase() === "undo" ? "undo_what" : "redo_what", { what });
  }
  const [, verb = "", type = "", more = ""] = /^([a-z]+)\.([a-z_]+)(?:\.(\w+))?$/.exec(label) ?? [];
  const [, word = "", count = "", noun = ""] = /^(\w+) (\d+ )?([a-z ]+?)s?$/.exec(label) ?? [];
  const action = VERBS[verb || word.toLowerCase()];
  const kind = type || noun.replaceAll(" ", "_");
  if (!action || !isKey(`r_${kind}`)) return isKey(label) ? t(label) : label;
  if (more && !/^\d/.test(more)) return t(action, { what: fieldLabel(t, more, kind) });
  const n = Number(more || count);
  const what = typeLabel(t, kind).toLocaleLowerCase();
  return t(action, { what: n > 1 ? `${what} × ${n}` : what });
}
