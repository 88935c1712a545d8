import { type Signal, signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test } from "vitest";
import { memo } from "../../src/editor/memo";

type Texts = Signal<readonly string[]>;

const Cell = memo(function Cell({ text }: { text: string }) {
  return <span>{text}</span>;
});

/** Renders again by itself; what it stands in was rendered once, and keeps its first element. */
function Row({ texts }: { texts: Texts }) {
  return (
    <p>
      {texts.value.map((text, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
        <Cell key={i} text={text} />
      ))}
    </p>
  );
}

/** All elements of Preact's that can be reached from what is shown. */
function reached(root: Element): number {
  const found = new Set<object>();
  const waiting: unknown[] = [(root as { __k?: unknown }).__k];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (Array.isArray(next)) waiting.push(...next);
    else if (next && typeof next === "object" && !found.has(next)) {
      found.add(next);
      const { __k, __, props } = next as { __k?: unknown; __?: unknown; props?: object };
      waiting.push(__k, __, (props as { children?: unknown } | undefined)?.children);
    }
  }
  return found.size;
}

test("E196 what was rendered before is let go, however often", () => {
  const root = document.createElement("div");
  const texts: Texts = signal(["a 0", "b 0", "c 0"]);
  act(() =>
    render(
      <div>
        <Row texts={texts} />
      </div>,
      root,
    ),
  );
  const edit = (from: number, to: number) => {
    for (let n = from; n < to; n++) {
      act(() => {
        texts.value = texts.value.map((text, i) => (i === n % 3 ? `${text[0]} ${n}` : text));
      });
    }
  };
  edit(1, 20);
  const held = reached(root);
  edit(20, 200);
  expect(root.textContent).toBe("a 198b 199c 197");
  expect(reached(root)).toBeLessThanOrEqual(held + 10);
});
