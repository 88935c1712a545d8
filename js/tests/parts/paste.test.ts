import { cpuUsage } from "node:process";
import { describe, expect, test } from "vitest";
import { demo } from "../../dev/demo";
import { rebase } from "../../src/core/rebase";
import type { AnyRecord, Card, Experience, Touchpoint } from "../../src/core/schema.gen";
import { State } from "../../src/core/state";
import { createTranslator } from "../../src/i18n";
import { parseCells, toText } from "../../src/parts/copy/cells";
import { gapAfter } from "../../src/parts/copy/orders";
import { tableOf } from "../../src/parts/copy/table";
import type { Spots } from "../../src/parts/copy/transplant";
import { cardsFrom } from "../../src/parts/paste/cards";
import { guessMode, meaningOf, readHeader } from "../../src/parts/paste/columns";
import { touchpointsOf } from "../../src/parts/paste/rows";
import { readNumber } from "../../src/parts/paste/values";

const t = createTranslator("en");
const map = () => new State(demo());
const spotsOf = (state: State, phase: string | null): Spots => ({
  touchpoint: { phase, gap: gapAfter(state, "touchpoint", phase) },
  phase: gapAfter(state, "phase", null),
  lane: gapAfter(state, "lane", null),
  card: null,
});

/** A pasted text as touchpoints, as the panel would read it. */
function read(text: string, state = map()) {
  const rows = parseCells(text);
  const { headed, meanings } = readHeader(state, rows, "touchpoints");
  const draft = touchpointsOf(state, {
    rows: headed ? rows.slice(1) : rows,
    meanings,
    spots: spotsOf(state, "ph-buy"),
    t,
    from: headed ? 2 : 1,
  });
  const added = Object.values(draft.command?.change.added ?? {});
  if (draft.command) {
    const { change } = rebase(draft.command.change, state);
    expect(change).toEqual(draft.command.change);
    state.commit(change);
  }
  const of = <R extends AnyRecord>(type: R["type"]) => added.filter((r) => r.type === type) as R[];
  return { ...draft, headed, meanings, state, of, added };
}

describe("columns", () => {
  const state = map();
  const ana = state.siblings("persona").map(([, id]) => id)[0];

  test.each([
    ["Touchpoint", "name"],
    ["Punkt styku", "name"],
    ["Point de contact", "name"],
    ["FASE", "phase"],
    ["Étape", "phase"],
    ["Kanały", "channels"],
    ["canaux", "channels"],
    ["Durée", "duration"],
    ["czas trwania", "duration"],
    ["Attesa", "wait"],
    ["Emozioni", "score"],
    ["Score: Ana", `score:${ana}`],
    ["Punteggio (Ana)", `score:${ana}`],
    ["ana", `score:${ana}`],
    ["Ocena: Ewa", "score+Ewa"],
    ["Besoins", "lane+need"],
    ["Whatever", ""],
    ["", ""],
    ["constructor", ""],
    ["__proto__", ""],
  ])("[E104] “%s” is %s", (header, meaning) => {
    expect(meaningOf(state, header, "touchpoints")).toBe(meaning);
  });

  test("[E104] a lane is known by its title, and by its kind in any language", () => {
    const pains = state
      .siblings("lane")
      .find(([, id]) => state.record("lane", id)?.kind === "pain");
    for (const header of ["Pains", "pain points", "Difficoltà", "Problemy", "Irritants"]) {
      expect(meaningOf(state, header, "touchpoints")).toBe(`lane:${pains?.[1]}`);
    }
  });

  test("[E104] a first row without names is a row; the first column is the name", () => {
    const { headed, meanings, of } = read("Unlocks\tquick\nRides\tslow");
    expect([headed, meanings]).toEqual([false, ["name", ""]]);
    expect(of<Touchpoint>("touchpoint").map(({ name }) => name)).toEqual(["Unlocks", "Rides"]);
  });

  test("[E104] what is named twice counts once, unless it is cards", () => {
    const { meanings } = read("Name\tPhase\tStage\tPains\tProblems\na\tb\tc\td\te");
    expect(meanings.slice(0, 3)).toEqual(["name", "phase", ""]);
    expect(meanings[3]).toBe(meanings[4]);
  });

  test("[E104] a table of cards is told by its first row, or by the cell it is pasted on", () => {
    expect(guessMode([["Text", "Touchpoint"]], false)).toBe("cards");
    expect(guessMode([["a"], ["b"]], true)).toBe("cards");
    expect(guessMode([["a"], ["b"]], false)).toBe("touchpoints");
    expect(guessMode([["a", "b"]], true)).toBe("touchpoints");
  });
});

