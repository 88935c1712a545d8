/** Whether an input method is composing: its keys belong to it. 229 is what old browsers say. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Whether Ctrl or Meta is held. AltGr, which Windows reports as Ctrl+Alt, types letters: ą, @. */
export function hasCommand(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.getModifierState?.("AltGraph");
}

/** Keys with Ctrl or Meta that mean something inside a text field. */
const TEXT_COMMANDS = new Set([
  ..."acvxzy",
  "enter",
  "backspace",
  "delete",
  "home",
  "end",
  "insert",
  "arrowleft",
  "arrowright",
  "arrowup",
  "arrowdown",
]);

/**
 * Keep a key press inside a text field, so that neither the map's keys nor the notebook's see it.
 * What means nothing to a text field (Ctrl+S) goes on to the page.
 */
export function keepTextKey(event: KeyboardEvent): void {
  if (!hasCommand(event) || TEXT_COMMANDS.has(event.key.toLowerCase())) event.stopPropagation();
}

/** Where the focus is, also inside a shadow root, without asking the document for anything. */
export function focusedIn(node: Node | null): HTMLElement | null {
  const root = node?.getRootNode() as Document | ShadowRoot | undefined;
  return (root?.activeElement as HTMLElement | null | undefined) ?? null;
}

/** Whether keys and the clipboard are a text field's. */
export function isField(target: EventTarget | null | undefined): boolean {
  const { tagName } = (target ?? {}) as Partial<Element>;
  return tagName === "TEXTAREA" || tagName === "INPUT" || tagName === "SELECT";
}

/** Whether it has letters, and so an undo of its own; a box that is ticked has none. */
export function holdsText(target: EventTarget | null | undefined): boolean {
  const { tagName, type } = (target ?? {}) as Partial<HTMLInputElement>;
  if (tagName === "TEXTAREA") return true;
  return tagName === "INPUT" && !/^(checkbox|radio|range|color)$/.test(type ?? "");
}

/** Class names without the empty ones. */
export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
