/** What is drawn of a live chart: compiled, patched, kept and marked, without a page. */
import fc from "fast-check";
import { parse, View } from "vega";
import { compile } from "vega-lite";
import { describe, expect, test } from "vitest";
import type { Chart, Row } from "../../src/chart/types";
import { keep } from "../../src/chart/vega/keeping";
import { type Made, make, mark, over, update } from "../../src/chart/vega/picture";
import { stops } from "../../src/chart/vega/walk";

const rows = (scores: readonly number[]): Row[] =>
  scores.map((score, at) => ({
    touchpoint_id: `tp${at}`,
    phase_id: `ph${at % 2}`,
    touchpoint: `Touchpoint ${at}`,
    position: at,
    persona: at % 3 ? "Ana" : "Marek",
    score,
    day: `2026-0${1 + (at % 9)}-03`,
  }));

const x = { field: "position", type: "ordinal" };
const y = { field: "score", type: "quantitative" };
const tooltip = [{ field: "touchpoint", title: "Touchpoint" }, { field: "score" }];
/** Charts as people make them: layers, stacks, sums, dates, facets, something to zoom. */
const SPECS: Record<string, Record<string, unknown>> = {
  layered: {
    layer: [
      { mark: { type: "line", interpolate: "monotone" }, encoding: { x, y } },
      { mark: "point", encoding: { x, y, tooltip, color: { field: "persona" } } },
      { mark: "text", encoding: { x, y, text: { field: "touchpoint" } } },
    ],
  },
  bars: {
    mark: "bar",
    encoding: {
      x: { field: "score", type: "quantitative", stack: true },
      y: { field: "persona" },
      color: { field: "phase_id" },
      tooltip,
    },
  },
  sums: {
    mark: "rect",
    encoding: { x: { field: "phase_id" }, y: { aggregate: "mean", field: "score" } },
  },
  dates: {
    transform: [{ filter: "datum.score > -1.5" }, { calculate: "abs(datum.score)", as: "size" }],
    mark: "circle",
    encoding: {
      x: { field: "day", type: "temporal" },
      y,
      size: { field: "size", type: "quantitative" },
    },
  },
  facets: { mark: "tick", encoding: { x: y, row: { field: "persona" } } },
  zoom: {
    params: [{ name: "grid", select: { type: "interval" }, bind: "scales" }],
    mark: "point",
    encoding: { x: { field: "position", type: "quantitative" }, y },
  },
};
const chart = (name: string, scores: readonly number[]): Chart => ({
  spec: { ...SPECS[name], data: { name: "rows_0" } },
  data: { rows_0: rows(scores) },
});

const errors: string[] = [];
const options = {
  el: null,
  config: { background: "transparent" },
  log: { warn: () => {}, error: (text: string) => errors.push(text) },
  tooltip: () => {},
};
const draw = (one: Chart, last?: Made) => make(one, "light", options, last);
const picture = ({ view }: Made) => view.toSVG();

interface Item {
  datum?: Record<string, unknown>;
  opacity?: number;
  strokeWidth?: number;
  fontWeight?: string;
  mark: { marktype: string };
}
/** The marks of rows, of one type. */
function items({ view }: Made, type: string): Item[] {
  const found: Item[] = [];
  const visit = (mark: { marktype: string; role: string; items: never[] }) => {
    for (const item of mark.items as { items?: never[] }[]) {
      if (mark.marktype === "group") (item.items ?? []).forEach(visit);
      else if (mark.marktype === type && mark.role === "mark") found.push(item as unknown as Item);
    }
  };
  visit((view.scenegraph() as unknown as { root: never }).root);
  return found;
}

const START = [1, -1, 2, 0, -2, 1, 0, 2];

