"""What stands in the cells of a picture, as blocks: phases, touchpoints, cards, chips."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .blocks import Beside, Block, Box, Gap, Rulers, Shape, Stack, Style, Text, flow
from .facts import Facts, Group, isolated
from .theme import Theme

STAR = "M8 2l1.8 3.8 4.2.6-3 2.9.7 4.2L8 11.5l-3.7 2 .7-4.2-3-2.9 4.2-.6z"
_BUBBLE = "M3 4h10v7H8l-3 2.5V11H3z"
_ITALIC = ("thought", "quote")


class Maker:
    """Makes blocks of one picture, all in its colours and measured by its rulers."""

    def __init__(self, facts: Facts, theme: Theme, rulers: Rulers) -> None:
        self.facts = facts
        self.words = facts.words
        self.theme = theme
        self.rulers = rulers
        self.lane = Style(theme.ink2, 11.5, 15.5, "bold")
        self.small = Style(theme.ink3, 11, 14)
        self.sub = Style(theme.ink2, 12, 16)

    def text(self, text: str, room: float, style: Style, **options: Any) -> Text:
        """Return a text wrapped into a width."""
        return Text.of(text, room, style, self.rulers, **options)

    def phase(self, group: Group, room: float) -> Stack:
        """Return the name of a phase and what it is about."""
        theme = self.theme
        phase = group.phase
        if phase is None:
            return Stack([self.text(self.words["no_phase"], room, Style(theme.ink3, 14, 18))])
        name = self.text(
            phase.name or self.words["untitled"], room, Style(theme.ink, 14, 18, "bold")
        )
        blocks: list[Block] = [name]
        if group.collapsed:
            count = self.words.count("n_touchpoints", len(group.touchpoints))
            blocks.append(self.text(count, room, self.small))
            return Stack(blocks, 2)
        if phase.description:
            blocks.append(self.text(phase.description, room, self.sub))
        blocks += self._marks(phase, "phase", theme.ink2, room)
        return Stack(blocks, 1)

    def touchpoint(self, touchpoint: Any, room: float) -> Stack:
        """Return what stands at the head of a touchpoint."""
        theme, words = self.theme, self.words
        blocks: list[Block] = []
        if touchpoint.moment_of_truth:
            label = self.text(
                words["f_moment_of_truth"], room - 15, Style(theme.star, 11, 15, "bold")
            )
            star = Shape(STAR, 11, fill=theme.star, drop=2)
            blocks.append(Beside([(0, star), (15, label)]))
        name = touchpoint.name or words["untitled"]
        blocks.append(self.text(name, room, Style(theme.ink, 13, 17, "bold")))
        channels = self.facts.channels(touchpoint)
        if channels:
            blocks.append(Gap(3))
            names = " · ".join(isolated(channel.name) for channel in channels)
            blocks.append(self.text(names, room, self.sub))
        mark = _mark(touchpoint)
        if mark:
            label = self.text(words[mark], room - 12, Style(theme.ink2, 11, 15)).fitted()
            blocks.append(Gap(4))
            blocks.append(Box(label, (1, 6, 1, 6), "mark", stroke=theme.ink3, radius=4, dash="3 2"))
        blocks += self._marks(touchpoint, "touchpoint", theme.ink2, room)
        return Stack(blocks)

    def cell(self, lane: Any, touchpoint: Any, room: float) -> Stack | None:
        """Return what a lane holds at a touchpoint; None where it is nothing."""
        blocks: list[Block] = []
        if lane.kind == "channel":
            chips = [
                f"{channel.icon} {channel.name or self.words['untitled']}".strip()
                for channel in self.facts.channels(touchpoint)
            ]
            blocks += self._chips(chips, room)
        elif lane.kind == "owner":
            names = [name or self.words["untitled"] for name in self.facts.owners(touchpoint)]
            blocks += self._chips(names, room)
        elif lane.kind == "metric":
            blocks += self.measured(touchpoint, room)
        blocks += self.cards(lane, touchpoint, room)
        return Stack(blocks, 6) if blocks else None

    def cards(self, lane: Any, holder: Any, room: float) -> list[Block]:
        """Return the cards of a lane at a touchpoint or over a phase."""
        return [self.card(card, room) for card in self.facts.cards(lane, holder)]

    def folded(self, lane: Any, holders: Iterable[Any], room: float) -> Stack | None:
        """Return how many cards a collapsed lane holds at touchpoints or over phases."""
        n = sum(len(self.facts.cards(lane, holder)) for holder in holders if holder is not None)
        return Stack([self.text(self.words.count("n_cards", n), room, self.small)]) if n else None

    def card(self, card: Any, room: float) -> Box:
        """Return a card."""
        ground, ink = self.theme.card(card.kind, card.color)
        inner = room - 16
        face = "italic" if card.kind in _ITALIC else "regular"
        blocks: list[Block] = [
            self.text(card.text or self.words["untitled"], inner, Style(ink, 12, 16, face))
        ]
        left, right = self.facts.by_line(card)
        if left or right:
            blocks.append(Gap(3))
            blocks += self._by(left, right, inner, Style(ink, 11, 14))
        blocks += self._marks(card, "card", ink, inner)
        return Box(Stack(blocks), (6, 8, 6, 8), "card", fill=ground, wide=room)

    def _by(self, left: str, right: str, room: float, style: Style) -> list[Block]:
        """Return both sides of a line if it has room for them, else one under the other."""
        texts = [self.text(text, room, style) for text in (left, right) if text]
        if len(texts) == 2 and sum(text.width for text in texts) + 8 <= room:
            a, b = (text.fitted() for text in texts)
            if len(a.lines) == len(b.lines) == 1:
                return [Beside([(0, a), (room - b.width, b)])]
        return list(texts)

    def measured(self, record: Any, room: float) -> list[Block]:
        """Return what was measured at a touchpoint or of a phase."""
        style = Style(self.theme.ink, 12, 16)
        return [self.text(text, room, style) for text in self.facts.metrics(record)]

    def _chips(self, names: Iterable[str], room: float) -> list[Block]:
        chips = [self.chip(name, room) for name in names]
        return [flow(chips, room, 4, 4)] if chips else []

    def chip(self, name: str, room: float) -> Box:
        """Return a word with a line around."""
        text = self.text(name, room - 16, Style(self.theme.ink, 12, 16)).fitted()
        return Box(text, (2, 8, 2, 8), "chip", stroke=self.theme.line2, radius=10)

    def _marks(self, record: Any, kind: str, ink: str, room: float) -> list[Block]:
        """Return what people have put on a record, under a small gap."""
        reactions, votes, comments = self.facts.marks(record, kind)
        style = Style(ink, 11, 14)
        chips: list[Block] = []
        for emoji, n in reactions:
            said = self.text(f"{emoji} {n}" if n > 1 else emoji, room - 14, style).fitted()
            chips.append(self._pill(said, ink))
        if votes is not None:
            tally = self.text(self.words.count("n_votes", votes), room, style).fitted()
            chips.append(Box(tally, (3, 0, 3, 0), "votes"))
        if comments:
            said = self.text(str(comments), room - 30, style).fitted()
            icon = Shape(_BUBBLE, 11, stroke=ink, drop=1.5)
            chips.append(self._pill(Beside([(0, icon), (15, said)]), ink))
        return [Gap(4), flow(chips, room, 5, 4)] if chips else []

    def _pill(self, inside: Block, ink: str) -> Box:
        return Box(inside, (3, 7, 3, 7), "pill", stroke=ink, radius=10)


def _mark(touchpoint: Any) -> str | None:
    if touchpoint.intended is True and touchpoint.in_use is False:
        return "intended_not_used"
    if touchpoint.intended is False and touchpoint.in_use is True:
        return "used_not_intended"
    return None
