/** What the two halves of a live chart know of each other: the shell, and what comes with Vega. */

export type Row = Readonly<Record<string, unknown>>;
export type Rows = readonly Row[];
export type Bag = Readonly<Record<string, unknown>>;

/** A chart as Python last drew it: one that is equal is the same object. */
export interface Chart {
  /** Vega-Lite without its data, which it names. */
  readonly spec: Bag;
  readonly data: Readonly<Record<string, Rows>>;
}

export type Theme = "light" | "dark";
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Where a chart is drawn, and who hears what is done there. */
export interface Stage {
  /** The frame; what lies over the picture comes into it. */
  readonly root: HTMLElement;
  /** Where the picture comes: it has the focus, hears keys, and scrolls what is too wide. */
  readonly plate: HTMLElement;
  readonly say: Say;
  /** The configuration of Vega-Lite for a theme. */
  config(theme: Theme): Bag;
  select(ids: readonly string[]): void;
  /** Something could not be drawn; null when it could. */
  problem(text: string | null): void;
}

export interface Look {
  readonly chart: Chart;
  readonly theme: Theme;
  readonly selection: readonly string[];
}

export interface Drawing {
  /** Draw this; done when it is on the page. What is asked for meanwhile is drawn next. */
  show(look: Look): Promise<void>;
  /** What is drawn, as the text of an SVG file. */
  picture(): Promise<string>;
  stop(): void;
}

/** What the file with Vega exports. */
export interface Studio {
  default(stage: Stage): Drawing;
}
