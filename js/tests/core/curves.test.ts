import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nameEmotion } from "../../src/core/commands";
import { curvesOf, endOf, plannedRef } from "../../src/core/curves";
import { State } from "../../src/core/state";

const JOURNEY = { type: "journey", id: "j" };
const PHASES = [
  { type: "phase", id: "open", place: { order: "a0" } },
  { type: "phase", id: "shut", collapsed: true, place: { order: "a1" } },
];
const PERSONAS = ["p", "q"].map((id, i) => ({ type: "persona", id, place: { order: `a${i}` } }));

function stateOf(...records: object[]): State {
  return new State([JOURNEY, ...PHASES, ...PERSONAS, ...records] as never);
}

const step = (id: string, more: object = {}, parent = "open") => ({
  type: "touchpoint",
  id,
  place: { order: `a${id.length}${id}x`, parent },
  ...more,
});
const felt = (id: string, touchpoint: string, score: number | null, more: object = {}) => ({
  type: "experience",
  id,
  touchpoint,
  score,
  ...more,
});

describe("the ends of a curve", () => {
  test("[E121] are those of all shown touchpoints, with all that share them", () => {
    const scores = fc.array(
      fc.record({ score: fc.integer({ min: -2, max: 2 }), hidden: fc.boolean() }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(scores, (rows) => {
        const records = rows.flatMap(({ score, hidden }, i) => [
          step(`t${i}`, {}, hidden ? "shut" : "open"),
          felt(`e${i}`, `t${i}`, score, { persona: "p" }),
        ]);
        const { ends, personas } = curvesOf(stateOf(...records));
        expect(personas).toEqual(["p"]);
        const seen = rows.filter(({ hidden }) => !hidden).map(({ score }) => score);
        for (const score of seen) {
          const level = seen.every((other) => other === score);
          const n = seen.filter((other) => other === score).length;
          const end =
            score === Math.max(...seen)
              ? { end: "highest", n }
              : score === Math.min(...seen)
                ? { end: "lowest", n }
                : null;
          expect(endOf(ends.get("p"), score)).toEqual(level ? null : end);
        }
      }),
    );
  });

  test("[E121] count a mean of several answers once, whatever floating point leaves", () => {
    const answers = [0.1, 0.2, 0.3].map((score, i) => felt(`m${i}`, "a", score, { n: 1 }));
    const state = stateOf(
      step("a"),
      step("b"),
      step("c"),
      ...answers,
      felt("x", "b", 0.2),
      felt("y", "c", -1),
    );
    expect(endOf(curvesOf(state).ends.get(""), 0.1 + 0.1)).toEqual({ end: "highest", n: 2 });
  });

  test("[E123] list who has scores: personas in their order, everyone last", () => {
    const state = stateOf(
      step("a"),
      felt("1", "a", 1),
      felt("2", "a", 1, { persona: "q" }),
      felt("3", "a", null, { persona: "p" }),
    );
    expect(curvesOf(state).personas).toEqual(["q", ""]);
  });
});

describe("what was planned", () => {
  const plan = [step("a", { planned_ref: "b" }), step("b"), step("c", { planned_ref: "c" })];

  test("[E122] is what the planned touchpoint shows; nothing stands for itself", () => {
    const state = stateOf(...plan, felt("1", "b", 2), felt("2", "c", 1));
    expect([plannedRef(state, "a"), plannedRef(state, "b"), plannedRef(state, "c")]).toEqual([
      "b",
      "",
      "",
    ]);
    expect(curvesOf(state).planned).toBe(true);
    expect(curvesOf(stateOf(...plan, felt("2", "c", 1))).planned).toBe(false);
  });

  test("[E122] is not there on a map of a plan", () => {
    const state = new State([
      { ...JOURNEY, basis: "planned" },
      ...PHASES,
      ...plan,
      felt("1", "b", 2),
    ] as never);
    expect(plannedRef(state, "a")).toBe("");
    expect(curvesOf(state).planned).toBe(false);
  });
});

test("[E120] a word and its emoji are one change; the same again is none", () => {
  const state = stateOf(step("a"), felt("1", "a", 1, { emotion: "joy", emoji: "😄" }));
  expect(nameEmotion(state, { id: "1", emotion: "fear", emoji: "😨" })?.change).toEqual({
    updated: { 1: { emotion: ["joy", "fear"], emoji: ["😄", "😨"] } },
  });
  expect(nameEmotion(state, { id: "1", emotion: "joy", emoji: "😄" })).toBe(null);
  expect(nameEmotion(state, { id: "a", emotion: "joy", emoji: "😄" })).toBe(null);
});
