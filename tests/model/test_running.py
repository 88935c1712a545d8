"""The digest of a document that is edited, read on a thread where it is large."""

from __future__ import annotations

import time
from threading import Thread

from cjm_widgets import Journey
from cjm_widgets.model import running
from cjm_widgets.model.authority import DIGEST_EVERY
from cjm_widgets.model.digest import digest


def a_map(touchpoints: int) -> Journey:
    return Journey.from_dict({
        "format": "cjm", "version": 1, "journey": {"id": "map-1"},
        "touchpoints": [{"id": f"tp-{n}", "name": f"Step {n}"} for n in range(touchpoints)],
    })  # fmt: skip


def whole(journey: Journey) -> int:
    return digest(journey.store.state.records.values())


def edit_until_due(journey: Journey) -> None:
    """Edit, at least once, up to a revision that has a digest."""
    journey.update("tp-0", name=f"again {journey.revision}")
    while journey.revision % DIGEST_EVERY:
        journey.update("tp-0", name=f"again {journey.revision}")


def test_d8_a_small_document_has_its_digest_when_it_is_due():
    journey = a_map(10)
    edit_until_due(journey)
    assert journey.authority.digest_at == {DIGEST_EVERY: whole(journey)}


def test_d8_d10_a_large_one_is_read_beside_the_edits(monkeypatch):
    threads = []

    class Slow(Thread):
        """Begins when it is told to, so that edits are sure to come in between."""

        def start(self):
            threads.append(self)

    monkeypatch.setattr(running, "Thread", Slow)
    journey = a_map(running.AT_ONCE + 500)
    edit_until_due(journey)
    assert journey.authority.digest_at == {}
    [reader] = threads
    # What it is to read is altered, removed and added to before it gets there.
    journey.update("tp-1", name="altered meanwhile")
    journey.remove("tp-2")
    journey.add_touchpoint("New", id="tp-new")
    reader.run()
    edit_until_due(journey)
    assert journey.authority.digest_at == {2 * DIGEST_EVERY: whole(journey)}
    assert len(threads) == 1


def test_d8_d10_edits_go_on_while_a_large_one_is_read():
    journey = a_map(running.AT_ONCE + 2_000)
    deadline = time.monotonic() + 30
    while not journey.authority.digest_at and time.monotonic() < deadline:
        edit_until_due(journey)
    assert journey.authority.digest_at == {journey.revision: whole(journey)}


def test_d8_without_threads_a_large_one_has_none(monkeypatch):
    def refuse(_self):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(running.Thread, "start", refuse)
    journey = a_map(running.AT_ONCE + 1)
    edit_until_due(journey)
    assert journey.authority.digest_at == {}
