import type { Catalogues } from "../words";

export type Key =
  | "none"
  | "set_up"
  | "timer"
  | "minutes_left"
  | "time_up"
  | "of_planned"
  | "start"
  | "start_this"
  | "pause"
  | "resume"
  | "more_time"
  | "todo"
  | "running"
  | "paused"
  | "is_done"
  | "not_done"
  | "next_step"
  | "parts"
  | "checklist"
  | "script"
  | "say"
  | "do"
  | "watch"
  | "notes"
  | "next_steps"
  | "participants"
  | "nobody"
  | "add_participants"
  | "add_goal"
  | "add_stakeholder"
  | "add_question"
  | "add_scenario"
  | "open_details"
  | "open_walk";

export const TEXTS: Catalogues<Key> = {
  en: {
    none: "Five parts guide a group through two hours: set-up, empathy, mapping, testing, iteration. Each has a timer, a script and a checklist that follows the map.",
    set_up: "Set up the workshop",
    timer: "Timer",
    minutes_left: "{n} minute left|{n} minutes left",
    time_up: "Time is up: finish the thought, then go on.",
    of_planned: "of {time}",
    start: "Start",
    start_this: "Start this part",
    pause: "Pause",
    resume: "Go on",
    more_time: "{n} more minute|{n} more minutes",
    todo: "to do",
    running: "running",
    paused: "paused",
    is_done: "done",
    not_done: "not done yet",
    next_step: "Next step",
    parts: "Parts of the workshop",
    checklist: "Checklist",
    script: "What to say and do",
    say: "Say:",
    do: "Do:",
    watch: "Look out for",
    notes: "Notes",
    next_steps: "Next steps: what, who, until when",
    participants: "Participants",
    nobody: "Nobody is entered yet.",
    add_participants: "Add participants, one name a line",
    add_goal: "Add a goal",
    add_stakeholder: "Add a stakeholder",
    add_question: "Add an opening question",
    add_scenario: "Write the scenario",
    open_details: "Open the details of the map",
    open_walk: "Begin the walkthrough",
  },
  it: {
    none: "Cinque parti guidano un gruppo per due ore: avvio, empatia, mappatura, verifica, iterazione. Ognuna ha un timer, un copione e una lista di controllo che segue la mappa.",
    set_up: "Prepara il workshop",
    timer: "Timer",
    minutes_left: "Manca {n} minuto|Mancano {n} minuti",
    time_up: "Il tempo è finito: chiudete il discorso, poi si va avanti.",
    of_planned: "di {time}",
    start: "Avvia",
    start_this: "Avvia questa parte",
    pause: "Pausa",
    resume: "Riprendi",
    more_time: "{n} minuto in più|{n} minuti in più",
    todo: "da fare",
    running: "in corso",
    paused: "in pausa",
    is_done: "fatto",
    not_done: "non ancora fatto",
    next_step: "Prossimo passo",
    parts: "Parti del workshop",
    checklist: "Lista di controllo",
    script: "Che cosa dire e fare",
    say: "Di’:",
    do: "Fai:",
    watch: "Attenzione a",
    notes: "Note",
    next_steps: "Prossimi passi: che cosa, chi, entro quando",
    participants: "Partecipanti",
    nobody: "Ancora nessun partecipante.",
    add_participants: "Aggiungi partecipanti, un nome per riga",
    add_goal: "Aggiungi un obiettivo",
    add_stakeholder: "Aggiungi uno stakeholder",
    add_question: "Aggiungi una domanda di partenza",
    add_scenario: "Scrivi lo scenario",
    open_details: "Apri i dettagli della mappa",
    open_walk: "Comincia il percorso guidato",
  },
  pl: {
    none: "Pięć części prowadzi grupę przez dwie godziny: przygotowanie, empatia, mapowanie, sprawdzanie, iteracja. Każda ma minutnik, scenariusz prowadzenia i listę kontrolną, która śledzi mapę.",
    set_up: "Przygotuj warsztat",
    timer: "Minutnik",
    minutes_left: "Została {n} minuta|Zostały {n} minuty|Zostało {n} minut",
    time_up: "Czas minął: dokończcie myśl i idziemy dalej.",
    of_planned: "z {time}",
    start: "Start",
    start_this: "Rozpocznij tę część",
    pause: "Pauza",
    resume: "Wznów",
    more_time: "{n} minuta więcej|{n} minuty więcej|{n} minut więcej",
    todo: "do zrobienia",
    running: "trwa",
    paused: "wstrzymane",
    is_done: "gotowe",
    not_done: "jeszcze nie",
    next_step: "Następny krok",
    parts: "Części warsztatu",
    checklist: "Lista kontrolna",
    script: "Co powiedzieć i zrobić",
    say: "Powiedz:",
    do: "Zrób:",
    watch: "Na co uważać",
    notes: "Notatki",
    next_steps: "Następne kroki: co, kto, do kiedy",
    participants: "Uczestnicy",
    nobody: "Nie ma jeszcze uczestników.",
    add_participants: "Dodaj uczestników, jedno imię w wierszu",
    add_goal: "Dodaj cel",
    add_stakeholder: "Dodaj interesariusza",
    add_question: "Dodaj pytanie na początek",
    add_scenario: "Zapisz scenariusz",
    open_details: "Otwórz szczegóły mapy",
    open_walk: "Zacznij przejście krok po kroku",
  },
  fr: {
    none: "Cinq parties guident un groupe pendant deux heures : lancement, empathie, cartographie, mise à l’épreuve, itération. Chacune a un minuteur, un script et une liste de contrôle qui suit la carte.",
    set_up: "Préparer l’atelier",
    timer: "Minuteur",
    minutes_left: "Encore {n} minute|Encore {n} minutes",
    time_up: "Le temps est écoulé : terminez votre idée, puis on continue.",
    of_planned: "sur {time}",
    start: "Démarrer",
    start_this: "Démarrer cette partie",
    pause: "Pause",
    resume: "Reprendre",
    more_time: "{n} minute de plus|{n} minutes de plus",
    todo: "à faire",
    running: "en cours",
    paused: "en pause",
    is_done: "fait",
    not_done: "pas encore fait",
    next_step: "Étape suivante",
    parts: "Parties de l’atelier",
    checklist: "Liste de contrôle",
    script: "Que dire et que faire",
    say: "Dites :",
    do: "Faites :",
    watch: "À surveiller",
    notes: "Notes",
    next_steps: "Prochaines étapes : quoi, qui, pour quand",
    participants: "Participants",
    nobody: "Aucun participant pour l’instant.",
    add_participants: "Ajouter des participants, un nom par ligne",
    add_goal: "Ajouter un objectif",
    add_stakeholder: "Ajouter une partie prenante",
    add_question: "Ajouter une question de départ",
    add_scenario: "Écrire le scénario",
    open_details: "Ouvrir les détails de la carte",
    open_walk: "Commencer le parcours guidé",
  },
};