describe("rows", () => {
  test("[E105] become touchpoints with all their columns, in one change", () => {
    const done = read(
      [
        "Step\tPhase\tChannel\tEmotion\tScore: Ana\tOcena: Ewa\tDuration\tImportance\tMoment of truth\tTags\tPain\tBisogni",
        'Unlocks\tRide\tApp, web\t1,5\t-2\t1\t2 min\t4\tx\tfast; odd\t"Slow app\nNo signal"\tTrust',
        "Parks\t\tapp\t\t\t\t1 h 30\t\tno\t\t\t",
      ].join("\r\n"),
    );
    expect(done.unread).toEqual([]);
    const [first, second] = done.of<Touchpoint>("touchpoint");
    expect(first).toMatchObject({
      name: "Unlocks",
      duration: 120,
      importance_customer: 4,
      moment_of_truth: true,
      tags: ["fast", "odd"],
    });
    // In the new phase, and where the cursor is.
    const phase = done.of("phase")[0];
    expect(phase).toMatchObject({ name: "Ride" });
    expect([first?.place.parent, second?.place.parent]).toEqual([phase?.id, "ph-buy"]);
    expect(second).toMatchObject({ duration: 5400 });
    // Known by whatever case, and made once.
    expect(first?.channels).toContain("ch-web");
    expect(done.of("channel").map((channel) => (channel as { name: string }).name)).toEqual(
      ["App"].filter(
        (name) =>
          ![...done.state.ofType("channel")].some(
            (id) => id.startsWith("ch-app") && name === "App",
          ),
      ),
    );
    const scores = done.of<Experience>("experience").map(({ score }) => score);
    expect(scores).toEqual([1.5, -2, 1]);
    expect(done.of("persona")).toMatchObject([{ name: "Ewa" }]);
    const cards = done.of<Card>("card");
    expect(cards.map(({ text, kind }) => [text, kind])).toEqual([
      ["Slow app", "pain"],
      ["No signal", "pain"],
      ["Trust", "need"],
    ]);
    expect(done.of("lane")).toMatchObject([{ kind: "need", title: "Needs" }]);
    expect(done.command?.label).toBe("add.touchpoint.2");
  });

  test("[E105] what cannot be read is told by row and column, and the rest is read", () => {
    const done = read(
      "Name\tScore\tDuration\tImportance\tKind\tStart\tMoment of truth\nA\tgood\tlong\t9\tdance\ttomorrow\tperhaps\n\t1\t\t\t\t\t\nB\t9\t\t\t\t\t",
    );
    expect(done.unread.map(({ row, column, trouble }) => [row, column, trouble.key])).toEqual([
      [2, 1, "bad_number"],
      [2, 2, "bad_time"],
      [2, 3, "bad_range"],
      [2, 4, "bad_choice"],
      [2, 5, "bad_date"],
      [2, 6, "bad_flag"],
      [3, undefined, "no_name"],
      [4, 1, "bad_range"],
    ]);
    expect(done.of<Touchpoint>("touchpoint").map(({ name }) => name)).toEqual(["A", "B"]);
  });

  test("[E105] without a single name nothing is made", () => {
    const done = read("Name\tPhase\n\tRide\n\tHome");
    expect([done.command, done.also]).toEqual([null, []]);
  });

  test("[E105] numbers are read as people write them", () => {
    const numbers = ["1,5", "−2", "+1", "1 000", "1e2", ".5", "1.", "x", "", "1,2,3", "0x10"];
    expect(numbers.map(readNumber)).toEqual([
      1.5,
      -2,
      1,
      1000,
      100,
      0.5,
      1,
      null,
      null,
      null,
      null,
    ]);
  });

  test("[E105] a map goes out as a table and comes back", () => {
    const from = map();
    const ids = ["ph-aware", "ph-consider", "ph-buy", "ph-use"];
    for (const language of ["en", "it"]) {
      const table = tableOf(from, ids, { t, language });
      const to = new State([{ type: "journey", id: "k" }] as AnyRecord[]);
      const done = read(toText(table), withPersonasAndLanes(to, from));
      expect(done.unread).toEqual([]);
      const again = done.state.siblings("phase").map(([, id]) => id);
      expect(tableOf(done.state, again, { t, language })).toEqual(table);
    }
  });

  /** The lanes of kinds of their own cannot be told from a title alone. */
  function withPersonasAndLanes(to: State, from: State): State {
    const kept = [...from.records()].filter(({ type }) => type === "persona" || type === "lane");
    for (const record of kept) to.commit({ added: { [record.id]: { ...record } as AnyRecord } });
    to.commit({
      added: { "ph-buy": { type: "phase", id: "ph-buy", name: "Pay", place: { order: "Zz" } } },
    });
    return to;
  }

  test("[E105] 1,000 rows take under a second", () => {
    const head = "Name\tPhase\tChannels\tScore: Ana\tPains\tGains";
    const rows = Array.from(
      { length: 1000 },
      (_, i) => `Step ${i}\tPhase ${i % 9}\tWeb, App ${i % 50}\t${(i % 5) - 2}\tp ${i}\tg ${i}`,
    );
    const times = [0, 1, 2].map(() => {
      const state = map();
      const started = cpuUsage();
      const cells = parseCells([head, ...rows].join("\n"));
      const { meanings } = readHeader(state, cells, "touchpoints");
      const spots = spotsOf(state, "ph-buy");
      const draft = touchpointsOf(state, { rows: cells.slice(1), meanings, spots, t, from: 2 });
      expect(draft.made).toHaveLength(1000);
      // Put in as an editor does.
      state.commit(rebase(draft.command?.change ?? {}, state).change);
      return cpuUsage(started).user / 1000;
    });
    // The first is slower than any on a page that has been up for a while.
    expect(Math.min(...times)).toBeLessThan(1000);
  });
});

