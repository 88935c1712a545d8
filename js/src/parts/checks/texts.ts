import type { Catalogues } from "../words";

type Key = "none" | "first" | "error" | "warning" | "hint";

export const TEXTS: Catalogues<Key> = {
  en: {
    none: "Nothing is missing, and nothing contradicts itself.",
    first: "The first {n} are listed.",
    error: "{n} error|{n} errors",
    warning: "{n} warning|{n} warnings",
    hint: "{n} hint|{n} hints",
  },
  it: {
    none: "Non manca nulla e nulla si contraddice.",
    first: "Sono elencati i primi {n}.",
    error: "{n} errore|{n} errori",
    warning: "{n} avviso|{n} avvisi",
    hint: "{n} suggerimento|{n} suggerimenti",
  },
  pl: {
    none: "Niczego nie brakuje i nic sobie nie przeczy.",
    first: "Pokazano pierwszych {n}.",
    error: "{n} błąd|{n} błędy|{n} błędów",
    warning: "{n} ostrzeżenie|{n} ostrzeżenia|{n} ostrzeżeń",
    hint: "{n} wskazówka|{n} wskazówki|{n} wskazówek",
  },
  fr: {
    none: "Rien ne manque et rien ne se contredit.",
    first: "Les {n} premiers sont affichés.",
    error: "{n} erreur|{n} erreurs",
    warning: "{n} avertissement|{n} avertissements",
    hint: "{n} suggestion|{n} suggestions",
  },
};
