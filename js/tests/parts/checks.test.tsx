import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { demo } from "../../dev/demo";
import { Authority } from "../../src/core/authority";
import { Replica } from "../../src/core/replica";
import { createEditor, type OwnedEditor } from "../../src/editor/context";
import { Editor } from "../../src/editor/Editor";
import type { Findings, Kernel } from "../../src/editor/kernel";
import { createTranslator } from "../../src/i18n";
import checks from "../../src/parts/checks";
import { MenuHost } from "../../src/ui/Menu";
import { place } from "../ui/dom";

const FINDINGS: Findings = {
  counts: { error: 1, warning: 700, hint: 0 },
  rows: [
    { rule: "a", severity: "error", record: "tp-books", message: "<b>1</b>", advice: "Mend it." },
    { rule: "b", severity: "warning", record: "tp-books", message: "Two", advice: "Think." },
    { rule: "b", severity: "warning", record: "ph-use", message: "Three", advice: "Think." },
  ],
};
const NOTHING: Findings = { counts: { error: 0, warning: 0, hint: 0 }, rows: [] };

let page: ReturnType<typeof place>;
let editor: OwnedEditor;
/** What is on its way to the kernel, where that is slow. */
let held: (() => void)[] | null;
let kernel: { part: ReturnType<typeof vi.fn>; check: ReturnType<typeof vi.fn> };

beforeEach(() => {
  vi.useFakeTimers();
  held = null;
  page = place();
  const authority = new Authority(demo());
  const replica: Replica = new Replica({
    client: "me",
    send: (message) => {
      const deliver = () => authority.receive(message, (answer) => replica.receive(answer));
      if (held) held.push(deliver);
      else deliver();
    },
  });
  authority.subscribe((message) => replica.receive(message));
  replica.start();
  kernel = { part: vi.fn(async () => checks), check: vi.fn(async () => FINDINGS) };
  editor = createEditor({
    replica,
    t: createTranslator("en"),
    kernel: { export: vi.fn(), pairs: vi.fn(), workshop: vi.fn(), ...kernel } as Kernel,
  });
  page.show(
    <MenuHost>
      <Editor editor={editor} />
    </MenuHost>,
  );
});
afterEach(() => {
  page.remove();
  editor.dispose();
  vi.useRealTimers();
});

const wait = (ms = 0) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
const click = (element: Element | null | undefined) => act(() => (element as HTMLElement).click());
const panel = () => document.querySelector(".cjm-part");
const open = async () => {
  click(document.querySelector(".cjm-checks-button"));
  await wait();
  await wait();
};

test("[E80] findings are listed by severity and rule, as text; of very many it is said", async () => {
  await open();
  const found = [...(panel()?.querySelectorAll("h3, .cjm-finding, p") ?? [])];
  expect(found.map((el) => el.textContent)).toEqual([
    ...["1 error", "<b>1</b>", "Mend it.", "700 warnings", "Two", "Three", "Think."],
    "The first 3 are listed.",
  ]);
  expect(panel()?.querySelector("b")).toBe(null);
});

test("[E80] a click goes to the record, and back to the panel", async () => {
  await open();
  click(panel()?.querySelectorAll(".cjm-finding")[2]);
  expect(editor.selection.value).toEqual(["ph-use"]);
  const current = panel()?.querySelectorAll("[aria-current=true]");
  expect([...(current ?? [])].map((el) => el.textContent)).toEqual(["Three"]);
  click(panel()?.querySelector(".cjm-inspector-close"));
  expect(panel()).toBe(null);
  expect(document.querySelector(".cjm-inspector")).not.toBe(null);
});

test("[E80] the map is checked again after edits, once they pause", async () => {
  await open();
  expect(kernel.check).toHaveBeenCalledTimes(1);
  kernel.check.mockImplementation(async () => NOTHING);
  for (const title of ["One", "Two", "Three"]) {
    act(() => {
      const { journey } = editor.replica.state;
      const change = { updated: { [journey.id]: { title: [journey.title, title] as never } } };
      editor.edit(change, "edit.journey.title");
    });
    await wait(100);
  }
  expect(kernel.check).toHaveBeenCalledTimes(1);
  await wait(500);
  expect(kernel.check).toHaveBeenCalledTimes(2);
  expect(panel()?.textContent).toContain("Nothing is missing");
});

test("[E80] what keeps it from being checked is said, and what was found stays", async () => {
  await open();
  kernel.check.mockImplementation(async () => {
    throw new Error("no answer");
  });
  act(() => {
    const { journey } = editor.replica.state;
    editor.edit({ updated: { [journey.id]: { title: [journey.title, "x"] } } } as never, "");
  });
  await wait(600);
  expect(panel()?.querySelector("[role=alert]")?.textContent).toContain("no answer");
  expect(panel()?.textContent).toContain("Three");
});

test("[E80] what the kernel had not taken in yet is checked once it has", async () => {
  await open();
  held = [];
  act(() => {
    const { journey } = editor.replica.state;
    editor.edit({ updated: { [journey.id]: { title: [journey.title, "x"] } } } as never, "");
  });
  await wait(600);
  expect(kernel.check).toHaveBeenCalledTimes(2);
  kernel.check.mockImplementation(async () => NOTHING);
  act(() => {
    for (const deliver of held?.splice(0) ?? []) deliver();
  });
  await wait(600);
  expect(kernel.check).toHaveBeenCalledTimes(3);
  expect(panel()?.textContent).toContain("Nothing is missing");
});

test("[T8] a panel that does not come says why", async () => {
  kernel.part.mockImplementation(async () => {
    throw new Error("another version");
  });
  await open();
  expect(panel()?.querySelector("[role=alert]")?.textContent).toContain("another version");
});
