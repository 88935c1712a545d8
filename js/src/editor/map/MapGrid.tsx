import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Column } from "../../core/layout";
import { spanned, toggled } from "../../core/selection";
import { focusedIn } from "../../ui/keys";
import { PartLayer } from "../PartPanel";
import type { Actions } from "./actions";
import { DragLayer } from "./DragLayer";
import { beginDrag } from "./drag";
import { find, holdsFocus, isLost } from "./focus";
import { PhaseRow, StageRow } from "./heads";
import { onMapKey } from "./keys";
import { LaneRow } from "./LaneRow";
import { openCellMenu, openMenu } from "./menus";
import {
  type Cursor,
  cellOf,
  columnOf,
  HEADER,
  PHASES,
  rowsOf,
  settled,
  underPhase,
} from "./navigate";
import { beginResize } from "./resize";
import { TouchpointRow } from "./TouchpointRow";
import { useView } from "./view";
import { type Range, rangeAt } from "./window";
import { scrollAfter, setZoom, zoomByWheel } from "./zoom";

/** Width of the row headers in px; narrow editors make them smaller. */
const HEAD = 128;
const HEAD_NARROW = 112;
const NARROW_EDITOR = 760;

/** The map: a WAI-ARIA grid with one tab stop, of which only the columns in view exist. */
export function MapGrid({ act }: { act: Actions }) {
  const view = useView();
  const { editor } = view;
  const { state } = editor.replica;
  const { scroller } = view;
  const content = useRef<HTMLDivElement>(null);
  const room = useSignal(0);
  const range = useSignal<Range>({ first: 0, last: -1 });
  const rangeRef = useRef<Range | null>(null);
  // Asking the scroller for it in a render would force a layout.
  const left = useRef(0);

  view.records.value;
  editor.language.value;
  const layout = view.layout.value;
  const zoom = view.zoom.value;
  // In px of the content, as all that follows.
  const inside = room.value / zoom;
  const narrow = inside > 0 && inside < NARROW_EDITOR;
  const head = narrow ? HEAD_NARROW : HEAD;
  const width = layout.columnWidth(Math.max(0, inside - head));
  const sieve = view.sift.value?.value;
  const grid = view.grid();
  const cursor = settled(grid, view.cursor.value);
  const selected = useComputed(() => selectedColumns(view)).value;

  const look = () => {
    const seen = { left: left.current, room: room.peek() / zoom - head };
    const next = rangeAt(view.layout.peek(), width, seen, rangeRef.current);
    rangeRef.current = next;
    return next;
  };
  range.value;
  const { first, last } = look();
  const columns = layout.slice(first, last);

  useLayoutEffect(() => {
    view.columnWidth.value = width;
  }, [view, width]);

  const lanes = state
    .siblings("lane")
    .flatMap(([, id]) => (sieve?.hides(id) ? [] : (state.record("lane", id) ?? [])));
  // What decides which cells there are, and which of them are made anew.
  const rows = lanes.map(({ id, kind, collapsed }) => `${id} ${kind} ${collapsed}`).join();
  useLayoutEffect(() => numberCells(content.current, columns), [layout, first, last, rows]);

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => {
      room.value = box.clientWidth;
    });
    observer.observe(box);
    room.value = box.clientWidth;
    return () => observer.disconnect();
  }, [room]);

  const onScroll = () => {
    left.current = (scroller.current?.scrollLeft ?? 0) / zoom;
    const before = rangeRef.current;
    const next = look();
    if (next === before) return;
    keepFocus();
    range.value = next;
  };

  /** The focus must not fall out of the editor when its cell scrolls out of the DOM. */
  const keepFocus = () => {
    const box = scroller.current;
    const now = focusedIn(box);
    if (!box || !now || now === box || !box.contains(now)) return;
    const at = columnOf(view.grid(), view.cursor.peek());
    const next = rangeRef.current;
    if (next && at >= 0 && (at < next.first || at > next.last)) box.focus({ preventScroll: true });
  };

  // A change that moves or removes what has the focus must not drop it out of the editor.
  const held = holdsFocus(scroller.current);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!held || !box || view.wanted.focus || !isLost(focusedIn(box))) return;
    act.go(cellOf(view, view.cursor.peek().item ?? "") ?? view.cursor.peek());
  });

  // What an action asked for: its cell in view, and the focus on it.
  useLayoutEffect(() => {
    const box = scroller.current;
    const { wanted } = view;
    if (!box || !(wanted.reveal || wanted.focus)) return;
    const at = settled(view.grid(), view.cursor.peek());
    if (wanted.reveal) {
      wanted.reveal = false;
      reveal(box, columnOf(view.grid(), at));
      const next = look();
      if (next.first !== first || next.last !== last) {
        range.value = next;
        if (wanted.focus) return;
      }
    }
    if (!wanted.focus) return;
    wanted.focus = false;
    const target = find(box, at);
    target?.focus({ preventScroll: true });
    target?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
    if (wanted.select) act.select(wanted.select);
    wanted.select = undefined;
  });

  const reveal = (box: HTMLElement, index: number) => {
    if (index < 0) return;
    const x = layout.x(index, width);
    const end = x + layout.width(index, width) - (inside - head);
    const to = x < left.current ? x : Math.max(left.current, end);
    if (to === left.current) return;
    box.scrollLeft = to * zoom;
    left.current = box.scrollLeft / zoom;
  };

  // What is under the pointer stays there while the wheel makes the map larger.
  const zoomed = useRef({ zoom, x: 0, y: 0 });
  useLayoutEffect(() => {
    const box = scroller.current;
    const { zoom: before, x, y } = zoomed.current;
    zoomed.current = { zoom, x: 0, y: 0 };
    if (!box || before === zoom) return;
    box.scrollLeft = scrollAfter(box.scrollLeft, x, zoom / before);
    box.scrollTop = scrollAfter(box.scrollTop, y, zoom / before);
    left.current = box.scrollLeft / zoom;
  }, [zoom]);

  const onWheel = (event: WheelEvent & { currentTarget: HTMLElement }) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const box = event.currentTarget.getBoundingClientRect();
    zoomed.current = { zoom, x: event.clientX - box.left, y: event.clientY - box.top };
    setZoom(view, zoomByWheel(zoom, event));
  };

  // A selection made elsewhere (code, another view) is brought into view.
  useSignalEffect(() => {
    const now = editor.selection.value;
    if (now === view.own.selection) return;
    view.own.selection = now;
    const place = cellOf(view, now[0] ?? "");
    const box = scroller.current;
    if (!box || !place) return;
    // Who is at work on the map keeps their place; who is typing is not even shown another one.
    if (!holdsFocus(box)) act.go(place, false);
    else if (!view.editing.peek()) reveal(box, columnOf(view.grid(), place));
  });

  const onFocusIn = (event: FocusEvent) => {
    // Another cell is about to get it: a menu that closes gives it back to what it was opened at.
    if (view.wanted.focus) return;
    const target = event.target as HTMLElement;
    // A field that opens in a cell changes nothing about where one is.
    if (target.tagName === "INPUT" || target.tagName === "TEXTAREA") return;
    const cell = target.closest<HTMLElement>("[data-at]");
    const band = target.closest<HTMLElement>("[data-band]")?.dataset;
    const [row, col] = band
      ? [band.lane, underPhase(view.grid(), view.cursor.peek(), band.touchpoint ?? "")]
      : (cell?.dataset.at?.split("/") ?? []);
    if (row === undefined || col === undefined) return;
    const item = target.closest<HTMLElement>("[data-item]")?.dataset.item;
    const at: Cursor = item === undefined ? { row, col } : { row, col, item };
    const index = columnOf(view.grid(), at);
    const old = view.cursor.peek();
    if (old.row !== row || old.col !== col || old.item !== item) {
      view.cursor.value = { ...at, index: row === PHASES ? (old.index ?? index) : index };
    }
    if (modified.current || view.wanted.select) return;
    const ids = recordsAt(view, at);
    const now = editor.selection.peek();
    // A part of a longer selection keeps it: it is about to be dragged or its menu opened.
    if (ids.length && !(ids.length === 1 && now.includes(ids[0] as string))) act.select(ids);
  };

  const modified = useRef(false);
  /** A finger rests, and may be about to drag: its menu opens when it goes up again. */
  const resting = useRef(false);
  const onPointerDown = (event: PointerEvent) => {
    const target = event.target as HTMLElement;
    const { shiftKey, ctrlKey, metaKey } = event;
    modified.current = view.several.peek() || shiftKey || ctrlKey || metaKey;
    if (event.button !== 0 || modified.current || editor.readOnly.peek()) return;
    const edge = target.closest<HTMLElement>("[data-resize]")?.dataset.resize;
    if (edge) return beginResize(event as PointerEvent & { target: HTMLElement }, edge, view, act);
    if (target.closest("button,textarea,input")) return;
    const point = target.closest("[data-type=point]");
    const id = point ? undefined : target.closest<HTMLElement>("[data-drag]")?.dataset.id;
    const [box, inner] = [scroller.current, content.current];
    const touch = event.pointerType === "touch";
    if (!box || !inner || !(id || touch)) return;
    resting.current = touch;
    const ground = { scroller: box, content: inner, header: head };
    beginDrag(event, id ?? null, view, act, ground, (point) => {
      resting.current = false;
      if (point) openCellMenu(view, act, target, point);
    });
  };

  const onClick = (event: MouseEvent) => {
    const target = event.target as HTMLElement;
    const held = modified.current;
    modified.current = false;
    const button = target.closest<HTMLElement>("[data-menu]");
    if (button) return openMenu(view, act, button.dataset.menu ?? "", button);
    const touchpoint = target.closest<HTMLElement>("[data-touchpoint]")?.dataset.touchpoint ?? "";
    if (held && state.record("touchpoint", touchpoint)) {
      const now = editor.selection.peek();
      const next = event.shiftKey
        ? spanned(state, layout, now, touchpoint)
        : toggled(state, now, touchpoint);
      return act.select(next);
    }
    const card = target.closest<HTMLElement>("[data-type=card]");
    const now = editor.selection.peek();
    // A plain click on one of several selected means that one.
    if (touchpoint && now.length > 1 && !card) act.select([touchpoint]);
  };

  const onContextMenu = (event: MouseEvent) => {
    const target = event.target as HTMLElement;
    if (target.closest("textarea,input")) return;
    const point = { x: event.clientX, y: event.clientY };
    if (!resting.current && !openCellMenu(view, act, target, point)) return;
    event.preventDefault();
    // JupyterLab opens its own menu on top of ours whatever is prevented.
    event.stopPropagation();
  };

  const template = useMemo(() => {
    const tracks = columns.map((column) => layout.width(column.index, width));
    const left = layout.x(first, width);
    const total = head + layout.x(layout.columns, width);
    return { tracks: tracksText(head, left, tracks), total, left };
  }, [layout, width, head, first, last]);

  useLayoutEffect(() => {
    view.scrolls.value = inside > 0 && template.total > inside + 1;
  }, [view, template.total, inside]);

  const whole = last - first + 1 >= layout.columns;
  const window = { columns, layout, width, selected, cursor, whole };
  const inView =
    cursor.col === HEADER || columns.some((column) => column.index === columnOf(grid, cursor));
  const style: Record<string, string> = {
    width: `${template.total}px`,
    gridTemplateColumns: template.tracks,
    "--head": `${head}px`,
    ...(zoom !== 1 && { zoom: String(zoom) }),
    "--seen": `${Math.max(0, inside - head)}px`,
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtualised or laid out as a grid
    <div
      ref={scroller}
      class={`cjm-map${narrow ? " cjm-narrow" : ""}${view.compact.value ? " cjm-compact" : ""}`}
      style={{ "--zoom": zoom }}
      role="grid"
      aria-label={editor.t("map")}
      aria-rowcount={rowsOf(grid).length}
      aria-colcount={layout.columns + 1}
      aria-multiselectable="true"
      aria-readonly={editor.readOnly.value}
      tabIndex={inView ? -1 : 0}
      onScroll={onScroll}
      onWheel={onWheel}
      onKeyDown={(event) => onMapKey(event, view, act)}
      onFocusIn={onFocusIn}
      onPointerDown={onPointerDown}
      onClick={onClick}
      onContextMenu={onContextMenu}
    >
      <div ref={content} class="cjm-rows" role="presentation" style={style}>
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div class="cjm-head" role="rowgroup">
          <StageRow window={window} />
          <PhaseRow act={act} window={window} />
          <TouchpointRow act={act} window={window} />
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div class="cjm-body" role="rowgroup">
          {lanes.map((lane, i) => (
            <LaneRow key={lane.id} act={act} lane={lane} row={i + 3} window={window} />
          ))}
        </div>
        <DragLayer />
        <Drawings act={act} />
      </div>
    </div>
  );
}

