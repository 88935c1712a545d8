import type { Catalogues } from "../words";

export type Key =
  | "nothing_chosen"
  | "copied"
  | "copied_n"
  | "pasted"
  | "pasted_n"
  | "brought"
  | "left"
  | "refused"
  | "refused_copy"
  | "unsound"
  | "nothing_there"
  | "no_place"
  | "choose_touchpoint"
  | "too_long";

export const TEXTS: Catalogues<Key> = {
  en: {
    nothing_chosen: "Nothing is chosen that can be copied.",
    copied: "Copied “{what}”.",
    copied_n: "Copied {n} thing.|Copied {n} things.",
    pasted: "Pasted “{what}”.",
    pasted_n: "Pasted {n} thing.|Pasted {n} things.",
    brought: "New on this map: {names}.",
    left: "{n} record had nothing here to hang on and was left out.|{n} records had nothing here to hang on and were left out.",
    refused: "The browser does not give the clipboard to a menu. Press Ctrl+V, here or on the map.",
    refused_copy: "The browser keeps the clipboard from menus. Press Ctrl+C or Ctrl+X on the map.",
    unsound:
      "What was copied is damaged or not from a journey map, so nothing was pasted: {reason}",
    nothing_there: "There is nothing on the clipboard that can be pasted here.",
    no_place: "This cannot be pasted here. Go to a touchpoint or to a cell first.",
    choose_touchpoint: "Cards need a touchpoint. Go to a cell of the map first.",
    too_long: "A text here has at most {n} characters, so nothing was pasted.",
  },
  it: {
    nothing_chosen: "Non è selezionato nulla che si possa copiare.",
    copied: "Copiato “{what}”.",
    copied_n: "Copiato {n} elemento.|Copiati {n} elementi.",
    pasted: "Incollato “{what}”.",
    pasted_n: "Incollato {n} elemento.|Incollati {n} elementi.",
    brought: "Nuovi su questa mappa: {names}.",
    left: "{n} elemento non ha qui nulla a cui collegarsi ed è stato tralasciato.|{n} elementi non hanno qui nulla a cui collegarsi e sono stati tralasciati.",
    refused: "Il browser non lascia incollare da un menu. Premi Ctrl+V, qui o sulla mappa.",
    refused_copy: "Il browser non lascia copiare da un menu. Premi Ctrl+C o Ctrl+X sulla mappa.",
    unsound:
      "Ciò che è stato copiato è danneggiato o non viene da una mappa, quindi non è stato incollato nulla: {reason}",
    nothing_there: "Negli appunti non c’è nulla che si possa incollare qui.",
    no_place: "Qui non si può incollare. Vai prima su un touchpoint o su una cella.",
    choose_touchpoint:
      "Le schede hanno bisogno di un touchpoint. Vai prima su una cella della mappa.",
    too_long: "Qui un testo ha al massimo {n} caratteri: non è stato incollato nulla.",
  },
  pl: {
    nothing_chosen: "Nie wybrano niczego, co można skopiować.",
    copied: "Skopiowano „{what}”.",
    copied_n: "Skopiowano {n} element.|Skopiowano {n} elementy.|Skopiowano {n} elementów.",
    pasted: "Wklejono „{what}”.",
    pasted_n: "Wklejono {n} element.|Wklejono {n} elementy.|Wklejono {n} elementów.",
    brought: "Nowe na tej mapie: {names}.",
    left: "Pominięto {n} element, bo nie ma tu do czego go przypisać.|Pominięto {n} elementy, bo nie ma tu do czego ich przypisać.|Pominięto {n} elementów, bo nie ma tu do czego ich przypisać.",
    refused: "Przeglądarka nie pozwala wklejać z menu. Naciśnij Ctrl+V tutaj lub na mapie.",
    refused_copy: "Przeglądarka nie pozwala kopiować z menu. Naciśnij Ctrl+C lub Ctrl+X na mapie.",
    unsound:
      "Skopiowane dane są uszkodzone albo nie pochodzą z mapy, więc niczego nie wklejono: {reason}",
    nothing_there: "W schowku nie ma niczego, co można tu wkleić.",
    no_place: "Tutaj nie można tego wkleić. Przejdź najpierw do punktu styku lub komórki.",
    choose_touchpoint: "Karty wymagają punktu styku. Przejdź najpierw do komórki mapy.",
    too_long: "Tekst może mieć tu najwyżej {n} znaków, więc niczego nie wklejono.",
  },
  fr: {
    nothing_chosen: "Rien de ce qui est sélectionné ne peut être copié.",
    copied: "« {what} » copié.",
    copied_n: "{n} élément copié.|{n} éléments copiés.",
    pasted: "« {what} » collé.",
    pasted_n: "{n} élément collé.|{n} éléments collés.",
    brought: "Nouveau sur cette carte : {names}.",
    left: "{n} élément n’a ici rien à quoi se rattacher et a été omis.|{n} éléments n’ont ici rien à quoi se rattacher et ont été omis.",
    refused:
      "Le navigateur ne permet pas de coller depuis un menu. Appuyez sur Ctrl+V, ici ou sur la carte.",
    refused_copy:
      "Le navigateur ne permet pas de copier depuis un menu. Appuyez sur Ctrl+C ou Ctrl+X sur la carte.",
    unsound:
      "Ce qui a été copié est endommagé ou ne vient pas d’une carte : rien n’a été collé. {reason}",
    nothing_there: "Le presse-papiers ne contient rien qui puisse être collé ici.",
    no_place: "Impossible de coller ici. Allez d’abord sur un point de contact ou une cellule.",
    choose_touchpoint:
      "Une carte a besoin d’un point de contact. Allez d’abord sur une cellule de la carte.",
    too_long: "Un texte compte ici {n} caractères au plus : rien n’a été collé.",
  },
};
