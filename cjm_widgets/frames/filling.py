"""A map from any table: one row a touchpoint, or one a touchpoint and persona."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..model.errors import CjmWarning, InvalidDocument, unknown_field
from ..model.fields import fields_of
from ..model.records import Card, Experience, Touchpoint
from .cells import plain, to_value
from .reading import naming, read_frame

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame

    from ..model.journey import JourneyModel

#: Columns that hold cards in a table handed to `from_frame`: the kind of card is the name.
CARD_KINDS = tuple(
    kind for kind in fields_of(Card)["kind"].known if kind not in ("question", "note")
)


def fill_from_frame(
    journey: JourneyModel, frame: IntoDataFrame, columns: Mapping[str, str]
) -> None:
    """Fill a map from any table: one row a touchpoint, or one a touchpoint and persona.

    Parameters
    ----------
    journey
        The map to fill.
    frame
        The table. Rows with the same phase and touchpoint become one touchpoint.
    columns
        ``{column of the frame: meaning}`` (the other way round is understood too). Meanings
        are ``touchpoint`` (needed), ``phase``, ``purchase_stage``, ``persona``, ``score``,
        ``emotion``, ``source``, ``respondent``, every other field of a touchpoint
        (``channels``, ``description``, ``duration`` ...) and every kind of card (``pain``,
        ``gain``, ``thought`` ...). Columns that are called so already need no mention.

    Raises
    ------
    UnknownField
        A meaning, or a column of the mapping, does not exist; the closest one is named.
    LimitExceeded
        The frame has too many rows for ``journey.limits``, or makes too large a map.
    InvalidDocument
        A cell does not fit; the message names row and column.

    Warns
    -----
    CjmWarning
        Columns of the frame have no meaning and are left out.
    """
    data, count = read_frame(frame, journey.limits)
    meanings = _meanings(data, columns)
    unused = [name for name in data if name not in meanings]
    if unused:
        warnings.warn(
            f"columns without a meaning are left out: {', '.join(map(repr, unused))}; "
            "name them in columns={...}",
            CjmWarning, stacklevel=3,
        )  # fmt: skip
    phases: dict[str, Any] = {}
    steps: dict[tuple[Any, Any], Any] = {}
    with journey.transaction("Read a dataframe"):
        for number in range(count):
            row = {meaning: (name, plain(data[name][number])) for name, meaning in meanings.items()}
            touchpoint = _touchpoint(journey, number, row, phases, steps)
            _experience(journey, number, row, touchpoint)
            for kind in CARD_KINDS:
                for text in _texts(row.get(kind)):
                    with naming(number, row[kind][0], text):
                        journey.add_card(touchpoint, kind, text)


def _touchpoint(
    journey: JourneyModel,
    number: int,
    row: dict[str, tuple[str, Any]],
    phases: dict[str, Any],
    steps: dict[tuple[Any, Any], Any],
) -> Any:
    name, phase_name = row["touchpoint"][1], row.get("phase", ("", None))[1]
    if name is None:
        raise InvalidDocument(
            f"row {number}, column {row['touchpoint'][0]!r}: a touchpoint needs a name",
            field=row["touchpoint"][0],
        )
    if phase_name is not None and phase_name not in phases:
        with naming(number, *row["phase"]):
            phases[phase_name] = journey.add_phase(str(phase_name))
    phase = phases.get(phase_name)
    stage = row.get("purchase_stage")
    if phase is not None and stage is not None and stage[1] is not None:
        with naming(number, *stage):
            journey.update(phase, purchase_stage=stage[1])
    key = (phase_name, name)
    if key not in steps:
        with naming(number, *row["touchpoint"]):
            steps[key] = journey.add_touchpoint(str(name), phase=phase)
        for meaning, (column, value) in row.items():
            field = fields_of(Touchpoint).get(meaning)
            if field is not None and meaning != "name" and value is not None:
                with naming(number, column, value):
                    journey.update(steps[key], **{meaning: to_value(field, value)})
    return steps[key]


def _experience(
    journey: JourneyModel, number: int, row: dict[str, tuple[str, Any]], touchpoint: Any
) -> None:
    values = {}
    for meaning in ("score", "emotion", "source", "respondent", "n", "sd", "note", "emoji"):
        column, value = row.get(meaning, ("", None))
        if value is not None:
            with naming(number, column, value):
                values[meaning] = to_value(fields_of(Experience)[meaning], value)
    if not values:
        return
    column, persona = row.get("persona", ("", None))
    if persona is not None:
        with naming(number, column, persona):
            known = next((p for p in journey.personas if p.name == str(persona)), None)
            persona = known or journey.add_persona(str(persona))
    with naming(number, row.get("score", ("score", None))[0], values.get("score")):
        journey.add_experience(touchpoint, persona, **values)


def _texts(cell: tuple[str, Any] | None) -> list[str]:
    """Return the card texts of a cell: a list, or one a line."""
    if cell is None or cell[1] is None:
        return []
    value = cell[1]
    items = value if isinstance(value, list | tuple) else str(value).splitlines()
    return [text for item in items if (text := str(item).strip())]


def _meanings(data: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, str]:
    """Return column of the frame -> meaning."""
    known = {
        "touchpoint", "phase", "purchase_stage", "persona", *CARD_KINDS,
        *(set(fields_of(Touchpoint)) - {"id", "place", "extra", "name"}),
        *(set(fields_of(Experience)) - {"id", "extra", "touchpoint"}),
    }  # fmt: skip
    if not all(name in data for name in columns) and known.issuperset(columns):
        # Given as meaning -> column.
        columns = {column: meaning for meaning, column in columns.items()}
    for column, meaning in columns.items():
        if column not in data:
            raise unknown_field("the frame", column, data)
        if meaning not in known:
            raise unknown_field("a frame of a journey", meaning, known)
    found = {name: name for name in data if name in known and name not in columns.values()}
    found |= columns
    if "touchpoint" not in found.values():
        raise (
            unknown_field("the frame", "touchpoint", data)
            if data
            else InvalidDocument("the frame has no columns")
        )
    return found
