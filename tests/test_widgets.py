"""The widgets without a browser: traits, messages over a comm, and that they let go."""

from __future__ import annotations

import copy
import gc
import json
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

import ipywidgets
import pytest
import traitlets

import cjm_widgets as cjm
from cjm_widgets.charts.display import LAB_MIME
from cjm_widgets.widgets import live_chart

WAIT = 10.0


def wait_for(true: Callable[[], Any]) -> Any:
    """Wait until something is true and return it."""
    end = time.monotonic() + WAIT
    while not (found := true()):
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)
    return found


class Wire:
    """The comm of a widget: what it sends is kept, and a view can be played."""

    def __init__(self, widget: ipywidgets.Widget) -> None:
        self.widget = widget
        self.sent: list[dict[str, Any]] = []
        widget.comm.send = self._send

    def _send(self, data: Any = None, metadata: Any = None, buffers: Any = None) -> None:
        del metadata, buffers
        self.sent.append(copy.deepcopy(data))

    def view(self, content: Any) -> None:
        """Send a custom message as a view does."""
        self._receive({"method": "custom", "content": json.loads(json.dumps(content))})

    def set(self, **state: Any) -> None:
        """Set traits as a view does."""
        self._receive({"method": "update", "state": state, "buffer_paths": []})

    def _receive(self, data: Any) -> None:
        with patch.object(self.widget.log, "warning") as warned:
            self.widget._handle_msg({"content": {"data": data}, "buffers": []})
        assert not warned.called, f"ipywidgets caught what a view's message raised: {warned}"

    def messages(self, kind: str | None = None) -> list[dict[str, Any]]:
        """Return the custom messages sent so far."""
        sent = [m["content"] for m in self.sent if m["method"] == "custom"]
        return [m for m in sent if kind in (None, m["type"])]

    def state(self) -> dict[str, Any]:
        """Return the traits sent so far, the last of each."""
        found: dict[str, Any] = {}
        for message in self.sent:
            if message["method"] in ("update", "echo_update"):
                found |= message["state"]
        return found


@pytest.fixture
def editor(bike: cjm.Journey) -> Iterator[cjm.JourneyEditor]:
    editor = cjm.JourneyEditor(bike)
    yield editor
    editor.close()


@pytest.fixture
def wire(editor: cjm.JourneyEditor) -> Wire:
    return Wire(editor)


def hello(wire: Wire, client: str = "v1", **more: Any) -> dict[str, Any]:
    """Say hello and return the welcome."""
    wire.view(
        {"type": "hello", "protocol": 1, "client": client, "have": None, "pending": [], **more}
    )
    return wire.messages("welcome")[-1]


def push(wire: Wire, *changes: tuple[str, Any], client: str = "v1") -> None:
    wire.view({
        "type": "push", "client": client, "epoch": wire.widget.journey.store.epoch,
        "changes": [{"id": i, "label": "Rename", "change": change} for i, change in changes],
    })  # fmt: skip


def rename(old: str, new: str, record: str = "ad") -> dict[str, Any]:
    return {"updated": {record: {"name": [old, new]}}}


# -- traits -------------------------------------------------------------------------------


def test_j30_an_editor_without_a_map_starts_one() -> None:
    """[J30] ``JourneyEditor()`` starts an empty map; what is no map is refused."""
    editor = cjm.JourneyEditor()
    assert isinstance(editor.journey, cjm.Journey)
    assert len(editor.journey.lanes) == 7
    editor.close()
    for wrong in ("bike.cjm.json", {}, cjm.Journey):
        with pytest.raises(cjm.InvalidDocument, match="shows a Journey"):
            cjm.JourneyEditor(wrong)  # type: ignore[arg-type]


