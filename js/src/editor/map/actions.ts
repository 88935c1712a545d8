import type { Result, Spot } from "../../core/commands";
import * as commands from "../../core/commands";
import { scoresAt } from "../../core/emotion";
import { newId } from "../../core/ids";
import { subjects } from "../../core/selection";
import { labelText } from "../../i18n/labels";
import { openPanel } from "../PartPanel";
import { holdsFocus, leave } from "./focus";
import {
  type Cursor,
  cardCursor,
  cellOf,
  columnOf,
  HEADER,
  PHASES,
  settled,
  TOUCHPOINTS,
  underPhase,
} from "./navigate";
import { type TogetherActions, togetherActions } from "./together";
import { type MapView, showToast } from "./view";

type Step = -1 | 1;

/** Everything buttons, menus and keys do to the map: a command, and where one is afterwards. */
export interface Actions extends TogetherActions {
  run(command: Result, naming?: boolean): boolean;
  addTouchpoint(spot?: Spot): void;
  addPhase(beside?: { after?: string; before?: string }): void;
  addLane(kind: string, beside?: { after?: string; before?: string }): void;
  /** `null` lets the lane fit what is in it. */
  resizeLane(id: string, height: number | null): void;
  /** Adds a card to a touchpoint, or over a phase. */
  addCard(touchpoint: string, lane: string, index?: number): void;
  /** Spreads a card over its phase, or takes it to one touchpoint of it. */
  spreadCard(id: string, over: boolean): void;
  addPersona(): void;
  editText(id: string, field: string, text: string, base: string): void;
  toggle(id: string, field: string): void;
  set(id: string, field: string, value: unknown): void;
  remove(ids: readonly string[]): void;
  moveTouchpoints(ids: readonly string[], by: Step): void;
  movePhase(id: string, by: Step): void;
  moveLane(id: string, by: Step): void;
  moveCard(id: string, direction: { dx?: Step; dy?: Step }): void;
  movePersona(id: string, by: Step): void;
  stepScore(touchpoint: string, persona: string, by: number): void;
  setScore(touchpoint: string, persona: string, score: number, free: boolean): void;
  removeScore(touchpoint: string, persona: string): void;
  /** Says what a score felt like. */
  nameEmotion(id: string, emotion: string, emoji: string): void;
  /** Opens the palette of emotions for the point of a persona; false where there is no such point. */
  openPalette(touchpoint: string, persona: string): boolean;
  /** Shows the line of a persona ("": everyone) beside those chosen already, or no longer. */
  showLine(persona: string): void;
  addChannel(touchpoint: string, name: string): void;
  dropChannel(touchpoint: string, channel: string): void;
  /** Starts editing a field of a record in place. */
  edit(id: string, field?: string): void;
  undo(): void;
  redo(): void;
  /** Puts the cursor somewhere and, unless told otherwise, the focus with it. */
  go(cursor: Cursor, focus?: boolean): void;
  /** Gives the focus back to the cell of the cursor. */
  back(): void;
  /** What to call a record in a sentence. */
  nameOf(id: string): string;
  /** Selects records; the selection is then this view's own. */
  select(ids: readonly string[]): void;
}

