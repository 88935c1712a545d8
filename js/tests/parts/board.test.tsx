import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { demo } from "../../dev/demo";
import type { AnyRecord } from "../../src/core/schema.gen";
import { State } from "../../src/core/state";
import board from "../../src/parts/board";
import { cellsOf, saidOf } from "../../src/parts/board/kinds";
import { addNote, moveNote, notesIn, promoteNote } from "../../src/parts/board/notes";
import { openEditor, settle } from "../editor/open";

const BOARD: AnyRecord = {
  type: "board",
  id: "bo",
  place: { order: "a0" },
  kind: "empathy_map",
  title: "How Ana feels",
  persona: "pe-ana",
};

const note = (id: string, cell: string, order: string, more = {}): AnyRecord => ({
  type: "sticky_note",
  id,
  place: { order },
  board: "bo",
  cell,
  text: id,
  ...more,
});

const records = (): AnyRecord[] => [
  ...demo(),
  BOARD,
  note("sn1", "says", "a0", { author: "Lea Maria", color: "#ff8800" }),
  note("sn2", "says", "a1"),
  note("sn3", "feels", "a2"),
];

describe("rules", () => {
  const state = () => new State(records());
  const texts = (of: State, cell: string) => notesIn(of, "bo", cell).map(({ id }) => id);
  const applied = (command: ReturnType<typeof addNote>) => {
    const now = state();
    if (command) now.commit(command.change);
    return now;
  };
  const place = { newId: "cd-new", laneId: "ln-new", laneTitle: (kind: string) => `Lane ${kind}` };

  test("[Y41] cells are those of the kind, then those only its notes are in", () => {
    const keys = (kind: string, cells: string[]) =>
      cellsOf(
        { ...BOARD, kind } as never,
        cells.map((cell) => ({ cell }) as never),
        "it",
      ).map(({ key }) => key);
    expect(keys("empathy_map", ["pause", "says"])).toEqual([
      "says",
      "thinks",
      "does",
      "feels",
      "pause",
    ]);
    expect(keys("six_hats", ["red_hat", "red_hat"])).toEqual(["red_hat"]);
    expect(saidOf("six_hats", "it").title).toBe("Six hats");
    expect(saidOf("empathy_map", "it").title).toBe("Mappa dell’empatia");
  });

  test("[Y43] a note is added to the end of its cell", () => {
    const args = { id: "new", board: "bo", cell: "says", text: "Hm", author: "" };
    expect(texts(applied(addNote(state(), args)), "says")).toEqual(["sn1", "sn2", "new"]);
    expect(addNote(state(), { ...args, board: "gone" })).toBeNull();
  });

  test("[Y43] a note is moved within its cell and to another, in one change", () => {
    const moved = (id: string, cell: string, index: number) =>
      applied(moveNote(state(), { id, cell, index }));
    expect(texts(moved("sn2", "says", 0), "says")).toEqual(["sn2", "sn1"]);
    expect(texts(moved("sn3", "says", 1), "says")).toEqual(["sn1", "sn3", "sn2"]);
    expect(texts(moved("sn1", "feels", 9), "feels")).toEqual(["sn3", "sn1"]);
    expect(texts(moved("sn1", "does", 0), "does")).toEqual(["sn1"]);
    expect(moveNote(state(), { id: "sn2", cell: "says", index: 1 })).toBeNull();
    expect(moveNote(state(), { id: "sn2", cell: "says", index: 9 })).toBeNull();
  });

  test("[Y43] a note becomes a card with its text, author, colour and persona, and keeps the link", () => {
    const command = promoteNote(state(), { id: "sn1", kind: "barrier", at: "tp-sees", ...place });
    const now = applied(command);
    const lane = now.record("lane", now.record("card", "cd-new")?.lane ?? "");
    expect(now.record("card", "cd-new")).toMatchObject({
      kind: "barrier",
      text: "sn1",
      author: "Lea Maria",
      color: "#ff8800",
      personas: ["pe-ana"],
      place: { parent: "tp-sees" },
    });
    expect(lane?.kind).toBe("pain");
    expect(now.record("sticky_note", "sn1")?.promoted_to).toBe("cd-new");
    // What is on the map already is not put there again.
    expect(promoteNote(now, { id: "sn1", kind: "pain", at: "tp-sees", ...place })).toBeNull();
  });

  test("[Y43] a lane that is missing comes with the card; goals belong to the whole map", () => {
    const now = applied(
      promoteNote(state(), { id: "sn2", kind: "insight", at: "ph-aware", ...place }),
    );
    expect(now.record("lane", "ln-new")).toMatchObject({ kind: "insight", title: "Lane insight" });
    expect(now.record("card", "cd-new")?.place).toMatchObject({
      parent: "ph-aware",
      level: "phase",
    });
    const goal = applied(promoteNote(state(), { id: "sn2", kind: "goal", at: null, ...place }));
    expect(goal.record("goal", "cd-new")?.text).toBe("sn2");
    const metric = applied(promoteNote(state(), { id: "sn2", kind: "metric", at: null, ...place }));
    expect(metric.record("metric", "cd-new")?.name).toBe("sn2");
    expect(promoteNote(state(), { id: "sn2", kind: "pain", at: null, ...place })).toBeNull();
    expect(promoteNote(state(), { id: "sn2", kind: "pain", at: "gone", ...place })).toBeNull();
  });
});

