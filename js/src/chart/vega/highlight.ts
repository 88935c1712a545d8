/**
 * What is selected stands out, in any chart whose rows name records: a compiled Vega specification
 * gets a signal with the selected ids, and its marks rules that read it. Selecting is then no more
 * than setting a signal.
 */
import { expressionFunction, type Spec } from "vega";
import { isChosen, isFaded } from "./naming";

/** The signal: a set of ids, null while nothing that is drawn is selected. */
export const CHOSEN = "cjm_chosen";
const FADED = 0.25;
const STRONGER = 1.5;

type Rule = Record<string, unknown>;
interface Mark {
  type?: string;
  role?: string;
  encode?: { update?: Record<string, Rule | Rule[]> };
  marks?: Mark[];
}

// Library of expressions, not a state: the same two functions in every chart.
expressionFunction("cjmFaded", isFaded);
expressionFunction("cjmChosen", isChosen);

const faded = `cjmFaded(datum, ${CHOSEN})`;
const chosen = `cjmChosen(datum, ${CHOSEN})`;

/** A channel as a list of rules, the last of them without a test. */
function rules(channel: Rule | Rule[] | undefined, otherwise: unknown): Rule[] {
  if (channel === undefined) return [{ value: otherwise }];
  const list = Array.isArray(channel) ? channel : [channel];
  return list.length > 0 && list.at(-1)?.test === undefined
    ? list
    : [...list, { value: otherwise }];
}

/** The same rules under one more condition, each with another value. */
function under(test: string, list: Rule[], change: (rule: Rule) => Rule): Rule[] {
  const changed = list.map((rule) => ({
    ...change(rule),
    test: rule.test === undefined ? test : `${test} && (${rule.test})`,
  }));
  return [...changed, ...list];
}

const paler = (rule: Rule): Rule =>
  typeof rule.value === "number" ? { value: rule.value * FADED } : { value: FADED };
const bolder = (rule: Rule): Rule =>
  typeof rule.value === "number" ? { value: rule.value + STRONGER } : { value: 1 + STRONGER };

/** Lines and areas are one shape for many rows: they stay as they are. */
const SHAPES = new Set(["symbol", "rect", "arc", "rule", "image", "path", "shape"]);
const OUTLINED = new Set(["symbol", "rect", "arc", "path", "shape"]);

function dress(mark: Mark, ink: string): Mark {
  if (mark.marks) mark = { ...mark, marks: mark.marks.map((inner) => dress(inner, ink)) };
  const update = mark.encode?.update;
  if (!update || mark.type === undefined) return mark;
  if (mark.type === "text") {
    // Paler texts would be hard to read.
    const weight = rules(update.fontWeight, "normal");
    const fontWeight = under(chosen, weight, () => ({ value: "bold" }));
    return { ...mark, encode: { ...mark.encode, update: { ...update, fontWeight } } };
  }
  if (!SHAPES.has(mark.type)) return mark;
  const more: Record<string, Rule[]> = {
    opacity: under(faded, rules(update.opacity, 1), paler),
  };
  if (OUTLINED.has(mark.type)) {
    const outlined = update.stroke !== undefined;
    more.strokeWidth = under(chosen, rules(update.strokeWidth, outlined ? 1 : 0), bolder);
    const stroke = rules(update.stroke, null);
    more.stroke =
      outlined && mark.type === "symbol" ? stroke : under(chosen, stroke, () => ({ value: ink }));
    if (update.strokeOpacity !== undefined)
      more.strokeOpacity = under(chosen, rules(update.strokeOpacity, 1), () => ({ value: 1 }));
  } else if (mark.type === "rule") {
    more.strokeWidth = under(chosen, rules(update.strokeWidth, 1), bolder);
  }
  return { ...mark, encode: { ...mark.encode, update: { ...update, ...more } } };
}

/** The specification with what makes it show a selection; `ink` is the colour of outlines. */
export function highlighting(spec: Spec, ink: string): Spec {
  const marks = (spec.marks ?? []).map((mark) => dress(mark as Mark, ink));
  const signals = [...(spec.signals ?? []), { name: CHOSEN, value: null }];
  return { ...spec, signals, marks } as Spec;
}
