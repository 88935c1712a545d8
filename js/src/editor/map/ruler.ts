import type { Scale } from "../../core/emotion";

/** Room above the highest and below the lowest score, in px. */
const PAD = 16;

/** From a score to px from the top of the lane, and back. */
export interface Ruler {
  readonly scale: Scale;
  readonly height: number;
  y(score: number): number;
  score(y: number): number;
}

export function rulerOf(scale: Scale, height: number): Ruler {
  const room = height - 2 * PAD;
  const size = scale.max - scale.min;
  return {
    scale,
    height,
    y: (score) =>
      PAD + ((scale.max - Math.min(scale.max, Math.max(scale.min, score))) / size) * room,
    score: (y) => scale.max - ((y - PAD) / room) * size,
  };
}
