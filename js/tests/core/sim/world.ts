import { Authority } from "../../../src/core/authority";
import { CjmError } from "../../../src/core/errors";
import { Replica } from "../../../src/core/replica";
import type { AnyRecord } from "../../../src/core/schema.gen";
import { Editor, seedDocument } from "./edits";
import { Random } from "./random";

interface Event {
  at: number;
  order: number;
  run: () => void;
}

/** Virtual time: what is to happen, in the order of time. */
export class Time {
  now = 0;
  #order = 0;
  #events: Event[] = [];

  after(ms: number, run: () => void): Event {
    this.#order += 1;
    const event = { at: this.now + ms, order: this.#order, run };
    this.#events.push(event);
    return event;
  }

  cancel(event: unknown): void {
    this.#events = this.#events.filter((other) => other !== event);
  }

  /** Let all happen that is due within `ms`. */
  pass(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      let next: Event | undefined;
      for (const event of this.#events) {
        if (event.at > end) continue;
        if (!next || event.at < next.at || (event.at === next.at && event.order < next.order)) {
          next = event;
        }
      }
      if (!next) break;
      this.cancel(next);
      this.now = next.at;
      next.run();
    }
    this.now = end;
  }
}

/** How bad a network is. */
export interface Weather {
  delay: number;
  drop: number;
  duplicate: number;
  /** Whether messages may overtake each other. */
  shuffle: boolean;
}

const CALM: Weather = { delay: 5, drop: 0, duplicate: 0, shuffle: false };

/** The wire between one client and the authority, both ways. */
export class Wire {
  connected = true;
  weather: Weather;
  readonly #time: Time;
  readonly #random: Random;
  readonly #last = { up: 0, down: 0 };

  constructor(time: Time, random: Random, weather: Weather) {
    this.#time = time;
    this.#random = random;
    this.weather = weather;
  }

  carry(way: "up" | "down", message: object, deliver: (message: unknown) => void): void {
    if (!this.connected) {
      // A dead comm throws on the view's side and is silent on the kernel's.
      if (way === "up") throw new Error("not connected");
      return;
    }
    const text = JSON.stringify(message);
    const copies = this.#random.chance(this.weather.duplicate) ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      if (this.#random.chance(this.weather.drop)) continue;
      let at = this.#time.now + this.#random.next() * this.weather.delay;
      if (!this.weather.shuffle) at = Math.max(at, this.#last[way]);
      this.#last[way] = at;
      // Whoever is not connected when a message comes in does not get it.
      this.#time.after(at - this.#time.now, () => this.connected && deliver(JSON.parse(text)));
    }
  }
}

/** One client with its wire and its hand, and what it ever sent. */
export class Client {
  readonly replica: Replica;
  readonly wire: Wire;
  readonly hand: Editor;
  readonly pushed = new Set<string>();
  /** How often the client found its own document wrong and asked for the whole. */
  lost = 0;
  #unsubscribe: () => void = () => {};

  constructor(world: World, name: string, weather: Weather) {
    this.wire = new Wire(world.time, world.random, weather);
    this.hand = new Editor(world.random, name);
    this.replica = new Replica({
      client: name,
      now: () => world.time.now,
      setTimer: (f, ms) => world.time.after(ms, f),
      clearTimer: (timer) => world.time.cancel(timer),
      send: (message) => {
        const { changes = [], have } = message as { changes?: { id: string }[]; have?: unknown };
        for (const { id } of changes) this.pushed.add(id);
        if (have === null && this.replica.ready) this.lost += 1;
        this.wire.carry("up", message, (arrived) => {
          this.#authority?.receive(arrived, (answer) => this.#down(answer));
        });
      },
    });
    this.join(world.authority);
  }

  #authority: Authority | undefined;

  /** Listen to an authority: the first one, or the one after a restart of the kernel. */
  join(authority: Authority): void {
    this.#unsubscribe();
    this.#authority = authority;
    this.#unsubscribe = authority.subscribe((message) => this.#down(message));
  }

  #down(message: object): void {
    this.wire.carry("down", message, (arrived) => this.replica.receive(arrived));
  }
}

/** An authority, a writer beside it, and clients on bad wires. */
export class World {
  readonly time = new Time();
  readonly random: Random;
  readonly start: AnyRecord[];
  readonly clients: Client[];
  readonly #python: Editor;
  authority: Authority;

  constructor(seed: number, clients = 3) {
    this.random = new Random(seed);
    this.start = seedDocument(this.random, this.random.below(60));
    this.authority = new Authority(this.start, { digestEvery: 5, epoch: "epoch-1" });
    this.#python = new Editor(this.random, "py");
    this.clients = Array.from({ length: clients }, (_, at) => {
      return new Client(this, `client${at}`, {
        delay: [0, 20, 400][this.random.below(3)] ?? 0,
        drop: [0, 0.1, 0.3][this.random.below(3)] ?? 0,
        duplicate: [0, 0.2][this.random.below(2)] ?? 0,
        shuffle: this.random.chance(0.3),
      });
    });
    for (const { replica } of this.clients) replica.start();
  }

  /** One thing happens: an edit somewhere, an undo, a cable pulled or put in, time. */
  step(): void {
    const dice = this.random.next();
    if (dice < 0.12) this.#write();
    else if (dice < 0.16) this.#unplug();
    else {
      const client = this.random.pick(this.clients);
      if (client) this.#hand(client);
    }
    if (this.random.chance(0.5)) this.time.pass(this.random.below(300));
    if (this.random.chance(0.02)) this.time.pass(this.random.below(15_000));
  }

  /** The kernel is started again and loads what it had saved. */
  restart(): void {
    const epoch = `${this.authority.epoch}+`;
    this.authority = new Authority([...this.authority.state.records()], { digestEvery: 5, epoch });
    for (const client of this.clients) client.join(this.authority);
  }

  /** The network is good again: all that can be known gets known. */
  heal(): void {
    for (const { wire, replica } of this.clients) {
      wire.weather = CALM;
      wire.connected = true;
      replica.reconnect();
    }
    for (let round = 0; round < 60; round++) {
      this.time.pass(1_000);
      const busy = this.clients.some(
        ({ replica }) => replica.pending > 0 || replica.revision !== this.authority.revision,
      );
      // Digests may still be under way when all seems well.
      if (!busy && round > 5) return;
    }
  }

  #write(): void {
    const change = this.#python.edit(this.authority.state);
    if (change) this.authority.edit(change, "py");
  }

  #unplug(): void {
    const client = this.random.pick(this.clients);
    if (!client) return;
    client.wire.connected = !client.wire.connected;
    if (client.wire.connected && this.random.chance(0.5)) client.replica.reconnect();
  }

  #hand({ replica, hand }: Client): void {
    if (!replica.ready) return;
    const dice = this.random.next();
    if (dice < 0.12) replica.undo();
    else if (dice < 0.18) replica.redo();
    else if (dice < 0.22) this.#restore(replica);
    else {
      const change = hand.edit(replica.state);
      if (!change) return;
      try {
        replica.edit(change, "edit");
      } catch (problem) {
        // A move of a record under what hangs on it, and the like: refused on the spot.
        if (!(problem instanceof CjmError)) throw problem;
      }
    }
  }

  #restore(replica: Replica): void {
    const restore = replica.notices.at(-1)?.restore;
    if (restore) replica.edit(restore, "restore");
  }
}
