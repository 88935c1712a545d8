import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createEditor, type OwnedEditor } from "../../src/editor/context";
import { Notices } from "../../src/editor/status/Notices";
import { moment } from "../../src/editor/status/when";
import { createTranslator } from "../../src/i18n";
import { WordsContext } from "../../src/i18n/context";
import { JOURNEY, PHASE, renamed } from "../core/sim/bench";
import { House, type Page } from "../core/sim/house";
import { settle } from "../core/sim/storage";
import { place } from "../ui/dom";

let house: House;
let view: Page;
let page: ReturnType<typeof place>;
let editor: OwnedEditor | undefined;
const download = vi.fn();

/** A map with two edits that an earlier session left; one does not fit when the phase is gone. */
async function open(records = [JOURNEY, PHASE]) {
  house = new House([JOURNEY, PHASE]);
  const earlier = house.show();
  await settle();
  house.restart(records);
  earlier.replica.edit(renamed("Awareness", "Curiosity"), "Rename phase");
  earlier.replica.edit({ updated: { "map-1": { title: ["", "Bike"] } } }, "Title");
  await house.pass(4_000);
  earlier.close();
  view = house.show();
  await settle();
  const made = createEditor({
    replica: view.replica,
    keeper: view.keeper,
    t: createTranslator("en"),
    download,
  });
  editor = made;
  page.show(
    <WordsContext.Provider value={{ t: made.t, language: "en" }}>
      <Notices editor={made} />
    </WordsContext.Provider>,
  );
}

const text = () => page.find(".cjm-notices").textContent ?? "";
const press = async (name: string) => {
  const button = [...page.root.querySelectorAll("button")].find((one) => one.textContent === name);
  if (!button) throw new Error(`no button ${name} in ${text()}`);
  await act(async () => {
    button.click();
    await settle();
  });
};

beforeEach(() => {
  page = place();
  download.mockClear();
});
afterEach(() => {
  page.remove();
  editor?.dispose();
});

test("K3 says how many there are and from when; shows them, hands them out, puts them in", async () => {
  await open();
  expect(text()).toMatch(/^2 edits of yours are not in this map \(.+, .+\)\./);
  expect(text()).not.toContain("Curiosity");
  await press("Show");
  expect(page.find(".cjm-offer ol").textContent).toBe("Rename phase “Curiosity”Title “Bike”");
  await press("Download");
  const [name, file] = download.mock.calls[0] ?? [];
  expect(name).toBe("map-1-edits.json");
  expect(JSON.parse(file).earlier).toMatchObject([
    { client: "view-1", document: "map-1", changes: [{ id: "view-1.1" }, { id: "view-1.2" }] },
  ]);
  await press("Put into the map");
  expect(text()).toBe("");
  expect(house.kernel.state.journey.title).toBe("Bike");
});

test("K5 what does not fit stays with its reason; discarding asks once more", async () => {
  await open([JOURNEY]);
  await press("Put into the map");
  expect(text()).toMatch(/^1 edit does not fit the map as it is now/);
  await press("Show");
  expect(text()).toContain('Rename phase “Curiosity”record "ph-1" is not in the map');
  await press("Discard");
  expect(house.disk.ids).toEqual(["view-1.1"]);
  await press("Discard 1 edit for good?");
  expect(text()).toBe("");
  expect(house.disk.ids).toEqual([]);
});

test("K2 says what is in this page only, once it waits", async () => {
  await open();
  await press("Put into the map");
  house.disk.full = true;
  house.restart();
  await act(async () => {
    view.replica.edit(renamed("Curiosity", "Later"), "Rename phase");
    await house.pass(4_000);
  });
  expect(text()).toContain("1 edit is in this page only");
});

test("K3 read-only it can be seen and taken away, not put in", async () => {
  await open();
  await act(() => {
    if (editor) editor.readOnly.value = true;
  });
  expect(text()).not.toContain("Put into the map");
  expect(text()).toContain("Download");
});

test("K3 a moment is said as people say it", () => {
  const at = (text: string) => new Date(text).getTime();
  const now = at("2027-05-31T09:00:00");
  const say = (text: string, language = "en-GB") => moment(at(text), now, language);
  expect(say("2027-05-31T08:05:00")).toBe("today, 08:05");
  expect(say("2027-05-30T23:59:00")).toBe("yesterday, 23:59");
  expect(say("2027-05-03T17:00:00")).toBe("3 May 2027, 17:00");
  expect(say("2027-05-30T14:32:00", "it")).toBe("ieri, 14:32");
  expect(say("2027-05-30T14:32:00", "pl")).toBe("wczoraj, 14:32");
});
