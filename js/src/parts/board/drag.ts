import { followPointer, LONG_PRESS_MS, pull, THRESHOLD } from "../../ui/pointer";

/** Where a note that is dragged would land. */
export interface Target {
  /** The note. */
  readonly id: string;
  readonly cell: string;
  /** Among the notes of the cell, counted without the one that is dragged. */
  readonly index: number;
}

export interface Dragged {
  readonly id: string;
  readonly note: HTMLElement;
  readonly box: HTMLElement;
  show(target: Target | null): void;
  drop(id: string, cell: string, index: number): void;
}

/**
 * Follows a pointer that went down on a note. A mouse drags once it has moved a little, a finger
 * after a long press, so that a finger can still scroll. Escape calls it off.
 */
export function beginDrag(event: PointerEvent, { id, note, box, show, drop }: Dragged): void {
  const page = box.ownerDocument;
  const touch = event.pointerType === "touch";
  const scroller = box.parentElement as HTMLElement;
  const { clientX, clientY } = event;
  let last = event;
  let live = false;
  let frame = 0;
  let target: Target | null = null;

  const update = () => {
    note.style.setProperty("--dx", `${last.clientX - clientX}px`);
    note.style.setProperty("--dy", `${last.clientY - clientY}px`);
    target = targetAt(box, id, last);
    // Where it is over no cell it is shown as being on its way all the same.
    show(target ?? { id, cell: "", index: -1 });
  };
  const lift = () => {
    live = true;
    box.setPointerCapture?.(event.pointerId);
    update();
    frame = requestAnimationFrame(scroll);
  };
  const scroll = () => {
    if (!live) return;
    const edge = scroller.getBoundingClientRect();
    const by = pull(last.clientY, edge.top, edge.bottom);
    if (by) {
      scroller.scrollBy(0, by);
      update();
    }
    frame = requestAnimationFrame(scroll);
  };
  const press = touch ? setTimeout(lift, LONG_PRESS_MS) : undefined;
  const end = followPointer(event, page, {
    still: box,
    live: () => live,
    move(next) {
      last = next;
      const far = Math.hypot(next.clientX - clientX, next.clientY - clientY) > THRESHOLD;
      if (live) update();
      else if (far && touch) end();
      else if (far) lift();
    },
    drop() {
      const landed = live ? target : null;
      end();
      if (landed) drop(id, landed.cell, landed.index);
    },
    end() {
      live = false;
      clearTimeout(press);
      cancelAnimationFrame(frame);
      note.style.removeProperty("--dx");
      note.style.removeProperty("--dy");
      show(null);
    },
  });
}

/** The cell under the pointer, and before which of its notes. */
function targetAt(box: HTMLElement, id: string, at: PointerEvent): Target | null {
  for (const cell of box.querySelectorAll<HTMLElement>("[data-cell]")) {
    if (!holds(cell.getBoundingClientRect(), at)) continue;
    const notes = [...cell.querySelectorAll<HTMLElement>("[data-id]")];
    const others = notes.filter((other) => other.dataset.id !== id);
    const rtl = cell.ownerDocument.defaultView?.getComputedStyle(cell).direction === "rtl";
    const index = others.findIndex((other) => isBefore(other.getBoundingClientRect(), at, rtl));
    return { id, cell: cell.dataset.cell ?? "", index: index < 0 ? others.length : index };
  }
  return null;
}

function holds(rect: DOMRect, { clientX: x, clientY: y }: PointerEvent): boolean {
  return x >= rect.left && x < rect.right && y >= rect.top && y < rect.bottom;
}

/** Whether a point comes before a note in the order of reading. */
function isBefore(rect: DOMRect, { clientX: x, clientY: y }: PointerEvent, rtl = false): boolean {
  if (y < rect.top) return true;
  const middle = rect.left + rect.width / 2;
  return y < rect.bottom && (rtl ? x > middle : x < middle);
}
