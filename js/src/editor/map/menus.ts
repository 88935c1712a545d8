import { PERSONA_COLORS } from "../../core/commands";
import { TYPES } from "../../core/schema.gen";
import { value } from "../../core/state";
import { valueLabel } from "../../i18n";
import { iconOf } from "../../ui/icons";
import type { MenuEntry, MenuItem } from "../../ui/Menu";
import type { Anchor } from "../../ui/place";
import { type Actions, chosen, laneKinds } from "./actions";
import { PHASES, TOUCHPOINTS } from "./navigate";
import { togetherMenu } from "./together";
import type { MapView } from "./view";

/** The menu of a record: the same commands as its buttons and keys. */
export function recordMenu(view: MapView, act: Actions, id: string): MenuEntry[] {
  switch (view.editor.replica.state.get(id)?.type) {
    case "phase":
      return phaseMenu(view, act, id);
    case "touchpoint":
      return touchpointMenu(view, act, id);
    case "lane":
      return laneMenu(view, act, id);
    case "card":
      return cardMenu(view, act, id);
    case "persona":
      return personaMenu(view, act, id);
    default:
      return [];
  }
}

/** Opens the menu of a record at its button or at the pointer. */
export function openMenu(view: MapView, act: Actions, id: string, anchor: Anchor): void {
  if (view.editor.readOnly.peek()) return;
  const items = recordMenu(view, act, id);
  const label = view.editor.t("actions_for", { what: act.nameOf(id) });
  if (items.length) view.openMenu({ anchor, items, label });
}

/** Opens the menu of the nearest thing around an element; false when it has none. */
export function openCellMenu(
  view: MapView,
  act: Actions,
  target: Element,
  point?: { x: number; y: number },
): boolean {
  if (view.editor.readOnly.peek()) return false;
  const { state } = view.grid();
  const record = target.closest<HTMLElement>("[data-id]");
  const id = record?.dataset.id ?? "";
  if (recordMenu(view, act, id).length) {
    openMenu(view, act, id, point ?? (record as Element));
    return true;
  }
  const cell = target.closest<HTMLElement>("[data-touchpoint]");
  const touchpoint = cell?.dataset.touchpoint ?? "";
  if (!cell || !state.record("touchpoint", touchpoint)) return false;
  const lane = cell.dataset.lane ?? "";
  const own = cellMenu(view, act, touchpoint, lane);
  const items = [...own, ...(own.length ? (["-"] as const) : [])];
  const label = view.editor.t("actions_for", { what: act.nameOf(touchpoint) });
  const rest = touchpointMenu(view, act, touchpoint);
  view.openMenu({ anchor: point ?? cell, items: [...items, ...rest], label });
  return true;
}

function cellMenu(view: MapView, act: Actions, touchpoint: string, lane: string): MenuEntry[] {
  const { t } = view.editor;
  const kind = view.editor.replica.state.record("lane", lane)?.kind ?? "custom";
  if (kind === "emotion") {
    const everyone = { id: "", name: t("everyone") };
    return [...personas(view), everyone].map(({ id, name }) => ({
      label: `${t("add_score")}: ${name}`,
      icon: "emotion",
      onSelect: () => act.stepScore(touchpoint, id, 0),
    }));
  }
  if (kind === "channel") {
    const onSelect = () => {
      view.editing.value = { id: touchpoint, field: "channel" };
    };
    return [{ label: t("add_channel"), icon: "plus", onSelect }];
  }
  const onSelect = () => act.addCard(touchpoint, lane);
  return [{ label: t("add_card"), icon: "plus", shortcut: "N", onSelect }];
}

function personas(view: MapView): { id: string; name: string }[] {
  const { state } = view.grid();
  return state.siblings("persona").map(([, id]) => ({
    id,
    name: state.record("persona", id)?.name || view.editor.t("untitled"),
  }));
}

