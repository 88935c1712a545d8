import type { Catalogues } from "../words";

type Key = "tool" | "pen" | "eraser" | "draw" | "erase" | "none" | "lines" | "erase_of" | "erased";

export const TEXTS: Catalogues<Key> = {
  en: {
    tool: "Tool",
    pen: "Pen",
    eraser: "Eraser",
    draw: "Draw on the map. A line moves with what it begins on. Escape ends drawing.",
    erase: "Go over lines to erase them. Escape ends drawing.",
    none: "Nothing has been drawn yet.",
    lines: "{n} line|{n} lines",
    erase_of: "Erase drawings of “{what}”",
    erased: "Erased",
  },
  it: {
    tool: "Strumento",
    pen: "Penna",
    eraser: "Gomma",
    draw: "Disegna sulla mappa. Un tratto si muove con ciò su cui inizia. Esc per finire.",
    erase: "Passa sui tratti per cancellarli. Esc per finire.",
    none: "Non c’è ancora nessun disegno.",
    lines: "{n} tratto|{n} tratti",
    erase_of: "Cancella i disegni di “{what}”",
    erased: "Cancellato",
  },
  pl: {
    tool: "Narzędzie",
    pen: "Pisak",
    eraser: "Gumka",
    draw: "Rysuj po mapie. Linia przesuwa się z tym, na czym się zaczyna. Esc kończy rysowanie.",
    erase: "Przeciągnij po liniach, aby je wymazać. Esc kończy rysowanie.",
    none: "Nic jeszcze nie narysowano.",
    lines: "{n} linia|{n} linie|{n} linii",
    erase_of: "Wymaż rysunki z „{what}”",
    erased: "Wymazano",
  },
  fr: {
    tool: "Outil",
    pen: "Stylo",
    eraser: "Gomme",
    draw: "Dessinez sur la carte. Un trait suit ce sur quoi il commence. Échap pour terminer.",
    erase: "Passez sur les traits pour les effacer. Échap pour terminer.",
    none: "Aucun dessin pour l’instant.",
    lines: "{n} trait|{n} traits",
    erase_of: "Effacer les dessins de « {what} »",
    erased: "Effacé",
  },
};
