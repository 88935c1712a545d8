import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { decode, encode } from "../../src/unpack/base91";
import { createLoader, PATIENCE, type Packed } from "../../src/unpack/loader";

afterEach(() => {
  vi.unstubAllGlobals();
});

test("T2 bytes come back, from text that travels as it is", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const text = encode(bytes);
      expect(decode(text, bytes.length)).toEqual(bytes);
      expect(text).toMatch(/^[!-~]*$/);
      expect(text).not.toMatch(/["<\\]/);
      expect(JSON.stringify(text)).toHaveLength(text.length + 2);
    }),
  );
});

const bytes = gzipSync("export default () => ({ render() {} });");
const packed: Packed = {
  code: encode(bytes),
  length: bytes.length,
  digest: "test",
  texts: {
    start_loading: "It is coming.",
    start_failed: "It did not start.",
    start_needs: "It needs more.",
  },
};
const place = Symbol.for("cjm_widgets:test");
const page = globalThis as unknown as Record<symbol, unknown>;

/** What the widget shows that could not be unpacked. */
async function shown(messages: unknown): Promise<string> {
  const el = document.createElement("div");
  const remove = createLoader(packed)().render({ model: { get: () => messages }, el });
  await vi.waitFor(() => expect(el.childElementCount).toBe(1));
  const text = el.querySelector("[role=alert]")?.textContent ?? "";
  remove?.();
  expect(el.childElementCount).toBe(0);
  return text;
}

test("T3 a browser that cannot unpack is told what is missing", async () => {
  vi.stubGlobal("DecompressionStream", undefined);
  expect(await shown({})).toMatch(/^It did not start. It needs more. \(TypeError: .*\)$/);
});

test("T3 a page that refuses code from a blob is told so, in its language", async () => {
  // Node imports nothing from a blob, as a page whose policy is strict.
  const texts = { start_failed: "Non si avvia." };
  expect(await shown({ language: "it", texts })).toMatch(/^Non si avvia. It needs more. \(.+\)$/s);
  expect(page[place]).toBeUndefined();
});

/** A module that is there when it is said, and what is done with the widgets it makes. */
function unpacked() {
  const done: string[] = [];
  const begin = (what: string, end: string) => () => {
    done.push(what);
    return () => void done.push(end);
  };
  const inner = {
    initialize: begin("initialize", "end model"),
    render: begin("render", "end view"),
  };
  let come = () => {};
  const made = vi.fn(() => inner);
  page[place] = new Promise((resolve) => {
    come = () => resolve({ default: made });
  });
  return { done, made, come };
}

const props = () => ({ model: { get: () => ({}) }, el: document.createElement("div") });

test("T4 all widgets of a page share one unpacked module, and each is one of its own", async () => {
  const { done, made, come } = unpacked();
  come();
  for (const load of [createLoader(packed), createLoader(packed)]) {
    const widget = load();
    const [model, view] = [props(), props()];
    const stop = widget.initialize?.(model);
    const remove = widget.render(view);
    await vi.waitFor(() => expect(done).toHaveLength(2));
    remove?.();
    stop?.();
    expect(done.splice(0)).toEqual(["initialize", "render", "end view", "end model"]);
  }
  expect(made).toHaveBeenCalledTimes(2);
  delete page[place];
});

test("K20 unpacking that takes more than 2 s is said, and the widget comes all the same", async () => {
  vi.useFakeTimers();
  const { done, come } = unpacked();
  const view = props();
  const widget = createLoader(packed)();
  widget.initialize?.(view);
  const remove = widget.render(view);
  vi.advanceTimersByTime(PATIENCE - 100);
  expect(view.el.textContent).toBe("");
  vi.advanceTimersByTime(200);
  expect(view.el.querySelector("[role=status]")?.textContent).toBe("It is coming.");
  come();
  await vi.runAllTimersAsync();
  expect(view.el.textContent).toBe("");
  expect(done).toEqual(["initialize", "render"]);
  remove?.();
  vi.useRealTimers();
  delete page[place];
});

test("K21 what is over before its code is there never begins", async () => {
  const { done, come } = unpacked();
  const widget = createLoader(packed)();
  const end = new AbortController();
  widget.initialize?.({ ...props(), signal: end.signal });
  const remove = widget.render(props());
  remove?.();
  end.abort();
  come();
  await new Promise((go) => setTimeout(go));
  expect(done).toEqual([]);
  delete page[place];
});
