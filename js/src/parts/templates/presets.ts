import type { LaneTitle, Name, PhaseName } from "./texts";

/** A lane of a preset. */
export interface PresetLane {
  readonly title: LaneTitle;
  readonly kind: string;
  readonly side?: "frontstage" | "backstage";
  /** The line under it. */
  readonly separator?: "interaction" | "visibility" | "internal_interaction";
}

/** The lanes a kind of map usually has, and the phases an empty one begins with. */
export interface Preset {
  readonly name: Name;
  readonly mapType: string;
  readonly lanes: readonly PresetLane[];
  readonly phases: readonly (readonly [PhaseName, stage: string])[];
}

const lane = (kind: LaneTitle): PresetLane => ({ title: kind, kind });

const PURCHASE = [
  ["before", "before"],
  ["during", "during"],
  ["after", "after"],
] as const;

export const PRESETS: readonly Preset[] = [
  {
    name: "journey",
    mapType: "current",
    lanes: [
      lane("channel"),
      lane("action"),
      lane("thought"),
      lane("emotion"),
      lane("pain"),
      lane("gain"),
      lane("opportunity"),
    ],
    phases: PURCHASE,
  },
  {
    name: "touchpoint_map",
    mapType: "touchpoint_map",
    lanes: [
      lane("channel"),
      lane("emotion"),
      lane("gain"),
      lane("pain"),
      lane("opportunity"),
      lane("owner"),
      lane("metric"),
    ],
    phases: PURCHASE,
  },
  {
    name: "blueprint",
    mapType: "service_blueprint",
    lanes: [
      { title: "evidence", kind: "custom" },
      { title: "customer", kind: "action", separator: "interaction" },
      { title: "frontstage", kind: "custom", side: "frontstage", separator: "visibility" },
      { title: "backstage", kind: "custom", side: "backstage", separator: "internal_interaction" },
      { title: "support", kind: "custom", side: "backstage" },
    ],
    phases: PURCHASE,
  },
  {
    name: "day",
    mapType: "day_in_the_life",
    lanes: [
      lane("action"),
      lane("channel"),
      lane("thought"),
      lane("emotion"),
      lane("need"),
      lane("pain"),
      lane("opportunity"),
    ],
    phases: [
      ["morning", "none"],
      ["daytime", "none"],
      ["evening", "none"],
    ],
  },
];
