import { value } from "../../core/fields";
import type { AnyRecord } from "../../core/schema.gen";
import { valueText, type Wording } from "../../editor/inspector/values";
import { fieldLabel, typeLabel } from "../../i18n";
import type { Column, Table } from "./columns";

/** What cells are put into words with. */
export interface Telling extends Wording {
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
  // A score of no persona is everyone's.
  if (!held && column.name === "persona" && record.type === "experience") return tell.t("everyone");
  return valueText(tell, column.control, held);
}

/** The heading of a column. */
export function columnLabel({ t, own }: Telling, table: Table, { name }: Column): string {
  if (name === "place") return typeLabel(t, table === "card" ? "touchpoint" : "phase");
  return own(`f_${name}`) ?? fieldLabel(t, name);
}
