/** All catalogues: for the dev page and the tests. The bundle must not import this file. */
import { TEXTS } from "../parts/records/texts";
import { en } from "./en";
import { fr } from "./fr";
import { type Catalogue, ENGLISH, type Messages } from "./index";
import { it } from "./it";
import { pl } from "./pl";

export const CATALOGUES: Readonly<Record<string, Catalogue>> = { en, it, pl, fr };

/**
 * What Python has of a language: also the names of fields whose forms come with a part, because an
 * edit of one can be taken back without it. English goes without them: a field is named in English.
 */
export function sentTexts(language: string): Readonly<Record<string, string>> {
  const fields = Object.entries(TEXTS[language as keyof typeof TEXTS] ?? {});
  return {
    ...Object.fromEntries(fields.filter(([key]) => key.startsWith("f_"))),
    ...CATALOGUES[language],
  };
}

/** What Python would send for a language. */
export function messagesOf(language: string): Messages {
  const texts = language in CATALOGUES && sentTexts(language);
  return texts && language !== "en" ? { language, texts } : ENGLISH;
}
