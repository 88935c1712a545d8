import { Authority } from "../../../src/core/authority";
import type { Change } from "../../../src/core/change";
import { Keeper } from "../../../src/core/keeper";
import { Replica } from "../../../src/core/replica";
import type { AnyRecord } from "../../../src/core/schema.gen";
import { Disk, Shelf, settle } from "./storage";
import { Time } from "./world";

/** A notebook open in a page: one client, whose wire leads to the kernel it was opened with. */
export class Page {
  readonly replica: Replica;
  readonly keeper: Keeper;
  readonly shelf: Shelf;
  /** What of the wire works: nothing does once the kernel is gone. */
  up = true;
  down = true;
  open = true;
  readonly #unsubscribe: () => void;

  constructor(
    house: House,
    name: string,
    readonly kernel: Authority,
  ) {
    this.shelf = new Shelf(house.disk);
    const clock = {
      now: () => house.time.now,
      setTimer: (f: () => void, ms: number) => house.time.after(ms, f),
      clearTimer: (timer: unknown) => house.time.cancel(timer),
    };
    this.replica = new Replica({
      ...clock,
      client: name,
      send: (message) => {
        if (house.kernel !== kernel) throw new Error("the kernel is gone");
        if (this.up) kernel.receive(structuredClone(message), (answer) => this.#take(answer));
      },
    });
    this.keeper = new Keeper(this.replica, this.shelf, clock);
    this.#unsubscribe = kernel.subscribe((message) => this.#take(message));
    this.replica.start();
  }

  #take(message: object): void {
    if (this.down && this.open) this.replica.receive(structuredClone(message));
  }

  /** As when a tab is closed, reloaded or killed: nothing is said to anybody. */
  close(): void {
    this.open = false;
    this.shelf.close();
    this.#unsubscribe();
    this.replica.stop();
    this.keeper.stop();
  }
}

/**
 * A browser, and a map that one kernel after the other opens: from a file, which has every edit
 * that was taken, or from the copy in a notebook, which has those that were taken when it was made.
 */
export class House {
  readonly time = new Time();
  readonly disk = new Disk();
  readonly pages: Page[] = [];
  kernel: Authority;
  #kernels = 0;
  #clients = 0;
  #copy: readonly AnyRecord[] | null = null;
  /** The last copy that this kernel has made. */
  #copied = 0;

  constructor(
    records: readonly AnyRecord[],
    readonly inNotebook = false,
  ) {
    this.time.now = 1_000_000;
    this.kernel = this.#start(records);
    if (inNotebook) this.copy();
  }

  /** The kernel is killed, and another one opens the map; what it held is not otherwise kept. */
  restart(records: Iterable<AnyRecord> = this.#copy ?? this.kernel.state.records()): void {
    this.kernel = this.#start(records);
    // Showing it again copies it.
    if (this.inNotebook) this.copy();
  }

  /** The kernel puts a copy into the notebook and tells the views; returns its revision. */
  copy(): number {
    if (this.inNotebook) this.#copy = structuredClone([...this.kernel.state.records()]);
    this.#copied = this.kernel.revision;
    for (const page of this.pages) this.#tell(page);
    return this.#copied;
  }

  show(): Page {
    this.#clients += 1;
    const page = new Page(this, `view-${this.#clients}`, this.kernel);
    this.#tell(page);
    this.pages.push(page);
    return page;
  }

  #tell(page: Page): void {
    if (this.inNotebook && page.down && page.open && page.kernel === this.kernel) {
      page.keeper.copied = this.#copied;
    }
  }

  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 1_000) {
      this.time.pass(Math.min(left, 1_000));
      await settle();
    }
  }

  #start(records: Iterable<AnyRecord>): Authority {
    this.#kernels += 1;
    return new Authority(structuredClone([...records]), { epoch: `epoch-${this.#kernels}` });
  }
}

export function appended(page: Page, text: string): Change {
  const journey = page.replica.state.journey;
  const old = journey.expectations ?? [];
  return { updated: { [journey.id]: { expectations: [old, [...old, text]] } } };
}
