"""A live chart's half in Python: what is sent of a drawing, selections, links, dashboards."""

from __future__ import annotations

import gc
import json
import logging
import weakref
from threading import Event, Thread
from typing import Any

import altair as alt
import pandas as pd
import pytest
import traitlets
from ipywidgets.widgets.widget import _instances

import cjm_widgets as cjm
from cjm_widgets import _bundle
from cjm_widgets.charts.words import Words
from cjm_widgets.i18n import LANGUAGES
from cjm_widgets.widgets import live_chart
from cjm_widgets.widgets.drawn import Drawn, difference, drawn
from tests.charts.maps import MAPS
from tests.test_widgets import Wire, wait_for

IDS = {
    "record_id", "touchpoint_id", "phase_id", "card_id", "metric_id", "persona_id", "lane_id",
    "channel_id", "resource_id", "person_id",
}  # fmt: skip


@pytest.fixture
def bike() -> cjm.Journey:
    return MAPS["bike"]()


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_chart, "PACE", 0.0)


def charts_of(wire: Wire) -> list[dict[str, Any]]:
    return wire.messages("chart")


def apply(shown: Drawn, message: dict[str, Any]) -> Drawn:
    """Do what a page does with a message."""
    data = {} if "spec" in message else dict(shown.data)
    for name, what in message["data"].items():
        if isinstance(what, list):
            data[name] = what
        else:
            rows = list(data[name])
            for at, row in what["rows"].items():
                rows[int(at)] = row
            data[name] = rows
    return Drawn(message.get("spec", shown.spec), data)


# -- what is sent


def test_l41_an_edit_sends_the_rows_it_changed(bike: cjm.Journey) -> None:
    """[L41] The structure stays at home while it is the same; a page that applies it agrees."""
    chart = cjm.LiveChart(bike)
    wire = Wire(chart)
    shown = Drawn(chart._whole()["spec"], chart._whole()["data"])
    first = next(e for e in bike.experiences if e.score is not None)
    bike.update(first, score=0.25)
    wait_for(lambda: chart.revision == bike.revision)
    (message,) = charts_of(wire)
    assert "spec" not in message
    ((name, change),) = message["data"].items()
    assert list(change["rows"]) == ["0"]
    assert len(json.dumps(message)) < 1_000 < len(json.dumps(shown.data[name]))
    shown = apply(shown, message)
    bike.update(bike.touchpoints[0], name="Sees it")
    wait_for(lambda: chart.revision == bike.revision)
    message = charts_of(wire)[-1]
    assert "spec" in message  # a name is on the axis
    assert message["n"] == 3
    shown = apply(shown, message)
    assert (shown.spec, shown.data) == (chart._whole()["spec"], chart._whole()["data"])
    chart.close()


def test_l41_an_edit_that_changes_nothing_here_sends_nothing(bike: cjm.Journey) -> None:
    """[L41] The revision moves, and no message goes out."""
    chart = cjm.LiveChart(bike, cjm.charts.timeline)
    wire = Wire(chart)
    bike.add_card(bike.touchpoints[0], "pain", "x")
    wait_for(lambda: chart.revision == bike.revision)
    assert charts_of(wire) == []
    chart.close()


@pytest.mark.parametrize("name", [n for n in cjm.charts.__all__ if n != "what_if"])
def test_l41_names_of_data_outlive_its_values(name: str) -> None:
    """[L41] Of every chart the structure is the same while only a value changes."""
    j = MAPS["bike"]()
    draw = getattr(cjm.charts, name)
    maps = (j, MAPS["bike"]()) if name in ("difference", "agreement") else (j,)
    before = drawn(draw(*maps))
    assert before.data
    assert all(key.startswith("rows_") for key in before.data)
    assert "data-" not in json.dumps(before.spec)
    again = drawn(draw(*maps))
    assert difference(before, again) == {"data": {}}


