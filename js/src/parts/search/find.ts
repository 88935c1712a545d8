import { titleOf } from "../../core/commands";
import { value } from "../../core/fields";
import type { Layout } from "../../core/layout";
import { type AnyRecord, TYPES } from "../../core/schema.gen";
import type { State } from "../../core/state";

/** A record that has the words somewhere. */
export interface Hit {
  readonly record: AnyRecord;
  /** The text that has the first of the words. */
  readonly text: string;
}

/** Fields that hold no words of people. */
const NO_WORDS: ReadonlySet<string> = new Set([
  "ref",
  "refs",
  "steps",
  "choice",
  "place",
  "color",
  "number",
  "flag",
  "date",
  "scale",
  "extra",
]);

/** A text without what does not matter in a search: case, accents, kinds of blanks. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/ł/g, "l")
    .replace(/\s+/g, " ");
}

/** The records that have all the words of `query`, each in any of its texts, in map order. */
export function find(state: State, layout: Layout, query: string): Hit[] {
  const words = fold(query).split(" ").filter(Boolean);
  const first = words[0];
  if (first === undefined) return [];
  const hits: Hit[] = [];
  for (const record of inOrder(state, layout)) {
    const texts = textsOf(record);
    const folded = texts.map(fold);
    if (!words.every((word) => folded.some((text) => text.includes(word)))) continue;
    hits.push({ record, text: texts[folded.findIndex((text) => text.includes(first))] ?? "" });
  }
  return hits;
}

/** What is selected for a record: what it hangs on, if it has no place of its own to be seen. */
export function selectable(state: State, record: AnyRecord): string {
  const { touchpoint, target } = record as { touchpoint?: string; target?: string };
  const owner = record.type === "experience" ? touchpoint : target;
  return owner !== undefined && state.get(owner) ? owner : record.id;
}

/** Where a record is, in words of the map: the names of what is above it. */
export function whereOf(state: State, record: AnyRecord): string {
  const { lane, place } = record as { lane?: string; place?: { parent?: string | null } };
  const above = new Set([place?.parent, lane, selectable(state, record)]);
  above.delete(record.id);
  const names = [...above].map((id) => {
    const other = state.get(id ?? "");
    return other ? titleOf(other) : "";
  });
  return names.filter(Boolean).join(" · ");
}

/** All records as a reader meets them: along the journey, then what stands beside it. */
function* inOrder(state: State, layout: Layout): Generator<AnyRecord> {
  const seen = new Set<string>();
  const one = function* (id: string | null): Generator<AnyRecord> {
    const record = state.get(id ?? "");
    if (!record || seen.has(record.id)) return;
    seen.add(record.id);
    yield record;
  };
  yield* one(state.journey.id);
  const lanes = state.siblings("lane").map(([, id]) => id);
  for (const { phase, touchpoints } of layout.groups) {
    yield* one(phase);
    for (const [, touchpoint] of touchpoints) {
      yield* one(touchpoint);
      const cards = state.siblings("card", touchpoint).map(([, id]) => id);
      const row = (id: string) => lanes.indexOf(state.record("card", id)?.lane ?? "");
      for (const card of cards.sort((a, b) => row(a) - row(b))) yield* one(card);
    }
  }
  for (const { id } of state.records()) yield* one(id);
}

function textsOf(record: AnyRecord): string[] {
  return Object.entries(TYPES[record.type].fields).flatMap(([name, { role }]) => {
    const held = NO_WORDS.has(role) ? null : value(record, name);
    const texts = held !== null && typeof held === "object" ? Object.values(held) : [held];
    return texts.filter((text): text is string => typeof text === "string" && text !== "");
  });
}
