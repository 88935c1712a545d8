"""Ready emotion scales and the lanes a new map starts with."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from .errors import InvalidDocument, shorten, unknown_field
from .records import EmotionScale

#: Name of a preset -> scale. ``"-2..2"`` is the default.
EMOTION_SCALES: MappingProxyType[str, EmotionScale] = MappingProxyType({
    "-2..2": EmotionScale(),
    "1..5": EmotionScale(min=1, max=5, neutral=3),
    "1..10": EmotionScale(min=1, max=10, neutral=5.5),
    "0..100": EmotionScale(min=0, max=100, neutral=50, step=10),
    "nps": EmotionScale(min=0, max=10, neutral=7),
})  # fmt: skip

#: Kind of lane -> title, by language, in the order a new map shows them.
LANES: MappingProxyType[str, dict[str, str]] = MappingProxyType({
    "channel": {"en": "Channels", "it": "Canali", "pl": "Kanały", "fr": "Canaux"},
    "action": {"en": "Actions", "it": "Azioni", "pl": "Działania", "fr": "Actions"},
    "emotion": {"en": "Emotion", "it": "Emozione", "pl": "Emocje", "fr": "Émotion"},
    "thought": {"en": "Thoughts", "it": "Pensieri", "pl": "Myśli", "fr": "Pensées"},
    "pain": {"en": "Pains", "it": "Criticità", "pl": "Bolączki", "fr": "Irritants"},
    "gain": {"en": "Gains", "it": "Vantaggi", "pl": "Korzyści", "fr": "Bénéfices"},
    "opportunity": {
        "en": "Opportunities", "it": "Opportunità", "pl": "Szanse", "fr": "Opportunités",
    },
})  # fmt: skip

_LANE_OF_CARD = MappingProxyType({
    "quote": "thought", "feeling": "thought", "barrier": "pain", "solution": "opportunity",
})  # fmt: skip


def lane_kind(card_kind: str) -> str:
    """Return the kind of lane cards of a kind belong in: quotes stand with the thoughts."""
    return _LANE_OF_CARD.get(card_kind, card_kind)


def lane_title(kind: str, language: str) -> str:
    """Return the usual title of a lane in a language (English where there is none)."""
    titles = LANES.get(kind, {})
    short = language.split("-", maxsplit=1)[0]
    return titles.get(short) or titles.get("en") or kind.capitalize()


def emotion_scale(value: Any) -> Any:
    """Return a preset by its name; anything else comes back as it is."""
    if isinstance(value, dict):
        known = set(EmotionScale.__struct_fields__)
        for name in value:
            if name not in known:
                raise unknown_field("an emotion scale", name, known - {"extra"}, value[name])
    if not isinstance(value, str):
        return value
    scale = EMOTION_SCALES.get(value.lower())
    if scale is None:
        raise InvalidDocument(
            f"there is no emotion scale {shorten(value)}; presets are "
            f"{', '.join(EMOTION_SCALES)}, or give an EmotionScale",
            field="emotion_scale", value=value,
        )  # fmt: skip
    return scale