describe("a board", () => {
  let opened: ReturnType<typeof openEditor>;
  let page: (typeof opened)["page"];

  beforeEach(async () => {
    opened = openEditor({ part: vi.fn(async () => board), check: vi.fn() }, records());
    ({ page } = opened);
    act(() => {
      opened.editor.selection.value = ["bo"];
      opened.editor.stage.value = "board";
    });
    await settle();
  });
  afterEach(() => opened.close());

  const state = () => opened.authority.state;
  const press = (key: string, more: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
    act(() => {
      document.activeElement?.dispatchEvent(event);
    });
    return event;
  };
  const here = () => (document.activeElement as HTMLElement).dataset.key;
  const on = (key: string) => act(() => page.find(`[data-key="${key}"]`).focus());
  const write = (text: string, key = "Enter") => {
    const field = page.find<HTMLTextAreaElement>(".cjm-board textarea");
    act(() => {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    act(() => {
      field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    });
  };
  const in_ = (cell: string) => notesIn(state(), "bo", cell).map(({ text }) => text);
  const tabStops = () => page.all(".cjm-board [tabindex='0']").length;

  test("[Y44] one tab stop; arrows go through notes and cells", () => {
    expect(tabStops()).toBe(1);
    on("cell:says");
    press("ArrowDown");
    expect(here()).toBe("sn1");
    expect(opened.editor.selection.value).toEqual(["sn1"]);
    press("ArrowDown");
    press("ArrowRight");
    expect(here()).toBe("cell:thinks");
    press("End");
    expect(here()).toBe("sn3");
    press("ArrowUp");
    press("ArrowLeft");
    expect(here()).toBe("cell:does");
    press("Home");
    expect(here()).toBe("cell:says");
    expect(tabStops()).toBe(1);
  });

  test("[Y44] Enter on a cell writes a note, which is one change; Escape leaves none", () => {
    on("cell:does");
    press("Enter");
    write("Waits");
    expect(in_("does")).toEqual(["Waits"]);
    expect(page.find("[data-cell=does] .cjm-sticky").textContent).toContain("Waits");
    expect((document.activeElement as HTMLElement).dataset.type).toBe("sticky_note");
    act(() => {
      opened.replica.undo();
    });
    expect(in_("does")).toEqual([]);
    on("cell:does");
    press("n");
    write("Nothing", "Escape");
    expect(in_("does")).toEqual([]);
    expect(here()).toBe("cell:does");
  });

  test("[Y44] Enter on a note edits it; Alt+arrows move it, Delete removes it", () => {
    on("sn1");
    press("Enter");
    write("Said otherwise");
    expect(in_("says")).toEqual(["Said otherwise", "sn2"]);
    expect(here()).toBe("sn1");
    press("ArrowDown", { altKey: true });
    expect(in_("says")).toEqual(["sn2", "Said otherwise"]);
    press("ArrowRight", { altKey: true });
    expect(in_("thinks")).toEqual(["Said otherwise"]);
    expect(here()).toBe("sn1");
    press("Delete");
    expect(in_("thinks")).toEqual([]);
    expect(here()).toBe("cell:thinks");
    expect(page.find(".cjm-toast").textContent).toContain("Undo");
  });

  test("[Y44] read-only, no key changes anything; Ctrl+S goes on to the page", () => {
    expect(press("s", { ctrlKey: true }).defaultPrevented).toBe(false);
    act(() => {
      opened.editor.readOnly.value = true;
    });
    const before = opened.replica.revision;
    on("sn1");
    for (const key of ["Enter", "F2", "n", "Delete", "Backspace", "r"]) press(key);
    press("ArrowRight", { altKey: true });
    expect(page.all(".cjm-board textarea")).toHaveLength(0);
    expect(opened.replica.revision).toBe(before);
    expect(page.all(".cjm-board button")).toHaveLength(0);
  });

  test("[Y43] what became of a note is said, while it is there", () => {
    const place = { newId: "cd-new", laneId: "ln-new", laneTitle: String };
    const command = promoteNote(state(), { id: "sn2", kind: "pain", at: "tp-sees", ...place });
    act(() => {
      opened.editor.edit(command?.change ?? {}, "");
    });
    expect(page.find("[data-id=sn2]").textContent).toMatch(/→ Pain at “/);
    act(() => page.find("[data-id=sn2] .cjm-link").click());
    expect(opened.editor.selection.value).toEqual(["cd-new"]);
    expect(opened.editor.stage.value).toBeNull();
  });

  test("[Y44] boards are listed, added and opened", async () => {
    act(() => page.find(".cjm-sheet-bar button").click());
    expect(page.find(".cjm-boards").textContent).toContain("How Ana feels");
    const heart = page.all(".cjm-board-kinds button").find((b) => b.textContent?.includes("HEART"));
    act(() => (heart as HTMLElement).click());
    expect(page.all("[data-cell]")).toHaveLength(15);
    expect(state().count("board")).toBe(2);
    expect(page.find("[role=rowheader]").textContent).toBe("Happiness");
  });
});
