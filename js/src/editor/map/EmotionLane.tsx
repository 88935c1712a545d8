import { personaColor } from "../../core/commands";
import { band, type Point, path } from "../../core/curve";
import { type Scale, type Score, scaleOf, scoresAt, scoreText } from "../../core/emotion";
import type { Lane } from "../../core/schema.gen";
import type { Actions } from "./actions";
import { EmotionCell } from "./EmotionCell";
import { pointId } from "./keys";
import { columnClass, isHere, type Window } from "./parts";
import { type Ruler, rulerOf } from "./ruler";
import { dimmed } from "./sieve";
import { StandIn } from "./TouchpointRow";
import { type MapView, useView } from "./view";

const HEIGHT = 150;
/** How far beyond the rendered columns the lines are followed, so that none ends at the edge. */
const BEYOND = 12;
/** The gridlines of a finer scale would be a grey area. */
const LINES = 12;
const EVERYONE = "";

export function emotionHeight(lane: Lane): number {
  return Math.max(80, lane.height ?? HEIGHT);
}

/** The scores of a touchpoint, with the one that is just being dragged where the pointer is. */
function previewed(view: MapView, touchpoint: string): ReadonlyMap<string, Score> {
  const scores = scoresAt(view.editor.replica.state, touchpoint);
  const preview = view.preview.value;
  const there = preview?.touchpoint === touchpoint && scores.get(preview.persona);
  if (!there) return scores;
  return new Map([...scores, [preview.persona, { ...there, score: preview.score }]]);
}

interface Line {
  readonly persona: string;
  readonly color: string;
  readonly points: readonly { index: number; key: string; x: number; score: Score }[];
}

/** The emotion curve: one line a persona, points that can be dragged, hollow where assumed. */
export function EmotionLane({ act, lane, window }: { act: Actions; lane: Lane; window: Window }) {
  const view = useView();
  const { editor } = view;
  const { state } = editor.replica;
  const { columns, layout, width } = window;
  const scale = scaleOf(state);
  const ruler = rulerOf(scale, emotionHeight(lane));
  const first = columns[0]?.index ?? 0;
  const left = layout.x(first, width);
  const personas = [...state.siblings("persona").map(([, id]) => id), EVERYONE];
  const sieve = view.sift.value?.value;
  const shown = personas.filter(
    (id) => (!lane.persona || id === lane.persona) && !sieve?.hides(pointId(id)),
  );
  const seen = layout
    .slice(first - BEYOND, (columns.at(-1)?.index ?? -1) + BEYOND)
    .filter((column) => column.kind === "touchpoint")
    .map((column) => ({ column, scores: previewed(view, column.key) }));
  const lines: Line[] = shown.flatMap((persona) => {
    const points = seen.flatMap(({ column, scores }) => {
      const score = scores.get(persona);
      const x = layout.x(column.index, width) - left + layout.width(column.index, width) / 2;
      return score ? [{ index: column.index, key: column.key, x, score }] : [];
    });
    if (!points.length) return [];
    const color = persona ? personaColor(state, persona) : "var(--cjm-accent)";
    return [{ persona, color, points }];
  });
  const chosen = view.persona.value;
  const front =
    lines.find((line) => line.persona === chosen) ??
    lines.find((line) => !sieve?.dims(pointId(line.persona))) ??
    lines[0];
  const extremes = front ? extremesOf(front, scale) : new Map<string, string>();
  // The line in front is drawn last; the others keep their order.
  const drawn = [...lines].sort((a, b) => Number(a === front) - Number(b === front));
  const adds =
    shown.find((id) => id === chosen) ?? front?.persona ?? shown[0] ?? personas[0] ?? EVERYONE;
  const total = columns.reduce((sum, column) => sum + layout.width(column.index, width), 0);
  const editing = view.editing.value;
  const readOnly = editor.readOnly.value;
  return (
    <>
      <Axis ruler={ruler} />
      {columns.map((column) => {
        const { key } = column;
        const here = isHere(window, lane.id, key);
        if (column.kind !== "touchpoint") {
          return <StandIn key={`-${key}`} act={act} column={column} row={lane.id} here={here} />;
        }
        const scores = drawn.flatMap((line) => line.points.find((p) => p.key === key)?.score ?? []);
        const edited = editing?.id === key && editing.field.startsWith("score:");
        return (
          <EmotionCell
            key={key}
            act={act}
            lane={lane.id}
            laneTitle={lane.title ?? ""}
            touchpoint={key}
            touchpointName={state.record("touchpoint", key)?.name ?? ""}
            name={columnClass(column, window.selected.has(key)) + dimmed(sieve, key)}
            here={here}
            item={here ? (window.cursor.item ?? "") : ""}
            readOnly={readOnly}
            language={editor.language.value}
            // Scores are made anew with every render; their text tells whether they differ.
            scores={JSON.stringify(scores)}
            colors={drawn.map((line) => line.color)}
            personas={drawn.map((line) => line.persona)}
            dims={drawn.map((line) => sieve?.dims(pointId(line.persona)) === true)}
            front={front?.persona ?? null}
            adds={adds}
            label={extremes.get(key) ?? ""}
            height={ruler.height}
            scale={JSON.stringify(scale)}
            editing={edited ? (editing?.field.slice("score:".length) ?? null) : null}
          />
        );
      })}
      <svg
        class="cjm-curves"
        aria-hidden="true"
        style={{ left: `calc(var(--head) + ${left}px)` }}
        width={total}
        height={ruler.height}
      >
        {levels(scale).map((level) => (
          <line
            key={level}
            x1={0}
            x2={total}
            y1={ruler.y(level)}
            y2={ruler.y(level)}
            class={level === scale.neutral ? "cjm-neutral" : "cjm-level"}
          />
        ))}
        {drawn.map((line) => (
          <Curve
            key={line.persona}
            line={line}
            ruler={ruler}
            front={line === front}
            dim={
              (chosen !== null && line.persona !== chosen) ||
              sieve?.dims(pointId(line.persona)) === true
            }
          />
        ))}
      </svg>
    </>
  );
}

