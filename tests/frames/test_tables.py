"""The tables beside touchpoints, phases, experience, cards and personas."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

import cjm_widgets as cjm
from cjm_widgets.frames import reference
from cjm_widgets.frames.meanings import MEANINGS, UNITS
from cjm_widgets.frames.tables import infer, tables

ROOT = Path(__file__).parents[2]
MORE: dict[str, dict[str, str]] = {
    "metrics": {
        "metric_id": "str", "metric": "category", "metric_value_id": "str", "kind": "category",
        "unit": "str", "direction": "category", "target": "float64", "owner_id": "str",
        "owner": "str", "source": "str", "at_type": "category", "at_id": "str", "at": "str",
        "position": "Int64", "touchpoint_id": "str", "touchpoint": "category", "phase_id": "str",
        "phase": "category", "persona_id": "str", "persona": "category",
        "date": "datetime64[us]", "value": "float64", "n": "Int64",
    },
    "paths": {
        "path_id": "str", "path": "category", "position": "Int64", "touchpoint_id": "str",
        "touchpoint": "category", "phase_id": "str", "phase": "category", "personas": "object",
        "condition": "str", "probability": "float64", "main": "boolean",
    },
    "edges": {
        "edge_id": "str", "source_id": "str", "source": "category", "source_position": "int64",
        "source_phase_id": "str", "source_phase": "category", "target_id": "str",
        "target": "category", "target_position": "int64", "target_phase_id": "str",
        "target_phase": "category", "label": "str", "condition": "str",
        "probability": "float64", "count": "Int64", "kind": "category",
    },
    "votes": {
        "vote_id": "str", "session_id": "str", "session": "category", "target_type": "category",
        "target_id": "str", "target": "str", "position": "Int64", "touchpoint_id": "str",
        "touchpoint": "category", "phase_id": "str", "phase": "category", "voter": "str",
        "weight": "Int64",
    },
    "resources": {
        "resource_id": "str", "resource": "category", "kind": "category", "status": "category",
        "amount": "float64", "unit": "str", "touchpoints": "object", "owner_id": "str",
        "owner": "str",
    },
    "scores": {
        "position": "Int64", "touchpoint_id": "str", "touchpoint": "category", "phase_id": "str",
        "phase": "category", "persona_id": "str", "persona": "category", "source": "category",
        "mean": "float64", "sd": "float64", "n": "Int64", "min": "float64", "max": "float64",
        "records": "Int64", "respondents": "Int64",
    },
    "gaps": {
        "gap": "category", "finding": "category", "is_gap": "boolean", "position": "Int64",
        "touchpoint_id": "str", "touchpoint": "category", "phase_id": "str", "phase": "category",
        "persona_id": "str", "persona": "category", "resource_id": "str", "resource": "str",
        "in_use": "boolean", "intended": "boolean", "expectation": "str",
        "expectation_met": "category", "score": "float64", "n": "Int64", "have": "float64",
        "need": "float64", "unit": "str",
    },
    "transitions": {
        "source_id": "str", "source": "category", "source_position": "Int64",
        "source_phase_id": "str", "source_phase": "category", "target_id": "str",
        "target": "category", "target_position": "Int64", "target_phase_id": "str",
        "target_phase": "category", "kind": "category", "probability": "float64",
        "derived": "float64", "edges": "object", "paths": "object", "label": "str",
        "condition": "str", "count": "Int64",
    },
    "path_steps": {
        "path_id": "str", "path": "category", "position": "int64", "touchpoint_id": "str",
        "touchpoint": "category", "phase_id": "str", "phase": "category", "reach": "float64",
        "conversion": "float64", "drop_off": "float64", "duration": "float64", "wait": "float64",
        "elapsed": "float64",
    },
    "path_totals": {
        "scope": "category", "path_id": "str", "path": "category", "share": "float64",
        "steps": "float64", "conversion": "float64", "duration": "float64",
        "known_duration": "float64", "expected_duration": "float64", "unknown": "object",
    },
    "visits": {
        "position": "int64", "touchpoint_id": "str", "touchpoint": "category", "phase_id": "str",
        "phase": "category", "visits": "float64", "ends": "float64", "time": "float64",
        "expected_time": "float64",
    },
    "changes": {
        "revision": "int64", "time": "datetime64[us, UTC]", "change_id": "str", "by": "str",
        "author": "str", "label": "str", "action": "category", "type": "category",
        "record_id": "str", "record": "str", "field": "str", "old": "str", "new": "str",
    },
}  # fmt: skip


def dtypes(frame: pd.DataFrame) -> dict[str, str]:
    return {str(name): str(dtype) for name, dtype in frame.dtypes.items()}


@pytest.fixture
def full(bike: cjm.Journey) -> cjm.Journey:
    """Return a map whose tables all have rows, also those of the history and of gaps."""
    bike.update("ad", in_use=True, intended=False)
    return bike


@pytest.mark.parametrize("table", MORE)
def test_f1_an_empty_map_has_all_columns(table: str) -> None:
    """[F1] The table of a map without such records has every column with its dtype, no row."""
    j = cjm.Journey()
    frame = j.to_frame(table)
    assert dtypes(frame) == MORE[table]
    assert len(frame) == 0


@pytest.mark.parametrize("table", tables())
def test_f1_columns_do_not_depend_on_content(full: cjm.Journey, table: str) -> None:
    """[F1] A filled table has the columns and dtypes of an empty one."""
    empty, filled = dtypes(cjm.Journey().to_frame(table)), full.to_frame(table)
    assert len(filled) > 0
    for name, dtype in dtypes(filled).items():
        assert dtype in (empty[name], "bool" if empty[name] == "boolean" else None), name
    assert list(filled) == list(empty)


def test_f2_votes_and_comments_say_where_on_the_map(bike: cjm.Journey) -> None:
    """[F2] What is about anything names it, its type, and the touchpoint and phase it is at."""
    bike.add_reaction("value", "🔥", id="fire")
    bike.add_comment("vote", "Why?", id="why")
    bike.add_comment("edge", "Really?", id="really")
    (vote,) = bike.to_frame("votes").to_dict("records")
    assert [vote[n] for n in ("session", "target_type", "target", "touchpoint", "phase")] == [
        "Pains", "card", "Too many models", "Sees the ad", "Before",
    ]  # fmt: skip
    comments = bike.to_frame("comments").set_index("comment_id")
    assert comments["touchpoint_id"].tolist()[:3] == ["shop", "shop", "ad"]
    assert comments.loc["really", "target_type"] == "edge"
    assert pd.isna(comments.loc["really", "touchpoint_id"])
    assert comments["position"].tolist()[:3] == [3, 3, 2]
    assert comments.loc["answer", ["parent_id", "parent"]].tolist() == ["remark", "Which one?"]
    fire = bike.to_frame("reactions").set_index("reaction_id").loc["fire"]
    assert fire[["touchpoint_id", "phase"]].tolist() == ["shop", "Buying"]
    edge = bike.to_frame("edges").iloc[0]
    assert edge[["source", "source_position", "target", "target_phase"]].tolist() == [
        "Sees the ad", 2, "Visits the shop", "Buying",
    ]  # fmt: skip


@pytest.mark.parametrize("name", tables())
@pytest.mark.parametrize("backend", ["polars", "pyarrow"])
def test_f9_other_libraries(full: cjm.Journey, name: str, backend: Any) -> None:
    """[F9] Polars and pyarrow frames say the same, of the same types, empty or not."""
    full.update("ana", demographics={"age": "30"})
    full.update("ad", start="2026-11-21T09:30+02:00")
    frame, usual = full.to_frame(name, backend=backend), full.to_frame(name)
    empty = cjm.Journey().to_frame(name, backend=backend)
    rows = frame.to_dicts() if backend == "polars" else frame.to_pylist()
    types = [dict(zip(f.columns, f.dtypes, strict=True)) if backend == "polars"
             else {n.name: n.type for n in f.schema} for f in (frame, empty)]  # fmt: skip
    assert list(types[0]) == list(usual)
    for column, dtype in types[0].items():
        if column not in ("start", "end"):
            assert str(dtype).split("(")[0] == str(types[1][column]).split("(")[0]
    for at, row in enumerate(rows):
        for column, value in row.items():
            want = usual[column].iloc[at]
            if isinstance(value, list):
                pairs = [(i["key"], i["value"]) for i in value if isinstance(i, dict)]
                assert (dict(pairs) if isinstance(want, dict) else value) == want
            elif value is None:
                assert pd.isna(want)
            else:
                assert value == want, column
    assert len(rows) == len(usual)
    if not tables()[name].read_only:
        assert full.update_from(frame) == cjm.Change()


def test_f9_categories_of_polars_are_ordered_as_the_map(bike: cjm.Journey) -> None:
    """[F9] In polars names are an enumeration in the order of the map."""
    frame = bike.to_frame("phases", backend="polars")
    assert frame["phase"].dtype == pl.Enum(["Before", "Buying", "Riding"])
    assert bike.to_frame("cards", backend="pyarrow")["kind"].type.ordered


@pytest.mark.parametrize("backend", ["polars", "pyarrow"])
def test_f9_a_library_that_is_missing(
    bike: cjm.Journey, backend: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[F9] Where the library is not installed, the error names what to install."""
    monkeypatch.setitem(sys.modules, backend, None)
    with pytest.raises(cjm.FormatError, match=r"pip install 'cjm-widgets\[events\]'"):
        bike.to_frame(backend=backend)
    with pytest.raises(cjm.FormatError, match="pandas, polars, pyarrow"):
        bike.to_frame(backend="dask")  # type: ignore[call-overload]


