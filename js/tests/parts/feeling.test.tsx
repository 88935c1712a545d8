import { act } from "preact/test-utils";
import { afterEach, describe, expect, test } from "vitest";
import { demo } from "../../dev/demo";
import { remove, setField } from "../../src/core/commands";
import type { Replica } from "../../src/core/replica";
import type { AnyRecord } from "../../src/core/schema.gen";
import type { OwnedEditor } from "../../src/editor/context";
import feeling from "../../src/parts/feeling";
import { EMOTIONS, NAMES } from "../../src/parts/feeling/emotions";
import { named } from "../../src/parts/feeling/Palette";
import { TEXTS } from "../../src/parts/feeling/texts";
import { openEditor, settle } from "../editor/open";

let opened: ReturnType<typeof openEditor>;
let page: (typeof opened)["page"];
let editor: OwnedEditor;
let replica: Replica;

function open(more: readonly object[] = [], changed: Record<string, object> = {}): void {
  const records = [...demo(), ...(more as AnyRecord[])];
  const kernel = { part: async () => feeling, check: async () => ({}) };
  opened = openEditor(
    kernel,
    records.map((one) => ({ ...one, ...changed[one.id] })),
  );
  ({ page, editor, replica } = opened);
}

afterEach(() => opened.close());

const felt = (id: string) => replica.state.record("experience", id);
const point = (touchpoint: string, persona = "pe-ana") =>
  page.find(`[data-touchpoint=${touchpoint}] [data-persona="${persona}"]`);
const focused = () => document.activeElement as HTMLElement;
const says = (touchpoint: string, persona?: string) =>
  point(touchpoint, persona).getAttribute("aria-valuetext");
const press = async (key: string, more: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  act(() => {
    focused().dispatchEvent(event);
  });
  await settle();
  return event;
};
const palette = async (touchpoint: string, persona?: string) => {
  act(() => point(touchpoint, persona).focus());
  await press("e");
};
const lines = () => page.all("[data-line]").map((line) => line.dataset.line);

