import { focusedIn } from "../../ui/keys";
import type { Cursor } from "./navigate";

/** Whether the focus is in a part of the page. */
export function holdsFocus(box: HTMLElement | null): boolean {
  const now = focusedIn(box);
  return box !== null && now !== null && box.contains(now);
}

/** Whether the focus has fallen to the page. */
export function isLost(now: HTMLElement | null): boolean {
  return now === null || now === now.ownerDocument.body;
}

/** The element of the map that the focus is on when the cursor is there; the map when it is not rendered. */
export function find(box: HTMLElement, at: Cursor): HTMLElement {
  const cell = box.querySelector<HTMLElement>(`[data-at="${at.row}/${at.col}"]`);
  if (at.item === undefined) return cell ?? box;
  const item = `[data-item="${at.item}"]`;
  // A card over a phase stands above the cells.
  const over = `[data-lane-row="${at.row}"] > [data-band] ${item}`;
  return (cell?.querySelector(item) ?? box.querySelector(over) ?? cell ?? box) as HTMLElement;
}

/**
 * Takes the focus from the field in a cell to the cell, before the field is taken away: with the
 * focus in it that costs a layout of its own.
 */
export function leave(box: HTMLElement | null, at: Cursor): void {
  if (box && holdsFocus(box)) find(box, at).focus({ preventScroll: true });
}
