import { labelOf, touchpointsOf } from "../../core/commands";
import { value } from "../../core/fields";
import { newId } from "../../core/ids";
import { type AnyRecord, TYPES, type TypeName } from "../../core/schema.gen";
import type { State } from "../../core/state";
import { add } from "../../editor/inspector/edits";

/** Records that stand under another one in the details. */
export interface Listing {
  /** What it is called: the plural of a type, or `edge_from` and `edge_to`. */
  readonly key: string;
  readonly type: TypeName;
  readonly count: number;
  /** In the order of the map, or their own. */
  ids(): readonly string[];
}

/** What the journey lists of its own; the map has phases, touchpoints, lanes and cards. */
const TOP: readonly TypeName[] = [
  "persona",
  "person",
  "channel",
  "metric",
  "evidence",
  "resource",
  "path",
  "edge",
  "vote_session",
  "board",
  "workshop_part",
];

/** What the form above the lists has already. */
const ABOVE: Partial<Record<TypeName, readonly TypeName[]>> = {
  touchpoint: ["comment", "experience"],
  phase: ["comment"],
  card: ["comment"],
};

/** What may be added under a record. */
const ADDED: Partial<Record<TypeName, readonly string[]>> = {
  journey: ["persona", "person", "channel", "metric", "evidence", "resource", "path"],
  metric: ["metric_value"],
  phase: ["metric_value"],
  touchpoint: ["edge_from", "metric_value", "resource"],
};

const PREFIXES: Partial<Record<TypeName, string>> = {
  persona: "pe",
  person: "pn",
  channel: "ch",
  metric: "me",
  evidence: "ev",
  resource: "rs",
  path: "pa",
  edge: "ed",
  metric_value: "mv",
};

/** The lists under a record: what it has, what refers to it, and what can be added. */
export function listsOf(state: State, record: AnyRecord): Listing[] {
  const adds = ADDED[record.type] ?? [];
  const top = record.type === "journey" ? TOP.map((type) => all(state, type)) : [];
  const there = new Set([...top.map(({ type }) => type), ...(ABOVE[record.type] ?? [])]);
  const others = (Object.keys(TYPES) as TypeName[])
    .filter((type) => !there.has(type))
    .flatMap((type) => referring(state, record, type));
  return [...top, ...others].filter(({ key, count }) => count > 0 || adds.includes(key));
}

function all(state: State, type: TypeName): Listing {
  const ids = () =>
    TYPES[type].placed ? state.siblings(type).map(([, id]) => id) : [...state.ofType(type)].sort();
  return { key: type, type, count: state.count(type), ids };
}

function referring(state: State, record: AnyRecord, type: TypeName): Listing[] {
  const found = state.referrers(record.id, type);
  if (type === "edge") {
    const ends = (field: "source" | "target") =>
      [...found].filter((id) => state.record("edge", id)?.[field] === record.id).sort();
    const [from, to] = [ends("source"), ends("target")];
    return [
      { key: "edge_from", type, count: from.length, ids: () => from },
      { key: "edge_to", type, count: to.length, ids: () => to },
    ];
  }
  return [{ key: type, type, count: found.size, ids: () => ordered(state, type, found) }];
}

function ordered(state: State, type: TypeName, ids: ReadonlySet<string>): string[] {
  if (type === "touchpoint") return touchpointsOf(state).filter((id) => ids.has(id));
  const keys = new Map(
    [...ids].map((id) => {
      const record = state.get(id);
      return [id, record && "place" in record ? record.place.order : ""];
    }),
  );
  const key = (id: string) => `${keys.get(id)} ${id}`;
  return [...ids].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** How something is added to a list: by its name, by a button, or not at all. */
export function adderOf(state: State, record: AnyRecord, list: Listing) {
  const { type, key } = list;
  if (!ADDED[record.type]?.includes(key)) return null;
  const fields = firstFields(state, record, type);
  if (!fields) return null;
  const named = ["name", "title"].find((name) => name in TYPES[type].fields);
  const make = (name = "") => {
    const id = newId(PREFIXES[type] ?? "id");
    const all = { ...fields, ...(named && { [named]: name }) };
    return { id, change: add(state, type, id, all), label: labelOf("add", type) };
  };
  return { named: named !== undefined, make };
}

/** What a new record begins with; null where it has nothing to be about. */
function firstFields(state: State, record: AnyRecord, type: TypeName) {
  const { id } = record;
  if (type === "metric_value") {
    const metric = record.type === "metric" ? id : state.siblings("metric")[0]?.[1];
    return metric ? { metric, target: record.type === "metric" ? state.journey.id : id } : null;
  }
  if (type === "edge") {
    const order = touchpointsOf(state);
    const at = order.indexOf(id);
    const target = order[at + 1] ?? order[at - 1];
    return target ? { source: id, target } : null;
  }
  if (type === "resource" && record.type === "touchpoint") return { touchpoints: [id] };
  return {};
}

/** What tells a record from others of its list, beside its name. */
export function factsOf(state: State, record: AnyRecord, word: (value: string) => string): string {
  const held = (name: string) => String(value(record, name) ?? "");
  switch (record.type) {
    case "experience":
      return [held("score"), word(held("source"))].filter(Boolean).join(", ");
    case "metric_value": {
      const unit = state.record("metric", record.metric)?.unit ?? "";
      return [`${held("value")} ${unit}`.trim(), held("date")].filter(Boolean).join(", ");
    }
    case "vote":
      return [held("voter"), `× ${held("weight")}`].filter(Boolean).join(" ");
    case "reaction":
    case "comment":
      return held("author");
    case "evidence":
      return [held("kind"), held("date")].filter(Boolean).join(", ");
    case "person":
      return [held("role"), held("team")].filter(Boolean).join(", ");
    case "resource":
      return word(held("status"));
    case "metric":
      return held("unit");
    case "path":
      return `${record.steps?.length ?? 0}`;
    default:
      return "";
  }
}
