import fc from "fast-check";
import { test } from "vitest";
import { value } from "../../src/core/state";
import { added, JOURNEY, PHASE, renamed } from "./sim/bench";
import { appended, House, type Page } from "./sim/house";
import { settle } from "./sim/storage";

type Step =
  | { do: (typeof EDITS)[number] | (typeof EVENTS)[number]; page: number }
  | { do: "restart" | "show" | "copy" }
  | { do: "pass"; ms: number };

const EDITS = ["append", "add", "rename", "remove"] as const;
const EVENTS = ["deaf", "mute", "mend", "reload", "put in"] as const;
const page = fc.nat(5);
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom(...EDITS), page }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom(...EVENTS), page }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("restart" as const, "show" as const, "copy" as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("pass" as const), ms: fc.nat(15_000) }) },
);

/** What became of one edit: every one must be somewhere. */
interface Made {
  what: "item" | "phase" | "name" | "gone";
  mark: string;
  /** The record that was renamed, and the text that was replaced knowingly. */
  of?: string;
  over?: string;
}

/** Makes all that a step says, and remembers each edit that was made. */
class Day {
  readonly house: House;
  readonly made: Made[] = [];
  /** Records that somebody chose to put in again. */
  readonly returned = new Set<string>();
  #count = 0;

  constructor(inNotebook: boolean) {
    this.house = new House([JOURNEY, PHASE], inNotebook);
  }

  async step(now: Step): Promise<void> {
    const { house } = this;
    const open = house.pages.filter((one) => one.open);
    if (now.do === "pass") await house.pass(now.ms);
    else if (now.do === "restart") house.restart();
    else if (now.do === "show") house.show();
    else if (now.do === "copy") house.copy();
    else if ("page" in now) {
      const one = open[now.page % open.length];
      if (one) await this.#on(one, now.do);
    }
    await settle();
  }

  async #on(page: Page, what: string): Promise<void> {
    if (what === "deaf") page.down = false;
    else if (what === "mute") page.up = false;
    else if (what === "mend") {
      page.down = true;
      page.up = true;
    } else if (what === "put in") await this.#putIn(page);
    else if (what === "reload") {
      page.close();
      this.house.show();
    } else if (page.replica.ready) this.#edit(page, what);
  }

  #edit(page: Page, what: string): void {
    this.#count += 1;
    const mark = `mark-${this.#count}`;
    const { replica } = page;
    const phases = [...replica.state.ofType("phase")];
    const id = phases[this.#count % phases.length] ?? "";
    const record = replica.state.get(id);
    if (what === "append") {
      replica.edit(appended(page, mark), "append");
      this.made.push({ what: "item", mark });
    } else if (what === "add") {
      const place = { order: `b${1000 + this.#count}` };
      replica.edit(added({ type: "phase", id: mark, place }), "add");
      this.made.push({ what: "phase", mark });
    } else if (what === "rename" && record) {
      const over = value(record, "name") as string;
      replica.edit(renamed(over, mark, id), "rename");
      this.made.push({ what: "name", mark, of: id, over });
    } else if (what === "remove" && record && phases.length > 1) {
      replica.edit({ removed: { [id]: record } }, "remove");
      this.made.push({ what: "gone", mark: id });
    }
  }

  async #putIn({ keeper }: Page): Promise<void> {
    for (const { change } of keeper.offer?.edits ?? []) {
      for (const id of Object.keys(change.added ?? {})) this.returned.add(id);
    }
    await keeper.putIn();
  }

  /** A kernel and a page that work; everything that is offered is put in. */
  async end(): Promise<Page> {
    const { house } = this;
    house.restart();
    const last = house.show();
    for (let round = 0; round < 6; round++) {
      await house.pass(6_000);
      await this.#putIn(last);
      house.copy();
    }
    await house.pass(6_000);
    return last;
  }
}

function check(day: Day, last: Page): void {
  const { house, made } = day;
  const state = house.kernel.state;
  const items = state.journey.expectations ?? [];
  if (new Set(items).size !== items.length) throw new Error(`made twice: ${items}`);
  const records = [...state.records()];
  const removed = new Set(made.filter(({ what }) => what === "gone").map(({ mark }) => mark));
  const replaced = new Set(made.map(({ over }) => over));
  const told = house.pages.flatMap(({ replica }) => replica.notices).map((notice) => notice.change);
  const kept = [...house.disk.edits.values()];
  const elsewhere = JSON.stringify([told, kept.map(({ change }) => change)]);
  const texts = JSON.stringify(records);
  for (const { what, mark, of = "" } of made) {
    const there = {
      item: () => items.includes(mark),
      phase: () => state.get(mark) !== undefined || removed.has(mark),
      // Replaced by who saw it, or gone with its record.
      name: () => texts.includes(mark) || replaced.has(mark) || removed.has(of),
      // Back only where the kernel that took it in, and its removal, had died before it said so.
      gone: () => state.get(mark) === undefined || day.returned.has(mark),
    }[what]();
    if (!there && !elsewhere.includes(mark)) throw new Error(`lost: ${what} ${mark}`);
  }
  const offered = new Set(last.keeper.offer?.edits.map(({ id }) => id));
  const forgotten = kept.filter(({ id }) => !offered.has(id));
  if (forgotten.length > 0) throw new Error(`not offered: ${forgotten.map(({ id }) => id)}`);
}

const steps = fc.array(step, { minLength: 1, maxLength: 40 });
const numRuns = Number(process.env.CJM_FUZZ_DAYS ?? 300);

test("[K8] whatever dies and comes back in whatever order, every edit is in the map once, offered or reported", {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.boolean(), async (all, inNotebook) => {
      const day = new Day(inNotebook);
      day.house.show();
      await settle();
      for (const one of all) await day.step(one);
      check(day, await day.end());
    }),
    { numRuns },
  );
});
