import type { Change } from "../../core/change";
import type { Command } from "../../core/commands";
import { canonicalRecord } from "../../core/fields";
import type { AnyRecord, TypeName } from "../../core/schema.gen";
import type { State } from "../../core/state";
import { Names } from "../copy/names";
import { Orders } from "../copy/orders";
import { idMaker } from "./ids";
import type { Trouble } from "./values";

/** What was not read, by its row and column in the table; without a column it is the whole row. */
export interface Unread {
  readonly row: number;
  readonly column?: number;
  readonly trouble: Trouble | { readonly key: "no_name" | "no_step" | "no_lane" | "no_text" };
}

/** What a table becomes. */
export interface Draft {
  /** Null: none of it can be put in. */
  readonly command: Command | null;
  /** Ids of the new touchpoints or cards, in the order of the rows. */
  readonly made: readonly string[];
  readonly unread: readonly Unread[];
  /** What else is made: phases, channels, personas, lanes, people. */
  readonly also: readonly AnyRecord[];
}

/** Collects new records, and makes what they name and the map has not. */
export class Drafting {
  readonly names: Names;
  readonly orders: Orders;
  readonly made: string[] = [];
  readonly also: AnyRecord[] = [];
  readonly unread: Unread[] = [];
  readonly #loose: AnyRecord[] = [];
  readonly #newId = idMaker();

  constructor(state: State) {
    this.names = new Names(state);
    this.orders = new Orders(state);
  }

  /** A new record; its place is given by `orders`. */
  record(type: TypeName, fields: object): AnyRecord {
    return { type, id: this.#newId(type), ...fields } as unknown as AnyRecord;
  }

  /** One without a place. */
  loose(record: AnyRecord): void {
    this.#loose.push(record);
  }

  /** The record with a name, made at the end of its list when there is none. */
  named(
    type: "phase" | "channel" | "persona" | "person",
    name: string,
    fields: object = {},
  ): string {
    const found = this.names.find(type, name);
    if (found !== undefined) return found;
    return this.beside(this.record(type, { name, ...fields }));
  }

  /** Something that is made along with the rows. */
  beside(record: AnyRecord): string {
    this.names.add(record);
    this.also.push(record);
    this.orders.push(record, null);
    return record.id;
  }

  draft(label: string): Draft {
    const { made, unread, also } = this;
    if (!made.length) return { command: null, made, unread, also: [] };
    const all = [...this.orders.placed(), ...this.#loose].map(canonicalRecord);
    const change: Change = { added: Object.fromEntries(all.map((record) => [record.id, record])) };
    return { command: { label, change }, made, unread, also };
  }
}
