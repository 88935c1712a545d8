import type { TypeName } from "./schema.gen";

/** How a field is merged, what it points at and what it is when absent. */
export interface FieldInfo {
  role: string;
  default?: unknown;
  target?: string;
  owned?: boolean;
  known?: readonly string[];
}

export interface TypeInfo {
  collection: string;
  placed: boolean;
  fields: Readonly<Record<string, FieldInfo>>;
}

const EMPTY: Readonly<Record<string, unknown>> = {
  text: "",
  word: "",
  color: "",
  date: "",
  refs: [],
  steps: [],
  set: [],
  texts: [],
  facts: {},
  extra: {},
};

/**
 * Reads the generated field table: a line a type, `*type collection field field ...`, the star for
 * types with a place; a field is `name/role=default>target!|choice|choice`.
 */
export function readTable(text: string): Record<TypeName, TypeInfo> {
  const types: Record<string, TypeInfo> = {};
  for (const line of text.trim().split("\n")) {
    const [head = "", collection = "", ...words] = line.split(" ");
    const placed = head.startsWith("*");
    const fields: Record<string, FieldInfo> = { extra: { role: "extra", default: EMPTY.extra } };
    if (placed) fields.place = { role: "place" };
    for (const word of words) {
      const [, name = "", role = "", value, target, owned, choices] =
        /^(\w+)\/(\w+)(?:=([^>|]+))?(?:>([\w*]+)(!)?)?(?:\|(.+))?$/.exec(word) ?? [];
      const field: FieldInfo = { role };
      const preset = value ? JSON.parse(value) : EMPTY[role];
      if (preset !== undefined) field.default = preset;
      if (target) field.target = target;
      if (owned) field.owned = true;
      if (choices) field.known = choices.split("|");
      fields[name] = field;
    }
    types[placed ? head.slice(1) : head] = { collection, placed, fields };
  }
  return types as Record<TypeName, TypeInfo>;
}
