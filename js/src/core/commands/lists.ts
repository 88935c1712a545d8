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

/** Moves a record past its neighbour. */
export function step(state: State, type: TypeName, args: { id: string; by: -1 | 1 }): Result {
  const at = state.siblings(type).findIndex(([, id]) => id === args.id);
  return at < 0 ? null : moveTo(state, type, { id: args.id, index: at + args.by });
}
