/** A point of a curve; `x` grows from point to point. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Slopes that make a cubic monotone between every two points (Fritsch and Carlson, with the
 * weighted harmonic mean of Fritsch and Butland): it never rises above the higher or falls
 * below the lower of the two, so the picture shows no feeling that nobody had.
 */
export function slopes(points: readonly Point[]): number[] {
  const secant = points.slice(1).map((b, i) => {
    const a = points[i] as Point;
    return (b.y - a.y) / (b.x - a.x);
  });
  return points.map((point, i) => {
    const before = secant[i - 1];
    const after = secant[i];
    if (before === undefined) return after ?? 0;
    if (after === undefined) return before;
    if (before * after <= 0) return 0;
    const h0 = point.x - (points[i - 1] as Point).x;
    const h1 = (points[i + 1] as Point).x - point.x;
    return (3 * (h0 + h1)) / ((2 * h1 + h0) / before + (h1 + 2 * h0) / after);
  });
}

/** Cubic Bézier pieces through the points: [control 1, control 2, end] each. */
export function pieces(points: readonly Point[]): [Point, Point, Point][] {
  const slope = slopes(points);
  return points.slice(1).map((b, i) => {
    const a = points[i] as Point;
    const third = (b.x - a.x) / 3;
    return [
      { x: a.x + third, y: a.y + third * (slope[i] as number) },
      { x: b.x - third, y: b.y - third * (slope[i + 1] as number) },
      b,
    ];
  });
}

const at = ({ x, y }: Point) => `${round(x)},${round(y)}`;
const round = (number: number) => Math.round(number * 100) / 100;

/** The curve as the `d` of an SVG path; empty without points. */
export function path(points: readonly Point[], start = "M"): string {
  const first = points[0];
  if (!first) return "";
  const rest = pieces(points).map((piece) => `C${piece.map(at).join(" ")}`);
  return start + at(first) + rest.join("");
}

/** The area between an upper and a lower curve over the same places. */
export function band(upper: readonly Point[], lower: readonly Point[]): string {
  if (!upper.length) return "";
  // Backwards the slopes are those of the mirrored curve, so it is drawn mirrored and turned.
  const turned = [...lower].reverse().map(({ x, y }) => ({ x: -x, y }));
  const back = pieces(turned).map((piece) => {
    const unturned = piece.map(({ x, y }) => at({ x: -x, y }));
    return `C${unturned.join(" ")}`;
  });
  return `${path(upper)}L${at(lower.at(-1) as Point)}${back.join("")}Z`;
}
