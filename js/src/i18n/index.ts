/**
 * The words of the interface. `en.ts` says which keys there are; the other catalogues must have
 * the same ones, which their type enforces.
 *
 * A text may hold `{name}` placeholders. With a variable `n` it may also hold plural forms,
 * separated by `|` in the order one, few, many (English: `{n} edit|{n} edits`).
 */
import { en } from "./en";
import { fr } from "./fr";
import { it } from "./it";
import { pl } from "./pl";

export type MessageKey = keyof typeof en;
export type Catalogue = Readonly<Record<MessageKey, string>>;
export type Vars = Readonly<Record<string, string | number>>;
export type Translator = (key: MessageKey, vars?: Vars) => string;

export const CATALOGUES: Readonly<Record<string, Catalogue>> = { en, it, pl, fr };

/** Where the form for a plural category stands; the last form serves what is left. */
const FORMS: Readonly<Record<string, number>> = { one: 0, few: 1, many: 2 };

/** The catalogue's language for a tag such as `it-CH`; English when there is none. */
export function closest(language: string): string {
  const base = language.toLowerCase().split("-")[0] ?? "";
  return Object.hasOwn(CATALOGUES, base) ? base : "en";
}

export function isKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}

export function createTranslator(language: string): Translator {
  const locale = closest(language);
  const texts = CATALOGUES[locale] ?? en;
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (key, vars) => {
    let text: string = texts[key] ?? en[key] ?? key;
    if (vars === undefined) return text;
    if (typeof vars.n === "number" && text.includes("|")) {
      const forms = text.split("|");
      const at = Math.min(FORMS[rules.select(vars.n)] ?? forms.length - 1, forms.length - 1);
      text = forms[at] ?? text;
    }
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = vars[name];
      if (value === undefined) return whole;
      return typeof value === "number" ? numbers.format(value) : value;
    });
  };
}

/** The word for a value of an open choice; one this version does not know is shown as itself. */
export function valueLabel(t: Translator, value: string): string {
  const key = `v_${value}`;
  return isKey(key) ? t(key) : t("other_value", { value });
}

/** The name of a field as people read it. */
export function fieldLabel(t: Translator, field: string): string {
  const key = `f_${field}`;
  return isKey(key) ? t(key) : field.replaceAll("_", " ");
}

/** The name of a record type, in the singular. */
export function typeLabel(t: Translator, type: string): string {
  const key = `r_${type}`;
  return isKey(key) ? t(key) : type.replaceAll("_", " ");
}
