import { signal } from "@preact/signals";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { demo } from "../../dev/demo";
import type { Card } from "../../src/core/schema.gen";
import { createEditor, type OwnedEditor } from "../../src/editor/context";
import { Editor } from "../../src/editor/Editor";
import type { Kernel, Matched } from "../../src/editor/kernel";
import { createTranslator } from "../../src/i18n";
import compare from "../../src/parts/compare";
import { MenuHost } from "../../src/ui/Menu";
import { connect, settle } from "../editor/open";
import { place } from "../ui/dom";

/** Two maps beside each other in a page. */
function openTwo(matched: readonly Matched[] = [], more = demo()) {
  const page = place();
  const kernel = { part: vi.fn(async () => compare), pairs: vi.fn(async () => matched) };
  const [today, planned] = [connect(demo()), connect(more)];
  const shared = {
    t: createTranslator("en"),
    kernel: kernel as unknown as Kernel,
    solo: signal({ part: "compare" as const, record: "map-demo" }),
  };
  const [locked, lockedToo] = [signal(false), signal(false)];
  const b = createEditor({ ...shared, ...planned, name: "Planned", readOnly: lockedToo });
  const a = createEditor({ ...shared, ...today, name: "Today", other: b, readOnly: locked });
  b.announce = a.announce;
  page.show(
    <MenuHost>
      <Editor editor={a} />
    </MenuHost>,
  );
  const close = () => {
    page.remove();
    for (const editor of [a, b]) editor.dispose();
    for (const { replica } of [today, planned]) replica.stop();
  };
  return { page, a, b, kernel, close };
}

