"""A map as dataframes: columns, dtypes, and back again."""

from __future__ import annotations

from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings

import cjm_widgets as cjm
from tests.strategies import documents

#: Table -> column -> dtype of an empty map's column.
TABLES: dict[str, dict[str, str]] = {
    "touchpoints": {
        "position": "int64", "touchpoint_id": "str", "touchpoint": "category", "phase_id": "str",
        "phase": "category", "purchase_stage": "category", "description": "str",
        "kind": "category", "initiator": "str", "receiver": "str", "channels": "object",
        "in_use": "boolean", "intended": "boolean", "compliance": "category",
        "planned_ref_id": "str", "planned_ref": "str", "start": "datetime64[us]",
        "end": "datetime64[us]", "duration": "float64", "wait": "float64", "owners": "object",
        "importance_customer": "Int64", "importance_business": "Int64",
        "moment_of_truth": "boolean", "expectation": "str", "expectation_met": "category",
        "support_needed": "str", "status": "category", "tags": "object",
    },
    "phases": {
        "position": "int64", "phase_id": "str", "phase": "category",
        "purchase_stage": "category", "description": "str", "color": "str",
        "collapsed": "boolean",
    },
    "experience": {
        "position": "int64", "experience_id": "str", "touchpoint_id": "str",
        "touchpoint": "category", "phase_id": "str", "phase": "category", "persona_id": "str",
        "persona": "category", "respondent": "str", "score": "float64", "emotion": "str",
        "emoji": "str", "note": "str", "source": "category", "n": "Int64", "sd": "float64",
    },
    "cards": {
        "card_id": "str", "touchpoint_id": "str", "touchpoint": "category", "phase_id": "str",
        "phase": "category", "lane_id": "str", "lane": "category", "kind": "category",
        "text": "str", "color": "str", "author": "str", "severity": "Int64",
        "evidence_level": "category", "evidence": "object", "impact": "Int64",
        "effort": "Int64", "status": "category", "owner_id": "str", "owner": "str",
        "due": "datetime64[us]", "url": "str", "personas": "object", "tags": "object",
    },
    "personas": {
        "position": "int64", "persona_id": "str", "persona": "category", "kind": "str",
        "tagline": "str", "quote": "str", "color": "str", "avatar": "str",
        "demographics": "object", "psychographics": "object", "goals": "object",
        "needs": "object", "pains": "object", "jobs": "object", "channels": "object",
        "segment": "str", "share": "float64",
    },
}  # fmt: skip


def dtypes(frame: pd.DataFrame) -> dict[str, str]:
    return {str(name): str(dtype) for name, dtype in frame.dtypes.items()}


@pytest.mark.parametrize("table", TABLES)
def test_f1_an_empty_map_has_all_columns(table: str) -> None:
    """[F1] The table of an empty map has every column with its dtype, and no row."""
    frame = cjm.Journey().to_frame(table)
    assert dtypes(frame) == TABLES[table]
    assert len(frame) == 0


@pytest.mark.parametrize("table", TABLES)
def test_f1_columns_do_not_depend_on_content(bike: cjm.Journey, table: str) -> None:
    """[F1] A filled table has the same columns; a flag that is never missing is a plain bool."""
    want = {n: d if d != "boolean" else ("boolean", "bool") for n, d in TABLES[table].items()}
    found = dtypes(bike.to_frame(table))
    assert list(found) == list(want)
    for name, dtype in found.items():
        assert dtype == want[name] or dtype in want[name], name


def test_f1_the_default_table_is_touchpoints(bike: cjm.Journey) -> None:
    """[F1] Without a name the table is that of the touchpoints; an unknown name is an error."""
    assert bike.to_frame().equals(bike.to_frame("touchpoints"))
    with pytest.raises(cjm.FormatError, match=r"'touchpoint'.*touchpoints, phases"):
        bike.to_frame("touchpoint")


