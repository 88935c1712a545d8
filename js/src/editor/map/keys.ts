import { cardsAt, cardsOf, holdsCards } from "../../core/commands";
import { scoresAt } from "../../core/emotion";
import { spanned } from "../../core/selection";
import { hasCommand, isComposing, isField } from "../../ui/keys";
import { detailsKey } from "../inspector/trail";
import { openPanel } from "../PartPanel";
import { type Actions, chosen, neighbour } from "./actions";
import { chosenOf } from "./Legend";
import { openCellMenu } from "./menus";
import { type Cursor, HEADER, moved, PHASES, pointId, settled, TOUCHPOINTS } from "./navigate";
import { STEP, shownHeight } from "./resize";
import { shownCards } from "./sieve";
import type { MapView } from "./view";
import { zoomKey } from "./zoom";

/** What the keys are about: the records at the cursor. */
interface Here {
  readonly view: MapView;
  readonly act: Actions;
  readonly cursor: Cursor;
  readonly touchpoint: string | undefined;
  readonly phase: string | undefined;
  readonly lane: string | undefined;
  readonly laneKind: string;
  readonly item: string | undefined;
}

function here(view: MapView, act: Actions): Here {
  const grid = view.grid();
  const cursor = settled(grid, view.cursor.peek());
  const lane = grid.state.record("lane", cursor.row);
  return {
    view,
    act,
    cursor,
    touchpoint: grid.state.record("touchpoint", cursor.col)?.id,
    phase: grid.state.record("phase", cursor.col)?.id,
    lane: lane?.id,
    laneKind: lane?.kind ?? "custom",
    item: cursor.item,
  };
}

/** Does what a key means at the cursor. Keys it does not know are left alone: Ctrl+S, Tab ... */
export function onMapKey(event: KeyboardEvent, view: MapView, act: Actions): void {
  if (isComposing(event) || event.defaultPrevented || isField(event.target)) return;
  if (historyKey(event, act) || handled(event, here(view, act))) {
    event.preventDefault();
    event.stopPropagation();
  }
}

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y; true when it was one of them. */
export function historyKey(event: KeyboardEvent, act: Actions): boolean {
  if (!hasCommand(event) || event.altKey) return false;
  const key = event.key.toLowerCase();
  if (key === "z" && !event.shiftKey) act.undo();
  else if ((key === "z" && event.shiftKey) || (key === "y" && event.ctrlKey)) act.redo();
  else return false;
  return true;
}

function handled(event: KeyboardEvent, at: Here): boolean {
  const { key } = event;
  const readOnly = at.view.editor.readOnly.peek();
  if (key === "ContextMenu" || (key === "F10" && event.shiftKey)) {
    openCellMenu(at.view, at.act, event.target as Element);
    return true;
  }
  if (detailsKey(event, at.view.editor)) return true;
  if (event.altKey) {
    if (readOnly || hasCommand(event)) return false;
    return (event.shiftKey && sizeThing(key, at)) || moveThing(key, at);
  }
  if (hasCommand(event)) {
    if (key.toLowerCase() === "d" && !event.shiftKey) return duplicate(at);
    return zoomKey(key, at.view) || ((key === "Home" || key === "End") && move(event, at));
  }
  if (key === "Escape") return leave(at);
  if (at.item !== undefined && key !== "F2") {
    const done = at.laneKind === "emotion" ? pointKey(event, at) : itemKey(event, at);
    if (done) return true;
  }
  if (!readOnly) {
    if (key === "Enter" || key === "F2") return open(at, key === "F2");
    if (key === "Delete" || key === "Backspace") return removeThing(at);
    if (key === "Insert" || key === "+" || key === "n") return addThing(at);
    if (key === "N") return event.shiftKey && addOther(at);
  }
  if (key === " ") return space(at);
  if (key === "p") return openPanel(at.view.editor, "pen");
  if (/^[rcv]$/i.test(key)) return together(key, readOnly, at);
  if (key === "/" || key === "?") return panelKey(key, at);
  return move(event, at);
}

function duplicate({ view }: Here): boolean {
  view.clipboard.current?.run("duplicate");
  return true;
}

function move(event: KeyboardEvent, at: Here): boolean {
  const { item: _, ...cell } = at.cursor;
  const to = moved(at.view.grid(), cell, { key: event.key, ctrl: hasCommand(event) });
  if (!to) return false;
  const { state, layout } = at.view.grid();
  const spans = event.shiftKey && to.row === TOUCHPOINTS && state.record("touchpoint", to.col);
  const before = at.view.editor.selection.peek();
  at.act.go(to);
  // The focus selects one thing; the longer selection is set once that has happened.
  if (spans) at.view.wanted.select = spanned(state, layout, before, to.col);
  return true;
}

function leave({ view, act, cursor, item }: Here): boolean {
  if (view.editor.panel.peek() === "pen") {
    view.editor.panel.value = null;
    return true;
  }
  if (item === undefined) {
    const had = view.toast.peek() !== null || view.several.peek();
    view.toast.value = null;
    view.several.value = false;
    return had;
  }
  const { item: _, ...cell } = cursor;
  act.go(cell);
  return true;
}

