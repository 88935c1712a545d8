import { type Score, scoresAt } from "../../core/emotion";
import type { Experience } from "../../core/schema.gen";
import type { State } from "../../core/state";
import type { Cursor } from "../../editor/map/navigate";

/** What the palette is about. */
export interface Target {
  readonly touchpoint: string;
  /** Whose point; null where none is chosen. */
  readonly persona: string | null;
  /** The one experience that is named; absent for a mean of several. */
  readonly felt: Experience | undefined;
  /** All scores there, to go from one to the next. */
  readonly scores: readonly Score[];
}

/**
 * The experience that is selected, else the point the cursor is on, else what is at the touchpoint
 * of the cursor.
 */
export function targetOf(
  state: State,
  selection: readonly string[],
  cursor: Cursor,
): Target | null {
  const selected = state.record("experience", selection[0] ?? "");
  const touchpoint = selected?.touchpoint ?? state.record("touchpoint", cursor.col)?.id;
  if (touchpoint === undefined) return null;
  const there = scoresAt(state, touchpoint);
  const order = [...state.siblings("persona").map(([, id]) => id), ""];
  const scores = order.flatMap((persona) => there.get(persona) ?? []);
  if (selected) {
    return { touchpoint, persona: selected.persona ?? "", felt: selected, scores };
  }
  const item = cursor.item === "#everyone" ? "" : cursor.item;
  const score = there.get(item ?? "") ?? (scores.length === 1 ? scores[0] : undefined);
  return { touchpoint, persona: score?.persona ?? null, felt: score?.only, scores };
}
