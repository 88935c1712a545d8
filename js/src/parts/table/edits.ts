import { holdsCards, labelOf, moveCard, moveTouchpoints, touchpointsOf } from "../../core/commands";
import { scaleOf } from "../../core/emotion";
import { newId } from "../../core/ids";
import { TYPES, type TypeName } from "../../core/schema.gen";
import type { State } from "../../core/state";
import { add, setFields } from "../../editor/inspector/edits";
import type { Actions } from "../../editor/map/actions";
import type { MapView } from "../../editor/map/view";
import type { Column, Table } from "./columns";

/** Sets a cell, as one change. */
export function setCell(
  view: MapView,
  act: Actions,
  id: string,
  column: Column,
  to: unknown,
): void {
  const { editor } = view;
  const { state } = editor.replica;
  const record = state.get(id);
  if (column.name === "place") {
    act.run(placeIn(state, id, to as string));
    return;
  }
  const change = setFields(state, id, { [column.name]: to });
  if (record && change) editor.edit(change, labelOf("edit", record.type, column.name));
}

/** Puts a touchpoint at the end of a phase, a card at the end of its lane at a touchpoint. */
function placeIn(state: State, id: string, parent: string) {
  const card = state.record("card", id);
  if (!card) return moveTouchpoints(state, { ids: [id], spot: { phase: parent || null } });
  const { lane } = card;
  return moveCard(state, { id, touchpoint: parent, lane, index: Number.MAX_SAFE_INTEGER });
}

/** Empties a cell: what it holds becomes what it is when nobody says anything. */
export function clearCell(view: MapView, act: Actions, id: string, column: Column): void {
  const record = view.editor.replica.state.get(id);
  const info = record && TYPES[record.type].fields[column.name];
  // What a record cannot live without stays.
  if (!info || info.owned || column.kind === "fixed" || column.name === "place") return;
  setCell(view, act, id, column, info.default ?? null);
}

/** What may be picked for a cell that holds one of many records: those it makes sense for. */
export function picksFor(state: State, column: Column, type: TypeName): readonly string[] {
  const phases = state.siblings("phase").map(([, id]) => id);
  if (column.name === "place" && type === "touchpoint") return phases;
  const touchpoints = touchpointsOf(state);
  return column.name === "target" ? [state.journey.id, ...phases, ...touchpoints] : touchpoints;
}

const PREFIXES: Partial<Record<Table, string>> = {
  channel: "ch",
  goal: "go",
  question: "qu",
  metric: "me",
  person: "pn",
  resource: "rs",
  evidence: "ev",
};

/** Adds a row, after `beside` where the order is people's own; null when there is nothing to add to. */
export function adderOf(
  view: MapView,
  act: Actions,
  table: Table,
  beside: string,
): (() => string | null) | null {
  const { state } = view.editor.replica;
  const after = state.get(beside)?.type === table ? { after: beside } : {};
  const done = (add: () => void) => () => {
    add();
    return null;
  };
  switch (table) {
    case "touchpoint":
      return done(() => act.addTouchpoint("after" in after ? { after: beside } : undefined));
    case "phase":
      return done(() => act.addPhase(after));
    case "lane":
      return done(() => act.addLane("custom", after));
    case "persona":
      return done(() => act.addPersona());
    case "card":
      return cardAdder(state, act, beside);
    case "experience":
    case "metric_value":
      return valueAdder(view, table, beside);
    case "comment":
      return null;
    default:
      return () => put(view, table, PREFIXES[table] ?? "id", {});
  }
}

function cardAdder(state: State, act: Actions, beside: string) {
  const card = state.record("card", beside);
  const touchpoint = card?.place.parent ?? touchpointsOf(state)[0];
  const lanes = state.siblings("lane").map(([, id]) => id);
  const lane = card?.lane ?? lanes.find((id) => holdsCards(state.record("lane", id)));
  if (!touchpoint || !lane || !state.record("touchpoint", touchpoint)) return null;
  return () => {
    act.addCard(touchpoint, lane);
    return null;
  };
}

function valueAdder(view: MapView, table: "experience" | "metric_value", beside: string) {
  const { state } = view.editor.replica;
  if (table === "experience") {
    const touchpoint = state.record("experience", beside)?.touchpoint ?? touchpointsOf(state)[0];
    const score = scaleOf(state).neutral;
    return touchpoint ? () => put(view, table, "ex", { touchpoint, score }) : null;
  }
  const near = state.record("metric_value", beside);
  const metric = near?.metric ?? state.siblings("metric")[0]?.[1];
  const target = near?.target ?? state.journey.id;
  return metric ? () => put(view, table, "mv", { metric, target }) : null;
}

function put(view: MapView, type: TypeName, prefix: string, fields: Record<string, unknown>) {
  const id = newId(prefix);
  const { editor } = view;
  const change = add(editor.replica.state, type, id, fields);
  return editor.edit(change, labelOf("add", type)) ? id : null;
}
