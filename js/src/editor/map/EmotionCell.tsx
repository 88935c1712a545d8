import { type Scale, scoreText } from "../../core/emotion";
import { Icon } from "../../ui/icons";
import { memo } from "../memo";
import type { CellProps } from "./CardCell";
import { pointId } from "./navigate";
import { PointView, type Shown } from "./Point";
import { at, tab } from "./parts";
import { type Ruler, rulerOf } from "./ruler";
import { ScoreEditor } from "./ScoreEditor";
import { nameOf } from "./strokes";
import { useView } from "./view";

export interface EmotionCellProps extends CellProps {
  /** JSON of `Shown[]`, in the order they are drawn. */
  points: string;
  /** Planned scores that no point tells, as text. */
  planned: string;
  moment: boolean;
  /** Whose score a click on an empty slot adds. */
  adds: string;
  /** The map ends here. */
  last: boolean;
  height: number;
  /** Room above the curves, in px. */
  top: number;
  /** JSON of the scale. */
  scale: string;
  /** Persona whose point is being dragged. */
  dragged: string | null;
  /** Persona whose score is typed as a number. */
  editing: string | null;
}

/** One touchpoint in the emotion lane: its points, and a place to click for a new one. */
export const EmotionCell = memo(function EmotionCell(props: EmotionCellProps) {
  const { act, lane, touchpoint, adds, readOnly, planned } = props;
  const { editor, zoom } = useView();
  const { t, replica } = editor;
  const scale = JSON.parse(props.scale) as Scale;
  const points = JSON.parse(props.points) as Shown[];
  const ruler = rulerOf(scale, props.height, props.top);
  const mine = points.some(({ score }) => score.persona === adds);
  const target = planned && t("planned_score", { score: planned });
  const none = [`${props.laneTitle}: ${t("no_score")}`, target].filter(Boolean).join(", ");
  const add = (event: MouseEvent) => {
    const target = event.target as HTMLElement;
    if (readOnly || target !== event.currentTarget) return;
    const box = target.getBoundingClientRect();
    act.setScore(
      touchpoint,
      adds,
      ruler.score((event.clientY - box.top) / zoom.peek()),
      event.altKey,
    );
    act.go({ row: lane, col: touchpoint, item: pointId(adds) });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: see MapGrid
    <div
      class={`${props.name} cjm-slot${props.last ? " cjm-last" : ""}`}
      role="gridcell"
      aria-label={points.length ? undefined : none}
      data-at={at(lane, touchpoint)}
      data-lane={lane}
      data-touchpoint={touchpoint}
      tabIndex={tab(props.here && !props.item)}
      onDblClick={add}
    >
      {points.map((shown) => (
        <PointView key={shown.score.persona} cell={props} shown={shown} scale={scale} />
      ))}
      {points.map((shown) => (
        <Captions key={`-${shown.score.persona}`} cell={props} shown={shown} ruler={ruler} />
      ))}
      {!readOnly && !mine && (
        <button
          type="button"
          class="cjm-plus cjm-add-score"
          tabIndex={-1}
          aria-label={`${t("add_score")}: ${nameOf(replica.state, adds, t)}`}
          title={t("add_score")}
          onClick={() => {
            act.stepScore(touchpoint, adds, 0);
            act.go({ row: lane, col: touchpoint, item: pointId(adds) });
          }}
        />
      )}
      {props.editing !== null && (
        <ScoreEditor
          cell={props}
          scale={scale}
          persona={props.editing}
          score={points.find(({ score }) => score.persona === props.editing)?.score.score}
        />
      )}
    </div>
  );
});

/** What stands at a point for eyes: its feeling, the moment of truth, and the ends of the line in front. */
function Captions({ cell, shown, ruler }: { cell: EmotionCellProps; shown: Shown; ruler: Ruler }) {
  const { score, end, front } = shown;
  const { scale } = ruler;
  if (cell.dragged === score.persona || cell.editing === score.persona) return null;
  const y = ruler.y(score.score);
  const extreme = front && end !== null;
  const moment = front && cell.moment;
  // The line in front is spelt out; at its ends the word stands beside the number.
  const word = front && !extreme ? score.emotion : "";
  const label = end?.n === 1 ? scale.labels[String(score.score)] : "";
  return (
    <>
      {extreme && (
        <span
          class={`cjm-extreme ${score.score < scale.neutral ? "cjm-low" : "cjm-high"}`}
          style={{ top: `${y}px` }}
          aria-hidden="true"
          dir="auto"
        >
          {`${scoreText(score.score, scale)} ${score.emotion || label || ""}`.trim()}
        </span>
      )}
      {(moment || score.emoji || word) && (
        <span
          class={`cjm-feeling${score.score < scale.neutral ? " cjm-below" : ""}`}
          style={{ top: `${y}px` }}
          aria-hidden="true"
        >
          {moment && <Icon name="star" size={11} filled />}
          {score.emoji && <b>{score.emoji}</b>}
          {word && <span dir="auto">{word}</span>}
        </span>
      )}
    </>
  );
}
