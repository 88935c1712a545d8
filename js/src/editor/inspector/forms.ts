import { TYPES, type TypeName } from "../../core/schema.gen";

/** A field by name, two fields side by side, or a section of its own (`@comments`). */
export type Row = string | readonly [string, string];

export interface Form {
  readonly rows: readonly Row[];
  /** Less used: folded away until asked for. */
  readonly more: readonly Row[];
}

/** What is shown elsewhere, or is no business of people: never a field. */
const HIDDEN: ReadonlySet<string> = new Set(["extra", "file_extra", "place"]);

const FORMS: Partial<Record<TypeName, Form>> = {
  journey: {
    rows: ["description", "map_type", "@goals", "@questions", "scenario", "problem"],
    more: [
      "emotion_scale",
      "expectations",
      ["basis", "language"],
      "status",
      "owner",
      "derived_from",
    ],
  },
  phase: {
    rows: ["description", "purchase_stage", "color", "@comments"],
    more: ["collapsed"],
  },
  touchpoint: {
    rows: [
      "expectation",
      "expectation_met",
      ["in_use", "intended"],
      "channels",
      ["duration", "wait"],
      "@experiences",
      "owners",
      "moment_of_truth",
      "@resources",
      "@comments",
    ],
    more: [
      "description",
      ["status", "kind"],
      "importance_customer",
      "importance_business",
      ["initiator", "receiver"],
      "compliance",
      "planned_ref",
      ["start", "end"],
      "support_needed",
      "tags",
    ],
  },
  lane: {
    rows: ["kind", "side", "separator", "persona"],
    more: [["height", "collapsed"]],
  },
  card: {
    rows: [
      ["kind", "status"],
      "author",
      "severity",
      "impact",
      "effort",
      "evidence_level",
      "personas",
      "tags",
      "@comments",
    ],
    more: ["owner", "due", "url", "lane", "evidence", "color"],
  },
  persona: {
    rows: ["tagline", "quote", "color", ["avatar", "share"], "goals", "needs", "pains", "jobs"],
    more: ["kind", "segment", "channels", "demographics", "psychographics"],
  },
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

/** What the panel shows for a type; a type without a form of its own shows all its fields. */
export function formOf(type: TypeName): Form {
  const head = headField(type);
  const all = Object.keys(TYPES[type].fields).filter((n) => !HIDDEN.has(n) && n !== head);
  return FORMS[type] ?? { rows: all, more: [] };
}

/** Texts that may have several lines, and 20,000 characters. */
const LONG: ReadonlySet<string> = new Set([
  "answer",
  "condition",
  "description",
  "expectation",
  "note",
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
  if (info.role === "number" && (field === "duration" || field === "wait")) return "duration";
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
