"""A damaged journal gives back all that is whole in it, and says what is not."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

import cjm_widgets as cjm
from cjm_widgets.model.document import decode
from cjm_widgets.model.state import State
from cjm_widgets.storage.journal import Edit, Head, digest_of, encode_line, read_journal
from cjm_widgets.storage.places import Places
from cjm_widgets.storage.recovery import replay
from tests.storage.faults import start, vanish

EDITS = ("a", "b", "c", "d")


class Left:
    """What a killed session left behind: the file, its journal, and where its lines end."""

    def __init__(self, path: Path) -> None:
        journey, session = start(path, title="x")
        journey.remove(*journey.lanes)
        session.sync()
        for name in EDITS:
            journey.add_touchpoint(name, id=name)
        vanish(session)
        self.path = path
        self.file = path.read_bytes()
        (self.journal,) = Places(path).folder.glob("*.journal")
        self.session = session.name
        self.data = self.journal.read_bytes()
        self.ends = [at + 1 for at, byte in enumerate(self.data) if byte == 10]

    def recovered(self, data: bytes) -> tuple[set[str], list[str]]:
        """Return the names that a journal gives back, and what it says is wrong."""
        journal = read_journal(data, self.session)
        file = decode(self.file)
        found = replay(journal, None, file, digest_of(self.file))
        assert isinstance(found.mine, State)
        names = {found.mine.get(i).name for i in found.mine.of_type("touchpoint")}
        return names, [*journal.problems, *found.lost]

    def before(self, at: int) -> set[str]:
        """Return the edits that were whole before that byte."""
        return {name for name, end in zip(EDITS, self.ends[2:], strict=True) if end <= at}


@pytest.fixture
def left(tmp_path: Path) -> Left:
    return Left(tmp_path / "bike.cjm.json")


def test_p3_cut_at_every_byte(left: Left) -> None:
    """[P3] Cut anywhere, all edits before the cut are back, and a torn line is named."""
    assert len(left.ends) == 2 + len(EDITS)
    for at in range(len(left.data)):
        names, problems = left.recovered(left.data[:at])
        # A line that lacks nothing but its end is whole.
        whole = at + 1 if at + 1 in left.ends else at
        assert names == left.before(whole), at
        assert problems or whole in left.ends[1:], at


def test_p3_every_bit_flipped(left: Left) -> None:
    """[P3] With any one bit flipped every other edit is back, and what is damaged is named."""
    for at in range(len(left.data)):
        line = sum(end <= at for end in left.ends)
        for bit in range(8):
            data = bytearray(left.data)
            data[at] ^= 1 << bit
            names, problems = left.recovered(bytes(data))
            assert problems, (at, bit)
            hurt = {line - 2} | ({line - 1} if at + 1 in left.ends else set())
            assert names >= {name for n, name in enumerate(EDITS) if n not in hurt}, (at, bit)


def test_p3_opened_with_a_damaged_journal(left: Left) -> None:
    """[P3] Opening warns, names the file, keeps it under another name, and has the rest."""
    random = Random(5)
    for at in random.sample(range(len(left.data)), 25):
        data = bytearray(left.data)
        data[at] ^= 8
        left.path.write_bytes(left.file)
        left.journal.write_bytes(bytes(data))
        with pytest.warns(cjm.DamagedFile, match="damaged") as caught:
            journey = cjm.open(left.path)
        assert {t.name for t in journey.touchpoints} >= left.before(at)
        (report,) = journey.file.reports
        assert report.damaged
        assert report.lost
        assert report.kept_as.read_bytes() == bytes(data)
        assert str(report.kept_as) in str(caught[0].message)
        assert not left.journal.exists()
        assert journey.file.close()
        report.kept_as.unlink()


def test_p3_a_journal_of_another_session_or_map(left: Left, tmp_path: Path) -> None:
    """[P3] Lines of another session are none here; a journal of another map is kept apart."""
    other = Left(tmp_path / "other.cjm.json")
    mixed = left.data[: left.ends[2]] + other.data[other.ends[2] : other.ends[3]]
    names, problems = left.recovered(mixed)
    assert names == {"a"}
    assert problems
    left.path.write_bytes(other.file)
    with pytest.warns(cjm.DamagedFile, match="another map"):
        journey = cjm.open(left.path)
    assert [t.name for t in journey.touchpoints] == []
    (report,) = journey.file.reports
    assert "another map" in report.message
    assert {t.name for t in cjm.load(report.kept_as).touchpoints} == set(EDITS)
    journey.file.close()


def test_p3_lines_are_bound_to_their_session() -> None:
    """[P3] The checksum covers the name of the session and every byte."""
    line = encode_line("a" * 16, Head(0, "a" * 16, "map-1"))
    assert read_journal(line, "a" * 16).head == Head(0, "a" * 16, "map-1")
    assert read_journal(line, "b" * 16).head is None
    edit = encode_line("a" * 16, Edit(2, 1, "x", "python", "", {}))
    journal = read_journal(line + edit, "a" * 16)
    assert journal.problems == ["1 damaged or missing line(s), the first is 2"]


def test_p3_the_file_changed_after_the_session_died(left: Left) -> None:
    """[P3] Edits of a dead session are merged with what was done to the file since."""
    j = cjm.Journey.from_json(left.file)
    j.add_touchpoint("later", id="later")
    j.update(title="Renamed")
    j.save(left.path)
    journey = cjm.open(left.path)
    assert {t.name for t in journey.touchpoints} == {*EDITS, "later"}
    assert journey.title == "Renamed"
    assert journey.file.close()
    assert not journey.comments


def test_p3_the_file_is_gone_but_its_journal_is_there(left: Left) -> None:
    """[P3] A file that went away before its last edits were in it comes back from the journal."""
    left.path.unlink()
    journey = cjm.open(left.path)
    assert {t.name for t in journey.touchpoints} == set(EDITS)
    assert journey.file.close()
    assert {t.name for t in cjm.load(left.path).touchpoints} == set(EDITS)


def test_p4_a_resent_edit_is_not_made_twice(tmp_path: Path) -> None:
    """[P4] An edit of a view that was accepted before a kill is known after it."""
    path = tmp_path / "bike.cjm.json"
    journey, session = start(path)
    record = {"id": "tp-1", "type": "touchpoint", "name": "one", "place": {"order": "a0"}}
    raw = {"added": {"tp-1": record}}
    assert journey.authority.decide("push-1", "view", "Add", raw) is None
    vanish(session)
    again = cjm.open(path)
    again.update("tp-1", name="renamed")
    assert again.authority.decided("push-1")
    assert again.authority.decide("push-1", "view", "Add", raw) is None
    assert [t.name for t in again.touchpoints] == ["renamed"]
    again.file.close()
