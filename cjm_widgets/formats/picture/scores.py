"""The curves of a map: who felt what where, and how each line is drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log10
from types import MappingProxyType
from typing import Any

from ...model.pooling import one_score
from ...model.records import EmotionScale
from ..emotion_picture import PERSONA_COLORS
from .facts import Facts, plain

#: As in the editor (`js/src/editor/map/strokes.ts`): each line has dashes and points of its own.
DASHES = ("", "14 4", "14 4 3 4", "14 4 3 4 3 4")
CIRCLE = "M-5,0a5,5 0 1 0 10,0a5,5 0 1 0-10,0z"
MARKERS = (
    CIRCLE, "M0-6.3L6.3,0 0,6.3-6.3,0z", "M-4.6-4.6h9.2v9.2h-9.2z", "M0-6.2L6,4.4H-6z",
    "M0,6.2L6-4.4H-6z",
)  # fmt: skip
_PLUS = "M-2-6h4v4h4v4h-4v4h-4v-4h-4v-4h4z"
PLANNED, TARGET = "4 4", "M-6,0h12"
#: The gridlines of a finer scale would be a grey area.
_LINES = 12


@dataclass(frozen=True, slots=True)
class Score:
    """What one persona felt at one touchpoint, over all respondents."""

    value: float
    sd: float
    assumed: bool
    words: str
    emoji: str


@dataclass(frozen=True, slots=True)
class Line:
    """One persona's scores by touchpoint, those that were planned, and how they are drawn."""

    persona: str | None
    name: str
    color: str
    dash: str
    marker: str
    scores: MappingProxyType[str, Score]
    planned: MappingProxyType[str, Score]
    #: The highest and the lowest score of a line that is not level.
    ends: tuple[float, float] | None
    #: How many scores are the highest, and how many the lowest.
    at_ends: tuple[int, int]

    def alone(self, score: Score) -> bool:
        """Tell whether no other score is the same end of the line."""
        return self.ends is not None and self.at_ends[self.end(score) == "lowest"] == 1

    def end(self, score: Score) -> str | None:
        """Return which end of the line a score is."""
        if self.ends is None:
            return None
        value = round(score.value, 6)
        return {self.ends[0]: "highest", self.ends[1]: "lowest"}.get(value)


def stroke_of(facts: Facts, persona: str | None) -> tuple[str, str, str]:
    """Return colour, dashes and marker of a persona's line; None is everyone's."""
    everybody = facts.state.in_order("persona")
    theme_ink = "ink2"
    if persona is None:
        return (theme_ink, "22 4", _PLUS) if everybody else ("accent", "", CIRCLE)
    at = next((i for i, p in enumerate(everybody) if p.id == persona), 0)
    color = everybody[at].color or PERSONA_COLORS[at % len(PERSONA_COLORS)]
    return color, DASHES[at % len(DASHES)], MARKERS[at % len(MARKERS)]


def lines_of(facts: Facts) -> list[Line]:
    """Return a line for each persona with scores, in their order; everyone's comes last."""
    felt: defaultdict[str | None, defaultdict[str, list[Any]]]
    felt = defaultdict(lambda: defaultdict(list))
    for experience in facts.state.in_order("experience"):
        if experience.score is not None:
            felt[experience.persona][experience.touchpoint].append(experience)
    columns = [column.touchpoint for column in facts.columns if column.touchpoint]
    seen = {touchpoint.id for touchpoint in columns}
    plans = {} if facts.info.basis == "planned" else {
        t.id: t.planned_ref for t in columns if t.planned_ref and t.planned_ref != t.id
    }  # fmt: skip
    lines = []
    for persona in (*(p.id for p in facts.personas), None):
        groups = felt.get(persona)
        if not groups:
            continue
        scores = {touchpoint: _score(group) for touchpoint, group in groups.items()}
        shown = [round(score.value, 6) for at, score in scores.items() if at in seen]
        high, low = (max(shown), min(shown)) if shown else (0.0, 0.0)
        record = facts.state.get(persona) if persona else None
        name = (record.name or facts.words["untitled"]) if record else facts.words["everyone"]
        planned = {at: scores[ref] for at, ref in plans.items() if ref in scores}
        lines.append(Line(
            persona, name, *stroke_of(facts, persona), MappingProxyType(scores),
            MappingProxyType(planned), None if high == low else (high, low),
            (shown.count(high), shown.count(low)),
        ))  # fmt: skip
    return lines


def _score(felt: Sequence[Any]) -> Score:
    """Return what is drawn of several scores: those of the best founded source, together."""
    one = one_score(felt)
    # The spread of no answers, too, is drawn as it is stated.
    sd = one.counted[0].sd if one.n == 0 and len(one.counted) == 1 else one.sd
    named = next((e for e in one.counted if e.emotion or e.emoji), None)
    return Score(one.value, sd or 0.0, one.source == "assumed",
                 named.emotion if named else "", named.emoji if named else "")  # fmt: skip


class Scale:
    """The emotion scale, of which a broken file must not make a division by zero."""

    def __init__(self, given: EmotionScale) -> None:
        self.min = given.min
        self.max = max(given.max, given.min + 1e-9 * max(1.0, abs(given.min)))
        span = self.max - self.min
        # Two, and more where the scale is so fine that its ends would be the same.
        self._decimals = 2 if span >= 1 else 2 + ceil(-log10(span))
        self.neutral = min(self.max, max(self.min, given.neutral))
        self.step = given.step if given.step > 0 else 1.0
        self.labels = dict(_by_number(given.labels))
        self.emoji = dict(_by_number(given.emoji))

    def share(self, score: float) -> float:
        """Return how far up the scale a score is: 0 to 1."""
        held = min(self.max, max(self.min, score))
        return (held - self.min) / (self.max - self.min)

    def text(self, score: float) -> str:
        """Return a score as people write it, with a sign on both sides of zero."""
        score = round(score, self._decimals)
        return f"+{plain(score)}" if score > 0 > self.min else plain(score)

    def levels(self) -> list[float]:
        """Return the scores that have a gridline."""
        count = round((self.max - self.min) / self.step)
        if count > _LINES or count < 1:
            return [self.max, self.neutral, self.min]
        steps = [self.min + i * self.step for i in range(count + 1)]
        return steps if self.neutral in steps else [*steps, self.neutral]

    def marks(self, length: float, apart: float) -> list[float]:
        """Return the scores that are written beside `length` px: the ends, neutral, the named."""
        named = sorted({*self.labels, *self.emoji})
        kept: list[float] = []
        for mark in (self.max, self.min, self.neutral, *named):
            if not self.min <= mark <= self.max:
                continue
            if all(abs(self.share(mark) - self.share(o)) * length >= apart for o in kept):
                kept.append(mark)
        return kept


def _by_number(words: dict[str, str]) -> list[tuple[float, str]]:
    found = []
    for key, word in words.items():
        try:
            found.append((float(key), word))
        except ValueError:
            continue
    return found
