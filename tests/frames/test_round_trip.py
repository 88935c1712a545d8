"""Any table of any map: out as a frame, back as a document, out again."""

from __future__ import annotations

from random import Random
from typing import Any

import pandas as pd
import pytest
from hypothesis import example, given, settings

import cjm_widgets as cjm
from cjm_widgets.frames.tables import tables
from tests.strategies import SEEDS, documents, random_document

WRITABLE = [name for name, table in tables().items() if not table.read_only]
BACKENDS = ("pandas", "polars", "pyarrow")
#: What a row is known by.
KEYS = {"metrics": ["metric_id", "metric_value_id"], "paths": ["path_id", "position"]}


def content(frame: Any) -> pd.DataFrame:
    """Return a frame without its dtypes; what is missing is None."""
    return frame.astype(object).where(frame.notna(), None)


def equal(one: Any, two: Any) -> bool:
    return content(one).to_dict("list") == content(two).to_dict("list")


@settings(max_examples=10)
@given(document=documents())
@pytest.mark.parametrize("backend", BACKENDS)
def test_f3_nothing_edited_is_no_change(document: dict[str, Any], backend: Any) -> None:
    """[F3] Writing back what was not edited changes nothing, for any map, table and library."""
    j = cjm.Journey.from_dict(document)
    for table in WRITABLE:
        frame = j.to_frame(table, backend=backend)
        assert j.update_from(frame, table=table) == cjm.Change(), table
        assert j.update_from(frame, remove_missing=True) == cjm.Change(), table
    assert j.revision == 0


@settings(max_examples=25)
@given(documents())
# Two values of a metric, at the same hour of two zones.
@example(random_document(3564))
def test_f8_a_frame_makes_the_document_it_came_from(document: dict[str, Any]) -> None:
    """[F8] All rows of a table removed and written again, by their ids: the frame is the same."""
    for table in WRITABLE:
        j = cjm.Journey.from_dict(document)
        frame = j.to_frame(table)
        rows = {record.id for record in tables()[table].rows(j) if hasattr(record, "id")}
        j.update_from(frame.iloc[:0], table=table, remove_missing=True)
        assert len(j.to_frame(table)) == 0
        named = {i for column in frame if column.endswith("_id") for i in frame[column].dropna()}
        if any(j.get(i) is None and i not in rows for i in named - owned(frame, table)):
            continue  # something went along that the rows point at: it is not in this frame
        written = j.update_from(frame, table=table)
        assert equal(j.to_frame(table), frame), table
        assert cjm.Journey.from_json(j.to_json()).to_dict() == j.to_dict()
        if written:
            j.undo()
            assert len(j.to_frame(table)) == 0


def owned(frame: pd.DataFrame, table: str) -> set[str]:
    columns = KEYS.get(table, [tables()[table].own_id])
    return {i for column in columns if column.endswith("_id") for i in frame[column].dropna()}


@settings(max_examples=40)
@given(SEEDS)
def test_f8_cells_that_change_places(seed: int) -> None:
    """[F8] Any column's cells, handed out anew among the rows, are what the table then says."""
    random = Random(seed)
    j = cjm.Journey.from_dict(random_document(seed))
    for table in WRITABLE:
        key = KEYS.get(table, [tables()[table].own_id])
        columns = [c for c in tables()[table].columns if c.writes and c.name not in key]
        column = random.choice(columns)
        # What has no values or steps yet would get its first.
        frame = j.to_frame(table).astype(object).dropna(subset=key)
        edited = frame[[*key, column.name]].copy()
        cells = list(edited[column.name])
        random.shuffle(cells)
        edited[column.name] = pd.Series(cells, index=edited.index, dtype=object)
        change, problem = written(j, edited, table)
        if problem is not None:
            # A metric says one thing in all its rows, a card hangs on something, a name may be
            # that of several things: the cell is named.
            assert problem.field == column.name
            assert str(problem).startswith("row ")
            continue
        if not (column.of or column.kind == "list"):  # of two with one name the first is meant
            again = j.to_frame(table).astype(object)
            now = edited[key].merge(again, on=key, how="left")
            assert equal(now[[column.name]], edited[[column.name]].reset_index(drop=True))
        if change:
            j.undo()
            assert equal(j.to_frame(table).astype(object).dropna(subset=key), frame)


def written(j: cjm.Journey, frame: Any, table: str) -> tuple[cjm.Change, cjm.CjmError | None]:
    try:
        return j.update_from(frame, table=table), None
    except cjm.InvalidDocument as problem:
        return cjm.Change(), problem
