import type { Catalogues } from "../words";

export type Key =
  | "added"
  | "removed"
  | "changed"
  | "moved"
  | "none"
  | "only"
  | "next"
  | "previous"
  | "at"
  | "only_in"
  | "not_in"
  | "elsewhere"
  | "is_changed"
  | "is_moved"
  | "same"
  | "higher"
  | "lower"
  | "mean"
  | "certain"
  | "scales"
  | "take"
  | "take_away"
  | "more";

/** `{name}` is what a map is called, `{other}` the one beside it. */
export const TEXTS: Catalogues<Key> = {
  en: {
    added: "{n} added|{n} added",
    removed: "{n} removed|{n} removed",
    changed: "{n} changed|{n} changed",
    moved: "{n} moved|{n} moved",
    none: "No differences",
    only: "Only differences",
    next: "Next difference",
    previous: "Previous difference",
    at: "Difference {i} of {n}",
    only_in: "only in {name}",
    not_in: "not in {name}",
    elsewhere: "in {name} at {place}",
    is_changed: "changed",
    is_moved: "moved",
    same: "the same",
    higher: "up {by} from {name}",
    lower: "down {by} from {name}",
    mean: "mean of {n} scores|mean of {n} scores",
    certain: "the same with {n} % certainty",
    scales: "The scales differ: each line is drawn on its own.",
    take: "Take over from {name}",
    take_away: "Remove from {name}",
    more: "Also different: {n}",
  },
  it: {
    added: "{n} aggiunto|{n} aggiunti",
    removed: "{n} rimosso|{n} rimossi",
    changed: "{n} modificato|{n} modificati",
    moved: "{n} spostato|{n} spostati",
    none: "Nessuna differenza",
    only: "Solo le differenze",
    next: "Differenza successiva",
    previous: "Differenza precedente",
    at: "Differenza {i} di {n}",
    only_in: "solo in {name}",
    not_in: "non in {name}",
    elsewhere: "in {name}: {place}",
    is_changed: "modificato",
    is_moved: "spostato",
    same: "uguale",
    higher: "{by} in più rispetto a {name}",
    lower: "{by} in meno rispetto a {name}",
    mean: "media di {n} punteggio|media di {n} punteggi",
    certain: "lo stesso, certezza {n}%",
    scales: "Le scale sono diverse: ogni linea segue la propria.",
    take: "Riprendi da {name}",
    take_away: "Rimuovi da {name}",
    more: "Altre differenze: {n}",
  },
  pl: {
    added: "{n} dodany|{n} dodane|{n} dodanych",
    removed: "{n} usunięty|{n} usunięte|{n} usuniętych",
    changed: "{n} zmieniony|{n} zmienione|{n} zmienionych",
    moved: "{n} przeniesiony|{n} przeniesione|{n} przeniesionych",
    none: "Brak różnic",
    only: "Tylko różnice",
    next: "Następna różnica",
    previous: "Poprzednia różnica",
    at: "Różnica {i} z {n}",
    only_in: "tylko w: {name}",
    not_in: "brak w: {name}",
    elsewhere: "w {name}: {place}",
    is_changed: "zmienione",
    is_moved: "przeniesione",
    same: "tak samo",
    higher: "o {by} więcej niż w: {name}",
    lower: "o {by} mniej niż w: {name}",
    mean: "średnia z {n} oceny|średnia z {n} ocen|średnia z {n} ocen",
    certain: "to samo, pewność {n} %",
    scales: "Skale są różne: każda linia ma własną.",
    take: "Przejmij z: {name}",
    take_away: "Usuń z: {name}",
    more: "Pozostałe różnice: {n}",
  },
  fr: {
    added: "{n} ajout|{n} ajouts",
    removed: "{n} suppression|{n} suppressions",
    changed: "{n} modification|{n} modifications",
    moved: "{n} déplacement|{n} déplacements",
    none: "Aucune différence",
    only: "Différences seulement",
    next: "Différence suivante",
    previous: "Différence précédente",
    at: "Différence {i} sur {n}",
    only_in: "seulement dans {name}",
    not_in: "absent de {name}",
    elsewhere: "dans {name} : {place}",
    is_changed: "modifié",
    is_moved: "déplacé",
    same: "identique",
    higher: "{by} de plus que dans {name}",
    lower: "{by} de moins que dans {name}",
    mean: "moyenne de {n} score|moyenne de {n} scores",
    certain: "le même, certitude {n} %",
    scales: "Les échelles diffèrent : chaque courbe suit la sienne.",
    take: "Reprendre de {name}",
    take_away: "Supprimer de {name}",
    more: "Autres différences : {n}",
  },
};
