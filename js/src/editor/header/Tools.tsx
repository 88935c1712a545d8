import { labelText } from "../../i18n/labels";
import { IconButton } from "../../ui/IconButton";
import type { IconName } from "../../ui/icons";
import { useOpenMenu } from "../../ui/Menu";
import { STAGES } from "../kernel";
import type { Actions } from "../map/actions";
import { addMenu } from "../map/menus";
import { useView } from "../map/view";
import { zoomMenu } from "../map/zoom";
import { Export } from "./Export";

/** Undo, redo, add, details. What does not exist yet has no button. */
export function Tools({ act }: { act: Actions }) {
  const { editor, ...view } = useView();
  const openMenu = useOpenMenu();
  editor.version.value;
  const { t, replica } = editor;
  if (editor.readOnly.value) {
    return (
      <div class="cjm-toolbar">
        <Views />
        <Export />
        <Panels />
        <Details />
      </div>
    );
  }
  const undo = labelText(t, replica.undoLabel);
  const redo = labelText(t, replica.redoLabel);
  return (
    <div class="cjm-toolbar" role="toolbar" aria-label={t("edit")}>
      <IconButton
        icon="undo"
        label={undo ? t("undo_what", { what: undo }) : t("undo")}
        shortcut="Ctrl+Z"
        disabled={!replica.canUndo}
        onClick={() => act.undo()}
      />
      <IconButton
        icon="redo"
        label={redo ? t("redo_what", { what: redo }) : t("redo")}
        shortcut="Ctrl+Shift+Z"
        disabled={!replica.canRedo}
        onClick={() => act.redo()}
      />
      <Views />
      <Export />
      <Panels />
      <span class="cjm-rule" />
      <IconButton
        class="cjm-solid"
        icon="plus"
        label={t("add")}
        text={t("add")}
        menu
        onClick={(event) =>
          openMenu({
            anchor: event.currentTarget as Element,
            items: addMenu({ editor, ...view }, act),
            label: t("add"),
          })
        }
      />
      <Details />
    </div>
  );
}

/** The map and what may stand in its place; how large the map is drawn. */
function Views() {
  const view = useView();
  const { editor } = view;
  const openMenu = useOpenMenu();
  const { t, stage } = editor;
  const stages = editor.kernel && STAGES.length ? [null, ...STAGES] : [];
  const items = () => [
    ...stages.map((name) => ({
      label: t(name ?? "map"),
      checked: stage.peek() === name,
      onSelect: () => {
        stage.value = name;
      },
    })),
    ...(stage.peek() === null ? zoomMenu(view) : []),
  ];
  return (
    <IconButton
      class="cjm-view-button"
      icon="view"
      label={t("view")}
      text={t("view")}
      menu
      onClick={(event) =>
        openMenu({ anchor: event.currentTarget as Element, items: items(), label: t("view") })
      }
    />
  );
}

/** What people do to the map together: comments, votes, drawings. */
function Together() {
  const { editor } = useView();
  const openMenu = useOpenMenu();
  const { t, panel } = editor;
  const item = (name: "comments" | "votes" | "pen" | "workshop", icon: IconName) => ({
    label: t(name),
    icon,
    onSelect: () => {
      panel.value = name;
    },
  });
  return (
    <IconButton
      class="cjm-together-button"
      icon="user"
      label={t("together")}
      menu
      onClick={(event) =>
        openMenu({
          anchor: event.currentTarget as Element,
          items: [
            item("comments", "channel"),
            item("votes", "check"),
            item("pen", "pencil"),
            // What it says comes from Python.
            ...(editor.kernel?.alone ? [] : [item("workshop", "about")]),
          ],
          label: t("together"),
        })
      }
    />
  );
}

/** Search and help, whose code the kernel sends. */
function Panels() {
  const { editor, sift } = useView();
  const { t, panel } = editor;
  if (!editor.kernel) return null;
  const button = (name: "search" | "filter" | "help", icon: IconName, shortcut: string) => (
    <IconButton
      class={`cjm-${name}-button`}
      icon={icon}
      filled={name === "filter" && Boolean(sift.value?.value)}
      label={t(name)}
      shortcut={shortcut}
      expanded={panel.value === name}
      onClick={() => {
        panel.value = panel.value === name ? null : name;
      }}
    />
  );
  return (
    <>
      <Together />
      {button("search", "search", "Ctrl+F")}
      {button("filter", "filter", "Ctrl+Shift+F")}
      {button("help", "question", "?")}
    </>
  );
}

function Details() {
  const { editor } = useView();
  const { panel, inspectorOpen } = editor;
  // A panel stands where the details would.
  const open = inspectorOpen.value && panel.value === null;
  return (
    <IconButton
      class="cjm-panel-button"
      icon="panel"
      label={editor.t(open ? "close_inspector" : "open_inspector")}
      pressed={open}
      onClick={() => {
        panel.value = null;
        inspectorOpen.value = !open;
      }}
    />
  );
}
