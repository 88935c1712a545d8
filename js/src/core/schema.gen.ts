// Generated from the JSON Schema by `python -m cjm_widgets.model.schema`. Do not edit.

import { readTable, type TypeInfo } from "./table";

/** Where an ordered record stands: one atomic value. */
export interface Place {
  order: string;
  parent?: string | null;
  level?: "" | "phase";
}

/** What the map as a whole says about itself. There is exactly one. */
export interface JourneyInfo {
  type: "journey";
  id: string;
  title?: string;
  description?: string;
  map_type?: "current" | "future" | "day_in_the_life" | "service_blueprint" | "touchpoint_map" | "other" | (string & {});
  basis?: "planned" | "actual" | "mixed" | (string & {});
  scenario?: string;
  expectations?: string[];
  problem?: string;
  language?: string;
  status?: string;
  owner?: string | null;
  derived_from?: string;
  emotion_scale?: EmotionScale;
  extra?: Record<string, unknown>;
}

/** The scale scores are given on: from `min` to `max`, `neutral` in between. */
export interface EmotionScale {
  min?: number;
  max?: number;
  neutral?: number;
  step?: number;
  labels?: Record<string, string>;
  emoji?: Record<string, string>;
  extra?: Record<string, unknown>;
}

/** What the organisation wants the journey to reach, with a metric and a target. */
export interface Goal {
  type: "goal";
  place: Place;
  id: string;
  text?: string;
  kind?: "engage" | "efficiency" | "conversion" | "retention" | "other" | (string & {});
  metric?: string | null;
  target?: number | null;
  extra?: Record<string, unknown>;
}

/** A question the map is to answer, and its answer. */
export interface Question {
  type: "question";
  place: Place;
  id: string;
  text?: string;
  answer?: string;
  answered?: boolean;
  evidence?: string[];
  extra?: Record<string, unknown>;
}

/** A kind of customer who goes through the journey. */
export interface Persona {
  type: "persona";
  place: Place;
  id: string;
  name?: string;
  kind?: string;
  tagline?: string;
  quote?: string;
  color?: string;
  avatar?: string;
  demographics?: Record<string, string>;
  psychographics?: Record<string, string>;
  goals?: string[];
  needs?: string[];
  pains?: string[];
  jobs?: string[];
  channels?: string[];
  segment?: string;
  share?: number | null;
  extra?: Record<string, unknown>;
}

/** Someone who works on the journey: owner, stakeholder, facilitator, participant. */
export interface Person {
  type: "person";
  place: Place;
  id: string;
  name?: string;
  role?: string;
  team?: string;
  email?: string;
  kind?: "stakeholder" | "owner" | "facilitator" | "participant" | (string & {});
  influence?: number | null;
  invited?: boolean;
  extra?: Record<string, unknown>;
}

/** A way customer and organisation meet: shop, website, phone, Instagram ... */
export interface Channel {
  type: "channel";
  place: Place;
  id: string;
  name?: string;
  kind?: string;
  ownership?: "owned" | "paid" | "earned" | "partner" | "unknown" | (string & {});
  icon?: string;
  extra?: Record<string, unknown>;
}

/** A stretch of the journey; `purchase_stage` groups phases before, during, after. */
export interface Phase {
  type: "phase";
  place: Place;
  id: string;
  name?: string;
  purchase_stage?: "before" | "during" | "after" | "none" | (string & {});
  description?: string;
  color?: string;
  collapsed?: boolean;
  extra?: Record<string, unknown>;
}

/** One step at which the customer meets the organisation. `duration`, `wait`: seconds. */
export interface Touchpoint {
  type: "touchpoint";
  place: Place;
  id: string;
  name?: string;
  description?: string;
  kind?: "action" | "communication" | "decision" | "wait" | "event" | (string & {});
  initiator?: string;
  receiver?: string;
  channels?: string[];
  in_use?: boolean | null;
  intended?: boolean | null;
  compliance?: "compliant" | "deviating" | "missing" | "added" | "failed" | "unknown" | (string & {});
  planned_ref?: string | null;
  start?: string;
  end?: string;
  duration?: number | null;
  wait?: number | null;
  owners?: string[];
  importance_customer?: number | null;
  importance_business?: number | null;
  moment_of_truth?: boolean;
  expectation?: string;
  expectation_met?: "exceeded" | "met" | "missed" | "unknown" | (string & {});
  support_needed?: string;
  status?: "todo" | "assumed" | "researched" | "validated" | (string & {});
  tags?: string[];
  extra?: Record<string, unknown>;
}