def test_l41_own_data_is_named_wherever_it_stands() -> None:
    """[L41] Inline values, consolidated data, layers beside each other, look-ups."""
    one, two = pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"a": [1, 2], "b": [3, 4]})
    chart = (alt.Chart(one).mark_bar().encode(x="a:Q") | alt.Chart(two).mark_point()) & (
        alt.Chart(alt.InlineData([5, 6])).mark_tick().encode(x="data:Q")
        + alt.Chart(one).mark_rule()
        .transform_lookup("a", alt.LookupData(two, "a", ["b"])).encode(x="b:Q")
    )  # fmt: skip
    found = drawn(chart)
    assert sorted(map(json.dumps, found.data.values())) == sorted(
        map(json.dumps, ([{"a": 1}, {"a": 2}], [{"a": 1, "b": 3}, {"a": 2, "b": 4}],
                         [{"data": 5}, {"data": 6}]))
    )  # fmt: skip
    text = json.dumps(found.spec)
    assert all(text.count(f'"{name}"') >= 1 for name in found.data)
    assert '"values": [{' not in text


def test_l41_names_that_somebody_gave_stay() -> None:
    """[L41] An expression may read data by its name, also data that nothing draws."""
    expression = "length(data('mine')) + length(data('other'))"
    chart = alt.Chart(alt.Data(values=[{"x": 1}], name="mine")).mark_point()
    chart = chart.transform_calculate(n=expression)
    chart.datasets = {"other": [{"y": 1}]}
    assert drawn(chart).data == {"mine": [{"x": 1}], "other": [{"y": 1}]}
    assert drawn(chart).spec["data"] == {"name": "mine"}


def test_l41_what_python_takes_for_equal_is_sent() -> None:
    """[L41] 1, 1.0 and True are other things on a page."""
    before = Drawn({}, {"rows_0": [{"v": 1}, {"v": 2}]})
    after = Drawn({}, {"rows_0": [{"v": True}, {"v": 2}]})
    assert difference(before, after) == {"data": {"rows_0": {"rows": {"0": {"v": True}}}}}
    assert "spec" in difference(before, Drawn({}, {"rows_1": []}))
    assert "spec" in difference(Drawn({"clip": 1}, {}), Drawn({"clip": True}, {}))


def test_l41_drawings_on_threads_leave_the_settings_of_altair() -> None:
    """[L41] None takes the setting of another for the user's; what a user sets meanwhile stays."""
    before = (alt.data_transformers.active, dict(alt.data_transformers.options))
    begun, go_on = Event(), Event()

    class Slow:
        def to_dict(self) -> dict[str, Any]:
            begun.set()
            go_on.wait(5)
            return {"mark": "point"}

    class Quick:
        def to_dict(self) -> dict[str, Any]:
            # The other one is done while this one still draws, if it need not wait.
            go_on.set()
            first.join(0.5)
            return {"mark": "point"}

    first = Thread(target=drawn, args=(Slow(),))
    second = Thread(target=drawn, args=(Quick(),))
    first.start()
    begun.wait(5)
    second.start()
    second.join(0.2)
    go_on.set()
    first.join(5)
    second.join(5)
    assert (alt.data_transformers.active, alt.data_transformers.options) == before

    class Setting:
        def to_dict(self) -> dict[str, Any]:
            alt.data_transformers.enable("default", max_rows=77)
            return {"mark": "point"}

    try:
        drawn(Setting())
        assert alt.data_transformers.options == {"max_rows": 77}
    finally:
        alt.data_transformers.enable(before[0], **before[1])


def test_l41_rows_are_sent_whole_where_that_is_less() -> None:
    """[L41] Another number of rows, or most of them changed: the dataset as it is."""
    spec: dict[str, Any] = {"mark": "bar"}
    rows = [{"n": n} for n in range(4)]
    before = Drawn(spec, {"rows_0": rows})
    for after in (rows[:3], [*rows, {"n": 9}], [{"n": -n - 1} for n in range(4)], []):
        assert difference(before, Drawn(spec, {"rows_0": after})) == {"data": {"rows_0": after}}
    assert "spec" in difference(before, Drawn({"mark": "rule"}, {"rows_0": rows}))
    assert "spec" in difference(before, Drawn(spec, {"rows_1": rows}))
    assert "spec" in difference(None, before)