describe.each(Object.keys(SPECS))("%s", (name) => {
  test("[L40] is drawn without Function as Vega draws it with it", async () => {
    const made = await draw(chart(name, START));
    const whole = {
      ...SPECS[name],
      data: { values: rows(START) },
      config: { background: "transparent" },
    };
    const bare = new View(parse(compile(whole as never).spec), { renderer: "none" });
    await bare.runAsync();
    const bared = await bare.toSVG();
    // Nothing is selected, so that what is there for that changes nothing.
    expect(plain(await picture(made))).toBe(plain(bared));
    expect(errors).toEqual([]);
  });

  test("[L41] is patched to what it would be if it were drawn anew", async () => {
    const score = fc.integer({ min: -2, max: 2 });
    const all = fc.array(score, { minLength: 1, maxLength: 9 });
    const one = fc.record({ at: fc.nat({ max: 8 }), score });
    const steps = fc.array(fc.oneof({ weight: 3, arbitrary: one }, all), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        let now = chart(name, START);
        let scores: readonly number[] = START;
        const made = await draw(now);
        for (const step of taken) {
          // Another map, or one edit, of which the marks are changed where they are.
          if (Array.isArray(step)) scores = step;
          else {
            const place = step.at % scores.length;
            scores = scores.map((old, at) => (at === place ? step.score : old));
          }
          const fresh = chart(name, scores);
          // As the session hands it over: a row that is equal is the same object.
          const kept = (fresh.data.rows_0 as Row[]).map((row, at) => {
            const old = now.data.rows_0?.[at];
            return old && JSON.stringify(old) === JSON.stringify(row) ? old : row;
          });
          const next = { spec: now.spec, data: { rows_0: kept } };
          await update(made, now, next);
          now = next;
          expect(plain(await picture(made))).toBe(plain(await picture(await draw(now))));
        }
      }),
      { numRuns: 12 },
    );
  });
});

test("[L41] names that have become longer get the room they need", async () => {
  const bars = chart("bars", START);
  const before = { ...bars, spec: { ...bars.spec, height: 100 } };
  const made = await draw(before);
  const width = ({ view }: Made) => (view as unknown as { _viewWidth: number })._viewWidth;
  const narrow = width(made);
  const [first, ...rest] = before.data.rows_0 as Row[];
  const longer = { ...first, persona: "Somebody whose name is very long" };
  await update(made, before, { ...before, data: { rows_0: [longer, ...rest] } });
  expect(width(made)).toBeGreaterThan(narrow + 50);
});

/**
 * What is drawn, without names that Vega counts through the page and the empty outlines of what is
 * not selected. Lines of an axis may have come in another order.
 */
const plain = (svg: string) =>
  (svg.match(/<[^>]*>[^<]*/g) ?? [])
    // The frame, which Vega rounds to pixels on the way.
    .filter((part) => !/^<svg |^<g fill="none"/.test(part))
    .sort()
    .join("\n")
    .replace(/clip\d+|gradient_\d+/g, "n")
    .replace(/ (stroke-width|opacity|stroke-opacity|font-weight)="[^"]*"/g, "")
    .replace(/ stroke-opacity: [\d.]+;/g, "");

describe("what people did", () => {
  const zoomed = [1, 3];
  /** As a wheel does it. */
  const zoom = ({ view }: Made) =>
    view.signal("grid_position", zoomed).signal("grid_score", [0, 1]).runAsync();
  test("[L42] stays when the data is patched and when the structure changes", async () => {
    const before = chart("zoom", START);
    let made = await draw(before);
    await zoom(made);
    expect(domain(made)).toEqual(zoomed);
    const after = { ...before, data: { rows_0: rows([2, 2, 2, 2, 2, 2, 2, 2]) } };
    await update(made, before, after);
    expect(domain(made)).toEqual(zoomed);
    made = await draw({ ...after, spec: { ...after.spec, title: "Now" } }, made);
    expect(domain(made)).toEqual(zoomed);
  });

  test("[L42] is left out where there is no place for it any more", async () => {
    const made = await draw(chart("zoom", START));
    await zoom(made);
    expect(JSON.stringify(keep(made.view, made.spec))).toContain("grid_position");
    const other = await draw(chart("bars", START), made);
    expect(await picture(other)).toContain("<svg");
    expect(errors).toEqual([]);
  });

  describe("a click that picks a row which the chart has no name for", () => {
    const picking = (title: string, names: string): Chart => ({
      spec: {
        title,
        data: { name: "rows_0" },
        params: [{ name: "pick", select: { type: "point" } }],
        mark: "point",
        encoding: {
          x: { field: "at", type: "quantitative" },
          opacity: { condition: { param: "pick", value: 1 }, value: 0.2 },
        },
      },
      data: { rows_0: [...names].map((name) => ({ name, at: name.charCodeAt(0) })) },
    });
    const numberOf = (made: Made, name: string) =>
      items(made, "symbol").find(({ datum }) => datum?.name === name)?.datum?._vgsid_;
    const pick = ({ view }: Made, number: unknown) =>
      view.insert("pick_store", [{ unit: "", _vgsid_: number }]).runAsync();
    const picked = (made: Made) =>
      items(made, "symbol")
        .filter(({ opacity }) => opacity === 1)
        .map(({ datum }) => datum?.name);

    test("[L42] is of the same row in the next structure, and of none if that is gone", async () => {
      const before = await draw(picking("one", "abc"));
      await pick(before, numberOf(before, "b"));
      expect(picked(before)).toEqual(["b"]);
      expect(picked(await draw(picking("two", "zabc"), before))).toEqual(["b"]);
      // Nothing is picked: all are as if they were.
      expect(picked(await draw(picking("two", "zac"), before))).toEqual(["z", "a", "c"]);
    });

    test("[L42] is of the same row when rows come and go", async () => {
      const [one, two, none] = ["abc", "zabc", "zac"].map((names) => picking("one", names));
      const made = await draw(one as Chart);
      await pick(made, numberOf(made, "b"));
      await update(made, one as Chart, two as Chart);
      expect(picked(made)).toEqual(["b"]);
      await update(made, two as Chart, none as Chart);
      expect(picked(made)).toEqual(["z", "a", "c"]);
    });
  });

  const domain = ({ view }: Made) => (view.scale("x") as { domain(): number[] }).domain();
});