def test_j30_revision_moves(editor: cjm.JourneyEditor) -> None:
    """[J30] `revision` moves with every change: `observe` follows the map."""
    seen: list[tuple[int, int]] = []
    editor.observe(lambda c: seen.append((c.old, c.new)), "revision")
    editor.journey.add_phase("x")
    editor.journey.undo()
    with editor.journey.transaction():
        editor.journey.add_phase("y")
        editor.journey.add_phase("z")
    assert seen == [(0, 1), (1, 2), (2, 3)]


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "en"), ("it", "it"), ("pl-PL", "pl"), ("fr-CA", "fr"), ("de", "en"), ("", "en")],
)
def test_j30_language_of_the_map(language: str, shown: str) -> None:
    """[J30] The interface speaks the language of the map, English where it cannot."""
    j = cjm.Journey(language=language)
    for editor, want in (
        (cjm.JourneyEditor(j), shown),
        (cjm.JourneyEditor(j, language="fr"), "fr"),
    ):
        assert editor.language == want
        editor.close()


def test_j30_options(bike: cjm.Journey) -> None:
    """[J30] Options are set; one that is unknown or of a wrong kind is refused."""
    editor = cjm.JourneyEditor(bike, theme="dark", height=400, read_only=True, selection=["ad"])
    assert (editor.theme, editor.height, editor.read_only, editor.selection) == (
        "dark", 400, True, ["ad"],
    )  # fmt: skip
    editor.close()
    listening = len(bike.store._mailboxes)
    with pytest.raises(cjm.UnknownField, match="did you mean 'read_only'"):
        cjm.JourneyEditor(bike, readonly=True)
    for option in ({"theme": "blue"}, {"height": -1}, {"read_only": "no"}, {"selection": 5}):
        with pytest.raises(traitlets.TraitError):
            cjm.JourneyEditor(bike, **option)
    with pytest.raises(cjm.UnknownRecord):
        cjm.JourneyEditor(bike, selection=["nope"])
    assert len(bike.store._mailboxes) == listening, "a refused editor leaves nothing behind"


def test_j30_a_map_that_is_read_only_is_shown_so(bike: cjm.Journey) -> None:
    """[J30] A map opened read-only is shown read-only."""
    editor = cjm.JourneyEditor(cjm.Journey.from_json(bike.to_json(), read_only=True))
    assert editor.read_only
    editor.close()


def test_j31_selection(editor: cjm.JourneyEditor, wire: Wire) -> None:
    """[J31] Records or ids can be selected, each once; others are refused; views are told."""
    editor.selection = [editor.journey.touchpoints["ad"], "ad", "shop", editor.journey.id]
    assert editor.selection == ["ad", "shop", editor.journey.id]
    assert wire.state()["selection"] == editor.selection
    with pytest.raises(cjm.UnknownRecord, match="nope") as caught:
        editor.selection = ["ad", "nope"]
    assert (caught.value.field, caught.value.value) == ("selection", "nope")
    with pytest.raises(traitlets.TraitError):
        editor.selection = [5]
    assert editor.selection == ["ad", "shop", editor.journey.id]


def test_j31_the_selection_forgets_what_is_removed(editor: cjm.JourneyEditor) -> None:
    """[J31] What was removed is not selected any more."""
    editor.selection = ["ad", "shop", "gain"]
    editor.journey.remove("shop")
    assert editor.selection == ["ad"]


def test_j31_a_view_selects(editor: cjm.JourneyEditor, wire: Wire) -> None:
    """[J31] What a view selects is in `selection`, also what it has added a moment ago."""
    seen: list[list[str]] = []
    editor.observe(lambda c: seen.append(c.new), "selection")
    wire.set(selection=["shop"])
    wire.set(selection=["tp-new"])
    assert seen == [["shop"], ["tp-new"]]
    assert editor.selection == ["tp-new"]


# -- messages -----------------------------------------------------------------------------


