import type { Change } from "./change";
import { LocalDocument, type Notice, type Unfit } from "./local";
import {
  type Changed,
  type Hello,
  isMessage,
  PROTOCOL,
  type Proposal,
  type Push,
  type Rejection,
  type Welcome,
} from "./protocol";
import { type Clock, OFFLINE, Pulse, SAVING, systemClock } from "./pulse";
import type { State } from "./state";
import { isChanged, isWelcome } from "./wellformed";

export type { Notice, Unfit };

/** How many edits go in one push. */
const BATCH = 100;

export type Status = "connecting" | "saved" | "saving" | "offline";

/** Told after every change of state, pending edits, status or notices. */
export interface ReplicaEvent {
  readonly ids: ReadonlySet<string> | "all";
  readonly remote: boolean;
}

/** Edits nobody has acknowledged, as JSON to be kept. */
export interface Waiting {
  readonly client: string;
  readonly document: string;
  readonly epoch: string | null;
  readonly changes: readonly Proposal[];
  /** What that map is called. */
  readonly title?: string;
  /** Those made on another document, which were therefore never sent to this one. */
  readonly earlier?: readonly Waiting[];
}

export interface ReplicaOptions extends Partial<Clock> {
  readonly client: string;
  send(message: object): void;
  /** Who is in front of this view, told with each hello. */
  who?: () => object;
}

/** What the authority remembers of edits it was asked about. */
export type Recall = (known: readonly string[], rejected: readonly Rejection[]) => void;

const NOTHING: ReadonlySet<string> = new Set();

/**
 * One client of the authority. An edit stands in `state` at once, waits in a queue, and is told
 * to the authority in one push at a time; the authority's word on the order of all changes is
 * final. What could not be kept is in `notices`: nothing is ever dropped silently.
 */
export class Replica {
  readonly client: string;
  revision = 0;
  /** Whether the document has come once. */
  ready = false;

  readonly #local: LocalDocument;
  readonly #send: (message: object) => void;
  readonly #who: (() => object) | undefined;
  readonly #clock: Clock;
  readonly #pulse: Pulse;
  readonly #listeners = new Set<(event: ReplicaEvent) => void>();
  readonly #stranded: Waiting[] = [];
  #epoch: string | null = null;
  #document = "";
  #running = false;
  /** The state is the authority's at `revision`, apart from our queue. */
  #trusted = false;
  /** A hello is out: pushes wait for the welcome, which says what is known. */
  #greeting = false;
  /** Edits of earlier sessions that the next hello asks about. */
  #asked: { ids: readonly string[]; recall: Recall } | null = null;
  /** The ids of the push that is out, empty when none is. */
  #inFlight: ReadonlySet<string> = NOTHING;
  /** `send` threw and nothing has come since. */
  #broken = false;
  #shown: Status = "connecting";

