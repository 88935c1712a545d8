/** What a hand-out says otherwise than an editor in a notebook, in each language. */
export interface Texts {
  /** Nothing was changed since the file was made. */
  readonly untouched: string;
  readonly kept: string;
  /** The browser keeps nothing for this page; and what to do. */
  readonly unkept: string;
  readonly advice: string;
  readonly downloaded: string;
  readonly look: string;
  /** Why the menu of exports has one form only. */
  readonly alone: string;
  /** Above the picture, which is then all there is. */
  readonly failed: string;
}

export const TEXTS: Readonly<Record<string, Texts>> = {
  en: {
    untouched: "A copy of the map; what you change stays in this browser",
    kept: "Changes kept in this browser only; export the map (JSON) to pass them on",
    unkept: "Changes not kept",
    advice: "Export the map (JSON) before you close this page.",
    downloaded: "Downloaded with all changes",
    look: "A copy of the map, to look at",
    alone: "From the JSON file Python makes the other ones.",
    failed: "The editor could not be shown; this is a picture of the map.",
  },
  it: {
    untouched: "Una copia della mappa; le modifiche restano in questo browser",
    kept: "Modifiche salvate solo in questo browser; esporta la mappa (JSON) per condividerle",
    unkept: "Modifiche non salvate",
    advice: "Esporta la mappa (JSON) prima di chiudere la pagina.",
    downloaded: "Scaricata con tutte le modifiche",
    look: "Una copia della mappa, di sola lettura",
    alone: "Gli altri file li crea Python a partire dal file JSON.",
    failed: "Non è stato possibile mostrare l’editor; questa è un’immagine della mappa.",
  },
  pl: {
    untouched: "Kopia mapy; zmiany pozostają w tej przeglądarce",
    kept: "Zmiany są tylko w tej przeglądarce; wyeksportuj mapę (JSON), aby je przekazać",
    unkept: "Zmiany nie są zapisane",
    advice: "Wyeksportuj mapę (JSON), zanim zamkniesz stronę.",
    downloaded: "Pobrano ze wszystkimi zmianami",
    look: "Kopia mapy, tylko do odczytu",
    alone: "Pozostałe pliki tworzy Python z pliku JSON.",
    failed: "Nie udało się pokazać edytora; to jest obraz mapy.",
  },
  fr: {
    untouched: "Une copie de la carte ; vos modifications restent dans ce navigateur",
    kept: "Modifications gardées dans ce navigateur seulement ; exportez la carte (JSON) pour les transmettre",
    unkept: "Modifications non gardées",
    advice: "Exportez la carte (JSON) avant de fermer la page.",
    downloaded: "Téléchargée avec toutes les modifications",
    look: "Une copie de la carte, en lecture seule",
    alone: "Python crée les autres fichiers à partir du fichier JSON.",
    failed: "L’éditeur n’a pas pu s’afficher ; voici une image de la carte.",
  },
};

export function textsOf(language: string): Texts {
  return TEXTS[language] ?? (TEXTS.en as Texts);
}
