/** The parts of a workshop and their timers: pure, as `cjm_widgets/workshops/timing.py`. */
import { adding, type Result, updating } from "../../core/commands";
import { newId } from "../../core/ids";
import { keysBetween } from "../../core/order";
import type { AnyRecord, Place, TypeName, WorkshopPart } from "../../core/schema.gen";
import type { State } from "../../core/state";
import type { GuidePart } from "./told";

const LABEL = "edit.workshop_part";

/** All parts, in order. */
export function partsOf(state: State): WorkshopPart[] {
  return state
    .siblings("workshop_part")
    .flatMap(([, id]) => state.record("workshop_part", id) ?? []);
}

/** The part the room is at: the one that runs, else is paused, else comes next. */
export function currentOf(parts: readonly WorkshopPart[]): WorkshopPart | undefined {
  const latest = (one: WorkshopPart, other: WorkshopPart) =>
    (other.started ?? "") > (one.started ?? "") ? other : one;
  const running = parts.filter(({ status }) => status === "running");
  if (running.length > 0) return running.reduce(latest);
  const left = parts.filter(({ status }) => status !== "done");
  return left.find(({ status }) => status === "paused") ?? left[0];
}

/** What the guide has for a part; nothing for a kind that this version does not know. */
export function guideOf(part: WorkshopPart, guide: readonly GuidePart[]): GuidePart | undefined {
  // A record leaves out what is as it usually is.
  const own = part.kind ?? "setup";
  return guide.find(({ kind }) => kind === own);
}

/** How long a part is to take, in s. */
export function plannedOf(part: WorkshopPart, guide: readonly GuidePart[]): number {
  return part.duration ?? 60 * (guideOf(part, guide)?.minutes ?? 0);
}

/** How long it has taken, in s; a start that lies ahead counts from now on. `now`: ms. */
export function takenOf(part: WorkshopPart, now: number): number {
  const elapsed = part.elapsed ?? 0;
  if (part.status !== "running") return elapsed;
  const since = (now - Date.parse(part.started ?? "")) / 1000;
  return elapsed + (since > 0 ? since : 0);
}

/** Start a part, or go on with it; what else runs is paused. */
export function startPart(state: State, id: string, now: number): Result {
  const part = state.record("workshop_part", id);
  if (!part || part.status === "running") return null;
  return updating(LABEL, [...paused(state, now), started(part, now)]);
}

export function pauseParts(state: State, now: number): Result {
  return updating(LABEL, paused(state, now));
}

/** Say that a part is done and, where there is one, start the next. */
export function finishPart(state: State, id: string, now: number, after = ""): Result {
  const part = state.record("workshop_part", id);
  if (!part) return null;
  const next = state.record("workshop_part", after);
  const others = next ? paused(state, now).filter(([one]) => one.id !== id) : [];
  return updating(LABEL, [
    ...others,
    [part, { status: "done", elapsed: takenOf(part, now), started: "" }],
    ...(next ? [started(next, now)] : []),
  ]);
}

/** Plan more time for a part. */
export function extendPart(
  state: State,
  id: string,
  minutes: number,
  guide: readonly GuidePart[],
): Result {
  const part = state.record("workshop_part", id);
  if (!part) return null;
  return updating(LABEL, [[part, { duration: plannedOf(part, guide) + 60 * minutes }]]);
}

/** Tick an item that people tell, or take the tick away. */
export function tickItem(state: State, id: string, item: string, done: boolean): Result {
  const part = state.record("workshop_part", id);
  if (!part) return null;
  const left = (part.ticked ?? []).filter((other) => other !== item);
  return updating(LABEL, [[part, { ticked: done ? [...left, item] : left }]]);
}

/** Add the parts of the guide. */
export function setUp(state: State, guide: readonly GuidePart[]): Result {
  const places = placesAtEnd(state, "workshop_part", guide.length);
  const parts = guide.map(
    ({ kind, title, minutes }, at): AnyRecord => ({
      type: "workshop_part",
      id: newId("wp"),
      place: places[at] as Place,
      kind,
      title,
      duration: 60 * minutes,
    }),
  );
  return parts.length > 0 ? adding(`add.workshop_part.${parts.length}`, ...parts) : null;
}

/** Enter who takes part, one name a line; who is there already is not entered twice. */
export function addPeople(state: State, text: string): Result {
  const key = (name: string) => name.normalize("NFKC").toLowerCase();
  const seen = new Set(
    participantsOf(state).map(({ name = "" }) => key(name.trim().replace(/\s+/g, " "))),
  );
  const names = text
    .split(/[\n;]/)
    .map((name) => name.trim().replace(/\s+/g, " "))
    .filter((name) => {
      const fresh = name !== "" && !seen.has(key(name));
      seen.add(key(name));
      return fresh;
    });
  if (names.length === 0) return null;
  const places = placesAtEnd(state, "person", names.length);
  const people = names.map(
    (name, at): AnyRecord => ({
      type: "person",
      id: newId("pn"),
      place: places[at] as Place,
      name,
      kind: "participant",
    }),
  );
  return adding(`add.person.${people.length}`, ...people);
}

/** Who takes part. */
export function participantsOf(state: State) {
  return state
    .siblings("person")
    .flatMap(([, id]) => state.record("person", id) ?? [])
    .filter(({ kind }) => kind === "participant");
}

/** Places for so many records behind all others of a list. */
function placesAtEnd(state: State, type: TypeName, count: number): Place[] {
  const last = state.siblings(type).at(-1)?.[0] ?? null;
  return keysBetween(last, null, count).map((order) => ({ order }));
}

type Update = readonly [WorkshopPart, Record<string, unknown>];

function started(part: WorkshopPart, now: number): Update {
  return [part, { status: "running", started: new Date(now).toISOString() }];
}

function paused(state: State, now: number): Update[] {
  return partsOf(state)
    .filter(({ status }) => status === "running")
    .map((part) => [part, { status: "paused", elapsed: takenOf(part, now), started: "" }]);
}
