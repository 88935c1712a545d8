"""Every chart, whatever the map: valid, drawn, sayable, in any language and theme."""

from __future__ import annotations

import inspect
import json
import zlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import altair as alt
import jsonschema
import lxml.etree
import pytest
import vl_convert

import cjm_widgets as cjm
from cjm_widgets.charts import kit
from cjm_widgets.charts.display import LAB_MIME
from cjm_widgets.i18n import LANGUAGES
from tests.charts.maps import MAPS, changed, draw

NAMES = cjm.charts.__all__
#: Not of one map with options of its own.
OTHERS = ("what_if", "difference")
OWN = [name for name in NAMES if name not in OTHERS]
THEMES = ("cjm_light", "cjm_dark")
#: The older one says in its subtitle what there is not.
NEW = [name for name in OWN if name != "emotion_curve"]
HOSTILE = (
    "datum.x", "{datum.x}", "'+alert(1)+'", "</script><b>", "\u202eabc", "two\nlines", "\\u0041",
    "a\u0000b", "x" * 900, "", "{value}", "%s", "][", "مرحبا", "🚲" * 30, '"];alert(1)//',
)  # fmt: skip


@cache
def hostile_texts() -> list[str]:
    """Return the hostile texts all share, where they are there, at most some of them."""
    path = Path(__file__).parents[3] / "shared" / "data" / "text" / "hostile_text.jsonl"
    if not path.exists():
        return []
    lines = path.read_text("utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines[:: max(1, len(lines) // 150)]]


@cache
def map_of(size: str) -> cjm.Journey:
    return MAPS[size]()


def spec_of(chart: Any) -> dict[str, Any]:
    with alt.data_transformers.enable("default", max_rows=None):
        spec: dict[str, Any] = chart.to_dict()
    return spec


@cache
def validator() -> jsonschema.Draft7Validator:
    schema = files("altair.vegalite.v6.schema") / "vega-lite-schema.json"
    return jsonschema.Draft7Validator(json.loads(schema.read_text("utf-8")))


def pixels(png: bytes) -> set[bytes]:
    """Return the different pixels of a picture (before they are put together by its filters)."""
    data, at = b"", 8
    while at < len(png):
        size = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + size]
        at += 12 + size
    raw = zlib.decompress(data)
    return {raw[i : i + 4] for i in range(1, len(raw), 4)}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", ["empty", "tiny", "bike"])
@pytest.mark.parametrize("name", NAMES)
def test_l1_every_chart_is_drawn(name: str, size: str, theme: str) -> None:
    """[L1] Any chart of any map is valid, and a picture with something on it, in every theme."""
    with alt.theme.enable(theme):
        spec = spec_of(draw(name, map_of(size)))
    assert spec["config"]["background"] == {"cjm_dark": "#16181d"}.get(theme, "#ffffff")
    if theme == THEMES[0]:
        # Altair validates against the same schema; extra keys would be found here.
        assert not list(validator().iter_errors(spec))
    assert len(pixels(vl_convert.vegalite_to_png(spec))) > 30


@pytest.mark.parametrize("name", NAMES)
def test_l1_a_large_map_is_drawn(name: str) -> None:
    """[L1] Two hundred touchpoints are drawn, within what a browser can show, names apart."""
    spec = spec_of(draw(name, map_of("large")))
    svg = vl_convert.vegalite_to_svg(spec)
    head = svg[: svg.index(">")]
    assert float(head.split('width="')[1].split('"')[0]) < 16_500
    assert svg.count("<path") > 10
    assert svg.count("<text") > 10


@pytest.mark.parametrize("name", NAMES)
def test_l1_older_vegas_draw_it(name: str) -> None:
    """[L1] What a notebook gets is drawn by Vega-Lite 5, too, which JupyterLab has."""
    version = next(v for v in vl_convert.get_vegalite_versions() if v.startswith("5."))
    with alt.theme.enable("cjm_print"):
        spec = draw(name, map_of("bike"))._repr_mimebundle_()[LAB_MIME]
    assert vl_convert.vegalite_to_svg(spec, vl_version=version).count("<path") > 5


@pytest.mark.parametrize("name", NEW)
def test_l2_what_there_is_not_yet_is_said(name: str) -> None:
    """[L2] A chart of an empty map says what is missing, in the language of the map or as asked."""
    said = set()
    for language in LANGUAGES:
        j = cjm.Journey(language=language)
        chart = draw(name, j)
        (rows,) = chart.to_dict()["datasets"].values()
        if name != "check_summary":
            assert [set(row) for row in rows] == [{"text"}]
            said.add(rows[0]["text"])
        other = draw(name, cjm.Journey(), language=language)
        assert other.to_dict() == chart.to_dict()
    if name != "check_summary":
        assert len(said) == len(LANGUAGES)


