"""A map of the future from a map of today: what is carried over, and as what.

What the two have in common keeps its id; that is the link `diff` and `Compare` go by. What was
found out about today - scores, values of metrics, what people said, thought and felt, what was
discussed and voted - stays in the map of today.
"""

from __future__ import annotations

import json
from collections import defaultdict
from importlib.resources import files
from typing import Any

from ..i18n import closest
from ..journey import Journey
from ..model.ids import made_id, new_id
from ..model.journey import JourneyModel
from ..model.kinds import MAX_NAME
from ..model.pooling import one_score
from ..model.records import EmotionScale, Experience

#: Carried over record by record, as they are.
_KEPT = (
    "goals", "personas", "people", "channels", "phases", "lanes", "evidence", "metrics",
    "resources", "paths",
)  # fmt: skip
#: What people say, think and feel is of today: in a future nobody has been yet.
_OF_TODAY = frozenset({"quote", "thought", "feeling"})
#: Where the question at a low point goes, the best place first.
_ASKED_IN = ("opportunity", "question", "insight", "note", "custom", "need", "thought", "pain")
#: Facts of the past of a touchpoint.
_PAST = ("start", "end", "compliance", "status", "in_use")


def future_of(base: JourneyModel, language: str | None = None) -> Journey:
    """Return a map of the future derived from a map of today, which is not touched.

    Parameters
    ----------
    base
        The map of today.
    language
        Of the guidance that is added; that of `base` when left out.
    """
    from ..charts.words import Words

    with base.store.lock:
        today = base.to_dict()
        felt = base.store.state.in_order("experience")
        limits = base.store.limits
    info = today["journey"]
    tongue = closest(language or info.get("language", "en"))
    asking = _Asking(Words(tongue), _texts(tongue), base.emotion_scale)
    asking.ask(felt)
    data: dict[str, Any] = {name: today[name] for name in ("format", "version")}
    data["journey"] = _journey(info, asking.texts)
    data.update({name: today[name] for name in _KEPT if name in today})
    data["questions"] = [
        {"id": made_id("question", "future", key), "text": asking.texts[key]}
        for key in ("question_first", "question_kept", "question_known")
    ]
    data["touchpoints"] = [_touchpoint(t) for t in today.get("touchpoints", ())]
    data["experiences"] = asking.targets
    data["cards"] = [
        *(card for card in today.get("cards", ()) if _holds(card)),
        *asking.cards(today.get("lanes", ())),
    ]
    # How many people went a way was counted today.
    data["edges"] = [
        {name: value for name, value in edge.items() if name != "count"}
        for edge in today.get("edges", ())
    ]
    return Journey.from_dict(data, limits=limits)


def _journey(today: dict[str, Any], texts: dict[str, str]) -> dict[str, Any]:
    title = today.get("title", "").strip()
    ending = texts["title"].replace("{title}", "")
    called = f"{title[: MAX_NAME - len(ending)]}{ending}" if title else texts["untitled"]
    kept = {name: value for name, value in today.items() if name not in ("status", "file_extra")}
    return kept | {
        "id": new_id("journey"), "title": called, "description": texts["description"],
        "map_type": "future", "basis": "planned", "derived_from": title or today["id"],
    }  # fmt: skip


def _touchpoint(today: dict[str, Any]) -> dict[str, Any]:
    """Return a touchpoint as it is planned: what it did to people today is still to be decided."""
    left = {name: value for name, value in today.items() if name not in _PAST}
    if left.get("expectation_met") == "missed":
        del left["expectation_met"]
    return left


def _holds(card: dict[str, Any]) -> bool:
    """Tell whether a card is carried over: pains are, to be removed once they are solved."""
    closed = card.get("status") in ("done", "rejected")
    return card.get("kind") not in _OF_TODAY and not closed


class _Asking:
    """The targets of the future, and a question wherever today is below neutral."""

    def __init__(self, words: Any, texts: dict[str, str], scale: EmotionScale) -> None:
        self.texts = texts
        self.targets: list[dict[str, Any]] = []
        self._words = words
        self._scale = scale
        self._low: dict[str, float] = {}

    def ask(self, felt: tuple[Experience, ...]) -> None:
        """Make one assumed target of all scores of a persona at a touchpoint."""
        groups: defaultdict[tuple[str, str | None], list[Experience]] = defaultdict(list)
        for one in felt:
            if one.score is not None:
                groups[one.touchpoint, one.persona].append(one)
        for (touchpoint, persona), scores in groups.items():
            today = one_score(scores)
            target: dict[str, Any] = {
                "id": today.counted[0].id, "touchpoint": touchpoint, "persona": persona,
                "score": self._target(today.value), "source": "assumed",
            }  # fmt: skip
            if today.value < self._scale.neutral:
                target["note"] = self._said("note", today.value, today.source)
                self._low[touchpoint] = min(today.value, self._low.get(touchpoint, today.value))
            self.targets.append({key: value for key, value in target.items() if value is not None})

    def cards(self, lanes: Any) -> list[dict[str, Any]]:
        """Return a question for each low point, in the lane that fits it best."""
        kinds = {lane.get("kind", "custom"): lane["id"] for lane in reversed(list(lanes))}
        lane = next((kinds[kind] for kind in _ASKED_IN if kind in kinds), None)
        if lane is None:
            return []
        return [
            {
                "id": made_id("card", "future", touchpoint), "touchpoint": touchpoint,
                "lane": lane, "kind": "question", "text": self._said("card", score),
            }
            for touchpoint, score in self._low.items()
        ]  # fmt: skip

    def _target(self, today: float) -> float:
        """Return a score of the scale that is not below neutral."""
        scale = self._scale
        if scale.step > 0:
            today = scale.min + scale.step * round((today - scale.min) / scale.step)
        return min(max(today, scale.neutral), scale.max)

    def _said(self, key: str, score: float, source: str = "") -> str:
        text = self.texts[key].replace("{score}", self._words.number(score))
        return text.replace("{source}", self._words.choice(source).lower())


def _texts(language: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(
        (files(__package__) / "texts" / f"{language}.json").read_bytes()
    )
    return found
