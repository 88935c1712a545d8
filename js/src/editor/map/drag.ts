import type { Result, Spot } from "../../core/commands";
import {
  cardsOf,
  holdsCards,
  moveCard,
  moveLane,
  movePhase,
  moveTouchpoints,
} from "../../core/commands";
import { followPointer, LONG_PRESS_MS, pull, THRESHOLD } from "../../ui/pointer";
import { type Actions, chosen } from "./actions";
import type { MapView } from "./view";

/** Where something that is dragged would land; the mark is drawn there, in px of the content. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly length: number;
  readonly across: boolean;
}

/** Something on its way by pointer. */
export interface Drag {
  readonly id: string;
  readonly label: string;
  /** Pointer, in px of the content. */
  readonly x: number;
  readonly y: number;
  readonly mark: Mark | null;
  readonly drop: Result;
}

/** What the geometry of the grid is measured with; `header` in px of the content. */
export interface Ground {
  readonly scroller: HTMLElement;
  readonly content: HTMLElement;
  readonly header: number;
}

/** A finger that rests on something; where it went up again, or nothing when it went elsewhere. */
type Rested = (point: { x: number; y: number } | null) => void;

/**
 * Follows a pointer that went down on something draggable. A mouse drags once it has moved a
 * little, a finger after a long press, so that a finger can still scroll. Escape calls it off.
 * Of a finger `rested` is told, also on what cannot be dragged: then `id` is null.
 */
export function beginDrag(
  event: PointerEvent,
  id: string | null,
  view: MapView,
  act: Actions,
  ground: Ground,
  rested: Rested,
): void {
  const { scroller } = ground;
  const page = scroller.ownerDocument;
  const start = { x: event.clientX, y: event.clientY };
  const touch = event.pointerType === "touch";
  let last = event;
  let live = false;
  let frame = 0;
  /** It is away from where it went down. */
  let far = false;

  const update = () => {
    if (id !== null) view.drag.value = dragAt(view, id, last, act, ground);
  };
  const lift = () => {
    live = true;
    if (id === null) return;
    scroller.setPointerCapture?.(event.pointerId);
    update();
    frame = requestAnimationFrame(scroll);
  };
  const scroll = () => {
    if (!live) return;
    const box = scroller.getBoundingClientRect();
    const dx = pull(last.clientX, box.left + ground.header * view.zoom.peek(), box.right);
    const dy = pull(last.clientY, box.top, box.bottom);
    if (dx || dy) {
      scroller.scrollBy(dx, dy);
      update();
    }
    frame = requestAnimationFrame(scroll);
  };
  const press = touch ? setTimeout(lift, LONG_PRESS_MS) : undefined;

  const end = followPointer(event, page, {
    still: scroller,
    live: () => live,
    move(next) {
      last = next;
      far ||= Math.hypot(next.clientX - start.x, next.clientY - start.y) > THRESHOLD;
      if (live) update();
      else if (far && touch) end();
      else if (far) lift();
    },
    drop(next) {
      last = next;
      if (live) update();
      const command = view.drag.peek()?.drop ?? null;
      const wasLive = live;
      end();
      if (!wasLive) return;
      // The click that follows a drag is no click.
      const swallow = (click: Event) => click.stopPropagation();
      scroller.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => scroller.removeEventListener("click", swallow, { capture: true }), 0);
      if (touch && !far) rested({ x: next.clientX, y: next.clientY });
      else if (act.run(command)) act.go(view.cursor.peek());
    },
    end() {
      live = false;
      rested(null);
      clearTimeout(press);
      cancelAnimationFrame(frame);
      view.drag.value = null;
    },
  });
}

function dragAt(
  view: MapView,
  id: string,
  at: PointerEvent,
  act: Actions,
  ground: Ground,
): Drag | null {
  const { state } = view.grid();
  const record = state.get(id);
  if (!record) return null;
  const box = ground.content.getBoundingClientRect();
  const x = (at.clientX - box.left) / view.zoom.peek();
  const y = (at.clientY - box.top) / view.zoom.peek();
  const ids = record.type === "touchpoint" ? chosen(view, id) : [id];
  const target =
    record.type === "touchpoint"
      ? touchpointTarget(view, ids, x, ground)
      : record.type === "phase"
        ? phaseTarget(view, id, x, ground)
        : record.type === "lane"
          ? laneTarget(view, id, at.clientY, ground)
          : cardTarget(view, id, at, ground);
  const more = ids.length > 1 ? ` +${ids.length - 1}` : "";
  return {
    id,
    label: act.nameOf(id) + more,
    x,
    y,
    mark: target && y >= 0 ? target.mark : null,
    drop: target?.drop ?? null,
  };
}

