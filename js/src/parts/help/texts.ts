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
  | "add_other"
  | "size_lane"
  | "spread"
  | "fold"
  | "menu"
  | "details"
  | "details_back"
  | "copy"
  | "paste"
  | "duplicate"
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
  | "feeling"
  | "walking"
  | "walk_steps"
  | "walk_score"
  | "presenting"
  | "slides"
  | "slide_ends"
  | "leave_slides"
  | "sheets"
  | "unfold"
  | "by_letter"
  | "unfold_beside"
  | "next_cell"
  | "select_rows"
  | "add_row"
  | "clear_cell"
  | "remove_rows"
  | "comparing"
  | "differences"
  | "take_over"
  | "editor"
  | "search"
  | "filter"
  | "help"
  | "zoom";

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
    add_other: "Add a lane above; in a cell, a card over the whole phase",
    size_lane: "Make a lane lower or higher",
    spread: "Spread a card over its phase, or take it back to one touchpoint",
    fold: "Fold a phase or lane",
    menu: "All that can be done here",
    details: "The details of what is selected",
    details_back: "In the details, one step back",
    copy: "Copy, cut",
    paste: "Paste, also cells of a spreadsheet",
    duplicate: "Duplicate",
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
    feeling: "Name the emotion",
    walking: "In the walkthrough",
    walk_steps: "To the step before or after",
    walk_score: "Give a score",
    presenting: "In the presentation",
    slides: "To the slide before or after",
    slide_ends: "To the first and last slide",
    leave_slides: "Leave",
    sheets: "In the outline and in tables",
    unfold: "Unfold and fold a line of the outline",
    by_letter: "To the next line that begins so",
    unfold_beside: "Unfold all lines beside this one",
    next_cell: "Keep what is typed in a cell; to the one below or the next",
    select_rows: "Select rows",
    add_row: "Add a row",
    clear_cell: "Empty a cell",
    remove_rows: "Remove the selected rows",
    comparing: "Two maps compared",
    differences: "Next, previous difference",
    take_over: "Take over what the other map says",
    editor: "Search, help, zoom",
    search: "Search",
    filter: "Filter and saved views",
    help: "These shortcuts",
    zoom: "Larger, smaller, actual size (also Ctrl with the wheel)",
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
    add_other: "Aggiungi una riga sopra; in una cella, una scheda su tutta la fase",
    size_lane: "Rendi una riga più bassa o più alta",
    spread: "Estendi una scheda a tutta la fase, o riportala a un touchpoint",
    fold: "Comprimi una fase o una riga",
    menu: "Tutto ciò che si può fare qui",
    details: "I dettagli di ciò che è selezionato",
    details_back: "Nei dettagli, un passo indietro",
    copy: "Copia, taglia",
    paste: "Incolla, anche celle di un foglio di calcolo",
    duplicate: "Duplica",
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
    feeling: "Dai un nome all’emozione",
    walking: "Nel percorso guidato",
    walk_steps: "Al passo precedente o successivo",
    walk_score: "Dai un punteggio",
    presenting: "Nella presentazione",
    slides: "Alla diapositiva precedente o successiva",
    slide_ends: "Alla prima e all’ultima diapositiva",
    leave_slides: "Esci",
    sheets: "Nella struttura e nelle tabelle",
    unfold: "Espandi e comprimi una voce della struttura",
    by_letter: "Alla prossima voce che inizia così",
    unfold_beside: "Espandi tutte le voci accanto a questa",
    next_cell: "Conferma ciò che si scrive in una cella; a quella sotto o alla successiva",
    select_rows: "Seleziona righe",
    add_row: "Aggiungi una riga",
    clear_cell: "Svuota una cella",
    remove_rows: "Rimuovi le righe selezionate",
    comparing: "Confronto di due mappe",
    differences: "Differenza successiva, precedente",
    take_over: "Riprendi ciò che dice l’altra mappa",
    editor: "Ricerca, aiuto, zoom",
    search: "Cerca",
    filter: "Filtro e viste salvate",
    help: "Queste scorciatoie",
    zoom: "Ingrandisci, riduci, dimensioni reali (anche Ctrl con la rotella)",
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
    add: "Dodaj za tym elementem",
    remove: "Usuń",
    move_thing: "Przesuń zaznaczone",
    add_other: "Dodaj wiersz powyżej; w komórce: kartę na całą fazę",
    size_lane: "Obniż lub podwyższ wiersz",
    spread: "Rozciągnij kartę na całą fazę lub wróć z nią do jednego punktu styku",
    fold: "Zwiń fazę lub wiersz",
    menu: "Wszystko, co można tu zrobić",
    details: "Szczegóły tego, co zaznaczone",
    details_back: "W szczegółach krok wstecz",
    copy: "Kopiuj, wytnij",
    paste: "Wklej, także komórki z arkusza",
    duplicate: "Powiel",
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
    feeling: "Nazwij emocję",
    walking: "W przejściu krok po kroku",
    walk_steps: "Do poprzedniego lub następnego kroku",
    walk_score: "Wystaw ocenę",
    presenting: "W prezentacji",
    slides: "Do poprzedniego lub następnego slajdu",
    slide_ends: "Do pierwszego i ostatniego slajdu",
    leave_slides: "Zakończ",
    sheets: "W konspekcie i w tabelach",
    unfold: "Rozwiń i zwiń pozycję konspektu",
    by_letter: "Do następnej pozycji, która się tak zaczyna",
    unfold_beside: "Rozwiń wszystkie pozycje obok tej",
    next_cell: "Zatwierdź wpis w komórce; do komórki poniżej lub następnej",
    select_rows: "Zaznacz wiersze",
    add_row: "Dodaj wiersz",
    clear_cell: "Wyczyść komórkę",
    remove_rows: "Usuń zaznaczone wiersze",
    comparing: "Porównanie dwóch map",
    differences: "Następna, poprzednia różnica",
    take_over: "Przejmij to, co ma druga mapa",
    editor: "Szukanie, pomoc, powiększenie",
    search: "Szukaj",
    filter: "Filtr i zapisane widoki",
    help: "Te skróty",
    zoom: "Powiększ, pomniejsz, rzeczywisty rozmiar (także Ctrl z kółkiem myszy)",
  },
  fr: {
    moving: "Se déplacer",
    move: "Vers la cellule suivante ; dans une cellule, vers la carte suivante",
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
    add_other: "Ajouter une ligne au-dessus ; dans une cellule, une carte sur toute la phase",
    size_lane: "Rendre une ligne plus basse ou plus haute",
    spread: "Étendre une carte à sa phase, ou la ramener à un point de contact",
    fold: "Replier une phase ou une ligne",
    menu: "Tout ce que l’on peut faire ici",
    details: "Les détails de la sélection",
    details_back: "Dans les détails, un pas en arrière",
    copy: "Copier, couper",
    paste: "Coller, y compris des cellules d’un tableur",
    duplicate: "Dupliquer",
    undo: "Annuler",
    redo: "Rétablir",
    together: "Ensemble",
    react: "Réagir avec un emoji",
    comment: "Commentaires",
    vote: "Voter, pendant un tour de vote",
    unvote: "Reprendre un vote",
    draw: "Dessiner ; Échap pour terminer",
    scores: "Sur un point de la courbe",
    step: "Un pas vers le haut ou le bas",
    steps: "Deux pas",
    type_score: "Saisir un score",
    feeling: "Nommer l’émotion",
    walking: "Dans le parcours guidé",
    walk_steps: "À l’étape précédente ou suivante",
    walk_score: "Donner un score",
    presenting: "Dans la présentation",
    slides: "À la diapositive précédente ou suivante",
    slide_ends: "À la première et à la dernière diapositive",
    leave_slides: "Quitter",
    sheets: "Dans le plan et les tableaux",
    unfold: "Déplier et replier une ligne du plan",
    by_letter: "À la prochaine ligne qui commence ainsi",
    unfold_beside: "Déplier toutes les lignes voisines",
    next_cell: "Garder la saisie d’une cellule ; à celle du dessous ou à la suivante",
    select_rows: "Sélectionner des lignes",
    add_row: "Ajouter une ligne",
    clear_cell: "Vider une cellule",
    remove_rows: "Supprimer les lignes sélectionnées",
    comparing: "Comparaison de deux cartes",
    differences: "Différence suivante, précédente",
    take_over: "Reprendre ce que dit l’autre carte",
    editor: "Recherche, aide, zoom",
    search: "Rechercher",
    filter: "Filtre et vues enregistrées",
    help: "Ces raccourcis",
    zoom: "Agrandir, réduire, taille réelle (aussi Ctrl avec la molette)",
  },
};
