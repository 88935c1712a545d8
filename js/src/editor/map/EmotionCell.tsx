import { useRef } from "preact/hooks";
import { type Scale, type Score, scoreText, snap } from "../../core/emotion";
import { isComposing, keepTextKey } from "../../ui/keys";
import { memo } from "../memo";
import type { CellProps } from "./CardCell";
import { pointId } from "./keys";
import { at, tab } from "./parts";
import { rulerOf } from "./ruler";
import { useView } from "./view";

interface EmotionCellProps extends CellProps {
  /** JSON of `Score[]`, in the order they are drawn. */
  scores: string;
  personas: readonly string[];
  colors: readonly string[];
  /** Which of them the filter leaves aside. */
  dims: readonly boolean[];
  front: string | null;
  /** Whose score a click on an empty slot adds. */
  adds: string;
  /** Said beside the point in front, when it is an extreme. */
  label: string;
  height: number;
  /** JSON of the scale. */
  scale: string;
  /** Persona whose score is typed as a number. */
  editing: string | null;
}

/** One touchpoint in the emotion lane: its points, and a place to click for a new one. */
export const EmotionCell = memo(function EmotionCell(props: EmotionCellProps) {
  const { act, lane, touchpoint, adds, readOnly } = props;
  const { editor, zoom } = useView();
  const { t, replica } = editor;
  const scale = JSON.parse(props.scale) as Scale;
  const scores = JSON.parse(props.scores) as Score[];
  const ruler = rulerOf(scale, props.height);
  const mine = scores.some((score) => score.persona === adds);
  const front = scores.find((score) => score.persona === props.front);
  const nameOf = (persona: string) =>
    persona ? replica.state.record("persona", persona)?.name || t("untitled") : t("everyone");
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
      class={`${props.name} cjm-slot`}
      role="gridcell"
      aria-label={scores.length ? undefined : `${props.laneTitle}: ${t("no_score")}`}
      data-at={at(lane, touchpoint)}
      data-lane={lane}
      data-touchpoint={touchpoint}
      tabIndex={tab(props.here && !props.item)}
      onDblClick={add}
    >
      {scores.map((score) => (
        <PointView
          key={score.persona}
          cell={props}
          score={score}
          scale={scale}
          color={props.colors[props.personas.indexOf(score.persona)] ?? ""}
          dim={props.dims[props.personas.indexOf(score.persona)] === true}
          who={nameOf(score.persona)}
        />
      ))}
      {front && props.label && (
        <span
          class={`cjm-extreme ${front.score < scale.neutral ? "cjm-low" : "cjm-high"}`}
          style={{ top: `${ruler.y(front.score)}px` }}
          aria-hidden="true"
        >
          {props.label}
        </span>
      )}
      {!readOnly && !mine && (
        <button
          type="button"
          class="cjm-plus cjm-add-score"
          tabIndex={-1}
          aria-label={`${t("add_score")}: ${nameOf(adds)}`}
          title={t("add_score")}
          onClick={() => {
            act.stepScore(touchpoint, adds, 0);
            act.go({ row: lane, col: touchpoint, item: pointId(adds) });
          }}
        />
      )}
      {props.editing !== null && (
        <ScoreEditor cell={props} scale={scale} persona={props.editing} scores={scores} />
      )}
    </div>
  );
});

interface PointProps {
  cell: EmotionCellProps;
  score: Score;
  scale: Scale;
  color: string;
  dim: boolean;
  who: string;
}

