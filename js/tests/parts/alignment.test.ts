import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { demo } from "../../dev/demo";
import type { Change } from "../../src/core/change";
import type { AnyRecord } from "../../src/core/schema.gen";
import { State } from "../../src/core/state";
import { Differences, translated } from "../../src/parts/compare/differences";
import { Grid, inReadingOrder } from "../../src/parts/compare/grid";
import { longestAscending, merged } from "../../src/parts/compare/merge";
import { Pairing, type Side, type States } from "../../src/parts/compare/pairing";
import { takeOver } from "../../src/parts/compare/takeover";
import { wordsApart } from "../../src/parts/compare/words";

/** Some of `all`, in any order. */
const some = (all: readonly string[]) => fc.shuffledSubarray([...all]);
const NAMES = [..."abcdefghij"];

describe("one order of two", () => {
  test("[E172] everything of both is there once; the order of the first is kept, that of the second but for what crosses", () => {
    fc.assert(
      fc.property(some(NAMES), some(NAMES), (a, b) => {
        // What is "a" here is "A" there, so that no id is taken for another by chance.
        const there = b.map((id) => id.toUpperCase());
        const found = merged(a, there, (id) => id.toUpperCase());
        expect(found.flatMap(([id]) => id ?? [])).toEqual(a);
        const others = found.flatMap(([, id]) => id ?? []);
        expect([...others].sort()).toEqual([...there].sort());
        for (const [x, y] of found) if (x && y) expect(y).toBe(x.toUpperCase());
        for (const id of a) {
          const other = found.find(([x]) => x === id)?.[1] ?? null;
          expect(other).toBe(there.includes(id.toUpperCase()) ? id.toUpperCase() : null);
        }
        const numbers = a.map((id) => {
          const at = there.indexOf(id.toUpperCase());
          return at < 0 ? null : at;
        });
        const kept = longestAscending(numbers);
        const crossing = new Set(a.filter((_, i) => numbers[i] !== null && !kept.has(i)));
        const still = (id: string) => !crossing.has(id.toLowerCase());
        expect(others.filter(still)).toEqual(there.filter(still));
      }),
    );
  });

  test("[E172] what only the second has stands after its neighbour", () => {
    const same = (id: string) => id;
    expect(merged(["a", "b"], ["a", "x", "y", "b", "z"], same)).toEqual([
      ["a", "a"],
      [null, "x"],
      [null, "y"],
      ["b", "b"],
      [null, "z"],
    ]);
    expect(merged([], ["x"], same)).toEqual([[null, "x"]]);
    expect(merged(["a"], [], same)).toEqual([["a", null]]);
  });

  test("[E172] the longest run of ascending numbers is as long as there is one", () => {
    const brute = (all: readonly (number | null)[]) => {
      const best: number[] = [];
      all.forEach((number, i) => {
        best[i] =
          number === null
            ? 0
            : 1 +
              Math.max(
                0,
                ...all
                  .slice(0, i)
                  .map((one, j) => (one !== null && one < number ? (best[j] ?? 0) : 0)),
              );
      });
      return Math.max(0, ...best);
    };
    const numbers = fc.array(fc.option(fc.integer({ min: 0, max: 12 })), { maxLength: 14 });
    fc.assert(
      fc.property(numbers, (all) => {
        const found = [...longestAscending(all)].sort((x, y) => x - y).map((at) => all[at]);
        expect(found).toHaveLength(brute(all));
        found.forEach((number, i) => {
          if (i > 0) expect(number).toBeGreaterThan(found[i - 1] as number);
        });
      }),
    );
  });
});

