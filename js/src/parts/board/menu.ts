import type { StickyNote } from "../../core/schema.gen";
import type { Actions } from "../../editor/map/actions";
import { togetherMenu } from "../../editor/map/together";
import type { MapView } from "../../editor/map/view";
import type { MenuEntry } from "../../ui/Menu";
import type { Say } from "./Boards";
import type { Cell } from "./kinds";
import { becameOf } from "./notes";
import { showOnMap } from "./Sticky";

/** The grounds one can choose; any other is set in the details, or by code. */
const COLORS = [
  ["yellow", "#f2c230"],
  ["orange", "#f28c38"],
  ["pink", "#e5608c"],
  ["purple", "#9068d8"],
  ["blue", "#3f8fd8"],
  ["green", "#45a362"],
] as const;

interface Menu {
  readonly view: MapView;
  readonly act: Actions;
  readonly say: Say;
  readonly cells: readonly Cell[];
  readonly note: StickyNote;
  move(cell: string): void;
  promote(): void;
}

/** What can be done with a note. */
export function noteMenu({ view, act, say, cells, note, move, promote }: Menu): MenuEntry[] {
  const { editor } = view;
  const { t, replica, solo } = editor;
  const there = becameOf(replica.state, note) !== undefined;
  const together = togetherMenu(view, act, note.id).filter(
    // A board that is alone has no panels.
    (entry) => !solo.peek() || entry === "-" || !("icon" in entry) || entry.icon !== "channel",
  );
  const own = (note.color ?? "").toLowerCase();
  return [
    { label: say("edit"), icon: "pencil", shortcut: "↵", onSelect: () => act.edit(note.id) },
    ...(there
      ? solo.peek()
        ? []
        : [
            {
              label: say("show"),
              icon: "view" as const,
              onSelect: () => showOnMap(note, view),
            },
          ]
      : [{ label: say("promote"), icon: "up" as const, onSelect: promote }]),
    "-",
    ...together,
    { heading: say("color") },
    ...COLORS.map(([name, color]) => ({
      label: say(name),
      color,
      checked: own === color,
      onSelect: () => act.set(note.id, "color", color),
    })),
    {
      label: say("no_color"),
      checked: own === "",
      onSelect: () => act.set(note.id, "color", ""),
    },
    ...(cells.length > 1 ? [{ heading: say("move_to") }] : []),
    ...cells
      .filter(({ key }) => key !== (note.cell ?? ""))
      .map(({ key, title }) => ({
        label: title,
        icon: "action" as const,
        onSelect: () => move(key),
      })),
    "-",
    {
      label: t("remove"),
      icon: "trash",
      shortcut: "Del",
      danger: true,
      onSelect: () => act.remove([note.id]),
    },
  ];
}
