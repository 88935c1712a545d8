"""The typed errors and warnings of the package."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from reprlib import Repr
from typing import Any


def shorten(value: object, limit: int = 80) -> str:
    """Return ``repr(value)`` cut to `limit` characters, so that a message stays readable.

    However large or deep the value is: hardly more of it is looked at than is shown.
    """
    if isinstance(value, str | bytes):
        text = repr(value[: limit + 1])
    else:
        brief = Repr()
        brief.maxlevel = 8
        brief.maxdict = brief.maxlist = brief.maxtuple = brief.maxset = limit
        brief.maxstring = brief.maxother = 4 * limit
        try:
            text = brief.repr(value)
        except ValueError:
            # Python does not write out a number of thousands of digits.
            text = f"<{type(value).__name__}>"
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


class CjmError(Exception):
    """Base of every error raised by this package.

    Parameters
    ----------
    message
        What was wrong and what to do about it.
    record, field, value
        The record id, the field and the value the error is about, where there is one.
    code
        A short stable word for programs (the sync protocol sends it to the editor).
    """

    code = "error"

    def __init__(
        self,
        message: str,
        *,
        record: str | None = None,
        field: str | None = None,
        value: object = None,
        code: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.record = record
        self.field = field
        self.value = value
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        return self.message


class InvalidDocument(CjmError, ValueError):
    """A file, a dict or a value does not fit the document; nothing was changed."""

    code = "invalid"


class LimitExceeded(InvalidDocument):
    """Something is larger, deeper or more than is read; `Limits` can be set for each call.

    Attributes
    ----------
    limit
        Which one: ``"size"``, ``"depth"``, ``"records"`` or ``"text"``.
    at_most
        What it is set to.
    """

    code = "limit"

    def __init__(self, message: str, *, limit: str, at_most: int, **about: Any) -> None:
        super().__init__(f"{message}; give limits=cjm.Limits({limit}=...) to allow more", **about)
        self.limit = limit
        self.at_most = at_most


class NewerDocument(InvalidDocument):
    """The file was written by a newer version of the format than this one can write."""

    code = "newer"


class UnknownRecord(CjmError, KeyError):
    """No record has that id (it was never there, or it was removed)."""

    code = "unknown"


class RemovedRecord(UnknownRecord):
    """The record an edit is about, or hangs on, was removed meanwhile."""

    code = "removed"


class UnknownField(CjmError, TypeError):
    """A keyword argument names no field of the record."""

    code = "unknown-field"


class WrongBase(CjmError):
    """A change was applied to a document it was not made for; rebase it first."""

    code = "wrong-base"


class VoteRefused(CjmError, ValueError):
    """A vote that the rules of its round do not allow; nothing was changed.

    `code` tells why: ``"vote-budget"``, ``"vote-closed"``, ``"vote-twice"``, ``"vote-kind"`` or
    ``"vote-name"``.
    """

    code = "vote"


class BoardError(CjmError, ValueError):
    """A board, a cell or what a note is to become is not what there is; nothing was changed.

    `code` tells which: ``"board-kind"``, ``"board-cell"``, ``"board-about"``,
    ``"promote-kind"``, ``"promote-place"`` or ``"promoted"``.
    """

    code = "board"


class FormatError(CjmError, ValueError):
    """A file of another format cannot be read or written."""

    code = "format"


class MissingExtra(CjmError, ImportError):
    """What makes this is not installed; the message says how to install it."""

    code = "missing-extra"


class NothingToRecover(FormatError):
    """A notebook holds no map, or none that can be read."""

    code = "nothing-to-recover"


class NothingToCollect(FormatError):
    """There is no file where maps were looked for."""

    code = "nothing-to-collect"


class RuleError(CjmError, ValueError):
    """A rule of a check does not exist, is no rule, or failed."""

    code = "rule"


class TemplateError(CjmError, ValueError):
    """A template does not exist, not in that language, or cannot be made from what is given."""

    code = "template"


class ExerciseError(CjmError, ValueError):
    """An exercise does not exist, or what was handed in is not what it looks at."""

    code = "exercise"


class NothingToUndo(CjmError):
    """The history holds no change to undo or to redo."""

    code = "nothing-to-undo"


class CjmWarning(UserWarning):
    """Base of the warnings of this package."""


class UnknownValueWarning(CjmWarning):
    """A field holds a value this version does not know; it is kept as it is."""


class ScoreWarning(CjmWarning):
    """A score is missing or lies outside the emotion scale; the record is kept."""


class DamagedFile(CjmWarning):
    """A file that belongs to a map was damaged; says what was brought back and what was kept."""


def closest_hint(given: object, known: Iterable[str], otherwise: str) -> str:
    """Return which of the known names may have been meant; `otherwise` where none is close."""
    close = get_close_matches(str(given), list(known), n=1, cutoff=0.5)
    return f"did you mean {close[0]!r}?" if close else otherwise


def unknown_field(kind: str, name: str, known: Iterable[str], value: Any = None) -> UnknownField:
    """Build the error for an unknown keyword, naming the closest field."""
    known = sorted(known)
    hint = closest_hint(name, known, f"fields are: {', '.join(known)}")
    return UnknownField(
        f"{kind} has no field {name!r}: {hint}", record=None, field=name, value=value
    )
