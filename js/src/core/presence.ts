import { type Bag, isBag, same } from "./json";
import { isMessage, type Welcome } from "./protocol";
import { type Clock, systemClock } from "./pulse";

/** Who a client says its person is; `page` is shared by all editors of one page. */
export interface Who {
  readonly name: string;
  /** 0 to 7, a place in the palette of the views. */
  readonly color: number;
  readonly page: string;
}

/** Where somebody is: what they have selected, and the record and field of a text they edit. */
export interface Spot {
  readonly at: readonly string[];
  readonly typing: readonly [id: string, field: string] | null;
}

export interface Peer extends Who, Spot {
  readonly client: string;
}

/** What the kernel relays: clients that are new or moved, and clients that left. */
export interface PresenceNews {
  readonly type: "presence";
  readonly people: readonly unknown[];
  readonly gone: readonly string[];
}

export const COLORS = 8;
const MAX_NAME = 40;
const MAX_SELECTED = 3;
/** Between two messages, in ms. */
const PACE = 500;
/** How often the kernel hears that we are still here; it forgets a client after 30 s. */
const BEAT = 10_000;
/** How many characters selected ids may take, so that a message stays under 300 bytes. */
const ROOM = 130;
/** What is no part of a name: control characters, and those that turn the direction or hide. */
const NO_LETTER = /[\p{Cc}\p{Cs}\p{Z}]|(?![\u200c\u200d])\p{Cf}/gu;

/** A name as one short line. */
export function cleanName(raw: unknown): string {
  const text = typeof raw === "string" ? [...raw].slice(0, 400).join("") : "";
  const line = text.replace(NO_LETTER, " ").replace(/ +/g, " ").trim();
  return [...line].slice(0, MAX_NAME).join("").trimEnd();
}

/** The same name has the same colour on every page, and in all that it has signed. */
export function colorOf(name: string): number {
  let sum = 0;
  for (const char of name) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9_973;
  return sum % COLORS;
}

/** What a client says about its person; what does not fit is left out. */
export function decodeWho(raw: unknown): Who {
  const { name, color, page } = (isBag(raw) ? raw : {}) as Bag;
  return {
    name: cleanName(name),
    color: typeof color === "number" && /^[0-7]$/.test(String(color)) ? color : 0,
    page: isId(page) ? page : "",
  };
}

/** Where a client says its person is; what does not fit is left out. */
export function decodeSpot(raw: unknown): Spot {
  const { at, typing } = (isBag(raw) ? raw : {}) as Bag;
  const [id, field] = (Array.isArray(typing) && typing.length === 2 ? typing : []) as unknown[];
  const ids = Array.isArray(at) ? at.filter(isId).slice(0, MAX_SELECTED) : [];
  const fits = isId(id) && typeof field === "string" && /^[a-z_]{0,40}$/.test(field);
  return { at: ids, typing: fits ? [id, field] : null };
}

function isId(value: unknown): value is string {
  return typeof value === "string" && /^[A-Za-z0-9_-]{1,64}$/.test(value);
}

export interface PresenceOptions extends Partial<Clock> {
  readonly client: string;
  readonly me: Who;
  send(message: object): void;
  /** Whether somebody can see this page; one that nobody looks at falls silent. */
  seen?: () => boolean;
}

/**
 * Who else is on this map, and what we tell them about us. Nothing of it is part of the document.
 * Without anybody on another page it sends nothing and keeps no timer.
 */
export class Presence {
  me: Who;
  /** The people on other pages, in the order in which they came. */
  others: readonly Peer[] = [];

  readonly #options: PresenceOptions;
  readonly #clock: Clock;
  readonly #peers = new Map<string, Peer>();
  readonly #listeners = new Set<() => void>();
  #spot: Spot = { at: [], typing: null };
  /** What the kernel was told last, "" when it must hear it again. */
  #told = "";
  #toldWho: Who;
  #sent = Number.NEGATIVE_INFINITY;
  #next: unknown = null;
  #beat: unknown = null;