@pytest.mark.parametrize("name", tables())
def test_f5_a_table_is_told_by_its_columns(full: cjm.Journey, name: str) -> None:
    """[F5] Every table is known by its columns, also with only its id column left of them."""
    frame = full.to_frame(name)
    assert infer(frame).name == name
    if not tables()[name].read_only:
        assert full.update_from(frame[[tables()[name].own_id]]) == cjm.Change()


@pytest.mark.parametrize("name", [n for n, t in tables().items() if t.read_only])
def test_f6_what_is_only_to_look_at(full: cjm.Journey, unchanged: Any, name: str) -> None:
    """[F6] Writing a derived table is refused, with the way to what it is derived from."""
    for table in (name, None):
        with unchanged(full), pytest.raises(cjm.InvalidDocument, match="cannot be written") as e:
            full.update_from(full.to_frame(name), table=table)
        assert (e.value.code, e.value.value) == ("read-only", name)


@pytest.mark.parametrize(
    ("table", "column", "cell"),
    [
        ("metrics", "value", "many"), ("metrics", "touchpoint", "nope"), ("metrics", "at_id", "x"),
        ("metrics", "metric_id", None), ("metrics", "at_type", "phase"), ("metrics", "position", 9),
        ("metrics", "phase", "Riding"), ("metrics", "target", "high"), ("metrics", "n", -1),
        ("paths", "probability", 2), ("paths", "touchpoint", "nope"), ("paths", "phase", "Riding"),
        ("paths", "touchpoint_id", "ana"), ("paths", "position", "first"), ("paths", "position", 2),
        ("edges", "probability", 2), ("edges", "source", "nope"), ("edges", "source_position", 9),
        ("votes", "weight", -1), ("votes", "target", "nope"), ("votes", "touchpoint", "Test ride"),
        ("votes", "session", "nope"), ("resources", "amount", "some"), ("goals", "metric_id", "x"),
        ("resources", "touchpoints", ["nope"]), ("resources", "owner_id", "nobody"),
        ("comments", "parent_id", "pain"), ("lanes", "height", -3), ("people", "influence", 8),
        ("evidence", "date", "soon"), ("channels", "channel", "x" * 1001),
        ("vote_sessions", "votes_per_person", 1.5), ("questions", "evidence", ["nope"]),
    ],
)  # fmt: skip
def test_f6_a_wrong_cell(
    bike: cjm.Journey, unchanged: Any, table: str, column: str, cell: Any
) -> None:
    """[F6] A cell that does not fit is named by row and column, in every table."""
    frame = bike.to_frame(table).astype(object)
    frame.at[0, column] = cell  # noqa: PD008 - a list is one cell
    with unchanged(bike), pytest.raises(cjm.InvalidDocument) as caught:
        bike.update_from(frame, table=table)
    # Of two rows for one step the second is one too many.
    row = int((table, column, cell) == ("paths", "position", 2))
    assert str(caught.value).startswith(f"row {row}, column {column!r}: ")
    assert caught.value.field == column


