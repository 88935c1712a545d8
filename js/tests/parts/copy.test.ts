import fc from "fast-check";
import { describe, expect, test } from "vitest";
import schema from "../../../cjm_widgets/model/cjm.schema.json";
import { demo } from "../../dev/demo";
import { invert } from "../../src/core/change";
import { canonicalRecord, ownersOf } from "../../src/core/fields";
import { rebase } from "../../src/core/rebase";
import type { AnyRecord } from "../../src/core/schema.gen";
import { State } from "../../src/core/state";
import { createTranslator } from "../../src/i18n";
import { isTable, parseCells, toHtml, toText } from "../../src/parts/copy/cells";
import { collect } from "../../src/parts/copy/collect";
import { RANGES } from "../../src/parts/copy/limits";
import { gapAfter } from "../../src/parts/copy/orders";
import { encodePayload, findPayload, type Payload } from "../../src/parts/copy/payload";
import { tableOf } from "../../src/parts/copy/table";
import { besides, type Spots, transplant } from "../../src/parts/copy/transplant";

const as = (records: object[]) => records as AnyRecord[];
const map = () => new State(demo());
const copyOf = (state: State, ids: string[]) => collect(state, ids) as Payload;
const end = (state: State): Spots => ({
  touchpoint: { phase: null, gap: gapAfter(state, "touchpoint", null) },
  phase: gapAfter(state, "phase", null),
  lane: gapAfter(state, "lane", null),
  card: null,
});

/** Another map that has some of what the demo has, under other ids and names of other case. */
const other = () =>
  new State(
    as([
      {
        type: "journey",
        id: "k",
        emotion_scale: { min: 1, max: 5, neutral: 3 },
      },
      { type: "phase", id: "later", name: "Later", place: { order: "a0" } },
      { type: "touchpoint", id: "boil", name: "Boils", place: { order: "a0", parent: "later" } },
      { type: "channel", id: "shop", name: "SHOP", place: { order: "a0" } },
      { type: "lane", id: "trouble", kind: "pain", title: "Kłopoty", place: { order: "a0" } },
    ]),
  );

/** What a state looks like after a command that must fit just as it is. */
function grafted(state: State, payload: Payload, spots: Spots) {
  const done = transplant(state, payload, spots);
  if (!done) throw new Error("nothing was pasted");
  const { change } = rebase(done.command.change, state);
  expect(change).toEqual(done.command.change);
  const before = [...state.records()];
  state.commit(change);
  for (const record of Object.values(change.added ?? {})) {
    expect(canonicalRecord(record)).toEqual(record);
    for (const owner of ownersOf(record)) expect(state.get(owner)).toBeDefined();
  }
  return { ...done, undo: () => state.commit(invert(change)), before };
}

