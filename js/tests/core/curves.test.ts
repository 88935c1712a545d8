import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Parts } from "../../src/core/change";
import { nameEmotion } from "../../src/core/commands";
import { CurveBook, curvesOf, endOf, plannedRef } from "../../src/core/curves";
import type { AnyRecord } from "../../src/core/schema.gen";
import { State, value } from "../../src/core/state";

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

test("[E121] after any edits, in whatever portions they are read, the curves are those of the map", () => {
  const steps = ["a", "b", "c"];
  const scores = ["e0", "e1", "e2", "e3"];
  const maybe = <T>(...values: T[]) => fc.constantFrom(null, ...values);
  const edits = fc.oneof(
    fc.record({ id: fc.constantFrom(...scores), score: maybe(-2, 0, 1, 2) }),
    fc.record({ id: fc.constantFrom(...scores), touchpoint: fc.constantFrom(...steps) }),
    fc.record({ id: fc.constantFrom(...scores), persona: maybe("p", "q") }),
    fc.record({ id: fc.constantFrom(...steps), planned_ref: maybe(...steps, "gone") }),
    fc.record({ id: fc.constantFrom(...steps), name: fc.constantFrom("x", "y") }),
    fc.record({ id: fc.constantFrom("open", "shut"), collapsed: fc.boolean() }),
    fc.record({ id: fc.constantFrom("j"), basis: fc.constantFrom("planned", "actual") }),
    fc.record({ id: fc.constantFrom(...steps), parent: maybe("open", "shut") }),
    // Away, or back again.
    fc.record({ id: fc.constantFrom(...scores, ...steps, "p", "shut"), there: fc.boolean() }),
  );
  const start = [
    ...steps.map((id) => step(id)),
    ...scores.map((id, i) => felt(id, steps[i % 3] as string, i - 1, { persona: "p" })),
  ];
  fc.assert(
    fc.property(fc.array(fc.tuple(edits, fc.boolean()), { maxLength: 25 }), (all) => {
      const state = stateOf(...start);
      const book = new CurveBook();
      const gone = new Map<string, AnyRecord>();
      for (const [edit, read] of all) {
        const { id } = edit;
        const record = state.get(id) as (AnyRecord & Record<string, unknown>) | undefined;
        const change: Parts = { added: {}, updated: {}, removed: {} };
        if ("there" in edit) {
          if (edit.there) change.added = record ? {} : { [id]: gone.get(id) as AnyRecord };
          else if (record) change.removed = { [id]: record };
          if (record) gone.set(id, record);
        } else if (record) {
          const { id: _, ...fields } = edit;
          const [given, next] = Object.entries(fields)[0] as [string, unknown];
          const name = given === "parent" ? "place" : given;
          const before = value(record, name);
          const after = given === "parent" ? { ...(before as object), parent: next } : next;
          change.updated = { [id]: { [name]: [before, after] } };
        }
        state.commit(change);
        book.note(new Set([id]));
        if (read) expect(book.read(state)).toEqual(curvesOf(state));
      }
      expect(book.read(state)).toEqual(curvesOf(state));
      // Nothing happened since.
      expect(book.read(state)).toBe(book.read(state));
    }),
    { numRuns: 400 },
  );
});

test("[E121] an edit that moves no score looks at no score", () => {
  const state = stateOf(step("a"), step("b"), felt("e", "a", 1), felt("f", "b", 2));
  const book = new CurveBook();
  const before = book.read(state);
  state.commit({ added: {}, updated: { a: { name: ["", "A"] } }, removed: {} } as never);
  book.note(new Set(["a"]));
  expect(book.read(state)).toBe(before);
});
