import { type Command, cardKind, holdsCards, labelOf, titleOf } from "../../core/commands";
import { scaleOf, snap } from "../../core/emotion";
import { canonicalRecord, placeOf, referencesOf } from "../../core/fields";
import { newId } from "../../core/ids";
import type { Bag } from "../../core/json";
import type { AnyRecord, Card, Experience, Lane, TypeName } from "../../core/schema.gen";
import type { State } from "../../core/state";
import { ANCHORS } from "./collect";
import { Names, prefixOf } from "./names";
import { type Gap, gapAfter, Orders } from "./orders";
import type { Payload } from "./payload";

/** Where what is pasted goes; each type of record has its place. */
export interface Spots {
  readonly touchpoint: { readonly phase: string | null; readonly gap: Gap };
  readonly phase: Gap;
  readonly lane: Gap;
  /** Null: no touchpoint is chosen. Without a lane cards keep to their own. */
  readonly card: CardSpot | null;
}

export interface CardSpot {
  /** Absent: each where what it is a copy of is. */
  readonly touchpoint?: string | undefined;
  readonly lane?: string | undefined;
  readonly gap?: Gap | undefined;
}

export interface Transplant {
  readonly command: Command;
  readonly roots: readonly string[];
  /** What the map did not have and now has, because copies point at it. */
  readonly brought: readonly AnyRecord[];
  /** How many records had nothing to hang on here. */
  readonly left: number;
}

/** The id of what is nowhere. */
const NOWHERE = "";

/** Puts copies of records into a map; null when none has a place there. */
export function transplant(state: State, payload: Payload, spots: Spots): Transplant | null {
  return new Graft(state, payload, spots).run();
}

class Graft {
  readonly #state: State;
  readonly #payload: Payload;
  readonly #spots: Spots;
  readonly #names: Names;
  readonly #orders: Orders;
  readonly #given = new Map<string, AnyRecord>();
  /** Old to new ids; null is what has no place here. */
  readonly #ids = new Map<string, string | null>();
  readonly #added: AnyRecord[] = [];
  readonly #brought: AnyRecord[] = [];
  readonly #roots: ReadonlySet<string>;

  constructor(state: State, payload: Payload, spots: Spots) {
    this.#state = state;
    this.#payload = payload;
    this.#spots = spots;
    this.#names = new Names(state);
    this.#orders = new Orders(state);
    this.#roots = new Set(payload.roots);
    for (const record of [...payload.context, ...payload.records]) {
      this.#given.set(record.id, record);
    }
  }

