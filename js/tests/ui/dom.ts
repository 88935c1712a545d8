import { type ComponentChild, render } from "preact";
import { act } from "preact/test-utils";

/** A place in the page, with what a person does there. */
export function place() {
  const root = document.createElement("div");
  document.body.append(root);
  const find = <E extends HTMLElement = HTMLElement>(selector: string): E => {
    const found = root.querySelector<E>(selector);
    if (!found) throw new Error(`nothing matches ${selector} in ${root.innerHTML}`);
    return found;
  };
  return {
    root,
    find,
    all: (selector: string) => [...root.querySelectorAll<HTMLElement>(selector)],
    has: (selector: string) => root.querySelector(selector) !== null,
    show: (what: ComponentChild) => act(() => render(what, root)),
    click: (selector: string) => act(() => find(selector).click()),
    key: (selector: string, key: string, more: KeyboardEventInit & { keyCode?: number } = {}) => {
      const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
      if (more.keyCode) Object.defineProperty(event, "keyCode", { value: more.keyCode });
      act(() => {
        find(selector).dispatchEvent(event);
      });
      return event;
    },
    type: (selector: string, text: string) =>
      act(() => {
        const field = find<HTMLInputElement>(selector);
        field.focus();
        field.value = text;
        field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }),
    pick: (selector: string, value: string) =>
      act(() => {
        const field = find<HTMLSelectElement>(selector);
        field.value = value;
        field.dispatchEvent(new Event("change", { bubbles: true }));
      }),
    blur: (selector: string) =>
      act(() => {
        find(selector).blur();
      }),
    remove: () => {
      act(() => render(null, root));
      root.remove();
    },
  };
}
