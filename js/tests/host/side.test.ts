import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { demo } from "../../dev/demo";
import { Authority } from "../../src/core/authority";
import type { KeptEdit } from "../../src/core/keeper";
import { createWidget, type Model } from "../../src/host/anywidget";
import { SecondModel, SideStorage } from "../../src/host/side";
import { BrowserStorage } from "../../src/host/storage";
import compare from "../../src/parts/compare";

type Letter = { side?: string; message?: object; type?: string; what?: string };

/** A widget of two maps, with an authority for each; it keeps what was sent. */
class TwoMaps implements Model {
  readonly sent: Letter[] = [];
  readonly state: Record<string, unknown> = {
    selection: [],
    _messages: {},
    _solo: { part: "compare", record: "map-demo" },
    _names: ["Today", "Planned"],
  };
  readonly listeners = new Map<string, Set<(...args: never[]) => void>>();
  readonly authorities = [new Authority(demo()), new Authority(demo())] as const;
  silent = false;

  constructor() {
    this.authorities[0].subscribe((message) => this.emit("msg:custom", message));
    this.authorities[1].subscribe((message) => this.emit("msg:custom", { side: "b", message }));
  }
  get = (name: string) => this.state[name];
  set = (name: string, value: unknown) => {
    this.state[name] = value;
    this.emit(`change:${name}`);
  };
  save_changes = () => {};
  send = (content: object) => {
    const letter = content as Letter;
    this.sent.push(letter);
    if (this.silent) return;
    const { side, message } = letter;
    if (side === "b" && message) {
      this.authorities[1].receive(message, (answer) =>
        this.emit("msg:custom", { side: "b", message: answer }),
      );
    } else this.authorities[0].receive(content, (answer) => this.emit("msg:custom", answer));
  };
  on = (event: string, listener: (...args: never[]) => void) => {
    if (!this.listeners.has(event)) this.listeners.set(event, new Set());
    this.listeners.get(event)?.add(listener);
  };
  off = (event: string, listener?: (...args: never[]) => void) => {
    if (listener) this.listeners.get(event)?.delete(listener);
  };
  emit(event: string, message?: object) {
    if (this.silent && event === "msg:custom") return;
    for (const listener of this.listeners.get(event) ?? []) listener(message as never);
  }
}

const PART = Symbol.for("cjm_widgets-part::compare");

