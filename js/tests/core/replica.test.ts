import { expect, test } from "vitest";
import { digestOf } from "../../src/core/digest";
import { State, value } from "../../src/core/state";
import { added, Bench, JOURNEY, PHASE, renamed, room, TOUCHPOINT, told } from "./sim/bench";

const name = (bench: Bench, id = "ph-1") => {
  const record = bench.replica.state.get(id);
  return record && value(record, "name");
};

test("[S40] an edit stands at once and is pushed", () => {
  const bench = new Bench().begin();
  bench.replica.edit(renamed("Awareness", "Need"), "Rename phase");
  expect(name(bench)).toBe("Need");
  expect(bench.replica.pending).toBe(1);
  const change = renamed("Awareness", "Need");
  expect(bench.take()).toEqual([
    {
      type: "push",
      client: "me",
      epoch: "e1",
      changes: [{ id: "me.1", label: "Rename phase", change }],
    },
  ]);
  bench.changed(1, [told("me.1", change, "me")]);
  expect(bench.replica.pending).toBe(0);
  expect(bench.replica.revision).toBe(1);
  expect(bench.take()).toEqual([]);
});

test("[S40] [S11] an edit takes along what hangs on a removed record, and is sent as it was made", () => {
  const bench = new Bench().begin([JOURNEY, PHASE, TOUCHPOINT]);
  bench.replica.edit({ removed: { "ph-1": PHASE } }, "Remove phase");
  expect(bench.replica.state.size).toBe(1);
  expect(bench.take()).toMatchObject([{ changes: [{ change: { removed: { "ph-1": PHASE } } }] }]);
});

test("[D1] what comes from outside is made canonical", () => {
  const bench = new Bench().begin([
    JOURNEY,
    { ...PHASE, collapsed: false, color: "" } as typeof PHASE,
  ]);
  expect(bench.replica.state.get("ph-1")).toEqual(PHASE);
  const odd = { ...TOUCHPOINT, channels: [], place: { order: "a0", parent: "ph-1", level: "" } };
  bench.changed(1, [told("py.1", added(odd as typeof TOUCHPOINT))]);
  expect(bench.replica.state.get("tp-1")).toEqual(TOUCHPOINT);
});

test("[S43] one push in flight; what is edited meanwhile goes with the next", () => {
  const bench = new Bench().begin();
  bench.replica.edit(renamed("Awareness", "A"), "");
  bench.replica.edit(renamed("A", "B"), "");
  bench.replica.edit(renamed("B", "C"), "");
  expect(bench.take()).toHaveLength(1);
  bench.changed(1, [told("me.1", renamed("Awareness", "A"), "me")]);
  const next = bench.take();
  expect(next).toHaveLength(1);
  expect(next).toMatchObject([{ changes: [{ id: "me.2" }, { id: "me.3" }] }]);
  bench.changed(2, [told("me.2", renamed("A", "B"), "me")]);
  expect(bench.take(), "me.3 is still in flight").toEqual([]);
});

test("[S43] at most 100 edits in one push", () => {
  const bench = new Bench();
  bench.replica.start();
  bench.welcome({ records: [JOURNEY] });
  bench.dead = true;
  const phase = (at: number) =>
    ({ type: "phase", id: `p-${at}`, place: { order: `b${100 + at}` } }) as const;
  for (let at = 0; at < 250; at++) bench.replica.edit(added(phase(at)), "");
  bench.dead = false;
  bench.take();
  bench.replica.reconnect();
  bench.welcome({ changes: [], revision: 0 });
  const sizes = bench
    .take()
    .map((message) => ("changes" in message ? message.changes.length : "hello"));
  expect(sizes).toEqual(["hello", 100]);
});

test("[S44] a gap makes the client ask where it stands", () => {
  const bench = new Bench().begin();
  bench.changed(2, [told("py.2", renamed("B", "C"))]);
  expect(name(bench)).toBe("Awareness");
  expect(bench.take()).toMatchObject([{ type: "hello", have: { epoch: "e1", revision: 0 } }]);
  bench.welcome({
    revision: 2,
    changes: [told("py.1", renamed("Awareness", "B")), told("py.2", renamed("B", "C"))],
  });
  expect(name(bench)).toBe("C");
  expect(bench.replica.revision).toBe(2);
});

