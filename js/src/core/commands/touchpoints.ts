import { keysBetween, placeAt } from "../order";
import type { Place, Touchpoint } from "../schema.gen";
import type { State } from "../state";
import { adding, labelOf, type Result, updating } from "./base";
import { next, type Step } from "./lists";

/** Where a touchpoint goes: beside another one, or at an end of a phase (null: no phase). */
export type Spot =
  | { before: string }
  | { after: string }
  | { phase: string | null; at?: "start" | "end" };

/** Phase ids in order; null first when there are touchpoints outside of every phase. */
export function phaseOrder(state: State): readonly (string | null)[] {
  const phases = state.siblings("phase").map(([, id]) => id);
  return state.siblings("touchpoint", null).length ? [null, ...phases] : phases;
}

/** All touchpoints in the order of the map, also those of collapsed phases. */
export function touchpointsOf(state: State): string[] {
  return phaseOrder(state).flatMap((phase) =>
    state.siblings("touchpoint", phase).map(([, id]) => id),
  );
}

interface Slot {
  phase: string | null;
  index: number;
}

/** The phase and the index a spot means, counted without the records in `moving`. */
function slotOf(state: State, spot: Spot, moving: ReadonlySet<string>): Slot | null {
  const beside = "before" in spot ? spot.before : "after" in spot ? spot.after : null;
  if (beside === null) {
    const { phase, at } = spot as { phase: string | null; at?: "start" | "end" };
    if (phase !== null && !state.record("phase", phase)) return null;
    const rest = state.siblings("touchpoint", phase).filter(([, id]) => !moving.has(id));
    return { phase, index: at === "start" ? 0 : rest.length };
  }
  const record = state.record("touchpoint", beside);
  if (!record) return null;
  const phase = record.place.parent ?? null;
  const rest = state.siblings("touchpoint", phase).filter(([, id]) => !moving.has(id));
  const found = rest.findIndex(([, id]) => id === beside);
  if (found < 0) return null;
  return { phase, index: found + ("after" in spot ? 1 : 0) };
}

export function addTouchpoint(
  state: State,
  args: { id: string; name: string; spot: Spot },
): Result {
  const slot = slotOf(state, args.spot, new Set());
  if (!slot) return null;
  const place = placeAt(state, "touchpoint", slot.phase, slot.index);
  const touchpoint: Touchpoint = { type: "touchpoint", id: args.id, place, name: args.name };
  return adding("add.touchpoint", touchpoint);
}

/** Moves touchpoints, which keep their order among themselves, to a spot. */
export function moveTouchpoints(
  state: State,
  args: { ids: readonly string[]; spot: Spot },
): Result {
  const ids = inOrder(state, args.ids);
  const moving = new Set(ids);
  const slot = slotOf(state, args.spot, moving);
  if (!slot || !ids.length) return null;
  const all = state.siblings("touchpoint", slot.phase).map(([, id]) => id);
  const rest = state.siblings("touchpoint", slot.phase).filter(([, id]) => !moving.has(id));
  const wanted = rest.map(([, id]) => id);
  wanted.splice(slot.index, 0, ...ids);
  if (wanted.length === all.length && wanted.every((id, i) => id === all[i])) return null;
  const keys = keysBetween(
    rest[slot.index - 1]?.[0] ?? null,
    rest[slot.index]?.[0] ?? null,
    ids.length,
  );
  const label = labelOf("move", "touchpoint", ids.length);
  return updating(
    label,
    ids.flatMap((id, i) => {
      const record = state.record("touchpoint", id);
      const place: Place = slot.phase
        ? { order: keys[i] as string, parent: slot.phase }
        : { order: keys[i] as string };
      return record ? [[record, { place }] as const] : [];
    }),
  );
}

/** Moves touchpoints one step, past a neighbour or over the edge into the next phase. */
export function stepTouchpoints(
  state: State,
  args: { ids: readonly string[]; by: -1 | 1; skip?: Step["skip"] },
): Result {
  const ids = inOrder(state, args.ids);
  const edge = state.record("touchpoint", (args.by < 0 ? ids[0] : ids.at(-1)) ?? "");
  if (!edge) return null;
  const moving = new Set(ids);
  const phase = edge.place.parent ?? null;
  const row = state.siblings("touchpoint", phase).map(([, id]) => id);
  const neighbour = row[next(row, row.indexOf(edge.id), args.by, args.skip)];
  if (neighbour && !moving.has(neighbour)) {
    const spot = args.by < 0 ? { before: neighbour } : { after: neighbour };
    return moveTouchpoints(state, { ids, spot });
  }
  // The group without a phase can be entered from the first phase even when it is empty.
  const phases = ["", ...state.siblings("phase").map(([, id]) => id)];
  const beyond = phases[next(phases, phases.indexOf(phase ?? ""), args.by, args.skip)];
  if (beyond === undefined) return null;
  const spot: Spot = { phase: beyond || null, at: args.by < 0 ? "end" : "start" };
  return moveTouchpoints(state, { ids, spot });
}

/** `ids` of touchpoints in the order of the map. */
export function inOrder(state: State, ids: readonly string[]): string[] {
  const phases = new Map(state.siblings("phase").map(([, id], i) => [id, i]));
  const keyed = ids.flatMap((id) => {
    const place = state.record("touchpoint", id)?.place;
    return place ? [{ id, order: place.order, phase: phases.get(place.parent ?? "") ?? -1 }] : [];
  });
  keyed.sort(
    (a, b) =>
      a.phase - b.phase || (a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : 1),
  );
  return keyed.map((k) => k.id);
}