@pytest.mark.parametrize("name", NAMES)
def test_l2_labels_are_in_the_language(name: str) -> None:
    """[L2] Titles and tooltips are in the language that is asked for, else in that of the map."""
    j = map_of("bike")
    italian = cjm.Journey.from_json(j.to_json())
    italian.update(language="it")

    def titles(chart: Any) -> list[str]:
        return [tip["title"] for tip in of_key(spec_of(chart), "tooltip")]

    english, asked = titles(draw(name, j)), titles(draw(name, j, language="it-CH"))
    assert len(english) == len(asked) > 0
    assert english != asked
    assert titles(draw(name, italian)) == asked
    assert draw(name, j, language="xx").to_dict() == draw(name, j).to_dict()


def of_key(value: Any, key: str) -> list[Any]:
    """Return whatever stands under a key, outside of the data."""
    if isinstance(value, dict):
        here = value.get(key, [])
        return [*(here if isinstance(here, list) else [here]), *(
            found for k, v in value.items() if k not in ("datasets", "data", key)
            for found in of_key(v, key)
        )]  # fmt: skip
    return [f for item in value for f in of_key(item, key)] if isinstance(value, list) else []


def hostile(j: cjm.Journey, texts: tuple[str, ...]) -> cjm.Journey:
    """Return a map in which every text is one of these."""
    document, at = j.to_dict(), 0
    fields = ("name", "title", "text", "description", "unit", "voter", "author", "expectation")
    for records in document.values():
        for record in records if isinstance(records, list) else [records]:
            for field in fields if isinstance(record, dict) else ():
                if isinstance(record.get(field), str):
                    record[field] = texts[at % len(texts)]
                    at += 1
    return cjm.Journey.from_dict(document)


EXPRESSIONS = ("expr", "filter", "test", "calculate", "labelExpr", "signal", "href", "url")


@pytest.mark.parametrize("name", NEW)
def test_l4_texts_are_only_data(name: str) -> None:
    """[L4] Whatever people write, the expressions of a chart are the same, and it is drawn."""
    if name in OTHERS:
        return
    tame = spec_of(draw(name, map_of("bike")))
    wild = hostile(map_of("bike"), (*HOSTILE, *hostile_texts()))
    spec = spec_of(draw(name, wild))
    for key in EXPRESSIONS:
        assert {json.dumps(e) for e in of_key(spec, key)} <= {
            json.dumps(e) for e in of_key(tame, key)
        } | {'"datum.left"', '"!datum.left"'}
    svg = vl_convert.vegalite_to_svg(spec)
    assert "<script" not in svg
    assert "<b>" not in svg
    vl_convert.svg_to_png(svg, scale=0.3)


@pytest.mark.parametrize("name", NAMES)
def test_l31_emoji_are_never_cut_in_two(name: str) -> None:
    """[L31] Names of emoji are cut at whole ones, and drawn where Vega could not cut them."""
    texts = (
        "\N{BICYCLE}" * 40,
        "a" + "\N{BICYCLE}" * 40,
        "A name with \N{BICYCLE} " + "long " * 30,
    )
    svg = vl_convert.vegalite_to_svg(spec_of(draw(name, hostile(map_of("bike"), texts))))
    told = [
        element.text or "" for element in lxml.etree.fromstring(svg.encode()).iterfind(".//{*}text")
        # A title has all of the width.
        if not any("role-title" in over.get("class", "") for over in element.iterancestors())
    ]  # fmt: skip
    assert "\ufffd" not in svg
    for text in (text for text in told if "\N{BICYCLE}" in text):
        assert text.count("\N{BICYCLE}") <= 26
        assert len(text) <= 62


