import type { EmotionScale, Experience } from "./schema.gen";
import type { State } from "./state";

/** The emotion scale with its defaults in place. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly neutral: number;
  readonly step: number;
  /** Words and emoji by score, as texts of numbers. */
  readonly labels: Readonly<Record<string, string>>;
  readonly emoji: Readonly<Record<string, string>>;
}

export function scaleOf(state: State): Scale {
  const given: EmotionScale = state.journey?.emotion_scale ?? {};
  const min = given.min ?? -2;
  // A broken scale from a file must not divide by zero here.
  const max = Math.max(given.max ?? 2, min + 1e-9);
  const neutral = Math.min(max, Math.max(min, given.neutral ?? 0));
  const step = given.step && given.step > 0 ? given.step : 1;
  return { min, max, neutral, step, labels: given.labels ?? {}, emoji: given.emoji ?? {} };
}

/** The nearest score on the scale: a whole number of steps above `min`, or only clamped. */
export function snap(scale: Scale, score: number, free = false): number {
  const clamped = Math.min(scale.max, Math.max(scale.min, score));
  const steps = Math.round((clamped - scale.min) / scale.step);
  const snapped = free ? clamped : Math.min(scale.max, scale.min + steps * scale.step);
  return Number(snapped.toFixed(free ? 2 : 6));
}

/** From the least to the best founded; one of a later version is no assumption, but no more. */
const FOUNDED = ["assumed", "", "observed", "self_reported", "measured"];

function sourceOf(felt: Experience): string {
  return felt.source ?? "assumed";
}

function rank(source: string): number {
  return Math.max(FOUNDED.indexOf(source), source === "assumed" ? 0 : 1);
}

/**
 * The scores of the best founded source: sources are never averaged. A score of no answers only
 * counts where there is no other. As in Python (`cjm_widgets/model/pooling.py`).
 */
function bestFounded(felt: readonly Experience[]): readonly Experience[] {
  const counted = felt.filter((e) => e.n !== 0);
  const from = counted.length ? counted : felt;
  const best = from
    .map(sourceOf)
    .reduce((best, source) => (rank(source) > rank(best) ? source : best));
  return from.filter((e) => sourceOf(e) === best);
}

/** What one persona (or everyone: "") felt at one touchpoint, over all respondents. */
export interface Score {
  readonly persona: string;
  readonly score: number;
  readonly sd: number;
  readonly n: number;
  /** No answer stands behind it. */
  readonly assumed: boolean;
  readonly emotion: string;
  readonly emoji: string;
  /** The one experience it shows; absent when it is a mean of several. */
  readonly only?: Experience;
  readonly ids: readonly string[];
}

/** Mean scores of a touchpoint by persona. */
export function scoresAt(state: State, touchpoint: string): ReadonlyMap<string, Score> {
  const groups = new Map<string, Experience[]>();
  for (const id of state.referrers(touchpoint, "experience")) {
    const found = state.record("experience", id);
    if (found?.touchpoint !== touchpoint || typeof found.score !== "number") continue;
    const persona = found.persona ?? "";
    const group = groups.get(persona);
    if (group) group.push(found);
    else groups.set(persona, [found]);
  }
  const scores = new Map<string, Score>();
  for (const [persona, group] of groups) scores.set(persona, summed(persona, group));
  return scores;
}

function summed(persona: string, all: readonly Experience[]): Score {
  const group = bestFounded(all);
  const only = group.length === 1 ? group[0] : undefined;
  const sizes = group.map((e) => e.n ?? 1);
  const n = sizes.reduce((sum, size) => sum + size, 0);
  // A score of no answers is still drawn.
  const weights = n ? sizes : group.map(() => 1);
  const total = n || group.length;
  const sum = group.reduce((sum, e, i) => sum + (e.score ?? 0) * (weights[i] ?? 0), 0);
  const score = only?.score ?? sum / total;
  const named = group.find((e) => e.emotion || e.emoji);
  const base = {
    persona,
    score,
    sd: only ? (only.sd ?? 0) : spread(group, weights, score),
    n,
    assumed: group.every((e) => sourceOf(e) === "assumed"),
    emotion: named?.emotion ?? "",
    emoji: named?.emoji ?? "",
    ids: group.map((e) => e.id),
  };
  return only ? { ...base, only } : base;
}

/** The standard deviation of all answers together; 0 where a group does not say its own. */
function spread(group: readonly Experience[], sizes: readonly number[], mean: number): number {
  let sum = 0;
  let n = 0;
  for (const [i, e] of group.entries()) {
    const size = sizes[i] ?? 1;
    if (size > 1 && e.sd == null) return 0;
    sum += (size - 1) * (e.sd ?? 0) ** 2 + size * ((e.score ?? 0) - mean) ** 2;
    n += size;
  }
  return Math.sqrt(Math.max(0, sum) / Math.max(1, n - 1));
}

/** A score as people write it: a sign on both sides of zero, a real minus, no trailing zeros. */
export function scoreText(score: number, scale: Scale): string {
  const text = String(Math.abs(Number(score.toFixed(2))));
  if (score < 0) return `−${text}`;
  return score > 0 && scale.min < 0 ? `+${text}` : text;
}
