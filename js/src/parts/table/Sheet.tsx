import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { AnyRecord } from "../../core/schema.gen";
import { toggled } from "../../core/selection";
import { useEditor } from "../../editor/context";
import type { Actions } from "../../editor/map/actions";
import { holdsFocus, isLost } from "../../editor/map/focus";
import { useView } from "../../editor/map/view";
import { Icon } from "../../ui/icons";
import { focusedIn } from "../../ui/keys";
import { nearest, rowOf, useRows } from "../window";
import { CellEditor, type Leaving } from "./Cell";
import type { Column, Table } from "./columns";
import { type Cursor, HEAD, spannedRows, type Typing } from "./cursor";
import { setCell } from "./edits";
import { onGridKey } from "./keys";
import type { Sort } from "./order";
import { cellText, columnLabel, heldIn, type Telling } from "./show";

/** Height of a row and of the heading, in px; the style sheet has the same. */
const ROW = 34;
interface SheetProps {
  act: Actions;
  tell: Telling;
  table: Table;
  label: string;
  columns: readonly Column[];
  rows: readonly string[];
  sort: Sort | null;
  cursor: Cursor;
  typing: Typing | null;
  sortHint: string;
  /** A row to be brought into view, and maybe given the focus, by the next render. */
  wanted: { current: { row: string; focus: boolean } | null };
  setCursor(cursor: Cursor): void;
  setTyping(typing: Typing | null): void;
  onSort(column: string): void;
  onAdd(): void;
  onRemove(): void;
  onMenu(row: string, anchor: Element | { x: number; y: number }): void;
}

