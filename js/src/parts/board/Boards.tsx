import { useState } from "preact/hooks";
import { remove } from "../../core/commands";
import { newId } from "../../core/ids";
import type { Board } from "../../core/schema.gen";
import type { PanelProps } from "../../editor/kernel";
import { useView } from "../../editor/map/view";
import { IconButton } from "../../ui/IconButton";
import { wordsOf } from "../words";
import { BoardView } from "./BoardView";
import { kindOf, SHAPES, saidOf } from "./kinds";
import { addBoard, notesOf } from "./notes";
import { type Key, TEXTS } from "./texts";

export type Say = ReturnType<typeof wordsOf<Key>>;

/** One board; or all of the map, of which one is opened. */
export function Boards({ close, act }: PanelProps) {
  const view = useView();
  const { editor } = view;
  view.records.value;
  const { state } = editor.replica;
  const say = wordsOf(TEXTS, editor.language.value);
  const solo = editor.solo.value;
  const [open, setOpen] = useState(() => String(view.kept.get("board") ?? ""));
  // What is selected when the stage opens says which board is meant.
  const [asked] = useState(() => {
    const chosen = state.get(editor.selection.peek()[0] ?? "");
    return chosen?.type === "sticky_note"
      ? chosen.board
      : chosen?.type === "board"
        ? chosen.id
        : "";
  });
  const [fresh, setFresh] = useState(true);
  const show = (id: string) => {
    setFresh(false);
    setOpen(id);
    view.kept.set("board", id);
  };
  const wanted = solo ? solo.record : (fresh && asked) || open;
  const board = state.record("board", wanted);
  if (board) {
    const back = solo ? undefined : () => show("");
    return <BoardView key={board.id} board={board} act={act} say={say} onBack={back} />;
  }
  if (solo) {
    return (
      <p class="cjm-hint" role="status">
        {say("gone")}
      </p>
    );
  }
  const boards = state.siblings("board").flatMap(([, id]) => state.record("board", id) ?? []);
  const add = (kind: string, title: string) => {
    const id = newId("bo");
    const about = SHAPES[kind]?.about;
    const chosen = state.get(editor.selection.peek()[0] ?? "");
    const command = addBoard(state, {
      id,
      kind,
      title,
      ...(chosen && chosen.type === about && { about: chosen.id }),
    });
    if (act.run(command)) show(id);
  };
  return (
    <div class="cjm-sheet">
      <div class="cjm-sheet-bar">
        <IconButton icon="view" label={editor.t("map")} text={editor.t("map")} onClick={close} />
      </div>
      <div class="cjm-boards">
        <h2>{say("boards")}</h2>
        {boards.length === 0 && <p class="cjm-hint">{say("none")}</p>}
        <ul>
          {boards.map((one) => (
            <Listed
              key={one.id}
              board={one}
              say={say}
              onOpen={() => show(one.id)}
              onRemove={() => act.run(remove(state, { ids: [one.id] }))}
            />
          ))}
        </ul>
        {!editor.readOnly.value && (
          <>
            <h3>{say("new_board")}</h3>
            <div class="cjm-board-kinds">
              {Object.keys(SHAPES).map((kind) => {
                const { title, about } = saidOf(kind, editor.language.value);
                return (
                  <button key={kind} type="button" onClick={() => add(kind, title)}>
                    <b>{title}</b>
                    <span>{about}</span>
                  </button>
                );
              })}
            </div>
          </>
        )}
      </div>
    </div>
  );
}

interface ListedProps {
  board: Board;
  say: Say;
  onOpen(): void;
  onRemove(): void;
}

function Listed({ board, say, onOpen, onRemove }: ListedProps) {
  const { editor } = useView();
  const { title: usual } = saidOf(kindOf(board), editor.language.value);
  const title = board.title || usual;
  const notes = say("n_notes", { n: notesOf(editor.replica.state, board.id).length });
  return (
    <li>
      <button type="button" class="cjm-board-open" onClick={onOpen}>
        <b dir="auto">{title}</b>
        <span>{[usual === title ? "" : usual, notes].filter(Boolean).join(" · ")}</span>
      </button>
      {!editor.readOnly.value && (
        <IconButton icon="trash" label={`${say("remove")}: ${title}`} onClick={onRemove} />
      )}
    </li>
  );
}