/** A row of the map. `separator` is drawn under it (line of interaction, of visibility). */
export interface Lane {
  type: "lane";
  place: Place;
  id: string;
  kind?: "channel" | "action" | "thought" | "emotion" | "need" | "pain" | "gain" | "opportunity" | "insight" | "question" | "metric" | "owner" | "note" | "custom" | (string & {});
  title?: string;
  description?: string;
  side?: "frontstage" | "backstage" | "none" | (string & {});
  persona?: string | null;
  height?: number | null;
  collapsed?: boolean;
  separator?: "none" | "interaction" | "visibility" | "internal_interaction" | (string & {});
  extra?: Record<string, unknown>;
}

/** How one persona (or one respondent) felt at one touchpoint; None is everyone. */
export interface Experience {
  type: "experience";
  id: string;
  touchpoint: string;
  persona?: string | null;
  respondent?: string;
  score?: number | null;
  emotion?: string;
  emoji?: string;
  note?: string;
  source?: "assumed" | "observed" | "self_reported" | "measured" | (string & {});
  n?: number | null;
  sd?: number | null;
  extra?: Record<string, unknown>;
}

/** A note in a cell of the map: touchpoint (or phase) x lane. */
export interface Card {
  type: "card";
  place: Place;
  id: string;
  lane: string;
  kind?: "thought" | "quote" | "feeling" | "action" | "need" | "pain" | "gain" | "barrier" | "opportunity" | "solution" | "insight" | "question" | "note" | (string & {});
  text?: string;
  color?: string;
  author?: string;
  severity?: number | null;
  evidence_level?: "assumption" | "anecdote" | "data" | "validated" | (string & {});
  evidence?: string[];
  impact?: number | null;
  effort?: number | null;
  status?: "idea" | "planned" | "doing" | "done" | "rejected" | (string & {});
  owner?: string | null;
  due?: string;
  url?: string;
  personas?: string[];
  tags?: string[];
  extra?: Record<string, unknown>;
}

/** A remark on a record; `parent` is the comment it answers. */
export interface Comment {
  type: "comment";
  place: Place;
  id: string;
  target: string;
  text?: string;
  author?: string;
  resolved?: boolean;
  parent?: string | null;
  extra?: Record<string, unknown>;
}

/** An emoji somebody put on a record. */
export interface Reaction {
  type: "reaction";
  id: string;
  target: string;
  emoji?: string;
  author?: string;
  extra?: Record<string, unknown>;
}

/** Where a statement comes from: an interview, a survey, a query, a page. */
export interface Evidence {
  type: "evidence";
  place: Place;
  id: string;
  kind?: string;
  title?: string;
  url?: string;
  query?: string;
  date?: string;
  n?: number | null;
  quote?: string;
  extra?: Record<string, unknown>;
}

/** Something measured along the journey, with its unit and target. */
export interface Metric {
  type: "metric";
  place: Place;
  id: string;
  name?: string;
  kind?: "csat" | "nps" | "ces" | "conversion" | "retention" | "churn" | "revenue" | "time" | "volume" | "custom" | (string & {});
  unit?: string;
  direction?: "up" | "down" | "none" | (string & {});
  target?: number | null;
  owner?: string | null;
  source?: string;
  extra?: Record<string, unknown>;
}

/** One measured value; `target` is a touchpoint, a phase or the journey. */
export interface MetricValue {
  type: "metric_value";
  id: string;
  metric: string;
  target: string;
  persona?: string | null;
  date?: string;
  value?: number | null;
  n?: number | null;
  extra?: Record<string, unknown>;
}

