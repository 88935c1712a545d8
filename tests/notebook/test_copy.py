"""The copy of a map under its editor."""

from __future__ import annotations

import json
import threading
import time

import pytest
from IPython.core.displaypub import CapturingDisplayPublisher

import cjm_widgets as cjm
from cjm_widgets.notebook import copy as copies
from cjm_widgets.notebook import display
from cjm_widgets.notebook.copy import MIME, Snapshot, bundle, packed_in, read, unpack

WIDGET = "application/vnd.jupyter.widget-view+json"


def wait_for(true) -> None:
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


def made(j: cjm.Journey, **options):
    return bundle(Snapshot.of(j, **options))


def test_n5_an_output_is_the_map_twice(bike: cjm.Journey) -> None:
    """[N5] Picture, text and data; each half is the map to the byte and says where it is from."""
    bike.update("ad", name="Sees <it> & \"that\" 'there'")
    data = json.loads(json.dumps(made(bike, name="bike", seed="s")))
    assert "Customer journey map: Buying a bike" in data["text/plain"]
    assert "Buying: Visits the shop > Test ride" in data["text/plain"]
    assert "JupyterLab" in data["text/plain"].splitlines()[-1]
    (packed,) = packed_in(data["text/html"])
    (whole, _), other = read(data), unpack(packed)
    assert whole == other
    assert (whole.name, whole.seed, whole.revision) == ("bike", "s", 1)
    assert whole.epoch == bike.store.epoch
    assert whole.id == bike.id
    assert whole.journey().to_json() == bike.to_json()


def test_n5_a_newer_map_is_kept_as_it_is() -> None:
    """[N5] A map that could only be opened to look at keeps its version."""
    raw = json.loads(cjm.Journey("From tomorrow").to_json()) | {"version": 99, "stars": [1]}
    j = cjm.Journey.from_json(json.dumps(raw), read_only=True)
    _, back = read(made(j))
    assert back.to_dict() == raw
    with pytest.raises(cjm.NewerDocument):
        back.add_phase("x")


