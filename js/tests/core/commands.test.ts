import { describe, expect, test } from "vitest";
import { invert } from "../../src/core/change";
import * as c from "../../src/core/commands";
import { rebase } from "../../src/core/rebase";
import type { AnyRecord } from "../../src/core/schema.gen";
import { State } from "../../src/core/state";

const map = (): AnyRecord[] => [
  { type: "journey", id: "j", title: "Bike" },
  { type: "phase", id: "p1", place: { order: "a0" }, name: "One", purchase_stage: "before" },
  { type: "phase", id: "p2", place: { order: "a1" }, name: "Two" },
  { type: "touchpoint", id: "t1", place: { order: "a0", parent: "p1" }, name: "First" },
  { type: "touchpoint", id: "t2", place: { order: "a1", parent: "p1" }, channels: ["web"] },
  { type: "touchpoint", id: "t3", place: { order: "a0", parent: "p2" }, name: "Third" },
  { type: "lane", id: "l1", place: { order: "a0" }, kind: "pain" },
  { type: "lane", id: "l2", place: { order: "a1" }, kind: "emotion" },
  { type: "lane", id: "l3", place: { order: "a2" }, kind: "gain" },
  { type: "card", id: "c1", place: { order: "a0", parent: "t1" }, lane: "l1", kind: "pain" },
  { type: "card", id: "c2", place: { order: "a1", parent: "t1" }, lane: "l3", kind: "gain" },
  { type: "card", id: "c3", place: { order: "a2", parent: "t1" }, lane: "l1", kind: "quote" },
  { type: "channel", id: "web", place: { order: "a0" }, name: "Web" },
  { type: "persona", id: "ana", place: { order: "a0" }, name: "Ana" },
  { type: "experience", id: "e1", touchpoint: "t1", persona: "ana", score: 1 },
  { type: "experience", id: "e2", touchpoint: "t2", score: 1, respondent: "x" },
  { type: "experience", id: "e3", touchpoint: "t2", score: -1, respondent: "y" },
];

