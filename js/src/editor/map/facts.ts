import { type Reacted, reactionsOn, roundOf, votesIn, weigh } from "../../core/commands";
import type { Card, Channel, Touchpoint } from "../../core/schema.gen";
import type { State } from "../../core/state";

/**
 * What a card shows of other records, as one string, so that a memoised cell sees by `===` that
 * nothing changed. Read it back with `JSON.parse`.
 */
export function factsOf(state: State, card: Card): string {
  const evidence = state.record("evidence", card.evidence?.[0] ?? "");
  const source = evidence
    ? [evidence.title || evidence.kind, evidence.n ? `n = ${evidence.n}` : ""].filter(Boolean)
    : [];
  const owner = state.record("person", card.owner ?? "")?.name ?? "";
  const facts: CardFacts = { source: source.join(", "), owner };
  return JSON.stringify(facts);
}

export interface CardFacts {
  source: string;
  owner: string;
}

/** What people have put on a record, as one string too; "" is nothing. */
export function marksOf(state: State, id: string, me: string): string {
  const round = roundOf(state, state.get(id));
  const all = [...state.referrers(id, "vote")].flatMap((vote) => state.record("vote", vote) ?? []);
  // While a round goes on its votes alone are counted.
  const votes = round ? all.filter(({ session }) => session === round.id) : all;
  const marks: Marked = {
    reactions: reactionsOn(state, id, me),
    votes: weigh(votes),
    mine: round && me ? weigh(votesIn(state, round.id, { target: id, voter: me })) : 0,
    round: round !== undefined,
    comments: openComments(state, id),
  };
  const any = marks.round || marks.votes + marks.comments + marks.reactions.length > 0;
  return any ? JSON.stringify(marks) : "";
}

export interface Marked {
  readonly reactions: readonly Reacted[];
  readonly votes: number;
  /** One's own votes in the round that goes on. */
  readonly mine: number;
  /** Whether it can be voted on now. */
  readonly round: boolean;
  readonly comments: number;
}

export function channelsOf(state: State, touchpoint: Touchpoint): Channel[] {
  return (touchpoint.channels ?? []).flatMap((id) => state.record("channel", id) ?? []);
}

/** How many threads of comments on a record are not resolved; answers are part of theirs. */
export function openComments(state: State, id: string): number {
  let open = 0;
  for (const holder of state.referrers(id, "comment")) {
    const comment = state.record("comment", holder);
    if (comment?.target === id && !comment.resolved && !comment.parent) open++;
  }
  return open;
}
