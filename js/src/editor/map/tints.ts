import type { Card } from "../../core/schema.gen";

/** The grounds of cards by their kind. */
const TINTS: Readonly<Record<string, string>> = {
  thought: "thought",
  quote: "thought",
  feeling: "thought",
  pain: "pain",
  barrier: "pain",
  gain: "gain",
  opportunity: "opp",
  solution: "opp",
  need: "need",
  action: "action",
  insight: "need",
  question: "action",
};

/** The class and style that give a card its ground. */
export function tintOf({ kind = "note", color }: Card) {
  return {
    name: `cjm-tint-${color ? "own" : (TINTS[kind] ?? "note")} cjm-kind-${kind}`,
    style: color ? { "--own": color } : undefined,
  };
}
