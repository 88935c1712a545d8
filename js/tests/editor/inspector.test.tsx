import { signal } from "@preact/signals";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { demo } from "../../dev/demo";
import { Authority } from "../../src/core/authority";
import type { Change } from "../../src/core/change";
import { Replica } from "../../src/core/replica";
import { createEditor, type OwnedEditor } from "../../src/editor/context";
import { Inspector } from "../../src/editor/inspector/Inspector";
import { createTranslator } from "../../src/i18n";
import { MenuHost } from "../../src/ui/Menu";
import { place } from "../ui/dom";

let page: ReturnType<typeof place>;
let editor: OwnedEditor;
let authority: Authority;
/** What the inspector did, in order. */
let edits: [Change, string][];

beforeEach(() => {
  page = place();
  authority = new Authority(demo());
  const replica = new Replica({
    client: "test",
    send: (message) => authority.receive(message, (answer) => replica.receive(answer)),
  });
  authority.subscribe((message) => replica.receive(message));
  replica.start();
  edits = [];
  const edit = replica.edit.bind(replica);
  vi.spyOn(replica, "edit").mockImplementation((change, label) => {
    edits.push([structuredClone(change), label]);
    edit(change, label);
  });
  editor = createEditor({ replica, t: createTranslator("en"), readOnly: signal(false) });
});
afterEach(() => {
  page.remove();
  editor.dispose();
});

function open(id?: string) {
  editor.selection.value = id ? [id] : [];
  page.show(
    <MenuHost>
      <Inspector editor={editor} />
    </MenuHost>,
  );
}
/** Unfolds all groups. */
const more = () => {
  for (const fold of page.all(".cjm-more[aria-expanded=false]")) act(() => fold.click());
};
const labelled = (label: string) => `[aria-label="${label}"]`;
const only = () => {
  expect(edits).toHaveLength(1);
  return edits[0]?.[0];
};
const one = (id: string, field: string, from: unknown, to: unknown): Change => ({
  updated: { [id]: { [field]: [from, to] } },
});

