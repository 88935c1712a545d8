"""The emotion curve: what it encodes, how it is handed over, and that Vega draws it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import altair as alt
import pytest
import vl_convert
from hypothesis import given, settings

import cjm_widgets as cjm
from cjm_widgets.charts import emotion_curve
from cjm_widgets.charts.display import LAB_MIME, mimebundle
from tests.strategies import documents

#: From the one nearest to JupyterLab's (5.6) to the newest.
KNOWN = vl_convert.get_vegalite_versions()
VERSIONS = [
    next(v for v in KNOWN if v.startswith("5.")),
    next(v for v in reversed(KNOWN) if v.startswith("5.")),
    next(v for v in reversed(KNOWN) if v.startswith("6.")),
]
HOSTILE = (
    "it's \"quoted\"", "back\\slash", "👩‍🔧 repair", "two\nlines", "</script><b>", "{datum.x}",
    "'+alert(1)+'", "\u2028", "", "مرحبا", "a:b", "[0]", "\u0000",
)  # fmt: skip


def rows(chart: Any) -> list[dict[str, Any]]:
    """Return the data of the points of a chart."""
    spec = chart.to_dict()
    return max(spec["datasets"].values(), key=lambda data: len(data[0]) if data else 1)


def layers(chart: Any) -> dict[str, dict[str, Any]]:
    return {layer["mark"]["type"]: layer for layer in chart.to_dict()["layer"]}


def draw(chart: Any, version: str = "5.8") -> str:
    """Return the chart as Vega draws it from what a notebook gets."""
    spec = {**mimebundle(chart)[LAB_MIME], "width": 600}
    svg: str = vl_convert.vegalite_to_svg(spec, vl_version=version)
    return svg


def points(svg: str) -> list[str]:
    """Return the tags of the drawn points."""
    return re.findall(r'<path [^>]*aria-roledescription="point"[^>]*>', svg)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where anything opens a connection."""

    def refuse(*_: Any) -> None:
        raise AssertionError("a chart opened a connection")

    monkeypatch.setattr("socket.socket.connect", refuse)


@pytest.fixture
def felt(bike: cjm.Journey) -> cjm.Journey:
    """Return a map with two personas: one assumed, one measured."""
    for touchpoint, score in (("shop", -2), ("test", 2)):
        bike.add_experience(touchpoint, "ana", score, emotion="so so")
        bike.add_experience(touchpoint, "ben", -score, source="measured", n=10, sd=0.5)
    bike.remove("ex-all")
    # Planned against actual has its own tests.
    bike.update("test", planned_ref=None)
    return bike


def test_f10_one_line_a_persona(felt: cjm.Journey) -> None:
    """[F10] There is one line a persona, in the persona's colour, over the positions."""
    chart = emotion_curve(felt)
    assert isinstance(chart, alt.LayerChart)
    spec = chart.to_dict()
    line = layers(chart)["line"]
    assert line["mark"]["interpolate"] == "monotone", "it never overshoots"
    assert line["encoding"]["x"]["field"] == "position"
    assert line["encoding"]["y"]["field"] == "score"
    assert line["encoding"]["color"]["field"] == "line"
    assert line["encoding"]["color"]["scale"]["domain"] == ["Ana", "Ben"]
    assert line["encoding"]["color"]["scale"]["range"][0] == "#aa0000"
    assert [(r["line"], r["position"], r["score"]) for r in rows(chart)] == [
        ("Ana", 2, 1), ("Ana", 3, -2), ("Ben", 3, 2), ("Ana", 4, 2), ("Ben", 4, -2),
    ]  # fmt: skip
    assert spec["title"]["text"] == "Buying a bike"


def test_f10_hollow_is_assumed(felt: cjm.Journey) -> None:
    """[F10] A point is hollow where its score is only assumed, and filled where it is not."""
    chart = emotion_curve(felt)
    fill = layers(chart)["point"]["encoding"]["fill"]
    assert fill["condition"] == {"test": "datum.assumed", "value": "white"}
    assert fill["field"] == "line"
    assert {(r["line"], r["assumed"]) for r in rows(chart)} == {("Ana", True), ("Ben", False)}
    drawn = points(draw(chart))
    assert len(drawn) == 5
    assert sum('fill="white"' in tag for tag in drawn) == 3
    assert sum('fill="#aa0000"' in tag for tag in drawn) == 0
    felt.update(felt.experiences[0], source="observed")
    assert sum('fill="#aa0000"' in tag for tag in points(draw(emotion_curve(felt)))) == 1


