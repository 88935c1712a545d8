import { canonicalRecord } from "./fields";
import type { Bag } from "./json";
import { type AnyRecord, type EmotionScale, type Place, TYPES, type TypeName } from "./schema.gen";
import type { State } from "./state";

/**
 * The map as its file has it, `{"format": "cjm", "version": 1, "journey": {}, "phases": []}`.
 * `cjm_widgets/model/document.py` writes the same; in the canonical form of RFC 8785
 * (`canonicalJson`) both are equal to the byte.
 */
export function fileOf(state: State): Bag {
  const lists: [string, unknown][] = [];
  for (const type of Object.keys(TYPES) as TypeName[]) {
    if (type === "journey") continue;
    const records = inOrder(state, type);
    if (records.length > 0) lists.push([TYPES[type].collection, records.map(item)]);
  }
  const head = { format: "cjm", version: 1, journey: item(state.journey) };
  // `__proto__` is no name of a field, so nothing can be lost in an object.
  const { file_extra } = state.journey as { file_extra?: Bag };
  return { ...head, ...Object.fromEntries(lists), ...file_extra };
}

/** A record without its type; its place is its position in the list and the name of its parent. */
function item(record: AnyRecord): Bag {
  const { type, extra, place, file_extra, emotion_scale, ...fields } = canonicalRecord(
    record,
  ) as AnyRecord & { place?: Place; file_extra?: Bag; emotion_scale?: EmotionScale };
  const parent = place?.parent;
  const { extra: more, ...scale } = emotion_scale ?? {};
  const ownScale = { ...scale, ...more };
  return {
    ...fields,
    ...(parent != null && { [parentField(type, place?.level)]: parent }),
    ...(Object.keys(ownScale).length > 0 && { emotion_scale: ownScale }),
    ...extra,
  };
}

function parentField(type: TypeName, level: string | undefined): string {
  return type === "touchpoint" || level ? "phase" : "touchpoint";
}

/** The records of a type as they follow each other on the map, as `State.in_order` in Python. */
function inOrder(state: State, type: TypeName): AnyRecord[] {
  const placed = (parent: string | null) =>
    state.siblings(type, parent).map(([, id]) => state.get(id) as AnyRecord);
  if (type === "touchpoint") return [null, ...idsOf(state, "phase")].flatMap(placed);
  if (type === "card") return cards(state);
  if (TYPES[type].placed) return placed(null);
  const all = [...state.ofType(type)].sort().map((id) => state.get(id) as AnyRecord);
  return type === "experience" ? byStep(state, all) : all;
}

/** By what they hang on, and there by lane. */
function cards(state: State): AnyRecord[] {
  const lanes = positions(idsOf(state, "lane"));
  const parents = [...idsOf(state, "phase"), ...inOrder(state, "touchpoint").map(({ id }) => id)];
  return parents.flatMap((parent) =>
    state
      .siblings("card", parent)
      .map(([, id]) => state.get(id) as AnyRecord)
      .sort((a, b) => laneOf(a, lanes) - laneOf(b, lanes)),
  );
}

function laneOf(card: AnyRecord, lanes: ReadonlyMap<string, number>): number {
  return lanes.get((card as { lane: string }).lane) ?? -1;
}

/** By touchpoint, then by persona, everybody first; `all` is sorted by id. */
function byStep(state: State, all: AnyRecord[]): AnyRecord[] {
  const steps = positions(inOrder(state, "touchpoint").map(({ id }) => id));
  const personas = positions(idsOf(state, "persona"));
  const key = (record: AnyRecord): [number, number] => {
    const { touchpoint, persona } = record as { touchpoint: string; persona?: string | null };
    return [steps.get(touchpoint) ?? -1, personas.get(persona ?? "") ?? -1];
  };
  return all.sort((a, b) => {
    const [step, persona] = key(a);
    const [otherStep, otherPersona] = key(b);
    return step - otherStep || persona - otherPersona;
  });
}

function idsOf(state: State, type: TypeName): string[] {
  return state.siblings(type).map(([, id]) => id);
}

function positions(ids: string[]): Map<string, number> {
  return new Map(ids.map((id, at) => [id, at]));
}
