import { placeAt } from "../order";
import type { TypeName } from "../schema.gen";
import type { State } from "../state";
import { labelOf, type Result, updating } from "./base";

/** Commands on plain ordered lists: phases, lanes, personas. */

/** The index at which something new goes; null when its neighbour is not there. */
export function addIndex(
  state: State,
  type: TypeName,
  args: { after?: string; before?: string },
): number | null {
  const row = state.siblings(type);
  const beside = args.after ?? args.before;
  if (beside === undefined) return row.length;
  const at = row.findIndex(([, id]) => id === beside);
  return at < 0 ? null : at + (args.after === undefined ? 0 : 1);
}

/** Moves a record to an index counted without it. */
export function moveTo(state: State, type: TypeName, args: { id: string; index: number }): Result {
  const record = state.record(type, args.id);
  const row = state.siblings(type);
  const at = row.findIndex(([, id]) => id === args.id);
  if (!record || at < 0 || args.index === at) return null;
  if (args.index < 0 || args.index >= row.length) return null;
  const place = placeAt(state, type, null, args.index, args.id);
  return updating(labelOf("move", type), [[record, { place }]]);
}

/** One step, past what `skip` says does not count: what is not shown. */
export interface Step {
  id: string;
  by: -1 | 1;
  skip?: ((id: string) => boolean) | undefined;
}

/** Moves a record past its neighbour. */
export function step(state: State, type: TypeName, { id, by, skip }: Step): Result {
  const ids = state.siblings(type).map(([, other]) => other);
  const at = ids.indexOf(id);
  return at < 0 ? null : moveTo(state, type, { id, index: next(ids, at, by, skip) });
}

/** The index of the next that counts; beyond the list when there is none. */
export function next(ids: readonly string[], at: number, by: -1 | 1, skip?: Step["skip"]): number {
  let to = at + by;
  while (skip && to >= 0 && to < ids.length && skip(ids[to] as string)) to += by;
  return to;
}
