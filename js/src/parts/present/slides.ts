import { phaseOrder, touchpointsOf } from "../../core/commands";
import { scaleOf, scoresAt } from "../../core/emotion";
import type { Card } from "../../core/schema.gen";
import type { State } from "../../core/state";

/** One slide. Its key is what it is about: who edits the map moves nobody to another one. */
export type Slide =
  | { readonly kind: "title"; readonly key: string }
  | { readonly kind: "map"; readonly key: string }
  | { readonly kind: "extremes"; readonly key: string }
  | {
      readonly kind: "phase";
      readonly key: string;
      /** Null for the touchpoints outside of every phase. */
      readonly phase: string | null;
      readonly touchpoints: readonly string[];
      readonly part: Part;
    }
  | {
      readonly kind: "opportunities";
      readonly key: string;
      readonly cards: readonly string[];
      readonly part: Part;
    };

/** What does not fit on one slide has several: which of how many. */
export interface Part {
  readonly i: number;
  readonly n: number;
}

/** As many as can be read from the last row. */
const COLUMNS = 4;
const ROWS = 5;
/** So many cards stand under a touchpoint, and so many points in a list of extremes. */
export const CARDS = 3;
const EXTREMES = 3;

/** The slides of a map, in order. */
export function slidesOf(state: State): Slide[] {
  const slides: Slide[] = [{ kind: "title", key: "title" }];
  const touchpoints = touchpointsOf(state);
  if (touchpoints.length === 0) return slides;
  slides.push({ kind: "map", key: "map" });
  for (const phase of phaseOrder(state)) {
    const inside = state.siblings("touchpoint", phase).map(([, id]) => id);
    for (const [part, some] of chunks(inside, COLUMNS)) {
      const key = `phase:${phase ?? ""}:${part.i}`;
      slides.push({ kind: "phase", key, phase, touchpoints: some, part });
    }
  }
  const { highest, lowest } = extremesOf(state);
  if (highest.length + lowest.length > 0) slides.push({ kind: "extremes", key: "extremes" });
  for (const [part, cards] of chunks(opportunitiesOf(state), ROWS)) {
    slides.push({ kind: "opportunities", key: `opportunities:${part.i}`, cards, part });
  }
  return slides;
}

/** Where a slide is now; where it was, if it is gone. */
export function slideAt(slides: readonly Slide[], at: { key: string; index: number }): number {
  const found = slides.findIndex(({ key }) => key === at.key);
  return found >= 0 ? found : Math.max(0, Math.min(at.index, slides.length - 1));
}

/** As evenly as can be: no slide with a single thing left over. */
function chunks(ids: readonly string[], most: number): [Part, string[]][] {
  const n = Math.ceil(ids.length / most);
  return Array.from({ length: n }, (_, i) => [
    { i, n },
    ids.slice(Math.floor((i * ids.length) / n), Math.floor(((i + 1) * ids.length) / n)),
  ]);
}

/** How much a card weighs: its votes, how grave it is, what it would do. */
export function weightOf(state: State, card: Card): number {
  let votes = 0;
  for (const id of state.referrers(card.id, "vote")) {
    const vote = state.record("vote", id);
    if (vote?.target === card.id) votes += vote.weight ?? 1;
  }
  return votes + (card.severity ?? 0) + (card.impact ?? 0);
}

/** The cards of a touchpoint that weigh most, in the order of the lanes. */
export function mainCards(state: State, touchpoint: string, most = CARDS): Card[] {
  const lanes = state.siblings("lane").map(([, id]) => id);
  const cards = cardsAt(state, touchpoint).filter(({ text }) => text);
  const byLane = cards.sort((a, b) => lanes.indexOf(a.lane) - lanes.indexOf(b.lane));
  const heavy = [...byLane].sort((a, b) => weightOf(state, b) - weightOf(state, a));
  const chosen = new Set(heavy.slice(0, most));
  return byLane.filter((card) => chosen.has(card));
}

function cardsAt(state: State, parent: string): Card[] {
  return state.siblings("card", parent).flatMap(([, id]) => state.record("card", id) ?? []);
}

/** Opportunities and solutions that are not rejected, what weighs most first. */
export function opportunitiesOf(state: State): string[] {
  const parents = [...state.siblings("phase").map(([, id]) => id), ...touchpointsOf(state)];
  return parents
    .flatMap((parent) => cardsAt(state, parent))
    .filter(({ kind, status }) => isOpportunity(kind) && status !== "rejected")
    .map((card) => [card.id, weightOf(state, card)] as const)
    .sort(([, a], [, b]) => b - a)
    .map(([id]) => id);
}

function isOpportunity(kind: string | undefined): boolean {
  return kind === "opportunity" || kind === "solution";
}

export interface Extreme {
  readonly touchpoint: string;
  /** "" is everyone. */
  readonly persona: string;
  readonly score: number;
}

/** The scores farthest above and below neutral, the farthest first. */
export function extremesOf(state: State): { highest: Extreme[]; lowest: Extreme[] } {
  const { neutral } = scaleOf(state);
  const all = touchpointsOf(state).flatMap((touchpoint) =>
    [...scoresAt(state, touchpoint)].map(([persona, { score }]) => ({
      touchpoint,
      persona,
      score,
    })),
  );
  return {
    highest: all
      .filter(({ score }) => score > neutral)
      .sort((a, b) => b.score - a.score)
      .slice(0, EXTREMES),
    lowest: all
      .filter(({ score }) => score < neutral)
      .sort((a, b) => a.score - b.score)
      .slice(0, EXTREMES),
  };
}
