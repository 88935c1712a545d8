import { applyTo, type Change, canonicalChange, invert, isEmpty, touchedIds } from "./change";
import { Conflicts } from "./conflicts";
import { RunningDigest } from "./digest";
import { CjmError, reasonOf } from "./errors";
import { canonicalRecord } from "./fields";
import type { Accepted, Proposal, Rejection } from "./protocol";
import { Queue, Touched } from "./queue";
import { settleUndo } from "./rebase";
import { firstMissing, Removals } from "./removals";
import type { AnyRecord } from "./schema.gen";
import { State } from "./state";
import { unmade } from "./there";
import { type Step, UndoStack } from "./undo";
import { checkChange } from "./valid";

/** How many records are read at a time for the digest of a large document. */
const DIGEST_STEP = 1_000;
/** After so many wrong digests on end the digest is what is wrong: stop asking for the document. */
const DIGEST_TRIES = 3;

/** Something the person must hear of: an edit that was refused, an undo that was not whole. */
export interface Notice {
  readonly id: string;
  readonly kind: "rejected" | "undo-partial" | "info";
  readonly code?: string;
  readonly message: string;
  readonly label?: string;
  readonly change?: Change;
  /** The person whose edit met ours; "" when that is not known. */
  readonly who?: string;
  /** What it is about, as it was, and which text of it. */
  readonly record?: AnyRecord;
  readonly field?: string;
  readonly text?: string;
  /** How many edits, fields or records it is about. */
  readonly count?: number;
  /** Brings the removed record back together with the refused edit; worked out when asked for. */
  readonly restore?: Change | undefined;
}

/** Who made a change, as people call them. */
function nameOf({ author, by }: Accepted): string {
  return author || (by === "python" ? "Python" : "");
}

/** What the authority told: changes that follow on ours, and its word on edits of ours. */
export interface News {
  readonly changes: readonly Accepted[];
  readonly known: readonly string[];
  readonly rejected: readonly Rejection[];
  /** The digest after `changes`, when it was told and ours must equal it. */
  readonly digest?: number | undefined;
}

export interface Outcome {
  /** Records that differ from what they were. */
  readonly ids: ReadonlySet<string>;
  /** How many of our edits were decided. */
  readonly decided: number;
  /** False when our document turned out not to be the authority's. */
  readonly right: boolean;
}

/** An edit that cannot be made on the document as it is, and why. */
export interface Unfit {
  readonly id: string;
  readonly code: string;
  readonly message: string;
}

/**
 * The document as one client sees it: what the authority told, and on top the own edits it has
 * not decided on. Knows nothing of messages and time.
 */
export class LocalDocument {
  readonly state = new State();
  readonly queue = new Queue(this.state);
  readonly history = new UndoStack();
  notices: readonly Notice[] = [];

  readonly #client: string;
  readonly #removals = new Removals();
  readonly #digest = new RunningDigest(this.state);
  readonly #conflicts = new Conflicts(this.state, this.history);
  #wrongDigests = 0;
  #counter = 0;
  #noticed = 0;

  constructor(client: string) {
    this.#client = client;
  }

