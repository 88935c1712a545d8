/** The one file that knows anywidget: a widget's model on one side, a replica on the other. */
import { effect, type Signal, signal } from "@preact/signals";
import { newId } from "../core/ids";
import { same } from "../core/json";
import { Keeper } from "../core/keeper";
import { Presence } from "../core/presence";
import { systemClock } from "../core/pulse";
import { Replica } from "../core/replica";
import type { MapFile, Solo } from "../editor/context";
import { type Messages, readMessages } from "../i18n";
import { hideForNow } from "./copies";
import { KernelLink } from "./kernel";
import { mount, once, type Shared, showFailure } from "./mount";
import { type CopyMessage, heldRevision, renewCopies } from "./notebook";
import { findPerson } from "./person";
import { SecondModel, type SideName, SideStorage } from "./side";
import { BrowserStorage } from "./storage";
import { dress } from "./style";

/** What we use of the model that anywidget hands over. */
export interface Model {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes(): void;
  send(content: object): void;
  on(event: string, listener: (...args: never[]) => void): void;
  off(event: string, listener?: (...args: never[]) => void): void;
  /** What made it; in JupyterLab it knows the notebook. */
  readonly widget_manager?: unknown;
}

interface InitializeProps {
  model: Model;
  signal?: AbortSignal;
}

interface RenderProps extends InitializeProps {
  el: HTMLElement;
}

type CleanUp = () => void;

/** The traits that are kept in step, with what they are when the model does not say. */
const TRAITS = {
  theme: "auto",
  height: 0,
  readOnly: false,
  copyKey: "none",
  copied: Number.POSITIVE_INFINITY,
  carry: false,
} as const;
/** How long a change may come after the trait that counts it, in milliseconds. */
const LATE = 1_000;
const WIRE: Readonly<Record<string, string>> = {
  readOnly: "read_only",
  copyKey: "_copy_key",
  copied: "_copied",
  carry: "_carry",
};
/** How long an output may come after the word that it was sent, in milliseconds. */
const ARRIVAL = 1_000;

/**
 * The state of one widget: made once per model, in `initialize`, so that no message is missed and
 * all views of the model are one client.
 */
class Session {
  readonly shared: Shared;
  /** How many views show it. */
  views = 0;
  readonly #model: Model;
  readonly #stops: CleanUp[] = [];

  /** `side`: which one of two maps this is. */
  constructor(model: Model, side?: SideName) {
    this.#model = model;
    try {
      this.shared = this.#begin(model, side ?? (showsTwo(model) ? "a" : undefined));
    } catch (problem) {
      this.stop();
      throw problem;
    }
  }

