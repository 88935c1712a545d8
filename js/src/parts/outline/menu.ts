import { cardsOf, holdsCards } from "../../core/commands";
import { scoresAt } from "../../core/emotion";
import type { Actions } from "../../editor/map/actions";
import { recordMenu } from "../../editor/map/menus";
import type { Editing, MapView } from "../../editor/map/view";
import { iconOf } from "../../ui/icons";
import type { MenuEntry } from "../../ui/Menu";
import { channelsKey, type Row, scoreKey } from "./rows";

/** The line in which something is typed that is no name; undefined for names and texts. */
export function editingOf({ id, field }: Editing): string | undefined {
  if (field === "channel") return channelsKey(id);
  return field.startsWith("score:") ? scoreKey(id, field.slice("score:".length)) : undefined;
}

/** Starts typing in a line; `mean` is said where there is nothing to be typed. */
export function editLine(view: MapView, act: Actions, row: Row, mean: string): void {
  const { editor } = view;
  if (editor.readOnly.peek()) return;
  if (row.kind === "channels") view.editing.value = { id: row.owner, field: "channel" };
  else if (row.kind === "score") {
    const there = scoresAt(editor.replica.state, row.owner).get(row.id);
    if (there && !there.only) editor.announce(mean);
    else view.editing.value = { id: row.owner, field: `score:${row.id}` };
  } else if (row.kind !== "lane" && row.id) act.edit(row.id);
}

/** Adds what belongs after a line. */
export function addAfter(view: MapView, act: Actions, row: Row, mean: string): void {
  switch (row.kind) {
    case "phase":
      if (row.id) act.addPhase({ after: row.id });
      else act.addTouchpoint({ phase: null });
      return;
    case "touchpoint":
      act.addTouchpoint({ after: row.id });
      return;
    case "lane":
      addCard(view, act, row.owner, row.id);
      return;
    case "card": {
      const { state } = view.editor.replica;
      const lane = state.record("card", row.id)?.lane ?? "";
      const at = cardsOf(state, row.owner, lane).findIndex(({ id }) => id === row.id);
      addCard(view, act, row.owner, lane, at + 1);
      return;
    }
    default:
      editLine(view, act, row, mean);
  }
}

function addCard(view: MapView, act: Actions, owner: string, lane: string, index?: number): void {
  // Cards of a phase are not added by hand: the map has no cell for them.
  if (view.editor.replica.state.record("touchpoint", owner)) act.addCard(owner, lane, index);
}

/** The menu of a line: that of its record and, where cards may be added, their lanes. */
export function menuOf(view: MapView, act: Actions, row: Row, addTo: string): MenuEntry[] {
  if (row.kind === "lane") {
    if (!view.editor.replica.state.record("touchpoint", row.owner)) return [];
    const onSelect = () => addCard(view, act, row.owner, row.id);
    return [{ label: view.editor.t("add_card"), icon: "plus", shortcut: "N", onSelect }];
  }
  if (row.kind === "channels" || row.kind === "score" || !row.id) return [];
  const own = recordMenu(view, act, row.id);
  return row.kind === "touchpoint" ? [...own, ...lanesMenu(view, act, row.id, addTo)] : own;
}

function lanesMenu(view: MapView, act: Actions, touchpoint: string, addTo: string): MenuEntry[] {
  const { state } = view.editor.replica;
  const lanes = state.siblings("lane").flatMap(([, id]) => state.record("lane", id) ?? []);
  const items = lanes.filter(holdsCards).map((lane) => ({
    label: act.nameOf(lane.id),
    icon: iconOf(lane.kind ?? "custom"),
    onSelect: () => act.addCard(touchpoint, lane.id),
  }));
  return items.length ? [{ heading: addTo }, ...items] : [];
}
