/** The second map of a widget that shows two: `Envelope` of `cjm_widgets/widgets/sync.py`. */
import type { KeptEdit } from "../core/keeper";
import type { Model } from "./anywidget";
import { BrowserStorage } from "./storage";

/** Which of two maps: both are on one comm, and messages about the second are in envelopes. */
export type SideName = "a" | "b";

/** Traits that each map has of its own; the rest is the widget's. */
const OWN: ReadonlySet<string> = new Set([
  "revision",
  "read_only",
  "_file",
  "_copy_key",
  "_copied",
  "_carry",
]);
/** What is about the first map only, as the second sees it. */
const FIRST: Readonly<Record<string, unknown>> = { selection: [], _solo: {} };

type Listener = (...args: never[]) => void;
type Letter = { readonly side?: unknown; readonly message?: unknown } | null;

const wire = (name: string) => (OWN.has(name) ? `_b_${name.replace(/^_/, "")}` : name);
const wireEvent = (event: string) =>
  event.startsWith("change:") ? `change:${wire(event.slice(7))}` : event;

/** What the session of the second map takes for a model of its own. */
export class SecondModel implements Model {
  readonly #model: Model;
  readonly #heard = new Map<Listener, Listener>();

  constructor(model: Model) {
    this.#model = model;
  }

  get widget_manager(): unknown {
    return this.#model.widget_manager;
  }

  get(name: string): unknown {
    return Object.hasOwn(FIRST, name) ? FIRST[name] : this.#model.get(wire(name));
  }

  set(name: string, value: unknown): void {
    if (!Object.hasOwn(FIRST, name)) this.#model.set(wire(name), value);
  }

  save_changes(): void {
    this.#model.save_changes();
  }

  send(message: object): void {
    this.#model.send({ side: "b", message });
  }

  on(event: string, listener: Listener): void {
    let heard = listener;
    if (event === "msg:custom") {
      heard = ((letter: Letter, buffers: never) => {
        if (letter?.side === "b") listener(letter.message as never, buffers);
      }) as Listener;
      this.#heard.set(listener, heard);
    }
    this.#model.on(wireEvent(event), heard);
  }

  off(event: string, listener?: Listener): void {
    this.#model.off(wireEvent(event), listener && (this.#heard.get(listener) ?? listener));
  }
}

/**
 * Keeps the edits of one of two maps beside each other apart from those of the other: a map and
 * its copy have one id, and what the one holds already may be missing in the other.
 */
export class SideStorage extends BrowserStorage {
  readonly #side: SideName;

  constructor(side: SideName) {
    super();
    this.#side = side;
  }

  override async read(): Promise<readonly KeptEdit[]> {
    const all = await super.read();
    return all.filter(({ side }) => side === undefined || side === this.#side);
  }

  override write(kept: readonly KeptEdit[]): Promise<void> {
    return super.write(kept.map((edit) => ({ ...edit, side: this.#side })));
  }
}