function heightOf(content: HTMLElement, view: MapView): number {
  return content.getBoundingClientRect().height / view.zoom.peek();
}

interface Target {
  mark: Mark;
  drop: Result;
}

function touchpointTarget(
  view: MapView,
  ids: readonly string[],
  x: number,
  { content, header }: Ground,
): Target | null {
  const { state, layout } = view.grid();
  const width = view.columnWidth.peek();
  const column = layout.column(layout.at(x - header, width));
  if (!column) return null;
  const left = layout.x(column.index, width);
  const size = layout.width(column.index, width);
  const second = x - header > left + size / 2;
  const spot: Spot =
    column.kind !== "touchpoint"
      ? { phase: column.group.phase }
      : second
        ? { after: column.key }
        : { before: column.key };
  const at = header + left + (second || column.kind !== "touchpoint" ? size : 0);
  return {
    mark: { x: at, y: 0, length: heightOf(content, view), across: false },
    drop: moveTouchpoints(state, { ids, spot }),
  };
}

function phaseTarget(
  view: MapView,
  id: string,
  x: number,
  { content, header }: Ground,
): Target | null {
  const { state, layout } = view.grid();
  const width = view.columnWidth.peek();
  const group = layout.groupAt(layout.at(x - header, width));
  if (!group) return null;
  const left = layout.x(group.start, width);
  const right = layout.x(group.start + group.count, width);
  const second = x - header > (left + right) / 2;
  const rest = state.siblings("phase").filter(([, other]) => other !== id);
  // The group without a phase stays first: dropping on it means before all phases.
  const found = rest.findIndex(([, other]) => other === group.phase);
  const own = state.siblings("phase").findIndex(([, other]) => other === id);
  const index = group.phase === id ? own : group.phase === null ? 0 : found + (second ? 1 : 0);
  const at = second || group.phase === null ? right : left;
  return {
    mark: { x: header + at, y: 0, length: heightOf(content, view), across: false },
    drop: movePhase(state, { id, index }),
  };
}

function laneTarget(
  view: MapView,
  id: string,
  clientY: number,
  { content, scroller }: Ground,
): Target | null {
  const { state } = view.grid();
  const rows = [...content.querySelectorAll<HTMLElement>("[data-lane-row]")];
  const zoom = view.zoom.peek();
  const base = content.getBoundingClientRect().top;
  let before = rows.length;
  let y = 0;
  for (const [i, row] of rows.entries()) {
    const box = row.getBoundingClientRect();
    y = (box.bottom - base) / zoom;
    if (clientY < box.top + box.height / 2) {
      before = i;
      y = (box.top - base) / zoom;
      break;
    }
  }
  // Counted among all lanes, also those a filter hides.
  const lanes = state.siblings("lane").map(([, lane]) => lane);
  const next = rows[before];
  const index = next ? lanes.indexOf(next.dataset.laneRow ?? "") : lanes.length;
  const own = lanes.indexOf(id);
  return {
    mark: { x: scroller.scrollLeft / zoom, y, length: scroller.clientWidth / zoom, across: true },
    drop: moveLane(state, { id, index: index > own ? index - 1 : index }),
  };
}

function cardTarget(
  view: MapView,
  id: string,
  at: PointerEvent,
  { content, scroller }: Ground,
): Target | null {
  const { state } = view.grid();
  const root = scroller.getRootNode() as Document | ShadowRoot;
  const cell = root
    .elementFromPoint(at.clientX, at.clientY)
    ?.closest<HTMLElement>("[data-lane][data-touchpoint]");
  const { lane = "", touchpoint = "" } = cell?.dataset ?? {};
  if (!cell || !holdsCards(state.record("lane", lane))) return null;
  const base = content.getBoundingClientRect();
  const box = cell.getBoundingClientRect();
  const shown = [...cell.querySelectorAll<HTMLElement>("[data-type=card]")];
  const others = shown.filter((card) => card.dataset.id !== id);
  const before = others.find((card) => {
    const own = card.getBoundingClientRect();
    return at.clientY < own.top + own.height / 2;
  });
  // Counted among all cards, also those a filter hides.
  const all = cardsOf(state, touchpoint, lane).filter((card) => card.id !== id);
  const index = before ? all.findIndex((card) => card.id === before.dataset.id) : all.length;
  const next = before?.getBoundingClientRect();
  const last = others.at(-1)?.getBoundingClientRect();
  const zoom = view.zoom.peek();
  const y = next ? next.top - 3 : last ? last.bottom + 3 : box.top + 6;
  const x = (box.left - base.left) / zoom + 8;
  const length = box.width / zoom - 16;
  return {
    mark: { x, y: (y - base.top) / zoom, length, across: true },
    drop: moveCard(state, { id, touchpoint, lane, index }),
  };
}