describe("copies", () => {
  test("[E100] of a touchpoint take along what hangs on it, under new ids", () => {
    const state = map();
    const payload = copyOf(state, ["tp-books"]);
    const types = new Set(payload.records.map(({ type }) => type));
    expect([...types].sort()).toEqual(
      expect.arrayContaining(["card", "comment", "experience", "touchpoint"]),
    );
    const count = state.size;
    const cards = state.siblings("card", "tp-books").length;
    const done = grafted(state, payload, besides(state, ["tp-books"]));
    const [id = ""] = done.roots;
    expect(state.size).toBe(count + payload.records.length);
    expect(state.siblings("card", id)).toHaveLength(cards);
    expect(state.record("touchpoint", id)).toMatchObject({ name: "Books a test ride" });
    const row = state.siblings("touchpoint", "ph-consider").map(([, other]) => other);
    expect(row.indexOf(id)).toBe(row.indexOf("tp-books") + 1);
    expect(done.brought).toEqual([]);
    expect(done.command.label).toBe("add.touchpoint");
    done.undo();
    expect(state.size).toBe(count);
  });

  test("[E100] of a phase have its touchpoints in their order; what is inside is copied once", () => {
    const state = map();
    const payload = copyOf(state, ["tp-books", "ph-consider"]);
    expect(payload.roots).toEqual(["ph-consider"]);
    const { roots } = grafted(state, payload, besides(state, ["ph-consider"]));
    const names = (phase: string) =>
      state.siblings("touchpoint", phase).map(([, id]) => state.record("touchpoint", id)?.name);
    expect(names(roots[0] ?? "")).toEqual(names("ph-consider"));
    const phases = state.siblings("phase").map(([, id]) => id);
    expect(phases.indexOf(roots[0] ?? "")).toBe(phases.indexOf("ph-consider") + 1);
  });

  test("[E100] a vote is not copied, a way between two only with both", () => {
    const state = new State(
      as([
        ...demo(),
        { type: "vote_session", id: "vs", place: { order: "a0" } },
        { type: "vote", id: "v", session: "vs", target: "tp-books" },
        { type: "edge", id: "e", source: "tp-books", target: "tp-pays" },
      ]),
    );
    const types = (ids: string[]) => copyOf(state, ids).records.map(({ type }) => type);
    expect(types(["tp-books"])).not.toContain("vote");
    expect(types(["tp-books"])).not.toContain("edge");
    expect(types(["tp-books", "tp-pays"])).toContain("edge");
  });

  test("[E101] in another map what they point at is found by name, or by kind, or comes along", () => {
    const [from, to] = [map(), other()];
    const done = grafted(to, copyOf(from, ["tp-compares"]), end(to));
    const copy = to.record("touchpoint", done.roots[0] ?? "");
    const names = copy?.channels?.map((id) => to.record("channel", id)?.name);
    expect(names).toEqual(["Web", "SHOP"]);
    expect(copy?.channels).toContain("shop");
    // Pains go to the lane for pains whatever it is called; other lanes come along.
    const cards = to.siblings("card", copy?.id ?? "").map(([, id]) => to.record("card", id));
    expect(cards.filter((card) => card?.kind === "pain").map((card) => card?.lane)).toEqual(
      cards.filter((card) => card?.kind === "pain").map(() => "trouble"),
    );
    expect(cards.some((card) => card?.kind === "pain")).toBe(true);
    const brought = done.brought.map(({ type }) => type);
    expect(new Set(brought)).toEqual(new Set(["channel", "persona", "lane"]));
    expect(done.left).toBe(0);
    // Again: now all is there.
    expect(grafted(to, copyOf(from, ["tp-compares"]), end(to)).brought).toEqual([]);
  });

  test("[E101] a score means the same on another scale", () => {
    const [from, to] = [map(), other()];
    const done = grafted(to, copyOf(from, ["tp-books"]), end(to));
    const [old, now] = [
      [...from.referrers("tp-books", "experience")],
      [...to.referrers(done.roots[0] ?? "", "experience")],
    ];
    const score = (state: State, id: string) => state.record("experience", id)?.score ?? 0;
    expect(now.map((id) => score(to, id)).sort()).toEqual(
      old.map((id) => score(from, id) + 3).sort(),
    );
  });

  test("[E101] a lane takes its cards where the touchpoints have the same names; others are left", () => {
    const [from, to] = [map(), other()];
    const lane = [...from.ofType("lane")].find(
      (id) => from.record("lane", id)?.kind === "pain",
    ) as string;
    const cards = [...from.referrers(lane, "card")];
    const here = from.record("card", cards[0] ?? "")?.place.parent ?? "";
    const same = { type: "touchpoint", id: "x", place: { order: "a1" } };
    to.commit({
      added: { x: { ...same, name: from.record("touchpoint", here)?.name } as AnyRecord },
    });
    const done = grafted(to, copyOf(from, [lane]), end(to));
    expect(to.siblings("card", "x").length).toBe(
      from.siblings("card", here).filter(([, id]) => from.record("card", id)?.lane === lane).length,
    );
    expect(done.left).toBeGreaterThan(0);
    expect(to.count("touchpoint")).toBe(2);
  });

  test("[E100] cards go into the cell, and a pain among gains is none; without a cell they stay out", () => {
    const state = map();
    const kind = (wanted: string) =>
      [...state.ofType("lane")].find((id) => state.record("lane", id)?.kind === wanted) ?? "";
    const pain = [...state.ofType("card")].find((id) => state.record("card", id)?.kind === "pain");
    const payload = copyOf(state, [pain ?? ""]);
    expect(transplant(state, payload, end(state))).toBeNull();
    const spot = { touchpoint: "tp-pays", lane: kind("gain") };
    const [id = ""] = grafted(state, payload, { ...end(state), card: spot }).roots;
    expect(state.record("card", id)).toMatchObject({ lane: kind("gain"), kind: "gain" });
    expect(state.record("card", id)?.place.parent).toBe("tp-pays");
  });

  test("[E100] any choice of records is copied, put in and taken back again", () => {
    const state = map();
    const ids = [...state.records()].map(({ id }) => id);
    fc.assert(
      fc.property(fc.subarray(ids), fc.boolean(), (chosen, elsewhere) => {
        const payload = collect(state, chosen);
        if (!payload) return;
        const sent = findPayload(toHtml([["x"]], encodePayload(payload))) as Payload;
        expect(sent).toEqual(payload);
        const to = elsewhere ? other() : map();
        const was = to.size;
        const spots = elsewhere ? end(to) : besides(to, payload.roots);
        if (!transplant(to, sent, spots)) return;
        const done = grafted(to, sent, spots);
        expect(to.size).toBeGreaterThan(was);
        done.undo();
        expect([...to.records()].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
          done.before.sort((a, b) => (a.id < b.id ? -1 : 1)),
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe("what comes off the clipboard", () => {
  const good = () => copyOf(map(), ["tp-books"]);
  const read = (payload: object) => findPayload(toHtml([["x"]], encodePayload(payload as Payload)));

  test("[E102] is read when it is sound, whatever else is on the page", () => {
    expect(findPayload("<p>Hello</p>")).toBeUndefined();
    const html = `<html><body><!--StartFragment-->${toHtml([["<b>", "x"]], encodePayload(good()))}`;
    expect(findPayload(html)?.roots).toEqual(["tp-books"]);
  });

  const changed = (field: string, held: unknown) => {
    const payload = good();
    const records = payload.records.map((r) => (r.id === "tp-books" ? { ...r, [field]: held } : r));
    return { ...payload, records };
  };
  test.each<[string, () => object]>([
    ["no map", () => ({ ...good(), map: 1 })],
    ["no scale", () => ({ ...good(), scale: { min: 2, max: 2 } })],
    ["no roots", () => ({ ...good(), roots: [] })],
    ["roots that are not there", () => ({ ...good(), roots: ["nobody"] })],
    ["records that are none", () => ({ ...good(), records: [null, 1] })],
    ["a type that is none", () => changed("type", "constructor")],
    ["an id that is none", () => changed("id", "__proto__")],
    ["a field that is none", () => changed("onclick", "alert(1)")],
    ["a text that is none", () => changed("name", { toString: 1 })],
    ["half a character", () => changed("name", "\ud800")],
    ["an endless text", () => changed("description", "x".repeat(20_001))],
    ["a rating of 7", () => changed("importance_customer", 7)],
    ["a negative time", () => changed("duration", -1)],
    ["a place that is none", () => changed("place", { order: "%" })],
    [
      "a colour that is none",
      () => ({
        ...good(),
        context: [{ type: "persona", id: "x", color: "red;x", place: { order: "a0" } }],
      }),
    ],
    ["a journey", () => ({ ...good(), context: [{ type: "journey", id: "j" }] })],
    ["one id twice", () => ({ ...good(), context: [good().records[0]] })],
    ["what hangs on nothing", () => ({ ...good(), context: [] })],
    [
      "what is too deep",
      () => {
        let deep: unknown = 1;
        for (let i = 0; i < 40; i++) deep = [deep];
        return changed("extra", { deep });
      },
    ],
  ])("[E102] with %s is refused", (_, make) => {
    expect(() => read(make())).toThrow();
  });

  test("[E102] is refused when it is no JSON", () => {
    expect(() => findPayload('<table data-cjm="AAAA">')).toThrow();
    expect(() => findPayload('<table data-cjm="=">')).toThrow();
  });

  test("[E102] numbers have the bounds of the schema", () => {
    const bounds = new Map<string, object>();
    for (const { properties = {} } of Object.values(schema.$defs) as { properties?: object }[]) {
      for (const [name, field] of Object.entries(properties)) {
        const options = [field, ...((field as { anyOf?: object[] }).anyOf ?? [])];
        for (const option of options as { type?: string; minimum?: number }[]) {
          if (option.minimum !== undefined && option.minimum > -1e300) bounds.set(name, option);
        }
      }
    }
    const ours = Object.entries(RANGES).map(([name, [minimum, maximum, whole]]) => [
      name,
      { minimum, maximum, type: whole ? "integer" : "number" },
    ]);
    const theirs = [...bounds].map(([name, found]) => {
      const { minimum, maximum, type } = found as Record<string, unknown>;
      return [name, { minimum, maximum, type }];
    });
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(theirs));
  });
});

describe("tables", () => {
  test("[E103] any cells come back from the text they are written as", () => {
    const text = fc
      .string({ unit: fc.constantFrom(..."a\t\n\"',;=1-é \u{1f600}") })
      .filter((cell) => !cell.startsWith("'") && cell.trim() === cell);
    const cells = fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(cells, (rows) => {
        fc.pre(rows.at(-1)?.some((cell) => cell.trim()) ?? false);
        expect(parseCells(toText(rows))).toEqual(rows);
        expect(parseCells(toText(rows).replaceAll("\n", "\r\n"))).toEqual(rows);
      }),
    );
  });

  test("[E103] cells are read as Excel, LibreOffice and Google Sheets write them", () => {
    expect(parseCells('a\t"b\r\nc"\t"say ""hi"""\r\nd\t\te\r\n')).toEqual([
      ["a", "b\nc", 'say "hi"'],
      ["d", "", "e"],
    ]);
    // A quote that does not end with its cell is a letter.
    expect(parseCells('"a" b\tc\n5" screen\td')).toEqual([
      ['"a" b', "c"],
      ['5" screen', "d"],
    ]);
    expect(parseCells("")).toEqual([]);
    expect(parseCells("one line")).toEqual([["one line"]]);
    expect([isTable("one line\n"), isTable("a\tb"), isTable("a\nb")]).toEqual([false, true, true]);
  });

  test("[E103] no text is taken for a formula, and a number stays one", () => {
    const row = ["=SUM(A1)", "@x", "-x", "-1.5", "+1"];
    expect(toText([row])).toBe("'=SUM(A1)\t'@x\t'-x\t-1.5\t'+1");
    expect(parseCells(toText([row]))).toEqual([row]);
    expect(toHtml([['<img src="x">', "=1"]], "")).toContain(
      "<td>&lt;img src=&quot;x&quot;&gt;</td><td>'=1</td>",
    );
  });

  test("[E103] touchpoints are a row each, with a column a persona and a lane", () => {
    const state = map();
    const [head = [], row = []] = tableOf(state, ["tp-books"], {
      t: createTranslator("en"),
      language: "pl",
    });
    expect(head.slice(0, 3)).toEqual(["Touchpoint", "Phase", "Channels"]);
    expect(head).toContain("Score: Ana");
    expect(head).toContain("Pains");
    expect(head).not.toContain("Emotion");
    expect(row[0]).toBe("Books a test ride");
    expect(row).toHaveLength(head.length);
    const all = tableOf(state, ["ph-consider", "tp-sees"], {
      t: createTranslator("en"),
      language: "en",
    });
    expect(all.slice(1).map(([name]) => name)).toEqual([
      "Sees a friend’s bike",
      "Compares models",
      "Books a test ride",
    ]);
  });
});