/** People, budget, tools, data or skills that touchpoints have or need. */
export interface Resource {
  type: "resource";
  place: Place;
  id: string;
  name?: string;
  kind?: "people" | "budget" | "tool" | "data" | "skill" | "other" | (string & {});
  status?: "have" | "need" | (string & {});
  amount?: number | null;
  unit?: string;
  touchpoints?: string[];
  owner?: string | null;
  extra?: Record<string, unknown>;
}

/** One way through the map: touchpoint ids in order, repeats allowed. */
export interface Path {
  type: "path";
  place: Place;
  id: string;
  name?: string;
  personas?: string[];
  steps?: string[];
  condition?: string;
  probability?: number | null;
  main?: boolean;
  extra?: Record<string, unknown>;
}

/** A transition from one touchpoint to another. */
export interface Edge {
  type: "edge";
  id: string;
  source: string;
  target: string;
  label?: string;
  condition?: string;
  probability?: number | null;
  count?: number | null;
  kind?: "next" | "branch" | "loop" | "return" | (string & {});
  extra?: Record<string, unknown>;
}

/** A round of votes with a budget for each voter. */
export interface VoteSession {
  type: "vote_session";
  place: Place;
  id: string;
  title?: string;
  target_kinds?: string[];
  votes_per_person?: number;
  anonymous?: boolean;
  open?: boolean;
  extra?: Record<string, unknown>;
}

/** One voter's vote for one record; a record a voter and target, never a counter. */
export interface Vote {
  type: "vote";
  id: string;
  session: string;
  target: string;
  voter?: string;
  weight?: number;
  extra?: Record<string, unknown>;
}

/** A freehand line that moves with its anchor. `points`: x in 150ths of a column, y in px. */
export interface Stroke {
  type: "stroke";
  id: string;
  anchor: string;
  color?: string;
  width?: number;
  points?: ([number, number])[];
  extra?: Record<string, unknown>;
}

/** A board of named cells; its `kind` says which: an empathy map, 5 Whys, HEART ... */
export interface Board {
  type: "board";
  place: Place;
  id: string;
  kind?: "empathy_map" | "persona" | "five_whys" | "four_ls" | "start_stop_continue" | "heart" | "kaizen" | "feature_planning" | "workflow" | (string & {});
  title?: string;
  persona?: string | null;
  about?: string | null;
  extra?: Record<string, unknown>;
}

/** A note in a cell of a board; `promoted_to` is what became of it on the map. */
export interface StickyNote {
  type: "sticky_note";
  place: Place;
  id: string;
  board: string;
  cell?: string;
  text?: string;
  color?: string;
  author?: string;
  promoted_to?: string | null;
  extra?: Record<string, unknown>;
}

/** One part of a workshop and its timer. */
export interface WorkshopPart {
  type: "workshop_part";
  place: Place;
  id: string;
  kind?: "setup" | "empathy" | "mapping" | "testing" | "iteration" | (string & {});
  title?: string;
  duration?: number | null;
  status?: "todo" | "running" | "paused" | "done" | (string & {});
  started?: string;
  elapsed?: number;
  ticked?: string[];
  notes?: string;
  extra?: Record<string, unknown>;
}

/** Every record by the name of its type. */
export interface RecordTypes {
  journey: JourneyInfo;
  goal: Goal;
  question: Question;
  persona: Persona;
  person: Person;
  channel: Channel;
  phase: Phase;
  touchpoint: Touchpoint;
  lane: Lane;
  experience: Experience;
  card: Card;
  comment: Comment;
  reaction: Reaction;
  evidence: Evidence;
  metric: Metric;
  metric_value: MetricValue;
  resource: Resource;
  path: Path;
  edge: Edge;
  vote_session: VoteSession;
  vote: Vote;
  stroke: Stroke;
  board: Board;
  sticky_note: StickyNote;
  workshop_part: WorkshopPart;
}

export type TypeName = keyof RecordTypes;
export type AnyRecord = RecordTypes[TypeName];

