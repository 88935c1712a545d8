"""Random sessions on one file: edits, saves, deaths and new lives, in any order."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings

import cjm_widgets as cjm
from cjm_widgets.model.document import decode
from tests.storage.faults import start, vanish
from tests.strategies import SEEDS, RandomEdits, random_document


class Life:
    """One session and whoever edits in it."""

    def __init__(self, path: Path, name: str, random: Random) -> None:
        self.path, self.name, self.random = path, name, random
        self.count = 0
        self.open()

    def open(self) -> None:
        self.journey, self.session = start(self.path)
        self.hand = RandomEdits(self.journey, self.random.randrange(2**32))
        assert not [r for r in self.session.reports if r.damaged], self.session.reports

    def edit(self, kept: set[str], removed: set[str]) -> None:
        before = self.journey.revision
        if self.random.random() < 0.4:
            self.count += 1
            record_id = f"{self.name}-{self.count}"
            self.journey.add_touchpoint(record_id, id=record_id)
            kept.add(record_id)
        else:
            self.hand.edit()
        for entry in self.journey.store.since(before) or []:
            removed.update(entry.change.removed)

    def die(self) -> None:
        vanish(self.session)


@pytest.mark.filterwarnings("ignore::cjm_widgets.CjmWarning")
@settings(max_examples=25)
@given(seed=SEEDS)
def test_p5_random_sessions_on_one_file(seed: int) -> None:
    """[P5] Whatever three sessions do in any order, they end with one map and every addition."""
    random = Random(seed)
    kept: set[str] = set()
    removed: set[str] = set()
    errors = _errors()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bike.cjm.json"
        cjm.Journey.from_dict(random_document(seed)).save(path)
        lives = [Life(path, name, random) for name in ("one", "two", "three")]
        for _ in range(random.randrange(5, 40)):
            life = random.choice(lives)
            action = random.choices(("edit", "sync", "die", "close"), (10, 5, 1, 1))[0]
            if action == "edit":
                life.edit(kept, removed)
            elif action == "sync":
                assert life.session.sync(), life.session.status
            else:
                life.die() if action == "die" else life.session.finish()
                life.open()
        for life in (*lives, *lives):
            assert life.session.sync(), life.session.status
        maps = [life.journey.to_dict() for life in lives]
        assert maps[0] == maps[1] == maps[2]
        assert cjm.load(path).to_dict() == maps[0]
        decode(path.read_bytes())
        there = {item["id"] for item in maps[0].get("touchpoints", [])}
        assert kept - removed <= there, sorted(kept - removed - there)
        for life in lives:
            assert life.session.finish()
    assert errors() == []


def _errors() -> Callable[[], list[str]]:
    found: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno >= logging.ERROR:
                found.append(record.getMessage())

    handler = Keep()
    logging.getLogger("cjm_widgets").addHandler(handler)

    def done() -> list[str]:
        logging.getLogger("cjm_widgets").removeHandler(handler)
        return found

    return done
