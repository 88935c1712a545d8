import fc from "fast-check";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { demo } from "../../dev/demo";
import type { Authority } from "../../src/core/authority";
import type { AnyRecord, Experience } from "../../src/core/schema.gen";
import { State } from "../../src/core/state";
import type { OwnedEditor } from "../../src/editor/context";
import walk from "../../src/parts/walk";
import { choicesOf } from "../../src/parts/walk/keys";
import { indexOf, recordOf, resumeAt, stepsOf, summaryOf } from "../../src/parts/walk/steps";
import { openEditor } from "../editor/open";

const PATH = {
  type: "path",
  id: "pa-1",
  place: { order: "a0" },
  name: "Short",
  steps: ["tp-ride", "tp-sees", "tp-gone", "tp-ride"],
} as AnyRecord;

describe("the way", () => {
  const state = new State([...demo(), PATH]);

  test("[E160] it goes in the order of the map, also through collapsed phases, or of a path", () => {
    const order = "sees reads compares books pays ride service".split(" ").map((id) => `tp-${id}`);
    expect(stepsOf(state, "")).toEqual(order);
    const fold = (record: AnyRecord) =>
      record.type === "phase" ? { ...record, collapsed: true } : record;
    const folded = new State(demo().map(fold));
    expect(stepsOf(folded, "")).toEqual(order);
    expect(stepsOf(state, "pa-1")).toEqual(["tp-ride", "tp-sees", "tp-ride"]);
    expect(stepsOf(state, "pa-gone")).toEqual(order);
  });

  test("[E160] after edits of others one stands where one stood", () => {
    const steps = fc.array(fc.constantFrom<string>("a", "b", "c", "d"), { maxLength: 6 });
    fc.assert(
      fc.property(steps, fc.nat(8), fc.constantFrom("a", "b", "x"), (all, index, id) => {
        const at = indexOf(all, { id, index });
        if (all.length === 0) return at === 0;
        if (!all.includes(id)) return at === Math.min(index, all.length - 1);
        const distance = Math.abs(at - index);
        return all[at] === id && all.every((x, i) => x !== id || Math.abs(i - index) >= distance);
      }),
    );
    expect(indexOf(["a", "b"], { id: "", index: 5 })).toBe(2);
    expect(indexOf([], { id: "", index: 0 })).toBe(0);
  });

  test("[E162] a record is the walker's own by name, persona and source; a guest's by its id", () => {
    const felt = (id: string, more: Partial<Experience>) =>
      ({ type: "experience", id, touchpoint: "tp-pays", source: "observed", ...more }) as AnyRecord;
    const mine = new State([
      ...demo(),
      felt("ex-lea", { respondent: "Lea", persona: "pe-ana", score: 1 }),
      felt("ex-leo", { respondent: "Leo", persona: "pe-ana", score: 2 }),
      felt("ex-all", { respondent: "Lea", score: 2 }),
      felt("ex-old", { respondent: "Lea", persona: "pe-marek", source: "measured" }),
      felt("ex-guest", { score: 0 }),
    ]);
    const of = (name: string, persona: string, ...own: string[]) =>
      recordOf(mine, { name, persona, own: new Set(own) }, "tp-pays")?.id;
    expect(of("Lea", "pe-ana")).toBe("ex-lea");
    expect(of("Leo", "pe-ana")).toBe("ex-leo");
    expect(of("Lea", "")).toBe("ex-all");
    expect(of("Lea", "pe-marek")).toBe(undefined);
    expect(of("", "")).toBe(undefined);
    expect(of("", "", "ex-guest")).toBe("ex-guest");
    const walker = { name: "Lea", persona: "pe-ana", own: new Set<string>() };
    expect(resumeAt(mine, walker, stepsOf(mine, ""))).toBe(5);
    const { scored, skipped, lowest } = summaryOf(mine, walker, stepsOf(mine, ""), 1.5);
    expect(scored.map(({ id }) => id)).toEqual(["tp-pays"]);
    expect(lowest.map(({ id }) => id)).toEqual(["tp-pays"]);
    expect(skipped).toHaveLength(6);
  });

  test("[E161] the scores of a scale are buttons with keys, as long as they are few", () => {
    const scale = (min: number, max: number, step = 1) =>
      choicesOf({ min, max, step, neutral: min, labels: {}, emoji: {} }).map(({ score, key }) => [
        score,
        key,
      ]);
    expect(scale(-2, 2)).toEqual([-2, -1, 0, 1, 2].map((score, i) => [score, String(i + 1)]));
    expect(scale(1, 10).at(-1)).toEqual([10, "0"]);
    // Where scores are digits, a key is its own score.
    expect(scale(0, 10)).toEqual(Array.from({ length: 11 }, (_, i) => [i, i < 10 ? `${i}` : ""]));
    expect(scale(0, 100)).toEqual([]);
    expect(scale(0, 100, 10)).toHaveLength(11);
    expect(scale(0, 1, 0.1).map(([score]) => score)).toContain(0.3);
  });
});

