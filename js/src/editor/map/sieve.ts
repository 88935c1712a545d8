import { cardsOf } from "../../core/commands";
import type { Card } from "../../core/schema.gen";
import type { State } from "../../core/state";

/** What a person asked to see, as plain data. */
export interface Filter {
  /** Values by what they are values of; of one kind any will do, of several kinds all must fit. */
  readonly chosen: Readonly<Record<string, readonly string[]>>;
  /** What does not match is hidden, not dimmed. */
  readonly hide: boolean;
  /** Columns in which nothing matches are hidden. */
  readonly columns: boolean;
  /** What was selected when it was asked for: only what is selected later stays in sight for that. */
  readonly since?: readonly string[];
}

/** What a filter leaves of the map. The part `filter` works it out; without one there is none. */
export interface Sieve {
  /** Whether a touchpoint, card, lane, phase or persona does not match, and nothing in it does. */
  dims(id: string): boolean;
  /** Whether it is not shown at all. */
  hides(id: string): boolean;
  /** Why records cannot be removed: with them would go what is hidden. "" when they can. */
  guard(ids: readonly string[]): string;
  /** How much it leaves, in words, and the words for what clears it. */
  readonly words: string;
  readonly clearing: string;
  /** Said of what is dimmed. */
  readonly note: string;
  clear(): void;
}

/** Class name of what a filter leaves aside. */
export function dimmed(sieve: Sieve | null | undefined, id: string): string {
  return sieve?.dims(id) ? " cjm-dimmed" : "";
}

/** The cards of a cell that are shown; with `cardsAt` also those over its phase. */
export function shownCards(
  grid: { readonly state: State; readonly sieve?: Sieve | null },
  column: string,
  lane: string,
  of = cardsOf,
): Card[] {
  const cards = of(grid.state, column, lane);
  const { sieve } = grid;
  return sieve ? cards.filter(({ id }) => !sieve.hides(id)) : cards;
}
