import type { State } from "../../core/state";
import type { Matched } from "../../editor/kernel";

/** Which of the two maps: the first or the second. */
export type Side = 0 | 1;
export const SIDES: readonly Side[] = [0, 1];
export type States = readonly [a: State, b: State];

export const otherSide = (side: Side): Side => (side === 0 ? 1 : 0);

/**
 * Which record of one map is which of the other. One id and type is one thing; what else is the
 * same Python tells, and that may be older than the maps are: it counts as far as it fits them.
 */
export class Pairing {
  readonly #partners: readonly [Map<string, string>, Map<string, string>] = [new Map(), new Map()];
  readonly #certainty = new Map<string, number>();

  constructor([a, b]: States, matched: readonly Matched[]) {
    for (const record of a.records()) {
      if (b.get(record.id)?.type === record.type) this.#pair(record.id, record.id);
    }
    // A document has one journey, whatever it is called.
    if (a.journey.id && b.journey.id) this.#pair(a.journey.id, b.journey.id);
    for (const [mine, theirs, certainty] of matched) {
      const [first, second] = this.#partners;
      const type = a.get(mine)?.type;
      const fits = type !== undefined && b.get(theirs)?.type === type;
      if (!fits || first.has(mine) || second.has(theirs)) continue;
      this.#pair(mine, theirs);
      this.#certainty.set(mine, certainty);
    }
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
