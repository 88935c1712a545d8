import { Component, type ComponentType, type FunctionComponent, h } from "preact";

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  return a.every((item, i) => item === b[i]);
}

/** What Preact makes of an element: its names for these two fields are short, and have been for years. */
interface Rendered {
  /** Of a component, the element it shows now. */
  readonly __v?: Element | null;
}
interface Element {
  /** What the element was rendered to. */
  __k?: unknown;
}

/**
 * A component that renders again only when a prop differs. Arrays are compared item by item:
 * records are never altered in place, so equal items mean an equal picture.
 */
export function memo<P extends object>(render: FunctionComponent<P>): ComponentType<P> {
  return class extends Component<P> {
    static override displayName = render.name;
    /** The elements of the last two turns. */
    #before: Element | null | undefined;
    #last: Element | null | undefined;

    override shouldComponentUpdate(next: P): boolean {
      this.#letGo();
      const before = this.props as Record<string, unknown>;
      const after = next as Record<string, unknown>;
      for (const name in after) if (!same(before[name], after[name])) return true;
      for (const name in before) if (!(name in after)) return true;
      return false;
    }

    /**
     * Where nothing is rendered again, Preact gives the new element what the old one was rendered
     * to, and that points to the new one. So each old tree that something holds on to (an element
     * among the children of one that was rendered once) leads to the next one, and all trees there
     * ever were stay in memory. An element that is no more needs nothing any more.
     */
    #letGo(): void {
      const now = (this as Rendered).__v;
      if (now === this.#last) return;
      if (this.#before) this.#before.__k = null;
      this.#before = this.#last;
      this.#last = now;
    }

    override render() {
      return h(render, this.props as P);
    }
  };
}
