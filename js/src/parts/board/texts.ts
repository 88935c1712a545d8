import type { Catalogues } from "../words";

export type Key =
  | "boards"
  | "all_boards"
  | "none"
  | "new_board"
  | "n_notes"
  | "gone"
  | "title"
  | "looks_into"
  | "add"
  | "add_to"
  | "new_note"
  | "note"
  | "cell"
  | "moved"
  | "edit"
  | "move_to"
  | "promote"
  | "promoted"
  | "promoted_whole"
  | "show"
  | "becomes"
  | "where"
  | "search"
  | "whole_map"
  | "no_match"
  | "more_match"
  | "no_touchpoints"
  | "do_promote"
  | "color"
  | "no_color"
  | "yellow"
  | "orange"
  | "pink"
  | "purple"
  | "blue"
  | "green"
  | "remove";

export const TEXTS: Catalogues<Key> = {
  en: {
    boards: "Boards",
    all_boards: "All boards",
    none: "There is no board on this map yet. Choose one to begin with.",
    new_board: "New board",
    n_notes: "{n} note|{n} notes",
    gone: "This board was removed. Undo brings it back.",
    title: "Title of the board",
    looks_into: "Looks into",
    add: "Add a note",
    add_to: "Add a note to “{cell}”",
    new_note: "New note in “{cell}”",
    note: "Text of the note",
    cell: "{cell}: {notes}",
    moved: "“{what}” is now in “{cell}”, {i} of {n}.",
    edit: "Edit the text",
    move_to: "Move to",
    promote: "Put on the map…",
    promoted: "{kind} at “{where}”",
    promoted_whole: "{kind} of the map",
    show: "Show on the map",
    becomes: "Becomes",
    where: "Touchpoint or phase",
    search: "Search touchpoints and phases",
    whole_map: "It belongs to the map as a whole.",
    no_match: "Nothing on the map is called that.",
    more_match: "And {n} more: type to find them.",
    no_touchpoints: "The map has no touchpoints yet. Add one first.",
    do_promote: "Put on the map",
    color: "Colour",
    no_color: "No colour",
    yellow: "Yellow",
    orange: "Orange",
    pink: "Pink",
    purple: "Purple",
    blue: "Blue",
    green: "Green",
    remove: "Remove",
  },
  it: {
    boards: "Lavagne",
    all_boards: "Tutte le lavagne",
    none: "Su questa mappa non c’è ancora nessuna lavagna. Scegline una per cominciare.",
    new_board: "Nuova lavagna",
    n_notes: "{n} post-it|{n} post-it",
    gone: "Questa lavagna è stata rimossa. Annulla la riporta.",
    title: "Titolo della lavagna",
    looks_into: "Approfondisce",
    add: "Aggiungi un post-it",
    add_to: "Aggiungi un post-it a “{cell}”",
    new_note: "Nuovo post-it in “{cell}”",
    note: "Testo del post-it",
    cell: "{cell}: {notes}",
    moved: "“{what}” ora è in “{cell}”, {i} di {n}.",
    edit: "Modifica il testo",
    move_to: "Sposta in",
    promote: "Porta sulla mappa…",
    promoted: "{kind} in “{where}”",
    promoted_whole: "{kind} della mappa",
    show: "Mostra sulla mappa",
    becomes: "Diventa",
    where: "Touchpoint o fase",
    search: "Cerca touchpoint e fasi",
    whole_map: "Vale per tutta la mappa.",
    no_match: "Sulla mappa niente si chiama così.",
    more_match: "E altri {n}: scrivi per trovarli.",
    no_touchpoints: "La mappa non ha ancora touchpoint. Prima aggiungine uno.",
    do_promote: "Porta sulla mappa",
    color: "Colore",
    no_color: "Nessun colore",
    yellow: "Giallo",
    orange: "Arancione",
    pink: "Rosa",
    purple: "Viola",
    blue: "Blu",
    green: "Verde",
    remove: "Rimuovi",
  },
  pl: {
    boards: "Tablice",
    all_boards: "Wszystkie tablice",
    none: "Na tej mapie nie ma jeszcze tablic. Wybierz jedną na początek.",
    new_board: "Nowa tablica",
    n_notes: "{n} karteczka|{n} karteczki|{n} karteczek",
    gone: "Ta tablica została usunięta. Można to cofnąć.",
    title: "Tytuł tablicy",
    looks_into: "Dotyczy",
    add: "Dodaj karteczkę",
    add_to: "Dodaj karteczkę do „{cell}”",
    new_note: "Nowa karteczka w „{cell}”",
    note: "Treść karteczki",
    cell: "{cell}: {notes}",
    moved: "„{what}” jest teraz w „{cell}”, {i} z {n}.",
    edit: "Edytuj tekst",
    move_to: "Przenieś do",
    promote: "Umieść na mapie…",
    promoted: "{kind} przy „{where}”",
    promoted_whole: "{kind} całej mapy",
    show: "Pokaż na mapie",
    becomes: "Staje się",
    where: "Punkt styku lub faza",
    search: "Szukaj punktów styku i faz",
    whole_map: "Dotyczy całej mapy.",
    no_match: "Nic na mapie tak się nie nazywa.",
    more_match: "I jeszcze {n}: wpisz, aby je znaleźć.",
    no_touchpoints: "Na mapie nie ma jeszcze punktów styku. Najpierw dodaj jeden.",
    do_promote: "Umieść na mapie",
    color: "Kolor",
    no_color: "Bez koloru",
    yellow: "Żółty",
    orange: "Pomarańczowy",
    pink: "Różowy",
    purple: "Fioletowy",
    blue: "Niebieski",
    green: "Zielony",
    remove: "Usuń",
  },
  fr: {
    boards: "Tableaux blancs",
    all_boards: "Tous les tableaux blancs",
    none: "Cette carte n’a pas encore de tableau blanc. Choisissez-en un pour commencer.",
    new_board: "Nouveau tableau blanc",
    n_notes: "{n} post-it|{n} post-it",
    gone: "Ce tableau a été supprimé. Annuler le rétablit.",
    title: "Titre du tableau",
    looks_into: "Examine",
    add: "Ajouter un post-it",
    add_to: "Ajouter un post-it à « {cell} »",
    new_note: "Nouveau post-it dans « {cell} »",
    note: "Texte du post-it",
    cell: "{cell} : {notes}",
    moved: "« {what} » est maintenant dans « {cell} », {i} sur {n}.",
    edit: "Modifier le texte",
    move_to: "Déplacer vers",
    promote: "Mettre sur la carte…",
    promoted: "{kind} à « {where} »",
    promoted_whole: "{kind} de la carte",
    show: "Montrer sur la carte",
    becomes: "Devient",
    where: "Point de contact ou phase",
    search: "Chercher points de contact et phases",
    whole_map: "Cela concerne toute la carte.",
    no_match: "Rien sur la carte ne porte ce nom.",
    more_match: "Et {n} autres : tapez pour les trouver.",
    no_touchpoints: "La carte n’a pas encore de point de contact. Ajoutez-en un d’abord.",
    do_promote: "Mettre sur la carte",
    color: "Couleur",
    no_color: "Aucune couleur",
    yellow: "Jaune",
    orange: "Orange",
    pink: "Rose",
    purple: "Violet",
    blue: "Bleu",
    green: "Vert",
    remove: "Supprimer",
  },
};
