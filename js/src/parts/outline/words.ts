import { titleOf } from "../../core/commands";
import { type Score, scaleOf, scoresAt, scoreText } from "../../core/emotion";
import type { Card, Touchpoint } from "../../core/schema.gen";
import type { State } from "../../core/state";
import { channelsOf, openComments } from "../../editor/map/facts";
import { type Translator, valueLabel } from "../../i18n";
import type { Row } from "./rows";

/** What a line says: what it is called and, smaller, the rest. */
export interface Said {
  readonly name: string;
  readonly facts: readonly string[];
}

/** The words of a part. */
export type Say = (key: "no_score" | "no_channels" | "answers", vars?: { n: number }) => string;

const STAGES = ["before", "during", "after"] as const;

/** What a line says, in the words of the interface and of people. */
export function saidOf(state: State, row: Row, t: Translator, say: Say): Said {
  const record = state.get(row.id);
  const name = (record && titleOf(record)) || t("untitled");
  switch (row.kind) {
    case "phase":
      return phaseSaid(state, row, t, name);
    case "touchpoint":
      return { name, facts: touchpointFacts(state, record as Touchpoint, t) };
    case "channels": {
      const channels = channelsOf(state, record as Touchpoint).map(titleOf);
      return { name: t("f_channels"), facts: [channels.join(", ") || say("no_channels")] };
    }
    case "score": {
      const there = scoresAt(state, row.owner).get(row.id);
      const who = row.id ? name : t("everyone");
      return { name: who, facts: there ? scoreFacts(state, there, t, say) : [say("no_score")] };
    }
    case "lane": {
      const cards = state.siblings("card", row.owner).filter(([, id]) => {
        return state.record("card", id)?.lane === row.id;
      });
      return { name, facts: [t("n_cards", { n: cards.length })] };
    }
    case "card":
      return { name, facts: cardFacts(state, record as Card, t) };
  }
}

function phaseSaid(state: State, { id }: Row, t: Translator, name: string): Said {
  const phase = state.record("phase", id);
  const n = state.siblings("touchpoint", id || null).length;
  const stage = STAGES.find((known) => known === phase?.purchase_stage);
  const facts = [
    stage ? t(`stage_${stage}`) : "",
    t("n_touchpoints", { n }),
    comments(state, id, t),
  ];
  return { name: phase ? name : t("no_phase"), facts: facts.filter(Boolean) };
}

function touchpointFacts(state: State, touchpoint: Touchpoint, t: Translator): string[] {
  const scale = scaleOf(state);
  const scores = [...scoresAt(state, touchpoint.id).values()].map(({ persona, score }) => {
    const who = persona ? state.record("persona", persona)?.name || t("untitled") : t("everyone");
    return `${who} ${scoreText(score, scale)}`;
  });
  const cards = state.siblings("card", touchpoint.id).length;
  return [
    touchpoint.moment_of_truth ? `★ ${t("f_moment_of_truth")}` : "",
    channelsOf(state, touchpoint).map(titleOf).join(", "),
    scores.join(", "),
    cards ? t("n_cards", { n: cards }) : "",
    comments(state, touchpoint.id, t),
  ].filter(Boolean);
}

function scoreFacts(state: State, there: Score, t: Translator, say: Say): string[] {
  const source = there.only ? (there.only.source ?? "assumed") : "";
  return [
    scoreText(there.score, scaleOf(state)),
    source && valueLabel(t, source),
    there.only ? "" : say("answers", { n: there.n }),
    there.emotion,
  ].filter(Boolean);
}

function cardFacts(state: State, card: Card, t: Translator): string[] {
  const lane = state.record("lane", card.lane)?.kind ?? "custom";
  const kind = card.kind ?? "note";
  const owner = state.record("person", card.owner ?? "")?.name ?? "";
  return [
    kind === lane || kind === "note" ? "" : valueLabel(t, kind),
    card.status === undefined ? "" : valueLabel(t, card.status),
    owner || card.author || "",
    comments(state, card.id, t),
  ].filter(Boolean);
}

function comments(state: State, id: string, t: Translator): string {
  const n = openComments(state, id);
  return n > 0 ? t("n_comments", { n }) : "";
}
