import { TYPES, type TypeName } from "../../core/schema.gen";
import { controlOf, headField, isLong } from "../../editor/inspector/forms";

/** The tables there are, in the order they are offered. */
export const TABLES = [
  "touchpoint",
  "card",
  "experience",
  "phase",
  "lane",
  "persona",
  "channel",
  "goal",
  "question",
  "metric",
  "metric_value",
  "person",
  "resource",
  "evidence",
  "comment",
] as const satisfies readonly TypeName[];

export type Table = (typeof TABLES)[number];

export function isTable(type: string | undefined): type is Table {
  return TABLES.some((known) => known === type);
}

/** How a cell is edited: the controls of the inspector, and three of the table's own. */
export type CellKind = "choice" | "flag" | "pick-one" | "fixed" | "control";

export interface Column {
  /** A field of the record, or "place": the phase or touchpoint that it is in. */
  readonly name: string;
  /** What shows and reads its values (`controlOf`); "place" for that. */
  readonly control: string;
  readonly kind: CellKind;
  /** In px. */
  readonly width: number;
}

const HIDDEN: ReadonlySet<string> = new Set(["extra", "file_extra", "place", "parent"]);

/** What a table shows until somebody chooses other columns; of the rest all that there is. */
const USUAL: Partial<Record<Table, string>> = {
  touchpoint:
    "name place channels status moment_of_truth expectation expectation_met duration wait owners tags",
  card: "text place lane kind status author severity impact effort tags",
  experience: "touchpoint persona score source n sd emotion note",
  phase: "name purchase_stage description color",
  lane: "title kind side separator persona",
  persona: "name tagline quote segment share goals needs pains",
};

/** Room for the names of records, in px. */
const FIRST = 200;

/** All columns of a table, those that are usual before the others; the first one names the record and stays when the rest scrolls. */
export function columnsOf(type: Table): Column[] {
  const head = headField(type) ?? Object.keys(TYPES[type].fields).find((n) => !HIDDEN.has(n));
  const all = Object.keys(TYPES[type].fields).filter((n) => !HIDDEN.has(n));
  const usual = USUAL[type]?.split(" ") ?? [];
  const names = new Set([head as string, ...usual, ...all]);
  return [...names].map((name, i) => {
    const found = column(type, name);
    return i === 0 ? { ...found, width: Math.max(FIRST, found.width) } : found;
  });
}

/** The columns that are shown at first. */
export function usualOf(type: Table): ReadonlySet<string> {
  const all = columnsOf(type).map(({ name }) => name);
  return new Set(USUAL[type]?.split(" ") ?? all);
}

const CHOICES: ReadonlySet<string> = new Set(["choice", "segmented", "rating", "tristate", "pick"]);

function column(type: Table, name: string): Column {
  if (name === "place") return { name, control: "place", kind: "pick-one", width: 170 };
  const control = controlOf(type, name);
  return { name, control, kind: kindOf(type, name, control), width: widthOf(name, control) };
}

function kindOf(type: Table, name: string, control: string): CellKind {
  const info = TYPES[type].fields[name];
  if (info?.target === "*") return type === "metric_value" ? "pick-one" : "fixed";
  if (info?.role === "ref" && info.owned && control === "tokens") return "pick-one";
  if (control === "flag") return "flag";
  return CHOICES.has(control) ? "choice" : "control";
}

const WIDTHS: Readonly<Record<string, number>> = {
  color: 110,
  date: 120,
  duration: 110,
  facts: 200,
  flag: 132,
  number: 104,
  rating: 96,
  tristate: 104,
  word: 120,
};

function widthOf(name: string, control: string): number {
  if (control === "text") return isLong(name) ? 240 : 170;
  return WIDTHS[control] ?? 160;
}
