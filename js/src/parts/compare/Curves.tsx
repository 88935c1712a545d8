import { path } from "../../core/curve";
import { scoresAt } from "../../core/emotion";
import type { Column, Row } from "./grid";
import type { Comparison } from "./model";
import { SIDES, type Side } from "./pairing";
import { scalesOf } from "./told";

/** Units of the drawing: it is stretched to the columns. */
const WIDTH = 100;
const HEIGHT = 60;
const EDGE = 7;

/** The scores of both maps as two lines; the numbers below say the same. */
export function Curves({
  c,
  row,
  columns,
}: {
  c: Comparison;
  row: Row;
  columns: readonly Column[];
}) {
  const { scales } = scalesOf(c);
  const y = (side: Side, score: number) => {
    const { min, max } = scales[side];
    return HEIGHT - EDGE - ((score - min) / (max - min)) * (HEIGHT - 2 * EDGE);
  };
  const points = (side: Side) =>
    columns.flatMap((column, i) => {
      const persona = row.personas[side];
      if (persona === null) return [];
      const found = scoresAt(c.states[side], column.ids[side] ?? "").get(persona);
      return found ? [{ x: (i + 0.5) * WIDTH, y: y(side, found.score) }] : [];
    });
  const width = columns.length * WIDTH;
  if (!width) return null;
  const zero = y(0, scales[0].neutral);
  return (
    <svg
      class="cjm-both-curves"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <line x1="0" x2={width} y1={zero} y2={zero} />
      {SIDES.map((side) => (
        <g key={side} class={side === 0 ? "cjm-line-a" : "cjm-line-b"}>
          <path d={path(points(side))} />
          {points(side).map((point) => (
            // No length and round ends: a dot that is not stretched with the rest.
            <g key={point.x} class="cjm-line-dot">
              <path d={`M${point.x},${point.y}h0`} />
              {side === 1 && <path class="cjm-line-hole" d={`M${point.x},${point.y}h0`} />}
            </g>
          ))}
        </g>
      ))}
    </svg>
  );
}
