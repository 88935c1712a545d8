import { fold } from "../search/find";

/**
 * What columns are called, in the four languages of the interface, whichever of them is spoken:
 * a table may come from anywhere. The first word of a field is enough to know its plural by.
 */
const WORDS: Readonly<Record<string, string>> = {
  name: `name, touchpoint, touch point, step, activity, moment, title, nome, titolo,
    punto di contatto, punti di contatto, attività, passo, momento, nazwa, punkt styku, punkty styku,
    krok, tytuł, czynność, moment, nom, titre, point de contact, points de contact, activité`,
  phase: `phase, phases, stage, stages, journey phase, journey stage, fase, fasi, faza, fazy, etap,
    etapy, étape, étapes`,
  channels: `channel, channels, media, canale, canali, kanał, kanały, canal, canaux`,
  description: `description, details, descrizione, dettagli, opis, szczegóły, détails`,
  duration: "duration, time, durata, tempo, czas, czas trwania, durée, temps",
  wait: `wait, waiting, waiting time, wait time, attesa, tempo di attesa, oczekiwanie,
    czas oczekiwania, attente, temps d’attente, temps d'attente, délai`,
  kind: "kind, type, tipo, rodzaj, typ, genre",
  status: "status, state, stato, stan, statut, état",
  start: "start, begin, from, inizio, da, początek, od, début",
  end: "end, until, to, fine, koniec, do, fin",
  owners: `owner, owners, responsible, responsabile, responsabili, właściciel, odpowiedzialny,
    odpowiedzialni, responsable, responsables`,
  tags: "tag, tags, label, labels, etichette, etichetta, tagi, etykiety, étiquettes, mots-clés",
  importance_customer: `importance, importance to the customer, customer importance, importanza,
    importanza per il cliente, ważność, ważność dla klienta, importance pour le client`,
  importance_business: `importance to the business, business importance,
    importanza per l’azienda, ważność dla firmy, importance pour l’entreprise`,
  moment_of_truth: "moment of truth, momento della verità, moment prawdy, moment de vérité",
  expectation: "expectation, expectations, aspettativa, aspettative, oczekiwania, attentes",
  support_needed: "support, support needed, supporto, wsparcie, soutien, aide nécessaire",
  score: `score, scores, emotion, emotions, rating, satisfaction, sentiment, feeling score,
    punteggio, voto, emozione, emozioni, soddisfazione, ocena, emocja, emocje, zadowolenie, émotion,
    émotions, score, évaluation`,
  text: `text, card, cards, note text, testo, scheda, schede, tekst, karta, karty, texte, carte,
    cartes, fiche`,
  lane: "lane, row, riga, corsia, wiersz, ligne",
  author: "author, autore, autor, auteur",
};

/** Kinds of lanes by what people call them. */
const LANES: Readonly<Record<string, string>> = {
  action: "action, actions, azione, azioni, działanie, działania, action client, actions client",
  thought: "thought, thoughts, thinking, pensiero, pensieri, myśl, myśli, pensée, pensées",
  need: "need, needs, bisogno, bisogni, potrzeba, potrzeby, besoin, besoins",
  pain: `pain, pains, pain point, pain points, problem, problems, frustration, frustrations,
    difficoltà, criticità, problema, problemi, problemy, bolączka, bolączki, trudności, difficulté,
    difficultés, problème, problèmes, irritant, irritants, point de douleur, points de douleur`,
  gain: `gain, gains, benefit, benefits, beneficio, benefici, vantaggi, korzyść, korzyści, bénéfice,
    bénéfices, avantages`,
  opportunity: `opportunity, opportunities, idea, ideas, opportunità, idee, szansa, szanse, pomysły,
    opportunité, opportunités, idées`,
  insight:
    "insight, insights, intuizione, intuizioni, wniosek, wnioski, enseignement, enseignements",
  question: "question, questions, domanda, domande, pytanie, pytania",
  note: "note, notes, comment, comments, nota, osservazioni, notatka, notatki, uwagi, remarques",
};

function readWords(lists: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const pairs = Object.entries(lists).flatMap(([what, words]) =>
    words.split(",").map((word) => [fold(word).trim(), what] as const),
  );
  // What stands first wins.
  return new Map(pairs.reverse());
}

export const FIELD_WORDS = readWords(WORDS);
export const LANE_WORDS = readWords(LANES);

/** Yes and no, as tables have them. */
export const YES: ReadonlySet<string> = new Set(
  "x 1 + ✓ ✔ ★ * y yes true si tak t prawda oui o vrai v".split(" "),
);
export const NO: ReadonlySet<string> = new Set("0 - – n no false non nie f falsz faux".split(" "));
