"""What stands above a map: its title, whose it is, what for, and what its signs mean."""

from __future__ import annotations

from collections.abc import Sequence

from .blocks import Beside, Block, Box, Gap, Named, Shape, Stack, Style, flow
from .cells import STAR, Maker
from .emotion import lines_in
from .scores import CIRCLE, PLANNED, TARGET, Line, stroke_of


def heading(maker: Maker, lines: Sequence[Line], room: float) -> Stack:
    """Return the header of a map."""
    facts, theme, words = maker.facts, maker.theme, maker.words
    info = facts.info
    title = maker.text(info.title or words["untitled_map"], room, Style(theme.ink, 20, 25, "bold"))
    blocks: list[Block] = [title, Gap(7), flow(_chips(maker, room), room, 8, 6)]
    goals = [goal.text for goal in facts.state.in_order("goal") if goal.text]
    about = [(words["r_goal"], text) for text in goals]
    if info.scenario:
        about.append((words["f_scenario"], info.scenario))
    about += [(words["r_metric"], text) for text in facts.metrics(info)]
    for name, text in about:
        blocks += [Gap(6), _named(maker, name, text, room)]
    signs = _signs(maker, lines, room)
    if signs:
        blocks += [Gap(9), Named(flow(signs, room, 18, 4), "sign")]
    return Stack(blocks)


def _chips(maker: Maker, room: float) -> list[Block]:
    facts, theme, words = maker.facts, maker.theme, maker.words
    kind = words.value(facts.info.map_type)
    label = maker.text(kind[:1].upper() + kind[1:], room - 16, Style(theme.accent, 12, 16, "bold"))
    chips: list[Block] = [
        Box(label.fitted(), (5, 8, 5, 8), "badge", fill=theme.accent_soft, radius=4)
    ]
    for persona in facts.personas:
        color, _, marker = stroke_of(facts, persona.id)
        color = theme.persona(color)
        left = 26.0
        face = persona.avatar
        sign: list[tuple[float, Block]] = [(0, Shape(marker, 16, fill=color, centred=True, drop=1))]
        if face:
            said = maker.text(face, room, Style(theme.ink, 12, 18)).fitted()
            sign.append((20, said))
            left += said.width
        else:
            left -= 4
        name = maker.text(persona.name or words["untitled"], room - left - 24,
                          Style(theme.ink, 12, 18, "bold")).fitted()  # fmt: skip
        inside: list[tuple[float, Block]] = [*sign, (left, name)]
        if persona.tagline:
            shift = left + name.width + 6
            tagline = maker.text(persona.tagline, room, Style(theme.ink2, 12, 18)).fitted()
            if shift + tagline.width + 24 <= room:
                inside.append((shift, tagline))
            else:
                below = maker.text(persona.tagline, room - left - 24, tagline.style).fitted()
                both = Stack([name, below])
                inside = [*sign, (left, both)]
        chips.append(Box(Beside(inside), (4, 14, 4, 9), "persona", stroke=theme.line2, radius=13))
    return chips


def _named(maker: Maker, name: str, text: str, room: float) -> Block:
    """Return a text with its name before it."""
    label = maker.text(name, room, Style(maker.theme.ink3, 12, 16, "bold")).fitted()
    left = label.width + 8
    return Beside([(0, Named(label, "label")), (left, maker.text(text, room - left, maker.sub))])


def _signs(maker: Maker, lines: Sequence[Line], room: float) -> list[Block]:
    """Return the legend: of the signs that are in this picture."""
    theme, words, facts = maker.theme, maker.words, maker.facts
    ink = theme.ink2
    seen = {column.touchpoint.id for column in facts.columns if column.touchpoint}
    shown = [
        line for lane in facts.lanes if lane.kind == "emotion" and not lane.collapsed
        for line in lines_in(lines, lane)
    ]  # fmt: skip
    scores = [score for line in shown for at, score in line.scores.items() if at in seen]
    signs: list[tuple[Shape, str]] = []
    if any(score.assumed for score in scores):
        hollow = Shape(CIRCLE, 14, stroke=ink, fill=theme.ground, centred=True, thickness=2)
        signs.append((hollow, words["v_assumed"]))
    if any(not score.assumed for score in scores):
        full = Shape(CIRCLE, 14, fill=ink, centred=True)
        signs.append((full, words["measured"]))
    if any(score.sd > 0 for score in scores):
        band = Shape("M-14-6h28v12h-28z", 14, fill=theme.line2, centred=True, wide=28)
        signs.append((band, words["spread"]))
    if any(line.planned for line in shown):
        dashed = Shape(TARGET, 14, stroke=ink, centred=True, wide=30, thickness=3, below=PLANNED)
        signs.append((dashed, words.value("planned")))
    if any(column.touchpoint and column.touchpoint.moment_of_truth
           for column in facts.columns):  # fmt: skip
        signs.append((Shape(STAR, 12, fill=theme.star, drop=1), words["f_moment_of_truth"]))
    found: list[Block] = []
    for shape, text in signs:
        left = shape.width + 5
        said = maker.text(text, room - left, Style(theme.ink3, 11, 15)).fitted()
        found.append(Beside([(0, shape), (left, said)]))
    return found
