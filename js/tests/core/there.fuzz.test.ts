import { expect, test } from "vitest";
import { touchedIds } from "../../src/core/change";
import { CjmError } from "../../src/core/errors";
import { LocalDocument } from "../../src/core/local";
import { keysBetween } from "../../src/core/order";
import type { Proposal } from "../../src/core/protocol";
import { rebase } from "../../src/core/rebase";
import type { AnyRecord } from "../../src/core/schema.gen";
import { State } from "../../src/core/state";
import { undone } from "../../src/core/there";
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
  /** What did not fit, and stays offered. */
  #left: Proposal[] = [];
  #count = 0;

  constructor(seed: number) {
    this.#random = new Random(seed);
    this.#expected = seedDocument(this.#random, this.#random.below(20));
    this.#copies = [this.#expected];
  }

  live(edits: number, name: string): void {
    const random = this.#random;
    this.#count += 1;
    const client = `view-${this.#count}`;
    const copied = random.below(this.#copies.length);
    // The view may not have heard of the last copies.
    const heard = random.chance(0.5) ? copied : Math.max(0, copied - random.below(9));
    const start = refiled(this.#copies[copied] ?? []);
    const local = new LocalDocument(client);
    local.load(start);
    const kept = this.#kept.filter(({ revision }) => revision > heard).map(({ edit }) => edit);
    const offered = undone(kept, local.state);
    const { unfit } = local.adopt(offered);
    const story = `${name}: ${JSON.stringify({ copied, heard, start, kept, offered, unfit })}`;
    expect(bare(local.state.records()), story).toEqual(bare(this.#expected));
    const left = unfit.map(({ id }) => offered.find((edit) => edit.id === id) as Proposal);
    if (heard === copied) expect(left, story).toEqual(this.#left);
    // It stays offered with the reason, which is true: they have removed it themselves since.
    for (const { change } of left) {
      const gone = [...touchedIds(change)].filter((id) => !local.state.get(id));
      expect(gone, story).not.toEqual([]);
    }
    this.#left = left;
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
    const now = made.map((edit, at) => ({
      edit: structuredClone(whole.get(edit.id) ?? edit),
      revision: at + 1,
    }));
    this.#kept = [...this.#left.map((edit) => ({ edit, revision: Infinity })), ...now];
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

const FIRST = Number(process.env.CJM_SEED ?? 1);
const LIVES = Number(process.env.CJM_FUZZ_LIVES ?? 150);

test("[K6] [K9] a copy and the edits that were kept are the map as it was, life after life", {
  timeout: 120_000,
}, () => {
  for (let seed = FIRST; seed < FIRST + LIVES; seed++) {
    const lives = new Lives(seed);
    for (let life = 0; life < 8; life++) lives.live(12, `seed ${seed}, life ${life}`);
  }
});
