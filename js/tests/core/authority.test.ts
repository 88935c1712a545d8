import { expect, test } from "vitest";
import { Authority } from "../../src/core/authority";
import type { Change } from "../../src/core/change";
import { digestOf } from "../../src/core/digest";
import type { Changed, Welcome } from "../../src/core/protocol";
import type { AnyRecord } from "../../src/core/schema.gen";
import { added, JOURNEY, PHASE, renamed, TOUCHPOINT } from "./sim/bench";

/** An authority with what it says to all, and to one. */
function desk(records: AnyRecord[] = [JOURNEY, PHASE], digestEvery = 0) {
  const authority = new Authority(records, { epoch: "e1", digestEvery });
  const heard: Changed[] = [];
  const answers: (Welcome | Changed)[] = [];
  authority.subscribe((message) => heard.push(message));
  const push = (client: string, epoch: string, ...changes: [id: string, change: Change][]) =>
    authority.receive(
      {
        type: "push",
        client,
        epoch,
        changes: changes.map(([id, change]) => ({ id, label: "L", change })),
      },
      (message) => answers.push(message),
    );
  const hello = (have: unknown, pending: string[] = []) =>
    authority.receive({ type: "hello", protocol: 1, client: "a", have, pending }, (message) =>
      answers.push(message),
    );
  return { authority, heard, answers, push, hello };
}

test("[S41] each change gets the next revision and is told to all, in order", () => {
  const { authority, heard, push } = desk();
  push("a", "e1", ["a.1", renamed("Awareness", "A")], ["a.2", renamed("A", "B")]);
  authority.edit(renamed("B", "C"), "From code");
  expect(heard).toEqual([
    {
      type: "changed",
      epoch: "e1",
      revision: 2,
      changes: [
        { id: "a.1", by: "a", label: "L", change: renamed("Awareness", "A") },
        { id: "a.2", by: "a", label: "L", change: renamed("A", "B") },
      ],
      rejected: [],
    },
    {
      type: "changed",
      epoch: "e1",
      revision: 3,
      changes: [
        { id: expect.any(String), by: "python", label: "From code", change: renamed("B", "C") },
      ],
      rejected: [],
    },
  ]);
});

test("[S41] an accepted change that comes to nothing takes a revision too", () => {
  const { heard, push } = desk();
  push("a", "e1", ["a.1", renamed("Awareness", "A")]);
  push("b", "e1", ["b.1", renamed("Awareness", "A")]);
  expect(heard[1]).toMatchObject({ revision: 2, changes: [{ id: "b.1", change: {} }] });
});

test("[S42] a resend changes nothing and is answered, refused or accepted", () => {
  const { authority, heard, answers, push } = desk();
  const twice = () =>
    push("a", "e1", ["a.1", renamed("Awareness", "A")], ["a.2", renamed("x", "y", "ph-9")]);
  twice();
  expect(heard).toMatchObject([
    { revision: 1, changes: [{ id: "a.1" }], rejected: [{ id: "a.2", code: "removed" }] },
  ]);
  twice();
  expect(heard).toHaveLength(1);
  expect(answers).toMatchObject([
    {
      type: "changed",
      revision: 1,
      changes: [],
      known: ["a.1"],
      rejected: [{ id: "a.2", code: "removed" }],
    },
  ]);
  expect(authority.history).toHaveLength(1);
});

test("[S42] a resend together with something new", () => {
  const { heard, answers, push } = desk();
  push("a", "e1", ["a.1", renamed("Awareness", "A")]);
  push("a", "e1", ["a.1", renamed("Awareness", "A")], ["a.2", renamed("A", "B")]);
  expect(heard.at(-1)).toMatchObject({ revision: 2, changes: [{ id: "a.2" }], known: ["a.1"] });
  expect(answers).toEqual([]);
});

test("[S42] a welcome says what became of pending edits", () => {
  const { answers, push, hello } = desk();
  push("a", "e1", ["a.1", renamed("Awareness", "A")], ["a.2", renamed("x", "y", "ph-9")]);
  hello({ epoch: "e1", revision: 0 }, ["a.1", "a.2", "a.3"]);
  expect(answers).toMatchObject([
    {
      type: "welcome",
      to: "a",
      revision: 1,
      changes: [{ id: "a.1" }],
      known: ["a.1"],
      rejected: [{ id: "a.2" }],
    },
  ]);
  expect(answers[0]).not.toHaveProperty("records");
});

test("[S44] a client of nowhere, of another epoch or of the future gets the whole document", () => {
  for (const have of [null, { epoch: "e0", revision: 0 }, { epoch: "e1", revision: 7 }]) {
    const { answers, hello } = desk();
    hello(have);
    expect(answers).toMatchObject([{ revision: 0, epoch: "e1", records: [JOURNEY, PHASE] }]);
  }
});

test("[S44] a push made for another epoch is not taken, and the answer names this one", () => {
  const { authority, heard, answers, push } = desk();
  push("a", "e0", ["a.1", renamed("Awareness", "A")]);
  expect(heard).toEqual([]);
  expect(answers).toMatchObject([{ type: "changed", epoch: "e1", changes: [] }]);
  expect(authority.revision).toBe(0);
});

