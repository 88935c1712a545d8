/** Commands: what a walker gives becomes one record a touchpoint, found again on the way back. */
import { adding, type Result, remove, updating } from "../../core/commands";
import { scaleOf, snap } from "../../core/emotion";
import type { Experience } from "../../core/schema.gen";
import type { State } from "../../core/state";
import { recordOf, type Walker } from "./steps";

interface At {
  readonly walker: Walker;
  readonly touchpoint: string;
  /** Of the record, when there is none yet. */
  readonly id: string;
}

/** Gives a score on the scale. */
export function giveScore(state: State, at: At & { score: number }): Result {
  if (!Number.isFinite(at.score)) return null;
  const score = snap(scaleOf(state), at.score);
  const there = recordOf(state, at.walker, at.touchpoint);
  if (there) return updating("edit.experience.score", [[there, { score }]]);
  return begin(state, at, { score });
}

/** Writes the first note; later ones are edits of its text. */
export function beginNote(state: State, at: At & { note: string }): Result {
  return at.note ? begin(state, at, { note: at.note }) : null;
}

/** Takes a score back; a record that says nothing more goes with it. */
export function takeBack(state: State, at: Omit<At, "id">): Result {
  const there = recordOf(state, at.walker, at.touchpoint);
  if (!there) return null;
  if (there.note) return updating("edit.experience.score", [[there, { score: null }]]);
  return remove(state, { ids: [there.id] });
}

/** A guest says their name: it is put on what they have recorded without one. */
export function sign(state: State, own: Iterable<string>, name: string): Result {
  const nameless = [...own].flatMap((id) => {
    const record = state.record("experience", id);
    return record && !record.respondent ? [record] : [];
  });
  const fields = { respondent: name };
  return updating(
    "edit.experience.respondent",
    nameless.map((record) => [record, fields] as const),
  );
}

function begin(state: State, at: At, fields: Partial<Experience>): Result {
  const { walker, touchpoint, id } = at;
  if (!state.record("touchpoint", touchpoint)) return null;
  if (walker.persona && !state.record("persona", walker.persona)) return null;
  return adding("add.experience", {
    type: "experience",
    id,
    touchpoint,
    persona: walker.persona || null,
    respondent: walker.name,
    source: "observed",
    ...fields,
  });
}
