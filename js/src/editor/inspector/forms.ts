import { TYPES, type TypeName } from "../../core/schema.gen";
import type { MessageKey } from "../../i18n";

/** A field by name, two fields side by side, or a section of its own (`@comments`). */
export type Row = string | readonly [string, string];

/** Fields that belong together, in the order in which people fill in a map. */
export interface Group {
  /** Absent: they stand under the heading, and are always there. */
  readonly title?: MessageKey;
  readonly rows: readonly Row[];
  /** Less used: folded away until asked for. */
  readonly folded?: true;
}

/** What is shown elsewhere, or is no business of people: never a field. */
const HIDDEN: ReadonlySet<string> = new Set(["extra", "file_extra", "place"]);

/** The types that are worked on all the time; the part `records` has forms for the others. */
const FORMS: Partial<Record<TypeName, readonly Group[]>> = {
  journey: [
    { rows: ["description", "map_type", "@goals", "@questions", "scenario", "problem"] },
    {
      title: "more",
      rows: [
        "expectations",
        "owner",
        "status",
        "emotion_scale",
        ["basis", "language"],
        "derived_from",
      ],
      folded: true,
    },
  ],
  phase: [{ rows: ["description", "purchase_stage", "color", "collapsed", "@comments"] }],
  touchpoint: [
    { title: "g_what", rows: ["description", "channels", ["in_use", "intended"]] },
    {
      title: "g_feel",
      rows: ["expectation", "expectation_met", "@experiences", "moment_of_truth"],
    },
    { title: "g_time", rows: [["duration", "wait"]] },
    { title: "g_who", rows: ["owners", "@resources"] },
    { rows: ["@comments"] },
    {
      title: "g_weight",
      rows: ["importance_customer", "importance_business", "support_needed"],
      folded: true,
    },
    { title: "g_plan", rows: ["compliance", "planned_ref", ["start", "end"]], folded: true },
    {
      title: "g_status",
      rows: ["status", "kind", ["initiator", "receiver"], "tags"],
      folded: true,
    },
  ],
  card: [
    { rows: [["kind", "status"], "author", "personas", "tags"] },
    { title: "g_weight", rows: ["severity", "impact", "effort"] },
    { title: "f_evidence", rows: ["evidence_level", "evidence", "url"] },
    { rows: ["@comments"] },
    { title: "g_who", rows: ["owner", "due"], folded: true },
    { title: "more", rows: ["lane", "color"], folded: true },
  ],
};

/** The fields of a list entry that unfolds: what is not its heading. */
export const DETAILS: Partial<Record<TypeName, readonly Row[]>> = {
  experience: ["persona", ["source", "n"], ["emotion", "emoji"], ["respondent", "sd"], "note"],
  goal: ["kind", ["metric", "target"]],
  question: ["answer", "answered", "evidence"],
};

/** The field that stands at the top of the panel. */
export function headField(type: TypeName): string | undefined {
  return ["name", "title", "text"].find((name) => name in TYPES[type].fields);
}

/** Whether the bundle has a form for a type. */
export function hasForm(type: TypeName): boolean {
  return type in FORMS;
}

/** What the panel shows for a type; a type without a form of its own shows all its fields. */
export function formOf(type: TypeName): readonly Group[] {
  const head = headField(type);
  const all = Object.keys(TYPES[type].fields).filter((n) => !HIDDEN.has(n) && n !== head);
  return FORMS[type] ?? [{ rows: all }];
}

/** Texts that may have several lines, and 20,000 characters. */
const LONG: ReadonlySet<string> = new Set([
  "answer",
  "condition",
  "description",
  "expectation",
  "note",
  "notes",
  "problem",
  "query",
  "quote",
  "scenario",
  "support_needed",
  "text",
]);

export function isLong(field: string): boolean {
  return LONG.has(field);
}

/** Lengths the kernel accepts for short texts that are not names. */
const WORD_LIMITS: Readonly<Record<string, number>> = {
  url: 4000,
  avatar: 32,
  emoji: 32,
  icon: 32,
};

export function wordLimit(field: string): number {
  return WORD_LIMITS[field] ?? 200;
}

const RATINGS: ReadonlySet<string> = new Set([
  "effort",
  "impact",
  "importance_business",
  "importance_customer",
  "influence",
  "severity",
]);

/** Which control a field gets where its role does not say it. */
export function controlOf(type: TypeName, field: string): string {
  const info = TYPES[type].fields[field];
  if (!info) return "none";
  if (RATINGS.has(field)) return "rating";
  if (field === "duration" || field === "wait" || field === "elapsed") return "duration";
  if (field === "expectation_met" || field === "purchase_stage") return "segmented";
  if (info.role === "flag" && info.default === undefined) return "tristate";
  if (field === "emotion_scale") return "scale";
  if (field === "language") return "language";
  if (info.role === "ref" || info.role === "refs") {
    // A list of all touchpoints in a select would be as long as the map.
    const pickFew = ["persona", "lane", "metric"].includes(info.target ?? "");
    return info.role === "ref" && pickFew ? "pick" : "tokens";
  }
  return info.role;
}

/** Bounds of number fields; the kernel refuses what is outside. */
export function boundsOf(field: string): { min?: number; max?: number; whole?: boolean } {
  if (field === "share" || field === "probability") return { min: 0, max: 1 };
  if (field === "n" || field === "count") return { min: 0, whole: true };
  if (field === "sd" || field === "height") return { min: 0 };
  return {};
}

/** Target types that a name typed into a field may make anew. */
const CREATABLE: Readonly<Record<string, string>> = {
  channel: "ch",
  person: "pn",
  evidence: "ev",
};

/** The prefix for ids of a type that may be made by typing a name, else undefined. */
export function prefixOf(target: string): string | undefined {
  return CREATABLE[target];
}
