import { expect, test } from "vitest";
import { CjmError } from "../../src/core/errors";
import { LocalDocument } from "../../src/core/local";
import { keysBetween } from "../../src/core/order";
import type { Proposal } from "../../src/core/protocol";
import { rebase } from "../../src/core/rebase";
import type { AnyRecord } from "../../src/core/schema.gen";
import { State } from "../../src/core/state";
import { unmade } from "../../src/core/there";
import { Editor, seedDocument } from "./sim/edits";
import { Random } from "./sim/random";

/** A map that one kernel after the other opens, each from a copy that lacks the last edits. */
class Lives {
  readonly #random: Random;
  /** What the kernel that died had at each revision, and which edits led to the next one. */
  #copies: AnyRecord[][];
  /** All that is kept of the last life: how many edits the map held when it was made. */
  #kept: { edit: Proposal; revision: number }[] = [];
  #expected: AnyRecord[];
  #count = 0;

  constructor(seed: number) {
    this.#random = new Random(seed);
    this.#expected = seedDocument(this.#random, this.#random.below(20));
    this.#copies = [this.#expected];
  }

  live(edits: number): void {
    const random = this.#random;
    this.#count += 1;
    const client = `view-${this.#count}`;
    const copied = random.below(this.#copies.length);
    // The view may not have heard of the last copies.
    const heard = Math.max(0, copied - random.below(1 + Number(process.env.LAG ?? 0)));
    const start = refiled(this.#copies[copied] ?? []);
    const local = new LocalDocument(client);
    local.load(start);
    const kept = this.#kept.filter(({ revision }) => revision > heard).map(({ edit }) => edit);
    const missing = new Set(unmade(kept, local.state).map(({ id }) => id));
    const offered = kept.filter(({ id }) => missing.has(id));
    const { unfit } = local.adopt(offered);
    const story = () =>
      JSON.stringify(
        { copied, heard, start, kept, offered, left: unmade(offered, new State(start)) },
        null,
        1,
      );
    expect(unfit, story()).toEqual([]);
    expect(bare(local.state.records()), story()).toEqual(bare(this.#expected));
    const editor = new Editor(random, client);
    for (let n = 0; n < edits; n++) this.#edit(local, editor);
    this.#die(start, local, offered);
  }

  #edit(local: LocalDocument, editor: Editor): void {
    const dice = this.#random.next();
    if (dice < 0.08) local.undo();
    else if (dice < 0.12) local.redo();
    else {
      const change = editor.edit(local.state);
      try {
        if (change) local.edit(change, "");
      } catch (problem) {
        if (!(problem instanceof CjmError)) throw problem;
      }
    }
  }

  #die(start: AnyRecord[], local: LocalDocument, offered: readonly Proposal[]): void {
    const made = local.queue.proposals();
    const state = new State(start);
    this.#copies = [start];
    for (const { change } of made) {
      state.commit(rebase(change, state).change);
      this.#copies.push([...state.records()]);
    }
    this.#expected = [...local.state.records()];
    expect(bare(state.records())).toEqual(bare(this.#expected));
    // It is kept as it was made, whatever was left to be done of it.
    const whole = new Map(offered.map((edit) => [edit.id, edit]));
    this.#kept = made.map((edit, at) => ({
      edit: structuredClone(whole.get(edit.id) ?? edit),
      revision: at + 1,
    }));
  }
}

/** The records as a file has them: in their order, without the keys they were ordered by. */
function refiled(records: readonly AnyRecord[]): AnyRecord[] {
  const state = new State(records);
  return records.map((record) => {
    if (!("place" in record)) return record;
    const siblings = state.siblings(record.type, record.place.parent ?? null);
    const at = siblings.findIndex(([, id]) => id === record.id);
    const order = keysBetween(null, null, siblings.length)[at] ?? "";
    return { ...record, place: { ...record.place, order } };
  });
}

/** The records by id; which order keys they got is not looked at. */
function bare(records: Iterable<AnyRecord>): Record<string, object> {
  const entries = [...records].map((record) => {
    const place = "place" in record ? { place: { ...record.place, order: "" } } : {};
    return [record.id, { ...record, ...place }];
  });
  return Object.fromEntries(entries);
}

const SEEDS = Number(process.env.CJM_FUZZ_LIVES ?? 300);
const FIRST = Number(process.env.CJM_SEED ?? 1);

test("[K6] [K9] a copy and the edits that were kept are the map as it was, life after life", () => {
  const bad: string[] = [];
  let best = 1e9;
  let small = "";
  for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
    const lives = new Lives(seed);
    try {
      for (let life = 0; life < 8; life++) lives.live(12);
    } catch (problem) {
      bad.push(`${seed}`);
      const t = `${problem}`; if (t.length < best) { best = t.length; small = `${seed} ${t}`; }
    }
  }
  console.log(bad.length, small.slice(0, Number(process.env.SHOW ?? 0)));
  expect(bad).toEqual([]);
});
