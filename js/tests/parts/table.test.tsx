import fc from "fast-check";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from "vitest";
import { demo } from "../../dev/demo";
import type { Authority } from "../../src/core/authority";
import { Layout } from "../../src/core/layout";
import { State } from "../../src/core/state";
import type { OwnedEditor } from "../../src/editor/context";
import { createTranslator } from "../../src/i18n";
import { Heights } from "../../src/parts/heights";
import table from "../../src/parts/table";
import { columnsOf, TABLES } from "../../src/parts/table/columns";
import { naturalOrder, settled, sortedBy } from "../../src/parts/table/order";
import { openEditor, settle } from "../editor/open";

describe("rows", () => {
  const state = new State(demo());
  const tell = { state, t: createTranslator("en"), language: "en", own: () => undefined };

  test("[E155] every table has columns and its records in the order of the map", () => {
    for (const type of TABLES) expect(columnsOf(type).length).toBeGreaterThan(2);
    const order = naturalOrder(state, new Layout(state), "touchpoint");
    expect(order[0]).toBe("tp-sees");
    expect(order).toHaveLength(7);
    const cards = naturalOrder(state, new Layout(state), "card");
    expect(cards).toHaveLength(state.count("card"));
    const scores = naturalOrder(state, new Layout(state), "experience");
    expect(scores.slice(0, 2)).toEqual(["ex-a0", "ex-m0"]);
  });

  test("[E156] empty cells are last either way; what came since the sorting is at the end", () => {
    const column = columnsOf("touchpoint").find(({ name }) => name === "duration");
    const natural = naturalOrder(state, new Layout(state), "touchpoint");
    for (const up of [true, false]) {
      expect(sortedBy(tell, natural, column as never, up)[0]).toBe("tp-books");
    }
    const sort = { column: "name", up: true, ids: ["c", "gone", "a"] };
    expect(settled(sort, ["a", "b", "c"])).toEqual(["c", "a", "b"]);
  });

  test("[E154] the rows around a place cover what is seen there, whatever their heights", () => {
    const heights = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(
        heights,
        fc.integer({ min: 0, max: 9000 }),
        fc.integer({ min: 1, max: 900 }),
        (all, top, room) => {
          const keys = all.map((_, i) => String(i));
          const known = new Map(keys.map((key, i) => [key, all[i] as number]));
          const rows = new Heights(keys, known, 30);
          const { first, last } = rows.around(top, room);
          expect(rows.top(all.length)).toBe(all.reduce((sum, height) => sum + height, 0));
          expect(first === 0 || rows.top(first) <= top).toBe(true);
          expect(last === all.length - 1 || rows.top(last + 1) >= top + room).toBe(true);
          expect(first).toBeLessThanOrEqual(last);
        },
      ),
    );
  });
});