  /**
   * Make an edit, `naming` where it is the name of what was just added. Returns what it came to;
   * throws when it does not apply to the state as it is.
   */
  edit(change: Change, label: string, naming = false): ReadonlySet<string> {
    const clean = canonicalChange(change);
    applyTo(this.state, clean);
    const step = this.#submit(clean, label);
    if (step && !(naming && this.history.named(step))) this.history.did(step);
    for (const clash of this.#conflicts.kept(clean)) this.notice(clash);
    return step ? touchedIds(step.change) : new Set();
  }

  /** Take the last own edit back, except what others have altered since. */
  undo(label?: string): ReadonlySet<string> {
    const last = this.history.lastDone;
    if (!last) return new Set();
    const step = this.#takeBack(last, label ?? `undo:${last.label}`);
    this.history.undid(step);
    return step ? touchedIds(step.change) : new Set();
  }

  redo(label?: string): ReadonlySet<string> {
    const last = this.history.lastUndone;
    if (!last) return new Set();
    const step = this.#takeBack(last, label ?? `redo:${last.label}`);
    this.history.redid(step);
    return step ? touchedIds(step.change) : new Set();
  }

  /**
   * Take a whole document. The edits in the queue are put on top of it as they fit; with `foreign`
   * it comes from who does not know their ids, and those that it holds already are done.
   */
  load(records: readonly AnyRecord[], foreign = false): void {
    this.queue.forgetApplied();
    this.#digest.reset();
    this.state.reset(records.map(canonicalRecord));
    if (foreign) this.queue.reduce(unmade(this.queue.proposals(), this.state));
    this.queue.replay(new Touched(this.state));
  }

  /**
   * Make edits of an earlier session, under their ids. Returns the records that changed and those
   * edits that do not fit, which are not made; what the document holds already is left as it is.
   */
  adopt(edits: readonly Proposal[]): { ids: ReadonlySet<string>; unfit: readonly Unfit[] } {
    const ids = new Set<string>();
    const unfit: Unfit[] = [];
    for (const { id, label, change } of unmade(edits, this.state)) {
      if (this.queue.has(id)) continue;
      try {
        const applied = this.queue.add(id, label, canonicalChange(change));
        if (isEmpty(applied)) continue;
        this.history.did({ id, label, change: applied });
        for (const touched of touchedIds(applied)) ids.add(touched);
      } catch (problem) {
        // Whatever is wrong with it, it came from outside: its author hears, and keeps it.
        const code = problem instanceof CjmError ? problem.code : "invalid";
        unfit.push({
          id,
          code,
          message: reasonOf(problem),
        });
      }
    }
    this.#digest.touch(ids);
    return { ids, unfit };
  }

  /** Give up edits in the queue that another client has taken over. */
  release(ids: readonly string[]): ReadonlySet<string> {
    const touched = new Touched(this.state);
    for (const id of ids) if (this.#takeDown(id, touched)) this.history.drop(id);
    this.queue.replay(touched);
    this.#digest.touch(touched.watched());
    return touched.ids();
  }

  /** Give up all edits in the queue, and all memory of what was done: this is another document. */
  abandon(): readonly Proposal[] {
    this.history.clear();
    this.#removals.clear();
    this.#conflicts.clear();
    const touched = new Touched(this.state);
    this.queue.rollback(touched);
    const given = this.queue.clear();
    this.queue.replay(touched);
    return given;
  }

  /** Bring the state to where the authority is, and put our own edits on top again. */
  settle(news: News): Outcome {
    const touched = new Touched(this.state);
    const before = this.queue.length;
    let right = news.changes.every((item) => this.#accept(item, touched));
    for (const id of news.known) this.#takeDown(id, touched);
    const refused = news.rejected.flatMap((rejection) => {
      const proposal = this.#takeDown(rejection.id, touched);
      return proposal ? [{ rejection, proposal }] : [];
    });
    if (right && news.digest !== undefined) right = this.#check(news.digest, touched);
    this.queue.replay(touched);
    this.#digest.touch(touched.watched());
    for (const { rejection, proposal } of refused) this.#refuse(rejection, proposal);
    return { ids: touched.ids(), decided: before - this.queue.length, right };
  }

  /** Read on for the digest. Returns whether there is more to read. */
  readAhead(): boolean {
    return this.#digest.started && !this.#digest.step(DIGEST_STEP);
  }

  notice(notice: Omit<Notice, "id" | "restore">, restore?: () => Change | undefined): void {
    this.#noticed += 1;
    const id = `notice-${this.#noticed}`;
    const get = restore ?? (() => undefined);
    this.notices = [
      ...this.notices,
      {
        ...notice,
        id,
        get restore() {
          return get();
        },
      },
    ];
  }

  /** Keep an edit of a record that was removed while it was made. False when nothing is missing. */
  orphan(change: Change, label: string): boolean {
    const missing = firstMissing(change, this.state);
    if (missing === undefined) return false;
    const message = `record "${missing}" is not in the map any more`;
    this.#regret({ code: "removed", message }, label, change);
    return true;
  }

  dismiss(id: string): void {
    this.notices = this.notices.filter((notice) => notice.id !== id);
  }

  #submit(change: Change, label: string): Step | undefined {
    const id = `${this.#client}.${this.#counter + 1}`;
    const applied = this.queue.add(id, label, change);
    if (isEmpty(applied)) return undefined;
    this.#counter += 1;
    this.#digest.touch(touchedIds(applied));
    return { id, label, change: applied };
  }

  #takeBack(last: Step, label: string): Step | undefined {
    const { change, skipped } = settleUndo(invert(last.change), this.state);
    let step: Step | undefined;
    let left = skipped;
    try {
      step = this.#submit(change, label);
    } catch (problem) {
      if (!(problem instanceof CjmError)) throw problem;
      // An id it needs is another thing by now: nothing of it can be taken back.
      left = Math.max(1, touchedIds(change).size);
    }
    if (left > 0) {
      this.notice({
        kind: "undo-partial",
        message: `${left} changed by somebody else since, left as they are`,
        label: last.label,
        count: left,
      });
    }
    return step && { ...step, label: last.label };
  }

  /** Apply one change of the authority. Returns false when it does not fit: we went wrong. */
  #accept(told: Accepted, touched: Touched): boolean {
    if (!isValid(told.change, this.state)) {
      // Under an id of ours that is another thing there.
      this.queue.rollback(touched);
      if (!isValid(told.change, this.state)) return false;
    }
    const change = canonicalChange(told.change);
    this.#removals.remember(change, nameOf(told));
    const clashes =
      told.by === this.#client
        ? this.#conflicts.kept(change, this.queue.proposal(told.id)?.change)
        : this.#conflicts.replaced(change, nameOf(told));
    for (const clash of clashes) this.notice(clash);
    this.history.settle(told.id, change);
    if (this.queue.confirms(told.id, change)) {
      this.queue.take(told.id);
      return true;
    }
    this.queue.rollback(touched);
    this.queue.take(told.id);
    touched.watch(change);
    try {
      this.state.commit(change);
      return true;
    } catch (problem) {
      if (problem instanceof CjmError) return false;
      throw problem;
    }
  }