def test_l31_what_is_read_as_one_character_stays_whole() -> None:
    """[L31] Families and flags are left out as a whole, and lines are as wide as others."""
    family, flag = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}", "\U0001f1ee\U0001f1f9"
    for whole in (family, flag):
        label = kit.brief(whole * 60)
        assert label.endswith("…")
        assert label[:-1] == whole * (len(label[:-1]) // len(whole))
        assert 5 <= len(label[:-1]) // len(whole) <= 17
    lines = kit.lines_of(f"Rides {flag} " * 9, 12, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(line.count(flag) == line.count(flag[0]) == line.count(flag[1]) for line in lines)
    assert kit.brief("Sees \N{BICYCLE}") == "Sees \N{BICYCLE}"


@pytest.mark.parametrize("given", [None, "bike", 5, {}, cjm.Journey])
@pytest.mark.parametrize("name", [n for n in NAMES if n != "what_if"])
def test_l5_what_is_no_map(name: str, given: Any) -> None:
    """[L5] What is no map is refused with a typed error that names the chart."""
    arguments = (given, given) if name == "difference" else (given,)
    with pytest.raises(cjm.InvalidDocument, match=name):
        getattr(cjm.charts, name)(*arguments)


WRONG = {
    "lane_heatmap": ("weight", "votes"), "channel_matrix": ("measure", "n"),
    "timeline": ("by", "name"), "opportunity_matrix": ("kinds", ["idea"]),
    "importance_satisfaction": ("importance", "staff"), "pain_gain_balance": ("by", "lane"),
    "evidence_levels": ("by", "lane"), "agreement": ("order", "name"),
    "check_summary": ("severity", "fatal"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "option"), WRONG.items())
def test_l5_wrong_options(name: str, option: tuple[str, Any]) -> None:
    """[L5] An option that is none is a typed error which says what there is."""
    field, value = option
    with pytest.raises(cjm.FormatError, match=field) as caught:
        draw(name, map_of("tiny"), **{field: value})
    assert (caught.value.field, caught.value.value) in ((field, value), (field, "idea"))
    with pytest.raises(cjm.FormatError, match=field):
        draw(name, map_of("tiny"), **{field: 5})


@pytest.mark.parametrize(
    ("name", "option"),
    [("importance_satisfaction", "persona"), ("moments_of_truth", "persona"),
     ("metric_targets", "metric"), ("metrics_over_time", "metric"), ("path_flow", "path"),
     ("votes", "session"), ("service_blueprint", "phase")],
)  # fmt: skip
def test_l5_records_that_are_not_there(name: str, option: str) -> None:
    """[L5] A record that is not on the map is a typed error, and so is one of another type."""
    with pytest.raises(cjm.UnknownRecord):
        draw(name, map_of("bike"), **{option: "nobody"})
    with pytest.raises(cjm.InvalidDocument):
        draw(name, map_of("bike"), **{option: map_of("bike").lanes[0]})


@pytest.mark.parametrize("name", NAMES)
def test_l5_a_language_is_a_text(name: str) -> None:
    with pytest.raises(cjm.FormatError, match="language"):
        draw(name, map_of("tiny"), language=5)


@pytest.mark.parametrize("name", OWN)
def test_l6_charts_are_put_together(name: str) -> None:
    """[L6] ``+``, ``|``, ``&`` and ``.properties`` work, and what comes of them draws offline."""
    one, other = draw(name, map_of("bike")), cjm.charts.evidence_levels(map_of("tiny"))
    rule = alt.Chart(alt.Data(values=[{"a": 1}])).mark_rule().encode(y=alt.value(5))
    for made in (one + rule, one | other, one & other, one.properties(title="Mine")):
        bundle = made._repr_mimebundle_()
        assert list(bundle) == [LAB_MIME, "text/plain"]
        assert "<path" in vl_convert.vegalite_to_svg(bundle[LAB_MIME])
    assert (one | other | one).to_dict()["hconcat"]


@pytest.mark.parametrize("how", ["__or__", "__and__"])
def test_l6_charts_keep_their_colours_and_legends(how: str) -> None:
    """[L6] Beside another one a chart has the colours it has alone, and its legend."""
    j = map_of("bike")
    one, other = cjm.charts.votes(j), cjm.charts.owner_load(j)
    svg = vl_convert.vegalite_to_svg(getattr(one, how)(other).to_dict())
    alone = vl_convert.vegalite_to_svg(other.to_dict())
    for word in ("Worst pains", "Best ideas", "Open cards", "Touchpoints", "Metrics"):
        assert f">{word}<" in svg
    for color in ("#8b46e0", "#009e73"):
        assert svg.count(f'fill="{color}"') == alone.count(f'fill="{color}"') > 0


@pytest.mark.parametrize("name", NAMES)
def test_l6_a_docstring_says_what_to_look_at(name: str) -> None:
    """[L6] A chart says what it shows, what to look at, its parameters and errors."""
    function = getattr(cjm.charts, name)
    text = inspect.getdoc(function) or ""
    for section in ("Parameters", "Returns", "Raises"):
        assert f"{section}\n---" in text
    for parameter in inspect.signature(function).parameters:
        assert f"\n{parameter}" in text.replace("*", "").replace("a, b", "a\nb")
    if name in NEW:
        assert "ook " in text or "Begin " in text


def test_l6_nothing_is_changed(unchanged: Any) -> None:
    """[L6] Drawing changes no map."""
    j = MAPS["bike"]()
    with unchanged(j):
        for name in NAMES:
            draw(name, j)
    assert changed(j).to_json() != j.to_json()