test("[S44] another epoch makes the client ask where it stands", () => {
  const bench = new Bench().begin();
  bench.changed(0, [], { epoch: "e2" });
  expect(bench.take()).toMatchObject([{ type: "hello", have: { epoch: "e1", revision: 0 } }]);
});

test("[S44] a change that does not fit makes the client ask for the whole document", () => {
  const bench = new Bench().begin();
  bench.changed(1, [told("py.1", renamed("Never was", "B"))]);
  expect(bench.take()).toMatchObject([{ type: "hello", have: null }]);
  bench.changed(2, [told("py.2", renamed("B", "C"))]);
  expect(bench.take(), "nothing is believed before the answer").toEqual([]);
  bench.welcome({ revision: 2, records: [JOURNEY, { ...PHASE, name: "C" } as typeof PHASE] });
  expect(name(bench)).toBe("C");
});

test("[S44] a wrong digest makes the client ask for the whole document", () => {
  const bench = new Bench().begin();
  const after = digestOf([JOURNEY, { ...PHASE, name: "B" } as typeof PHASE]);
  bench.changed(1, [told("py.1", renamed("Awareness", "B"))], { digest: after });
  expect(bench.take()).toEqual([]);
  bench.replica.edit(renamed("B", "Mine"), "");
  bench.take();
  bench.changed(2, [told("py.2", { updated: { "ph-1": { collapsed: [false, true] } } })], {
    digest: 1,
  });
  expect(bench.take()).toMatchObject([{ type: "hello", have: null, pending: ["me.1"] }]);
  expect(name(bench), "the own edit stays on top").toBe("Mine");
});

test("[S44] digests that stay wrong do not fetch the document for ever", () => {
  const bench = new Bench().begin();
  for (let round = 1; round <= 10; round++) {
    bench.changed(round, [told(`py.${round}`, {})], { digest: 1 });
    bench.welcome({ revision: round, records: [JOURNEY, PHASE] });
  }
  expect(bench.take().filter((message) => message.type === "hello")).toHaveLength(3);
});

test("[S45] what is known already changes nothing", () => {
  const bench = new Bench().begin();
  const message = [told("py.1", renamed("Awareness", "B"))];
  bench.changed(1, message);
  bench.changed(1, message);
  bench.welcome({ revision: 0, records: [JOURNEY, PHASE] });
  bench.welcome({ revision: 1, changes: message });
  expect(name(bench)).toBe("B");
  expect(bench.replica.revision).toBe(1);
  bench.changed(2, [...message, told("py.2", renamed("B", "C"))]);
  expect(name(bench)).toBe("C");
  expect(bench.take()).toEqual([]);
});

test("[S45] a welcome for another client changes nothing", () => {
  const bench = new Bench().begin();
  bench.welcome({ to: "somebody", revision: 9, records: [JOURNEY] });
  expect(bench.replica.revision).toBe(0);
  expect(name(bench)).toBe("Awareness");
});

test("[S46] news from others goes under the own pending edit", () => {
  const bench = new Bench().begin();
  bench.replica.edit(renamed("Awareness", "Mine"), "");
  bench.changed(1, [told("py.1", renamed("Awareness", "Theirs"))]);
  expect(name(bench)).toBe("Mine");
  bench.changed(2, [told("me.1", renamed("Theirs", "Mine"), "me")]);
  expect(name(bench)).toBe("Mine");
  expect(bench.replica.pending).toBe(0);
});

test("[S46] [S19] a pending edit is sent with the old value it was made on, so that the other text is kept", () => {
  const { authority, replicas } = room([JOURNEY, PHASE], "a");
  const bench = new Bench("b");
  bench.begin([JOURNEY, PHASE]);
  bench.dead = true;
  bench.replica.edit(renamed("Awareness", "Mine"), "");
  replicas[0]?.edit(renamed("Awareness", "Theirs"), "");
  bench.dead = false;
  bench.changed(1, [...authority.history]);
  bench.replica.reconnect();
  bench.welcome({ revision: 1, changes: [] });
  authority.receive(bench.take().at(-1), () => {});
  const comments = [...authority.state.ofType("comment")].map((id) =>
    authority.state.record("comment", id),
  );
  expect(comments).toMatchObject([{ target: "ph-1", text: "Replaced text of “name”: Theirs" }]);
  expect(authority.state.record("phase", "ph-1")?.name).toBe("Mine");
});

