import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Authority } from "../../src/core/authority";
import { Replica } from "../../src/core/replica";
import type { AnyRecord } from "../../src/core/schema.gen";
import { createEditor, type OwnedEditor } from "../../src/editor/context";
import { Editor } from "../../src/editor/Editor";
import { createTranslator } from "../../src/i18n";
import { MenuHost } from "../../src/ui/Menu";
import { hostileTexts } from "../hostile";
import { place } from "../ui/dom";

const TEXTS = hostileTexts().filter((text) => text !== "" && !/\p{Surrogate}/u.test(text));
const STEP = 200;
const OUTSIDE = "script, iframe, img, object, embed, link, base, form, a, [onerror], [onload]";

let page: ReturnType<typeof place>;
let editor: OwnedEditor;
let authority: Authority;
let replica: Replica;

function open(records: readonly AnyRecord[]): void {
  authority = new Authority(records);
  // Over the wire and back, as text.
  replica = new Replica({
    client: "test",
    send: (message) =>
      authority.receive(JSON.parse(JSON.stringify(message)), (answer) =>
        replica.receive(JSON.parse(JSON.stringify(answer))),
      ),
  });
  authority.subscribe((message) => replica.receive(JSON.parse(JSON.stringify(message))));
  replica.start();
  editor = createEditor({ replica, t: createTranslator("en") });
  page.show(
    <MenuHost>
      <Editor editor={editor} />
    </MenuHost>,
  );
}

beforeEach(() => {
  page = place();
});
afterEach(() => {
  page.remove();
  editor.dispose();
  replica.stop();
});

const map = (texts: readonly string[]): AnyRecord[] => [
  { type: "journey", id: "map" },
  { type: "lane", id: "pains", place: { order: "a0" }, kind: "pain", title: "Pains" },
  { type: "phase", id: "ph", place: { order: "a0" }, name: "Before" },
  { type: "touchpoint", id: "tp", place: { order: "a0", parent: "ph" }, name: "Ad" },
  ...texts.map(
    (text, at): AnyRecord => ({
      type: "card",
      id: `c${at}`,
      place: { order: `a${(at + 1000).toString()}1`, parent: "tp" },
      lane: "pains",
      kind: "pain",
      text,
      url: text.slice(0, 4000),
    }),
  ),
];

const batches = Array.from({ length: Math.ceil(TEXTS.length / STEP) }, (_, at) => at * STEP);

test.skipIf(TEXTS.length === 0).each(batches)(
  "[H14] hostile texts from number %i on are shown as they are, and do nothing",
  (start) => {
    const texts = TEXTS.slice(start, start + STEP);
    open(map(texts));
    const elements = page.root.querySelectorAll("*").length;
    texts.forEach((text, at) => {
      const shown = page.find(`[data-id="c${at}"] .cjm-inline`);
      expect(shown.textContent).toBe(text);
    });
    expect(page.root.querySelector(OUTSIDE)).toBeNull();
    // Typed here they reach the authority as they are.
    texts.forEach((text, at) => {
      const change = { updated: { [`c${at}`]: { text: [text, `${text}!`] as const } } };
      act(() => replica.edit(change, "Type"));
      expect(authority.state.record("card", `c${at}`)?.text).toBe(`${text}!`);
    });
    expect(page.root.querySelectorAll("*").length).toBe(elements);
    expect((globalThis as { __cjm_pwned?: unknown }).__cjm_pwned).toBeUndefined();
  },
);

test("[H16] an address is a link in its field alone, and only where it leads to the web or to mail", () => {
  open(map(["javascript:window.__cjm_pwned=1", "data:text/html,x", "https://example.org/a?b"]));
  for (const id of ["c0", "c1"]) {
    act(() => {
      editor.selection.value = [id];
    });
    expect(page.root.querySelector("a, [href], [src], [action], [formaction]")).toBeNull();
    expect(page.find("[data-field=url]").textContent).toContain("Not opened");
  }
  act(() => {
    editor.selection.value = ["c2"];
  });
  const [link, ...others] = page.root.querySelectorAll("a, [href], [src], [action], [formaction]");
  expect(others).toEqual([]);
  expect(link?.closest("[data-field=url]")).not.toBeNull();
  expect([link?.getAttribute("href"), link?.textContent]).toEqual([
    "https://example.org/a?b",
    "example.org↗",
  ]);
});
