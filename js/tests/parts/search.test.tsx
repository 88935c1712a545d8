import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { demo } from "../../dev/demo";
import { Authority } from "../../src/core/authority";
import { Layout } from "../../src/core/layout";
import { Replica } from "../../src/core/replica";
import { State } from "../../src/core/state";
import { createEditor, type OwnedEditor } from "../../src/editor/context";
import { Editor } from "../../src/editor/Editor";
import type { Kernel, PartName } from "../../src/editor/kernel";
import { createTranslator } from "../../src/i18n";
import help from "../../src/parts/help";
import search from "../../src/parts/search";
import { find, fold, selectable, whereOf } from "../../src/parts/search/find";
import { MenuHost } from "../../src/ui/Menu";
import { place } from "../ui/dom";

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
  let page: ReturnType<typeof place>;
  let editor: OwnedEditor;
  const parts = { search, help };
  const kernel = {
    part: vi.fn(async (name: PartName) => parts[name as "search" | "help"]),
    check: vi.fn(),
  };

  beforeEach(() => {
    page = place();
    const authority = new Authority(demo());
    const replica: Replica = new Replica({
      client: "me",
      send: (message) => authority.receive(message, (answer) => replica.receive(answer)),
    });
    replica.start();
    editor = createEditor({
      replica,
      t: createTranslator("en"),
      kernel: kernel as unknown as Kernel,
    });
    page.show(
      <MenuHost>
        <Editor editor={editor} />
      </MenuHost>,
    );
  });
  afterEach(() => {
    page.remove();
    editor.dispose();
  });

  const settle = () =>
    act(async () => {
      for (let i = 0; i < 5; i++) await Promise.resolve();
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

  test("[E82] ? lists the keys", async () => {
    page.key(".cjm-map [tabindex='0']", "?");
    await settle();
    expect(page.find(".cjm-part h2").textContent).toBe("Keyboard shortcuts");
    expect(page.all(".cjm-keys dt")).toHaveLength(page.all(".cjm-keys dd").length);
    expect(page.find(".cjm-keys").textContent).toContain("Alt ←");
  });
});
