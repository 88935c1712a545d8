/** What stands on one side of a pair, in words. */
import { titleField, titleOf } from "../../core/commands";
import { scaleOf, scoresAt, scoreText } from "../../core/emotion";
import { placeOf, value } from "../../core/fields";
import type { AnyRecord } from "../../core/schema.gen";
import { controlOf } from "../../editor/inspector/forms";
import { valueText } from "../../editor/inspector/values";
import { fieldLabel } from "../../i18n";
import { type Difference, isAboutWhere, type Kind } from "./differences";
import type { Column, Row } from "./grid";
import type { Together } from "./merge";
import { type Comparison, nameOf } from "./model";
import { otherSide, type Side } from "./pairing";
import { type Piece, wordsApart } from "./words";

/** One side of one pair in a cell. */
export interface Slot {
  readonly row: Row;
  /** Null in the heading of a row. */
  readonly column: Column | null;
  readonly ids: Together;
  readonly side: Side;
}

export interface Told {
  readonly record: AnyRecord | undefined;
  readonly difference: Difference | undefined;
  /** What it says; empty where it says nothing. */
  readonly text: string;
  /** The text in pieces, words that are on this side only apart; null where it is one. */
  readonly pieces: readonly Piece[] | null;
  /** What stands for a text that is not there. */
  readonly missing: string;
  readonly mark: Kind | null;
  readonly markText: string;
  /** It says what the side above it says. */
  readonly same: boolean;
  /** Other fields that differ. */
  readonly details: readonly { readonly label: string; readonly text: string }[];
  /** More in words: how a score moved, how certain it is that two are the same. */
  readonly notes: readonly string[];
}

/** Fields of which more than these are not listed. */
const MOST = 4;

export function tell(c: Comparison, slot: Slot): Told {
  const { side, ids } = slot;
  const id = ids[side];
  const record = id === null ? undefined : c.states[side].get(id);
  const difference = c.differences.of(side, id);
  const shown = shownField(slot, record);
  const mark = markOf(slot, difference, shown);
  const text = record ? textOf(c, slot, record) : "";
  const other = otherSide(side);
  const partner = ids[other] === null ? undefined : c.states[other].get(ids[other]);
  const together = partner !== undefined && c.pairing.partner(side, id ?? "") === ids[other];
  const theirs = together ? textOf(c, { ...slot, side: other }, partner) : "";
  const apart = together && theirs !== text && slot.row.kind !== "scores";
  const details = difference ? detailsOf(c, slot, difference, shown) : [];
  return {
    record,
    difference,
    text,
    pieces: apart && text && theirs ? words(side, text, theirs) : null,
    missing: missing(c, slot, record),
    mark,
    markText: mark ? markText(c, side, mark) : "",
    same: together && side === 1 && theirs === text && !details.length && mark === null,
    details,
    notes: record ? notesOf(c, slot, together) : [],
  };
}

function words(side: Side, mine: string, theirs: string): readonly Piece[] {
  return side === 0 ? wordsApart(mine, theirs)[0] : wordsApart(theirs, mine)[1];
}

/** The field of a record that its slot shows. */
function shownField(slot: Slot, record: AnyRecord | undefined): string {
  if (!record) return "";
  if (slot.column && slot.row.kind === "channels") return "channels";
  return record.type === "experience" ? "score" : titleField(record.type);
}

/** What a record says. */
export function textOf(c: Comparison, { row, column, side }: Slot, record: AnyRecord): string {
  const state = c.states[side];
  if (column && row.kind === "channels") return fieldText(c, side, record, "channels");
  if (record.type !== "experience") return titleOf(record);
  const found = scoresAt(state, record.touchpoint).get(record.persona ?? "");
  return found ? scoreText(found.score, scaleOf(state)) : "";
}

function markOf(slot: Slot, difference: Difference | undefined, shown: string): Kind | null {
  if (!difference) return null;
  const { kinds, fields } = difference;
  if (slot.column && slot.row.kind === "channels")
    return fields.includes("channels") ? "changed" : null;
  // A phase is marked where it begins.
  const { column, side } = slot;
  if (slot.row.kind === "phases" && column && !column.begins[side]) return null;
  if (kinds[0] === "added" || kinds[0] === "removed") return kinds[0];
  if (kinds.includes("moved")) return "moved";
  // A word that is only marked below the other needs no second mark above it.
  return side === 1 || fields.some((name) => name !== shown) ? "changed" : null;
}

