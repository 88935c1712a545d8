"""A map as a static picture in plain HTML: tables with inline style, and nothing that runs.

It is read in places that differ in what they let through, so it is made of what all of them do:
tables, ``style`` with plain values (JupyterLab's sanitizer drops ``var()``; code hosts drop
``style`` altogether, and then the tables still read), one ``<img>``. Colours are see-through
tints of the ground, so that it is readable on white, on black and on paper. Long maps are cut
into several tables, as nobody can scroll on paper. Text of people is escaped, and kept from
MathJax, which would take ``$5 or $6`` for a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from ..i18n import texts
from ..model.scales import lane_title
from ..model.state import State
from .emotion_picture import HEIGHT, Line, Score, curve_image, lines_of

#: Touchpoints in one table at most; a longer map goes on in the next one.
COLUMNS = 8
#: Classes that keep MathJax 2 and 3 away.
PLAIN = "mathjax_ignore tex2jax_ignore"
#: For paper, where nothing scrolls. All else is inline, as code hosts drop a style sheet.
PRINT = "@media print{.cjm-copy table{zoom:0.7;min-width:0!important}}"
#: Widths in CSS pixels: of the column of titles, and of the others at least.
_SIDE, _NARROWEST = 124, 108
# Each cell has its styles in full, so they are short: half of a picture is styles.
_LINE = "1px solid #80808059"
_HEAD = "padding:8px 10px;text-align:left;vertical-align:top;"
_CELL = f"padding:8px;text-align:left;vertical-align:top;border-left:{_LINE}"
_EDGE = f"border-left:{_LINE}"
_WRAP = "overflow-wrap:break-word;word-wrap:break-word;"
_SMALL = "font-size:12px;opacity:0.82;"
_STAGES = {"before": "#566ba3", "during": "#228c7d", "after": "#be7d2d"}  # fmt: skip
_CARDS = {
    "thought": "#785fc8", "quote": "#785fc8", "feeling": "#785fc8",
    "pain": "#d74632", "barrier": "#d74632", "gain": "#289650",
    "opportunity": "#d7aa14", "solution": "#d7aa14", "need": "#238caf",
}  # fmt: skip
_OTHER = "#808080"


def picture(state: State) -> str:
    """Return the map as HTML, without a root element of its own."""
    return _Picture(state).html()


class _Picture:
    """What all parts of one picture need to know."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.info = state.journey
        self.words = texts(self.info.language)
        self.lines = lines_of(state, self.words["everyone"])
        self.cards: dict[tuple[str, str], list[Any]] = {}
        self.on_phases: dict[str, list[Any]] = {}
        for card in state.in_order("card"):
            if card.place.level:
                self.on_phases.setdefault(card.place.parent, []).append(card)
            else:
                self.cards.setdefault((card.lane, card.place.parent), []).append(card)
        self.metrics: dict[str, list[str]] = {}
        for value in state.in_order("metric_value"):
            if value.value is not None:
                metric = state.get(value.metric)
                text = f"{metric.name} {_number(value.value)} {metric.unit}".strip()
                self.metrics.setdefault(value.target, []).append(text)

    def html(self) -> str:
        steps = self._steps()
        parts = [self._head()]
        if not steps:
            parts.append(f'<p style="margin:4px 0 10px">{escape(self.words["empty_title"])}</p>')
        tables = -(-len(steps) // COLUMNS)
        for at in range(tables):
            # As evenly as can be: no table with a single column left over.
            first, last = at * len(steps) // tables, (at + 1) * len(steps) // tables
            parts.append(self._table(steps[first:last]))
        if any(score.assumed for line in self.lines for score in line.scores.values()):
            parts.append(f'<div style="{_SMALL}">○ {escape(self.words["v_assumed"])}</div>')
        return "".join(parts)

    def _steps(self) -> list[tuple[Any, Any]]:
        """Return (phase, touchpoint) of every column; a phase without touchpoints has one."""
        found: list[tuple[Any, Any]] = []
        for phase in (None, *self.state.in_order("phase")):
            siblings = self.state.siblings("touchpoint", phase and phase.id)
            found += [(phase, self.state.get(i)) for _, i in siblings]
            if phase is not None and not siblings:
                found.append((phase, None))
        return found

    def _head(self) -> str:
        info, words = self.info, self.words
        kind = words.get(f"v_{info.map_type}", info.map_type)
        facts = [_chip(kind.capitalize(), "#3457d5")]
        colors = {line.persona: line.color for line in self.lines}
        for persona in self.state.in_order("persona"):
            color = colors.get(persona.id)
            dot = f'<span style="color:{color}">●</span> ' if color else ""
            tagline = f" {_text(persona.tagline)}" if persona.tagline else ""
            name = _text(persona.name or words["untitled"])
            facts.append(f"<span>{dot}<strong>{name}</strong>{tagline}</span>")
        facts += [
            f'<span style="opacity:0.82">{_text(goal.text)}</span>'
            for goal in self.state.in_order("goal")
            if goal.text
        ]
        title = _text(info.title or words["untitled_map"])
        scenario = f'<div style="{_SMALL}margin-top:4px">{_text(info.scenario)}</div>'
        return (
            f'<div style="margin:0 0 10px;{_WRAP}">'
            f'<div style="font-size:20px;font-weight:600;margin-bottom:4px">{title}</div>'
            f'<div style="line-height:1.7">{" &nbsp; ".join(facts)}</div>'
            f"{scenario if info.scenario else ''}</div>"
        )

    def _table(self, steps: Sequence[tuple[Any, Any]]) -> str:
        rows = [*self._phases(steps), self._row(self.words["touchpoints"], map(self._name, steps))]
        for lane in self.state.in_order("lane"):
            if lane.kind == "emotion":
                rows += self._emotion(lane, steps)
            else:
                cells = [self._cell(lane, touchpoint) for _, touchpoint in steps]
                rows.append(self._row(_lane(lane, self.info.language), cells))
            if lane.separator != "none":
                line = self.words.get(f"v_{lane.separator}", lane.separator)
                rows.append(
                    f'<tr style="background:transparent"><td colspan="{len(steps) + 1}" '
                    f'style="padding:1px 10px;text-align:left;border-bottom:2px dashed '
                    f'#808080b3;{_SMALL}">{_text(line)}</td></tr>'
                )
        return (
            '<div style="overflow-x:auto;margin:0 0 14px">'
            '<table style="width:100%;table-layout:fixed;border-collapse:collapse;margin:0;'
            f"border:{_LINE};font-size:13px;line-height:1.4;{_WRAP}"
            f'min-width:{_SIDE + _NARROWEST * len(steps)}px">'
            f'<colgroup><col style="width:{_SIDE}px">{"<col>" * len(steps)}</colgroup>'
            f"<tbody>{''.join(rows)}</tbody></table></div>"
        )

    def _phases(self, steps: Sequence[tuple[Any, Any]]) -> list[str]:
        groups: list[tuple[Any, int]] = []
        for phase, _ in steps:
            if groups and groups[-1][0] is phase:
                groups[-1] = (phase, groups[-1][1] + 1)
            else:
                groups.append((phase, 1))
        if all(phase is None for phase, _ in groups):
            return []
        cells = []
        for phase, count in groups:
            stage = phase.purchase_stage if phase else "none"
            tint = _STAGES.get(stage, _OTHER)
            label = self.words.get(f"stage_{stage}", "" if stage == "none" else stage)
            name = (phase.name or self.words["untitled"]) if phase else self.words["no_phase"]
            inside = f'<div style="{_SMALL}font-weight:600">{_text(label)}</div>' if label else ""
            inside += f'<div style="font-size:14px;font-weight:600">{_text(name)}</div>'
            if phase and phase.description:
                inside += f'<div style="{_SMALL}font-weight:400">{_text(phase.description)}</div>'
            inside += "".join(map(_card, self.on_phases.get(phase.id, ()) if phase else ()))
            cells.append(
                f'<th scope="colgroup" colspan="{count}" style="{_HEAD}border-left:{_LINE};'
                f'background:{tint}24">{inside}</th>'
            )
        head = _text(self.words["phases"])
        return [f'<tr style="background:transparent">{_side(head)}{"".join(cells)}</tr>']

    def _name(self, step: tuple[Any, Any]) -> str:
        touchpoint = step[1]
        if touchpoint is None:
            return ""
        parts = []
        if touchpoint.moment_of_truth:
            label = self.words["f_moment_of_truth"]
            parts.append(f'<div style="{_SMALL}font-weight:600">★ {_text(label)}</div>')
        name = touchpoint.name or self.words["untitled"]
        parts.append(f'<div style="font-weight:600">{_text(name)}</div>')
        if touchpoint.description:
            parts.append(f'<div style="{_SMALL}">{_text(touchpoint.description)}</div>')
        return "".join(parts)

    def _cell(self, lane: Any, touchpoint: Any) -> str:
        if touchpoint is None:
            return ""
        parts = []
        if lane.kind == "channel":
            names = [self.state.get(i).name for i in touchpoint.channels]
            parts.append(" ".join(_chip(name, _OTHER) for name in names))
        elif lane.kind == "owner":
            names = [self.state.get(i).name for i in touchpoint.owners]
            parts.append(" ".join(_chip(name, _OTHER) for name in names))
        elif lane.kind == "metric":
            parts += [f"<div>{_text(text)}</div>" for text in self.metrics.get(touchpoint.id, ())]
        parts += map(_card, self.cards.get((lane.id, touchpoint.id), ()))
        return "".join(parts)

    def _emotion(self, lane: Any, steps: Sequence[tuple[Any, Any]]) -> list[str]:
        """Return the curve and, under it, the scores as text."""
        lines = [line for line in self.lines if lane.persona in (None, line.persona)]
        ids = [touchpoint.id if touchpoint else "" for _, touchpoint in steps]
        title = _lane(lane, self.info.language)
        if not any(i in line.scores for line in lines for i in ids):
            return [self._row(title, [""] * len(steps))]
        source = curve_image(lines, ids, self.info.emotion_scale)
        curve = (
            f'<td colspan="{len(steps)}" style="padding:0;text-align:left;border-left:{_LINE}">'
            f'<img src="{source}" alt="{escape(title, quote=True)}" '
            f'style="display:block;width:100%;max-width:100%;height:{HEIGHT}px;margin:0"></td>'
        )
        scores = [
            "".join(_score(line, line.scores[i], self.info.emotion_scale.min)
                    for line in lines if i in line.scores)
            + "".join(map(_card, self.cards.get((lane.id, i), ())))
            for i in ids
        ]  # fmt: skip
        top = f'<tr style="background:transparent;border-top:{_LINE}">'
        return [
            f"{top}{_side(_text(title), rows=2)}{curve}</tr>",
            f'<tr style="background:transparent">{"".join(map(_data, scores))}</tr>',
        ]

    def _row(self, title: str, cells: Iterable[str]) -> str:
        return (
            f'<tr style="background:transparent;border-top:{_LINE}">{_side(_text(title))}'
            f"{''.join(map(_data, cells))}</tr>"
        )


def _side(text: str, rows: int = 1) -> str:
    span = f' rowspan="{rows}"' if rows > 1 else ""
    return f'<th scope="row"{span} style="{_HEAD}font-size:12px;font-weight:600">{text}</th>'


def _data(text: str) -> str:
    # Most cells are empty and need no more than their edge.
    return f'<td style="{_CELL if text else _EDGE}">{text}</td>'


def _lane(lane: Any, language: str) -> str:
    return str(lane.title or lane_title(lane.kind, language))


def _text(text: str) -> str:
    """Return text as HTML that only ever is text; its own direction, its own line breaks."""
    # <bdi> is `dir="auto"` by itself.
    breaks = ' style="white-space:pre-wrap"' if "\n" in text or "  " in text else ""
    return f"<bdi{breaks}>{escape(text, quote=True)}</bdi>"


def _chip(text: str, tint: str) -> str:
    style = f"background:{tint}24;border-radius:9px;padding:1px 8px;margin:0 2px 2px 0"
    return f'<span style="display:inline-block;max-width:100%;{style}">{_text(text)}</span>'


def _card(card: Any) -> str:
    tint = _CARDS.get(card.kind, _OTHER)
    style = "font-style:italic;" if card.kind in ("thought", "quote", "feeling") else ""
    facts = [fact for fact in (card.author, "" if card.status == "idea" else card.status) if fact]
    below = f'<div style="{_SMALL}">{_text(" · ".join(facts))}</div>' if facts else ""
    return (
        f'<div style="background:{tint}24;border-left:3px solid {tint};'
        f'border-radius:4px;padding:4px 7px;margin:0 0 6px;{style}">{_text(card.text)}{below}</div>'
    )


def _score(line: Line, score: Score, lowest: float) -> str:
    mark = "○" if score.assumed else "●"
    number = _number(score.value)
    if lowest < 0 and score.value > 0:
        number = f"+{number}"
    n = (
        f' <span style="{_SMALL}white-space:nowrap">n = {score.n}</span>'
        if not score.assumed
        else ""
    )
    return (
        f'<div><span style="color:{line.color}">{mark}</span> {_text(line.name)} '
        f"<strong>{number}</strong>{n}</div>"
    )


def _number(value: float) -> str:
    return f"{round(value, 2):g}".replace("-", "\N{MINUS SIGN}")
