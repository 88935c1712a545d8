const NOBODY: ReadonlySet<string> = new Set();

/**
 * Ids by key. A group is a plain list until it is asked for or altered: to make tens of thousands
 * of sets when a document is loaded would take longer than all the rest.
 */
export class Groups<Key> {
  readonly #groups = new Map<Key, string[] | Set<string>>();

  keys(): Iterable<Key> {
    return this.#groups.keys();
  }

  get(key: Key): ReadonlySet<string> {
    return this.#set(key) ?? NOBODY;
  }

  /** As `get`, to be read once: makes no set where there is none yet. */
  each(key: Key): Iterable<string> {
    return this.#groups.get(key) ?? NOBODY;
  }

  /** How many there are, of ids that were loaded once each. */
  count(key: Key): number {
    const group = this.#groups.get(key);
    return Array.isArray(group) ? group.length : (group?.size ?? 0);
  }

  /** Add an id while loading; one that is there already does no harm. */
  load(key: Key, id: string): void {
    const group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, [id]);
    else if (Array.isArray(group)) group.push(id);
    else group.add(id);
  }

  add(key: Key, id: string): void {
    const group = this.#set(key);
    if (group) group.add(id);
    else this.#groups.set(key, new Set([id]));
  }

  delete(key: Key, id: string): void {
    const group = this.#set(key);
    if (group?.delete(id) && group.size === 0) this.#groups.delete(key);
  }

  #set(key: Key): Set<string> | undefined {
    const group = this.#groups.get(key);
    if (!Array.isArray(group)) return group;
    const set = new Set(group);
    this.#groups.set(key, set);
    return set;
  }
}