@pytest.mark.parametrize(
    ("table", "row", "check"),
    [
        ("edges", {"source": "Test ride", "target_id": "ad"}, ("source", "test")),
        ("votes", {"session": "Pains", "target": "Friendly people"}, ("target", "gain")),
        ("resources", {"resource": "Staff", "touchpoints": ["Test ride"]},
         ("touchpoints", ("test",))),
        ("goals", {"goal": "Grow", "metric": "CSAT"}, ("metric", "csat")),
        ("questions", {"question": "Who?", "evidence": ["Survey"]}, ("evidence", ("survey",))),
        ("people", {"person": "Pat", "influence": 3.0}, ("influence", 3)),
        ("channels", {"channel": "Web", "ownership": "paid"}, ("ownership", "paid")),
        ("lanes", {"lane": "Mine", "persona": "Ben"}, ("persona", "ben")),
        ("evidence", {"evidence": "Poll", "n": 9}, ("n", 9)),
        ("comments", {"target_id": "ad", "text": "So", "parent_id": "remark"},
         ("parent", "remark")),
        ("reactions", {"target": "Test ride", "emoji": "🙂"}, ("target", "test")),
        ("vote_sessions", {"vote_session": "Gains"}, ("title", "Gains")),
        ("cards", {"phase": "Buying", "kind": "pain"}, ("phase", "buying")),
    ],
)  # fmt: skip
def test_f5_rows_are_added(
    bike: cjm.Journey, table: str, row: dict[str, Any], check: tuple[str, Any]
) -> None:
    """[F5] A row of any table is added by names; the rest is as it is by default."""
    change = bike.update_from(pd.DataFrame([row]), table=table)
    (record,) = change.added.values()
    assert getattr(record, check[0]) == check[1]
    assert bike.revision == 1