describe("cards", () => {
  test("[E106] go to the touchpoint their row names, else to the one that is chosen", () => {
    const state = map();
    const pains = [...state.ofType("lane")].find((id) => state.record("lane", id)?.kind === "pain");
    const rows = parseCells(
      "Text\tTouchpoint\tTags\nDear\tcompares MODELS\tprice\nFar\t\t\n\tReads reviews\t\nOdd\tNowhere\t",
    );
    const { meanings } = readHeader(state, rows, "cards");
    expect(meanings).toEqual(["text", "touchpoint", "tags"]);
    const args = { rows: rows.slice(1), meanings, lane: pains ?? "", from: 2 };
    const done = cardsFrom(state, { ...args, touchpoint: "tp-pays" });
    const cards = Object.values(done.command?.change.added ?? {}) as Card[];
    expect(cards.map(({ text, kind, place }) => [text, kind, place.parent])).toEqual([
      ["Dear", "pain", "tp-compares"],
      ["Far", "pain", "tp-pays"],
    ]);
    expect(done.unread.map(({ row, trouble }) => [row, trouble.key])).toEqual([
      [4, "no_text"],
      [5, "no_step"],
    ]);
    const { unread } = cardsFrom(state, { ...args, touchpoint: undefined });
    expect(unread.map(({ row, trouble }) => [row, trouble.key])[0]).toEqual([3, "no_step"]);
    state.commit(rebase(done.command?.change ?? {}, state).change);
  });
});