test("[S47] a refused edit is taken out and reported with what was meant", () => {
  const bench = new Bench().begin();
  bench.replica.edit(renamed("Awareness", "A"), "Rename");
  bench.replica.edit({ updated: { "ph-1": { color: ["", "#ff0000"] } } }, "Colour");
  bench.reject(0, { id: "me.1", code: "invalid", message: "no such name" });
  expect(name(bench)).toBe("Awareness");
  expect(bench.replica.state.record("phase", "ph-1")?.color).toBe("#ff0000");
  expect(bench.replica.pending).toBe(1);
  expect(bench.replica.notices).toMatchObject([
    {
      kind: "rejected",
      code: "invalid",
      message: "no such name",
      label: "Rename",
      change: renamed("Awareness", "A"),
    },
  ]);
  expect(bench.replica.notices[0]?.restore).toBeUndefined();
  bench.replica.dismiss(bench.replica.notices[0]?.id ?? "");
  expect(bench.replica.notices).toEqual([]);
});

test("[S47] the refusal of somebody else's edit is not ours", () => {
  const bench = new Bench().begin();
  bench.replica.edit(renamed("Awareness", "A"), "");
  bench.reject(0, { id: "other.1", code: "invalid", message: "" });
  expect(bench.replica.notices).toEqual([]);
  expect(bench.replica.pending).toBe(1);
});

test("[S47] a refusal that was lost comes with the welcome", () => {
  const bench = new Bench().begin();
  bench.replica.edit(renamed("Awareness", "A"), "");
  bench.welcome({ changes: [], rejected: [{ id: "me.1", code: "invalid", message: "" }] });
  expect(name(bench)).toBe("Awareness");
  expect(bench.replica.notices).toHaveLength(1);
});

test("[S42] an edit the authority knows is not sent again, and not made twice", () => {
  const bench = new Bench().begin();
  bench.replica.edit(added(TOUCHPOINT), "");
  bench.take();
  const records = [JOURNEY, PHASE, { ...TOUCHPOINT, name: "Later" } as typeof TOUCHPOINT];
  bench.replica.reconnect();
  bench.welcome({ epoch: "e1", revision: 5, records, known: ["me.1"] });
  expect(name(bench, "tp-1")).toBe("Later");
  expect(bench.replica.pending).toBe(0);
  expect(bench.take()).toMatchObject([{ type: "hello", pending: ["me.1"] }]);
});

test("[S48] a refused edit of a removed record is restored together with the record", () => {
  const bench = new Bench().begin([JOURNEY, PHASE, TOUCHPOINT]);
  bench.replica.edit(renamed("Sees the ad", "Mine", "tp-1"), "Rename");
  bench.changed(1, [told("py.1", { removed: { "ph-1": PHASE, "tp-1": TOUCHPOINT } })]);
  bench.reject(1, { id: "me.1", code: "removed", message: "gone" });
  expect(bench.replica.state.size).toBe(1);
  const restore = bench.replica.notices[0]?.restore;
  expect(restore).toEqual(added(PHASE, { ...TOUCHPOINT, name: "Mine" } as typeof TOUCHPOINT));
  expect(bench.replica.state.size, "looking at it changes nothing").toBe(1);
  if (restore) bench.replica.edit(restore, "Restore");
  expect(name(bench, "tp-1")).toBe("Mine");
});

test("[S48] what takes two removals back, and the references they took out", () => {
  const path = { type: "path", id: "pa-1", place: { order: "a0" }, steps: ["tp-1"] } as const;
  const bench = new Bench().begin([JOURNEY, PHASE, TOUCHPOINT, path as never]);
  const comment = { type: "comment", id: "cm-1", place: { order: "a0" }, target: "tp-1" } as const;
  bench.replica.edit(added(comment), "Comment");
  bench.changed(2, [
    told("py.1", {
      removed: { "tp-1": TOUCHPOINT },
      updated: { "pa-1": { steps: [["tp-1"], []] }, "map-1": { title: ["", "T"] } },
    }),
    told("py.2", { removed: { "ph-1": PHASE } }),
  ]);
  bench.reject(2, { id: "me.1", code: "removed", message: "gone" });
  expect(bench.replica.notices[0]?.restore).toEqual({
    ...added(PHASE, TOUCHPOINT, comment),
    updated: { "pa-1": { steps: [[], ["tp-1"]] } },
  });
});

