import { batch, computed } from "@preact/signals";
import type { State } from "../../core/state";
import type { Filter, Sieve } from "../../editor/map/sieve";
import type { MapView } from "../../editor/map/view";
import { wordsOf } from "../words";
import { asked, type Sifted, sift } from "./sift";
import { TEXTS } from "./texts";

/** The sieve this part makes: the panel reads what was counted from it. */
export interface OwnSieve extends Sieve {
  readonly sifted: Sifted;
}

/** Nothing is asked for. */
export const ALL: Filter = { chosen: {}, hide: false, columns: false };

/** Ask for something else. What is selected now is no exception to it, what is selected later is. */
export function ask(view: MapView, filter: Filter): void {
  view.filter.value = { ...filter, since: view.editor.selection.peek() };
}

/** Show everything again, and leave the switches as they are. */
export function clear(view: MapView): void {
  ask(view, { ...ALL, ...view.filter.peek(), chosen: {} });
}

/** Sets up filtering in a view, once: from then on the map follows `view.filter`. */
export function install(view: MapView): void {
  if (view.sift.peek()) return;
  const { editor } = view;
  const { state } = editor.replica;
  const sifted = computed(() => {
    view.records.value;
    const filter = view.filter.value;
    return asked(filter).length ? sift(state, filter) : null;
  });
  const sieve = computed(() => {
    const [filter, found] = [view.filter.value, sifted.value];
    if (!filter || !found) return null;
    const selected = editor.selection.value;
    const kept = selected === filter.since ? [] : selected;
    const say = wordsOf(TEXTS, editor.language.value);
    const words = say(filter.hide ? "shown" : "match", { i: found.left, n: found.all });
    return sieveOf(state, filter, found, exceptions(state, kept), {
      words,
      clearing: say("clear"),
      note: say("note"),
      guard: (n) => say("guard", { n }),
      clear: () => clear(view),
    });
  });
  batch(() => {
    view.sift.value = sieve;
  });
}

interface Said extends Pick<Sieve, "words" | "clearing" | "note" | "clear"> {
  guard(n: number): string;
}

/** A sieve of what was sifted: `kept` is shown whatever it is. */
export function sieveOf(
  state: State,
  filter: Filter,
  sifted: Sifted,
  kept: ReadonlySet<string>,
  said: Said,
): OwnSieve {
  const { left, things, columns } = sifted;
  // A map without any column would be no map.
  const narrow = filter.columns && left > 0;
  const dims = (id: string) => (things.has(id) || columns.has(id)) && !kept.has(id);
  const hides = (id: string) =>
    ((filter.hide && things.has(id)) || (narrow && columns.has(id))) && !kept.has(id);
  /** What is out of sight and would go with a record. */
  const within = (id: string): number => {
    const record = state.get(id);
    const count = (ids: Iterable<string>) => {
      let n = 0;
      for (const held of ids) n += within(held);
      return n;
    };
    switch (record?.type) {
      case "phase":
        return count(state.siblings("touchpoint", id).map(([, held]) => held));
      case "touchpoint":
        return Number(hides(id)) + count(state.siblings("card", id).map(([, held]) => held));
      case "lane":
        return count([...state.referrers(id, "card")]);
      case "card":
        return Number(hides(id) || hides(record.place.parent ?? ""));
      default:
        return 0;
    }
  };
  const { guard, ...words } = said;
  return {
    ...words,
    sifted,
    dims,
    hides,
    guard(ids) {
      const n = ids.reduce((sum, id) => sum + within(id), 0);
      return n > 0 ? guard(n) : "";
    },
  };
}

/** What is selected, what it hangs on and the lane it is in: all that is needed to see it. */
export function exceptions(state: State, selected: readonly string[]): ReadonlySet<string> {
  const kept = new Set<string>();
  const keep = (id: string | null | undefined) => {
    const record = state.get(id ?? "");
    if (!record || kept.has(record.id)) return;
    kept.add(record.id);
    if (record.type === "card") keep(record.lane);
    if (record.type === "card" || record.type === "touchpoint") keep(record.place.parent);
    if (record.type === "experience") {
      keep(record.touchpoint);
      keep(record.persona);
    }
  };
  for (const id of selected) keep(id);
  return kept;
}
