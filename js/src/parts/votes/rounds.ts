import { adding, type Result, votesIn, weigh } from "../../core/commands";
import { value } from "../../core/fields";
import { placeAt } from "../../core/order";
import type { AnyRecord, VoteSession } from "../../core/schema.gen";
import type { State } from "../../core/state";

/** What a record got in a round. */
export interface Outcome {
  readonly record: AnyRecord;
  readonly votes: number;
  /** Who gave how many of them, the most first. */
  readonly voters: readonly (readonly [name: string, votes: number])[];
}

/** All rounds: those that go on first, then the newest. */
export function roundsOf(state: State): VoteSession[] {
  const all = state.siblings("vote_session").flatMap(([, id]) => {
    const round = state.record("vote_session", id);
    return round ? [round] : [];
  });
  const rank = (round: VoteSession) => Number(round.open === false);
  return all.reverse().sort((a, b) => rank(a) - rank(b));
}

/** What was voted for, the most first; equals stand in the order of their ids. */
export function outcomes(state: State, round: string): Outcome[] {
  const votes = votesIn(state, round);
  const ids = [...new Set(votes.map(({ target }) => target))].sort();
  return ids
    .flatMap((id) => {
      const record = state.get(id);
      if (!record) return [];
      const mine = votes.filter(({ target }) => target === id);
      const by = new Map<string, number>();
      for (const { voter = "", weight = 1 } of mine) by.set(voter, (by.get(voter) ?? 0) + weight);
      const voters = [...by].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      return [{ record, votes: weigh(mine), voters }];
    })
    .filter(({ votes: n }) => n > 0)
    .sort((a, b) => b.votes - a.votes);
}

/** How many people have voted in a round. */
export function turnout(state: State, round: string): number {
  return new Set(votesIn(state, round).map(({ voter = "" }) => voter)).size;
}

/** What can be voted on: phases, touchpoints, and the kinds of cards there are. */
export function kindsOf(state: State): string[] {
  const cards = [...state.ofType("card")].map((id) => {
    const card = state.record("card", id);
    return card ? String(value(card, "kind")) : "";
  });
  return ["phase", "touchpoint", ...[...new Set(cards)].filter(Boolean).sort()];
}

/** Opens a round. */
export function startRound(
  state: State,
  args: { id: string; title: string; kinds: readonly string[]; budget: number; anonymous: boolean },
): Result {
  const { id, title, kinds, budget, anonymous } = args;
  return adding("add.vote_session", {
    type: "vote_session",
    id,
    place: placeAt(state, "vote_session", null, Number.MAX_SAFE_INTEGER),
    title,
    target_kinds: [...kinds],
    votes_per_person: budget,
    anonymous,
  });
}
