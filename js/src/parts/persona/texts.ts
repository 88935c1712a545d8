import type { Catalogues } from "../words";

type Key = "who" | "wants" | "journey" | "best" | "worst" | "unscored" | "gone" | "close";

export const TEXTS: Catalogues<Key> = {
  en: {
    who: "Who they are",
    wants: "What they want",
    journey: "How they feel on the way",
    best: "Best moment",
    worst: "Worst moment",
    unscored: "No scores for this persona yet.",
    gone: "This persona is not on the map any more. Undo brings it back.",
    close: "Back to the map",
  },
  it: {
    who: "Chi è",
    wants: "Che cosa vuole",
    journey: "Come si sente lungo il percorso",
    best: "Momento migliore",
    worst: "Momento peggiore",
    unscored: "Ancora nessun punteggio per questa persona.",
    gone: "Questa persona non è più sulla mappa. Annulla la riporta indietro.",
    close: "Torna alla mappa",
  },
  pl: {
    who: "Kim jest",
    wants: "Czego chce",
    journey: "Jak się czuje po drodze",
    best: "Najlepszy moment",
    worst: "Najgorszy moment",
    unscored: "Ta persona nie ma jeszcze ocen.",
    gone: "Tej persony nie ma już na mapie. Cofnij ją przywróci.",
    close: "Wróć do mapy",
  },
  fr: {
    who: "Qui c’est",
    wants: "Ce que cette personne veut",
    journey: "Ce qu’elle ressent en chemin",
    best: "Meilleur moment",
    worst: "Pire moment",
    unscored: "Pas encore de score pour ce persona.",
    gone: "Ce persona n’est plus sur la carte. Annuler le fait revenir.",
    close: "Retour à la carte",
  },
};
