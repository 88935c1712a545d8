import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import { demo } from "../../dev/demo";
import { Authority } from "../../src/core/authority";
import { Layout } from "../../src/core/layout";
import { Replica } from "../../src/core/replica";
import type { AnyRecord } from "../../src/core/schema.gen";
import { State } from "../../src/core/state";
import { createEditor } from "../../src/editor/context";
import { Editor } from "../../src/editor/Editor";
import type { Kernel } from "../../src/editor/kernel";
import { createTranslator } from "../../src/i18n";
import minimap from "../../src/parts/minimap";
import { pictureOf } from "../../src/parts/minimap/picture";
import { MenuHost } from "../../src/ui/Menu";
import { settle } from "../editor/open";
import { place } from "../ui/dom";

const numbers = (path: string) => [...path.matchAll(/[\d.]+/g)].map(Number);

test("[E145] phases take their share, and the curve is that of the persona in front", () => {
  const state = new State(demo());
  const layout = new Layout(state);
  const { phases, curve } = pictureOf(state, layout, 150, null);
  expect(phases.map(({ width }) => width * 7)).toEqual([2, 2, 1, 2].map((n) => expect.closeTo(n)));
  expect(phases.at(-1)).toMatchObject({ stage: "after" });
  // Ana's scores are 1 1 0 -2 1 2 0.5, on a scale from 2 down to -2.
  const heights = numbers(curve).filter((_, i) => i % 2 === 1);
  expect(heights).toEqual([0.25, 0.25, 0.5, 1, 0.25, 0, 0.375]);
  expect(pictureOf(state, layout, 150, "pe-marek").curve).not.toBe(curve);
  expect(pictureOf(state, layout, 150, "pe-nobody").curve).toBe("");
});

test("[E145] of 10,000 touchpoints each peak is drawn, with few points and in no time", () => {
  const records: AnyRecord[] = [{ type: "journey", id: "j" }];
  for (let i = 0; i < 10_000; i++) {
    const order = `a${String(i).padStart(6, "0")}`;
    records.push({ type: "touchpoint", id: `t${i}`, place: { order } });
    const score = i === 5001 ? 2 : i % 2 ? -1 : 0;
    records.push({ type: "experience", id: `e${i}`, touchpoint: `t${i}`, score });
  }
  const state = new State(records);
  const layout = new Layout(state);
  let took = Number.POSITIVE_INFINITY;
  let curve = "";
  // The best of some: other work on the machine is none of its fault.
  for (let i = 0; i < 5; i++) {
    const start = performance.now();
    curve = pictureOf(state, layout, 150, null).curve;
    took = Math.min(took, performance.now() - start);
  }
  console.info(`drew 10,000 touchpoints in ${took.toFixed(1)} ms, ${curve.length} characters`);
  const points = numbers(curve);
  expect(points.length / 2).toBeLessThanOrEqual(1200);
  expect(Math.min(...points.filter((_, i) => i % 2 === 1))).toBe(0);
  // Some 20 ms of work; machines that do other things take longer.
  expect(took).toBeLessThan(2000);
});

test("[E145] there where the map is wider than its room: keys, pointer, words", async () => {
  const page = place();
  const authority = new Authority(demo());
  const replica: Replica = new Replica({
    client: "me",
    send: (message) => authority.receive(message, (answer) => replica.receive(answer)),
  });
  replica.start();
  const part = vi.fn(async () => minimap);
  const kernel = { part } as unknown as Kernel;
  const editor = createEditor({ replica, t: createTranslator("en"), kernel });
  // A window of 428 px: row headers of 112, of seven columns of 150 px two and a bit.
  const room = vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(428);
  const head = vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(112);
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
  const show = () =>
    page.show(
      <MenuHost>
        <Editor editor={editor} />
      </MenuHost>,
    );
  show();
  // So narrow an editor begins with the outline.
  await settle();
  act(() => {
    editor.stage.value = null;
  });
  await settle();
  expect(part).toHaveBeenCalledWith("minimap");
  const frame = page.find(".cjm-minimap [role=slider]");
  const map = page.find(".cjm-map");
  const key = (name: string) => {
    const event = page.key(".cjm-minimap [role=slider]", name);
    act(() => {
      map.dispatchEvent(new Event("scroll"));
    });
    return event;
  };
  expect(frame.getAttribute("aria-valuetext")).toBe("Columns 1 to 3 of 7, Awareness");
  expect(key("ArrowRight").defaultPrevented).toBe(true);
  expect([map.scrollLeft, frame.getAttribute("aria-valuenow")]).toEqual([150, "2"]);
  key("End");
  expect(map.scrollLeft).toBe(7 * 150 - (428 - 112));
  key("PageUp");
  key("ArrowLeft");
  expect(map.scrollLeft).toBe(300);
  key("Home");
  expect(map.scrollLeft).toBe(0);
  expect(key("x").defaultPrevented).toBe(false);
  const strip = page.find(".cjm-minimap");
  strip.getBoundingClientRect = () => ({ left: 0, width: 1050 }) as DOMRect;
  const point = (type: string, clientX: number) =>
    act(() => {
      strip.dispatchEvent(new MouseEvent(type, { clientX, bubbles: true }));
      map.dispatchEvent(new Event("scroll"));
    });
  point("pointermove", 900);
  expect(map.scrollLeft).toBe(0);
  point("pointerdown", 600);
  expect(map.scrollLeft).toBeCloseTo(600 - 316 / 2);
  // Taken by the frame it moves as the pointer does.
  point("pointermove", 610);
  point("pointerup", 610);
  expect(map.scrollLeft).toBeCloseTo(610 - 316 / 2);
  point("pointerdown", 500);
  point("pointermove", 490);
  expect(map.scrollLeft).toBeCloseTo(600 - 316 / 2);
  room.mockRestore();
  head.mockRestore();
  vi.unstubAllGlobals();
  page.remove();
  editor.dispose();
});