  run(): Transplant | null {
    const { records, roots } = this.#payload;
    const stays = this.#homeless();
    for (const { id, type } of records) {
      this.#ids.set(id, stays.has(id) ? null : newId(prefixOf(type)));
    }
    const kept = records.filter(({ id }) => !stays.has(id));
    const { touchpoint, phase, lane } = this.#spots;
    this.#orders.aim("touchpoint", touchpoint.phase, touchpoint.gap);
    this.#orders.aim("phase", null, phase);
    this.#orders.aim("lane", null, lane);
    for (const record of this.#inOrder(kept)) this.#copy(record);
    const made = roots.flatMap((id) => this.#ids.get(id) ?? []);
    if (!made.length) return null;
    const first = this.#given.get(roots[0] ?? "") as AnyRecord;
    const all = [...this.#added, ...this.#orders.placed()].map(canonicalRecord);
    return {
      command: {
        label: labelOf("add", first.type, made.length),
        change: { added: Object.fromEntries(all.map((record) => [record.id, record])) },
      },
      roots: made,
      brought: this.#brought,
      left: stays.size,
    };
  }

  /** Roots as they were copied, the rest as it stood. */
  #inOrder(records: readonly AnyRecord[]): AnyRecord[] {
    const at = new Map(this.#payload.roots.map((id, i) => [id, i]));
    // Order keys compare by code unit.
    const key = (record: AnyRecord) => `${placeOf(record)?.order ?? ""} ${record.id}`;
    return [...records].sort((a, b) => {
      const [i, k] = [at.get(a.id), at.get(b.id)];
      return i !== undefined && k !== undefined ? i - k : key(a) < key(b) ? -1 : 1;
    });
  }

  /** What hangs on something that is neither copied nor found here; and what hangs on that. */
  #homeless(): ReadonlySet<string> {
    const { records } = this.#payload;
    const copied = new Set(records.map(({ id }) => id));
    const stays = new Set<string>();
    const target = this.#spots.card?.touchpoint;
    const missing = (id: string) => {
      if (copied.has(id)) return stays.has(id);
      return id !== target && this.#match(this.#given.get(id)) === null;
    };
    for (let before = -1; before !== stays.size; ) {
      before = stays.size;
      for (const record of records) {
        if (stays.has(record.id)) continue;
        if (this.#needs(record).some(missing)) stays.add(record.id);
      }
    }
    return stays;
  }

  /** The ids a copy cannot be without where it arrives. */
  #needs(record: AnyRecord): string[] {
    const fields = record as unknown as Bag;
    const { owned } = referencesOf(record.type);
    const own = owned.filter((name) => !(name === "lane" && this.#laneFor(record)));
    const ids = own.flatMap((name) => (fields[name] ?? []) as string | string[]);
    const parent = placeOf(record)?.parent;
    if (!this.#roots.has(record.id)) return parent ? [...ids, parent] : ids;
    if (record.type !== "card") return ids;
    const { card } = this.#spots;
    return [...ids, card ? (card.touchpoint ?? parent ?? NOWHERE) : NOWHERE];
  }

  /** The lane a copied card is put into; undefined: its own. */
  #laneFor(record: AnyRecord): string | undefined {
    if (record.type !== "card" || !this.#roots.has(record.id)) return undefined;
    return this.#spots.card?.lane;
  }

  /** What stands for a record of the other map here; undefined: it is brought along; null: nothing. */
  #match(record: AnyRecord | undefined): string | null | undefined {
    if (!record) return null;
    const there = this.#state.get(record.id);
    if (there?.type === record.type) {
      const home = this.#payload.map === this.#state.journey.id;
      if (home || titleOf(there) === titleOf(record)) return record.id;
    }
    const named = this.#names.find(record.type, titleOf(record));
    if (named !== undefined) return named;
    if (record.type === "lane") {
      const alike = this.#laneLike(record);
      if (alike !== undefined) return alike;
    }
    return ANCHORS.has(record.type) ? null : undefined;
  }

  /** A lane that says the same in another language is still the one for pains. */
  #laneLike({ kind = "custom" }: Lane): string | undefined {
    if (kind === "custom") return undefined;
    return this.#state
      .siblings("lane")
      .map(([, id]) => id)
      .find((id) => this.#state.record("lane", id)?.kind === kind);
  }

  #resolve(id: string): string | null {
    const known = this.#ids.get(id);
    if (known !== undefined) return known;
    const record = this.#given.get(id);
    const match = this.#match(record);
    if (record === undefined || match !== undefined) {
      this.#ids.set(id, match ?? null);
      return match ?? null;
    }
    const made = newId(prefixOf(record.type));
    this.#ids.set(id, made);
    const copy = { ...this.#pointed(record), id: made } as AnyRecord;
    this.#names.add(copy);
    this.#brought.push(copy);
    this.#put(copy, null);
    return made;
  }

  #put(record: AnyRecord, parent: string | null, level?: "" | "phase"): void {
    if (placeOf(record)) this.#orders.push(record, parent, level);
    else this.#added.push(record);
  }

  /** A copy whose references lead to records of this map. */
  #pointed(record: AnyRecord): AnyRecord {
    const copy: Record<string, unknown> = { ...record };
    const { single, many } = referencesOf(record.type);
    for (const name of single) {
      if (typeof copy[name] === "string") copy[name] = this.#resolve(copy[name]);
    }
    for (const name of many) {
      const ids = (copy[name] ?? []) as string[];
      const found = ids.flatMap((id) => this.#resolve(id) ?? []);
      if (ids.length) copy[name] = [...new Set(found)];
    }
    return copy as unknown as AnyRecord;
  }

  #copy(record: AnyRecord): void {
    const into = this.#laneFor(record);
    const pointed = this.#pointed(into ? { ...(record as Card), lane: NOWHERE } : record);
    const copy = { ...pointed, id: this.#ids.get(record.id) } as AnyRecord;
    const place = placeOf(record);
    if (this.#roots.has(record.id)) this.#putRoot(record, copy, into);
    else if (copy.type === "experience") this.#put(this.#rescaled(copy), null);
    else this.#put(copy, place?.parent ? this.#resolve(place.parent) : null, place?.level);
  }

  #putRoot(record: AnyRecord, copy: AnyRecord, into: string | undefined): void {
    if (copy.type === "card") {
      const { touchpoint, gap } = this.#spots.card as CardSpot;
      const place = placeOf(record);
      const parent = touchpoint ?? this.#resolve(place?.parent ?? NOWHERE);
      if (gap) this.#orders.aim("card", parent, gap);
      const card = into ? this.#moved(record as Card, copy, into) : copy;
      this.#put(card, parent, touchpoint ? "" : place?.level);
    } else this.#put(copy, copy.type === "touchpoint" ? this.#spots.touchpoint.phase : null);
  }

  /** A pain that is put among the gains is no pain any more; a quote stays a quote. */
  #moved(old: Card, copy: Card, id: string): Card {
    const from = this.#given.get(old.lane);
    const to = this.#state.record("lane", id);
    const ofItsLane = from?.type === "lane" && (old.kind ?? "note") === cardKind(from);
    const kind = ofItsLane && to && holdsCards(to) ? cardKind(to) : (old.kind ?? "note");
    return { ...copy, lane: id, kind };
  }

  /** A score means the same on another scale. */
  #rescaled(felt: Experience): Experience {
    const { min, max } = this.#payload.scale;
    const scale = scaleOf(this.#state);
    if (min === scale.min && max === scale.max) return felt;
    const by = (scale.max - scale.min) / (max - min);
    return {
      ...felt,
      ...(felt.score != null && {
        score: snap(scale, scale.min + (felt.score - min) * by, true),
      }),
      ...(felt.sd != null && { sd: Number((felt.sd * by).toPrecision(6)) }),
    };
  }
}

/** Each copy right behind what it is a copy of, the copies of a list together. */
export function besides(state: State, ids: readonly string[]): Spots {
  const last = (type: TypeName) => ids.filter((id) => state.get(id)?.type === type).at(-1);
  const touchpoint = state.record("touchpoint", last("touchpoint") ?? "");
  const phase = touchpoint?.place.parent ?? null;
  const card = state.record("card", last("card") ?? "");
  const parents = new Set(ids.map((id) => state.record("card", id)?.place.parent));
  parents.delete(undefined);
  const parent = parents.size === 1 ? card?.place.parent : undefined;
  return {
    touchpoint: { phase, gap: gapAfter(state, "touchpoint", phase, touchpoint?.id) },
    phase: gapAfter(state, "phase", null, last("phase")),
    lane: gapAfter(state, "lane", null, last("lane")),
    card: parent && card ? { gap: gapAfter(state, "card", parent, card.id) } : {},
  };
}