def test_j32_hello_welcome(editor: cjm.JourneyEditor, wire: Wire) -> None:
    """[J32] A view says hello and gets the whole map, as records, with epoch and revision."""
    editor.journey.add_phase("x")
    welcome = hello(wire)
    assert (welcome["to"], welcome["revision"], welcome["protocol"]) == ("v1", 1, 1)
    assert welcome["epoch"] == editor.journey.store.epoch
    records = {record["id"]: record for record in welcome["records"]}
    assert records.keys() == editor.journey.store.state.records.keys()
    assert records["ad"]["type"] == "touchpoint"
    assert records["ad"]["place"] == {"order": "a0", "parent": "before"}
    assert (welcome["known"], welcome["rejected"]) == ([], [])


def test_j32_hello_again(editor: cjm.JourneyEditor, wire: Wire) -> None:
    """[J32] A view that has been here gets only what it missed; of another epoch, everything."""
    first = hello(wire)
    editor.journey.update("ad", name="A")
    editor.journey.update("ad", name="B")
    again = hello(wire, have={"epoch": first["epoch"], "revision": first["revision"] + 1})
    assert "records" not in again
    assert [c["change"] for c in again["changes"]] == [
        {"updated": {"ad": {"name": ("A", "B")}}},
    ]  # fmt: skip
    assert "records" in hello(wire, have={"epoch": "other", "revision": 1})
    assert "records" in hello(wire, have={"epoch": first["epoch"], "revision": 99})


def test_j33_a_push_edits_the_map(editor: cjm.JourneyEditor, wire: Wire) -> None:
    """[J33] What a view pushes is in the map at once, and told to every view with its author."""
    heard: list[tuple[str, str]] = []
    editor.journey.on_change(lambda e: heard.append((e.by, e.label)))
    hello(wire)
    push(wire, ("v1.1", rename("Sees the ad", "A")), ("v1.2", rename("A", "B")))
    assert editor.journey.touchpoints["ad"].name == "B"
    assert (editor.journey.revision, editor.revision) == (2, 2)
    assert heard == [("v1", "Rename"), ("v1", "Rename")]
    told = [c for m in wire.messages("changed") for c in m["changes"]]
    assert [(c["id"], c["by"], c["label"]) for c in told] == [
        ("v1.1", "v1", "Rename"), ("v1.2", "v1", "Rename"),
    ]  # fmt: skip
    assert wire.messages("changed")[-1]["revision"] == 2
    editor.journey.undo()
    assert editor.journey.touchpoints["ad"].name == "A"


def test_j33_edits_in_code_reach_the_views(editor: cjm.JourneyEditor, wire: Wire) -> None:
    """[J33] What code edits is told to the views, in order, with no revision left out."""
    hello(wire)
    for n in range(100):
        editor.journey.update("ad", name=str(n))
    wait_for(lambda: wire.messages("changed") and wire.messages("changed")[-1]["revision"] == 100)
    revision = 0
    for message in wire.messages("changed"):
        revision += len(message["changes"])
        assert message["revision"] == revision
    assert len(wire.messages("changed")) < 50, "a loop of edits is sent together"


def test_j33_a_bad_push_is_refused(editor: cjm.JourneyEditor, wire: Wire, unchanged: Any) -> None:
    """[J33] A push that does not fit is answered with its id and why; nothing changes."""
    hello(wire)
    with unchanged(editor.journey):
        push(wire, ("v1.1", {"updated": {"gone": {"name": ["", "x"]}}}))
        push(wire, ("v1.2", {"updated": {"ad": {"name": ["", 5]}}}))
        push(wire, ("v1.3", {"updated": {"ad": {"nope": ["", ""]}}}))
        push(
            wire, ("v1.4", {"added": {"x": {"type": "phase", "id": "y", "place": {"order": "a0"}}}})
        )
        push(wire, ("v1.5", {"removed": {editor.journey.id: {}}}))
        push(wire, ("v1.6", {"updated": {"ad": {"extra": [{}, {"name": "x"}]}}}))
        push(wire, ("v1.7", ["nonsense"]))
    rejected = [r for m in wire.messages("changed") for r in m["rejected"]]
    assert [(r["id"], r["code"]) for r in rejected] == [
        ("v1.1", "removed"), ("v1.2", "invalid"), ("v1.3", "unknown-field"), ("v1.4", "invalid"),
        ("v1.5", "invalid"), ("v1.6", "invalid"), ("v1.7", "invalid"),
    ]  # fmt: skip
    assert all(10 < len(r["message"]) < 400 for r in rejected)


