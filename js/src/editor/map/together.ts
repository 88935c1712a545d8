import * as commands from "../../core/commands";
import { newId } from "../../core/ids";
import type { MenuEntry } from "../../ui/Menu";
import { openPanel } from "../PartPanel";
import type { Actions } from "./actions";
import type { MapView } from "./view";

/** What people do to a map together, from buttons, menus and keys. */
export interface TogetherActions {
  /** Gives an emoji or takes it back; without one, opens the bar of them. */
  react(id: string, emoji?: string): void;
  vote(id: string, by: 1 | -1): void;
  /** Opens the comments of a record. */
  discuss(id: string): void;
}

export function togetherActions(
  view: MapView,
  run: Actions["run"],
  select: Actions["select"],
): TogetherActions {
  const { editor, me } = view;
  const { t, replica, announce } = editor;
  return {
    react(target, emoji) {
      if (editor.readOnly.peek()) return;
      if (emoji === undefined) {
        view.reacting.value = target;
        return;
      }
      const args = { id: newId("re"), target, emoji, author: me.peek() };
      const command = commands.toggleReaction(replica.state, args);
      if (run(command) && command) {
        announce(t(command.change.added ? "reacted" : "unreacted", { what: emoji }));
      }
    },

    vote(target, by) {
      const { state } = replica;
      const round = commands.roundOf(state, state.get(target));
      if (!round || editor.readOnly.peek()) return;
      const voter = me.peek();
      // A budget is a person's: the panel asks who it is.
      if (!voter) {
        openPanel(editor, "votes");
        return;
      }
      run(commands.castVote(state, { session: round.id, target, voter, by }));
      announce(t("votes_left", { n: Math.max(0, commands.votesLeft(state, round, voter)) }));
    },

    discuss(id) {
      select([id]);
      openPanel(editor, "comments");
    },
  };
}

/** What the menu of a record offers of it. */
export function togetherMenu(view: MapView, act: Actions, id: string): MenuEntry[] {
  const { t, replica, kernel } = view.editor;
  const { state } = replica;
  const round = commands.roundOf(state, state.get(id));
  const voter = view.me.peek();
  const own = round ? commands.votesIn(state, round.id, { target: id, voter }) : [];
  const drawn = [...state.referrers(id, "stroke")];
  return [
    { label: t("react"), icon: "emotion", shortcut: "R", onSelect: () => act.react(id) },
    ...(kernel
      ? [
          {
            label: t("f_comments"),
            icon: "channel" as const,
            shortcut: "C",
            onSelect: () => act.discuss(id),
          },
        ]
      : []),
    ...(round
      ? [
          {
            label: t("vote"),
            icon: "up" as const,
            shortcut: "V",
            disabled: voter !== "" && commands.votesLeft(state, round, voter) < 1,
            onSelect: () => act.vote(id, 1),
          },
          {
            label: t("unvote"),
            icon: "down" as const,
            shortcut: "⇧V",
            disabled: own.length === 0,
            onSelect: () => act.vote(id, -1),
          },
        ]
      : []),
    ...(drawn.length > 0
      ? [
          {
            label: t("erase"),
            icon: "pencil" as const,
            onSelect: () => act.run(commands.remove(state, { ids: drawn })),
          },
        ]
      : []),
    "-",
  ];
}