  constructor(options: PresenceOptions) {
    this.#options = options;
    this.me = options.me;
    // The hello says it.
    this.#toldWho = options.me;
    this.#clock = {
      now: options.now ?? systemClock.now,
      setTimer: options.setTimer ?? systemClock.setTimer,
      clearTimer: options.clearTimer ?? systemClock.clearTimer,
    };
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The person gave another name. */
  rename(me: Who): void {
    this.me = me;
    this.#tell();
    for (const listener of [...this.#listeners]) listener();
  }

  /** The person selected something, or began or ended to edit a text. */
  move(spot: Partial<Spot>): void {
    this.#spot = decodeSpot({ ...this.#spot, ...spot });
    this.#tell();
  }

  /** Say again that we are here: the page came back into sight. */
  wake(): void {
    this.#told = "";
    this.#tell();
  }

  /** Take a message of the kernel; what is not about people is left alone. */
  receive(message: unknown): void {
    if (isMessage<Welcome>(message, "welcome")) {
      if (message.to !== this.#options.client) return;
      this.#peers.clear();
      this.#meet(Array.isArray(message.people) ? message.people : []);
      // This may be another kernel, which knows our name from the hello and no more.
      this.#told = "";
    } else if (isMessage<PresenceNews>(message, "presence")) {
      if (!Array.isArray(message.people) || !Array.isArray(message.gone)) return;
      for (const client of message.gone) this.#peers.delete(client);
      this.#meet(message.people);
    } else return;
    const others = [...this.#peers.values()];
    const moved = !same(others, this.others);
    this.others = others;
    if (moved) for (const listener of [...this.#listeners]) listener();
    this.#tell();
  }

  /** Say goodbye, if there is anybody to say it to. */
  stop(): void {
    this.#clock.clearTimer(this.#next);
    this.#clock.clearTimer(this.#beat);
    this.#next = this.#beat = null;
    if (this.others.length > 0) this.#post({ bye: true });
    this.#peers.clear();
    this.others = [];
  }

  #meet(people: readonly unknown[]): void {
    for (const raw of people) {
      const client = isBag(raw) ? raw.client : undefined;
      if (typeof client !== "string" || client === this.#options.client) continue;
      const peer = { client, ...decodeWho(raw), ...decodeSpot(raw) };
      // Another editor of this very page is the person who reads this.
      if (peer.page !== "" && peer.page === this.me.page) continue;
      this.#peers.set(client, peer);
    }
  }

  /** Tell what is new, at once or when the last message is long enough ago. */
  #tell(): void {
    if (this.others.length === 0) {
      this.#told = "";
      return;
    }
    this.#beat ??= this.#clock.setTimer(() => this.#heartbeat(), BEAT);
    if (this.#next !== null || this.#body() === this.#told) return;
    const wait = this.#sent + PACE - this.#clock.now();
    if (wait <= 0) this.#say();
    else {
      this.#next = this.#clock.setTimer(() => {
        this.#next = null;
        if (this.others.length > 0 && this.#body() !== this.#told) this.#say();
      }, wait);
    }
  }

  #heartbeat(): void {
    this.#beat = null;
    if (this.others.length === 0) return;
    const quiet = this.#clock.now() - this.#sent >= BEAT - PACE;
    if (quiet && this.#options.seen?.() !== false) this.#say();
    this.#beat = this.#clock.setTimer(() => this.#heartbeat(), BEAT);
  }

  /** A new name goes alone, so that every message is small whatever it holds. */
  #say(): void {
    const { me } = this;
    if (!same(me, this.#toldWho)) {
      this.#toldWho = me;
      this.#told = "";
      this.#post({ who: me });
      this.#tell();
      return;
    }
    this.#told = this.#body();
    const { at, typing } = this.#spot;
    let room = ROOM;
    const ids = at.filter((id) => {
      room -= id.length + 3;
      return room > 0;
    });
    this.#post({ ...(ids.length > 0 && { at: ids }), ...(typing && { typing }) });
  }

  #body(): string {
    return JSON.stringify([this.#spot, this.me]);
  }

  #post(body: object): void {
    this.#sent = this.#clock.now();
    try {
      this.#options.send({ type: "presence", client: this.#options.client, ...body });
    } catch {
      // Without a kernel there is nobody to tell; the next hello says who we are.
    }
  }
}
