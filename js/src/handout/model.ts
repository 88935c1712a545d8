/**
 * What stands in a hand-out where a notebook has the model of a widget and a kernel behind it: the
 * traits, the authority that orders all changes, and the parts of the editor.
 */
import { Authority } from "../core/authority";
import { isBag } from "../core/json";
import type { AnyRecord } from "../core/schema.gen";

type Listener = (...args: never[]) => void;

export interface Contents {
  readonly records: readonly AnyRecord[];
  readonly traits: Readonly<Record<string, unknown>>;
  /** The gzipped code of each part, in base64. */
  readonly parts: Readonly<Record<string, string>>;
}

export class HandoutModel {
  readonly authority: Authority;
  readonly #traits: Map<string, unknown>;
  readonly #parts: ReadonlyMap<string, string>;
  readonly #listeners = new Map<string, Set<Listener>>();

  constructor({ records, traits, parts }: Contents) {
    this.authority = new Authority(records);
    this.#traits = new Map(Object.entries(traits));
    this.#parts = new Map(Object.entries(parts));
    this.authority.subscribe((message) => this.#deliver(message));
  }

  get(name: string): unknown {
    return this.#traits.get(name);
  }

  set(name: string, value: unknown): void {
    if (this.#traits.get(name) === value) return;
    this.#traits.set(name, value);
    this.#tell(`change:${name}`);
  }

  save_changes(): void {}

  on(event: string, listener: Listener): void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
  }

  off(event: string, listener?: Listener): void {
    if (listener) this.#listeners.get(event)?.delete(listener);
    else this.#listeners.delete(event);
  }

  send(message: object): void {
    const sent = copy(message);
    if (isBag(sent) && sent.type === "ask") this.#answer(sent.id, sent.what, sent.name);
    else this.authority.receive(sent, (answer) => this.#deliver(answer));
  }

  #answer(id: unknown, what: unknown, name: unknown): void {
    const code = what === "part" ? this.#parts.get(String(name)) : undefined;
    const answer = { type: "answer", id };
    if (code === undefined) this.#deliver({ ...answer, error: `no ${what} without Python` });
    else this.#deliver(answer, [bytesOf(code)]);
  }

  /** As from elsewhere: after who has sent something is done with it, and nobody's own object. */
  #deliver(message: object, buffers: readonly DataView[] = []): void {
    const received = copy(message);
    queueMicrotask(() => this.#tell("msg:custom", received, buffers));
  }

  #tell(event: string, ...args: unknown[]): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) listener(...(args as never[]));
  }
}

function copy(message: object): unknown {
  return JSON.parse(JSON.stringify(message));
}

function bytesOf(base64: string): DataView {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return new DataView(bytes.buffer);
}
