import fc from "fast-check";
import { expect, test } from "vitest";
import { digestOf, RunningDigest } from "../../src/core/digest";
import { newId } from "../../src/core/ids";
import { keyBetween, keysBetween, placeAt } from "../../src/core/order";
import { rebase } from "../../src/core/rebase";
import type { AnyRecord } from "../../src/core/schema.gen";
import { State, value } from "../../src/core/state";
import { checkIndexes } from "./sim/check";
import { Editor, seedDocument } from "./sim/edits";
import { Random } from "./sim/random";

const JOURNEY: AnyRecord = { type: "journey", id: "map-1" };
const phase = (id: string, order: string): AnyRecord => ({ type: "phase", id, place: { order } });

test("[D2] an absent field reads as its default, null when it has none", () => {
  const touchpoint: AnyRecord = { type: "touchpoint", id: "tp-1", place: { order: "a0" } };
  expect(value(touchpoint, "name")).toBe("");
  expect(value(touchpoint, "channels")).toEqual([]);
  expect(value(touchpoint, "moment_of_truth")).toBe(false);
  expect(value(touchpoint, "duration")).toBeNull();
  expect(value({ ...touchpoint, name: "N" }, "name")).toBe("N");
});

test("[D3] siblings are sorted by key, then id, by code unit", () => {
  const records = [
    phase("b", "a1"),
    phase("c", "a0"),
    phase("B", "a1"),
    phase("a", "Zz"),
    phase("d", "a0V"),
  ];
  const loaded = new State(records);
  const grown = new State();
  for (const record of records) grown.commit({ added: { [record.id]: record } });
  const ids = ["a", "c", "d", "B", "b"];
  expect(loaded.siblings("phase").map(([, id]) => id)).toEqual(ids);
  expect(grown.siblings("phase")).toEqual(loaded.siblings("phase"));
});

test("[D4] the indexes are those of a freshly loaded document after any change", () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(40), (seed, size) => {
      const random = new Random(seed);
      const state = new State(seedDocument(random, size));
      const hand = new Editor(random, "hand");
      for (let at = 0; at < 10; at++) {
        const change = hand.edit(state);
        if (change) state.commit(rebase(change, state).change);
      }
      checkIndexes(state);
    }),
  );
});

test("[D4] a state is asked for types, records and the journey", () => {
  const state = new State([JOURNEY, phase("ph-1", "a0")]);
  expect(state.size).toBe(2);
  expect(state.journey).toEqual(JOURNEY);
  expect([...state.ofType("phase")]).toEqual(["ph-1"]);
  expect(state.record("phase", "ph-1")?.id).toBe("ph-1");
  expect(state.record("lane", "ph-1")).toBeUndefined();
  expect(new State().journey.id, "before the document is there").toBe("");
});

test("[D4] a list of siblings is live, also when its only member is taken out and put back", () => {
  const state = new State([JOURNEY, phase("ph-1", "a0")]);
  const live = state.siblings("phase");
  state.commit({ removed: { "ph-1": phase("ph-1", "a0") } });
  expect(live).toEqual([]);
  state.commit({ added: { "ph-1": phase("ph-1", "a0") } });
  expect(live).toEqual([["a0", "ph-1"]]);
});

test("[D5] a new key sorts strictly between its neighbours, however often", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 60 }), (spots) => {
      const keys: string[] = [];
      for (const spot of spots) {
        const at = spot % (keys.length + 1);
        const key = keyBetween(keys[at - 1] ?? null, keys[at] ?? null);
        keys.splice(at, 0, key);
      }
      expect([...keys].sort()).toEqual(keys);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
  expect(keysBetween("a0", "a1", 3)).toHaveLength(3);
});

test("[D6] a place is counted without the record that moves there", () => {
  const state = new State([JOURNEY, ...["a", "b", "c"].map((id, at) => phase(id, `a${at}`))]);
  const order = (id: string, index: number) => {
    const moved = new State(state.records());
    const place = placeAt(state, "phase", null, index, id);
    moved.commit({
      updated: { [id]: { place: [value(state.get(id) as AnyRecord, "place"), place] } },
    });
    return moved
      .siblings("phase")
      .map(([, each]) => each)
      .join("");
  };
  expect([0, 1, 2, 99, -1].map((index) => order("a", index))).toEqual([
    "abc",
    "bac",
    "bca",
    "bca",
    "abc",
  ]);
  expect([0, 1, 2].map((index) => order("c", index))).toEqual(["cab", "acb", "abc"]);
  expect(placeAt(state, "phase", null, 1).order).toBe(keyBetween("a0", "a1"));
});

