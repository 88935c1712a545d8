import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from "vitest";
import { demo } from "../../dev/demo";
import type { Authority } from "../../src/core/authority";
import { Layout } from "../../src/core/layout";
import { State } from "../../src/core/state";
import type { OwnedEditor } from "../../src/editor/context";
import outline from "../../src/parts/outline";
import { above, openBy, parentOf, rowsOf } from "../../src/parts/outline/rows";
import { openEditor, settle } from "../editor/open";

describe("lines", () => {
  const state = new State(demo());
  const lines = (turned: readonly string[] = []) =>
    rowsOf(state, new Layout(state), openBy(new Set(turned)));

  test("[E150] phases are unfolded, touchpoints folded; what is unfolded has all it holds", () => {
    const folded = lines();
    expect(folded.filter(({ kind }) => kind === "phase")).toHaveLength(4);
    expect(folded.filter(({ kind }) => kind === "touchpoint")).toHaveLength(7);
    expect(folded).toHaveLength(11);
    const added = lines(["tp-books"]).filter(
      ({ owner, kind }) => owner === "tp-books" && kind !== "touchpoint",
    );
    expect(added.map(({ kind, id, level, i, n }) => [kind, id, level, i, n])).toEqual([
      ["channels", "tp-books", 3, 1, 6],
      ["score", "pe-ana", 3, 2, 6],
      ["score", "pe-marek", 3, 3, 6],
      ["lane", "ln-thought", 3, 4, 6],
      ["card", "cd-books0", 4, 1, 1],
      ["lane", "ln-pain", 3, 5, 6],
      ["card", "cd-books1", 4, 1, 2],
      ["card", "cd-books2", 4, 2, 2],
      ["lane", "ln-opportunity", 3, 6, 6],
      ["card", "cd-books3", 4, 1, 1],
    ]);
    expect(lines(["ph-consider"]).map(({ id }) => id)).not.toContain("tp-books");
  });

  test("[E150] a card leads up to its lane, touchpoint and phase", () => {
    const up = above(state, "cd-books1").map(({ key }) => key);
    expect(up).toEqual(["ph-consider", "tp-books", "tp-books/lane:ln-pain"]);
    const rows = lines(["tp-books"]);
    const at = rows.findIndex(({ id }) => id === "cd-books1");
    expect(rows[parentOf(rows, at)]?.id).toBe("ln-pain");
  });
});