def test_f10_several_answers_are_their_mean(bike: cjm.Journey) -> None:
    """[F10] Respondents of one persona count as their mean, with the spread as a band."""
    bike.remove("ex-ana", "ex-all")
    for score in (-1, 0, 1):
        bike.add_experience("ad", "ana", score, source="self_reported")
    (row,) = rows(emotion_curve(bike))
    assert (row["score"], row["n"], row["low"], row["high"]) == (0, 3, -1, 1)
    assert (row["assumed"], row["source"]) == (False, "self_reported")
    bike.add_experience("ad", "ana", 0)
    assert rows(emotion_curve(bike))[0]["assumed"] is False
    band = layers(emotion_curve(bike))["area"]
    assert (band["encoding"]["y"]["field"], band["encoding"]["y2"]["field"]) == ("low", "high")


def test_f10_tooltips(felt: cjm.Journey) -> None:
    """[F10] The tooltip shows the cards of the touchpoint, the first three spelt out."""
    for text in ("Dear", "Slow", "Loud"):
        felt.add_card("ad", "gain", text)
    chart = emotion_curve(felt)
    shown = {t["title"]: t["field"] for t in layers(chart)["point"]["encoding"]["tooltip"]}
    assert shown["Cards"] == "cards"
    assert {"Touchpoint", "Phase", "Persona", "Score", "Source", "n"} <= shown.keys()
    assert rows(chart)[0]["cards"] == (
        "pain: Too many models · gain: Dear · gain: Slow · and 1 more"
    )
    assert rows(chart)[1]["emotion"] == "so so"


@pytest.mark.parametrize("scale", cjm.EMOTION_SCALES)
def test_f10_the_axis_is_the_scale(bike: cjm.Journey, scale: str) -> None:
    """[F10] The axis runs over the scale, with the neutral line; further for what is off it."""
    bike.update(emotion_scale=scale)
    preset = cjm.EMOTION_SCALES[scale]
    bike.update("ex-ana", score=preset.max)
    bike.update("ex-all", score=preset.min, sd=None)
    chart = emotion_curve(bike)
    assert layers(chart)["line"]["encoding"]["y"]["scale"]["domain"] == [preset.min, preset.max]
    neutral = layers(chart)["rule"]["data"]["name"]
    assert chart.to_dict()["datasets"][neutral] == [{"y": preset.neutral}]
    bike.update("ex-ana", score=preset.max + 7)
    bike.update("ex-all", score=preset.min - 7)
    chart = emotion_curve(bike)
    assert layers(chart)["line"]["encoding"]["y"]["scale"]["domain"] == [
        preset.min - 7, preset.max + 7,
    ]  # fmt: skip
    assert len(points(draw(chart))) == 2


def test_f11_several_maps(felt: cjm.Journey) -> None:
    """[F11] Several maps are compared in one chart; maps of one title are told apart."""
    future = cjm.Journey.from_dict(felt.to_dict())
    future.update("shop", name="Visits the site")
    chart = emotion_curve(felt, future)
    lines = [f"Buying a bike ({n}): {p}" for n in (1, 2) for p in ("Ana", "Ben")]
    assert sorted({r["line"] for r in rows(chart)}) == lines
    keys = [(r["line"], r["position"]) for r in rows(chart)]
    assert len(set(keys)) == len(keys) == 10
    svg = draw(chart)
    assert len(points(svg)) == 10
    assert "Visits the shop / " in svg, "as much as there is room for"
    future.update(title="Tomorrow")
    assert {r["line"] for r in rows(emotion_curve(felt, future))} == {
        "Buying a bike: Ana", "Buying a bike: Ben", "Tomorrow: Ana", "Tomorrow: Ben",
    }  # fmt: skip
    assert emotion_curve(felt, future).to_dict()["title"]["text"] == "Buying a bike and Tomorrow"


def test_f11_a_plan_without_spread_beside_what_was_measured(bike: cjm.Journey) -> None:
    """[F11] What only one of two maps has makes no number that JSON has no word for."""
    actual = cjm.Journey.from_json(bike.to_json())
    actual.remove(*actual.experiences)
    actual.add_experience(actual.touchpoints[0], None, 1, source="observed", n=12, sd=0.5)
    plan = cjm.Journey("Plan")
    plan.add_touchpoint("Sees the ad", emotion=1)
    json.dumps(emotion_curve(plan, actual).to_dict(), allow_nan=False)


@pytest.mark.parametrize("given", [(), (None,), ("bike",), (5,), ([],), (cjm.Journey, 1)])
def test_f11_what_is_no_map(given: tuple[Any, ...]) -> None:
    """[F11] What is no map is refused with a typed error."""
    with pytest.raises(cjm.InvalidDocument, match="draws maps"):
        emotion_curve(*given)


@pytest.mark.parametrize("version", VERSIONS)
def test_f12_vega_draws_it(felt: cjm.Journey, version: str) -> None:
    """[F12] Vega-Lite 5 and 6 draw the curve: names of touchpoints, lines, points, legend."""
    svg = draw(emotion_curve(felt), version)
    for name in ("Sees the ad", "Visits the shop", "Test ride", "Ana", "Ben", "Buying a bike"):
        assert f">{name}<" in svg
    assert len(points(svg)) == 5
    assert svg.count('aria-roledescription="line mark"') == 2


