"""A map that lives in a file, as people meet it."""

from __future__ import annotations

import errno
import gc
import json
import os
import shutil
import statistics
import time
import weakref
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import cjm_widgets as cjm
from cjm_widgets.storage import opened
from cjm_widgets.storage.disk import Disk
from cjm_widgets.storage.versions import MAX_VERSIONS, Version, too_many
from tests.benchmarks.maps import document
from tests.storage.faults import FaultyDisk, denied, start


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bike.cjm.json"


@pytest.fixture
def bike_file(bike: cjm.Journey, path: Path) -> Iterator[cjm.Journey]:
    """Give the map of `bike`, open in a file with a thread looking after it."""
    bike.save(path)
    journey = cjm.open(path)
    yield journey
    assert journey.file is not None
    journey.file.close()


def eventually(check: Callable[[], object], seconds: float = 10) -> None:
    ends = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < ends, "it did not happen"
        time.sleep(0.02)


def outside(path: Path, **fields: Any) -> None:
    """Edit the touchpoint ``ad`` in the file as a text editor does: in place."""
    data = json.loads(path.read_text("utf-8"))
    next(t for t in data["touchpoints"] if t["id"] == "ad").update(fields)
    path.write_text(json.dumps(data, indent=4), "utf-8")


def test_p10_load_or_create(path: Path) -> None:
    """[P10] A new file gets a map, at once; one that is there is loaded; edits arrive soon."""
    journey = cjm.open(path, language="it")
    assert type(journey) is cjm.Journey
    assert (journey.title, journey.info.language, journey.revision) == ("bike", "it", 0)
    assert cjm.load(path).title == "bike"
    assert (journey.file.path, journey.file.status, journey.file.problem) == (path, "saved", "")
    journey.add_phase("Awareness")
    eventually(lambda: cjm.load(path).phases)
    assert path.read_text("utf-8") == journey.to_json()
    assert journey.file.close()
    assert (journey.file.status, journey.file.close()) == ("closed", True)
    again = cjm.open(str(path), language="fr")
    assert again is not journey
    assert again.to_dict() == journey.to_dict()
    assert again.file.close()


def test_p10_a_file_that_only_is_opened_stays_as_it_is(path: Path, bike: cjm.Journey) -> None:
    """[P10] Opening and closing does not touch a byte of the file."""
    text = json.dumps(bike.to_dict(), indent=7)
    path.write_text(text)
    before = path.stat()
    journey = cjm.open(path)
    assert journey.file.save()
    assert journey.file.close()
    assert path.read_text() == text
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def test_p10_what_cannot_be_opened(path: Path, tmp_path: Path) -> None:
    """[P10] A broken file, another format, a missing folder are typed errors; nothing is made."""
    with pytest.raises(FileNotFoundError, match="there is no folder"):
        cjm.open(tmp_path / "none" / "bike.cjm.json")
    with pytest.raises(cjm.FormatError, match=r"only \.cjm\.json"):
        cjm.open(tmp_path / "bike.xlsx")
    assert os.listdir(tmp_path) == []  # noqa: PTH208
    path.write_text("<<<<<<< HEAD\n{}")
    with pytest.raises(cjm.InvalidDocument, match=r"bike\.cjm\.json: the file is not JSON"):
        cjm.open(path)
    assert path.read_text() == "<<<<<<< HEAD\n{}"


def test_p11_one_file_is_one_object(path: Path, tmp_path: Path) -> None:
    """[P11] Opened again, also by another path, it is the same object, as long as it is used."""
    journey = cjm.open(path)
    (tmp_path / "sub").mkdir()
    assert cjm.open(tmp_path / "sub" / ".." / path.name) is journey
    if os.name != "nt":
        (tmp_path / "link.cjm.json").symlink_to(path)
        assert cjm.open(tmp_path / "link.cjm.json") is journey
    journey.add_phase("Last")
    gone = weakref.ref(journey)
    session = journey.file._session
    del journey
    gc.collect()
    assert gone() is None
    eventually(lambda: session.closed)
    assert cjm.load(path).phases[0].name == "Last"
    again = cjm.open(path)
    assert again.phases[0].name == "Last"
    again.file.close()


