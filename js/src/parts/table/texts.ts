import type { Catalogues } from "../words";

export type Key =
  | "touchpoint"
  | "card"
  | "experience"
  | "phase"
  | "lane"
  | "persona"
  | "channel"
  | "goal"
  | "question"
  | "metric"
  | "metric_value"
  | "person"
  | "resource"
  | "evidence"
  | "comment"
  | "which"
  | "add_row"
  | "remove_rows"
  | "columns"
  | "sort"
  | "sorted_up"
  | "sorted_down"
  | "empty"
  | "f_amount"
  | "f_answer"
  | "f_answered"
  | "f_date"
  | "f_direction"
  | "f_email"
  | "f_icon"
  | "f_influence"
  | "f_invited"
  | "f_metric"
  | "f_ownership"
  | "f_query"
  | "f_resolved"
  | "f_role"
  | "f_target"
  | "f_team"
  | "f_touchpoint"
  | "f_touchpoints"
  | "f_unit"
  | "f_value"
  | "v_budget"
  | "v_ces"
  | "v_churn"
  | "v_conversion"
  | "v_csat"
  | "v_down"
  | "v_earned"
  | "v_efficiency"
  | "v_engage"
  | "v_facilitator"
  | "v_have"
  | "v_nps"
  | "v_owned"
  | "v_paid"
  | "v_participant"
  | "v_partner"
  | "v_people"
  | "v_retention"
  | "v_revenue"
  | "v_skill"
  | "v_stakeholder"
  | "v_time"
  | "v_tool"
  | "v_up"
  | "v_volume";

