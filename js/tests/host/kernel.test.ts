import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { KernelLink } from "../../src/host/kernel";
import { SHARED } from "../../src/parts/shared";

type Question = { type: string; id: string; what: string };
let sent: Question[];
let link: KernelLink;
const zipped = (code: string) => new DataView(new Uint8Array(gzipSync(code)).buffer);
const last = () => sent.at(-1) as Question;
const wordsIn = (list: string) => list.match(/\w+/g);
const answer = (more: object, ...buffers: DataView[]) =>
  link.receive({ type: "answer", id: last().id, ...more }, buffers as never);
const parts = () =>
  Object.getOwnPropertySymbols(globalThis).filter((key) =>
    key.description?.startsWith("cjm_widgets-part:"),
  );

beforeEach(() => {
  sent = [];
  link = new KernelLink("me", (message) => sent.push(message as Question));
});
afterEach(() => {
  vi.useRealTimers();
  for (const key of parts()) delete (globalThis as unknown as Record<symbol, unknown>)[key];
});

test("[T8] what a part may use is exactly what the list of imports says", () => {
  const list = readFileSync("src/parts/shared.ts", "utf8");
  const lines = [...list.matchAll(/^import \{([\w\s,]+)\} from "(.+)";$/gm)];
  const named = lines.map(([, names = "", path]) => [path, wordsIn(names)]);
  const lent = Object.entries(SHARED).map(([path, names]) => [path, Object.keys(names)]);
  expect(lent).toEqual(named);
  for (const names of Object.values(SHARED)) {
    expect(Object.values(names).every((value) => value !== undefined)).toBe(true);
  }
});

test("[T9] an answer goes to who asked; an error is said", async () => {
  const findings = { counts: { error: 0, warning: 0, hint: 0 }, rows: [] };
  const first = link.check("it");
  expect(last()).toMatchObject({ type: "ask", what: "check", language: "it" });
  const second = link.check("pl");
  answer({ error: "the map is too large" });
  await expect(second).rejects.toThrow("the map is too large");
  link.receive({ type: "answer", id: "somebody.1", value: 1 });
  link.receive(null);
  link.receive({ type: "answer", id: sent[0]?.id, value: findings });
  expect(await first).toBe(findings);
});

test("[T9] a kernel that is gone, or says nothing, is no endless wait", async () => {
  vi.useFakeTimers();
  const silent = link.check("en");
  const waits = expect(silent).rejects.toThrow("no answer");
  await vi.advanceTimersByTimeAsync(20_000);
  await waits;
  const dead = new KernelLink("me", () => {
    throw new Error("the kernel is dead");
  });
  await expect(dead.check("en")).rejects.toThrow("the kernel is dead");
});

test("[E167] a file is the buffer of its answer", async () => {
  const file = link.export("html");
  expect(last()).toMatchObject({ type: "ask", what: "export", form: "html" });
  const data = new DataView(new ArrayBuffer(2));
  answer({}, data);
  expect(await file).toBe(data);
  const none = link.export("html");
  answer({});
  await expect(none).rejects.toThrow("no file");
});

test("[T8] a part that did not come is asked for again", async () => {
  const failed = link.part("checks");
  answer({ error: "another version" });
  await expect(failed).rejects.toThrow("another version");
  const again = link.part("checks");
  expect(sent).toHaveLength(2);
  answer({ value: null });
  await expect(again).rejects.toThrow("checks: no code");
});

test("[T8] what is there is not asked for; what is on its way to another editor is not waited for", async () => {
  const first = link.part("checks");
  // Its kernel is gone, or slow.
  const questions: object[] = [];
  const other = new KernelLink("other", (message) => questions.push(message));
  void other.part("checks");
  expect(questions).toHaveLength(1);
  // Node imports no blobs: that the code is run, and kept, is seen in a browser.
  answer({}, zipped("export default () => ({})"));
  await expect(first).rejects.toThrow(/blob/);
  const part = {};
  (globalThis as unknown as Record<symbol, unknown>)[Symbol.for("cjm_widgets-part::checks")] = part;
  expect(await link.part("checks")).toBe(part);
  expect(sent).toHaveLength(1);
});
