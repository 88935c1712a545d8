import { type Score, scoresAt } from "./emotion";
import type { State } from "./state";

/** The ends of one curve, and how many of its points share each. */
export interface Ends {
  readonly high: number;
  readonly low: number;
  readonly highs: number;
  readonly lows: number;
}

/** What the curves of a map are as a whole, whichever of their columns are in view. */
export interface Curves {
  /** Who has scores: personas in their order, everyone ("") at the end. */
  readonly personas: readonly string[];
  readonly ends: ReadonlyMap<string, Ends>;
  /** Some step has scores beside those of the planned step it stands for. */
  readonly planned: boolean;
}

const NONE: ReadonlyMap<string, Score> = new Map();

/**
 * The scores of the planned touchpoint that a touchpoint stands for. They are those that the
 * planned one shows itself; on a map of a plan nothing is there to be held against it.
 */
export function plannedAt(
  state: State,
  touchpoint: string,
  scores: (touchpoint: string) => ReadonlyMap<string, Score> = (id) => scoresAt(state, id),
): ReadonlyMap<string, Score> {
  const planned = state.record("touchpoint", touchpoint)?.planned_ref;
  if (!planned || planned === touchpoint || state.journey.basis === "planned") return NONE;
  return scores(planned);
}

/** Goes once through all scores. Those in collapsed phases are nobody's highest: nobody sees them. */
export function curvesOf(state: State): Curves {
  const touchpoints = new Set<string>();
  for (const id of state.ofType("experience")) {
    const felt = state.record("experience", id);
    if (felt && typeof felt.score === "number") touchpoints.add(felt.touchpoint);
  }
  const seen = new Set<string>();
  const ends = new Map<string, Ends>();
  for (const touchpoint of touchpoints) {
    const phase = state.record("touchpoint", touchpoint)?.place.parent;
    const hidden = state.record("phase", phase ?? "")?.collapsed === true;
    for (const [persona, { score }] of scoresAt(state, touchpoint)) {
      seen.add(persona);
      if (!hidden) ends.set(persona, widened(ends.get(persona), rounded(score)));
    }
  }
  const order = [...state.siblings("persona").map(([, id]) => id), ""];
  return {
    personas: order.filter((persona) => seen.has(persona)),
    ends,
    planned: hasPlanned(state, touchpoints),
  };
}

function widened(ends: Ends | undefined, score: number): Ends {
  if (!ends) return { high: score, low: score, highs: 1, lows: 1 };
  const { high, low, highs, lows } = ends;
  return {
    high: Math.max(high, score),
    low: Math.min(low, score),
    highs: score > high ? 1 : highs + Number(score === high),
    lows: score < low ? 1 : lows + Number(score === low),
  };
}

/** Means that differ by what floating point leaves are equal. */
function rounded(score: number): number {
  return Number(score.toFixed(6));
}

function hasPlanned(state: State, scored: ReadonlySet<string>): boolean {
  for (const id of state.ofType("touchpoint")) {
    const planned = state.record("touchpoint", id)?.planned_ref;
    if (planned && scored.has(planned) && plannedAt(state, id).size > 0) return true;
  }
  return false;
}

/** Which end of its curve a score is, and with how many others; null on a level curve. */
export function endOf(
  ends: Ends | undefined,
  score: number,
): { end: "highest" | "lowest"; n: number } | null {
  if (!ends || ends.high === ends.low) return null;
  const at = rounded(score);
  if (at === ends.high) return { end: "highest", n: ends.highs };
  return at === ends.low ? { end: "lowest", n: ends.lows } : null;
}
