import type { Catalogues } from "../words";

export type Key =
  | "grid"
  | "added"
  | "removed"
  | "changed"
  | "moved"
  | "none"
  | "matching"
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
  | "higher_by"
  | "lower_by"
  | "mean"
  | "certain"
  | "scales"
  | "take"
  | "take_field"
  | "take_away"
  | "empty"
  | "more";

/** `{name}` is what a map is called, `{other}` the one beside it. */
export const TEXTS: Catalogues<Key> = {
  en: {
    grid: "{name} and {other}, compared",
    added: "{n} added|{n} added",
    removed: "{n} removed|{n} removed",
    changed: "{n} changed|{n} changed",
    moved: "{n} moved|{n} moved",
    none: "No differences",
    matching: "Finding out what is the same…",
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
    higher: "higher than in {name}",
    lower: "lower than in {name}",
    higher_by: "up {by} from {name}",
    lower_by: "down {by} from {name}",
    mean: "mean of {n} scores|mean of {n} scores",
    certain: "taken for the same, {n} % certain",
    scales: "The scales differ: each line is drawn on its own.",
    take: "Take over from {name}",
    take_field: "Take over from {name}: {what}",
    take_away: "Remove from {name}",
    empty: "There is nothing on either map yet.",
    more: "Also different: {n}",
  },
  it: {
    grid: "{name} e {other} a confronto",
    added: "{n} aggiunto|{n} aggiunti",
    removed: "{n} rimosso|{n} rimossi",
    changed: "{n} modificato|{n} modificati",
    moved: "{n} spostato|{n} spostati",
    none: "Nessuna differenza",
    matching: "Ricerca delle corrispondenze…",
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
    higher: "più alto che in {name}",
    lower: "più basso che in {name}",
    higher_by: "{by} in più rispetto a {name}",
    lower_by: "{by} in meno rispetto a {name}",
    mean: "media di {n} punteggio|media di {n} punteggi",
    certain: "considerato lo stesso, certezza {n} %",
    scales: "Le scale sono diverse: ogni linea segue la propria.",
    take: "Riprendi da {name}",
    take_field: "Riprendi da {name}: {what}",
    take_away: "Rimuovi da {name}",
    empty: "Su entrambe le mappe non c’è ancora niente.",
    more: "Altre differenze: {n}",
  },
  pl: {
    grid: "Porównanie: {name} i {other}",
    added: "{n} dodany|{n} dodane|{n} dodanych",
    removed: "{n} usunięty|{n} usunięte|{n} usuniętych",
    changed: "{n} zmieniony|{n} zmienione|{n} zmienionych",
    moved: "{n} przeniesiony|{n} przeniesione|{n} przeniesionych",
    none: "Brak różnic",
    matching: "Szukanie odpowiedników…",
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
    higher: "wyżej niż w: {name}",
    lower: "niżej niż w: {name}",
    higher_by: "o {by} więcej niż w: {name}",
    lower_by: "o {by} mniej niż w: {name}",
    mean: "średnia z {n} oceny|średnia z {n} ocen|średnia z {n} ocen",
    certain: "uznane za to samo, pewność {n} %",
    scales: "Skale są różne: każda linia ma własną.",
    take: "Przejmij z: {name}",
    take_field: "Przejmij z: {name}: {what}",
    take_away: "Usuń z: {name}",
    empty: "Na obu mapach nic jeszcze nie ma.",
    more: "Pozostałe różnice: {n}",
  },
  fr: {
    grid: "{name} et {other} comparés",
    added: "{n} ajout|{n} ajouts",
    removed: "{n} suppression|{n} suppressions",
    changed: "{n} modification|{n} modifications",
    moved: "{n} déplacement|{n} déplacements",
    none: "Aucune différence",
    matching: "Recherche des correspondances…",
    only: "Différences seulement",
    next: "Différence suivante",
    previous: "Différence précédente",
    at: "Différence {i} sur {n}",
    only_in: "seulement dans {name}",
    not_in: "absent de {name}",
    elsewhere: "dans {name} : {place}",
    is_changed: "modifié",
    is_moved: "déplacé",
    same: "identique",
    higher: "plus haut que dans {name}",
    lower: "plus bas que dans {name}",
    higher_by: "{by} de plus que dans {name}",
    lower_by: "{by} de moins que dans {name}",
    mean: "moyenne de {n} score|moyenne de {n} scores",
    certain: "tenu pour identique, certitude {n} %",
    scales: "Les échelles diffèrent : chaque courbe suit la sienne.",
    take: "Reprendre de {name}",
    take_field: "Reprendre de {name} : {what}",
    take_away: "Supprimer de {name}",
    empty: "Il n’y a encore rien sur les deux cartes.",
    more: "Autres différences : {n}",
  },
};
