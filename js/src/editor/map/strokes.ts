import { personaColor } from "../../core/commands";
import type { State } from "../../core/state";

/** How a line is told from the others: by its colour, its dashes and the shape of its points. */
export interface Stroke {
  readonly color: string;
  /** `stroke-dasharray`; empty is a line without gaps. */
  readonly dash: string;
  /** The outline of a point around 0,0. */
  readonly marker: string;
}

/** Long ones: even short dashes are the planned line's. */
const DASHES = ["", "14 4", "14 4 3 4", "14 4 3 4 3 4"];
const CIRCLE = "M-5,0a5,5 0 1 0 10,0a5,5 0 1 0-10,0z";
const MARKERS = [
  CIRCLE,
  "M0-6.3L6.3,0 0,6.3-6.3,0z",
  "M-4.6-4.6h9.2v9.2h-9.2z",
  "M0-6.2L6,4.4H-6z",
  "M0,6.2L6-4.4H-6z",
];
/** Everyone's, beside those of personas. */
const PLUS = "M-2-6h4v4h4v4h-4v4h-4v-4h-4v-4h4z";

/** The dashes of what was planned. */
export const PLANNED = "4 4";
/** The mark of what was planned: a bar, as of a target. */
export const TARGET = "M-6,0h12";

/** The stroke of a persona, by its place among all; "" is everyone. */
export function strokeOf(state: State, persona: string): Stroke {
  const all = state.siblings("persona");
  if (!persona) {
    return all.length
      ? { color: "var(--cjm-ink2)", dash: "22 4", marker: PLUS }
      : { color: "var(--cjm-accent)", dash: "", marker: CIRCLE };
  }
  const at = Math.max(
    0,
    all.findIndex(([, id]) => id === persona),
  );
  return {
    color: personaColor(state, persona),
    dash: DASHES[at % DASHES.length] as string,
    marker: MARKERS[at % MARKERS.length] as string,
  };
}

/** A persona's name as the lane says it; "" is everyone. */
export function nameOf(
  state: State,
  persona: string,
  t: (key: "untitled" | "everyone") => string,
): string {
  if (!persona) return t("everyone");
  return state.record("persona", persona)?.name || t("untitled");
}
