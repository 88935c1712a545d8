import { describe, expect, test } from "vitest";
import { demo } from "../../dev/demo";
import { invert } from "../../src/core/change";
import { value } from "../../src/core/fields";
import type { AnyRecord } from "../../src/core/schema.gen";
import { State } from "../../src/core/state";
import { type Means, planOf } from "../../src/parts/templates/plan";
import { PRESETS, type Preset } from "../../src/parts/templates/presets";
import { TEXTS } from "../../src/parts/templates/texts";

const means = (language: keyof typeof TEXTS): Means => {
  let n = 0;
  return {
    say: (key) => TEXTS[language][key],
    names: (title) => Object.values(TEXTS).map((texts) => texts[title]),
    newId: (prefix) => `${prefix}-new${n++}`,
  };
};
const preset = (name: string) => PRESETS.find((one) => one.name === name) as Preset;
const lanes = (state: State) =>
  state.siblings("lane").flatMap(([, id]) => {
    const lane = state.record("lane", id);
    return lane ? [[lane.title, value(lane, "side"), value(lane, "separator")].join(" / ")] : [];
  });
const journey = { type: "journey", id: "j" } as AnyRecord;
const lane = (id: string, order: string, more: object) =>
  ({ type: "lane", id, place: { order }, ...more }) as unknown as AnyRecord;

describe("templates", () => {
  test.each(PRESETS)(
    "[E111] $name makes a whole map of nothing, once, and can be undone",
    (one) => {
      const state = new State([journey]);
      const plan = planOf(state, one, means("en"));
      if (!plan) throw new Error("no plan");
      state.commit(plan.change);
      expect(lanes(state)).toEqual(
        one.lanes.map(({ title, side, separator }) =>
          [TEXTS.en[title], side ?? "none", separator ?? "none"].join(" / "),
        ),
      );
      expect(state.siblings("phase")).toHaveLength(3);
      expect(state.record("phase", plan.phase ?? "")?.name).toBe(
        TEXTS.en[one.phases[0]?.[0] as "before"],
      );
      expect(value(state.journey, "map_type")).toBe(one.mapType);
      expect(planOf(state, one, means("it"))).toBeNull();
      state.commit(invert(plan.change));
      expect([...state.records()]).toHaveLength(1);
    },
  );

  test("[E111] what is there stays as it is and where it is; what is missing comes in order", () => {
    const state = new State([
      journey,
      lane("n", "a0", { kind: "note", title: "Notes" }),
      lane("a", "a1", { kind: "action", title: "Who does what" }),
      lane("b", "a2", { kind: "custom", title: " za kulisami " }),
      lane("z", "a2", { kind: "pain", title: "Pains" }),
    ]);
    const plan = planOf(state, preset("blueprint"), means("en"));
    state.commit(plan?.change ?? {});
    expect(lanes(state)).toEqual([
      "Notes / none / none",
      "Physical evidence / none / none",
      "Who does what / none / interaction",
      "Frontstage / frontstage / visibility",
      " za kulisami  / backstage / internal_interaction",
      // It shares its key with the lane before: the gap is after both.
      "Pains / none / none",
      "Support processes / backstage / none",
    ]);
    expect(plan?.lanes).toBe(3);
  });

  test("[E111] a map with phases gets no more of them, one of the future stays one", () => {
    const state = new State([...demo().filter(({ type }) => type !== "lane" && type !== "card")]);
    const before = state.siblings("phase").length;
    state.commit({ updated: { [state.journey.id]: { map_type: ["current", "future"] } } });
    const plan = planOf(state, preset("journey"), means("pl"));
    state.commit(plan?.change ?? {});
    expect(state.siblings("phase")).toHaveLength(before);
    expect(lanes(state)[0]).toBe("Kanały / none / none");
    expect(value(state.journey, "map_type")).toBe("future");
  });
});