def long_map(size: int) -> cjm.Journey:
    j = cjm.Journey("Long & large")
    step = j.add_touchpoint("a")
    with j.transaction():
        for _ in range(size // 10_000):
            j.add_card(step, "note", "<x> " * 2_490)
    return j


def test_n6_a_large_map_goes_without_its_picture() -> None:
    """[N6] Over the cap with its picture, the data is kept and the output says where it is."""
    j = long_map(1_000_000)
    data = made(j)
    assert len(json.dumps(data)) < copies.MAX_COPY
    assert "as data only" in data["text/html"]
    assert "cjm.recover" in data["text/html"]
    assert "<table" not in data["text/html"]
    assert read(data)[1].to_json() == j.to_json()


def test_n6_a_larger_one_is_not_kept_and_says_so() -> None:
    """[N6] A map that alone is over the cap is in no half; the output says what to do."""
    data = made(long_map(2_100_000))
    assert MIME not in data
    assert len(json.dumps(data)) < 2_000
    for text in (data["text/html"], data["text/plain"]):
        assert "Long &" in text
        assert "not kept" in text
        assert "2,000,000" in text
        assert "j.save(" in text
    assert not copies.is_copy(data)


def test_n6_the_cap_holds_for_any_size() -> None:
    """[N6] Whatever the size, no more than the cap, and read back or said not to be there."""
    for size in (0, 100_000, 400_000, 650_000, 700_000, 1_900_000, 2_000_000):
        data = made(long_map(size))
        whole = len(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
        # JSON escapes the quotes of the picture.
        assert whole <= copies.MAX_COPY * 1.05
        assert copies.is_copy(data) != ("not kept" in data["text/html"])


def test_n7_it_follows(shell, bike: cjm.Journey, monkeypatch: pytest.MonkeyPatch) -> None:
    """[N7] After an edit the copy is renewed by itself, on a thread of its own."""
    threads = []
    make = bundle

    def noted(*args, **options):
        threads.append(threading.current_thread())
        return make(*args, **options)

    monkeypatch.setattr(display, "bundle", noted)
    editor = cjm.JourneyEditor(bike)
    editor._ipython_display_()
    live, kept = shell.display_pub.sent
    assert live["data"][WIDGET]["model_id"] == editor.model_id
    assert "edited here" in live["data"]["text/plain"]
    assert read(kept["data"])[0].revision == 0
    bike.update("ad", name="Hears of it")
    wait_for(lambda: read(kept["data"])[0].revision == 1)
    assert "Hears of it" in kept["data"]["text/html"]
    assert f'data-editor="{editor._copy_key}"' in kept["data"]["text/html"]
    assert threads[0] is threading.current_thread(), "displayed by the cell"
    assert threads[1] is not threading.current_thread(), "renewed by none"
    editor.close()


def test_n7_a_burst_is_one_renewal(shell, bike: cjm.Journey) -> None:
    """[N7] Five hundred edits are copied a few times at most, the last one surely."""
    editor = cjm.JourneyEditor(bike)
    editor._ipython_display_()
    for n in range(500):
        bike.update("ad", name=f"Step {n}")
    kept = shell.display_pub.sent[1]
    wait_for(lambda: "Step 499" in kept["data"]["text/html"])
    assert shell.display_pub.updates <= 4
    editor.close()


def test_n7_the_end_of_a_cell_does_not_wait(shell, bike: cjm.Journey) -> None:
    """[N7] What a cell edited is in the copy when the cell is over; nothing new is no renewal."""
    editor = cjm.JourneyEditor(bike)
    editor._ipython_display_()
    shell.events.trigger("post_run_cell", None)
    assert shell.display_pub.updates == 0
    bike.update("ad", name="At once")
    shell.events.trigger("post_run_cell", None)
    assert "At once" in shell.display_pub.sent[1]["data"]["text/html"]
    editor.close()


def test_n7_a_capturing_cell_does_not_swallow_it(shell, bike: cjm.Journey) -> None:
    """[N7] While a cell captures its output the renewal waits for its end."""
    editor = cjm.JourneyEditor(bike)
    editor._ipython_display_()
    usual, shell.display_pub = shell.display_pub, CapturingDisplayPublisher()
    bike.update("ad", name="Captured")
    time.sleep(display.PACE + 0.3)
    shell.display_pub = usual
    assert usual.updates == 0
    shell.events.trigger("post_run_cell", None)
    assert "Captured" in usual.sent[1]["data"]["text/html"]
    editor.close()


def test_n7_closed_it_is_left_as_it_is(shell, bike: cjm.Journey) -> None:
    """[N7] Closing brings it up to date; later edits are no longer copied."""
    editor = cjm.JourneyEditor(bike)
    editor._ipython_display_()
    bike.update("ad", name="The last")
    editor.close()
    kept = shell.display_pub.sent[1]["data"]
    assert "The last" in kept["text/html"]
    bike.update("ad", name="Too late")
    shell.events.trigger("post_run_cell", None)
    time.sleep(display.PACE + 0.3)
    assert shell.display_pub.sent[1]["data"] is kept
    assert shell.events.callbacks["post_run_cell"] == []


def test_n7_shown_twice_both_follow(shell, bike: cjm.Journey) -> None:
    """[N7] A map displayed by two cells has its copy in both, and one refresh for both."""
    bike._ipython_display_()
    bike._ipython_display_()
    first, second = (o for o in shell.display_pub.sent if o["id"])
    assert first["id"] == second["id"]
    bike.update("ad", name="Both")
    shell.events.trigger("post_run_cell", None)
    assert "Both" in first["data"]["text/html"]
    assert "Both" in second["data"]["text/html"]
    bike._editor.close()


def test_n7_a_copy_that_cannot_be_made_stops_no_edit(
    shell, bike: cjm.Journey, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """[N7] What fails is logged; the next edit tries again."""
    editor = cjm.JourneyEditor(bike)
    editor._ipython_display_()
    make = display.bundle
    monkeypatch.setattr(display, "bundle", lambda *_, **__: 1 / 0)
    bike.update("ad", name="One")
    shell.events.trigger("post_run_cell", None)
    assert "could not be renewed" in caplog.text
    monkeypatch.setattr(display, "bundle", make)
    bike.update("ad", name="Two")
    shell.events.trigger("post_run_cell", None)
    assert "Two" in shell.display_pub.sent[1]["data"]["text/html"]
    editor.close()


def test_n9_the_views_hear_what_is_in_the_copy(
    shell, bike: cjm.Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[N9] Its revision is told once it was sent, not before; None while the map is in none."""
    editor = cjm.JourneyEditor(bike)
    told = []

    def note(change) -> None:
        sent = [read(o["data"])[0].revision for o in shell.display_pub.sent if o["id"]]
        told.append((change["new"], sent))

    editor.observe(note, "_copied")
    assert editor._copied is None
    editor._ipython_display_()
    bike.update("ad", name="One")
    shell.events.trigger("post_run_cell", None)
    assert told == [(0, [0]), (1, [1])]
    publish = shell.display_pub.publish
    monkeypatch.setattr(shell.display_pub, "publish", lambda *_, **__: 1 / 0)
    bike.update("ad", name="Not sent")
    shell.events.trigger("post_run_cell", None)
    monkeypatch.setattr(shell.display_pub, "publish", publish)
    assert editor._copied == 1
    monkeypatch.setattr(copies, "MAX_COPY", 100)
    bike.update("ad", name="Too large")
    shell.events.trigger("post_run_cell", None)
    assert editor._copied is None
    editor.close()


@pytest.mark.usefixtures("shell")
def test_n15_a_view_that_does_not_see_it_arrive_is_handed_the_copy(
    bike: cjm.Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[N15] From when it asks until the editor is shown once more, and not when it is shown."""
    editor = cjm.JourneyEditor(bike)
    handed = []

    def note(message, buffers=None) -> None:
        assert buffers is None
        if message["type"] == "copy":
            handed.append((message["key"], message["revision"], read(message["data"])[0].revision))

    monkeypatch.setattr(editor, "send", note)
    editor._ipython_display_()
    bike.update("ad", name="One")
    editor._copy.flush()
    assert handed == []
    editor._carry = True
    editor._copy.flush()
    bike.update("ad", name="Two")
    editor._copy.flush()
    assert handed == [(editor._copy.key, 1, 1), (editor._copy.key, 2, 2)]
    editor._ipython_display_()
    bike.update("ad", name="Three")
    editor._copy.flush()
    assert len(handed) == 2
    assert not editor._carry
    editor.close()


def test_n8_without_a_kernel_there_is_only_the_editor(
    bike: cjm.Journey, capsys: pytest.CaptureFixture[str]
) -> None:
    """[N8] In a script the text of the editor is all that is displayed."""
    editor = cjm.JourneyEditor(bike, name="bike")
    editor._ipython_display_()
    bike.update("ad", name="x")
    assert not editor._copy.shown
    assert not editor._copy._alarm.is_set
    assert editor._copied is None
    assert "Buying: Visits the shop" in editor._repr_mimebundle_()[0]["text/plain"]
    capsys.readouterr()
    editor.close()
