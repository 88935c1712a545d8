import type { State } from "../../core/state";
import type { Matched } from "../../editor/kernel";

/** Which of the two maps: the first or the second. */
export type Side = 0 | 1;
export const SIDES: readonly Side[] = [0, 1];
export type States = readonly [a: State, b: State];

export const otherSide = (side: Side): Side => (side === 0 ? 1 : 0);

/**
 * Which record of one map is which of the other. One id and type is one thing, unless the user
 * said otherwise; what else is the same Python tells, and that may be older than the maps are: it
 * counts as far as it fits them.
 */
export class Pairing {
  readonly #partners: readonly [Map<string, string>, Map<string, string>] = [new Map(), new Map()];
  readonly #certainty = new Map<string, number>();
  readonly #first: State;

  constructor([a, b]: States, matched: readonly Matched[]) {
    this.#first = a;
    const alone: readonly [Set<string>, Set<string>] = [new Set(), new Set()];
    const isFree = (mine: string, theirs: string) =>
      ![mine, theirs].some((id, side) => alone[side]?.has(id) || this.#partners[side]?.has(id));
    const add = ([mine, theirs, certainty]: Matched) => {
      if (mine === null || theirs === null) {
        if (mine !== null) alone[0].add(mine);
        if (theirs !== null) alone[1].add(theirs);
        return;
      }
      const type = a.get(mine)?.type;
      if (type === undefined || b.get(theirs)?.type !== type || !isFree(mine, theirs)) return;
      this.#pair(mine, theirs);
      this.#certainty.set(mine, certainty);
    };
    for (const one of matched) if (one[3]) add(one);
    for (const { id } of a.records()) add([id, id, 1]);
    // A document has one journey, whatever it is called.
    add([a.journey.id, b.journey.id, 1]);
    for (const one of matched) if (!one[3]) add(one);
  }

  /** What a record of the second map is called on the first; not as another one of that is. */
  inFirst(id: string): string | undefined {
    return this.partner(1, id) ?? (this.#first.get(id) ? `${id} apart` : undefined);
  }

  /** What a record of one side is on the other. */
  partner(side: Side, id: string): string | undefined {
    return this.#partners[side].get(id);
  }

  /** How certain it is that a record of the first map is its partner; 1 where they have one id. */
  certainty(id: string): number {
    return this.#certainty.get(id) ?? 1;
  }

  #pair(a: string, b: string): void {
    this.#partners[0].set(a, b);
    this.#partners[1].set(b, a);
  }
}
