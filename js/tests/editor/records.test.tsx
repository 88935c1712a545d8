import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type AnyRecord, TYPES, type TypeName } from "../../src/core/schema.gen";
import type { OwnedEditor } from "../../src/editor/context";
import { formOf, headField } from "../../src/editor/inspector/forms";
import { openRecord, stepsOf } from "../../src/editor/inspector/trail";
import type { Kernel, PartName } from "../../src/editor/kernel";
import hints from "../../src/parts/hints";
import { isHinted } from "../../src/parts/hints/hinted";
import { TEXTS as HINTS } from "../../src/parts/hints/texts";
import records from "../../src/parts/records";
import { FIXED, FORMS, UNSEEN } from "../../src/parts/records/forms";
import { listsOf } from "../../src/parts/records/lists";
import table from "../../src/parts/table";
import { linkOf } from "../../src/ui/Link";
import { hostileTexts } from "../hostile";
import { openEditor, settle } from "./open";

const NAMES = Object.keys(TYPES) as TypeName[];

/** What a field of a role may hold, so that it is seen. */
const HELD: Readonly<Record<string, unknown>> = {
  text: "words",
  word: "word",
  color: "#3457d5",
  date: "2027-05-31",
  number: 1,
  flag: true,
  set: ["a"],
  texts: ["b"],
  facts: { c: "d" },
};

/** A map with one record of each type, all of whose fields hold something. */
function everything(): AnyRecord[] {
  return NAMES.map((type) => {
    const held = Object.entries(TYPES[type].fields).flatMap(([name, info]) => {
      if (name in UNSEEN || (type === "comment" && name === "parent")) return [];
      if (!info.target) return [[name, info.known?.at(-1) ?? HELD[info.role]]];
      const id = `the-${info.target === "*" ? "touchpoint" : info.target}`;
      return [[name, info.role === "ref" ? id : [id]]];
    });
    const parent = { touchpoint: "the-phase", card: "the-touchpoint" }[type as string];
    return {
      type,
      id: `the-${type}`,
      ...(TYPES[type].placed && { place: { order: "a0", ...(parent && { parent }) } }),
      ...Object.fromEntries(held.filter(([, value]) => value !== undefined)),
      ...(type === "phase" && { collapsed: false }),
      ...(type === "journey" && { emotion_scale: { min: 1, max: 5, neutral: 3 } }),
    } as unknown as AnyRecord;
  });
}

let opened: ReturnType<typeof openEditor>;
let page: ReturnType<typeof openEditor>["page"];
let editor: OwnedEditor;

const PARTS: Partial<Record<PartName, unknown>> = { hints, records, table };
const kernel = () => ({ part: async (name: PartName) => PARTS[name] }) as unknown as Kernel;

async function open(all = everything()) {
  opened = openEditor(kernel(), all, true);
  ({ page, editor } = opened);
  await settle();
}
beforeEach(() => open());
afterEach(() => opened.close());

const labelled = (label: string) => `.cjm-inspector [aria-label="${label}"]`;
const shown = () => stepsOf(editor).at(-1);
const state = () => opened.authority.state;
const focused = () => document.activeElement as HTMLElement;
const select = async (...ids: string[]) => {
  act(() => {
    editor.selection.value = ids;
  });
  await settle();
};
/** Unfolds all groups, and all entries of lists. */
const unfold = () => {
  for (;;) {
    const folds = ".cjm-more[aria-expanded=false], .cjm-entry-fold[aria-expanded=false]";
    const next = page.all(`.cjm-inspector :is(${folds})`)[0];
    if (!next) return;
    act(() => next.click());
  }
};
const links = () =>
  new Set(page.all(".cjm-inspector [data-open]").map(({ dataset }) => dataset.open ?? ""));
/** Follows a link as people do. */
const follow = async (id: string) => {
  const link = page.find(`.cjm-inspector [data-open="${id}"]`);
  link.focus();
  act(() => link.click());
  await settle();
};
const CONTROLS =
  "input, textarea, select, [role=radio], [role=button], .cjm-token button[aria-label]";

