import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { demo } from "../../dev/demo";
import { Authority } from "../../src/core/authority";
import { Keeper } from "../../src/core/keeper";
import { createWidget, type Model } from "../../src/host/anywidget";
import { isOurs } from "../../src/host/keys";
import { dress } from "../../src/host/style";
import { pageTheme } from "../../src/host/theme";
import { messagesOf } from "../../src/i18n/catalogues";
import { it } from "../../src/i18n/it";
import createDefault from "../../src/index";

/** A model as anywidget hands it over, connected to an authority. */
class FakeModel implements Model {
  readonly sent: { type?: string }[] = [];
  readonly saves: Record<string, unknown>[] = [];
  readonly listeners = new Map<string, Set<(...args: never[]) => void>>();
  broken = false;
  #dirty: Record<string, unknown> = {};

  constructor(
    readonly authority: Authority | null,
    readonly state: Record<string, unknown> = { selection: [], _messages: {}, theme: "auto" },
  ) {
    authority?.subscribe((message) => this.emit("msg:custom", message));
  }
  get = (name: string) => this.state[name];
  set = (name: string, value: unknown) => {
    this.state[name] = value;
    this.#dirty[name] = value;
    this.emit(`change:${name}`);
  };
  save_changes = () => {
    this.saves.push(this.#dirty);
    this.#dirty = {};
  };
  send = (content: object) => {
    if (this.broken) throw new Error("Cannot send: the kernel is dead");
    this.sent.push(content);
    this.authority?.receive(content, (answer) => this.emit("msg:custom", answer));
  };
  on = (event: string, listener: (...args: never[]) => void) => {
    if (!this.listeners.has(event)) this.listeners.set(event, new Set());
    this.listeners.get(event)?.add(listener);
  };
  off = (event: string, listener?: (...args: never[]) => void) => {
    if (listener) this.listeners.get(event)?.delete(listener);
  };
  emit(event: string, message?: object) {
    for (const listener of this.listeners.get(event) ?? []) listener(message as never);
  }
  /** From Python: no echo to the saves. */
  arrive(name: string, value: unknown) {
    this.state[name] = value;
    act(() => this.emit(`change:${name}`));
  }
}

let el: HTMLElement;
const ends: AbortController[] = [];
const begin = (model: Model) => {
  const widget = createWidget();
  const end = new AbortController();
  ends.push(end);
  widget.initialize({ model, signal: end.signal });
  return widget;
};

beforeEach(() => {
  el = document.createElement("div");
  document.body.append(el);
});
afterEach(() => {
  act(() => {
    for (const end of ends.splice(0)) end.abort();
  });
  el.remove();
  vi.useRealTimers();
});

describe("anywidget", () => {
  test("the default export makes a fresh widget per model", () => {
    expect(createDefault()).not.toBe(createDefault());
    expect(Object.keys(createDefault())).toEqual(["initialize", "render"]);
  });

  test("initialize is synchronous, listens, and says hello once", () => {
    const model = new FakeModel(new Authority(demo()));
    begin(model);
    expect(model.sent.map((message) => message.type)).toEqual(["hello"]);
    expect(model.listeners.get("msg:custom")?.size).toBe(1);
  });

  test("[K9] the edits of a map that is copied are held until the kernel tells of the copy", () => {
    const state = { selection: [], _messages: {}, _copied: 0 };
    const model = new FakeModel(new Authority(demo()), state);
    const copied = vi.spyOn(Keeper.prototype, "copied", "set");
    begin(model);
    model.arrive("_copied", 3);
    model.arrive("_copied", null);
    expect(copied.mock.calls).toEqual([[0], [3], [Number.POSITIVE_INFINITY]]);
    copied.mockRestore();
  });

  test("[N43] [K9] a copy that was sent and has not arrived is asked for, and put into its place", () => {
    vi.useFakeTimers();
    const html = (revision: number) =>
      `<div class="cjm-copy" data-editor="0123456789ab" data-revision="${revision}"></div>`;
    const output = {
      data: { "text/html": html(2) },
      setData({ data }: { data: object }) {
        output.data = data as typeof output.data;
      },
    };
    const cells = [{ outputs: { length: 1, get: () => output } }];
    const state = { selection: [], _messages: {}, _copied: 2, _copy_key: "0123456789ab" };
    const model = Object.assign(new FakeModel(new Authority(demo()), state), {
      widget_manager: { context: { model: { cells } } },
    });
    const copied = vi.spyOn(Keeper.prototype, "copied", "set");
    begin(model);
    vi.advanceTimersByTime(1_000);
    expect(model.get("_carry")).toBe(undefined);
    model.arrive("_copied", 3);
    vi.advanceTimersByTime(1_000);
    expect(model.saves).toEqual([{ _carry: true }]);
    const data = { "text/html": html(4) };
    model.emit("msg:custom", { type: "copy", key: "0123456789ab", revision: 4, data });
    expect(output.data).toBe(data);
    model.arrive("_copied", 4);
    vi.advanceTimersByTime(1_000);
    // Too large to be copied: nothing to wait for.
    model.arrive("_copied", null);
    vi.advanceTimersByTime(1_000);
    expect(copied.mock.calls).toEqual([[-1], [2], [2], [4], [Number.POSITIVE_INFINITY]]);
    copied.mockRestore();
  });

  test("[K9] nothing is taken for copied before the notebook was looked at, nor while the first copy is on its way", () => {
    vi.useFakeTimers();
    const state = { selection: [], _messages: {}, _copied: null, _copy_key: "0123456789ab" };
    const model = Object.assign(new FakeModel(new Authority(demo()), state), {
      widget_manager: { context: { model: { cells: [] } } },
    });
    const copied = vi.spyOn(Keeper.prototype, "copied", "set");
    begin(model);
    expect(copied.mock.calls).toEqual([[-1]]);
    vi.advanceTimersByTime(500);
    model.arrive("_copied", 3);
    vi.advanceTimersByTime(500);
    expect(copied.mock.calls).toEqual([[-1]]);
    vi.advanceTimersByTime(500);
    expect(copied.mock.calls).toEqual([[-1], [3]]);
    copied.mockRestore();
  });

  test("two views of one model are one client; each goes by its own signal", () => {
    const model = new FakeModel(new Authority(demo()));
    const widget = begin(model);
    const [first, second] = [new AbortController(), new AbortController()];
    act(() => {
      // anywidget hands a proxy of its own to each view.
      widget.render({ model: { ...model, get: model.get }, el, signal: first.signal } as never);
      widget.render({ model, el, signal: second.signal });
    });
    expect(model.sent.filter((message) => message.type === "hello")).toHaveLength(1);
    expect(el.querySelectorAll(".cjm")).toHaveLength(2);
    act(() => first.abort());
    expect(el.querySelectorAll(".cjm")).toHaveLength(1);
    act(() => second.abort());
    expect(el.childElementCount).toBe(0);
  });

  test("selection goes both ways, without an echo and without unknown ids", () => {
    const model = new FakeModel(new Authority(demo()));
    const widget = begin(model);
    act(() => {
      widget.render({ model, el });
    });
    model.arrive("selection", ["tp-books"]);
    expect(el.querySelector(".cjm-inspector h2")?.textContent).toContain("Books a test ride");
    expect(model.saves).toEqual([]);
    model.arrive("selection", []);
    expect(model.saves).toEqual([]);
    const cell = el.querySelector<HTMLElement>("[data-type=touchpoint][data-id=tp-pays]");
    act(() => {
      const down = new PointerEvent("pointerdown", { bubbles: true });
      cell?.dispatchEvent(down);
      cell?.focus();
      cell?.click();
    });
    expect(model.saves).toEqual([{ selection: ["tp-pays"] }]);
  });

  test("language and theme are followed while it is shown", () => {
    const model = new FakeModel(new Authority(demo()));
    const widget = begin(model);
    act(() => {
      widget.render({ model, el });
    });
    model.arrive("_messages", messagesOf("it"));
    model.arrive("theme", "dark");
    const root = el.querySelector<HTMLElement>(".cjm");
    expect([root?.lang, root?.dataset.theme]).toEqual(["it", "dark"]);
    const label = (key: keyof typeof it) => el.querySelector(`[aria-label="${it[key]}"]`);
    expect(label("undo") ?? label("inspector")).not.toBeNull();
    model.arrive("_messages", {});
    expect(root?.lang).toBe("en");
    expect(model.saves).toEqual([]);
  });

  test("no answer in 2 s is said, not an empty box", () => {
    vi.useFakeTimers();
    const model = new FakeModel(null);
    const widget = begin(model);
    act(() => {
      widget.render({ model, el });
    });
    expect(el.textContent).toContain("Connecting");
    act(() => {
      vi.advanceTimersByTime(2_100);
    });
    expect(el.textContent).toContain("run the cell again");
  });

  test("a dead kernel is no error, and is asked again when the comm comes back", () => {
    const model = new FakeModel(new Authority(demo()));
    model.broken = true;
    begin(model);
    expect(model.sent).toEqual([]);
    model.broken = false;
    model.emit("comm_live_update");
    expect(model.sent.map((message) => message.type)).toEqual(["hello"]);
  });

  test("S44 a revision that stays ahead tells of a lost message, and is asked about", () => {
    vi.useFakeTimers();
    const model = new FakeModel(new Authority(demo()));
    begin(model);
    const hellos = () => model.sent.filter((message) => message.type === "hello").length;
    expect(hellos()).toBe(1);
    model.arrive("revision", 0);
    vi.advanceTimersByTime(2_000);
    expect(hellos()).toBe(1);
    model.arrive("revision", 7);
    vi.advanceTimersByTime(2_000);
    expect(hellos()).toBe(2);
    vi.useRealTimers();
  });

  test("a start that fails is told in the view", () => {
    const model = new FakeModel(null);
    model.on = () => {
      throw new Error("no such event");
    };
    const widget = begin(model);
    act(() => {
      widget.render({ model, el });
    });
    expect(el.textContent).toContain("The editor could not be shown");
    expect(el.textContent).toContain("no such event");
  });

  test("keys stay inside", () => {
    const model = new FakeModel(new Authority(demo()));
    const widget = begin(model);
    const outside = vi.fn();
    el.addEventListener("keydown", outside);
    act(() => {
      widget.render({ model, el });
    });
    const target = el.querySelector("button") ?? el;
    const press = (key: string, more: KeyboardEventInit = {}) =>
      act(() => {
        target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, ...more }));
      });
    for (const key of ["x", "a", "ArrowDown", "Escape"]) press(key);
    press("z", { ctrlKey: true });
    expect(outside).not.toHaveBeenCalled();
    press("s", { ctrlKey: true });
    expect(outside).toHaveBeenCalledOnce();
  });
});