export function createActions(view: MapView): Actions {
  const { editor, wanted } = view;
  const { t, replica } = editor;
  const state = () => replica.state;
  /** What a step goes past: what a filter hides. */
  const skip = (id: string) => view.grid().sieve?.hides(id) === true;
  const author = () => editor.presence?.me.name ?? "";
  /** What was removed here: when it comes back, it is what one looks at again. The last comes first. */
  const gone: (readonly string[])[] = [];

  const run = (command: Result, naming = false): boolean => {
    if (command === null || !editor.edit(command.change, command.label, naming)) return false;
    // The way back that a toast offers is for the edit before this one.
    view.toast.value = null;
    return true;
  };

  const go = (cursor: Cursor, focus = true) => {
    const index = columnOf(view.grid(), cursor);
    view.cursor.value = { ...cursor, index };
    wanted.reveal = true;
    wanted.focus ||= focus;
  };

  const select = (ids: readonly string[]) => {
    view.own.selection = ids;
    editor.selection.value = ids;
  };

  /** Says what was done, with the way back; or why nothing was. */
  const toast = (text: string, undo = true) => {
    showToast(view, text, undo);
    editor.announce(undo ? `${text} ${t("undo")}: Ctrl+Z` : text);
  };

  const nameOf = (id: string) => {
    const record = state().get(id);
    return (record && commands.titleOf(record)) || t("untitled");
  };

  /** Adds something and starts to name it; it is edited where it stands. */
  const added = (command: Result, id: string, cursor: Cursor | null, field: string) => {
    if (!run(command)) return;
    select([id]);
    if (cursor) go(cursor, false);
    view.editing.value = { id, field, fresh: true };
  };

  /** A phase that is collapsed is opened before something is put into it. */
  const open = (phase: string | null | undefined) => {
    if (phase && state().record("phase", phase)?.collapsed) {
      run(commands.toggleField(state(), { id: phase, field: "collapsed" }));
    }
  };

  const said = (id: string, type: "phase" | "lane" | "persona") => {
    const row = state().siblings(type);
    const i = row.findIndex(([, other]) => other === id) + 1;
    editor.announce(t("moved_to", { what: nameOf(id), i, n: row.length }));
  };

  /** Goes with a card to where it is now, and says where that is. */
  const follow = (id: string) => {
    const card = state().record("card", id);
    if (!card) return;
    go(cardCursor(view.grid(), view.cursor.peek(), card));
    const touchpoint = nameOf(card.place.parent ?? "");
    editor.announce(t("cell_of", { lane: nameOf(card.lane), touchpoint }));
  };

  const defaultSpot = (): Spot => {
    const cursor = settled(view.grid(), view.cursor.peek());
    const chosen = editor.selection.peek().find((id) => state().record("touchpoint", id));
    if (chosen) return { after: chosen };
    if (state().record("touchpoint", cursor.col)) return { after: cursor.col };
    if (state().record("phase", cursor.col)) return { phase: cursor.col };
    const last = state().siblings("phase").at(-1)?.[1] ?? null;
    return { phase: last };
  };

  return {
    ...togetherActions(view, run, select),
    run,
    go,
    select,
    nameOf,

    addTouchpoint(spot = defaultSpot()) {
      const id = newId("tp");
      open("phase" in spot ? spot.phase : null);
      const command = commands.addTouchpoint(state(), { id, name: t("new_touchpoint"), spot });
      added(command, id, { row: TOUCHPOINTS, col: id }, "name");
    },

    addPhase(beside = {}) {
      const id = newId("ph");
      const command = commands.addPhase(state(), { id, name: t("new_phase"), ...beside });
      added(command, id, { row: PHASES, col: id }, "name");
    },

    addLane(kind, beside = {}) {
      const id = newId("ln");
      const title = laneTitle(t("lane_titles"), kind);
      const command = commands.addLane(state(), { id, kind, title, ...beside });
      added(command, id, { row: id, col: HEADER }, "title");
    },

    resizeLane(id, height) {
      run(commands.resizeLane(state(), { id, height }));
    },

    addCard(touchpoint, lane, index) {
      const id = newId("cd");
      const at = index === undefined ? {} : { index };
      const phase = state().record("phase", touchpoint);
      const col = phase ? underPhase(view.grid(), view.cursor.peek(), touchpoint) : touchpoint;
      const command = commands.addCard(state(), { id, touchpoint, lane, text: "", ...at });
      added(command, id, { row: lane, col, item: id }, "text");
    },

    spreadCard(id, over) {
      const card = state().record("card", id);
      const holder = card?.place.parent ?? "";
      if (!card || over === Boolean(card.place.level)) return;
      const { col } = cardCursor(view.grid(), view.cursor.peek(), card);
      const to = over ? (state().record("touchpoint", holder)?.place.parent ?? "") : col;
      if (run(commands.rehangCard(state(), { id, to }))) follow(id);
    },

    addPersona() {
      const id = newId("pe");
      added(commands.addPersona(state(), { id, name: t("new_persona") }), id, null, "name");
    },

    editText(id, field, text, base) {
      // Removed by somebody while it was typed: the text is told, and can be restored with it.
      if (!state().get(id)) {
        editor.edit({ updated: { [id]: { [field]: [base, text] } } }, "edit");
        return;
      }
      // Its name goes with what was just added.
      const now = view.editing.peek();
      run(
        commands.editText(state(), {
          id,
          field,
          text,
          base,
          noteId: newId("cm"),
          author: author(),
        }),
        now?.id === id && now.fresh,
      );
    },

    toggle(id, field) {
      run(commands.toggleField(state(), { id, field }));
    },

    set(id, field, value) {
      run(commands.setField(state(), { id, field, value }));
    },

    remove(ids) {
      const kept = view.grid().sieve?.guard(ids);
      if (kept) {
        toast(kept, false);
        return;
      }
      const name = nameOf(ids[0] ?? "");
      if (!run(commands.remove(state(), { ids }))) return;
      gone.unshift(ids);
      const text =
        ids.length > 1 ? t("removed_n", { n: ids.length }) : t("removed", { what: name });
      toast(text);
      const { item: _, ...cell } = view.cursor.peek();
      go(settled(view.grid(), cell));
    },

    moveTouchpoints(ids, by) {
      if (!run(commands.stepTouchpoints(state(), { ids, by, skip }))) return;
      const id = ids[0] as string;
      const { layout } = view.grid();
      const i = layout.indexOf(state(), id) + 1;
      editor.announce(t("moved_to", { what: nameOf(id), i, n: layout.columns }));
      go({ ...view.cursor.peek(), col: view.cursor.peek().col });
    },

    movePhase(id, by) {
      if (!run(commands.stepPhase(state(), { id, by, skip }))) return;
      said(id, "phase");
      go({ row: PHASES, col: id });
    },

    moveLane(id, by) {
      if (!run(commands.stepLane(state(), { id, by, skip }))) return;
      said(id, "lane");
      go(view.cursor.peek());
    },

    moveCard(id, direction) {
      const place = state().record("card", id)?.place;
      if (!place) return;
      const beside = place.level ? nextPhase : neighbour;
      const step = direction.dx
        ? { id, neighbour: beside(view, place.parent ?? "", direction.dx) ?? "" }
        : { id, dy: direction.dy ?? 1, skip };
      if (run(commands.stepCard(state(), step))) follow(id);
    },

    movePersona(id, by) {
      if (run(commands.stepPersona(state(), { id, by }))) said(id, "persona");
    },

    stepScore(touchpoint, persona, by) {
      const id = newId("ex");
      run(commands.stepScore(state(), { id, touchpoint, persona: persona || null, by }));
    },

    setScore(touchpoint, persona, score, free) {
      const id = newId("ex");
      run(commands.setScore(state(), { id, touchpoint, persona: persona || null, score, free }));
    },

    removeScore(touchpoint, persona) {
      const command = commands.removeScore(state(), { touchpoint, persona: persona || null });
      if (!run(command)) return;
      const text = t("removed", { what: t("r_experience") });
      toast(text);
      const { item: _, ...cell } = view.cursor.peek();
      go(cell);
    },

    nameEmotion(id, emotion, emoji) {
      run(commands.nameEmotion(state(), { id, emotion, emoji }));
    },

    openPalette(touchpoint, persona) {
      if (editor.readOnly.peek() || !scoresAt(state(), touchpoint).get(persona)?.only) return false;
      // It may be there already.
      const frame = view.scroller.current?.closest(".cjm-frame");
      if (!openPanel(editor, "feeling")) return false;
      frame?.querySelector<HTMLElement>(".cjm-palette [data-autofocus]")?.focus();
      return true;
    },

    showLine(persona) {
      const now = view.shown.peek();
      const others = now.filter((other) => other !== persona);
      view.shown.value = others.length < now.length ? others : [...now, persona];
    },

    addChannel(touchpoint, name) {
      run(commands.addChannel(state(), { touchpoint, name, id: newId("ch") }));
    },

    dropChannel(touchpoint, channel) {
      if (!run(commands.dropChannel(state(), { touchpoint, channel }))) return;
      const { item: _, ...cell } = view.cursor.peek();
      go(cell);
    },

    edit(id, field) {
      const record = state().get(id);
      if (!record || editor.readOnly.peek()) return;
      view.editing.value = { id, field: field ?? commands.titleField(record.type) };
    },

    undo() {
      const label = replica.undoLabel;
      view.toast.value = null;
      const back = gone.find((ids) => ids.every((id) => !state().get(id)));
      if (!replica.undo()) return;
      editor.announce(t("undone", { what: labelText(t, label) }));
      if (!back?.every((id) => state().get(id))) return;
      select(back);
      const place = cellOf(view, back[0] as string);
      if (place) go(place, holdsFocus(view.scroller.current));
    },

    redo() {
      if (replica.redo()) editor.announce(t("redo"));
    },

    back() {
      view.editing.value = null;
      go(view.cursor.peek());
      leave(view.scroller.current, view.cursor.peek());
    },
  };
}

