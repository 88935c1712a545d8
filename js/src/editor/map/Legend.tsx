import type { Lane } from "../../core/schema.gen";
import { valueLabel } from "../../i18n";
import type { Actions } from "./actions";
import { pointId } from "./navigate";
import { nameOf, PLANNED, strokeOf, TARGET } from "./strokes";
import { type MapView, useView } from "./view";

/** Room it takes above the curves, in px. */
export const LEGEND = 30;

/** A line that can be shown and hidden. */
export interface LegendLine {
  /** A persona, "" for everyone, null for what was planned. */
  readonly persona: string | null;
  readonly name: string;
  readonly shown: boolean;
}

/** Whose lines were chosen, the last in front; somebody may have removed a persona meanwhile. */
export function chosenOf(view: MapView): readonly string[] {
  const { state } = view.editor.replica;
  return view.shown.value.filter((id) => id === "" || state.record("persona", id));
}

/** The lines of a lane. Reading it in a render subscribes. */
export function linesOf(view: MapView, lane: Lane): LegendLine[] {
  const { t, replica } = view.editor;
  const { state } = replica;
  const { personas, planned } = view.curves.value;
  const chosen = chosenOf(view);
  const sieve = view.sift.value?.value;
  const lines: LegendLine[] = personas
    .filter((id) => (!lane.persona || lane.persona === id) && !sieve?.hides(pointId(id)))
    .map((persona) => ({
      persona,
      name: nameOf(state, persona, t),
      shown: !chosen.length || chosen.includes(persona) || lane.persona === persona,
    }));
  if (!planned) return lines;
  const from = state.journey.derived_from;
  const name = valueLabel(t, "planned") + (from ? ` (${from})` : "");
  return [...lines, { persona: null, name, shown: view.planned.value }];
}

/** Which line is whose, where there are several; a click on one shows it alone or with others. */
export function Legend({ act, lane, here }: { act: Actions; lane: Lane; here: boolean }) {
  const view = useView();
  const { t, replica } = view.editor;
  const lines = linesOf(view, lane);
  if (lines.length < 2) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out
    <div
      class="cjm-legend"
      role="group"
      aria-label={t("curves_shown")}
      // A click leaves the focus where it is; the header around is not what is meant.
      onMouseDown={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === " " || event.key === "Enter") event.stopPropagation();
      }}
    >
      {lines.map(({ persona, name, shown }) => {
        const stroke = persona === null ? null : strokeOf(replica.state, persona);
        return (
          <button
            key={persona}
            type="button"
            class="cjm-pc"
            style={{ "--pc": stroke?.color ?? "var(--cjm-ink2)" }}
            tabIndex={here ? 0 : -1}
            aria-pressed={shown}
            title={name}
            onClick={() => {
              if (persona !== null) act.showLine(persona);
              else view.planned.value = !shown;
            }}
          >
            <svg width="30" height="16" viewBox="-15 -8 30 16" aria-hidden="true">
              <path d="M-15,0h30" stroke-dasharray={stroke ? stroke.dash : PLANNED} />
              <path class="cjm-marker" d={stroke?.marker ?? TARGET} />
            </svg>
            <span dir="auto">{name}</span>
          </button>
        );
      })}
    </div>
  );
}
