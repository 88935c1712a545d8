import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { labelOf, titleOf } from "../../core/commands";
import { newId } from "../../core/ids";
import type { Board } from "../../core/schema.gen";
import { setText } from "../../editor/inspector/edits";
import { openRecord } from "../../editor/inspector/trail";
import type { Actions } from "../../editor/map/actions";
import { holdsFocus, isLost } from "../../editor/map/focus";
import { useView } from "../../editor/map/view";
import { valueLabel } from "../../i18n";
import { IconButton } from "../../ui/IconButton";
import { InlineText } from "../../ui/InlineText";
import { focusedIn } from "../../ui/keys";
import { nearest } from "../window";
import type { Say } from "./Boards";
import { beginDrag, type Target } from "./drag";
import { cellKey, type Here, keysOf, onBoardKey } from "./keys";
import { type Cell, cellsOf, kindOf, SHAPES, saidOf } from "./kinds";
import { noteMenu } from "./menu";
import { addNote, moveNote, notesOf } from "./notes";
import { Promote } from "./Promote";
import { Sticky } from "./Sticky";

interface BoardProps {
  board: Board;
  act: Actions;
  say: Say;
  /** To all boards; absent where there is only this one. */
  onBack: (() => void) | undefined;
}

/** A board: cells with their notes, one tab stop, arrows between them. */
export function BoardView({ board, act, say, onBack }: BoardProps) {
  const view = useView();
  const { editor } = view;
  const { t, replica } = editor;
  const { state } = replica;
  const language = editor.language.value;
  const readOnly = editor.readOnly.value;
  const notes = notesOf(state, board.id);
  const cells = cellsOf(board, notes, language);
  const said = saidOf(kindOf(board), language);
  const across = SHAPES[kindOf(board)]?.across ?? 3;
  const box = useRef<HTMLDivElement>(null);
  /** The cell a note is being written for that is not there yet. */
  const [fresh, setFresh] = useState("");
  const [promoting, setPromoting] = useState<{ id: string; anchor: Element } | null>(null);
  const [target, setTarget] = useState<Target | null>(null);
  const [active, setActive] = useState("");
  const wanted = useRef("");

  const keys = keysOf(cells, notes);
  const before = useRef(keys);
  const there = keys.includes(active);
  const current = there ? active : (nearest(before.current, active, keys) ?? "");
  if (there || before.current.length === 0) before.current = keys;

  const go = (key: string) => {
    setActive(key);
    wanted.current = key;
  };
  const element = (key: string): HTMLElement | undefined =>
    [...(box.current?.querySelectorAll<HTMLElement>("[data-key]") ?? [])].find(
      (other) => other.dataset.key === key,
    );
  const held = holdsFocus(box.current);
  useLayoutEffect(() => {
    const asked = view.wanted.focus;
    view.wanted.focus = false;
    view.wanted.reveal = false;
    if (fresh || view.editing.peek() || promoting) return;
    const lost = held && isLost(focusedIn(box.current));
    const to = wanted.current || (asked || lost ? current : "");
    wanted.current = "";
    if (to) element(to)?.focus();
  });
  useLayoutEffect(() => {
    // Where the bar of emoji looks for what it is about.
    view.scroller.current = box.current;
    return () => {
      view.scroller.current = null;
    };
  }, []);

  const move = (id: string, cell: string, index: number) => {
    const command = moveNote(state, { id, cell, index });
    if (!act.run(command)) return;
    go(id);
    const now = notesOf(replica.state, board.id).filter((note) => (note.cell ?? "") === cell);
    const i = now.findIndex((note) => note.id === id) + 1;
    const title = cells.find(({ key }) => key === cell)?.title ?? cell;
    editor.announce(say("moved", { what: act.nameOf(id), cell: title, i, n: now.length }));
  };
  const here: Here = {
    view,
    act,
    cells,
    notes,
    active: current,
    across: () => acrossOf(box.current, across),
    go,
    add: setFresh,
    edit: (id) => act.edit(id),
    move,
    menu: (id) => openMenu(id),
    readOnly,
  };
  const openMenu = (id: string, at?: { x: number; y: number }) => {
    const anchor = element(id);
    const note = state.record("sticky_note", id);
    if (!note || !anchor || readOnly) return;
    const items = noteMenu({
      view,
      act,
      say,
      cells,
      note,
      move: (cell) => move(id, cell, Number.POSITIVE_INFINITY),
      promote: () => setPromoting({ id, anchor }),
    });
    view.openMenu({
      anchor: at ?? anchor,
      items,
      label: t("actions_for", { what: act.nameOf(id) }),
    });
  };
  const write = (cell: string, text: string) => {
    if (!text.trim()) return;
    const id = newId("sn");
    const author = view.me.peek();
    if (act.run(addNote(state, { id, board: board.id, cell, text, author }))) go(id);
  };
  const about = state.get(board.about ?? "");
  const persona = state.record("persona", board.persona ?? "");
  const editing = view.editing.value;

  return (
    <div class="cjm-sheet">
      {onBack && (
        <div class="cjm-sheet-bar">
          <IconButton
            icon="left"
            label={say("all_boards")}
            text={say("all_boards")}
            onClick={onBack}
          />
        </div>
      )}
      <div class="cjm-board-scroll">
        <header class="cjm-board-head">
          <h2>
            <InlineText
              value={board.title ?? ""}
              label={say("title")}
              placeholder={said.title}
              readOnly={readOnly}
              onCommit={(text, base) => {
                const change = setText(state, board.id, "title", text, base, (replaced) =>
                  t("replaced_text", { what: say("title"), text: replaced }),
                );
                if (change) editor.edit(change, labelOf("rename", "board"));
              }}
            />
          </h2>
          <p>
            {said.about}
            {persona && (
              <span class="cjm-board-who" dir="auto">
                {persona.name || t("untitled")}
              </span>
            )}
          </p>
          {about && (
            <blockquote class={about.type === "card" ? `cjm-board-${about.kind ?? "note"}` : ""}>
              <span>
                {say("looks_into")}
                {about.type === "card" ? ` (${valueLabel(t, about.kind ?? "note")})` : ""}
              </span>
              {editor.solo.value ? (
                <b dir="auto">{titleOf(about) || t("untitled")}</b>
              ) : (
                <button
                  type="button"
                  class="cjm-link"
                  onClick={() => {
                    act.select([about.id]);
                    openRecord(editor, about.id);
                  }}
                >
                  <b dir="auto">{titleOf(about) || t("untitled")}</b>
                </button>
              )}
            </blockquote>
          )}
        </header>
        {/* biome-ignore lint/a11y/useSemanticElements: a table cannot be laid out as the cells are */}
        <div
          ref={box}
          class={`cjm-board cjm-board-${kindOf(board)}`}
          style={{ "--across": across }}
          role="grid"
          aria-label={board.title || said.title}
          onKeyDown={(event) => onBoardKey(event, here)}
          onFocusIn={(event) => {
            const found = (event.target as HTMLElement).closest<HTMLElement>("[data-key]");
            const key = found?.dataset.key ?? "";
            if (!keys.includes(key)) return;
            if (key !== active) setActive(key);
            const id = found?.dataset.id ?? board.id;
            if (!editor.selection.peek().includes(id)) act.select([id]);
          }}
          onPointerDown={(event) => {
            const found = (event.target as HTMLElement).closest<HTMLElement>("[data-id]");
            const id = found?.dataset.id;
            if (!id || !found || readOnly || event.button !== 0 || !box.current) return;
            if ((event.target as HTMLElement).closest("button,textarea,input")) return;
            beginDrag(event, { id, note: found, box: box.current, show: setTarget, drop: move });
          }}
          onContextMenu={(event) => {
            const target = event.target as HTMLElement;
            const id = target.closest<HTMLElement>("[data-id]")?.dataset.id;
            if (!id || readOnly || target.closest("textarea,input")) return;
            openMenu(id, { x: event.clientX, y: event.clientY });
            event.preventDefault();
            // JupyterLab opens its own menu on top of ours whatever is prevented.
            event.stopPropagation();
          }}
        >
          {said.columns && <Columns titles={said.columns} />}
          {rowsOf(cells, across).map((row, at) => (
            // biome-ignore lint/a11y/useSemanticElements: see above
            // biome-ignore lint/a11y/useFocusableInteractive: its cells are
            <div key={row[0]?.key} class="cjm-board-row" role="row">
              {said.rows && (
                // biome-ignore lint/a11y/useSemanticElements: see above
                // biome-ignore lint/a11y/useFocusableInteractive: its cells are
                <div class="cjm-board-rowhead" role="rowheader">
                  {said.rows[at] ?? ""}
                </div>
              )}
              {row.map((cell, i) => (
                <BoardCell
                  key={cell.key}
                  cell={cell}
                  heading={said.columns?.[i] ?? cell.title}
                  board={board}
                  here={here}
                  say={say}
                  editing={editing?.id ?? ""}
                  fresh={fresh === cell.key}
                  target={target?.cell === cell.key ? target : null}
                  dragged={target?.id ?? ""}
                  onWrite={(text) => write(cell.key, text)}
                  onDone={() => {
                    setFresh("");
                    if (!wanted.current) go(cellKey(cell.key));
                  }}
                />
              ))}
            </div>
          ))}
        </div>
      </div>
      {promoting && (
        <Promote
          {...promoting}
          act={act}
          say={say}
          cells={cells}
          onClose={() => setPromoting(null)}
        />
      )}
    </div>
  );
}

