import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { demo } from "../../dev/demo";
import type { AnyRecord } from "../../src/core/schema.gen";
import { State } from "../../src/core/state";
import type { OwnedEditor } from "../../src/editor/context";
import present from "../../src/parts/present";
import {
  extremesOf,
  mainCards,
  opportunitiesOf,
  slideAt,
  slidesOf,
} from "../../src/parts/present/slides";
import { openEditor } from "../editor/open";

describe("the slides", () => {
  const state = new State(demo());
  const changed = (id: string, fields: object) =>
    new State(demo().map((record) => (record.id === id ? { ...record, ...fields } : record)));

  test("[E164] they are title, curve, each phase, extremes and opportunities", () => {
    expect(slidesOf(state).map(({ key }) => key)).toEqual([
      ...["title", "map", "phase:ph-aware:0", "phase:ph-consider:0", "phase:ph-buy:0"],
      ...["phase:ph-use:0", "extremes", "opportunities:0"],
    ]);
    expect(slidesOf(new State()).map(({ key }) => key)).toEqual(["title"]);
  });

  test("[E164] a phase with many touchpoints has several slides, evenly filled", () => {
    const more = Array.from({ length: 7 }, (_, i) => ({
      type: "touchpoint",
      id: `tp-more${i}`,
      place: { parent: "ph-buy", order: `z${i}` },
    })) as AnyRecord[];
    const slides = slidesOf(new State([...demo(), ...more]));
    const sizes = slides.flatMap((slide) =>
      slide.kind === "phase" && slide.phase === "ph-buy" ? [slide.touchpoints.length] : [],
    );
    expect(sizes).toEqual([4, 4]);
  });

  test("[E164] the cards that weigh most are shown, in the order of the lanes", () => {
    expect(mainCards(state, "tp-books", 2).map(({ text }) => text)).toEqual([
      "“Two days just to try it?”",
      "No slot before Thursday",
    ]);
    const votes = [1, 2, 3].map((i) => ({
      type: "vote",
      id: `vo-${i}`,
      session: "vs",
      target: "cd-books3",
      weight: 2,
    })) as AnyRecord[];
    const voted = new State([...demo(), ...votes]);
    expect(mainCards(voted, "tp-books", 2).map(({ text }) => text)).toEqual([
      "No slot before Thursday",
      "Open slots on Saturday",
    ]);
    expect(opportunitiesOf(voted)[0]).toBe("cd-books3");
  });

  test("[E164] rejected opportunities are left out; extremes are beyond neutral", () => {
    const all = opportunitiesOf(state);
    expect(all).toHaveLength(3);
    expect(opportunitiesOf(changed("cd-books3", { status: "rejected" }))).toEqual(
      all.filter((id) => id !== "cd-books3"),
    );
    const { highest, lowest } = extremesOf(state);
    expect(highest[0]).toEqual({ touchpoint: "tp-ride", persona: "pe-ana", score: 2 });
    expect(lowest.map(({ score }) => score)).toEqual([-2, -1, -0.5]);
  });

  test("[E165] edits move nobody to another slide; one that is gone leaves its neighbour", () => {
    const slides = slidesOf(state);
    const at = { key: "phase:ph-buy:0", index: 4 };
    expect(slideAt(slides, at)).toBe(4);
    expect(slideAt(slides.slice(2), at)).toBe(2);
    expect(slideAt(slides.slice(0, 4), at)).toBe(3);
    expect(slideAt([], at)).toBe(0);
  });
});

