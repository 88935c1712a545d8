"""Rows of a survey or of a table of metrics on the map."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cjm_widgets as cjm
from cjm_widgets.research import Measurements
from tests.strategies import SEEDS, TEXTS, random_document

SURVEY = {
    "touchpoint": ["ad", "Visits the shop", "  visits THE　shop ", "Test ride"],
    "persona": ["Ana", None, "ben", "ana"],
    "respondent": ["R1", 2, 3.0, None],
    "score": [2, "-1.5", 0, Decimal("1.5")],
    "note": ["Fun", "", None, "  "],
}


def said(j: cjm.Journey, report: Measurements) -> list[tuple[Any, ...]]:
    """Return what the records say that a report names, in its order."""
    found = [j.get(i) for i in report.matched["record_id"]]
    return [(e.touchpoint, e.persona, e.respondent, e.score, e.source, e.n) for e in found]


def reasons(report: Measurements) -> dict[int, str]:
    return dict(zip(report.unmatched["row"], report.unmatched["reason"], strict=True))


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table])
def test_r10_scores_of_a_survey(bike: cjm.Journey, make: Any) -> None:
    """[R10] Rows of any kind of frame become scores: by id, name, or name but for its case."""
    survey = SURVEY
    if make is not pd.DataFrame:
        text = {name: [None if v is None else str(v) for v in column]
                for name, column in SURVEY.items()}  # fmt: skip
        survey = text | {"respondent": ["R1", "2", "3", None]}
    report = bike.add_measurements(make(survey))
    assert said(bike, report) == [
        ("ad", "ana", "R1", 2, "self_reported", None),
        ("shop", None, "2", -1.5, "self_reported", None),
        ("shop", "ben", "3", 0, "self_reported", None),
        ("test", "ana", "", 1.5, "self_reported", None),
    ]
    assert report.matched["matched_by"].tolist() == ["id", "name", "similar name", "name"]
    assert report.matched["action"].tolist() == ["added"] * 4
    assert [e.note for e in bike.experiences if e.source == "self_reported"] == ["Fun", "", "", ""]
    assert not len(report.unmatched)


def test_r10_one_change_one_undo(bike: cjm.Journey) -> None:
    """[R10] All that a table adds, new metrics and personas too, is one change."""
    before = bike.to_json()
    frame = pd.DataFrame(SURVEY).assign(metric="NPS", value=1.5, persona="Cleo", unit="pt")
    report = bike.add_measurements(frame, new_personas=True)
    assert bike.revision == 1
    assert bike.history[-1].change == report.change
    assert bike.history[-1].label == "Add measurements"
    assert [(p.name) for p in bike.personas] == ["Ana", "Ben", "Cleo"]
    assert {e.persona for e in bike.experiences if e.respondent} == {bike.personas[2].id}
    bike.undo()
    assert bike.to_json() == before


def test_r11_columns_by_name_and_by_keyword(bike: cjm.Journey) -> None:
    """[R11] Columns called by their meaning need no word, others are named; records go for all."""
    frame = pd.DataFrame({"Touchpoint ID": ["ad"], "Rating": [1], "N": [7], "SD": [0.5], "x": [0]})
    report = bike.add_measurements(frame, source="measured", persona=bike.personas["ben"])
    assert said(bike, report) == [("ad", "ben", "", 1, "measured", 7)]
    assert report.columns == {"Touchpoint ID": "touchpoint", "Rating": "score", "N": "n",
                              "SD": "sd"}  # fmt: skip
    assert report.unused == ("x",)
    report = bike.add_measurements(frame, score="x", touchpoint=bike.touchpoints["shop"])
    assert said(bike, report) == [("shop", None, "", 0, "self_reported", 7)]
    assert set(report.unused) == {"Touchpoint ID", "Rating"}
    frame = pd.DataFrame({"touchpoint_id": ["gone", None, "ad"], "touchpoint": ["Sees the ad"] * 3,
                          "score": 1, "source": ["Self-reported", None, "observed"]})  # fmt: skip
    report = bike.add_measurements(frame)
    assert report.matched["matched_by"].tolist() == ["name", "name", "id"]
    assert [row[4] for row in said(bike, report)] == ["self_reported"] * 2 + ["observed"]


def test_r12_values_of_metrics(bike: cjm.Journey) -> None:
    """[R12] A row with a value is a value of its metric, made when new, of the kind it is named."""
    frame = pd.DataFrame({
        "touchpoint": ["ad", "shop", "shop", "test"], "metric": ["csat", "NPS", " nps", "Visits"],
        "value": [4.5, "40", 2**40 + 1, 12], "n": [3.0, None, 5, None],
        "date": ["2026-01-31", pd.Timestamp("2026-02-01"), None, "2026-02-01T10:00:00"],
        "unit": ["pt", "points", "pt", None], "persona": [None, None, "ana", None],
        "source": ["CRM"] * 4,
    })  # fmt: skip
    report = bike.add_measurements(frame)
    nps, visits = bike.metrics[1:]
    assert (nps.name, nps.kind, nps.unit) == ("NPS", "nps", "points")
    assert (visits.name, visits.kind, visits.unit) == ("Visits", "custom", "")
    found = [bike.metric_values[i] for i in report.matched["record_id"]]
    assert [(v.metric, v.target, v.value, v.n, v.date, v.persona) for v in found] == [
        ("csat", "ad", 4.5, 3, "2026-01-31", None), (nps.id, "shop", 40, None, "2026-02-01", None),
        (nps.id, "shop", 2**40 + 1, 5, "", "ana"),
        (visits.id, "test", 12, None, "2026-02-01T10:00:00", None),
    ]  # fmt: skip
    assert report.unused == ("source",)
    assert "4 values added, new metrics: 'NPS', 'Visits'" in str(report)
    more = pd.DataFrame({"touchpoint": ["shop"], "value": [2**40]})
    report = bike.add_measurements(more, metric=nps)
    assert report.matched["action"].tolist() == ["added"]


def test_r12_the_kind_of_a_new_metric(bike: cjm.Journey) -> None:
    """[R12] It is the one in the column, however written; else that of its name."""
    frame = pd.DataFrame({
        "touchpoint": "ad", "metric": ["Sign-ups", "NPS", "Happy", "Calls", "Csat"], "value": 1,
        "kind": ["conversion", None, " NPS", "phone", "volume"],
    })  # fmt: skip
    with pytest.warns(cjm.UnknownValueWarning, match="phone"):
        report = bike.add_measurements(frame)
    made = {metric.name: metric.kind for metric in bike.metrics}
    assert made == {
        # That it is on the map already, and of which kind, stands.
        "CSAT": "custom", "Sign-ups": "conversion", "NPS": "nps", "Happy": "nps", "Calls": "phone",
    }  # fmt: skip
    assert report.columns["kind"] == "kind"
    # The table of metrics of one map has the same kinds on another.
    other = cjm.Journey()
    other.add_touchpoint("Sees the ad")
    other.add_measurements(bike.to_frame("metrics").query("kind != 'phone' and at_id == 'ad'"))
    assert {m.name: m.kind for m in other.metrics} == {
        "CSAT": "custom", "Sign-ups": "conversion", "NPS": "nps", "Happy": "nps",
    }  # fmt: skip
    with pytest.raises(cjm.InvalidDocument, match="kind= says nothing without metric="):
        bike.add_measurements(frame[["touchpoint", "kind"]].assign(score=1), kind="kind")


def test_r13_the_scale_of_the_survey(bike: cjm.Journey) -> None:
    """[R13] Scores and spreads of another scale are converted to that of the map."""
    frame = pd.DataFrame(
        {"touchpoint": ["ad", "shop", "test"], "score": [1, 3, 4.5], "sd": [1, 0.5, 2]}
    )
    report = bike.add_measurements(frame, scale="1..5")
    found = [bike.experiences[i] for i in report.matched["record_id"]]
    assert [(e.score, e.sd) for e in found] == [(-2, 1), (0, 0.5), (1.5, 2)]
    bike.convert_scale("0..100")
    again = bike.add_measurements(frame, scale="1..5")
    assert set(again.matched["action"]) == {"already there"}


def test_r14_what_did_not_match(bike: cjm.Journey) -> None:
    """[R14] Rows without a place are named with the reason and the closest name; none is lost."""
    bike.add_touchpoint("test RIDE", id="twin")
    bike.add_touchpoint("Same", id="s1")
    bike.add_touchpoint("Same", id="s2")
    frame = pd.DataFrame({
        "touchpoint": [
            "Sees the add", "TEST ride", "Same", None, "ad", "ad", "zzz", "\ud800", "ad",
        ],
        "score": [1, 1, 1, 1, 1, None, 1, 1, None],
        "persona": [None, None, None, None, "Anna", None, None, None, None],
        "value": [None] * 8 + [3], "metric": None,
    }, dtype=object)  # fmt: skip
    before = bike.revision
    report = bike.add_measurements(frame)
    assert reasons(report) == {
        0: "no such touchpoint", 1: "2 touchpoints have this name: give the id of one",
        2: "2 touchpoints have this name: give the id of one", 3: "no touchpoint",
        4: "no such persona", 5: "nothing measured", 6: "no such touchpoint",
        7: "no such touchpoint", 8: "no metric",
    }  # fmt: skip
    closest = report.unmatched["closest"].tolist()
    assert [closest[at] for at in (0, 1, 2, 4)] == ["Sees the ad", "twin, test", "s1, s2", "Ana"]
    assert all(isinstance(closest[at], float) for at in (3, 5, 6, 7, 8))
    assert report.unmatched["touchpoint"][7] == "\\ud800"
    assert (len(report.matched), bike.revision, report.change) == (0, before, cjm.Change())
    text = str(report)
    assert text.startswith("9 rows: 0 matched, 9 unmatched")
    assert "row 0: no such touchpoint 'Sees the add'; closest: 'Sees the ad'" in text
    assert "and 4 more in .unmatched" in text
    assert repr(report) == text


def test_r15_twice_is_once(bike: cjm.Journey) -> None:
    """[R15] What is on the map already is not added again, unless asked; people alike all count."""
    frame = pd.DataFrame({"touchpoint": ["ad", "ad", "ad", "shop"], "score": [1, 1, 1, 1],
                          "respondent": [None, None, "R1", None]})  # fmt: skip
    first = bike.add_measurements(frame)
    assert len(first.change.added) == 4
    again = bike.add_measurements(frame)
    assert bike.revision == 1
    assert again.matched["action"].tolist() == ["already there"] * 4
    assert sorted(again.matched["record_id"]) == sorted(first.matched["record_id"])
    more = bike.add_measurements(pd.concat([frame, frame.head(1)]))
    assert more.matched["action"].tolist() == ["already there"] * 4 + ["added"]
    assert len(bike.add_measurements(frame, repeat=True).change.added) == 4
    values = pd.DataFrame({"touchpoint": ["ad"], "metric": ["NPS"], "value": [3]})
    assert len(bike.add_measurements(values).change.added) == 2
    assert not bike.add_measurements(values).change


@pytest.mark.parametrize(
    ("column", "cell", "match"),
    [
        ("score", "good", "'good'"), ("score", 3, "3 is off the map's scale -2..2; give scale="),
        ("score", True, "True"), ("score", "1,234", "two ways"), ("score", float("inf"), "inf"),
        ("n", -1, "-1"), ("n", 1.5, "1.5"), ("sd", -0.5, "-0.5"), ("source", "guessed", "sources"),
        ("date", "soon", "'soon'"), ("value", "high", "'high'"), ("metric", "x" * 1001, "1000"),
        ("note", "\ud800", "surrogate"), ("respondent", "x" * 1001, "1000"), ("score", [1], "1"),
    ],
)  # fmt: skip
def test_r16_a_wrong_cell_is_named(
    bike: cjm.Journey, unchanged: Any, column: str, cell: Any, match: str
) -> None:
    """[R16] A cell that does not fit is named by row and column, and nothing is changed."""
    frame = pd.DataFrame({
        "touchpoint": ["ad", "shop"], "score": [1, 1], "metric": ["CSAT", "CSAT"],
        "value": [1, 2], "n": [1, 1], "sd": [0, 0], "source": "observed", "note": "x",
        "date": "2026-01-01", "respondent": "R",
    }).astype(object)  # fmt: skip
    frame[column] = pd.Series([frame[column][0], cell], dtype=object)
    with unchanged(bike), pytest.raises(cjm.InvalidDocument) as caught:
        bike.add_measurements(frame)
    assert str(caught.value).startswith(f"row 1, column {column!r}: ")
    assert match in str(caught.value)
    assert caught.value.field == column


def test_r16_all_wrong_cells_are_named(bike: cjm.Journey, unchanged: Any) -> None:
    """[R16] Of many the first ten are named, and how many more there are."""
    frame = pd.DataFrame({"touchpoint": ["ad"] * 12, "score": ["x"] * 12})
    with unchanged(bike), pytest.raises(cjm.InvalidDocument) as caught:
        bike.add_measurements(frame, scale="1..5")
    lines = str(caught.value).splitlines()
    assert lines[0] == "12 cells are wrong, and nothing was added:"
    assert lines[10].strip().startswith("row 9, column 'score'")
    assert lines[11].strip() == "and 2 more"
    with pytest.raises(cjm.InvalidDocument, match=r"6 is off the survey's scale 1\.\.5$"):
        bike.add_measurements(frame.head(1).assign(score=6), scale="1..5")


def test_r16_a_survey_on_another_scale_is_one_line(bike: cjm.Journey, unchanged: Any) -> None:
    """[R16] With how many scores it is, where the first is, and what to do; the rest is named."""
    frame = pd.DataFrame({"touchpoint": "ad", "stars": [2, 5, 4, 3, 5], "n": [1, 1, -1, 1, 1]})
    with unchanged(bike), pytest.raises(cjm.InvalidDocument) as caught:
        bike.add_measurements(frame, score="stars")
    head, off, other = str(caught.value).splitlines()
    assert head == "5 cells are wrong, and nothing was added:"
    assert off == (
        "  4 scores are off the map's scale -2..2, the first in row 1, column 'stars': 5; "
        "give scale= when the survey has another"
    )
    assert other == "  row 2, column 'n': n is -1: Expected `int` >= 0"
    with pytest.raises(cjm.InvalidDocument) as caught:
        bike.add_measurements(frame, score="stars", scale="nps", touchpoint="touchpoint")
    assert "scale" not in str(caught.value)
    frame = pd.DataFrame({"touchpoint": "ad", "score": [6, 7]})
    with pytest.raises(cjm.InvalidDocument) as caught:
        bike.add_measurements(frame, scale="1..5")
    assert str(caught.value).splitlines()[1:] == [
        "  2 scores are off the survey's scale 1..5, the first in row 0, column 'score': 6"
    ]


@pytest.mark.parametrize(
    ("columns", "keywords", "error", "match"),
    [
        (["touchpont", "score"], {}, cjm.UnknownField, "did you mean 'touchpont'"),
        (["touchpoint", "stars"], {}, cjm.InvalidDocument, "neither scores nor values"),
        (["touchpoint", "stars"], {"score": "star"}, cjm.UnknownField, "did you mean 'stars'"),
        (["touchpoint", "score"], {"scor": "x"}, cjm.UnknownField, "did you mean 'score'"),
        (["touchpoint", "value"], {}, cjm.UnknownField, "metric"),
        (["touchpoint", "score"], {"score": 3}, cjm.InvalidDocument, "name of one"),
        (["touchpoint", "score", "v"], {"value": "v"}, cjm.InvalidDocument, "without metric="),
        (["touchpoint", "metric", "value", "x"], {"sd": "x"}, cjm.CjmError, "without score="),
        (["touchpoint", "score"], {"source": "guessed"}, cjm.UnknownField, "guessed"),
        (["touchpoint", "Score", "SCORE"], {}, cjm.InvalidDocument, "could all be"),
        (["touchpoint", "score", "score"], {}, cjm.InvalidDocument, "rename one"),
        (["touchpoint", "score"], {"scale": "0..7"}, cjm.InvalidDocument, "no emotion scale"),
        ([], {}, cjm.CjmError, "touchpoint"),
    ],
)
def test_r16_columns_that_are_not_there(
    bike: cjm.Journey, unchanged: Any, columns: list[str], keywords: dict[str, Any],
    error: type[Exception], match: str,
) -> None:  # fmt: skip
    """[R16] A keyword or column that is none is named with the closest; nothing is changed."""
    frame = pd.DataFrame([[1] * len(columns)], columns=columns)
    with unchanged(bike), pytest.raises(error, match=match):
        bike.add_measurements(frame, **keywords)


def test_r16_records_of_other_maps_and_types(bike: cjm.Journey, unchanged: Any) -> None:
    """[R16] A record given for all rows is one of this map and of the right type."""
    frame = pd.DataFrame({"touchpoint": ["ad"], "score": [1]})
    stranger = cjm.Journey("x").add_persona("Zoe")
    with unchanged(bike), pytest.raises(cjm.InvalidDocument, match="not on this map"):
        bike.add_measurements(frame, persona=stranger)
    with unchanged(bike), pytest.raises(cjm.InvalidDocument, match="another type"):
        bike.add_measurements(frame, persona=bike.touchpoints["ad"])
    with unchanged(bike), pytest.raises(cjm.InvalidDocument, match="no dataframe"):
        bike.add_measurements([1, 2])  # type: ignore[arg-type]


def test_r17_names_of_columns_may_be_numbers(bike: cjm.Journey) -> None:
    """[R17] Frames as pandas makes them: an index, numbers for names, repeated index labels."""
    frame = pd.DataFrame([["ad", 1], ["shop", 2]], index=[5, 5])
    report = bike.add_measurements(frame, touchpoint="0", score="1")
    assert [row[:4] for row in said(bike, report)] == [
        ("ad", None, "", 1), ("shop", None, "", 2),
    ]  # fmt: skip
    assert report.matched["row"].tolist() == [0, 1]


@settings(max_examples=40)
@given(seed=SEEDS)
@pytest.mark.filterwarnings("ignore::cjm_widgets.UnknownValueWarning")
def test_r18_scores_of_a_map_come_back(seed: int) -> None:
    """[R18] The scores of any map, as a frame, put on the map without them give those scores."""
    data = random_document(seed)
    for felt in data.get("experiences", []):
        if "score" in felt:
            felt["score"] = {0.0: -2, 1.0: 1.5, 0.25: 0.25}[felt["score"]]
    data["journey"]["emotion_scale"] = {}
    j = cjm.Journey.from_dict(data)
    frame = j.to_frame("experience")
    bare = cjm.Journey.from_dict(data)
    bare.remove(*bare.experiences)
    report = bare.add_measurements(frame)
    back = [bare.get(i) for i in report.matched["record_id"]]
    put = [j.experiences[i] for i in frame["experience_id"].iloc[report.matched["row"]]]
    names = ("touchpoint", "persona", "respondent", "score", "source", "n", "sd")
    for one, other in zip(back, put, strict=True):
        assert [getattr(one, n) for n in names[3:]] == [getattr(other, n) for n in names[3:]]
        assert one.touchpoint == other.touchpoint
        assert one.persona == other.persona
        assert one.respondent.strip() == other.respondent.strip()
    assert set(report.matched["row"]) | set(report.unmatched["row"]) == set(range(len(frame)))
    assert not bare.add_measurements(frame).change


@settings(max_examples=60)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from((*TEXTS, "ad", "shop", None)), st.sampled_from((*TEXTS, 1, None)),
                  st.sampled_from((1, 0.5, None, -2))), max_size=12,
    )
)  # fmt: skip
def test_r18_every_row_is_accounted_for(rows: list[tuple[Any, ...]]) -> None:
    """[R18] Whatever rows hold, each is on the map or named; and a second time adds nothing."""
    j = cjm.Journey()
    j.add_touchpoint("Sees the ad", id="ad")
    j.add_touchpoint("</script>", id="shop")
    frame = pd.DataFrame(rows, columns=["touchpoint", "respondent", "score"], dtype=object)
    report = j.add_measurements(frame)
    done = [*report.matched["row"], *report.unmatched["row"]]
    assert sorted(done) == list(range(len(rows)))
    assert len(j.experiences) == len(report.matched)
    assert cjm.Journey.from_json(j.to_json()).to_json() == j.to_json()
    assert str(report)
    assert not j.add_measurements(frame).change
