import type { ComponentChildren } from "preact";
import type { Column, Layout } from "../../core/layout";
import { IconButton } from "../../ui/IconButton";
import { type Cursor, HEADER } from "./navigate";
import { useView } from "./view";

/** The part of the map that is rendered, and what is marked in it. */
export interface Window {
  readonly columns: readonly Column[];
  readonly layout: Layout;
  readonly width: number;
  /** Touchpoints whose columns are tinted. */
  readonly selected: ReadonlySet<string>;
  readonly cursor: Cursor;
  /** Nothing is left out. */
  readonly whole: boolean;
}

/** Name of a cell in `data-at`, by which the keyboard finds it again. */
export function at(row: string, col: string): string {
  return `${row}/${col}`;
}

/** Whether the one tab stop is here. */
export function isHere(window: Window, row: string, col: string): boolean {
  return window.cursor.row === row && window.cursor.col === col;
}

export function tab(here: boolean): number {
  return here ? 0 : -1;
}

/** How many of the columns from `start` on are rendered. */
export function shownColumns({ columns }: Window, start: number, count: number): number {
  const first = Math.max(start, columns[0]?.index ?? 0);
  const last = Math.min(start + count - 1, columns.at(-1)?.index ?? -1);
  return last - first + 1;
}

/** Class names of a cell that belongs to a column. */
export function columnClass(column: Column, selected: boolean): string {
  const edge = column.index === column.group.start && column.index > 0 ? " cjm-edge" : "";
  const kind = column.kind === "touchpoint" ? "" : ` cjm-${column.kind}`;
  return `cjm-cell${edge}${kind}${selected ? " cjm-sel" : ""}`;
}

/** The "…" button of a thing: seen on hover and focus, its menu also on right click and keys. */
export function MenuButton(props: {
  id: string;
  name: string;
  tabIndex?: number;
  /** Outside of the grid, which opens the menus of what is in it. */
  onOpen?: (button: Element) => void;
}) {
  const { id, name } = props;
  const { editor } = useView();
  if (editor.readOnly.value) return null;
  return (
    <span class="cjm-dots" data-menu={id}>
      <IconButton
        icon="more"
        label={editor.t("actions_for", { what: name || editor.t("untitled") })}
        menu
        tabIndex={props.tabIndex ?? -1}
        onClick={(event) => props.onOpen?.(event.currentTarget as Element)}
      />
    </span>
  );
}

/** First cell of a row. */
export function RowHeader(props: {
  row: string;
  window: Window;
  class?: string;
  children: ComponentChildren;
  data?: Record<string, string>;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see MapGrid
    <div
      class={`cjm-rowhead ${props.class ?? ""}`}
      role="rowheader"
      aria-colindex={1}
      data-at={at(props.row, HEADER)}
      tabIndex={tab(isHere(props.window, props.row, HEADER))}
      {...props.data}
    >
      {props.children}
    </div>
  );
}
