import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { holdsFocus, isLost } from "../../editor/map/focus";
import type { DoneHow } from "../../ui/draft";
import { focusedIn } from "../../ui/keys";
import { Curves } from "./Curves";
import { type Cursor, edge, pairsAt, type Shown, sideways, upDown } from "./cursor";
import { type Column, HEADER, type Row, spotKey } from "./grid";
import { onGridKey } from "./keys";
import type { Together } from "./merge";
import { type Comparison, nameOf } from "./model";
import { SIDES, type Side } from "./pairing";
import { canEdit, SlotView } from "./SlotView";
import type { Slot } from "./told";

/** So many columns are rendered beyond those that are seen. */
const BEYOND = 3;
/** Fewer are rendered all: then no row changes its height while one scrolls. */
const ALL = 24;

export interface SheetProps {
  c: Comparison;
  shown: Shown;
  cursor: Cursor | null;
  /** Somebody types in what the cursor is on. */
  editing: boolean;
  /** The cursor shall be brought into view, and get the focus, by the next render. */
  wanted: { current: "focus" | "reveal" | null };
  go(cursor: Cursor, focus?: boolean): void;
  edit(cursor: Cursor): void;
  done(how: DoneHow): void;
  menu(slot: Slot, anchor: Element): void;
  take(slot: Slot): void;
}

/** Both maps as a WAI-ARIA grid with one tab stop, of whose columns only those in view exist. */
export function Sheet(props: SheetProps) {
  const { c, shown, cursor, wanted, go } = props;
  const { rows, columns } = shown;
  const box = useRef<HTMLDivElement>(null);
  const range = useRange(box, columns.length);
  const rendered = columns
    .map((column, index) => ({ column, index }))
    .filter(
      ({ column, index }) =>
        (index >= range.first && index <= range.last) || column.key === cursor?.col,
    );
  const held = holdsFocus(box.current);

  useLayoutEffect(() => {
    const asked = wanted.current;
    wanted.current = null;
    // What goes or comes anew must not drop the focus out of the editor.
    const lost = held && !props.editing && isLost(focusedIn(box.current));
    if (!asked && !lost) return;
    const target = cursor && find(box.current, spotKey(cursor));
    if (asked) target?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
    if (asked !== "reveal") (target ?? box.current)?.focus({ preventScroll: true });
  });

  const slotAt = (at: Cursor | null): Slot | null => {
    const row = rows.find(({ key }) => key === at?.row);
    if (!at || !row) return null;
    const column = columns.find(({ key }) => key === at.col) ?? null;
    if (!column && at.col !== HEADER) return null;
    const ids = pairsAt(shown, row, at.col)[at.pair] ?? [null, null];
    return { row, column, ids, side: at.side };
  };
  const openMenu = () => {
    const slot = slotAt(cursor);
    const anchor = cursor && find(box.current, spotKey(cursor));
    if (slot && anchor) props.menu(slot, anchor);
  };
  const cell: Omit<CellProps, "row" | "col" | "index"> = { ...props, slotAt };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtualised
    <div
      ref={box}
      class="cjm-both"
      role="grid"
      aria-label={`${c.t("compare")}: ${nameOf(c, 0)}, ${nameOf(c, 1)}`}
      aria-rowcount={rows.length}
      aria-colcount={columns.length + 1}
      aria-readonly={c.editors.every((editor) => editor.readOnly.value)}
      tabIndex={cursor ? -1 : 0}
      // A grid repeats no column zero times.
      style={{ "--n": Math.max(1, columns.length) }}
      onScroll={range.look}
      onKeyDown={(event) => {
        if (!cursor) return;
        onGridKey(event, {
          sideways: (by) => go(sideways(shown, cursor, by)),
          upDown: (by) => go(upDown(shown, cursor, by)),
          edge: (key, all) => go(edge(shown, cursor, key, all)),
          edit: () => {
            const slot = slotAt(cursor);
            if (slot && canEdit(c, slot)) props.edit(cursor);
            else openMenu();
          },
          menu: openMenu,
          take: () => {
            const slot = slotAt(cursor);
            if (slot) props.take(slot);
          },
        });
      }}
      onFocusIn={(event) => {
        const at = cursorOf(event.target as Element, shown);
        if (at && (!cursor || spotKey(at) !== spotKey(cursor))) go(at, false);
      }}
      onDblClick={(event) => {
        const at = cursorOf(event.target as Element, shown);
        const slot = slotAt(at);
        if (at && slot && canEdit(c, slot)) props.edit(at);
      }}
      onContextMenu={(event) => {
        const target = event.target as Element;
        const at = cursorOf(target, shown);
        const slot = slotAt(at);
        if (!at || !slot || target.closest("input,textarea")) return;
        go(at);
        props.menu(slot, target.closest("[data-spot]") ?? target);
        event.preventDefault();
        // JupyterLab opens its own menu on top of ours whatever is prevented.
        event.stopPropagation();
      }}
    >
      <div role="presentation" class="cjm-both-rows">
        {rows.map((row, index) => (
          // biome-ignore lint/a11y/useSemanticElements: see above
          // biome-ignore lint/a11y/useFocusableInteractive: what is in the cells is
          <div
            key={row.key}
            class={`cjm-both-row cjm-both-${row.kind}`}
            role="row"
            aria-rowindex={index + 1}
          >
            <Cell {...cell} row={row} col={null} index={0} />
            {rendered.map(({ column, index: at }) => (
              <Cell key={column.key} {...cell} row={row} col={column} index={at + 1} />
            ))}
            {row.kind === "scores" && <Curves c={c} row={row} columns={columns} />}
          </div>
        ))}
      </div>
    </div>
  );
}

