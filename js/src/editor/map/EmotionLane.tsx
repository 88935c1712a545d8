import { useMemo } from "preact/hooks";
import { endOf, plannedRef } from "../../core/curves";
import { type Score, scaleOf, scoresAt } from "../../core/emotion";
import type { Lane } from "../../core/schema.gen";
import type { Actions } from "./actions";
import { Axis, Curve, Levels, type Line } from "./Curves";
import { EmotionCell } from "./EmotionCell";
import { chosenOf, LEGEND, linesOf } from "./Legend";
import { pointId } from "./navigate";
import type { Shown } from "./Point";
import { columnClass, isHere, type Window } from "./parts";
import { rulerOf } from "./ruler";
import { dimmed } from "./sieve";
import { strokeOf } from "./strokes";
import { StandIn } from "./TouchpointRow";
import { type MapView, useView } from "./view";

const HEIGHT = 160;
/** How far beyond the rendered columns the lines are followed, so that none ends at the edge. */
const BEYOND = 12;

export function emotionHeight(view: MapView, lane: Lane): number {
  return Math.max(80, lane.height ?? HEIGHT) + legendHeight(view, lane);
}

function legendHeight(view: MapView, lane: Lane): number {
  return linesOf(view, lane).length > 1 ? LEGEND : 0;
}

type Scores = ReadonlyMap<string, Score>;

/** The scores of a touchpoint, with the one that is just being dragged where the pointer is. */
function previewed(view: MapView, known: Map<string, Scores>, touchpoint: string): Scores {
  const scores = known.get(touchpoint) ?? scoresAt(view.editor.replica.state, touchpoint);
  known.set(touchpoint, scores);
  const preview = view.preview.value;
  const there = preview?.touchpoint === touchpoint && scores.get(preview.persona);
  if (!there) return scores;
  return new Map([...scores, [preview.persona, { ...there, score: preview.score }]]);
}

/** The emotion curve: one line a persona, points that can be dragged, hollow where assumed. */
export function EmotionLane({ act, lane, window }: { act: Actions; lane: Lane; window: Window }) {
  const view = useView();
  const { editor } = view;
  const { state } = editor.replica;
  const { columns, layout, width } = window;
  const scale = scaleOf(state);
  const top = legendHeight(view, lane);
  const ruler = rulerOf(scale, emotionHeight(view, lane), top);
  const first = columns[0]?.index ?? 0;
  const left = layout.x(first, width);
  const sieve = view.sift.value?.value;
  const planned = view.planned.value && view.curves.value.planned;
  // A drag renders the lane with every move, and changes no record.
  const records = view.records.value;
  const known = useMemo(() => new Map<string, Scores>(), [state, records]);
  const seen = layout
    .slice(first - BEYOND, (columns.at(-1)?.index ?? -1) + BEYOND)
    .filter((column) => column.kind === "touchpoint")
    .map(({ index, key }) => ({
      key,
      x: layout.x(index, width) - left + layout.width(index, width) / 2,
      felt: previewed(view, known, key),
      planned: previewed(view, known, planned ? plannedRef(state, key) : ""),
    }));
  const lines: Line[] = linesOf(view, lane).flatMap(({ persona, shown }) => {
    if (persona === null || !shown) return [];
    const places = (kind: "felt" | "planned") =>
      seen.flatMap(({ key, x, [kind]: scores }) => {
        const score = scores.get(persona);
        return score ? [{ key, x, score }] : [];
      });
    const points = places("felt");
    const targets = places("planned");
    if (!points.length && !targets.length) return [];
    return [{ persona, stroke: strokeOf(state, persona), points, targets }];
  });
  const chosen = chosenOf(view).at(-1);
  const front =
    lines.find((line) => line.persona === chosen) ??
    lines.find((line) => !sieve?.dims(pointId(line.persona))) ??
    lines[0];
  // The line in front is drawn last; the others keep their order.
  const drawn = [...lines].sort((a, b) => Number(a === front) - Number(b === front));
  const someone = front?.persona ?? state.siblings("persona")[0]?.[1] ?? "";
  const hidden = chosen !== undefined && sieve?.hides(pointId(chosen));
  const adds = lane.persona || (hidden ? someone : (chosen ?? someone));
  const total = columns.reduce((sum, column) => sum + layout.width(column.index, width), 0);
  const editing = view.editing.value;
  const preview = view.preview.value;
  const readOnly = editor.readOnly.value;
  const { ends } = view.curves.value;
  const scaleText = JSON.stringify(scale);
  return (
    <>
      <Axis ruler={ruler} />
      {columns.map((column) => {
        const { key } = column;
        const here = isHere(window, lane.id, key);
        if (column.kind !== "touchpoint") {
          return <StandIn key={`-${key}`} act={act} column={column} row={lane.id} here={here} />;
        }
        const touchpoint = state.record("touchpoint", key);
        const points = drawn.flatMap((line): Shown[] => {
          const score = line.points.find((p) => p.key === key)?.score;
          if (!score) return [];
          const { color, marker } = line.stroke;
          const target = line.targets.find((p) => p.key === key)?.score.score ?? null;
          const end = endOf(ends.get(line.persona), score.score);
          const dim = sieve?.dims(pointId(line.persona)) === true;
          return [{ score, color, marker, end, target, dim, front: line === front }];
        });
        const targets = drawn.flatMap((line) => line.targets.find((p) => p.key === key) ?? []);
        const edited = editing?.id === key && editing.field.startsWith("score:");
        return (
          <EmotionCell
            key={key}
            act={act}
            lane={lane.id}
            laneTitle={lane.title ?? ""}
            touchpoint={key}
            touchpointName={touchpoint?.name ?? ""}
            moment={touchpoint?.moment_of_truth === true}
            name={columnClass(column, window.selected.has(key)) + dimmed(sieve, key)}
            here={here}
            // The line of a point may be hidden meanwhile; the cell then is the tab stop.
            item={here ? itemOf(points, window.cursor.item) : ""}
            readOnly={readOnly}
            language={editor.language.value}
            // Points are made anew with every render; their text tells whether they differ.
            points={JSON.stringify(points)}
            planned={points.length ? "" : targets.map(({ score }) => score.score).join()}
            adds={adds}
            last={column.index === layout.columns - 1}
            height={ruler.height}
            top={top}
            scale={scaleText}
            dragged={preview?.touchpoint === key ? preview.persona : null}
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
        <Levels ruler={ruler} width={total} />
        {drawn.map((line) => (
          <Curve
            key={line.persona}
            line={line}
            ruler={ruler}
            front={line === front}
            dim={sieve?.dims(pointId(line.persona)) === true}
          />
        ))}
      </svg>
    </>
  );
}

function itemOf(points: readonly Shown[], item: string | undefined): string {
  return points.some(({ score }) => pointId(score.persona) === item) ? (item as string) : "";
}
