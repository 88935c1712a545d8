import type { Proposal, Rejection } from "./protocol";
import type { Clock } from "./pulse";
import type { Replica, Unfit, Waiting } from "./replica";
import { authorOf, undone } from "./there";

/** How many characters of edits one client keeps beyond the page. */
export const ROOM = 4_000_000;
/** How soon edits are looked at again whose owner may yet save them, in ms. */
export const AGAIN = 3_000;

/** An edit that is not safe in the map yet, as it is kept beyond the page. */
export interface KeptEdit extends Proposal {
  readonly document: string;
  /** What the map is called. */
  readonly title: string;
  /** Who has it in its queue, or had when its page was closed. */
  readonly client: string;
  /** When it was made, in ms since 1970, and which one of its client it is. */
  readonly at: number;
  readonly n: number;
  /** Which of two maps it is of, where a page shows both: they may have one id. */
  readonly side?: string;
}

/**
 * Where edits are kept beyond the page. Every method may reject, at any time: the browser forbids
 * it, a private window has none, the disk is full. Nothing is then lost that is on the page.
 */
export interface EditStorage {
  read(): Promise<readonly KeptEdit[]>;
  write(edits: readonly KeptEdit[]): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  /**
   * Take edits over, each only if it is still with the client it was read with: of two who try,
   * one gets it. Returns the ids of those that are now with `client`.
   */
  claim(edits: readonly KeptEdit[], client: string): Promise<readonly string[]>;
  /** Say that this client may yet save its edits itself, until the function is called. */
  hold(client: string): () => void;
  /** Who says so. */
  holders(): Promise<ReadonlySet<string>>;
  /** Hear which edits another client has taken over. */
  watch(taken: (ids: readonly string[]) => void): () => void;
}

/** Edits of earlier sessions on this map that it does not hold. */
export interface Offer {
  readonly edits: readonly KeptEdit[];
  /** Why those do not fit that were tried, by id. */
  readonly unfit: ReadonlyMap<string, string>;
}

/**
 * Keeps the edits of a replica beyond the page until they are decided and in the copy of the map
 * that outlives its kernel, and offers those that an earlier session left. Nothing leaves the
 * storage before that, the document turns out to hold it, or a person discards it.
 */
export class Keeper {
  readonly #replica: Replica;
  readonly #storage: EditStorage;
  readonly #clock: Clock;
  readonly #listeners = new Set<() => void>();
  readonly #stops: (() => void)[];
  /** What is in the storage for this client, by id: how many characters each takes. */
  readonly #kept = new Map<string, number>();
  /** What is to be there: edits that wait, or that are decided and in no copy. */
  readonly #held = new Map<string, KeptEdit>();
  /** Of these, those that are decided: a revision at which they were. */
  readonly #decided = new Map<string, number>();
  #copied = Number.POSITIVE_INFINITY;
  #count = 0;
  #last = 0;
  #offer: Offer | null = null;
  #writing = false;
  #dirty = false;
  #source = "";
  #release: (() => void) | null = null;
  #timer: unknown = null;
  #knock: unknown = null;
  #stopped = false;

  constructor(replica: Replica, storage: EditStorage, clock: Clock) {
    this.#replica = replica;
    this.#storage = storage;
    this.#clock = clock;
    this.#stops = [
      replica.subscribe(() => this.#follow()),
      storage.watch((ids) => {
        this.#drop(ids);
        replica.release(ids);
        void this.look();
      }),
    ];
    this.#follow();
  }

  /** What earlier sessions have left for this map; null when there is nothing. */
  get offer(): Offer | null {
    return this.#offer;
  }

