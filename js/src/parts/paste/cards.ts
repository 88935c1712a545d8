import { cardKind, labelOf } from "../../core/commands";
import type { State } from "../../core/state";
import type { Meaning } from "./columns";
import { type Draft, Drafting } from "./draft";
import { readTags, readText } from "./values";

export interface CardsArgs {
  readonly rows: readonly (readonly string[])[];
  readonly meanings: readonly Meaning[];
  /** The lane of rows that name none. */
  readonly lane: string;
  /** The touchpoint of rows that name none, if one is chosen. */
  readonly touchpoint: string | undefined;
  readonly from: number;
}

/** The kind of a new card in a lane. */
export function cardKindOf(state: State, id: string): string {
  const lane = state.record("lane", id);
  return lane ? cardKind(lane) : "note";
}

/** Rows as cards on touchpoints of the map. */
export function cardsFrom(state: State, args: CardsArgs): Draft {
  const { rows, meanings, from } = args;
  const draft = new Drafting(state);
  const column = (meaning: string) => meanings.indexOf(meaning);
  const [text, step, lane] = [column("text"), column("touchpoint"), column("lane")];
  const [author, tags] = [column("author"), column("tags")];
  for (const [i, row] of rows.entries()) {
    const at = from + i;
    const cell = (index: number) => row[index]?.trim() ?? "";
    if (row.every((one) => one.trim() === "")) continue;
    const touchpoint = cell(step)
      ? draft.names.find("touchpoint", cell(step))
      : (args.touchpoint ?? undefined);
    const into = cell(lane) ? draft.names.find("lane", cell(lane)) : args.lane;
    const words = readText("text", cell(text));
    const missing = (key: "no_step" | "no_lane" | "no_text", index: number) =>
      draft.unread.push({ row: at, ...(index >= 0 && { column: index }), trouble: { key } });
    if (!("value" in words)) {
      draft.unread.push({ row: at, column: text, trouble: words.trouble });
    } else if (!words.value) missing("no_text", text);
    else if (touchpoint === undefined) missing("no_step", step);
    else if (!into || !state.record("lane", into)) missing("no_lane", lane);
    else {
      const who = readText("name", cell(author));
      const labels = readTags(cell(tags));
      const card = draft.record("card", {
        lane: into,
        kind: cardKindOf(state, into),
        text: words.value,
        author: "value" in who ? who.value : "",
        tags: "value" in labels ? labels.value : [],
      });
      draft.orders.push(card, touchpoint);
      draft.made.push(card.id);
    }
  }
  return draft.draft(labelOf("add", "card", draft.made.length));
}