def test_f2_values(bike: cjm.Journey) -> None:
    """[F2] Rows follow the map; ids and names stand side by side; lists hold names."""
    frame = bike.to_frame()
    assert list(frame["position"]) == [1, 2, 3, 4]
    assert list(frame["touchpoint_id"]) == bike.touchpoints.ids
    assert frame["phase"].tolist()[1:] == ["Before", "Buying", "Buying"]
    assert frame["phase_id"].isna().tolist() == [True, False, False, False]
    assert frame["phase"].isna().tolist() == [True, False, False, False]
    assert frame["purchase_stage"].tolist()[1:] == ["before", "during", "during"]
    assert frame["channels"].tolist() == [[], ["Instagram"], [], []]
    assert frame["owners"].tolist() == [[], [], ["Olga"], []]
    assert frame["planned_ref"].tolist()[3] == "Visits the shop"
    felt = bike.to_frame("experience").set_index("experience_id")
    assert felt.loc["ex-ana", ["persona", "score", "position", "phase"]].tolist() == [
        "Ana", 1.0, 2, "Before",
    ]  # fmt: skip
    assert felt["n"].isna().tolist() == [True, False]
    cards = bike.to_frame("cards").set_index("card_id")
    assert cards.loc["pain", ["touchpoint", "phase", "lane", "kind"]].tolist() == [
        "Sees the ad", "Before", "Pains", "pain",
    ]  # fmt: skip
    assert cards.loc["idea", "phase"] == "Buying"
    assert pd.isna(cards.loc["idea", "touchpoint_id"])
    assert cards.loc["gain", "owner"] == "Olga"


def test_f2_categories_are_ordered_as_the_map(bike: cjm.Journey) -> None:
    """[F2] Names and choices are ordered categoricals in the order of the map."""
    bike.move("riding", before="before")
    bike.add_phase("Empty")
    frame = bike.to_frame()
    assert frame["phase"].cat.ordered
    assert list(frame["phase"].cat.categories) == ["Riding", "Before", "Buying", "Empty"]
    assert frame["touchpoint"].cat.categories.tolist() == frame["touchpoint"].tolist()
    assert list(frame["status"].cat.categories) == ["todo", "assumed", "researched", "validated"]
    assert list(frame["purchase_stage"].cat.categories) == ["before", "during", "after", "none"]
    assert frame.sort_values("touchpoint")["position"].tolist() == [1, 2, 3, 4]
    felt = bike.to_frame("experience")
    assert list(felt["persona"].cat.categories) == ["Ana", "Ben"]
    assert felt.groupby("persona", observed=False)["score"].count().tolist() == [1, 0]


@pytest.mark.filterwarnings("ignore::cjm_widgets.UnknownValueWarning")
def test_f2_names_that_stand_twice_and_new_choices(bike: cjm.Journey) -> None:
    """[F2] Two touchpoints of one name and a choice of a later version make no trouble."""
    bike.update("ad", name="Test ride", status="later")
    frame = bike.to_frame()
    assert frame["touchpoint"].tolist().count("Test ride") == 2
    assert frame["status"].cat.categories[-1] == "later"
    assert bike.update_from(frame) == cjm.Change()


@pytest.mark.parametrize(
    ("start", "end", "dtype"),
    [
        ("2026-11-21", "2026-11-21T09:30:00", "datetime64[us]"),
        ("2026-W48", "0001-01-01", "datetime64[us]"),
        ("20261121", "9999-12-31", "datetime64[us]"),
        ("2026-11-21T09:30:00.123456789", "2026-11-21 09:30:00,5", "datetime64[us]"),
        ("2026-11-21T09:30Z", "2026-11-21T10:30Z", "datetime64[us, UTC]"),
        ("2026-11-21T09:30+02:00", "2026-11-21", "datetime64[us, UTC]"),
        ("2026-11-21T09:30+02:00", "2026-11-21T09:30-05:00", "datetime64[us, UTC]"),
    ],
)
def test_f2_dates(bike: cjm.Journey, start: str, end: str, dtype: str) -> None:
    """[F2] Whatever date the document takes is a moment in the frame; mixed zones are UTC."""
    bike.update("ad", start=start)
    bike.update("shop", start=end)
    frame = bike.to_frame()
    assert str(frame["start"].dtype) == dtype
    assert frame["start"].isna().tolist() == [True, False, False, True]
    assert bike.update_from(frame) == cjm.Change()


# -- and back -----------------------------------------------------------------------------