function markText(c: Comparison, side: Side, mark: Kind): string {
  if (mark === "changed" || mark === "moved") return c.say(`is_${mark}`);
  return c.say("only_in", { name: nameOf(c, side) });
}

/** Why there is nothing, where that is worth a word. */
function missing(c: Comparison, slot: Slot, record: AnyRecord | undefined): string {
  const { row, column, ids, side } = slot;
  const { say, t } = c;
  if (record) return column && row.kind === "channels" ? "" : t("untitled");
  const other = otherSide(side);
  const id = ids[other];
  if (id === null) return "";
  const name = nameOf(c, side);
  const here = column?.ids[side] ?? null;
  if (row.kind === "phases" && column) return here === null ? "" : t("no_phase");
  // That the column is missing here is said once, at its name.
  if (column && here === null && row.kind !== "touchpoints") return "";
  if (row.kind === "scores" && column) return t("no_score");
  const partner = c.states[side].get(c.pairing.partner(other, id) ?? "");
  const place = partner && whereIs(c, side, partner);
  return place ? say("elsewhere", { name, place }) : say("not_in", { name });
}

function whereIs(c: Comparison, side: Side, record: AnyRecord): string {
  const state = c.states[side];
  const holder = state.get(placeOf(record)?.parent ?? "");
  const lane = record.type === "card" ? state.record("lane", record.lane) : undefined;
  return [lane && titleOf(lane), holder && titleOf(holder)].filter(Boolean).join(", ");
}

function detailsOf(c: Comparison, slot: Slot, difference: Difference, shown: string) {
  const { side } = slot;
  const record = c.states[side].get(difference.ids[side] ?? "");
  if (!record || (slot.column && slot.row.kind === "channels")) return [];
  if (slot.row.kind === "phases" && slot.column && !slot.column.begins[side]) return [];
  const fields = difference.fields.filter(
    (name) => name !== shown && !isAboutWhere(difference.type, name),
  );
  return fields.slice(0, MOST).map((name) => ({
    label: fieldLabel(c.t, name),
    text: fieldText(c, side, record, name) || "–",
  }));
}

/** A value of a record in words. */
export function fieldText(c: Comparison, side: Side, record: AnyRecord, name: string): string {
  const state = c.states[side];
  return valueText({ ...c, state }, controlOf(record.type, name), value(record, name));
}

function notesOf(c: Comparison, slot: Slot, together: boolean): string[] {
  const { side, ids } = slot;
  const notes: string[] = [];
  if (slot.row.kind === "scores" && slot.column) {
    const found = scoreIn(c, side, ids[side]);
    if (found && !found.only) notes.push(c.say("mean", { n: found.ids.length }));
    if (side === 1) notes.push(...riseOf(c, ids));
  }
  const certainty = together && side === 1 ? c.pairing.certainty(ids[0] ?? "") : 1;
  if (certainty < 1) notes.push(c.say("certain", { n: Math.round(certainty * 100) }));
  return notes;
}

export function scoreIn(c: Comparison, side: Side, id: string | null) {
  const felt = c.states[side].record("experience", id ?? "");
  return felt && scoresAt(c.states[side], felt.touchpoint).get(felt.persona ?? "");
}

/** The scales of both maps, and whether they are one. */
export function scalesOf(c: Comparison) {
  const [a, b] = [scaleOf(c.states[0]), scaleOf(c.states[1])];
  return { scales: [a, b] as const, one: a.min === b.min && a.max === b.max };
}

/** How much higher or lower a score is than on the first map, where both have one scale. */
function riseOf(c: Comparison, ids: Together): string[] {
  const [mine, theirs] = [scoreIn(c, 0, ids[0]), scoreIn(c, 1, ids[1])];
  const { scales, one } = scalesOf(c);
  const by = mine && theirs ? theirs.score - mine.score : 0;
  if (!one || Math.abs(by) < 1e-9) return [];
  const size = scoreText(Math.abs(by), { ...scales[0], min: 0 });
  return [c.say(by > 0 ? "higher" : "lower", { by: size, name: nameOf(c, 0) })];
}
