import { type Change, canonicalChange, changeOf, squash } from "./change";
import { RunningDigest } from "./digest";
import { CjmError } from "./errors";
import { canonicalRecord } from "./fields";
import { newId } from "./ids";
import { keyBetween } from "./order";
import {
  type Accepted,
  type Changed,
  type Hello,
  isMessage,
  PROTOCOL,
  type Proposal,
  type Push,
  type Rejection,
  type Welcome,
} from "./protocol";
import { type Note, rebase } from "./rebase";
import type { AnyRecord, Comment } from "./schema.gen";
import { State } from "./state";
import { checkChange } from "./valid";
import { isHello, isPush } from "./wellformed";

const REMEMBERED = 10_000;

export interface AuthorityOptions {
  readonly epoch?: string;
  /** After how many changes a message carries the digest; 0 is never. */
  readonly digestEvery?: number;
}

/**
 * The kernel's side of the sync: it orders all changes, makes each fit, and tells everybody. The
 * Python `Store` does this in a notebook; this one serves tests, the dev page and static pages.
 */
export class Authority {
  readonly state: State;
  readonly epoch: string;
  revision = 0;

  readonly #digestEvery: number;
  readonly #digest: RunningDigest;
  readonly #history: Accepted[] = [];
  /** What became of a pushed change: its rejection, or null when it was accepted. */
  readonly #decisions = new Map<string, Rejection | null>();
  readonly #subscribers = new Set<(message: Changed) => void>();

  constructor(records: Iterable<AnyRecord>, options: AuthorityOptions = {}) {
    this.state = new State([...records].map(canonicalRecord));
    this.epoch = options.epoch ?? newId("epoch");
    this.#digestEvery = options.digestEvery ?? 50;
    this.#digest = new RunningDigest(this.state);
  }

  /** The accepted changes, the last 10,000 of them. */
  get history(): readonly Accepted[] {
    return this.#history;
  }

  /** Call `send` with every message that is for all clients, in order. */
  subscribe(send: (message: Changed) => void): () => void {
    this.#subscribers.add(send);
    return () => this.#subscribers.delete(send);
  }

  /** Edit from this side, as code in the kernel does. Throws when it cannot be done. */
  edit(change: Change, label: string, by = "python"): Change {
    const id = `${by}.${this.epoch}.${this.revision + 1}`;
    const done = this.#accept({ id, label, change }, by);
    this.#broadcast([done], [], []);
    return done.change;
  }

  /** Take a message of a client; what is for that client alone goes to `reply`. */
  receive(message: unknown, reply: (message: Welcome | Changed) => void): void {
    if (isMessage<Hello>(message, "hello") && isHello(message)) reply(this.#welcome(message));
    else if (isMessage<Push>(message, "push") && isPush(message)) this.#push(message, reply);
  }

  #welcome(hello: Hello): Welcome {
    const missed = this.#since(hello.have);
    const pending = hello.pending.filter((id) => this.#decisions.has(id));
    return {
      type: "welcome",
      protocol: PROTOCOL,
      to: hello.client,
      epoch: this.epoch,
      revision: this.revision,
      ...(missed ? { changes: missed } : { records: [...this.state.records()] }),
      known: pending.filter((id) => this.#decisions.get(id) === null),
      rejected: pending.flatMap((id) => this.#decisions.get(id) ?? []),
    };
  }

  /** What happened after that; undefined when it is another epoch or too long ago. */
  #since(have: Hello["have"]): Accepted[] | undefined {
    if (!have || have.epoch !== this.epoch) return undefined;
    const count = this.revision - have.revision;
    if (count < 0 || count > this.#history.length) return undefined;
    return this.#history.slice(this.#history.length - count);
  }

  #push(push: Push, reply: (message: Changed) => void): void {
    // Made for another kernel: the message says which one this is, and the client asks again.
    if (push.epoch !== this.epoch) {
      reply(this.#message([], [], []));
      return;
    }
    const accepted: Accepted[] = [];
    const rejected: Rejection[] = [];
    const known: string[] = [];
    const again: Rejection[] = [];
    for (const proposal of push.changes) {
      const decision = this.#decisions.get(proposal.id);
      if (decision === null) known.push(proposal.id);
      else if (decision) again.push(decision);
      else this.#decide(proposal, push.client, accepted, rejected);
    }
    if (accepted.length + rejected.length > 0) this.#broadcast(accepted, rejected, known);
    if (again.length > 0 || (known.length > 0 && accepted.length + rejected.length === 0)) {
      reply(this.#message([], again, known));
    }
  }

  #decide(proposal: Proposal, by: string, accepted: Accepted[], rejected: Rejection[]): void {
    try {
      accepted.push(this.#accept(proposal, by));
      this.#remember(proposal.id, null);
    } catch (problem) {
      if (!(problem instanceof CjmError)) throw problem;
      const rejection = { id: proposal.id, code: problem.code, message: problem.message };
      rejected.push(rejection);
      this.#remember(proposal.id, rejection);
    }
  }

  #accept({ id, label, change }: Proposal, by: string): Accepted {
    checkChange(change, this.state);
    const rebased = rebase(canonicalChange(change), this.state);
    this.state.commit(rebased.change);
    const comments = this.#comments(rebased.notes);
    this.state.commit(comments);
    const whole = squash(rebased.change, comments);
    this.#digest.touch(Object.keys({ ...whole.added, ...whole.updated, ...whole.removed }));
    this.revision += 1;
    const done: Accepted = { id, by, label, change: whole };
    this.#history.push(done);
    if (this.#history.length > REMEMBERED) this.#history.shift();
    return done;
  }

  /** A text that was replaced stays visible as a comment on its record, after all the others. */
  #comments(notes: readonly Note[]): Change {
    const added: Record<string, AnyRecord> = {};
    let last = this.state.siblings("comment").at(-1)?.[0] ?? null;
    for (const note of notes) {
      if (!this.state.get(note.record)) continue;
      last = keyBetween(last, null);
      const comment: Comment = {
        type: "comment",
        id: newId("cm"),
        place: { order: last },
        target: note.record,
        text: `Replaced text of “${note.field}”: ${note.text}`,
      };
      added[comment.id] = comment;
    }
    return changeOf({ added });
  }

  #remember(id: string, decision: Rejection | null): void {
    this.#decisions.set(id, decision);
    if (this.#decisions.size <= REMEMBERED) return;
    for (const oldest of this.#decisions.keys()) {
      this.#decisions.delete(oldest);
      return;
    }
  }

  #broadcast(changes: Accepted[], rejected: Rejection[], known: string[]): void {
    const message = this.#message(changes, rejected, known);
    for (const send of [...this.#subscribers]) send(message);
  }

  #message(changes: Accepted[], rejected: Rejection[], known: string[]): Changed {
    const due =
      this.#digestEvery > 0 &&
      Math.floor(this.revision / this.#digestEvery) >
        Math.floor((this.revision - changes.length) / this.#digestEvery);
    if (due) this.#digest.start();
    const digest = due ? this.#digest.value(Number.POSITIVE_INFINITY) : undefined;
    return {
      type: "changed",
      epoch: this.epoch,
      revision: this.revision,
      changes,
      ...(known.length > 0 && { known }),
      rejected,
      ...(digest !== undefined && { digest }),
    };
  }
}
