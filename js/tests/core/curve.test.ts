import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { band, type Point, path, pieces } from "../../src/core/curve";
import { scaleOf, scoresAt, scoreText, snap } from "../../src/core/emotion";
import { State } from "../../src/core/state";

const points = fc
  .array(
    fc.record({
      step: fc.double({ min: 0.5, max: 400, noNaN: true }),
      y: fc.double({ min: -500, max: 500, noNaN: true }),
    }),
    { minLength: 2, maxLength: 12 },
  )
  .map((list) => {
    let x = 0;
    return list.map(({ step, y }): Point => {
      x += step;
      return { x, y };
    });
  });

const bezier = (a: number, b: number, c: number, d: number, t: number) =>
  (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;

describe("the curve", () => {
  test("E15 it never leaves the range between two neighbouring points", () => {
    fc.assert(
      fc.property(points, (given) => {
        pieces(given).forEach(([b, c, d], i) => {
          const a = given[i] as Point;
          const [low, high] = [Math.min(a.y, d.y), Math.max(a.y, d.y)];
          for (let t = 0; t <= 1; t += 0.05) {
            const y = bezier(a.y, b.y, c.y, d.y, t);
            expect(y).toBeGreaterThanOrEqual(low - 1e-6);
            expect(y).toBeLessThanOrEqual(high + 1e-6);
          }
        });
      }),
    );
  });

  test("E15 it runs one way between two points", () => {
    fc.assert(
      fc.property(points, (given) => {
        pieces(given).forEach(([b, c, d], i) => {
          const a = given[i] as Point;
          const way = Math.sign(d.y - a.y);
          let before = a.y;
          for (let t = 0.05; t <= 1; t += 0.05) {
            const y = bezier(a.y, b.y, c.y, d.y, t);
            expect((y - before) * way).toBeGreaterThanOrEqual(-1e-6);
            before = y;
          }
        });
      }),
    );
  });

  test("E15 it goes through its points", () => {
    const three = [
      { x: 0, y: 1 },
      { x: 10, y: 5 },
      { x: 20, y: 5 },
    ];
    expect(path(three)).toMatch(/^M0,1C.* 10,5C.* 20,5$/);
    expect(path([])).toBe("");
    expect(path(three.slice(0, 1))).toBe("M0,1");
    const lower = three.map(({ x, y }) => ({ x, y: y + 1 }));
    expect(band(three, lower)).toMatch(/^M0,1C.*L20,6C.* 0,2Z$/);
    expect(band([], [])).toBe("");
  });
});

describe("scores", () => {
  const state = (scale: object, ...scores: object[]) =>
    new State([
      { type: "journey", id: "j", emotion_scale: scale },
      { type: "touchpoint", id: "t", place: { order: "a0" } },
      ...scores.map((given, i) => ({
        type: "experience" as const,
        id: `e${i}`,
        touchpoint: "t",
        ...given,
      })),
    ]);

  test("E16 several answers of one persona are shown as their mean and spread", () => {
    const source = "measured";
    const map = state({}, { score: 1, source }, { score: 2, source }, { note: "no score" });
    const mean = scoresAt(map, "t").get("");
    expect(mean).toMatchObject({ score: 1.5, n: 2, assumed: false });
    expect(mean?.sd).toBeCloseTo(Math.SQRT1_2);
    expect(mean?.only).toBeUndefined();
    const one = scoresAt(state({}, { score: 1, sd: 0.4, n: 41 }), "t").get("");
    expect(one).toMatchObject({ score: 1, sd: 0.4, n: 41, assumed: true });
  });

  test("E17 sources are never averaged: the best founded one is shown", () => {
    const shown = (...scores: object[]) => scoresAt(state({}, ...scores), "t").get("");
    const assumed = { score: -2 };
    const said = { score: 1, source: "self_reported" };
    const measured = { score: 2, source: "measured", n: 4, sd: 1 };
    expect(shown(assumed, said)).toMatchObject({ score: 1, n: 1, assumed: false, ids: ["e1"] });
    expect(shown(assumed, measured, said)?.only?.id).toBe("e1");
    expect(shown(assumed, { score: 0, source: "of later" })?.score).toBe(0);
    expect(shown(said, { ...measured, n: 0 })?.score).toBe(1);
    expect(shown({ ...measured, n: 0 })).toMatchObject({ score: 2, n: 0 });
  });

  test("E17 answers that were summed up are combined with the others", () => {
    const source = "measured";
    const shown = (...scores: object[]) =>
      scoresAt(state({}, ...scores.map((given) => ({ ...given, source }))), "t").get("");
    const groups = [
      { n: 10, score: 11.8, sd: 2.4 },
      { n: 20, score: 15.3, sd: 3.2 },
      { n: 15, score: 8.4, sd: 4.1 },
    ];
    expect(shown(...groups)?.score).toBeCloseTo(12.2222, 4);
    expect(shown(...groups)?.sd).toBeCloseTo(4.5028, 4);
    expect(shown({ n: 4, score: 1 }, { score: 2 })).toMatchObject({ score: 1.2, sd: 0, n: 5 });
  });

  test("E16 a score snaps to steps from the lowest one and stays on the scale", () => {
    const half = scaleOf(state({ min: 1, max: 5, neutral: 3, step: 0.5 }));
    expect(snap(half, 3.3)).toBe(3.5);
    expect(snap(half, 3.3, true)).toBe(3.3);
    expect(snap(half, 9)).toBe(5);
    const odd = scaleOf(state({ min: 3, max: 3, step: 0 }));
    expect(odd.max).toBeGreaterThan(odd.min);
    expect(scoreText(-1.5, scaleOf(state({})))).toBe("−1.5");
    expect(scoreText(2, scaleOf(state({})))).toBe("+2");
    expect(scoreText(2, half)).toBe("2");
  });
});
