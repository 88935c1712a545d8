/** All catalogues: for the dev page and the tests. The bundle must not import this file. */
import { en } from "./en";
import { fr } from "./fr";
import { type Catalogue, ENGLISH, type Messages } from "./index";
import { it } from "./it";
import { pl } from "./pl";

export const CATALOGUES: Readonly<Record<string, Catalogue>> = { en, it, pl, fr };

/** What Python would send for a language. */
export function messagesOf(language: string): Messages {
  const texts = CATALOGUES[language];
  return texts && language !== "en" ? { language, texts } : ENGLISH;
}
