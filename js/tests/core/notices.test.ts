import { expect, test } from "vitest";
import type { AnyRecord } from "../../src/core/schema.gen";
import { added, Bench, JOURNEY, PHASE, renamed, TOUCHPOINT, told } from "./sim/bench";

const by = (author: string, accepted: ReturnType<typeof told>) => ({ ...accepted, author });
const kept = (text: string, target = "ph-1"): AnyRecord => ({
  type: "comment",
  id: "cm-1",
  place: { order: "a0" },
  target,
  text: `Replaced text of “name”: ${text}`,
});

test("[W10] [S47] a refused edit of a removed record says who removed what", () => {
  const bench = new Bench().begin([JOURNEY, PHASE, TOUCHPOINT]);
  bench.replica.edit(renamed("Sees the ad", "Mine", "tp-1"), "rename.touchpoint");
  bench.changed(1, [by("Ana", told("b.1", { removed: { "tp-1": TOUCHPOINT } }, "b"))]);
  bench.reject(1, { id: "me.1", code: "removed", message: "gone" });
  expect(bench.replica.notices).toMatchObject([
    { kind: "rejected", code: "removed", who: "Ana", record: { name: "Sees the ad" } },
  ]);
  const restore = bench.replica.notices[0]?.restore;
  if (!restore) throw new Error("nothing to restore");
  bench.replica.edit(restore, "restore");
  expect(bench.replica.state.get("tp-1")).toMatchObject({ name: "Mine" });
});

test("[W10] [S48] a text typed while its record was removed is kept and can be restored with it", () => {
  const bench = new Bench().begin([JOURNEY, PHASE, TOUCHPOINT]);
  bench.changed(1, [told("py.1", { removed: { "ph-1": PHASE, "tp-1": TOUCHPOINT } })]);
  const typed = renamed("Sees the ad", "Typed", "tp-1");
  expect(bench.replica.orphan(typed, "edit")).toBe(true);
  const [notice] = bench.replica.notices;
  expect(notice).toMatchObject({ code: "removed", who: "Python", record: { id: "tp-1" } });
  bench.replica.edit(notice?.restore ?? {}, "restore");
  expect(bench.replica.state.get("ph-1")).toEqual(PHASE);
  expect(bench.replica.state.get("tp-1")).toMatchObject({ name: "Typed" });
  expect(bench.replica.orphan(renamed("Typed", "x", "tp-1"), "edit"), "nothing is missing").toBe(
    false,
  );
});

test("[W10] who replaced our text says so; it is in a comment", () => {
  const bench = new Bench().begin();
  bench.replica.edit(renamed("Awareness", "Mine"), "rename.phase");
  bench.changed(1, [told("me.1", renamed("Awareness", "Mine"), "me")]);
  const change = { ...renamed("Mine", "Hers"), ...added(kept("Mine")) };
  bench.changed(2, [by("Ana", told("b.1", change, "b"))]);
  expect(bench.replica.notices).toMatchObject([
    { code: "text-replaced", who: "Ana", field: "name", text: "Mine", record: { id: "ph-1" } },
  ]);
});

test("[W10] a text of others that others replaced is nothing to tell", () => {
  const bench = new Bench().begin();
  bench.changed(1, [told("b.1", renamed("Awareness", "His"), "b")]);
  bench.changed(2, [told("c.1", { ...renamed("His", "Hers"), ...added(kept("His")) }, "c")]);
  expect(bench.replica.notices).toEqual([]);
});

test("[W10] our text that stands over another says whose is kept", () => {
  const bench = new Bench().begin();
  bench.replica.edit(renamed("Awareness", "Mine"), "rename.phase");
  bench.changed(1, [by("Ana", told("b.1", renamed("Awareness", "Hers"), "b"))]);
  const change = { ...renamed("Hers", "Mine"), ...added(kept("Hers")) };
  bench.changed(2, [told("me.1", change, "me")]);
  expect(bench.replica.notices).toMatchObject([
    { code: "text-kept", who: "Ana", field: "name", text: "Hers" },
  ]);
});

test("[W10] typed over what came meanwhile: told once, not again when it is accepted", () => {
  const bench = new Bench().begin();
  bench.changed(1, [by("Ana", told("b.1", renamed("Awareness", "Hers"), "b"))]);
  const change = { ...renamed("Hers", "Mine"), ...added(kept("Hers")) };
  bench.replica.edit(change, "rename.phase");
  bench.changed(2, [told("me.1", change, "me")]);
  expect(bench.replica.notices).toMatchObject([{ code: "text-kept", who: "Ana", text: "Hers" }]);
});

test("[W10] facts that met are told too", () => {
  const persona: AnyRecord = { type: "persona", id: "pe-1", place: { order: "a0" } };
  const facts = (...values: (string | undefined)[]) => ({
    updated: {
      "pe-1": { demographics: values.map((v) => (v === undefined ? {} : { age: v })) as never },
    },
  });
  const bench = new Bench().begin([JOURNEY, persona]);
  bench.replica.edit(facts(undefined, "30"), "edit.persona.demographics");
  bench.changed(1, [told("me.1", facts(undefined, "30"), "me")]);
  bench.changed(2, [told("b.1", { ...facts("30", "40"), ...added(kept("30", "pe-1")) }, "b")]);
  expect(bench.replica.notices).toMatchObject([
    { code: "text-replaced", who: "", field: "demographics", text: "30" },
  ]);
});

test("[S34] undo leaves the comment that holds the only copy of a text", () => {
  const bench = new Bench().begin();
  bench.replica.edit(renamed("Awareness", "Mine"), "rename.phase");
  bench.changed(2, [
    told("b.1", renamed("Awareness", "Hers"), "b"),
    told("me.1", { ...renamed("Hers", "Mine"), ...added(kept("Hers")) }, "me"),
  ]);
  bench.changed(3, [told("c.1", renamed("Mine", "Newest"), "c")]);
  expect(bench.replica.undo()).toBe(false);
  expect(bench.replica.state.get("cm-1")).toBeDefined();
  expect(bench.replica.state.get("ph-1")).toMatchObject({ name: "Newest" });
});

test("[S34] undo brings the text back to its field and takes its copy away, redo does it again", () => {
  const bench = new Bench().begin();
  bench.replica.edit(renamed("Awareness", "Mine"), "rename.phase");
  bench.changed(2, [
    told("b.1", renamed("Awareness", "Hers"), "b"),
    told("me.1", { ...renamed("Hers", "Mine"), ...added(kept("Hers")) }, "me"),
  ]);
  expect(bench.replica.undo()).toBe(true);
  expect(bench.replica.state.get("ph-1")).toMatchObject({ name: "Hers" });
  expect(bench.replica.state.get("cm-1")).toBeUndefined();
  expect(bench.replica.redo()).toBe(true);
  expect(bench.replica.state.get("ph-1")).toMatchObject({ name: "Mine" });
  expect(bench.replica.state.get("cm-1")).toBeDefined();
});
