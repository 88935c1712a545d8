"""What a check finds, and the rules it runs, as dataframes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from ..frames.output import categorical, text_column
from ..model.checks import RULES, SEVERITIES, Facts, Rule, choose, run
from ..model.checks.names import name_of
from ..model.fields import types_by_name
from ..model.records import Experience, Record, type_name
from .wording import RuleTexts, Wording, wording

if TYPE_CHECKING:
    from ..model.journey import JourneyModel


def check(
    journey: JourneyModel,
    *,
    language: str | None = None,
    only: Iterable[str] | None = None,
    skip: Iterable[str] = (),
    extra: Iterable[Rule] = (),
    today: date | None = None,
) -> pd.DataFrame:
    """Return what is missing in a map and what contradicts itself.

    Parameters
    ----------
    journey
        The map; it is not changed.
    language
        ``"en"``, ``"it"``, ``"pl"`` or ``"fr"`` (or a tag such as ``"it-CH"``); None is the
        language of the map, English where there are no texts in it.
    only, skip
        Ids of the rules to run, and of those to leave out; `catalogue` lists them.
    extra
        Rules of one's own. One with the id of a rule of the catalogue takes its place.
    today
        The day due dates are measured against; None is today.

    Returns
    -------
    pandas.DataFrame
        A row for each finding: the gravest first, then by rule, then in the order of the map.

        ============= =========================================================================
        rule          id of the rule; a categorical of all rules that ran, in their order
        severity      ``hint < warning < error``, so that ``severity >= "warning"`` selects
        record        id of the record that breaks the rule; that of the journey for the whole map
        message       what is wrong with it
        advice        what to do about it
        record_type   ``"touchpoint"``, ``"card"`` ...
        record_name   its name, title or text, whole
        touchpoint_id the touchpoint it is or belongs to, missing where there is none
        touchpoint    its name, ordered as on the map
        phase_id      the phase it is or belongs to, missing where there is none
        phase         its name, ordered as on the map
        ============= =========================================================================

    Raises
    ------
    RuleError
        There is no rule with an id, or a rule of one's own is none, fails or has no message.
    """
    rules = choose(only, skip, extra)
    rules.sort(key=lambda rule: SEVERITIES.index(rule.severity))
    with journey.store.lock:
        facts = Facts(journey.store.state, today or datetime.now().astimezone().date())
    words = wording(facts.journey.language if language is None else language)
    texts = {rule.id: words.of(rule) for rule in rules}

    found = list(run(facts, rules))
    broken = [rule for rule, _, _ in found]
    # One record may break many rules.
    once = {record.id: record for _, record, _ in found}
    known = {i: _about(facts, record, words) for i, record in once.items()}
    records = [known[record.id] for _, record, _ in found]
    messages = [
        words.message(rule, texts[rule.id].message, known[record.id].words, values)
        for rule, record, values in found
    ]
    return pd.DataFrame(
        {
            "rule": categorical([rule.id for rule in rules], [rule.id for rule in broken]),
            "severity": _severities(broken),
            "record": text_column([record.id for _, record, _ in found]),
            "message": text_column(messages),
            "advice": text_column([texts[rule.id].advice for rule in broken]),
            "record_type": categorical(list(types_by_name()), [about.type for about in records]),
            "record_name": text_column([about.name for about in records]),
            "touchpoint_id": text_column([about.touchpoint for about in records]),
            "touchpoint": _names(facts.touchpoints, [about.touchpoint for about in records]),
            "phase_id": text_column([about.phase for about in records]),
            "phase": _names(facts.phases, [about.phase for about in records]),
        },
        copy=False,
    )


def catalogue(language: str = "en") -> pd.DataFrame:
    """Return the rules `check` runs.

    Parameters
    ----------
    language
        ``"en"``, ``"it"``, ``"pl"`` or ``"fr"``; English for any other.

    Returns
    -------
    pandas.DataFrame
        A row for each rule, in the order they run: ``rule`` (its id), ``severity``, ``message``
        (with placeholders in braces), ``why`` it matters and ``advice``.
    """
    words = wording(language)
    rules = list(RULES.values())
    texts: list[RuleTexts] = [words.of(rule) for rule in rules]
    return pd.DataFrame({
        "rule": categorical(list(RULES), list(RULES)),
        "severity": _severities(rules),
        "message": text_column([text.message for text in texts]),
        "why": text_column([text.why for text in texts]),
        "advice": text_column([text.advice for text in texts]),
    })  # fmt: skip


def _severities(rules: list[Rule]) -> pd.Categorical:
    return categorical(list(reversed(SEVERITIES)), [rule.severity for rule in rules])


def _names(ordered: Sequence[Record], ids: list[str | None]) -> pd.Categorical:
    """Return the names of records as a categorical in their order (two of one name are one)."""
    names: dict[str, str] = {record.id: name_of(record) for record in ordered}
    named = [None if record_id is None else names[record_id] for record_id in ids]
    return categorical(list(dict.fromkeys(names.values())), named)


class _About(NamedTuple):
    """What the frame says about a record, whatever it was found for."""

    type: str
    name: str
    touchpoint: str | None
    phase: str | None
    words: dict[str, str]


def _about(facts: Facts, record: Record, words: Wording) -> _About:
    kind, name = type_name(record), _label(facts, record)
    return _About(kind, name, *facts.where(record), words.words_for(kind, name))


def _label(facts: Facts, record: Any) -> str:
    """Return the name of a record; a score is called by where it was felt and by whom."""
    if not isinstance(record, Experience):
        return name_of(record)
    persona = facts.get(record.persona)
    parts = (facts.get(record.touchpoint).name, record.respondent or (persona and persona.name))
    return " · ".join(part for part in parts if part)