def test_l41_a_page_asks_for_the_whole(bike: cjm.Journey) -> None:
    """[L41] The answer is the chart as it is, with its number; Vega is the buffer of another."""
    chart = cjm.LiveChart(bike)
    wire = Wire(chart)
    wire.view({"type": "ask", "id": "chart-1.1", "what": "chart"})
    (answer,) = wait_for(lambda: wire.messages("answer"))
    assert answer["id"] == "chart-1.1"
    assert answer["value"].keys() == {"n", "spec", "data", "error"}
    wire.view({
        "type": "ask", "id": "chart-1.2", "what": "part", "name": "vega",
        "build": _bundle.build_id(),
    })  # fmt: skip
    wait_for(lambda: len(wire.messages("answer")) == 2)
    assert "error" not in wire.messages("answer")[-1]
    chart.close()


def test_l40_the_script_is_small_and_vega_is_no_part_of_the_editor() -> None:
    """[L40] What travels with each chart is a few kB; a hand-out does not carry Vega."""
    assert _bundle.chart_script().stat().st_size < 16_000
    assert "vega" not in _bundle.part_names()
    assert len(_bundle.part("vega")) < 300_000
    licences = _bundle.packaged("LICENSES.txt").read_text("utf-8")
    for package in ("vega-lite 6", "vega-view", "d3-array", "preact 11"):
        assert package in licences


# -- themes and words


def test_l43_the_page_has_both_themes(bike: cjm.Journey) -> None:
    """[L43] No theme of ours is in the structure; one that somebody chose is."""
    chart = cjm.LiveChart(bike)
    assert set(chart._themes) == {"light", "dark"}
    plain = chart._whole()["spec"]["config"]
    chart.close()
    for theme in ("cjm_dark", "cjm_light"):
        with alt.theme.enable(theme):
            chart = cjm.LiveChart(bike)
        # What the chart says itself may be left: Altair says nothing then.
        assert "#eceef2" not in json.dumps(chart._whole()["spec"]["config"])
        chart.close()
    with alt.theme.enable("fivethirtyeight"):
        chart = cjm.LiveChart(bike)
    assert chart._whole()["spec"]["config"] != plain
    chart.close()


def test_l43_what_a_chart_configures_itself_stays(bike: cjm.Journey) -> None:
    """[L43] ``configure_*`` comes before any theme."""

    def draw(j: cjm.Journey) -> Any:
        return cjm.charts.timeline(j).configure_axis(labelColor="red")

    with alt.theme.enable("cjm_dark"):
        chart = cjm.LiveChart(bike, draw)
    assert chart._whole()["spec"]["config"]["axis"] == {"labelColor": "red"}
    chart.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_l49_the_page_speaks_the_language_of_the_chart(language: str) -> None:
    """[L49] Of the map, or as asked; an edit of the map's language changes it."""
    j = cjm.Journey("x", language=language)
    chart = cjm.LiveChart(j)
    words = Words(language)
    assert chart._words["live_drawing"] == words("live_drawing")
    assert chart._words["language"] == language
    j.update(language="it")
    wait_for(lambda: chart._words["language"] == "it")
    chart.close()
    chart = cjm.LiveChart(cjm.Journey("x"), language=language)
    assert chart._words["language"] == language
    chart.close()


# -- failures