describe("the walk", () => {
  let opened: ReturnType<typeof openEditor>;
  let page: (typeof opened)["page"];
  let editor: OwnedEditor;
  let authority: Authority;
  const kernel = { part: async () => walk };

  beforeEach(async () => {
    vi.useFakeTimers();
    opened = openEditor(kernel, [...demo(), PATH]);
    ({ page, editor, authority } = opened);
    await open();
  });
  afterEach(() => {
    opened.close();
    vi.useRealTimers();
  });

  const wait = () => act(async () => void (await vi.advanceTimersByTimeAsync(0)));
  const open = async () => {
    act(() => {
      editor.stage.value = "walk";
    });
    await wait();
    await wait();
  };
  const key = (name: string, from = ".cjm-place") => page.key(from, name);
  const button = (name: string) => {
    const found = page.all(".cjm-place button").find((el) => el.textContent?.includes(name));
    if (!found) throw new Error(`no button ${name}`);
    return found;
  };
  const press = (name: string) => act(() => button(name).click());
  const heading = () => page.find(".cjm-place h2").textContent;
  const mine = () =>
    [...authority.state.ofType("experience")]
      .flatMap((id) => authority.state.record("experience", id) ?? [])
      .filter(({ source }) => source === "observed");

  test("[E160] keys and buttons lead on and back, and the progress is told", () => {
    expect(heading()).toBe("Sees a friend’s bike");
    const bar = page.find("[role=progressbar]");
    expect(bar.getAttribute("aria-valuetext")).toBe("1 of 7");
    key("ArrowLeft");
    expect(heading()).toBe("Sees a friend’s bike");
    key("ArrowRight");
    press("Next");
    expect(heading()).toBe("Compares models");
    expect(editor.spoken.value).toBe("3 of 7: Compares models");
    press("Previous");
    expect(bar.getAttribute("aria-valuetext")).toBe("2 of 7");
    // With Ctrl, in a field and on the slider they are not the walk's.
    page.key(".cjm-place", "ArrowRight", { ctrlKey: true });
    key("ArrowRight", ".cjm-place textarea");
    key("ArrowRight", ".cjm-place input[type=range]");
    expect(heading()).toBe("Reads reviews");
  });

  test("[E161] a score is one change and one undo, and the same record on the way back", () => {
    const { revision } = editor.replica;
    key("4");
    expect(mine()).toMatchObject([{ touchpoint: "tp-sees", persona: "pe-ana", score: 1 }]);
    expect(editor.replica.revision).toBe(revision + 1);
    expect(page.find(".cjm-walk-scores [aria-pressed=true]").textContent).toContain("+1");
    key("ArrowRight");
    key("ArrowLeft");
    page.click(".cjm-walk-scores button");
    expect(mine()).toMatchObject([{ touchpoint: "tp-sees", score: -2 }]);
    // The same again changes nothing.
    key("1");
    expect(editor.replica.revision).toBe(revision + 2);
    act(() => void editor.replica.undo());
    expect(mine()).toMatchObject([{ score: 1 }]);
    act(() => void editor.replica.undo());
    expect(mine()).toEqual([]);
    key("3", ".cjm-place textarea");
    expect(mine()).toEqual([]);
  });

  test("[E161] the slider records where it is let go; a score can be taken back", () => {
    const { revision } = editor.replica;
    const slider = page.find<HTMLInputElement>(".cjm-place input[type=range]");
    expect(slider.getAttribute("aria-valuetext")).toBe("no score yet");
    for (const at of ["1", "2"]) page.type(".cjm-place input[type=range]", at);
    expect(slider.getAttribute("aria-valuetext")).toBe("+2");
    expect(mine()).toEqual([]);
    act(() => void slider.dispatchEvent(new Event("change", { bubbles: true })));
    expect(mine()).toMatchObject([{ score: 2 }]);
    expect(editor.replica.revision).toBe(revision + 1);
    press("Take back");
    expect(mine()).toEqual([]);
  });

  test("[E161] a note is of the same record, before a score or after it", () => {
    const write = (text: string) => {
      page.type(".cjm-walk-give textarea", text);
      page.key(".cjm-walk-give textarea", "Enter");
    };
    write("Where <b>is</b> it?");
    expect(mine()).toMatchObject([{ note: "Where <b>is</b> it?" }]);
    expect(mine()[0]?.score ?? null).toBe(null);
    key("2");
    expect(mine()).toMatchObject([{ note: "Where <b>is</b> it?", score: -1 }]);
    press("Take back");
    expect(mine()).toHaveLength(1);
    write("");
    expect(mine()).toEqual([]);
  });

  test("[E162] a guest who gives a name signs what was recorded; another name is another walker", () => {
    key("5");
    expect(mine()[0]?.respondent ?? "").toBe("");
    const name = (text: string) => {
      page.type(".cjm-walk-bar textarea", text);
      page.key(".cjm-walk-bar textarea", "Enter");
    };
    name("Lea");
    expect(mine()).toMatchObject([{ respondent: "Lea", score: 2 }]);
    name("Leo");
    key("1");
    expect(mine().map(({ respondent, score }) => [respondent, score])).toEqual(
      expect.arrayContaining([
        ["Lea", 2],
        ["Leo", -2],
      ]),
    );
    // And back, where Lea was.
    name("Lea");
    expect(heading()).toBe("Reads reviews");
  });

  test("[E160] a persona and a path are chosen; who leaves goes on where they were", async () => {
    const [path, as] = page.all(".cjm-walk-bar select") as HTMLSelectElement[];
    const pick = (select: HTMLSelectElement | undefined, value: string) =>
      act(() => {
        if (!select) throw new Error("no select");
        select.value = value;
        select.dispatchEvent(new Event("change", { bubbles: true }));
      });
    pick(as, "pe-marek");
    key("5");
    expect(mine()).toMatchObject([{ persona: "pe-marek" }]);
    pick(path, "pa-1");
    expect(page.find("[role=progressbar]").getAttribute("aria-valuemax")).toBe("3");
    // The path comes by the step that has a score second.
    expect(heading()).toBe("First ride to work");
    key("ArrowLeft");
    act(() => {
      editor.stage.value = null;
    });
    await open();
    expect(heading()).toBe("Sees a friend’s bike");
    // Somebody puts a step before it.
    const steps = [...(PATH as { steps: string[] }).steps];
    act(() => {
      const next = ["tp-pays", ...steps];
      editor.edit({ updated: { "pa-1": { steps: [steps, next] } } } as never, "");
    });
    expect(heading()).toBe("Sees a friend’s bike");
    expect(page.find("[role=progressbar]").getAttribute("aria-valuetext")).toBe("3 of 4");
  });

  test("[E163] at the end stands what was scored, noted and skipped, with the way to each", () => {
    key("2");
    key("ArrowRight");
    key("1");
    for (let i = 0; i < 6; i++) key("ArrowRight");
    expect(heading()).toBe("The end of the walk as Ana");
    expect(page.find(".cjm-walk-text").textContent).toBe(
      "2 of 7 touchpoints scored, on average −1.5",
    );
    const list = (title: string) =>
      page
        .all(".cjm-walk-lists section")
        .find((el) => el.querySelector("h3")?.textContent === title);
    const lowest = [...(list("Lowest points")?.querySelectorAll("li") ?? [])];
    expect(lowest.map((el) => el.textContent)).toEqual([
      "Reads reviews−2",
      "Sees a friend’s bike−1",
    ]);
    expect(list("Skipped")?.querySelectorAll("li")).toHaveLength(5);
    expect(list("Notes")).toBe(undefined);
    act(() => lowest[0]?.querySelector<HTMLElement>(".cjm-ib")?.click());
    expect(editor.stage.value).toBe(null);
    expect(editor.selection.value).toEqual(["tp-reads"]);
  });

  test("[E163] read-only it can be walked through, and nothing can be given", () => {
    act(() => {
      editor.readOnly.value = true;
    });
    key("1");
    expect(page.has(".cjm-walk-give")).toBe(false);
    expect(page.has(".cjm-walk-bar textarea")).toBe(false);
    key("ArrowRight");
    expect(heading()).toBe("Reads reviews");
    expect(mine()).toEqual([]);
  });
});
