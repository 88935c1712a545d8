"""What a report says: its sections, in order, made from a map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from ..model.errors import FormatError, shorten
from ..progress import Step
from . import opening, outcome, results
from .facts import Facts
from .map_picture import map_pictures
from .model import Block, Paragraph, Report, Section, one_line
from .pictures import can_draw

#: Key of a section -> what makes its blocks; none where the map says nothing about it.
SECTIONS: Mapping[str, Callable[[Facts], list[Block]]] = MappingProxyType({
    "summary": opening.summary, "map": map_pictures, "situation": opening.situation,
    "personas": opening.personas, "goals": opening.goals, "questions": opening.questions,
    "feelings": opening.feelings, "findings": results.findings, "gaps": results.gaps,
    "moments": results.moments, "pains": results.pains, "votes": results.votes,
    "opportunities": outcome.opportunities, "actions": outcome.actions,
    "resources": outcome.resources, "charts": outcome.more_charts, "evidence": outcome.evidence,
    "next": outcome.next_steps, "people": outcome.people,
})  # fmt: skip

#: They are made from what is in the others: nobody misses them for themselves.
_MADE = frozenset({"summary", "map", "charts", "next"})


def chosen(sections: Any) -> list[str]:
    """Return the keys of sections, in the order of the report.

    Raises
    ------
    FormatError
        One of them is none.
    """
    if sections is None:
        return list(SECTIONS)
    known = ", ".join(SECTIONS)
    if isinstance(sections, str) or not isinstance(sections, Iterable):
        raise FormatError(
            f'sections is a list such as ["map", "goals"], not {shorten(sections)}; there are '
            f"{known}",
            field="sections", value=sections,
        )  # fmt: skip
    wanted = list(sections)
    for key in wanted:
        if not isinstance(key, str) or key not in SECTIONS:
            raise FormatError(
                f"there is no section {shorten(key)}; there are {known}",
                field="sections", value=key,
            )  # fmt: skip
    return [key for key in SECTIONS if key in wanted]


def make(
    facts: Facts, keys: Sequence[str], title: str | None, *, say_empty: bool, step: Step
) -> Report:
    """Return the report of a map.

    Parameters
    ----------
    facts
        The map.
    keys
        The sections.
    title
        What it is called; as the map is when None.
    say_empty
        Say "nothing yet" where a section has nothing; else it is left out, and all of them are
        named in one line at the end.
    step
        Told what is being made.
    """
    words, info = facts.words, facts.journey.store.state.journey
    made: list[Section] = []
    empty: list[str] = []
    for key in keys:
        name = words(f"title_{key}")
        step(name)
        blocks = SECTIONS[key](facts)
        if not blocks and not say_empty:
            if key not in _MADE:
                empty.append(name)
            continue
        made.append(Section(key, name, tuple(blocks) or (facts.quiet("nothing_yet"),)))
    if empty:
        line = facts.quiet("nothing_about", sections=", ".join(empty))
        if made:
            last = made.pop()
            made.append(Section(last.key, last.title, (*last.blocks, line)))
        else:
            made.append(Section("empty", words("title_map"), (line,)))
    lead = [Paragraph(words("lead", kind=one_line(words.choice(info.map_type)),
                            date=words.long_date(facts.today)))]  # fmt: skip
    if info.owner is not None:
        owner = next(
            (p["person"] for p in facts.rows("people") if p["person_id"] == info.owner), ""
        )
        lead.append(Paragraph(words("owner_is", name=facts.name(owner))))
    if not can_draw():
        lead.append(facts.quiet("no_charts"))
    named = one_line(info.title if title is None else title) or words("untitled_map")
    return Report(named, tuple(lead), tuple(made), words.language, words("contents"),
                  facts.pictures.theme)  # fmt: skip