@settings(max_examples=40)
@given(documents())
def test_f3_nothing_edited_is_no_change(document: dict[str, Any]) -> None:
    """[F3] Writing back what was not edited changes nothing, for any map and table."""
    j = cjm.Journey.from_dict(document)
    for table in TABLES:
        frame = j.to_frame(table)
        assert j.update_from(frame) == cjm.Change(), table
        assert j.update_from(frame.iloc[::-1], remove_missing=True) == cjm.Change(), table
    assert j.revision == 0


BACKENDS = {
    "pandas": lambda frame: frame,
    "polars": pl.from_pandas,
    "pyarrow": lambda frame: pa.Table.from_pandas(frame, preserve_index=False),
    "pandas with pyarrow": lambda frame: frame.convert_dtypes(dtype_backend="pyarrow"),
    "pandas without dtypes": lambda frame: frame.astype(object),
}


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("table", TABLES)
def test_f3_any_backend(bike: cjm.Journey, table: str, backend: str) -> None:
    """[F3] Frames of pandas, polars and pyarrow are read alike."""
    if table == "personas":
        bike.update("ana", demographics={"age": "30"}, goals=["x"], share=0.5)
    assert bike.update_from(BACKENDS[backend](bike.to_frame(table))) == cjm.Change()
    assert bike.revision == int(table == "personas")


@pytest.mark.parametrize("backend", BACKENDS)
def test_f4_edits_come_back(bike: cjm.Journey, backend: str) -> None:
    """[F4] Edited cells become one change, and then the frame is what was written."""
    frame = bike.to_frame()
    frame["touchpoint"] = frame["touchpoint"].astype(str).str.upper().astype(object)
    frame["duration"] = [60.0, None, 1.5, 0.0]
    frame["importance_customer"] = pd.array([5, None, 1, None], dtype="Int64")
    frame["status"] = ["todo", "assumed", "researched", "validated"]
    frame["moment_of_truth"] = [True, False, True, False]
    frame["channels"] = [["Web", "Instagram"], [], ["Web"], []]
    frame["tags"] = [[], ["a", "b"], [], []]
    frame["start"] = pd.to_datetime(
        ["2026-11-21", None, "2026-11-21T09:30", None], format="ISO8601"
    )
    change = bike.update_from(BACKENDS[backend](frame))
    assert bike.revision == 1
    assert set(change.updated) == set(bike.touchpoints.ids)
    again = bike.to_frame()
    for name in ("duration", "importance_customer", "moment_of_truth", "channels", "tags", "start"):
        assert again[name].astype(object).where(again[name].notna(), None).tolist() == (
            frame[name].astype(object).where(frame[name].notna(), None).tolist()
        ), name
    assert again["touchpoint"].tolist() == frame["touchpoint"].tolist()
    assert again["status"].tolist() == frame["status"].tolist()
    assert [c.name for c in bike.channels] == ["Instagram", "Web"]
    assert bike.touchpoints["think"].start == "2026-11-21"
    assert bike.touchpoints["shop"].start == "2026-11-21T09:30:00"
    assert bike.update_from(again) == cjm.Change()
    bike.undo()
    assert bike.to_frame()["touchpoint"].tolist()[1] == "Sees the ad"


def test_f4_references_by_id_or_name(bike: cjm.Journey) -> None:
    """[F4] A touchpoint moves by the name or the id of a phase; a new name adds the phase."""
    frame = bike.to_frame()[["touchpoint_id", "phase"]]
    frame["phase"] = ["Riding", "Before", "Selling", None]
    bike.update_from(frame)
    assert bike.touchpoints["think"].phase == "riding"
    assert bike.phases[-1].name == "Selling"
    assert bike.touchpoints["shop"].phase == bike.phases[-1].id
    assert bike.touchpoints["test"].phase is None
    bike.update_from(pd.DataFrame({"touchpoint_id": ["test"], "phase_id": ["riding"]}))
    assert bike.touchpoints["test"].phase == "riding"
    # Where id and name were altered to two different phases, the id counts.
    both = pd.DataFrame({"touchpoint_id": ["test"], "phase": ["Selling"], "phase_id": ["before"]})
    for columns in (list(both), list(both)[::-1]):
        bike.update_from(both[columns])
        assert bike.touchpoints["test"].phase == "before"
        bike.undo()
    felt = pd.DataFrame(
        {"experience_id": ["ex-ana"], "persona": ["Ben"], "touchpoint": ["Test ride"]}
    )
    bike.update_from(felt)
    assert (bike.experiences["ex-ana"].persona, bike.experiences["ex-ana"].touchpoint) == (
        "ben", "test",
    )  # fmt: skip
    bike.update_from(pd.DataFrame({"experience_id": ["ex-ana"], "persona": [None]}))
    assert bike.experiences["ex-ana"].persona is None


