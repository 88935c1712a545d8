/** Two orders made into one. */

/** What stands together: an id of each list, null where the other has no partner in this one. */
export type Together = readonly [a: string | null, b: string | null];

/** Positions of the longest run of ascending values (patience sorting); null never counts. */
export function longestAscending<T extends number | string>(
  values: readonly (T | null)[],
): Set<number> {
  /** By length of a run, less one: the position at which the one with the least end ends. */
  const ends: number[] = [];
  const before = new Map<number, number | undefined>();
  for (const [at, value] of values.entries()) {
    if (value === null) continue;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] as number] as T) < value) low = middle + 1;
      else high = middle;
    }
    before.set(at, ends[low - 1]);
    ends[low] = at;
  }
  const found = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = before.get(at)) found.add(at);
  return found;
}

/**
 * The order of `a`, and what only `b` has put in after its neighbour there. Every id is in the
 * result once. The order of `a` is kept; that of `b` too, but for what stands elsewhere in `a`.
 *
 * @param partner what an id of `a` is in `b`
 */
export function merged(
  a: readonly string[],
  b: readonly string[],
  partner: (id: string) => string | undefined,
): Together[] {
  const places = new Map(b.map((id, at) => [id, at]));
  const found = a.map((id) => {
    const other = partner(id);
    return other !== undefined && places.has(other) ? other : null;
  });
  const taken = new Set(found);
  const kept = longestAscending(found.map((id) => (id === null ? null : (places.get(id) ?? null))));
  const anchors = new Set([...kept].map((at) => found[at]));
  /** What only `b` has, by what it stands after that is in the same order in both. */
  const own = new Map<string | null, string[]>();
  let anchor: string | null = null;
  for (const id of b) {
    if (anchors.has(id)) anchor = id;
    else if (!taken.has(id)) own.set(anchor, [...(own.get(anchor) ?? []), id]);
  }
  const alone = (after: string | null) => (own.get(after) ?? []).map((id): Together => [null, id]);
  return [
    ...alone(null),
    ...a.flatMap((id, at): Together[] => {
      const other = found[at] ?? null;
      return [[id, other], ...(kept.has(at) ? alone(other) : [])];
    }),
  ];
}