/** What stands for a field in the details; not in a list of other records. */
function fieldsNamed(name: string): HTMLElement[] {
  return page
    .all(`.cjm-inspector [data-field="${name}"]`)
    .filter((el) => el.closest(".cjm-entry") === null);
}

describe("all there is", () => {
  test("[E180] from the map every type is reached by links, and back to where one was", async () => {
    const met = new Set(["the-journey"]);
    const walk = async (depth: number) => {
      unfold();
      for (const id of links()) {
        if (met.has(id) || shown()?.id === id) continue;
        met.add(id);
        const from = shown()?.id;
        await follow(id);
        expect(shown()?.id).toBe(id);
        expect(page.find(".cjm-inspector").contains(focused())).toBe(true);
        if (depth < 30) await walk(depth + 1);
        act(() => page.find(".cjm-back").click());
        await settle();
        expect(shown()?.id).toBe(from);
        unfold();
      }
    };
    await walk(0);
    const reached = [...met].map((id) => state().get(id)?.type);
    // The journey is where it began; the trail is cut there when one comes back to it.
    const missing = NAMES.filter((type) => type !== "journey" && !reached.includes(type));
    expect(missing).toEqual([]);
  });

  test.each(NAMES)(
    "[E180] %s: every field has a control, but for those with a reason",
    async (type) => {
      await select();
      act(() => openRecord(editor, `the-${type}`));
      await settle();
      unfold();
      const names = Object.keys(TYPES[type].fields).filter((name) => !(name in UNSEEN));
      for (const name of names) {
        if (type === "comment" && name === "parent") continue;
        const all = fieldsNamed(name);
        expect([name, all.length]).toEqual([name, 1]);
        const controls = all[0]?.querySelectorAll(CONTROLS).length ?? 0;
        expect([name, controls > 0]).toEqual([name, !(`${type}.${name}` in FIXED)]);
      }
    },
  );

  test.each(NAMES)("[E181] %s: read-only it shows what it holds, and no control", async (type) => {
    editor.readOnly.value = true;
    await select();
    act(() => openRecord(editor, `the-${type}`));
    await settle();
    unfold();
    const controls = page.all(".cjm-inspector :is(input, textarea, select, [role=radio])");
    expect(controls.map((el) => el.outerHTML)).toEqual([]);
    const names = Object.entries(TYPES[type].fields).filter(
      ([name, info]) =>
        !(name in UNSEEN) && !["none", "unknown"].includes(info.known?.at(-1) ?? ""),
    );
    for (const [name] of names) {
      if (type === "comment" && name === "parent") continue;
      expect([name, fieldsNamed(name).length]).toEqual([name, 1]);
      expect([name, fieldsNamed(name)[0]?.textContent]).not.toEqual([name, ""]);
    }
  });

  test("[E180] what hangs on nothing, and has no place on the map, is listed on the journey", () => {
    const seen = new Set(["journey", "phase", "touchpoint", "lane", "goal", "question"]);
    const free = NAMES.filter(
      (type) => !seen.has(type) && !Object.values(TYPES[type].fields).some(({ owned }) => owned),
    );
    expect(free.length).toBeGreaterThan(6);
    const keys = listsOf(state(), state().journey).map(({ key }) => key);
    expect(free.filter((type) => !keys.includes(type))).toEqual([]);
    const sections = formOf("journey").flatMap(({ rows }) => rows.flat());
    expect(sections).toEqual(expect.arrayContaining(["@goals", "@questions"]));
  });

  test("[E180] what is not there for people says why; nothing is named that is not", () => {
    for (const key of Object.keys(FIXED)) {
      const [type = "", name = ""] = key.split(".");
      expect([key, name in TYPES[type as TypeName].fields]).toEqual([key, true]);
    }
    const all = NAMES.flatMap((type) => Object.keys(TYPES[type].fields));
    for (const name of Object.keys(UNSEEN)) expect(all).toContain(name);
    for (const why of Object.values({ ...FIXED, ...UNSEEN })) expect(why).not.toBe("");
  });
});

