import fc from "fast-check";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { demo } from "../../dev/demo";
import { rebase } from "../../src/core/rebase";
import type { AnyRecord } from "../../src/core/schema.gen";
import { State } from "../../src/core/state";
import type { OwnedEditor } from "../../src/editor/context";
import type { PartName } from "../../src/editor/kernel";
import type { Filter } from "../../src/editor/map/sieve";
import filter from "../../src/parts/filter";
import { EVERYONE, FACETS, type Facet, Facets } from "../../src/parts/filter/facets";
import {
  removeView,
  renameView,
  replaceView,
  sameFilter,
  savedViews,
  saveView,
} from "../../src/parts/filter/saved";
import { ALL } from "../../src/parts/filter/sieve";
import { sift } from "../../src/parts/filter/sift";
import search from "../../src/parts/search";
import { openEditor, settle } from "../editor/open";

const only = (chosen: Filter["chosen"], more: Partial<Filter> = {}): Filter => ({
  ...ALL,
  chosen,
  ...more,
});

/** The demo with a bit of everything a filter knows. */
function rich(): State {
  const state = new State(demo());
  const give = (id: string, fields: object) => {
    const record = state.get(id) as AnyRecord;
    state.reset([...[...state.records()].filter((r) => r.id !== id), { ...record, ...fields }]);
  };
  give("cd-books0", { personas: ["pe-ana"], tags: ["booking", "late"], owner: "pn-ops" });
  give("cd-compares1", { tags: ["late"], evidence_level: "validated" });
  give("tp-pays", { tags: ["late"], status: "validated" });
  return state;
}

