/** A live chart and its kernel: what is asked, what is taken over, who hears of a selection. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createChart } from "../../src/chart";
import { frame } from "../../src/chart/frame";
import { merge, Session } from "../../src/chart/session";
import type { Model } from "../../src/host/anywidget";

type Listener = (...args: never[]) => void;

class Fake implements Model {
  readonly sent: { type: string; id: string; what: string }[] = [];
  readonly listeners = new Map<string, Set<Listener>>();
  saved = 0;
  widget_manager?: unknown;
  constructor(readonly state: Record<string, unknown> = {}) {}
  get(name: string) {
    return this.state[name];
  }
  set(name: string, value: unknown) {
    this.state[name] = value;
    this.fire(`change:${name}`);
  }
  save_changes() {
    this.saved += 1;
  }
  send(content: object) {
    this.sent.push(content as never);
  }
  on(event: string, listener: Listener) {
    this.listeners.set(event, (this.listeners.get(event) ?? new Set()).add(listener));
  }
  off(event: string, listener?: Listener) {
    if (listener) this.listeners.get(event)?.delete(listener);
  }
  fire(event: string, ...args: unknown[]) {
    for (const listener of this.listeners.get(event) ?? []) listener(...(args as never[]));
  }
  get heard() {
    return [...this.listeners.values()].reduce((sum, { size }) => sum + size, 0);
  }
  /** Answer the last question. */
  answer(value: unknown) {
    const { id } = this.sent.at(-1) as { id: string };
    this.fire("msg:custom", { type: "answer", id, value }, []);
  }
}

const SPEC = { mark: "point" };
const whole = (n: number, score: number) => ({
  n,
  spec: { ...SPEC },
  data: { rows_0: [{ score }, { score: 9 }] },
  error: "",
});

let model: Fake;
let session: Session;
beforeEach(async () => {
  model = new Fake({ selection: [], theme: "auto" });
  session = new Session(model);
});

async function begun() {
  const done = session.begin();
  model.answer(whole(3, 1));
  await done;
}

describe("drawings", () => {
  test("[L41] what differs is taken over, and what is equal stays the same object", async () => {
    await begun();
    const before = session.chart;
    model.fire("msg:custom", {
      type: "chart",
      n: 4,
      data: { rows_0: { rows: { 0: { score: 2 } } } },
      error: "",
    });
    expect(session.chart?.spec).toBe(before?.spec);
    expect(session.chart?.data.rows_0).toEqual([{ score: 2 }, { score: 9 }]);
    expect(session.chart?.data.rows_0?.[1]).toBe(before?.data.rows_0?.[1]);
    // The structure is sent again, and is no other one.
    model.fire("msg:custom", { type: "chart", ...whole(5, 7) });
    expect(session.chart?.spec).toBe(before?.spec);
    expect(model.sent).toHaveLength(1);
  });

  test("[L41] a page that missed one asks for the whole; an old one is left aside", async () => {
    await begun();
    model.fire("msg:custom", { type: "chart", n: 6, data: {}, error: "" });
    expect(model.sent.at(-1)).toMatchObject({ type: "ask", what: "chart" });
    model.answer(whole(6, 5));
    await Promise.resolve();
    expect(session.chart?.data.rows_0?.[0]).toEqual({ score: 5 });
    model.fire("msg:custom", { type: "chart", n: 6, data: { rows_0: [] }, error: "" });
    model.fire("msg:custom", { type: "chart", n: 2, data: { rows_0: [] }, error: "" });
    expect(session.chart?.data.rows_0).toHaveLength(2);
    expect(model.sent).toHaveLength(2);
  });

  test("[L47] a failure is said, and the chart of before stays", async () => {
    await begun();
    const before = session.chart;
    model.fire("msg:custom", { type: "chart", n: 4, data: {}, error: "broken" });
    expect(session.error).toBe("broken");
    expect(session.chart).toBe(before);
  });

  const edited = (n: number) => ({
    type: "chart",
    n,
    data: { rows_0: { rows: { 0: { score: n } } } },
    error: "",
  });

  test("[L41] an edit that overtakes the answer is not lost", async () => {
    const done = session.begin();
    model.fire("msg:custom", edited(6), []);
    model.answer(whole(5, 5));
    await done;
    await vi.waitFor(() => expect(model.sent).toHaveLength(2));
    model.answer(whole(6, 6));
    await vi.waitFor(() => expect(session.chart?.data.rows_0?.[0]).toEqual({ score: 6 }));
    // And when the page has a chart already, but missed one.
    model.fire("msg:custom", edited(8), []);
    model.fire("msg:custom", edited(9), []);
    expect(model.sent).toHaveLength(3);
    model.answer(whole(8, 8));
    await vi.waitFor(() => expect(model.sent).toHaveLength(4));
    model.answer(whole(9, 9));
    await vi.waitFor(() => expect(session.chart?.data.rows_0?.[0]).toEqual({ score: 9 }));
    expect(model.sent).toHaveLength(4);
  });

  describe("of a kernel that is busy for long", () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    test("[L47] the answer counts however late it comes", async () => {
      const done = session.begin();
      await vi.advanceTimersByTimeAsync(25_000);
      await done;
      expect(session.silent).toBe("no answer");
      model.answer(whole(3, 1));
      await vi.advanceTimersByTimeAsync(0);
      expect(session.chart?.data.rows_0).toHaveLength(2);
      expect(session.silent).toBeNull();
    });

    test("[L47] a drawing that is told of lets the page ask again", async () => {
      model.fire("msg:custom", edited(1), []);
      expect(model.sent).toHaveLength(0); // nobody looks
      void session.begin();
      await vi.advanceTimersByTimeAsync(25_000);
      model.fire("msg:custom", edited(2), []);
      expect(model.sent).toHaveLength(2);
      model.answer(whole(2, 2));
      await vi.advanceTimersByTimeAsync(0);
      expect(session.chart?.data.rows_0?.[0]).toEqual({ score: 2 });
    });
  });

  test("[L41] datasets are merged by name and place", () => {
    expect(merge({ a: [{ n: 1 }], b: [] }, { b: [{ n: 2 }] })).toEqual({
      a: [{ n: 1 }],
      b: [{ n: 2 }],
    });
  });
});

