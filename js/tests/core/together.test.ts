import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { demo } from "../../dev/demo";
import {
  castVote,
  type Result,
  reactionsOn,
  roundOf,
  toggleReaction,
  votesIn,
  votesLeft,
  weigh,
} from "../../src/core/commands";
import { State } from "../../src/core/state";

function map(...more: object[]): State {
  return new State([...demo(), ...more] as never);
}

function make(state: State, result: Result): void {
  if (!result) throw new Error("nothing to do");
  state.commit(result.change);
}

const round = (fields: object = {}) => ({
  type: "vote_session",
  id: "round",
  place: { order: "a0" },
  ...fields,
});

describe("reactions", () => {
  test("[E132] one for each person and emoji: the same again takes it back", () => {
    const state = map();
    const react = (author: string, emoji: string, id: string) =>
      make(state, toggleReaction(state, { id, target: "tp-sees", emoji, author }));
    react("Ana", "👍", "r1");
    react("Ben", "👍", "r2");
    react("Ana", "🎉", "r3");
    expect(reactionsOn(state, "tp-sees", "Ana")).toEqual([
      ["👍", 2, true],
      ["🎉", 1, true],
    ]);
    expect(reactionsOn(state, "tp-sees", "Cy").map(([, , mine]) => mine)).toEqual([false, false]);
    react("Ana", "👍", "r4");
    expect(reactionsOn(state, "tp-sees", "Ana")).toEqual([
      ["🎉", 1, true],
      ["👍", 1, false],
    ]);
    expect(toggleReaction(state, { id: "r", target: "no", emoji: "👍", author: "" })).toBeNull();
  });

  test("[E132] what two pages of a person gave at once counts once, and goes together", () => {
    const twice = ["r1", "r2"].map((id) => ({
      type: "reaction",
      id,
      target: "tp-sees",
      emoji: "👍",
      author: "Ana",
    }));
    const state = map(...twice);
    expect(reactionsOn(state, "tp-sees", "Ana")).toEqual([["👍", 1, true]]);
    make(state, toggleReaction(state, { id: "r3", target: "tp-sees", emoji: "👍", author: "Ana" }));
    expect(reactionsOn(state, "tp-sees", "Ana")).toEqual([]);
  });
});

describe("votes", () => {
  test("[E133] a round is about kinds of records or of cards, and only while it is open", () => {
    const fits = (fields: object, id: string) => {
      const state = map(round(fields));
      return roundOf(state, state.get(id)) !== undefined;
    };
    expect(fits({}, "tp-sees")).toBe(true);
    expect(fits({}, "ph-aware")).toBe(true);
    expect(fits({ target_kinds: ["card"] }, "tp-sees")).toBe(false);
    expect(fits({ target_kinds: ["touchpoint"] }, "tp-sees")).toBe(true);
    expect(fits({ open: false }, "tp-sees")).toBe(false);
    // What has no place for a vote on the map.
    expect(fits({}, "ch-web")).toBe(false);
  });

  test("[E133] one record for each person and target, the same id on every page", () => {
    const state = map(round());
    const cast = { session: "round", target: "tp-sees", voter: "Ana", by: 1 } as const;
    const ids = [castVote(state, cast), castVote(map(round()), cast)].map(
      (made) => Object.keys(made?.change.added ?? {})[0],
    );
    expect(ids[0]).toMatch(/^vo-[a-z0-9]+$/);
    expect(ids[1]).toBe(ids[0]);
    make(state, castVote(state, cast));
    make(state, castVote(state, cast));
    expect(votesIn(state, "round").map((vote) => vote.weight)).toEqual([2]);
    make(state, castVote(state, { ...cast, by: -1 }));
    make(state, castVote(state, { ...cast, by: -1 }));
    expect(votesIn(state, "round")).toEqual([]);
    expect(castVote(state, { ...cast, by: -1 })).toBeNull();
    // Nobody without a name has a budget.
    expect(castVote(state, { ...cast, voter: "" })).toBeNull();
  });

  test("[E133] no sequence of votes goes over the budget, nor under nothing", () => {
    const step = fc.record({
      voter: fc.constantFrom("Ana", "Ben", "Ana Ben"),
      target: fc.constantFrom("tp-sees", "tp-reads", "tp-pays"),
      by: fc.constantFrom(1 as const, -1 as const),
    });
    fc.assert(
      fc.property(fc.array(step), fc.integer({ min: 0, max: 5 }), (steps, budget) => {
        const state = map(round({ votes_per_person: budget }));
        const session = state.record("vote_session", "round");
        for (const one of steps) {
          const made = castVote(state, { session: "round", ...one });
          if (made) state.commit(made.change);
          const used = weigh(votesIn(state, "round", { voter: one.voter }));
          expect(used).toBeLessThanOrEqual(budget);
          expect(session && votesLeft(state, session, one.voter)).toBe(budget - used);
        }
        expect(votesIn(state, "round").every(({ weight = 1 }) => weight > 0)).toBe(true);
      }),
    );
  });
});
