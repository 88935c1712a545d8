import type { Catalogues } from "../words";

export type Key =
  | "moving"
  | "move"
  | "row_ends"
  | "map_ends"
  | "select_more"
  | "leave"
  | "editing"
  | "open"
  | "rename"
  | "add"
  | "remove"
  | "move_thing"
  | "fold"
  | "menu"
  | "undo"
  | "redo"
  | "together"
  | "react"
  | "comment"
  | "vote"
  | "unvote"
  | "draw"
  | "scores"
  | "step"
  | "steps"
  | "type_score"
  | "editor"
  | "search"
  | "help";

export const TEXTS: Catalogues<Key> = {
  en: {
    moving: "Moving about",
    move: "To the next cell; inside of one, to the next card",
    row_ends: "To the first and last cell of a row",
    map_ends: "To the first and last cell of the map",
    select_more: "Select touchpoints next to each other",
    leave: "Out of a cell or text",
    editing: "Editing",
    open: "Open a cell, edit a text",
    rename: "Rename",
    add: "Add after this",
    remove: "Remove",
    move_thing: "Move what is selected",
    fold: "Fold a phase or lane",
    menu: "All that can be done here",
    undo: "Undo",
    redo: "Redo",
    together: "Together",
    react: "React with an emoji",
    comment: "Comments",
    vote: "Give a vote, while a round is open",
    unvote: "Take a vote back",
    draw: "Draw; Esc ends it",
    scores: "On a point of the curve",
    step: "One step up or down",
    steps: "Two steps",
    type_score: "Type a score",
    editor: "Search and help",
    search: "Search",
    help: "These shortcuts",
  },
  it: {
    moving: "Spostarsi",
    move: "Alla cella successiva; dentro una cella, alla scheda successiva",
    row_ends: "Alla prima e all’ultima cella della riga",
    map_ends: "Alla prima e all’ultima cella della mappa",
    select_more: "Seleziona touchpoint vicini",
    leave: "Esci da una cella o da un testo",
    editing: "Modificare",
    open: "Apri una cella, modifica un testo",
    rename: "Rinomina",
    add: "Aggiungi dopo questo",
    remove: "Rimuovi",
    move_thing: "Sposta ciò che è selezionato",
    fold: "Comprimi una fase o una riga",
    menu: "Tutto ciò che si può fare qui",
    undo: "Annulla",
    redo: "Ripeti",
    together: "Insieme",
    react: "Reagisci con un’emoji",
    comment: "Commenti",
    vote: "Vota, durante una votazione",
    unvote: "Ritira un voto",
    draw: "Disegna; Esc per finire",
    scores: "Su un punto della curva",
    step: "Un passo in su o in giù",
    steps: "Due passi",
    type_score: "Scrivi un punteggio",
    editor: "Ricerca e aiuto",
    search: "Cerca",
    help: "Queste scorciatoie",
  },
  pl: {
    moving: "Poruszanie się",
    move: "Do następnej komórki; wewnątrz komórki do następnej karty",
    row_ends: "Do pierwszej i ostatniej komórki wiersza",
    map_ends: "Do pierwszej i ostatniej komórki mapy",
    select_more: "Zaznacz sąsiednie punkty styku",
    leave: "Wyjdź z komórki lub tekstu",
    editing: "Edycja",
    open: "Otwórz komórkę, edytuj tekst",
    rename: "Zmień nazwę",
    add: "Dodaj za tym",
    remove: "Usuń",
    move_thing: "Przesuń zaznaczone",
    fold: "Zwiń fazę lub wiersz",
    menu: "Wszystko, co można tu zrobić",
    undo: "Cofnij",
    redo: "Ponów",
    together: "Razem",
    react: "Zareaguj emoji",
    comment: "Komentarze",
    vote: "Oddaj głos, gdy trwa głosowanie",
    unvote: "Cofnij głos",
    draw: "Rysuj; Esc kończy",
    scores: "Na punkcie krzywej",
    step: "O krok w górę lub w dół",
    steps: "O dwa kroki",
    type_score: "Wpisz ocenę",
    editor: "Szukanie i pomoc",
    search: "Szukaj",
    help: "Te skróty",
  },
  fr: {
    moving: "Se déplacer",
    move: "Vers la cellule suivante ; dans une cellule, vers la carte suivante",
    row_ends: "Vers la première et la dernière cellule de la ligne",
    map_ends: "Vers la première et la dernière cellule de la carte",
    select_more: "Sélectionner des points de contact voisins",
    leave: "Quitter une cellule ou un texte",
    editing: "Modifier",
    open: "Ouvrir une cellule, modifier un texte",
    rename: "Renommer",
    add: "Ajouter après celui-ci",
    remove: "Supprimer",
    move_thing: "Déplacer la sélection",
    fold: "Replier une phase ou une ligne",
    menu: "Tout ce que l’on peut faire ici",
    undo: "Annuler",
    redo: "Rétablir",
    together: "Ensemble",
    react: "Réagir avec un emoji",
    comment: "Commentaires",
    vote: "Voter, pendant un tour de vote",
    unvote: "Reprendre un vote",
    draw: "Dessiner ; Échap pour terminer",
    scores: "Sur un point de la courbe",
    step: "Un pas vers le haut ou le bas",
    steps: "Deux pas",
    type_score: "Saisir un score",
    editor: "Recherche et aide",
    search: "Rechercher",
    help: "Ces raccourcis",
  },
};
