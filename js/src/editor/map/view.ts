import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { CurveBook, type Curves } from "../../core/curves";
import { Layout, WIDE } from "../../core/layout";
import type { State } from "../../core/state";
import type { MenuRequest } from "../../ui/Menu";
import type { EditorApi } from "../context";
import type { PartName } from "../kernel";
import type { Clipboard } from "./clipboard";
import type { Drag } from "./drag";
import { type Cursor, type Grid, TOUCHPOINTS } from "./navigate";
import type { Filter, Sieve } from "./sieve";

/** The text that is being edited in place. */
export interface Editing {
  readonly id: string;
  /** A field of the record, or "channel" for a channel being added to a touchpoint. */
  readonly field: string;
  /** It was added a moment ago, and is named for the first time. */
  readonly fresh?: boolean;
}

/** Said after something was removed, with a way back. */
export interface Toast {
  readonly text: string;
  /** Tells one toast from the next with the same words. */
  readonly serial: number;
  /** Whether something was done that can be undone. */
  readonly undo: boolean;
}

export interface Preview {
  readonly touchpoint: string;
  readonly persona: string;
  readonly score: number;
}

export interface Sizing {
  readonly lane: string;
  readonly height: number;
}

/** What one view of the map knows beside the document: where it looks and what it does. */
export interface MapView {
  readonly editor: EditorApi;
  /** Moves when records change; not when only the state of the connection does. */
  readonly records: ReadonlySignal<number>;
  readonly layout: ReadonlySignal<Layout>;
  readonly cursor: Signal<Cursor>;
  readonly editing: Signal<Editing | null>;
  readonly toast: Signal<Toast | null>;
  readonly drag: Signal<Drag | null>;
  /** A score on its way by pointer: the curve follows it, the document only at the end. */
  readonly preview: Signal<Preview | null>;
  /** Personas ("": everyone) whose lines are shown, the last in front; none is all of them. */
  readonly shown: Signal<readonly string[]>;
  /** Whether the planned scores are drawn where there are some. */
  readonly planned: Signal<boolean>;
  readonly curves: ReadonlySignal<Curves>;
  /** What a person asked to see, if anything; and what makes a sieve of it, once that has come. */
  readonly filter: Signal<Filter | null>;
  readonly sift: Signal<ReadonlySignal<Sieve | null> | null>;
  /** Whether the map is wider than the room it has. */
  readonly scrolls: Signal<boolean>;
  /** A lane whose edge is held by the pointer: it follows, the document only at the end. */
  readonly sizing: Signal<Sizing | null>;
  /** How large the map is drawn, 1 is as it is; see `zoom.ts`. */
  readonly zoom: Signal<number>;
  /** Less room around everything. */
  readonly compact: Signal<boolean>;
  /** The name of the person here, "" for a guest. */
  readonly me: ReadonlySignal<string>;
  /** The record whose bar of emoji is open. */
  readonly reacting: Signal<string | null>;
  /** What the pointer does while the pen is out: while its panel is open. */
  readonly tool: Signal<"pen" | "eraser">;
  /** Width of wide columns in px. */
  readonly columnWidth: Signal<number>;
  /** Every click on a touchpoint takes it in or out, as with Ctrl: the way for one finger. */
  readonly several: Signal<boolean>;
  /** What the next render shall put into view and give the focus; read and cleared by the grid. */
  readonly wanted: { focus: boolean; reveal: boolean; select?: readonly string[] | undefined };
  /** The selection this view made itself: another one came from outside. */
  readonly own: { selection: readonly string[] };
  /** What stands in the place of the map though nobody asked for it, in a narrow editor. */
  readonly unasked: { current: PartName | null };
  readonly openMenu: (request: MenuRequest | null) => void;
  /** Copy and paste; null until the editor stands in a page. */
  readonly clipboard: { current: Clipboard | null };
  /** A table that was pasted, until its panel has taken it. */
  readonly pasted: Signal<string>;
  /** What a part remembers for the next time it is opened here. */
  readonly kept: Map<PartName, unknown>;
  /** The element of the map, which scrolls. */
  readonly scroller: { current: HTMLDivElement | null };
  grid(): Grid;
}

export interface OwnedView extends MapView {
  dispose(): void;
}

export function createView(editor: EditorApi, openMenu: MapView["openMenu"]): OwnedView {
  const { replica } = editor;
  const records = signal(0);
  const structure = signal(0);
  const book = new CurveBook();
  const unsubscribe = replica.subscribe(({ ids }) => {
    if (ids !== "all" && ids.size === 0) return;
    book.note(ids);
    batch(() => {
      records.value += 1;
      if (ids === "all" || reshapes(ids, replica.state, layout.peek())) structure.value += 1;
    });
  });
  const sift = signal<ReadonlySignal<Sieve | null> | null>(null);
  const layout = computed(() => {
    structure.value;
    return new Layout(replica.state, sift.value?.value?.hides);
  });
  return {
    editor,
    records,
    layout,
    cursor: signal<Cursor>({ row: TOUCHPOINTS, col: "", index: 0 }),
    editing: signal<Editing | null>(null),
    toast: signal<Toast | null>(null),
    drag: signal<Drag | null>(null),
    preview: signal<Preview | null>(null),
    shown: signal<readonly string[]>([]),
    planned: signal(true),
    curves: computed(() => {
      records.value;
      return book.read(replica.state);
    }),
    filter: signal<Filter | null>(null),
    sift,
    scrolls: signal(false),
    sizing: signal<Sizing | null>(null),
    zoom: signal(1),
    compact: signal(false),
    me: computed(() => {
      // It moves for a new name of one's own too.
      editor.people.value;
      return editor.presence?.me.name ?? "";
    }),
    reacting: signal<string | null>(null),
    tool: signal<"pen" | "eraser">("pen"),
    columnWidth: signal(WIDE),
    several: signal(false),
    wanted: { focus: false, reveal: false },
    own: { selection: editor.selection.peek() },
    unasked: { current: null },
    openMenu,
    clipboard: { current: null },
    pasted: signal(""),
    kept: new Map(),
    scroller: { current: null },
    grid: () => ({
      state: replica.state,
      layout: layout.peek(),
      sieve: sift.peek()?.peek() ?? null,
    }),
    dispose: unsubscribe,
  };
}

/** Whether columns may have changed: a phase was touched, or there are more or fewer of them. */
function reshapes(ids: ReadonlySet<string>, state: State, layout: Layout): boolean {
  for (const id of ids) {
    const record = state.get(id);
    if (record === undefined || record.type === "phase") return true;
    if (record.type === "touchpoint" && !layout.fits(state, record.place.parent ?? null)) {
      return true;
    }
  }
  return false;
}

/** Shows a toast in the place of the one before. It is seen only: what is to be heard is announced. */
export function showToast({ toast }: MapView, text: string, undo: boolean): void {
  toast.value = { text, undo, serial: (toast.peek()?.serial ?? 0) + 1 };
}

export const ViewContext = createContext<MapView | null>(null);

/** The view of the map around this component. */
export function useView(): MapView {
  const view = useContext(ViewContext);
  if (!view) throw new Error("useView: no ViewContext.Provider around this component");
  return view;
}
