import { beforeEach, expect, test } from "vitest";
import { Authority } from "../../src/core/authority";
import type { Change } from "../../src/core/change";
import type { AnyRecord } from "../../src/core/schema.gen";
import { Bench, JOURNEY, PHASE, renamed, TOUCHPOINT } from "./sim/bench";

const NONSENSE: readonly unknown[] = [
  null,
  7,
  "x",
  [],
  {},
  Number.NaN,
  [null],
  [7],
  { a: 1 },
  JSON.parse(`${"[".repeat(900)}${"]".repeat(900)}`),
  JSON.parse('{"__proto__": {"polluted": 1}}'),
];
/** As JSON makes it: a key of its own, where a literal would set the prototype. */
const withKey = (key: string, value: unknown) =>
  JSON.parse(`{${JSON.stringify(key)}: ${JSON.stringify(value)}}`);

let bench: Bench;
beforeEach(() => {
  bench = new Bench().begin([JOURNEY, PHASE, TOUCHPOINT]);
});

function unharmed(): void {
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect([...bench.replica.state.records()]).toEqual([JOURNEY, PHASE, TOUCHPOINT]);
}

/** Records no document can hold, by what is wrong with them. */
const RECORDS: Record<string, unknown> = {
  "no list": { "0": JOURNEY },
  "nothing in it": [],
  "no record": [JOURNEY, null],
  "no id": [JOURNEY, { type: "phase", place: { order: "a0" } }],
  "an id that is none": [JOURNEY, { ...PHASE, id: "a b" }],
  "a number for an id": [JOURNEY, { ...PHASE, id: 5 }],
  "__proto__ for an id": [JOURNEY, { ...PHASE, id: "__proto__" }],
  "__proto__ for a field": [JOURNEY, { ...PHASE, ...withKey("__proto__", { polluted: 1 }) }],
  "a type nobody knows": [JOURNEY, { ...PHASE, type: "constructor" }],
  "no place": [JOURNEY, { type: "phase", id: "p" }],
  "a place that is none": [JOURNEY, { ...PHASE, place: { order: "~" } }],
  "two of one id": [JOURNEY, PHASE, PHASE],
  "two journeys": [JOURNEY, { type: "journey", id: "other" }],
  "no journey": [PHASE],
  "an object for a text": [JOURNEY, { ...PHASE, name: { toString: 1 } }],
  "a text for a list": [JOURNEY, PHASE, { ...TOUCHPOINT, channels: "web" }],
  "a style for a colour": [JOURNEY, { ...PHASE, color: "red;background:url(x)" }],
  "a number that is none": [JOURNEY, PHASE, { ...TOUCHPOINT, duration: Number.NaN }],
};

test.each(Object.keys(RECORDS))("[H15] a welcome with %s is left aside, and said", (what) => {
  const records = RECORDS[what] as AnyRecord[];
  bench.welcome({ epoch: "e2", revision: 5, records });
  unharmed();
  expect(bench.replica.notices.map(({ code }) => code)).toEqual(["malformed"]);
  // It asks for the document, and goes on when a whole one comes.
  expect(bench.take()).toMatchObject([{ type: "hello", have: null }]);
  bench.welcome({ epoch: "e2", revision: 5, records: [JOURNEY, PHASE] });
  expect([...bench.replica.state.records()]).toEqual([JOURNEY, PHASE]);
  expect(bench.replica.status).toBe("saved");
});

test("[H15] before the first document nothing but a whole one makes it ready", () => {
  const fresh = new Bench();
  fresh.replica.start();
  for (const records of Object.values(RECORDS)) fresh.welcome({ records: records as AnyRecord[] });
  expect(fresh.replica.ready).toBe(false);
  expect(fresh.replica.notices.length).toBe(1);
  // No storm of questions: the clock asks again.
  expect(fresh.take().length).toBe(1);
  fresh.welcome({ records: [JOURNEY] });
  expect(fresh.replica.ready).toBe(true);
});

