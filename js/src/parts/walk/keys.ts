import type { Scale } from "../../core/emotion";

/** More steps than these would be a wall of buttons: a finer scale has a slider only. */
const MOST = 11;

/** A score that can be chosen, and the key that chooses it, "" when there is none. */
export interface Choice {
  readonly score: number;
  readonly key: string;
}

/**
 * The scores of a scale as buttons; none when they are too many. The keys count from 1, but where
 * the scores themselves are digits they are those: nobody types 8 to say 7.
 */
export function choicesOf(scale: Scale): Choice[] {
  const count = Math.floor((scale.max - scale.min) / scale.step + 1e-9) + 1;
  if (count > MOST || count < 2) return [];
  const digits = scale.min === 0 && scale.step === 1;
  return Array.from({ length: count }, (_, i) => ({
    score: Number((scale.min + i * scale.step).toFixed(6)),
    key: digits ? digit(i) : i === 9 ? "0" : digit(i + 1),
  }));
}

function digit(n: number): string {
  return n <= 9 ? String(n) : "";
}