function PointView({ cell, score, scale, color, dim, who }: PointProps) {
  const { act, touchpoint, readOnly } = cell;
  const view = useView();
  const ruler = rulerOf(scale, cell.height);
  const { preview } = view;
  const shown = score.score;
  const dragged =
    preview.value?.touchpoint === touchpoint && preview.value.persona === score.persona;
  const fixed = readOnly || !score.only;
  const item = pointId(score.persona);
  const words = [scoreText(shown, scale), score.emotion, view.editor.t(source(score))];
  if (score.n > 1) words.push(`n = ${score.n}`);

  const live = useRef<{ y: number; from: number; moved: boolean } | null>(null);
  const down = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (fixed || event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.focus({ preventScroll: true });
    event.currentTarget.setPointerCapture?.(event.pointerId);
    live.current = { y: event.clientY, from: score.score, moved: false };
  };
  const move = (event: PointerEvent) => {
    const drag = live.current;
    if (!drag || (!drag.moved && Math.abs(event.clientY - drag.y) < 3)) return;
    drag.moved = true;
    const y = ruler.y(drag.from) + (event.clientY - drag.y) / view.zoom.peek();
    const next = snap(scale, ruler.score(y), event.altKey);
    preview.value = { touchpoint, persona: score.persona, score: next };
  };
  const up = (event: PointerEvent) => {
    const drag = live.current;
    const next = preview.peek()?.score;
    live.current = null;
    preview.value = null;
    if (drag?.moved && next !== undefined && event.type === "pointerup") {
      act.setScore(touchpoint, score.persona, next, true);
    }
  };
  return (
    <span
      class={`cjm-point cjm-pc${score.assumed ? " cjm-hollow" : ""}${dragged ? " cjm-live" : ""}${
        cell.front === score.persona ? " cjm-front" : ""
      }${dim ? " cjm-dimmed" : ""}`}
      style={{ top: `${ruler.y(shown)}px`, "--pc": color }}
      role="slider"
      aria-orientation="vertical"
      aria-label={`${who}, ${cell.touchpointName}`}
      aria-valuemin={scale.min}
      aria-valuemax={scale.max}
      aria-valuenow={shown}
      aria-valuetext={words.filter(Boolean).join(", ")}
      aria-readonly={fixed}
      title={`${who}: ${words.filter(Boolean).join(", ")}`}
      data-item={item}
      data-type="point"
      data-id={score.only?.id}
      data-persona={score.persona}
      data-score={score.score}
      tabIndex={tab(cell.item === item)}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={up}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !live.current) return;
        event.stopPropagation();
        live.current = null;
        preview.value = null;
      }}
      onDblClick={() => {
        if (fixed) return;
        act.go({ row: cell.lane, col: touchpoint, item }, false);
        view.editing.value = { id: touchpoint, field: `score:${score.persona}` };
      }}
    >
      {dragged && <span class="cjm-value">{scoreText(shown, scale)}</span>}
    </span>
  );
}

function source(score: Score): "v_assumed" | "v_observed" | "v_self_reported" | "v_measured" {
  const known = score.only?.source ?? (score.assumed ? "assumed" : "measured");
  if (known === "observed") return "v_observed";
  if (known === "self_reported") return "v_self_reported";
  return known === "assumed" ? "v_assumed" : "v_measured";
}

/** A field for the exact number. What is no number changes nothing. */
function ScoreEditor(props: {
  cell: EmotionCellProps;
  scale: Scale;
  persona: string;
  scores: readonly Score[];
}) {
  const { cell, scale, persona } = props;
  const { t } = useView().editor;
  const there = props.scores.find((score) => score.persona === persona);
  const ruler = rulerOf(scale, cell.height);
  const done = useRef(false);
  const finish = (text: string | null) => {
    if (done.current) return;
    done.current = true;
    const number = Number((text ?? "").trim().replace("−", "-").replace(",", ".") || Number.NaN);
    if (text !== null && Number.isFinite(number)) {
      cell.act.setScore(cell.touchpoint, persona, number, true);
    }
    cell.act.back();
  };
  return (
    <input
      class="cjm-score"
      style={{ top: `${ruler.y(there?.score ?? scale.neutral)}px` }}
      ref={(field) => {
        if (!field || field.dataset.ready) return;
        field.dataset.ready = "1";
        field.focus({ preventScroll: true });
        field.select();
      }}
      inputMode="decimal"
      defaultValue={there ? String(there.score) : ""}
      aria-label={t("score_number", { min: scale.min, max: scale.max })}
      onKeyDown={(event) => {
        keepTextKey(event);
        if (isComposing(event)) return;
        if (event.key === "Enter") finish(event.currentTarget.value);
        else if (event.key === "Escape") finish(null);
        else return;
        event.preventDefault();
      }}
      onBlur={(event) => finish(event.currentTarget.value)}
      onPointerDown={(event) => event.stopPropagation()}
    />
  );
}