const KINDS =
  "channel action thought emotion need pain gain opportunity insight question metric owner note custom".split(
    " ",
  );

/** Kinds of lanes in the order of the message `lane_titles`. */
export function laneKinds(titles: string): { kind: string; title: string }[] {
  const names = titles.split("|");
  return KINDS.map((kind, i) => ({ kind, title: names[i] ?? kind }));
}

export function laneTitle(titles: string, kind: string): string {
  return laneKinds(titles).find((k) => k.kind === kind)?.title ?? kind;
}

/** The next touchpoint to the left or right, past collapsed and empty phases. */
export function neighbour(view: MapView, touchpoint: string, by: Step): string | undefined {
  const { layout, state } = view.grid();
  let column = layout.column(layout.indexOf(state, touchpoint) + by);
  while (column && column.kind !== "touchpoint") column = layout.column(column.index + by);
  return column?.key;
}

function nextPhase(view: MapView, phase: string, by: Step): string | undefined {
  const row = view.editor.replica.state.siblings("phase");
  return row[row.findIndex(([, id]) => id === phase) + by]?.[1];
}

/** What Delete and Alt+arrows are about: the selection when the touchpoint is part of it. */
export function chosen(view: MapView, touchpoint: string): readonly string[] {
  const { state, layout } = view.grid();
  const selected = view.editor.selection.peek();
  const there = (id: string) => state.record("touchpoint", id) && layout.indexOf(state, id) >= 0;
  return subjects(selected, touchpoint).filter(there);
}
