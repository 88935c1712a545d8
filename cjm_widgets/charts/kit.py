"""What the charts are put together from: checked options, labels, axes, frames around a picture.

Texts from people are only ever data: labels are values of a field, in the order of a scale's
domain, and never part of an expression.
"""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from ..frames import to_frame
from ..model.errors import FormatError, InvalidDocument, shorten
from ..model.finding import find
from ..model.journey import JourneyModel
from ..model.pooling import one_score
from .display import OfflineChart, SaysNothing
from .drawing import LABEL, NARROWEST, WIDEST, drawable, limit, paired, within, wrapped
from .words import Words

#: Pixels of a row.
ROW = 24
#: Vega's own cross is a plus, which would say the opposite.
CROSS = "M-1,-.6L-.6,-1L0,-.4L.6,-1L1,-.6L.4,0L1,.6L.6,1L0,.4L-.6,1L-1,.6L-.4,0Z"
STAR = "M0,-1L.24,-.32L.95,-.31L.38,.12L.59,.81L0,.4L-.59,.81L-.38,.12L-.95,-.31L-.24,-.32Z"
_TITLE = 80
_NAMED = 3
_SCREEN = 28


def one_map(chart: str, journey: Any) -> JourneyModel:
    """Return what was given where it is a map.

    Raises
    ------
    InvalidDocument
        It is none.
    """
    if not isinstance(journey, JourneyModel):
        raise InvalidDocument(
            f"{chart} draws a map, not {shorten(journey)}: {chart}(j)", value=journey
        )
    return journey


def chosen(option: str, value: Any, known: Iterable[str]) -> str:
    """Return the value of an option where it is one of those that are known.

    Raises
    ------
    FormatError
        It is none of them.
    """
    known = tuple(known)
    if not isinstance(value, str) or value not in known:
        raise FormatError(
            f"{option} is {' or '.join(map(repr, known))}, not {shorten(value)}",
            field=option, value=value,
        )  # fmt: skip
    return value


def found(journey: JourneyModel, given: Any, kind: str) -> str | None:
    """Return the id of a record given as such, by id or by name; None for None.

    Raises
    ------
    UnknownRecord
        There is no such record.
    InvalidDocument
        It is of another type, or several have the name.
    """
    if given is None:
        return None
    return str(find(journey.store.state, given, kind, field=kind).id)


def brief(text: str, most: int = LABEL) -> str:
    """Return a text on one line that can be drawn, cut where it is long."""
    text = " ".join(drawable(text[: 20 * most]).split())
    if paired(text):
        return within(text, most)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def lines_of(text: str, width: int, most: int) -> list[str]:
    """Return a text wrapped into lines of so many characters, at most so many of them."""
    text = " ".join(drawable(text[: 4 * width * most]).split())
    if paired(text):
        return wrapped(text, width, most)
    return textwrap.wrap(text, width, max_lines=most, placeholder="…")


def labels(things: Iterable[tuple[str, str]], words: Words, most: int = LABEL) -> dict[str, str]:
    """Return a label for each id: its name, cut; what would be told apart by nothing is numbered.

    Parameters
    ----------
    things
        Ids with names.
    words
        What is called by nothing is "Untitled" in them.
    most
        Characters.
    """
    made: dict[str, str] = {}
    seen: Counter[str] = Counter()
    taken: set[str] = set()
    for thing, name in things:
        label = base = brief(name, most) or words("untitled")
        while label in taken:
            seen[base] += 1
            label = f"{base} ({seen[base] + 1})"
        taken.add(label)
        made[thing] = label
    return made


def listed(texts: Iterable[str], words: Words, most: int = _NAMED) -> str:
    """Return texts as one, the first few spelt out, for a tooltip."""
    every = [brief(text, 120) for text in texts]
    rest = len(every) - most
    return " · ".join(every[:most]) + (f" · {words('and_more', n=rest)}" if rest > 0 else "")


