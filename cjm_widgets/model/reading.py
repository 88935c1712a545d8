"""A map from its file form: strictly, or mended."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, Self

from .document import decode
from .errors import InvalidDocument, NewerDocument
from .limits import Limits, checked
from .mending import Mend
from .repair import repaired
from .schema import VERSION
from .state import State
from .store import Store
from .values import as_json, check_characters


class Reading:
    """How a `JourneyModel` is made of a file or a dict."""

    _store: Store
    _report: tuple[Mend, ...] = ()

    @abstractmethod
    def _open(self, state: State, limits: Limits, size: int) -> None:
        """Start with a document; `JourneyModel` knows how."""

    @classmethod
    def from_dict(
        cls, data: dict[str, Any], *, repair: bool = False, limits: Limits | None = None
    ) -> Self:
        """Return a map from its file form, which is not touched.

        Parameters
        ----------
        data
            What a file holds, as dicts and lists.
        repair, limits
            As of `from_json`.

        Raises
        ------
        NewerDocument, LimitExceeded, InvalidDocument
            As `from_json`; or `data` holds what no file can.
        """
        given: Any = data
        if repair and isinstance(given, dict):
            return cls._mended(data, checked(limits))
        # What JSON cannot carry is found here, not at saving time.
        check_characters("the map", None, data)
        return cls.from_json(as_json("the map", None, data), limits=limits)

    @classmethod
    def from_json(
        cls,
        text: str | bytes,
        *,
        read_only: bool = False,
        repair: bool = False,
        limits: Limits | None = None,
    ) -> Self:
        """Return a map from the text of a file.

        Parameters
        ----------
        text
            JSON, as text or UTF-8 bytes.
        read_only
            Open it to look at only; this is how a file of a newer version opens.
        repair
            Mend what is wrong, record by record, instead of raising; `report` tells what was
            done. What has no place in the map is kept in the field ``unplaced`` of the file.
        limits
            How large it may be; the map keeps them.

        Raises
        ------
        NewerDocument
            The file is of a newer version and `read_only` is not set.
        LimitExceeded
            It is too large or too deep, holds too many records or too long a text.
        InvalidDocument
            It is no map, or something in it is wrong; the message says what and where.
        """
        limits = checked(limits)
        if repair:
            return cls._mended(text, limits, read_only=read_only)
        return cls._read(text, limits, read_only=read_only)

    @classmethod
    def _read(cls, text: str | bytes, limits: Limits, *, read_only: bool = False) -> Self:
        state = decode(text, allow_newer=read_only, limits=limits)
        journey = cls.__new__(cls)
        journey._open(state, limits, len(text))  # noqa: SLF001 - an alternative constructor
        if read_only:
            journey._store.read_only = NewerDocument(  # noqa: SLF001
                f"this map was opened read-only (this cjm_widgets writes version {VERSION}): "
                "open it without read_only to edit it",
                code="read-only",
            )
        return journey

    @classmethod
    def _mended(
        cls, given: str | bytes | dict[str, Any], limits: Limits, *, read_only: bool = False
    ) -> Self:
        try:
            # Most files are as they should be, and that is seen much sooner.
            if isinstance(given, dict):
                return cls.from_dict(given, limits=limits)
            return cls._read(given, limits, read_only=read_only)
        except NewerDocument:
            raise
        except InvalidDocument as problem:
            mended, report = repaired(given, limits)
            # Such as a control character in a text: all of it is there.
            report = report or (Mend("the file", "", None, problem.message, "read all the same"),)
        journey = cls._read(mended, limits, read_only=read_only)
        journey._report = report  # noqa: SLF001 - an alternative constructor
        return journey

    @property
    def report(self) -> tuple[Mend, ...]:
        """What ``repair=True`` did to the file; ``pd.DataFrame(j.report)`` shows it as a table."""
        return self._report
