"""How much of anything is read: the limits every entrance of the package keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from .errors import InvalidDocument, shorten
from .kinds import MAX_NAME, MAX_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large what comes in may be; more than that is a `LimitExceeded`.

    Every function that reads takes ``limits=``, and the map keeps what it was read with: edits
    made by code, dataframes and editors are held to ``journey.limits``, which can be set.

    Parameters
    ----------
    size
        Bytes of a file, of a message of an editor, and of the whole map while it grows.
    depth
        How many lists and objects lie within one another, the file itself being the first.
    records
        Records of a map, and rows of a dataframe.
    text
        Characters of one text, 1,000 or more: a name, which is no text, may have as many.

    Raises
    ------
    InvalidDocument
        A limit is no whole number, or too low a one.

    Examples
    --------
    >>> import cjm_widgets as cjm
    >>> cjm.Limits(size=200_000_000)
    Limits(size=200000000, depth=32, records=200000, text=20000)
    """

    size: int = 50_000_000
    depth: int = 32
    records: int = 200_000
    text: int = MAX_TEXT

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            least = MAX_NAME if field.name == "text" else 1
            if type(value) is not int or value < least:
                raise InvalidDocument(
                    f"the limit {field.name} is {shorten(value)}; it must be a whole number of at "
                    f"least {least:,}",
                    field=field.name, value=value,
                )  # fmt: skip


#: What is kept to where nobody says otherwise.
USUAL = Limits()


def widest(several: Iterable[Limits]) -> Limits:
    """Return limits that allow whatever one of `several`, of which there is one, allows."""
    given = list(several)
    return Limits(**{f.name: max(getattr(one, f.name) for one in given) for f in fields(Limits)})


def checked(limits: Limits | None) -> Limits:
    """Return `limits`, the usual ones for None.

    Raises
    ------
    InvalidDocument
        They are something else.
    """
    if limits is None:
        return USUAL
    if not isinstance(limits, Limits):
        raise InvalidDocument(
            f"limits are given as cjm.Limits(text=50_000), not {shorten(limits)}", value=limits
        )
    return limits