def test_f4_what_is_derived_may_move_along(bike: cjm.Journey) -> None:
    """[F4] A score that moves to another touchpoint may bring that one's phase and position."""
    frame = bike.to_frame("experience").astype(object)
    row = frame["experience_id"] == "ex-ana"
    frame.loc[row, ["touchpoint_id", "touchpoint", "phase_id", "phase", "position"]] = [
        "test", "Test ride", "buying", "Buying", 4,
    ]  # fmt: skip
    assert bike.update_from(frame).updated == {"ex-ana": {"touchpoint": ("ad", "test")}}


@pytest.mark.parametrize("new_id", [None, "mine"])
def test_f5_rows_are_added(bike: cjm.Journey, new_id: str | None) -> None:
    """[F5] A row without an id, or with a new one, is added; what only shows is left alone."""
    frame = bike.to_frame()
    row = {"touchpoint_id": new_id, "touchpoint": "Pays", "phase": "Buying", "tags": ["x"],
           "purchase_stage": "during", "duration": 30.0}  # fmt: skip
    more = pd.concat([frame.astype(object), pd.DataFrame([row]).astype(object)], ignore_index=True)
    change = bike.update_from(more)
    (added,) = change.added.values()
    assert (added.name, added.phase, added.tags) == ("Pays", "buying", ("x",))
    assert new_id in (None, added.id)
    assert change.updated == {}
    assert bike.revision == 1
    assert bike.touchpoints[-1] == added


def test_f5_cards_scores_phases_and_personas_are_added(bike: cjm.Journey) -> None:
    """[F5] Rows of every table can be added; a card finds the lane of its kind."""
    bike.update_from(
        pd.DataFrame({"touchpoint": ["Test ride"], "kind": ["pain"], "text": ["Cold"]}),
        table="cards",
    )
    card = bike.cards[-1]
    assert (card.text, card.touchpoint, bike.lanes[card.lane].kind) == ("Cold", "test", "pain")
    bike.update_from(
        pd.DataFrame({"touchpoint_id": ["test"], "persona": ["Carl"], "score": [2]}),
        table="experience",
    )
    assert bike.personas[-1].name == "Carl"
    assert [e.score for e in bike.experiences if e.persona == bike.personas[-1].id] == [2]
    bike.update_from(pd.DataFrame({"phase": ["Selling"]}), table="phases")
    bike.update_from(pd.DataFrame({"persona": ["Dora"]}), table="personas")
    assert (bike.phases[-1].name, bike.personas[-1].name) == ("Selling", "Dora")


def test_f5_rows_that_are_missing(bike: cjm.Journey) -> None:
    """[F5] Missing rows stay, unless they are to be removed, with all that hangs on them."""
    less = bike.to_frame().query("touchpoint_id != 'shop'")
    assert bike.update_from(less) == cjm.Change()
    change = bike.update_from(less, remove_missing=True)
    assert {"shop", "gain", "remark", "ex-all"} <= set(change.removed)
    assert bike.revision == 1
    bike.undo()
    assert "shop" in bike.touchpoints


def test_f5_inside_a_block(bike: cjm.Journey) -> None:
    """[F5] Inside a block the change is returned as well, and a refused frame leaves nothing."""
    frame = bike.to_frame()[["touchpoint_id", "duration"]]
    with bike.transaction():
        bike.add_phase("x")
        change = bike.update_from(frame.assign(duration=5.0))
        assert {i: list(f) for i, f in change.updated.items()} == {
            i: ["duration"] for i in bike.touchpoints.ids
        }
        assert change.added == {}
        with pytest.raises(cjm.InvalidDocument):
            bike.update_from(frame.assign(duration=[1.0, 2.0, 3.0, -4.0]))
        assert [t.duration for t in bike.touchpoints] == [5.0] * 4
    assert bike.revision == 1


