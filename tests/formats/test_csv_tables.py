"""The tables of a map as CSV files."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cjm_widgets as cjm
from cjm_widgets.formats.csv_tables import as_text, csv_archive, csv_table
from cjm_widgets.model.errors import FormatError


def read(data: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(data), encoding="utf-8-sig", keep_default_na=False, dtype=str)


@pytest.fixture
def j() -> cjm.Journey:
    j = cjm.Journey("Café", language="en")
    j.add_touchpoint('=HYPERLINK("http://x.example")', channels=["Web", "=1+1"], emotion=-2)
    j.add_touchpoint("Zażółć, “jaźń”\nzwei Zeilen")
    return j


def test_e168_text_stays_text_and_numbers_stay_numbers(j: cjm.Journey) -> None:
    """[E168] A cell with a text that begins like a formula begins with an apostrophe."""
    touchpoints = read(csv_table(j, "touchpoints"))
    assert touchpoints["touchpoint"].tolist() == [
        "'=HYPERLINK(\"http://x.example\")", "Zażółć, “jaźń”\nzwei Zeilen",
    ]  # fmt: skip
    assert touchpoints["channels"].tolist() == ["Web; =1+1", ""]
    assert read(csv_table(j, "channels"))["channel"].tolist() == ["Web", "'=1+1"]
    assert read(csv_table(j, "experience"))["score"].tolist() == ["-2.0"]


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\u00a0@", "＝", "－"]
)
def test_e168_every_way_to_begin_a_formula_is_stopped(sign: str) -> None:
    """[E168] Also after blanks, and with the wide signs of East Asian keyboards."""
    j = cjm.Journey()
    j.add_goal(f"{sign}1")
    assert read(csv_table(j, "goals"))["goal"].tolist() == [f"'{sign}1"]


@given(st.text())
def test_e168_no_text_is_lost(text: str) -> None:
    """[E168] An apostrophe comes before it or nothing does; what is left begins no formula."""
    made = as_text(text)
    assert made in (text, f"'{text}")
    assert made.lstrip()[:1] not in tuple("=+-@")
    assert made[:1] not in tuple("\t\r\n")


def test_e168_a_table_is_a_file_for_spreadsheets(j: cjm.Journey) -> None:
    """[E168] With a byte order mark, without which Excel misreads accents, and CRLF."""
    data = csv_table(j, "touchpoints")
    assert data.startswith(b"\xef\xbb\xbfposition,touchpoint_id,touchpoint,")
    assert data.count(b"\r\n") == 3
    with pytest.raises(FormatError, match="no table 'secrets'"):
        csv_table(j, "secrets")


def test_e168_all_tables_come_in_one_file(j: cjm.Journey) -> None:
    """[E168] Those that hold the map, as far as they have rows; of an empty map one."""
    with zipfile.ZipFile(io.BytesIO(csv_archive(j))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert archive.read("touchpoints.csv") == csv_table(j, "touchpoints")
    assert {"touchpoints.csv", "experience.csv", "channels.csv", "lanes.csv"} == set(names)
    with zipfile.ZipFile(io.BytesIO(csv_archive(cjm.Journey.from_dict(EMPTY)))) as archive:
        assert archive.namelist() == ["touchpoints.csv"]


EMPTY = {"format": "cjm", "version": 1, "journey": {"id": "empty"}}


def test_e168_an_edited_table_is_read_back(j: cjm.Journey) -> None:
    """[E168] What a program reads again says the same, but for the apostrophes."""
    j.add_touchpoint("Plain", channels=["Web", "Shop"], tags=["one", "two"])
    frame = read(csv_table(j, "touchpoints"))[["touchpoint_id", "touchpoint", "channels", "tags"]]
    before = j.revision
    j.update_from(frame[frame["touchpoint"] == "Plain"])
    assert j.revision == before


def test_u4_hostile_texts_come_back_from_tables() -> None:
    """[U4] [E168] Each is what it was, or has one apostrophe before it; none begins a formula."""
    path = Path(__file__).parents[3] / "shared" / "data" / "text" / "hostile_text.jsonl"
    if not path.is_file():
        pytest.skip(f"{path.name} is not there: put it next to the repository")
    lines = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    texts = [text for text in lines if text.encode("utf-8", "replace").decode() == text]
    assert len(texts) > 1_500
    j = cjm.Journey()
    step = j.add_touchpoint("Step")
    with j.transaction("Fill"):
        for text in texts:
            j.add_card(step, "pain", text)
    # As spreadsheets read it: what stands between quotation marks stays, line breaks and all.
    rows = csv.reader(io.StringIO(csv_table(j, "cards").decode("utf-8-sig"), newline=""))
    column = next(rows).index("text")
    found = [row[column] for row in rows]
    assert [
        f if f == t else f.removeprefix("'") for f, t in zip(found, texts, strict=True)
    ] == texts
    formulas = [text for text in found if text.lstrip()[:1] in tuple("=+-@")]
    assert [text for text in formulas if text] == []
