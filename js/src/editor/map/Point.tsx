import { useRef } from "preact/hooks";
import { type Scale, type Score, scoreText, snap } from "../../core/emotion";
import { type MessageKey, type Translator, valueLabel } from "../../i18n";
import type { EmotionCellProps } from "./EmotionCell";
import { pointId } from "./navigate";
import { tab } from "./parts";
import { rulerOf } from "./ruler";
import { nameOf } from "./strokes";
import { useView } from "./view";

/** One point of a cell, and what the whole of its curve says about it. */
export interface Shown {
  readonly score: Score;
  readonly color: string;
  readonly marker: string;
  readonly end: { readonly end: "highest" | "lowest"; readonly n: number } | null;
  /** The score that was planned. */
  readonly target: number | null;
  /** Its persona is one the filter leaves aside. */
  readonly dim: boolean;
  /** Of the line in front. */
  readonly front: boolean;
}

/** What a point says of itself: its score on the scale, the feeling, and how well founded it is. */
export function pointWords(shown: Shown, scale: Scale, moment: boolean, t: Translator): string[] {
  const { score, end, target } = shown;
  const label = scale.labels[String(score.score)];
  const text = scoreText(score.score, scale);
  return [
    label ? `${text} (${label})` : text,
    [score.emoji, score.emotion].filter(Boolean).join(" "),
    end ? t(end.end, { n: end.n }) : "",
    moment ? t("f_moment_of_truth") : "",
    target === null ? "" : t("planned_score", { score: scoreText(target, scale) }),
    sourceText(score, t),
    score.n > 1 || score.only?.n != null ? `n = ${score.n}` : "",
    score.sd > 0 ? `± ${Number(score.sd.toFixed(2))}` : "",
    score.only?.note ?? "",
  ].filter(Boolean);
}

/** Of a source that this version does not know at least its own word is said. */
function sourceText(score: Score, t: Translator): string {
  return valueLabel(t, score.only?.source ?? (score.assumed ? "assumed" : "measured"));
}

interface PointProps {
  cell: EmotionCellProps;
  shown: Shown;
  scale: Scale;
}

/** A score: a slider for keys, a handle for the pointer. */
export function PointView({ cell, shown, scale }: PointProps) {
  const { act, touchpoint, readOnly } = cell;
  const { score } = shown;
  const { persona } = score;
  const view = useView();
  const { editor, preview } = view;
  const ruler = rulerOf(scale, cell.height, cell.top);
  const dragged = cell.dragged === persona;
  const fixed = readOnly || !score.only;
  const item = pointId(persona);
  const t: (key: MessageKey) => string = editor.t;
  const who = nameOf(editor.replica.state, persona, t);
  const words = pointWords(shown, scale, cell.moment, editor.t);

  const live = useRef<{ y: number; from: number; moved: boolean } | null>(null);
  const down = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (fixed || event.button !== 0) return;
    // A finger that scrolls must not move a score: the point has to be tapped first.
    const chosen = event.currentTarget.matches(":focus");
    if (event.pointerType === "touch" && !chosen) return;
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
    // Between two steps of the scale nothing is drawn anew.
    if (preview.peek()?.score !== next) preview.value = { touchpoint, persona, score: next };
  };
  const up = (event: PointerEvent) => {
    const drag = live.current;
    const next = preview.peek()?.score;
    live.current = null;
    preview.value = null;
    if (drag?.moved && next !== undefined && event.type === "pointerup") {
      act.setScore(touchpoint, persona, next, true);
    }
  };
  return (
    <span
      class={`cjm-point cjm-pc${score.assumed ? " cjm-hollow" : ""}${dragged ? " cjm-live" : ""}${
        shown.front ? " cjm-front" : ""
      }${shown.dim ? " cjm-dimmed" : ""}`}
      style={{ top: `${ruler.y(score.score)}px`, "--pc": shown.color }}
      role="slider"
      aria-orientation="vertical"
      aria-label={`${who}, ${cell.touchpointName}`}
      aria-valuemin={scale.min}
      aria-valuemax={scale.max}
      aria-valuenow={score.score}
      aria-valuetext={words.join(", ")}
      aria-readonly={fixed}
      title={tooltip(who, words, scale, editor.t)}
      data-item={item}
      data-type="point"
      data-id={score.only?.id}
      data-persona={persona}
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
        view.editing.value = { id: touchpoint, field: `score:${persona}` };
      }}
    >
      <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
        <path class="cjm-marker" d={shown.marker} />
      </svg>
      {dragged && <span class="cjm-value">{scoreText(score.score, scale)}</span>}
    </span>
  );
}

/** A line each: who, the score and the ends of its scale, and the rest. */
function tooltip(
  who: string,
  [score = "", ...rest]: readonly string[],
  scale: Scale,
  t: Translator,
): string {
  const range = { min: scoreText(scale.min, scale), max: scoreText(scale.max, scale) };
  return [who, `${score} [${t("scale_range", range)}]`, ...rest].join("\n");
}
