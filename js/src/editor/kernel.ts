import type { ComponentType } from "preact";
import type { Actions } from "./map/actions";

/** Parts of the editor that come when they are asked for: the folders of `src/parts`. */
export type PartName =
  | "checks"
  | "comments"
  | "help"
  | "ink"
  | "pen"
  | "reactions"
  | "search"
  | "votes";

/** What a part is given; `close` gives the focus back. */
export interface PanelProps {
  close(): void;
  act: Actions;
}

/** A panel beside the map, or what stands in its place, and the style sheet it needs. */
export interface Part {
  readonly Panel: ComponentType<PanelProps>;
  readonly style: string;
}

/** Other views of the map, each in its place; the menu of views lists them. */
export const STAGES: readonly PartName[] = [];

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

/** What only Python can do. A page without a kernel has none of it. */
export interface Kernel {
  /** The part with this name; fails with what to say when it does not come. */
  part(name: PartName): Promise<Part>;
  /** What `Journey.check` finds, in this language. */
  check(language: string): Promise<Findings>;
}
