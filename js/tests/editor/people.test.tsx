import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test } from "vitest";
import { demo } from "../../dev/demo";
import { Authority } from "../../src/core/authority";
import { Presence } from "../../src/core/presence";
import { Replica } from "../../src/core/replica";
import { createEditor, type OwnedEditor } from "../../src/editor/context";
import { watchMarks, watchSpot } from "../../src/editor/presence/marks";
import { People } from "../../src/editor/presence/People";
import { initialsOf } from "../../src/editor/presence/words";
import { createTranslator } from "../../src/i18n";
import { MenuHost } from "../../src/ui/Menu";
import { place } from "../ui/dom";

const ME = { name: "Ana", color: 3, page: "here" };
let page: ReturnType<typeof place>;
let editor: OwnedEditor;
let presence: Presence;
let sent: Record<string, unknown>[];
let named: string[];

beforeEach(() => {
  page = place();
  sent = [];
  named = [];
  const authority = new Authority(demo());
  const replica: Replica = new Replica({
    client: "me",
    send: (message) => authority.receive(message, (answer) => replica.receive(answer)),
  });
  replica.start();
  let now = 0;
  presence = new Presence({
    client: "me",
    me: ME,
    // A second goes by between two looks at the clock, so that nothing is held back.
    now: () => {
      now += 1_000;
      return now;
    },
    setTimer: () => 0,
    clearTimer: () => {},
    send: (message) => sent.push(message as Record<string, unknown>),
  });
  editor = createEditor({
    replica,
    presence,
    t: createTranslator("en"),
    rename: (name) => named.push(name),
  });
});
afterEach(() => {
  page.remove();
  editor.dispose();
});

const come = (client: string, name: string, more: object = {}) =>
  act(() =>
    presence.receive({
      type: "presence",
      people: [{ client, name, color: 1, page: client, ...more }],
      gone: [],
    }),
  );
const show = () =>
  page.show(
    <MenuHost>
      <People editor={editor} />
    </MenuHost>,
  );
const names = () => page.all(".cjm-people li .cjm-hidden").map((el) => el.textContent);

test("[W11] alone there is nothing to see; others have a face and a name", () => {
  show();
  expect(page.root.textContent).toBe("");
  come("b", "Ben Kowalski");
  expect(names()).toEqual(["Ben Kowalski"]);
  expect(page.find(".cjm-peer [aria-hidden]").textContent).toBe("BK");
  expect(page.find(".cjm-peer").title).toBe("Ben Kowalski");
});

test("[W11] thirty people are five faces and a number; two windows of one person are one face", () => {
  show();
  for (let i = 0; i < 29; i++) come(`v${i}`, `Person ${i}`);
  come("again", "Person 3");
  expect(page.all(".cjm-peer")).toHaveLength(6);
  expect(page.find(".cjm-peer-rest [aria-hidden]").textContent).toBe("+24");
  expect(page.find(".cjm-peer-rest").title).toContain("Person 28");
});

test("[W11] guests and oneself elsewhere are called so, and names are only text", () => {
  show();
  come("b", "");
  come("c", "Ana", { color: 3 });
  come("d", "<img src=x onerror=alert(1)>");
  expect(names()).toEqual(["Guest", "Ana (you)", "<img src=x onerror=alert(1)>"]);
  expect(page.has("img")).toBe(false);
});

test("[W11] the own name is typed once, Enter keeps it", () => {
  show();
  come("b", "Ben");
  page.click(".cjm-people button");
  page.type(".cjm-people textarea", "Zoë");
  page.key(".cjm-people textarea", "Enter");
  expect(named).toEqual(["Zoë"]);
  expect(page.has(".cjm-people textarea")).toBe(false);
});

test("[W12] records of others are marked, also those that come later, and unmarked", async () => {
  page.root.innerHTML =
    '<div class="cjm-map"><div data-id="tp-books"></div><div data-id="tp-pays"></div></div>';
  const stop = watchMarks(page.root, editor);
  const who = (id: string) => page.find(`[data-id="${id}"]`).dataset.who;
  come("b", "Ben", { at: ["tp-books", "tp-late"] });
  expect([who("tp-books"), who("tp-pays")]).toEqual(["Ben", undefined]);
  come("c", "Cleo", { at: ["tp-books"], typing: ["tp-pays", "name"] });
  expect([who("tp-books"), who("tp-pays")]).toEqual(["Ben, Cleo", "Cleo is editing"]);
  const late = document.createElement("div");
  late.dataset.id = "tp-late";
  page.find(".cjm-map").append(late);
  await new Promise((done) => setTimeout(done));
  expect(who("tp-late")).toBe("Ben");
  for (let i = 0; i < 4; i++) come(`v${i}`, `V${i}`, { at: ["tp-late"] });
  expect(who("tp-late")).toBe("Ben, V0, V1 +2");
  act(() => presence.receive({ type: "welcome", to: "me" }));
  expect(page.all("[data-who]")).toEqual([]);
  stop();
});

test("[W12] a place that goes on to another record loses the mark", async () => {
  page.root.innerHTML = '<b data-record="g-1"></b>';
  const stop = watchMarks(page.root, editor);
  come("b", "Ben", { at: ["g-1"] });
  expect(page.find("b").dataset.who).toBe("Ben");
  page.find("b").dataset.record = "g-2";
  await new Promise((done) => setTimeout(done));
  expect(page.find("b").dataset.who).toBe(undefined);
  stop();
});

test("[W12] what is selected and which text is edited is told, and when it ends", async () => {
  page.root.innerHTML = `<div class="cjm-map"><div data-id="tp-books">
      <textarea id="map"></textarea><button></button></div></div>
    <div class="cjm-inspector"><div data-field="expectation"><input id="panel"></div></div>
    <div class="cjm-inspector cjm-part"><input id="find"></div>
    <input id="search">`;
  const stop = watchSpot(page.root, editor);
  come("b", "Ben");
  const last = () => {
    const { type: _, client: __, ...rest } = sent.at(-1) ?? {};
    return rest;
  };
  editor.selection.value = ["tp-pays"];
  expect(last()).toEqual({ at: ["tp-pays"] });
  page.find("#map").focus();
  expect(last()).toEqual({ at: ["tp-pays"], typing: ["tp-books", ""] });
  page.find("#panel").focus();
  expect(last()).toEqual({ at: ["tp-pays"], typing: ["tp-pays", "expectation"] });
  page.find("button").focus();
  expect(last()).toEqual({ at: ["tp-pays"] });
  page.find("#map").focus();
  page.find("#search").focus();
  expect(last(), "a search is no text of the map").toEqual({ at: ["tp-pays"] });
  page.find("#find").focus();
  expect(last(), "nor is one in the place of the inspector").toEqual({ at: ["tp-pays"] });
  page.find("#map").focus();
  page.find("#map").blur();
  await new Promise((done) => setTimeout(done, 5));
  expect(last()).toEqual({ at: ["tp-pays"] });
  stop();
});

test("[W11] initials", () => {
  expect(["Ana", "ana maria rossi", "🚲 Bike", "王小明", "", "łucja"].map(initialsOf)).toEqual([
    "A",
    "AR",
    "🚲B",
    "王",
    "?",
    "Ł",
  ]);
});
