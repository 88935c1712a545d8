/** Freehand lines: made short, made smooth, and found again by the eraser. */

export type Point = readonly [x: number, y: number];

/** No line of the document has more points. */
export const MOST = 200;
/** How far a line may stray from what was drawn, in px, where it is not too long. */
const NEAR = 0.6;

/** The line with fewer points (Ramer, Douglas and Peucker): at most `MOST` of them. */
export function simplified(points: readonly Point[], near = NEAR): Point[] {
  let kept = reduced(points, near);
  for (let wider = near * 1.5; kept.length > MOST; wider *= 1.5) kept = reduced(points, wider);
  return kept;
}

function reduced(points: readonly Point[], near: number): Point[] {
  const keep = new Set([0, points.length - 1]);
  // A loop and no recursion: a scribble may be deep.
  const open: (readonly [number, number])[] = [[0, points.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span;
    let farthest = near;
    let at = -1;
    for (let i = from + 1; i < to; i++) {
      const far = distance(points[i] as Point, points[from] as Point, points[to] as Point);
      if (far > farthest) [farthest, at] = [far, i];
    }
    if (at < 0) continue;
    keep.add(at);
    open.push([from, at], [at, to]);
  }
  return points.filter((_, i) => keep.has(i));
}

/** From a point to the line between two others. */
export function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

/** Whether a line passes a point within a distance. */
export function passes(line: readonly Point[], point: Point, near: number): boolean {
  return line.some((a, i) => distance(point, a, line[i + 1] ?? a) <= near);
}

/** The `d` of a smooth path: through the middles between points, bent by the points. */
export function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = points.at(-1);
  if (!first || !last) return "";
  const bends = rest.slice(0, -1).map(([x, y], i) => {
    const [nx, ny] = rest[i + 1] as Point;
    return `Q${round(x)} ${round(y)} ${round((x + nx) / 2)} ${round((y + ny) / 2)}`;
  });
  return `M${round(first[0])} ${round(first[1])}${bends.join("")}L${round(last[0])} ${round(last[1])}`;
}

export function round(n: number): number {
  return Math.round(n * 10) / 10;
}
