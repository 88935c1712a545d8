import { batch, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Change } from "../core/change";
import { reasonOf } from "../core/errors";
import type { Keeper } from "../core/keeper";
import type { Peer, Presence } from "../core/presence";
import type { Replica } from "../core/replica";
import type { MessageKey } from "../i18n";
import type { Trail } from "./inspector/trail";
import type { Kernel, PartName } from "./kernel";

/** The file a map lives in, as Python tells: `problem` says in words what keeps it from being saved. */
export interface MapFile {
  readonly name: string;
  readonly status: string;
  readonly problem: string;
}

/** A view that shows one part of the map and nothing else: a card of one persona. */
export interface Solo {
  readonly part: PartName;
  /** What it is about. */
  readonly record: string;
}

/** What every part of the editor may know and do. One per view; nothing is global. */
export interface EditorApi {
  /** What this map is called beside another one; empty where it is alone. */
  readonly name: string;
  /** The editor of the other one of two maps, for the first of them. */
  readonly other: EditorApi | undefined;
  replica: Replica;
  /** Keeps what is not acknowledged beyond the page; a host may have none. */
  keeper: Keeper | undefined;
  /** Moves on every change of the replica or the keeper: read it in render to subscribe. */
  version: ReadonlySignal<number>;
  /** Moves when records change; not when only the state of the connection does. */
  records: ReadonlySignal<number>;
  /** Ids of the selected records. */
  selection: Signal<readonly string[]>;
  /** Of the interface. */
  language: ReadonlySignal<string>;
  theme: Signal<string>;
  readOnly: Signal<boolean>;
  height: Signal<number>;
  /** Null for a map that lives in the kernel only. */
  file: ReadonlySignal<MapFile | null>;
  t: (key: MessageKey, vars?: Record<string, string | number>) => string;
  /** Speaks through the polite live region. */
  announce(message: string): void;
  /** `replica.edit` with errors turned into a notice; false when refused. */
  edit(change: Change, label: string, naming?: boolean): boolean;
  /** Hands over a file; JSON unless `type` says otherwise. */
  download(name: string, data: BlobPart, type?: string): void;
  inspectorOpen: Signal<boolean>;
  /** Where one has gone on to in the details. */
  trail: Signal<Trail>;
  /** Whether there is advice on a field of a type; the part `records` knows. */
  hinted: Signal<(type: string, field: string) => boolean>;
  /** Groups of the details that somebody folded (false) or unfolded, by type and title. */
  folds: Map<string, boolean>;
  /** What stands in the place of the inspector, if anything does. */
  panel: Signal<PartName | null>;
  /** The panel that nobody has opened: it is there from the start, and takes no focus. */
  unasked: PartName | null;
  /** What stands in the place of the map, if anything does. */
  stage: Signal<PartName | null>;
  /** Null where the whole map is shown. */
  solo: ReadonlySignal<Solo | null>;
  /** Absent in a page without one. */
  kernel?: Kernel | undefined;
  /** Absent where nobody else can be. */
  presence?: Presence | undefined;
  /** Who is on other pages; reading it in render subscribes. */
  people: ReadonlySignal<readonly Peer[]>;
  /** The person typed their name. */
  rename(name: string): void;
}

export const EditorContext = createContext<EditorApi | null>(null);

/** The editor around this component. */
export function useEditor(): EditorApi {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error("useEditor: no EditorContext.Provider around this component");
  return editor;
}

export interface EditorOptions {
  name?: string | undefined;
  other?: EditorApi | undefined;
  replica: Replica;
  keeper?: Keeper | undefined;
  t: EditorApi["t"];
  language?: ReadonlySignal<string>;
  theme?: Signal<string>;
  readOnly?: Signal<boolean>;
  height?: Signal<number>;
  selection?: Signal<readonly string[]>;
  file?: ReadonlySignal<MapFile | null>;
  download?: EditorApi["download"];
  presence?: Presence | undefined;
  rename?: EditorApi["rename"];
  kernel?: Kernel | undefined;
  solo?: ReadonlySignal<Solo | null> | undefined;
  /** What stands in the place of the inspector from the start. */
  panel?: PartName | undefined;
  /** Told why an edit was refused; the default says it in the live region. */
  refused?: (error: unknown, label: string) => void;
}

/** An editor together with what its root component needs and the parts do not. */
export interface OwnedEditor extends EditorApi {
  /** What the live region says. */
  spoken: ReadonlySignal<string>;
  dispose(): void;
}

/** Wires a replica to signals. `dispose` unsubscribes; the replica itself stays with its host. */
export function createEditor(options: EditorOptions): OwnedEditor {
  const { replica, keeper, t } = options;
  const version = signal(0);
  const spoken = signal("");
  const records = signal(0);
  const { presence } = options;
  const people = signal(presence?.others ?? []);
  const unsubscribe = replica.subscribe(({ ids }) =>
    batch(() => {
      version.value += 1;
      if (ids === "all" || ids.size > 0) records.value += 1;
    }),
  );
  const unfollow = keeper?.subscribe(() => {
    version.value += 1;
  });
  const depart = presence?.subscribe(() => {
    // A new list also for another name of our own.
    people.value = [...presence.others];
  });
  const announce = (message: string) => {
    // The same words twice would not be read twice: a no-break space tells them apart.
    spoken.value = spoken.peek() === message ? `${message}\u00a0` : message;
  };
  return {
    name: options.name ?? "",
    other: options.other,
    replica,
    keeper,
    version,
    records,
    spoken,
    selection: options.selection ?? signal<readonly string[]>([]),
    language: options.language ?? signal("en"),
    theme: options.theme ?? signal("auto"),
    readOnly: options.readOnly ?? signal(false),
    height: options.height ?? signal(0),
    file: options.file ?? signal(null),
    inspectorOpen: signal(true),
    trail: signal<Trail>({ of: "", ids: [], focus: null }),
    hinted: signal(() => false),
    folds: new Map(),
    panel: signal(options.panel ?? null),
    unasked: options.panel ?? null,
    stage: signal(null),
    solo: options.solo ?? signal(null),
    kernel: options.kernel,
    t,
    announce,
    edit(change, label, naming) {
      if ((options.readOnly?.peek() ?? false) === true) return false;
      try {
        batch(() => replica.edit(change, label, naming));
        return true;
      } catch (error) {
        if (replica.orphan(change, label)) return false;
        if (options.refused) options.refused(error, label);
        else announce(reasonOf(error));
        return false;
      }
    },
    download: options.download ?? (() => {}),
    presence,
    people,
    rename: options.rename ?? (() => {}),
    dispose() {
      unsubscribe();
      unfollow?.();
      depart?.();
    },
  };
}
