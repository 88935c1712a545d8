import { touchpointsOf } from "../../core/commands";
import type { Experience } from "../../core/schema.gen";
import type { State } from "../../core/state";

/** Who gives the scores: a name, "" for a guest, and the persona it is done as, "" for none. */
export interface Walker {
  readonly name: string;
  readonly persona: string;
  /** What a guest has recorded here: without a name nothing else tells one's own records. */
  readonly own: ReadonlySet<string>;
}

/** The touchpoints in the order they are walked: that of a path, or of the map for none. */
export function stepsOf(state: State, path: string): string[] {
  const steps = state.record("path", path)?.steps;
  if (steps) return steps.filter((id) => state.record("touchpoint", id));
  return touchpointsOf(state);
}

/** Where one stands: a touchpoint, and which step it was when one came there. */
export interface Spot {
  readonly id: string;
  readonly index: number;
}

/**
 * The step of a spot after others have edited the map: the nearest of its touchpoint, or what
 * stands there now. It is the number of steps when one was past the last; 0 when there are none.
 */
export function indexOf(steps: readonly string[], { id, index }: Spot): number {
  if (id === "") return index > 0 ? steps.length : 0;
  let best = -1;
  for (const [at, step] of steps.entries()) {
    if (step === id && (best < 0 || Math.abs(at - index) < Math.abs(best - index))) best = at;
  }
  return best >= 0 ? best : Math.max(0, Math.min(index, steps.length - 1));
}

/** What the walker has recorded at a touchpoint. */
export function recordOf(state: State, walker: Walker, touchpoint: string): Experience | undefined {
  const found = [...state.referrers(touchpoint, "experience")].sort().flatMap((id) => {
    const record = state.record("experience", id);
    return record && isOwn(record, walker) && record.touchpoint === touchpoint ? [record] : [];
  });
  return found[0];
}

function isOwn(record: Experience, { name, persona, own }: Walker): boolean {
  return (
    record.source === "observed" &&
    (record.persona ?? "") === persona &&
    (record.respondent ?? "") === name &&
    (name !== "" || own.has(record.id))
  );
}

/** Where to go on: after the last step that has a score, if a walk was begun at all. */
export function resumeAt(state: State, walker: Walker, steps: readonly string[]): number {
  const last = steps.map((id) => recordOf(state, walker, id)?.score != null).lastIndexOf(true);
  return Math.min(last + 1, Math.max(0, steps.length - 1));
}

/** One touchpoint of a walk that is over; of a path that comes by twice, the first time. */
export interface Met {
  readonly id: string;
  readonly index: number;
  readonly record: Experience | undefined;
}

export interface Summary {
  readonly scored: readonly Met[];
  /** The lowest scores below neutral, the lowest first. */
  readonly lowest: readonly Met[];
  readonly notes: readonly Met[];
  readonly skipped: readonly Met[];
}

/** So many of the lowest scores are named. */
const LOWEST = 3;

export function summaryOf(
  state: State,
  walker: Walker,
  steps: readonly string[],
  neutral: number,
): Summary {
  const met = [...new Set(steps)].map((id) => ({
    id,
    index: steps.indexOf(id),
    record: recordOf(state, walker, id),
  }));
  const score = ({ record }: Met) => record?.score ?? Number.POSITIVE_INFINITY;
  const scored = met.filter(({ record }) => record?.score != null);
  const low = scored.filter((one) => score(one) < neutral);
  return {
    scored,
    lowest: low.sort((a, b) => score(a) - score(b)).slice(0, LOWEST),
    notes: met.filter(({ record }) => record?.note),
    skipped: met.filter(({ record }) => record?.score == null),
  };
}