@pytest.mark.parametrize(
    ("table", "row", "column", "cell"),
    [
        ("touchpoints", 2, "duration", -1.0),
        ("touchpoints", 1, "duration", "long"),
        ("touchpoints", 1, "importance_customer", 7),
        ("touchpoints", 1, "importance_customer", 2.5),
        ("touchpoints", 0, "start", "soon"),
        ("touchpoints", 3, "touchpoint", "x" * 1001),
        ("touchpoints", 3, "phase_id", "nope"),
        ("touchpoints", 3, "phase_id", "ad"),
        ("touchpoints", 1, "planned_ref", "nope"),
        ("touchpoints", 1, "position", 4),
        ("touchpoints", 1, "purchase_stage", "after"),
        ("touchpoints", 1, "moment_of_truth", "maybe"),
        ("experience", 0, "score", "good"),
        ("experience", 0, "phase", "Buying"),
        ("experience", 0, "touchpoint", "nope"),
        ("cards", 0, "lane", "nope"),
        ("cards", 0, "severity", 9),
        ("phases", 0, "color", "red"),
        ("personas", 0, "share", 2.0),
    ],
)
def test_f6_a_wrong_cell(
    bike: cjm.Journey, unchanged: Any, table: str, row: int, column: str, cell: Any
) -> None:
    """[F6] A cell that does not fit is named by row and column; not even good cells are written."""
    frame = bike.to_frame(table).astype(object)
    good = {"touchpoints": "description", "experience": "note", "cards": "text"}.get(
        table, "description" if table == "phases" else "quote"
    )
    frame[good] = "fine"
    frame.loc[row, column] = cell
    with unchanged(bike), pytest.raises(cjm.InvalidDocument) as caught:
        bike.update_from(frame)
    assert str(caught.value).startswith(f"row {row}, column {column!r}: ")
    assert caught.value.field == column
    assert caught.value.value == cell


def test_f6_what_only_shows_is_refused_also_in_pairs(bike: cjm.Journey, unchanged: Any) -> None:
    """[F6] The phase of a score stands elsewhere, whether id, name or both were altered."""
    frame = bike.to_frame("experience").astype(object)
    frame.loc[0, ["phase_id", "phase"]] = ["riding", "Riding"]
    with unchanged(bike), pytest.raises(cjm.InvalidDocument, match="row 0, column 'phase"):
        bike.update_from(frame)


def test_f6_frames_that_do_not_fit(bike: cjm.Journey, unchanged: Any) -> None:
    """[F6] Unknown columns, ids twice, frames of no table and what is no frame are refused."""
    frame = bike.to_frame()
    for broken, error, text in (
        (
            frame.rename(columns={"duration": "duratoin"}),
            cjm.UnknownField,
            "did you mean 'duration'",
        ),
        (pd.concat([frame, frame]), cjm.InvalidDocument, "stands in two rows"),
        (frame[["touchpoint"]], cjm.InvalidDocument, "table='touchpoints'"),
        ([1, 2], cjm.InvalidDocument, "no dataframe"),
        (None, cjm.InvalidDocument, "no dataframe"),
        (pl.DataFrame({"touchpoint_id": ["ad"]}).lazy(), cjm.InvalidDocument, "no dataframe"),
    ):
        with unchanged(bike), pytest.raises(error, match=text):
            bike.update_from(broken)
    with unchanged(bike), pytest.raises(cjm.FormatError):
        bike.update_from(frame, table="nope")
    taken = pd.DataFrame({"touchpoint_id": ["ana"], "touchpoint": ["x"]})
    with unchanged(bike), pytest.raises(cjm.InvalidDocument, match="row 0, column 'touchpoint_id'"):
        bike.update_from(taken)


# -- a map from a frame -------------------------------------------------------------------

SURVEY = pd.DataFrame({
    "Stage": ["Look", "Look", "Buy", None],
    "Step": ["Ad", "Shop", "Pay", "Think"],
    "Who": ["Ana", "Ben", "Ana", None],
    "Felt": [1.0, None, -2.0, 0.5],
    "Where": ["Web, Radio", "Shop", None, None],
    "Pains": ["Slow\nDear", None, "Queue", None],
})  # fmt: skip
MEANINGS = {
    "Stage": "phase", "Step": "touchpoint", "Who": "persona", "Felt": "score",
    "Where": "channels", "Pains": "pain",
}  # fmt: skip


