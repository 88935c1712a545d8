import { laneHeight } from "../../core/commands";
import { followPointer } from "../../ui/pointer";
import type { Actions } from "./actions";
import type { MapView } from "./view";

/** How much higher or lower a lane gets by one step of keys or menu, in px. */
export const STEP = 24;
const THRESHOLD = 3;

/** The height a lane is drawn with, in px of the content. */
export function shownHeight(view: MapView, lane: string): number {
  const cell = view.scroller.current?.querySelector(`[data-lane-row="${lane}"] > .cjm-cell`);
  const drawn = (cell?.getBoundingClientRect().height ?? 0) / view.zoom.peek();
  return drawn || (view.editor.replica.state.record("lane", lane)?.height ?? 0);
}

/**
 * Follows a pointer that went down on the lower edge of the head of a lane. The lane follows it,
 * the document only at the end; Escape calls it off.
 */
export function beginResize(
  event: PointerEvent & { target: HTMLElement },
  id: string,
  view: MapView,
  act: Actions,
): void {
  const lane = view.editor.replica.state.record("lane", id);
  const handle = event.target;
  if (!lane) return;
  event.preventDefault();
  const page = handle.ownerDocument;
  const from = shownHeight(view, id);
  handle.setPointerCapture?.(event.pointerId);

  const end = followPointer(event, page, {
    live: () => true,
    move(next) {
      const by = next.clientY - event.clientY;
      if (!view.sizing.peek() && Math.abs(by) < THRESHOLD) return;
      view.sizing.value = { lane: id, height: laneHeight(lane, from + by / view.zoom.peek()) };
    },
    drop() {
      const height = view.sizing.peek()?.height;
      end();
      if (height !== undefined) act.resizeLane(id, height);
    },
    end() {
      view.sizing.value = null;
    },
  });
}
