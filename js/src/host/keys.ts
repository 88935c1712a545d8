/**
 * Keys stay inside. Without this, JupyterLab's single-letter shortcuts see what is typed on the
 * map: `x` cuts the cell. Ctrl+S and its kin still reach the page.
 */

import { hasCommand, isField } from "../ui/keys";

/** Keys with Ctrl or Meta that the editor answers itself. */
const OWN: ReadonlySet<string> = new Set([..."zyfcxvd", "home", "end"]);

/** Inside a text field these too are the field's: Ctrl+Enter would run the cell. */
const TEXT: ReadonlySet<string> = new Set([
  ..."ab",
  "enter",
  "arrowleft",
  "arrowright",
  "arrowup",
  "arrowdown",
  "backspace",
  "delete",
  "insert",
]);

/** Whether a key press belongs to the editor, so that the page must not see it. */
export function isOurs(event: KeyboardEvent): boolean {
  if (!hasCommand(event)) return true;
  const key = event.key.toLowerCase();
  return OWN.has(key) || (TEXT.has(key) && isField(event.composedPath()[0]));
}

/** Stop what is ours at `root`, after everything inside has seen it. */
export function keepKeys(root: HTMLElement): () => void {
  const stop = (event: Event) => {
    if (isOurs(event as KeyboardEvent)) event.stopPropagation();
  };
  const kinds = ["keydown", "keypress", "keyup"] as const;
  for (const kind of kinds) root.addEventListener(kind, stop);
  return () => {
    for (const kind of kinds) root.removeEventListener(kind, stop);
  };
}
