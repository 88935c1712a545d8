import { type Bag, isBag, same } from "./json";
import { type AnyRecord, type Place, TYPES, type TypeName } from "./schema.gen";
import type { FieldInfo } from "./table";

/** The reference fields of a record type. `owned` ones its records cannot live without. */
export interface References {
  readonly single: readonly string[];
  readonly owned: readonly string[];
  readonly many: readonly string[];
  readonly placed: boolean;
}

/** What the parts of an emotion scale are when absent; the table of fields does not go so deep. */
const SCALE: Bag = { min: -2, max: 2, neutral: 0, step: 1, labels: {}, emoji: {}, extra: {} };

const REFERENCES = Object.fromEntries(
  Object.entries(TYPES).map(([type, info]) => [type, referencesIn(Object.entries(info.fields))]),
) as Readonly<Record<TypeName, References>>;

function referencesIn(fields: [string, FieldInfo][]): References {
  const names = (wanted: (info: FieldInfo) => boolean) =>
    fields.filter(([, info]) => wanted(info)).map(([name]) => name);
  return {
    single: names((info) => info.role === "ref"),
    owned: names((info) => info.role === "ref" && info.owned === true),
    many: names((info) => info.role === "refs" || info.role === "steps"),
    placed: fields.some(([name]) => name === "place"),
  };
}

export function referencesOf(type: TypeName): References {
  return REFERENCES[type];
}

export function isTypeName(type: unknown): type is TypeName {
  return typeof type === "string" && Object.hasOwn(TYPES, type);
}

export function fieldInfo(type: TypeName, name: string): FieldInfo | undefined {
  const fields = TYPES[type].fields;
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** The field of a record, or its default when it is absent (null for optional ones). */
export function value(record: AnyRecord, field: string): unknown {
  const held = (record as unknown as Bag)[field];
  return held ?? TYPES[record.type].fields[field]?.default ?? null;
}

/** Where an ordered record stands; undefined for a record of a type without order. */
export function placeOf(record: AnyRecord): Place | undefined {
  return (record as { place?: Place }).place;
}

/** A value as it stands on the wire: absent is null, parts equal to their default are left out. */
export function canonicalValue(field: string, held: unknown): unknown {
  if (held === undefined) return null;
  if (field === "place" && isBag(held)) return canonicalPlace(held as unknown as Place);
  if (field === "emotion_scale" && isBag(held)) {
    return Object.fromEntries(
      Object.entries(held).filter(([key, part]) => part != null && !same(part, SCALE[key])),
    );
  }
  return held;
}

function canonicalPlace(place: Place): Place {
  // A place that is as it should be stays the same object: most are, and a large map has many.
  let whole = true;
  for (const key in place) {
    if (key === "parent") whole &&= place.parent != null;
    else if (key === "level") whole &&= Boolean(place.level);
    else whole &&= key === "order";
  }
  if (whole) return place;
  const { order, parent, level } = place;
  return { order, ...(parent != null && { parent }), ...(level && { level }) };
}

/** A copy of `record` with some fields replaced; those that become the default are left out. */
export function withFields<R extends AnyRecord>(record: R, fields: Bag): R {
  const copy: Record<string, unknown> = { ...record };
  for (const [name, given] of Object.entries(fields)) {
    const held = canonicalValue(name, given);
    if (isDefault(record.type, name, held)) delete copy[name];
    else copy[name] = held;
  }
  return copy as unknown as R;
}

/** The one form of a record both sides agree on; the record itself when it has that form. */
export function canonicalRecord<R extends AnyRecord>(record: R): R {
  const given = record as unknown as Bag;
  let odd: Record<string, unknown> | undefined;
  for (const name in given) {
    if (name === "type" || name === "id") continue;
    const now = given[name];
    const held = typeof now === "object" ? canonicalValue(name, now) : now;
    if (held !== now || isDefault(record.type, name, held)) {
      odd ??= {};
      odd[name] = held;
    }
  }
  return odd === undefined ? record : withFields(record, odd);
}

/** What the fields of a type are when absent; without a prototype, so that any name is safe. */
const USUAL = Object.fromEntries(
  Object.entries(TYPES).map(([type, { fields }]) => {
    const usual: Record<string, unknown> = Object.create(null);
    for (const [name, info] of Object.entries(fields)) usual[name] = info.default;
    return [type, usual];
  }),
) as Readonly<Record<TypeName, Bag>>;

function isDefault(type: TypeName, name: string, held: unknown): boolean {
  if (held === null || held === undefined) return true;
  const usual = USUAL[type][name];
  if (typeof held !== "object") return held === usual;
  return usual !== undefined && same(held, usual);
}

/** Call `visit` with every id a record points at, an id maybe more than once. */
export function visitReferred(record: AnyRecord, visit: (id: string) => void): void {
  const refs = REFERENCES[record.type];
  const fields = record as unknown as Bag;
  for (const name of refs.single) {
    const target = fields[name];
    if (typeof target === "string") visit(target);
  }
  for (const name of refs.many) {
    const targets = fields[name] as readonly string[] | undefined;
    if (targets) for (const target of targets) visit(target);
  }
  const parent = placeOf(record)?.parent;
  if (parent != null) visit(parent);
}

/** The ids a record cannot live without, `fields` replaced by newer values. */
export function ownersOf(record: AnyRecord, fields: Bag = {}): Set<string> {
  const newest = (name: string) =>
    Object.hasOwn(fields, name) ? fields[name] : value(record, name);
  const refs = REFERENCES[record.type];
  const owners = new Set<string>();
  for (const name of refs.owned) {
    const owner = newest(name);
    if (typeof owner === "string") owners.add(owner);
  }
  if (refs.placed) {
    const parent = (newest("place") as Place | null)?.parent;
    if (parent != null) owners.add(parent);
  }
  return owners;
}
