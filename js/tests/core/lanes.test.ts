import { describe, expect, test } from "vitest";
import { invert } from "../../src/core/change";
import {
  addCard,
  cardsAt,
  cardsOf,
  moveCard,
  type Result,
  rehangCard,
  resizeLane,
  stepCard,
} from "../../src/core/commands";
import type { AnyRecord } from "../../src/core/schema.gen";
import { State } from "../../src/core/state";

const card = (id: string, parent: string, order: string, lane = "pains") =>
  ({ type: "card", id, lane, kind: "pain", text: id, place: { order, parent } }) as AnyRecord;

function map(): State {
  return new State([
    { type: "journey", id: "j" },
    { type: "phase", id: "p1", place: { order: "a0" } },
    { type: "phase", id: "p2", place: { order: "a1" } },
    { type: "touchpoint", id: "t1", place: { order: "a0", parent: "p1" } },
    { type: "touchpoint", id: "t2", place: { order: "a1", parent: "p1" } },
    { type: "lane", id: "curve", kind: "emotion", place: { order: "a0" } },
    { type: "lane", id: "pains", kind: "pain", place: { order: "a1" } },
    { type: "lane", id: "gains", kind: "gain", place: { order: "a2" } },
    card("c2", "t1", "a1"),
    card("c1", "t1", "a0"),
    card("g1", "t1", "a2", "gains"),
    card("c3", "t2", "a0"),
  ] as AnyRecord[]);
}

/** Does it; the inverse must lead back to the very same. */
function make(state: State, result: Result): void {
  if (!result) throw new Error("the command makes nothing");
  const before = JSON.stringify([...state.records()].sort((a, b) => (a.id < b.id ? -1 : 1)));
  state.commit(result.change);
  state.commit(invert(result.change));
  expect(JSON.stringify([...state.records()].sort((a, b) => (a.id < b.id ? -1 : 1)))).toBe(before);
  state.commit(result.change);
}

const ids = (cards: readonly { id: string }[]) => cards.map((one) => one.id);

describe("lanes", () => {
  test("[E112] a height has a least and a greatest value, and none fits the content", () => {
    const state = map();
    const height = (id: string) => state.record("lane", id)?.height ?? null;
    make(state, resizeLane(state, { id: "pains", height: 120.4 }));
    expect(height("pains")).toBe(120);
    make(state, resizeLane(state, { id: "pains", height: 3 }));
    make(state, resizeLane(state, { id: "curve", height: 3 }));
    expect([height("pains"), height("curve")]).toEqual([44, 80]);
    make(state, resizeLane(state, { id: "pains", height: 9999 }));
    expect(height("pains")).toBe(600);
    expect(resizeLane(state, { id: "pains", height: 700 })).toBeNull();
    make(state, resizeLane(state, { id: "pains", height: null }));
    expect(height("pains")).toBeNull();
    expect(resizeLane(state, { id: "gone", height: 100 })).toBeNull();
  });
});

describe("cards over a phase", () => {
  test("[E113] a card goes over its phase and back, and is met first in every cell below", () => {
    const state = map();
    make(state, rehangCard(state, { id: "c2", to: "p1" }));
    expect(state.record("card", "c2")?.place).toMatchObject({ parent: "p1", level: "phase" });
    expect(ids(cardsAt(state, "t1", "pains"))).toEqual(["c2", "c1"]);
    expect(ids(cardsAt(state, "t2", "pains"))).toEqual(["c2", "c3"]);
    expect(ids(cardsAt(state, "t2", "gains"))).toEqual([]);
    expect(rehangCard(state, { id: "c2", to: "p1" })).toBeNull();
    make(state, rehangCard(state, { id: "c2", to: "t2" }));
    expect(state.record("card", "c2")?.place.level ?? "").toBe("");
    expect(ids(cardsAt(state, "t2", "pains"))).toEqual(["c3", "c2"]);
  });

  test("[E113] it is added, moved and stepped there as in a cell", () => {
    const state = map();
    make(state, addCard(state, { id: "n1", touchpoint: "p1", lane: "pains", text: "one" }));
    make(state, addCard(state, { id: "n2", touchpoint: "p1", lane: "pains", text: "two" }));
    make(state, stepCard(state, { id: "n2", dy: -1 }));
    expect(ids(cardsOf(state, "p1", "pains"))).toEqual(["n2", "n1"]);
    make(state, stepCard(state, { id: "n1", dy: 1 }));
    expect(state.record("card", "n1")).toMatchObject({ lane: "gains", kind: "gain" });
    make(state, stepCard(state, { id: "n2", neighbour: "p2" }));
    expect(state.record("card", "n2")?.place).toMatchObject({ parent: "p2", level: "phase" });
    make(state, moveCard(state, { id: "n2", touchpoint: "t1", lane: "pains", index: 0 }));
    expect(ids(cardsOf(state, "t1", "pains"))).toEqual(["n2", "c1", "c2"]);
    expect(addCard(state, { id: "x", touchpoint: "p1", lane: "curve", text: "" })).toBeNull();
    expect(addCard(state, { id: "x", touchpoint: "pains", lane: "pains", text: "" })).toBeNull();
  });
});
