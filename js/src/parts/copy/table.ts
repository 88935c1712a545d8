import { cardsOf, holdsCards, inOrder, titleOf } from "../../core/commands";
import { scoresAt } from "../../core/emotion";
import type { Lane } from "../../core/schema.gen";
import type { State } from "../../core/state";
import { fieldLabel, type Translator, typeLabel } from "../../i18n";

/** A table as people see it in a spreadsheet; the first row names the columns. */
export type Table = readonly (readonly string[])[];

export interface Speech {
  readonly t: Translator;
  readonly language: string;
}

/** What is selected as a table: a row a touchpoint, or a row a card. */
export function tableOf(state: State, roots: readonly string[], speech: Speech): Table {
  const records = roots.flatMap((id) => state.get(id) ?? []);
  if (records.every(({ type }) => type === "card")) return cardTable(state, roots, speech);
  const lanes = records.filter((record) => record.type === "lane");
  if (lanes.length) return laneTable(state, lanes, speech);
  const steps = records.flatMap(({ type, id }) =>
    type === "phase" ? state.siblings("touchpoint", id).map(([, step]) => step) : [id],
  );
  return touchpointTable(state, inOrder(state, steps), speech);
}

/** Name, phase, channels, a score a persona, and a column a lane. */
function touchpointTable(state: State, ids: readonly string[], { t, language }: Speech): Table {
  const scores = ids.map((id) => scoresAt(state, id));
  const felt = ["", ...listed(state, "persona")].filter((id) => scores.some((at) => at.has(id)));
  const lanes = listed(state, "lane").filter((id) => holdsCards(state.record("lane", id)));
  const score = fieldLabel(t, "score");
  const head = [
    typeLabel(t, "touchpoint"),
    typeLabel(t, "phase"),
    fieldLabel(t, "channels"),
    ...felt.map((id) => (id ? `${score}: ${nameOf(state, id)}` : score)),
    ...lanes.map((id) => nameOf(state, id)),
  ];
  const number = new Intl.NumberFormat(language, { useGrouping: false });
  const rows = ids.map((id, i) => {
    const channels = state.record("touchpoint", id)?.channels ?? [];
    return [
      nameOf(state, id),
      phaseOf(state, id),
      channels.map((channel) => nameOf(state, channel)).join(", "),
      ...felt.map((persona) => {
        const found = scores[i]?.get(persona);
        return found ? number.format(found.score) : "";
      }),
      ...lanes.map((lane) => cellText(state, id, lane)),
    ];
  });
  return [head, ...rows];
}

function laneTable(state: State, lanes: readonly Lane[], { t }: Speech): Table {
  const ids = inOrder(state, [...state.ofType("touchpoint")]);
  const head = [typeLabel(t, "touchpoint"), typeLabel(t, "phase"), ...lanes.map(titleOf)];
  const rows = ids.map((id) => [
    nameOf(state, id),
    phaseOf(state, id),
    ...lanes.map((lane) => cellText(state, id, lane.id)),
  ]);
  return [head, ...rows];
}

function cardTable(state: State, ids: readonly string[], { t }: Speech): Table {
  const cards = ids.flatMap((id) => state.record("card", id) ?? []);
  const [only] = cards;
  if (only && cards.length === 1) return [[only.text ?? ""]];
  const head = [fieldLabel(t, "text"), typeLabel(t, "touchpoint"), typeLabel(t, "lane")];
  const rows = cards.map((card) => [
    card.text ?? "",
    nameOf(state, card.place.parent ?? ""),
    nameOf(state, card.lane),
  ]);
  return [head, ...rows];
}

/** The cards of a cell, a line each. */
function cellText(state: State, touchpoint: string, lane: string): string {
  const texts = cardsOf(state, touchpoint, lane).map(({ text }) => text ?? "");
  return texts.map((text) => text.replace(/\s*\n\s*/g, " ")).join("\n");
}

function nameOf(state: State, id: string): string {
  const record = state.get(id);
  return record ? titleOf(record) : "";
}

function phaseOf(state: State, touchpoint: string): string {
  return nameOf(state, state.record("touchpoint", touchpoint)?.place.parent ?? "");
}

function listed(state: State, type: "persona" | "lane"): string[] {
  return state.siblings(type).map(([, id]) => id);
}
