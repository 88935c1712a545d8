import type { Stroke } from "../../core/schema.gen";
import type { State } from "../../core/state";
import { type Point, round } from "./line";

/** Points are kept in this part of the width of a column, so that they fit when it changes. */
const UNIT = 150;

/** Where an anchor stands on the map, in px of it, and which record it is. */
export interface Anchor {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** The map as something to draw on: which points of the page are where on it. */
export class Ground {
  readonly #rows: HTMLElement;
  readonly #column: number;
  readonly #box: DOMRect;
  readonly #zoom: number;

  constructor(rows: HTMLElement, column: number) {
    this.#rows = rows;
    this.#column = column;
    this.#box = rows.getBoundingClientRect();
    // Without a layout, as in a test, nothing is enlarged.
    this.#zoom = this.#box.width / rows.offsetWidth || 1;
  }

  /** How high the heads of the columns are, which stay in view while the lanes scroll. */
  get head(): number {
    return this.#rows.querySelector<HTMLElement>(".cjm-head")?.offsetHeight ?? 0;
  }

  /** By how much the heads have been moved down to stay in view. */
  get stuck(): number {
    const head = this.#rows.querySelector(".cjm-head")?.getBoundingClientRect();
    return head ? (head.top - this.#box.top) / this.#zoom : 0;
  }

  /** A point of the page on the map. */
  at(x: number, y: number): Point {
    return [(x - this.#box.left) / this.#zoom, (y - this.#box.top) / this.#zoom];
  }

  /** The record that is under a point of the page: a card, a touchpoint, a phase. */
  anchorAt(x: number, y: number): Anchor | null {
    const page = this.#rows.getRootNode() as Document | ShadowRoot;
    for (const element of page.elementsFromPoint(x, y)) {
      if (!this.#rows.contains(element)) continue;
      const found = element.closest<HTMLElement>("[data-type=card],[data-type=phase]");
      const id = found?.dataset.id;
      const touchpoint = element.closest<HTMLElement>("[data-touchpoint]")?.dataset.touchpoint;
      const anchor = this.anchor(id || touchpoint || "");
      if (anchor) return anchor;
    }
    return null;
  }

  /** Where a record stands; null when it is not to be seen. */
  anchor(id: string): Anchor | null {
    const found = this.#rows.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
    if (!id || !found) return null;
    const box = found.getBoundingClientRect();
    const [x, y] = this.at(box.left, box.top);
    return { id, x, y: found.closest(".cjm-head") ? y - this.stuck : y };
  }

  /** The points of a line as they are kept. */
  keep(line: readonly Point[], anchor: Anchor): Point[] {
    return line.map(([x, y]) => [
      round(((x - anchor.x) * UNIT) / this.#column),
      round(y - anchor.y),
    ]);
  }

  /** A kept line where it is now on the map; null when its anchor is not to be seen. */
  place(stroke: Stroke): Point[] | null {
    const anchor = this.anchor(stroke.anchor);
    if (!anchor) return null;
    return pointsOf(stroke).map(([x, y]) => [anchor.x + (x * this.#column) / UNIT, anchor.y + y]);
  }
}

/** The points of a stroke, without what are none. */
export function pointsOf(stroke: Stroke): Point[] {
  const points: readonly unknown[] = Array.isArray(stroke.points) ? stroke.points : [];
  return points.filter(
    (p): p is Point => Array.isArray(p) && Number.isFinite(p[0]) && Number.isFinite(p[1]),
  );
}

/** All strokes of a map. */
export function strokesOf(state: State): Stroke[] {
  return [...state.ofType("stroke")].flatMap((id) => state.record("stroke", id) ?? []);
}