function open(at: Here, rename: boolean): boolean {
  const { view, act, cursor, touchpoint, lane, item } = at;
  const { state } = view.grid();
  if (cursor.col === HEADER) {
    if (lane) act.edit(lane);
    return lane !== undefined;
  }
  if (cursor.row === PHASES) {
    const collapsed = state.record("phase", cursor.col)?.collapsed;
    if (collapsed && !rename) act.toggle(cursor.col, "collapsed");
    else act.edit(cursor.col);
    return true;
  }
  const over = lane && !cursorFolded(at) ? shownCards(view.grid(), cursor.col, lane, cardsAt) : [];
  if (!touchpoint) {
    if (item !== undefined) act.edit(item);
    else if (over[0]) act.go({ ...cursor, item: over[0].id });
    else if (cursorFolded(at)) act.toggle(at.phase as string, "collapsed");
    else act.addTouchpoint({ phase: at.phase ?? null });
    return true;
  }
  if (!lane) {
    act.edit(touchpoint);
    return true;
  }
  if (at.laneKind === "emotion") return openPoint(at, touchpoint);
  if (at.laneKind === "channel") {
    view.editing.value = { id: touchpoint, field: "channel" };
    return true;
  }
  if (item !== undefined) act.edit(item);
  else {
    const first = over[0];
    // A card over the phase is seen above the cell; it is not what Enter in the cell is about.
    const single = over.length === 1 && !first?.place.level;
    if (!first) act.addCard(touchpoint, lane);
    else {
      act.go({ ...cursor, item: first.id }, !single);
      if (single) {
        // Its details are there when the text is left, as those of a card one has gone to.
        act.select([first.id]);
        act.edit(first.id);
      }
    }
  }
  return true;
}

function cursorFolded({ view, phase }: Here): boolean {
  return view.grid().state.record("phase", phase ?? "")?.collapsed === true;
}

/** The persona whose point the keyboard goes to: the one chosen last, else one that has a point. */
function personaAt({ view }: Here, touchpoint: string): string {
  const { state, sieve } = view.grid();
  const scores = scoresAt(state, touchpoint);
  const active = chosenOf(view).at(-1);
  const all = [...state.siblings("persona").map(([, id]) => id), ""];
  const shown = all.filter((id) => !sieve?.hides(pointId(id)));
  if (active !== undefined && shown.includes(active)) return active;
  return shown.find((id) => scores.has(id)) ?? shown[0] ?? "";
}

function openPoint(at: Here, touchpoint: string): boolean {
  const persona = personaAt(at, touchpoint);
  const { state } = at.view.grid();
  if (!scoresAt(state, touchpoint).has(persona)) at.act.stepScore(touchpoint, persona, 0);
  at.act.go({ ...at.cursor, item: pointId(persona) });
  return true;
}

function pointKey(event: KeyboardEvent, at: Here): boolean {
  const { act, cursor, touchpoint, view } = at;
  if (!touchpoint) return false;
  const persona = at.item === pointId("") ? "" : (at.item as string);
  const editable = !view.editor.readOnly.peek();
  const up = { ArrowUp: 1, ArrowDown: -1, PageUp: 2, PageDown: -2 }[event.key];
  if (up !== undefined) {
    if (editable) act.stepScore(touchpoint, persona, up);
    return true;
  }
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key] as -1 | 1 | undefined;
  if (by !== undefined) {
    const next = neighbour(view, touchpoint, by);
    if (!next) return true;
    const has = scoresAt(view.grid().state, next).has(persona);
    const { item, ...cell } = { ...cursor, col: next };
    act.go(has && item !== undefined ? { ...cell, item } : cell);
    return true;
  }
  if (event.key.toLowerCase() === "e") return act.openPalette(touchpoint, persona);
  if (event.key === "Enter" && editable) {
    view.editing.value = { id: touchpoint, field: `score:${persona}` };
    return true;
  }
  if ((event.key === "Delete" || event.key === "Backspace") && editable) {
    act.removeScore(touchpoint, persona);
    return true;
  }
  return false;
}

/** Arrows among the cards or chips of a cell. */
function itemKey(event: KeyboardEvent, at: Here): boolean {
  const { act, cursor, touchpoint, lane, view } = at;
  const by = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[event.key];
  const edge = event.key === "Home" || event.key === "End";
  if ((by === undefined && !edge) || !lane) return false;
  const { state } = view.grid();
  const ids =
    at.laneKind === "channel"
      ? (state.record("touchpoint", touchpoint ?? "")?.channels ?? [])
      : shownCards(view.grid(), cursor.col, lane, cardsAt).map((card) => card.id);
  const from = ids.indexOf(at.item ?? "");
  const to = edge ? (event.key === "Home" ? 0 : ids.length - 1) : from + (by ?? 0);
  const item = ids[Math.min(ids.length - 1, Math.max(0, to))];
  if (item !== undefined) act.go({ ...cursor, item });
  return true;
}