describe("the presentation", () => {
  let opened: ReturnType<typeof openEditor>;
  let page: (typeof opened)["page"];
  let editor: OwnedEditor;
  const kernel = { part: async () => present };

  beforeEach(() => {
    vi.useFakeTimers();
    opened = openEditor(kernel);
    ({ page, editor } = opened);
  });
  afterEach(() => {
    opened.close();
    vi.useRealTimers();
  });

  const wait = () => act(async () => void (await vi.advanceTimersByTimeAsync(0)));
  const open = async () => {
    act(() => {
      editor.stage.value = "present";
    });
    await wait();
    await wait();
  };
  const key = (name: string, more = {}) => page.key(".cjm-place", name, more);
  const slide = () => page.find("[data-slide]").dataset.slide;

  test("[E165] keys and buttons lead through it, Escape out of it", async () => {
    await open();
    expect(slide()).toBe("title");
    for (const name of ["ArrowRight", " ", "PageDown"]) key(name);
    expect(slide()).toBe("phase:ph-consider:0");
    expect(editor.spoken.value).toBe("4 of 8: Consideration");
    key(" ", { shiftKey: true });
    key("ArrowLeft");
    expect(slide()).toBe("map");
    key("End");
    key("ArrowRight");
    expect(slide()).toBe("opportunities:0");
    key("Home");
    expect(slide()).toBe("title");
    const buttons = page.all(".cjm-present-foot button");
    act(() => buttons[1]?.click());
    expect(slide()).toBe("map");
    // Space on a button is the button's.
    page.key(".cjm-present-foot button", " ");
    key("ArrowRight", { ctrlKey: true });
    expect(slide()).toBe("map");
    key("Escape");
    expect(editor.stage.value).toBe(null);
  });

  test("[E204] personas are told apart by shape and dashes, not by colour alone", async () => {
    await open();
    key("ArrowRight");
    const drawn = (css: string, name: string) => [
      ...new Set(
        [...page.find("[data-slide]").querySelectorAll(css)].map((el) => el.getAttribute(name)),
      ),
    ];
    const shapes = drawn(".cjm-slide-dot .cjm-marker", "d");
    const dashes = drawn(".cjm-slide-curve > svg > path", "stroke-dasharray");
    const shown = drawn(".cjm-slide-legend .cjm-marker", "d");
    expect(shown.length).toBeGreaterThan(1);
    expect(shown).toEqual(shapes);
    expect(dashes.length).toBe(shown.length);
    // The same signs beside the scores of a phase.
    key("ArrowRight");
    expect(drawn(".cjm-slide-who .cjm-marker", "d")).toEqual(shapes);
  });

  test("[E165] the focus stays where it can be seen", async () => {
    await open();
    const stops = page.all(".cjm-place .cjm-slide, .cjm-place button");
    const focused = () => stops.indexOf(document.activeElement as HTMLElement);
    key("Tab");
    expect(focused()).toBe(0);
    page.key(".cjm-slide", "Tab", { shiftKey: true });
    expect(focused()).toBe(stops.length - 1);
    page.key(".cjm-present-foot button:last-child", "Tab");
    expect(focused()).toBe(0);
  });

  test("[E165] it shows what others edit meanwhile, as text, and stays on its slide", async () => {
    await open();
    key("End");
    key("ArrowLeft");
    key("ArrowLeft");
    expect(slide()).toBe("phase:ph-use:0");
    act(() => {
      const removed = { "ph-aware": editor.replica.state.get("ph-aware") as AnyRecord };
      editor.edit({ removed }, "");
      const name = ["First ride to work", "<b>Rides</b>"] as const;
      editor.edit({ updated: { "tp-ride": { name } } } as never, "");
    });
    expect(slide()).toBe("phase:ph-use:0");
    expect(page.find(".cjm-present-at").textContent).toBe("5 of 7");
    expect(page.find("article[data-touchpoint=tp-ride] h3").textContent).toContain("<b>Rides</b>");
  });

  test("[E166] where the full screen is refused, or missing, that is said", async () => {
    const refuse = vi.fn(async () => {
      throw new TypeError("not allowed");
    });
    Object.assign(HTMLElement.prototype, { requestFullscreen: refuse });
    await open();
    expect(refuse).toHaveBeenCalledTimes(1);
    expect(page.find(".cjm-present").dataset.screen).toBe("refused");
    expect(page.find(".cjm-present [role=status]").textContent).toContain("fills the editor");
    // By hand it is asked again.
    page.click(".cjm-present-foot .cjm-link");
    expect(refuse).toHaveBeenCalledTimes(2);
    Object.assign(HTMLElement.prototype, { requestFullscreen: undefined });
    page.click(".cjm-present-foot .cjm-link");
    expect(page.find(".cjm-present").dataset.screen).toBe("refused");
  });
});
