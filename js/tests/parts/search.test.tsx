import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Layout } from "../../src/core/layout";
import { State } from "../../src/core/state";
import type { OwnedEditor } from "../../src/editor/context";
import type { PartName } from "../../src/editor/kernel";
import help from "../../src/parts/help";
import search from "../../src/parts/search";
import { find, fold, selectable, whereOf } from "../../src/parts/search/find";
import { openEditor, settle } from "../editor/open";

describe("find", () => {
  const state = new State([
    { type: "journey", id: "j", title: "Buying a bike" },
    { type: "phase", id: "ph", name: "Świadomość", place: { order: "a0" } },
    { type: "touchpoint", id: "b", name: "Pays", place: { order: "a1", parent: "ph" } },
    { type: "touchpoint", id: "a", name: "Rides a BIKE", place: { order: "a0", parent: "ph" } },
    { type: "lane", id: "l2", title: "Gains", kind: "gain", place: { order: "a1" } },
    { type: "lane", id: "l1", title: "Pains", kind: "pain", place: { order: "a0" } },
    { type: "card", id: "c2", lane: "l2", text: "bike, good", place: { order: "a0", parent: "b" } },
    { type: "card", id: "c1", lane: "l1", text: "bike, dear", place: { order: "a1", parent: "b" } },
    { type: "experience", id: "e", touchpoint: "a", note: "My bike!" },
    { type: "persona", id: "p", name: "Łucja", goals: ["a bike", "fun"], place: { order: "a0" } },
  ] as never);
  const ids = (query: string) => find(state, new Layout(state), query).map((hit) => hit.record.id);

  test("[E81] records come as they are met on the map, then the others", () => {
    expect(ids("bike")).toEqual(["j", "a", "c1", "c2", "e", "p"]);
  });

  test("[E81] case, accents and blanks do not matter; all the words do", () => {
    expect(ids("  SWIADOMOSC ")).toEqual(["ph"]);
    expect(ids("lucja")).toEqual(["p"]);
    expect(ids("bike fun")).toEqual(["p"]);
    expect(ids("bike nothing")).toEqual([]);
    expect(ids("  ")).toEqual([]);
    // Kinds and ids are no words of people.
    expect(ids("pain")).toEqual(["l1"]);
    expect(fold("Łódź\u00a0é")).toBe("lodz e");
  });

  test("[E81] the text that has the words is shown, and where it stands", () => {
    const [hit] = find(state, new Layout(state), "dear");
    expect(hit?.text).toBe("bike, dear");
    expect(whereOf(state, hit?.record as never)).toBe("Pays · Pains");
    const note = state.get("e") as never;
    expect([selectable(state, note), whereOf(state, note)]).toEqual(["a", "Rides a BIKE"]);
  });
});

