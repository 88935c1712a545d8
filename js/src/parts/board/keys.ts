import type { StickyNote } from "../../core/schema.gen";
import { detailsKey } from "../../editor/inspector/trail";
import type { Actions } from "../../editor/map/actions";
import type { MapView } from "../../editor/map/view";
import { openPanel } from "../../editor/PartPanel";
import { hasCommand, isComposing, isField } from "../../ui/keys";
import type { Cell } from "./kinds";

/** What the keys are about. */
export interface Here {
  readonly view: MapView;
  readonly act: Actions;
  readonly cells: readonly Cell[];
  readonly notes: readonly StickyNote[];
  /** The key of what has the tab stop: a note's id or `cellKey`. */
  readonly active: string;
  readonly readOnly: boolean;
  /** How many cells stand side by side now. */
  across(): number;
  go(key: string): void;
  /** Begins to write a note for a cell. */
  add(cell: string): void;
  edit(id: string): void;
  move(id: string, cell: string, index: number): void;
  menu(id: string): void;
}

/** The key of a cell among those of notes, which are ids. */
export const cellKey = (cell: string): string => `cell:${cell}`;

/** What can have the focus, in order: each cell, then its notes. */
export function keysOf(cells: readonly Cell[], notes: readonly StickyNote[]): string[] {
  return cells.flatMap(({ key }) => [
    cellKey(key),
    ...notes.filter((note) => (note.cell ?? "") === key).map((note) => note.id),
  ]);
}

/** Does what a key means on a board. Keys it does not know are left alone: Ctrl+S, Tab ... */
export function onBoardKey(event: KeyboardEvent, here: Here): void {
  const { target } = event;
  if (isComposing(event) || event.defaultPrevented || isField(target)) return;
  const pressed = event.key === "Enter" || event.key === " ";
  if (pressed && (target as Element).tagName === "BUTTON") return;
  if (!handled(event, here)) return;
  event.preventDefault();
  event.stopPropagation();
}

function handled(event: KeyboardEvent, here: Here): boolean {
  const { view, active, readOnly } = here;
  const { key } = event;
  const at = spotOf(here);
  if (!at) return false;
  const note = at.index >= 0 ? active : "";
  if (key === "ContextMenu" || (key === "F10" && event.shiftKey)) {
    if (note) here.menu(note);
    return true;
  }
  const { solo } = view.editor;
  if (!solo.peek() && detailsKey(event, view.editor)) return true;
  if (event.altKey) return !hasCommand(event) && !readOnly && note !== "" && moveNote(key, here);
  if (hasCommand(event)) return false;
  if (moved(key, here)) return true;
  if (key === "Escape") {
    view.toast.value = null;
    return true;
  }
  if (!solo.peek() && (key === "/" || key === "?")) {
    return openPanel(view.editor, key === "/" ? "search" : "help");
  }
  return !readOnly && changed(key, at, note, here);
}

function changed(key: string, at: Spot, note: string, here: Here): boolean {
  if ((key === "Enter" || key === "F2") && note) here.edit(note);
  else if (key === "Enter" || key === "n" || key === "N") here.add(at.cell);
  else if ((key === "Delete" || key === "Backspace") && note) {
    here.go(at.ids[at.index + 1] ?? at.ids[at.index - 1] ?? cellKey(at.cell));
    here.act.remove([note]);
  } else if (note && (key === "r" || key === "R")) here.act.react(note);
  else return false;
  return true;
}

interface Spot {
  readonly cell: string;
  /** Of the cell among the cells. */
  readonly at: number;
  /** Of the note in its cell; -1 for the cell itself. */
  readonly index: number;
  readonly ids: readonly string[];
}

function spot(here: Here, at: number, active: string): Spot | undefined {
  const cell = here.cells[at]?.key;
  if (cell === undefined) return undefined;
  const ids = here.notes.filter((note) => (note.cell ?? "") === cell).map(({ id }) => id);
  return { cell, at, ids, index: ids.indexOf(active) };
}

function spotOf(here: Here): Spot | undefined {
  for (let at = 0; at < here.cells.length; at++) {
    const found = spot(here, at, here.active);
    if (found && (found.index >= 0 || cellKey(found.cell) === here.active)) return found;
  }
  return undefined;
}

/** Where a key leads: through the notes of a cell, and past them to the cell beside. */
function moved(key: string, here: Here): boolean {
  const own = spotOf(here) as Spot;
  const to = (at: number, end: "cell" | "last") => {
    const next = spot(here, at, "");
    if (next) here.go((end === "last" && next.ids.at(-1)) || cellKey(next.cell));
    return true;
  };
  switch (key) {
    case "ArrowDown":
      if (own.index + 1 < own.ids.length) here.go(own.ids[own.index + 1] as string);
      else to(own.at + here.across(), "cell");
      return true;
    case "ArrowUp":
      if (own.index > 0) here.go(own.ids[own.index - 1] as string);
      else if (own.index === 0) here.go(cellKey(own.cell));
      else to(own.at - here.across(), "last");
      return true;
    case "ArrowRight":
      return to(own.at + side(here), "cell");
    case "ArrowLeft":
      return to(own.at - side(here), "cell");
    case "Home":
      return to(0, "cell");
    case "End":
      return to(here.cells.length - 1, "last");
    default:
      return false;
  }
}

/** Where one reads from right to left, the next cell is to the left. */
function side({ view }: Here): 1 | -1 {
  const box = view.scroller.current;
  const page = box?.ownerDocument.defaultView;
  return box && page?.getComputedStyle(box).direction === "rtl" ? -1 : 1;
}

/** Moves a note within its cell and, past its edge, into the cell beside. */
function moveNote(key: string, here: Here): boolean {
  const own = spotOf(here) as Spot;
  const across = here.across();
  const by = {
    ArrowLeft: -side(here),
    ArrowRight: side(here),
    ArrowUp: -across,
    ArrowDown: across,
  }[key];
  if (by === undefined) return false;
  const step = key === "ArrowUp" ? -1 : key === "ArrowDown" ? 1 : 0;
  const index = own.index + step;
  if (step && index >= 0 && index < own.ids.length) here.move(here.active, own.cell, index);
  else {
    const next = spot(here, own.at + by, "");
    if (next) here.move(here.active, next.cell, key === "ArrowDown" ? 0 : next.ids.length);
  }
  return true;
}