def test_f5_new_rows_may_point_at_each_other(bike: cjm.Journey) -> None:
    """[F5] In whatever order they stand; by id, and by name."""
    frame = pd.DataFrame({
        "comment_id": ["b", "a"], "target_id": ["a", "b"], "text": ["B", "A"],
        "parent_id": ["a", None],
    })  # fmt: skip
    bike.update_from(frame)
    assert (bike.comments["b"].parent, bike.comments["a"].target) == ("a", "b")
    steps = pd.DataFrame({"touchpoint": ["X", "Y"], "planned_ref": ["Y", "X"]})
    bike.update_from(steps, table="touchpoints")
    x, y = bike.touchpoints[1], bike.touchpoints[2]
    assert (x.name, x.planned_ref, y.planned_ref) == ("X", y.id, x.id)


def test_f5_what_would_go_along_is_not_lost(bike: cjm.Journey, unchanged: Any) -> None:
    """[F5] A row whose owner is removed is named; it does not go without a word."""
    frame = bike.to_frame("comments").query("comment_id != 'remark'")
    with unchanged(bike), pytest.raises(cjm.InvalidDocument, match="row 0, column 'parent_id'"):
        bike.update_from(frame, remove_missing=True)


def test_f4_cards_move_between_touchpoints_and_phases(bike: cjm.Journey) -> None:
    """[F4] A card goes to another touchpoint or phase; without one it stays in its phase."""
    frame = bike.to_frame("cards").astype(object).set_index("card_id", drop=False)
    frame.loc["pain", ["touchpoint_id", "touchpoint"]] = None
    frame.loc["idea", "phase"] = "Riding"
    frame.loc["gain", "touchpoint"] = "Test ride"
    bike.update_from(frame)
    assert (bike.cards["pain"].phase, bike.cards["pain"].touchpoint) == ("before", None)
    assert bike.cards["idea"].phase == "riding"
    assert bike.cards["gain"].touchpoint == "test"
    frame = bike.to_frame("cards").astype(object).set_index("card_id", drop=False)
    frame.loc["idea", "touchpoint_id"] = "ad"
    bike.update_from(frame)
    assert bike.cards["idea"].touchpoint == "ad"
    nowhere = pd.DataFrame({"card_id": ["idea"], "touchpoint_id": [None], "phase_id": [None]})
    with pytest.raises(cjm.InvalidDocument, match=r"row 0.*hangs on"):
        bike.update_from(nowhere)
    for name in ("phase", "phase_id"):
        frame = bike.to_frame("cards").query("card_id == 'idea'").assign(**{name: "riding"})
        with pytest.raises(cjm.InvalidDocument, match=f"row 0, column '{name}'.*only shows"):
            bike.update_from(frame)