def texts_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as dicts, with None for whatever is missing."""
    frame = frame.astype(object)
    return [
        {str(k): v for k, v in row.items()}
        for row in frame.where(frame.notna(), None).to_dict("records")
    ]


def columns_of(
    journey: JourneyModel, cards: Iterable[Mapping[str, Any]], words: Words
) -> list[dict[str, Any]]:
    """Return the touchpoints, and before those of a phase the phase itself where cards lie over it.

    A phase stands there as a touchpoint of its id that has nothing but these cards.
    """
    frame = to_frame(journey)
    over = {card["phase_id"] for card in cards if card["touchpoint_id"] is None}
    order = {phase.id: at for at, phase in enumerate(journey.phases)}
    nothing_else = dict.fromkeys(map(str, frame.columns)) | {"channels": (), "owners": ()}
    whole = [
        nothing_else | {
            "touchpoint_id": phase.id, "touchpoint": words("whole_phase", phase=phase.name),
            "phase_id": phase.id, "phase": phase.name,
        }
        for phase in journey.phases if phase.id in over
    ]  # fmt: skip
    # Those outside of every phase come first, as on the map.
    return sorted([*whole, *texts_of(frame)], key=lambda row: order.get(row["phase_id"], -1))


def places_of(
    journey: JourneyModel, by: str, cards: Iterable[Mapping[str, Any]], words: Words
) -> dict[str, tuple[str, list[Mapping[str, Any]]]]:
    """Return touchpoints or phases in their order: id -> name and cards; every card has a place.

    Among touchpoints a phase with cards of its own stands before its touchpoints. Among phases
    there is one of no id for the cards of touchpoints outside of every phase.
    """
    cards = list(cards)
    held: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for card in cards:
        held[column_of(card) if by == "touchpoint" else card["phase_id"] or ""].append(card)
    if by == "touchpoint":
        named = {
            row["touchpoint_id"]: row["touchpoint"] for row in columns_of(journey, cards, words)
        }
    else:
        named = {phase.id: phase.name for phase in journey.phases}
        if "" in held:
            named = {"": words("no_phase"), **named}
    return {i: (name, held[i]) for i, name in named.items()}


def column_of(card: Mapping[str, Any]) -> str:
    """Return the id of the touchpoint, or of the phase, that a card of the table stands on."""
    return str(card["phase_id"] if card["touchpoint_id"] is None else card["touchpoint_id"])


def lane_name(lane: Mapping[str, Any]) -> str:
    """Return what a lane of the table is called, and of which persona it is."""
    name, persona = lane["lane"] or "", lane["persona"] or ""
    return name if persona.casefold() in name.casefold() else f"{name} · {persona}"


def ids_of(row: Mapping[str, Any], *fields: str) -> dict[str, Any]:
    """Return the ids of what a mark stands for, which live charts select by.

    Parameters
    ----------
    row
        Of a table of the map.
    *fields
        Such as ``"touchpoint_id"``; those of a touchpoint and its phase when left out.
    """
    return {field: row[field] for field in fields or ("touchpoint_id", "phase_id")}


def value_name(row: Mapping[str, Any]) -> str:
    """Return what a row of the table of metrics is called: the metric, where, of whom."""
    parts = (row["metric"], row["at"] if row["at_type"] != "journey" else "", row["persona"])
    return " · ".join(brief(part, 24) for part in parts if part)


def felt(journey: JourneyModel, persona: str | None = None) -> dict[str, dict[str, Any]]:
    """Return how touchpoints were felt: mean, n and source by touchpoint.

    As everywhere the best founded source counts, and sources are never averaged; of how many
    sources and personas that is the score is told, too.
    """
    groups: defaultdict[str, list[Any]] = defaultdict(list)
    for record in journey.store.state.in_order("experience"):
        if record.score is not None and persona in (None, record.persona):
            groups[record.touchpoint].append(record)
    told = {}
    for touchpoint, records in groups.items():
        one = one_score(records)
        told[touchpoint] = {
            "score": round(one.value, 6), "n": one.n, "source": one.source,
            "sources": (1, len({r.source for r in records})),
            "personas": (len({r.persona for r in one.counted}), len({r.persona for r in records})),
        }  # fmt: skip
    return told


def founding(score: Mapping[str, Any], words: Words) -> str:
    """Return the source of a score for a tooltip, and of how many sources and personas it is."""
    told = [words.choice(score["source"])]
    for key, (n, of) in (("of_sources", score["sources"]), ("of_personas", score["personas"])):
        if of > 1:
            told.append(words(key, n=n, of=of))
    return " · ".join(told)


def step_width(count: int, wide: int = 64, narrow: int = NARROWEST) -> int:
    """Return the pixels of a column: generous for a few, less for many, never too wide in all."""
    many = max(count, 1)
    return min(max(narrow, min(wide, 900 // many)), max(4, WIDEST // many))


def columns_axis(
    field: str, names: Sequence[str], step: int, *, title: str | None = None, side: Any = "bottom"
) -> alt.X:
    """Return columns with names of things of a map, in their order."""
    return alt.X(
        f"{field}:N", title=title, scale=alt.Scale(domain=list(names)),
        axis=alt.Axis(
            labelAngle=-35, labelLimit=limit(170), ticks=False, domain=False, grid=False,
            orient=side,
            # So narrow that names would lie on each other: every other one is left out.
            labelOverlap="greedy" if step < 14 else False,
        ),
    )  # fmt: skip


def rows_axis(field: str, names: Sequence[str], *, title: str | None = None) -> alt.Y:
    """Return rows with names of things of a map, in their order."""
    return alt.Y(
        f"{field}:N", title=title, scale=alt.Scale(domain=list(names)),
        axis=alt.Axis(
            labelLimit=limit(230), labelOverlap=False, ticks=False, domain=False, labelPadding=8,
            grid=False,
        ),
    )  # fmt: skip


def scale_side(rows: int) -> Any:
    """Return where the scale of rows stands: below a few, over so many that one scrolls."""
    return "bottom" if rows <= _SCREEN else "top"


def tooltips(**fields: str) -> list[alt.Tooltip]:
    """Return tooltips: field -> title; numbers are told as texts, as they are written."""
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in fields.items()]


def marks(
    choices: Mapping[str, tuple[str, str]], field: str = "what"
) -> tuple[alt.Color, alt.Shape]:
    """Return one legend of colours and shapes: word -> (colour, shape)."""
    legend = alt.Legend(orient="top", title=None, symbolOpacity=1, labelLimit=limit(240), columns=4)
    domain = list(choices)
    return (
        alt.Color(
            f"{field}:N", legend=legend,
            scale=alt.Scale(domain=domain, range=[color for color, _ in choices.values()]),
        ),
        alt.Shape(
            f"{field}:N", legend=legend,
            scale=alt.Scale(domain=domain, range=[shape for _, shape in choices.values()]),
        ),
    )  # fmt: skip


def fills(colors: Mapping[str, str], field: str = "what") -> alt.Color:
    """Return a legend of colours: word -> colour."""
    return alt.Color(
        f"{field}:N",
        legend=alt.Legend(
            orient="top", title=None, labelLimit=limit(240), symbolOpacity=1, columns=4
        ),
        scale=alt.Scale(domain=list(colors), range=list(colors.values())),
    )


def figure(
    layers: Sequence[Any], journey: JourneyModel, title: str, notes: Iterable[str] = (), **size: Any
) -> OfflineChart:
    """Return layers as a chart, with what it shows, of which map, and how it is read."""
    map_title = brief(journey.title, _TITLE)
    subtitle = [line for line in (map_title, *notes) if line]
    return OfflineChart(layer=list(layers)).properties(
        title=alt.Title(
            brief(title, _TITLE), anchor="start", subtitle=subtitle or alt.Undefined, offset=16
        ),
        **size,
    )


def nothing(journey: JourneyModel, title: str, text: str) -> OfflineChart:
    """Return a chart that says what there is not yet."""
    said = alt.Chart(pd.DataFrame({"text": [text]})).mark_text(fontSize=13, align="center")
    chart = figure([said.encode(text="text:N")], journey, title, width=420, height=60)
    return SaysNothing(**chart._kwds)  # noqa: SLF001 - the same chart, known as what it is