const dump = (state: State) =>
  [...state.records()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((r) => JSON.stringify(r, Object.keys(r).sort()));
const order = (state: State, type: "touchpoint" | "phase" | "lane" | "card", parent?: string) =>
  state.siblings(type, parent ?? null).map(([, id]) => id);

/** Applies a command, checks that its inverse restores the map, and returns the state after. */
function done(command: c.Result): State {
  if (!command) throw new Error("the command cannot be done");
  const state = new State(map());
  const { change } = rebase(command.change, state);
  state.commit(change);
  const back = new State(map());
  back.commit(change);
  back.commit(invert(change));
  expect(dump(back)).toEqual(dump(new State(map())));
  return state;
}
const fresh = () => new State(map());

describe("touchpoints", () => {
  test("E1 E2 a new one stands where it was asked for", () => {
    const add = (spot: c.Spot) => c.addTouchpoint(fresh(), { id: "n", name: "New", spot });
    expect(add({ after: "t1" })).toEqual({
      label: "add.touchpoint",
      change: {
        added: {
          n: { type: "touchpoint", id: "n", place: { order: "a0V", parent: "p1" }, name: "New" },
        },
      },
    });
    expect(order(done(add({ before: "t1" })), "touchpoint", "p1")).toEqual(["n", "t1", "t2"]);
    expect(order(done(add({ phase: "p2" })), "touchpoint", "p2")).toEqual(["t3", "n"]);
    expect(order(done(add({ phase: "p2", at: "start" })), "touchpoint", "p2")).toEqual(["n", "t3"]);
    expect(order(done(add({ phase: null })), "touchpoint")).toEqual(["n"]);
    expect(add({ after: "gone" })).toBeNull();
    expect(add({ phase: "gone" })).toBeNull();
  });

  test("E1 E2 several move together and keep their order", () => {
    const move = (ids: string[], spot: c.Spot) => c.moveTouchpoints(fresh(), { ids, spot });
    expect(order(done(move(["t2", "t1"], { after: "t3" })), "touchpoint", "p2")).toEqual([
      "t3",
      "t1",
      "t2",
    ]);
    expect(move(["t1"], { after: "t2" })?.change).toEqual({
      updated: {
        t1: {
          place: [
            { order: "a0", parent: "p1" },
            { order: "a2", parent: "p1" },
          ],
        },
      },
    });
    expect(move(["t1"], { before: "t2" })).toBeNull();
    expect(move(["t1"], { before: "t1" })).toBeNull();
    expect(move([], { before: "t1" })).toBeNull();
  });

  test("E3 a step leads past the neighbour, and over the edge into the next phase", () => {
    const step = (ids: string[], by: -1 | 1) => c.stepTouchpoints(fresh(), { ids, by });
    expect(order(done(step(["t1"], 1)), "touchpoint", "p1")).toEqual(["t2", "t1"]);
    expect(order(done(step(["t2"], 1)), "touchpoint", "p2")).toEqual(["t2", "t3"]);
    expect(order(done(step(["t3"], -1)), "touchpoint", "p1")).toEqual(["t1", "t2", "t3"]);
    expect(order(done(step(["t1"], -1)), "touchpoint")).toEqual(["t1"]);
    expect(order(done(step(["t1", "t2"], 1)), "touchpoint", "p2")).toEqual(["t1", "t2", "t3"]);
    expect(step(["t3"], 1)).toBeNull();
    expect(step(["gone"], 1)).toBeNull();
  });
});

describe("phases and lanes", () => {
  test("E1 E2 a new phase takes the purchase stage of its neighbour", () => {
    const added = c.addPhase(fresh(), { id: "n", name: "New", after: "p1" });
    expect(added?.change.added?.n).toEqual({
      type: "phase",
      id: "n",
      place: { order: "a0V" },
      name: "New",
      purchase_stage: "before",
    });
    expect(order(done(added), "phase")).toEqual(["p1", "n", "p2"]);
    expect(order(done(c.addPhase(fresh(), { id: "n", name: "" })), "phase")).toEqual([
      "p1",
      "p2",
      "n",
    ]);
    expect(c.addPhase(fresh(), { id: "n", name: "", after: "gone" })).toBeNull();
  });

  test("E1 E2 they move by steps and to an index; at the end there is no further step", () => {
    expect(order(done(c.stepPhase(fresh(), { id: "p1", by: 1 })), "phase")).toEqual(["p2", "p1"]);
    expect(c.stepPhase(fresh(), { id: "p1", by: -1 })).toBeNull();
    expect(order(done(c.moveLane(fresh(), { id: "l3", index: 0 })), "lane")).toEqual([
      "l3",
      "l1",
      "l2",
    ]);
    expect(c.moveLane(fresh(), { id: "l3", index: 2 })).toBeNull();
    expect(c.stepLane(fresh(), { id: "l3", by: 1 })).toBeNull();
    const added = c.addLane(fresh(), { id: "n", kind: "need", title: "Needs", before: "l1" });
    expect(order(done(added), "lane")).toEqual(["n", "l1", "l2", "l3"]);
  });

  test("E1 E2 a flag turns over and a field is set; what is so already is no edit", () => {
    expect(c.toggleField(fresh(), { id: "p1", field: "collapsed" })?.change).toEqual({
      updated: { p1: { collapsed: [false, true] } },
    });
    done(c.toggleField(fresh(), { id: "p1", field: "collapsed" }));
    expect(c.setField(fresh(), { id: "p1", field: "purchase_stage", value: "before" })).toBeNull();
    expect(c.setField(fresh(), { id: "p1", field: "nonsense", value: 1 })).toBeNull();
    expect(c.setField(fresh(), { id: "gone", field: "name", value: 1 })).toBeNull();
  });
});

describe("cards", () => {
  test("E1 E2 a new card has the kind of its lane, or is a note", () => {
    const add = (lane: string) =>
      c.addCard(fresh(), { id: "n", touchpoint: "t1", lane, text: "x" })?.change.added?.n;
    expect(add("l1")).toMatchObject({ kind: "pain", lane: "l1", text: "x" });
    expect(add("l2")).toBeUndefined();
    const state = fresh();
    state.commit({
      added: { own: { type: "lane", id: "own", place: { order: "a3" }, kind: "custom" } },
    });
    const note = c.addCard(state, { id: "n", touchpoint: "t1", lane: "own", text: "" });
    expect(note?.change.added?.n).not.toHaveProperty("kind");
    done(c.addCard(fresh(), { id: "n", touchpoint: "t1", lane: "l1", text: "x", index: 1 }));
  });

  test("E4 the index of a card counts only the cards of its own cell", () => {
    const ids = (state: State, lane: string) => c.cardsOf(state, "t1", lane).map((x) => x.id);
    const added = c.addCard(fresh(), { id: "n", touchpoint: "t1", lane: "l1", text: "", index: 1 });
    expect(ids(done(added), "l1")).toEqual(["c1", "n", "c3"]);
    const moved = c.moveCard(fresh(), { id: "c3", touchpoint: "t1", lane: "l1", index: 0 });
    expect(ids(done(moved), "l1")).toEqual(["c3", "c1"]);
    expect(c.moveCard(fresh(), { id: "c3", touchpoint: "t1", lane: "l1", index: 5 })).toBeNull();
  });

  test("E5 a card of its lane's kind takes the kind of the lane it goes to", () => {
    const to = (id: string) =>
      done(c.moveCard(fresh(), { id, touchpoint: "t3", lane: "l3", index: 0 })).record("card", id);
    expect(to("c1")).toMatchObject({ kind: "gain", lane: "l3", place: { parent: "t3" } });
    expect(to("c3")).toMatchObject({ kind: "quote", lane: "l3" });
    expect(c.moveCard(fresh(), { id: "c1", touchpoint: "t1", lane: "l2", index: 0 })).toBeNull();
  });

  test("E6 a card steps within its cell, past its edge into the next lane, and sideways", () => {
    const step = (id: string, how: { dy?: -1 | 1; neighbour?: string }) =>
      c.stepCard(fresh(), { id, ...how });
    const down = done(step("c1", { dy: 1 }));
    expect(c.cardsOf(down, "t1", "l1").map((x) => x.id)).toEqual(["c3", "c1"]);
    const over = done(step("c3", { dy: 1 }));
    expect(c.cardsOf(over, "t1", "l3").map((x) => x.id)).toEqual(["c3", "c2"]);
    expect(step("c1", { dy: -1 })).toBeNull();
    expect(done(step("c1", { neighbour: "t3" })).record("card", "c1")?.place.parent).toBe("t3");
    expect(step("c1", { neighbour: "gone" })).toBeNull();
  });
});

describe("scores", () => {
  const set = (touchpoint: string, persona: string | null, score: number, free = false) =>
    c.setScore(fresh(), { id: "n", touchpoint, persona, score, free });

  test("E1 E2 a score snaps to the scale and is clamped to it", () => {
    expect(set("t1", "ana", -1.4)?.change).toEqual({ updated: { e1: { score: [1, -1] } } });
    expect(set("t1", "ana", 99)?.change).toEqual({ updated: { e1: { score: [1, 2] } } });
    expect(set("t1", "ana", -1.4, true)?.change).toEqual({ updated: { e1: { score: [1, -1.4] } } });
    expect(set("t1", "ana", 1.2)).toBeNull();
    expect(set("t1", "ana", Number.NaN)).toBeNull();
    done(set("t1", "ana", -2));
  });

  test("E7 a score that is not there is added as assumed; a mean of several is not to be set", () => {
    expect(set("t3", null, 1)?.change.added?.n).toEqual({
      type: "experience",
      id: "n",
      touchpoint: "t3",
      score: 1,
    });
    expect(set("t2", null, 1)).toBeNull();
    expect(set("t3", "gone", 1)).toBeNull();
    done(set("t3", "ana", 1));
    const step = (persona: string | null, touchpoint: string, by: number) =>
      c.stepScore(fresh(), { id: "n", touchpoint, persona, by });
    expect(step("ana", "t1", -1)?.change).toEqual({ updated: { e1: { score: [1, 0] } } });
    expect(step("ana", "t3", 1)?.change.added?.n).toMatchObject({ score: 0 });
  });

  test("E1 E2 removing a score removes every answer behind it", () => {
    const removed = c.removeScore(fresh(), { touchpoint: "t2", persona: null });
    expect(Object.keys(removed?.change.removed ?? {}).sort()).toEqual(["e2", "e3"]);
    done(removed);
    expect(c.removeScore(fresh(), { touchpoint: "t3", persona: "ana" })).toBeNull();
  });
});

describe("channels, personas, texts, removal", () => {
  test("E8 a channel is found by name whatever its case, and made when it is new", () => {
    const add = (touchpoint: string, name: string) =>
      c.addChannel(fresh(), { touchpoint, name, id: "n" });
    expect(add("t1", " WEB ")?.change).toEqual({
      updated: { t1: { channels: [[], ["web"]] } },
    });
    const made = done(add("t1", "Phone"));
    expect(made.record("channel", "n")?.name).toBe("Phone");
    expect(made.record("touchpoint", "t1")?.channels).toEqual(["n"]);
    expect(add("t2", "web")).toBeNull();
    expect(add("t2", "  ")).toBeNull();
    done(c.dropChannel(fresh(), { touchpoint: "t2", channel: "web" }));
    expect(c.dropChannel(fresh(), { touchpoint: "t1", channel: "web" })).toBeNull();
  });

  test("E1 E2 a new persona has a colour nobody has", () => {
    const added = c.addPersona(fresh(), { id: "n", name: "Bo" });
    const state = done(added);
    expect(c.personaColor(state, "n")).not.toBe(c.personaColor(state, "ana"));
    expect(c.stepPersona(state, { id: "n", by: -1 })?.label).toBe("move.persona");
  });

  test("E9 text typed over somebody else's keeps theirs as a comment", () => {
    const typed = { id: "t1", field: "name", text: "Mine", noteId: "cm" };
    expect(c.editText(fresh(), { ...typed, base: "First" })?.change).toEqual({
      updated: { t1: { name: ["First", "Mine"] } },
    });
    const both = c.editText(fresh(), { ...typed, base: "Before" });
    expect(both?.change.added?.cm).toMatchObject({
      target: "t1",
      text: "Replaced text of “name”: First",
    });
    done(both);
    expect(c.editText(fresh(), { ...typed, text: "First", base: "First" })).toBeNull();
    expect(c.rename(fresh(), { id: "j", text: "Car" })?.change).toEqual({
      updated: { j: { title: ["Bike", "Car"] } },
    });
  });

  test("E10 a removal takes along all that hangs on it; the journey cannot be removed", () => {
    const gone = c.remove(fresh(), { ids: ["p1"] });
    expect(Object.keys(gone?.change.removed ?? {})).toEqual(["p1"]);
    const whole = rebase(gone?.change ?? {}, fresh()).change;
    expect(Object.keys(whole.removed ?? {}).sort()).toEqual(
      ["c1", "c2", "c3", "e1", "e2", "e3", "p1", "t1", "t2"].sort(),
    );
    done(gone);
    done(c.remove(fresh(), { ids: ["web"] }));
    expect(c.remove(fresh(), { ids: ["j"] })).toBeNull();
    expect(c.remove(fresh(), { ids: ["gone"] })).toBeNull();
    expect(c.remove(fresh(), { ids: ["t1", "t2"] })?.label).toBe("remove.touchpoint.2");
  });
});