function removal(view: MapView, act: Actions, ids: readonly string[]): MenuItem {
  const { t } = view.editor;
  const onSelect = () => act.remove(ids);
  return { label: t("remove"), icon: "trash", shortcut: "Del", danger: true, onSelect };
}

function renaming(view: MapView, act: Actions, id: string, key: "rename" | "edit"): MenuItem {
  const onSelect = () => {
    act.edit(id);
  };
  return { label: view.editor.t(key), icon: "pencil", shortcut: "F2", onSelect };
}

function phaseMenu(view: MapView, act: Actions, id: string): MenuEntry[] {
  const { t, replica } = view.editor;
  const phase = replica.state.record("phase", id);
  if (!phase) return [];
  const row = replica.state.siblings("phase");
  const at = row.findIndex(([, other]) => other === id);
  const stage = String(value(phase, "purchase_stage"));
  return [
    renaming(view, act, id, "rename"),
    {
      label: phase.collapsed ? t("expand") : t("collapse"),
      icon: phase.collapsed ? "expand" : "collapse",
      shortcut: "Space",
      onSelect: () => act.toggle(id, "collapsed"),
    },
    { label: t("add_touchpoint"), icon: "plus", onSelect: () => act.addTouchpoint({ phase: id }) },
    "-",
    { label: t("add_before"), icon: "left", onSelect: () => act.addPhase({ before: id }) },
    {
      label: t("add_after"),
      icon: "right",
      shortcut: "N",
      onSelect: () => act.addPhase({ after: id }),
    },
    {
      label: t("move_left"),
      icon: "left",
      shortcut: "Alt ←",
      disabled: at === 0,
      onSelect: () => act.movePhase(id, -1),
    },
    {
      label: t("move_right"),
      icon: "right",
      shortcut: "Alt →",
      disabled: at === row.length - 1,
      onSelect: () => act.movePhase(id, 1),
    },
    { heading: t("f_purchase_stage") },
    ...(TYPES.phase.fields.purchase_stage?.known ?? []).map((known) => ({
      label: valueLabel(t, known),
      checked: stage === known,
      onSelect: () => act.set(id, "purchase_stage", known),
    })),
    "-",
    ...togetherMenu(view, act, id),
    removal(view, act, [id]),
  ];
}

function touchpointMenu(view: MapView, act: Actions, id: string): MenuEntry[] {
  const { t, replica } = view.editor;
  const touchpoint = replica.state.record("touchpoint", id);
  if (!touchpoint) return [];
  const ids = chosen(view, id);
  return [
    renaming(view, act, id, "rename"),
    {
      label: t("f_moment_of_truth"),
      checked: touchpoint.moment_of_truth === true,
      onSelect: () => act.toggle(id, "moment_of_truth"),
    },
    "-",
    { label: t("add_before"), icon: "left", onSelect: () => act.addTouchpoint({ before: id }) },
    {
      label: t("add_after"),
      icon: "right",
      shortcut: "N",
      onSelect: () => act.addTouchpoint({ after: id }),
    },
    {
      label: t("move_left"),
      icon: "left",
      shortcut: "Alt ←",
      onSelect: () => act.moveTouchpoints(ids, -1),
    },
    {
      label: t("move_right"),
      icon: "right",
      shortcut: "Alt →",
      onSelect: () => act.moveTouchpoints(ids, 1),
    },
    "-",
    ...togetherMenu(view, act, id),
    removal(view, act, ids),
  ];
}

