import type { Catalogues } from "../words";

type Key = "label" | "found" | "at" | "none" | "more" | "previous" | "next" | "only";

export const TEXTS: Catalogues<Key> = {
  en: {
    label: "Search the map",
    found: "{n} found|{n} found",
    at: "{i} of {n}",
    none: "Nothing on the map has these words.",
    more: "The first {n} are listed.",
    previous: "Previous",
    next: "Next",
    only: "Only what the filter shows",
  },
  it: {
    label: "Cerca nella mappa",
    found: "{n} risultato|{n} risultati",
    at: "{i} di {n}",
    none: "Nulla sulla mappa contiene queste parole.",
    more: "Sono elencati i primi {n}.",
    previous: "Precedente",
    next: "Successivo",
    only: "Solo ciò che il filtro mostra",
  },
  pl: {
    label: "Szukaj na mapie",
    found: "Znaleziono: {n}|Znaleziono: {n}|Znaleziono: {n}",
    at: "{i} z {n}",
    none: "Nic na mapie nie zawiera tych słów.",
    more: "Pokazano pierwszych {n}.",
    previous: "Poprzedni",
    next: "Następny",
    only: "Tylko to, co pokazuje filtr",
  },
  fr: {
    label: "Rechercher dans la carte",
    found: "{n} résultat|{n} résultats",
    at: "{i} sur {n}",
    none: "Rien sur la carte ne contient ces mots.",
    more: "Les {n} premiers sont affichés.",
    previous: "Précédent",
    next: "Suivant",
    only: "Seulement ce que montre le filtre",
  },
};