/** Freehand lines, whose code comes when there is one or when the pen is taken. */
function Drawings({ act }: { act: Actions }) {
  const { editor, records } = useView();
  records.value;
  const wanted = editor.panel.value === "pen" || editor.replica.state.count("stroke") > 0;
  return editor.kernel && wanted ? <PartLayer name="ink" act={act} /> : null;
}

/**
 * Gives each cell the number of its column. The cells do it not themselves, or all that stand after
 * a new column would be rendered again.
 */
function numberCells(rows: HTMLElement | null, columns: readonly Column[]): void {
  const numbers = new Map(columns.map((column) => [column.key, String(column.index + 2)]));
  for (const cell of rows?.querySelectorAll<HTMLElement>(".cjm-cell") ?? []) {
    const number = numbers.get(cell.dataset.touchpoint ?? "");
    if (number && cell.getAttribute("aria-colindex") !== number)
      cell.setAttribute("aria-colindex", number);
  }
}

/** Equal tracks as one `repeat`, so that the text stays short. */
function tracksText(head: number, left: number, tracks: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < tracks.length; ) {
    let n = 1;
    while (tracks[i + n] === tracks[i]) n++;
    parts.push(`repeat(${n},${tracks[i]}px)`);
    i += n;
  }
  return `${head}px ${left}px ${parts.join(" ")}`;
}

/** Ids of the touchpoints whose columns are tinted: selected, or with something selected in it. */
function selectedColumns(view: ReturnType<typeof useView>): ReadonlySet<string> {
  view.records.value;
  const { state } = view.editor.replica;
  const ids = new Set<string>();
  for (const id of view.editor.selection.value) {
    const record = state.get(id);
    if (record?.type === "touchpoint") ids.add(id);
    else if (record?.type === "card" && record.place.parent) ids.add(record.place.parent);
    else if (record?.type === "experience") ids.add(record.touchpoint);
  }
  return ids;
}

/** What the focus on a cell selects. */
function recordsAt(view: ReturnType<typeof useView>, { row, col, item }: Cursor): string[] {
  const { state } = view.editor.replica;
  if (item !== undefined && state.record("card", item)) return [item];
  if (col === HEADER) return state.get(row) ? [row] : [];
  return state.get(col) ? [col] : [];
}
