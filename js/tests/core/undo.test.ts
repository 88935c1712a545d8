import { expect, test } from "vitest";
import { added, Bench, JOURNEY, PHASE, renamed, room, TOUCHPOINT, told } from "./sim/bench";

test("[S32] undo takes back the own last edit, redo does it again", () => {
  const { authority, replicas } = room([JOURNEY, PHASE], "a", "b");
  const [a, b] = replicas;
  a?.edit(renamed("Awareness", "A"), "Rename phase");
  b?.edit({ updated: { "ph-1": { color: ["", "#ff0000"] } } }, "Colour");
  expect(a?.undoLabel).toBe("Rename phase");
  expect(a?.undo()).toBe(true);
  expect(authority.state.get("ph-1")).toEqual({ ...PHASE, color: "#ff0000" });
  expect(authority.history.at(-1)).toMatchObject({ by: "a", label: "undo:Rename phase" });
  expect(a?.redoLabel).toBe("Rename phase");
  expect(a?.redo()).toBe(true);
  expect(b?.state.get("ph-1")).toEqual({ ...PHASE, name: "A", color: "#ff0000" });
  expect(a?.undo()).toBe(true);
  expect(a?.canUndo).toBe(false);
  expect(a?.undo()).toBe(false);
});

test("[S33] a new edit forgets what could be redone", () => {
  const bench = new Bench().begin();
  bench.replica.edit(renamed("Awareness", "A"), "");
  bench.replica.undo();
  expect(bench.replica.canRedo).toBe(true);
  bench.replica.edit(renamed("Awareness", "B"), "");
  expect(bench.replica.canRedo).toBe(false);
});

test("[S33] a refused edit cannot be undone", () => {
  const bench = new Bench().begin();
  bench.replica.edit(renamed("Awareness", "A"), "");
  bench.reject(0, { id: "me.1", code: "invalid", message: "" });
  expect(bench.replica.canUndo).toBe(false);
});

test("[S30] an undo leaves alone what others changed since, and says so", () => {
  const bench = new Bench().begin();
  bench.replica.edit(
    { updated: { "ph-1": { name: ["Awareness", "A"], collapsed: [false, true] } } },
    "Edit",
  );
  bench.changed(2, [
    told(
      "me.1",
      { updated: { "ph-1": { name: ["Awareness", "A"], collapsed: [false, true] } } },
      "me",
    ),
    told("py.1", renamed("A", "Theirs")),
  ]);
  bench.replica.undo();
  expect(bench.replica.state.get("ph-1")).toEqual({ ...PHASE, name: "Theirs" });
  expect(bench.replica.notices).toMatchObject([{ kind: "undo-partial", count: 1, label: "Edit" }]);
});

test("[S30] an undo takes back what the authority made of the edit", () => {
  const bench = new Bench().begin([JOURNEY, PHASE]);
  bench.replica.edit({ removed: { "ph-1": PHASE } }, "Remove");
  // Meanwhile a touchpoint was put under the phase, so the authority removed both.
  bench.changed(2, [
    told("py.1", added(TOUCHPOINT)),
    told("me.1", { removed: { "ph-1": PHASE, "tp-1": TOUCHPOINT } }, "me"),
  ]);
  bench.replica.undo();
  expect(bench.replica.state.get("tp-1")).toEqual(TOUCHPOINT);
});

test("[S31] [S51] an undo that cannot be done any more says so and throws nothing", () => {
  const bench = new Bench().begin([JOURNEY, PHASE, TOUCHPOINT]);
  bench.replica.edit({ removed: { "tp-1": TOUCHPOINT } }, "Remove");
  bench.changed(2, [
    told("me.1", { removed: { "tp-1": TOUCHPOINT } }, "me"),
    told("py.1", {
      removed: { "ph-1": PHASE },
      added: { "ph-1": { type: "lane", id: "ph-1", place: { order: "a0" } } },
    }),
  ]);
  expect(bench.replica.undo()).toBe(false);
  expect(bench.replica.notices).toMatchObject([{ kind: "undo-partial" }]);
  expect(bench.replica.canUndo).toBe(false);
});

test("[E203] what was added is taken back, and done again, with its name", () => {
  const { authority, replicas } = room([JOURNEY, PHASE], "a", "b");
  const [a, b] = replicas;
  const named = {
    updated: { [TOUCHPOINT.id]: { name: ["Sees the ad", "Orders"] } },
  } as const;
  a?.edit(added(TOUCHPOINT), "add.touchpoint");
  a?.edit(named, "rename.touchpoint", true);
  expect(a?.undoLabel).toBe("add.touchpoint");
  a?.undo();
  expect(authority.state.get(TOUCHPOINT.id)).toBeUndefined();
  expect(a?.canUndo).toBe(false);
  a?.redo();
  expect(b?.state.record("touchpoint", TOUCHPOINT.id)?.name).toBe("Orders");
  a?.undo();
  expect(authority.state.get(TOUCHPOINT.id)).toBeUndefined();
});

test("[E203] [S31] the answer to the adding comes after the name was given", () => {
  const bench = new Bench().begin([JOURNEY, PHASE]);
  const naming = {
    updated: { [TOUCHPOINT.id]: { name: ["Sees the ad", "Orders"] } },
  } as const;
  bench.replica.edit(added(TOUCHPOINT), "add.touchpoint");
  bench.replica.edit(naming, "rename.touchpoint", true);
  bench.changed(1, [told("me.1", added(TOUCHPOINT), "me")]);
  bench.changed(2, [told("me.2", naming, "me")]);
  expect(bench.replica.state.record("touchpoint", TOUCHPOINT.id)?.name).toBe("Orders");
  bench.replica.undo();
  expect(bench.replica.state.get(TOUCHPOINT.id)).toBeUndefined();
  expect(bench.replica.notices).toEqual([]);
  bench.replica.redo();
  expect(bench.replica.state.record("touchpoint", TOUCHPOINT.id)?.name).toBe("Orders");
});

test("[E203] a later name, and one of something else, is a step of its own", () => {
  const { replicas } = room([JOURNEY, PHASE], "a");
  const [a] = replicas;
  a?.edit(added(TOUCHPOINT), "add");
  a?.edit(renamed("Awareness", "A"), "rename.phase", true);
  expect(a?.undoLabel).toBe("rename.phase");
  a?.undo();
  a?.edit({ updated: { [TOUCHPOINT.id]: { name: ["Sees the ad", "B"] } } }, "rename");
  expect(a?.undoLabel).toBe("rename");
  a?.undo();
  expect(a?.state.record("touchpoint", TOUCHPOINT.id)?.name).toBe("Sees the ad");
});