describe("the palette", () => {
  test("[E128] E opens it at the chosen emotion, arrows choose nothing, Escape goes back", async () => {
    open();
    await palette("tp-books");
    expect(focused().dataset.emotion).toBe("joy");
    const before = replica.revision;
    await press("ArrowRight");
    await press("ArrowDown");
    expect(focused().dataset.emotion).toBe(NAMES[3]);
    await press("End");
    expect(focused().dataset.emotion).toBe(NAMES.at(-1));
    expect(replica.revision).toBe(before);
    await press("Escape");
    expect(page.has(".cjm-part")).toBe(false);
    expect(focused()).toBe(point("tp-books"));
  });

  test("[E120] a choice is one change and is shown; the same again takes it back", async () => {
    open();
    await palette("tp-books");
    page.click("[data-emotion=relief]");
    expect(felt("ex-a3")).toMatchObject({ emotion: "relief", emoji: EMOTIONS.relief });
    expect(replica.revision).toBe(1);
    expect(says("tp-books")).toContain("😌 relief");
    expect(page.find("[data-emotion=relief]").getAttribute("aria-pressed")).toBe("true");
    page.click("[data-emotion=relief]");
    expect(felt("ex-a3")?.emotion ?? "").toBe("");
    expect(replica.revision).toBe(2);
  });

  test("[E120] words of one's own keep the emoji", async () => {
    open();
    await palette("tp-books");
    page.click("[data-emotion=anger]");
    page.type("[aria-label='In your own words']", " fed up ");
    page.key("[aria-label='In your own words']", "Enter");
    expect(felt("ex-a3")).toMatchObject({ emotion: "fed up", emoji: EMOTIONS.anger });
    expect(page.all(".cjm-emotions [aria-pressed=true]")).toEqual([]);
  });

  test("[E120] it follows the cursor, and goes to another's point", async () => {
    open();
    await palette("tp-books");
    const who = () => page.find(".cjm-palette-who [aria-pressed=true]").textContent;
    expect(who()).toContain("Ana");
    page.click(".cjm-palette-who button:nth-child(2)");
    expect(who()).toContain("Marek");
    page.click("[data-emotion=fear]");
    expect(felt("ex-m3")?.emotion).toBe("fear");
    act(() => point("tp-ride").focus());
    await settle();
    page.click("[data-emotion=pride]");
    expect(felt("ex-a5")?.emotion).toBe("pride");
    await press("e");
    expect(focused().dataset.emotion).toBe("pride");
    await press("Escape");
    expect(focused()).toBe(point("tp-ride"));
  });

  test("[E120] a mean of several answers has none to name", async () => {
    open([
      { type: "experience", id: "x", touchpoint: "tp-books", score: 1, source: "measured" },
      { type: "experience", id: "y", touchpoint: "tp-books", score: 2, source: "measured" },
    ]);
    await palette("tp-books", "");
    expect(page.has(".cjm-part")).toBe(false);
    await palette("tp-books");
    expect(page.find(".cjm-palette-who button:nth-child(3)")).toHaveProperty("disabled", true);
  });

  test("[E128] read-only there is none", async () => {
    open();
    act(() => {
      editor.readOnly.value = true;
    });
    await palette("tp-books");
    expect(page.has(".cjm-part")).toBe(false);
  });

  test("[E120] a word of it is known in each language, whatever its case", () => {
    for (const name of NAMES) {
      for (const texts of Object.values(TEXTS)) expect(named(` ${texts[name]} `)).toBe(name);
    }
    expect([named("JOIE"), named("Wstręt"), named(""), named("glee")]).toEqual([
      "joy",
      "disgust",
      undefined,
      undefined,
    ]);
  });

  test("[E129] the menu of a point sets its source, and removes it", async () => {
    open();
    const menu = (label: string) => {
      act(() => {
        point("tp-books", "pe-marek").dispatchEvent(
          new MouseEvent("contextmenu", { bubbles: true, cancelable: true }),
        );
      });
      const item = page.all(".cjm-menu-item").find((one) => one.textContent?.includes(label));
      act(() => item?.click());
    };
    expect(point("tp-books", "pe-marek").className).toContain("cjm-hollow");
    menu("measured");
    expect(felt("ex-m3")?.source).toBe("measured");
    expect(point("tp-books", "pe-marek").className).not.toContain("cjm-hollow");
    menu("Name the emotion");
    await settle();
    expect(page.has(".cjm-emotions")).toBe(true);
    expect(page.find(".cjm-palette-who [aria-pressed=true]").textContent).toContain("Marek");
    menu("Remove");
    expect(felt("ex-m3")).toBeUndefined();
  });
});