describe("the way", () => {
  test("[E182] a name leads on, Back and Escape lead back to it, another selection ends it", async () => {
    await select("the-touchpoint");
    await follow("the-channel");
    expect(page.find(".cjm-inspector-sub").textContent).toBe("Channel");
    expect(page.find(".cjm-back").textContent).toBe("Back to words");
    expect(focused()).toBe(page.find(".cjm-inspector h2"));
    // What is selected on the map stays.
    expect(editor.selection.value).toEqual(["the-touchpoint"]);
    page.key(".cjm-inspector h2", "Escape");
    await settle();
    expect(shown()?.id).toBe("the-touchpoint");
    expect(focused().dataset.open).toBe("the-channel");
    await follow("the-channel");
    await select("the-phase");
    expect(shown()?.id).toBe("the-phase");
    expect(page.has(".cjm-back")).toBe(false);
    await select("the-touchpoint");
    expect(shown()?.id).toBe("the-touchpoint");
  });

  test("[E182] one who comes back to where they were goes back, and not round and round", async () => {
    await select("the-touchpoint");
    await follow("the-channel");
    unfold();
    await follow("the-touchpoint");
    expect(stepsOf(editor).map(({ id }) => id)).toEqual(["the-touchpoint"]);
  });

  test("[E182] what somebody removes meanwhile is left out of the way", async () => {
    await select("the-touchpoint");
    await follow("the-channel");
    const channel = state().get("the-channel") as AnyRecord;
    act(
      () => void opened.authority.edit({ removed: { "the-channel": channel } }, "remove.channel"),
    );
    await settle();
    expect(shown()?.id).toBe("the-touchpoint");
  });

  test("[E182] Alt+Enter on the map and in a table goes to the details of what is selected", async () => {
    await select();
    const cell = '[data-at="#touchpoints/the-touchpoint"]';
    act(() => page.find(cell).focus());
    page.key(cell, "Enter", { altKey: true });
    await settle();
    expect([shown()?.id, focused().tagName]).toEqual(["the-touchpoint", "H2"]);
    page.key(".cjm-inspector h2", "Escape");
    expect(focused()).toBe(page.find(cell));
    act(() => {
      editor.stage.value = "table";
    });
    await settle();
    act(() => page.pick(".cjm-which", "experience"));
    await settle();
    const row = '[data-row="the-experience"] [data-col="score"]';
    act(() => page.find(row).focus());
    page.key(row, "Enter", { altKey: true });
    await settle();
    expect(shown()?.id).toBe("the-experience");
    expect(page.find(".cjm-back").textContent).toBe("Back to words");
  });

  test("[E182] a panel in the place of the details gives way", async () => {
    act(() => {
      editor.panel.value = "hints";
      editor.inspectorOpen.value = false;
    });
    act(() => openRecord(editor, "the-metric"));
    await settle();
    expect(shown()?.id).toBe("the-metric");
    expect(page.find(".cjm-inspector-sub").textContent).toBe("Metric");
  });
});

