import type { Catalogues } from "../words";

export type Name = "journey" | "touchpoint_map" | "blueprint" | "day";

export type LaneTitle =
  | "channel"
  | "action"
  | "thought"
  | "emotion"
  | "need"
  | "pain"
  | "gain"
  | "opportunity"
  | "owner"
  | "metric"
  | "evidence"
  | "customer"
  | "frontstage"
  | "backstage"
  | "support";

export type PhaseName = "before" | "during" | "after" | "morning" | "daytime" | "evening";

export type Key =
  | Name
  | `${Name}_text`
  | LaneTitle
  | PhaseName
  | "or_choose"
  | "what_happens"
  | "lanes_added"
  | "all_there"
  | "hints"
  | "hint_add"
  | "hint_edit"
  | "hint_move"
  | "guidance"
  | "by_lane"
  | "by_phase"
  | "kinds";

export type Say = (key: Key, vars?: Record<string, string | number>) => string;

export const TEXTS: Catalogues<Key> = {
  en: {
    journey: "Customer journey",
    journey_text: "What somebody does, thinks and feels on the way, and what could be better.",
    touchpoint_map: "Touchpoint map",
    touchpoint_map_text:
      "Every contact with you: where it happens, how it is felt, who answers for it.",
    blueprint: "Service blueprint",
    blueprint_text: "What the customer sees and what happens behind it, parted by three lines.",
    day: "Day in the life",
    day_text: "One whole day of a person, with all that has nothing to do with you.",
    channel: "Channels",
    action: "Actions",
    thought: "Thoughts",
    emotion: "Emotion",
    need: "Needs",
    pain: "Pains",
    gain: "Gains",
    opportunity: "Opportunities",
    owner: "Owners",
    metric: "Metrics",
    evidence: "Physical evidence",
    customer: "Customer actions",
    frontstage: "Frontstage",
    backstage: "Backstage",
    support: "Support processes",
    before: "Before",
    during: "During",
    after: "After",
    morning: "Morning",
    daytime: "During the day",
    evening: "Evening",
    or_choose: "Or choose what kind of map it will be",
    what_happens:
      "Adds the lanes that are missing and says what kind of map it is. What is there stays.",
    lanes_added: "{n} lane added|{n} lanes added",
    all_there: "The map has all these lanes already.",
    hints: "How to begin",
    hint_add: "Add a touchpoint with “+” or the key N and type its name.",
    hint_edit:
      "Double click or Enter edits; a right click or Shift+F10 shows all that can be done.",
    hint_move: "Drag things to move them, or press Alt with an arrow; Ctrl+Z takes back.",
    guidance: "What to write here",
    by_lane: "Lane by lane",
    by_phase: "Phase by phase",
    kinds: "Kinds of maps",
  },
  it: {
    journey: "Percorso del cliente",
    journey_text:
      "Che cosa una persona fa, pensa e prova lungo il percorso, e che cosa può migliorare.",
    touchpoint_map: "Mappa dei touchpoint",
    touchpoint_map_text: "Ogni contatto con voi: dove avviene, come è vissuto, chi ne risponde.",
    blueprint: "Schema del servizio (service blueprint)",
    blueprint_text:
      "Ciò che il cliente vede e ciò che accade dietro le quinte, separati da tre linee.",
    day: "Una giornata tipo",
    day_text: "Un’intera giornata di una persona, anche con ciò che non vi riguarda.",
    channel: "Canali",
    action: "Azioni",
    thought: "Pensieri",
    emotion: "Emozione",
    need: "Bisogni",
    pain: "Criticità",
    gain: "Vantaggi",
    opportunity: "Opportunità",
    owner: "Responsabili",
    metric: "Metriche",
    evidence: "Evidenze fisiche",
    customer: "Azioni del cliente",
    frontstage: "In scena",
    backstage: "Dietro le quinte",
    support: "Processi di supporto",
    before: "Prima",
    during: "Durante",
    after: "Dopo",
    morning: "Mattina",
    daytime: "Durante il giorno",
    evening: "Sera",
    or_choose: "Oppure scegli che tipo di mappa sarà",
    what_happens: "Aggiunge le righe che mancano e imposta il tipo di mappa. Ciò che c’è resta.",
    lanes_added: "{n} riga aggiunta|{n} righe aggiunte",
    all_there: "La mappa ha già tutte queste righe.",
    hints: "Come cominciare",
    hint_add: "Aggiungi un touchpoint con «+» o con il tasto N e scrivi il suo nome.",
    hint_edit:
      "Doppio clic o Invio per modificare; clic destro o Maiusc+F10 mostra tutto ciò che si può fare.",
    hint_move: "Trascina per spostare, oppure premi Alt e una freccia; Ctrl+Z annulla.",
    guidance: "Che cosa scrivere qui",
    by_lane: "Riga per riga",
    by_phase: "Fase per fase",
    kinds: "Tipi di mappe",
  },
  pl: {
    journey: "Podróż klienta",
    journey_text: "Co ktoś po drodze robi, myśli i czuje, i co mogłoby być lepsze.",
    touchpoint_map: "Mapa punktów styku",
    touchpoint_map_text:
      "Każdy kontakt z wami: gdzie się odbywa, jak jest odbierany, kto za niego odpowiada.",
    blueprint: "Schemat usługi (service blueprint)",
    blueprint_text:
      "To, co widzi klient, i to, co dzieje się za kulisami, rozdzielone trzema liniami.",
    day: "Dzień z życia",
    day_text: "Cały dzień jednej osoby, także z tym, co was nie dotyczy.",
    channel: "Kanały",
    action: "Działania",
    thought: "Myśli",
    emotion: "Emocje",
    need: "Potrzeby",
    pain: "Bolączki",
    gain: "Korzyści",
    opportunity: "Szanse",
    owner: "Odpowiedzialni",
    metric: "Wskaźniki",
    evidence: "Dowody materialne",
    customer: "Działania klienta",
    frontstage: "Na scenie",
    backstage: "Za kulisami",
    support: "Procesy wspierające",
    before: "Przed",
    during: "W trakcie",
    after: "Po",
    morning: "Rano",
    daytime: "W ciągu dnia",
    evening: "Wieczorem",
    or_choose: "Albo wybierz, jaka to będzie mapa",
    what_happens: "Dodaje brakujące wiersze i ustawia rodzaj mapy. To, co już jest, zostaje.",
    lanes_added: "dodano {n} wiersz|dodano {n} wiersze|dodano {n} wierszy",
    all_there: "Mapa ma już wszystkie te wiersze.",
    hints: "Jak zacząć",
    hint_add: "Dodaj punkt styku przyciskiem „+” albo klawiszem N i wpisz jego nazwę.",
    hint_edit:
      "Podwójne kliknięcie lub Enter: edycja; prawy przycisk lub Shift+F10: wszystko, co można zrobić.",
    hint_move: "Przeciągnij, aby przesunąć, albo naciśnij Alt ze strzałką; Ctrl+Z cofa.",
    guidance: "Co tu wpisać",
    by_lane: "Wiersz po wierszu",
    by_phase: "Faza po fazie",
    kinds: "Rodzaje map",
  },
  fr: {
    journey: "Parcours client",
    journey_text:
      "Ce que quelqu’un fait, pense et ressent en chemin, et ce qui pourrait être mieux.",
    touchpoint_map: "Carte des points de contact",
    touchpoint_map_text:
      "Chaque contact avec vous : où il a lieu, comment il est vécu, qui en répond.",
    blueprint: "Plan de service (service blueprint)",
    blueprint_text: "Ce que le client voit et ce qui se passe derrière, séparés par trois lignes.",
    day: "Une journée type",
    day_text: "Toute la journée d’une personne, avec aussi ce qui ne vous concerne pas.",
    channel: "Canaux",
    action: "Actions",
    thought: "Pensées",
    emotion: "Émotion",
    need: "Besoins",
    pain: "Irritants",
    gain: "Bénéfices",
    opportunity: "Opportunités",
    owner: "Responsables",
    metric: "Indicateurs",
    evidence: "Preuves tangibles",
    customer: "Actions du client",
    frontstage: "En scène",
    backstage: "En coulisses",
    support: "Processus de support",
    before: "Avant",
    during: "Pendant",
    after: "Après",
    morning: "Matin",
    daytime: "Dans la journée",
    evening: "Soir",
    or_choose: "Ou choisissez le genre de carte",
    what_happens: "Ajoute les lignes qui manquent et fixe le type de carte. Ce qui est là reste.",
    lanes_added: "{n} ligne ajoutée|{n} lignes ajoutées",
    all_there: "La carte a déjà toutes ces lignes.",
    hints: "Pour commencer",
    hint_add: "Ajoutez un point de contact avec « + » ou la touche N et saisissez son nom.",
    hint_edit:
      "Double-clic ou Entrée pour modifier ; clic droit ou Maj+F10 montre tout ce qu’on peut faire.",
    hint_move: "Faites glisser pour déplacer, ou Alt avec une flèche ; Ctrl+Z annule.",
    guidance: "Que noter ici",
    by_lane: "Ligne par ligne",
    by_phase: "Phase par phase",
    kinds: "Types de cartes",
  },
};