def test_p12_changes_made_outside_are_merged(bike_file: cjm.Journey, path: Path) -> None:
    """[P12] What a text editor writes into the file is in the map soon, next to own edits."""
    bike_file.update("shop", name="Visits two shops")
    outside(path, name="Sees a poster", tags=["new"])
    eventually(lambda: bike_file.get("ad").name == "Sees a poster")
    assert bike_file.get("shop").name == "Visits two shops"
    eventually(lambda: bike_file.file.status == "saved")
    there = cjm.load(path)
    assert (there.get("ad").name, there.get("shop").name) == ("Sees a poster", "Visits two shops")
    assert [e.by for e in bike_file.history].count("file") == 1
    bike_file.undo()
    assert bike_file.get("shop").name in ("Visits two shops", "Visits the shop")


def test_p12_two_edits_of_one_text(path: Path, bike: cjm.Journey) -> None:
    """[P12] Of a text written here and outside both are kept: one in its place, one as comment."""
    bike.save(path)
    journey, session = start(path)
    journey.update("ad", name="Here")
    outside(path, name="There", wait=9)
    assert session.sync()
    texts = {journey.get("ad").name, *(c.text for c in journey.comments)}
    assert {"Here", "Replaced text of “name”: There"} <= texts
    assert journey.get("ad").wait == 9
    assert [c.kind for c in session.conflicts] == ["text"]
    assert cjm.load(path).to_dict() == journey.to_dict()
    assert "outside" in {v.label for v in cjm.versions(path)}
    session.finish()


def test_p12_two_edits_of_one_text_as_long_as_texts_may_be(path: Path) -> None:
    """[P12] The replaced text is a comment the limits of the map allow, so the file is written."""
    j = cjm.open(path, limits=cjm.Limits(text=1_000))
    step = j.add_touchpoint("Reads", description="x")
    j.file.save()
    other = cjm.load(path)
    other.update(step.id, description="o" * 990)
    j.update(step.id, description="m" * 990)
    other.save(path)
    eventually(lambda: j.file.save() and "m" * 900 in path.read_text("utf-8"))
    again = cjm.load(path, limits=j.limits)
    j.file.close()
    texts = [again.touchpoints[0].description, *(comment.text for comment in again.comments)]
    assert sum("o" * 900 in text for text in texts) == 1
    assert sum("m" * 900 in text for text in texts) == 1


def test_p12_the_order_of_the_map_survives_a_merge(path: Path, bike: cjm.Journey) -> None:
    """[P12] Things put in between here, and moved outside, stand where they were put."""
    bike.save(path)
    journey, session = start(path)
    journey.add_touchpoint("Between", phase="buying", id="between", after="shop")
    other = cjm.load(path)
    other.add_phase("First", id="first", before="before")
    other.move("ad", to="riding")
    other.save(path)
    assert session.sync()
    assert [p.id for p in journey.phases] == ["first", "before", "buying", "riding"]
    assert [t.id for t in journey.touchpoints] == ["think", "shop", "between", "test", "ad"]
    assert cjm.load(path).to_dict() == journey.to_dict()
    session.finish()


@pytest.mark.parametrize("text", ["<<<<<<< HEAD\n", "", '{"format": "cjm", "version": 99}', "[]"])
def test_p13_a_file_broken_outside(bike_file: cjm.Journey, path: Path, text: str) -> None:
    """[P13] It is left alone and named, our map is beside it; put right, all is merged."""
    good = path.read_text("utf-8")
    path.write_text(text)
    eventually(lambda: bike_file.file.status == "failed")
    bike_file.update("shop", name="Still editing")
    assert not bike_file.file.save()
    assert path.read_text() == text
    assert "cannot be read as a map" in bike_file.file.problem
    (beside,) = path.parent.glob("bike.rescued-*.cjm.json")
    assert beside.name in bike_file.file.problem
    assert cjm.load(beside).get("shop").name == "Still editing"
    assert [r.kept_as for r in bike_file.file.reports] == [beside]
    path.write_text(good.replace("Sees the ad", "Mended"), "utf-8")
    assert bike_file.file.save()
    assert (bike_file.file.status, bike_file.file.problem) == ("saved", "")
    there = cjm.load(path)
    assert (there.get("ad").name, there.get("shop").name) == ("Mended", "Still editing")


def test_p13_a_file_that_is_half_written(bike_file: cjm.Journey, path: Path) -> None:
    """[P13] A program that writes the file slowly, in place, raises no alarm."""
    data = json.dumps({**bike_file.to_dict(), "questions": []}).encode()
    with path.open("wb") as file:
        file.write(data[:100])
        file.flush()
        assert not bike_file.file.save()
        assert bike_file.file.reports == ()
        file.write(data[100:])
    assert bike_file.file.save()
    assert not bike_file.questions
    assert not list(path.parent.glob("*rescued*"))