def test_j33_a_push_sent_twice_counts_once(editor: cjm.JourneyEditor, wire: Wire) -> None:
    """[J33] A resend of what was decided is answered, accepted or refused, and changes nothing."""
    hello(wire)
    for _ in range(2):
        push(wire, ("v1.1", rename("Sees the ad", "A")), ("v1.2", {"updated": {"no": {}}}))
        editor.journey.update("ad", name="B")
    assert (editor.journey.revision, editor.journey.touchpoints["ad"].name) == (2, "B")
    answers = [m for m in wire.messages("changed") if m.get("known")]
    assert answers[-1]["known"] == ["v1.1"]
    assert [r["id"] for r in answers[-1]["rejected"]] == ["v1.2"]
    assert answers[-1]["changes"] == []
    again = hello(wire, pending=["v1.1", "v1.2", "v1.3"])
    assert (again["known"], [r["id"] for r in again["rejected"]]) == (["v1.1"], ["v1.2"])


def test_j33_good_changes_of_a_broken_push_are_told(editor: cjm.JourneyEditor, wire: Wire) -> None:
    """[J33] When a message breaks off half way, what was accepted before is told all the same."""
    heard: list[int] = []
    editor.journey.on_change(lambda e: heard.append(e.revision))
    hello(wire)
    wire.view({
        "type": "push", "client": "v1", "epoch": editor.journey.store.epoch,
        "changes": [{"id": "v1.1", "label": "", "change": rename("Sees the ad", "A")}, 7],
    })  # fmt: skip
    assert editor.journey.touchpoints["ad"].name == "A"
    assert heard == [1]
    assert wire.messages("changed")[0]["changes"][0]["id"] == "v1.1"
    assert wire.messages("error")


@pytest.mark.parametrize(
    "message",
    [
        None, 5, "hello", [], {}, {"type": "hello"}, {"type": "push", "client": "v1"},
        {"type": "hello", "client": 5}, {"type": "hello", "client": "x" * 65},
        {"type": "dance", "client": "v1"}, {"type": {"a": 1}, "client": "v1"},
        {"type": "push", "client": "v1", "epoch": "EPOCH", "changes": 5},
        {"type": "push", "client": "v1", "epoch": "EPOCH", "changes": [{"id": 5}]},
        {"type": "push", "client": "v1", "epoch": "EPOCH", "changes": [{"id": "x" * 129}]},
        {"type": "push", "client": "v1", "epoch": "EPOCH", "changes": [{}] * 1001},
    ],
    ids=repr,
)  # fmt: skip
def test_j34_messages_that_are_none(
    editor: cjm.JourneyEditor, wire: Wire, unchanged: Any, message: Any
) -> None:
    """[J34] A message that is none is refused, answered, and changes nothing."""
    if isinstance(message, dict) and message.get("epoch") == "EPOCH":
        message = {**message, "epoch": editor.journey.store.epoch}
    with unchanged(editor.journey):
        wire.view(message)
    answers = wire.messages()
    assert len(answers) == 1
    assert answers[0]["type"] in ("error", "welcome")
    assert hello(wire)["revision"] == 0, "the wire still works"


def test_j35_two_editors_of_one_map(bike: cjm.Journey) -> None:
    """[J35] An edit in one editor is told to the views of the other, once."""
    one, two = cjm.JourneyEditor(bike), cjm.JourneyEditor(bike)
    first, second = Wire(one), Wire(two)
    hello(first, "a")
    hello(second, "b")
    push(first, ("a.1", rename("Sees the ad", "A")), client="a")
    for wire in (first, second):
        told = [c["id"] for m in wire.messages("changed") for c in m["changes"]]
        assert told == ["a.1"]
    assert (one.revision, two.revision) == (1, 1)
    two.close()
    second.sent.clear()
    push(first, ("a.2", rename("A", "B")), client="a")
    assert second.messages() == []
    one.close()


