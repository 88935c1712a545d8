import { titleOf } from "../../core/commands";
import { value } from "../../core/fields";
import type { AnyRecord } from "../../core/schema.gen";
import type { State } from "../../core/state";
import { fieldLabel, type Translator, typeLabel, valueLabel } from "../../i18n";
import { formatDuration } from "../../ui/duration";
import type { Column, Table } from "./columns";

/** What cells are put into words with. */
export interface Telling {
  readonly state: State;
  readonly t: Translator;
  readonly language: string;
  /** Texts that only tables have; undefined for a key they do not. */
  own(key: string): string | undefined;
}

/** What a cell holds: a value of the field, for "place" the id of what the record is in. */
export function heldIn(record: AnyRecord, { name }: Column): unknown {
  if (name !== "place") return value(record, name);
  return (record as { place?: { parent?: string | null } }).place?.parent ?? null;
}

/** A cell in words; "" for what is empty. */
export function cellText(tell: Telling, record: AnyRecord, column: Column): string {
  const held = heldIn(record, column);
  if (held === null || held === undefined || held === "") {
    // A score of no persona is everyone's.
    return column.name === "persona" && record.type === "experience" ? tell.t("everyone") : "";
  }
  switch (column.control) {
    case "choice":
    case "segmented":
      return held === "none" || held === "unknown" ? "" : valueLabel(tell.t, String(held));
    case "flag":
    case "tristate":
      return tell.t(held === true ? "yes" : "no");
    case "duration":
      return formatDuration(Number(held), tell.language);
    case "number":
      return plainNumber(Number(held), tell.language);
    case "facts":
      return Object.entries(held)
        .map(([key, fact]) => `${key}: ${fact}`)
        .join(", ");
    case "place":
    case "pick":
    case "tokens":
      return nameList(tell, held);
    default:
      return Array.isArray(held) ? held.join(", ") : String(held);
  }
}

/** Names of records by their ids. */
function nameList({ state, t }: Telling, held: unknown): string {
  const ids = Array.isArray(held) ? (held as string[]) : [String(held)];
  return ids
    .map((id) => {
      const record = state.get(id);
      return (record && titleOf(record)) || t("untitled");
    })
    .join(", ");
}

/** As it is typed, but with the sign and the point that are usual where it is read. */
function plainNumber(number: number, language: string): string {
  if (Math.abs(number) >= 1e15) return String(number);
  const text = String(Number(number.toPrecision(15))).replace("-", "−");
  return language === "en" ? text : text.replace(".", ",");
}

/** The heading of a column. */
export function columnLabel({ t, own }: Telling, table: Table, { name }: Column): string {
  if (name === "place") return typeLabel(t, table === "card" ? "touchpoint" : "phase");
  return own(`f_${name}`) ?? fieldLabel(t, name);
}
