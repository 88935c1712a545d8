import type { Scale } from "../../core/emotion";

/** Room for captions above the highest and below the lowest score, in px. */
const PAD = 24;

/** From a score to px from the top of the lane, and back. */
export interface Ruler {
  readonly scale: Scale;
  readonly height: number;
  y(score: number): number;
  score(y: number): number;
}

/** `top` is room that something else takes above the curves. */
export function rulerOf(scale: Scale, height: number, top = 0): Ruler {
  const start = top + PAD;
  const room = height - start - PAD;
  const size = scale.max - scale.min;
  return {
    scale,
    height,
    y: (score) =>
      start + ((scale.max - Math.min(scale.max, Math.max(scale.min, score))) / size) * room,
    score: (y) => scale.max - ((y - start) / room) * size,
  };
}
