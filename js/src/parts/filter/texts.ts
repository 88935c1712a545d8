import type { Catalogues, wordsOf } from "../words";

type Key =
  | "all"
  | "shown"
  | "match"
  | "clear"
  | "hide"
  | "columns"
  | "note"
  | "guard"
  | "kind"
  | "marks"
  | "comments"
  | "more"
  | "gone"
  | "nothing"
  | "views"
  | "save_this"
  | "name"
  | "save"
  | "cancel"
  | "saved"
  | "replace"
  | "broken";

export type Say = ReturnType<typeof wordsOf<Key>>;

export const TEXTS: Catalogues<Key> = {
  en: {
    all: "No filter: {n} thing is shown|No filter: all {n} things are shown",
    shown: "Filter on: {i} of {n} shown",
    match: "Filter on: {i} of {n} match",
    clear: "Clear filter",
    hide: "Hide what does not match",
    columns: "Hide columns that become empty",
    note: "does not match the filter",
    guard:
      "Not removed: {n} thing that the filter hides would go with it. Clear the filter first.|Not removed: {n} things that the filter hides would go with it. Clear the filter first.",
    kind: "Kind of card",
    marks: "Only with",
    comments: "Open comments",
    more: "Show all {n}",
    gone: "no longer on the map",
    nothing: "There is nothing on the map to filter yet.",
    views: "Saved views",
    save_this: "Save this view…",
    name: "Name of the view",
    save: "Save",
    cancel: "Cancel",
    saved: "View “{what}” saved",
    replace: "Replace with what is shown now",
    broken:
      "{n} saved view cannot be read and is left aside.|{n} saved views cannot be read and are left aside.",
  },
  it: {
    all: "Nessun filtro: {n} elemento visibile|Nessun filtro: tutti i {n} elementi sono visibili",
    shown: "Filtro attivo: {i} di {n} visibili",
    match: "Filtro attivo: {i} di {n} corrispondono",
    clear: "Togli il filtro",
    hide: "Nascondi ciò che non corrisponde",
    columns: "Nascondi le colonne che restano vuote",
    note: "non corrisponde al filtro",
    guard:
      "Non rimosso: con esso sparirebbe {n} elemento nascosto dal filtro. Togli prima il filtro.|Non rimosso: con esso sparirebbero {n} elementi nascosti dal filtro. Togli prima il filtro.",
    kind: "Tipo di scheda",
    marks: "Solo con",
    comments: "Commenti aperti",
    more: "Mostra tutti e {n}",
    gone: "non più sulla mappa",
    nothing: "Sulla mappa non c’è ancora nulla da filtrare.",
    views: "Viste salvate",
    save_this: "Salva questa vista…",
    name: "Nome della vista",
    save: "Salva",
    cancel: "Annulla",
    saved: "Vista “{what}” salvata",
    replace: "Sostituisci con ciò che è visibile ora",
    broken:
      "{n} vista salvata non è leggibile e viene ignorata.|{n} viste salvate non sono leggibili e vengono ignorate.",
  },
  pl: {
    all: "Bez filtra: widoczny {n} element|Bez filtra: widoczne wszystkie {n} elementy|Bez filtra: widocznych wszystkich {n} elementów",
    shown: "Filtr włączony: widać {i} z {n}",
    match: "Filtr włączony: pasuje {i} z {n}",
    clear: "Wyłącz filtr",
    hide: "Ukryj to, co nie pasuje",
    columns: "Ukryj kolumny, które będą puste",
    note: "nie pasuje do filtra",
    guard:
      "Nie usunięto: zniknąłby też {n} element ukryty przez filtr. Najpierw wyłącz filtr.|Nie usunięto: zniknęłyby też {n} elementy ukryte przez filtr. Najpierw wyłącz filtr.|Nie usunięto: zniknęłoby też {n} elementów ukrytych przez filtr. Najpierw wyłącz filtr.",
    kind: "Rodzaj karty",
    marks: "Tylko z",
    comments: "Otwarte komentarze",
    more: "Pokaż wszystkie ({n})",
    gone: "nie ma już na mapie",
    nothing: "Na mapie nie ma jeszcze czego filtrować.",
    views: "Zapisane widoki",
    save_this: "Zapisz ten widok…",
    name: "Nazwa widoku",
    save: "Zapisz",
    cancel: "Anuluj",
    saved: "Zapisano widok „{what}”",
    replace: "Zastąp tym, co teraz widać",
    broken:
      "{n} zapisanego widoku nie da się odczytać; pominięto go.|{n} zapisanych widoków nie da się odczytać; pominięto je.|{n} zapisanych widoków nie da się odczytać; pominięto je.",
  },
  fr: {
    all: "Aucun filtre : {n} élément affiché|Aucun filtre : les {n} éléments sont affichés",
    shown: "Filtre actif : {i} sur {n} affichés",
    match: "Filtre actif : {i} sur {n} correspondent",
    clear: "Retirer le filtre",
    hide: "Masquer ce qui ne correspond pas",
    columns: "Masquer les colonnes devenues vides",
    note: "ne correspond pas au filtre",
    guard:
      "Non supprimé : {n} élément masqué par le filtre disparaîtrait aussi. Retirez d’abord le filtre.|Non supprimé : {n} éléments masqués par le filtre disparaîtraient aussi. Retirez d’abord le filtre.",
    kind: "Type de carte",
    marks: "Seulement avec",
    comments: "Commentaires ouverts",
    more: "Tout afficher ({n})",
    gone: "n’est plus sur la carte",
    nothing: "Il n’y a encore rien à filtrer sur la carte.",
    views: "Vues enregistrées",
    save_this: "Enregistrer cette vue…",
    name: "Nom de la vue",
    save: "Enregistrer",
    cancel: "Annuler",
    saved: "Vue « {what} » enregistrée",
    replace: "Remplacer par ce qui est affiché",
    broken:
      "{n} vue enregistrée est illisible et laissée de côté.|{n} vues enregistrées sont illisibles et laissées de côté.",
  },
};
