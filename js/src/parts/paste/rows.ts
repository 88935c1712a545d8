import { labelOf } from "../../core/commands";
import type { Touchpoint } from "../../core/schema.gen";
import type { State } from "../../core/state";
import { laneTitle } from "../../editor/map/actions";
import type { Translator } from "../../i18n";
import type { Spots } from "../copy/transplant";
import { cardKindOf } from "./cards";
import type { Meaning } from "./columns";
import { type Draft, Drafting } from "./draft";
import { type Read, readField, readNames, readScore, readText } from "./values";

export interface RowsArgs {
  /** Without the row that names the columns. */
  readonly rows: readonly (readonly string[])[];
  readonly meanings: readonly Meaning[];
  readonly spots: Spots;
  readonly t: Translator;
  /** The number of the first row in the table. */
  readonly from: number;
}

/** Rows as touchpoints, with their scores and cards; the phases, channels … they name are made. */
export function touchpointsOf(state: State, args: RowsArgs): Draft {
  return new Rows(state, args).run();
}

class Rows {
  readonly #state: State;
  readonly #args: RowsArgs;
  readonly #draft: Drafting;
  /** New lanes by kind, and new personas by name. */
  readonly #lanes = new Map<string, string>();

  constructor(state: State, args: RowsArgs) {
    this.#state = state;
    this.#args = args;
    this.#draft = new Drafting(state);
  }

  run(): Draft {
    const { rows, from, spots } = this.#args;
    const { phase, gap } = spots.touchpoint;
    this.#draft.orders.aim("touchpoint", phase, gap);
    for (const [i, row] of rows.entries()) {
      if (row.some((cell) => cell.trim() !== "")) this.#row(row, from + i);
    }
    return this.#draft.draft(labelOf("add", "touchpoint", this.#draft.made.length));
  }

  #row(row: readonly string[], at: number): void {
    const { meanings, spots, t } = this.#args;
    const draft = this.#draft;
    const name = meanings.indexOf("name");
    const called = this.#take(at, name, readText("name", row[name] ?? ""));
    if (!called) {
      draft.unread.push({ row: at, trouble: { key: "no_name" } });
      return;
    }
    const fields: Record<string, unknown> = { name: called };
    const touchpoint = draft.record("touchpoint", {}) as Touchpoint;
    let phase = spots.touchpoint.phase;
    for (const [column, meaning] of meanings.entries()) {
      const text = row[column] ?? "";
      if (!meaning || meaning === "name" || text.trim() === "") continue;
      if (meaning === "phase") {
        const held = this.#take(at, column, readText("name", text));
        if (held) phase = draft.named("phase", held);
      } else if (meaning === "channels" || meaning === "owners") {
        const names = this.#take(at, column, readNames(text)) ?? [];
        const type = meaning === "channels" ? "channel" : "person";
        const more = type === "person" ? { kind: "owner" } : {};
        fields[meaning] = names.map((one) => draft.named(type, one, more));
      } else if (meaning.startsWith("score")) this.#score(touchpoint.id, at, column, text);
      else if (meaning.startsWith("lane")) this.#cards(touchpoint.id, at, column, text);
      else {
        const held = this.#take(at, column, readField(t, meaning, text));
        if (held !== undefined) fields[meaning] = held;
      }
    }
    draft.orders.push({ ...touchpoint, ...fields } as Touchpoint, phase);
    draft.made.push(touchpoint.id);
  }

  /** What was read; what was not is told, and the cell stays empty. */
  #take<T>(row: number, column: number, read: Read<T>): T | undefined {
    if ("value" in read) return read.value;
    this.#draft.unread.push({ row, column, trouble: read.trouble });
    return undefined;
  }

  #score(touchpoint: string, at: number, column: number, text: string): void {
    const meaning = this.#args.meanings[column] ?? "";
    const score = this.#take(at, column, readScore(this.#state, text));
    if (score === undefined) return;
    const persona = meaning.startsWith("score+")
      ? this.#draft.named("persona", meaning.slice("score+".length))
      : meaning.slice("score:".length) || null;
    this.#draft.loose(this.#draft.record("experience", { touchpoint, persona, score }));
  }

  /** A line a card. */
  #cards(touchpoint: string, at: number, column: number, text: string): void {
    const held = this.#take(at, column, readText("text", text));
    const meaning = this.#args.meanings[column] ?? "";
    const isNew = meaning.startsWith("lane+");
    const lane = isNew
      ? this.#newLane(meaning.slice("lane+".length))
      : meaning.slice("lane:".length);
    const kind = isNew ? meaning.slice("lane+".length) : cardKindOf(this.#state, lane);
    for (const line of (held ?? "").split("\n")) {
      const words = line.trim();
      if (!words) continue;
      this.#draft.orders.push(
        this.#draft.record("card", { lane, kind, text: words, place: {} }),
        touchpoint,
      );
    }
  }

  #newLane(kind: string): string {
    const found = this.#lanes.get(kind);
    if (found) return found;
    const title = laneTitle(this.#args.t("lane_titles"), kind);
    const id = this.#draft.beside(this.#draft.record("lane", { kind, title }));
    this.#lanes.set(kind, id);
    return id;
  }
}
