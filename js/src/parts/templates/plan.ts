import type { Change, Pair } from "../../core/change";
import { value } from "../../core/fields";
import { keysBetween } from "../../core/order";
import type { AnyRecord, Lane } from "../../core/schema.gen";
import type { State } from "../../core/state";
import type { Preset, PresetLane } from "./presets";

/** What a plan is made with: names in the language of the map, and ids. */
export interface Means {
  /** What a lane or phase is called. */
  say(key: PresetLane["title"] | Preset["phases"][number][0]): string;
  /** All that a lane is called, in any language. */
  names(title: PresetLane["title"]): readonly string[];
  newId(prefix: string): string;
}

export interface Plan {
  readonly change: Change;
  readonly label: string;
  /** How many lanes are added. */
  readonly lanes: number;
  /** The first phase that is added. */
  readonly phase: string | undefined;
}

/**
 * What a preset does to a map: lanes that are there stay where and as they are, but for a line or a
 * side they lack; those that are missing come in the order of the preset; a map without phases and
 * touchpoints gets the first phases. Null when the map has all of it.
 */
export function planOf(state: State, preset: Preset, means: Means): Plan | null {
  const added: Record<string, AnyRecord> = {};
  const updated: Record<string, Record<string, Pair>> = {};
  const set = (record: AnyRecord, field: string, after: unknown) => {
    const before = value(record, field) ?? null;
    if (before !== after) updated[record.id] = { ...updated[record.id], [field]: [before, after] };
  };

  const there = state.siblings("lane").flatMap(([, id]) => state.record("lane", id) ?? []);
  const matches = match(there, preset, means);
  for (const [wanted, found] of matches) {
    if (!found) continue;
    if (wanted.separator && value(found, "separator") === "none") {
      set(found, "separator", wanted.separator);
    }
    if (wanted.side && value(found, "side") === "none") set(found, "side", wanted.side);
  }
  const row = lined(there, matches, means);
  for (const [id, lane] of ordered(row)) added[id] = lane;
  const lanes = Object.keys(added).length;

  let first: string | undefined;
  if (state.count("phase") + state.count("touchpoint") === 0) {
    const keys = keysBetween(null, null, preset.phases.length);
    for (const [i, [name, stage]] of preset.phases.entries()) {
      const id = means.newId("ph");
      first ??= id;
      const place = { order: keys[i] as string };
      const phase = { type: "phase", id, place, name: means.say(name) } as const;
      added[id] = stage === "none" ? phase : { ...phase, purchase_stage: stage };
    }
  }
  // A map of the future has the lanes of a journey, too.
  const future = preset.mapType === "current" && value(state.journey, "map_type") === "future";
  if (!future) set(state.journey, "map_type", preset.mapType);

  const some = Object.keys(added).length > 0;
  if (!some && Object.keys(updated).length === 0) return null;
  return {
    change: { ...(some && { added }), ...(Object.keys(updated).length > 0 && { updated }) },
    label: lanes ? `add.lane.${lanes}` : some ? "add.phase" : "edit.journey.map_type",
    lanes,
    phase: first,
  };
}

/** For each lane of a preset the one that is there; no lane stands for two. */
function match(
  there: readonly Lane[],
  preset: Preset,
  means: Means,
): (readonly [PresetLane, Lane | undefined])[] {
  const free = new Set(there);
  return preset.lanes.map((wanted) => {
    const names = means.names(wanted.title).map(folded);
    const found = [...free].find((lane) =>
      wanted.kind === "custom"
        ? names.includes(folded(lane.title ?? ""))
        : value(lane, "kind") === wanted.kind,
    );
    if (found) free.delete(found);
    return [wanted, found];
  });
}

const folded = (text: string) => text.trim().toLocaleLowerCase();

/** All lanes in their new order: a missing one follows the one before it in the preset. */
function lined(
  there: readonly Lane[],
  matches: readonly (readonly [PresetLane, Lane | undefined])[],
  means: Means,
): (Lane | Omit<Lane, "place">)[] {
  const row: (Lane | Omit<Lane, "place">)[] = [...there];
  const known = matches.find(([, found]) => found)?.[1];
  let at = known ? row.indexOf(known) : row.length;
  for (const [wanted, found] of matches) {
    if (found) {
      at = row.indexOf(found) + 1;
      continue;
    }
    const { kind, side, separator } = wanted;
    const fresh = { type: "lane", id: means.newId("ln"), kind, title: means.say(wanted.title) };
    row.splice(at, 0, { ...fresh, ...(side && { side }), ...(separator && { separator }) } as Lane);
    at += 1;
  }
  return row;
}

/** Gives the lanes that have no place yet one between those around them. */
function ordered(row: readonly (Lane | Omit<Lane, "place">)[]): [string, Lane][] {
  const orderOf = (lane: Lane | Omit<Lane, "place"> | undefined) =>
    lane && "place" in lane ? lane.place.order : null;
  const found: [string, Lane][] = [];
  for (let i = 0; i < row.length; ) {
    let n = 0;
    while (row[i + n] && orderOf(row[i + n]) === null) n++;
    if (n > 0) {
      const before = orderOf(row[i - 1]);
      // Two lanes may share a key for a moment: the gap is before the next greater one.
      const after = row.slice(i + n).find((lane) => (orderOf(lane) ?? "") > (before ?? ""));
      const keys = keysBetween(before, orderOf(after), n);
      for (const [k, lane] of row.slice(i, i + n).entries()) {
        found.push([lane.id, { ...lane, place: { order: keys[k] as string } } as Lane]);
      }
    }
    i += n + 1;
  }
  return found;
}