interface CellProps extends SheetProps {
  row: Row;
  /** Null is the heading. */
  col: Column | null;
  index: number;
  slotAt(at: Cursor | null): Slot | null;
}

function Cell(props: CellProps) {
  const { c, shown, cursor, row, col } = props;
  const key = col?.key ?? HEADER;
  const pairs = pairsAt(shown, row, key);
  const place = { "--at": props.index + 1 };
  const spotAt = (pair: number, side: Side) => ({ row: row.key, col: key, pair, side });
  const isHere = (spot: string) => cursor !== null && spotKey(cursor) === spot;
  const heading = col ? "" : headText(c, row);
  const gap = col && SIDES.some((side) => col.ids[side] === null) ? " cjm-both-gap" : "";
  const role = col ? "gridcell" : "rowheader";
  const shared = { style: place, "aria-colindex": props.index + 1 };
  if (pairs.length === 1 && !pairs[0]?.[0] && !pairs[0]?.[1] && !isOpen(c, row, col)) {
    const spot = spotKey(spotAt(0, 0));
    return (
      // biome-ignore lint/a11y/useAriaPropsSupportedByRole: cells of a grid have a column
      <div
        {...shared}
        class={`cjm-both-cell cjm-both-${role}${gap}`}
        role={role}
        aria-label={heading ? undefined : "–"}
        data-spot={spot}
        tabIndex={isHere(spot) ? 0 : -1}
      >
        {heading}
      </div>
    );
  }
  return (
    <div {...shared} class={`cjm-both-cell cjm-both-${role}${gap}`} role={role}>
      {heading && <span class="cjm-both-heading">{heading}</span>}
      {pairs.map((ids, pair) => (
        <Pair key={ids.join(":")} {...props} ids={ids} spotAt={(side) => spotAt(pair, side)} />
      ))}
    </div>
  );
}

/** Whether there is something to be typed although nothing is there: a score. */
function isOpen(c: Comparison, row: Row, column: Column | null): boolean {
  return SIDES.some((side) => canEdit(c, { row, column, ids: [null, null], side }));
}

interface PairProps extends CellProps {
  ids: Together;
  spotAt(side: Side): { row: string; col: string; pair: number; side: Side };
}

function Pair({ c, row, col, ids, cursor, editing, spotAt, menu, done }: PairProps) {
  return (
    <div class="cjm-pair" role="presentation">
      {SIDES.map((side) => {
        const spot = spotKey(spotAt(side));
        const here = cursor !== null && spotKey(cursor) === spot;
        const slot: Slot = { row, column: col, ids, side };
        return (
          <SlotView
            key={side}
            c={c}
            slot={slot}
            spot={spot}
            here={here}
            editing={here && editing}
            onMenu={(anchor) => menu(slot, anchor)}
            onDone={done}
          />
        );
      })}
    </div>
  );
}

function headText(c: Comparison, row: Row): string {
  if (row.kind === "phases" || row.kind === "touchpoints") return c.t(row.kind);
  return row.kind === "scores" && (row.personas[0] === "" || row.personas[1] === "")
    ? c.t("everyone")
    : "";
}

function find(box: HTMLElement | null, spot: string): HTMLElement | null {
  for (const one of box?.querySelectorAll<HTMLElement>("[data-spot]") ?? []) {
    if (one.dataset.spot === spot) return one;
  }
  return null;
}

/** What an element is in; null outside of every spot. */
function cursorOf(target: Element, shown: Shown): Cursor | null {
  const spot = target.closest<HTMLElement>("[data-spot]")?.dataset.spot;
  if (spot === undefined) return null;
  const words = spot.split(" ");
  const [side, pair, col] = [Number(words.pop()) as Side, Number(words.pop()), words.pop() ?? ""];
  const row = shown.rows.find(({ key }) => key === words.join(" "));
  const ids = row && pairsAt(shown, row, col)[pair];
  return row && ids ? { row: row.key, col, pair, side, id: ids[side] } : null;
}

/** The columns that are seen, and some more. */
function useRange(box: { current: HTMLDivElement | null }, count: number) {
  const [range, setRange] = useState({ first: 0, last: ALL - 1 });
  const look = () => {
    const now = box.current;
    const cell = now?.querySelector<HTMLElement>("[role=gridcell]");
    const width = cell?.offsetWidth ?? 0;
    if (!now || !width || count <= ALL) return;
    const first = Math.max(0, Math.floor(now.scrollLeft / width) - BEYOND);
    const last = Math.ceil((now.scrollLeft + now.clientWidth) / width) + BEYOND;
    if (first !== range.first || last !== range.last) setRange({ first, last });
  };
  useEffect(look, [count]);
  return { ...(count <= ALL ? { first: 0, last: ALL } : range), look };
}