def test_p13_closed_while_the_file_is_broken(bike: cjm.Journey, path: Path) -> None:
    """[P13] Edits made on a broken file are back once it can be opened again."""
    bike.save(path)
    good = path.read_bytes()
    journey, session = start(path)
    path.write_text("{")
    journey.update("shop", name="Still editing")
    assert not session.finish()
    with pytest.raises(cjm.InvalidDocument, match="edits that are not in it yet are kept"):
        cjm.open(path)
    path.write_bytes(good)
    again = cjm.open(path)
    assert again.get("shop").name == "Still editing"
    assert again.file.close()


def test_p14_a_newer_file_is_never_written(path: Path) -> None:
    """[P14] A file of a newer version opens read-only and is left as it is."""
    text = '{"format": "cjm", "version": 2, "journey": {"id": "m", "title": "New"}}'
    path.write_text(text)
    journey = cjm.open(path)
    assert journey.title == "New"
    with pytest.raises(cjm.NewerDocument):
        journey.add_phase("No")
    assert journey.file.status == "read-only"
    assert "version 2" in journey.file.problem
    assert not journey.file.save()
    assert not journey.file.close()
    assert path.read_text() == text


class Protected(Disk):
    """A disk with a file that must not be written."""

    def writable(self, path: Path) -> bool:
        return path.suffix != ".json"


def test_p15_a_write_protected_file(bike: cjm.Journey, path: Path) -> None:
    """[P15] Edits of a write-protected file are kept in its journal and are back later."""
    bike.save(path)
    before = path.read_bytes()
    journey, session = start(path, Protected())
    journey.update("ad", name="Edited")
    assert not session.sync()
    assert session.status.state == "read-only"
    assert "in its journal" in session.status.problem
    assert not session.finish()
    assert path.read_bytes() == before
    again = cjm.open(path)
    assert again.get("ad").name == "Edited"
    assert again.file.close()
    assert cjm.load(path).get("ad").name == "Edited"


def test_p15_a_folder_that_cannot_be_written(bike: cjm.Journey, path: Path) -> None:
    """[P15] In a read-only folder the map opens, is edited in memory, and says so."""
    bike.save(path)
    journey, session = start(path, FaultyDisk(0, denied))
    journey.update("ad", name="Edited")
    assert not session.sync()
    assert session.status.state == "read-only"
    assert "in memory only" in session.status.problem
    assert journey.save(path.with_name("copy.cjm.json"))
    session.finish()


def test_p16_a_folder_that_vanishes_and_returns(tmp_path: Path) -> None:
    """[P16] Without its folder the map is kept in memory and saved when that is back."""
    folder = tmp_path / "stick"
    folder.mkdir()
    journey = cjm.open(folder / "bike.cjm.json")
    shutil.rmtree(folder)
    journey.add_phase("Kept")
    assert not journey.file.save()
    assert journey.file.status == "failed"
    assert "bring its folder back" in journey.file.problem
    folder.mkdir()
    eventually(lambda: journey.file.status == "saved")
    assert cjm.load(folder / "bike.cjm.json").phases[0].name == "Kept"
    journey.file.close()


def test_p16_a_file_that_is_deleted(bike_file: cjm.Journey, path: Path) -> None:
    """[P16] A deleted file stays deleted until the next edit or save, and that is said."""
    path.unlink()
    eventually(lambda: bike_file.file.status == "failed")
    assert "is gone" in bike_file.file.problem
    time.sleep(0.1)
    assert not path.exists()
    bike_file.update("ad", name="Again")
    eventually(path.exists)
    assert bike_file.file.status == "saved"
    path.unlink()
    assert bike_file.file.save()
    assert path.exists()


def test_p17_listeners_and_repr(path: Path) -> None:
    """[P17] Each state is told once, also to more than one; one that raises stops nothing."""
    journey, session = start(path, disk := FaultyDisk(None, denied))
    seen: list[str] = []

    def fail(_: object) -> None:
        raise ValueError("no")

    journey.file.on_change(fail)
    stop = journey.file.on_change(lambda status: seen.append(status.state))
    journey.add_phase("a")
    assert journey.file.status == "saving"
    session.sync()
    session.sync()
    disk.at = disk.count
    journey.add_phase("b")
    session.sync()
    session.sync()
    disk.at = None
    session.sync()
    assert seen == ["read-only", "saved"]
    stop()
    assert repr(journey.file) == "<OpenFile bike.cjm.json: saved>"
    session.finish()
    assert seen == ["read-only", "saved"]


