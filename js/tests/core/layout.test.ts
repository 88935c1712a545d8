import { describe, expect, test } from "vitest";
import { Layout, NARROW, WIDE } from "../../src/core/layout";
import type { AnyRecord } from "../../src/core/schema.gen";
import { alive, spanned, toggled } from "../../src/core/selection";
import { State } from "../../src/core/state";

const small = () =>
  new State([
    { type: "journey", id: "j" },
    { type: "touchpoint", id: "t0", place: { order: "a0" } },
    { type: "phase", id: "p1", place: { order: "a0" }, purchase_stage: "before" },
    { type: "phase", id: "p2", place: { order: "a1" }, purchase_stage: "before", collapsed: true },
    { type: "phase", id: "p3", place: { order: "a2" }, purchase_stage: "after" },
    { type: "phase", id: "p4", place: { order: "a3" }, purchase_stage: "after" },
    { type: "touchpoint", id: "t1", place: { order: "a0", parent: "p1" } },
    { type: "touchpoint", id: "t2", place: { order: "a1", parent: "p1" } },
    { type: "touchpoint", id: "t3", place: { order: "a0", parent: "p2" } },
    { type: "touchpoint", id: "t4", place: { order: "a1", parent: "p2" } },
    { type: "touchpoint", id: "t5", place: { order: "a0", parent: "p4" } },
  ]);

function big(n: number, perPhase: number): State {
  const records: AnyRecord[] = [{ type: "journey", id: "j" }];
  const key = (i: number) =>
    `b${i.toString().padStart(2, "0").slice(-2)}${String(Math.floor(i / 100)).padStart(3, "0")}V`;
  for (let i = 0; i < n; i++) {
    const phase = Math.floor(i / perPhase);
    if (i % perPhase === 0) {
      records.push({
        type: "phase",
        id: `p${phase}`,
        place: { order: `a${String(phase).padStart(5, "0")}V` },
      });
    }
    records.push({
      type: "touchpoint",
      id: `t${i}`,
      place: { order: key(i), parent: `p${phase}` },
    });
  }
  return new State(records);
}

describe("columns", () => {
  test("E11 loose touchpoints come first, an empty phase takes one column, a collapsed one a narrow one", () => {
    const layout = new Layout(small());
    expect(layout.slice(0, 99).map((c) => [c.kind, c.key])).toEqual([
      ["touchpoint", "t0"],
      ["touchpoint", "t1"],
      ["touchpoint", "t2"],
      ["collapsed", "p2"],
      ["empty", "p3"],
      ["touchpoint", "t5"],
    ]);
    expect(layout.columns).toBe(6);
    expect(layout.narrow).toBe(1);
    expect(layout.stages).toEqual([
      { stage: "none", start: 0, count: 1 },
      { stage: "before", start: 1, count: 3 },
      { stage: "after", start: 4, count: 2 },
    ]);
  });

  test("E11 a column is found by its record, a hidden touchpoint by its phase", () => {
    const state = small();
    const layout = new Layout(state);
    for (const column of layout.slice(0, 99)) {
      expect(layout.indexOf(state, column.key)).toBe(column.index);
    }
    expect(layout.indexOf(state, "t4")).toBe(3);
    expect(layout.indexOf(state, "gone")).toBe(-1);
    expect(layout.column(-1)).toBeUndefined();
    expect(layout.column(6)).toBeUndefined();
  });

  test("E12 edges and positions agree for every column", () => {
    const layout = new Layout(small());
    let x = 0;
    for (const column of layout.slice(0, 99)) {
      expect(layout.x(column.index, 150)).toBe(x);
      const width = layout.width(column.index, 150);
      expect(width).toBe(column.kind === "collapsed" ? NARROW : 150);
      expect(layout.at(x, 150)).toBe(column.index);
      expect(layout.at(x + width - 1, 150)).toBe(column.index);
      x += width;
    }
    expect(layout.x(99, 150)).toBe(x);
    expect(layout.at(-50, 150)).toBe(0);
    expect(layout.at(1e9, 150)).toBe(5);
  });

  test("E12 few columns fill the room, many are 150 px wide", () => {
    const few = new Layout(small());
    expect(few.columnWidth(5 * 200 + NARROW)).toBe(200);
    expect(few.columnWidth(400)).toBe(WIDE);
    expect(new Layout(new State([])).columns).toBe(0);
    expect(new Layout(new State([])).at(0, 150)).toBe(0);
  });

  test("E13 ten thousand columns cost no more than their phases", () => {
    const state = big(10_000, 10);
    const start = performance.now();
    for (let i = 0; i < 20; i++) new Layout(state);
    const layout = new Layout(state);
    for (let i = 0; i < 10_000; i++) layout.at(i * 150 + 1, 150);
    const took = performance.now() - start;
    expect(layout.columns).toBe(10_000);
    expect(layout.at(7_777 * 150 + 1, 150)).toBe(7_777);
    // 20 rebuilds and 10,000 questions: far under what one frame each would be.
    expect(took).toBeLessThan(500);
  });
});

describe("selection", () => {
  test("E14 Ctrl takes in and out, within one type; Shift spans in the order of the map", () => {
    const state = small();
    const layout = new Layout(state);
    expect(toggled(state, ["t1"], "t5")).toEqual(["t1", "t5"]);
    expect(toggled(state, ["t1", "t5"], "t1")).toEqual(["t5"]);
    expect(toggled(state, ["p1"], "t1")).toEqual(["t1"]);
    expect([...spanned(state, layout, ["t0"], "t2")].sort()).toEqual(["t0", "t1", "t2"]);
    expect([...spanned(state, layout, spanned(state, layout, ["t1"], "t2"), "t0")].sort()).toEqual([
      "t0",
      "t1",
    ]);
    expect(spanned(state, layout, [], "t2")).toEqual(["t2"]);
    const all = ["t1", "t2"];
    expect(alive(state, all)).toBe(all);
    expect(alive(state, ["t1", "gone"])).toEqual(["t1"]);
  });
});