describe("two maps", () => {
  let opened: ReturnType<typeof openTwo>;
  let page: ReturnType<typeof openTwo>["page"];
  let editors: { a: OwnedEditor; b: OwnedEditor };

  const open = async (...args: Parameters<typeof openTwo>) => {
    opened?.close();
    opened = openTwo(...args);
    page = opened.page;
    editors = { a: opened.a, b: opened.b };
    await settle();
    // Python is asked a moment later, and answers.
    await act(async () => {
      vi.advanceTimersByTime(1);
    });
    await settle();
  };
  beforeEach(async () => {
    vi.useFakeTimers();
    await open();
  });
  afterEach(() => {
    opened.close();
    vi.useRealTimers();
  });

  const record = (side: "a" | "b", id: string) => editors[side].replica.state.get(id) as never;
  const at = (side: "a" | "b", id: string) => `.cjm-both [data-side=${side}][data-record="${id}"]`;
  const on = (selector: string) => act(() => page.find(selector).focus());
  const here = () => {
    const now = document.activeElement as HTMLElement | null;
    return [now?.dataset.side, now?.dataset.record];
  };
  const press = (key: string, more: KeyboardEventInit = {}) =>
    act(() => {
      const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
      document.activeElement?.dispatchEvent(event);
    });
  const write = (text: string) =>
    act(() => {
      const field = document.activeElement as HTMLTextAreaElement;
      field.value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
  const change = (side: "a" | "b", id: string, field: string, to: unknown) =>
    act(() => {
      const held = (editors[side].replica.state.get(id) as unknown as Record<string, unknown>)[
        field
      ];
      editors[side].edit({ updated: { [id]: { [field]: [held ?? null, to] } } }, "edit");
    });
  const counts = () => page.find(".cjm-compare-counts").textContent;

  test("[E173] nothing differs at first; edits of either side are counted and marked, in words", () => {
    expect(counts()).toBe("No differences");
    change("b", "cd-books1", "text", "No slot before Monday");
    change("a", "tp-pays", "name", "Pays");
    expect(counts()).toBe("2 changed");
    const card = page.find(at("b", "cd-books1"));
    expect(card.querySelector("ins")?.textContent).toBe("Monday");
    expect(page.find(`${at("a", "cd-books1")} del`).textContent).toBe("Thursday");
    expect(card.getAttribute("aria-label")).toBe("Planned: No slot before Monday, changed");
    expect(page.find(at("b", "tp-sees")).getAttribute("aria-label")).toContain("the same");
  });

  test("[E174] there is one tab stop; arrows lead through sides, pairs, rows and columns", () => {
    expect(page.all(".cjm-both [tabindex='0']")).toHaveLength(1);
    on(at("a", "tp-books"));
    expect(page.all(".cjm-both [tabindex='0']")).toHaveLength(1);
    press("ArrowDown");
    expect(here()).toEqual(["b", "tp-books"]);
    press("ArrowRight");
    expect(here()).toEqual(["b", "tp-pays"]);
    press("ArrowLeft");
    press("ArrowUp");
    expect(here()).toEqual(["a", "tp-books"]);
    press("ArrowUp");
    expect(here()).toEqual(["b", "ph-consider"]);
    on(at("b", "cd-books1"));
    press("ArrowDown");
    expect(here()).toEqual(["a", "cd-books2"]);
    press("Home");
    expect(here()).toEqual(["a", "ln-pain"]);
    press("End", { ctrlKey: true });
    press("ArrowRight");
    expect(page.all(".cjm-both [tabindex='0']")).toEqual([document.activeElement]);
  });

  test("[E175] Enter and F2 type where it stands, one change of that map; undo is that side's", () => {
    const [a, b] = [vi.spyOn(editors.a, "edit"), vi.spyOn(editors.b, "edit")];
    on(at("b", "cd-books1"));
    press("F2");
    write("No slot at all");
    press("Enter");
    expect(record("b", "cd-books1")).toMatchObject({ text: "No slot at all" });
    expect([a.mock.calls.length, b.mock.calls.length]).toEqual([0, 1]);
    expect(here()).toEqual(["b", "cd-books1"]);
    press("ArrowUp");
    press("Enter");
    write("x");
    press("Escape");
    expect(here()).toEqual(["a", "cd-books1"]);
    expect(a).not.toHaveBeenCalled();
    press("Enter");
    write("No slot this week");
    press("Enter");
    expect([a.mock.calls.length, b.mock.calls.length]).toEqual([1, 1]);
    // The button says which one.
    const undo = () => page.find(".cjm-compare-history button");
    expect(undo().getAttribute("aria-label")).toMatch(/^Today: Undo/);
    press("ArrowDown");
    expect(undo().getAttribute("aria-label")).toMatch(/^Planned: Undo/);
    press("z", { ctrlKey: true });
    expect(record("b", "cd-books1")).toMatchObject({ text: "No slot before Thursday" });
    expect(record("a", "cd-books1")).toMatchObject({ text: "No slot this week" });
    press("z", { ctrlKey: true, shiftKey: true });
    expect(record("b", "cd-books1")).toMatchObject({ text: "No slot at all" });
  });

  test("[E175] a score is typed on either side, a new one as well; the rise is said in words", () => {
    on(at("b", "ex-a3"));
    press("Enter");
    write("1.5");
    press("Enter");
    expect(record("b", "ex-a3")).toMatchObject({ score: 1.5 });
    expect(record("a", "ex-a3")).toMatchObject({ score: -2 });
    expect(page.find(at("b", "ex-a3")).textContent).toContain("up 3.5 from Today");
    act(() => {
      const removed = { "ex-a1": editors.b.replica.state.get("ex-a1") as never };
      editors.b.edit({ removed }, "remove");
    });
    on(at("a", "ex-a1"));
    press("ArrowDown");
    expect(document.activeElement?.textContent).toContain("no score");
    press("Enter");
    write("2");
    press("Enter");
    const scores = [...editors.b.replica.state.ofType("experience")].filter((id) =>
      id.startsWith("ex-"),
    );
    expect(scores).toHaveLength(14);
  });

  test("[E176] T takes over what the other side says, as one change that one undo takes back", () => {
    change("b", "tp-pays", "name", "Pays by app");
    change("b", "tp-pays", "duration", 60);
    on(at("a", "tp-pays"));
    press("t");
    expect(record("a", "tp-pays")).toMatchObject({ name: "Pays by app", duration: 60 });
    expect(counts()).toBe("No differences");
    expect(here()).toEqual(["a", "tp-pays"]);
    press("z", { ctrlKey: true });
    expect(record("a", "tp-pays")).toMatchObject({ name: "Pays and picks up" });
    expect(counts()).toBe("1 changed");
  });

  test("[E176] a menu takes over one way or the other, all of it or one field", () => {
    change("b", "tp-pays", "name", "Pays by app");
    change("b", "tp-pays", "duration", 60);
    on(at("b", "tp-pays"));
    press("F10", { shiftKey: true });
    const items = () => page.all("[role=menuitem] .cjm-menu-label").map((el) => el.textContent);
    expect(items()).toEqual([
      "Take over from Today",
      "Take over from Today: Name",
      "Take over from Today: Duration",
      "Take over from Planned",
    ]);
    act(() => page.all("[role=menuitem]")[1]?.click());
    expect(record("b", "tp-pays")).toMatchObject({ name: "Pays and picks up", duration: 60 });
    expect(editors.b.replica.undoLabel).toBe("edit.touchpoint.name");
    page.click(`${at("b", "tp-pays")} .cjm-slot-menu`);
    expect(items()).toEqual(["Take over from Today", "Take over from Planned"]);
    act(() => page.all("[role=menuitem]")[1]?.click());
    expect(record("a", "tp-pays")).toMatchObject({ duration: 60 });
  });

  test("[E174] N and P go from one difference to the next, also to what has no place in the grid", () => {
    change("b", "cd-books1", "text", "x");
    change("b", "go-1", "target", 30);
    change("b", "tp-pays", "name", "Pays");
    on(at("a", "tp-sees"));
    press("n");
    expect(here()).toEqual(["b", "cd-books1"]);
    expect(editors.a.spoken.value).toBe("Difference 1 of 3");
    press("ArrowDown", { altKey: true });
    expect(here()).toEqual(["b", "tp-pays"]);
    press("n");
    expect((document.activeElement as HTMLElement).dataset.rest).toBe("goal go-1:go-1");
    press("n");
    expect(here()).toEqual(["b", "cd-books1"]);
    press("p");
    expect((document.activeElement as HTMLElement).dataset.rest).toBe("goal go-1:go-1");
  });

  test("[E178] only what differs is shown when that is asked for", () => {
    change("b", "cd-books1", "text", "x");
    const box = page.find<HTMLInputElement>(".cjm-check input");
    act(() => box.click());
    const columns = page.all(".cjm-both-touchpoints [data-side=a]").map((el) => el.dataset.record);
    expect(columns).toEqual(["tp-books"]);
    expect(page.has(at("a", "ln-gain"))).toBe(false);
    expect(page.find(at("a", "ph-consider")).textContent).toContain("Consideration");
    press("z");
    act(() => {
      editors.b.replica.undo();
    });
    expect(page.find(".cjm-compare-hint").textContent).toBe("No differences");
  });

  test("[E174] what others edit moves no focus, and a cursor goes along with its card", () => {
    on(at("b", "cd-books2"));
    act(() => {
      const last = record("b", "cd-books2") as Card;
      const more = { ...last, id: "cd-more", place: { ...last.place, order: "a9" }, text: "More" };
      editors.b.edit({ added: { "cd-more": more } }, "add");
    });
    act(() => {
      const removed = { "cd-books1": editors.b.replica.state.get("cd-books1") as never };
      editors.b.edit({ removed }, "remove");
    });
    expect(here()).toEqual(["b", "cd-books2"]);
    act(() => {
      const removed = { "cd-books1": editors.a.replica.state.get("cd-books1") as never };
      editors.a.edit({ removed }, "remove");
    });
    // It is the first of its cell now.
    expect(here()).toEqual(["b", "cd-books2"]);
    expect(page.all(".cjm-both [tabindex='0']")).toEqual([document.activeElement]);
    act(() => {
      const removed = { "cd-books2": editors.b.replica.state.get("cd-books2") as never };
      editors.b.edit({ removed }, "remove");
    });
    // Where it was there is nothing now; the focus stays there.
    expect(here()).toEqual(["b", undefined]);
    expect(document.activeElement?.getAttribute("aria-label")).toContain("not in Planned");
  });

  test("[E179] a side that is read-only is neither typed in nor taken over into", () => {
    change("b", "tp-pays", "name", "Pays by app");
    act(() => {
      editors.b.readOnly.value = true;
    });
    on(at("b", "tp-pays"));
    press("t");
    press("Enter");
    expect(document.querySelector(".cjm-both textarea")).toBeNull();
    // The menu still offers the other way.
    expect(page.all("[role=menuitem]").map((el) => el.textContent)).toEqual([
      "Take over from Planned",
    ]);
    expect(record("b", "tp-pays")).toMatchObject({ name: "Pays by app" });
  });

  test("[E171] Python is asked again when either map has moved, not for each edit", async () => {
    const { pairs } = opened.kernel;
    const before = pairs.mock.calls.length;
    for (const name of ["x", "y", "z"]) change("b", "tp-pays", "name", name);
    act(() => {
      vi.advanceTimersByTime(1_000);
    });
    expect(pairs.mock.calls.length).toBe(before + 1);
    await settle();
  });

  test("[E171] what Python pairs stands together, with how certain that is", async () => {
    const other = demo().map((one) =>
      one.id === "tp-pays" ? { ...one, id: "tp-other", name: "Pays and picks it up" } : one,
    );
    const moved = other.map((one) => {
      const held = one as { place?: { parent?: string }; touchpoint?: string };
      if (held.place?.parent === "tp-pays")
        return { ...one, place: { ...held.place, parent: "tp-other" } };
      return held.touchpoint === "tp-pays" ? { ...one, touchpoint: "tp-other" } : one;
    });
    await open([["tp-pays", "tp-other", 0.91]], moved as never);
    const slot = page.find(at("b", "tp-other"));
    expect(slot.textContent).toContain("the same with 91 % certainty");
    expect(counts()).toBe("1 changed");
    expect(page.all(".cjm-both-touchpoints [role=gridcell]")).toHaveLength(7);
  });
});