test("[S48] when somebody else brought the record back, only the edit is left to restore", () => {
  const bench = new Bench().begin();
  bench.replica.edit(renamed("Awareness", "Mine"), "");
  bench.changed(1, [told("py.1", { removed: { "ph-1": PHASE } })]);
  bench.reject(1, { id: "me.1", code: "removed", message: "gone" });
  bench.changed(2, [told("py.2", added({ ...PHASE, name: "Back" } as typeof PHASE))]);
  expect(bench.replica.notices[0]?.restore).toEqual(renamed("Back", "Mine"));
});

test("[S48] nothing to restore when the removal is not remembered", () => {
  const bench = new Bench().begin();
  bench.replica.edit(renamed("Awareness", "Mine"), "");
  bench.welcome({
    epoch: "e1",
    revision: 7,
    records: [JOURNEY],
    rejected: [{ id: "me.1", code: "removed", message: "" }],
  });
  expect(bench.replica.notices).toHaveLength(1);
  expect(bench.replica.notices[0]?.restore).toBeUndefined();
});

test("[S51] an edit that does not apply throws and leaves everything as it was", () => {
  const bench = new Bench().begin();
  expect(() => bench.replica.edit(renamed("Wrong", "B"), "")).toThrow(/rebase first/);
  expect(() =>
    bench.replica.edit(
      added({ ...TOUCHPOINT, place: { order: "a0", parent: "ph-9" } } as never),
      "",
    ),
  ).toThrow(/not in the map/);
  expect(bench.replica.pending).toBe(0);
  expect(bench.replica.canUndo).toBe(false);
  expect(bench.replica.state.size).toBe(2);
  expect(bench.take()).toEqual([]);
});

test("[S51] an edit that comes to nothing is none", () => {
  const bench = new Bench().begin();
  bench.replica.edit(renamed("Awareness", "Awareness"), "");
  expect(bench.replica.pending).toBe(0);
  expect(bench.replica.canUndo).toBe(false);
});

test("[S52] listeners hear which records changed, and only those", () => {
  const bench = new Bench().begin([JOURNEY, PHASE, TOUCHPOINT]);
  const last = () => bench.events.at(-1);
  bench.replica.edit(renamed("Sees the ad", "A", "tp-1"), "");
  expect(last()).toEqual({ ids: new Set(["tp-1"]), remote: false });
  bench.changed(1, [told("py.1", renamed("Awareness", "B"))]);
  expect(last(), "the own edit went off and on again").toEqual({
    ids: new Set(["ph-1"]),
    remote: true,
  });
  bench.changed(2, [told("me.1", renamed("Sees the ad", "A", "tp-1"), "me")]);
  expect(last()).toEqual({ ids: new Set(), remote: false });
  bench.replica.reconnect();
  bench.welcome({ epoch: "e2", records: [JOURNEY] });
  expect(bench.events.some(({ ids }) => ids === "all")).toBe(true);
});

test("[S53] messages that are none change nothing", () => {
  const bench = new Bench().begin();
  for (const message of [
    null,
    1,
    "changed",
    [],
    {},
    { type: "changes" },
    { type: "error", code: "x" },
  ]) {
    bench.replica.receive(message);
  }
  expect(bench.replica.revision).toBe(0);
  expect(bench.take()).toEqual([]);
});

test("[S54] a client that edits while the answer comes in keeps its edit", () => {
  const { authority, replicas } = room([JOURNEY, PHASE], "a");
  const [a] = replicas;
  let once = true;
  a?.subscribe(() => {
    if (once && a.state.record("phase", "ph-1")?.name === "A") {
      once = false;
      a.edit(renamed("A", "B"), "");
    }
  });
  a?.edit(renamed("Awareness", "A"), "");
  expect(authority.state.record("phase", "ph-1")?.name).toBe("B");
  expect(a?.pending).toBe(0);
  expect(a?.undo()).toBe(true);
  expect(new State(authority.state.records()).record("phase", "ph-1")?.name).toBe("A");
});