describe("groups and lists", () => {
  test("[E183] what is folded is remembered for the type while the view lives", async () => {
    await select("the-touchpoint");
    const time = '[data-group="touchpoint.g_time"] .cjm-more';
    act(() => page.find(time).click());
    expect(page.find(time).getAttribute("aria-expanded")).toBe("false");
    expect(page.has('[data-field="duration"]')).toBe(false);
    await select("the-card");
    act(() => {
      editor.panel.value = "hints";
    });
    act(() => {
      editor.panel.value = null;
    });
    await select("the-touchpoint");
    expect(page.find(time).getAttribute("aria-expanded")).toBe("false");
    expect(
      page.find('[data-group="touchpoint.g_what"] .cjm-more').getAttribute("aria-expanded"),
    ).toBe("true");
  });

  test("[E183] no group has a field twice, and every group a field", () => {
    for (const type of NAMES) {
      const rows = [...(FORMS[type] ?? formOf(type))].flatMap((group) => group.rows.flat());
      expect(new Set(rows).size).toBe(rows.length);
      expect(rows).not.toContain(headField(type));
    }
  });

  test("[E184] lists say how many there are, and a name typed there is one more, in one change", async () => {
    await select();
    const group = '[data-group="journey/channel"]';
    expect(page.find(`${group} small`).textContent).toBe("1");
    act(() => page.find(`${group} .cjm-more`).click());
    const before = opened.authority.revision;
    page.type(labelled("Add channel"), "Kiosk");
    page.key(labelled("Add channel"), "Enter");
    const ids = state()
      .siblings("channel")
      .map(([, id]) => id);
    expect(ids.map((id) => state().record("channel", id)?.name)).toEqual(["words", "Kiosk"]);
    expect(page.find(`${group} small`).textContent).toBe("2");
    expect(opened.authority.revision).toBe(before + 1);
    act(() => void opened.replica.undo());
    expect(state().count("channel")).toBe(1);
  });

  test("[E184] a transition and a measured value are added where they belong, and opened", async () => {
    await select("the-metric");
    act(() => page.find('[data-group="metric/metric_value"] .cjm-more').click());
    act(() => page.find('[data-list="metric_value"] > .cjm-link').click());
    await settle();
    expect(shown()).toMatchObject({ metric: "the-metric", target: "the-journey" });
    expect(shown()?.id).not.toBe("the-metric_value");
    // A map of one touchpoint has none to go on to.
    await select("the-touchpoint");
    act(() => page.find('[data-group="touchpoint/edge_from"] .cjm-more').click());
    expect(page.has('[data-list="edge_from"] > .cjm-link')).toBe(false);
  });

  test("[E184] of many the first are shown, and a word finds the others", async () => {
    opened.close();
    const many = Array.from({ length: 60 }, (_, i) => ({
      type: "channel" as const,
      id: `ch-${i}`,
      name: `Way ${i}`,
      place: { order: `a${String(i + 100)}1` },
    }));
    await open([{ type: "journey", id: "j" }, ...many]);
    act(() => page.find('[data-group="journey/channel"] .cjm-more').click());
    expect(page.all('[data-list="channel"] li')).toHaveLength(40);
    act(() => page.find('[data-list="channel"] > .cjm-link').click());
    expect(page.all('[data-list="channel"] li')).toHaveLength(60);
    page.type('[data-list="channel"] input', "WAY 59");
    expect(page.all('[data-list="channel"] li').map((li) => li.textContent)).toEqual(["Way 59"]);
    page.type('[data-list="channel"] input', "nowhere");
    expect(page.find('[data-list="channel"] .cjm-hint').textContent).toBe("Nothing found");
  });

  test("[E184] the steps of a path are moved, repeated and removed, each in one change", async () => {
    const second = { ...(state().get("the-touchpoint") as AnyRecord), id: "tp-2", name: "Pays" };
    act(
      () =>
        void opened.authority.edit({ added: { "tp-2": second as AnyRecord } }, "add.touchpoint"),
    );
    await select();
    act(() => openRecord(editor, "the-path"));
    await settle();
    const steps = () => state().record("path", "the-path")?.steps;
    const add = (name: string) => {
      page.type(labelled("Add to Steps"), name);
      page.key(labelled("Add to Steps"), "Enter");
    };
    const before = opened.authority.revision;
    add("Pays");
    add("words");
    expect(steps()).toEqual(["the-touchpoint", "tp-2", "the-touchpoint"]);
    page.click(labelled("Move up: Pays"));
    expect(steps()).toEqual(["tp-2", "the-touchpoint", "the-touchpoint"]);
    // It cannot go farther up, and the focus is still there.
    expect(focused().getAttribute("aria-label")).toBe("Move up: Pays");
    expect(focused().getAttribute("aria-disabled")).toBe("true");
    page.click(labelled("Remove Pays"));
    expect(steps()).toEqual(["the-touchpoint", "the-touchpoint"]);
    expect(opened.authority.revision).toBe(before + 4);
    act(() => void opened.replica.undo());
    expect(steps()).toEqual(["tp-2", "the-touchpoint", "the-touchpoint"]);
  });

  test("[E184] what a record cannot live without is replaced, never removed", async () => {
    const second = { ...(state().get("the-touchpoint") as AnyRecord), id: "tp-2", name: "Pays" };
    act(
      () =>
        void opened.authority.edit({ added: { "tp-2": second as AnyRecord } }, "add.touchpoint"),
    );
    await select();
    act(() => openRecord(editor, "the-edge"));
    await settle();
    const box = page.find(labelled("To"));
    expect(box.querySelectorAll(".cjm-token button[aria-label]")).toHaveLength(0);
    page.key(labelled("Add to To"), "Backspace");
    expect(state().record("edge", "the-edge")?.target).toBe("the-touchpoint");
    page.type(labelled("Add to To"), "Pays");
    page.key(labelled("Add to To"), "Enter");
    expect(state().record("edge", "the-edge")?.target).toBe("tp-2");
  });

  test("[E184] a removed record is offered back, and the focus is where one came from", async () => {
    await select("the-touchpoint");
    await follow("the-channel");
    page.click(".cjm-records-end .cjm-remove");
    await settle();
    expect(state().get("the-channel")).toBeUndefined();
    expect(shown()?.id).toBe("the-touchpoint");
    expect(focused().tagName).toBe("H2");
    page.click(".cjm-toast button");
    expect(state().get("the-channel")).toBeDefined();
    expect(state().record("touchpoint", "the-touchpoint")?.channels).toEqual(["the-channel"]);
  });

  test("[E184] lists name nothing that the form above them has", () => {
    for (const record of everything()) {
      const keys = listsOf(state(), record).map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
    }
    const keys = listsOf(state(), state().get("the-touchpoint") as AnyRecord).map(({ key }) => key);
    expect(keys).not.toContain("comment");
  });
});

