import type { EditStorage, KeptEdit } from "../../../src/core/keeper";

/** A disk that several pages of one browser share; each page has a `Shelf` on it. */
export class Disk {
  readonly edits = new Map<string, KeptEdit>();
  readonly held = new Set<string>();
  readonly shelves = new Set<Shelf>();
  /** There is no room for more. */
  full = false;
  /** No room, forbidden, or not there at all: everything rejects. */
  broken = false;

  get ids(): string[] {
    return [...this.edits.keys()];
  }
}

/** The storage of one page, in memory: a copy goes in, a copy comes out, and all takes a turn. */
export class Shelf implements EditStorage {
  readonly #disk: Disk;
  readonly #holds = new Set<string>();
  #taken: ((ids: readonly string[]) => void) | undefined;

  constructor(disk: Disk) {
    this.#disk = disk;
    disk.shelves.add(this);
  }

  async read(): Promise<readonly KeptEdit[]> {
    await this.#turn();
    return structuredClone([...this.#disk.edits.values()]);
  }

  async write(edits: readonly KeptEdit[]): Promise<void> {
    const copies = structuredClone(edits);
    await this.#turn();
    if (this.#disk.full) throw new DOMException("", "QuotaExceededError");
    for (const edit of copies) this.#disk.edits.set(edit.id, edit);
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.#turn();
    for (const id of ids) this.#disk.edits.delete(id);
  }

  async claim(edits: readonly KeptEdit[], client: string): Promise<readonly string[]> {
    await this.#turn();
    const got = edits.filter(({ id, client: from }) => this.#disk.edits.get(id)?.client === from);
    for (const { id } of got) {
      const there = this.#disk.edits.get(id);
      if (there) this.#disk.edits.set(id, { ...there, client });
    }
    const ids = got.map(({ id }) => id);
    for (const other of this.#disk.shelves) if (other !== this) other.#taken?.(ids);
    return ids;
  }

  hold(client: string): () => void {
    this.#holds.add(client);
    this.#disk.held.add(client);
    return () => {
      this.#holds.delete(client);
      this.#disk.held.delete(client);
    };
  }

  async holders(): Promise<ReadonlySet<string>> {
    await this.#turn();
    return new Set(this.#disk.held);
  }

  watch(taken: (ids: readonly string[]) => void): () => void {
    this.#taken = taken;
    return () => {
      this.#taken = undefined;
    };
  }

  /** The page is closed: the browser lets go of what it held, and it hears nothing more. */
  close(): void {
    for (const client of this.#holds) this.#disk.held.delete(client);
    this.#taken = undefined;
    this.#disk.shelves.delete(this);
  }

  async #turn(): Promise<void> {
    await Promise.resolve();
    if (this.#disk.broken) throw new DOMException("", "SecurityError");
  }
}

/** Let all that is under way in promises come to its end. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) await Promise.resolve();
}