function Curve(props: { line: Line; ruler: Ruler; front: boolean; dim: boolean }) {
  const { line, ruler } = props;
  const at = (x: number, score: number): Point => ({ x, y: ruler.y(score) });
  const spread = line.points.some(({ score }) => score.sd > 0);
  return (
    <g
      class={`cjm-pc cjm-line${props.front ? " cjm-front" : ""}${props.dim ? " cjm-dim" : ""}`}
      style={{ "--pc": line.color }}
    >
      {spread && (
        <path
          class="cjm-band"
          d={band(
            line.points.map(({ x, score }) => at(x, score.score + score.sd)),
            line.points.map(({ x, score }) => at(x, score.score - score.sd)),
          )}
        />
      )}
      <path class="cjm-curve" d={path(line.points.map(({ x, score }) => at(x, score.score)))} />
    </g>
  );
}

/** The numbers beside the lane: both ends and neutral, in the sticky column of row headers. */
function Axis({ ruler }: { ruler: Ruler }) {
  const { min, max, neutral } = ruler.scale;
  const marks = [...new Set([max, neutral, min])];
  return (
    <div class="cjm-axis" aria-hidden="true">
      {marks.map((mark) => (
        <span key={mark} style={{ top: `${ruler.y(mark)}px` }}>
          {scoreText(mark, ruler.scale)}
        </span>
      ))}
    </div>
  );
}

function levels(scale: Scale): number[] {
  const count = Math.round((scale.max - scale.min) / scale.step);
  if (count > LINES) return [scale.max, scale.neutral, scale.min];
  const steps = Array.from({ length: count + 1 }, (_, i) => scale.min + i * scale.step);
  return steps.includes(scale.neutral) ? steps : [...steps, scale.neutral];
}

/** The highest and the lowest point of a line, with a word for each: "−2 frustrated". */
function extremesOf(line: Line, scale: Scale): Map<string, string> {
  const labels = new Map<string, string>();
  if (line.points.length < 2) return labels;
  const by = [...line.points].sort((a, b) => a.score.score - b.score.score);
  const [low, high] = [by[0], by.at(-1)];
  if (!low || !high || low.score.score === high.score.score) return labels;
  for (const { key, score } of [low, high]) {
    if (score.score === scale.neutral) continue;
    const word = score.emotion || scale.labels[String(score.score)] || "";
    labels.set(key, `${scoreText(score.score, scale)} ${word}`.trim());
  }
  return labels;
}
