"""A rule of a check, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import RuleError, shorten
from ..records import Record
from .facts import Facts

#: From the gravest to the mildest.
SEVERITIES = ("error", "warning", "hint")


@dataclass(frozen=True, slots=True)
class Finding:
    """A record that breaks a rule, with values for the placeholders of the message."""

    record: Record
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing a check looks for.

    Parameters
    ----------
    id
        What it is called, as ``"touchpoint-without-owner"``.
    severity
        ``"error"``, ``"warning"`` or ``"hint"``.
    find
        Gives the records of the `Facts` that break the rule, each as it is or in a `Finding`.
        It must not change anything.
    message
        What is wrong with one record. ``{name}`` stands for its name, ``{type}`` for its type,
        other placeholders for the values of the `Finding`. Empty for a rule of the catalogue, which
        has its texts in every language.
    why, advice
        Why it matters, and what to do about it.

    Raises
    ------
    RuleError
        The id is empty, the severity is none of the three, or `find` cannot be called.
    """

    id: str
    severity: str
    find: Callable[[Facts], Iterable[Record | Finding]]
    message: str = ""
    why: str = ""
    advice: str = ""

    def __post_init__(self) -> None:
        if not str(self.id).strip():
            raise RuleError("a rule needs an id", field="id", value=self.id)
        if self.severity not in SEVERITIES:
            raise RuleError(
                f"the severity of {self.id!r} is {shorten(self.severity)}; "
                f"it must be one of {', '.join(SEVERITIES)}",
                field="severity", value=self.severity,
            )  # fmt: skip
        if not callable(self.find):
            raise RuleError(
                f"the rule {self.id!r} needs a function that takes the facts of a map",
                field="find", value=self.find,
            )  # fmt: skip
