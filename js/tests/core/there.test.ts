import { describe, expect, test } from "vitest";
import type { Change } from "../../src/core/change";
import { State } from "../../src/core/state";
import { unmade } from "../../src/core/there";
import { added, JOURNEY, PHASE, renamed, TOUCHPOINT } from "./sim/bench";

const edits = (...changes: Change[]) =>
  changes.map((change, at) => ({ id: `me.${at + 1}`, label: "", change }));
const left = (state: State, ...changes: Change[]) => unmade(edits(...changes), state);
const at = (first: number) => (edit: object, n: number) => ({ ...edit, id: `me.${n + 1 + first}` });
const named = (name: string) => ({ ...PHASE, name }) as typeof PHASE;

describe("[K6] what a document holds already is not made again", () => {
  test("an addition whose record is there, whatever became of it", () => {
    const state = new State([
      JOURNEY,
      PHASE,
      { ...TOUCHPOINT, name: "Later" } as typeof TOUCHPOINT,
    ]);
    expect(left(state, added(TOUCHPOINT))).toEqual([]);
    expect(left(new State([JOURNEY, PHASE]), added(TOUCHPOINT))).toHaveLength(1);
  });

  test("a chain of edits of one field of which the last is there", () => {
    const chain = [renamed("A", "B"), renamed("B", "C")];
    expect(left(new State([JOURNEY, named("C")]), ...chain)).toEqual([]);
    expect(left(new State([JOURNEY, named("A")]), ...chain)).toEqual(edits(...chain));
    expect(left(new State([JOURNEY, named("B")]), ...chain)).toEqual(edits(...chain).slice(1));
    expect(left(new State([JOURNEY, named("Theirs")]), ...chain)).toEqual(edits(...chain));
  });

  test("what was added and then removed, and what was removed and then brought back", () => {
    const gone = { removed: { "ph-1": PHASE } };
    const edit = renamed("Awareness", "B");
    const b = { removed: { "ph-1": named("B") } };
    expect(left(new State([JOURNEY]), added(PHASE), edit, b)).toEqual([]);
    expect(left(new State([JOURNEY]), gone)).toEqual([]);
    expect(left(new State([JOURNEY, PHASE]), gone, added(PHASE))).toEqual([]);
    expect(left(new State([JOURNEY, PHASE]), gone)).toHaveLength(1);
    expect(left(new State([JOURNEY]), gone, added(PHASE))).toHaveLength(1);
  });

  test("not so what was removed in between and brought back as something else", () => {
    const gone = { removed: { "ph-1": named("B") } };
    const back = added(named("B"), { ...TOUCHPOINT });
    const all = [renamed("A", "B"), gone, back];
    expect(left(new State([JOURNEY, named("A")]), ...all)).toEqual(edits(...all));
    expect(left(new State([JOURNEY, named("B"), TOUCHPOINT]), ...all)).toEqual([]);
    expect(left(new State([JOURNEY, named("B")]), ...all)).toEqual(edits(gone, back).map(at(1)));
    expect(left(new State([JOURNEY, named("C")]), ...all, renamed("B", "C"))).toEqual([]);
  });

  test("what points at a record that is brought back is set again", () => {
    const other = { ...PHASE, id: "ph-2" } as typeof PHASE;
    const [here, there] = ["ph-1", "ph-2"].map((parent) => ({ order: "a0", parent }));
    const back = added(PHASE);
    const touchpoint = { ...TOUCHPOINT, planned_ref: "ph-1" } as typeof TOUCHPOINT;
    const state = new State([JOURNEY, named("A"), other, { ...touchpoint, place: there } as never]);
    const gone: Change = {
      removed: { "ph-1": PHASE },
      updated: { "tp-1": { place: [here, there], planned_ref: ["ph-1", null] } },
    };
    const again: Change = { ...back, updated: { "tp-1": { planned_ref: [null, "ph-1"] } } };
    const all = left(state, renamed("A", "Awareness"), gone, again);
    expect(all.map(({ id }) => id)).toEqual(["me.1", "me.2", "me.3"]);
    expect(all[2]?.change).toEqual(again);
  });

  test("what was removed, brought back and removed again stays away", () => {
    const gone = { removed: { "ph-1": PHASE } };
    expect(left(new State([JOURNEY]), gone, added(PHASE), gone)).toEqual([]);
    const all = [gone, added(PHASE), gone];
    expect(left(new State([JOURNEY, named("A")]), ...all).length).toBeGreaterThan(0);
    expect(left(new State([JOURNEY, named("A")]), ...all).at(-1)?.id).toBe("me.3");
  });

  test("what one author removed, and brought back, another need not add first", () => {
    const back = named("B");
    const [first, second, third] = edits(added(PHASE), { removed: { "ph-1": PHASE } }, added(back));
    const list = [{ ...first, id: "other.1" }, second, third] as ReturnType<typeof edits>;
    expect(unmade(list, new State([JOURNEY])).map(({ id }) => id)).toEqual(["me.3"]);
  });

  test("a part of an edit, when the rest is still to be done", () => {
    const change = {
      updated: { "ph-1": { name: ["Awareness", "B"], color: ["", "#ff0000"] } },
    } as const;
    expect(left(new State([JOURNEY, named("B")]), change)).toMatchObject([
      { change: { updated: { "ph-1": { color: ["", "#ff0000"] } } } },
    ]);
  });

  test("items of lists and tables count one by one", () => {
    const card = { ...TOUCHPOINT, tags: ["theirs", "mine"] } as typeof TOUCHPOINT;
    const state = new State([JOURNEY, PHASE, card]);
    expect(left(state, { updated: { "tp-1": { tags: [[], ["mine"]] } } })).toEqual([]);
    expect(left(state, { updated: { "tp-1": { tags: [[], ["other"]] } } })).toHaveLength(1);
  });

  test("an item that one author put in does not speak for what another put in", () => {
    const list = (old: string[], next: string[]): Change => ({
      updated: { "tp-1": { tags: [old, next] } },
    });
    const state = new State([JOURNEY, PHASE, { ...TOUCHPOINT, tags: ["b"] } as typeof TOUCHPOINT]);
    const both = [
      { id: "one.1", label: "", change: list([], ["a"]) },
      { id: "two.1", label: "", change: list([], ["b"]) },
    ];
    expect(unmade(both, state)).toEqual(both.slice(0, 1));
    // Nor does the removal of an item that was never there speak for the edit before it.
    expect(left(state, list([], ["a"]), list(["a", "x"], ["a"]))).toHaveLength(2);
    expect(left(state, list([], ["a"]), list(["a"], []))).toEqual([]);
  });

  describe("what was added, went with its owner, came back with it and was edited", () => {
    const back = { added: { "ph-1": PHASE, "tp-1": TOUCHPOINT } };
    const returned = [renamed("Awareness", "B"), renamed("B", "Awareness")];
    const story = [
      added(TOUCHPOINT),
      { removed: { "ph-1": PHASE } },
      back,
      ...returned,
      renamed("Sees the ad", "Mine", "tp-1"),
    ];

    test("is all made where nothing of it is there", () => {
      expect(left(new State([JOURNEY, PHASE]), ...story)).toEqual(edits(...story));
    });

    test("is made, too, where somebody else has edited the map", () => {
      const titled = (old: string, next: string): Change => ({
        updated: { "map-1": { title: [old, next] } },
      });
      const state = new State([{ ...JOURNEY, title: "Theirs" } as typeof JOURNEY, PHASE]);
      const all = left(state, ...story, titled("", "Mine"));
      const records = all.flatMap(({ change }) => Object.keys(change.added ?? {}));
      expect(records).toContain("tp-1");
      expect(all.slice(-2)).toEqual(edits(...story, titled("", "Mine")).slice(-2));
    });
  });

  test("an order is set again where the document may have had it before", () => {
    const place = (old: string, next: string): Change => ({
      updated: { "ph-1": { place: [{ order: old }, { order: next }] } },
    });
    const state = new State([JOURNEY, { ...PHASE, place: { order: "a0" } } as typeof PHASE]);
    const all = [place("a5", "a7"), renamed("Awareness", "B"), renamed("B", "Awareness")];
    expect(left(state, ...all)).toEqual(edits(...all));
    expect(left(state, place("a5", "a0"), renamed("Awareness", "B"))).toEqual(
      edits(place("a5", "a0"), renamed("Awareness", "B")).slice(1),
    );
  });
});