def test_f4_of_two_with_one_name_the_held_one_is_meant(bike: cjm.Journey) -> None:
    """[F4] In a list of names, one of two of a name stays the one it was."""
    other = bike.add_channel("Instagram")
    bike.update("shop", channels=[other])
    frame = bike.to_frame().astype(object)
    frame.at[2, "channels"] = ["Instagram", "Web"]  # noqa: PD008
    bike.update_from(frame)
    assert bike.touchpoints["shop"].channels[0] == other.id


def test_f6_a_name_of_several_things(bike: cjm.Journey) -> None:
    """[F6] What is about anything is not guessed where two things have one name."""
    bike.add_channel("Test ride")
    row = pd.DataFrame({"target": ["Test ride"], "emoji": ["🙂"]})
    with pytest.raises(cjm.InvalidDocument, match="2 records are called 'Test ride'"):
        bike.update_from(row, table="reactions")


def test_f4_a_new_name_is_known_to_the_rows_below(bike: cjm.Journey) -> None:
    """[F4] A touchpoint renamed in one row is called by its new name in the next ones."""
    frame = bike.to_frame().astype(object).set_index("touchpoint_id", drop=False)
    frame.loc["think", ["planned_ref_id", "planned_ref"]] = [None, "Sees the ad"]
    frame.loc["ad", "touchpoint"] = "Sees a poster"
    frame.loc["shop", ["planned_ref_id", "planned_ref"]] = [None, "Sees a poster"]
    assert list(frame.index)[:3] == ["think", "ad", "shop"]
    bike.update_from(frame)
    assert bike.touchpoints["think"].planned_ref == bike.touchpoints["shop"].planned_ref == "ad"
    frame.loc["test", ["planned_ref_id", "planned_ref"]] = [None, "Sees the ad"]
    with pytest.raises(cjm.InvalidDocument, match="no touchpoint named 'Sees the ad'"):
        bike.update_from(frame)


def test_f5_the_usual_lanes_are_made_by_their_name(bike: cjm.Journey) -> None:
    """[F5] A lane named as a kind of lane is added; any other name is none."""
    bike.remove(*(lane for lane in bike.lanes if lane.kind == "gain"))
    row = pd.DataFrame({"touchpoint": ["Test ride"] * 2, "lane": "gain", "text": ["!", "?"]})
    bike.update_from(row, table="cards")
    (lane,) = [lane for lane in bike.lanes if lane.kind == "gain"]
    assert [card.lane for card in bike.cards if card.text in ("!", "?")] == [lane.id] * 2
    row["lane"] = "Nothing"
    with pytest.raises(cjm.InvalidDocument, match="no lane named 'Nothing'"):
        bike.update_from(row, table="cards")


