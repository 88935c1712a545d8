import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { demo } from "../../dev/demo";
import { Authority } from "../../src/core/authority";
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
