import type { EmotionScale, Experience } from "./schema.gen";
import type { State } from "./state";

/** The emotion scale with its defaults in place. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly neutral: number;
  readonly step: number;
  readonly labels: Readonly<Record<string, string>>;
}

export function scaleOf(state: State): Scale {
  const given: EmotionScale = state.journey?.emotion_scale ?? {};
  const min = given.min ?? -2;
  // A broken scale from a file must not divide by zero here.
  const max = Math.max(given.max ?? 2, min + 1e-9);
  const neutral = Math.min(max, Math.max(min, given.neutral ?? 0));
  const step = given.step && given.step > 0 ? given.step : 1;
  return { min, max, neutral, step, labels: given.labels ?? {} };
}

/** The nearest score on the scale: a whole number of steps above `min`, or only clamped. */
export function snap(scale: Scale, score: number, free = false): number {
  const clamped = Math.min(scale.max, Math.max(scale.min, score));
  const steps = Math.round((clamped - scale.min) / scale.step);
  const snapped = free ? clamped : Math.min(scale.max, scale.min + steps * scale.step);
  return Number(snapped.toFixed(free ? 2 : 6));
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

function summed(persona: string, group: readonly Experience[]): Score {
  const only = group.length === 1 ? group[0] : undefined;
  const numbers = group.map((e) => e.score ?? 0);
  const score = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  const spread = Math.sqrt(
    numbers.reduce((sum, x) => sum + (x - score) ** 2, 0) / Math.max(1, numbers.length - 1),
  );
  const base = {
    persona,
    score,
    sd: only ? (only.sd ?? 0) : spread,
    n: only ? (only.n ?? 1) : numbers.length,
    assumed: group.every((e) => (e.source ?? "assumed") === "assumed"),
    emotion: group.find((e) => e.emotion)?.emotion ?? "",
    ids: group.map((e) => e.id),
  };
  return only ? { ...base, only } : base;
}

/** A score as people write it: a sign on both sides of zero, a real minus, no trailing zeros. */
export function scoreText(score: number, scale: Scale): string {
  const text = String(Math.abs(Number(score.toFixed(2))));
  if (score < 0) return `−${text}`;
  return score > 0 && scale.min < 0 ? `+${text}` : text;
}
