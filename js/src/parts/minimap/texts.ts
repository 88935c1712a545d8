import type { Catalogues } from "../words";

type Key = "where";

export const TEXTS: Catalogues<Key> = {
  en: { where: "Columns {a} to {b} of {all}, {phase}" },
  it: { where: "Colonne da {a} a {b} di {all}, {phase}" },
  pl: { where: "Kolumny od {a} do {b} z {all}, {phase}" },
  fr: { where: "Colonnes {a} à {b} sur {all}, {phase}" },
};