describe("the tree", () => {
  let opened: ReturnType<typeof openEditor>;
  let page: (typeof opened)["page"];
  let editor: OwnedEditor;
  let authority: Authority;
  let edit: MockInstance<OwnedEditor["edit"]>;

  beforeEach(async () => {
    const kernel = { part: vi.fn(async () => outline), check: vi.fn() };
    opened = openEditor(kernel);
    ({ page, editor, authority } = opened);
    edit = vi.spyOn(editor, "edit");
    act(() => page.find(".cjm-view-button").focus());
    act(() => {
      editor.stage.value = "outline";
    });
    await settle();
  });
  afterEach(() => {
    opened.close();
  });

  const state = () => editor.replica.state;
  const press = (key: string, more: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
    act(() => {
      document.activeElement?.dispatchEvent(event);
    });
    return event;
  };
  const here = () => (document.activeElement as HTMLElement).dataset.row;
  const on = (key: string) => act(() => page.find(`[data-row="${key}"]`).focus());
  const edits = () => edit.mock.calls.length;

  test("[E151] one tab stop; arrows, Home, End, letters; Right and Left unfold and fold", () => {
    expect(page.all(".cjm-tree [tabindex='0'], .cjm-tree[tabindex='0']")).toHaveLength(1);
    on("ph-aware");
    press("ArrowDown");
    expect(here()).toBe("tp-sees");
    expect(editor.selection.value).toEqual(["tp-sees"]);
    press("ArrowRight");
    expect(page.find("[data-row='tp-sees']").getAttribute("aria-expanded")).toBe("true");
    press("ArrowRight");
    expect(here()).toBe("tp-sees/channels");
    press("ArrowLeft");
    press("ArrowLeft");
    expect(page.has("[data-row='tp-sees/channels']")).toBe(false);
    press("ArrowLeft");
    expect(here()).toBe("ph-aware");
    press("End");
    expect(here()).toBe("tp-service");
    press("Home");
    expect(here()).toBe("ph-aware");
    press("c");
    press("o");
    expect(here()).toBe("ph-consider");
    expect(page.all(".cjm-tree [tabindex='0']")).toHaveLength(1);
  });

  test("[E151] Escape stays in the outline; read-only, no key changes anything", () => {
    on("tp-books");
    press("Escape");
    expect(page.has(".cjm-tree")).toBe(true);
    act(() => {
      editor.readOnly.value = true;
    });
    for (const key of ["Enter", "F2", "n", "Insert", "Delete"]) press(key);
    press("ArrowUp", { altKey: true });
    press("F10", { shiftKey: true });
    expect(edits()).toBe(0);
    expect(page.has(".cjm-tree textarea, .cjm-menu")).toBe(false);
    expect(page.has(".cjm-line-tools")).toBe(false);
  });

  test("[E152] F2 renames, N adds after, Alt moves, Delete removes: one change each, one undo", async () => {
    on("tp-books");
    press("F2");
    page.type(".cjm-tree textarea", "Books a ride");
    press("Enter");
    expect(state().record("touchpoint", "tp-books")?.name).toBe("Books a ride");
    expect([here(), edits()]).toEqual(["tp-books", 1]);
    press("ArrowUp", { altKey: true });
    expect(state().siblings("touchpoint", "ph-consider")[0]?.[1]).toBe("tp-books");
    expect([here(), edits()]).toEqual(["tp-books", 2]);
    press("n");
    const fresh = state().siblings("touchpoint", "ph-consider")[1]?.[1] as string;
    expect(page.find<HTMLTextAreaElement>(".cjm-tree textarea").value).toBe("New touchpoint");
    press("Escape");
    expect([here(), edits()]).toEqual([fresh, 3]);
    press("Delete");
    expect([state().get(fresh), edits()]).toEqual([undefined, 4]);
    expect(page.find(".cjm-toast").textContent).toContain("Undo");
    // The line after it, or the one before.
    expect(here()).toBe("tp-compares");
    press("z", { ctrlKey: true });
    expect(state().get(fresh)).toBeDefined();
    for (let i = 0; i < 3; i++) press("z", { ctrlKey: true });
    expect(state().record("touchpoint", "tp-books")?.name).toBe("Books a test ride");
  });

  test("[E152] cards and scores are added, edited, moved and removed in their lines", () => {
    on("tp-books");
    press("ArrowRight");
    on("tp-books/lane:ln-pain");
    press("n");
    page.type(".cjm-tree textarea", "Too slow");
    press("Enter");
    const pains = () =>
      state()
        .siblings("card", "tp-books")
        .flatMap(([, id]) => state().record("card", id) ?? [])
        .filter(({ lane }) => lane === "ln-pain")
        .map(({ text }) => text);
    expect(pains()).toEqual(["No slot before Thursday", "Phone rings out", "Too slow"]);
    press("z", { ctrlKey: true });
    expect(pains()).toEqual(["No slot before Thursday", "Phone rings out"]);
    press("z", { ctrlKey: true, shiftKey: true });
    expect(pains()).toEqual(["No slot before Thursday", "Phone rings out", "Too slow"]);
    on(
      [...state().ofType("card")].find((id) => state().record("card", id)?.text === "Too slow") ??
        "",
    );
    press("ArrowUp", { altKey: true });
    expect(pains()).toEqual(["No slot before Thursday", "Too slow", "Phone rings out"]);
    on("tp-books/score:pe-marek");
    press("Enter");
    expect(document.activeElement).toBe(page.find(".cjm-line-field input"));
    page.type(".cjm-line-field input", "9");
    press("Enter");
    expect(page.find(".cjm-line-field [role=alert]").textContent).toContain("Between");
    page.type(".cjm-line-field input", "2");
    press("Enter");
    expect(state().record("experience", "ex-m3")?.score).toBe(2);
    expect(here()).toBe("tp-books/score:pe-marek");
    press("Delete");
    expect(state().get("ex-m3")).toBeUndefined();
    expect(here()).toBe("tp-books/score:pe-marek");
  });

  test("[E153] a selection from elsewhere unfolds what it is in; the focus stays where it is", () => {
    act(() => page.find(".cjm-view-button").focus());
    act(() => {
      editor.selection.value = ["cd-books1"];
    });
    expect(page.find("[data-row='cd-books1']").getAttribute("aria-selected")).toBe("true");
    expect(page.find("[data-row='cd-books1']").tabIndex).toBe(0);
    expect(document.activeElement).toBe(page.find(".cjm-view-button"));
    on("tp-sees");
    act(() => {
      const other = { updated: { "tp-sees": { name: ["Sees a friend’s bike", "Sees one"] } } };
      authority.edit(other as never, "rename.touchpoint");
    });
    expect(here()).toBe("tp-sees");
  });

  test("[E154] of 10,000 touchpoints only the lines in view are in the document", async () => {
    const added = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, i) => {
        const id = `many-${i}`;
        const key = `b${String(i).padStart(5, "1")}1`;
        return [
          id,
          { type: "touchpoint", id, name: `T${i}`, place: { order: key, parent: "ph-use" } },
        ];
      }),
    );
    act(() => {
      editor.replica.edit({ added } as never, "add.touchpoint.10000");
    });
    expect(page.all(".cjm-line").length).toBeLessThan(60);
    on("ph-aware");
    press("End");
    expect(here()).toMatch(/^many-/);
    expect(page.all(".cjm-line").length).toBeLessThan(60);
    press("Home");
    expect(here()).toBe("ph-aware");
  });
});
