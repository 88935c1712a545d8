"""Maps with a name: running their cell again goes on with the work that is there.

The rules, for ``JourneyEditor(journey, name="bike")``:

1. In a kernel that knows the name, the map of that name is shown.
2. In a new kernel, the newest copy of that name in the saved notebook file is shown if `journey`
   is left out, empty, or what the code of the cell built when the work began. Otherwise
   `journey` is shown, and the copies are offered: they stay in the output, as pictures.
3. A journey that is empty, or built anew by the same code, becomes the map that is shown: both
   names stand for one map. Any other is left alone, and a notice says which one is shown and
   which line of code shows the other.
4. ``replace=True`` shows `journey` and gives it the name, whatever had it before.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from html import escape
from typing import Any

import msgspec

from ..journey import Journey
from ..model.errors import CjmError, CjmWarning, NothingToRecover
from ..model.ids import new_id
from .copy import Copy, bundle_again
from .fingerprint import fingerprint, is_empty
from .recover import Recovered, recover
from .where import notebook_path, shell

_HOLDER = "_cjm_widgets_maps"


@dataclass
class Named:
    """A map that has a name in this kernel.

    Attributes
    ----------
    journey
        The map.
    seed
        Fingerprint of what the code built, before anything was edited.
    offers
        Copies of that name in the notebook file that were not taken.
    """

    journey: Journey
    seed: str
    offers: list[Copy] = field(default_factory=list)


def take(journey: Journey | None, name: str, *, replace: bool = False) -> Named:
    """Return the map to show for a name, by the rules above, and say what needs to be said.

    Outside of a kernel a name is a name and no more: `journey` is shown.
    """
    given = Journey() if journey is None else journey
    seed = fingerprint(given.store.state)
    kernel = shell()
    if kernel is None:
        return Named(given, seed)
    maps: dict[str, Named] = kernel.__dict__.setdefault(_HOLDER, {})
    there = None if replace else maps.get(name)
    if there is not None:
        _go_on(there, given, seed, name)
    elif replace:
        there = Named(given, seed)
    else:
        there = _from_notebook(given, seed, name)
    shown = there.journey.id
    there.offers = [copy for copy in there.offers if copy.id != shown]
    for copy in there.offers:
        _offer(copy, name)
    maps[name] = there
    return there


def _go_on(there: Named, given: Journey, seed: str, name: str) -> None:
    """Show the map this kernel has under the name."""
    kept = there.journey
    if given.store is kept.store:
        return
    if _adopt(given, kept, seed, there.seed):
        if kept.revision:
            _say(
                f"This is the map {name!r} as you left it ({_state(kept)}), not a new one. "
                f"To begin anew: JourneyEditor(..., name={name!r}, replace=True)."
            )
        return
    _say(
        f"This is the map {name!r} as you left it ({_state(kept)}). The map that this cell passes "
        "is another one and is not shown. To show it instead: "
        f"JourneyEditor(..., name={name!r}, replace=True)."
    )


def _from_notebook(given: Journey, seed: str, name: str) -> Named:
    """Show the newest copy of that name that fits, or the given map with the copies offered."""
    copies = sorted(_copies(name), key=lambda copy: copy.saved, reverse=True)
    for copy in copies:
        rest = [other for other in copies if other is not copy]
        kept = copy.journey()
        if fingerprint(kept.store.state) == seed:
            # It says the same: the given map was taken from here, or nothing was edited.
            return Named(given, copy.seed or seed, rest)
        if _adopt(given, kept, seed, copy.seed):
            _say(
                f"This is the map {name!r} as this notebook keeps it ({_state(kept)}, saved "
                f"{_when(copy)}). To begin anew: JourneyEditor(..., name={name!r}, replace=True)."
            )
            return Named(given, copy.seed, rest)
    return Named(given, seed, [_apart(copy, given.id) for copy in copies])


def _apart(copy: Copy, shown: str) -> Copy:
    """Return the copy as a document of its own where an older state of it is shown.

    `recover` gives the newest copy of a document, so that this one would be out of reach.
    """
    if copy.id != shown:
        return copy
    own = new_id("journey")
    return msgspec.structs.replace(copy, id=own, document=_replaced(copy.document, copy.id, own))


def _replaced(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {key: _replaced(item, old, new) for key, item in value.items()}
    if isinstance(value, list):
        return [_replaced(item, old, new) for item in value]
    return new if value == old else value


def _adopt(given: Journey, kept: Journey, seed: str, first: str) -> bool:
    """Let `given` be the kept map if nothing of it is lost by that."""
    if not (seed == first or is_empty(given.store.state)):
        return False
    return given.become(kept)


def _copies(name: str) -> list[Copy]:
    """Return the copies of a name in the notebook file, the newest of each document."""
    path = notebook_path()
    if path is None:
        return []
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", CjmWarning)
            found: Recovered = recover(path)
    except (CjmError, OSError) as problem:
        if not isinstance(problem, NothingToRecover) or problem.value:
            _say(f"Whether this notebook keeps work named {name!r} cannot be read: {problem}")
        return []
    for warning in caught:
        _say(str(warning.message))
    return [copy for copy in found.copies if copy.name == name]


def _offer(copy: Copy, name: str) -> None:
    _say(
        f"This notebook also keeps other work named {name!r} (saved {_when(copy)}), shown here. "
        f'To go on with it: JourneyEditor(cjm.recover()["{copy.id}"], name={name!r}, '
        f"replace=True). To let it go: JourneyEditor(..., name={name!r}, replace=True)."
    )
    _publish(bundle_again(copy))


def _state(journey: Journey) -> str:
    return f"{len(journey.touchpoints)} touchpoints, {len(journey.cards)} cards"


def _when(copy: Copy) -> str:
    return f"{copy.saved[:16].replace('T', ' ')} UTC"


def _say(text: str) -> None:
    style = "border-left:3px solid rgba(52,87,213,0.9);padding:4px 10px;margin:4px 0"
    _publish({"text/html": f'<p style="{style}">{escape(text)}</p>', "text/plain": text})


def _publish(data: dict[str, Any]) -> None:
    shell().display_pub.publish(data=data, metadata={})
