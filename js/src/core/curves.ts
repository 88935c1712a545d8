import { scoresAt } from "./emotion";
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

/**
 * The planned touchpoint that a touchpoint stands for; its scores are what was planned. On a map
 * of a plan there is nothing to be held against it.
 */
export function plannedRef(state: State, touchpoint: string): string {
  const planned = state.record("touchpoint", touchpoint)?.planned_ref ?? "";
  return planned === touchpoint || state.journey.basis === "planned" ? "" : planned;
}

/** The curves of a map as it stands. */
export function curvesOf(state: State): Curves {
  return new CurveBook().read(state);
}

type Scores = ReadonlyMap<string, number>;

/**
 * The curves of a map that is edited. An edit is small and a map may be large: scores are added up
 * anew only at the touchpoints that an edit touched, and all of them compared only where one moved.
 */
export class CurveBook {
  /** What is felt at a touchpoint, by persona. */
  readonly #felt = new Map<string, Scores>();
  /** Where an experience was counted, and in which phase its touchpoint stood. */
  readonly #spots = new Map<string, string>();
  readonly #phases = new Map<string, string>();
  /** What touchpoints stand for, where it is something. */
  readonly #plans = new Map<string, string>();
  #basis: string | undefined;
  #changed: Set<string> | "all" = "all";
  #curves: Curves = { personas: [], ends: new Map(), planned: false };

  /** These records changed; they are looked at with the next reading. */
  note(ids: ReadonlySet<string> | "all"): void {
    if (ids === "all" || this.#changed === "all") this.#changed = "all";
    else for (const id of ids) this.#changed.add(id);
  }

  /** The same object as before where nothing in it is another. */
  read(state: State): Curves {
    const anew = this.#changed === "all" || this.#basis !== state.journey?.basis;
    const moved = anew ? this.#all(state) : this.#some(state, this.#changed as Set<string>);
    this.#changed = new Set();
    if (moved) this.#curves = this.#sum(state);
    return this.#curves;
  }

  #all(state: State): boolean {
    for (const map of [this.#felt, this.#spots, this.#phases, this.#plans]) map.clear();
    this.#basis = state.journey?.basis;
    for (const id of state.ofType("experience")) this.#place(state, id);
    for (const touchpoint of new Set(this.#spots.values())) this.#count(state, touchpoint);
    for (const id of state.ofType("touchpoint")) this.#plan(state, id);
    return true;
  }

  #some(state: State, ids: ReadonlySet<string>): boolean {
    let moved = false;
    const touched = new Set<string>();
    for (const id of ids) {
      const type = state.get(id)?.type;
      if (type === "experience" || this.#spots.has(id)) {
        touched.add(this.#spots.get(id) ?? "");
        touched.add(this.#place(state, id));
      } else if (type === "touchpoint" || this.#felt.has(id) || this.#plans.has(id)) {
        touched.add(id);
        if (this.#plan(state, id)) moved = true;
      } else if (type === "phase" || type === "persona" || type === undefined) moved = true;
    }
    for (const touchpoint of touched) if (this.#count(state, touchpoint)) moved = true;
    return moved;
  }

  /** Where an experience is counted now; "" where it is not. */
  #place(state: State, id: string): string {
    const felt = state.record("experience", id);
    const at = felt && typeof felt.score === "number" ? felt.touchpoint : "";
    if (at) this.#spots.set(id, at);
    else this.#spots.delete(id);
    return at;
  }

  /** Adds up what is felt at a touchpoint; whether it is another than before. */
  #count(state: State, touchpoint: string): boolean {
    const before = this.#felt.get(touchpoint);
    const phase = state.record("touchpoint", touchpoint)?.place.parent ?? "";
    const found = touchpoint ? scoresAt(state, touchpoint) : new Map();
    const scores = new Map([...found].map(([persona, { score }]) => [persona, rounded(score)]));
    const same =
      before?.size === scores.size &&
      [...scores].every(([who, score]) => before.get(who) === score);
    if (same && this.#phases.get(touchpoint) === phase) return false;
    if (scores.size) {
      this.#felt.set(touchpoint, scores);
      this.#phases.set(touchpoint, phase);
      return true;
    }
    this.#phases.delete(touchpoint);
    return this.#felt.delete(touchpoint);
  }

  #plan(state: State, touchpoint: string): boolean {
    const before = this.#plans.get(touchpoint) ?? "";
    const now = plannedRef(state, touchpoint);
    if (now) this.#plans.set(touchpoint, now);
    else this.#plans.delete(touchpoint);
    return now !== before;
  }

  /** Those in collapsed phases are nobody's highest: nobody sees them. */
  #sum(state: State): Curves {
    const seen = new Set<string>();
    const ends = new Map<string, Ends>();
    for (const [touchpoint, scores] of this.#felt) {
      const phase = this.#phases.get(touchpoint) ?? "";
      const hidden = state.record("phase", phase)?.collapsed === true;
      for (const [persona, score] of scores) {
        seen.add(persona);
        if (!hidden) ends.set(persona, widened(ends.get(persona), score));
      }
    }
    const order = [...state.siblings("persona").map(([, id]) => id), ""];
    return {
      personas: order.filter((persona) => seen.has(persona)),
      ends,
      planned: [...this.#plans.values()].some((planned) => this.#felt.has(planned)),
    };
  }
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