describe("a touchpoint", () => {
  beforeEach(() => open("tp-books"));

  test("says where it stands", () => {
    expect(page.find("h2").textContent).toBe("Books a test ride");
    expect(page.find(".cjm-inspector-sub").textContent).toBe("Consideration · step 4 of 7");
  });

  test("text", () => {
    page.type(labelled("Expectation"), "A slot tomorrow");
    page.key(labelled("Expectation"), "Enter");
    expect(only()).toEqual(
      one("tp-books", "expectation", "Pick a time that suits me, today", "A slot tomorrow"),
    );
    expect(edits[0]?.[1]).toBe("edit.touchpoint.expectation");
  });

  test("the name at the top", () => {
    page.click("h2 [role=button]");
    page.type("h2 textarea", "Books a ride");
    page.key("h2 textarea", "Enter");
    expect(only()).toEqual(one("tp-books", "name", "Books a test ride", "Books a ride"));
  });

  test("choices, yes/no/not known, numbers, durations, dates, flags", () => {
    page.click(`${labelled("Expectation was")} [role=radio]:nth-child(2)`);
    page.click(`${labelled("In use")} [role=radio]:nth-child(3)`);
    page.type(`input${labelled("Duration")}`, "1 h 30 min");
    page.key(`input${labelled("Duration")}`, "Enter");
    page.click("input[type=checkbox]");
    more();
    page.pick(labelled("Kind"), "event");
    page.click(`${labelled("Importance to the business")} [role=radio]:nth-child(4)`);
    page.type(`input${labelled("Start")}`, "2027-05-01");
    page.blur(`input${labelled("Start")}`);
    expect(edits.map(([change]) => change)).toEqual([
      one("tp-books", "expectation_met", "missed", "met"),
      one("tp-books", "in_use", true, null),
      one("tp-books", "duration", 360, 5400),
      one("tp-books", "moment_of_truth", true, false),
      one("tp-books", "kind", "decision", "event"),
      one("tp-books", "importance_business", null, 3),
      one("tp-books", "start", "", "2027-05-01"),
    ]);
    expect(authority.revision).toBe(7);
  });

  test("what cannot be read changes nothing", () => {
    page.type(`input${labelled("Wait")}`, "soon");
    page.blur(`input${labelled("Wait")}`);
    expect(edits).toEqual([]);
    expect(page.find("[role=alert]").textContent).toContain("6 min");
  });

  test("a known channel, a new channel and a new owner are one change each", () => {
    page.type("[aria-label='Add to Channels']", "shop");
    page.key("[aria-label='Add to Channels']", "Enter");
    expect(only()).toEqual(
      one("tp-books", "channels", ["ch-site", "ch-phone"], ["ch-site", "ch-phone", "ch-shop"]),
    );
    page.type("[aria-label='Add to Channels']", "Kiosk");
    page.key("[aria-label='Add to Channels']", "Enter");
    const kiosk = Object.values(edits[1]?.[0].added ?? {})[0];
    expect(kiosk).toMatchObject({ type: "channel", name: "Kiosk" });
    expect(edits[1]?.[0].updated?.["tp-books"]?.channels?.[1]).toEqual([
      "ch-site",
      "ch-phone",
      "ch-shop",
      kiosk?.id,
    ]);
    page.type("[aria-label='Add to Owner']", "Jo");
    page.key("[aria-label='Add to Owner']", "Enter");
    const jo = Object.values(edits[2]?.[0].added ?? {})[0];
    expect(jo).toMatchObject({ type: "person", name: "Jo", kind: "owner" });
    expect(authority.state.record("touchpoint", "tp-books")?.owners).toEqual(["pn-ops", jo?.id]);
  });

  test("scores: step, set, add, remove", () => {
    page.click(labelled("Increase Score of Ana"));
    expect(only()).toEqual(one("ex-a3", "score", -2, -1));
    expect(page.find<HTMLButtonElement>(labelled("Decrease Score of Ana")).disabled).toBe(false);
    page.click("[aria-haspopup=menu]");
    page.click("[role=menuitem]:nth-child(3)");
    expect(Object.values(edits[1]?.[0].added ?? {})[0]).toMatchObject({
      type: "experience",
      touchpoint: "tp-books",
      persona: "pe-marek",
      score: 0,
    });
    page.click(".cjm-entry-fold");
    page.type(`input${labelled("Answers (n)")}`, "2.5");
    page.blur(`input${labelled("Answers (n)")}`);
    page.pick(labelled("Source"), "observed");
    page.click(".cjm-remove");
    expect(edits.slice(2).map(([change]) => change)).toEqual([
      one("ex-a3", "source", "measured", "observed"),
      { removed: { "ex-a3": expect.objectContaining({ score: -1 }) } },
    ]);
  });

  test("comments: add and resolve", () => {
    page.type(labelled("Write a comment"), "Ask the shop");
    page.key(labelled("Write a comment"), "Enter");
    expect(Object.values(only()?.added ?? {})[0]).toMatchObject({
      type: "comment",
      target: "tp-books",
      text: "Ask the shop",
    });
    page.click(".cjm-comment input[type=checkbox]");
    expect(edits[1]?.[0]).toEqual(one("cm-1", "resolved", false, true));
  });

  test("an unknown value is shown as itself and kept among the choices", () => {
    authority.edit(one("tp-books", "kind", "decision", "teleport"), "From elsewhere");
    open("tp-books");
    more();
    const select = page.find<HTMLSelectElement>(labelled("Kind"));
    expect([select.value, select.selectedOptions[0]?.textContent]).toEqual([
      "teleport",
      "other: teleport",
    ]);
  });

  test("a text that somebody else changed meanwhile is kept in a comment", () => {
    const field = labelled("Expectation");
    page.type(field, "Mine");
    authority.edit(
      one("tp-books", "expectation", "Pick a time that suits me, today", "Theirs"),
      "From elsewhere",
    );
    open("tp-books");
    expect(page.find<HTMLTextAreaElement>(field).value).toBe("Mine");
    page.key(field, "Enter");
    expect(authority.state.record("touchpoint", "tp-books")?.expectation).toBe("Mine");
    const notes = [...authority.state.ofType("comment")].map(
      (id) => authority.state.record("comment", id)?.text,
    );
    expect(notes).toContain("Replaced text of “Expectation”: Theirs");
  });

  test("selecting something else keeps what was typed, for the right record", () => {
    page.type(labelled("Expectation"), "Typed");
    open("tp-pays");
    expect(only()?.updated).toHaveProperty("tp-books");
  });

  test("read-only shows and changes nothing", () => {
    editor.dispose();
    editor = createEditor({
      replica: editor.replica,
      t: createTranslator("en"),
      readOnly: signal(true),
    });
    open("tp-books");
    expect(page.all("textarea:not([readonly]), input:not([readonly]):not([disabled])")).toEqual([]);
    expect(page.all("select:not([disabled]), .cjm-remove, .cjm-token button")).toEqual([]);
  });
});

