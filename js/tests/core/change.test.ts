import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Change,
  canonicalChange,
  changeOf,
  difference,
  invert,
  isEmpty,
  squash,
} from "../../src/core/change";
import { WrongBase } from "../../src/core/errors";
import { withFields } from "../../src/core/fields";
import { same } from "../../src/core/json";
import { rebase } from "../../src/core/rebase";
import { State } from "../../src/core/state";
import { checkIndexes, checkWhole, documentOf } from "./sim/check";
import { Editor, seedDocument } from "./sim/edits";
import { Random } from "./sim/random";

/** A document and changes that follow on each other, from a seed. */
const stories = fc
  .record({ seed: fc.nat(), size: fc.nat(60), edits: fc.integer({ min: 1, max: 12 }) })
  .map(({ seed, size, edits }) => {
    const random = new Random(seed);
    const start = seedDocument(random, size);
    const state = new State(start);
    const hand = new Editor(random, "hand");
    const changes: Change[] = [];
    while (changes.length < edits) {
      const change = hand.edit(state);
      if (!change) continue;
      const fit = rebase(change, state).change;
      state.commit(fit);
      changes.push(fit);
    }
    return { start, changes, end: documentOf(state.records()), random };
  });

describe("properties of changes, on random documents", () => {
  test("[S3] a change and then its inverse is nothing", () => {
    fc.assert(
      fc.property(stories, ({ start, changes, end }) => {
        const state = new State(start);
        for (const change of changes) {
          const before = documentOf(state.records());
          state.commit(change);
          state.commit(invert(change));
          expect(documentOf(state.records())).toEqual(before);
          state.commit(change);
        }
        expect(documentOf(state.records())).toEqual(end);
        for (const change of [...changes].reverse()) state.commit(invert(change));
        expect(documentOf(state.records())).toEqual(documentOf(start));
        expect(changes.map((change) => invert(invert(change)))).toEqual(changes);
      }),
    );
  });

  test("[S4] a squash does what all its changes do, and its inverse undoes them all", () => {
    fc.assert(
      fc.property(stories, ({ start, changes, end }) => {
        const whole = changes.reduce((all, next) => squash(all, next), {});
        const state = new State(start);
        state.commit(whole);
        expect(documentOf(state.records())).toEqual(end);
        state.commit(invert(whole));
        expect(documentOf(state.records())).toEqual(documentOf(start));
        expect(isEmpty(squash(whole, invert(whole)))).toBe(true);
      }),
    );
  });

  test("[S4] it does not matter how a squash is put together", () => {
    fc.assert(
      fc.property(stories, fc.nat(12), ({ changes }, cut) => {
        const fold = (part: Change[]) => part.reduce((all, next) => squash(all, next), {});
        expect(squash(fold(changes.slice(0, cut)), fold(changes.slice(cut)))).toEqual(
          fold(changes),
        );
      }),
    );
  });

  test("[S2] [S1] a change for another document throws and leaves the state as it is", () => {
    fc.assert(
      fc.property(stories, ({ start, changes }) => {
        for (const change of changes) {
          if (isEmpty(change)) continue;
          const state = new State(start);
          try {
            state.commit(change);
            // It applied once, so now it stands on a document it was not made for.
            const after = documentOf(state.records());
            expect(() => state.commit(change)).toThrow(WrongBase);
            expect(documentOf(state.records())).toEqual(after);
          } catch (problem) {
            if (!(problem instanceof WrongBase)) throw problem;
            expect(documentOf(state.records())).toEqual(documentOf(start));
          }
          checkIndexes(state);
        }
      }),
    );
  });

  test("[S10] a rebase onto the document a change was made for changes nothing in it", () => {
    fc.assert(
      fc.property(stories, ({ start, changes }) => {
        const state = new State(start);
        for (const change of changes) {
          expect(rebase(change, state)).toEqual({ change, notes: [] });
          state.commit(change);
        }
      }),
    );
  });

  test("[S1] [D4] what a rebase lets through applies and leaves a whole document", () => {
    fc.assert(
      fc.property(stories, stories, (one, other) => {
        // Edits made on one document, pushed to quite another.
        const state = new State(other.start);
        for (const change of one.changes) {
          try {
            state.commit(rebase(change, state).change);
          } catch (problem) {
            expect(problem).toMatchObject({
              code: expect.stringMatching(/removed|exists|invalid/),
            });
          }
        }
        checkWhole(state);
      }),
    );
  });

  test("[D1] records stay canonical whatever is done to them", () => {
    fc.assert(
      fc.property(stories, ({ start, changes }) => {
        const state = new State(start);
        for (const change of changes) {
          expect(canonicalChange(change)).toEqual(change);
          state.commit(change);
        }
        for (const record of state.records())
          expect(withFields(record, record as never)).toEqual(record);
      }),
    );
  });

  test("[S4] the difference of two records leads from one to the other", () => {
    fc.assert(
      fc.property(stories, ({ start, changes }) => {
        const state = new State(start);
        for (const change of changes) state.commit(change);
        for (const old of start) {
          const now = state.get(old.id);
          if (now?.type !== old.type) continue;
          const other = new State([old]);
          other.commit(changeOf({ updated: { [old.id]: difference(old, now) } }));
          expect(other.get(old.id)).toEqual(now);
        }
      }),
    );
  });
});

test("[D12] ids and keys that are words of the language", () => {
  const phase = (id: string) => ({ type: "phase", id, place: { order: "a0" } }) as const;
  const state = new State([{ type: "journey", id: "valueOf" }]);
  for (const id of ["constructor", "toString", "hasOwnProperty"]) {
    const change = { added: { [id]: phase(id) } };
    expect(squash({}, change)).toEqual(change);
    state.commit(rebase(change, state).change);
    expect(squash({ removed: { other: phase("other") } }, change).added).toHaveProperty([id]);
  }
  expect(state.journey.id).toBe("valueOf");
  expect(same({ toString: 1 }, {})).toBe(false);
  checkWhole(state);
});