  constructor(options: ReplicaOptions) {
    this.client = options.client;
    this.#local = new LocalDocument(options.client);
    this.#send = (message) => options.send(message);
    this.#who = options.who;
    this.#clock = {
      now: options.now ?? systemClock.now,
      setTimer: options.setTimer ?? systemClock.setTimer,
      clearTimer: options.clearTimer ?? systemClock.clearTimer,
    };
    this.#pulse = new Pulse(this.#clock, () => this.#beat());
  }

  /** The document with our own edits on top; one object for the whole life of the replica. */
  get state(): State {
    return this.#local.state;
  }

  /** How many own edits the authority has not decided on. */
  get pending(): number {
    return this.#local.queue.length;
  }

  get notices(): readonly Notice[] {
    return this.#local.notices;
  }

  /** "saved" also stands for the first 3 s of waiting: a quick save needs no word. */
  get status(): Status {
    if (!this.ready) return "connecting";
    if (this.#broken || this.#pulse.silence >= OFFLINE) return "offline";
    return this.#pulse.silence >= SAVING ? "saving" : "saved";
  }

  /** Whether the way to the authority is known to be cut, and not only silent. */
  get cut(): boolean {
    return this.#broken;
  }

  get canUndo(): boolean {
    return this.#local.history.lastDone !== undefined;
  }

  get canRedo(): boolean {
    return this.#local.history.lastUndone !== undefined;
  }

  get undoLabel(): string | undefined {
    return this.#local.history.lastDone?.label;
  }

  get redoLabel(): string | undefined {
    return this.#local.history.lastUndone?.label;
  }

  start(): void {
    this.#running = true;
    this.#hello();
  }

  /** The way to the authority may be open again: ask at once instead of at the next beat. */
  reconnect(): void {
    this.start();
  }

  /** The way to the authority was cut, and whoever hears it may still be able to send. */
  lost(): void {
    if (!this.#running) return;
    this.#broken = true;
    this.#tellStatus();
    this.#hello();
  }

  stop(): void {
    this.#running = false;
    this.#pulse.stop();
  }

  subscribe(listener: (event: ReplicaEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Keep an edit of a record that somebody removed while it was being made as a notice, with a way
   * to restore both. Returns false when nothing is missing for it.
   */
  orphan(change: Change, label: string): boolean {
    const kept = this.#local.orphan(change, label);
    if (kept) this.#tell(NOTHING, false);
    return kept;
  }

  dismiss(id: string): void {
    this.#local.dismiss(id);
    this.#tell(NOTHING, false);
  }

  waiting(): Waiting {
    return {
      ...this.#unsaved(),
      ...(this.#stranded.length > 0 && { earlier: [...this.#stranded] }),
    };
  }

  /**
   * Make an edit. It stands at once, with all it brings along (what hangs on a removed record
   * goes too). Throws, and changes nothing, when it does not apply to the state as it is.
   */
  edit(change: Change, label: string, naming = false): void {
    this.#made(this.#local.edit(change, label, naming));
  }

  /** Take the last own edit back, except what others have altered since. */
  undo(label?: string): boolean {
    return this.canUndo && this.#made(this.#local.undo(label));
  }

  /** Do again what the last undo took back. */
  redo(label?: string): boolean {
    return this.canRedo && this.#made(this.#local.redo(label));
  }

  /** Ask the authority whether it has decided on edits of an earlier session. */
  ask(ids: readonly string[], recall: Recall): void {
    this.#asked = { ids, recall };
    this.#hello();
  }

  /**
   * Make edits of an earlier session, under their own ids, so that whoever else does the same does
   * no harm. Returns those that do not fit the document; they are not made.
   */
  adopt(edits: readonly Proposal[]): readonly Unfit[] {
    const { ids, unfit } = this.#local.adopt(edits);
    this.#made(ids);
    return unfit;
  }

  /** Give up waiting edits that another client has taken over. */
  release(ids: readonly string[]): void {
    const before = this.pending;
    const touched = this.#local.release(ids);
    const count = before - this.pending;
    if (count === 0) return;
    const message = `${count} waiting edits were taken over in another place`;
    this.#local.notice({ kind: "info", code: "taken-over", message, count });
    this.#tell(touched, true);
  }

  /** An edit of an earlier session was refused: say so, as of an own one. */
  report({ code, message }: Rejection, { label, change }: Proposal): void {
    this.#local.notice({ kind: "rejected", code, message, label, change });
    this.#tell(NOTHING, false);
  }

  /** Take a message from the authority; whatever else is on the wire is left alone. */
  receive(message: unknown): void {
    if (!this.#running) return;
    if (isMessage<Changed>(message, "changed")) {
      if (isChanged(message)) this.#changed(message);
      else this.#malformed();
    } else if (isMessage<Welcome>(message, "welcome") && message.to === this.client) {
      if (isWelcome(message)) this.#welcome(message);
      else this.#malformed();
    }
  }

  /** Nothing of it is taken. Which changes it told of is not known: the document must come anew. */
  #malformed(): void {
    if (this.#trusted) {
      this.#trusted = false;
      this.#hello();
    }
    if (this.#local.notices.some(({ code }) => code === "malformed")) return;
    const message = "A message of the kernel could not be read and was left aside.";
    this.#local.notice({ kind: "info", code: "malformed", message });
    this.#tell(NOTHING, false);
  }

  #made(ids: ReadonlySet<string>): boolean {
    this.#tell(ids, false);
    this.#push();
    return ids.size > 0;
  }

  #changed(message: Changed): void {
    this.#broken = false;
    if (!this.#trusted) return;
    const first = message.revision - message.changes.length;
    // Another kernel, or a message in between was lost: ask where we stand.
    if (message.epoch !== this.#epoch || first > this.revision) this.#hello();
    else this.#settle(message);
  }

  #welcome(message: Welcome): void {
    this.#broken = false;
    const ours = this.#trusted && message.epoch === this.#epoch;
    const first = message.revision - (message.changes?.length ?? 0);
    const late = ours && message.revision <= this.revision;
    if (message.records === undefined && !(ours && first <= this.revision)) {
      this.#hello();
      return;
    }
    this.#greeting = false;
    this.#inFlight = NOTHING;
    this.#pulse.answered();
    if (message.records !== undefined && !late) this.#load(message);
    this.#settle(message);
    const asked = this.#asked;
    this.#asked = null;
    asked?.recall(message.known, message.rejected);
  }

  /** Take the whole document: the first time, from another kernel, or after we went wrong. */
  #load(message: Welcome): void {
    const before = this.#unsaved();
    const local = this.#local;
    const records = message.records ?? [];
    const document = records.find((record) => record.type === "journey")?.id ?? "";
    const other = this.ready && document !== this.#document;
    local.load(records, this.ready && !other && message.epoch !== this.#epoch);
    if (other && local.abandon().length > 0) {
      this.#stranded.push(before);
      local.notice({
        kind: "info",
        code: "other-document",
        message: "Another map is open here now. Edits of the one before are kept, not sent.",
        count: before.changes.length,
      });
    }
    this.#document = document;
    this.#epoch = message.epoch;
    this.revision = message.revision;
    this.#trusted = true;
    this.ready = true;
    this.#tell("all", true);
  }

  /** Take what is new in a message that follows on our revision, or overlaps with it. */
  #settle(message: Changed | Welcome): void {
    const told = message.changes ?? [];
    const first = message.revision - told.length;
    const changes = told.slice(Math.max(0, this.revision - first));
    const current = message.revision >= this.revision;
    const { ids, decided, right } = this.#local.settle({
      changes,
      known: message.known ?? [],
      rejected: message.rejected ?? [],
      digest: current && "digest" in message ? message.digest : undefined,
    });
    this.revision = Math.max(this.revision, message.revision);
    if (decided > 0) this.#pulse.answered();
    if (changes.length > 0 || decided > 0 || ids.size > 0) {
      this.#tell(
        ids,
        changes.some((change) => change.by !== this.client),
      );
    } else this.#tellStatus();
    if (this.#local.readAhead()) this.#readAhead();
    if (!right) {
      this.#trusted = false;
      this.#hello();
    }
    this.#push();
  }

  #hello(): void {
    if (!this.#running) return;
    this.#greeting = true;
    const have =
      this.#trusted && this.#epoch !== null
        ? { epoch: this.#epoch, revision: this.revision }
        : null;
    const pending = [...this.#local.queue.ids, ...(this.#asked?.ids ?? [])];
    const { client } = this;
    const who = this.#who && { who: this.#who() };
    this.#post({ type: "hello", protocol: PROTOCOL, client, have, pending, ...who });
  }

  /** One push at a time holds all that waits, so the authority sees our edits in their order. */
  #push(): void {
    if (!this.#running || this.pending === 0) return;
    // The authority decides in our order: when the first is no more in flight, none is.
    const flying = this.#inFlight.has(this.#local.queue.first ?? "");
    if (this.#trusted && !this.#greeting && !flying && this.#epoch !== null) {
      const changes = this.#local.queue.proposals(BATCH);
      this.#inFlight = new Set(changes.map((change) => change.id));
      this.#post({ type: "push", client: this.client, epoch: this.#epoch, changes });
    } else this.#pulse.wait();
  }

  #post(message: Hello | Push): void {
    this.#pulse.wait();
    this.#pulse.sent();
    try {
      this.#send(message);
    } catch {
      // A dead kernel: the view stays, what is pending stays, and a later hello tries again.
      this.#broken = true;
    }
    this.#tellStatus();
  }

  /** Every second while an answer is missing. Returns whether one still is. */
  #beat(): boolean {
    if (!this.#running || (this.ready && !this.#greeting && this.pending === 0)) return false;
    if (this.#pulse.overdue) this.#hello();
    this.#tellStatus();
    return true;
  }

  /** A large document is read for its digest bit by bit, between the edits. */
  #readAhead(): void {
    this.#clock.setTimer(() => {
      if (this.#running && this.#local.readAhead()) this.#readAhead();
    }, 0);
  }

  #unsaved(): Waiting {
    const changes = this.#local.queue.proposals();
    const title = this.state.journey.title;
    return {
      client: this.client,
      document: this.#document,
      ...(title && { title }),
      epoch: this.#epoch,
      changes,
    };
  }

  #tellStatus(): void {
    if (this.status !== this.#shown) this.#tell(NOTHING, false);
  }

  #tell(ids: ReplicaEvent["ids"], remote: boolean): void {
    this.#shown = this.status;
    for (const listener of [...this.#listeners]) listener({ ids, remote });
  }
}
