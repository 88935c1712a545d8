import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { demo } from "../../dev/demo";
import { Layout } from "../../src/core/layout";
import { State } from "../../src/core/state";
import {
  clampZoom,
  scrollAfter,
  zoomByWheel,
  zoomStep,
  zoomToFit,
} from "../../src/editor/map/zoom";

describe("zoom", () => {
  const layout = new Layout(new State(demo()));

  test("[E110] steps lead from one end to the other and stop there", () => {
    const seen = [0.5];
    for (let i = 0; i < 20; i++) seen.push(zoomStep(seen.at(-1) as number, 1));
    expect(new Set(seen)).toContain(1);
    expect(seen.at(-1)).toBe(2);
    expect(zoomStep(0.5, -1)).toBe(0.5);
    // From between two steps to the next one.
    expect([zoomStep(0.73, 1), zoomStep(0.73, -1)]).toEqual([0.8, 0.7]);
  });

  test("[E110] the wheel zooms by the same factor there and back, within bounds", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.7, max: 1.4, noNaN: true }),
        fc.integer({ min: -150, max: 150 }),
        (zoom, deltaY) => {
          const there = zoomByWheel(zoom, { deltaY, deltaMode: 0 });
          expect(there > zoom || deltaY >= 0 || Math.abs(there - zoom) < 0.01).toBe(true);
          expect(zoomByWheel(there, { deltaY: -deltaY, deltaMode: 0 })).toBeCloseTo(zoom, 1);
          expect(there).toBe(clampZoom(there));
        },
      ),
    );
    expect(zoomByWheel(1, { deltaY: 1e6, deltaMode: 0 })).toBe(0.5);
    expect(zoomByWheel(1, { deltaY: -1e6, deltaMode: 0 })).toBe(2);
  });

  test("[E110] what is under the pointer stays there", () => {
    const zooms = fc.double({ min: 0.5, max: 2, noNaN: true });
    fc.assert(
      fc.property(zooms, zooms, fc.nat(5000), fc.nat(900), (before, after, scroll, at) => {
        const now = scrollAfter(scroll, at, after / before);
        const content = (scroll + at) / before;
        // Unless the edge of the map is nearer.
        if (content * after >= at) expect((now + at) / after).toBeCloseTo(content, 6);
        else expect(now).toBe(0);
      }),
    );
  });

  test("[E110] fitted, all columns have room, and columns fill the room at any zoom", () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 3000 }), fc.constantFrom(112, 128), (room, head) => {
        const zoom = zoomToFit(layout, head, room);
        const inside = room / zoom - head;
        const width = layout.columnWidth(inside);
        const all = layout.x(layout.columns, width);
        if (zoom > 0.5) expect(all).toBeLessThanOrEqual(inside + 0.01);
        expect(zoom).toBeLessThanOrEqual(1);
        // A pointer over a column finds it, whatever the zoom.
        for (let i = 0; i < layout.columns; i++) {
          const x = (head + layout.x(i, width) + layout.width(i, width) / 2) * zoom;
          expect(layout.at(x / zoom - head, width)).toBe(i);
        }
      }),
    );
  });
});
