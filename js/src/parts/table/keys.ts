import { detailsKey } from "../../editor/inspector/trail";
import type { Actions } from "../../editor/map/actions";
import type { MapView } from "../../editor/map/view";
import { openPanel } from "../../editor/PartPanel";
import { hasCommand, isComposing } from "../../ui/keys";
import type { Column } from "./columns";
import { type Cursor, HEAD, spannedRows } from "./cursor";
import { clearCell } from "./edits";

/** What the keys are about. */
export interface Here {
  readonly view: MapView;
  readonly act: Actions;
  readonly rows: readonly string[];
  readonly cursor: Cursor;
  readonly column: Column | undefined;
  readonly selection: readonly string[];
  readonly readOnly: boolean;
  move(rows: number, columns: number): void;
  /** To the end of the row, or of the table. */
  edge(key: "Home" | "End", all: boolean): void;
  begin(typed?: string): void;
  clear(): void;
  select(ids: readonly string[]): void;
  sort(): void;
  add(): void;
  remove(): void;
  menu(): void;
}

const PAGE = 12;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-PAGE, 0],
  PageDown: [PAGE, 0],
};

/** Does what a key means in a table. Keys it does not know are left alone: Ctrl+S, Tab ... */
export function onGridKey(event: KeyboardEvent, here: Here): void {
  if (isComposing(event) || event.defaultPrevented) return;
  const { tagName } = event.target as Element;
  if (["TEXTAREA", "INPUT", "SELECT"].includes(tagName)) return;
  if (tagName === "BUTTON" && (event.key === "Enter" || event.key === " ")) return;
  if (!handled(event, here)) return;
  event.preventDefault();
  event.stopPropagation();
}

function handled(event: KeyboardEvent, here: Here): boolean {
  const { key } = event;
  const { cursor, readOnly } = here;
  const heading = cursor.row === HEAD;
  const command = hasCommand(event);
  if (key === "ContextMenu" || (key === "F10" && event.shiftKey)) {
    if (!heading) here.menu();
    return true;
  }
  if (!heading && detailsKey(event, here.view.editor)) return true;
  if (event.altKey) return false;
  if (key === "Home" || key === "End") {
    here.edge(key, command);
    return true;
  }
  if (command) return (key === "Delete" || key === "Backspace") && !readOnly && removed(here);
  const step = ARROWS[key];
  if (step) {
    if (event.shiftKey && !heading && step[0]) extend(step[0], here);
    else here.move(...step);
    return true;
  }
  if (key === "Escape") {
    // The way back to the map is a button: a second Escape must not lead there by accident.
    here.view.toast.value = null;
    here.clear();
    return true;
  }
  if (heading) return sorts(key, here);
  return readOnly ? false : changed(key, here);
}

function sorts(key: string, here: Here): boolean {
  if (key !== "Enter" && key !== " ") return false;
  here.sort();
  return true;
}

function removed(here: Here): boolean {
  if (here.cursor.row !== HEAD) here.remove();
  return true;
}

/** One row more, or one less, is selected. */
function extend(by: number, here: Here): void {
  const { rows, cursor, selection } = here;
  const next = rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(cursor.row) + by))];
  if (next === undefined) return;
  here.select(spannedRows(rows, selection, next));
  here.move(by, 0);
}

function changed(key: string, here: Here): boolean {
  const { view, act, cursor, column } = here;
  switch (key) {
    case "Enter":
    case "F2":
      here.begin();
      return true;
    case " ":
      here.begin();
      return true;
    case "Insert":
      here.add();
      return true;
    case "Delete":
    case "Backspace":
      if (column) clearCell(view, act, cursor.row, column);
      return true;
    case "?":
      openPanel(view.editor, "help");
      return true;
    default:
      // What is typed replaces what is there, as in a spreadsheet.
      if ([...key].length !== 1 || column?.kind === "flag") return false;
      here.begin(key);
      return true;
  }
}
