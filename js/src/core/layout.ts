import type { Sibling, State } from "./state";
import { value } from "./state";

/** Width of the one column that a collapsed phase takes, in px. */
export const NARROW = 46;
/** Columns start to scroll below the first width and are then as wide as the second, in px. */
export const FIT = 128;
export const WIDE = 150;

/** A phase (or null: the touchpoints outside of every phase) and the columns it takes. */
export interface Group {
  readonly phase: string | null;
  readonly stage: string;
  readonly collapsed: boolean;
  readonly touchpoints: readonly Sibling[];
  /** Index of its first column. */
  readonly start: number;
  /** Columns it takes: one even when it is collapsed or empty. */
  readonly count: number;
  /** Narrow columns that stand before it. */
  readonly narrowBefore: number;
}

export type ColumnKind = "touchpoint" | "empty" | "collapsed";

export interface Column {
  readonly index: number;
  readonly kind: ColumnKind;
  readonly group: Group;
  /** Id of the touchpoint; of the phase where the column stands for a whole phase. */
  readonly key: string;
}

/** Consecutive phases of one purchase stage. */
export interface Stage {
  readonly stage: string;
  readonly start: number;
  readonly count: number;
}

const key = (group: Group): string => group.phase ?? "";

/**
 * Which column shows what. Building it costs a step per phase, asking it a bisection: nothing
 * grows with the number of touchpoints.
 */
export class Layout {
  readonly groups: readonly Group[];
  readonly stages: readonly Stage[];
  /** Number of columns, and of the narrow ones among them. */
  readonly columns: number;
  readonly narrow: number;
  readonly #byPhase: ReadonlyMap<string, Group>;

  /** `hides` says which touchpoints, and which phases without any left, are left out. */
  constructor(state: State, hides?: (id: string) => boolean) {
    const groups: Group[] = [];
    const byPhase = new Map<string, Group>();
    let start = 0;
    let narrow = 0;
    const add = (phase: string | null, all: readonly Sibling[]) => {
      const touchpoints = hides ? all.filter(([, id]) => !hides(id)) : all;
      if (!touchpoints.length && (phase === null || hides?.(phase))) return;
      const record = phase === null ? undefined : state.record("phase", phase);
      const collapsed = record?.collapsed === true;
      const stage = record ? String(value(record, "purchase_stage")) : "none";
      const count = collapsed ? 1 : Math.max(1, touchpoints.length);
      const group = { phase, stage, collapsed, touchpoints, start, count, narrowBefore: narrow };
      groups.push(group);
      byPhase.set(key(group), group);
      start += count;
      if (collapsed) narrow += 1;
    };
    add(null, state.siblings("touchpoint", null));
    for (const [, id] of state.siblings("phase")) add(id, state.siblings("touchpoint", id));
    this.groups = groups;
    this.stages = runs(groups);
    this.columns = start;
    this.narrow = narrow;
    this.#byPhase = byPhase;
  }

  /** Width of the wide columns that fills `room` px where that is possible without squeezing. */
  columnWidth(room: number): number {
    const wide = this.columns - this.narrow;
    if (wide === 0) return WIDE;
    const fitting = (room - this.narrow * NARROW) / wide;
    return fitting >= FIT ? Math.min(fitting, 480) : WIDE;
  }

  /** Left edge of a column in px; `columns` gives the width of all. */
  x(index: number, width: number): number {
    if (index >= this.columns) return (this.columns - this.narrow) * width + this.narrow * NARROW;
    const group = this.groupAt(index);
    if (!group) return 0;
    return (index - group.narrowBefore) * width + group.narrowBefore * NARROW;
  }

  width(index: number, width: number): number {
    return this.groupAt(index)?.collapsed ? NARROW : width;
  }

  /** Index of the column at `x` px, clamped to the map; 0 when there is none. */
  at(x: number, width: number): number {
    const found = bisect(this.groups, (group) => this.x(group.start, width) <= x);
    const group = this.groups[found];
    if (!group) return 0;
    const step = group.collapsed ? NARROW : width;
    const inside = Math.floor((x - this.x(group.start, width)) / step);
    return group.start + Math.min(group.count - 1, Math.max(0, inside));
  }

  groupAt(index: number): Group | undefined {
    return this.groups[bisect(this.groups, (group) => group.start <= index)];
  }

  groupOf(phase: string | null): Group | undefined {
    return this.#byPhase.get(phase ?? "");
  }

  /** Whether a phase still has the columns it had; which touchpoint is in which is looked up. */
  fits(state: State, phase: string | null): boolean {
    const group = this.groupOf(phase);
    return (
      group !== undefined &&
      !group.collapsed &&
      group.touchpoints === state.siblings("touchpoint", phase) &&
      group.touchpoints.length === group.count
    );
  }

  column(index: number): Column | undefined {
    if (index < 0 || index >= this.columns) return undefined;
    const group = this.groupAt(index);
    if (!group) return undefined;
    if (group.collapsed) return { index, kind: "collapsed", group, key: key(group) };
    const touchpoint = group.touchpoints[index - group.start];
    if (!touchpoint) return { index, kind: "empty", group, key: key(group) };
    return { index, kind: "touchpoint", group, key: touchpoint[1] };
  }

  /** Index of the column of a touchpoint or, for a phase, of its first one; -1 when none. */
  indexOf(state: State, id: string): number {
    const place = state.record("touchpoint", id)?.place;
    if (!place) return this.groupOf(id)?.start ?? -1;
    const group = this.groupOf(place.parent ?? null);
    if (!group) return -1;
    if (group.collapsed) return group.start;
    const at = bisect(
      group.touchpoints,
      ([order, other]) => order < place.order || (order === place.order && other <= id),
    );
    return group.touchpoints[at]?.[1] === id ? group.start + at : -1;
  }

  /** Columns of `first` to `last`, both included, clamped to the map. */
  slice(first: number, last: number): Column[] {
    const found: Column[] = [];
    for (let i = Math.max(0, first); i <= last; i++) {
      const column = this.column(i);
      if (!column) break;
      found.push(column);
    }
    return found;
  }
}

/** Index of the last item that passes, -1 when none does; those that pass stand first. */
function bisect<T>(items: readonly T[], passes: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(items[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function runs(groups: readonly Group[]): Stage[] {
  const found: { stage: string; start: number; count: number }[] = [];
  for (const { stage, start, count } of groups) {
    const last = found.at(-1);
    if (last?.stage === stage) last.count += count;
    else found.push({ stage, start, count });
  }
  return found;
}