function moveThing(key: string, at: Here): boolean {
  const dx = { ArrowLeft: -1, ArrowRight: 1 }[key] as -1 | 1 | undefined;
  const dy = { ArrowUp: -1, ArrowDown: 1 }[key] as -1 | 1 | undefined;
  if (!dx && !dy) return false;
  const { act, cursor, touchpoint, lane, view } = at;
  if (cursor.row === PHASES) {
    if (dx && cursor.col) act.movePhase(cursor.col, dx);
  } else if (cursor.col === HEADER) {
    if (dy && lane) act.moveLane(lane, dy);
  } else {
    const card = cardHere(at);
    if (card) act.moveCard(card, dx ? { dx } : dy ? { dy } : {});
    else if (dx && touchpoint) act.moveTouchpoints(chosen(view, touchpoint), dx);
    else if (dx && at.phase) act.movePhase(at.phase, dx);
  }
  return true;
}

/** Alt and Shift with arrows: a lane gets higher or lower, a card wider or narrower. */
function sizeThing(key: string, at: Here): boolean {
  const { act, cursor, lane, view } = at;
  const dy = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (cursor.col === HEADER && lane && dy) {
    act.resizeLane(lane, shownHeight(view, lane) + dy * STEP);
    return true;
  }
  const card = key === "ArrowLeft" || key === "ArrowRight" ? cardHere(at) : undefined;
  if (card) act.spreadCard(card, key === "ArrowRight");
  return card !== undefined;
}

/** The card the keys are about: the one inside, or the only one of the cell. */
function cardHere({ view, touchpoint, lane, item }: Here): string | undefined {
  const { state } = view.grid();
  if (!lane || !holdsCards(state.record("lane", lane))) return undefined;
  if (item !== undefined) return item;
  if (!touchpoint) return undefined;
  const cards = shownCards(view.grid(), touchpoint, lane);
  return cards.length === 1 ? cards[0]?.id : undefined;
}

function removeThing(at: Here): boolean {
  const { act, cursor, touchpoint, lane, item, view } = at;
  if (cursor.col === HEADER) {
    if (lane) act.remove([lane]);
  } else if (cursor.row === PHASES) {
    if (cursor.col) act.remove([cursor.col]);
  } else if (cursor.row === TOUCHPOINTS) {
    if (touchpoint) act.remove(chosen(view, touchpoint));
  } else if (at.laneKind === "channel") {
    if (touchpoint && item !== undefined) act.dropChannel(touchpoint, item);
  } else {
    const card = cardHere(at);
    if (card) act.remove([card]);
  }
  return true;
}

function addThing(at: Here): boolean {
  const { act, cursor, touchpoint, lane, view } = at;
  if (cursor.row === PHASES) {
    act.addPhase(cursor.col && cursor.col !== HEADER ? { after: cursor.col } : {});
  } else if (cursor.col === HEADER) {
    if (lane) act.addLane("custom", { after: lane });
    else act.addTouchpoint();
  } else if (!touchpoint) act.addTouchpoint({ phase: at.phase ?? null });
  else if (!lane) act.addTouchpoint({ after: touchpoint });
  else if (at.laneKind === "emotion") openPoint(at, touchpoint);
  else if (at.laneKind === "channel") view.editing.value = { id: touchpoint, field: "channel" };
  else {
    const cards = cardsOf(view.grid().state, touchpoint, lane);
    const index = cards.findIndex((card) => card.id === at.item);
    act.addCard(touchpoint, lane, index < 0 ? undefined : index + 1);
  }
  return true;
}

/** With Shift the other way: a lane above, a card over the whole phase. */
function addOther({ act, cursor, touchpoint, phase, lane, view }: Here): boolean {
  const { state } = view.grid();
  const folded = state.record("phase", phase ?? "")?.collapsed;
  const over = folded
    ? null
    : (state.record("touchpoint", touchpoint ?? "")?.place.parent ?? phase);
  if (cursor.col === HEADER && lane) act.addLane("custom", { before: lane });
  else if (lane && over && holdsCards(state.record("lane", lane))) act.addCard(over, lane);
  else return false;
  return true;
}

function panelKey(key: "/" | "?", { view }: Here): boolean {
  openPanel(view.editor, key === "/" ? "search" : "help");
  return true;
}

/** R reacts, C comments, V votes and with Shift takes a vote back. */
function together(key: string, readOnly: boolean, at: Here): boolean {
  const id = cardHere(at) ?? at.touchpoint ?? at.phase;
  if (id === undefined) return true;
  const what = key.toLowerCase();
  if (what === "c") at.act.discuss(id);
  else if (readOnly) return false;
  else if (what === "r") at.act.react(id);
  else at.act.vote(id, key === "V" ? -1 : 1);
  return true;
}

/** Space folds a phase or a lane away and back. */
function space({ act, cursor, lane, phase, view }: Here): boolean {
  if (!view.editor.readOnly.peek()) {
    if (cursor.col === HEADER && lane) act.toggle(lane, "collapsed");
    else if (phase) act.toggle(phase, "collapsed");
  }
  return true;
}
