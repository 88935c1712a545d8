"""`template` and `templates`: a new map from a ready one, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..i18n import spoken
from ..journey import Journey
from ..model.errors import TemplateError, shorten
from ..model.ids import new_id
from ..model.journey import JourneyModel
from . import catalogue

if TYPE_CHECKING:
    import pandas as pd

#: The one that can be derived from a map of one's own.
FUTURE = "future-state"


def templates(language: str = "en") -> pd.DataFrame:
    """Return the ready maps there are, a row each.

    Parameters
    ----------
    language
        Of titles and descriptions: ``"en"``, ``"it"``, ``"pl"`` or ``"fr"``. Each map is there in
        all of them.

    Returns
    -------
    pandas.DataFrame
        Columns ``name`` (what `template` takes), ``title``, ``about`` (what it is for), ``kind``
        (``"template"`` or ``"example"``) and ``map_type``.

    Raises
    ------
    TemplateError
        There are no texts in that language.
    """
    import pandas as pd

    tongue = _spoken(language)
    rows = []
    for name in catalogue.names():
        texts = catalogue.texts(name, tongue)
        map_type = catalogue.document(name)["journey"].get("map_type", "current")
        rows.append((name, texts["name"], texts["about"], catalogue.kind(name), map_type))
    columns = ["name", "title", "about", "kind", "map_type"]
    return pd.DataFrame(rows, columns=columns, dtype="str")


def template(
    name: str,
    language: str | None = None,
    *,
    base: JourneyModel | None = None,
    title: str | None = None,
) -> Journey:
    """Return a new map from a ready one, to be written over.

    It has an id of its own, but its records have the same ids each time and in each language:
    the maps of a class that began with one template are aligned by `collect`, `diff` and `merge`
    without being told what is what.

    Parameters
    ----------
    name
        Which one, as `templates` lists them: ``"touchpoint-map"``, ``"service-blueprint"`` ...
    language
        ``"en"``, ``"it"``, ``"pl"`` or ``"fr"``; English when left out, or the language of `base`.
    base
        For ``"future-state"``: the map of today that the future is derived from. Phases,
        touchpoints, lanes, personas, channels and the cards that still hold keep their ids, which
        links the two; scores become assumed targets, none of them below neutral, and low points
        ask what they should be. See ``docs/templates.md`` for what becomes of each record.
    title
        What the map is called, if not as the template is.

    Raises
    ------
    TemplateError
        There is no such template, there are no texts in the language, or `base` is given for
        another template or is no map.
    InvalidDocument
        The title is no text, or too long.

    Examples
    --------
    >>> import cjm_widgets as cjm
    >>> today = cjm.template("current-state")
    >>> future = cjm.template("future-state", base=today)
    >>> future.info.derived_from == today.title
    True
    """
    name = catalogue.known(name)
    if base is None:
        journey = _ready(name, _spoken("en" if language is None else language))
    else:
        journey = _derived(name, base, language)
    if title is None:
        return journey
    # Named through the same gate as ever, yet it is how the map begins: nothing to undo.
    journey.update(title=title)
    return Journey.from_dict(journey.to_dict(), limits=journey.limits)


def _spoken(language: Any) -> str:
    return spoken(language, "templates", TemplateError)


def _ready(name: str, language: str) -> Journey:
    data = catalogue.document(name)
    info = data["journey"]
    old, info["id"] = info.get("id"), new_id("journey")
    if old is not None:
        _retarget(data, old, info["id"])
    filled = catalogue.filled(data, catalogue.texts(name, language))
    filled["journey"]["language"] = language
    return Journey.from_dict(filled)


def _retarget(data: dict[str, Any], old: str, new: str) -> None:
    """Let what hangs on the journey as a whole hang on its new id."""
    for records in data.values():
        for record in records if isinstance(records, list) else ():
            for field in ("target", "anchor", "about"):
                if record.get(field) == old:
                    record[field] = new


def _derived(name: str, base: Any, language: str | None) -> Journey:
    if name != FUTURE:
        raise TemplateError(
            f"base is for {FUTURE!r}: {name!r} is derived from no other map; leave base out",
            field="base", value=base,
        )  # fmt: skip
    if not isinstance(base, JourneyModel):
        raise TemplateError(
            f"base is {shorten(base)}: give the map of today, a Journey", field="base", value=base
        )
    from .deriving import future_of

    return future_of(base, None if language is None else _spoken(language))
