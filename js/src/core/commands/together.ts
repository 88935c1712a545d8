import type { AnyRecord, Vote, VoteSession } from "../schema.gen";
import type { State } from "../state";
import { adding, type Result, remove, updating } from "./base";

/** Commands on what people say to a map together: reactions and votes. */

/** An emoji on a record: how many people gave it, and whether one of them is `me`. */
export type Reacted = readonly [emoji: string, n: number, mine: boolean];

/** The emoji on a record, the most given first. */
export function reactionsOn(state: State, target: string, me: string): Reacted[] {
  // One for each person and emoji, whatever two pages of one person did at the same moment.
  const people = new Map<string, Set<string>>();
  for (const id of state.referrers(target, "reaction")) {
    const { emoji, author = "" } = state.record("reaction", id) ?? {};
    if (emoji) people.set(emoji, (people.get(emoji) ?? new Set()).add(author));
  }
  return [...people]
    .map(([emoji, who]): Reacted => [emoji, who.size, who.has(me)])
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** Gives an emoji, or takes it back where this person has given it. */
export function toggleReaction(
  state: State,
  args: { id: string; target: string; emoji: string; author: string },
): Result {
  const { id, target, emoji, author } = args;
  if (!state.get(target) || !emoji) return null;
  const own = [...state.referrers(target, "reaction")].filter((other) => {
    const reaction = state.record("reaction", other);
    return reaction?.emoji === emoji && (reaction.author ?? "") === author;
  });
  if (own.length > 0) return remove(state, { ids: own });
  return adding("add.reaction", {
    type: "reaction",
    id,
    target,
    emoji,
    ...(author && { author }),
  });
}

/** Rounds of votes that go on, the newest first. */
export function openRounds(state: State): VoteSession[] {
  return state
    .siblings("vote_session")
    .flatMap(([, id]) => state.record("vote_session", id) ?? [])
    .filter((round) => round.open !== false)
    .reverse();
}

/** The round in which a record can be voted on now. */
export function roundOf(state: State, record: AnyRecord | undefined): VoteSession | undefined {
  if (!record || !/^(phase|touchpoint|card)$/.test(record.type)) return undefined;
  const kind = record.type === "card" ? (record.kind ?? "note") : "";
  return openRounds(state).find(
    ({ target_kinds: kinds = [] }) =>
      kinds.length === 0 || kinds.includes(record.type) || kinds.includes(kind),
  );
}

/** The votes of a round, or those of it for one record or by one person. */
export function votesIn(
  state: State,
  session: string,
  only: { target?: string; voter?: string } = {},
): Vote[] {
  return [...state.referrers(session, "vote")].flatMap((id) => {
    const vote = state.record("vote", id);
    const fits =
      vote &&
      (only.target ?? vote.target) === vote.target &&
      (only.voter ?? vote.voter ?? "") === (vote.voter ?? "");
    return fits ? vote : [];
  });
}

/** How many votes these are. */
export function weigh(votes: readonly Vote[]): number {
  return votes.reduce((sum, { weight = 1 }) => sum + weight, 0);
}

/** How many votes a person has left in a round. */
export function votesLeft(state: State, round: VoteSession, voter: string): number {
  return (round.votes_per_person ?? 3) - weigh(votesIn(state, round.id, { voter }));
}

/**
 * Gives a vote to a record, or takes one back. Whether it counts is decided in Python, which knows
 * of all pages; here it is not even asked for over the budget.
 */
export function castVote(
  state: State,
  args: { session: string; target: string; voter: string; by: 1 | -1 },
): Result {
  const { session, target, voter, by } = args;
  const round = state.record("vote_session", session);
  if (!voter || roundOf(state, state.get(target))?.id !== session || !round) return null;
  if (by > 0 && votesLeft(state, round, voter) < 1) return null;
  const own = votesIn(state, session, { target, voter })[0];
  const weight = (own ? (own.weight ?? 1) : 0) + by;
  if (weight < 1) return own ? remove(state, { ids: [own.id] }) : null;
  if (own) return updating("edit.vote", [[own, { weight }]]);
  return adding("add.vote", {
    type: "vote",
    id: voteId(session, target, voter),
    session,
    target,
    voter,
  });
}

/** The same for the same vote on every page of a person, so that it is one record. */
function voteId(...parts: readonly string[]): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (const char of parts.join(" ")) {
    const code = char.codePointAt(0) ?? 0;
    a = Math.imul(a ^ code, 0x9e3779b1);
    b = Math.imul(b ^ code, 0x5f356495);
    a ^= a >>> 15;
    b ^= b >>> 13;
  }
  return `vo-${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`;
}