describe("what a filter leaves", () => {
  const state = rich();
  const values = [...new Facets(state).things()].map((thing) => thing.values);
  const known = Object.fromEntries(
    FACETS.map((facet) => [facet, [...new Set(values.flatMap((one) => one[facet]))]]),
  ) as Record<Facet, string[]>;
  const filters = fc
    .record(
      Object.fromEntries(FACETS.map((facet) => [facet, fc.subarray([...known[facet], "nowhere"])])),
      { requiredKeys: [] },
    )
    .map((chosen) => only(chosen as Filter["chosen"]));

  test("[E140] of several kinds all must fit, of one kind any will do", () => {
    fc.assert(
      fc.property(filters, (asked) => {
        const fits = values.filter((one) =>
          FACETS.every((facet) => {
            const chosen = asked.chosen[facet] ?? [];
            return chosen.length === 0 || chosen.some((value) => one[facet].includes(value));
          }),
        );
        expect(sift(state, asked).left).toBe(fits.length);
      }),
    );
  });

  test("[E141] each choice says how many things there are with it, as the others stand", () => {
    fc.assert(
      fc.property(filters, (asked) => {
        const { counts, all } = sift(state, asked);
        expect(all).toBe(values.length);
        for (const facet of FACETS) {
          for (const [value, n] of counts[facet]) {
            const alone = only({ ...asked.chosen, [facet]: [value] });
            expect(sift(state, alone).left, `${facet} ${value}`).toBe(n);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test("[E141] choices are only those the map has; lanes and personas also when empty", () => {
    const { counts } = sift(new State([{ type: "journey", id: "j" }]), null);
    expect(FACETS.flatMap((facet) => [...counts[facet].keys()])).toEqual([]);
    const offered = sift(state, null).counts;
    expect([...offered.tag.keys()].sort()).toEqual(["booking", "late"]);
    expect([...offered.persona.keys()]).toEqual(["pe-ana", "pe-marek"]);
    expect([...offered.lane.keys()]).toHaveLength(state.siblings("lane").length);
  });

  test("[E140] a card has what its touchpoint has where it has nothing of its own", () => {
    const left = (chosen: Filter["chosen"]) => {
      const { things } = sift(state, only(chosen));
      return [...state.ofType("card")].filter((id) => !things.has(id)).sort();
    };
    expect(left({ tag: ["late"] })).toEqual(["cd-books0", "cd-compares1", "cd-pays0"]);
    expect(left({ persona: ["pe-marek"], lane: ["ln-thought"] })).not.toContain("cd-books0");
    expect(left({ author: ["Marek"] })).toEqual(["cd-books2"]);
    expect(left({ status: ["planned"] })).toEqual(["cd-books3"]);
    expect(left({ moment_of_truth: ["yes"], kind: ["pain"] })).toEqual(["cd-books1", "cd-books2"]);
    expect(left({ comments: ["yes"] })).toEqual([]);
  });

  test("[E140] lines of nobody chosen, and phases in which nothing matches, are left aside", () => {
    const { things, columns } = sift(state, only({ persona: ["pe-ana"], tag: ["booking"] }));
    expect([things.has("pe-marek"), things.has(EVERYONE), things.has("pe-ana")]).toEqual([
      true,
      true,
      false,
    ]);
    expect(columns.has("ph-use")).toBe(true);
    expect(columns.has("ph-consider")).toBe(false);
    expect(columns.has("tp-books")).toBe(false);
  });

  test("[E140] 10,000 touchpoints with 20,000 cards are compared in one pass", () => {
    const records: AnyRecord[] = [{ type: "journey", id: "j" }];
    const order = (i: number) => `a${String(i).padStart(6, "0")}`;
    records.push({ type: "lane", id: "l", kind: "pain", place: { order: "a0" } });
    for (let i = 0; i < 10_000; i++) {
      records.push({
        type: "touchpoint",
        id: `t${i}`,
        tags: [`g${i % 9}`],
        place: { order: order(i) },
      });
      for (const n of [0, 1]) {
        const own = { order: order(n), parent: `t${i}` };
        records.push({ type: "card", id: `c${i}-${n}`, lane: "l", kind: "pain", place: own });
      }
    }
    const large = new State(records);
    const start = performance.now();
    const { left, all } = sift(large, only({ tag: ["g1", "g2"], kind: ["pain"] }));
    const took = performance.now() - start;
    console.info(`sifted ${all} things in ${took.toFixed(0)} ms`);
    expect(left).toBeGreaterThan(4000);
    // Some 80 ms of work; machines that do other things take longer.
    expect(took).toBeLessThan(4000);
  });
});

describe("saved views", () => {
  const pains = only({ kind: ["pain"], lane: ["ln-pain"] }, { hide: true });
  const extra = (state: State) => state.journey.extra ?? {};
  const make = (state: State, command: ReturnType<typeof saveView>) => {
    if (!command) throw new Error("the command makes nothing");
    state.commit(rebase(command.change, state).change);
  };

  test("[E143] a view is kept in the map, renamed, replaced and removed, each by one change", () => {
    const state = rich();
    make(state, saveView(state, "  Pains ", pains));
    const [view] = savedViews(state).views;
    expect(view?.name).toBe("Pains");
    expect(sameFilter(view?.filter as Filter, pains)).toBe(true);
    const key = view?.key ?? "";
    make(state, renameView(state, key, "Troubles"));
    make(state, replaceView(state, key, only({ tag: ["late"] })));
    expect(savedViews(state).views).toEqual([
      { key, name: "Troubles", filter: only({ tag: ["late"] }) },
    ]);
    expect(renameView(state, key, "  ")).toBeNull();
    expect(replaceView(state, "view-gone", pains)).toBeNull();
    make(state, removeView(state, key));
    expect(extra(state)).toEqual({});
  });

  test("[E143] views two people save at once are both there, and what else is unknown stays", () => {
    const state = rich();
    const { journey } = state;
    state.commit({ updated: { [journey.id]: { extra: [{}, { mine: 1 }] } } });
    const [one, two] = [saveView(state, "One", pains), saveView(state, "Two", ALL)];
    make(state, one);
    make(state, two);
    expect(savedViews(state).views.map(({ name }) => name)).toEqual(["One", "Two"]);
    expect(extra(state).mine).toBe(1);
  });

  test("[E144] whatever is under such a name is read without a fault; what is no view is counted", () => {
    const state = (held: Record<string, unknown>) =>
      new State([{ type: "journey", id: "j", extra: held }]);
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), (entries) => {
        const held = Object.fromEntries(entries.map((entry, i) => [`view-${i}`, entry]));
        const { views, broken } = savedViews(state(held));
        expect(views.length + broken).toBe(entries.length);
      }),
    );
    const odd = {
      "view-a": { name: "<b>A</b>", chosen: { kind: ["pain", "pain"], __proto__x: 1, later: {} } },
      "view-b": { name: "B", chosen: { kind: "pain" } },
      "view-c": { name: "C".repeat(201), chosen: {} },
      "view-d": { name: "D", chosen: { kind: [1] } },
      "view-e": { name: " ", chosen: {} },
      "view-f": JSON.parse('{"name": "F", "chosen": {"__proto__": ["x"]}, "hide": "yes"}'),
      other: { name: "no view", chosen: {} },
    };
    const { views, broken } = savedViews(state(odd));
    expect(broken).toBe(4);
    expect(views.map(({ name, filter }) => [name, filter])).toEqual([
      ["<b>A</b>", only({ kind: ["pain"] })],
      ["F", ALL],
    ]);
  });
});

describe("the map with a filter", () => {
  let opened: ReturnType<typeof openEditor>;
  let page: (typeof opened)["page"];
  let editor: OwnedEditor;
  const parts = { filter, search } as Record<string, unknown>;
  const kernel = { part: async (name: PartName) => parts[name] };

  beforeEach(async () => {
    opened = openEditor(kernel, [...rich().records()]);
    ({ page, editor } = opened);
    page.key(".cjm-map [tabindex='0']", "F", { ctrlKey: true, shiftKey: true });
    await settle();
  });
  afterEach(() => {
    opened.close();
  });

  const label = (words: string, facet = "") => {
    const scope = facet ? `[data-facet=${facet}] ` : "";
    const found = page
      .all(`.cjm-filter ${scope}label`)
      .find((one) => one.querySelector("span")?.textContent === words);
    return found?.querySelector("input") as HTMLInputElement;
  };
  const tick = (words: string, facet?: string) => act(() => label(words, facet).click());
  const touchpoints = () => page.all("[data-type=touchpoint]").map((one) => one.dataset.id);
  const cell = (at: string) => `[data-at="${at}"]`;
  const go = (at: string) => act(() => page.find(cell(at)).focus());
  const hideAll = () => {
    tick("Hide what does not match");
    tick("Hide columns that become empty");
  };
  const state = () => editor.replica.state;
  const held = () => document.activeElement as HTMLElement;

  test("[E140] Ctrl+Shift+F opens it; dimmed is said; the status line takes it off again", () => {
    expect(document.activeElement).toBe(label("Hide what does not match"));
    tick("pain", "kind");
    expect(page.find(".cjm-filtering").textContent).toBe("Filter on: 5 of 23 match");
    expect(page.find("[data-id=cd-sees0]").getAttribute("aria-label")).toContain("does not match");
    expect(page.find("[data-id=cd-books1]").classList.contains("cjm-dimmed")).toBe(false);
    expect(page.find("[data-id=tp-sees]").textContent).toContain("does not match the filter");
    expect(touchpoints()).toHaveLength(7);
    page.click(".cjm-status .cjm-link");
    expect(page.all(".cjm-dimmed")).toHaveLength(0);
    expect(page.find(".cjm-status").textContent).not.toContain("Filter");
    expect(document.activeElement).toBe(page.find(".cjm-filter-button"));
  });

  test("[E140] hidden cards, lanes, lines and columns are not there; the switches stay", () => {
    hideAll();
    tick("pain", "kind");
    tick("Marek", "persona");
    expect(page.has("[data-id=cd-sees0]")).toBe(false);
    expect(touchpoints()).toEqual(["tp-reads", "tp-compares", "tp-books", "tp-service"]);
    expect(page.has("[data-id=ph-buy]")).toBe(false);
    expect(page.has("[data-persona=pe-ana]")).toBe(false);
    tick("Pains", "lane");
    expect(page.all("[data-lane-row]").map((row) => row.dataset.laneRow)).toEqual(["ln-pain"]);
    expect(page.find(".cjm-map").getAttribute("aria-rowcount")).toBe("3");
    tick("pain", "kind");
    tick("gain", "kind");
    // A map in which nothing matches keeps its columns.
    expect(page.find(".cjm-filtering").textContent).toBe("Filter on: 0 of 23 shown");
    expect(touchpoints()).toHaveLength(7);
    page.click(".cjm-filter > .cjm-link");
    expect(label("Hide what does not match").checked).toBe(true);
    expect(page.all("[data-lane-row]")).toHaveLength(6);
  });

  test("[E142] arrows and Alt+arrows go past what is hidden", () => {
    hideAll();
    tick("pain", "kind");
    go("#touchpoints/tp-service");
    page.key(cell("#touchpoints/tp-service"), "ArrowLeft");
    expect(held().dataset.id).toBe("tp-books");
    go("#touchpoints/tp-service");
    page.key(cell("#touchpoints/tp-service"), "ArrowLeft", { altKey: true });
    // Past the first ride, which is hidden, and past the whole phase of buying.
    expect(state().record("touchpoint", "tp-service")?.place.parent).toBe("ph-consider");
    tick("Pains", "lane");
    tick("Gains", "lane");
    go("ln-gain/#header");
    page.key(cell("ln-gain/#header"), "ArrowUp", { altKey: true });
    const lanes = state()
      .siblings("lane")
      .map(([, id]) => id);
    expect(lanes.indexOf("ln-gain")).toBe(lanes.indexOf("ln-pain") - 1);
  });

  test("[E142] Delete takes nothing that is hidden along", () => {
    hideAll();
    act(() => {
      editor.selection.value = ["tp-sees", "tp-books"];
    });
    tick("pain", "kind");
    const before = editor.replica.revision;
    // The one in sight holds hidden cards.
    go("#touchpoints/tp-books");
    page.key(cell("#touchpoints/tp-books"), "Delete");
    expect(state().get("tp-books")).toBeDefined();
    expect(page.find(".cjm-toast").textContent).toContain("Not removed: 2 things");
    expect(page.find(".cjm-toast").textContent).not.toContain("Undo");
    go("#phases/ph-use");
    page.key(cell("#phases/ph-use"), "Delete");
    expect(state().get("ph-use")).toBeDefined();
    go("ln-gain/#header");
    page.key(cell("ln-gain/#header"), "Delete");
    expect(state().get("ln-gain")).toBeDefined();
    expect(editor.replica.revision).toBe(before);
    // A cell in which one card is seen, and what is seen is removed.
    go("ln-pain/tp-reads");
    page.key(cell("ln-pain/tp-reads"), "Delete");
    expect(state().get("cd-reads1")).toBeUndefined();
  });

  test("[E142] a selection that has hidden touchpoints in it removes only those in sight", () => {
    tick("Hide columns that become empty");
    act(() => {
      editor.selection.value = ["tp-sees", "tp-reads"];
    });
    tick("pain", "kind");
    expect(touchpoints()).not.toContain("tp-sees");
    go("#touchpoints/tp-reads");
    expect(editor.selection.value).toHaveLength(2);
    page.key(cell("#touchpoints/tp-reads"), "Delete");
    expect([state().get("tp-sees") !== undefined, state().get("tp-reads")]).toEqual([
      true,
      undefined,
    ]);
    // What is selected from now on is in sight, whatever it is.
    act(() => {
      editor.selection.value = ["tp-sees"];
    });
    expect(touchpoints()).toContain("tp-sees");
  });

  test("[E142] a new card, touchpoint and phase are shown until the focus leaves them", () => {
    hideAll();
    tick("pain", "kind");
    go("ln-gain/tp-reads");
    page.key(cell("ln-gain/tp-reads"), "n");
    const card = page.find(`${cell("ln-gain/tp-reads")} [data-type=card]`).dataset.id ?? "";
    page.type(`[data-id="${card}"] textarea`, "A gain");
    page.key(`[data-id="${card}"] textarea`, "Enter");
    expect(page.find(`[data-id="${card}"]`).textContent).toContain("A gain");
    go("#touchpoints/tp-books");
    expect(page.has(`[data-id="${card}"]`)).toBe(false);
    expect(state().record("card", card)?.text).toBe("A gain");
    page.key(cell("#touchpoints/tp-books"), "n");
    const added = editor.selection.value[0] ?? "";
    expect(touchpoints()).toContain(added);
    page.key(`[data-id="${added}"] textarea`, "Escape");
    go("#touchpoints/tp-books");
    expect(touchpoints()).not.toContain(added);
    expect(state().get(added)).toBeDefined();
    go("#phases/ph-use");
    page.key(cell("#phases/ph-use"), "n");
    const phase = editor.selection.value[0] ?? "";
    expect(page.has(`[data-type=phase][data-id="${phase}"]`)).toBe(true);
  });

  test("[E143] a view is named, taken and removed in the panel; each is one undo", async () => {
    tick("pain", "kind");
    page.click(".cjm-views-save");
    expect(held().getAttribute("aria-label")).toBe("Name of the view");
    page.type(".cjm-views input", "Pains");
    act(() => page.find<HTMLFormElement>(".cjm-views form").requestSubmit());
    expect(page.find(".cjm-view").textContent).toBe("Pains");
    expect(editor.replica.undoLabel).toBe("add.view");
    page.click(".cjm-filter > .cjm-link");
    expect(page.find(".cjm-view").getAttribute("aria-pressed")).toBe("false");
    page.click(".cjm-view");
    expect(label("pain", "kind").checked).toBe(true);
    act(() => {
      editor.replica.undo();
    });
    expect(page.has(".cjm-view")).toBe(false);
    act(() => {
      editor.replica.redo();
    });
    expect(page.has(".cjm-view")).toBe(true);
    // Read-only it can be taken, not altered.
    act(() => {
      editor.readOnly.value = true;
    });
    expect(page.has(".cjm-view")).toBe(true);
    expect(page.has(".cjm-views-save")).toBe(false);
    expect(page.has("[aria-label='Actions for Pains']")).toBe(false);
  });

  test("[E146] a search may be kept to what the filter shows", async () => {
    tick("pain", "kind");
    page.key(".cjm-filter input", "f", { ctrlKey: true });
    await settle();
    page.type(".cjm-search-bar input", "a");
    const n = page.all(".cjm-hit").length;
    act(() => page.find<HTMLInputElement>(".cjm-search-only input").click());
    const some = page.all(".cjm-hit").map((one) => one.textContent);
    expect(some.length).toBeLessThan(n);
    expect(some.join()).toContain("No slot before Thursday");
    expect(some.join()).not.toContain("Faster than the bus");
  });
});
