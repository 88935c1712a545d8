import type { Change } from "../../core/change";

const SHOWN = 200;

/** The words of an edit, so that they can be read, and at least copied, from a message. */
export function typedText(change: Change | undefined): string {
  const text = (value: unknown) => (typeof value === "string" && value ? [value] : []);
  const updated = Object.values(change?.updated ?? {}).flatMap((fields) =>
    Object.values(fields).flatMap(([, next]) => text(next)),
  );
  const added = Object.values(change?.added ?? {}).flatMap((record) => {
    const { name, title, text: words } = record as { name?: string; title?: string; text?: string };
    return text(name ?? title ?? words);
  });
  const all = [...updated, ...added].join(" · ");
  return all.length > SHOWN ? `${all.slice(0, SHOWN)}…` : all;
}
