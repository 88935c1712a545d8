import { PERSONA_COLORS } from "../../core/commands";
import { TYPES } from "../../core/schema.gen";
import { value } from "../../core/state";
import { valueLabel } from "../../i18n";
import { iconOf } from "../../ui/icons";
import type { MenuEntry, MenuItem } from "../../ui/Menu";
import type { Anchor } from "../../ui/place";
import { openPanel } from "../PartPanel";
import { type Actions, chosen, laneKinds } from "./actions";
import type { ClipAction } from "./clipboard";
import { type Cursor, PHASES, pointId, TOUCHPOINTS } from "./navigate";
import { STEP, shownHeight } from "./resize";
import { togetherMenu } from "./together";
import type { MapView } from "./view";

/** The menu of a record: the same commands as its buttons and keys. */
export function recordMenu(view: MapView, act: Actions, id: string, at?: Cursor): MenuEntry[] {
  switch (view.editor.replica.state.get(id)?.type) {
    case "phase":
      return phaseMenu(view, act, id, at);
    case "touchpoint":
      return touchpointMenu(view, act, id, at);
    case "lane":
      return laneMenu(view, act, id, at);
    case "card":
      return cardMenu(view, act, id, at);
    case "experience":
      return pointMenu(view, act, id);
    case "persona":
      return personaMenu(view, act, id);
    default:
      return [];
  }
}

/** Opens the menu of a record at its button or at the pointer. */
export function openMenu(
  view: MapView,
  act: Actions,
  id: string,
  anchor: Anchor,
  at?: Cursor,
): void {
  if (view.editor.readOnly.peek()) return;
  const items = recordMenu(
    view,
    act,
    id,
    at ?? (anchor instanceof Element ? cellAt(anchor) : undefined),
  );
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
    openMenu(view, act, id, point ?? (record as Element), cellAt(target));
    return true;
  }
  const cell = target.closest<HTMLElement>("[data-touchpoint]");
  const touchpoint = cell?.dataset.touchpoint ?? "";
  if (!cell || !state.record("touchpoint", touchpoint)) return false;
  const lane = cell.dataset.lane ?? "";
  const own = cellMenu(view, act, touchpoint, lane);
  const items = [...own, ...(own.length ? (["-"] as const) : [])];
  const label = view.editor.t("actions_for", { what: act.nameOf(touchpoint) });
  const rest = touchpointMenu(view, act, touchpoint, cellAt(target));
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
  const phase = view.editor.replica.state.record("touchpoint", touchpoint)?.place.parent;
  const add = (label: string, shortcut: string, holder: string): MenuItem => ({
    label,
    icon: "plus",
    shortcut,
    onSelect: () => act.addCard(holder, lane),
  });
  const own = add(t("add_card"), "N", touchpoint);
  return phase ? [own, add(t("add_over_phase"), "Shift N", phase)] : [own];
}

function personas(view: MapView): { id: string; name: string }[] {
  const { state } = view.grid();
  return state.siblings("persona").map(([, id]) => ({
    id,
    name: state.record("persona", id)?.name || view.editor.t("untitled"),
  }));
}

/** The cell an element stands in. */
function cellAt(element: Element): Cursor | undefined {
  const [row, col] = element.closest<HTMLElement>("[data-at]")?.dataset.at?.split("/") ?? [];
  return row !== undefined && col !== undefined ? { row, col } : undefined;
}

/** What goes by the clipboard: of these records, and into the cell the menu is of. */
function clipping(
  view: MapView,
  act: Actions,
  ids: readonly string[],
  at: Cursor | undefined,
): MenuEntry[] {
  const entry = (action: ClipAction, key: string): MenuItem => ({
    label: view.editor.t(action),
    shortcut: `Ctrl ${key}`,
    onSelect: () => {
      // The focus is given back to where it was before the menu.
      if (action === "paste" && at) act.go(at);
      view.clipboard.current?.run(action, ids);
    },
  });
  return [entry("cut", "X"), entry("copy", "C"), entry("paste", "V"), entry("duplicate", "D"), "-"];
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

function phaseMenu(view: MapView, act: Actions, id: string, cell?: Cursor): MenuEntry[] {
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
    ...clipping(view, act, [id], cell),
    removal(view, act, [id]),
  ];
}