test("[D6] a place knows its parent, and a card on a phase its level", () => {
  const state = new State([
    JOURNEY,
    phase("ph-1", "a0"),
    { type: "touchpoint", id: "tp-1", place: { order: "a0", parent: "ph-1" } },
  ]);
  expect(placeAt(state, "touchpoint", "ph-1", 9)).toEqual({ order: "a1", parent: "ph-1" });
  expect(placeAt(state, "touchpoint", null, 0)).toEqual({ order: "a0" });
  expect(placeAt(state, "card", "ph-1", 0)).toEqual({
    order: "a0",
    parent: "ph-1",
    level: "phase",
  });
  expect(placeAt(state, "card", "tp-1", 0)).toEqual({ order: "a0", parent: "tp-1" });
});

test("[D6] two records at one key leave no gap between them, and the next is taken", () => {
  const state = new State([JOURNEY, phase("a", "a0"), phase("b", "a0"), phase("c", "a1")]);
  expect(placeAt(state, "phase", null, 1).order).toBe(keyBetween("a0", "a1"));
});

test("[D8] a digest that is kept up is the one of the whole document", () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(40), fc.nat(20), (seed, size, limit) => {
      const random = new Random(seed);
      const state = new State(seedDocument(random, size));
      const digest = new RunningDigest(state);
      const hand = new Editor(random, "hand");
      digest.start();
      digest.step(limit);
      for (let at = 0; at < 10; at++) {
        const change = hand.edit(state);
        if (!change) continue;
        const fit = rebase(change, state).change;
        state.commit(fit);
        digest.touch(Object.keys({ ...fit.added, ...fit.updated, ...fit.removed }));
      }
      expect(digest.value(Number.POSITIVE_INFINITY)).toBe(digestOf(state.records()));
    }),
  );
});

test("[D8] a large document is read in steps before its digest is known", () => {
  const state = new State(Array.from({ length: 10 }, (_, at) => phase(`p${at}`, `a${at}`)));
  const digest = new RunningDigest(state);
  expect(digest.value(100), "nobody asked yet").toBeUndefined();
  digest.start();
  expect(digest.value(4)).toBeUndefined();
  expect(digest.value(4)).toBeUndefined();
  expect(digest.value(4)).toBe(digestOf(state.records()));
});

test("[D9] a new id is its prefix and eight letters or digits, and does not repeat", () => {
  const ids = Array.from({ length: 10_000 }, () => newId("tp"));
  expect(ids.every((id) => /^tp-[a-z0-9]{8}$/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
});

function large(touchpoints: number): AnyRecord[] {
  const records: AnyRecord[] = [JOURNEY, phase("ph-1", "a0")];
  for (let at = 0; at < touchpoints; at++) {
    const id = `tp-${at}`;
    const order = `c${String(at).padStart(5, "0")}1`;
    records.push({
      type: "touchpoint",
      id,
      place: { order, parent: "ph-1" },
      name: "N",
      channels: ["ch-1"],
    });
    for (let card = 0; card < 5; card++) {
      const place = { order: `a${card}`, parent: id };
      records.push({
        type: "card",
        id: `cd-${at}-${card}`,
        place,
        lane: `ln-${card}`,
        text: "Text",
      });
    }
  }
  return records;
}

function best(rounds: number, f: () => void): number {
  return Math.min(
    ...Array.from({ length: rounds }, () => {
      const start = performance.now();
      f();
      return performance.now() - start;
    }),
  );
}

test("[D10] 60,000 records load in the time it takes to parse them", () => {
  const records = large(10_000);
  const text = JSON.stringify(records);
  expect(records.length).toBeGreaterThan(60_000);
  // Measured against the machine as it is just now: 80 ms and 60 ms on an idle one.
  const parsing = best(5, () => JSON.parse(text));
  expect(best(5, () => new State(records))).toBeLessThan(parsing * 4);
});

test("[D10] an edit costs about the same among 10,000 touchpoints as among 100", () => {
  const cost = (touchpoints: number) => {
    const state = new State(large(touchpoints));
    const edits = () => {
      for (let at = 0; at < 100; at++) {
        const id = `tp-${at}`;
        const record = state.get(id) as AnyRecord;
        const next = String(value(record, "name")) === "N" ? "M" : "N";
        const order = keyBetween(state.siblings("touchpoint", "ph-1").at(-1)?.[0] ?? null, null);
        const place = { order, parent: "ph-1" };
        const pair = [value(record, "place"), place] as const;
        const change = {
          updated: { [id]: { name: [value(record, "name"), next], place: pair } },
        } as const;
        state.commit(rebase(change, state).change);
      }
    };
    edits();
    return best(5, edits);
  };
  expect(cost(10_000)).toBeLessThan(cost(100) * 10);
});
