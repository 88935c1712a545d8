import { expect, test } from "vitest";
import { value } from "../../src/core/state";
import { Bench, JOURNEY, PHASE, renamed, told } from "./sim/bench";

const name = (bench: Bench, id = "ph-1") => {
  const record = bench.replica.state.get(id);
  return record && value(record, "name");
};

test("[S49] saving after 3 s, offline after 10 s, a hello every 3 s, and all well again", () => {
  const bench = new Bench().begin();
  expect(bench.replica.status).toBe("saved");
  bench.replica.edit(renamed("Awareness", "A"), "");
  bench.take();
  bench.time.pass(2_900);
  expect(bench.replica.status).toBe("saved");
  bench.time.pass(200);
  expect(bench.replica.status).toBe("saving");
  bench.time.pass(7_000);
  expect(bench.replica.status).toBe("offline");
  expect(bench.take().map((message) => message.type)).toEqual(["hello", "hello", "hello"]);
  expect(bench.replica.waiting()).toEqual({
    client: "me",
    document: "map-1",
    epoch: "e1",
    changes: [{ id: "me.1", label: "", change: renamed("Awareness", "A") }],
  });
  bench.welcome({ changes: [] });
  expect(bench.take()).toMatchObject([{ type: "push", changes: [{ id: "me.1" }] }]);
  bench.changed(1, [told("me.1", renamed("Awareness", "A"), "me")]);
  expect(bench.replica.status).toBe("saved");
  bench.time.pass(60_000);
  expect(bench.take(), "an idle client is silent").toEqual([]);
});

test("[S49] a listener hears every change of the status", () => {
  const bench = new Bench().begin();
  const seen: string[] = [];
  bench.replica.subscribe(() => {
    if (seen.at(-1) !== bench.replica.status) seen.push(bench.replica.status);
  });
  bench.replica.edit(renamed("Awareness", "A"), "");
  bench.time.pass(12_000);
  bench.welcome({
    known: ["me.1"],
    revision: 1,
    changes: [told("me.1", renamed("Awareness", "A"), "me")],
  });
  expect(seen).toEqual(["saved", "saving", "offline", "saved"]);
});

test("[S49] a send that throws is offline at once, and the edit stays", () => {
  const bench = new Bench().begin();
  bench.dead = true;
  bench.replica.edit(renamed("Awareness", "A"), "");
  expect(bench.replica.status).toBe("offline");
  expect(bench.replica.pending).toBe(1);
  expect(name(bench)).toBe("A");
  bench.time.pass(4_000);
  bench.dead = false;
  bench.time.pass(4_000);
  expect(bench.take().at(0)?.type).toBe("hello");
  bench.welcome({ changes: [] });
  expect(bench.replica.status).toBe("saved");
  expect(bench.take().at(-1)?.type).toBe("push");
});

test("[S49] connecting until the first welcome, asking every 3 s", () => {
  const bench = new Bench();
  expect(bench.replica.status).toBe("connecting");
  bench.replica.start();
  bench.time.pass(20_000);
  expect(bench.replica.status).toBe("connecting");
  expect(bench.take()).toHaveLength(7);
  expect(bench.replica.ready).toBe(false);
  bench.welcome({ records: [JOURNEY] });
  expect(bench.replica.ready).toBe(true);
  expect(bench.replica.status).toBe("saved");
});

test("[S49] a stopped client is silent and deaf", () => {
  const bench = new Bench().begin();
  bench.replica.edit(renamed("Awareness", "A"), "");
  bench.take();
  bench.replica.stop();
  bench.time.pass(60_000);
  bench.changed(1, [told("py.1", renamed("Awareness", "B"))]);
  expect(bench.take()).toEqual([]);
  expect(bench.replica.revision).toBe(0);
});

test("[S50] after a restart of the kernel waiting edits are made on the new document and pushed", () => {
  const bench = new Bench().begin();
  bench.dead = true;
  bench.replica.edit(renamed("Awareness", "Mine"), "");
  bench.dead = false;
  bench.replica.reconnect();
  const records = [JOURNEY, { ...PHASE, name: "Theirs" } as typeof PHASE];
  bench.welcome({ epoch: "e2", revision: 3, records });
  expect(name(bench)).toBe("Mine");
  expect(bench.take().at(-1)).toMatchObject({
    type: "push",
    epoch: "e2",
    changes: [{ id: "me.1" }],
  });
});

test("[S50] on another document waiting edits are kept and reported, never made", () => {
  const bench = new Bench().begin();
  bench.dead = true;
  bench.replica.edit(renamed("Awareness", "Mine"), "Rename");
  bench.dead = false;
  bench.welcome({ epoch: "e2", records: [{ type: "journey", id: "map-2" }, PHASE] });
  expect(name(bench)).toBe("Awareness");
  expect(bench.replica.pending).toBe(0);
  expect(bench.replica.canUndo).toBe(false);
  expect(bench.take()).toEqual([]);
  expect(bench.replica.notices).toMatchObject([{ kind: "info", code: "other-document", count: 1 }]);
  expect(bench.replica.waiting()).toMatchObject({
    document: "map-2",
    changes: [],
    earlier: [{ document: "map-1", epoch: "e1", changes: [{ id: "me.1", label: "Rename" }] }],
  });
});
