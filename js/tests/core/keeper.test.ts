import { expect, test } from "vitest";
import { ROOM } from "../../src/core/keeper";
import { value } from "../../src/core/state";
import { added, JOURNEY, PHASE, renamed, TOUCHPOINT } from "./sim/bench";
import { appended, House, type Page } from "./sim/house";
import { settle } from "./sim/storage";

const begin = async () => {
  const house = new House([JOURNEY, PHASE]);
  const page = house.show();
  await settle();
  return { house, page };
};
const phase = (house: House) => house.kernel.state.record("phase", "ph-1")?.name;
const offered = (page: Page) => page.keeper.offer?.edits.map(({ id }) => id) ?? [];

test("[K1] what is acknowledged leaves nothing behind", async () => {
  const { house, page } = await begin();
  page.replica.edit(renamed("Awareness", "A"), "Rename");
  await settle();
  expect(page.replica.pending).toBe(0);
  expect(house.disk.ids).toEqual([]);
  expect(page.keeper.unkept).toBe(0);
});

test("[K1] what is not acknowledged is kept with all that is needed to make it", async () => {
  const { house, page } = await begin();
  house.restart();
  page.replica.edit(renamed("Awareness", "A"), "Rename");
  await settle();
  expect([...house.disk.edits.values()]).toEqual([
    {
      id: "view-1.1",
      label: "Rename",
      change: renamed("Awareness", "A"),
      document: "map-1",
      title: "",
      client: "view-1",
      at: house.time.now,
      n: 1,
    },
  ]);
  expect(page.keeper.unkept).toBe(0);
});

test("[K3] a new view of the map offers it; put in, it is in the map and nowhere else", async () => {
  const { house, page } = await begin();
  house.restart();
  page.replica.edit(renamed("Awareness", "A"), "Rename");
  page.replica.edit(renamed("A", "B"), "Rename");
  await house.pass(4_000);
  const other = house.show();
  await settle();
  expect(offered(other)).toEqual(["view-1.1", "view-1.2"]);
  expect(phase(house), "nothing is done unasked").toBe("Awareness");
  await other.keeper.putIn();
  await settle();
  expect(phase(house)).toBe("B");
  expect(other.keeper.offer).toBeNull();
  expect(house.disk.ids).toEqual([]);
  expect(other.replica.canUndo, "it can be undone like any other").toBe(true);
  expect(page.replica.pending, "the page it came from lets go").toBe(0);
  expect(page.replica.notices).toMatchObject([{ code: "taken-over", count: 2 }]);
});

test("[K3] also after the page is gone, and with several pages' edits in the order of time", async () => {
  const { house, page } = await begin();
  const second = house.show();
  await settle();
  house.restart();
  page.replica.edit(appended(page, "first"), "");
  await house.pass(1_000);
  second.replica.edit(appended(second, "second"), "");
  await house.pass(1_000);
  page.replica.edit(appended(page, "third"), "");
  await house.pass(4_000);
  page.close();
  second.close();
  const third = house.show();
  await settle();
  expect(offered(third)).toEqual(["view-1.1", "view-2.1", "view-1.2"]);
  await third.keeper.putIn();
  expect(house.kernel.state.journey.expectations).toEqual(["first", "second", "third"]);
});

test("[K4] what a living page may yet save itself is not offered", async () => {
  const { house, page } = await begin();
  page.up = false;
  page.replica.edit(renamed("Awareness", "A"), "");
  await house.pass(5_000);
  const other = house.show();
  await settle();
  expect(other.keeper.offer).toBeNull();
  page.close();
  await house.pass(4_000);
  expect(offered(other), "it is looked for again").toEqual(["view-1.1"]);
});

test("[K4] of two views that put the same edits in, one does; the other hears of it", async () => {
  const { house, page } = await begin();
  house.restart();
  page.replica.edit(appended(page, "mine"), "");
  await house.pass(4_000);
  page.close();
  const [left, right] = [house.show(), house.show()];
  await settle();
  expect([offered(left), offered(right)]).toEqual([["view-1.1"], ["view-1.1"]]);
  await Promise.all([left.keeper.putIn(), right.keeper.putIn()]);
  await settle();
  expect(house.kernel.state.journey.expectations).toEqual(["mine"]);
  expect(house.kernel.history).toHaveLength(1);
  expect([left.keeper.offer, right.keeper.offer]).toEqual([null, null]);
});

test("[K5] what does not fit stays, with the reason, until it is discarded", async () => {
  const { house, page } = await begin();
  house.restart([JOURNEY]);
  page.replica.edit(renamed("Awareness", "A"), "Rename");
  page.replica.edit(appended(page, "fits"), "");
  await house.pass(4_000);
  page.close();
  const other = house.show();
  await settle();
  await other.keeper.putIn();
  await settle();
  expect(house.kernel.state.journey.expectations).toEqual(["fits"]);
  expect(offered(other)).toEqual(["view-1.1"]);
  expect(other.keeper.offer?.unfit.get("view-1.1")).toContain("ph-1");
  expect(house.disk.ids).toEqual(["view-1.1"]);
  other.close();
  const third = house.show();
  await settle();
  expect(offered(third), "also in the next session").toEqual(["view-1.1"]);
  house.kernel.edit(added(PHASE), "Phase");
  await third.keeper.putIn();
  await settle();
  expect(phase(house), "now it fits").toBe("A");
  expect(house.disk.ids).toEqual([]);
});

test("[K5] discarded is gone, and for every view", async () => {
  const { house, page } = await begin();
  house.restart();
  page.replica.edit(renamed("Awareness", "A"), "");
  await house.pass(4_000);
  page.close();
  const [left, right] = [house.show(), house.show()];
  await settle();
  await left.keeper.discard();
  await settle();
  expect([left.keeper.offer, right.keeper.offer]).toEqual([null, null]);
  expect(house.disk.ids).toEqual([]);
  expect(phase(house)).toBe("Awareness");
});

