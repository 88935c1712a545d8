import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Result } from "../../src/core/commands";
import { State } from "../../src/core/state";
import { discard, resolve, threadsOf, write } from "../../src/parts/comments/threads";
import { distance, MOST, type Point, passes, pathOf, simplified } from "../../src/parts/ink/line";
import { emojiIn } from "../../src/parts/reactions/ReactionBar";
import { outcomes, roundsOf, startRound, turnout } from "../../src/parts/votes/rounds";

function map(...more: object[]): State {
  return new State([
    { type: "journey", id: "j" },
    { type: "touchpoint", id: "a", name: "Orders", place: { order: "a0" } },
    { type: "touchpoint", id: "b", name: "Pays", place: { order: "a1" } },
    ...more,
  ] as never);
}

function make(state: State, result: Result): void {
  if (!result) throw new Error("nothing to do");
  state.commit(result.change);
}

describe("comments", () => {
  const outline = (state: State, target?: string) =>
    threadsOf(state, target).map(({ root, answers }) => [root.id, ...answers.map(({ id }) => id)]);

  test("[E134] threads of a record and of the map, answers under what they answer", () => {
    const state = map();
    const say = (id: string, target: string, parent?: string) =>
      make(
        state,
        write(state, { id, target, ...(parent && { parent }), text: ` ${id} `, author: "Ana" }),
      );
    say("c1", "a");
    say("c2", "b");
    say("c3", "a", "c1");
    say("c4", "a", "c3");
    expect(outline(state)).toEqual([["c1", "c3", "c4"], ["c2"]]);
    expect(outline(state, "b")).toEqual([["c2"]]);
    expect(state.record("comment", "c1")).toMatchObject({ text: "c1", author: "Ana" });
    make(state, resolve(state, "c1", true));
    expect(threadsOf(state, "a")[0]?.root.resolved).toBe(true);
    expect(write(state, { id: "c5", target: "a", text: "  ", author: "" })).toBeNull();
    expect(write(state, { id: "c5", target: "gone", text: "x", author: "" })).toBeNull();
    expect(discard(state, "c1")?.change.removed).toHaveProperty("c1");
  });

  test("[E134] every comment is in one thread, whatever answers what", () => {
    const graph = fc.array(fc.tuple(fc.constantFrom("a", "b"), fc.option(fc.nat(9))), {
      minLength: 10,
      maxLength: 10,
    });
    fc.assert(
      fc.property(graph, fc.constantFrom(undefined, "a"), (rows, target) => {
        const comments = rows.map(([on, parent], i) => ({
          type: "comment",
          id: `c${i}`,
          target: on,
          place: { order: `a${i}` },
          ...(parent !== null && { parent: `c${parent}` }),
        }));
        const state = map(...comments);
        const shown = outline(state, target).flat().sort();
        const wanted = comments.filter((c) => !target || c.target === target).map((c) => c.id);
        expect(shown).toEqual(wanted);
      }),
    );
  });
});

describe("rounds of votes", () => {
  test("[E135] results are sorted, with who gave how many; open rounds stand first", () => {
    const vote = (id: string, target: string, voter: string, weight = 1) => ({
      type: "vote",
      id,
      session: "r1",
      target,
      voter,
      weight,
    });
    const state = map(
      { type: "vote_session", id: "r1", place: { order: "a0" }, open: false },
      vote("v1", "a", "Ana"),
      vote("v2", "b", "Ben", 2),
      vote("v3", "b", "Ana", 3),
      vote("v4", "a", "Cy", 0),
    );
    make(
      state,
      startRound(state, { id: "r2", title: "Next", kinds: [], budget: 2, anonymous: true }),
    );
    expect(roundsOf(state).map(({ id }) => id)).toEqual(["r2", "r1"]);
    const rows = outcomes(state, "r1").map((row) => [row.record.id, row.votes, row.voters[0]]);
    expect(rows).toEqual([
      ["b", 5, ["Ana", 3]],
      ["a", 1, ["Ana", 1]],
    ]);
    expect(turnout(state, "r1")).toBe(3);
    expect(outcomes(state, "r2")).toEqual([]);
  });
});

describe("emoji", () => {
  test("[E132] any one emoji is taken, and nothing else", () => {
    const family = "👩‍👩‍👧‍👦";
    const cases = { "🦄": "🦄", " x 👍🏽 y": "👍🏽", "🇵🇱": "🇵🇱", "1️⃣": "1️⃣", [family]: family };
    for (const [typed, found] of Object.entries(cases)) expect(emojiIn(typed)).toBe(found);
    for (const typed of ["", "abc", "<b>", "1", "ą"]) expect(emojiIn(typed)).toBeUndefined();
  });
});

describe("freehand lines", () => {
  const scribble = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 })),
    { minLength: 1, maxLength: 1500 },
  ) as fc.Arbitrary<Point[]>;

  test("[E136] a line keeps its ends, has at most 200 points, and strays no farther than allowed", () => {
    fc.assert(
      fc.property(scribble, (line) => {
        const kept = simplified(line);
        expect(kept.length).toBeLessThanOrEqual(MOST);
        expect([kept[0], kept.at(-1)]).toEqual([line[0], line.at(-1)]);
        expect(kept.every((point) => line.includes(point))).toBe(true);
      }),
      { numRuns: 40 },
    );
    const straight = Array.from({ length: 500 }, (_, x): Point => [x, 2 * x]);
    expect(simplified(straight)).toEqual([straight[0], straight[499]]);
    const wave = Array.from({ length: 300 }, (_, x): Point => [x, 40 * Math.sin(x / 20)]);
    const kept = simplified(wave);
    expect(kept.length).toBeLessThan(80);
    const strays = wave.map((point) =>
      Math.min(...kept.slice(1).map((b, i) => distance(point, kept[i] as Point, b))),
    );
    expect(Math.max(...strays)).toBeLessThanOrEqual(0.6);
  });

  test("[E136] the eraser finds a line it comes near; a dot is a line too", () => {
    const line: Point[] = [
      [0, 0],
      [100, 0],
    ];
    expect(passes(line, [50, 7], 8)).toBe(true);
    expect(passes(line, [50, 9], 8)).toBe(false);
    expect(passes([[5, 5]], [6, 6], 8)).toBe(true);
    expect(pathOf([[5, 5]])).toBe("M5 5L5 5");
    expect(pathOf([])).toBe("");
    expect(pathOf([...line, [100, 100]])).toBe("M0 0Q100 0 100 50L100 100");
  });
});