def test_l47_what_fails_is_said_and_tried_again(
    bike: cjm.Journey, caplog: pytest.LogCaptureFixture
) -> None:
    """[L47] The last chart stays; the next edit that can be drawn takes the message away."""
    broken: list[bool] = []

    def draw(j: cjm.Journey) -> Any:
        if broken:
            raise ValueError("no such thing")
        return cjm.charts.timeline(j)

    chart = cjm.LiveChart(bike, draw)
    wire = Wire(chart)
    before = chart._whole()
    broken.append(True)
    caplog.set_level(logging.ERROR)
    bike.update(title="x")
    wait_for(lambda: chart.problem)
    (message,) = charts_of(wire)
    assert message == {"type": "chart", "n": 2, "data": {}, "error": "ValueError: no such thing"}
    assert chart._whole() == {**before, "n": 2, "error": "ValueError: no such thing"}
    assert "no such thing" in caplog.text
    broken.clear()
    bike.update(title=bike.title + " y")
    wait_for(lambda: not chart.problem)
    # It is told a moment later.
    wait_for(lambda: not charts_of(wire)[-1]["error"])
    chart.close()


# -- selection


def test_l44_a_selection_is_of_records(bike: cjm.Journey) -> None:
    """[L44] Records or ids, each once; code is told of what is not there, a page is not."""
    chart = cjm.LiveChart(bike)
    touchpoint = bike.touchpoints[0]
    chart.selection = [touchpoint, touchpoint.id]
    assert chart.selection == [touchpoint.id]
    with pytest.raises(cjm.UnknownRecord, match="nobody"):
        chart.selection = ["nobody"]
    with pytest.raises(traitlets.TraitError, match="records or ids"):
        chart.selection = [5]
    wire = Wire(chart)
    wire.set(selection=["just-added"])
    assert chart.selection == ["just-added"]
    # What one person selects is told to nobody else.
    assert wire.state() == {}
    chart.close()


def test_l44_what_is_removed_is_not_selected_any_more(bike: cjm.Journey) -> None:
    """[L44] Of a selection the rest stays; beside an editor pages leave it out by themselves."""
    editor = cjm.JourneyEditor(bike)
    chart = cjm.LiveChart(bike, editor=editor)
    first, second = (t.id for t in list(bike.touchpoints)[:2])
    chart.selection = [first, second]
    wire = Wire(chart)
    bike.remove(first)
    assert chart.selection == [second]
    assert "selection" not in wire.state()
    chart.close()
    editor.close()


def test_l44_without_an_editor_pages_are_told_what_is_removed(bike: cjm.Journey) -> None:
    """[L44] Else the page would select it again with the next click."""
    chart = cjm.LiveChart(bike)
    first, second = (t.id for t in list(bike.touchpoints)[:2])
    wire = Wire(chart)
    wire.set(selection=[first, second])
    bike.remove(first)
    assert chart.selection == [second]
    assert wire.state()["selection"] == [second]
    chart.close()


def test_l44_chart_and_editor_select_the_same(bike: cjm.Journey) -> None:
    """[L44] Both ways, by code and by hand; by hand no other page is told."""
    editor = cjm.JourneyEditor(bike)
    ids = [t.id for t in bike.touchpoints]
    editor.selection = [ids[0]]
    chart = cjm.LiveChart(bike, editor=editor)
    other = cjm.LiveChart(bike, cjm.charts.timeline, editor=editor)
    assert chart.selection == [ids[0]]
    wires = [Wire(widget) for widget in (chart, other, editor)]
    told = lambda: [wire.state().get("selection") for wire in wires]  # noqa: E731
    chart.selection = [ids[1]]
    assert editor.selection == other.selection == [ids[1]]
    assert told() == [[ids[1]]] * 3
    for wire in wires:
        wire.sent.clear()
    for number, wire in enumerate(wires, 2):
        wire.set(selection=[ids[number]])
        assert chart.selection == editor.selection == other.selection == [ids[number]]
    assert told() == [None] * 3
    chart.close()
    editor.selection = [ids[0]]
    assert other.selection == [ids[0]] != chart.selection
    other.close()
    editor.close()


