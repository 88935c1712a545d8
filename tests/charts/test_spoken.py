"""Differences and what-ifs in every language."""

from __future__ import annotations

from typing import Any

import pytest
import vl_convert

import cjm_widgets as cjm
from cjm_widgets.charts.words import Words
from cjm_widgets.i18n import LANGUAGES
from tests.charts import maps
from tests.charts.test_left_out import subtitle
from tests.charts.test_values import rows

charts = cjm.charts


def texts_of_svg(chart: Any) -> str:
    return vl_convert.vegalite_to_svg(chart.to_dict())


@pytest.mark.parametrize("language", [x for x in LANGUAGES if x != "en"])
def test_l29_differences_in_words_of_the_language(language: str) -> None:
    """[L29] Kinds of difference, fields, choices and quotation marks are those of the language."""
    j = maps.bike()
    other = cjm.Journey.from_json(j.to_json())
    other.update(next(iter(other.cards)), status="rejected")
    other.update("friend", moment_of_truth=True)
    other.add_touchpoint("Something new", emotion=1)
    chart = charts.difference(j, other, language=language)
    marks = rows(chart, "mark", "what")
    words = Words(language)
    assert {r["kind"] for r in marks} <= {
        words(f"kind_{kind}") for kind in ("added", "removed", "changed", "moved")
    }
    every = " ".join(r["what"] for r in marks)
    assert words.field("moment_of_truth") in every
    assert words.quoted(words("yes")) in every
    assert words.quoted(words.choice("rejected")) in every
    for english in ('touchpoint "', "moment_of_truth", "rejected", "Everyone", '"'):
        assert english not in every
    svg = texts_of_svg(chart)
    assert words("everyone") in every
    for word in ("kind_added", "kind_changed", "f_emotion"):
        assert f">{words(word)}<" in svg
    assert subtitle(charts.difference(j, j, language=language)) == [words("no_differences")]
    italian = cjm.Journey.from_json(j.to_json())
    italian.update(language=language)
    assert cjm.diff(italian, other).chart().to_dict() == (
        cjm.diff(italian, other).chart(language=language).to_dict()
    )


TITLES = {
    "en": "What if: remove Pays and picks up; add Call at the end of Use; ",
    "it": "E se: togliere «Pays and picks up»; aggiungere «Call» alla fine di «Use»; ",
    "pl": "Co jeśli: usunąć „Pays and picks up”; dodać „Call” na końcu fazy „Use”; ",
    "fr": (
        "Et si\u00a0: retirer «\u00a0Pays and picks up\u00a0»\u00a0; "
        "ajouter «\u00a0Call\u00a0» à la fin de «\u00a0Use\u00a0»"
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_l29_what_ifs_in_words_of_the_language(language: str) -> None:
    """[L29] What is done, measures, units, intervals and digits are those of the language."""
    j = maps.bike()
    w = cjm.what_if(
        j, remove=["pay"], add=[{"name": "Call", "phase": "Use"}],
        change={"reviews": {"duration": 60, "conversion": 0.5, "n": 40}},
    )  # fmt: skip
    words = Words(language)
    chart = charts.what_if(w, language=language)
    points = rows(chart, "side")
    assert {r["side"] for r in points} == {words("before"), words("after")}
    told = next(data for data in chart.to_dict()["datasets"].values() if data and "end" in data[0])
    assert {words("kind_added"), words("kind_removed")} <= {r["words"] for r in told}
    ride = next(r["words"] for r in points if r["low"] is not None)
    comma = {"en": "."}.get(language, ",")
    assert f"{comma}" in ride
    assert (" to " in ride) == (language == "en")
    assert chart.to_dict()["title"]["text"].startswith(TITLES[language])
    assert words("m_reach") in texts_of_svg(chart)
    time = charts.what_if(w, "time", language=language)
    assert any(
        words("in_hours", n="1") in r["words"] for r in rows(time, "side")
    ), rows(time, "side")  # fmt: skip
    empty = charts.what_if(cjm.what_if(cjm.Journey(language=language)))
    assert subtitle(empty) == [words("nothing_known")]
    assert words("nothing_changed") in empty.to_dict()["title"]["text"]