@pytest.mark.parametrize("version", VERSIONS)
def test_f12_an_empty_map_is_drawn(version: str) -> None:
    """[F12] A map without scores is an empty chart that says so, no error."""
    j = cjm.Journey("Nothing yet")
    assert "No scores yet" in draw(emotion_curve(j), version)
    j.add_touchpoint("x")
    assert points(draw(emotion_curve(j), version)) == []
    j.add_experience(j.touchpoints[0], None, 1)
    assert "No scores yet" not in draw(emotion_curve(j), version)


def test_f12_hostile_names() -> None:
    """[F12] Names are shown as they are, whatever they hold; none of them is code.

    Only what XML cannot hold is shown as U+FFFD: drawing it would end the process.
    """
    j = cjm.Journey(HOSTILE[0])
    for name in HOSTILE:
        j.add_touchpoint(name, emotion=1)
    chart = emotion_curve(j)
    expression = layers(chart)["line"]["encoding"]["x"]["axis"]["labelExpr"]
    assert re.fullmatch(r"\{[\w\s'\\:,]*\}\[datum\.label\]", expression, re.UNICODE)
    texts = re.findall(r"'(?:[^'\\]|\\u[0-9a-f]{4})*'", expression)
    decoded = [json.loads(f'"{text[1:-1]}"') for text in texts]
    assert decoded[1::2] == [name.replace("\u0000", "\ufffd") for name in HOSTILE]
    svg = draw(chart)
    assert len(points(svg)) == len(HOSTILE)
    assert "back\\slash" in svg
    assert "it's &quot;quoted&quot;" in svg or 'it\'s "quoted"' in svg
    assert "<b>" not in svg


@settings(max_examples=25)
@given(documents())
def test_f12_any_map_is_drawn(document: dict[str, Any]) -> None:
    """[F12] The chart of any map is valid Vega-Lite and can be drawn."""
    j = cjm.Journey.from_dict(document)
    chart = emotion_curve(j)
    chart.to_dict(validate=True)
    scored = {(e.touchpoint, e.persona and j.personas[e.persona].name, e.source)
              for e in j.experiences if e.score is not None}  # fmt: skip
    assert len(points(draw(chart))) == len(scored)


def walk(value: Any) -> Iterator[Any]:
    yield value
    for item in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from walk(item)


def test_f13_the_output_needs_no_network(felt: cjm.Journey) -> None:
    """[F13] A chart is handed over as the Vega-Lite output JupyterLab draws by itself."""
    data = emotion_curve(felt)._repr_mimebundle_()
    assert LAB_MIME == "application/vnd.vegalite.v5+json"
    assert list(data) == [LAB_MIME, "text/plain"]
    assert data[LAB_MIME]["$schema"].endswith("/v5.json")
    assert len(data["text/plain"]) > 20
    urls = [v for v in walk({k: v for k, v in data[LAB_MIME].items() if k != "$schema"})
            if isinstance(v, str) and "://" in v]  # fmt: skip
    assert urls == []
    assert json.loads(json.dumps(data)) == data
    assert emotion_curve(felt).properties(width=10)._repr_mimebundle_().keys() == data.keys()


def test_f13_any_number_of_rows() -> None:
    """[F13] A map with more scores than Altair's limit is handed over whole."""
    j = cjm.Journey.from_dict({
        "format": "cjm", "version": 1, "touchpoints": [{"id": f"t{n}"} for n in range(6000)],
        "experiences": [{"id": f"e{n}", "touchpoint": f"t{n}", "score": 1} for n in range(6000)],
    })  # fmt: skip
    data = mimebundle(emotion_curve(j))[LAB_MIME]["datasets"]
    assert max(map(len, data.values())) == 6000


def test_f11_maps_that_are_compared_differ_by_more_than_colour(bike: cjm.Journey) -> None:
    """[F11] A persona has one colour in both maps, so each map has dashes; one title is enough.

    Scores of another scale are drawn on that of the first map.
    """
    other = cjm.Journey.from_json(bike.to_json())
    other.convert_scale("0..100")
    spec = emotion_curve(bike, other).to_dict()
    (dash,) = (
        layer["encoding"]["strokeDash"]
        for layer in spec["layer"]
        if "strokeDash" in layer["encoding"]
    )
    names = dash["scale"]["domain"]
    by_map = {
        (name.split(": ")[0], tuple(dashes))
        for name, dashes in zip(names, dash["scale"]["range"], strict=True)
    }
    assert len(by_map) == len({dashes for _, dashes in by_map}) == 2
    assert spec["title"]["text"] == bike.title
    rows = [row for data in spec["datasets"].values() for row in data if "line" in row]
    scores = [[row["score"] for row in rows if f"({at})" in row["line"]] for at in (1, 2)]
    assert scores[0] == pytest.approx(scores[1])
    assert "strokeDash" not in str(emotion_curve(bike).to_dict()["layer"][2]["encoding"])
