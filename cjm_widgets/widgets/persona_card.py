"""`PersonaCard`: one persona of a map, seen and edited."""

from __future__ import annotations

from typing import Any

import traitlets

from ..journey import Journey
from ..model.errors import InvalidDocument, UnknownRecord, shorten, unknown_field
from ..model.records import Persona
from .editor import OPTIONS, JourneyEditor


class PersonaCard(JourneyEditor):
    """A card of one persona: who they are, what they want, and how they feel on the way.

    It shows the map that is given, not a copy: what is typed into the card is in the map at once,
    and edits of the map, by hand or by code, are seen on the card.

    Parameters
    ----------
    journey
        The map the persona is on.
    persona
        The persona, its id or its name; the first one when left out.
    **options
        As of `JourneyEditor`: ``language``, ``theme``, ``height``, ``read_only``, ``layout``.

    Attributes
    ----------
    persona : Persona or None
        The persona as it is now; None once it was removed from the map (undo brings it back).

    Raises
    ------
    InvalidDocument
        `journey` is no map.
    UnknownRecord
        There is no such persona on the map, or none at all.
    UnknownField
        A keyword is no option; the closest one is named.
    """

    # What the view shows instead of the whole map.
    _solo: Any = traitlets.Dict().tag(sync=True)

    def __init__(
        self, journey: Journey, persona: Persona | str | None = None, **options: Any
    ) -> None:
        if not isinstance(journey, Journey):
            raise InvalidDocument(
                f"PersonaCard shows a persona of a Journey, not of {shorten(journey)}: "
                'PersonaCard(j, "Ana")',
                value=journey,
            )
        for option, value in options.items():
            if option not in OPTIONS:
                raise unknown_field("PersonaCard", option, OPTIONS, value)
        found = find_persona(journey, persona)
        super().__init__(journey, **options)
        self._solo = {"part": "persona", "record": found.id}

    @property
    def persona(self) -> Persona | None:
        """The persona as it is now."""
        persona: Persona | None = self.journey.personas.get(self._solo["record"])
        return persona

    def __repr__(self) -> str:
        persona = self.persona
        return f"PersonaCard({self.journey!r}, {persona.name if persona else None!r})"


def find_persona(journey: Journey, wanted: Persona | str | None) -> Persona:
    """Return the persona with this id or name; an id comes before a name."""
    personas = list(journey.personas)
    if wanted is None:
        if personas:
            return personas[0]
        raise UnknownRecord(
            'there is no persona on this map; add one with j.add_persona("Ana")',
            record=journey.id, field="personas", value=None,
        )  # fmt: skip
    key: Any = getattr(wanted, "id", wanted)
    matches = [p for p in personas if p.id == key] or [p for p in personas if p.name == key]
    if matches:
        return matches[0]
    names = ", ".join(repr(p.name) for p in personas) or "none"
    raise UnknownRecord(
        f"there is no persona {shorten(key)} on this map; there are {names}",
        record=journey.id, field="persona", value=key,
    )  # fmt: skip