/** A table as a WAI-ARIA grid with one tab stop, of which only the rows in view exist. */
export function Sheet(props: SheetProps) {
  const { act, tell, columns, rows, typing, wanted, setCursor, setTyping } = props;
  const editor = useEditor();
  const view = useView();
  const readOnly = editor.readOnly.value;
  const selection = editor.selection.value;

  const column = columns.find(({ name }) => name === props.cursor.column) ?? columns[0];
  /** The rows as they were when one was last on one of them. */
  const before = useRef(rows);
  const there = rows.includes(props.cursor.row);
  if (there) before.current = rows;
  const id = there ? props.cursor.row : nearest(before.current, props.cursor.row, rows);
  const at = rows.indexOf(id ?? "");
  const heading = props.cursor.row === HEAD || rows.length === 0;
  const cursor = { row: heading ? HEAD : (rows[at] ?? HEAD), column: column?.name ?? "" };

  const here = useRef(cursor);
  here.current = cursor;
  const window = useRows(rows, ROW, ROW, (row) => cellIn(row, here.current.column));
  const go = (to: Cursor, focus = true) => {
    setCursor(to);
    here.current = to;
    if (to.row !== HEAD) window.show(to.row, focus);
    else if (focus) headOf(window.box.current, to.column)?.focus();
  };

  const held = holdsFocus(window.box.current);
  useLayoutEffect(() => {
    const asked = wanted.current;
    wanted.current = null;
    if (asked) window.show(asked.row, asked.focus);
    // A row that goes or moves must not drop the focus out of the editor.
    else if (held && !typing && isLost(focusedIn(window.box.current))) go(cursor);
    const outer = view.wanted;
    outer.focus = false;
    outer.reveal = false;
  });

  const move = (rowsBy: number, columnsBy: number) => {
    const next = columns.indexOf(column as Column) + columnsBy;
    const name = columns[Math.min(columns.length - 1, Math.max(0, next))]?.name ?? "";
    const to = heading ? rowsBy - 1 : at + rowsBy;
    const row = to < 0 ? HEAD : (rows[Math.min(rows.length - 1, to)] ?? HEAD);
    go({ row: rowsBy === 0 ? cursor.row : row, column: name });
  };
  const begin = (typed = "") => {
    const record = tell.state.get(cursor.row);
    if (!record || !column || readOnly) return;
    if (column.kind === "flag") {
      setCell(view, act, record.id, column, heldIn(record, column) !== true);
    } else if (column.kind !== "fixed") setTyping({ ...cursor, typed });
  };
  const leave = (where: Leaving) => {
    setTyping(null);
    if (where === "gone") return;
    const [down, along] = STEPS[where];
    // From the heading there is nothing to go back to: the first row stays where it is.
    move(at + down < 0 ? 0 : down, along);
  };

  const [modified] = useState({ now: false });
  const onFocusIn = (event: FocusEvent) => {
    const target = event.target as HTMLElement;
    const cell = target.closest<HTMLElement>("[data-col]");
    if (!cell || target.closest(".cjm-cell-editor")) return;
    const row = cell.closest<HTMLElement>("[data-row]")?.dataset.row ?? HEAD;
    const to = { row, column: cell.dataset.col ?? "" };
    if (row !== cursor.row || to.column !== cursor.column) setCursor(to);
    if (row === HEAD || modified.now || editor.selection.peek().includes(row)) return;
    act.select([row]);
  };
  const onClick = (event: MouseEvent) => {
    const held = modified.now;
    modified.now = false;
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>("[data-row]")?.dataset.row;
    if (!row || target.closest("button,.cjm-cell-editor")) return;
    const now = editor.selection.peek();
    if (!held) act.select([row]);
    else if (event.shiftKey) act.select(spannedRows(rows, now, row));
    else act.select(toggled(tell.state, now, row));
  };

  const width = columns.reduce((sum, each) => sum + each.width, 0);
  const template = columns.map((each) => `${each.width}px`).join(" ");
  const shown = rows.slice(window.first, window.last + 1);
  const inView = heading || (at >= window.first && at <= window.last);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be virtualised
    <div
      ref={window.box}
      class="cjm-grid"
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-multiselectable="true"
      aria-readonly={readOnly}
      style={{ "--first": `${columns[0]?.width ?? 0}px` }}
      tabIndex={inView ? -1 : 0}
      onScroll={window.onScroll}
      onKeyDown={(event) =>
        onGridKey(event, {
          rows,
          cursor,
          selection: editor.selection.peek(),
          readOnly,
          move,
          begin,
          edge: (name, all) => {
            const end = name === "End";
            const last = columns[end ? columns.length - 1 : 0]?.name ?? "";
            const row = all ? (rows[end ? rows.length - 1 : 0] ?? HEAD) : cursor.row;
            go({ row, column: last });
          },
          select: (ids) => act.select(ids),
          clear: () => props.setTyping(null),
          sort: () => props.onSort(cursor.column),
          add: props.onAdd,
          remove: props.onRemove,
          menu: () => {
            const row = rowOf(window.box.current, cursor.row);
            if (row) props.onMenu(cursor.row, cellIn(row, cursor.column) ?? row);
          },
          column,
          view,
          act,
        })
      }
      onFocusIn={onFocusIn}
      onPointerDown={(event) => {
        modified.now = event.shiftKey || event.ctrlKey || event.metaKey;
      }}
      onClick={onClick}
      onDblClick={(event) => {
        const target = event.target as HTMLElement;
        if (target.closest("[data-row]") && !target.closest(".cjm-cell-editor,button")) begin();
      }}
      onContextMenu={(event) => {
        const target = event.target as HTMLElement;
        const row = target.closest<HTMLElement>("[data-row]")?.dataset.row;
        if (!row || target.closest("input,textarea,select")) return;
        props.onMenu(row, { x: event.clientX, y: event.clientY });
        event.preventDefault();
        // JupyterLab opens its own menu on top of ours whatever is prevented.
        event.stopPropagation();
      }}
    >
      <div role="presentation" style={{ width: `${width}px`, "--columns": template }}>
        <Heading {...props} cursor={cursor} />
        <div role="presentation" style={{ height: `${window.above}px` }} />
        {shown.map((id, i) => {
          const record = tell.state.get(id);
          if (!record) return null;
          return (
            <Row
              key={id}
              {...props}
              record={record}
              index={window.first + i}
              cursor={cursor}
              typing={typing?.row === id ? typing : null}
              selected={selection.includes(id)}
              readOnly={readOnly}
              onSet={(each, to) => setCell(view, act, id, each, to)}
              onLeave={leave}
            />
          );
        })}
        <div role="presentation" style={{ height: `${window.below}px` }} />
      </div>
    </div>
  );
}

