"""Scores of one emotion scale on another: the lines between two scales, and a whole map moved."""

from __future__ import annotations

import math
import warnings
from bisect import bisect_right
from typing import TYPE_CHECKING, Literal

import msgspec

from .change import Change, FieldUpdates
from .errors import InvalidDocument, ScoreWarning, shorten
from .fields import fields_of
from .records import EmotionScale, Experience, JourneyInfo
from .scales import emotion_scale
from .values import check_value

if TYPE_CHECKING:
    from .journey import JourneyModel

Method = Literal["anchored", "linear"]
METHODS: tuple[Method, ...] = ("anchored", "linear")
#: A converted score that is this near (as part of the scale) to a decimal of `_DIGITS` is it.
_NEAR = 1e-12
_DIGITS = 9
_NAMED = 3


class Rescaling:
    """The way from one emotion scale to another.

    Parameters
    ----------
    old, new
        The two scales, or the names of presets (``"1..5"``).
    method
        ``"anchored"``: lowest, neutral and highest point become lowest, neutral and highest
        point, with a straight line in between, so that what was good stays good and what was
        bad stays bad. ``"linear"``: one straight line from end to end, the *percent of maximum
        possible* of Cohen, Cohen, Aiken & West (1999), "The problem of units and the
        circumstance for POMP", Multivariate Behavioral Research 34(3), 315-346; it keeps the
        distances between scores, and the neutral point may move off neutral. The two are the
        same where both scales have their neutral point at the same part of the way. Where a
        neutral point is an end of its scale there is nothing to anchor, and it is one line.

    Notes
    -----
    Nothing is rounded to the step of the new scale: means lie between steps, and rounding would
    not come back. Only what floating point adds to a decimal is taken off again (beyond a
    billionth of the scale), so that going there and back gives equal scores. A score beyond an
    end of the old scale goes on along the same line, and lies beyond the end of the new one.

    A standard deviation is multiplied with the slope of the line its mean lies on (the upper one
    at neutral): exact for one line, the first-order approximation (delta method) where the two
    sides of neutral differ.
    """

    def __init__(
        self, old: EmotionScale | str, new: EmotionScale | str, method: Method = "anchored"
    ) -> None:
        if method not in METHODS:
            raise InvalidDocument(
                f"there is no method {shorten(method)}; methods are {', '.join(METHODS)}",
                field="method", value=method,
            )  # fmt: skip
        self.old, self.new = checked_scale(old), checked_scale(new)
        inside = all(s.min < s.neutral < s.max for s in (self.old, self.new))
        ends = [(self.old.min, self.new.min), (self.old.max, self.new.max)]
        if method == "anchored" and inside:
            ends.insert(1, (self.old.neutral, self.new.neutral))
        self._from = [a for a, _ in ends]
        self._to = [b for _, b in ends]

    def score(self, score: float) -> float:
        """Return a score of the old scale on the new one."""
        at = self._side(score)
        left, start = self._from[at], self._to[at]
        return self._tidy(start + (score - left) / self._width(at) * self._rise(at))

    def spread(self, sd: float, score: float | None = None) -> float:
        """Return a standard deviation around `score`; without one, as part of the whole scale."""
        if score is None:
            slope = (self.new.max - self.new.min) / (self.old.max - self.old.min)
        else:
            at = self._side(score)
            slope = self._rise(at) / self._width(at)
        return abs(self._tidy(sd * slope))

    def covers(self, score: float) -> bool:
        """Tell whether a score lies on the old scale."""
        return self.old.min <= score <= self.old.max

    def _side(self, score: float) -> int:
        return min(max(bisect_right(self._from, score) - 1, 0), len(self._from) - 2)

    def _width(self, at: int) -> float:
        return self._from[at + 1] - self._from[at]

    def _rise(self, at: int) -> float:
        return self._to[at + 1] - self._to[at]

    def _tidy(self, score: float) -> float:
        span = self.new.max - self.new.min
        if not math.isfinite(score):
            return score  # the document refuses it
        near = round(score, _DIGITS - math.floor(math.log10(span)))
        return near + 0.0 if abs(near - score) <= _NEAR * span else score


def checked_scale(scale: EmotionScale | str) -> EmotionScale:
    """Return a scale given by itself or by the name of a preset. Raises `InvalidDocument`."""
    field = fields_of(JourneyInfo)["emotion_scale"]
    found: EmotionScale = check_value(field, "journey", emotion_scale(scale))
    return found


def convert_scale(
    journey: JourneyModel, scale: EmotionScale | str, *, method: Method = "anchored"
) -> Change:
    """Put a map on another emotion scale; see `cjm_widgets.Journey.convert_scale`."""
    with journey.store.editing():
        info = journey.info
        way = Rescaling(info.emotion_scale, scale, method)
        new = _with_words(way)
        updated: dict[str, FieldUpdates] = {}
        if new != info.emotion_scale:
            updated[info.id] = {"emotion_scale": (info.emotion_scale, new)}
        beyond = []
        for felt in journey.experiences:
            if fields := _converted(felt, way):
                updated[felt.id] = fields
            if felt.score is not None and not way.covers(felt.score):
                beyond.append(felt)
        change = Change(updated=updated)
        done = journey.store.submit(change, label="Convert the emotion scale").change
    if beyond:
        _warn(journey, beyond, way)
    return done


def _converted(felt: Experience, way: Rescaling) -> FieldUpdates:
    fields: FieldUpdates = {}
    for name, old in (("score", felt.score), ("sd", felt.sd)):
        if old is None:
            continue
        new = way.score(old) if name == "score" else way.spread(old, felt.score)
        # A scale of another size may lead beyond the numbers there are.
        new = check_value(fields_of(Experience)[name], felt.id, new)
        if new != old:
            fields[name] = (old, new)
    return fields


def _with_words(way: Rescaling) -> EmotionScale:
    """Return the new scale; words and emoji it does not bring are taken over from the old one."""
    found = {
        name: getattr(way.new, name)
        or {_moved(key, way): word for key, word in getattr(way.old, name).items()}
        for name in ("labels", "emoji")
    }
    return msgspec.structs.replace(way.new, extra=way.new.extra or way.old.extra, **found)


def _moved(key: str, way: Rescaling) -> str:
    """Return the key of a label, which is its score; any other key stays as it is."""
    try:
        score = way.score(float(key))
    except ValueError:
        return key
    # As a browser writes numbers, which looks the labels up.
    return str(int(score)) if score.is_integer() and abs(score) < 1e15 else repr(score)


def _warn(journey: JourneyModel, beyond: list[Experience], way: Rescaling) -> None:
    def said(felt: Experience) -> str:
        step = journey.get(felt.touchpoint)
        score = felt.score or 0.0
        return f"{score:g} -> {way.score(score):g} at {step.name[:60]!r} ({felt.id})"

    more = f" and {len(beyond) - _NAMED} more" if len(beyond) > _NAMED else ""
    warnings.warn(
        f"{len(beyond)} scores lay off the scale {way.old.min:g}..{way.old.max:g} and lie off "
        f"{way.new.min:g}..{way.new.max:g} now: {', '.join(map(said, beyond[:_NAMED]))}{more}; "
        "j.check(only=['score-off-scale']) lists them",
        ScoreWarning, stacklevel=4,
    )  # fmt: skip
