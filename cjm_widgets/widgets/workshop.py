"""`Workshop`: the map with a guide through a workshop beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import traitlets

from ..i18n import closest
from ..journey import Journey
from ..model.errors import InvalidDocument, shorten, unknown_field
from ..workshops.leading import Leading, minutes_of
from ..workshops.timing import Clock, utc_now
from ..workshops.view import standing
from .answers import Questions
from .editor import OPTIONS, JourneyEditor

_OPTIONS = (*OPTIONS, "name", "replace", "parts", "clock")


class Workshop(JourneyEditor, Leading):
    """A map with a guide through a workshop beside it.

    Five parts, two hours: set-up (ice-breaker, goals, KPIs, stakeholders), empathy with the
    customer, mapping touchpoints, testing by walking through, iteration. For each the guide has
    what to say and to do, a timer, and a checklist that follows the map. People are entered and
    rounds of votes opened there as well. All of it is in the document, so it goes into files and
    frames and outlives the kernel; nothing of it is secret.

    Parameters
    ----------
    journey
        The map to work on; a new, empty one when left out. Where it has no parts of a workshop
        yet, they are added by one change; running the cell again adds nothing.
    parts
        Which of ``"setup"``, ``"empathy"``, ``"mapping"``, ``"testing"`` and ``"iteration"`` are
        held, as a list, or with their minutes: ``{"empathy": 30, "mapping": 60}``. All five when
        left out; not read where the map has parts already.
    clock
        Tells what time it is, as a `datetime` with a time zone; that of this machine when left
        out.
    **options
        As of `JourneyEditor`: ``name``, ``replace``, ``language``, ``theme``, ``height``,
        ``read_only``, ``selection``, ``layout``.

    Attributes
    ----------
    parts : tuple of WorkshopPart
        The parts as they are now.
    participants : tuple of Person
        Who takes part.

    Raises
    ------
    InvalidDocument
        `journey` is no map, or `parts` are none.
    UnknownField
        A keyword is no option; the closest one is named.

    Examples
    --------
    >>> import cjm_widgets as cjm
    >>> w = cjm.Workshop(cjm.Journey("Coffee"), parts={"setup": 20, "mapping": 40})
    >>> w.start("setup").status
    'running'
    >>> [person.name for person in w.add_participants(["Ana", "Ben"])]
    ['Ana', 'Ben']
    >>> w.tick("ice_breaker").ticked
    ('ice_breaker',)
    >>> print(w.next_step())
    Groups formed, with a timekeeper each
    >>> w.close()
    """

    # The panel that is open from the start.
    _panel = traitlets.Unicode("workshop").tag(sync=True)

    def __init__(
        self,
        journey: Journey | None = None,
        parts: Iterable[str] | Mapping[str, float] | None = None,
        *,
        clock: Clock = utc_now,
        **options: Any,
    ) -> None:
        for option, value in options.items():
            if option not in _OPTIONS:
                raise unknown_field("Workshop", option, _OPTIONS, value)
        if not isinstance(journey, Journey | None):
            raise InvalidDocument(
                f"Workshop shows a Journey, not {shorten(journey)}: Workshop(j)", value=journey
            )
        self.clock = clock
        chosen = minutes_of(parts)
        super().__init__(journey, **options)
        self._set_up(chosen)

    def _questions(self) -> Questions:
        return {"workshop": self._standing}

    def _standing(self, message: Mapping[str, Any]) -> dict[str, Any]:
        return standing(self.journey, closest(str(message.get("language"))), self.clock())

    def __repr__(self) -> str:
        return f"Workshop({self.journey!r})"
