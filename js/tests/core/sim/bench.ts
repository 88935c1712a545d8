import { Authority } from "../../../src/core/authority";
import type { Change } from "../../../src/core/change";
import type {
  Accepted,
  Changed,
  Hello,
  Push,
  Rejection,
  Welcome,
} from "../../../src/core/protocol";
import { Replica, type ReplicaEvent } from "../../../src/core/replica";
import type { AnyRecord } from "../../../src/core/schema.gen";
import { Time } from "./world";

export const JOURNEY: AnyRecord = { type: "journey", id: "map-1" };
export const PHASE: AnyRecord = {
  type: "phase",
  id: "ph-1",
  place: { order: "a0" },
  name: "Awareness",
};
export const TOUCHPOINT: AnyRecord = {
  type: "touchpoint",
  id: "tp-1",
  place: { order: "a0", parent: "ph-1" },
  name: "Sees the ad",
};

/** One replica on a bench: what it sends is kept, what it gets is given by hand. */
export class Bench {
  readonly time = new Time();
  readonly sent: (Hello | Push)[] = [];
  readonly events: ReplicaEvent[] = [];
  readonly replica: Replica;
  /** When set, sending throws, as with a dead kernel. */
  dead = false;

  constructor(client = "me") {
    this.replica = new Replica({
      client,
      now: () => this.time.now,
      setTimer: (f, ms) => this.time.after(ms, f),
      clearTimer: (timer) => this.time.cancel(timer),
      send: (message) => {
        if (this.dead) throw new Error("no comm");
        this.sent.push(message as Hello | Push);
      },
    });
    this.replica.subscribe((event) => this.events.push(event));
  }

  /** What was sent since the last look. */
  take(): (Hello | Push)[] {
    return this.sent.splice(0);
  }

  /** Start with a document at a revision. */
  begin(records: AnyRecord[] = [JOURNEY, PHASE], revision = 0): this {
    this.replica.start();
    this.welcome({ records, revision });
    this.take();
    this.events.length = 0;
    return this;
  }

  welcome(parts: Partial<Welcome>): void {
    const message = { type: "welcome", protocol: 1, to: this.replica.client, epoch: "e1" };
    this.replica.receive({ ...message, revision: 0, known: [], rejected: [], ...parts });
  }

  /** The authority tells of changes that lead to a revision. */
  changed(revision: number, changes: Accepted[], parts: Partial<Changed> = {}): void {
    const message = { type: "changed", epoch: "e1", revision, changes, rejected: [], ...parts };
    this.replica.receive(message);
  }

  reject(revision: number, ...rejected: Rejection[]): void {
    this.changed(revision, [], { rejected });
  }
}

export function told(id: string, change: Change, by = "python"): Accepted {
  return { id, by, label: "", change };
}

export function renamed(from: string, to: string, id = "ph-1"): Change {
  return { updated: { [id]: { name: [from, to] } } };
}

export function added(...records: AnyRecord[]): Change {
  return { added: Object.fromEntries(records.map((record) => [record.id, record])) };
}

/** An authority and replicas with perfect wires between them. */
export function room(records: AnyRecord[], ...clients: string[]) {
  const authority = new Authority(records, { epoch: "e1" });
  const replicas = clients.map((client) => {
    const replica: Replica = new Replica({
      client,
      send: (message) => authority.receive(message, (answer) => replica.receive(answer)),
    });
    authority.subscribe((message) => replica.receive(message));
    replica.start();
    return replica;
  });
  return { authority, replicas };
}
