// @vitest-environment happy-dom
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { demo } from "../../dev/demo";
import type { Change } from "../../src/core/change";
import { fileOf } from "../../src/core/file";
import type { KeptEdit } from "../../src/core/keeper";
import { Replica } from "../../src/core/replica";
import { type Keeping, SOON, watchKeeping } from "../../src/handout/keeping";
import { HandoutModel } from "../../src/handout/model";
import { textsOf } from "../../src/handout/texts";
import { KernelLink } from "../../src/host/kernel";

const WORDS = textsOf("en");
let model: HandoutModel;
let replica: Replica;
let stops: (() => void)[];

function connect(parts: Record<string, string> = {}): void {
  model = new HandoutModel({ records: demo(), traits: { language: "en" }, parts });
  replica = new Replica({ client: "me", send: (message) => model.send(message) });
  model.on("msg:custom", (message: object) => replica.receive(message));
  replica.start();
  stops.push(() => replica.stop());
}

const rename = (title: string) => {
  const { journey } = replica.state;
  const updated = { [journey.id]: { title: [journey.title, title] } };
  replica.edit({ added: {}, updated, removed: {} } as unknown as Change, "rename");
};
const settle = () => vi.advanceTimersByTimeAsync(SOON * 2);

beforeEach(() => {
  vi.useFakeTimers();
  stops = [];
});
afterEach(() => {
  for (const stop of stops) stop();
  vi.useRealTimers();
});

test("[O5] the model orders what is edited, as a kernel does", async () => {
  connect();
  await settle();
  expect(replica.ready).toBe(true);
  rename("New");
  expect(replica.pending).toBe(1);
  await settle();
  expect(replica.pending).toBe(0);
  expect(model.authority.revision).toBe(1);
  expect(fileOf(model.authority.state)).toEqual(fileOf(replica.state));
  // What one side holds the other cannot reach into.
  const { id } = replica.state.journey;
  expect(model.authority.state.get(id)).not.toBe(replica.state.get(id));
});

test("[O5] traits are told to who listens, once they differ", () => {
  connect();
  const heard = vi.fn();
  model.on("change:language", heard);
  model.set("language", "en");
  expect(heard).not.toHaveBeenCalled();
  model.set("language", "it");
  expect(model.get("language")).toBe("it");
  expect(heard).toHaveBeenCalledTimes(1);
  model.off("change:language", heard);
  model.set("language", "pl");
  expect(heard).toHaveBeenCalledTimes(1);
});

test("[O5] it has the code of the parts, and says what it has not", async () => {
  connect({ outline: btoa("\x1f\x8b\u00ff") });
  const heard: [{ id: string; error?: string }, DataView[]][] = [];
  model.on("msg:custom", (message: never, buffers: never) => heard.push([message, buffers]));
  model.send({ type: "ask", id: "me.1", what: "part", name: "outline", build: "any" });
  await settle();
  const [answer, [code]] = heard.at(-1) ?? [{ id: "" }, []];
  expect(answer).toEqual({ type: "answer", id: "me.1" });
  expect([...new Uint8Array((code as DataView).buffer)]).toEqual([0x1f, 0x8b, 0xff]);
  const link = new KernelLink("me", (message) => model.send(message), true);
  model.on("msg:custom", (message: never, buffers: never) => link.receive(message, buffers));
  expect(link.alone).toBe(true);
  await expect(link.check("en")).rejects.toThrow("no check without Python");
  await expect(link.part("checks")).rejects.toThrow("no part without Python");
  await expect(link.part("constructor" as never)).rejects.toThrow("no part without Python");
});

/** A browser that keeps what it is given, or nothing. */
function keep(works: boolean): Keeping {
  const kept = async () => {
    if (!works) throw new Error("forbidden");
    return model.authority.history.map(({ id }) => ({ id }) as KeptEdit);
  };
  const keeping = watchKeeping(model, document, kept, WORDS);
  stops.push(() => keeping.stop());
  return keeping;
}

const file = () => model.get("_file") as { name: string; problem: string };
const closing = () => {
  const event = new Event("beforeunload", { cancelable: true });
  window.dispatchEvent(event);
  return event.defaultPrevented;
};
const download = (name: string) => {
  const link = document.createElement("a");
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
};

test("[O6] what is kept is said, until the map is downloaded", async () => {
  connect();
  await settle();
  const keeping = keep(true);
  expect(file().name).toBe(WORDS.untouched);
  rename("One");
  // It is not known yet.
  await vi.advanceTimersByTimeAsync(1);
  expect(keeping.loose).toBe(true);
  expect(closing()).toBe(true);
  await settle();
  expect(file()).toEqual({ name: WORDS.kept, status: "saved", problem: "" });
  expect(closing()).toBe(false);
  download("me-edits.json");
  await settle();
  expect(model.get("_copied")).toBe(undefined);
  download("Map.cjm.json");
  await settle();
  expect(model.get("_copied")).toBe(1);
  expect(file().name).toBe(WORDS.downloaded);
  rename("Two");
  await settle();
  expect(file().name).toBe(WORDS.kept);
  expect(model.get("_copied")).toBe(1);
});

test("[O6] where nothing is kept that is said, and closing the page asks", async () => {
  connect();
  await settle();
  keep(false);
  expect(closing()).toBe(false);
  rename("One");
  await settle();
  expect(file()).toEqual({ name: WORDS.unkept, status: "error", problem: WORDS.advice });
  expect(closing()).toBe(true);
  download("Map.cjm.json");
  await settle();
  expect(closing()).toBe(false);
  expect(file().name).toBe(WORDS.downloaded);
});

test("[O5] its words are there in each language", () => {
  const languages = ["en", "it", "pl", "fr"].map(textsOf);
  for (const key of Object.keys(WORDS) as (keyof typeof WORDS)[]) {
    expect(new Set(languages.map((words) => words[key])).size).toBe(4);
  }
  expect(textsOf("de")).toBe(WORDS);
});

test("[O1] the host of a page imports nothing of the editor", () => {
  for (const name of ["index", "keeping", "model", "picture", "texts"]) {
    const imports = readFileSync(`src/handout/${name}.ts`, "utf8").matchAll(/ from "(.+)"/g);
    for (const [, path] of imports) expect(path).toMatch(/^(\.|\.\.\/core|\.\.\/host|\.\.\/i18n)/);
  }
});