def test_l44_a_chart_is_linked_with_an_editor_of_its_map(bike: cjm.Journey) -> None:
    """[L44] Anything else is a typed error, and leaves nothing behind."""
    listening = len(bike.store._mailboxes)
    other = cjm.JourneyEditor(cjm.Journey())
    for wrong in (other, "editor", bike):
        with pytest.raises(cjm.InvalidDocument, match="its own map"):
            cjm.LiveChart(bike, editor=wrong)  # type: ignore[arg-type]
    assert len(bike.store._mailboxes) == listening
    other.close()


@pytest.mark.parametrize(
    "name", [n for n in cjm.charts.__all__ if n not in ("what_if", "difference", "agreement")]
)
def test_l44_every_chart_names_the_records_it_shows(name: str) -> None:
    """[L44] Marks of every chart of ours lead to records that are on the map."""
    j = MAPS["bike"]()
    found = set()
    for rows in drawn(getattr(cjm.charts, name)(j)).data.values():
        for row in rows:
            for field in IDS & row.keys():
                if row[field] is not None:
                    assert j.get(row[field]) is not None, (field, row)
                    found.add(row[field])
            for record in row.get("record_ids") or []:
                assert j.get(record) is not None
                found.add(record)
    assert found


# -- life


def test_l48_a_closed_chart_is_freed(bike: cjm.Journey) -> None:
    """[L48] Neither map nor editor holds it, and its pages are told nothing more."""
    editor = cjm.JourneyEditor(bike)
    chart = cjm.LiveChart(bike, editor=editor)
    wire = Wire(chart)
    chart.close()
    wire.sent.clear()
    bike.update(title="x")
    editor.theme = "dark"
    assert wire.sent == []
    held = weakref.ref(chart)
    del chart, wire
    gc.collect()
    assert held() is None
    editor.close()


# -- the dashboard


def test_l50_a_dashboard_is_an_editor_and_charts(bike: cjm.Journey) -> None:
    """[L50] Linked with each other, in one language and one theme; closing it closes all."""
    listening = len(bike.store._mailboxes)

    def own(j: cjm.Journey) -> Any:
        return alt.Chart(j.to_frame()).mark_point().encode(x="position:O")

    board = cjm.dashboard(bike, [cjm.charts.timeline, own], language="pl", theme="dark")
    assert board.journey is bike
    assert [chart.theme for chart in board.charts] == ["dark", "dark"]
    assert board.editor.language == board.charts[0]._words["language"] == "pl"
    board.charts[1].selection = [bike.touchpoints[2]]
    assert board.charts[0].selection == board.editor.selection == [bike.touchpoints[2].id]
    board.editor.theme = "light"
    assert [chart.theme for chart in board.charts] == ["light", "light"]
    assert "auto-fit" in board.children[1].layout.grid_template_columns
    board.close()
    assert len(bike.store._mailboxes) == listening
    board.close()


def test_l50_a_closed_dashboard_leaves_no_widget(bike: cjm.Journey) -> None:
    """[L50] The layouts of its parts are widgets, too."""
    held = set(_instances)
    cjm.dashboard(bike, [cjm.charts.timeline]).close()
    assert set(_instances) - held == set()


def test_l50_charts_of_a_dashboard_are_functions(bike: cjm.Journey) -> None:
    """[L50] One of them is enough; what is none is a typed error, and nothing stays behind."""
    board = cjm.dashboard(bike, cjm.charts.timeline)
    assert len(board.charts) == 1
    board.close()
    assert len(cjm.dashboard(bike).charts) == 4
    listening = len(bike.store._mailboxes)
    for wrong in ((5, ()), (bike, [5])):
        with pytest.raises(cjm.InvalidDocument, match="dashboard"):
            cjm.dashboard(*wrong)  # type: ignore[arg-type]

    def broken(j: cjm.Journey) -> Any:
        raise RuntimeError(j.title)

    with pytest.raises(RuntimeError):
        cjm.dashboard(bike, [cjm.charts.timeline, broken])
    assert len(bike.store._mailboxes) == listening