  #takeDown(id: string, touched: Touched): Proposal | undefined {
    if (!this.queue.has(id)) return undefined;
    this.queue.rollback(touched);
    return this.queue.take(id);
  }

  #refuse(rejection: Rejection, { id, label, change }: Proposal): void {
    this.history.drop(id);
    this.#regret(rejection, label, change);
  }

  #regret({ code, message }: Omit<Rejection, "id">, label: string, change: Change): void {
    const removed = code === "removed";
    const restore = () => (removed ? this.#removals.restoration(change, this.state) : undefined);
    const missed = removed ? this.#removals.missed(change, this.state) : undefined;
    this.notice({ kind: "rejected", code, message, label, change, ...missed }, restore);
  }

  /** Whether our document is the authority's, as far as it is read by now. */
  #check(digest: number, touched: Touched): boolean {
    if (this.#wrongDigests >= DIGEST_TRIES) return true;
    this.queue.rollback(touched);
    this.#digest.start();
    this.#digest.touch(touched.watched());
    const mine = this.#digest.value(DIGEST_STEP);
    if (mine === undefined) return true;
    this.#wrongDigests = mine === digest ? 0 : this.#wrongDigests + 1;
    return mine === digest;
  }
}

function isValid(change: Change, state: State): boolean {
  try {
    checkChange(change, state);
    return true;
  } catch (problem) {
    if (problem instanceof CjmError) return false;
    throw problem;
  }
}
