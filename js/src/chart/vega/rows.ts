/** Data of a view that is running, brought up to date. */
import { changeset, read, type Spec, truthy, type View } from "vega";

export type Row = Readonly<Record<string, unknown>>;
export type Rows = readonly Row[];
export type Datasets = Readonly<Record<string, Rows>>;

interface Source {
  name?: string;
  format?: { parse?: unknown };
}
type Tuple = Record<string, unknown>;

/** How the fields of each dataset are read (dates, above all): what comes later is read alike. */
export function parsers(spec: Spec): ReadonlyMap<string, unknown> {
  const sources = (spec.data ?? []) as Source[];
  return new Map(sources.map(({ name = "", format }) => [name, format?.parse]));
}

/** Rows as Vega takes them: copies, since it writes into them. */
export function fresh(rows: Rows, parse: unknown): Tuple[] {
  const copies = rows.map((row) => ({ ...row }));
  return parse ? (read(copies as never, { type: "json", parse } as never) as Tuple[]) : copies;
}

/**
 * Take over the rows of a dataset. Rows that took the place of others are changed where they are,
 * so that only what depends on them is computed, and no mark is made anew.
 */
export function patch(view: View, name: string, before: Rows, after: Rows, parse: unknown): void {
  const tuples = before.length === after.length ? held(view, name) : null;
  const places = after.flatMap((row, at) => (row === before[at] ? [] : [at]));
  if (!tuples || tuples.length !== after.length) {
    view.change(name, changeset().remove(truthy).insert(fresh(after, parse)));
    return;
  }
  const rows = fresh(
    places.map((at) => after[at] as Row),
    parse,
  );
  const changes = changeset();
  for (const [i, at] of places.entries()) {
    const tuple = tuples[at] as Tuple;
    const row = rows[i] as Tuple;
    // Vega has fields of its own in them.
    const gone = Object.keys(before[at] as Row);
    for (const field of new Set([...gone, ...Object.keys(after[at] as Row)])) {
      if (!isSame(tuple[field], row[field])) changes.modify(tuple, field, row[field]);
    }
  }
  view.change(name, changes);
}

/** What Vega holds of a dataset, in its order. */
function held(view: View, name: string): Tuple[] | null {
  const runtime = (view as unknown as { _runtime: { data: Record<string, unknown> } })._runtime;
  const found = runtime.data[name] as { input?: { value?: unknown } } | undefined;
  return Array.isArray(found?.input?.value) ? (found.input.value as Tuple[]) : null;
}

const isSame = (a: unknown, b: unknown) =>
  a === b || (a instanceof Date && b instanceof Date && +a === +b);
