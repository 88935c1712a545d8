/** What the inspector does to the document: pure functions from a state to a `Change`. */
import type { Change } from "../../core/change";
import { adding, titleField, updating } from "../../core/commands/base";
import { scaleOf } from "../../core/emotion";
import { canonicalValue, value } from "../../core/fields";
import { newId } from "../../core/ids";
import { placeAt } from "../../core/order";
import type { AnyRecord, EmotionScale, Experience, TypeName } from "../../core/schema.gen";
import { TYPES } from "../../core/schema.gen";
import type { State } from "../../core/state";
import { prefixOf } from "./forms";

/** Sets fields of one record; null when they have these values already. */
export function setFields(
  state: State,
  id: string,
  fields: Readonly<Record<string, unknown>>,
): Change | null {
  const record = state.get(id);
  // Somebody removed it while this was typed: the edit is told, and can be restored with it.
  if (!record) return lost(id, fields);
  const canonical = Object.fromEntries(
    Object.entries(fields).map(([name, next]) => [name, canonicalValue(name, next)]),
  );
  return updating("", [[record, canonical]])?.change ?? null;
}

function lost(id: string, fields: Readonly<Record<string, unknown>>): Change {
  const pairs = Object.entries(fields).map(([name, next]) => [name, [null, next]]);
  return { updated: { [id]: Object.fromEntries(pairs) } };
}

/** Adds a record at the end of its list (an unordered one: anywhere). */
export function add(
  state: State,
  type: TypeName,
  id: string,
  fields: Readonly<Record<string, unknown>>,
): Change {
  const placed = TYPES[type].placed;
  const place = placed ? { place: placeAt(state, type, null, Number.MAX_SAFE_INTEGER) } : {};
  return adding("", { type, id, ...place, ...fields } as AnyRecord).change;
}

/**
 * Sets a text. When somebody else changed it while it was being typed (`base` is what the typist
 * saw), their text goes into a comment on the record, so that neither is lost.
 */
export function setText(
  state: State,
  id: string,
  field: string,
  text: string,
  base: string,
  note: (replaced: string) => string,
): Change | null {
  const record = state.get(id);
  if (!record) return lost(id, { [field]: text });
  const change = setFields(state, id, { [field]: text });
  if (!change) return change;
  const now = String(value(record, field) ?? "");
  if (now === base || now === "") return change;
  return {
    ...change,
    ...add(state, "comment", newId("cm"), { target: id, text: note(now).slice(0, 20_000) }),
  };
}

/** The ids a reference field holds, one or many. */
export function idsIn(held: unknown): readonly string[] {
  if (Array.isArray(held)) return held as string[];
  return typeof held === "string" && held !== "" ? [held] : [];
}

/** Puts ids into a reference field, whichever kind it is. */
export function setIds(
  state: State,
  id: string,
  field: string,
  ids: readonly string[],
): Change | null {
  const record = state.get(id);
  if (!record) return null;
  const single = TYPES[record.type].fields[field]?.role === "ref";
  return setFields(state, id, { [field]: single ? (ids[0] ?? null) : ids });
}

/** Makes a new record by name and refers to it, as one change. */
export function createIn(state: State, id: string, field: string, name: string): Change | null {
  const record = state.get(id);
  const target = record && (TYPES[record.type].fields[field]?.target as TypeName | undefined);
  const prefix = target && prefixOf(target);
  if (!record || !target || !prefix) return null;
  const fresh = newId(prefix);
  const kind = target === "person" ? { kind: "owner" } : {};
  const update = setIds(state, id, field, [...idsIn(value(record, field)), fresh]);
  return { ...update, ...add(state, target, fresh, { [titleField(target)]: name, ...kind }) };
}

/** The experiences at a touchpoint: personas in their order, everyone first. */
export function experiencesAt(state: State, touchpoint: string): Experience[] {
  const order = new Map(state.siblings("persona").map(([, id], index) => [id, index]));
  const found = [...state.referrers(touchpoint, "experience")].flatMap((id) => {
    const record = state.record("experience", id);
    return record?.touchpoint === touchpoint ? [record] : [];
  });
  const rank = (e: Experience) => (e.persona ? (order.get(e.persona) ?? 0) : -1);
  return found.sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
}

/** What hangs on a record through `target`, in order. */
export function commentsOn(state: State, id: string) {
  const found = [...state.referrers(id, "comment")].flatMap((other) => {
    const record = state.record("comment", other);
    return record?.target === id ? [record] : [];
  });
  return found.sort((a, b) => (a.place.order < b.place.order ? -1 : 1));
}

/** The usual scales; the first one is the default. */
export const SCALES: Readonly<
  Record<string, Required<Pick<EmotionScale, "min" | "max" | "neutral" | "step">>>
> = {
  "-2..2": { min: -2, max: 2, neutral: 0, step: 1 },
  "1..5": { min: 1, max: 5, neutral: 3, step: 1 },
  "1..10": { min: 1, max: 10, neutral: 5.5, step: 1 },
  "0..100": { min: 0, max: 100, neutral: 50, step: 5 },
  nps: { min: 0, max: 10, neutral: 7, step: 1 },
};

/** The name of the scale in use, or "" for one of its own. */
export function scaleName(state: State): string {
  const { min, max } = scaleOf(state);
  return Object.keys(SCALES).find((n) => SCALES[n]?.min === min && SCALES[n]?.max === max) ?? "";
}

/**
 * Changes the scale and, so that the curve keeps its shape, the scores on it. Scores that do not
 * fit the old scale were not meant on it: then only the scale changes.
 */
export function setScale(state: State, name: string): Change | null {
  const next = SCALES[name];
  if (!next) return null;
  const old = scaleOf(state);
  const all = [...state.ofType("experience")].flatMap((id) => state.record("experience", id) ?? []);
  const scored = all.filter((e) => typeof e.score === "number");
  const fits = scored.every((e) => (e.score ?? 0) >= old.min && (e.score ?? 0) <= old.max);
  const ratio = (next.max - next.min) / (old.max - old.min);
  const moved = (score: number) => Number((next.min + (score - old.min) * ratio).toFixed(4));
  const { journey } = state;
  const scale = canonicalValue("emotion_scale", { ...journey.emotion_scale, ...next });
  return (
    updating("", [
      [journey, { emotion_scale: scale }],
      ...(fits ? scored : []).map((e): [AnyRecord, Record<string, unknown>] => [
        e,
        {
          score: moved(e.score ?? 0),
          ...(typeof e.sd === "number" && { sd: Number((e.sd * ratio).toFixed(4)) }),
        },
      ]),
    ])?.change ?? null
  );
}