describe("style", () => {
  const styles = (root: ParentNode) =>
    [...root.querySelectorAll("style[data-cjm-widgets]")].map((style) => style.textContent);
  afterEach(() => {
    for (const style of document.querySelectorAll("style")) style.remove();
  });

  test("T4 is put once into a page, and the newest one counts", () => {
    dress(el, "a {}");
    dress(document.createElement("div"), "a {}");
    expect(styles(document)).toEqual(["a {}"]);
    dress(el, "b {}");
    expect(styles(document)).toEqual(["b {}"]);
    dress(el, "");
    expect(styles(document)).toEqual(["b {}"]);
  });

  test("T4 is put into each shadow root", () => {
    const shadow = el.attachShadow({ mode: "open" });
    const inner = document.createElement("div");
    shadow.append(inner);
    dress(inner, "a {}");
    expect([styles(shadow), styles(document)]).toEqual([["a {}"], []]);
  });

  test("T4 comes with the widget", () => {
    const widget = createWidget("c {}");
    act(() => {
      widget.render({ model: new FakeModel(new Authority(demo())), el });
    });
    expect(styles(document)).toEqual(["c {}"]);
  });
});

describe("late, twice, never", () => {
  /** All listeners on the model and the page, which `f` may add but must not leave behind. */
  const listeners = (model: FakeModel) =>
    [...model.listeners].flatMap(([event, set]) => [...set].map(() => event)).sort();

  function watchPage() {
    const alive = new Map<string, number>();
    const count = (target: EventTarget, name: string) => {
      const key = `${target.constructor.name} ${name}`;
      const add = vi.spyOn(target, "addEventListener");
      const off = vi.spyOn(target, "removeEventListener");
      add.mockImplementation(function (this: EventTarget, ...args: never[]) {
        alive.set(`${key} ${args[0]}`, (alive.get(`${key} ${args[0]}`) ?? 0) + 1);
      } as never);
      off.mockImplementation(((...args: never[]) => {
        alive.set(`${key} ${args[0]}`, (alive.get(`${key} ${args[0]}`) ?? 0) - 1);
      }) as never);
    };
    count(globalThis as unknown as EventTarget, "page");
    count(document, "document");
    count(document.body, "body");
    return Object.assign(() => [...alive].filter(([, n]) => n !== 0), { seen: alive });
  }

  afterEach(() => {
    vi.restoreAllMocks();
  });

  test("K21 views that come and go add one listener each to nothing", () => {
    const model = new FakeModel(new Authority(demo()));
    const left = watchPage();
    const widget = createWidget();
    const stop = widget.initialize({ model });
    const before = listeners(model);
    expect(new Set(before).size, "no event is listened to twice").toBe(before.length);
    for (let round = 0; round < 5; round++) {
      let removes: (() => void)[] = [];
      act(() => {
        removes = [widget.render({ model, el }), widget.render({ model, el })];
      });
      expect(listeners(model)).toEqual(before);
      act(() => {
        for (const remove of removes) remove();
      });
      expect(el.childElementCount).toBe(0);
    }
    act(() => stop());
    expect(listeners(model)).toEqual([]);
    expect(left()).toEqual([]);
    expect(left.seen.size).toBeGreaterThan(0);
  });

  test("K21 a view that comes long after the model, or again after another, has the map", () => {
    vi.useFakeTimers();
    const model = new FakeModel(new Authority(demo()));
    const widget = begin(model);
    vi.advanceTimersByTime(60_000);
    for (let round = 0; round < 2; round++) {
      let remove = () => {};
      act(() => {
        remove = widget.render({ model, el });
      });
      expect(el.textContent).toContain("Books a test ride");
      act(() => remove());
      act(() => remove());
      expect(el.childElementCount, "gone, and gone twice is no harm").toBe(0);
    }
    expect(model.sent.filter((message) => message.type === "hello")).toHaveLength(1);
  });

  test("K21 a view that is over before it is shown leaves nothing", () => {
    const model = new FakeModel(new Authority(demo()));
    const widget = begin(model);
    act(() => {
      widget.render({ model, el, signal: AbortSignal.abort() });
    });
    expect(el.childElementCount).toBe(0);
  });

  test("K21 begun twice the first is stopped; ended, a view begins anew and ends with itself", () => {
    const model = new FakeModel(new Authority(demo()));
    const widget = createWidget();
    widget.initialize({ model });
    const before = listeners(model);
    const stop = widget.initialize({ model });
    expect(listeners(model)).toEqual(before);
    stop();
    expect(listeners(model)).toEqual([]);
    const other = createWidget();
    let removes: (() => void)[] = [];
    act(() => {
      removes = [other.render({ model, el }), other.render({ model, el })];
    });
    expect(listeners(model), "initialize never ran").toEqual(before);
    expect(el.textContent).toContain("Books a test ride");
    act(() => removes[0]?.());
    expect(listeners(model), "one view still shows it").toEqual(before);
    act(() => removes[1]?.());
    expect(listeners(model)).toEqual([]);
  });

  test("K21 a start that fails half-way leaves no listener and no timer", () => {
    vi.useFakeTimers();
    const model = new FakeModel(null);
    const on = model.on;
    model.on = (event, listener) => {
      if (event === "msg:custom") throw new Error("no such event");
      on(event, listener);
    };
    const left = watchPage();
    begin(model);
    expect(listeners(model)).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
    expect(left()).toEqual([]);
  });

  test("K20 no kernel: after 2 s that it has not answered, then what to do", () => {
    vi.useFakeTimers();
    const widget = begin(new FakeModel(null));
    act(() => {
      widget.render({ model: new FakeModel(null), el });
    });
    act(() => {
      vi.advanceTimersByTime(2_100);
    });
    expect(el.querySelector("[role=status]")?.textContent).toContain("has not answered yet");
    act(() => {
      vi.advanceTimersByTime(8_000);
    });
    expect(el.querySelector("[role=status]")?.textContent).toMatch(
      /does not answer. Run the cell again; .*restart the kernel/,
    );
  });

  test("K20 a kernel that is known to be gone is not waited for", () => {
    vi.useFakeTimers();
    const model = new FakeModel(null);
    model.broken = true;
    const widget = begin(model);
    act(() => {
      widget.render({ model, el });
    });
    act(() => {
      vi.advanceTimersByTime(2_100);
    });
    expect(el.textContent).toContain("does not answer");
  });

  test("K10 a closed comm is said at once, with what waits", () => {
    const authority = new Authority(demo());
    const model = new FakeModel(authority);
    const widget = begin(model);
    act(() => {
      widget.render({ model, el });
    });
    model.broken = true;
    act(() => model.emit("comm:close"));
    expect(el.querySelector(".cjm-status-where")?.textContent).toBe("Not connected");
  });
});