def test_f4_the_name_counts_where_the_id_was_taken_away(bike: cjm.Journey) -> None:
    """[F4] An empty id beside a name is looked up; both empty is nothing."""
    frame = bike.to_frame("experience").astype(object).set_index("experience_id", drop=False)
    frame.loc["ex-ana", ["persona_id", "persona"]] = [None, "Ben"]
    bike.update_from(frame)
    assert bike.experiences["ex-ana"].persona == "ben"
    frame.loc["ex-ana", ["persona_id", "persona"]] = None
    bike.update_from(frame)
    assert bike.experiences["ex-ana"].persona is None


def test_f6_a_card_that_loses_all_it_hangs_on(bike: cjm.Journey, unchanged: Any) -> None:
    """[F6] A card on a touchpoint with neither touchpoint nor phase is named."""
    nowhere = pd.DataFrame({"card_id": ["pain"]}).assign(
        touchpoint_id=None, touchpoint=None, phase_id=None, phase=None
    )
    with unchanged(bike), pytest.raises(cjm.InvalidDocument, match=r"row 0.*hangs on a touch"):
        bike.update_from(nowhere, table="cards")


def test_f4_ids_stand_for_names_in_lists(bike: cjm.Journey) -> None:
    """[F4] A list holds names or ids; a name counts before an id."""
    frame = bike.to_frame().astype(object)
    (instagram,) = bike.channels.ids
    frame.at[3, "channels"] = [instagram, "Web"]  # noqa: PD008
    bike.update_from(frame)
    assert [bike.channels[i].name for i in bike.touchpoints["test"].channels] == [
        "Instagram", "Web",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "row", "column", "cell", "value"),
    [
        ("touchpoints", "ad", "tags", ("a", "b"), ("a", "b")),
        ("touchpoints", "ad", "tags", {"a"}, ("a",)),
        ("touchpoints", "ad", "tags", np.array(["a", "b"]), ("a", "b")),
        ("touchpoints", "ad", "tags", None, ()),
        ("touchpoints", "ad", "channels", float("nan"), ()),
        ("touchpoints", "ad", "start", date(2026, 11, 21), "2026-11-21"),
        ("touchpoints", "ad", "start", pd.Timestamp("2026-11-21 09:30"), "2026-11-21T09:30:00"),
        ("touchpoints", "ad", "start", pd.NaT, ""),
        ("touchpoints", "ad", "wait", np.float64(2.5), 2.5),
        ("touchpoints", "ad", "importance_customer", pd.NA, None),
        ("personas", "ana", "demographics", None, {}),
        ("personas", "ana", "demographics", [("town", "Rome")], {"town": "Rome"}),
        ("personas", "ana", "demographics", [{"key": "town", "value": "Rome"}], {"town": "Rome"}),
        ("personas", "ana", "demographics", {"town": "Rome", "job": None}, {"town": "Rome"}),
    ],
    ids=str,
)  # fmt: skip
def test_f4_cells_of_every_kind(
    bike: cjm.Journey, table: str, row: str, column: str, cell: Any, value: Any
) -> None:
    """[F4] What people and libraries put into cells is taken for what it means."""
    bike.update("ad", tags=["x"], start="2020-01-01", importance_customer=3)
    bike.update("ana", demographics={"age": "30"})
    own = tables()[table].own_id
    frame = bike.to_frame(table).astype(object)
    frame.at[list(frame[own]).index(row), column] = cell  # noqa: PD008
    change = bike.update_from(frame, table=table)
    assert getattr(bike.get(row), column) == value
    assert change.ids == {row}
    # Said once more it is no change, whichever way it is written.
    assert bike.update_from(frame, table=table) == cjm.Change()