describe("words", () => {
  test("[E175] the pieces are the text, and those that are not marked are the same in both", () => {
    const text = fc.array(fc.constantFrom("a", "b", " ", "  ", "\n", "c."), { maxLength: 9 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [a, b] = [one.join(""), other.join("")];
        const [mine, theirs] = wordsApart(a, b);
        expect(mine.map(({ text }) => text).join("")).toBe(a);
        expect(theirs.map(({ text }) => text).join("")).toBe(b);
        const common = (pieces: typeof mine) =>
          pieces.flatMap(({ text, own }) => (own ? [] : (text.match(/\S+/g) ?? [])));
        expect(common(mine)).toEqual(common(theirs));
      }),
    );
    expect(wordsApart("No slot before Thursday", "No slot before Monday")[1]).toEqual([
      { text: "No slot before ", own: false },
      { text: "Monday", own: true },
    ]);
  });
});

/** The demo map under other ids, as one that was drawn anew. */
function renamed(records: readonly AnyRecord[]): AnyRecord[] {
  const to = (id: string) => `${id}-b`;
  return records.map((record) => translated(record, to));
}

const pairsOf = (records: readonly AnyRecord[]) =>
  records.map(({ id }) => [id, `${id}-b`, 0.9] as const);

function twoMaps(edit: (b: State) => Change, drawnAnew: boolean) {
  const a = new State(demo());
  const records = drawnAnew ? renamed(demo()) : demo();
  const b = new State(records);
  b.commit(edit(b));
  const states: States = [a, b];
  const pairing = new Pairing(states, drawnAnew ? pairsOf(demo()) : []);
  return { states, pairing, differences: new Differences(states, pairing) };
}

describe("[E201] what the user gave", () => {
  const states = (edit: Change = {}): States => {
    const b = new State(demo());
    b.commit(edit);
    return [new State(demo()), b];
  };
  const [first, second] = states()[0]
    .siblings("touchpoint", "ph-aware")
    .map(([, id]) => id);

  test("comes before one id, also where it crosses", () => {
    const crossed = new Pairing(states(), [
      [first as string, second as string, 1, true],
      [second as string, first as string, 1, true],
    ]);
    expect(crossed.partner(0, first as string)).toBe(second);
    expect(crossed.partner(1, first as string)).toBe(second);
    // What Python found by itself does not.
    const found = new Pairing(states(), [[first as string, second as string, 1, false]]);
    expect(found.partner(0, first as string)).toBe(first);
  });

  test("one that has no match is another thing than what has its id", () => {
    const both = states();
    const pairing = new Pairing(both, [[first as string, null, 1, true]]);
    expect(pairing.partner(0, first as string)).toBeUndefined();
    expect(pairing.partner(1, first as string)).toBeUndefined();
    const { all } = new Differences(both, pairing);
    const about = (id: string | undefined) =>
      all.filter(({ ids }) => ids.includes(id ?? "")).map(({ kinds }) => kinds[0]);
    expect(about(first).sort()).toEqual(["added", "removed"]);
    expect(new Pairing(both, [[null, first as string, 1, true]]).partner(0, first as string)).toBe(
      undefined,
    );
  });

  test("what stands at it is at another thing, though the ids are the same", () => {
    const both = states();
    const pairing = new Pairing(both, [["ln-pain", null, 1, true]]);
    const pain = demo().find((one) => one.type === "card" && one.lane === "ln-pain");
    expect(new Differences(both, pairing).of(0, pain?.id ?? null)?.fields).toContain("lane");
  });

  test("counts as far as it fits the maps", () => {
    const gone = states({ removed: {} });
    const pairing = new Pairing(gone, [["no-such", first as string, 1, true]]);
    expect(pairing.partner(0, first as string)).toBe(first);
  });
});

