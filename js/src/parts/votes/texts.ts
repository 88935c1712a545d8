import type { Catalogues } from "../words";

export type Key =
  | "who"
  | "none"
  | "another"
  | "select"
  | "goes_on"
  | "closed"
  | "people"
  | "each"
  | "no_votes"
  | "anonymous_note"
  | "close"
  | "reopen"
  | "new"
  | "title"
  | "title_hint"
  | "about"
  | "all_hint"
  | "budget"
  | "anonymous"
  | "start";

export const TEXTS: Catalogues<Key> = {
  en: {
    who: "Say your name to vote: each person has votes of their own.",
    none: "Nothing has been put to the vote yet.",
    another: "New round",
    select: "Select something on the map that is voted on, or press V there.",
    goes_on: "Voting is open",
    closed: "Voting is closed",
    people: "{n} person|{n} people",
    each: "{n} vote each|{n} votes each",
    no_votes: "No votes yet.",
    anonymous_note:
      "Names are not shown. The map’s file does hold them, so that nobody votes beyond the budget.",
    close: "Close voting",
    reopen: "Open voting again",
    new: "New round of votes",
    title: "What is it about?",
    title_hint: "Which problem first?",
    about: "What can be voted on",
    all_hint: "Nothing ticked means all of it.",
    budget: "Votes per person",
    anonymous: "Do not show names",
    start: "Open voting",
  },
  it: {
    who: "Indica il tuo nome per votare: ogni persona ha i propri voti.",
    none: "Non si è ancora votato nulla.",
    another: "Nuova votazione",
    select: "Seleziona sulla mappa qualcosa da votare, oppure premi V.",
    goes_on: "La votazione è aperta",
    closed: "La votazione è chiusa",
    people: "{n} persona|{n} persone",
    each: "{n} voto a testa|{n} voti a testa",
    no_votes: "Ancora nessun voto.",
    anonymous_note:
      "I nomi non sono mostrati. Il file della mappa però li contiene, perché nessuno superi i propri voti.",
    close: "Chiudi la votazione",
    reopen: "Riapri la votazione",
    new: "Nuova votazione",
    title: "Su che cosa si vota?",
    title_hint: "Quale problema per primo?",
    about: "Che cosa si può votare",
    all_hint: "Nessuna scelta significa tutto.",
    budget: "Voti per persona",
    anonymous: "Non mostrare i nomi",
    start: "Apri la votazione",
  },
  pl: {
    who: "Podaj swoje imię, aby głosować: każda osoba ma własne głosy.",
    none: "Nie było jeszcze żadnego głosowania.",
    another: "Nowe głosowanie",
    select: "Zaznacz na mapie to, na co chcesz zagłosować, albo naciśnij tam V.",
    goes_on: "Głosowanie trwa",
    closed: "Głosowanie zamknięte",
    people: "{n} osoba|{n} osoby|{n} osób",
    each: "{n} głos na osobę|{n} głosy na osobę|{n} głosów na osobę",
    no_votes: "Nie ma jeszcze głosów.",
    anonymous_note:
      "Imiona nie są pokazywane. Plik mapy je jednak zawiera, aby nikt nie oddał zbyt wielu głosów.",
    close: "Zamknij głosowanie",
    reopen: "Otwórz głosowanie ponownie",
    new: "Nowe głosowanie",
    title: "Czego dotyczy?",
    title_hint: "Który problem najpierw?",
    about: "Na co można głosować",
    all_hint: "Bez zaznaczenia: na wszystko.",
    budget: "Głosy na osobę",
    anonymous: "Nie pokazuj imion",
    start: "Rozpocznij głosowanie",
  },
  fr: {
    who: "Indiquez votre nom pour voter : chaque personne a ses propres votes.",
    none: "Rien n’a encore été mis au vote.",
    another: "Nouveau tour de vote",
    select: "Sélectionnez sur la carte un élément soumis au vote, ou appuyez sur V.",
    goes_on: "Le vote est ouvert",
    closed: "Le vote est clos",
    people: "{n} personne|{n} personnes",
    each: "{n} vote par personne|{n} votes par personne",
    no_votes: "Pas encore de votes.",
    anonymous_note:
      "Les noms ne sont pas affichés. Le fichier de la carte les contient toutefois, pour que personne ne dépasse son nombre de votes.",
    close: "Clore le vote",
    reopen: "Rouvrir le vote",
    new: "Nouveau tour de vote",
    title: "De quoi s’agit-il ?",
    title_hint: "Quel problème d’abord ?",
    about: "Ce qui est soumis au vote",
    all_hint: "Rien de coché : tout.",
    budget: "Votes par personne",
    anonymous: "Ne pas afficher les noms",
    start: "Ouvrir le vote",
  },
};
