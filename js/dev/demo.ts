/** The map of the pictures: a small one with something of everything. */
import { keysBetween } from "../src/core/order";
import type { AnyRecord } from "../src/core/schema.gen";

type Fields = Record<string, unknown>;

const record = (type: string, id: string, fields: Fields = {}) =>
  ({ type, id, ...fields }) as unknown as AnyRecord;

/** Records of one list, in the order given. */
function placed(type: string, rows: readonly (readonly [string, Fields])[], parent?: string) {
  const keys = keysBetween(null, null, rows.length);
  return rows.map(([id, fields], i) =>
    record(type, id, { place: { order: keys[i], ...(parent && { parent }) }, ...fields }),
  );
}

const STEPS: Record<string, readonly (readonly [string, Fields])[]> = {
  "ph-aware": [
    ["tp-sees", { name: "Sees a friend’s bike", channels: ["ch-street"], status: "researched" }],
    ["tp-reads", { name: "Reads reviews", channels: ["ch-web", "ch-yt"] }],
  ],
  "ph-consider": [
    ["tp-compares", { name: "Compares models", channels: ["ch-web", "ch-shop"] }],
    [
      "tp-books",
      {
        name: "Books a test ride",
        channels: ["ch-site", "ch-phone"],
        moment_of_truth: true,
        expectation: "Pick a time that suits me, today",
        expectation_met: "missed",
        in_use: true,
        intended: true,
        duration: 360,
        wait: 172800,
        owners: ["pn-ops"],
        importance_customer: 5,
        kind: "decision",
        tags: ["booking"],
      },
    ],
  ],
  "ph-buy": [["tp-pays", { name: "Pays and picks up", channels: ["ch-shop"] }]],
  "ph-use": [
    ["tp-ride", { name: "First ride to work", channels: ["ch-bike", "ch-app"] }],
    ["tp-service", { name: "First service", channels: ["ch-shop"], in_use: false, intended: true }],
  ],
};

const LANES: readonly (readonly [string, string])[] = [
  ["channel", "Channels"],
  ["emotion", "Emotion"],
  ["thought", "Thoughts"],
  ["pain", "Pains"],
  ["gain", "Gains"],
  ["opportunity", "Opportunities"],
];

const CARDS: readonly (readonly [touchpoint: string, lane: string, text: string, more?: Fields])[] =
  [
    ["tp-sees", "thought", "“That looks easy.”"],
    ["tp-reads", "thought", "“Who do I trust?”"],
    ["tp-compares", "thought", "“27 gears. Why?”"],
    [
      "tp-books",
      "thought",
      "“Two days just to try it?”",
      { evidence_level: "data", kind: "quote" },
    ],
    ["tp-ride", "thought", "“I am never going back.”"],
    ["tp-reads", "pain", "Reviews contradict each other"],
    ["tp-compares", "pain", "Sizes differ by brand"],
    ["tp-books", "pain", "No slot before Thursday", { author: "Ana", severity: 4 }],
    ["tp-books", "pain", "Phone rings out", { author: "Marek" }],
    ["tp-service", "pain", "Nobody told me about it"],
    ["tp-sees", "gain", "A real person shows it"],
    ["tp-pays", "gain", "Ready in ten minutes"],
    ["tp-ride", "gain", "Faster than the bus"],
    ["tp-compares", "opportunity", "One size guide for all brands"],
    ["tp-books", "opportunity", "Open slots on Saturday", { status: "planned", author: "Lea" }],
    ["tp-service", "opportunity", "Remind after 300 km"],
  ];

const ORDER = [
  "tp-sees",
  "tp-reads",
  "tp-compares",
  "tp-books",
  "tp-pays",
  "tp-ride",
  "tp-service",
];
const ANA = [1, 1, 0, -2, 1, 2, 0.5];
const MAREK = [0, 1, 1, -1, -0.5, 1, 0];

