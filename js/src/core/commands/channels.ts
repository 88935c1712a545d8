import { placeAt } from "../order";
import type { Channel } from "../schema.gen";
import type { State } from "../state";
import { adding, type Result, updating } from "./base";

/** The channel with a name, whatever its case and blanks around. */
export function channelNamed(state: State, name: string): Channel | undefined {
  const wanted = name.trim().toLocaleLowerCase();
  for (const id of state.ofType("channel")) {
    const channel = state.record("channel", id);
    if (channel?.name?.trim().toLocaleLowerCase() === wanted) return channel;
  }
  return undefined;
}

/** Puts a channel on a touchpoint by name; a name that is new makes a new channel `id`. */
export function addChannel(
  state: State,
  args: { touchpoint: string; name: string; id: string },
): Result {
  const touchpoint = state.record("touchpoint", args.touchpoint);
  const name = args.name.trim();
  if (!touchpoint || !name) return null;
  const there = channelNamed(state, name);
  const ids = touchpoint.channels ?? [];
  if (there && ids.includes(there.id)) return null;
  const updates = updating("add.channel", [
    [touchpoint, { channels: [...ids, there?.id ?? args.id] }],
  ]);
  if (there || !updates) return updates;
  const place = placeAt(state, "channel", null, state.siblings("channel").length);
  const channel: Channel = { type: "channel", id: args.id, place, name };
  return {
    label: "add.channel",
    change: { ...adding("", channel).change, ...updates.change },
  };
}

/** Takes a channel off a touchpoint; the channel itself stays in the map. */
export function dropChannel(state: State, args: { touchpoint: string; channel: string }): Result {
  const touchpoint = state.record("touchpoint", args.touchpoint);
  if (!touchpoint) return null;
  const channels = (touchpoint.channels ?? []).filter((id) => id !== args.channel);
  return updating("remove.channel", [[touchpoint, { channels }]]);
}
