import type { Catalogues } from "../words";

export type Key =
  | "how"
  | "cells"
  | "size"
  | "other_cells"
  | "become"
  | "touchpoints"
  | "cards"
  | "headed"
  | "into_lane"
  | "goes_after"
  | "goes_phase"
  | "goes_phases"
  | "goes_end"
  | "goes_on"
  | "goes_nowhere"
  | "column"
  | "not_used"
  | "scores"
  | "new_persona"
  | "cards_in"
  | "new_lane"
  | "preview"
  | "row"
  | "more_rows"
  | "makes_touchpoints"
  | "makes_cards"
  | "makes_nothing"
  | "makes_also"
  | "not_read"
  | "at_cell"
  | "at_row"
  | "more_troubles"
  | "insert"
  | "cancel"
  | "inserted"
  | "too_many"
  | "bad_number"
  | "bad_range"
  | "bad_time"
  | "bad_date"
  | "bad_choice"
  | "bad_flag"
  | "too_long"
  | "no_name"
  | "no_step"
  | "no_lane"
  | "no_text";

export const TEXTS: Catalogues<Key> = {
  en: {
    how: "Copy cells in a spreadsheet, then press Ctrl+V here or on the map.",
    cells: "Cells of a spreadsheet",
    size: "{rows} × {columns} cells",
    other_cells: "Other cells",
    become: "Rows become",
    touchpoints: "Touchpoints",
    cards: "Cards",
    headed: "The first row names the columns",
    into_lane: "Lane",
    goes_after: "After “{what}”",
    goes_phase: "At the end of “{what}”",
    goes_phases: "Each at the end of its phase",
    goes_end: "At the end of the map",
    goes_on: "On “{what}”",
    goes_nowhere: "Go to a touchpoint on the map, or say which column has it.",
    column: "Column {n}",
    not_used: "not used",
    scores: "Scores",
    new_persona: "{name} (new)",
    cards_in: "Cards in",
    new_lane: "Cards in a new lane",
    preview: "Preview of the rows",
    row: "Row",
    more_rows: "and {n} more row|and {n} more rows",
    makes_touchpoints: "{n} touchpoint|{n} touchpoints",
    makes_cards: "{n} card|{n} cards",
    makes_nothing: "Nothing to insert yet",
    makes_also: "New as well: {names}",
    not_read: "Not read: {n}",
    at_cell: "Row {row}, {column}: {problem}",
    at_row: "Row {row}: {problem}",
    more_troubles: "and {n} more|and {n} more",
    insert: "Insert",
    cancel: "Cancel",
    inserted: "Inserted {n} row.|Inserted {n} rows.",
    too_many: "Only the first {n} rows are read.",
    bad_number: "“{text}” is not a number",
    bad_range: "“{text}” is not between {min} and {max}",
    bad_time: "“{text}” is not a time such as 6 min or 2 days",
    bad_date: "“{text}” is not a date such as 2027-05-31",
    bad_choice: "“{text}” is none of the choices",
    bad_flag: "“{text}” is neither yes nor no",
    too_long: "this is longer than {n} characters",
    no_name: "without a name, left out",
    no_step: "no touchpoint is called “{text}”, left out",
    no_lane: "no lane for cards is called “{text}”, left out",
    no_text: "without a text, left out",
  },
  it: {
    how: "Copia le celle in un foglio di calcolo, poi premi Ctrl+V qui o sulla mappa.",
    cells: "Celle di un foglio di calcolo",
    size: "{rows} × {columns} celle",
    other_cells: "Altre celle",
    become: "Le righe diventano",
    touchpoints: "Touchpoint",
    cards: "Schede",
    headed: "La prima riga contiene i nomi delle colonne",
    into_lane: "Riga della mappa",
    goes_after: "Dopo “{what}”",
    goes_phase: "Alla fine di “{what}”",
    goes_phases: "Ciascuno alla fine della sua fase",
    goes_end: "Alla fine della mappa",
    goes_on: "Su “{what}”",
    goes_nowhere: "Vai su un touchpoint della mappa, o indica in quale colonna si trova.",
    column: "Colonna {n}",
    not_used: "non usata",
    scores: "Punteggi",
    new_persona: "{name} (nuova)",
    cards_in: "Schede in",
    new_lane: "Schede in una nuova riga",
    preview: "Anteprima delle righe",
    row: "Riga",
    more_rows: "e un’altra riga ({n})|e altre {n} righe",
    makes_touchpoints: "{n} touchpoint|{n} touchpoint",
    makes_cards: "{n} scheda|{n} schede",
    makes_nothing: "Ancora nulla da inserire",
    makes_also: "Inoltre nuovi: {names}",
    not_read: "Non letti: {n}",
    at_cell: "Riga {row}, {column}: {problem}",
    at_row: "Riga {row}: {problem}",
    more_troubles: "e {n} altro|e altri {n}",
    insert: "Inserisci",
    cancel: "Annulla",
    inserted: "Inserita {n} riga.|Inserite {n} righe.",
    too_many: "Vengono lette solo le prime {n} righe.",
    bad_number: "“{text}” non è un numero",
    bad_range: "“{text}” non è compreso tra {min} e {max}",
    bad_time: "“{text}” non è un tempo come 6 min o 2 giorni",
    bad_date: "“{text}” non è una data come 2027-05-31",
    bad_choice: "“{text}” non è tra le scelte possibili",
    bad_flag: "“{text}” non è né sì né no",
    too_long: "supera i {n} caratteri",
    no_name: "senza nome, tralasciata",
    no_step: "nessun touchpoint si chiama “{text}”, tralasciata",
    no_lane: "nessuna riga di schede si chiama “{text}”, tralasciata",
    no_text: "senza testo, tralasciata",
  },
  pl: {
    how: "Skopiuj komórki z arkusza, a potem naciśnij Ctrl+V tutaj lub na mapie.",
    cells: "Komórki z arkusza",
    size: "{rows} × {columns} komórek",
    other_cells: "Inne komórki",
    become: "Wiersze staną się",
    touchpoints: "Punkty styku",
    cards: "Karty",
    headed: "Pierwszy wiersz zawiera nazwy kolumn",
    into_lane: "Wiersz mapy",
    goes_after: "Za „{what}”",
    goes_phase: "Na końcu „{what}”",
    goes_phases: "Każdy na końcu swojej fazy",
    goes_end: "Na końcu mapy",
    goes_on: "Do „{what}”",
    goes_nowhere: "Przejdź na mapie do punktu styku albo wskaż kolumnę, która go zawiera.",
    column: "Kolumna {n}",
    not_used: "nieużywana",
    scores: "Oceny",
    new_persona: "{name} (nowa)",
    cards_in: "Karty w",
    new_lane: "Karty w nowym wierszu",
    preview: "Podgląd wierszy",
    row: "Wiersz",
    more_rows: "i jeszcze {n} wiersz|i jeszcze {n} wiersze|i jeszcze {n} wierszy",
    makes_touchpoints: "{n} punkt styku|{n} punkty styku|{n} punktów styku",
    makes_cards: "{n} karta|{n} karty|{n} kart",
    makes_nothing: "Na razie nie ma czego wstawić",
    makes_also: "Nowe są też: {names}",
    not_read: "Nieodczytane: {n}",
    at_cell: "Wiersz {row}, {column}: {problem}",
    at_row: "Wiersz {row}: {problem}",
    more_troubles: "i jeszcze {n}|i jeszcze {n}|i jeszcze {n}",
    insert: "Wstaw",
    cancel: "Anuluj",
    inserted: "Wstawiono {n} wiersz.|Wstawiono {n} wiersze.|Wstawiono {n} wierszy.",
    too_many: "Odczytano tylko pierwszych {n} wierszy.",
    bad_number: "„{text}” to nie liczba",
    bad_range: "„{text}” nie mieści się między {min} a {max}",
    bad_time: "„{text}” to nie czas, np. 6 min lub 2 dni",
    bad_date: "„{text}” to nie data, np. 2027-05-31",
    bad_choice: "„{text}” nie jest żadną z możliwości",
    bad_flag: "„{text}” to ani tak, ani nie",
    too_long: "tekst ma więcej niż {n} znaków",
    no_name: "bez nazwy, pominięto",
    no_step: "żaden punkt styku nie nazywa się „{text}”, pominięto",
    no_lane: "żaden wiersz z kartami nie nazywa się „{text}”, pominięto",
    no_text: "bez tekstu, pominięto",
  },
  fr: {
    how: "Copiez des cellules d’un tableur, puis appuyez sur Ctrl+V ici ou sur la carte.",
    cells: "Cellules d’un tableur",
    size: "{rows} × {columns} cellules",
    other_cells: "Autres cellules",
    become: "Les lignes deviennent",
    touchpoints: "Points de contact",
    cards: "Cartes",
    headed: "La première ligne contient les noms des colonnes",
    into_lane: "Ligne de la carte",
    goes_after: "Après « {what} »",
    goes_phase: "À la fin de « {what} »",
    goes_phases: "Chacun à la fin de sa phase",
    goes_end: "À la fin de la carte",
    goes_on: "Sur « {what} »",
    goes_nowhere:
      "Allez sur un point de contact de la carte, ou indiquez la colonne qui le contient.",
    column: "Colonne {n}",
    not_used: "non utilisée",
    scores: "Scores",
    new_persona: "{name} (nouveau)",
    cards_in: "Cartes dans",
    new_lane: "Cartes dans une nouvelle ligne",
    preview: "Aperçu des lignes",
    row: "Ligne",
    more_rows: "et encore {n} ligne|et encore {n} lignes",
    makes_touchpoints: "{n} point de contact|{n} points de contact",
    makes_cards: "{n} carte|{n} cartes",
    makes_nothing: "Rien à insérer pour l’instant",
    makes_also: "Également nouveaux : {names}",
    not_read: "Non lus : {n}",
    at_cell: "Ligne {row}, {column} : {problem}",
    at_row: "Ligne {row} : {problem}",
    more_troubles: "et encore {n}|et encore {n}",
    insert: "Insérer",
    cancel: "Annuler",
    inserted: "{n} ligne insérée.|{n} lignes insérées.",
    too_many: "Seules les {n} premières lignes sont lues.",
    bad_number: "« {text} » n’est pas un nombre",
    bad_range: "« {text} » n’est pas entre {min} et {max}",
    bad_time: "« {text} » n’est pas une durée comme 6 min ou 2 jours",
    bad_date: "« {text} » n’est pas une date comme 2027-05-31",
    bad_choice: "« {text} » ne fait pas partie des choix",
    bad_flag: "« {text} » n’est ni oui ni non",
    too_long: "plus de {n} caractères",
    no_name: "sans nom, omise",
    no_step: "aucun point de contact ne s’appelle « {text} », omise",
    no_lane: "aucune ligne de cartes ne s’appelle « {text} », omise",
    no_text: "sans texte, omise",
  },
};
