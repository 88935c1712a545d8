/** One live chart and its kernel: what Python drew last, what is selected, where Vega comes from. */
import { newId } from "../core/ids";
import { same } from "../core/json";
import type { Model } from "../host/anywidget";
import { importGzip } from "../unpack/gunzip";
import type { Bag, Chart, Row, Rows, Studio } from "./types";

/** Tells the code of one build from that of another; put in by `build.mjs`. */
declare const CJM_BUILD: string;

/** How long the kernel may take to answer until the page says that it does not, in ms. */
const PATIENCE = 20_000;

/** Rows of a dataset, or those that took the place of others in it. */
type Sent = Rows | { readonly rows: Readonly<Record<string, Row>> };

/** What Python drew: the whole of it, or what differs from the drawing before. */
interface Drawn {
  readonly type?: unknown;
  readonly n: number;
  readonly spec?: Bag;
  readonly data: Readonly<Record<string, Sent>>;
  /** Why it could not be drawn anew; empty when it was. */
  readonly error: string;
}

interface Answer {
  readonly type?: unknown;
  readonly id?: string;
  readonly error?: string;
  readonly value?: unknown;
}
type Buffers = readonly BufferSource[];
type Listener = () => void;

/** What a model of Jupyter is underneath. */
interface Kept {
  readonly attributes?: Record<string, unknown>;
}

interface Manager {
  get_model?(id: string): Promise<Model>;
}

export class Session {
  chart: Chart | undefined;
  /** What the chart function said when it failed. */
  error = "";
  /** Why there is no chart at all. */
  silent: string | null = null;
  readonly #model: Model;
  readonly #client = newId("chart");
  readonly #open = new Map<string, (answer: Answer, buffers: Buffers) => void>();
  readonly #listeners = new Set<Listener>();
  readonly #stops: Listener[] = [];
  #count = 0;
  #n = -1;
  /** The last drawing that there is, as far as is known. */
  #heard = -1;
  #looked = false;
  #asking: Promise<void> | undefined;
  #stopped = false;