def test_p17_saved_inside_a_transaction(path: Path) -> None:
    """[P17] A save in a block waits for its end; a half made block is never in the file."""
    journey, session = start(path)
    with journey.transaction("Two"):
        journey.add_phase("a")
        assert not journey.file.save()
        assert not cjm.load(path).phases
        journey.add_phase("b")
    assert len(cjm.load(path).phases) == 2
    session.finish()


def test_p18_versions_and_restore(path: Path) -> None:
    """[P18] An older version comes back as a change; what was there before is a version too."""
    journey = cjm.open(path)
    journey.add_phase("First", id="first")
    journey.file.close()
    journey = cjm.open(path)
    journey.update("first", name="Second")
    journey.file.save()
    first = cjm.versions(path)[0]
    assert (first.label, first.load().phases[0].name) == ("opened", "First")
    assert first.size == first.path.stat().st_size
    assert datetime.now(UTC) - first.time < timedelta(minutes=1)
    assert cjm.restore(path, first) is journey
    assert journey.phases[0].name == "First"
    assert cjm.load(path).phases[0].name == "First"
    present = cjm.versions(path)[0]
    assert (present.label, present.load().phases[0].name) == ("restored", "Second")
    journey.undo()
    assert journey.phases[0].name == "Second"
    assert journey.file.close()
    assert cjm.restore(path, first).phases[0].name == "First"
    cjm.open(path).file.close()
    first.path.write_bytes(b"{}")
    with pytest.raises(cjm.InvalidDocument, match="not what was written"):
        cjm.restore(path, first)


def test_p18_restoring_a_broken_file(path: Path) -> None:
    """[P18] A file that is no map is kept, and the version takes its place."""
    journey = cjm.open(path)
    journey.add_phase("First")
    journey.file.close()
    cjm.open(path).file.close()
    path.write_text("broken")
    with pytest.raises(cjm.InvalidDocument, match=r"older versions of it: cjm\.versions"):
        cjm.open(path)
    journey = cjm.restore(path, cjm.versions(path)[0])
    assert journey.phases[0].name == "First"
    (kept,) = (path.parent / ".bike.cjm" / "damaged").iterdir()
    assert kept.read_text() == "broken"
    journey.file.close()


def test_p18_restoring_a_large_file(path: Path) -> None:
    """[P18] A file that is only larger than is usual is not taken for a broken one."""
    limits = cjm.Limits(text=100_000)
    journey = cjm.open(path, limits=limits)
    journey.add_touchpoint("First", description="x" * 50_000)
    journey.file.close()
    journey = cjm.open(path, limits=limits)
    journey.add_touchpoint("Second")
    journey.file.close()
    before = path.read_bytes()
    version = cjm.versions(path)[0]
    with pytest.raises(cjm.LimitExceeded):
        cjm.restore(path, version)
    assert path.read_bytes() == before
    journey = cjm.restore(path, version, limits=limits)
    assert journey.touchpoints[0].name == "First"
    assert journey.limits == limits
    journey.file.close()
    path.write_text("broken")
    with pytest.raises(cjm.LimitExceeded):
        cjm.restore(path, version)
    assert path.read_text() == "broken"


def test_p19_versions_are_thinned_out() -> None:
    """[P19] A year of edits every two minutes leaves few versions, spread over the year."""
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    kept: list[Version] = []
    now = begin
    for step in range(365 * 24):
        now = begin + timedelta(hours=step)
        for minute in (0, 10, 20) if step % 24 == 9 else (0,):
            at = now + timedelta(minutes=minute)
            kept.insert(0, Version(at, 0, 0, "edited", 1000, Path(str(at))))
            gone = too_many(kept, at)
            kept = [v for v in kept if v not in gone]
            assert len(kept) <= MAX_VERSIONS
    ages = [now - v.time for v in kept]
    assert len([a for a in ages if a <= timedelta(days=1)]) >= 20
    assert len([a for a in ages if timedelta(days=2) <= a <= timedelta(days=30)]) >= 25
    assert max(ages) > timedelta(days=50)
    large = [
        Version(begin - timedelta(minutes=n), 0, 0, "x", 60 * 2**20, Path(str(n))) for n in range(5)
    ]
    assert too_many(large, begin) == large[2:]


