import type { TypeName } from "../../core/schema.gen";

/** Fields on which practice has something to say; their words are in `texts.ts`, which comes when one is asked for. */
const HINTED: Partial<Record<TypeName, string>> = {
  journey: "description map_type scenario problem expectations owner basis emotion_scale",
  goal: "text metric target",
  question: "text answer",
  persona: "name tagline quote share goals needs pains jobs demographics psychographics",
  person: "kind influence",
  channel: "name ownership",
  phase: "name purchase_stage",
  touchpoint:
    "name description channels in_use intended expectation expectation_met moment_of_truth duration wait owners initiator importance_customer importance_business support_needed compliance planned_ref status",
  lane: "kind side separator",
  experience: "score source n sd emotion",
  card: "text kind status severity impact effort evidence_level evidence personas",
  evidence: "title n quote",
  metric: "name kind direction",
  metric_value: "target value",
  resource: "status",
  path: "name condition probability",
  edge: "kind probability",
  vote_session: "title votes_per_person",
};

export function isHinted(type: string, field: string): boolean {
  return HINTED[type as TypeName]?.split(" ").includes(field) ?? false;
}