describe("hints", () => {
  test("[E185] every field that has a button has words in each language, and no other", () => {
    const asked = NAMES.flatMap((type) =>
      Object.keys(TYPES[type].fields)
        .filter((name) => isHinted(type, name))
        .map((name) => `${type}.${name}`),
    );
    expect(asked.sort()).toEqual(Object.keys(HINTS.en).sort());
    for (const language of ["en", "it", "pl", "fr"]) {
      for (const key of asked) {
        const [type = "", name = ""] = key.split(".");
        const said = hints.hint(type, name, language);
        expect([key, said.length > 20 && said.length < 160]).toEqual([key, true]);
      }
    }
    expect(hints.hint("touchpoint", "nothing", "en")).toBe("");
  });

  test("[E185] a hint comes when it is asked for, is said, and describes its control", async () => {
    await select("the-touchpoint");
    const button = labelled("About Expectation");
    const field = page.find<HTMLTextAreaElement>('textarea[aria-label="Expectation"]');
    expect(page.has(".cjm-advice")).toBe(false);
    page.click(button);
    await settle();
    const said = page.find(".cjm-advice");
    expect(said.textContent).toBe(HINTS.en["touchpoint.expectation"]);
    expect(field.getAttribute("aria-describedby")).toBe(said.id);
    expect(page.find(button).getAttribute("aria-expanded")).toBe("true");
    expect(editor.spoken.value).toBe(said.textContent);
    expect(opened.authority.revision).toBe(0);
    page.click(button);
    expect(page.has(".cjm-advice")).toBe(false);
    expect(field.hasAttribute("aria-describedby")).toBe(false);
  });

  test("[E185] words that do not come are said to be missing", async () => {
    opened.close();
    const part = vi.fn(async (name: PartName) => {
      if (name === "hints") throw new Error("no answer");
      return PARTS[name];
    });
    opened = openEditor({ part }, everything(), true);
    ({ page, editor } = opened);
    await select("the-touchpoint");
    page.click(labelled("About Expectation"));
    await settle();
    expect(page.find(".cjm-advice").textContent).toContain("no answer");
  });
});

