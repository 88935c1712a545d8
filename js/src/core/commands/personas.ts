import { placeAt } from "../order";
import type { Persona } from "../schema.gen";
import { type State, value } from "../state";
import { adding, type Result } from "./base";
import { addIndex, type Step, step } from "./lists";

/** Colours for personas: apart from each other for colour-blind eyes, 4.5:1 on white. */
export const PERSONA_COLORS: readonly string[] = [
  "#3457d5",
  "#b3541e",
  "#1f7a5c",
  "#8a3a8f",
  "#9c6500",
  "#b42d55",
  "#0f7490",
  "#5b6270",
];

/** The colour of a persona: its own, else the one that its position gives. */
export function personaColor(state: State, id: string): string {
  const own = state.record("persona", id)?.color;
  if (own) return own;
  const at = state.siblings("persona").findIndex(([, other]) => other === id);
  return PERSONA_COLORS[Math.max(0, at) % PERSONA_COLORS.length] as string;
}

/** Adds a persona in the first colour nobody has. */
export function addPersona(
  state: State,
  args: { id: string; name: string; after?: string },
): Result {
  const index = addIndex(state, "persona", args);
  if (index === null) return null;
  const row = state.siblings("persona");
  const used = new Set(row.map(([, id]) => personaColor(state, id)));
  const free = PERSONA_COLORS.find((color) => !used.has(color));
  const persona: Persona = {
    type: "persona",
    id: args.id,
    place: placeAt(state, "persona", null, index),
    name: args.name,
    color: free ?? (PERSONA_COLORS[row.length % PERSONA_COLORS.length] as string),
  };
  return adding("add.persona", persona);
}

export const stepPersona = (state: State, args: Step): Result => step(state, "persona", args);

/** One or two letters that stand for a persona, its avatar if it has one. */
export function initials(persona: Persona): string {
  const avatar = String(value(persona, "avatar") ?? "");
  if (avatar) return avatar;
  const first = [...(persona.name ?? "").trim()][0];
  return first ? first.toLocaleUpperCase() : "?";
}
