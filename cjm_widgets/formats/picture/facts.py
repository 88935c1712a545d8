"""What is on a map, in the form a picture needs it: looked up once, in the order it is shown."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from ...model.scales import lane_title
from ...model.state import State
from .words import Words

Marks = tuple[list[tuple[str, int]], int | None, int]


@dataclass(frozen=True, slots=True)
class Group:
    """A phase (None: the touchpoints outside of every phase) and the columns it takes."""

    phase: Any
    stage: str
    collapsed: bool
    touchpoints: tuple[Any, ...]
    start: int
    count: int


@dataclass(frozen=True, slots=True)
class Column:
    """One touchpoint; None where a phase is collapsed or has none."""

    touchpoint: Any
    group: Group


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is left out of a picture: all but these lanes, what is of other personas."""

    lanes: frozenset[str] | None = None
    persona: str | None = None


class Facts:
    """One state of a map, read for a picture.

    Parameters
    ----------
    state
        The map.
    words
        The language of the picture.
    chosen
        What of it is shown.
    """

    def __init__(self, state: State, words: Words, chosen: Chosen) -> None:
        self.state = state
        self.info = state.journey
        self.words = words
        self.chosen = chosen

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The phases in their order, with what they hold."""
        found: list[Group] = []
        start = 0
        for phase in (None, *self.state.in_order("phase")):
            siblings = self.state.siblings("touchpoint", phase and phase.id)
            touchpoints = tuple(self.state.get(i) for _, i in siblings)
            if phase is None and not touchpoints:
                continue
            collapsed = bool(phase and phase.collapsed)
            count = 1 if collapsed else max(1, len(touchpoints))
            stage = phase.purchase_stage if phase else "none"
            found.append(Group(phase, stage, collapsed, touchpoints, start, count))
            start += count
        return tuple(found)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """What stands beside each other."""
        return tuple(
            Column(touchpoint, group)
            for group in self.groups
            for touchpoint in (
                (None,) if group.collapsed or not group.touchpoints else group.touchpoints
            )
        )

    @cached_property
    def stages(self) -> list[tuple[str, int, int]]:
        """Consecutive phases of one purchase stage: its name, its first column, how many."""
        found: list[tuple[str, int, int]] = []
        for group in self.groups:
            if found and found[-1][0] == group.stage:
                stage, start, count = found[-1]
                found[-1] = (stage, start, count + group.count)
            else:
                found.append((group.stage, group.start, group.count))
        return found

    def stage_name(self, stage: str, columns: int) -> str:
        """Return what a purchase stage is called; shorter where it has one column only."""
        if stage == "none":
            return ""
        if stage not in ("before", "during", "after"):
            return stage
        name = self.words[f"stage_{stage}" if columns > 1 else f"v_{stage}"]
        return name[:1].upper() + name[1:]

    @cached_property
    def lanes(self) -> tuple[Any, ...]:
        """The lanes that are shown."""
        only, persona = self.chosen.lanes, self.chosen.persona
        return tuple(
            lane for lane in self.state.in_order("lane")
            if (only is None or lane.id in only)
            and (persona is None or lane.persona in (None, persona))
        )  # fmt: skip

    def lane_name(self, lane: Any) -> str:
        """Return what is written beside a lane."""
        return lane_name(lane, self.words)

    @cached_property
    def personas(self) -> tuple[Any, ...]:
        """The personas that are shown."""
        only = self.chosen.persona
        return tuple(p for p in self.state.in_order("persona") if only in (None, p.id))

    @cached_property
    def _cards(self) -> dict[tuple[str, str], list[Any]]:
        found: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
        only = self.chosen.persona
        for card in self.state.in_order("card"):
            if only is None or not card.personas or only in card.personas:
                found[card.lane, card.place.parent].append(card)
        return dict(found)

    def cards(self, lane: Any, holder: Any) -> list[Any]:
        """Return the cards of a lane at a touchpoint or over a phase."""
        return self._cards.get((lane.id, holder.id), [])

    def channels(self, touchpoint: Any) -> list[Any]:
        """Return the channels of a touchpoint."""
        return [self.state.get(i) for i in touchpoint.channels]

    def owners(self, touchpoint: Any) -> list[str]:
        """Return the names of those who are responsible for a touchpoint."""
        return [self.state.get(i).name for i in touchpoint.owners]

    @cached_property
    def _metrics(self) -> dict[str, list[str]]:
        only = self.chosen.persona
        values = [
            value for value in self.state.in_order("metric_value")
            if value.value is not None and only in (None, value.persona or only)
        ]  # fmt: skip
        same: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)
        for value in values:
            same[value.target, value.metric].append(value)
        found: defaultdict[str, list[str]] = defaultdict(list)
        for value in values:
            metric = self.state.get(value.metric)
            name = metric.name or self.words["untitled"]
            measured = numeral(plain(value.value), name + metric.unit)
            text = f"{name} {measured} {metric.unit}".strip()
            if metric.target is not None:
                text += f" (→ {numeral(plain(metric.target), name + metric.unit)})"
            told = self._told_apart(value, same[value.target, value.metric])
            found[value.target].append(" · ".join((text, *told)))
        return dict(found)

    def _told_apart(self, value: Any, same: list[Any]) -> list[str]:
        """Return whose a value is and of when, where a metric has several at one place."""
        told: list[str] = []
        if len(same) == 1:
            return told
        if any(other.persona for other in same):
            persona = self.state.get(value.persona) if value.persona else None
            untitled = self.words["untitled"]
            told.append(isolated(persona.name or untitled) if persona else self.words["everyone"])
        if value.date:
            told.append(str(value.date))
        return told

    def metrics(self, record: Any) -> list[str]:
        """Return what was measured at a touchpoint, of a phase or of the journey, in words."""
        return self._metrics.get(record.id, [])

    def by_line(self, card: Any) -> tuple[str, str]:
        """Return what stands below a card on the left and on the right."""
        evidence = self.state.get(card.evidence[0]) if card.evidence else None
        source = ""
        if evidence is not None:
            n = f"n = {evidence.n}" if evidence.n else ""
            source = ", ".join(filter(None, (evidence.title or evidence.kind, n)))
        # As in the editor: an idea that is only noted down tells no status.
        planned = card.kind in ("opportunity", "solution") or card.status != "idea"
        status = self.words.value(card.status) if planned else ""
        owner = self.state.get(card.owner) if card.owner else None
        left = " · ".join(filter(None, (status, source)))
        return left, (owner.name if owner else "") or card.author

    @cached_property
    def _reactions(self) -> dict[str, dict[str, set[str]]]:
        found: dict[str, dict[str, set[str]]] = {}
        for reaction in self.state.in_order("reaction"):
            if reaction.emoji:
                people = found.setdefault(reaction.target, {})
                people.setdefault(reaction.emoji, set()).add(reaction.author)
        return found

    @cached_property
    def _comments(self) -> dict[str, int]:
        found: defaultdict[str, int] = defaultdict(int)
        for comment in self.state.in_order("comment"):
            if not comment.resolved and comment.parent is None:
                found[comment.target] += 1
        return dict(found)

    @cached_property
    def _votes(self) -> dict[str, list[Any]]:
        found: defaultdict[str, list[Any]] = defaultdict(list)
        for vote in self.state.in_order("vote"):
            found[vote.target].append(vote)
        return dict(found)

    @cached_property
    def _rounds(self) -> list[Any]:
        return [session for session in self.state.in_order("vote_session") if session.open]

    def marks(self, record: Any, kind: str) -> Marks:
        """Return what people have put on a record: emoji, votes (None: no word of them), comments.

        While a round goes on its votes alone are counted.
        """
        emoji = self._reactions.get(record.id, {})
        reactions = sorted(((e, len(who)) for e, who in emoji.items()), key=_most_first)
        words = {kind, getattr(record, "kind", "")} if kind == "card" else {kind}
        session = next(
            (s for s in self._rounds if not s.target_kinds or words & set(s.target_kinds)), None
        )
        votes = self._votes.get(record.id, ())
        if session is not None:
            votes = [vote for vote in votes if vote.session == session.id]
        total = sum(vote.weight for vote in votes)
        return reactions, total if total or session else None, self._comments.get(record.id, 0)


def lane_name(lane: Any, words: Words) -> str:
    """Return what a lane is called: what it is of, in the language of the picture, if nothing."""
    return str(lane.title or lane_title(lane.kind, words.language))


def _most_first(reaction: tuple[str, int]) -> tuple[int, str]:
    return -reaction[1], reaction[0]


def plain(value: float) -> str:
    """Return a number as people write it: ten digits, a real minus, no trailing zeros."""
    text = str(int(value)) if float(value).is_integer() else f"{value:.10g}"
    if 1e-7 <= abs(value) < 1e21:
        text = f"{Decimal(text):,f}" if abs(value) >= 1e6 else f"{Decimal(text):f}"
    elif value:
        text = f"{value:.10g}"
    return text.replace(",", "\N{NO-BREAK SPACE}").replace("-", "\N{MINUS SIGN}")


def numeral(number: str, words: str) -> str:
    """Return a number whose sign stays before it, whichever way the words beside it run."""
    return f"\u2066{number}\u2069" if _turned(words) else number


def isolated(text: str) -> str:
    """Return a name that does not take along what stands beside it when it runs to the left."""
    return f"\u2068{text}\u2069" if _turned(text) else text


def _turned(text: str) -> bool:
    """Tell whether something in a text runs from right to left."""
    return any("\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufeff" for char in text)
