import { Component, type ComponentType, type FunctionComponent, h } from "preact";

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  return a.every((item, i) => item === b[i]);
}

/**
 * A component that renders again only when a prop differs. Arrays are compared item by item:
 * records are never altered in place, so equal items mean an equal picture.
 */
export function memo<P extends object>(render: FunctionComponent<P>): ComponentType<P> {
  return class extends Component<P> {
    static override displayName = render.name;

    override shouldComponentUpdate(next: P): boolean {
      const before = this.props as Record<string, unknown>;
      const after = next as Record<string, unknown>;
      for (const name in after) if (!same(before[name], after[name])) return true;
      for (const name in before) if (!(name in after)) return true;
      return false;
    }

    override render() {
      return h(render, this.props as P);
    }
  };
}
