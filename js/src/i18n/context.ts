import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { createTranslator, type Translator } from "./index";

/** What the shared pieces in `ui/` translate with; the host provides it for the whole editor. */
export interface Words {
  readonly t: Translator;
  readonly language: string;
}

export const WordsContext = createContext<Words>({ t: createTranslator("en"), language: "en" });

export function useWords(): Words {
  return useContext(WordsContext);
}
