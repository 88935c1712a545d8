/** What is said about a mark under the pointer: titles and values, as texts and nothing else. */
import { rowsOf } from "./naming";

const GAP = 12;

export interface Tooltip {
  /** At a place of the window. */
  show(value: unknown, datum: unknown, x: number, y: number): void;
  hide(): void;
}

export function createTooltip(root: HTMLElement): Tooltip {
  const page = root.ownerDocument;
  const box = page.createElement("div");
  box.className = "cjm-live-tip";
  box.hidden = true;
  // What it says is spoken where the focus is.
  box.setAttribute("aria-hidden", "true");
  root.append(box);
  const add = (tag: string, text: string) => {
    const part = page.createElement(tag);
    part.dir = "auto";
    part.textContent = text;
    return part;
  };
  return {
    show(value, datum, x, y) {
      const rows = rowsOf(value, datum);
      box.hidden = rows.length === 0;
      if (box.hidden) return;
      box.replaceChildren(
        ...rows.flatMap(([title, text]) => [
          ...(title ? [add("span", title)] : []),
          add("b", text),
        ]),
      );
      box.classList.toggle("cjm-live-plain", !rows.some(([title]) => title));
      const frame = root.getBoundingClientRect();
      const { width, height } = box.getBoundingClientRect();
      // On the side of the pointer where there is room, and never outside of the frame.
      const right = x - frame.left + GAP;
      const left = right + width > frame.width ? x - frame.left - GAP - width : right;
      const below = y - frame.top + GAP;
      const top = below + height > frame.height ? y - frame.top - GAP - height : below;
      box.style.left = `${Math.max(0, left)}px`;
      box.style.top = `${Math.max(0, top)}px`;
    },
    hide() {
      box.hidden = true;
    },
  };
}
