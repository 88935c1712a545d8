import type { Catalogues } from "../words";

type Key =
  | "label"
  | "unfold_all"
  | "fold_all"
  | "unfold"
  | "fold"
  | "no_score"
  | "no_channels"
  | "answers"
  | "add_card_to"
  | "mean";

export const TEXTS: Catalogues<Key> = {
  en: {
    label: "Outline of the map",
    unfold_all: "Unfold all",
    fold_all: "Fold all",
    unfold: "Unfold {what}",
    fold: "Fold {what}",
    no_score: "no score yet",
    no_channels: "no channels yet",
    answers: "{n} answer|{n} answers",
    add_card_to: "Add a card to",
    mean: "A mean of several answers cannot be set by hand. Change the answers in the table.",
  },
  it: {
    label: "Struttura della mappa",
    unfold_all: "Espandi tutto",
    fold_all: "Comprimi tutto",
    unfold: "Espandi {what}",
    fold: "Comprimi {what}",
    no_score: "ancora nessun punteggio",
    no_channels: "ancora nessun canale",
    answers: "{n} risposta|{n} risposte",
    add_card_to: "Aggiungi una scheda a",
    mean: "La media di più risposte non si imposta a mano. Modifica le risposte nella tabella.",
  },
  pl: {
    label: "Konspekt mapy",
    unfold_all: "Rozwiń wszystko",
    fold_all: "Zwiń wszystko",
    unfold: "Rozwiń: {what}",
    fold: "Zwiń: {what}",
    no_score: "jeszcze bez oceny",
    no_channels: "jeszcze bez kanałów",
    answers: "{n} odpowiedź|{n} odpowiedzi|{n} odpowiedzi",
    add_card_to: "Dodaj kartę do",
    mean: "Średniej z wielu odpowiedzi nie ustawia się ręcznie. Zmień odpowiedzi w tabeli.",
  },
  fr: {
    label: "Plan de la carte",
    unfold_all: "Tout déplier",
    fold_all: "Tout replier",
    unfold: "Déplier {what}",
    fold: "Replier {what}",
    no_score: "pas encore de score",
    no_channels: "pas encore de canal",
    answers: "{n} réponse|{n} réponses",
    add_card_to: "Ajouter une carte à",
    mean: "La moyenne de plusieurs réponses ne se règle pas à la main. Modifiez les réponses dans le tableau.",
  },
};
