import { type Change, changeOf, isEmpty, touchedIds } from "./change";
import { fieldInfo, value } from "./fields";
import { holds } from "./holds";
import { own, same } from "./json";
import type { Proposal } from "./protocol";
import { mergeValues } from "./rebase";
import type { State } from "./state";

/**
 * What is left to be done of edits that a document may hold already: a kernel that was started
 * again does not know their ids, but may have read them from a file that holds them.
 *
 * Where only these edits were made, the document holds the first ones and fits the others. Where
 * others have edited it as well, each edit is looked at for what of it is there:
 * An edit that added a record which is there was made, whole; one that brought back what an earlier
 * edit had removed only if it is there as this or a later edit says. Of any other the parts are
 * left out that are there, and those which a later edit of the same author has replaced by what is
 * there: replaying `A -> B` over the `C` of `B -> C` would make a conflict out of nothing. Edits of
 * which nothing is left are not in the result.
 */
export function unmade(edits: readonly Proposal[], state: State): Proposal[] {
  const known = new Set(
    edits.flatMap(({ change }) => Object.keys({ ...change.added, ...change.removed })),
  );
  // An edit of what somebody else has removed says nothing of the others.
  const sound = edits.filter(({ change }) =>
    Object.keys(change.updated ?? {}).every((id) => known.has(id) || state.get(id)),
  );
  const held = holds(sound, state);
  if (held !== undefined) {
    const made = new Set(sound.slice(0, held));
    return edits.filter((edit) => !made.has(edit));
  }
  const reached = reach(edits, state);
  // Records of which the last word is in the document.
  const settled = new Set<string>();
  const left: Proposal[] = [];
  /** Which edit was the first to remove a record. */
  const gone = new Map<string, number>();
  for (const [at, { change }] of edits.entries()) {
    for (const id in change.removed) if (!gone.has(id)) gone.set(id, at);
  }
  for (const [at, edit] of [...edits.entries()].reverse()) {
    const author = authorOf(edit.id);
    const over = (id: string) => settled.has(id);
    const change = remainder(edit.change, state, {
      again: (id) => !over(id) && (gone.get(id) ?? at) < at && (reached.get(id) ?? at) <= at,
      record: over,
      field: (id, name) => over(id) || (reached.get(`${author}/${id}/${name}`) ?? -1) >= at,
    });
    const { added = {}, removed = {} } = edit.change;
    for (const id of Object.keys({ ...added, ...removed })) {
      // That one record of an addition is there says nothing of another that is not.
      const lacking = own(added, id) && !state.get(id);
      if (!lacking && !own(change.added, id) && !own(change.removed, id)) settled.add(id);
    }
    if (!isEmpty(change)) left.push({ ...edit, change });
  }
  return left.reverse();
}

/**
 * The edits of which something is left to be done, whole, and later ones of the same records: they
 * tell what is to come of these.
 */
export function undone<T extends Proposal>(edits: readonly T[], state: State): T[] {
  const left = new Set(unmade(edits, state).map(({ id }) => id));
  const touched = new Set<string>();
  return edits.filter(({ id, change }) => {
    const ids = [...touchedIds(change)];
    if (!left.has(id) && !ids.some((one) => touched.has(one))) return false;
    for (const one of ids) touched.add(one);
    return true;
  });
}

/** Who made an edit, whoever sends it. */
export function authorOf(id: string): string {
  return id.slice(0, id.lastIndexOf("."));
}

interface Done {
  /** Whether to add it was to bring it back, and nothing tells that this was made. */
  again(id: string): boolean;
  record(id: string): boolean;
  field(id: string, name: string): boolean;
}

function remainder({ added = {}, updated = {}, removed = {} }: Change, state: State, done: Done) {
  const records = Object.values(added);
  // Ids are made by chance, so a record of that id is this very one.
  const made = records.some(({ id, type }) => state.get(id)?.type === type && !done.again(id));
  if (made || (records.length > 0 && records.every((record) => same(state.get(record.id), record))))
    return {};
  // To remove it once more clears what points at it, which this sets again.
  if (records.some(({ id }) => done.again(id))) return changeOf({ added, updated, removed });
  const fields = Object.entries(updated).map(([id, pairs]) => [
    id,
    pick(pairs, (name) => !done.field(id, name)),
  ]);
  return changeOf({
    added: pick(added, (id) => !done.record(id)),
    updated: Object.fromEntries(fields.filter(([, pairs]) => Object.keys(pairs ?? {}).length > 0)),
    removed: pick(removed, (id) => !done.record(id) && state.get(id) !== undefined),
  });
}

/**
 * By author, record and field, and by record alone: up to which edit the field says what they made
 * of it, all in all. An author's edits are made in their order, so the document holds the first
 * ones or none.
 */
function reach(edits: readonly Proposal[], state: State): Map<string, number> {
  const first = new Map<string, unknown>();
  const reached = new Map<string, number>();
  for (const [at, edit] of edits.entries()) {
    for (const [id, pairs] of Object.entries(edit.change.updated ?? {})) {
      const record = state.get(id);
      if (!record) continue;
      for (const [name, [old, next]] of Object.entries(pairs)) {
        const role = fieldInfo(record.type, name)?.role;
        if (role === undefined) continue;
        const key = `${authorOf(edit.id)}/${id}/${name}`;
        if (!first.has(key)) first.set(key, old);
        const current = value(record, name);
        if (same(mergeValues(role, first.get(key), next, current), current)) {
          reached.set(key, at);
          // What comes to nothing looks the same before it was made.
          if (!same(first.get(key), next)) reached.set(id, at);
        }
      }
    }
  }
  return reached;
}

function pick<T>(
  part: Readonly<Record<string, T>>,
  wanted: (key: string) => boolean,
): Record<string, T> {
  return Object.fromEntries(Object.entries(part).filter(([key]) => wanted(key)));
}
