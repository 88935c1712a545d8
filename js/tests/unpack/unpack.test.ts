import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { decode, encode } from "../../src/unpack/base91";
import { createLoader, type Packed } from "../../src/unpack/loader";

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
  texts: { start_failed: "It did not start.", start_needs: "It needs more." },
};
const place = Symbol.for("cjm_widgets:test");
const page = globalThis as unknown as Record<symbol, unknown>;

/** What the widget shows that could not be unpacked. */
async function shown(messages: unknown): Promise<string> {
  const el = document.createElement("div");
  const widget = await createLoader(packed)();
  const remove = widget.render({ model: { get: () => messages }, el }) as () => void;
  const text = el.querySelector("[role=alert]")?.textContent ?? "";
  remove();
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

test("T4 all widgets of a page share one unpacked module", async () => {
  const widget = { render() {} };
  page[place] = Promise.resolve({ default: () => widget });
  expect(await createLoader(packed)()).toBe(widget);
  delete page[place];
});
