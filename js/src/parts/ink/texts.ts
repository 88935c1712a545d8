import type { Catalogues } from "../words";

export const TEXTS: Catalogues<"nowhere"> = {
  en: { nowhere: "Begin on a phase, a touchpoint or a card." },
  it: { nowhere: "Inizia su una fase, un touchpoint o una scheda." },
  pl: { nowhere: "Zacznij na fazie, punkcie styku albo karcie." },
  fr: { nowhere: "Commencez sur une phase, un point de contact ou une carte." },
};