describe("selection", () => {
  test("[L44] the editor of the page and the chart tell each other, without going in circles", async () => {
    const editor = new Fake({ selection: ["t1"] });
    const chart = new Fake({ selection: [], _editor: "e" });
    chart.widget_manager = { get_model: async () => editor };
    const linked = new Session(chart);
    await vi.waitFor(() => expect(editor.heard).toBe(1));
    linked.select(["t2"]);
    expect(editor.state.selection).toEqual(["t2"]);
    expect([chart.saved, editor.saved]).toEqual([1, 1]);
    editor.set("selection", ["t3"]);
    expect(chart.state.selection).toEqual(["t3"]);
    expect([chart.saved, editor.saved]).toEqual([2, 1]);
    linked.stop();
    expect([chart.heard, editor.heard]).toEqual([0, 0]);
  });

  test("[L48] a session that is over hears nothing, and one that ends early links nothing", async () => {
    const editor = new Fake();
    const chart = new Fake({ _editor: "e" });
    chart.widget_manager = { get_model: async () => editor };
    new Session(chart).stop();
    await new Promise((done) => setTimeout(done));
    expect([chart.heard, editor.heard]).toEqual([0, 0]);
    session.stop();
    expect(model.heard).toBe(0);
  });
});

test("[L47] a picture is kept in the model of the page, and told to nobody", async () => {
  const own = { attributes: { _picture: "" } };
  const chart = new Fake({ _own: "me" });
  chart.widget_manager = { get_model: async (id: string) => (id === "me" ? own : undefined) };
  await new Session(chart).keep("<svg/>");
  expect(own.attributes._picture).toBe("<svg/>");
  expect([chart.saved, chart.sent.length, chart.state._picture]).toEqual([0, 0, undefined]);
  await session.keep("<svg/>");
});

describe("the frame", () => {
  const words = { language: "en", live_drawing: "Drawing", live_missing: "Not here: {reason}" };
  const place = () => {
    const el = document.createElement("div");
    document.body.append(el);
    return el;
  };

  test("[L47] says that it draws, then why it cannot, and keeps the picture of the notebook", async () => {
    const one = new Fake({ _words: words, _picture: "<svg xmlns='http://www.w3.org/2000/svg'/>" });
    one.send = () => {
      throw new Error("no kernel");
    };
    const widget = createChart("");
    widget.initialize({ model: one });
    const el = place();
    const remove = widget.render({ model: one, el });
    await vi.waitFor(() => expect(el.textContent).toContain("Not here: no kernel"));
    expect(el.querySelector("img")?.src).toMatch(/^data:image\/svg\+xml/);
    remove();
    expect(el.childElementCount).toBe(0);
  });

  test("[L47] Vega is asked for again when the kernel is heard of", async () => {
    let tries = 0;
    const shown: unknown[] = [];
    const late = new Session(new Fake({ _words: words }));
    late.studio = async () => {
      tries += 1;
      if (tries === 1) throw new Error("no answer");
      return {
        default: () => ({
          show: async (look) => void shown.push(look),
          picture: async () => "",
          stop: () => {},
        }),
      };
    };
    late.chart = { spec: SPEC, data: {} };
    const el = place();
    const remove = frame(el, late);
    await vi.waitFor(() => expect(el.textContent).toContain("Not here: no answer"));
    late.select(["t1"]);
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    expect(el.textContent).toBe("");
    remove();
  });

  test("[L48] two views are one client; the last one without initialize ends it", () => {
    const one = new Fake({ _words: words });
    const widget = createChart("");
    const views = [place(), place()].map((el) => widget.render({ model: one, el }));
    expect(document.querySelector(".cjm-live-note")?.textContent).toBe("Drawing");
    expect(one.sent.filter(({ what }) => what === "chart")).toHaveLength(1);
    views[0]?.();
    expect(one.heard).toBeGreaterThan(0);
    views[1]?.();
    expect(one.heard).toBe(0);
  });
});