describe("the grid", () => {
  let opened: ReturnType<typeof openEditor>;
  let page: (typeof opened)["page"];
  let editor: OwnedEditor;
  let authority: Authority;
  let edit: MockInstance<OwnedEditor["edit"]>;

  beforeEach(async () => {
    const kernel = { part: vi.fn(async () => table), check: vi.fn() };
    opened = openEditor(kernel);
    ({ page, editor, authority } = opened);
    edit = vi.spyOn(editor, "edit");
    act(() => page.find(".cjm-view-button").focus());
    act(() => {
      editor.stage.value = "table";
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
  const cell = (row: string, column: string) => `[data-row="${row}"] [data-col="${column}"]`;
  const on = (row: string, column: string) => act(() => page.find(cell(row, column)).focus());
  const here = () => {
    const at = document.activeElement?.closest<HTMLElement>("[data-col]");
    return [at?.closest<HTMLElement>("[data-row]")?.dataset.row ?? "head", at?.dataset.col];
  };
  const write = (text: string) =>
    act(() => {
      const field = document.activeElement as HTMLInputElement;
      field.value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
  const edits = () => edit.mock.calls.length;
  const column = (name: string) =>
    page.all(`[data-row] [data-col="${name}"]`).map((el) => el.textContent);

  test("[E155] names stand for ids; one tab stop; arrows, Home and End lead about", () => {
    expect(column("place").slice(0, 3)).toEqual(["Awareness", "Awareness", "Consideration"]);
    expect(page.find(cell("tp-sees", "channels")).textContent).toBe("Street");
    expect(page.all(".cjm-grid [tabindex='0']")).toHaveLength(1);
    on("tp-sees", "name");
    expect(editor.selection.value).toEqual(["tp-sees"]);
    press("ArrowRight");
    press("ArrowDown");
    expect(here()).toEqual(["tp-reads", "place"]);
    press("End", { ctrlKey: true });
    expect(here()[0]).toBe("tp-service");
    press("Home", { ctrlKey: true });
    expect(here()).toEqual(["tp-sees", "name"]);
    press("ArrowUp");
    expect(here()).toEqual(["head", "name"]);
    expect(page.all(".cjm-grid [tabindex='0']")).toHaveLength(1);
  });

  test("[E157] Enter edits and leads down, Tab along, Escape back; one cell is one change", () => {
    on("tp-sees", "name");
    press("Enter");
    write("Sees one");
    press("Enter");
    expect(state().record("touchpoint", "tp-sees")?.name).toBe("Sees one");
    expect([...here(), edits()]).toEqual(["tp-reads", "name", 1]);
    press("x");
    expect((document.activeElement as HTMLInputElement).value).toBe("x");
    press("Escape");
    expect([...here(), edits()]).toEqual(["tp-reads", "name", 1]);
    expect(page.has(".cjm-grid")).toBe(true);
    press("Escape");
    expect(page.has(".cjm-grid")).toBe(true);
    on("tp-sees", "duration");
    press("F2");
    write("1 h");
    press("Tab");
    expect(state().record("touchpoint", "tp-sees")?.duration).toBe(3600);
    expect([...here(), edits()]).toEqual(["tp-sees", "wait", 2]);
    press("Tab", { shiftKey: true });
    on("tp-sees", "duration");
    press("Delete");
    expect(state().record("touchpoint", "tp-sees")?.duration ?? null).toBe(null);
    press("z", { ctrlKey: true });
    press("z", { ctrlKey: true });
    expect(state().record("touchpoint", "tp-sees")?.duration ?? null).toBe(null);
  });

  test("[E157] what cannot be is said at the cell, stays there and changes nothing", () => {
    on("tp-books", "wait");
    press("Enter");
    write("soon");
    press("Enter");
    expect(page.find(`${cell("tp-books", "wait")} [role=alert]`).textContent).toContain("A time");
    press("Tab");
    expect(page.has(`${cell("tp-books", "wait")} [role=alert]`)).toBe(true);
    expect(edits()).toBe(0);
    press("Escape");
    expect([...here(), edits()]).toEqual(["tp-books", "wait", 0]);
    // What could be kept is called off as well.
    press("Enter");
    write("1 h");
    press("Escape");
    expect([...here(), edits()]).toEqual(["tp-books", "wait", 0]);
    expect(state().record("touchpoint", "tp-books")?.wait).toBe(172800);
  });

  test("[E157] choices, flags, names and places are set with the right control", () => {
    on("tp-sees", "status");
    press("Enter");
    page.pick(".cjm-cell-editor select", "validated");
    press("Enter");
    expect(state().record("touchpoint", "tp-sees")?.status).toBe("validated");
    expect(edits()).toBe(1);
    on("tp-sees", "status");
    press("Enter");
    press("ArrowDown");
    page.pick(".cjm-cell-editor select", "todo");
    expect(edits()).toBe(1);
    press("Escape");
    expect([...here(), edits()]).toEqual(["tp-sees", "status", 1]);
    on("tp-sees", "moment_of_truth");
    press(" ");
    expect(state().record("touchpoint", "tp-sees")?.moment_of_truth).toBe(true);
    on("tp-sees", "channels");
    press("Enter");
    write("Fair");
    press("Enter");
    expect(page.find(cell("tp-sees", "channels")).textContent).toContain("Street, Fair");
    press("Enter");
    expect([...here(), edits()]).toEqual(["tp-reads", "channels", 3]);
    on("tp-sees", "place");
    press("Enter");
    write("consideration");
    press("Enter");
    expect(state().record("touchpoint", "tp-sees")?.place.parent).toBe("ph-consider");
    expect([...here(), edits()]).toEqual(["tp-sees", "place", 4]);
  });

  test("[E156] sorting is the view's own and stays put while one types", () => {
    page.click(".cjm-grid-head [data-col='name']");
    expect(column("name")[0]).toBe("Books a test ride");
    expect(page.find(".cjm-grid-head [data-col='name']").getAttribute("aria-sort")).toBe(
      "ascending",
    );
    on("tp-books", "name");
    press("Enter");
    write("Zzz");
    press("Enter");
    expect(column("name")[0]).toBe("Zzz");
    expect(edits()).toBe(1);
    page.click(".cjm-grid-head [data-col='name']");
    expect(column("name")[0]).toBe("Zzz");
    page.click(".cjm-grid-head [data-col='name']");
    expect(column("name")[0]).toBe("Sees a friend’s bike");
  });

  test("[E158] rows are added after the one at hand and named there; several are removed at once", () => {
    on("tp-sees", "name");
    page.click("[aria-label='Add row']");
    write("Hears of it");
    press("Enter");
    expect(column("name")[1]).toBe("Hears of it");
    expect(edits()).toBe(2);
    // Added and named is one thing to take back.
    press("z", { ctrlKey: true });
    expect(column("name")[1]).toBe("Reads reviews");
    press("z", { ctrlKey: true, shiftKey: true });
    expect(column("name")[1]).toBe("Hears of it");
    on("tp-sees", "name");
    press("ArrowDown", { shiftKey: true });
    expect(editor.selection.value).toHaveLength(2);
    press("Delete", { ctrlKey: true });
    expect(column("name")[0]).toBe("Reads reviews");
    expect(edits()).toBe(3);
    expect(page.find(".cjm-toast").textContent).toContain("Undo");
    expect(here()).toEqual(["tp-reads", "name"]);
    press("z", { ctrlKey: true });
    expect(column("name").slice(0, 2)).toEqual(["Sees a friend’s bike", "Hears of it"]);
  });

  test("[E158] another table, its own columns, also empty ones; read-only there is nothing to edit", () => {
    page.pick(".cjm-which", "metric");
    expect(page.find(".cjm-grid-empty").textContent).toContain("Metrics");
    page.click("[aria-label='Add row']");
    write("Waiting time");
    press("Enter");
    expect(column("name")).toEqual(["Waiting time"]);
    press("z", { ctrlKey: true });
    expect(column("name")).toEqual([]);
    press("z", { ctrlKey: true, shiftKey: true });
    expect(column("name")).toEqual(["Waiting time"]);
    on([...state().ofType("metric")][0] as string, "kind");
    press("Enter");
    page.pick(".cjm-cell-editor select", "revenue");
    expect(column("kind")).toEqual(["revenue"]);
    page.pick(".cjm-which", "touchpoint");
    page.click("[aria-label='Columns']");
    const box = page.all(".cjm-columns label").find((el) => el.textContent === "Compliance");
    act(() => box?.querySelector("input")?.click());
    expect(page.has(".cjm-grid-head [data-col='compliance']")).toBe(true);
    act(() => {
      editor.readOnly.value = true;
    });
    const before = edits();
    on("tp-sees", "name");
    for (const key of ["Enter", "F2", "x", "Delete", "Insert"]) press(key);
    press("Delete", { ctrlKey: true });
    expect(page.has(".cjm-cell-editor, [aria-label='Add row']")).toBe(false);
    expect(edits()).toBe(before);
  });

  test("[E159] what others edit moves neither the focus nor what is typed", () => {
    on("tp-books", "name");
    press("Enter");
    write("Half a wo");
    act(() => {
      authority.edit(
        { removed: { "tp-sees": state().get("tp-sees") } } as never,
        "remove.touchpoint",
      );
    });
    expect(column("name")[0]).toBe("Reads reviews");
    expect((document.activeElement as HTMLInputElement).value).toBe("Half a wo");
    press("Escape");
    expect(here()).toEqual(["tp-books", "name"]);
  });
});