/** The fields of every type, one line a type; `readTable` says how they are written. */
export const TYPES: Readonly<Record<TypeName, TypeInfo>> = readTable(`
journey journey title/text description/text map_type/choice="current"|current|future|day_in_the_life|service_blueprint|touchpoint_map|other basis/choice="mixed"|planned|actual|mixed scenario/text expectations/texts problem/text language/word="en" status/word owner/ref>person derived_from/text emotion_scale/value={} file_extra/extra
*goal goals text/text kind/choice="other"|engage|efficiency|conversion|retention|other metric/ref>metric target/number
*question questions text/text answer/text answered/flag=false evidence/refs>evidence
*persona personas name/text kind/word tagline/text quote/text color/color avatar/word demographics/facts psychographics/facts goals/texts needs/texts pains/texts jobs/texts channels/refs>channel segment/text share/number
*person people name/text role/text team/text email/word kind/choice="stakeholder"|stakeholder|owner|facilitator|participant influence/number invited/flag=false
*channel channels name/text kind/word ownership/choice="unknown"|owned|paid|earned|partner|unknown icon/word
*phase phases name/text purchase_stage/choice="none"|before|during|after|none description/text color/color collapsed/flag=false
*touchpoint touchpoints name/text description/text kind/choice="action"|action|communication|decision|wait|event initiator/text receiver/text channels/refs>channel in_use/flag intended/flag compliance/choice="unknown"|compliant|deviating|missing|added|failed|unknown planned_ref/ref>touchpoint start/date end/date duration/number wait/number owners/refs>person importance_customer/number importance_business/number moment_of_truth/flag=false expectation/text expectation_met/choice="unknown"|exceeded|met|missed|unknown support_needed/text status/choice="todo"|todo|assumed|researched|validated tags/set
*lane lanes kind/choice="custom"|channel|action|thought|emotion|need|pain|gain|opportunity|insight|question|metric|owner|note|custom title/text description/text side/choice="none"|frontstage|backstage|none persona/ref>persona height/number collapsed/flag=false separator/choice="none"|none|interaction|visibility|internal_interaction
experience experiences touchpoint/ref>touchpoint! persona/ref>persona! respondent/text score/number emotion/text emoji/word note/text source/choice="assumed"|assumed|observed|self_reported|measured n/number sd/number
*card cards lane/ref>lane! kind/choice="note"|thought|quote|feeling|action|need|pain|gain|barrier|opportunity|solution|insight|question|note text/text color/color author/text severity/number evidence_level/choice="assumption"|assumption|anecdote|data|validated evidence/refs>evidence impact/number effort/number status/choice="idea"|idea|planned|doing|done|rejected owner/ref>person due/date url/word personas/refs>persona tags/set
*comment comments target/ref>*! text/text author/text resolved/flag=false parent/ref>comment!
reaction reactions target/ref>*! emoji/word author/text
*evidence evidence kind/word title/text url/word query/text date/date n/number quote/text
*metric metrics name/text kind/choice="custom"|csat|nps|ces|conversion|retention|churn|revenue|time|volume|custom unit/word direction/choice="none"|up|down|none target/number owner/ref>person source/text
metric_value metric_values metric/ref>metric! target/ref>*! persona/ref>persona! date/date value/number n/number
*resource resources name/text kind/choice="other"|people|budget|tool|data|skill|other status/choice="have"|have|need amount/number unit/word touchpoints/refs>touchpoint owner/ref>person
*path paths name/text personas/refs>persona steps/steps>touchpoint condition/text probability/number main/flag=false
edge edges source/ref>touchpoint! target/ref>touchpoint! label/text condition/text probability/number count/number kind/choice="next"|next|branch|loop|return
*vote_session vote_sessions title/text target_kinds/set votes_per_person/number=3 anonymous/flag=false open/flag=true
vote votes session/ref>vote_session! target/ref>*! voter/text weight/number=1
stroke strokes anchor/ref>*! color/color width/number=2.0 points/value=[]
*board boards kind/choice="empathy_map"|empathy_map|persona|five_whys|four_ls|start_stop_continue|heart|kaizen|feature_planning|workflow title/text persona/ref>persona about/ref>*
*sticky_note sticky_notes board/ref>board! cell/word text/text color/color author/text promoted_to/ref>*
*workshop_part workshop_parts kind/choice="setup"|setup|empathy|mapping|testing|iteration title/text duration/number status/choice="todo"|todo|running|paused|done started/date elapsed/number=0.0 ticked/set notes/text
`);
