import type { State } from "../core/state";

/** All touchpoints in the order of the map, also those of collapsed phases. */
export function touchpointsOf(state: State): string[] {
  const phases = [null, ...state.siblings("phase").map(([, id]) => id)];
  return phases.flatMap((phase) => state.siblings("touchpoint", phase).map(([, id]) => id));
}
