"""What only a picture says, in the languages of the interface."""

from __future__ import annotations

from types import MappingProxyType

from ...i18n import closest, texts

_OWN = MappingProxyType({
    "measured": {
        "en": "from answers or observation", "it": "da risposte o osservazione",
        "pl": "z odpowiedzi lub obserwacji", "fr": "selon des réponses ou des observations",
    },
    "spread": {
        "en": "spread of the answers", "it": "dispersione delle risposte",
        "pl": "rozrzut odpowiedzi", "fr": "dispersion des réponses",
    },
    "title_of": {
        "en": "Journey map: {title}", "it": "Mappa del percorso: {title}",
        "pl": "Mapa podróży: {title}", "fr": "Carte du parcours\u00a0: {title}",
    },
})  # fmt: skip


class Words:
    """The texts of one language, those of the editor first."""

    def __init__(self, language: str) -> None:
        self.language = closest(language)
        self._texts = texts(language)

    def __getitem__(self, key: str) -> str:
        own = _OWN.get(key)
        return own[self.language] if own else self._texts[key]

    def value(self, value: str) -> str:
        """Return the word for a value of a choice; one that is not known is told as such."""
        known = self._texts.get(f"v_{value}")
        return known or self._texts["other_value"].replace("{value}", value)

    def count(self, key: str, n: int) -> str:
        """Return a text about so many, in the form that the language has for them."""
        forms = self._texts[key].split("|")
        return forms[min(_form(self.language, n), len(forms) - 1)].replace("{n}", str(n))


def _form(language: str, n: int) -> int:
    """Which of the forms a language has for so many; as the interface orders them."""
    if language == "pl":
        if n == 1:
            return 0
        few = n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14)
        return 1 if few else 2
    if language == "fr":
        return 0 if n < 2 else 1
    return 0 if n == 1 else 1
