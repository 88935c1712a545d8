import { createTranslator, type Vars } from "../i18n";

/** The texts of a part, which come with its code in all languages. */
export type Catalogues<K extends string> = Readonly<
  Record<"en" | "it" | "pl" | "fr", Readonly<Record<K, string>>>
>;

/** What a part says, in a language. */
export function wordsOf<K extends string>(catalogues: Catalogues<K>, language: string) {
  const texts = catalogues[language as keyof typeof catalogues] ?? catalogues.en;
  const t: unknown = createTranslator(language, texts);
  return t as (key: K, vars?: Vars) => string;
}
