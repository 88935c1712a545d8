import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { demo, large } from "../../dev/demo";
import { Authority } from "../../src/core/authority";
import { addTouchpoint, type Result, remove, setField } from "../../src/core/commands";
import { Replica } from "../../src/core/replica";
import type { AnyRecord } from "../../src/core/schema.gen";
import { createEditor, type OwnedEditor } from "../../src/editor/context";
import { Editor } from "../../src/editor/Editor";
import { createTranslator } from "../../src/i18n";
import { MenuHost } from "../../src/ui/Menu";
import { place } from "../ui/dom";

let page: ReturnType<typeof place>;
let editor: OwnedEditor;
let replica: Replica;

function open(records: readonly AnyRecord[]): void {
  const authority = new Authority(records);
  replica = new Replica({
    client: "test",
    send: (message) => authority.receive(message, (answer) => replica.receive(answer)),
  });
  authority.subscribe((message) => replica.receive(message));
  replica.start();
  editor = createEditor({ replica, t: createTranslator("en") });
  page.show(
    <MenuHost>
      <Editor editor={editor} />
    </MenuHost>,
  );
}

beforeEach(() => {
  page = place();
});
afterEach(() => {
  page.remove();
  editor.dispose();
  replica.stop();
});

const state = () => replica.state;
const here = () => document.activeElement as HTMLElement;
const at = () => here().closest<HTMLElement>("[data-at]")?.dataset.at;
const cell = (row: string, col: string) => page.find(`[data-at="${row}/${col}"]`);
const focus = (row: string, col: string) => cell(row, col).focus();
/** Lets what is waiting be rendered. */
const settle = () =>
  page.show(
    <MenuHost>
      <Editor editor={editor} />
    </MenuHost>,
  );
/** Presses a key where the focus is. */
function press(key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  here().setAttribute("data-focus-of-test", "");
  const event = page.key("[data-focus-of-test]", key, more);
  page.root.querySelector("[data-focus-of-test]")?.removeAttribute("data-focus-of-test");
  settle();
  return event;
}
const names = (phase: string) =>
  state()
    .siblings("touchpoint", phase)
    .map(([, id]) => state().record("touchpoint", id)?.name);