  /** How many waiting edits are on this page only. */
  get unkept(): number {
    const waiting = [...this.#held.keys()].filter((id) => !this.#decided.has(id));
    return waiting.filter((id) => !this.#kept.has(id)).length;
  }

  /** Up to which revision the map is where it outlives its kernel; infinite when it is nowhere. */
  set copied(revision: number) {
    this.#copied = revision;
    void this.#save();
  }

  /** Hear when the offer, or what is kept, has changed. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  stop(): void {
    this.#stopped = true;
    for (const stop of this.#stops.splice(0)) stop();
    for (const timer of [this.#timer, this.#knock]) this.#clock.clearTimer(timer);
    this.#letGo();
    this.#listeners.clear();
  }

  /** See what earlier sessions have left. */
  async look(): Promise<void> {
    const replica = this.#replica;
    if (this.#stopped || !replica.ready) return;
    this.#clock.clearTimer(this.#timer);
    const { id, title = "" } = replica.state.journey;
    try {
      const holders = new Set(await this.#storage.holders());
      const all = await this.#storage.read();
      // What a kernel before this one had taken in is not ours any more.
      holders.delete(replica.client);
      const others = all
        .filter((edit) => !this.#held.has(edit.id) && matches(edit, id, title))
        .sort(byTime);
      // One that was made just now may have an owner who has not said so yet.
      const free = others.filter(
        ({ client, at }) => !holders.has(client) && Math.abs(this.#clock.now() - at) >= AGAIN,
      );
      if (this.#stopped) return;
      if (free.length < others.length) this.#lookAgain();
      if (others.length === 0) this.#show(this.#ownUnfit());
      else {
        replica.ask(
          others.map((edit) => edit.id),
          (known, rejected) => this.#sort(others, new Set(free), known, rejected),
        );
      }
    } catch {
      // What cannot be read cannot be offered.
    }
  }

  /** Put the offered edits in, as if they were made now. What does not fit stays offered. */
  async putIn(): Promise<void> {
    const edits = this.#offer?.edits ?? [];
    const mine = await this.#claim(edits);
    const unfit = this.#replica.adopt(mine);
    this.#show(offerOf(mine, unfit));
    this.#follow();
    void this.look();
  }

  /** Forget the offered edits: a person has said so. */
  async discard(): Promise<void> {
    const mine = await this.#claim(this.#offer?.edits ?? []);
    await this.#forget(mine.map((edit) => edit.id)).catch(() => {});
    this.#show(null);
    void this.look();
  }

  /** The offered edits, in the form in which those of this page are handed out. */
  offered(): Waiting[] {
    const clients = new Map<string, KeptEdit[]>();
    for (const edit of this.#offer?.edits ?? []) {
      const key = JSON.stringify([edit.document, authorOf(edit.id)]);
      clients.set(key, [...(clients.get(key) ?? []), edit]);
    }
    return [...clients.values()].map((edits) => {
      const [first] = edits as [KeptEdit];
      const { document, title } = first;
      const changes = edits.map(({ id, label, change }) => ({ id, label, change }));
      return { client: authorOf(first.id), document, title, epoch: null, changes };
    });
  }

  #lookAgain(): void {
    this.#clock.clearTimer(this.#timer);
    this.#timer = this.#clock.setTimer(() => void this.look(), AGAIN);
  }

  /** Hold what waits, and see what of it was decided. Returns which kernel that was. */
  #hold(): string | null {
    const whole = this.#replica.waiting();
    const waiting = new Set<string>();
    for (const { document, title = "", changes } of [...(whole.earlier ?? []), whole]) {
      for (const { id, label, change } of changes) {
        waiting.add(id);
        this.#decided.delete(id);
        if (this.#held.has(id)) continue;
        const made = { client: whole.client, ...this.#stamp() };
        this.#held.set(id, { id, label, change, document, title, ...made });
      }
    }
    for (const id of this.#held.keys()) {
      if (waiting.has(id) || this.#decided.has(id)) continue;
      this.#decided.set(id, this.#replica.revision);
    }
    return whole.epoch;
  }

  #stamp(): { at: number; n: number } {
    // Never backwards, whatever the clock does: the order of edits is part of what they mean.
    this.#last = Math.max(this.#last, this.#clock.now());
    this.#count += 1;
    return { at: this.#last, n: this.#count };
  }

  #follow(): void {
    const { status, ready, state } = this.#replica;
    if (status === "offline") this.#letGo();
    else this.#release ??= this.#storage.hold(this.#replica.client);
    const source = `${this.#hold()}/${ready && state.journey.id}`;
    if (source !== this.#source) {
      this.#source = source;
      // What the kernel before this one had decided this one need not know: it is looked at anew.
      this.#drop(this.#uncopied().filter((id) => this.#kept.has(id)));
      void this.look();
    }
    void this.#save();
  }

  #letGo(): void {
    this.#release?.();
    this.#release = null;
  }

  /** Bring the storage to where the queue is. One at a time; what happens meanwhile comes next. */
  async #save(): Promise<void> {
    this.#dirty = true;
    if (this.#writing || this.#stopped) return;
    this.#writing = true;
    let changed = false;
    while (this.#dirty && !this.#stopped) {
      this.#dirty = false;
      const safe = this.#uncopied(this.#copied);
      const gone = safe.filter((id) => this.#kept.has(id));
      this.#drop(safe.filter((id) => !this.#kept.has(id)));
      const fresh = this.#fitting([...this.#held.values()].filter(({ id }) => !this.#kept.has(id)));
      if (gone.length === 0 && fresh.length === 0) continue;
      changed = true;
      try {
        if (fresh.length > 0) {
          await this.#storage.write(fresh);
          for (const edit of fresh) this.#kept.set(edit.id, sizeOf(edit));
        }
        await this.#forget(gone);
      } catch {
        // They stay on the page, which says so; the next edit tries again.
      }
    }
    this.#writing = false;
    this.#clock.clearTimer(this.#knock);
    // A kernel that makes no copy for so long may be dead, of which an idle view need not hear.
    if (this.#uncopied().length > 0 && !this.#stopped) {
      this.#knock = this.#clock.setTimer(() => this.#ask(), AGAIN);
    }
    if (changed && this.#replica.status !== "saved") this.#tell();
  }

  /** What is held although it is decided, up to a revision; not what is offered. */
  #uncopied(revision = Number.POSITIVE_INFINITY): string[] {
    const offered = new Set(this.#offer?.edits.map((edit) => edit.id));
    const ids = [...this.#decided.keys()].filter((id) => !offered.has(id));
    return ids.filter((id) => (this.#decided.get(id) ?? 0) <= revision);
  }

  #ask(): void {
    this.#replica.reconnect();
    void this.#save();
  }

  /** As many of the edits, in their order, as there is room for. */
  #fitting(edits: readonly KeptEdit[]): KeptEdit[] {
    let room = ROOM;
    for (const size of this.#kept.values()) room -= size;
    const full = edits.findIndex((edit) => {
      room -= sizeOf(edit);
      return room < 0;
    });
    return edits.slice(0, full < 0 ? edits.length : full);
  }

  /** Take offered edits over; returns those that are now ours. */
  async #claim(edits: readonly KeptEdit[]): Promise<KeptEdit[]> {
    const { client } = this.#replica;
    const foreign = edits.filter((edit) => edit.client !== client);
    const got = new Set(
      // Where it cannot be said whose they are, ids see to it that a kernel takes them once.
      await this.#storage.claim(foreign, client).catch(() => foreign.map((edit) => edit.id)),
    );
    const mine = edits
      .filter((edit) => edit.client === client || got.has(edit.id))
      .map((edit) => ({ ...edit, client }));
    for (const edit of mine) {
      this.#kept.set(edit.id, sizeOf(edit));
      this.#held.set(edit.id, edit);
    }
    return mine;
  }

  async #forget(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.#storage.remove(ids);
    this.#drop(ids);
  }

  /** Have no more to do with these edits. */
  #drop(ids: readonly string[]): void {
    for (const id of ids)
      for (const part of [this.#kept, this.#held, this.#decided]) part.delete(id);
  }

  /** Offer what the authority has not decided on and the document does not hold. */
  #sort(
    others: readonly KeptEdit[],
    free: ReadonlySet<KeptEdit>,
    known: readonly string[],
    rejected: readonly Rejection[],
  ): void {
    const { state } = this.#replica;
    const refusals = new Map(rejected.map((rejection) => [rejection.id, rejection]));
    // What was decided is over, whoever has it: a later kernel would not know. Unless that one
    // comes from a copy that was made before.
    const done = others.filter(({ id }) => known.includes(id));
    const copied = this.#copied >= this.#replica.revision;
    if (done.length > 0 && !copied) this.#lookAgain();
    const over = new Set(copied ? done : []);
    for (const edit of others) {
      const refusal = free.has(edit) && refusals.get(edit.id);
      if (!refusal) continue;
      this.#replica.report(refusal, edit);
      over.add(edit);
    }
    const open = others.filter((edit) => free.has(edit) && !over.has(edit) && !done.includes(edit));
    // A map that has only its name in common says nothing about what was done to this one.
    const ours = open.filter((edit) => edit.document === state.journey.id);
    const missing = new Set(undone(ours, state));
    for (const edit of ours) if (!missing.has(edit)) over.add(edit);
    this.#forget([...over].map((edit) => edit.id)).catch(() => {});
    const own = this.#ownUnfit();
    const edits = [...(own?.edits ?? []), ...open.filter((edit) => !over.has(edit))];
    this.#show(edits.length > 0 ? { edits, unfit: own?.unfit ?? new Map() } : null);
  }

  /** The part of the offer that was tried here and did not fit. */
  #ownUnfit(): Offer | null {
    const { edits = [], unfit = new Map() } = this.#offer ?? {};
    const own = edits.filter(({ id }) => unfit.has(id));
    return own.length > 0 ? { edits: own, unfit } : null;
  }

  #show(offer: Offer | null): void {
    if (offer === this.#offer) return;
    this.#offer = offer;
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** The same map, or one of the same name: a cell that makes a map gives it a new id each time. */
function matches(edit: KeptEdit, document: string, title: string): boolean {
  return edit.document === document || (title !== "" && edit.title === title);
}

function byTime(a: KeptEdit, b: KeptEdit): number {
  const [mine, other] = [authorOf(a.id), authorOf(b.id)];
  return a.at - b.at || (mine < other ? -1 : mine > other ? 1 : a.n - b.n);
}

function sizeOf(edit: KeptEdit): number {
  return JSON.stringify(edit).length;
}

function offerOf(edits: readonly KeptEdit[], unfit: readonly Unfit[]): Offer | null {
  const reasons = new Map(unfit.map(({ id, message }) => [id, message]));
  const left = edits.filter(({ id }) => reasons.has(id));
  return left.length > 0 ? { edits: left, unfit: reasons } : null;
}