test("[K6] what the kernel knows is not offered", async () => {
  const { house, page } = await begin();
  page.down = false;
  page.replica.edit(added(TOUCHPOINT), "Add");
  await house.pass(4_000);
  expect(house.disk.ids).toEqual(["view-1.1"]);
  page.close();
  const other = house.show();
  await settle();
  expect([other.keeper.offer, house.disk.ids]).toEqual([null, []]);
});

test("[K6] a push that was taken just before the kernel died is not made twice", async () => {
  const { house, page } = await begin();
  page.down = false;
  page.replica.edit(added(TOUCHPOINT), "Add");
  page.replica.edit(renamed("Sees the ad", "B", "tp-1"), "Rename");
  expect(house.kernel.state.get("tp-1"), "only the ack was lost").toBeDefined();
  house.kernel.edit(renamed("Sees the ad", "Theirs", "tp-1"), "Rename");
  await house.pass(4_000);
  house.restart();
  page.close();
  const other = house.show();
  await settle();
  expect(offered(other), "the addition is there").toEqual(["view-1.2"]);
  await other.keeper.putIn();
  await settle();
  const held = house.kernel.state.get("tp-1");
  expect(held && value(held, "name")).toBe("B");
  const notes = [...house.kernel.state.ofType("comment")].map((id) => house.kernel.state.get(id));
  expect(notes, "the other text is kept").toMatchObject([{ target: "tp-1" }]);
  // Told, because the text was replaced once more; not refused.
  expect(other.replica.notices).toMatchObject([{ code: "text-kept", text: "Theirs" }]);
});

test("[K6] a view that meets the restarted kernel again does not report what is there", async () => {
  const { house, page } = await begin();
  page.down = false;
  page.replica.edit(added(TOUCHPOINT), "Add");
  page.replica.edit(renamed("Sees the ad", "B", "tp-1"), "Rename");
  const records = [...house.kernel.state.records()].map((record) =>
    record.id === "tp-1" ? ({ ...record, name: "B" } as typeof record) : record,
  );
  const { replica } = page;
  const base = { protocol: 1, to: "view-1", epoch: "other", revision: 0, known: [], rejected: [] };
  replica.receive({ ...base, type: "welcome", records });
  expect(replica.pending).toBe(0);
  expect(replica.notices).toEqual([]);
});

test("[K6] an edit that was refused before is reported, not offered", async () => {
  const { house, page } = await begin();
  page.down = false;
  house.kernel.edit({ removed: { "ph-1": PHASE } }, "Remove");
  page.replica.edit(renamed("Awareness", "A"), "Rename");
  await house.pass(4_000);
  page.close();
  const other = house.show();
  await settle();
  expect(other.keeper.offer).toBeNull();
  expect(other.replica.notices).toMatchObject([{ kind: "rejected", code: "removed" }]);
  expect(house.disk.ids).toEqual([]);
});

test("[K7] edits of a map of the same name are offered, as such; of any other they stay away", async () => {
  const named = (id: string, title: string) => ({ ...JOURNEY, id, title }) as typeof JOURNEY;
  const house = new House([named("map-1", "Coffee"), PHASE]);
  const page = house.show();
  await settle();
  house.restart([named("map-2", "Coffee"), PHASE]);
  page.replica.edit(renamed("Awareness", "A"), "");
  await house.pass(4_000);
  page.close();
  const other = house.show();
  await settle();
  expect(offered(other)).toEqual(["view-1.1"]);
  await other.keeper.putIn();
  expect(phase(house)).toBe("A");
  house.restart([named("map-3", "Tea"), PHASE]);
  other.replica.edit(renamed("A", "B"), "");
  await house.pass(4_000);
  other.close();
  const third = house.show();
  await settle();
  expect(third.keeper.offer).toBeNull();
  expect(house.disk.ids).toEqual(["view-2.1"]);
});

test("[K2] where the browser keeps nothing the edits are in this page only, and nothing throws", async () => {
  const { house, page } = await begin();
  house.disk.broken = true;
  house.restart();
  page.replica.edit(renamed("Awareness", "A"), "");
  await house.pass(5_000);
  expect(page.keeper.unkept).toBe(1);
  expect(page.replica.pending).toBe(1);
  house.disk.broken = false;
  page.replica.edit(renamed("A", "B"), "");
  await settle();
  expect(page.keeper.unkept, "the next edit tries again").toBe(0);
  expect(house.disk.ids).toEqual(["view-1.1", "view-1.2"]);
});

test("[K2] there is room for so much, in the order the edits were made", async () => {
  const { house, page } = await begin();
  house.restart();
  const half = "x".repeat(ROOM / 2);
  for (const text of ["small", half, `${half}!`, "late"]) {
    page.replica.edit(renamed(phaseOf(page), text), "");
  }
  await settle();
  expect(house.disk.ids).toEqual(["view-1.1", "view-1.2"]);
  expect(page.keeper.unkept).toBe(2);
});

test("[K2] a stopped view keeps what it had and lets go of the rest", async () => {
  const { house, page } = await begin();
  house.restart();
  page.replica.edit(renamed("Awareness", "A"), "");
  await settle();
  page.close();
  await house.pass(60_000);
  expect(house.disk.ids).toEqual(["view-1.1"]);
  expect(house.disk.held.size).toBe(0);
});

function phaseOf(page: Page): string {
  const record = page.replica.state.record("phase", "ph-1");
  return record?.name ?? "";
}