describe("moving about", () => {
  beforeEach(() => open(demo()));

  test("E20 each cell has the number of its column, whatever comes, goes or is made anew", () => {
    const numbered = () => {
      const columns = [...page.root.querySelectorAll(".cjm-touchpoint")].map(
        (head) => (head as HTMLElement).dataset.touchpoint,
      );
      const cells = [...page.root.querySelectorAll<HTMLElement>(".cjm-cell[data-touchpoint]")];
      expect(cells.length).toBeGreaterThan(2 * columns.length);
      for (const one of cells) {
        const number = columns.indexOf(one.dataset.touchpoint) + 2;
        expect(one.getAttribute("aria-colindex"), one.dataset.at).toBe(`${number}`);
      }
    };
    const make = (result: Result) => {
      if (!result) throw new Error("the command makes nothing");
      act(() => replica.edit(result.change, result.label));
      settle();
      numbered();
    };
    numbered();
    const first = page.find(".cjm-touchpoint").dataset.touchpoint as string;
    make(addTouchpoint(state(), { id: "tp-new", name: "New", spot: { before: first } }));
    make(remove(state(), { ids: [first] }));
    const [lane] = state()
      .siblings("lane")
      .filter(([, id]) => state().record("lane", id)?.kind === "pain");
    make(setField(state(), { id: lane?.[1] as string, field: "kind", value: "channel" }));
    make(setField(state(), { id: lane?.[1] as string, field: "collapsed", value: true }));
    make(setField(state(), { id: lane?.[1] as string, field: "collapsed", value: false }));
  });

  test("E20 the grid has one tab stop", () => {
    expect(page.all(".cjm-map [tabindex='0']")).toHaveLength(1);
    focus("#touchpoints", "tp-reads");
    press("ArrowRight");
    expect(page.all(".cjm-map [tabindex='0']")).toHaveLength(1);
    expect(here().tabIndex).toBe(0);
  });

  test("E21 arrows, Home, End and Ctrl with them lead where the WAI-ARIA grid says", () => {
    focus("#touchpoints", "tp-sees");
    press("ArrowRight");
    expect(at()).toBe("#touchpoints/tp-reads");
    press("ArrowDown");
    expect(at()).toBe("ln-channel/tp-reads");
    press("Home");
    expect(at()).toBe("ln-channel/#header");
    press("ArrowLeft");
    expect(at()).toBe("ln-channel/#header");
    press("End");
    expect(at()).toBe("ln-channel/tp-service");
    press("ArrowRight");
    expect(at()).toBe("ln-channel/tp-service");
    press("Home", { ctrlKey: true });
    expect(at()).toBe("#phases/#header");
    press("End", { ctrlKey: true });
    expect(at()).toBe("ln-opportunity/tp-service");
    press("PageUp");
    expect(at()).toBe("ln-channel/tp-service");
  });

  test("E21 a phase is one cell, and one comes back from it to the column one came from", () => {
    focus("#touchpoints", "tp-reads");
    press("ArrowUp");
    expect(at()).toBe("#phases/ph-aware");
    press("ArrowDown");
    expect(at()).toBe("#touchpoints/tp-reads");
    press("ArrowUp");
    press("ArrowRight");
    expect(at()).toMatch(/^#phases\/ph-/);
    expect(at()).not.toBe("#phases/ph-aware");
  });

  test("E22 Enter goes into a cell with several cards, arrows move among them, Escape leaves", () => {
    focus("ln-pain", "tp-books");
    press("Enter");
    expect(here().dataset.id).toBe("cd-books1");
    press("ArrowDown");
    expect(here().dataset.id).toBe("cd-books2");
    press("ArrowDown");
    expect(here().dataset.id).toBe("cd-books2");
    press("Escape");
    expect(here().dataset.id).toBeUndefined();
    expect(at()).toBe("ln-pain/tp-books");
  });

  test("E23 the focus selects the record", () => {
    focus("#touchpoints", "tp-books");
    expect(editor.selection.value).toEqual(["tp-books"]);
    press("ArrowUp");
    expect(editor.selection.value[0]).toMatch(/^ph-/);
    focus("ln-pain", "#header");
    expect(editor.selection.value).toEqual(["ln-pain"]);
  });

  test("E24 keys of the page are left to the page", () => {
    focus("#touchpoints", "tp-books");
    for (const key of ["s", "c", "p"]) {
      expect(press(key, { ctrlKey: true }).defaultPrevented).toBe(false);
    }
    expect(press("Tab").defaultPrevented).toBe(false);
    expect(press("x").defaultPrevented).toBe(false);
    expect(press("z", { ctrlKey: true }).defaultPrevented).toBe(true);
  });

  test("E25 rows and columns are counted as the whole map has them", () => {
    const grid = page.find("[role=grid]");
    expect(grid.getAttribute("aria-rowcount")).toBe("8");
    expect(grid.getAttribute("aria-colcount")).toBe("8");
    expect(cell("ln-pain", "tp-service").getAttribute("aria-colindex")).toBe("8");
    expect(page.all("[role=row]").map((row) => row.getAttribute("aria-rowindex"))).toEqual(
      Array.from({ length: 8 }, (_, i) => String(i + 1)),
    );
  });
});

describe("doing things", () => {
  beforeEach(() => open(demo()));

  test("E30 F2 renames where the name stands; Enter keeps it and gives the focus back", () => {
    focus("#touchpoints", "tp-reads");
    press("F2");
    expect(here().tagName).toBe("TEXTAREA");
    page.type(".cjm-map textarea", "Reads tests");
    press("Enter");
    expect(state().record("touchpoint", "tp-reads")?.name).toBe("Reads tests");
    expect(at()).toBe("#touchpoints/tp-reads");
    press("z", { ctrlKey: true });
    expect(state().record("touchpoint", "tp-reads")?.name).toBe("Reads reviews");
  });

  test("E31 n adds after, the new name is being edited; Escape keeps what was added", () => {
    focus("#touchpoints", "tp-sees");
    press("n");
    expect(here().tagName).toBe("TEXTAREA");
    expect(names("ph-aware")).toEqual(["Sees a friend’s bike", "New touchpoint", "Reads reviews"]);
    press("Escape");
    expect(names("ph-aware")).toHaveLength(3);
    expect(at()).toMatch(/^#touchpoints\/tp-/);
    press("z", { ctrlKey: true });
    expect(names("ph-aware")).toHaveLength(2);
  });

  test("E32 Alt with arrows moves the thing and the focus with it", () => {
    focus("#touchpoints", "tp-reads");
    press("ArrowRight", { altKey: true });
    expect(state().record("touchpoint", "tp-reads")?.place.parent).not.toBe("ph-aware");
    expect(at()).toBe("#touchpoints/tp-reads");
    focus("ln-pain", "#header");
    press("ArrowUp", { altKey: true });
    expect(
      state()
        .siblings("lane")
        .map(([, id]) => id)
        .indexOf("ln-pain"),
    ).toBe(2);
    expect(at()).toBe("ln-pain/#header");
  });

  test("E33 Delete removes and offers the way back", () => {
    focus("#touchpoints", "tp-books");
    press("Delete");
    expect(state().get("tp-books")).toBeUndefined();
    expect(page.find(".cjm-toast").textContent).toContain("Books a test ride");
    expect(editor.spoken.value).toContain("Books a test ride");
    expect(at()).toMatch(/^#touchpoints\//);
    press("z", { ctrlKey: true });
    expect(state().get("tp-books")).toBeDefined();
    expect(page.has(".cjm-toast")).toBe(false);
  });

  test("E34 Space folds a phase and a lane away and back", () => {
    focus("#phases", "ph-aware");
    press(" ");
    expect(state().record("phase", "ph-aware")?.collapsed).toBe(true);
    expect(page.has('[data-at="#touchpoints/tp-sees"]')).toBe(false);
    press(" ");
    expect(page.has('[data-at="#touchpoints/tp-sees"]')).toBe(true);
    focus("ln-pain", "#header");
    press(" ");
    expect(state().record("lane", "ln-pain")?.collapsed).toBe(true);
    expect(page.has("[data-type=card][data-id=cd-books1]")).toBe(false);
  });

  test("E35 a point is raised by a step, removed, and added again", () => {
    const score = () =>
      page.find("[data-lane=ln-emotion][data-touchpoint=tp-books] [data-persona=pe-ana]").dataset
        .score;
    focus("ln-emotion", "tp-books");
    press("Enter");
    expect(here().getAttribute("role")).toBe("slider");
    expect(score()).toBe("-2");
    press("ArrowUp");
    expect(score()).toBe("-1");
    press("ArrowDown");
    press("ArrowDown");
    expect(score()).toBe("-2");
    press("Enter");
    expect(here().tagName).toBe("INPUT");
    (here() as HTMLInputElement).value = "1,5";
    press("Enter");
    expect(score()).toBe("1.5");
    press("Delete");
    expect(page.has("[data-touchpoint=tp-books] [data-persona=pe-ana]")).toBe(false);
  });

  test("E36 Alt with arrows moves the one card of a cell without going into it", () => {
    focus("ln-gain", "tp-pays");
    press("ArrowRight", { altKey: true });
    expect(state().record("card", "cd-pays0")?.place.parent).toBe("tp-ride");
    expect(here().dataset.id).toBe("cd-pays0");
  });

  test("E37 a right click opens the menu of what is under the pointer", () => {
    cell("ln-pain", "#header").dispatchEvent(
      new MouseEvent("contextmenu", { bubbles: true, cancelable: true }),
    );
    settle();
    expect(page.find("[role=menu]").getAttribute("aria-label")).toContain("Pains");
  });

  test("E38 read-only, nothing is changed by keys and nothing offers to", () => {
    act(() => {
      editor.readOnly.value = true;
    });
    const before = replica.revision;
    focus("#touchpoints", "tp-books");
    for (const key of ["Enter", "F2", "Delete", "n", " "]) press(key);
    press("ArrowRight", { altKey: true });
    expect(replica.revision).toBe(before);
    expect(page.has(".cjm-map textarea")).toBe(false);
    expect(page.all(".cjm-plus,.cjm-plus-edge,.cjm-dots")).toHaveLength(0);
  });

  test("E39 a selection made elsewhere is marked", () => {
    act(() => {
      editor.selection.value = ["tp-ride"];
    });
    expect(cell("#touchpoints", "tp-ride").getAttribute("aria-selected")).toBe("true");
  });
});

describe("sizes", () => {
  test("E40 of a long map only the columns in view exist", () => {
    open(large(10_000));
    const shown = page.all("[data-type=touchpoint]").length;
    expect(shown).toBeGreaterThan(5);
    expect(shown).toBeLessThan(30);
    expect(page.find("[role=grid]").getAttribute("aria-colcount")).toBe("10001");
    focus("#touchpoints", page.find("[data-type=touchpoint]").dataset.id ?? "");
    press("End");
    expect(cell("#touchpoints", here().dataset.id ?? "").getAttribute("aria-colindex")).toBe(
      "10001",
    );
  });

  test("E41 an empty map offers its first steps", () => {
    open([{ type: "journey", id: "j" }]);
    page.click(".cjm-empty-map .cjm-solid");
    expect(state().siblings("phase")).toHaveLength(1);
    expect(page.has("[role=grid]")).toBe(true);
  });
});