# -- display ------------------------------------------------------------------------------


def test_j36_display(editor: cjm.JourneyEditor) -> None:
    """[J36] An editor is displayed as a widget, with a readable summary as plain text."""
    bundle = editor._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == editor.model_id
    text = data["text/plain"]
    for part in (
        "Buying a bike", "Before: Sees the ad", "Buying: Visits the shop > Test ride",
        "Riding: no touchpoints", "JupyterLab",
    ):  # fmt: skip
        assert part in text
    assert "Thinks about it" in text, "touchpoints without a phase are on the map, too"


def test_j36_a_long_map_has_a_short_summary() -> None:
    """[J36] The summary of a long map is cut, and still says how to see the map."""
    j = cjm.Journey("Long")
    with j.transaction():
        for n in range(100):
            j.add_phase(str(n))
    editor = cjm.JourneyEditor(j)
    bundle = editor._repr_mimebundle_()
    text = (bundle[0] if isinstance(bundle, tuple) else bundle)["text/plain"]
    assert len(text.splitlines()) <= 45
    assert "JupyterLab" in text.splitlines()[-1]
    editor.close()


def test_j36_s60_the_text_is_of_one_moment(
    editor: cjm.JourneyEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[J36] [S60] Nobody edits the map while its text is made."""
    lock = editor.journey.store.lock
    monkeypatch.setattr("cjm_widgets.widgets.editor.summary", lambda _: f"{lock._is_owned()}")
    bundle = editor._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    assert data["text/plain"].startswith("True\n")
    assert not lock._is_owned()


def test_j36_a_map_shows_one_editor(bike: cjm.Journey) -> None:
    """[J36] A map as the last line of a cell shows its editor, the same one each time."""

    def model() -> str:
        bundle = bike._repr_mimebundle_()
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        found: str = data["application/vnd.jupyter.widget-view+json"]["model_id"]
        return found

    first = model()
    assert model() == first
    listening = len(bike.store._mailboxes)
    model()
    assert len(bike.store._mailboxes) == listening
    assert bike._editor is not None
    bike._editor.close()
    assert model() != first, "after close a new one"
    bike._editor.close()


def test_j37_close_lets_go(bike: cjm.Journey) -> None:
    """[J37] A closed editor hears and sends nothing more; the map stays and works."""
    before = len(bike.store._mailboxes)
    editor = cjm.JourneyEditor(bike)
    wire = Wire(editor)
    assert len(bike.store._mailboxes) == before + 2
    editor.close()
    editor.close()
    assert len(bike.store._mailboxes) == before
    wire.sent.clear()
    bike.add_phase("x")
    time.sleep(0.05)
    assert wire.sent == []
    assert editor.revision == 0


def test_j37_a_closed_editor_is_freed(bike: cjm.Journey) -> None:
    """[J37] Nothing of the map holds a closed editor."""
    editor = cjm.JourneyEditor(bike)
    held = weakref.ref(editor)
    editor.close()
    del editor
    gc.collect()
    assert held() is None


# -- the live chart -----------------------------------------------------------------------


class Drawings:
    """A chart function that counts, and draws what the map is called."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.shown: list[str] = []
        self.threads: list[int] = []
        self.seconds = seconds

    def __call__(self, journey: cjm.Journey, **options: Any) -> Any:
        title = journey.title
        time.sleep(self.seconds)
        self.shown.append(title)
        self.threads.append(threading.active_count())
        return cjm.charts.emotion_curve(journey, **options).properties(title=title)


def title_of(chart: cjm.LiveChart) -> str:
    return str(chart._whole()["spec"]["title"])


def test_f20_the_chart_follows_the_map(bike: cjm.Journey) -> None:
    """[F20] After an edit the chart is drawn again; notebooks draw its output offline."""
    chart = cjm.LiveChart(bike)
    (data, _) = chart._repr_mimebundle_()
    assert {LAB_MIME, "text/plain", "application/vnd.jupyter.widget-view+json"} == data.keys()
    assert "LiveChart" not in data["text/plain"]
    assert chart.revision == 0
    seen: list[int] = []
    chart.observe(lambda c: seen.append(c.new), "revision")
    bike.update("ad", name="Now")
    wait_for(lambda: chart.revision == 1)
    assert "Now" in json.dumps(chart._repr_mimebundle_()[0])
    assert "Now" in json.dumps(chart.chart.to_dict())
    assert seen == [1]
    chart.close()


def test_f20_options_and_own_charts(bike: cjm.Journey) -> None:
    """[F20] Options go to the chart function, which may be one's own."""
    chart = cjm.LiveChart(bike, cjm.charts.emotion_curve, width=300)
    assert chart._whole()["spec"]["width"] == 300
    chart.close()
    chart = cjm.LiveChart(bike, Drawings())
    assert title_of(chart) == "Buying a bike"
    chart.close()
    for wrong in ((bike, 5), (5, cjm.charts.emotion_curve), ("x",)):
        with pytest.raises(cjm.InvalidDocument, match="LiveChart takes"):
            cjm.LiveChart(*wrong)  # type: ignore[arg-type]


def test_f21_a_burst_is_drawn_once(bike: cjm.Journey) -> None:
    """[F21] A hundred edits at once cost a drawing a beat at most, and the last one is shown."""
    draw = Drawings()
    chart = cjm.LiveChart(bike, draw)
    began = time.monotonic()
    for n in range(100):
        bike.update(title=str(n))
    beats = (time.monotonic() - began) / live_chart.PACE
    wait_for(lambda: chart.revision == 100)
    time.sleep(2 * live_chart.PACE)
    assert title_of(chart) == "99"
    assert len(draw.shown) <= 3 + beats < 50
    chart.close()


def test_f21_slow_drawings_do_not_overtake(
    bike: cjm.Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[F21] A drawing that takes long never covers a later one."""
    monkeypatch.setattr(live_chart, "PACE", 0.0)
    draw = Drawings()
    chart = cjm.LiveChart(bike, draw)
    draw.seconds = 0.3
    bike.update(title="slow")
    time.sleep(0.05)
    draw.seconds = 0.0
    bike.update(title="fast")
    wait_for(lambda: chart.revision == 2 and len(draw.shown) == 3)
    time.sleep(0.3)
    assert draw.shown == ["Buying a bike", "slow", "fast"]
    assert title_of(chart) == "fast"
    chart.close()


def test_f22_close_stops_it(bike: cjm.Journey) -> None:
    """[F22] A closed chart is not drawn again, not even for the edit just before."""
    before = len(bike.store._mailboxes)
    draw = Drawings()
    chart = cjm.LiveChart(bike, draw)
    bike.update(title="x")
    chart.close()
    drawn = len(draw.shown)
    bike.update(title="y")
    time.sleep(0.4)
    assert len(draw.shown) == drawn
    assert len(bike.store._mailboxes) == before
    chart.close()


def test_f22_a_drawing_that_fails(bike: cjm.Journey, caplog: pytest.LogCaptureFixture) -> None:
    """[F22] A chart function that raises is logged; the next edit is drawn again."""
    fails: list[bool] = []

    def draw(journey: cjm.Journey) -> Any:
        if fails:
            raise RuntimeError("broken chart")
        return cjm.charts.emotion_curve(journey)

    chart = cjm.LiveChart(bike, draw)
    fails.append(True)
    bike.update(title="x")
    wait_for(lambda: "broken chart" in caplog.text)
    assert chart.revision == 0
    fails.clear()
    bike.update(title="y")
    wait_for(lambda: chart.revision == 2)
    chart.close()
    fails.append(True)
    listening = len(bike.store._mailboxes)
    with pytest.raises(RuntimeError, match="broken chart"):
        cjm.LiveChart(bike, draw)
    assert len(bike.store._mailboxes) == listening
