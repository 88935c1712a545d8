import type { Catalogues } from "../words";

export type Key =
  | "scope"
  | "map"
  | "whole"
  | "state"
  | "open"
  | "resolved"
  | "none"
  | "none_resolved"
  | "write"
  | "hint"
  | "as"
  | "answer"
  | "answer_to"
  | "own"
  | "resolve"
  | "reopen"
  | "is_resolved"
  | "is_open"
  | "discard"
  | "discarded";

export const TEXTS: Catalogues<Key> = {
  en: {
    scope: "Comments on",
    map: "Whole map",
    whole: "All comments",
    state: "Which comments",
    open: "{n} open|{n} open",
    resolved: "{n} resolved|{n} resolved",
    none: "No open comments here.",
    none_resolved: "Nothing has been resolved here.",
    write: "Write a comment on {what}",
    hint: "Write a comment; Enter sends it",
    as: "You write as {who}.",
    answer: "Answer…",
    answer_to: "Answer {who}",
    own: "Your comment",
    resolve: "Resolve",
    reopen: "Open again",
    is_resolved: "Resolved",
    is_open: "Open again",
    discard: "Delete this comment",
    discarded: "Comment deleted",
  },
  it: {
    scope: "Commenti su",
    map: "Tutta la mappa",
    whole: "Tutti i commenti",
    state: "Quali commenti",
    open: "{n} aperto|{n} aperti",
    resolved: "{n} risolto|{n} risolti",
    none: "Nessun commento aperto.",
    none_resolved: "Nessun commento risolto.",
    write: "Scrivi un commento su {what}",
    hint: "Scrivi un commento; Invio lo pubblica",
    as: "Scrivi come {who}.",
    answer: "Rispondi…",
    answer_to: "Rispondi a {who}",
    own: "Il tuo commento",
    resolve: "Segna come risolto",
    reopen: "Riapri",
    is_resolved: "Segnato come risolto",
    is_open: "Riaperto",
    discard: "Elimina questo commento",
    discarded: "Commento eliminato",
  },
  pl: {
    scope: "Komentarze do",
    map: "Cała mapa",
    whole: "Wszystkie komentarze",
    state: "Które komentarze",
    open: "Otwarte: {n}|Otwarte: {n}|Otwarte: {n}",
    resolved: "Zamknięte: {n}|Zamknięte: {n}|Zamknięte: {n}",
    none: "Nie ma tu otwartych komentarzy.",
    none_resolved: "Nie ma tu zamkniętych komentarzy.",
    write: "Skomentuj: {what}",
    hint: "Napisz komentarz; Enter wysyła",
    as: "Piszesz jako {who}.",
    answer: "Odpowiedz…",
    answer_to: "Odpowiedz: {who}",
    own: "Twój komentarz",
    resolve: "Zamknij wątek",
    reopen: "Otwórz ponownie",
    is_resolved: "Wątek zamknięty",
    is_open: "Wątek otwarty ponownie",
    discard: "Usuń ten komentarz",
    discarded: "Komentarz usunięty",
  },
  fr: {
    scope: "Commentaires sur",
    map: "Toute la carte",
    whole: "Tous les commentaires",
    state: "Quels commentaires",
    open: "{n} ouvert|{n} ouverts",
    resolved: "{n} résolu|{n} résolus",
    none: "Aucun commentaire ouvert ici.",
    none_resolved: "Aucun commentaire résolu ici.",
    write: "Commenter {what}",
    hint: "Écrivez un commentaire ; Entrée l’envoie",
    as: "Vous écrivez en tant que {who}.",
    answer: "Répondre…",
    answer_to: "Répondre à {who}",
    own: "Votre commentaire",
    resolve: "Marquer comme résolu",
    reopen: "Rouvrir",
    is_resolved: "Marqué comme résolu",
    is_open: "Rouvert",
    discard: "Supprimer ce commentaire",
    discarded: "Commentaire supprimé",
  },
};