test("[H15] whatever the parts of a message are, nothing of it is taken", () => {
  const welcome = { type: "welcome", protocol: 1, to: "me", epoch: "e1", revision: 1 };
  const rest = { known: [], rejected: [] };
  for (const value of NONSENSE) {
    const change = { id: "x.1", by: "x", label: "L", change: value };
    const messages: unknown[] = [
      value,
      { type: value },
      { ...welcome, ...rest, records: value },
      { ...welcome, ...rest, changes: value },
      { ...welcome, ...rest, changes: [change] },
      { ...welcome, ...rest, changes: [], known: value, rejected: [value] },
      { ...welcome, ...rest, revision: [value], records: [JOURNEY] },
      { type: "changed", epoch: "e1", revision: value, changes: value, rejected: [] },
      { type: "changed", epoch: "e1", revision: 1, changes: [value], rejected: [] },
      { type: "changed", epoch: "e1", revision: 1, changes: [change], rejected: [value] },
    ];
    for (const part of ["added", "updated"] as const) {
      messages.push({
        type: "changed",
        epoch: "e1",
        revision: 1,
        changes: [{ ...change, change: { [part]: { "ph-1": value } } }],
        rejected: [],
      });
    }
    for (const message of messages) {
      const own = new Bench().begin([JOURNEY, PHASE, TOUCHPOINT]);
      own.replica.receive(message);
      const { state } = own.replica;
      expect([state.get("ph-1"), state.get("tp-1")], JSON.stringify(message)).toEqual([
        PHASE,
        TOUCHPOINT,
      ]);
    }
  }
  unharmed();
});

test("[H15] own edits outlive a message that cannot be read", () => {
  bench.replica.edit(renamed("Awareness", "A"), "Rename");
  bench.changed(1, [{ id: "x.1", by: "x", label: "L", change: { added: { p: 7 } } as never }]);
  expect(bench.replica.pending).toBe(1);
  expect(bench.replica.state.record("phase", "ph-1")?.name).toBe("A");
  bench.welcome({ revision: 1, records: [JOURNEY, PHASE] });
  expect(bench.replica.pending).toBe(1);
  expect(bench.replica.state.record("phase", "ph-1")?.name).toBe("A");
});

test("[H9] words of the program are ids, keys and facts like any other", () => {
  const records: AnyRecord[] = [
    JOURNEY,
    ...["constructor", "toString", "hasOwnProperty", "prototype"].map(
      (id, at): AnyRecord => ({ type: "phase", id, place: { order: `a${at}` }, name: id }),
    ),
    {
      type: "persona",
      id: "valueOf",
      place: { order: "a0" },
      demographics: withKey("__proto__", "fact"),
      extra: withKey("x", withKey("__proto__", { polluted: 1 })),
    },
  ];
  const authority = new Authority(records, { epoch: "e1" });
  const one = new Bench("one").begin(records);
  const change = {
    updated: {
      constructor: { name: ["constructor", "Q"] },
      valueOf: {
        demographics: [
          withKey("__proto__", "fact"),
          { ...withKey("__proto__", "other"), constructor: "c" },
        ],
      },
    },
  } as unknown as Change;
  one.replica.edit(change, "Edit");
  authority.edit(renamed("toString", "R", "toString"), "Edit");
  authority.edit(change, "Edit");
  const persona = one.replica.state.record("persona", "valueOf");
  expect(JSON.stringify(persona?.demographics)).toBe('{"__proto__":"other","constructor":"c"}');
  expect(authority.state.record("persona", "valueOf")).toEqual(persona);
  expect(JSON.stringify(persona?.extra)).toBe('{"x":{"__proto__":{"polluted":1}}}');
  expect(one.replica.state.record("phase", "constructor")?.name).toBe("Q");
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test("[H15] an authority in the browser takes no nonsense either", () => {
  const authority = new Authority([JOURNEY, PHASE], { epoch: "e1" });
  const push = { type: "push", client: "a", epoch: "e1" };
  for (const value of NONSENSE) {
    const own = { id: "a.1", label: "L", change: value };
    for (const message of [
      value,
      { type: value },
      { type: "hello", client: value, have: value, pending: value },
      { type: "hello", client: "a", have: value, pending: [] },
      { ...push, changes: value },
      { ...push, changes: [value] },
      { ...push, changes: [own] },
      { ...push, changes: [{ ...own, change: { added: value, updated: value } }] },
      { ...push, changes: [{ ...own, change: { added: { __proto__: value, a: value } } }] },
      { ...push, changes: [{ ...own, change: { updated: { "ph-1": value } } }] },
    ]) {
      authority.receive(message, () => {});
    }
  }
  const proto = {
    ...push,
    changes: [
      {
        id: "a.9",
        label: "L",
        change: { added: withKey("__proto__", { ...PHASE, id: "__proto__" }) },
      },
    ],
  };
  authority.receive(proto, () => {});
  expect([...authority.state.records()]).toEqual([JOURNEY, PHASE]);
});
