import { type Result, updating } from "../../core/commands";
import { newId } from "../../core/ids";
import { type Bag, isBag } from "../../core/json";
import type { State } from "../../core/state";
import type { Filter } from "../../editor/map/sieve";
import { FACETS } from "./facets";

/** A filter with a name, which travels with the map. */
export interface SavedView {
  /** The field of the journey that holds it. */
  readonly key: string;
  readonly name: string;
  readonly filter: Filter;
}

export interface SavedViews {
  readonly views: readonly SavedView[];
  /** How many entries look like views and are none. */
  readonly broken: number;
}

/**
 * Each view is an unknown field of the journey, which every version keeps and which merge one by
 * one: two people who save views at the same time both have them.
 */
const PREFIX = "view-";
/** Beyond these a file is not what we wrote; nobody reads so many. */
const MOST = { views: 200, values: 1000, name: 200, value: 1000 };

/** The views a map holds, by name. Anybody may have written them: only what is sound is taken. */
export function savedViews(state: State): SavedViews {
  const views: SavedView[] = [];
  let broken = 0;
  for (const [key, held] of Object.entries(state.journey.extra ?? {})) {
    if (!key.startsWith(PREFIX)) continue;
    const filter = views.length < MOST.views ? filterIn(held) : null;
    if (filter) views.push({ key, name: nameIn(held), filter });
    else broken += 1;
  }
  views.sort((a, b) => a.name.localeCompare(b.name) || (a.key < b.key ? -1 : 1));
  return { views, broken };
}

function nameIn(held: unknown): string {
  const name = isBag(held) && typeof held.name === "string" ? held.name.trim() : "";
  return name.length <= MOST.name ? name : "";
}

function filterIn(held: unknown): Filter | null {
  if (!isBag(held) || !nameIn(held) || !isBag(held.chosen)) return null;
  const chosen: Record<string, readonly string[]> = {};
  for (const facet of FACETS) {
    if (!Object.hasOwn(held.chosen, facet)) continue;
    const values = held.chosen[facet];
    if (!Array.isArray(values) || values.length > MOST.values) return null;
    if (!values.every((one) => typeof one === "string" && one.length <= MOST.value)) return null;
    if (values.length) chosen[facet] = [...new Set<string>(values)];
  }
  return { chosen, hide: held.hide === true, columns: held.columns === true };
}

/** Whether two filters ask for the same. */
export function sameFilter(a: Filter, b: Filter): boolean {
  if (a.hide !== b.hide || a.columns !== b.columns) return false;
  return FACETS.every((facet) => {
    const [these, those] = [a.chosen[facet] ?? [], new Set(b.chosen[facet])];
    return these.length === those.size && these.every((value) => those.has(value));
  });
}

function put(state: State, label: string, key: string, held: Bag | null): Result {
  const { [key]: _, ...rest } = state.journey.extra ?? {};
  const extra = held === null ? rest : { ...rest, [key]: held };
  return updating(label, [[state.journey, { extra }]]);
}

/** What is in the map under a key; what a later version put beside our fields stays. */
function heldIn(state: State, key: string): Bag | null {
  const held = state.journey.extra?.[key];
  return isBag(held) ? held : null;
}

const written = ({ chosen, hide, columns }: Filter): Bag => ({ chosen, hide, columns });

/** Keep a filter under a name. */
export function saveView(state: State, name: string, filter: Filter): Result {
  const text = name.trim().slice(0, MOST.name);
  if (!text) return null;
  return put(state, "add.view", newId("view"), { name: text, ...written(filter) });
}

/** Let a view show what another filter shows. */
export function replaceView(state: State, key: string, filter: Filter): Result {
  const held = heldIn(state, key);
  return held && put(state, "edit.view", key, { ...held, ...written(filter) });
}

export function renameView(state: State, key: string, name: string): Result {
  const held = heldIn(state, key);
  const text = name.trim().slice(0, MOST.name);
  return held && text ? put(state, "rename.view", key, { ...held, name: text }) : null;
}

export function removeView(state: State, key: string): Result {
  return heldIn(state, key) && put(state, "remove.view", key, null);
}