const STEPS: Readonly<Record<Exclude<Leaving, "gone">, readonly [number, number]>> = {
  down: [1, 0],
  up: [-1, 0],
  next: [0, 1],
  previous: [0, -1],
  stay: [0, 0],
};

function cellIn(row: HTMLElement, column: string): HTMLElement | null {
  return row.querySelector<HTMLElement>(`[data-col="${column}"]`);
}

function headOf(box: HTMLElement | null, column: string): HTMLElement | null {
  const head = box?.querySelector<HTMLElement>(".cjm-grid-head");
  return head ? cellIn(head, column) : null;
}

function Heading({ tell, table, columns, sort, cursor, sortHint, onSort }: SheetProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    // biome-ignore lint/a11y/useFocusableInteractive: the cells are
    <div class="cjm-grid-head cjm-grid-row" role="row" aria-rowindex={1}>
      {columns.map((column, i) => {
        const here = cursor.row === HEAD && cursor.column === column.name;
        const way = sort?.column === column.name ? (sort.up ? "ascending" : "descending") : "none";
        const label = columnLabel(tell, table, column);
        return (
          // biome-ignore lint/a11y/useSemanticElements: see above
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the grid's
          <div
            key={column.name}
            class={`cjm-td${i === 0 ? " cjm-td-first" : ""}`}
            role="columnheader"
            aria-colindex={i + 1}
            aria-sort={way}
            data-col={column.name}
            title={`${label}: ${sortHint}`}
            tabIndex={here ? 0 : -1}
            onClick={() => onSort(column.name)}
          >
            <span class="cjm-td-text">{label}</span>
            {way !== "none" && <Icon name={way === "ascending" ? "up" : "down"} size={11} />}
          </div>
        );
      })}
    </div>
  );
}

interface RowProps extends SheetProps {
  record: AnyRecord;
  index: number;
  selected: boolean;
  readOnly: boolean;
  onSet(column: Column, to: unknown): void;
  onLeave(where: Leaving): void;
}

function Row(props: RowProps) {
  const { tell, table, record, columns, cursor, typing, selected } = props;
  const { id } = record;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    // biome-ignore lint/a11y/useFocusableInteractive: the cells are
    <div
      class={`cjm-grid-row${selected ? " cjm-chosen" : ""}`}
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={selected}
      data-row={id}
      data-id={id}
    >
      {columns.map((column, i) => {
        const typed = typing?.column === column.name ? typing.typed : undefined;
        const here = cursor.row === id && cursor.column === column.name;
        return (
          // biome-ignore lint/a11y/useAriaPropsSupportedByRole: cells of a grid have a column
          <div
            key={column.name}
            class={`cjm-td cjm-td-${column.control}${i === 0 ? " cjm-td-first" : ""}`}
            role={i === 0 ? "rowheader" : "gridcell"}
            aria-colindex={i + 1}
            aria-readonly={column.kind === "fixed" || props.readOnly ? true : undefined}
            data-col={column.name}
            tabIndex={here ? 0 : -1}
          >
            <Shown {...props} column={column} />
            {typed !== undefined && (
              <CellEditor
                tell={tell}
                record={record}
                column={column}
                label={columnLabel(tell, table, column)}
                typed={typed}
                fresh={typing?.fresh === true}
                onSet={(to) => props.onSet(column, to)}
                onLeave={props.onLeave}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}

/** What a cell says while nobody types in it. */
function Shown({ tell, record, column, readOnly, onSet }: RowProps & { column: Column }) {
  const text = cellText(tell, record, column);
  if (column.kind === "flag") {
    const on = heldIn(record, column) === true;
    return (
      <button
        type="button"
        class="cjm-td-flag"
        tabIndex={-1}
        disabled={readOnly}
        aria-label={text}
        aria-pressed={on}
        onClick={() => onSet(column, !on)}
      >
        {on ? <Icon name="check" /> : <span class="cjm-faint">–</span>}
      </button>
    );
  }
  return (
    <span class="cjm-td-text" dir="auto">
      {column.control === "color" && text && <span class="cjm-dot" style={{ "--pc": text }} />}
      {text}
    </span>
  );
}
