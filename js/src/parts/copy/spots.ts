import { cardsOf, holdsCards } from "../../core/commands";
import { subjects } from "../../core/selection";
import type { State } from "../../core/state";
import { HEADER, settled } from "../../editor/map/navigate";
import type { MapView } from "../../editor/map/view";
import { gapAfter } from "./orders";
import { ROOTS } from "./payload";
import type { Spots } from "./transplant";

/** What the cursor is on. */
export interface Target {
  readonly touchpoint: string | undefined;
  readonly phase: string | undefined;
  /** The lane of the cell, also of its header. */
  readonly lane: string | undefined;
  /** The card inside of the cell, or the channel or point. */
  readonly item: string | undefined;
  readonly header: boolean;
}

export function targetOf(view: MapView): Target {
  const grid = view.grid();
  const { state, layout } = grid;
  if (layout.columns === 0) return targetOfNothing;
  const at = settled(grid, view.cursor.peek());
  const touchpoint = state.record("touchpoint", at.col);
  const phase = touchpoint ? touchpoint.place.parent : state.record("phase", at.col)?.id;
  return {
    touchpoint: touchpoint?.id,
    phase: phase ?? undefined,
    lane: state.record("lane", at.row)?.id,
    item: at.item,
    header: at.col === HEADER,
  };
}

const targetOfNothing: Target = {
  touchpoint: undefined,
  phase: undefined,
  lane: undefined,
  item: undefined,
  header: false,
};

/** What copy and cut are about: as Delete has it; of a cell with several cards all of them. */
export function chosenRecords(view: MapView, cut: boolean): readonly string[] {
  const { state } = view.grid();
  const selected = view.editor.selection.peek();
  const { touchpoint, phase, lane, item, header } = targetOf(view);
  if (item !== undefined && state.record("card", item)) {
    return subjects(selected, item).filter((id) => state.record("card", id));
  }
  if (header) return lane ? [lane] : [];
  const inCell = touchpoint && lane ? lane : undefined;
  if (touchpoint && inCell && !(selected.length > 1 && selected.includes(touchpoint))) {
    const holds = holdsCards(state.record("lane", inCell));
    const cards = holds ? cardsOf(state, touchpoint, inCell).map(({ id }) => id) : [];
    // What is cut must be seen to be it: an empty cell is not the touchpoint above.
    if (cards.length || cut) return cards;
  }
  const here = touchpoint ?? phase;
  const ids = here ? subjects(selected, here) : selected;
  return ids.filter((id) => ROOTS.has(state.get(id)?.type ?? "journey"));
}

/** Where things go that are pasted at the cursor. */
export function spotsAt(view: MapView): Spots {
  const { state } = view.grid();
  const { touchpoint, phase, lane, item, header } = targetOf(view);
  const after = touchpoint ? lastChosen(view, touchpoint) : undefined;
  const into = after
    ? (state.record("touchpoint", after)?.place.parent ?? null)
    : phaseFor(state, phase);
  const cell = touchpoint && lane && holdsCards(state.record("lane", lane)) ? lane : undefined;
  return {
    touchpoint: { phase: into, gap: gapAfter(state, "touchpoint", into, after) },
    phase: gapAfter(state, "phase", null, phase),
    lane: gapAfter(state, "lane", null, header || lane ? lane : undefined),
    card: touchpoint
      ? { touchpoint, lane: cell, gap: cardGap(state, touchpoint, cell, item) }
      : null,
  };
}

/** Behind the last of several that are selected. */
function lastChosen(view: MapView, touchpoint: string): string {
  const { state, layout } = view.grid();
  const ids = subjects(view.editor.selection.peek(), touchpoint);
  const steps = ids.filter((id) => state.record("touchpoint", id));
  const at = (id: string) => layout.indexOf(state, id);
  return steps.reduce((last, id) => (at(id) > at(last) ? id : last), touchpoint);
}

function phaseFor(state: State, phase: string | undefined): string | null {
  return phase ?? state.siblings("phase").at(-1)?.[1] ?? null;
}

function cardGap(state: State, touchpoint: string, lane?: string, item?: string) {
  const cards = lane ? cardsOf(state, touchpoint, lane).map(({ id }) => id) : [];
  const after = item !== undefined && cards.includes(item) ? item : cards.at(-1);
  return gapAfter(state, "card", touchpoint, after);
}
