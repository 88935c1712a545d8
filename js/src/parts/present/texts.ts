import type { Catalogues } from "../words";

type Key =
  | "hint"
  | "at"
  | "previous"
  | "next"
  | "leave"
  | "full"
  | "refused"
  | "whole"
  | "curve"
  | "outside"
  | "part"
  | "extremes"
  | "highest"
  | "lowest"
  | "none_high"
  | "none_low"
  | "opportunities"
  | "owner"
  | "no_owner";

export const TEXTS: Catalogues<Key> = {
  en: {
    hint: "← → Space: slides · Home, End · Esc: leave",
    at: "{i} of {n}",
    previous: "Previous slide",
    next: "Next slide",
    leave: "Leave the presentation",
    full: "Full screen",
    refused: "The browser does not let it fill the screen, so it fills the editor.",
    whole: "The journey as a whole",
    curve: "The emotion curve: {lines}",
    outside: "Outside of the phases",
    part: "({i}/{n})",
    extremes: "Highest and lowest points",
    highest: "Highest",
    lowest: "Lowest",
    none_high: "Nothing is above neutral.",
    none_low: "Nothing is below neutral.",
    opportunities: "Opportunities",
    owner: "Owner: {who}",
    no_owner: "No owner yet",
  },
  it: {
    hint: "← → Spazio: diapositive · Home, Fine · Esc: esci",
    at: "{i} di {n}",
    previous: "Diapositiva precedente",
    next: "Diapositiva successiva",
    leave: "Esci dalla presentazione",
    full: "Schermo intero",
    refused: "Il browser non lascia riempire lo schermo: la presentazione riempie l’editor.",
    whole: "Il percorso nel suo insieme",
    curve: "La curva delle emozioni: {lines}",
    outside: "Fuori dalle fasi",
    part: "({i}/{n})",
    extremes: "Punti più alti e più bassi",
    highest: "Più alti",
    lowest: "Più bassi",
    none_high: "Nulla è sopra il neutro.",
    none_low: "Nulla è sotto il neutro.",
    opportunities: "Opportunità",
    owner: "Responsabile: {who}",
    no_owner: "Ancora nessun responsabile",
  },
  pl: {
    hint: "← → Spacja: slajdy · Home, End · Esc: wyjście",
    at: "{i} z {n}",
    previous: "Poprzedni slajd",
    next: "Następny slajd",
    leave: "Zakończ prezentację",
    full: "Pełny ekran",
    refused: "Przeglądarka nie pozwala na pełny ekran, więc prezentacja wypełnia edytor.",
    whole: "Cała podróż",
    curve: "Krzywa emocji: {lines}",
    outside: "Poza fazami",
    part: "({i}/{n})",
    extremes: "Najwyższe i najniższe punkty",
    highest: "Najwyższe",
    lowest: "Najniższe",
    none_high: "Żadna ocena nie jest powyżej neutralnej.",
    none_low: "Żadna ocena nie jest poniżej neutralnej.",
    opportunities: "Szanse",
    owner: "Odpowiada: {who}",
    no_owner: "Jeszcze nikt nie odpowiada",
  },
  fr: {
    hint: "← → Espace : diapositives · Origine, Fin · Échap : quitter",
    at: "{i} sur {n}",
    previous: "Diapositive précédente",
    next: "Diapositive suivante",
    leave: "Quitter la présentation",
    full: "Plein écran",
    refused: "Le navigateur refuse le plein écran : la présentation remplit l’éditeur.",
    whole: "Le parcours dans son ensemble",
    curve: "La courbe des émotions : {lines}",
    outside: "Hors des phases",
    part: "({i}/{n})",
    extremes: "Points les plus hauts et les plus bas",
    highest: "Les plus hauts",
    lowest: "Les plus bas",
    none_high: "Rien n’est au-dessus du neutre.",
    none_low: "Rien n’est au-dessous du neutre.",
    opportunities: "Opportunités",
    owner: "Responsable : {who}",
    no_owner: "Pas encore de responsable",
  },
};