describe("what is selected", () => {
  test("[L44] stands out, in marks and in texts; what names nothing stays as it is", async () => {
    const made = await draw(chart("layered", START));
    await mark(made, new Set(["tp2"]));
    const points = items(made, "symbol");
    expect(points).toHaveLength(START.length);
    for (const { datum, opacity = 1, strokeWidth = 0 } of points) {
      const chosen = datum?.touchpoint_id === "tp2";
      expect(opacity < 0.5).toBe(!chosen);
      expect(strokeWidth > 2.2).toBe(chosen);
    }
    const bold = items(made, "text").filter(({ fontWeight }) => fontWeight === "bold");
    expect(bold.map(({ datum }) => datum?.touchpoint_id)).toEqual(["tp2"]);
    expect(items(made, "line").every(({ opacity = 1 }) => opacity === 1)).toBe(true);
    await mark(made, null);
    expect(items(made, "symbol").every(({ opacity = 1 }) => opacity > 0.5)).toBe(true);
  });

  test("[L44] is found by a phase too, and in sums that kept it", async () => {
    const made = await draw(chart("sums", START));
    await mark(made, new Set(["ph1"]));
    const faded = items(made, "rect").filter(({ opacity = 1 }) => opacity < 0.5);
    expect(faded.map(({ datum }) => datum?.phase_id)).toEqual(["ph0"]);
  });

  test("[L44] is shown by setting a signal: no mark is made anew", async () => {
    const made = await draw(chart("layered", START));
    const before = items(made, "symbol");
    await mark(made, new Set(["tp1"]));
    expect(items(made, "symbol")).toEqual(before);
    expect(items(made, "symbol")[0]).toBe(before[0]);
  });

  test("[L44] a mark that names records is a stop; texts beside it are none", async () => {
    const made = await draw(chart("layered", START));
    const found = stops(made.view);
    expect(found.map(({ ids }) => ids[0])).toEqual(rows(START).map((row) => row.touchpoint_id));
    expect(found[0]?.name).toBe("Touchpoint: Touchpoint 0, score: 1");
  });
});

test("[L43] the theme is below what a chart says itself", async () => {
  expect(over({ axis: { grid: true, labelColor: "red" } }, { axis: { grid: false } })).toEqual({
    axis: { grid: false, labelColor: "red" },
  });
  const one = {
    ...chart("bars", START),
    spec: { ...chart("bars", START).spec, config: { axis: { labelColor: "#123456" } } },
  };
  const config = { axis: { labelColor: "#abcdef", titleColor: "#fedcba" } };
  const svg = await picture(await make(one, "dark", { ...options, config }));
  expect(svg).toContain("#123456");
  expect(svg).not.toContain("#abcdef");
  expect(svg).toContain("#fedcba");
});
