import { spanned } from "../../core/selection";
import { detailsKey } from "../../editor/inspector/trail";
import { type Actions, chosen } from "../../editor/map/actions";
import type { MapView } from "../../editor/map/view";
import { openPanel } from "../../editor/PartPanel";
import { hasCommand, isComposing } from "../../ui/keys";
import { fold } from "../search/find";
import { addAfter, editLine } from "./menu";
import { parentOf, type Row } from "./rows";
import { saidOf } from "./words";

/** What the keys are about. */
export interface Here {
  readonly view: MapView;
  readonly act: Actions;
  readonly rows: readonly Row[];
  readonly at: number;
  /** What was typed to find a line, and when. */
  readonly typed: { text: string; at: number };
  /** Said where a score cannot be typed. */
  readonly mean: string;
  go(key: string): void;
  toggle(row: Row): void;
  /** Turns lines over: what is folded unfolds and the other way round. */
  turn(keys: readonly string[]): void;
  menu(row: Row): void;
}

const TYPEAHEAD_MS = 800;
const PAGE = 10;

/** Does what a key means in the outline. Keys it does not know are left alone: Ctrl+S, Tab ... */
export function onTreeKey(event: KeyboardEvent, here: Here): void {
  const { tagName } = event.target as Element;
  if (isComposing(event) || event.defaultPrevented) return;
  if (["TEXTAREA", "INPUT", "SELECT"].includes(tagName)) {
    // A field with nothing to call off: the outline stays, and the line has the focus again.
    if (event.key !== "Escape") return;
    here.view.editing.value = null;
    here.go(here.rows[here.at]?.key ?? "");
  } else if (tagName === "BUTTON" && (event.key === "Enter" || event.key === " ")) return;
  else if (!handled(event, here)) return;
  event.preventDefault();
  event.stopPropagation();
}

function handled(event: KeyboardEvent, here: Here): boolean {
  const { view, rows, at, typed } = here;
  const row = rows[at];
  if (!row) return false;
  const { key } = event;
  const readOnly = view.editor.readOnly.peek();
  if (key === "ContextMenu" || (key === "F10" && event.shiftKey)) {
    here.menu(row);
    return true;
  }
  if (detailsKey(event, view.editor)) return true;
  if (event.altKey) return !readOnly && !hasCommand(event) && moveThing(key, row, here);
  if (hasCommand(event)) return false;
  if (key === "Escape") {
    // The way back to the map is a button: a second Escape must not lead there by accident.
    view.toast.value = null;
    return true;
  }
  if (moved(event, row, here)) return true;
  const searching = Date.now() - typed.at < TYPEAHEAD_MS;
  if (!readOnly && !searching && changed(key, row, here)) return true;
  if (key === " " && !searching) {
    here.toggle(row);
    return true;
  }
  if (key === "/" || key === "?") {
    openPanel(view.editor, key === "/" ? "search" : "help");
    return true;
  }
  if (key === "*") {
    here.turn(rows.flatMap((other) => (besides(row, other) ? [other.key] : [])));
    return true;
  }
  return [...key].length === 1 && find(key, here, searching);
}

/** Folded lines at the same place as a line. */
function besides(row: Row, other: Row): boolean {
  const together = row.level === other.level && (row.level < 3 || row.owner === other.owner);
  return together && other.open === false;
}

function moved(event: KeyboardEvent, row: Row, here: Here): boolean {
  const { rows, at } = here;
  const last = rows.length - 1;
  const to = (index: number) => {
    const next = rows[Math.min(last, Math.max(0, index))] as Row;
    span(event, row, next, here);
    return true;
  };
  switch (event.key) {
    case "ArrowUp":
      return to(at - 1);
    case "ArrowDown":
      return to(at + 1);
    case "PageUp":
      return to(at - PAGE);
    case "PageDown":
      return to(at + PAGE);
    case "Home":
      return to(0);
    case "End":
      return to(last);
    case "ArrowRight":
      if (row.open === false) here.toggle(row);
      else if (row.open) to(at + 1);
      return true;
    case "ArrowLeft": {
      const above = parentOf(rows, at);
      if (row.open) here.toggle(row);
      else if (above >= 0) to(above);
      return true;
    }
    default:
      return false;
  }
}

/** Goes to a line; with Shift all touchpoints up to it are selected. */
function span(event: KeyboardEvent, from: Row, to: Row, here: Here): void {
  const { view, act } = here;
  const { state, layout } = view.grid();
  const before = view.editor.selection.peek();
  if (event.shiftKey && from.kind === "touchpoint" && to.kind === "touchpoint") {
    act.select(spanned(state, layout, before, to.id));
  }
  here.go(to.key);
}

function changed(key: string, row: Row, here: Here): boolean {
  const { view, act, mean } = here;
  switch (key) {
    case "Enter":
    case "F2":
      editLine(view, act, row, mean);
      return true;
    case "Insert":
    case "+":
    case "n":
      addAfter(view, act, row, mean);
      return true;
    case "Delete":
    case "Backspace":
      removeThing(row, here);
      return true;
    default:
      return false;
  }
}

function removeThing(row: Row, { view, act }: Here): void {
  if (row.kind === "score") act.removeScore(row.owner, row.id);
  else if (row.kind === "touchpoint") act.remove(chosen(view, row.id));
  else if ((row.kind === "phase" && row.id) || row.kind === "card") act.remove([row.id]);
}

/** Up and Left are one way, Down and Right the other; a card also has lanes to go through. */
function moveThing(key: string, row: Row, { view, act }: Here): boolean {
  const dx = { ArrowLeft: -1, ArrowRight: 1 }[key] as -1 | 1 | undefined;
  const dy = { ArrowUp: -1, ArrowDown: 1 }[key] as -1 | 1 | undefined;
  const by = dx ?? dy;
  if (!by) return false;
  if (row.kind === "phase" && row.id) act.movePhase(row.id, by);
  else if (row.kind === "touchpoint") act.moveTouchpoints(chosen(view, row.id), by);
  else if (row.kind === "card") act.moveCard(row.id, dx ? { dx } : { dy: by });
  return true;
}

/** To the next line whose name begins with what has been typed. */
function find(key: string, here: Here, searching: boolean): boolean {
  const { view, rows, at, typed } = here;
  const before = searching ? typed.text : "";
  // One letter again and again walks through the lines that begin with it.
  const text = fold(before === key ? key : before + key);
  Object.assign(typed, { text, at: Date.now() });
  const { state } = view.editor.replica;
  const none = () => "";
  for (let i = text.length > 1 ? 0 : 1; i <= rows.length; i++) {
    const row = rows[(at + i) % rows.length] as Row;
    if (!fold(saidOf(state, row, view.editor.t, none).name).startsWith(text)) continue;
    here.go(row.key);
    return true;
  }
  return true;
}