function touchpointMenu(view: MapView, act: Actions, id: string, cell?: Cursor): MenuEntry[] {
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
    {
      label: t("select_several"),
      checked: view.several.peek(),
      onSelect: () => {
        view.several.value = !view.several.peek();
      },
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
    ...clipping(view, act, ids, cell),
    removal(view, act, ids),
  ];
}

function laneMenu(view: MapView, act: Actions, id: string, cell?: Cursor): MenuEntry[] {
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
    {
      label: t("add_above"),
      icon: "up",
      shortcut: "Shift N",
      onSelect: () => act.addLane("custom", { before: id }),
    },
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
    "-",
    ...heightItems(view, act, id),
    { heading: t("f_separator") },
    ...(TYPES.lane.fields.separator?.known ?? []).map((known) => ({
      label: valueLabel(t, known),
      checked: separator === known,
      onSelect: () => act.set(id, "separator", known),
    })),
    "-",
    ...clipping(view, act, [id], cell),
    removal(view, act, [id]),
  ];
}

function heightItems(view: MapView, act: Actions, id: string): MenuItem[] {
  const { t } = view.editor;
  const step = (by: number) => () => act.resizeLane(id, shownHeight(view, id) + by);
  return [
    { label: t("taller"), shortcut: "Alt Shift ↓", onSelect: step(STEP) },
    { label: t("shorter"), shortcut: "Alt Shift ↑", onSelect: step(-STEP) },
    { label: t("fit_content"), onSelect: () => act.resizeLane(id, null) },
  ];
}

function cardMenu(view: MapView, act: Actions, id: string, cell?: Cursor): MenuEntry[] {
  const { t, replica } = view.editor;
  const { level, parent } = replica.state.record("card", id)?.place ?? {};
  // Nothing to spread over for a touchpoint outside of every phase, nothing to gather at for an
  // empty phase.
  const phase = level
    ? replica.state.siblings("touchpoint", parent ?? null).length > 0
    : Boolean(replica.state.record("touchpoint", parent ?? "")?.place.parent);
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
    {
      label: t(level ? "only_touchpoint" : "over_phase"),
      shortcut: level ? "Alt Shift ←" : "Alt Shift →",
      disabled: !phase,
      onSelect: () => act.spreadCard(id, !level),
    },
    "-",
    ...togetherMenu(view, act, id),
    ...clipping(view, act, [id], cell),
    removal(view, act, [id]),
  ];
}

function personaCard({ editor }: MapView, id: string): MenuItem {
  const onSelect = () => {
    editor.selection.value = [id];
    editor.stage.value = "persona";
  };
  return { label: editor.t("persona_card"), icon: "user", onSelect };
}

/** A point of the curve that is one experience. */
function pointMenu(view: MapView, act: Actions, id: string): MenuEntry[] {
  const { t, kernel, replica } = view.editor;
  const felt = replica.state.record("experience", id);
  if (!felt) return [];
  const { touchpoint, source = "assumed" } = felt;
  const persona = felt.persona ?? "";
  const { state } = replica;
  const lanes = state.siblings("lane").flatMap(([, lane]) => state.record("lane", lane) ?? []);
  const row = lanes.find(
    (lane) => lane.kind === "emotion" && !lane.collapsed && (lane.persona ?? persona) === persona,
  )?.id;
  // A right click need not have brought the focus there.
  const go = (focus: boolean) => {
    if (row) act.go({ row, col: touchpoint, item: pointId(persona) }, focus);
  };
  return [
    {
      label: t("f_score"),
      icon: "pencil",
      shortcut: "Enter",
      onSelect: () => {
        go(false);
        view.editing.value = { id: touchpoint, field: `score:${persona}` };
      },
    },
    {
      label: t("feeling"),
      icon: "feeling",
      shortcut: "E",
      // Its code cannot come; the details have fields for it.
      disabled: !kernel,
      onSelect: () => {
        go(true);
        act.openPalette(touchpoint, persona);
      },
    },
    { heading: t("f_source") },
    ...(TYPES.experience.fields.source?.known ?? []).map((known) => ({
      label: valueLabel(t, known),
      checked: source === known,
      onSelect: () => act.set(id, "source", known),
    })),
    "-",
    { ...removal(view, act, []), onSelect: () => act.removeScore(touchpoint, persona) },
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
    ...(view.editor.kernel ? [personaCard(view, id)] : []),
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
    ...(view.editor.kernel
      ? [{ label: `${t("templates")}…`, onSelect: () => openPanel(view.editor, "templates") }]
      : []),
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