describe("other records", () => {
  test.each([
    ["ph-use", "Phase"],
    ["ln-pain", "Lane"],
    ["cd-books1", "Card"],
    ["pe-ana", "Persona"],
    ["pn-ops", "Person"],
    ["ch-web", "Channel"],
    ["rs-1", "Resource"],
    [undefined, "Journey"],
  ])("%s shows its form", (id, title) => {
    open(id);
    expect(page.find(".cjm-inspector-sub").textContent).toBe(title);
    expect(page.all(".cjm-f").length).toBeGreaterThan(1);
    more();
  });

  test("a point of the curve shows its touchpoint", () => {
    open("ex-a3");
    expect(page.find("h2").textContent).toBe("Books a test ride");
  });

  test("several records are counted", () => {
    editor.selection.value = ["tp-books", "tp-pays", "gone"];
    page.show(<Inspector editor={editor} />);
    expect(page.find("h2").textContent).toBe("2 things selected");
  });

  test("texts and facts of a persona", () => {
    open("pe-ana");
    page.type(labelled("Add to Goals"), "Save time");
    page.key(labelled("Add to Goals"), "Enter");
    more();
    page.type(labelled("Add to Demographics: Name"), "age");
    page.key(labelled("Add to Demographics: Name"), "Enter");
    page.type(labelled("Add to Demographics: Value"), "34");
    page.key(labelled("Add to Demographics: Value"), "Enter");
    page.type(labelled("Goals 1"), "");
    page.key(labelled("Goals 1"), "Enter");
    expect(edits.map(([change]) => change)).toEqual([
      one("pe-ana", "goals", [], ["Save time"]),
      one("pe-ana", "demographics", {}, { age: "34" }),
      one("pe-ana", "goals", ["Save time"], []),
    ]);
  });

  test("another scale moves the scores along, as one change", () => {
    open();
    more();
    page.pick(labelled("Emotion scale"), "1..5");
    const change = only();
    expect(change?.updated?.["map-demo"]?.emotion_scale).toEqual([
      {},
      { min: 1, max: 5, neutral: 3 },
    ]);
    expect(change?.updated?.["ex-a3"]?.score).toEqual([-2, 1]);
    page.pick(labelled("Emotion scale"), "-2..2");
    expect(authority.state.journey.emotion_scale).toBeUndefined();
    expect(authority.state.record("experience", "ex-a3")?.score).toBe(-2);
  });

  test("goals of the journey", () => {
    open();
    page.type(labelled("Add goal"), "More repeat rides");
    page.key(labelled("Add goal"), "Enter");
    expect(Object.values(only()?.added ?? {})[0]).toMatchObject({
      type: "goal",
      text: "More repeat rides",
    });
    page.type(labelled("goal"), "Fewer cancellations");
    page.key(labelled("goal"), "Enter");
    expect(edits[1]?.[0].updated?.["go-1"]?.text?.[1]).toBe("Fewer cancellations");
  });
});
