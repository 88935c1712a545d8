import { band, type Point, path } from "../../core/curve";
import { type Scale, type Score, scoreText } from "../../core/emotion";
import type { Ruler } from "./ruler";
import { PLANNED, type Stroke, TARGET } from "./strokes";

/** The gridlines of a finer scale would be a grey area. */
const LINES = 12;
/** Numbers beside the lane, and the words under them, stand at least so far apart, in px. */
const APART = 26;

interface Place {
  readonly key: string;
  readonly x: number;
  readonly score: Score;
}

export interface Line {
  readonly persona: string;
  readonly stroke: Stroke;
  readonly points: readonly Place[];
  /** What was planned for the steps that stand for planned ones. */
  readonly targets: readonly Place[];
}

/** One persona's line with its band, and the dashed one of what was planned. */
export function Curve(props: { line: Line; ruler: Ruler; front: boolean; dim: boolean }) {
  const { line, ruler } = props;
  const at = ({ x, score }: Place, by = 0): Point => ({ x, y: ruler.y(score.score + by) });
  const spread = line.points.some(({ score }) => score.sd > 0);
  return (
    <g
      class={`cjm-pc cjm-line${props.front ? " cjm-front" : ""}${props.dim ? " cjm-dim" : ""}`}
      style={{ "--pc": line.stroke.color }}
      data-line={line.persona}
    >
      {spread && (
        <path
          class="cjm-band"
          d={band(
            line.points.map((place) => at(place, place.score.sd)),
            line.points.map((place) => at(place, -place.score.sd)),
          )}
        />
      )}
      {line.targets.length > 0 && (
        <g class="cjm-planned">
          <path d={path(line.targets.map((place) => at(place)))} stroke-dasharray={PLANNED} />
          {line.targets.map((place) => (
            <path
              key={place.key}
              class="cjm-target"
              d={TARGET}
              transform={`translate(${place.x} ${ruler.y(place.score.score)})`}
            />
          ))}
        </g>
      )}
      <path
        class="cjm-curve"
        stroke-dasharray={line.stroke.dash || undefined}
        d={path(line.points.map((place) => at(place)))}
      />
    </g>
  );
}

/** The gridlines, neutral as a whole one. */
export function Levels({ ruler, width }: { ruler: Ruler; width: number }) {
  return levels(ruler.scale).map((level) => (
    <line
      key={level}
      x1={0}
      x2={width}
      y1={ruler.y(level)}
      y2={ruler.y(level)}
      class={level === ruler.scale.neutral ? "cjm-neutral" : "cjm-level"}
    />
  ));
}

/** The numbers, emoji and words of the scale at the left, in the sticky column of row headers. */
export function Axis({ ruler }: { ruler: Ruler }) {
  const { scale } = ruler;
  return (
    <div class="cjm-axis" aria-hidden="true">
      {marks(ruler).map((mark) => (
        <span key={mark} style={{ top: `${ruler.y(mark)}px` }}>
          {scale.emoji[String(mark)]} {scoreText(mark, scale)}
          <small dir="auto">{scale.labels[String(mark)]}</small>
        </span>
      ))}
    </div>
  );
}

/** Both ends and neutral, and what has a word or an emoji where there is room for it. */
function marks({ scale, y }: Ruler): number[] {
  const named = [...Object.keys(scale.labels), ...Object.keys(scale.emoji)].map(Number);
  const within = named.filter((score) => score >= scale.min && score <= scale.max);
  const kept: number[] = [];
  for (const mark of [scale.max, scale.min, scale.neutral, ...within.sort((a, b) => a - b)]) {
    if (kept.every((other) => Math.abs(y(other) - y(mark)) >= APART)) kept.push(mark);
  }
  return kept;
}

function levels(scale: Scale): number[] {
  const count = Math.round((scale.max - scale.min) / scale.step);
  if (count > LINES) return [scale.max, scale.neutral, scale.min];
  const steps = Array.from({ length: count + 1 }, (_, i) => scale.min + i * scale.step);
  return steps.includes(scale.neutral) ? steps : [...steps, scale.neutral];
}
