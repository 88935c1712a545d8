import { expect } from "vitest";
import { ownersOf, placeOf, visitReferred } from "../../../src/core/fields";
import type { AnyRecord, TypeName } from "../../../src/core/schema.gen";
import { TYPES } from "../../../src/core/schema.gen";
import { State } from "../../../src/core/state";

/** The records of a document by id, for comparison. */
export function documentOf(records: Iterable<AnyRecord>): Record<string, AnyRecord> {
  return Object.fromEntries([...records].map((record) => [record.id, record]));
}

/** Fails unless all that must hold of any document holds of this one. */
export function checkWhole(state: State): void {
  const places = new Set<string>();
  let journeys = 0;
  for (const record of state.records()) {
    if (record.type === "journey") journeys += 1;
    visitReferred(record, (id) => {
      if (!state.get(id)) throw new Error(`${record.id} refers to ${id}, which is not there`);
    });
    ownersOf(record);
    const place = placeOf(record);
    if (!place) continue;
    const spot = `${record.type}/${place.parent}/${place.order}`;
    if (places.has(spot)) throw new Error(`two records stand at ${spot}`);
    places.add(spot);
  }
  expect(journeys).toBe(1);
  checkIndexes(state);
}

/** Fails unless the indexes equal those of a state that is built anew. */
export function checkIndexes(state: State): void {
  const fresh = new State(state.records());
  const sorted = (ids: Iterable<string>) => [...ids].sort();
  expect(state.size).toBe(fresh.size);
  for (const type of Object.keys(TYPES) as TypeName[]) {
    expect(sorted(state.ofType(type))).toEqual(sorted(fresh.ofType(type)));
    for (const parent of [null, ...fresh.ofType("phase"), ...fresh.ofType("touchpoint")]) {
      expect(state.siblings(type, parent)).toEqual(fresh.siblings(type, parent));
    }
  }
  for (const record of state.records()) {
    expect(sorted(state.referrers(record.id))).toEqual(sorted(fresh.referrers(record.id)));
  }
}
