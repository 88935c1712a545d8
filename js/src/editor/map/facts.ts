import type { Card, Channel, Touchpoint } from "../../core/schema.gen";
import type { State } from "../../core/state";

/**
 * What a card shows of other records, as one string, so that a memoised cell sees by `===` that
 * nothing changed. Read it back with `JSON.parse`.
 */
export function factsOf(state: State, card: Card): string {
  let votes = 0;
  const reactions: Record<string, number> = {};
  for (const id of state.referrers(card.id, "vote")) {
    const vote = state.record("vote", id);
    if (vote?.target === card.id) votes += vote.weight ?? 1;
  }
  for (const id of state.referrers(card.id, "reaction")) {
    const reaction = state.record("reaction", id);
    if (reaction?.target === card.id && reaction.emoji) {
      reactions[reaction.emoji] = (reactions[reaction.emoji] ?? 0) + 1;
    }
  }
  const evidence = state.record("evidence", card.evidence?.[0] ?? "");
  const source = evidence
    ? [evidence.title || evidence.kind, evidence.n ? `n = ${evidence.n}` : ""].filter(Boolean)
    : [];
  const owner = state.record("person", card.owner ?? "")?.name ?? "";
  const facts: CardFacts = {
    votes,
    comments: openComments(state, card.id),
    source: source.join(", "),
    owner,
    reactions,
  };
  return JSON.stringify(facts);
}

export interface CardFacts {
  votes: number;
  comments: number;
  source: string;
  owner: string;
  reactions: Record<string, number>;
}

export function channelsOf(state: State, touchpoint: Touchpoint): Channel[] {
  return (touchpoint.channels ?? []).flatMap((id) => state.record("channel", id) ?? []);
}

/** How many comments on a record are not resolved. */
export function openComments(state: State, id: string): number {
  let open = 0;
  for (const holder of state.referrers(id, "comment")) {
    const comment = state.record("comment", holder);
    if (comment?.target === id && !comment.resolved) open++;
  }
  return open;
}
