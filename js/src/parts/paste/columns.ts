import { holdsCards, titleOf } from "../../core/commands";
import type { State } from "../../core/state";
import { fold } from "../search/find";
import { FIELD_WORDS, LANE_WORDS } from "./words";

/**
 * What a column is. `score` alone is everyone's; `score:<persona id>` one persona's;
 * `score+<name>` that of a persona who is new; `lane:<id>` cards; `lane+<kind>` cards in a new
 * lane; "" is not used. The rest are fields.
 */
export type Meaning = string;

export type Mode = "touchpoints" | "cards";

/** What columns of each mode can be, beside scores and lanes. */
export const FIELDS: Readonly<Record<Mode, readonly string[]>> = {
  touchpoints: [
    "name",
    "phase",
    "channels",
    "description",
    "duration",
    "wait",
    "kind",
    "status",
    "start",
    "end",
    "owners",
    "importance_customer",
    "importance_business",
    "moment_of_truth",
    "expectation",
    "support_needed",
    "tags",
  ],
  cards: ["text", "touchpoint", "lane", "author", "tags"],
};

/** The kinds of new lanes a column can become. */
export const NEW_LANES: readonly string[] = [...new Set(LANE_WORDS.values())];

/** The lanes that hold cards, in the order of the map. */
export function cardLanes(state: State): { id: string; title: string; kind: string }[] {
  return state.siblings("lane").flatMap(([, id]) => {
    const lane = state.record("lane", id);
    if (!lane || !holdsCards(lane)) return [];
    return [{ id, title: titleOf(lane), kind: lane.kind ?? "custom" }];
  });
}

export function personas(state: State): { id: string; name: string }[] {
  return state.siblings("persona").flatMap(([, id]) => {
    const persona = state.record("persona", id);
    return persona ? [{ id, name: titleOf(persona) }] : [];
  });
}

export interface Reading {
  /** Whether the first row names the columns. */
  readonly headed: boolean;
  readonly meanings: readonly Meaning[];
}

/** What the columns of a table seem to be, by its first row. */
export function readHeader(
  state: State,
  rows: readonly (readonly string[])[],
  mode: Mode,
  forced?: boolean,
): Reading {
  const width = Math.max(1, ...rows.map((row) => row.length));
  const first = Array.from({ length: width }, (_, i) => rows[0]?.[i] ?? "");
  const found = first.map((text) => meaningOf(state, text, mode));
  const known = found.filter(Boolean).length;
  const enough = known >= 2 || (known === 1 && found[0] !== "") || (known === 1 && width === 2);
  const headed = forced ?? (rows.length > 1 && enough);
  const meanings = headed ? once(found) : found.map(() => "");
  const main = mode === "cards" ? "text" : "name";
  if (!meanings.includes(main)) {
    const free = meanings.indexOf("");
    if (free >= 0) meanings[free] = main;
  }
  return { headed, meanings };
}

/** Several columns may be cards of one lane; of the rest the first counts. */
function once(meanings: readonly Meaning[]): Meaning[] {
  return meanings.map((meaning, i) =>
    meaning.startsWith("lane") && meaning !== "lane"
      ? meaning
      : meanings.indexOf(meaning) === i
        ? meaning
        : "",
  );
}

/** Which table it seems to be: one of cards says so in its first row. */
export function guessMode(rows: readonly (readonly string[])[], onCards: boolean): Mode {
  const words = (rows[0] ?? []).map((text) => FIELD_WORDS.get(fold(text).trim()));
  if (words.includes("text") && !words.includes("phase")) return "cards";
  const narrow = rows.every((row) => row.length === 1);
  return onCards && narrow ? "cards" : "touchpoints";
}

export function meaningOf(state: State, header: string, mode: Mode): Meaning {
  const text = fold(header).trim();
  if (!text) return "";
  const word = FIELD_WORDS.get(text);
  if (mode === "cards") {
    const meaning = word === "name" ? "touchpoint" : (word ?? "");
    return FIELDS.cards.includes(meaning) ? meaning : "";
  }
  const lanes = cardLanes(state);
  const titled = lanes.find(({ title }) => fold(title).trim() === text);
  if (titled) return `lane:${titled.id}`;
  if (word === "score" || (word && FIELDS.touchpoints.includes(word))) return word;
  const score = scoreOf(state, header);
  if (score) return score;
  const kind = LANE_WORDS.get(text);
  if (!kind) return "";
  const alike = lanes.find((lane) => lane.kind === kind);
  return alike ? `lane:${alike.id}` : `lane+${kind}`;
}

/** "Score: Ana", "Ana (score)", or the name of a persona alone. */
function scoreOf(state: State, header: string): Meaning {
  const [, label = "", name = ""] = /^([^:(–]+?)\s*[:(–]\s*(.+?)\s*\)?$/.exec(header.trim()) ?? [];
  const isScore = (text: string) => FIELD_WORDS.get(fold(text).trim()) === "score";
  const who = isScore(label) ? name : isScore(name) ? label : header;
  const wanted = fold(who).trim();
  const persona = personas(state).find(({ name }) => fold(name).trim() === wanted);
  if (persona) return `score:${persona.id}`;
  return who !== header && wanted ? `score+${who.trim()}` : "";
}