/** Tables, what can be done with them, and fields and values that are seen nowhere else. */
export const TEXTS: Catalogues<Key> = {
  en: {
    touchpoint: "Touchpoints",
    card: "Cards",
    experience: "Scores",
    phase: "Phases",
    lane: "Lanes",
    persona: "Personas",
    channel: "Channels",
    goal: "Goals",
    question: "Questions",
    metric: "Metrics",
    metric_value: "Measured values",
    person: "People",
    resource: "Resources",
    evidence: "Evidence",
    comment: "Comments",
    which: "Which table",
    add_row: "Add row",
    remove_rows: "Remove {n} row|Remove {n} rows",
    columns: "Columns",
    sort: "sort",
    sorted_up: "Sorted by {what}, upwards.",
    sorted_down: "Sorted by {what}, downwards.",
    empty: "Nothing here yet: {what}.",
    f_amount: "Amount",
    f_answer: "Answer",
    f_answered: "Answered",
    f_date: "Date",
    f_direction: "Better is",
    f_email: "E-mail",
    f_icon: "Icon",
    f_influence: "Influence",
    f_invited: "Invited",
    f_metric: "Metric",
    f_ownership: "Ownership",
    f_query: "Query",
    f_resolved: "Resolved",
    f_role: "Role",
    f_target: "Target",
    f_team: "Team",
    f_touchpoint: "Touchpoint",
    f_touchpoints: "Touchpoints",
    f_unit: "Unit",
    f_value: "Value",
    v_budget: "budget",
    v_ces: "CES (effort)",
    v_churn: "churn",
    v_conversion: "conversion",
    v_csat: "CSAT",
    v_down: "lower",
    v_earned: "earned",
    v_efficiency: "efficiency",
    v_engage: "engagement",
    v_facilitator: "facilitator",
    v_have: "have",
    v_nps: "NPS",
    v_owned: "owned",
    v_paid: "paid",
    v_participant: "participant",
    v_partner: "partner",
    v_people: "people",
    v_retention: "retention",
    v_revenue: "revenue",
    v_skill: "skill",
    v_stakeholder: "stakeholder",
    v_time: "time",
    v_tool: "tool",
    v_up: "higher",
    v_volume: "volume",
  },
  it: {
    touchpoint: "Touchpoint",
    card: "Schede",
    experience: "Punteggi",
    phase: "Fasi",
    lane: "Righe",
    persona: "Personas",
    channel: "Canali",
    goal: "Obiettivi",
    question: "Domande",
    metric: "Metriche",
    metric_value: "Valori misurati",
    person: "Persone",
    resource: "Risorse",
    evidence: "Prove",
    comment: "Commenti",
    which: "Quale tabella",
    add_row: "Aggiungi riga",
    remove_rows: "Rimuovi {n} riga|Rimuovi {n} righe",
    columns: "Colonne",
    sort: "ordina",
    sorted_up: "In ordine crescente: {what}.",
    sorted_down: "In ordine decrescente: {what}.",
    empty: "Ancora niente qui: {what}.",
    f_amount: "Quantità",
    f_answer: "Risposta",
    f_answered: "Ha risposta",
    f_date: "Data",
    f_direction: "Meglio se",
    f_email: "E-mail",
    f_icon: "Icona",
    f_influence: "Influenza",
    f_invited: "Invitato",
    f_metric: "Metrica",
    f_ownership: "Proprietà",
    f_query: "Interrogazione",
    f_resolved: "Risolto",
    f_role: "Ruolo",
    f_target: "Obiettivo",
    f_team: "Team",
    f_touchpoint: "Touchpoint",
    f_touchpoints: "Touchpoint",
    f_unit: "Unità",
    f_value: "Valore",
    v_budget: "budget",
    v_ces: "CES (sforzo)",
    v_churn: "abbandono",
    v_conversion: "conversione",
    v_csat: "CSAT",
    v_down: "più basso",
    v_earned: "guadagnato",
    v_efficiency: "efficienza",
    v_engage: "coinvolgimento",
    v_facilitator: "facilitatore",
    v_have: "disponibile",
    v_nps: "NPS",
    v_owned: "di proprietà",
    v_paid: "a pagamento",
    v_participant: "partecipante",
    v_partner: "partner",
    v_people: "persone",
    v_retention: "fidelizzazione",
    v_revenue: "ricavi",
    v_skill: "competenza",
    v_stakeholder: "stakeholder",
    v_time: "tempo",
    v_tool: "strumento",
    v_up: "più alto",
    v_volume: "volume",
  },
  pl: {
    touchpoint: "Punkty styku",
    card: "Karty",
    experience: "Oceny",
    phase: "Fazy",
    lane: "Wiersze",
    persona: "Persony",
    channel: "Kanały",
    goal: "Cele",
    question: "Pytania",
    metric: "Wskaźniki",
    metric_value: "Wartości zmierzone",
    person: "Osoby",
    resource: "Zasoby",
    evidence: "Dowody",
    comment: "Komentarze",
    which: "Która tabela",
    add_row: "Dodaj wiersz",
    remove_rows: "Usuń {n} wiersz|Usuń {n} wiersze|Usuń {n} wierszy",
    columns: "Kolumny",
    sort: "sortuj",
    sorted_up: "Posortowano rosnąco: {what}.",
    sorted_down: "Posortowano malejąco: {what}.",
    empty: "Na razie pusto: {what}.",
    f_amount: "Ilość",
    f_answer: "Odpowiedź",
    f_answered: "Jest odpowiedź",
    f_date: "Data",
    f_direction: "Lepiej, gdy",
    f_email: "E-mail",
    f_icon: "Ikona",
    f_influence: "Wpływ",
    f_invited: "Zaproszono",
    f_metric: "Wskaźnik",
    f_ownership: "Własność",
    f_query: "Zapytanie",
    f_resolved: "Zamknięty",
    f_role: "Rola",
    f_target: "Cel",
    f_team: "Zespół",
    f_touchpoint: "Punkt styku",
    f_touchpoints: "Punkty styku",
    f_unit: "Jednostka",
    f_value: "Wartość",
    v_budget: "budżet",
    v_ces: "CES (wysiłek)",
    v_churn: "odejścia",
    v_conversion: "konwersja",
    v_csat: "CSAT",
    v_down: "mniej",
    v_earned: "pozyskany",
    v_efficiency: "efektywność",
    v_engage: "zaangażowanie",
    v_facilitator: "prowadzący",
    v_have: "jest",
    v_nps: "NPS",
    v_owned: "własny",
    v_paid: "płatny",
    v_participant: "uczestnik",
    v_partner: "partner",
    v_people: "ludzie",
    v_retention: "utrzymanie klientów",
    v_revenue: "przychód",
    v_skill: "umiejętność",
    v_stakeholder: "interesariusz",
    v_time: "czas",
    v_tool: "narzędzie",
    v_up: "więcej",
    v_volume: "liczba",
  },
  fr: {
    touchpoint: "Points de contact",
    card: "Cartes",
    experience: "Scores",
    phase: "Phases",
    lane: "Lignes",
    persona: "Personas",
    channel: "Canaux",
    goal: "Objectifs",
    question: "Questions",
    metric: "Indicateurs",
    metric_value: "Valeurs mesurées",
    person: "Personnes",
    resource: "Ressources",
    evidence: "Preuves",
    comment: "Commentaires",
    which: "Quel tableau",
    add_row: "Ajouter une ligne",
    remove_rows: "Supprimer {n} ligne|Supprimer {n} lignes",
    columns: "Colonnes",
    sort: "trier",
    sorted_up: "Tri croissant : {what}.",
    sorted_down: "Tri décroissant : {what}.",
    empty: "Rien ici pour l’instant : {what}.",
    f_amount: "Quantité",
    f_answer: "Réponse",
    f_answered: "A une réponse",
    f_date: "Date",
    f_direction: "Mieux si",
    f_email: "E-mail",
    f_icon: "Icône",
    f_influence: "Influence",
    f_invited: "Invité",
    f_metric: "Indicateur",
    f_ownership: "Propriété",
    f_query: "Requête",
    f_resolved: "Résolu",
    f_role: "Rôle",
    f_target: "Cible",
    f_team: "Équipe",
    f_touchpoint: "Point de contact",
    f_touchpoints: "Points de contact",
    f_unit: "Unité",
    f_value: "Valeur",
    v_budget: "budget",
    v_ces: "CES (effort)",
    v_churn: "attrition",
    v_conversion: "conversion",
    v_csat: "CSAT",
    v_down: "plus bas",
    v_earned: "gagné",
    v_efficiency: "efficacité",
    v_engage: "engagement",
    v_facilitator: "facilitateur",
    v_have: "disponible",
    v_nps: "NPS",
    v_owned: "détenu",
    v_paid: "payé",
    v_participant: "participant",
    v_partner: "partenaire",
    v_people: "personnes",
    v_retention: "fidélisation",
    v_revenue: "chiffre d’affaires",
    v_skill: "compétence",
    v_stakeholder: "partie prenante",
    v_time: "durée",
    v_tool: "outil",
    v_up: "plus haut",
    v_volume: "volume",
  },
};
