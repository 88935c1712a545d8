import type { TypeName } from "../../core/schema.gen";
import type { Group } from "../../editor/inspector/forms";
import type { MessageKey } from "../../i18n";

/** Forms of what is filled in now and then, in the order in which people do it. */
export const FORMS: Partial<Record<TypeName, readonly Group[]>> = {
  lane: [
    { rows: ["description", "kind", "side", "separator", "persona"] },
    { title: "g_look" as MessageKey, rows: [["height", "collapsed"]], folded: true },
  ],
  persona: [
    { rows: ["tagline", "quote", "color", ["avatar", "share"]] },
    { title: "f_needs", rows: ["goals", "needs", "pains", "jobs"] },
    {
      title: "g_persona" as MessageKey,
      rows: ["kind", "segment", "channels", "demographics", "psychographics"],
      folded: true,
    },
  ],
  goal: [{ rows: ["kind", "metric", "target"] }],
  question: [{ rows: ["answer", "answered", "evidence"] }],
  person: [
    { rows: [["role", "team"], "email", "kind"] },
    { title: "g_weight", rows: ["influence", "invited"], folded: true },
  ],
  channel: [{ rows: [["kind", "icon"], "ownership"] }],
  experience: [
    {
      rows: ["touchpoint", "persona", ["score", "source"], ["emotion", "emoji"], "note"],
    },
    { title: "f_evidence", rows: [["n", "sd"], "respondent"] },
  ],
  evidence: [{ rows: ["kind", "url", ["date", "n"], "quote", "query"] }],
  metric: [
    { rows: ["kind", ["unit", "direction"], "target"] },
    { title: "g_who", rows: ["owner", "source"] },
  ],
  metric_value: [{ rows: ["metric", "target", ["value", "n"], "date", "persona"] }],
  resource: [
    { rows: [["kind", "status"], ["amount", "unit"], "touchpoints"] },
    { title: "g_who", rows: ["owner"], folded: true },
  ],
  path: [
    { rows: ["personas", "@steps"] },
    { title: "g_weight", rows: ["condition", "probability", "main"] },
  ],
  edge: [
    { rows: ["source", "target", "kind", "label"] },
    { title: "g_weight", rows: ["condition", ["probability", "count"]] },
  ],
  vote_session: [{ rows: ["@kinds", "votes_per_person", ["anonymous", "open"]] }],
  vote: [{ rows: ["session", "target", "voter", "weight"] }],
  comment: [{ rows: ["target", "parent", "author", "resolved"] }],
  reaction: [{ rows: ["target", "emoji", "author"] }],
  stroke: [{ rows: ["anchor", "color", "width"] }],
  board: [{ rows: ["kind", "persona", "about"] }],
  sticky_note: [{ rows: ["board", "cell", "author", "color", "promoted_to"] }],
  workshop_part: [
    { rows: ["kind", ["duration", "status"], "notes"] },
    { title: "g_time", rows: [["started", "elapsed"], "ticked"], folded: true },
  ],
};

/** What is seen and not edited here, and why. */
export const FIXED: Readonly<Record<string, string>> = {
  "comment.author": "who wrote a comment stays its author",
  "comment.parent": "an answer belongs to what it answers",
  "comment.target": "a comment was written about this",
  "reaction.author": "a reaction is its giver's, who takes it back with the bar of emoji",
  "reaction.emoji": "another emoji is another reaction",
  "reaction.target": "a reaction was given to this",
  "stroke.anchor": "a line was drawn at this",
  "vote.session": "a vote belongs to the round it was given in",
  "vote.target": "a vote was given to this",
  "vote.voter": "a vote stays with who gave it",
  "vote.weight": "votes are given and taken back with the panel of votes, never altered",
};

/** What no form shows, and why. */
export const UNSEEN: Readonly<Record<string, string>> = {
  extra: "kept for other programs as it is",
  file_extra: "kept for other programs as it is",
  place: "where a thing stands is changed by moving it",
  points: "a line is drawn by hand; it can be drawn anew",
};
