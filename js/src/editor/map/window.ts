import type { Layout } from "../../core/layout";

/** The columns that are in the DOM, both ends included. */
export interface Range {
  readonly first: number;
  readonly last: number;
}

/** Maps up to this many columns are rendered whole: nothing is gained by less. */
const WHOLE = 24;
/** Columns kept on either side of what is seen, and how near an edge may come before more come. */
const AHEAD = 4;
const NEAR = 1;

/** Width taken where there is none yet: before the first layout, and in tests without one. */
const USUAL_ROOM = 1200;

/**
 * The columns to render for a scroll position. Keeps `before` while it still covers the view, so
 * that most scroll events render nothing.
 */
export function rangeAt(
  layout: Layout,
  width: number,
  view: { left: number; room: number },
  before: Range | null,
): Range {
  const end = layout.columns - 1;
  if (layout.columns <= WHOLE) return { first: 0, last: end };
  const seen = layout.at(view.left, width);
  const seenLast = layout.at(view.left + (view.room > 0 ? view.room : USUAL_ROOM), width);
  const covered =
    before &&
    before.last <= end &&
    before.first <= Math.max(0, seen - NEAR) &&
    before.last >= Math.min(end, seenLast + NEAR) &&
    // What is far too much (the window grew narrow) is dropped too.
    before.last - before.first <= seenLast - seen + 3 * AHEAD;
  if (covered) return before;
  return { first: Math.max(0, seen - AHEAD), last: Math.min(end, seenLast + AHEAD) };
}