  constructor(model: Model) {
    this.#model = model;
    this.#on(model, "msg:custom", (message: unknown, buffers: Buffers) =>
      this.#receive((message ?? {}) as Answer, buffers ?? []),
    );
    for (const name of ["selection", "theme", "_words"])
      this.#on(model, `change:${name}`, () => this.#tell());
    void this.#link(String(model.get("_editor") ?? ""));
  }

  get selection(): readonly string[] {
    return (this.#model.get("selection") ?? []) as readonly string[];
  }

  get theme(): string {
    return String(this.#model.get("theme") ?? "auto");
  }

  get words(): Bag {
    return (this.#model.get("_words") ?? {}) as Bag;
  }

  get themes(): Bag {
    return (this.#model.get("_themes") ?? {}) as Bag;
  }

  /** The picture that was kept with the notebook, for when nobody can draw it. */
  get kept(): string {
    return String(this.#model.get("_picture") ?? "");
  }

  /**
   * Kept with the notebook where that keeps the state of widgets, and told to nobody: what is `set`
   * would go to the kernel with the next selection.
   */
  async keep(picture: string): Promise<void> {
    const manager = this.#model.widget_manager as Manager | undefined;
    try {
      const own = await manager?.get_model?.(String(this.#model.get("_own") ?? ""));
      const attributes = (own as Kept | undefined)?.attributes;
      if (attributes && !this.#stopped) attributes._picture = picture;
    } catch {
      // Nobody keeps anything here.
    }
  }

  select(ids: readonly string[]): void {
    this.#save(this.#model, ids);
  }

  subscribe(listener: Listener): Listener {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** See to it that there is a chart, unless there is one. */
  begin(): Promise<void> {
    this.#looked = true;
    return this.chart ? Promise.resolve() : this.#renew();
  }

  /**
   * The file with Vega, once for all charts of a page. Whoever waited for another one's kernel in
   * vain asks the own one.
   */
  async studio(): Promise<Studio> {
    const build = typeof CJM_BUILD === "undefined" ? "" : CJM_BUILD;
    const page = globalThis as unknown as Record<symbol, Promise<Studio> | undefined>;
    const place = Symbol.for(`cjm_widgets-vega:${build}`);
    for (;;) {
      const found = page[place];
      const mine = found ?? this.#fetch(build);
      page[place] = mine;
      try {
        return await mine;
      } catch (problem) {
        if (page[place] === mine) delete page[place];
        if (!found) throw problem;
      }
    }
  }

  stop(): void {
    this.#stopped = true;
    for (const stop of this.#stops.splice(0)) stop();
    this.#listeners.clear();
  }

  async #fetch(build: string): Promise<Studio> {
    const [, [code]] = await this.#ask({ what: "part", name: "vega", build });
    if (code === undefined) throw new Error("no code");
    return (await importGzip(code)) as Studio;
  }

  /** Ask for the whole. A kernel may be busy for long: an answer counts however late it comes. */
  #renew(): Promise<void> {
    this.#asking ??= new Promise((done) => {
      const end = () => {
        this.#asking = undefined;
        done();
      };
      const fail = (problem: unknown) => {
        end();
        if (this.#stopped) return;
        this.silent = problem instanceof Error ? problem.message : String(problem);
        this.#tell();
      };
      this.#ask({ what: "chart" }, fail).then(([value]) => {
        end();
        if (this.#stopped) return;
        this.#take(value as Drawn);
        // An edit may have overtaken the answer.
        if (this.#n < this.#heard) void this.#renew();
      }, fail);
    });
    return this.#asking;
  }

  #receive(message: Answer, buffers: Buffers): void {
    if (message.type === "answer" && message.id !== undefined) {
      this.#open.get(message.id)?.(message, buffers);
    } else if (message.type === "chart") {
      const drawn = message as unknown as Drawn;
      this.#heard = Math.max(this.#heard, drawn.n);
      if (!this.#looked) return;
      // One without the others before it is of no use.
      if (this.#n >= 0 && drawn.n === this.#n + 1) this.#take(drawn);
      else if (drawn.n > this.#n) void this.#renew();
    }
  }

  /** Take over a drawing; what is equal stays the same object. */
  #take({ n, spec, data, error }: Drawn): void {
    if (n < this.#n) return;
    this.#n = n;
    this.silent = null;
    this.error = error;
    const last = this.chart;
    const changed = Object.keys(data).length > 0;
    if (spec) {
      this.chart = {
        spec: last && same(last.spec, spec) ? last.spec : spec,
        data: merge({}, data),
      };
    } else if (last && changed) {
      this.chart = { spec: last.spec, data: merge(last.data, data) };
    }
    this.#tell();
  }

  /**
   * The editor in the same page hears of a selection here and says what is selected there: other
   * pages, where other people select, hear nothing of it.
   */
  async #link(editor: string): Promise<void> {
    const manager = this.#model.widget_manager as Manager | undefined;
    if (!editor || !manager?.get_model) return;
    try {
      const other = await manager.get_model(editor);
      if (this.#stopped) return;
      const ids = (model: Model) => (model.get("selection") ?? []) as readonly string[];
      this.#on(this.#model, "change:selection", () => this.#save(other, ids(this.#model)));
      this.#on(other, "change:selection", () => this.#save(this.#model, ids(other)));
    } catch {
      // It was closed: the chart goes on by itself.
    }
  }

  #save(model: Model, ids: readonly string[]): void {
    if (same(model.get("selection"), ids)) return;
    model.set("selection", [...ids]);
    try {
      model.save_changes();
    } catch {
      // Without a kernel there is nobody to tell; the page goes on by itself.
    }
  }

  /** Whoever is told of a `slow` answer waits on; for others there is none then. */
  #ask(
    question: object,
    slow?: (problem: Error) => void,
  ): Promise<[value: unknown, buffers: Buffers]> {
    this.#count += 1;
    const id = `${this.#client}.${this.#count}`;
    return new Promise((resolve, reject) => {
      const end = (settle: Listener) => {
        clearTimeout(timer);
        this.#open.delete(id);
        settle();
      };
      const timer = setTimeout(() => {
        const problem = new Error("no answer");
        if (slow) slow(problem);
        else end(() => reject(problem));
      }, PATIENCE);
      this.#open.set(id, ({ error, value }, buffers) =>
        end(() => (error === undefined ? resolve([value, buffers]) : reject(new Error(error)))),
      );
      try {
        this.#model.send({ type: "ask", id, ...question });
      } catch (problem) {
        end(() => reject(problem));
      }
    });
  }

  #on(model: Model, event: string, listener: (...args: never[]) => void): void {
    model.on(event, listener);
    this.#stops.push(() => model.off(event, listener));
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Datasets brought up to date with what was sent of them. */
export function merge(
  last: Readonly<Record<string, Rows>>,
  sent: Readonly<Record<string, Sent>>,
): Record<string, Rows> {
  const found = { ...last };
  for (const [name, what] of Object.entries(sent)) {
    if (Array.isArray(what)) {
      found[name] = what;
    } else {
      const rows = [...(found[name] ?? [])];
      const { rows: places } = what as { rows: Readonly<Record<string, Row>> };
      for (const [at, row] of Object.entries(places)) rows[Number(at)] = row;
      found[name] = rows;
    }
  }
  return found;
}