describe("two maps in one widget", () => {
  let el: HTMLElement;
  let model: TwoMaps;
  let end: AbortController;

  beforeEach(async () => {
    vi.useFakeTimers();
    // The code of the part is on the page already.
    (globalThis as unknown as Record<symbol, unknown>)[PART] = compare;
    el = document.createElement("div");
    document.body.append(el);
    model = new TwoMaps();
    end = new AbortController();
    const widget = createWidget();
    widget.initialize({ model, signal: end.signal });
    await act(async () => {
      widget.render({ model, el, signal: end.signal });
      for (let i = 0; i < 5; i++) await Promise.resolve();
    });
  });
  afterEach(() => {
    act(() => end.abort());
    el.remove();
    delete (globalThis as unknown as Record<symbol, unknown>)[PART];
    vi.useRealTimers();
  });

  const lines = () => [...el.querySelectorAll<HTMLElement>(".cjm-status")];
  const rename = (side: "a" | "b", text: string) => {
    const slot = el.querySelector<HTMLElement>(
      `.cjm-both-touchpoints [data-side=${side}][data-record=tp-pays]`,
    );
    act(() => {
      slot?.dispatchEvent(new MouseEvent("dblclick", { bubbles: true }));
    });
    const field = el.querySelector<HTMLTextAreaElement>(".cjm-both textarea");
    act(() => {
      if (field) field.value = text;
      field?.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
    act(() => {
      field?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    });
  };
  const nameIn = (i: 0 | 1) => model.authorities[i].state.record("touchpoint", "tp-pays")?.name;

  test("[E170] each map has a hello, edits and a line of its own; an edit goes to its map", () => {
    const hellos = model.sent.filter(
      (one) => (one.message ?? one) && /hello/.test(JSON.stringify(one)),
    );
    expect(hellos.map(({ side }) => side)).toEqual(["b", undefined]);
    expect(lines().map((line) => line.dataset.side)).toEqual(["Today", "Planned"]);
    rename("b", "Pays by app");
    expect([nameIn(0), nameIn(1)]).toEqual(["Pays and picks up", "Pays by app"]);
    rename("a", "Pays in cash");
    expect([nameIn(0), nameIn(1)]).toEqual(["Pays in cash", "Pays by app"]);
    expect(el.querySelector(".cjm-compare-counts")?.textContent).toContain("1 changed");
  });

  test("[E177] an edit made while the kernel is silent waits, is counted on its side, and arrives", () => {
    model.silent = true;
    rename("b", "Pays by app");
    rename("b", "Pays by watch");
    rename("a", "Pays in cash");
    expect([nameIn(0), nameIn(1)]).toEqual(["Pays and picks up", "Pays and picks up"]);
    act(() => {
      vi.advanceTimersByTime(10_500);
    });
    const [today, planned] = lines().map((line) => line.textContent ?? "");
    expect(today).toContain("1 edit waiting");
    expect(planned).toContain("2 edits waiting");
    expect(planned).toContain("Download my edits");
    model.silent = false;
    act(() => model.emit("comm_live_update"));
    act(() => {
      vi.advanceTimersByTime(100);
    });
    expect([nameIn(0), nameIn(1)]).toEqual(["Pays in cash", "Pays by watch"]);
    expect(lines().some((line) => /waiting/.test(line.textContent ?? ""))).toBe(false);
  });

  test("[E179] a side that is read-only is so by itself", () => {
    act(() => model.set("_b_read_only", true));
    rename("b", "x");
    rename("a", "Pays in cash");
    expect([nameIn(0), nameIn(1)]).toEqual(["Pays in cash", "Pays and picks up"]);
  });

  test("[E170] at its end nothing listens any more", () => {
    act(() => end.abort());
    expect([...model.listeners.values()].flatMap((set) => [...set])).toEqual([]);
  });
});

test("[E170] what is of the widget is shared, what is of a map is not", () => {
  const model = new TwoMaps();
  Object.assign(model.state, { theme: "dark", _b_revision: 7, revision: 3, _copy_key: "a" });
  const second = new SecondModel(model);
  expect(["theme", "revision", "_solo", "selection"].map((name) => second.get(name))).toEqual([
    "dark",
    7,
    {},
    [],
  ]);
  const heard = vi.fn();
  second.on("change:_copy_key", heard);
  second.set("_copy_key", "b");
  second.set("selection", ["x"]);
  expect(heard).toHaveBeenCalledOnce();
  expect(model.state).toMatchObject({ _copy_key: "a", _b_copy_key: "b", selection: [] });
});

test("[E177] edits are kept by side: a map and its copy have one id", async () => {
  const kept: KeptEdit[] = [];
  const read = vi.spyOn(BrowserStorage.prototype, "read").mockImplementation(async () => kept);
  const write = vi.spyOn(BrowserStorage.prototype, "write").mockImplementation(async (edits) => {
    kept.push(...edits);
  });
  const edit = (id: string) => ({ id, document: "map" }) as KeptEdit;
  await new SideStorage("a").write([edit("1")]);
  await new SideStorage("b").write([edit("2")]);
  kept.push(edit("3"));
  const ids = async (storage: BrowserStorage) => (await storage.read()).map(({ id }) => id);
  expect(await ids(new SideStorage("a"))).toEqual(["1", "3"]);
  expect(await ids(new SideStorage("b"))).toEqual(["2", "3"]);
  read.mockRestore();
  write.mockRestore();
});
