/** Rows taken where there is no layout yet, in px: before the first one, and in tests. */
export const USUAL_ROOM = 700;
/** What is rendered beyond either edge of what is seen, in px. */
const AHEAD = 320;

/** Where rows stand that are not equally high. Those that were never seen count as usual. */
export class Heights {
  /** The upper edge of each row, and at the end the lower one of the last. */
  readonly #edges: Float64Array;

  constructor(keys: readonly string[], known: ReadonlyMap<string, number>, usual: number) {
    const edges = new Float64Array(keys.length + 1);
    for (const [i, key] of keys.entries()) {
      edges[i + 1] = (edges[i] as number) + (known.get(key) ?? usual);
    }
    this.#edges = edges;
  }

  get rows(): number {
    return this.#edges.length - 1;
  }

  /** The upper edge of a row; of the one after the last, where all ends. */
  top(row: number): number {
    return this.#edges[Math.min(Math.max(0, row), this.rows)] as number;
  }

  /** The row at `y` px, clamped to those there are. */
  at(y: number): number {
    let low = 0;
    let high = this.rows;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#edges[middle] as number) <= y) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, Math.min(low, this.rows - 1));
  }

  /** The rows to render for a scroll position, both included; none when there are none. */
  around(top: number, room: number): { first: number; last: number } {
    const seen = room > 0 ? room : USUAL_ROOM;
    return {
      first: this.at(top - AHEAD),
      last: Math.min(this.rows - 1, this.at(top + seen + AHEAD)),
    };
  }
}
