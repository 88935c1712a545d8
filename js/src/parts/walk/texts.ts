import type { Catalogues } from "../words";

type Key =
  | "path"
  | "whole_map"
  | "as"
  | "nobody"
  | "your_name"
  | "at"
  | "question"
  | "question_as"
  | "none_given"
  | "given"
  | "take_back"
  | "slider"
  | "note"
  | "note_hint"
  | "keys"
  | "curve"
  | "curve_empty"
  | "previous"
  | "next"
  | "finish"
  | "empty"
  | "to_map"
  | "done"
  | "done_as"
  | "scored"
  | "average"
  | "lowest"
  | "no_lowest"
  | "scores"
  | "no_scores"
  | "notes"
  | "skipped"
  | "no_skipped"
  | "show"
  | "again";

export const TEXTS: Catalogues<Key> = {
  en: {
    path: "Path",
    whole_map: "The whole map",
    as: "As",
    nobody: "Nobody in particular",
    your_name: "Your name",
    at: "{i} of {n}",
    question: "How does this feel?",
    question_as: "How does this feel for {who}?",
    none_given: "no score yet",
    given: "Score: {score}",
    take_back: "Take back",
    slider: "Score on the scale",
    note: "Note",
    note_hint: "What did you see or think?",
    keys: "Keys {keys} give a score, ← and → go on.",
    curve: "Scores so far: {scores}",
    curve_empty: "No scores so far",
    previous: "Previous",
    next: "Next",
    finish: "Finish",
    empty: "There is nothing to walk through yet: the map has no touchpoints.",
    to_map: "To the map",
    done: "The end of the walk",
    done_as: "The end of the walk as {who}",
    scored: "{n} of {all} touchpoint scored|{n} of {all} touchpoints scored",
    average: "on average {score}",
    lowest: "Lowest points",
    no_lowest: "No score is below neutral.",
    scores: "Scores given",
    no_scores: "You have given no score.",
    notes: "Notes",
    skipped: "Skipped",
    no_skipped: "Nothing was skipped.",
    show: "Show “{what}” on the map",
    again: "From the start",
  },
  it: {
    path: "Percorso",
    whole_map: "Tutta la mappa",
    as: "Come",
    nobody: "Nessuno in particolare",
    your_name: "Il tuo nome",
    at: "{i} di {n}",
    question: "Che effetto fa?",
    question_as: "Che effetto fa a {who}?",
    none_given: "ancora nessun punteggio",
    given: "Punteggio: {score}",
    take_back: "Annulla il punteggio",
    slider: "Punteggio sulla scala",
    note: "Nota",
    note_hint: "Che cosa hai visto o pensato?",
    keys: "I tasti {keys} danno un punteggio, ← e → cambiano passo.",
    curve: "Punteggi finora: {scores}",
    curve_empty: "Finora nessun punteggio",
    previous: "Precedente",
    next: "Successivo",
    finish: "Termina",
    empty: "Non c’è ancora nulla da percorrere: la mappa non ha touchpoint.",
    to_map: "Alla mappa",
    done: "Fine del percorso",
    done_as: "Fine del percorso come {who}",
    scored: "{n} touchpoint valutato su {all}|{n} touchpoint valutati su {all}",
    average: "in media {score}",
    lowest: "Punti più bassi",
    no_lowest: "Nessun punteggio è sotto il neutro.",
    scores: "Punteggi dati",
    no_scores: "Non hai dato nessun punteggio.",
    notes: "Note",
    skipped: "Saltati",
    no_skipped: "Non è stato saltato nulla.",
    show: "Mostra “{what}” sulla mappa",
    again: "Ricomincia",
  },
  pl: {
    path: "Ścieżka",
    whole_map: "Cała mapa",
    as: "Jako",
    nobody: "Nikt konkretny",
    your_name: "Twoje imię",
    at: "{i} z {n}",
    question: "Jakie to wrażenie?",
    question_as: "Jak odczuwa to {who}?",
    none_given: "jeszcze bez oceny",
    given: "Ocena: {score}",
    take_back: "Cofnij ocenę",
    slider: "Ocena na skali",
    note: "Notatka",
    note_hint: "Co zauważasz, co myślisz?",
    keys: "Klawisze {keys} wystawiają ocenę, ← i → zmieniają krok.",
    curve: "Dotychczasowe oceny: {scores}",
    curve_empty: "Na razie bez ocen",
    previous: "Poprzedni",
    next: "Następny",
    finish: "Zakończ",
    empty: "Nie ma jeszcze czego przejść: na mapie nie ma punktów styku.",
    to_map: "Do mapy",
    done: "Koniec przejścia",
    done_as: "Koniec przejścia jako {who}",
    scored:
      "Oceniono {n} punkt styku z {all}|Oceniono {n} punkty styku z {all}|Oceniono {n} punktów styku z {all}",
    average: "średnio {score}",
    lowest: "Najniższe punkty",
    no_lowest: "Żadna ocena nie jest poniżej neutralnej.",
    scores: "Wystawione oceny",
    no_scores: "Nie wystawiono żadnej oceny.",
    notes: "Notatki",
    skipped: "Pominięte",
    no_skipped: "Niczego nie pominięto.",
    show: "Pokaż „{what}” na mapie",
    again: "Od początku",
  },
  fr: {
    path: "Chemin",
    whole_map: "Toute la carte",
    as: "En tant que",
    nobody: "Personne en particulier",
    your_name: "Votre nom",
    at: "{i} sur {n}",
    question: "Quel est le ressenti ?",
    question_as: "Quel est le ressenti de {who} ?",
    none_given: "pas encore de score",
    given: "Score : {score}",
    take_back: "Retirer le score",
    slider: "Score sur l’échelle",
    note: "Remarque",
    note_hint: "Qu’avez-vous vu ou pensé ?",
    keys: "Les touches {keys} donnent un score, ← et → changent d’étape.",
    curve: "Scores jusqu’ici : {scores}",
    curve_empty: "Aucun score jusqu’ici",
    previous: "Précédent",
    next: "Suivant",
    finish: "Terminer",
    empty: "Il n’y a encore rien à parcourir : la carte n’a pas de points de contact.",
    to_map: "Vers la carte",
    done: "Fin du parcours",
    done_as: "Fin du parcours en tant que {who}",
    scored: "{n} point de contact noté sur {all}|{n} points de contact notés sur {all}",
    average: "en moyenne {score}",
    lowest: "Points les plus bas",
    no_lowest: "Aucun score n’est sous le neutre.",
    scores: "Scores donnés",
    no_scores: "Vous n’avez donné aucun score.",
    notes: "Remarques",
    skipped: "Passés",
    no_skipped: "Rien n’a été passé.",
    show: "Montrer « {what} » sur la carte",
    again: "Depuis le début",
  },
};
