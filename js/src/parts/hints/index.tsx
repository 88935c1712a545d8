import type { Part } from "../../editor/kernel";
import { wordsOf } from "../words";
import { TEXTS } from "./texts";

/** Words only: the details show them at the field they are about. */
function hint(type: string, field: string, language: string): string {
  const key = `${type}.${field}`;
  return key in TEXTS.en ? wordsOf(TEXTS, language)(key as keyof typeof TEXTS.en) : "";
}

export default { Panel: () => null, style: "", hint } satisfies Part;