  #begin(model: Model, side: SideName | undefined): Shared {
    const client = newId("view");
    // Throws once the kernel is gone; the replica takes that as "not connected".
    const send = (message: object) => model.send(message);
    const page = globalThis.document;
    const seen = () => page.visibilityState !== "hidden";
    const presence = new Presence({ client, send, me: findPerson(), seen });
    const replica = new Replica({ client, send, who: () => presence.me });
    const storage = side ? new SideStorage(side) : new BrowserStorage();
    const keeper = new Keeper(replica, storage, systemClock);
    this.#stops.push(() => keeper.stop());
    const kernel = new KernelLink(client, send, model.get("_alone") === true);
    const shared = {
      replica,
      kernel,
      keeper,
      messages: this.#messages(),
      theme: this.#trait("theme"),
      height: this.#trait("height"),
      copyKey: this.#trait("copyKey"),
      readOnly: this.#trait("readOnly"),
      selection: this.#selection(replica),
      file: this.#file(),
      solo: this.#solo(),
      panel: model.get("_panel") as Shared["panel"],
      presence,
      ...(side && this.#side(model, side)),
    };
    this.#watchCopies(keeper, shared.copyKey);
    // It is shown before the editor is, once, under the eyes of who has just run the cell.
    this.#stops.push(
      effect(() => {
        const key = shared.copyKey.value;
        return globalThis.document && hideForNow(document, key);
      }),
    );
    // The listener comes before the first hello: its answer must find somebody.
    this.#on("msg:custom", (message: { type?: unknown } | null, buffers: BufferSource[]) => {
      kernel.receive(message, buffers);
      presence.receive(message);
      replica.receive(message);
      if (message?.type === "copy") renewCopies(model.widget_manager, message as CopyMessage);
    });
    const again = () => replica.reconnect();
    this.#on("comm:close", () => replica.lost());
    this.#on("comm_live_update", again);
    globalThis.addEventListener?.("online", again);
    this.#stops.push(() => globalThis.removeEventListener?.("online", again));
    this.#watchRevision(replica);
    this.#watchPage(page, presence, seen);
    replica.start();
    this.#stops.push(() => replica.stop());
    return shared;
  }

  /** What a map is called beside another one; the session of the first has that of the second. */
  #side(model: Model, side: SideName): Pick<Shared, "name" | "other"> {
    const [first = "", second = ""] = model.get("_names") as readonly string[];
    if (side === "b") return { name: second };
    const other = new Session(new SecondModel(model), "b");
    this.#stops.push(() => other.stop());
    return { name: first, other: other.shared };
  }

  /**
   * The trait counts the changes Python made; one that stays ahead of ours tells of a lost message
   * after which nothing else has come.
   */
  #watchRevision(replica: Replica): void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    this.#on("change:revision", () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (Number(this.#model.get("revision")) > replica.revision) replica.reconnect();
      }, LATE);
    });
    this.#stops.push(() => clearTimeout(timer));
  }

  /**
   * What is edited is kept here until it is in the copy that the notebook would save: that of which
   * the kernel says that it was sent, as far as it is seen to have arrived. If it has not, the
   * kernel is to hand it over here.
   */
  #watchCopies(keeper: Keeper, key: Signal<string>): void {
    const manager = this.#model.widget_manager;
    const copied = this.#trait("copied");
    const carry = this.#trait("carry");
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const look = (sent: number) => {
      // A map that is in no copy has nothing to wait for.
      const held = Number.isFinite(sent) ? heldRevision(manager, key.peek()) : null;
      keeper.copied = Math.min(sent, held ?? sent);
      if (held !== null && held < sent) carry.value = true;
    };
    // What an earlier page left is not taken for copied before the first look.
    if (manager) keeper.copied = -1;
    this.#stops.push(
      effect(() => {
        const sent = copied.value;
        if (!manager) return look(sent);
        const timer = setTimeout(() => {
          timers.delete(timer);
          // Its first copy is on the way.
          if (sent < Number.POSITIVE_INFINITY || sent === copied.peek()) look(sent);
        }, ARRIVAL);
        timers.add(timer);
      }),
      () => {
        for (const timer of timers) clearTimeout(timer);
      },
    );
  }

  /** A page that goes says so; one that was out of sight is here again. */
  #watchPage(page: Document, presence: Presence, seen: () => boolean): void {
    const look = () => {
      if (seen()) presence.wake();
    };
    const leave = () => presence.stop();
    page.addEventListener("visibilitychange", look);
    page.defaultView?.addEventListener("pagehide", leave);
    this.#stops.push(leave, () => {
      page.removeEventListener("visibilitychange", look);
      page.defaultView?.removeEventListener("pagehide", leave);
    });
  }

  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  #on(event: string, listener: (message: never, buffers: never) => void): void {
    this.#model.on(event, listener);
    this.#stops.push(() => this.#model.off(event, listener));
  }

  #save(name: string, value: unknown): void {
    if (same(this.#model.get(name), value)) return;
    try {
      this.#model.set(name, value);
      this.#model.save_changes();
    } catch {
      // Without a kernel there is nobody to tell; the view goes on by itself.
    }
  }

  /** A trait as a signal, both ways. Equal values are not written, so nothing goes in circles. */
  #trait<N extends keyof typeof TRAITS>(name: N): Signal<Widened<(typeof TRAITS)[N]>> {
    const wire = WIRE[name] ?? name;
    type Value = Widened<(typeof TRAITS)[N]>;
    const read = () => (this.#model.get(wire) ?? TRAITS[name]) as Value;
    const held = signal<Value>(read());
    this.#on(`change:${wire}`, () => {
      held.value = read();
    });
    this.#stops.push(
      effect(() => {
        if (held.value !== read()) this.#save(wire, held.value);
      }),
    );
    return held;
  }

  /** What the interface says, and in which language: Python sends both with `language`. */
  #messages(): Signal<Messages> {
    const read = () => readMessages(this.#model.get("_messages"));
    const held = signal(read());
    this.#on("change:_messages", () => {
      held.value = read();
    });
    return held;
  }

  /** Where Python keeps the map, and whether it could; nothing where that is no file. */
  #file(): Signal<MapFile | null> {
    const read = () => {
      const { name, status, problem } = (this.#model.get("_file") ?? {}) as Partial<MapFile>;
      return name ? { name, status: status ?? "", problem: problem ?? "" } : null;
    };
    const held = signal(read());
    this.#on("change:_file", () => {
      held.value = read();
    });
    return held;
  }

  /** The one thing that this widget shows; nothing where it shows the map. */
  #solo(): Signal<Solo | null> {
    const read = () => {
      const { part, record } = (this.#model.get("_solo") ?? {}) as Partial<Solo>;
      return part && record !== undefined ? { part, record } : null;
    };
    const held = signal(read());
    this.#on("change:_solo", () => {
      held.value = read();
    });
    return held;
  }

  #selection(replica: Replica): Signal<readonly string[]> {
    const read = () => (this.#model.get("selection") ?? []) as readonly string[];
    const held = signal(read());
    // What was removed stays selected here, and is told again when it comes back.
    const there = () => held.peek().filter((id) => replica.state.get(id));
    this.#on("change:selection", () => {
      if (!same(there(), read())) held.value = read();
    });
    const write = () => {
      // The kernel refuses ids it has not heard of: what is selected may still be on its way.
      if (!replica.ready || replica.pending > 0) return;
      this.#save("selection", there());
    };
    this.#stops.push(
      replica.subscribe(write),
      effect(() => {
        held.value;
        write();
      }),
    );
    return held;
  }
}