def test_f7_the_stage_of_a_phase_is_read() -> None:
    """[F7] A column of purchase stages sets those of the phases; a wrong one is named."""
    data = {"touchpoint": ["A", "B", "C"], "phase": ["One", None, "Two"],
            "purchase_stage": ["before", "after", None]}  # fmt: skip
    j = cjm.Journey.from_frame(pd.DataFrame(data))
    assert [(p.name, p.purchase_stage) for p in j.phases] == [("One", "before"), ("Two", "none")]
    data["purchase_stage"][0] = 5
    with pytest.raises(cjm.InvalidDocument, match="row 0, column 'purchase_stage'"):
        cjm.Journey.from_frame(pd.DataFrame(data))


def test_f9_texts_without_pyarrow(bike: cjm.Journey) -> None:
    """[F9] Where pandas keeps texts as Python objects the frame says the same."""
    usual = bike.to_frame("cards")
    with pd.option_context("mode.string_storage", "python"):
        assert bike.to_frame("cards").astype(object).equals(usual.astype(object))


def test_f14_the_page_of_the_tables_is_fresh() -> None:
    """[F14] docs/tables.md says what the tables are; if not: python -m cjm_widgets.frames.reference."""  # noqa: E501
    for path, text in reference.targets(ROOT).items():
        assert path.read_text("utf-8") == text


def test_f14_the_page_of_the_tables_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[F14] The command writes the page."""
    (tmp_path / "docs").mkdir()
    place = tmp_path / "cjm_widgets" / "frames" / "reference.py"
    monkeypatch.setattr(reference, "__file__", str(place))
    reference.main()
    assert (tmp_path / "docs" / "tables.md").read_text("utf-8") == reference.page()


def test_f14_every_column_is_described() -> None:
    """[F14] Every column has a meaning, and nothing else has."""
    names = {(t.name, c.name) for t in tables().values() for c in t.columns}
    wanted = {name for table, name in names if f"{table}.{name}" not in MEANINGS}
    assert wanted <= set(MEANINGS)
    known = {name for _, name in names} | {f"{table}.{name}" for table, name in names}
    assert set(MEANINGS) | set(UNITS) <= known


STRANGE: tuple[Any, ...] = (
    {}, {"a": 1}, [], [1, None], [["a", "b", "c"]], "", " ", "nope", "__proto__", "\ud800", b"x",
    -1, 2.5, 10**30, float("inf"), True, pd.Timestamp("2026-01-01"), pd.Timedelta(1), object(),
    "2026", "x" * 30_000, ["x" * 30_000], {"k": "x" * 30_000}, {1: 2}, "a,b",
)  # fmt: skip


@pytest.mark.parametrize("table", [n for n, t in tables().items() if not t.read_only])
@pytest.mark.filterwarnings("ignore::cjm_widgets.CjmWarning")
def test_f6_strange_cells(full: cjm.Journey, table: str) -> None:
    """[F6] Whatever stands in a cell is taken or refused by row and column, and never crashes."""
    first, text = full.to_frame(table).astype(object).iloc[:1], full.to_json()
    for column in tables()[table].columns:
        for cell in STRANGE:
            frame = first.assign(**{column.name: pd.Series([cell], dtype=object)})
            if table in ("metrics", "paths"):
                frame = frame[list(dict.fromkeys([tables()[table].own_id, column.name]))]
            change, problem = written(full, frame, table)
            assert problem is None or str(problem).startswith("row 0, column ")
            if change:
                assert cjm.Journey.from_json(full.to_json()).to_json() == full.to_json()
                full.undo()
        assert full.to_json() == text


def written(j: cjm.Journey, frame: Any, table: str) -> tuple[cjm.Change, cjm.CjmError | None]:
    try:
        return j.update_from(frame, table=table), None
    except cjm.CjmError as problem:
        return cjm.Change(), problem
