import { scaleOf, scoresAt, snap } from "../emotion";
import type { Experience } from "../schema.gen";
import type { State } from "../state";
import { adding, type Result, remove, updating } from "./base";

/**
 * Sets the score of a persona (null: everyone) at a touchpoint. A score that is not there is
 * added as assumed, under `id`; a mean of several answers cannot be set by hand.
 */
export function setScore(
  state: State,
  args: { id: string; touchpoint: string; persona: string | null; score: number; free?: boolean },
): Result {
  if (!Number.isFinite(args.score) || !state.record("touchpoint", args.touchpoint)) return null;
  if (args.persona !== null && !state.record("persona", args.persona)) return null;
  const score = snap(scaleOf(state), args.score, args.free);
  const there = scoresAt(state, args.touchpoint).get(args.persona ?? "");
  if (there && !there.only) return null;
  if (there?.only) return updating("edit.experience.score", [[there.only, { score }]]);
  const experience: Experience = {
    type: "experience",
    id: args.id,
    touchpoint: args.touchpoint,
    persona: args.persona,
    score,
  };
  return adding("add.experience", experience);
}

/** Moves a score by steps of the scale; one that is not there starts at neutral. */
export function stepScore(
  state: State,
  args: { id: string; touchpoint: string; persona: string | null; by: number },
): Result {
  const scale = scaleOf(state);
  const there = scoresAt(state, args.touchpoint).get(args.persona ?? "");
  const score = there ? there.score + args.by * scale.step : scale.neutral;
  return setScore(state, { ...args, score });
}

/** Says what a score felt like, in a word and a sign; with neither, that is taken back. */
export function nameEmotion(
  state: State,
  args: { id: string; emotion: string; emoji: string },
): Result {
  const felt = state.record("experience", args.id);
  const { emotion, emoji } = args;
  return felt ? updating("edit.experience.emotion", [[felt, { emotion, emoji }]]) : null;
}

/** Removes the score that is shown of a persona at a touchpoint, all answers of its source. */
export function removeScore(
  state: State,
  args: { touchpoint: string; persona: string | null },
): Result {
  const there = scoresAt(state, args.touchpoint).get(args.persona ?? "");
  if (!there) return null;
  const found = remove(state, { ids: there.ids });
  return found && { ...found, label: "remove.experience" };
}
