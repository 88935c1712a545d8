import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { demo } from "../../dev/demo";
import { Authority } from "../../src/core/authority";
import { fileOf } from "../../src/core/file";
import { Replica } from "../../src/core/replica";
import { createEditor, type OwnedEditor } from "../../src/editor/context";
import { Editor } from "../../src/editor/Editor";
import type { Kernel } from "../../src/editor/kernel";
import { createTranslator } from "../../src/i18n";
import { MenuHost } from "../../src/ui/Menu";
import { place } from "../ui/dom";

let page: ReturnType<typeof place>;
let editor: OwnedEditor;
let replica: Replica;
/** What is on its way to the kernel, where that is slow. */
let held: (() => void)[] | null;
const download = vi.fn();
const make = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  download.mockReset();
  make.mockReset().mockImplementation(async (form: string) => `the ${form}`);
  held = null;
  page = place();
});
afterEach(() => {
  page.remove();
  editor.dispose();
  vi.useRealTimers();
});

function show(kernel?: Kernel): void {
  const authority = new Authority(demo());
  replica = new Replica({
    client: "me",
    send: (message) => {
      const deliver = () => authority.receive(message, (answer) => replica.receive(answer));
      if (held) held.push(deliver);
      else deliver();
    },
  });
  authority.subscribe((message) => replica.receive(message));
  replica.start();
  editor = createEditor({ replica, t: createTranslator("en"), download, kernel });
  page.show(
    <MenuHost>
      <Editor editor={editor} />
    </MenuHost>,
  );
}
const nothing = { Panel: () => null, style: "" };
const withKernel = () => show({ export: make, part: async () => nothing } as unknown as Kernel);
const items = () => page.all(".cjm-menu-item").map((el) => el.textContent);
const choose = async (label: string) => {
  page.click(".cjm-export");
  const item = page.all(".cjm-menu-item").find((el) => el.textContent === label);
  if (!item) throw new Error(`no item ${label}`);
  await act(async () => item.click());
  await act(async () => void (await vi.advanceTimersByTimeAsync(0)));
};
const rename = (title: string) =>
  act(() => {
    const { journey } = replica.state;
    editor.edit({ updated: { [journey.id]: { title: [journey.title, title] } } } as never, "");
  });

test("[E167] the map is JSON from this page, and files of other forms from Python", async () => {
  withKernel();
  page.click(".cjm-export");
  expect(items()).toEqual([
    "Map (JSON)",
    "Hand-out (HTML)",
    "Page with a picture (HTML)",
    ...["Picture (SVG)", "Picture (PNG)", "Picture on A4 pages (PDF)"],
    ...["Touchpoints (CSV)", "Cards (CSV)", "Scores (CSV)", "All tables (CSV in a ZIP file)"],
  ]);
  page.click(".cjm-export");
  rename("Łódź / 2");
  await choose("Map (JSON)");
  const [name, text] = download.mock.calls[0] ?? [];
  expect(name).toBe("Łódź-2.cjm.json");
  expect(JSON.parse(text)).toEqual(fileOf(replica.state));
  expect(make).not.toHaveBeenCalled();
  await choose("Scores (CSV)");
  expect(make).toHaveBeenCalledWith("experience");
  expect(download).toHaveBeenLastCalledWith("Łódź-2.scores.csv", "the experience", "text/csv");
});

test("[E167] without a kernel there is JSON only, and the menu says why", async () => {
  show();
  page.click(".cjm-export");
  expect(items()).toEqual(["Map (JSON)"]);
  const why = "The other files are made by Python, which does not answer now.";
  expect(page.find(".cjm-menu").textContent).toContain(why);
  expect(page.find("[role=menu]").getAttribute("aria-label")).toBe(`Export. ${why}`);
  page.click(".cjm-export");
  await choose("Map (JSON)");
  expect(download).toHaveBeenCalledTimes(1);
});

test("[E167] so it is with one that does not answer any more", () => {
  withKernel();
  vi.spyOn(replica, "status", "get").mockReturnValue("offline");
  page.click(".cjm-export");
  expect(items()).toEqual(["Map (JSON)"]);
});

test("[O5] so it is in a hand-out, which has the parts and no Python", async () => {
  show({ alone: true, export: make, part: async () => nothing } as unknown as Kernel);
  page.click(".cjm-export");
  expect(items()).toEqual(["Map (JSON)"]);
  expect(page.has(".cjm-checks-button")).toBe(false);
  expect(page.has(".cjm-search-button")).toBe(true);
});

test("[E167] a file waits for what was just edited", async () => {
  withKernel();
  held = [];
  rename("New");
  await choose("Cards (CSV)");
  expect(make).not.toHaveBeenCalled();
  await act(async () => {
    for (const deliver of held?.splice(0) ?? []) deliver();
  });
  expect(make).toHaveBeenCalledTimes(1);
});

test("[E167] but not for ever", async () => {
  withKernel();
  held = [];
  rename("New");
  await choose("Cards (CSV)");
  await act(async () => void (await vi.advanceTimersByTimeAsync(5_000)));
  expect(make).toHaveBeenCalledTimes(1);
});

test("[E167] why there is no file is seen and heard, with nothing to undo", async () => {
  withKernel();
  make.mockRejectedValue(new Error("the map is too large"));
  await choose("All tables (CSV in a ZIP file)");
  const said = "Nothing was exported: the map is too large";
  expect(page.find(".cjm-toast").textContent).toBe(said);
  expect(editor.spoken.value).toBe(said);
  expect(page.has(".cjm-toast .cjm-link")).toBe(false);
  expect(download).not.toHaveBeenCalled();
});