/** Whether a widget shows two maps, the second one in envelopes. */
function showsTwo(model: Model): boolean {
  return (model.get("_solo") as Partial<Solo> | undefined)?.part === "compare";
}

type Widened<T> = T extends string ? string : T extends number ? number : boolean;

/**
 * What anywidget loads: a fresh pair of functions per model, no state outside of them. `style` is
 * the style sheet, for the pages that do not have it yet.
 */
export function createWidget(style = "") {
  // One factory serves one model in anywidget, which hands each view a proxy of its own, so the
  // proxy alone does not find the session; hosts that share a factory hand over the model itself.
  const sessions = new Map<Model, Session>();
  let last: Model | undefined;
  /** Where nobody called `initialize`, nobody will say that it is over: the last view does. */
  let initialized = false;
  const begin = (model: Model): Session => {
    end(model);
    const session = new Session(model);
    sessions.set(model, session);
    last = model;
    return session;
  };
  const end = (model: Model): void => {
    sessions.get(model)?.stop();
    sessions.delete(model);
    if (last === model) last = undefined;
  };
  const find = (model: Model) => sessions.get(model) ?? (last && sessions.get(last));

  return {
    initialize({ model, signal: ends }: InitializeProps): CleanUp {
      const stop = once(() => end(model));
      if (ends?.aborted) return stop;
      initialized = true;
      ends?.addEventListener("abort", stop);
      try {
        begin(model);
      } catch {
        // An error here would leave an empty box; `render` tries again and can show it.
      }
      return stop;
    },

    render({ model, el, signal: ends }: RenderProps): CleanUp {
      // Hosts that virtualise may be done with a view before they come to show it.
      if (ends?.aborted) return () => {};
      const undress = dress(el, style);
      const stops: CleanUp[] = [undress];
      try {
        const session = find(model) ?? begin(model);
        session.views += 1;
        stops.push(() => {
          session.views -= 1;
          if (session.views === 0 && !initialized && last) end(last);
        });
        stops.push(mount(el, session.shared));
      } catch (error) {
        stops.push(showFailure(el, readMessages(model.get("_messages")), error));
      }
      const remove = once(() => {
        for (const stop of stops.reverse()) stop();
      });
      ends?.addEventListener("abort", remove);
      return remove;
    },
  };
}
