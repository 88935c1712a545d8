import { phaseOrder } from "../../core/commands";
import type { State } from "../../core/state";
import type { Filter } from "../../editor/map/sieve";
import { EVERYONE, FACETS, type Facet, Facets, type Values } from "./facets";

/** What a filter leaves, before anything is made an exception of. */
export interface Sifted {
  /** Touchpoints and cards that match, and all there are. */
  readonly left: number;
  readonly all: number;
  /** Cards, lanes and personas that do not match. */
  readonly things: ReadonlySet<string>;
  /** Touchpoints in which nothing matches, and phases with nothing but such. */
  readonly columns: ReadonlySet<string>;
  /** How many things there would be with one value of a facet, as the other facets stand. */
  readonly counts: Readonly<Record<Facet, ReadonlyMap<string, number>>>;
}

/** The facets something is chosen of, each with its values. */
export function asked(filter: Filter | null): [Facet, ReadonlySet<string>][] {
  return FACETS.flatMap((facet): [Facet, ReadonlySet<string>][] => {
    const chosen = filter?.chosen[facet];
    return chosen?.length ? [[facet, new Set(chosen)]] : [];
  });
}

/** Compare every touchpoint and card with a filter, in one pass. */
export function sift(state: State, filter: Filter | null): Sifted {
  const wanted = asked(filter);
  const counts = countsOf(state);
  const things = new Set<string>();
  const fruitful = new Set<string>();
  let [left, all] = [0, 0];
  for (const { touchpoint, card, values } of new Facets(state).things()) {
    all += 1;
    const misses = missed(wanted, values);
    if (misses === null) {
      left += 1;
      fruitful.add(touchpoint);
    } else if (card !== undefined) things.add(card);
    count(counts, values, misses);
  }
  for (const [facet, values] of wanted) {
    if (facet !== "lane" && facet !== "persona") continue;
    const ids = state.siblings(facet).map(([, id]) => id);
    if (facet === "persona") ids.push(EVERYONE);
    for (const id of ids) if (!values.has(id)) things.add(id);
  }
  return { left, all, things, columns: barren(state, fruitful), counts };
}

/** The one facet that values do not match, null when they match all, "" when several miss. */
function missed(wanted: readonly [Facet, ReadonlySet<string>][], values: Values) {
  let found: Facet | null = null;
  for (const [facet, chosen] of wanted) {
    if (values[facet].some((value) => chosen.has(value))) continue;
    if (found !== null) return "";
    found = facet;
  }
  return found;
}

type Counts = Record<Facet, Map<string, number>>;

/** Nothing counted yet. Lanes and personas are there to be chosen also when they are empty. */
function countsOf(state: State): Counts {
  const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map()])) as Counts;
  for (const facet of ["lane", "persona"] as const) {
    for (const [, id] of state.siblings(facet)) counts[facet].set(id, 0);
  }
  return counts;
}

function count(counts: Counts, values: Values, misses: Facet | "" | null): void {
  for (const facet of FACETS) {
    // Another value of the one facet that misses would let it through, of another it would not.
    const one = misses === null || misses === facet ? 1 : 0;
    for (const value of values[facet]) {
      const before = counts[facet].get(value);
      if (before === undefined || one) counts[facet].set(value, (before ?? 0) + one);
    }
  }
}

function barren(state: State, fruitful: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  for (const phase of phaseOrder(state)) {
    let alive = false;
    for (const [, id] of state.siblings("touchpoint", phase)) {
      if (fruitful.has(id)) alive = true;
      else found.add(id);
    }
    if (phase !== null && !alive) found.add(phase);
  }
  return found;
}
