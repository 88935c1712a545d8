import type { Layout } from "./layout";
import type { State } from "./state";

/** `id` alone. */
export function only(id: string): readonly string[] {
  return [id];
}

/** `id` taken in or out of a selection of its own type; another type starts anew. */
export function toggled(state: State, selected: readonly string[], id: string): readonly string[] {
  if (selected.includes(id)) return selected.filter((other) => other !== id);
  const type = state.get(id)?.type;
  return [...selected.filter((other) => state.get(other)?.type === type), id];
}

/** The touchpoints from the one last selected to `id`, in the order of the map. */
export function spanned(
  state: State,
  layout: Layout,
  selected: readonly string[],
  id: string,
): readonly string[] {
  const anchor = [...selected].reverse().find((other) => state.record("touchpoint", other));
  const from = anchor === undefined ? -1 : layout.indexOf(state, anchor);
  const to = layout.indexOf(state, id);
  if (from < 0 || to < 0) return only(id);
  const between = layout
    .slice(Math.min(from, to), Math.max(from, to))
    .flatMap((column) => (column.kind === "touchpoint" ? [column.key] : []));
  // The anchor stays last, so that the next Shift-click spans from the same place.
  return [...between.filter((other) => other !== anchor), anchor as string];
}

/** What a command on `id` is about: the whole selection when `id` is part of it. */
export function subjects(selected: readonly string[], id: string): readonly string[] {
  return selected.includes(id) ? selected : [id];
}

/** A selection without what is not in the map (any more); the same array when all is there. */
export function alive(state: State, selected: readonly string[]): readonly string[] {
  const kept = selected.filter((id) => state.get(id));
  return kept.length === selected.length ? selected : kept;
}