test("[E140] Ctrl+F is the search, Ctrl+Shift+F the filter", () => {
  const press = (more: object) =>
    isOurs(new KeyboardEvent("keydown", { key: "f", ctrlKey: true, ...more }));
  expect([press({}), press({ shiftKey: true })]).toEqual([true, true]);
});

test("AltGr types letters, it is no command", () => {
  const event = new KeyboardEvent("keydown", { key: "ą", ctrlKey: true, altKey: true });
  event.getModifierState = (name) => name === "AltGraph";
  expect(isOurs(event)).toBe(true);
  expect(isOurs(new KeyboardEvent("keydown", { key: "s", metaKey: true }))).toBe(false);
});

describe("theme", () => {
  const body = (attributes: Record<string, string>) => {
    const made = document.createElement("body");
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };
  test.each([
    [{ "data-jp-theme-light": "true", class: "vscode-dark" }, true, "light"],
    [{ "data-jp-theme-light": "false" }, false, "dark"],
    [{ class: "vscode-dark" }, false, "dark"],
    [{ class: "vscode-light" }, true, "light"],
    [{ "data-vscode-theme-kind": "vscode-high-contrast" }, false, "dark"],
    [{ "data-vscode-theme-kind": "vscode-high-contrast-light" }, true, "light"],
    [{ "data-theme": "dark" }, false, "dark"],
    [{}, true, "dark"],
    [{}, false, "light"],
  ] as const)("%o, system dark %s: %s", (attributes, dark, wanted) =>
    expect(pageTheme(body(attributes as Record<string, string>), dark)).toBe(wanted),
  );
});