function laneMenu(view: MapView, act: Actions, id: string): MenuEntry[] {
  const { t, replica } = view.editor;
  const lane = replica.state.record("lane", id);
  if (!lane) return [];
  const row = replica.state.siblings("lane");
  const at = row.findIndex(([, other]) => other === id);
  const separator = lane.separator ?? "none";
  return [
    renaming(view, act, id, "rename"),
    {
      label: lane.collapsed ? t("expand") : t("collapse"),
      icon: lane.collapsed ? "expand" : "collapse",
      shortcut: "Space",
      onSelect: () => act.toggle(id, "collapsed"),
    },
    "-",
    { label: t("add_above"), icon: "up", onSelect: () => act.addLane("custom", { before: id }) },
    {
      label: t("add_below"),
      icon: "down",
      shortcut: "N",
      onSelect: () => act.addLane("custom", { after: id }),
    },
    {
      label: t("move_up"),
      icon: "up",
      shortcut: "Alt ↑",
      disabled: at === 0,
      onSelect: () => act.moveLane(id, -1),
    },
    {
      label: t("move_down"),
      icon: "down",
      shortcut: "Alt ↓",
      disabled: at === row.length - 1,
      onSelect: () => act.moveLane(id, 1),
    },
    { heading: t("f_separator") },
    ...(TYPES.lane.fields.separator?.known ?? []).map((known) => ({
      label: valueLabel(t, known),
      checked: separator === known,
      onSelect: () => act.set(id, "separator", known),
    })),
    "-",
    removal(view, act, [id]),
  ];
}

function cardMenu(view: MapView, act: Actions, id: string): MenuEntry[] {
  const { t } = view.editor;
  const move = (
    label: string,
    shortcut: string,
    direction: Parameters<Actions["moveCard"]>[1],
  ) => ({
    label,
    shortcut,
    onSelect: () => act.moveCard(id, direction),
  });
  return [
    renaming(view, act, id, "edit"),
    "-",
    move(t("move_up"), "Alt ↑", { dy: -1 }),
    move(t("move_down"), "Alt ↓", { dy: 1 }),
    move(t("move_left"), "Alt ←", { dx: -1 }),
    move(t("move_right"), "Alt →", { dx: 1 }),
    "-",
    ...togetherMenu(view, act, id),
    removal(view, act, [id]),
  ];
}

function personaMenu(view: MapView, act: Actions, id: string): MenuEntry[] {
  const { t, replica } = view.editor;
  const row = replica.state.siblings("persona");
  const at = row.findIndex(([, other]) => other === id);
  const { shortcut: _, ...remove } = removal(view, act, [id]);
  return [
    renaming(view, act, id, "rename"),
    {
      label: t("f_tagline"),
      icon: "pencil",
      onSelect: () => act.edit(id, "tagline"),
    },
    {
      label: t("move_left"),
      icon: "left",
      disabled: at === 0,
      onSelect: () => act.movePersona(id, -1),
    },
    {
      label: t("move_right"),
      icon: "right",
      disabled: at === row.length - 1,
      onSelect: () => act.movePersona(id, 1),
    },
    { heading: t("f_color") },
    ...PERSONA_COLORS.map((color, i) => ({
      label: `${t("f_color")} ${i + 1}`,
      color,
      onSelect: () => act.set(id, "color", color),
    })),
    "-",
    remove,
  ];
}

/** What "+ Add" offers: everything a map is made of, lanes by kind. */
export function addMenu(view: MapView, act: Actions): MenuEntry[] {
  const { t } = view.editor;
  return [
    { label: t("add_touchpoint"), icon: "touchpoint", onSelect: () => act.addTouchpoint() },
    { label: t("add_phase"), icon: "panel", onSelect: () => act.addPhase(phaseAtCursor(view)) },
    { label: t("add_persona"), icon: "user", onSelect: () => act.addPersona() },
    { heading: t("add_lane") },
    ...laneKinds(t("lane_titles")).map(({ kind, title }) => ({
      label: title,
      icon: iconOf(kind),
      onSelect: () => act.addLane(kind),
    })),
  ];
}

function phaseAtCursor(view: MapView): { after?: string } {
  const { state } = view.grid();
  const { row, col } = view.cursor.peek();
  const phase = row === PHASES || row !== TOUCHPOINTS ? col : "";
  return state.record("phase", phase) ? { after: phase } : {};
}