describe("the panel", () => {
  let opened: ReturnType<typeof openEditor>;
  let page: (typeof opened)["page"];
  let editor: OwnedEditor;
  const parts = { search, help };
  const kernel = {
    part: vi.fn(async (name: PartName) => parts[name as "search" | "help"]),
    check: vi.fn(),
  };

  beforeEach(() => {
    opened = openEditor(kernel);
    ({ page, editor } = opened);
  });
  afterEach(() => {
    opened.close();
  });

  const field = () => page.find<HTMLInputElement>(".cjm-search-bar input");
  const look = (words: string) =>
    act(() => {
      field().value = words;
      field().dispatchEvent(new Event("input", { bubbles: true }));
    });
  const open = async () => {
    page.key(".cjm-map [tabindex='0']", "f", { ctrlKey: true });
    await settle();
  };
  const count = () => page.find(".cjm-search-count").textContent;

  test("[E81] Ctrl+F opens it with the focus in the field, Escape goes back", async () => {
    const cell = page.find(".cjm-map [tabindex='0']");
    act(() => cell.focus());
    await open();
    expect(document.activeElement).toBe(field());
    page.key(".cjm-search-bar input", "Escape");
    expect(page.has(".cjm-part")).toBe(false);
    expect(document.activeElement).toBe(cell);
  });

  test("[E81] Ctrl+F goes to the field of a search that is open", async () => {
    await open();
    act(() => page.find(".cjm-map [tabindex='0']").focus());
    await open();
    expect(document.activeElement).toBe(field());
  });

  test("[E81] the focus goes to a button where what opened the panel is gone", async () => {
    const gone = document.createElement("button");
    page.find(".cjm-map").append(gone);
    gone.focus();
    await open();
    gone.remove();
    page.key(".cjm-search-bar input", "Escape");
    expect(document.activeElement).toBe(page.find(".cjm-panel-button"));
  });

  test("[T8] a key that opens another panel as one comes leaves the focus in the editor", async () => {
    let come = () => {};
    kernel.part.mockImplementationOnce(
      () => new Promise((resolve) => (come = () => resolve(search))),
    );
    const cell = page.find(".cjm-map [tabindex='0']");
    act(() => cell.focus());
    await open();
    come();
    await settle();
    expect(document.activeElement).toBe(field());
    act(() => {
      editor.panel.value = "help";
    });
    expect(page.has(".cjm-search-bar")).toBe(false);
    expect(page.find(".cjm-part").contains(document.activeElement)).toBe(true);
    await settle();
    page.key(".cjm-part", "Escape");
    expect(document.activeElement).toBe(cell);
  });

  test("[T8] the focus of an inspector that gives way goes to the panel, also while it is awaited", async () => {
    kernel.part.mockImplementationOnce(() => new Promise(() => {}));
    const button = page.find(".cjm-inspector button");
    act(() => button.focus());
    page.key(".cjm-inspector button", "f", { ctrlKey: true });
    expect(document.activeElement).toBe(page.find(".cjm-part"));
  });

  test("[T8] a panel that fails says why and can be asked for again; the map stays", async () => {
    kernel.part.mockRejectedValueOnce(new Error("the kernel is dead"));
    await open();
    expect(page.find("[role=alert]").textContent).toContain("the kernel is dead");
    page.click(".cjm-part .cjm-link");
    await settle();
    expect(page.has(".cjm-search-bar")).toBe(true);
    page.key(".cjm-search-bar input", "Escape");
    const Panel = () => {
      throw new Error("a fault of the panel");
    };
    kernel.part.mockResolvedValueOnce({ ...search, Panel });
    await open();
    expect(page.find("[role=alert]").textContent).toContain("a fault of the panel");
    expect(page.has(".cjm-map [tabindex='0']")).toBe(true);
    page.click(".cjm-part .cjm-link");
    await settle();
    expect(page.has(".cjm-search-bar")).toBe(true);
  });

  test("[T8] a panel that comes late takes the focus from nobody who went on", async () => {
    let come = () => {};
    kernel.part.mockImplementationOnce(
      () => new Promise((resolve) => (come = () => resolve(search))),
    );
    const cell = page.find(".cjm-map [tabindex='0']");
    act(() => cell.focus());
    await open();
    const title = page.find(".cjm-header [role=button]");
    act(() => title.focus());
    come();
    await settle();
    expect(page.has(".cjm-search-bar")).toBe(true);
    expect(document.activeElement).toBe(title);
  });

  test("[E82] a panel opened from another goes back to what opened it", async () => {
    await open();
    const button = page.find("[aria-label='Keyboard shortcuts']");
    act(() => button.focus());
    act(() => button.click());
    await settle();
    expect(document.activeElement).toBe(page.find(".cjm-part"));
    page.key(".cjm-part", "Escape");
    expect(document.activeElement).toBe(button);
  });

  test("[E81] Enter goes to the next, Shift+Enter to the one before, round the end", async () => {
    await open();
    look("test ride");
    const hits = page.all(".cjm-hit");
    const n = hits.length;
    expect(n).toBeGreaterThan(1);
    expect(count()).toBe(`${n} found`);
    page.key(".cjm-search-bar input", "Enter");
    expect(count()).toBe(`1 of ${n}`);
    const first = editor.selection.value;
    page.key(".cjm-search-bar input", "Enter", { shiftKey: true });
    expect(count()).toBe(`${n} of ${n}`);
    page.key(".cjm-search-bar input", "Enter");
    expect(editor.selection.value).toEqual(first);
    expect(page.all(".cjm-hit[aria-current=true]")).toHaveLength(1);
    look("nowhere to be found");
    expect(count()).toBe("Nothing on the map has these words.");
    page.key(".cjm-search-bar input", "Enter");
    expect(editor.selection.value).toEqual(first);
  });

  test("[E81] what comes before the current one does not move the mark to another", async () => {
    await open();
    look("test ride");
    page.key(".cjm-search-bar input", "Enter");
    page.key(".cjm-search-bar input", "Enter");
    const current = () => page.find(".cjm-hit[aria-current=true]").textContent;
    const [before, n] = [current(), page.all(".cjm-hit").length];
    const { journey } = editor.replica.state;
    act(() => {
      editor.edit({ updated: { [journey.id]: { title: [journey.title, "A test ride"] } } }, "");
    });
    expect(current()).toBe(before);
    expect(count()).toBe(`3 of ${n + 1}`);
  });

  test("[E82] ? lists the keys", async () => {
    page.key(".cjm-map [tabindex='0']", "?");
    await settle();
    expect(page.find(".cjm-part h2").textContent).toBe("Keyboard shortcuts");
    expect(page.all(".cjm-keys dt")).toHaveLength(page.all(".cjm-keys dd").length);
    expect(page.find(".cjm-keys").textContent).toContain("Alt ←");
  });
});