def test_p20_an_edit_costs_the_same_in_a_large_file(tmp_path: Path) -> None:
    """[P20] With 10,000 touchpoints an edit takes no longer than with 100: one journal line."""
    cost: dict[int, float] = {}
    written: dict[int, int] = {}
    for size in (100, 10_000):
        path = tmp_path / f"{size}.cjm.json"
        path.write_text(json.dumps(document(size)))
        journey, session = start(path)
        journey.update("tp-0", name="warm")
        journal = session.keeper._journal
        times, before = [], journal._size
        for number in range(200):
            begin = time.perf_counter()
            journey.update(f"tp-{number % 90}", name=f"name {number}")
            times.append(time.perf_counter() - begin)
        written[size] = journal._size - before
        cost[size] = statistics.median(times)
        session.finish()
    assert abs(written[10_000] - written[100]) < 0.05 * written[100]
    assert cost[10_000] < 3 * cost[100] + 0.0005


def test_p20_saving_holds_no_edit_up(tmp_path: Path) -> None:
    """[P20] While a large file is being written the lock is free for edits."""
    path = tmp_path / "large.cjm.json"
    path.write_text(json.dumps(document(3_000)))
    waits: list[float] = []

    class Slow(Disk):
        def replace(self, path: Path, data: bytes, temporary: Path) -> None:
            for number in range(5):
                begin = time.perf_counter()
                journey.update("tp-1", name=f"while saving {number}")
                waits.append(time.perf_counter() - begin)
            super().replace(path, data, temporary)

    journey, session = start(path, Slow())
    journey.update("tp-0", name="x")
    assert not session.sync()
    assert session.status.state == "saving"
    assert cjm.load(path).get("tp-1").name == "Compares what is on offer 2"
    assert len(waits) == 5
    session.finish()
    # The edits of the last save were too late for it: they are in the journal.
    again = cjm.open(path)
    assert again.get("tp-1").name == "while saving 4"
    again.file.close()


def test_p16_trying_again_waits_longer_each_time(path: Path, monkeypatch: Any) -> None:
    """[P16] A file that cannot be saved is tried again, less and less often."""
    monkeypatch.setattr(opened, "LOOK", 0.02)
    disk = FaultyDisk(None, lambda: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
    journey, session = start(path, disk)
    tries: list[float] = []
    real = session.sync
    monkeypatch.setattr(session, "sync", lambda **k: (tries.append(time.monotonic()), real(**k))[1])
    disk.at = disk.count
    journey.add_phase("a")
    caretaker = opened.Caretaker()
    caretaker.start(session)
    eventually(lambda: len(tries) >= 6)
    gaps = [b - a for a, b in pairwise(tries)]
    assert gaps[-1] > 4 * gaps[0]
    disk.at = None
    caretaker.end()
    eventually(lambda: session.closed)
    assert cjm.load(path).phases


def test_p21_the_editor_shows_where_the_map_is(bike_file: cjm.Journey, path: Path) -> None:
    """[P21] An editor has the name and state of the file, and why it could not be saved."""
    editor = cjm.JourneyEditor(bike_file)
    assert editor._file == {"name": path.name, "status": "saved", "problem": ""}
    good = path.read_bytes()
    path.write_text("broken")
    eventually(lambda: editor._file["status"] == "failed")
    assert "cannot be read as a map" in editor._file["problem"]
    path.write_bytes(good)
    bike_file.update("ad", name="x")
    assert bike_file.file.save()
    assert editor._file == {"name": path.name, "status": "saved", "problem": ""}
    editor.close()
    bike_file.file.close()
    assert editor._file["status"] == "saved"
    assert cjm.JourneyEditor(cjm.Journey())._file == {}


def test_p12_a_score_given_outside_on_another_scale(path: Path) -> None:
    """[P12] A score that came from the file on the scale of before is named."""
    j = cjm.Journey("Felt", emotion_scale="1..5")
    step, ana = j.add_touchpoint("Waits"), j.add_persona("Ana")
    j.save(path)
    journey, session = start(path)
    other = cjm.load(path)
    felt = other.add_experience(step.id, ana.id, score=2)
    journey.convert_scale("-2..2")
    other.save(path)
    assert session.sync()
    assert [(c.kind, c.record) for c in session.conflicts] == [("scale", felt.id)]
    session.finish()
