import { scaleOf, scoresAt } from "../../core/emotion";
import type { Layout } from "../../core/layout";
import type { State } from "../../core/state";

/** What the strip shows, in a box that is 1 wide and 1 high. */
export interface Picture {
  /** Phases along the strip. */
  readonly phases: readonly Segment[];
  /** The curve of one persona as the path of an SVG, "" when there is none. */
  readonly curve: string;
}

export interface Segment {
  readonly x: number;
  readonly width: number;
  readonly stage: string;
  readonly color: string;
}

/** More points than that are no finer on any screen; each is the extremes of its columns. */
const POINTS = 600;

/** Draw a map of any length; `width` is that of its wide columns, `persona` whose curve it is. */
export function pictureOf(
  state: State,
  layout: Layout,
  width: number,
  persona: string | null,
): Picture {
  const total = layout.x(layout.columns, width) || 1;
  const phases = layout.groups.map(({ phase, start, count, stage }) => {
    const x = layout.x(start, width) / total;
    const color = (phase !== null && state.record("phase", phase)?.color) || "";
    return { x, width: layout.x(start + count, width) / total - x, stage, color };
  });
  return { phases, curve: curveOf(state, layout, width, persona) };
}

function curveOf(state: State, layout: Layout, width: number, persona: string | null): string {
  const { min, max } = scaleOf(state);
  const total = layout.x(layout.columns, width);
  const y = (score: number) => (max - Math.min(max, Math.max(min, score))) / (max - min);
  const parts: string[] = [];
  const per = Math.max(1, Math.ceil(layout.columns / POINTS));
  for (let start = 0; start < layout.columns; start += per) {
    let [low, high, n] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    for (const column of layout.slice(start, start + per - 1)) {
      if (column.kind !== "touchpoint") continue;
      const score = scoreOf(state, column.key, persona);
      if (score === null) continue;
      low = Math.min(low, score);
      high = Math.max(high, score);
      n += 1;
    }
    if (n === 0) continue;
    const end = Math.min(layout.columns, start + per);
    const x = (layout.x(start, width) + layout.x(end, width)) / 2 / total;
    const at = (score: number) => `${x.toFixed(4)} ${y(score).toFixed(3)}`;
    parts.push(at(high));
    if (low < high) parts.push(at(low));
  }
  return parts.length > 1 ? `M${parts.join("L")}` : "";
}

/** The score of a persona; of the first that has one when it is nobody's in particular. */
function scoreOf(state: State, touchpoint: string, persona: string | null): number | null {
  const scores = scoresAt(state, touchpoint);
  if (persona !== null) return scores.get(persona)?.score ?? null;
  for (const [, id] of state.siblings("persona")) {
    const score = scores.get(id);
    if (score) return score.score;
  }
  return scores.get("")?.score ?? null;
}