describe.each([
  ["of one id", false],
  ["that Python has paired", true],
])("two maps %s", (_, drawnAnew) => {
  const id = (name: string) => (drawnAnew ? `${name}-b` : name);

  test("[E173] the same map has no differences", () => {
    const { differences } = twoMaps(() => ({}), drawnAnew);
    expect(differences.all).toEqual([]);
  });

  test("[E171] without what Python says, things of other ids are other things", () => {
    const states: States = [new State(demo()), new State(renamed(demo()))];
    const { counts } = new Differences(states, new Pairing(states, []));
    // The journeys are one, whatever they are called.
    expect(counts.added).toBe(states[1].size - 1);
    expect(counts.removed).toBe(states[0].size - 1);
    expect(counts.changed + counts.moved).toBe(0);
  });

  test("[E173] every kind of difference is found, and where it is", () => {
    const { states, pairing, differences } = twoMaps((b) => {
      const books = b.record("touchpoint", id("tp-books"));
      const card = b.record("card", id("cd-books0"));
      const pays = b.record("touchpoint", id("tp-pays"));
      const goal = b.record("goal", id("go-1"));
      if (!books || !card || !pays || !goal) throw new Error("no such records");
      const place = { ...card.place, parent: id("tp-pays") };
      const later = { ...pays.place, order: "z0" };
      const fresh = { ...pays, id: "tp-new", name: "Gets a reminder", place: later };
      const removed = b.record("card", id("cd-sees0")) as AnyRecord;
      return {
        updated: {
          [books.id]: { name: [books.name, "Books online"], duration: [360, 60] },
          [card.id]: { place: [card.place, place] },
          [goal.id]: { target: [20, 30] },
        },
        added: { "tp-new": fresh },
        removed: { [removed.id]: removed },
      };
    }, drawnAnew);
    expect(differences.counts).toEqual({ added: 1, removed: 1, changed: 2, moved: 1 });
    expect(differences.of(1, id("tp-books"))?.fields).toEqual(["name", "duration"]);
    expect(differences.of(0, "cd-sees0")).toMatchObject({
      kinds: ["removed"],
      ids: ["cd-sees0", null],
    });
    expect(differences.of(1, id("cd-books0"))).toMatchObject({
      kinds: ["moved"],
      fields: ["place"],
    });
    const grid = new Grid(states, pairing);
    const found = inReadingOrder(grid, differences);
    expect(found.map(([{ type }]) => type)).toEqual([
      "card",
      "touchpoint",
      "card",
      "touchpoint",
      "goal",
    ]);
    expect(found.at(-1)?.[1]).toBeNull();
    const columns = found.flatMap(([, spot]) => (spot ? [spot.col] : []));
    expect(columns[2]).toBe(`tp-pays:${id("tp-pays")}`);
    expect(columns[3]).toBe(":tp-new");
  });

  test("[E172] every touchpoint, lane and card of both is in one cell", () => {
    const { states, pairing } = twoMaps((b) => {
      const sees = b.record("touchpoint", id("tp-sees"));
      const ride = b.record("touchpoint", id("tp-ride"));
      if (!sees || !ride) throw new Error("no such records");
      return { updated: { [sees.id]: { place: [sees.place, { ...ride.place, order: "z0" }] } } };
    }, drawnAnew);
    const grid = new Grid(states, pairing);
    for (const side of [0, 1] as const) {
      const all = (type: "touchpoint" | "card") => [...states[side].ofType(type)].sort();
      const seen = (kinds: readonly string[]) =>
        grid.rows
          .filter(({ kind }) => kinds.includes(kind))
          .flatMap((row) => grid.columns.flatMap((column) => grid.pairs(row, column)))
          .flatMap((ids) => ids[side] ?? [])
          .sort();
      expect(seen(["touchpoints"])).toEqual(all("touchpoint"));
      expect(seen(["cards"])).toEqual(all("card"));
    }
  });

  const taken = (edit: (b: State) => Change, from: Side) => {
    const { states, pairing, differences } = twoMaps(edit, drawnAnew);
    let made = 0;
    for (const one of differences.all) {
      // What came with another one is the same by then.
      const now = new Pairing(states, drawnAnew ? pairsOf(demo()) : []);
      const still = new Differences(states, now).all.find(
        ({ ids, type }) => type === one.type && (ids[0] ?? ids[1]) === (one.ids[0] ?? one.ids[1]),
      );
      if (!still) continue;
      const command = takeOver(states, now, still, from);
      expect(command, JSON.stringify(still)).not.toBeNull();
      states[from === 0 ? 1 : 0].commit(command?.change ?? {});
      made += 1;
    }
    void pairing;
    return {
      made,
      left: new Differences(states, new Pairing(states, drawnAnew ? pairsOf(demo()) : [])),
    };
  };

  const edits: Record<string, (b: State) => Change> = {
    "a text": (b) => ({
      updated: {
        [id("cd-books1")]: {
          text: [(b.record("card", id("cd-books1")) as { text?: string }).text, "Nobody answers"],
        },
      },
    }),
    "a card in another lane": (b) => {
      const card = b.record("card", id("cd-books1"));
      return { updated: { [id("cd-books1")]: { lane: [card?.lane, id("ln-gain")] } } };
    },
    "a phase in another place": (b) => {
      const phase = b.record("phase", id("ph-aware"));
      return { updated: { [id("ph-aware")]: { place: [phase?.place, { order: "z5" }] } } };
    },
    "channels of which one is new": (b) => ({
      added: { "ch-new": { type: "channel", id: "ch-new", place: { order: "z9" }, name: "Chat" } },
      updated: {
        [id("tp-pays")]: {
          channels: [
            (b.record("touchpoint", id("tp-pays")) as { channels?: string[] }).channels,
            ["ch-new"],
          ],
        },
      },
    }),
  };

  test.each(Object.entries(edits))(
    "[E176] %s is taken over both ways, and nothing differs then",
    (_, edit) => {
      for (const from of [0, 1] as const) expect(taken(edit, from).left.all).toEqual([]);
    },
  );

  test("[E176] a touchpoint that is missing comes with its phase, cards, lanes and scores, in one change", () => {
    const { states, pairing, differences } = twoMaps((b) => {
      const at = { order: "z1" };
      const phase = { type: "phase", id: "ph-x", place: at, name: "Later" } as const;
      const lane = { type: "lane", id: "ln-x", place: at, kind: "note", title: "Notes" } as const;
      const step = {
        type: "touchpoint",
        id: "tp-x",
        place: { ...at, parent: "ph-x" },
        name: "Calls",
      } as const;
      const card = (name: string, order: string) =>
        ({
          type: "card",
          id: name,
          place: { order, parent: "tp-x" },
          lane: "ln-x",
          text: name,
        }) as const;
      const felt = {
        type: "experience",
        id: "ex-x",
        touchpoint: "tp-x",
        persona: id("pe-ana"),
        score: 1,
      } as const;
      void b;
      return {
        added: {
          "ph-x": phase,
          "ln-x": lane,
          "tp-x": step,
          "cd-1": card("cd-1", "a0"),
          "cd-2": card("cd-2", "a1"),
          "ex-x": felt,
        },
      };
    }, drawnAnew);
    const command = takeOver(states, pairing, differences.of(1, "tp-x") as never, 1);
    expect(Object.keys(command?.change.added ?? {}).sort()).toEqual([
      "cd-1",
      "cd-2",
      "ex-x",
      "ln-x",
      "ph-x",
      "tp-x",
    ]);
    states[0].commit(command?.change ?? {});
    const now = new Pairing(states, drawnAnew ? pairsOf(demo()) : []);
    expect(new Differences(states, now).all).toEqual([]);
    expect(states[0].record("experience", "ex-x")?.persona).toBe("pe-ana");
  });

  test("[E176] what is missing there is removed here", () => {
    const { states, pairing, differences } = twoMaps((b) => {
      const card = b.record("card", id("cd-sees0")) as AnyRecord;
      return { removed: { [card.id]: card } };
    }, drawnAnew);
    const difference = differences.of(0, "cd-sees0") as never;
    expect(takeOver(states, pairing, difference, 1)?.change.removed).toHaveProperty("cd-sees0");
    expect(Object.keys(takeOver(states, pairing, difference, 0)?.change.added ?? {})).toEqual([
      "cd-sees0",
    ]);
  });
});
