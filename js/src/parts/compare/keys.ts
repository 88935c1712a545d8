import { hasCommand, isComposing, isField } from "../../ui/keys";

/** What the keys of a comparison do. */
export interface Doing {
  sideways(by: number): void;
  upDown(by: 1 | -1): void;
  edge(key: "Home" | "End", all: boolean): void;
  /** Types in what one stands on. */
  edit(): void;
  menu(): void;
  take(): void;
}

/** Does what a key means in the grid; keys it does not know are left alone: Ctrl+S, Tab ... */
export function onGridKey(event: KeyboardEvent, doing: Doing): void {
  if (isComposing(event) || event.defaultPrevented || isBusy(event)) return;
  if (!handled(event, doing)) return;
  event.preventDefault();
  event.stopPropagation();
}

function isBusy({ target, key }: KeyboardEvent): boolean {
  const onButton = (target as Element).tagName === "BUTTON" && (key === "Enter" || key === " ");
  return onButton || isField(target);
}

function handled(event: KeyboardEvent, doing: Doing): boolean {
  const { key } = event;
  if (key === "ContextMenu" || (key === "F10" && event.shiftKey)) doing.menu();
  else if (event.altKey) return false;
  else if (key === "Home" || key === "End") doing.edge(key, hasCommand(event));
  else if (hasCommand(event)) return false;
  else if (key === "ArrowLeft") doing.sideways(-1);
  else if (key === "ArrowRight") doing.sideways(1);
  else if (key === "ArrowUp") doing.upDown(-1);
  else if (key === "ArrowDown") doing.upDown(1);
  else if (key === "Enter" || key === "F2") doing.edit();
  else if (key.toLowerCase() === "t") doing.take();
  else return false;
  return true;
}

/** N and P, and Alt with arrows, go from one difference to the next; Ctrl+Z and its kin undo. */
export function onPanelKey(
  event: KeyboardEvent,
  doing: { step(by: 1 | -1): void; undo(): void; redo(): void },
): void {
  if (isComposing(event) || event.defaultPrevented) return;
  if (isField(event.target) || !panelHandled(event, doing)) return;
  event.preventDefault();
  event.stopPropagation();
}

function panelHandled(event: KeyboardEvent, doing: Parameters<typeof onPanelKey>[1]): boolean {
  const key = event.key.toLowerCase();
  if (hasCommand(event)) {
    if (event.altKey) return false;
    if (key === "z" && !event.shiftKey) doing.undo();
    else if (key === "z" || (key === "y" && event.ctrlKey)) doing.redo();
    else return false;
    return true;
  }
  const by = STEPS[event.altKey ? `alt ${key}` : key];
  if (by === undefined) return false;
  doing.step(by);
  return true;
}

const STEPS: Readonly<Record<string, 1 | -1>> = {
  n: 1,
  p: -1,
  "alt arrowdown": 1,
  "alt arrowup": -1,
};