describe("the lane", () => {
  test("[E123] chips and legend show one line, several, all; hidden ones are gone", () => {
    open();
    expect(new Set(lines())).toEqual(new Set(["pe-ana", "pe-marek"]));
    const chip = "[data-type=persona][data-id=pe-marek] .cjm-face";
    page.click(chip);
    expect(lines()).toEqual(["pe-marek"]);
    expect(page.all("[data-type=point][data-persona=pe-ana]")).toEqual([]);
    page.click(".cjm-legend button:nth-child(1)");
    // The one chosen last is in front.
    expect(lines()).toEqual(["pe-marek", "pe-ana"]);
    page.click(chip);
    page.click(".cjm-legend button:nth-child(1)");
    expect(new Set(lines())).toEqual(new Set(["pe-ana", "pe-marek"]));
  });

  test("[E123] the tab stop stays when the line of its point is hidden", async () => {
    open();
    act(() => point("tp-books").focus());
    await settle();
    act(() => focused().blur());
    page.click("[data-type=persona][data-id=pe-marek] .cjm-face");
    const stops = page.all(".cjm-map [tabindex='0']");
    expect(stops.map((stop) => stop.dataset.at)).toEqual(["ln-emotion/tp-books"]);
  });

  test("[E123] a score is added for the persona chosen last, who needs none yet", () => {
    open([{ type: "persona", id: "pe-new", name: "Nu", place: { order: "a9" } }]);
    page.click("[data-type=persona][data-id=pe-new] .cjm-face");
    expect(lines()).toEqual([]);
    page.click("[data-lane=ln-emotion][data-touchpoint=tp-books] .cjm-add-score");
    expect(lines()).toEqual(["pe-new"]);
  });

  test("[E124] lines differ by dashes and markers; there is a legend of them", () => {
    open();
    const looks = (inner: string, attribute: string) =>
      page.all(`.cjm-legend ${inner}`).map((path) => path.getAttribute(attribute));
    expect(new Set(looks("path:first-child", "stroke-dasharray")).size).toBe(2);
    expect(new Set(looks(".cjm-marker", "d")).size).toBe(2);
    expect(page.find(".cjm-legend").getAttribute("aria-label")).toBe("Curves shown");
  });

  test("[E124] one line needs no legend", () => {
    open();
    expect(page.has(".cjm-legend")).toBe(true);
    const ids = Array.from({ length: 7 }, (_, i) => `ex-m${i}`);
    act(() => {
      editor.edit(remove(replica.state, { ids })?.change ?? {}, "");
    });
    expect(page.has(".cjm-legend")).toBe(false);
  });

  test("[E122] the planned line is drawn, said, and switched off", () => {
    open();
    const plan = setField(replica.state, {
      id: "tp-books",
      field: "planned_ref",
      value: "tp-ride",
    });
    act(() => {
      editor.edit(plan?.change ?? {}, "");
    });
    expect(page.all(".cjm-target")).toHaveLength(2);
    const planned = felt("ex-a5")?.score;
    expect(says("tp-books")).toContain(`planned +${planned}`);
    const off = ".cjm-legend button:last-child";
    expect(page.find(off).textContent).toBe("planned");
    page.click(off);
    expect(page.all(".cjm-target")).toEqual([]);
    expect(page.find(off).getAttribute("aria-pressed")).toBe("false");
    expect(says("tp-books")).not.toContain("planned");
  });

  test("[E125] [E126] a point says all that is known of it", () => {
    open([], {
      "map-demo": { emotion_scale: { labels: { "-2": "terrible" }, emoji: { "2": "😍" } } },
      "ex-a3": { note: "Nobody answers", emotion: "frustrated", emoji: "😤" },
    });
    expect(says("tp-books")).toBe(
      "−2 (terrible), 😤 frustrated, lowest score, Moment of truth, measured, n = 41, ± 0.5, Nobody answers",
    );
    expect(point("tp-books").title.split("\n").slice(0, 2)).toEqual([
      "Ana",
      "−2 (terrible) [−2 to +2]",
    ]);
    expect(point("tp-books").className).not.toContain("cjm-hollow");
    expect(point("tp-books", "pe-marek").className).toContain("cjm-hollow");
    expect(page.all("[data-line=pe-ana] .cjm-band")).toHaveLength(1);
    expect(page.all("[data-line=pe-marek] .cjm-band")).toHaveLength(0);
    expect(page.find("[data-touchpoint=tp-books] .cjm-extreme").textContent).toBe("−2 frustrated");
    expect(says("tp-sees", "pe-marek")).not.toContain("lowest");
  });

  test("[E125] those who share an end say with how many", () => {
    open();
    const highest = page.all("[data-persona=pe-marek]").filter((one) => one.dataset.score === "1");
    expect(highest.length).toBeGreaterThan(1);
    for (const one of highest) {
      expect(one.getAttribute("aria-valuetext")).toContain(
        `one of the ${highest.length} highest scores`,
      );
    }
  });

  test("[E127] the scale stands at the left with its words, as far as there is room", () => {
    const labels = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [i, `word ${i}`]));
    open([], { "map-demo": { emotion_scale: { min: 0, max: 100, neutral: 50, labels } } });
    const marks = page.all(".cjm-axis span");
    const tops = marks.map((mark) => Number.parseFloat(mark.style.top)).sort((a, b) => a - b);
    expect(marks.map((mark) => mark.textContent)).toContain(" 100word 100");
    expect(marks.map((mark) => mark.textContent)).toContain(" 50word 50");
    expect(Math.min(...tops.slice(1).map((top, i) => top - (tops[i] ?? 0)))).toBeGreaterThan(25);
  });
});
