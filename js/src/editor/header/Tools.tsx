import { labelText } from "../../i18n/labels";
import { IconButton } from "../../ui/IconButton";
import type { IconName } from "../../ui/icons";
import { useOpenMenu } from "../../ui/Menu";
import { STAGES } from "../kernel";
import type { Actions } from "../map/actions";
import { addMenu } from "../map/menus";
import { useView } from "../map/view";

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

/** The map and what may stand in its place. */
function Views() {
  const { editor } = useView();
  const openMenu = useOpenMenu();
  const { t, stage } = editor;
  if (!editor.kernel || STAGES.length === 0) return null;
  const items = [null, ...STAGES].map((name) => ({
    label: t(name ?? "map"),
    checked: stage.value === name,
    onSelect: () => {
      stage.value = name;
    },
  }));
  return (
    <IconButton
      class="cjm-view-button"
      icon="view"
      label={t("view")}
      text={t("view")}
      menu
      onClick={(event) =>
        openMenu({ anchor: event.currentTarget as Element, items, label: t("view") })
      }
    />
  );
}

/** What people do to the map together: comments, votes, drawings. */
function Together() {
  const { editor } = useView();
  const openMenu = useOpenMenu();
  const { t, panel } = editor;
  const item = (name: "comments" | "votes" | "pen", icon: IconName) => ({
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
          items: [item("comments", "channel"), item("votes", "check"), item("pen", "pencil")],
          label: t("together"),
        })
      }
    />
  );
}

/** Search and help, whose code the kernel sends. */
function Panels() {
  const { editor } = useView();
  const { t, panel } = editor;
  if (!editor.kernel) return null;
  const button = (name: "search" | "help", icon: IconName, shortcut: string) => (
    <IconButton
      icon={icon}
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
      {button("help", "question", "?")}
    </>
  );
}

function Details() {
  const { editor } = useView();
  const open = editor.inspectorOpen.value;
  return (
    <IconButton
      class="cjm-panel-button"
      icon="panel"
      label={editor.t(open ? "close_inspector" : "open_inspector")}
      pressed={open}
      onClick={() => {
        editor.inspectorOpen.value = !open;
      }}
    />
  );
}
