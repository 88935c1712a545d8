import { path } from "../../core/curve";
import { type Scale, scoreText } from "../../core/emotion";
import { useEditor } from "../../editor/context";
import { recordOf } from "./steps";
import type { Walking } from "./walking";

const WIDTH = 320;
const HEIGHT = 72;
const EDGE = 8;

/** The scores this walker has given, over all steps of the walk, and where one stands. */
export function Sparkline({ walk, scale }: { walk: Walking; scale: Scale }) {
  const { replica } = useEditor();
  const { steps, index, say } = walk;
  const x = (at: number) => EDGE + ((WIDTH - 2 * EDGE) * at) / Math.max(1, steps.length - 1);
  const y = (score: number) =>
    EDGE + ((HEIGHT - 2 * EDGE) * (scale.max - score)) / (scale.max - scale.min);
  const given = steps.flatMap((id, at) => {
    const score = recordOf(replica.state, walk.walker, id)?.score;
    return score == null ? [] : [{ at, score, x: x(at), y: y(score) }];
  });
  const here = given.find(({ at }) => at === index);
  const scores = given.map(({ score }) => scoreText(score, scale)).join(", ");
  return (
    <svg
      class="cjm-walk-curve"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={scores ? say("curve", { scores }) : say("curve_empty")}
    >
      <line
        class="cjm-walk-neutral"
        x1={0}
        x2={WIDTH}
        y1={y(scale.neutral)}
        y2={y(scale.neutral)}
      />
      {index < steps.length && (
        <line class="cjm-walk-here" x1={x(index)} x2={x(index)} y1={0} y2={HEIGHT} />
      )}
      <path class="cjm-walk-line" d={path(given)} />
      {given.map((point) => (
        <circle key={point.at} class="cjm-walk-dot" cx={point.x} cy={point.y} r={3} />
      ))}
      {index < steps.length && (
        <circle
          class={`cjm-walk-now${here ? "" : " cjm-walk-hollow"}`}
          cx={x(index)}
          cy={here?.y ?? y(scale.neutral)}
          r={6}
        />
      )}
    </svg>
  );
}
