import type { Catalogues } from "../words";

export const TEXTS: Catalogues<"react_to" | "other"> = {
  en: { react_to: "React to “{what}”", other: "another emoji" },
  it: { react_to: "Reagisci a “{what}”", other: "altra emoji" },
  pl: { react_to: "Zareaguj na „{what}”", other: "inne emoji" },
  fr: { react_to: "Réagir à « {what} »", other: "autre emoji" },
};
