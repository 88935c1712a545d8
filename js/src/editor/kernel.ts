import type { ComponentType } from "preact";
import type { Actions } from "./map/actions";
import type { MapView } from "./map/view";

/** Parts of the editor that come when they are asked for: the folders of `src/parts`. */
export type PartName =
  | "board"
  | "checks"
  | "comments"
  | "compare"
  | "copy"
  | "feeling"
  | "filter"
  | "help"
  | "hints"
  | "ink"
  | "minimap"
  | "outline"
  | "paste"
  | "pen"
  | "persona"
  | "present"
  | "reactions"
  | "records"
  | "search"
  | "table"
  | "templates"
  | "votes"
  | "walk"
  | "workshop";

/** What a part is given; `close` gives the focus back. */
export interface PanelProps {
  close(): void;
  act: Actions;
  /** It stands on a map with nothing on it, and is no panel. */
  inPlace?: boolean | undefined;
  /** What it is about, where it is a piece of the details. */
  record?: string | undefined;
}

/** A panel beside the map, or what stands in its place, and the style sheet it needs. */
export interface Part {
  readonly Panel: ComponentType<PanelProps>;
  readonly style: string;
  /** Of the part `copy`: what copy and paste do on the map. */
  readonly clip?: Clip;
  /** Of the part `hints`: what practice has to say on a field; "" for nothing. */
  hint?(type: string, field: string, language: string): string;
}

/** What came off the clipboard. */
export interface Clipped {
  readonly html: string;
  readonly text: string;
}

/** What is to be put on the clipboard. */
export interface Copying {
  readonly data: DataTransfer;
  readonly cut: boolean;
  /** Undefined: what the cursor is on. */
  readonly ids: readonly string[] | undefined;
}

export interface Clip {
  copy(view: MapView, act: Actions, copying: Copying): void;
  /** Puts something in at the cursor; null: the browser is asked for what it has. */
  paste(view: MapView, act: Actions, clipped: Clipped | null): void;
  duplicate(view: MapView, act: Actions, ids?: readonly string[]): void;
  /** Says that the browser let no menu copy. */
  refused(view: MapView): void;
}

/** Other views of the map, each in its place; the menu of views lists them. */
export const STAGES: readonly PartName[] = ["outline", "table", "walk", "board", "present"];

export type Severity = "error" | "warning" | "hint";

/** Something that is missing on the map or contradicts itself, as `Journey.check` says it. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** The record that breaks the rule; the journey for the map as a whole. */
  readonly record: string;
  readonly message: string;
  readonly advice: string;
}

export interface Findings {
  /** How many there are of each severity. */
  readonly counts: Readonly<Record<Severity, number>>;
  /** The gravest first; of very many only the first. */
  readonly rows: readonly Finding[];
}

/**
 * Ids on two maps that stand for the same thing though they differ, and how certain that is. What
 * the user gave comes before the same id; null stands for none.
 */
export type Matched = readonly [
  a: string | null,
  b: string | null,
  certainty: number,
  given?: boolean,
];

/** What only Python can do. A page without a kernel has none of it. */
export interface Kernel {
  /** There is no Python, only the code of the parts: a hand-out. */
  readonly alone?: boolean;
  /** The part with this name; fails with what to say when it does not come. */
  part(name: PartName): Promise<Part>;
  /** What `Journey.check` finds, in this language. */
  check(language: string): Promise<Findings>;
  /** What is said in a workshop (`guide`), or how it stands (`workshop`); `parts/workshop/told.ts`. */
  workshop(what: "guide" | "workshop", language: string): Promise<unknown>;
  /** The map as a file of another form; which there are says `cjm_widgets/widgets/answers.py`. */
  export(form: string): Promise<BlobPart>;
  /** What is the same on the two maps of a comparison. */
  pairs(): Promise<readonly Matched[]>;
}
