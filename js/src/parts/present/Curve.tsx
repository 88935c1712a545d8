import { phaseOrder, touchpointsOf } from "../../core/commands";
import { path } from "../../core/curve";
import { scaleOf, scoresAt, scoreText } from "../../core/emotion";
import { useEditor } from "../../editor/context";
import { nameOf, strokeOf } from "../../editor/map/strokes";
import { Sign } from "./Sign";
import type { Say } from "./SlideView";
import { extremesOf } from "./slides";

/** Of the drawing, which is stretched over the room there is. */
const WIDTH = 1000;
const HEIGHT = 300;
/** By how much dashes are longer than on the map: the lines are thicker. */
const DASH = 2.5;
/** Names of more touchpoints than these would not be read. */
const NAMED = 9;

/** The whole map on one slide: phases, what happens in them, and a line for each persona. */
export function Curve({ say }: { say: Say }) {
  const { replica, t } = useEditor();
  const { state } = replica;
  const steps = touchpointsOf(state);
  const scale = scaleOf(state);
  const x = (at: number) => ((at + 0.5) / steps.length) * WIDTH;
  const y = (score: number) => (HEIGHT * (scale.max - score)) / (scale.max - scale.min);
  const scores = steps.map((id) => scoresAt(state, id));
  const lines = [...state.siblings("persona").map(([, id]) => id), ""].flatMap((persona) => {
    const points = scores.flatMap((found, at) => {
      const score = found.get(persona);
      return score ? [{ at, score, x: x(at), y: y(score.score) }] : [];
    });
    if (points.length === 0) return [];
    return [{ persona, name: nameOf(state, persona, t), stroke: strokeOf(state, persona), points }];
  });
  const { highest, lowest } = extremesOf(state);
  const marks = [highest[0], lowest[0]].flatMap((mark) => mark ?? []);
  const said = lines.map(({ name, points }) => {
    const words = points.map(({ at, score }) => {
      const step = state.record("touchpoint", steps[at] ?? "")?.name || t("untitled");
      return `${step} ${scoreText(score.score, scale)}`;
    });
    return `${name}: ${words.join(", ")}`;
  });
  const phases = phaseOrder(state).flatMap((id) => {
    const count = state.siblings("touchpoint", id).length;
    return count > 0 ? [{ phase: state.record("phase", id ?? ""), count }] : [];
  });
  return (
    <div class="cjm-slide-map">
      <div class="cjm-slide-band">
        {phases.map(({ phase, count }) => (
          <span
            key={phase?.id ?? ""}
            class={`cjm-${phase?.purchase_stage ?? "none"}`}
            style={{ flexGrow: count }}
            dir="auto"
          >
            {phase ? phase.name || t("untitled") : say("outside")}
          </span>
        ))}
      </div>
      <div class="cjm-slide-curve" role="img" aria-label={say("curve", { lines: said.join("; ") })}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <line
            class="cjm-slide-neutral"
            x1={0}
            x2={WIDTH}
            y1={y(scale.neutral)}
            y2={y(scale.neutral)}
          />
          {lines.map(({ persona, stroke, points }) => (
            <path
              key={persona}
              class="cjm-pc"
              style={{ "--pc": stroke.color }}
              stroke-dasharray={longer(stroke.dash)}
              d={path(points)}
            />
          ))}
        </svg>
        {lines.map(({ persona, stroke, points }) =>
          points.map((point) => (
            <span
              key={`${persona} ${point.at}`}
              class={`cjm-slide-dot${point.score.assumed ? " cjm-hollow" : ""}`}
              style={spot(point.x, point.y)}
            >
              <Sign stroke={stroke} />
            </span>
          )),
        )}
        {marks.map((mark) => {
          const at = steps.indexOf(mark.touchpoint);
          const low = mark === lowest[0];
          const side =
            at === 0 ? " cjm-slide-first" : at === steps.length - 1 ? " cjm-slide-last" : "";
          return (
            <span
              key={low ? "low" : "high"}
              class={`cjm-slide-mark ${low ? "cjm-slide-low" : "cjm-slide-high"}${side}`}
              style={spot(x(at), y(mark.score))}
              dir="auto"
            >
              {`${scoreText(mark.score, scale)} `}
              {state.record("touchpoint", mark.touchpoint)?.name || t("untitled")}
            </span>
          );
        })}
      </div>
      {steps.length <= NAMED && (
        <ol class="cjm-slide-steps" aria-hidden="true">
          {steps.map((id) => (
            <li key={id} dir="auto">
              {state.record("touchpoint", id)?.name || t("untitled")}
            </li>
          ))}
        </ol>
      )}
      <ul class="cjm-slide-legend" aria-hidden="true">
        {lines.map(({ persona, name, stroke }) => (
          <li key={persona}>
            <Sign stroke={stroke} line />
            <span dir="auto">{name}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function longer(dash: string): string {
  return dash.replace(/\d+/g, (length) => String(Number(length) * DASH));
}

function spot(x: number, y: number) {
  return { left: `${(x / WIDTH) * 100}%`, top: `${(y / HEIGHT) * 100}%` };
}
