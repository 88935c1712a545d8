import { placeAt } from "../order";
import type { Card, Place } from "../schema.gen";
import type { State } from "../state";
import { adding, type Result, updating } from "./base";
import { cardKind, holdsCards } from "./lanes";
import { next, type Step } from "./lists";

/**
 * A card hangs on a touchpoint, or on a phase and is then spread over all its touchpoints. What is
 * called `touchpoint` here is either.
 */
function holds(state: State, id: string): boolean {
  return (state.record("touchpoint", id) ?? state.record("phase", id)) !== undefined;
}

/** The cards of a cell in order. */
export function cardsOf(state: State, touchpoint: string, lane: string): Card[] {
  return state.siblings("card", touchpoint).flatMap(([, id]) => {
    const card = state.record("card", id);
    return card?.lane === lane ? [card] : [];
  });
}

/** The cards one meets in a column: those over its phase first, then its own. */
export function cardsAt(state: State, column: string, lane: string): Card[] {
  const phase = state.record("touchpoint", column)?.place.parent;
  const over = phase ? cardsOf(state, phase, lane) : [];
  return [...over, ...cardsOf(state, column, lane)];
}

/**
 * The index among all cards of a touchpoint that puts a card at `index` of one cell, both
 * counted without `moving`: the cards of all lanes share one order.
 */
function fullIndex(
  state: State,
  cell: { touchpoint: string; lane: string },
  index: number,
  moving?: string,
): number {
  const row = state.siblings("card", cell.touchpoint).filter(([, id]) => id !== moving);
  const mine = row.flatMap(([, id], i) =>
    state.record("card", id)?.lane === cell.lane ? [i] : [],
  );
  const at = mine[index];
  if (at !== undefined) return at;
  const last = mine.at(-1);
  return last === undefined ? row.length : last + 1;
}

/** Adds a card to a cell, at an index or last. */
export function addCard(
  state: State,
  args: { id: string; touchpoint: string; lane: string; text: string; index?: number },
): Result {
  const lane = state.record("lane", args.lane);
  if (!lane || !holdsCards(lane) || !holds(state, args.touchpoint)) return null;
  const index = fullIndex(state, args, args.index ?? Number.POSITIVE_INFINITY);
  const card: Card = {
    type: "card",
    id: args.id,
    place: placeAt(state, "card", args.touchpoint, index),
    lane: args.lane,
    kind: cardKind(lane),
    text: args.text,
  };
  return adding("add.card", card);
}

/** Moves a card to an index of a cell, counted without the card. */
export function moveCard(
  state: State,
  args: { id: string; touchpoint: string; lane: string; index: number },
): Result {
  const card = state.record("card", args.id);
  const lane = state.record("lane", args.lane);
  if (!card || !lane || !holdsCards(lane)) return null;
  if (!holds(state, args.touchpoint)) return null;
  const sameCell = card.place.parent === args.touchpoint && card.lane === args.lane;
  const cards = cardsOf(state, args.touchpoint, args.lane);
  const at = cards.findIndex((c) => c.id === args.id);
  if (sameCell && at === Math.min(args.index, cards.length - 1)) return null;
  const index = fullIndex(state, args, args.index, args.id);
  const place: Place = placeAt(state, "card", args.touchpoint, index, args.id);
  const fields: Record<string, unknown> = { place, lane: args.lane };
  // A pain dragged to the gains is no pain any more; a quote among thoughts stays a quote.
  const from = state.record("lane", card.lane);
  if (from && card.lane !== args.lane && (card.kind ?? "note") === cardKind(from)) {
    fields.kind = cardKind(lane);
  }
  return updating("move.card", [[card, fields]]);
}

/** Spreads a card over a phase, or takes it to one touchpoint; it becomes the last card there. */
export function rehangCard(state: State, args: { id: string; to: string }): Result {
  const card = state.record("card", args.id);
  if (!card || card.place.parent === args.to) return null;
  const index = cardsOf(state, args.to, card.lane).length;
  return moveCard(state, { id: card.id, touchpoint: args.to, lane: card.lane, index });
}

/**
 * Moves a card one step: up and down within its cell and, past its edge, into the next lane
 * that holds cards; left and right into the cell of a neighbouring touchpoint, a
 * card of a phase into a neighbouring phase.
 */
export function stepCard(
  state: State,
  args: { id: string; dx?: -1 | 1; dy?: -1 | 1; neighbour?: string; skip?: Step["skip"] },
): Result {
  const card = state.record("card", args.id);
  const touchpoint = card?.place.parent;
  if (!card || !touchpoint) return null;
  if (args.neighbour !== undefined) {
    const index = cardsOf(state, args.neighbour, card.lane).length;
    return moveCard(state, { id: card.id, touchpoint: args.neighbour, lane: card.lane, index });
  }
  if (!args.dy) return null;
  const cards = cardsOf(state, touchpoint, card.lane).map((c) => c.id);
  const index = next(cards, cards.indexOf(card.id), args.dy, args.skip);
  if (index >= 0 && index < cards.length) {
    return moveCard(state, { id: card.id, touchpoint, lane: card.lane, index });
  }
  const lanes = state.siblings("lane").flatMap(([, id]) => {
    const lane = state.record("lane", id);
    return lane && !args.skip?.(id) && (holdsCards(lane) || id === card.lane) ? [id] : [];
  });
  const lane = lanes[lanes.indexOf(card.lane) + args.dy];
  if (lane === undefined) return null;
  const end = args.dy > 0 ? 0 : cardsOf(state, touchpoint, lane).length;
  return moveCard(state, { id: card.id, touchpoint, lane, index: end });
}