test("[S44] the digest comes along now and then", () => {
  const { authority, heard } = desk([JOURNEY, PHASE], 2);
  for (let at = 0; at < 4; at++)
    authority.edit(renamed(at ? `${at}` : "Awareness", `${at + 1}`), "");
  expect(heard.map((message) => "digest" in message)).toEqual([false, true, false, true]);
  expect(heard[3]?.digest).toBe(digestOf(authority.state.records()));
});

test("[S19] a text that is replaced becomes a comment on its record, in the same change", () => {
  const { authority, heard, push } = desk();
  authority.edit(renamed("Awareness", "Theirs"), "");
  const comment: AnyRecord = {
    type: "comment",
    id: "cm-1",
    place: { order: "a0" },
    target: "ph-1",
  };
  push("a", "e1", ["a.1", { ...renamed("Awareness", "Mine"), ...added(comment) }]);
  const comments = Object.values(heard[1]?.changes[0]?.change.added ?? {});
  expect(comments).toMatchObject([
    { id: "cm-1" },
    {
      type: "comment",
      target: "ph-1",
      place: { order: "a1" },
      text: "Replaced text of “name”: Theirs",
    },
  ]);
  expect(authority.revision).toBe(2);
});

test("[S21] [S19] such a comment stands behind one that the same change moves to the end", () => {
  const comment = (id: string, order: string): AnyRecord => ({
    type: "comment",
    id,
    place: { order },
    target: "ph-1",
  });
  const { authority, push } = desk([JOURNEY, PHASE, comment("cm-1", "a0"), comment("cm-2", "a1")]);
  authority.edit(renamed("Awareness", "Theirs"), "");
  const move = { "cm-1": { place: [{ order: "a0" }, { order: "a2" }] as const } };
  push("a", "e1", ["a.1", { updated: { ...renamed("Awareness", "Mine").updated, ...move } }]);
  expect(authority.state.siblings("comment").map(([order]) => order)).toEqual(["a1", "a2", "a3"]);
});

test("[S22] [S23] [S47] a refusal names its reason", () => {
  const { heard, push } = desk();
  push("a", "e1", ["a.1", added({ ...PHASE, name: "Other" } as AnyRecord)]);
  push("a", "e1", ["a.2", added({ ...TOUCHPOINT, channels: ["ph-1"] } as AnyRecord)]);
  push("a", "e1", [
    "a.3",
    added({ ...TOUCHPOINT, place: { order: "a0", parent: "ph-9" } } as AnyRecord),
  ]);
  expect(heard.map((message) => message.rejected[0]?.code)).toEqual([
    "exists",
    "invalid",
    "removed",
  ]);
  expect(heard.every((message) => message.revision === 0)).toBe(true);
});

const bad: [what: string, change: unknown][] = [
  ["a record under another id", { added: { x: { ...PHASE, id: "y" } } }],
  ["a record of no type", { added: { x: { id: "x" } } }],
  ["a record of an unknown type", { added: { x: { id: "x", type: "constructor" } } }],
  ["an id with a space", { added: { "x y": { ...PHASE, id: "x y" } } }],
  ["a placed record without a place", { added: { x: { id: "x", type: "phase" } } }],
  ["an order key that is none", { added: { x: { ...PHASE, id: "x", place: { order: "!" } } } }],
  [
    "a parent that is no text",
    { added: { x: { ...TOUCHPOINT, id: "x", place: { order: "a0", parent: 1 } } } },
  ],
  ["a field nobody knows", { updated: { "ph-1": { colour: ["", "red"] } } }],
  ["a text that is a number", { updated: { "ph-1": { name: ["Awareness", 1] } } }],
  ["a text that is null", { updated: { "ph-1": { name: ["Awareness", null] } } }],
  ["a place that is null", { updated: { "ph-1": { place: [PHASE, null] } } }],
  ["a flag that is a text", { updated: { "ph-1": { collapsed: [false, "yes"] } } }],
  ["facts that are a list", { updated: { "ph-1": { extra: [{}, []] } } }],
  ["a list with a number in it", { added: { x: { ...TOUCHPOINT, id: "x", tags: [1] } } }],
  ["an update that is no pair", { updated: { "ph-1": { name: "A" } } }],
  ["a removal of nothing", { removed: { "ph-1": null } }],
];

test.each(bad)("[S53] refused: %s", (_, change) => {
  const { authority, heard, push } = desk();
  push("a", "e1", ["a.1", change as Change]);
  expect(heard).toMatchObject([{ revision: 0, rejected: [{ id: "a.1", code: "invalid" }] }]);
  expect([...authority.state.records()]).toEqual([JOURNEY, PHASE]);
});

test("[S53] messages that are none are left alone", () => {
  const { authority, answers } = desk();
  for (const message of [null, 1, [], {}, { type: "welcome" }]) {
    authority.receive(message, (answer) => answers.push(answer));
  }
  expect(answers).toEqual([]);
});
