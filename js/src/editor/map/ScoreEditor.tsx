import { useRef } from "preact/hooks";
import type { Scale } from "../../core/emotion";
import { isComposing, keepTextKey } from "../../ui/keys";
import type { EmotionCellProps } from "./EmotionCell";
import { rulerOf } from "./ruler";
import { useView } from "./view";

/** A field for the exact number. What is no number changes nothing. */
export function ScoreEditor(props: {
  cell: EmotionCellProps;
  scale: Scale;
  persona: string;
  /** The score there is. */
  score: number | undefined;
}) {
  const { cell, scale, persona, score } = props;
  const { t } = useView().editor;
  const ruler = rulerOf(scale, cell.height, cell.top);
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
      style={{ top: `${ruler.y(score ?? scale.neutral)}px` }}
      ref={(field) => {
        if (!field || field.dataset.ready) return;
        field.dataset.ready = "1";
        field.focus({ preventScroll: true });
        field.select();
      }}
      inputMode="decimal"
      defaultValue={score === undefined ? "" : String(score)}
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