export function demo(): AnyRecord[] {
  const cards = Object.values(STEPS)
    .flat()
    .flatMap(([touchpoint]) =>
      placed(
        "card",
        CARDS.filter(([at]) => at === touchpoint).map(([, lane, text, more], i) => [
          `cd-${touchpoint.slice(3)}${i}`,
          { lane: `ln-${lane}`, kind: lane, text, ...more },
        ]),
        touchpoint,
      ),
    );
  const scores = ORDER.flatMap((touchpoint, i) => [
    record("experience", `ex-a${i}`, {
      touchpoint,
      persona: "pe-ana",
      score: ANA[i],
      source: i === 1 ? "assumed" : "measured",
      ...(i !== 1 && { n: 41, sd: 0.5 }),
      ...(i === 3 && { emotion: "frustrated" }),
      ...(i === 5 && { emotion: "free" }),
    }),
    record("experience", `ex-m${i}`, { touchpoint, persona: "pe-marek", score: MAREK[i] }),
  ]);
  return [
    record("journey", "map-demo", {
      title: "Buying a city bike",
      description: "From the first idea to the first service, as riders live it today.",
      scenario: "A commuter wants to stop taking the bus.",
    }),
    ...placed("goal", [
      [
        "go-1",
        { text: "Fewer abandoned test rides (31 % → 20 %)", kind: "conversion", target: 20 },
      ],
    ]),
    ...placed("question", [["qu-1", { text: "Why do people not come back after the test ride?" }]]),
    ...placed("persona", [
      [
        "pe-ana",
        {
          name: "Ana",
          tagline: "first-time rider",
          color: "#3457d5",
          quote: "Just let me try it.",
        },
      ],
      ["pe-marek", { name: "Marek", tagline: "commuter", color: "#b3541e" }],
    ]),
    ...placed("person", [
      ["pn-ops", { name: "Shop operations", kind: "owner" }],
      ["pn-lea", { name: "Lea" }],
    ]),
    ...placed(
      "channel",
      ["Street", "Web", "YouTube:yt", "Shop", "Website:site", "Phone", "Bike", "App"].map(
        (name) => {
          const [label = "", id = label.toLowerCase()] = name.split(":");
          return [`ch-${id}`, { name: label }] as const;
        },
      ),
    ),
    ...placed("phase", [
      [
        "ph-aware",
        {
          name: "Awareness",
          purchase_stage: "before",
          description: "Something better than the bus",
        },
      ],
      [
        "ph-consider",
        {
          name: "Consideration",
          purchase_stage: "before",
          description: "Which one, and does it fit me?",
        },
      ],
      ["ph-buy", { name: "Purchase", purchase_stage: "during" }],
      ["ph-use", { name: "Use", purchase_stage: "after", description: "The first month" }],
    ]),
    ...Object.entries(STEPS).flatMap(([phase, rows]) => placed("touchpoint", rows, phase)),
    ...placed(
      "lane",
      LANES.map(([kind, title]) => [`ln-${kind}`, { kind, title }]),
    ),
    ...scores,
    ...cards,
    ...placed("comment", [
      ["cm-1", { target: "tp-books", text: "same in the April survey", author: "Lea" }],
    ]),
    ...placed("resource", [
      ["rs-1", { name: "booking tool", kind: "tool", touchpoints: ["tp-books"] }],
      [
        "rs-2",
        {
          name: "second fitter on Saturdays",
          kind: "people",
          status: "need",
          touchpoints: ["tp-books"],
        },
      ],
    ]),
  ];
}

/** A map with many touchpoints, for looking at how it behaves when it is large. */
export function large(count: number): AnyRecord[] {
  const phases = Math.max(1, Math.round(count / 10));
  const rows = (n: number, make: (i: number) => readonly [string, Fields]) =>
    Array.from({ length: n }, (_, i) => make(i));
  return [
    record("journey", "map-large", { title: `${count} touchpoints` }),
    ...placed(
      "phase",
      rows(phases, (i) => [`ph-${i}`, { name: `Phase ${i + 1}` }]),
    ),
    ...placed("persona", [["pe-ana", { name: "Ana", color: "#3457d5" }]]),
    ...placed(
      "lane",
      LANES.map(([kind, title]) => [`ln-${kind}`, { kind, title }]),
    ),
    ...rows(phases, (i) => [`ph-${i}`, {}]).flatMap(([phase], p) =>
      placed(
        "touchpoint",
        rows(Math.min(10, count - p * 10), (i) => [
          `tp-${p * 10 + i}`,
          { name: `Step ${p * 10 + i + 1}` },
        ]),
        phase,
      ),
    ),
    ...rows(count, (i) => [
      `ex-${i}`,
      { touchpoint: `tp-${i}`, persona: "pe-ana", score: (i % 5) - 2 },
    ]).map(([id, fields]) => record("experience", id, fields)),
  ];
}
