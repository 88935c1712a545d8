import { holdsCards, phaseOrder } from "../../core/commands";
import { value } from "../../core/fields";
import type { Card, Lane, Touchpoint } from "../../core/schema.gen";
import type { State } from "../../core/state";

/** What the map can be filtered by. */
export const FACETS = [
  "persona",
  "lane",
  "kind",
  "tag",
  "author",
  "evidence_level",
  "status",
  "channel",
  "owner",
  "comments",
  "moment_of_truth",
] as const;

export type Facet = (typeof FACETS)[number];

/** What a touchpoint or card has of each facet. */
export type Values = Readonly<Record<Facet, readonly string[]>>;

/** The value of facets that only know yes. */
export const YES = "yes";
/** Scores that are nobody's in particular; no id begins with "#". */
export const EVERYONE = "#everyone";

const NONE: readonly string[] = [];
const YES_ONLY: readonly string[] = [YES];

/** Reads what things have; what is asked again and again is gathered once. */
export class Facets {
  readonly #state: State;
  /** Targets of open comments. */
  readonly #discussed = new Set<string>();
  /** Whose scores a touchpoint has. */
  readonly #felt = new Map<string, Set<string>>();
  /** Lanes that show something of the touchpoint itself. */
  readonly #scores: readonly string[];
  readonly #channels: readonly string[];

  constructor(state: State) {
    this.#state = state;
    for (const id of state.ofType("comment")) {
      const comment = state.record("comment", id);
      if (comment && !comment.resolved) this.#discussed.add(comment.target);
    }
    for (const id of state.ofType("experience")) {
      const felt = state.record("experience", id);
      if (!felt) continue;
      const personas = this.#felt.get(felt.touchpoint);
      const persona = felt.persona ?? EVERYONE;
      if (personas) personas.add(persona);
      else this.#felt.set(felt.touchpoint, new Set([persona]));
    }
    const lanes = (kind: string) =>
      state
        .siblings("lane")
        .map(([, id]) => id)
        .filter((id) => state.record("lane", id)?.kind === kind);
    this.#scores = lanes("emotion");
    this.#channels = lanes("channel");
  }

  /** What a touchpoint has itself. Its scores and channels stand in the lanes that show them. */
  touchpoint(touchpoint: Touchpoint): Values {
    const { id, channels = NONE } = touchpoint;
    const felt = this.#felt.get(id);
    const lanes = [...(felt ? this.#scores : NONE), ...(channels.length ? this.#channels : NONE)];
    return {
      persona: felt ? [...felt] : NONE,
      lane: lanes,
      kind: NONE,
      tag: touchpoint.tags ?? NONE,
      author: NONE,
      evidence_level: NONE,
      status: [String(value(touchpoint, "status"))],
      channel: channels,
      owner: touchpoint.owners ?? NONE,
      comments: this.#discussed.has(id) ? YES_ONLY : NONE,
      moment_of_truth: touchpoint.moment_of_truth ? YES_ONLY : NONE,
    };
  }

  /** What a card has or, where it has nothing of its own, what its touchpoint has. */
  card(card: Card, lane: Lane, above: Values): Values {
    const { kind = "note" } = card;
    const planned = kind === "opportunity" || kind === "solution";
    const own = (values: readonly string[] | undefined, inherited: readonly string[]) =>
      values?.length ? values : inherited;
    const one = (text: string | null | undefined) => (text ? [text] : NONE);
    return {
      persona: own(own(card.personas, one(lane.persona)), above.persona),
      lane: [lane.id],
      kind: [kind],
      tag: own(card.tags, above.tag),
      author: one(card.author),
      evidence_level: [card.evidence_level ?? "assumption"],
      status: own(one(card.status ?? (planned ? "idea" : "")), above.status),
      channel: above.channel,
      owner: own(one(card.owner), above.owner),
      comments: this.#discussed.has(card.id) ? YES_ONLY : NONE,
      moment_of_truth: above.moment_of_truth,
    };
  }

  /** What every touchpoint has, and every card that has a place on the map, in map order. */
  *things(): Generator<{ touchpoint: string; card?: string; values: Values }> {
    const state = this.#state;
    const lanes = new Map<string, Lane>();
    for (const [, id] of state.siblings("lane")) {
      const lane = state.record("lane", id);
      if (lane && holdsCards(lane)) lanes.set(id, lane);
    }
    for (const phase of phaseOrder(state)) {
      for (const [, id] of state.siblings("touchpoint", phase)) {
        const touchpoint = state.record("touchpoint", id);
        if (!touchpoint) continue;
        const above = this.touchpoint(touchpoint);
        yield { touchpoint: id, values: above };
        for (const [, held] of state.siblings("card", id)) {
          const card = state.record("card", held);
          const lane = card && lanes.get(card.lane);
          if (lane) yield { touchpoint: id, card: held, values: this.card(card, lane, above) };
        }
      }
    }
  }
}