function Columns({ titles }: { titles: readonly string[] }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    // biome-ignore lint/a11y/useFocusableInteractive: its cells are
    <div class="cjm-board-row cjm-board-columns" role="row">
      <div role="presentation" />
      {titles.map((title) => (
        // biome-ignore lint/a11y/useSemanticElements: see above
        // biome-ignore lint/a11y/useFocusableInteractive: its cells are
        <div key={title} role="columnheader">
          {title}
        </div>
      ))}
    </div>
  );
}

interface CellProps {
  cell: Cell;
  heading: string;
  board: Board;
  here: Here;
  say: Say;
  editing: string;
  fresh: boolean;
  target: Target | null;
  dragged: string;
  onWrite(text: string): void;
  onDone(): void;
}

/** A cell: what it is, what to ask oneself, the notes. */
function BoardCell(props: CellProps) {
  const { cell, here, say, fresh, target } = props;
  const notes = useMemo(
    () => here.notes.filter((note) => (note.cell ?? "") === cell.key),
    [here.notes, cell.key],
  );
  const key = cellKey(cell.key);
  const count = say("n_notes", { n: notes.length });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot be laid out as the cells are
    <div
      class={`cjm-board-cell${target ? " cjm-board-over" : ""}`}
      role="gridcell"
      aria-label={`${say("cell", { cell: cell.title, notes: count })}. ${cell.question}`}
      data-key={key}
      data-cell={cell.key}
      tabIndex={here.active === key ? 0 : -1}
      onDblClick={(event) => {
        if (!here.readOnly && event.target === event.currentTarget) here.add(cell.key);
      }}
    >
      <div class="cjm-board-cellhead">
        <div>
          <h3>{props.heading}</h3>
          {cell.question && <p class="cjm-board-question">{cell.question}</p>}
        </div>
        {!here.readOnly && (
          <IconButton
            icon="plus"
            label={say("add_to", { cell: cell.title })}
            tabIndex={-1}
            onClick={() => here.add(cell.key)}
          />
        )}
      </div>
      <div class="cjm-board-notes" role="presentation">
        {notes.map((note, i) => (
          <Sticky
            key={note.id}
            note={note}
            here={here}
            say={say}
            editing={props.editing === note.id}
            dragged={props.dragged === note.id}
            before={target?.index === i && target.id !== note.id}
          />
        ))}
        {fresh && (
          <div class="cjm-card cjm-sticky cjm-tint-opp">
            <InlineText
              value=""
              label={say("new_note", { cell: cell.title })}
              placeholder={cell.question || say("add")}
              multiline
              tabIndex={null}
              editing
              onCommit={(text) => props.onWrite(text)}
              onDone={props.onDone}
            />
          </div>
        )}
      </div>
    </div>
  );
}

function rowsOf(cells: readonly Cell[], across: number): Cell[][] {
  const rows: Cell[][] = [];
  for (let at = 0; at < cells.length; at += across) rows.push(cells.slice(at, at + across));
  return rows;
}

/** How many cells stand side by side: fewer in a narrow view. */
function acrossOf(box: HTMLElement | null, usual: number): number {
  const cells = [...(box?.querySelectorAll<HTMLElement>("[data-cell]") ?? [])];
  const top = cells[0]?.getBoundingClientRect().top;
  const row = cells.findIndex((cell) => cell.getBoundingClientRect().top !== top);
  return row > 0 ? row : usual;
}
