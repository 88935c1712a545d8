import { laneHeight } from "../../core/commands";
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

  const move = (next: PointerEvent) => {
    if (next.pointerId !== event.pointerId) return;
    const by = next.clientY - event.clientY;
    if (!view.sizing.peek() && Math.abs(by) < THRESHOLD) return;
    view.sizing.value = { lane: id, height: laneHeight(lane, from + by / view.zoom.peek()) };
  };
  const drop = (next: PointerEvent) => {
    if (next.pointerId !== event.pointerId) return;
    const height = view.sizing.peek()?.height;
    end();
    if (height !== undefined) act.resizeLane(id, height);
  };
  const key = (pressed: KeyboardEvent) => {
    if (pressed.key !== "Escape") return;
    pressed.preventDefault();
    pressed.stopPropagation();
    end();
  };
  const end = () => {
    view.sizing.value = null;
    page.removeEventListener("pointermove", move);
    page.removeEventListener("pointerup", drop);
    page.removeEventListener("pointercancel", end);
    page.removeEventListener("keydown", key, true);
  };
  page.addEventListener("pointermove", move);
  page.addEventListener("pointerup", drop);
  page.addEventListener("pointercancel", end);
  page.addEventListener("keydown", key, true);
}