@pytest.mark.parametrize("backend", ["pandas", "polars", "pyarrow"])
@pytest.mark.parametrize("turned", [False, True])
def test_f7_from_frame(backend: str, turned: bool) -> None:
    """[F7] A table becomes a map, by ``{column: meaning}`` or ``{meaning: column}``."""
    columns = {v: k for k, v in MEANINGS.items()} if turned else MEANINGS
    j = cjm.Journey.from_frame(BACKENDS[backend](SURVEY), columns=columns, title="T", language="it")
    assert (j.title, j.info.language) == ("T", "it")
    assert [p.name for p in j.phases] == ["Look", "Buy"]
    assert [t.name for t in j.touchpoints] == ["Think", "Ad", "Shop", "Pay"]
    assert [p.name for p in j.personas] == ["Ana"]
    assert [c.name for c in j.channels] == ["Web", "Radio", "Shop"]
    names = {t.id: t.name for t in j.touchpoints}
    assert [(names[e.touchpoint], e.persona and j.personas[e.persona].name, e.score)
            for e in j.experiences] == [
        ("Think", None, 0.5), ("Ad", "Ana", 1), ("Pay", "Ana", -2),
    ]  # fmt: skip
    assert [(names[c.touchpoint], c.kind, c.text) for c in j.cards] == [
        ("Ad", "pain", "Slow"), ("Ad", "pain", "Dear"), ("Pay", "pain", "Queue"),
    ]  # fmt: skip
    assert cjm.Journey.from_json(j.to_json()).to_dict() == j.to_dict()


def test_f7_long_tables() -> None:
    """[F7] Rows of one touchpoint become one; columns that are called so need no mention."""
    frame = pd.DataFrame({
        "phase": ["P", "P", "P"], "touchpoint": ["A", "A", "B"], "persona": ["x", "y", "x"],
        "score": [1, 2, -1], "source": ["measured"] * 3, "duration": [5, 5, None],
    })  # fmt: skip
    j = cjm.Journey.from_frame(frame)
    assert [t.name for t in j.touchpoints] == ["A", "B"]
    assert [(e.score, e.source) for e in j.experiences] == [
        (1, "measured"), (2, "measured"), (-1, "measured"),
    ]  # fmt: skip
    assert [t.duration for t in j.touchpoints] == [5, None]


def test_f7_columns_without_a_meaning_are_said() -> None:
    """[F7] A column that is left out is warned about."""
    frame = pd.DataFrame({"touchpoint": ["A"], "Weather": ["fine"]})
    with pytest.warns(cjm.CjmWarning, match="'Weather'"):
        assert len(cjm.Journey.from_frame(frame).touchpoints) == 1


@pytest.mark.parametrize(
    ("columns", "error", "text"),
    [
        ({"Stpe": "touchpoint"}, cjm.UnknownField, "did you mean 'Step'"),
        ({"touchpoint": "Stpe"}, cjm.UnknownField, "did you mean 'Step'"),
        ({"Step": "touchpont"}, cjm.UnknownField, "did you mean 'touchpoint'"),
        ({"Stage": "phase"}, cjm.UnknownField, "touchpoint"),
        ({"Step": "touchpoint", "Stage": "status", "Who": "duration"}, cjm.InvalidDocument,
         "row 0, column 'Who'"),
        ({"Stage": "touchpoint"}, cjm.InvalidDocument, "row 3, column 'Stage'.*needs a name"),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore::cjm_widgets.CjmWarning")
def test_f7_mappings_that_do_not_fit(
    columns: dict[str, str], error: type[Exception], text: str
) -> None:
    """[F7] What the mapping names wrongly is named with the closest word; a cell by its row."""
    with pytest.raises(error, match=text):
        cjm.Journey.from_frame(SURVEY, columns=columns)


def test_f7_from_nothing() -> None:
    """[F7] A frame without columns is refused; one without rows is an empty map."""
    with pytest.raises(cjm.InvalidDocument, match="no columns"):
        cjm.Journey.from_frame(pd.DataFrame())
    assert len(cjm.Journey.from_frame(SURVEY[:0], columns=MEANINGS).touchpoints) == 0
