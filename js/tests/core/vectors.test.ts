import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Change, canonicalChange, invert, squash, touchedIds } from "../../src/core/change";
import { canonicalJson, digestOf, recordDigest } from "../../src/core/digest";
import { CjmError } from "../../src/core/errors";
import { canonicalRecord } from "../../src/core/fields";
import { keyBetween, keysBetween } from "../../src/core/order";
import { decodeSpot, decodeWho } from "../../src/core/presence";
import { mergeValues, rebase, settleUndo } from "../../src/core/rebase";
import type { AnyRecord } from "../../src/core/schema.gen";
import { TYPES } from "../../src/core/schema.gen";
import { State } from "../../src/core/state";

/** Runs the vectors both languages share; `tests/test_vectors.py` is the other runner. */
const FOLDER = new URL("../../../tests/vectors/", import.meta.url);

interface Case {
  name: string;
  state: AnyRecord[];
  change: Change;
  result: AnyRecord[];
  error?: string;
  inverse: Change;
  first: Change;
  second: Change;
  squashed: Change;
  rebased: Change;
  notes?: [string, string, string][];
  role: string;
  old: unknown;
  new: unknown;
  current: unknown;
  settled: Change;
  skipped: number;
  pairs?: [string | null, string | null, string][];
  before: string | null;
  after: string | null;
  count: number;
  keys?: string[];
  record: AnyRecord;
  text: string;
  records?: AnyRecord[];
  canonical: string;
  digest: number;
  who?: unknown;
  spot?: unknown;
  decoded: unknown;
}

const files = Object.fromEntries(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith(".json"))
    .map((name) => [
      name.replace(".json", ""),
      JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")) as Case[],
    ]),
);

const runners: Record<string, (vector: Case) => void> = {
  apply(vector) {
    const state = new State(vector.state);
    const change = canonicalChange(vector.change);
    if (vector.error) {
      expect(codeOf(() => state.commit(change))).toBe(vector.error);
      expect(documentOf(state)).toEqual(byId(vector.state));
      return;
    }
    state.commit(change);
    expect(documentOf(state)).toEqual(byId(vector.result));
    state.commit(invert(change));
    expect(documentOf(state)).toEqual(byId(vector.state));
  },

  invert(vector) {
    expect(invert(vector.change)).toEqual(vector.inverse);
    expect(invert(invert(vector.change))).toEqual(vector.change);
  },

  squash(vector) {
    const squashed = squash(vector.first, vector.second);
    expect(squashed).toEqual(vector.squashed);
    const both = new State(vector.state);
    both.commit(vector.first);
    both.commit(vector.second);
    const once = new State(vector.state);
    once.commit(squashed);
    expect(documentOf(once)).toEqual(documentOf(both));
  },

  rebase: rebases,
  cascade: rebases,

  merge(vector) {
    expect(mergeValues(vector.role, vector.old, vector.new, vector.current)).toEqual(vector.result);
  },

  undo(vector) {
    const state = new State(vector.state);
    const { change, skipped } = settleUndo(vector.change, state);
    expect(change).toEqual(vector.settled);
    // Owners come first.
    expect(Object.keys(change.added ?? {})).toEqual(Object.keys(vector.settled.added ?? {}));
    expect(skipped).toBe(vector.skipped);
    state.commit(rebase(change, state).change);
  },

  order(vector) {
    for (const [before, after, key] of vector.pairs ?? []) {
      expect(keyBetween(before, after)).toBe(key);
      expect((before ?? "") < key && key < (after ?? "~")).toBe(true);
    }
    if (vector.error) {
      expect(codeOf(() => keyBetween(vector.before, vector.after))).toBe(vector.error);
    }
    if (vector.keys) {
      expect(keysBetween(vector.before, vector.after, vector.count)).toEqual(vector.keys);
    }
  },

  presence(vector) {
    const found = "who" in vector ? decodeWho(vector.who) : decodeSpot(vector.spot);
    expect(found).toEqual(vector.decoded);
  },

  digest(vector) {
    if (vector.records) {
      expect(digestOf(vector.records)).toBe(vector.digest);
      return;
    }
    expect(canonicalJson(canonicalRecord(vector.record))).toBe(vector.canonical);
    expect(recordDigest(vector.record)).toBe(vector.digest);
  },

  canonical(vector) {
    expect(canonicalJson(JSON.parse(vector.text))).toBe(vector.canonical);
  },
};

function rebases(vector: Case): void {
  const state = new State(vector.state);
  if (vector.error) {
    expect(codeOf(() => rebase(vector.change, state))).toBe(vector.error);
    return;
  }
  const { change, notes } = rebase(vector.change, state);
  expect(change).toEqual(vector.rebased);
  expect(notes.map((note) => [note.record, note.field, note.text])).toEqual(vector.notes ?? []);
  state.commit(change);
  const again = Object.keys(change.added ?? {}).some(
    (id) => change.removed && id in change.removed,
  );
  if (!again) expect(touchedIds(rebase(change, state).change).size).toBe(0);
}

function codeOf(f: () => unknown): string {
  try {
    f();
  } catch (problem) {
    if (problem instanceof CjmError) return problem.code;
    throw problem;
  }
  return "no error";
}

const byId = (records: Iterable<AnyRecord>) => [...records].sort((a, b) => (a.id < b.id ? -1 : 1));
const documentOf = (state: State) => byId(state.records());

let run = 0;
for (const [topic, vectors] of Object.entries(files)) {
  describe(topic, () => {
    test.each(vectors.map((vector) => [vector.name, vector] as const))("%s", (_, vector) => {
      const runner = runners[topic];
      if (!runner) throw new Error(`no runner for ${topic}.json`);
      runner(vector);
      run += 1;
    });
  });
}

test("[S11] [S13] for each reference of each record type there is a removal among the vectors", () => {
  const covered = new Set((files.cascade ?? []).map((c) => /\] (\S+?)(:| )/.exec(c.name)?.[1]));
  const wanted = Object.entries(TYPES).flatMap(([type, info]) =>
    Object.entries(info.fields)
      .filter(([, field]) => ["ref", "refs", "steps"].includes(field.role))
      .map(([name]) => `${type}.${name}`),
  );
  expect(wanted.filter((name) => !covered.has(name))).toEqual([]);
});

test("[D13] both languages run every case there is", () => {
  expect(Object.keys(files).sort()).toEqual(Object.keys(runners).sort());
  // Only a run of the whole file can tell: with a filter on names fewer are meant to run.
  const all = Object.values(files).flat().length;
  if (!process.argv.some((arg) => arg.startsWith("-t"))) expect(run).toBe(all);
});
