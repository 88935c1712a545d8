/**
 * The words of the interface. `en.ts` says which keys there are; the other catalogues must have
 * the same ones, which their type enforces. Only English is part of the bundle: Python sends the
 * texts of another language to the widgets that speak it.
 *
 * A text may hold `{name}` placeholders. With a variable `n` it may also hold plural forms,
 * separated by `|` in the order one, few, many (English: `{n} edit|{n} edits`).
 */
import { en } from "./en";

export type MessageKey = keyof typeof en;
export type Catalogue = Readonly<Record<MessageKey, string>>;
export type Vars = Readonly<Record<string, string | number>>;
export type Translator = (key: MessageKey, vars?: Vars) => string;

/** The texts of one language, as Python sends them; what they lack is said in English. */
export interface Messages {
  readonly language: string;
  readonly texts: Readonly<Record<string, string>>;
}

export const ENGLISH: Messages = { language: "en", texts: {} };

/** What a host was sent as messages; English where it was sent none. */
export function readMessages(sent: unknown): Messages {
  const { language, texts } = (sent ?? {}) as Partial<Messages>;
  return language && texts ? { language, texts } : ENGLISH;
}

/** Where the form for a plural category stands; the last form serves what is left. */
const FORMS: Readonly<Record<string, number>> = { one: 0, few: 1, many: 2 };

export function isKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}

export function createTranslator(language: string, texts: Messages["texts"] = {}): Translator {
  // Made when the first number is said: the first of a page costs 30 ms, half of loading this.
  let rules: Intl.PluralRules | undefined;
  let numbers: Intl.NumberFormat | undefined;
  return (key, vars) => {
    let text: string = texts[key] ?? en[key] ?? key;
    if (vars === undefined) return text;
    if (typeof vars.n === "number" && text.includes("|")) {
      const forms = text.split("|");
      rules ??= new Intl.PluralRules(language);
      const at = Math.min(FORMS[rules.select(vars.n)] ?? forms.length - 1, forms.length - 1);
      text = forms[at] ?? text;
    }
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = vars[name];
      if (value === undefined) return whole;
      if (typeof value !== "number") return isolated(value);
      numbers ??= new Intl.NumberFormat(language);
      return numbers.format(value);
    });
  };
}

/** The text for a key that need not be there: of a part, or of a newer version. */
function wordFor(t: Translator, key: string): string | undefined {
  const text = t(key as MessageKey);
  return text === key ? undefined : text;
}

/**
 * A text of people in a sentence of ours: where it runs from right to left it must not take what
 * stands beside it along. The signs for that are left out where they would do nothing.
 */
export function isolated(text: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(text) ? `\u2068${text}\u2069` : text;
}

/** The word for a value of an open choice; one this version does not know is shown as itself. */
export function valueLabel(t: Translator, value: string): string {
  return wordFor(t, `v_${value}`) ?? t("other_value", { value });
}

/** The name of a field as people read it; some have a name of their own in one type. */
export function fieldLabel(t: Translator, field: string, type = ""): string {
  const own = wordFor(t, `f_${field}@${type}`);
  return own ?? wordFor(t, `f_${field}`) ?? field.replaceAll("_", " ");
}

/** The name of a record type, in the singular. */
export function typeLabel(t: Translator, type: string): string {
  return wordFor(t, `r_${type}`) ?? type.replaceAll("_", " ");
}
