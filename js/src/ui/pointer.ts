/** How far a mouse has to move to drag, in px. */
export const THRESHOLD = 5;
/** How long a finger has to rest to drag. */
export const LONG_PRESS_MS = 350;
/** Within this many px of an edge what scrolls goes along. */
const EDGE = 48;

interface Following {
  /** What does not scroll under a finger while something is dragged. */
  readonly still?: HTMLElement;
  /** Whether it is dragged already: Escape and touches are the page's until then. */
  live(): boolean;
  move(at: PointerEvent): void;
  /** It came up; whoever takes it ends the rest. */
  drop(at: PointerEvent): void;
  /** Once, however it ends. */
  end(): void;
}

/**
 * Follows a pointer that went down until it comes up, is lost, or Escape calls it off. Returns what
 * ends it.
 */
export function followPointer(event: PointerEvent, page: Document, follow: Following): () => void {
  const { still, live } = follow;
  let over = false;
  const move = (next: PointerEvent) => {
    if (next.pointerId === event.pointerId) follow.move(next);
  };
  const drop = (next: PointerEvent) => {
    if (next.pointerId === event.pointerId) follow.drop(next);
  };
  const key = (pressed: KeyboardEvent) => {
    if (pressed.key !== "Escape" || !live()) return;
    pressed.preventDefault();
    pressed.stopPropagation();
    end();
  };
  const hold = (moved: Event) => {
    if (live()) moved.preventDefault();
  };
  const end = () => {
    if (over) return;
    over = true;
    follow.end();
    page.removeEventListener("pointermove", move);
    page.removeEventListener("pointerup", drop);
    page.removeEventListener("pointercancel", end);
    page.removeEventListener("keydown", key, true);
    still?.removeEventListener("touchmove", hold);
  };
  page.addEventListener("pointermove", move);
  page.addEventListener("pointerup", drop);
  page.addEventListener("pointercancel", end);
  page.addEventListener("keydown", key, true);
  still?.addEventListener("touchmove", hold, { passive: false });
  return end;
}

/** How far what scrolls goes along in a frame, with something at `at` near one of its edges. */
export function pull(at: number, low: number, high: number): number {
  if (at < low + EDGE) return -Math.min(16, (low + EDGE - at) / 3);
  if (at > high - EDGE) return Math.min(16, (at - high + EDGE) / 3);
  return 0;
}
