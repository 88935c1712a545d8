import type { Change } from "../../core/change";
import { titleOf } from "../../core/commands";

const SHOWN = 200;

/** The words of an edit, so that they can be read, and at least copied, from a message. */
export function typedText(change: Change | undefined): string {
  const updated = Object.values(change?.updated ?? {}).flatMap((fields) =>
    Object.values(fields).flatMap(([, next]) => (typeof next === "string" && next ? [next] : [])),
  );
  const added = Object.values(change?.added ?? {})
    .map(titleOf)
    .filter(Boolean);
  return cut([...updated, ...added].join(" · "));
}

/** A text as it fits into a message. */
export function cut(text: string): string {
  const all = [...text];
  return all.length > SHOWN ? `${all.slice(0, SHOWN).join("")}…` : text;
}

/** What is said of a map, after its name where it stands beside another one. */
export function nameBefore({ name }: { readonly name: string }, text: string): string {
  return name ? `${name}: ${text}` : text;
}
