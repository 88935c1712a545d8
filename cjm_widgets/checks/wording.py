"""What the rules of the catalogue say, in each language."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import msgspec

from ..i18n import closest
from ..model.checks import Rule
from ..model.errors import RuleError, shorten

#: So many characters of a name stand in a message; the frame has all of it in its own column.
MAX_NAME = 60


class RuleTexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one rule says: `message` about a record, `why` it matters, `advice`."""

    message: str
    why: str
    advice: str


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The texts of one language.

    `untitled` stands for an empty name, `decimal` is the sign before decimals, `types` are the
    types of records as people call them, `rules` the texts by rule.
    """

    untitled: str
    decimal: str
    types: dict[str, str]
    rules: dict[str, RuleTexts]

    def of(self, rule: Rule) -> RuleTexts:
        """Return the texts of a rule; what it says itself comes before the catalogue.

        Raises
        ------
        RuleError
            It has no message and is not in the catalogue.
        """
        own = self.rules.get(rule.id, RuleTexts(rule.message, rule.why, rule.advice))
        if not (rule.message or own.message):
            raise RuleError(
                f"the rule {rule.id!r} has no message: say what is wrong, "
                "for example message='“{name}” has too many channels'",
                field="message", value=rule.id,
            )  # fmt: skip
        return RuleTexts(
            rule.message or own.message, rule.why or own.why, rule.advice or own.advice
        )

    def words_for(self, kind: str, name: str) -> dict[str, str]:
        """Return what every message may say about a record of a type: its name and its type."""
        return {"name": short(name) or self.untitled, "type": self.types.get(kind, kind)}

    def message(
        self, rule: Rule, template: str, words: Mapping[str, str], values: Mapping[str, Any]
    ) -> str:
        """Return the message of a rule about a record, from its `words_for` and a finding's values.

        Raises
        ------
        RuleError
            The message has a placeholder the finding has no value for.
        """
        filled = words
        if values:
            filled = {**words, **{key: self._text(value) for key, value in values.items()}}
        try:
            return template.format_map(filled)
        except (LookupError, ValueError, AttributeError) as problem:
            raise RuleError(
                f"the message of {rule.id!r} is {shorten(template)}, "
                f"which cannot be filled from {', '.join(filled)}: {problem!r}",
                field="message", value=template,
            ) from problem  # fmt: skip

    def _text(self, value: Any) -> str:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return f"{value:.6g}".replace(".", self.decimal)
        return short(str(value))


def short(name: str) -> str:
    """Return a name on one line, cut where it is long."""
    # Most are short already; of a long text no more is looked at than is kept.
    name = " ".join(name[: 4 * MAX_NAME].split())
    return name if len(name) <= MAX_NAME else f"{name[: MAX_NAME - 1].rstrip()}…"


@functools.cache
def _read(language: str) -> Wording:
    data = (files(__package__) / "texts" / f"{language}.json").read_bytes()
    return msgspec.json.decode(data, type=Wording)


def wording(language: str) -> Wording:
    """Return the texts of the closest language; English if none is."""
    return _read(closest(language))