const TEXTS = hostileTexts();

describe("links", () => {
  test("[E186] only what says where it leads is opened; the host is in ASCII", () => {
    const led = (text: string) => linkOf(text)?.host ?? null;
    expect(linkOf(" https://Example.org/a?b=c#d ")).toEqual({
      href: "https://example.org/a?b=c#d",
      host: "example.org",
    });
    expect(led("http://127.0.0.1:8888/lab")).toBe("127.0.0.1:8888");
    expect(led("https://раypal.example/x")).toBe("xn--ypal-43d9g.example");
    expect(led("https://xn--ypal-43d9g.example")).toBe("xn--ypal-43d9g.example");
    expect(linkOf("mailto:ana@example.org?subject=x%0d%0aBcc:c@d")).toEqual({
      href: "mailto:ana@example.org",
      host: "ana@example.org",
    });
    for (const text of [
      "javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      "java\nscript:alert(1)",
      "\u0001javascript:alert(1)",
      "data:text/html,x",
      "vbscript:x",
      "file:///etc/passwd",
      "blob:https://example.org/1",
      "//example.org",
      "example.org",
      "http:evil.example",
      "https:\\\\evil.example",
      "https://good.example\\@evil.example",
      "https://good.example@evil.example",
      "https://user:pass@evil.example",
      "https://evil.example/\u202egpj.exe",
      "https://a b.example",
      "https://",
      "",
    ]) {
      expect([text, linkOf(text)]).toEqual([text, null]);
    }
  });

  test.skipIf(TEXTS.length === 0)("[E186] no hostile text leads anywhere it does not say", () => {
    for (const text of TEXTS) {
      const link = linkOf(text);
      if (!link) continue;
      expect(link.href).toMatch(/^(https?:\/\/|mailto:)/);
      expect(link.host).toMatch(/^[\x21-\x7e]+$/);
      const { username, password } = new URL(link.href);
      expect(username + password).toBe("");
    }
  });

  test("[E186] a link stands at its field and at names of evidence; what is none is said not to be", async () => {
    const put = (id: string, field: string, was: unknown, now: string) =>
      act(() => void opened.authority.edit({ updated: { [id]: { [field]: [was, now] } } }, "edit"));
    put("the-evidence", "url", "word", "https://example.org/study");
    put("the-person", "email", "word", "ana@example.org");
    await select("the-card");
    const out = () =>
      page
        .all(".cjm-inspector a")
        .map((link) => [
          link.closest("[data-field]")?.getAttribute("data-field"),
          link.getAttribute("href"),
          link.getAttribute("target"),
          link.getAttribute("rel"),
        ]);
    const safe = ["_blank", "noopener noreferrer"];
    expect(out()).toEqual([["evidence", "https://example.org/study", ...safe]]);
    expect(page.find('[data-field="url"] .cjm-unopened').textContent).toContain("Not opened");
    await follow("the-evidence");
    expect(out()).toEqual([["url", "https://example.org/study", ...safe]]);
    act(() => openRecord(editor, "the-person"));
    await settle();
    expect(out()).toEqual([["email", "mailto:ana@example.org", ...safe]]);
    // Read-only as well.
    editor.readOnly.value = true;
    await select();
    await select("the-card");
    expect(out()).toEqual([["evidence", "https://example.org/study", ...safe]]);
  });
});
