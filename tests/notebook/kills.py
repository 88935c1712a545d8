"""One notebook and its browser outlive kernel after kernel that is killed at a random moment.

The map is in no file: what a kernel leaves is the copy in the outputs of the notebook, and what
the browser keeps. The next kernel recovers the copy, a view of it puts in what is offered, and
goes on editing. After each death it is checked that the copy is the map at one revision, that the
browser keeps all that was acknowledged after it, and that both together are the map as the view
had it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import msgspec

import cjm_widgets as cjm
from cjm_widgets.model.document import encode
from cjm_widgets.model.records import AnyRecord, Placed
from cjm_widgets.model.state import State
from tests.notebook.browser import Browser
from tests.notebook.front_end import FrontEnd
from tests.sync.kernel import Kernel, running_kernel
from tests.sync.typed import typed_change

FIRST = "j = cjm.Journey('A long story')"
LATER = "j = cjm.recover({path!r}).journey"
SHOW = """
import cjm_widgets as cjm
from cjm_widgets.model.wire import encode_records
{begin}
editor = cjm.JourneyEditor(j)
editor
"""
#: Milliseconds between two edits.
PAUSES = (2, 5, 20, 60)
#: A kernel lives at most so many seconds once its view is there.
LIFE = 2.0
#: So many lives are told of when something goes wrong.
REPORTED = 4


@dataclass
class Tally:
    """What came of all kills."""

    kills: int = 0
    #: Edits that the kernel told a view it had taken.
    acknowledged: int = 0
    #: Of these, what the copy in the notebook held when the kernel was dead.
    copied: int = 0
    #: Of those it did not hold, what the browser had kept, to be offered.
    kept: int = 0
    #: And edits the kernel had not answered, made and kept all the same.
    pending: int = 0
    #: Edits that stay offered with the reason: a later one has removed what they are about.
    told: int = 0
    #: What came of all that is wrong: one line each.
    lost: list[str] = field(default_factory=list)
    #: How it came to that, by notebook: a line for each thing that happened.
    reports: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Life:
    """One kernel, from its start to its death: what its view was told."""

    kernel: Kernel
    front: FrontEnd
    comm: str = ""
    epoch: str = ""
    base: list[Any] = field(default_factory=list)
    #: The changes that led to each revision, from 1 on.
    log: list[dict[str, Any]] = field(default_factory=list)
    copied: int | None = None


class Story:
    """Kernels that die one after the other, and what outlives them."""

    def __init__(self, browser: Browser, folder: Path, seed: int, tally: Tally) -> None:
        self.browser = browser
        self.notebook = folder / f"story-{seed}.ipynb"
        self.random = Random(seed)
        self.tally = tally
        #: The records of the map as the last view had them when its kernel died.
        self.expected: dict[str, Any] | None = None
        #: What happened, life by life.
        self.report: list[str] = []
        self._lives: list[int] = []
        #: What the browser kept when the last kernel was dead, and what was told not to fit.
        self._kept: list[str] = []
        self._told: set[str] = set()

    def live(self) -> None:
        """Start a kernel on what the last one left, edit, and kill it."""
        self.tally.kills += 1
        with running_kernel() as kernel:
            life = self._show(kernel)
            end = time.monotonic() + self.random.uniform(0, LIFE)
            self._put_in(life, end)
            while time.monotonic() < end:
                ms = self.random.choice(PAUSES)
                self.browser.tell("edit", ms=ms)
                self._pump(life, ms / 1000)
            kernel.process.kill()
            kernel.process.wait()
            # What had left the kernel arrives.
            self._pump(life, 0.3)
            self.browser.tell("cut", close=self.random.random() < 0.5)
            self.browser.tell("pass", ms=15_000)
            self._examine(life)

    def end(self) -> None:
        """Start a last kernel, which is left alone, on what the one before it left."""
        with running_kernel() as kernel:
            self._put_in(self._show(kernel), time.monotonic() + 60)

    # -- what is told of it ---------------------------------------------------------------

    def _wrong(self, what: str) -> None:
        self.tally.lost.append(f"{self.notebook.name}: {what}")
        self.report.append(f"WRONG {what}")
        # What is put in comes from the life before, and that may have been put in there itself.
        begin = self._lives[-REPORTED:][0] if self._lives else 0
        self.tally.reports.setdefault(self.notebook.name, self.report[begin:])

    def _note(self, what: str, *of: Any) -> None:
        self.report.append(" ".join([what, *(msgspec.json.encode(one).decode() for one in of)]))

    # -- a life ---------------------------------------------------------------------------

    def _show(self, kernel: Kernel) -> Life:
        self._lives.append(len(self.report))
        self._note(f"life {len(self._lives)}")
        life = Life(kernel, FrontEnd(kernel, lambda message: self._hear(life, message)))
        begin = FIRST if self.expected is None else LATER.format(path=str(self.notebook))
        kernel.cell(SHOW.format(begin=begin))
        life.comm = kernel.ask("editor.model_id")
        self.browser.send = lambda message: self._send(life, message)
        seed = self.random.randrange(2**32)
        self.browser.tell("show", client=f"view-{seed}", seed=seed)
        self._until(life, lambda: bool(self.browser.ask("status")["ready"]))
        assert life.front.copy is not None, "the cell has shown the copy"
        return life

    def _put_in(self, life: Life, end: float) -> None:
        """Put in what is offered: all that the browser has kept and the copy does not hold."""
        expected = self.expected
        if expected is None:
            return
        self._until(life, self._offers_all)
        offered = self.browser.ask("status")["offered"]
        self._note("taken as there:", [one for one in self._kept if one not in offered])
        self._note("offered:", offered)
        self.browser.tell("put in")
        for left in self.browser.ask("status")["unfit"]:
            self._note("does not fit:", left)
            # They have removed it themselves, so the edit can be made no more. It is not lost: it
            # stays offered, and what was expected of the map is compared below.
            if any(record not in expected for record in left["records"]):
                self.tally.told += left["id"] not in self._told
                self._told.add(left["id"])
            else:
                self._wrong(f"does not fit: {left['message']}")
        self._compare(expected, self.browser.ask("records")["records"], "after it was put in")
        if time.monotonic() > end:
            # In the middle of it.
            return
        self._until(life, lambda: not self.browser.ask("status")["pending"])
        held = life.kernel.ask("encode_records(j.store.state)")
        self._compare(expected, held, "as the kernel took it")

    def _offers_all(self) -> bool:
        status = self.browser.ask("status")
        return set(status["offered"]) == set(status["kept"])

    def _until(self, life: Life, true: Callable[[], bool]) -> None:
        end = time.monotonic() + 30
        while not true():
            assert time.monotonic() < end, self.browser.ask("status")
            self._pump(life, 0.01)

    def _pump(self, life: Life, seconds: float) -> None:
        """Carry messages both ways for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            life.front.take(min(left, 0.002))
            self._tell_copied(life)
            self.browser.pass_on()

    def _send(self, life: Life, message: dict[str, Any]) -> None:
        content = {"comm_id": life.comm, "data": {"method": "custom", "content": message}}
        session = life.kernel.client.session
        life.kernel.client.shell_channel.send(session.msg("comm_msg", content))

    def _hear(self, life: Life, message: dict[str, Any]) -> None:
        if "records" in message:
            assert not life.log
            life.base, life.epoch = message["records"], message["epoch"]
            assert message["revision"] == 0
        told = message.get("changes", [])
        first = message["revision"] - len(told)
        assert first <= len(life.log), "nothing is missed on this way"
        life.log += told[len(life.log) - first :]
        self.browser.tell("receive", message=message)

    def _tell_copied(self, life: Life) -> None:
        copied = life.front.traits.get(life.comm, {}).get("_copied")
        if copied != life.copied:
            life.copied = copied
            self.browser.tell("copied", revision=copied)

    # -- its death ------------------------------------------------------------------------

    def _examine(self, life: Life) -> None:
        status = self.browser.ask("status")
        self._kept = status["kept"]
        kept = set(self._kept)
        copy = cjm.recover(life.front.save(self.notebook)).copies[0]
        assert copy.epoch == life.epoch
        revision = copy.revision
        self._note(f"died; its copy is of revision {revision}, and it told of {life.copied}")
        for at, told in enumerate(life.log, 1):
            self._note(f"acknowledged as revision {at}:", told)
        for edit in self.browser.ask("kept")["edits"]:
            self._note("kept:", edit)
        assert life.copied is None or life.copied <= revision <= len(life.log)
        if self._at(life, revision) != copy.document:
            self._wrong(f"the copy is torn at {revision}")
        ids = [told["id"] for told in life.log]
        self.tally.acknowledged += len(ids)
        self.tally.copied += revision
        for at, change_id in enumerate(ids[revision:], revision + 1):
            if change_id in kept:
                self.tally.kept += 1
            else:
                self._wrong(f"{change_id} of revision {at}")
        for change_id in status["pending"]:
            if change_id in kept:
                self.tally.pending += 1
            else:
                self._wrong(f"{change_id}, which waited")
        for notice in status["notices"]:
            if "changed by somebody" not in notice:
                self._wrong(f"refused: {notice}")
        self.expected = _by_id(self.browser.ask("records")["records"])

    def _at(self, life: Life, revision: int) -> dict[str, Any]:
        """Return the map at a revision, in its file form, made of what the view was told."""
        state = State(msgspec.convert(life.base, list[AnyRecord]))
        for told in life.log[:revision]:
            change = typed_change(told["change"], state)
            assert change is not None
            state.commit(change)
        return encode(state)

    def _compare(self, expected: dict[str, Any], records: list[Any], when: str) -> None:
        found = _by_id(records)
        for key in expected.keys() | found.keys():
            if expected.get(key) != found.get(key):
                self._wrong(f"{when} {key} is {found.get(key)}, not {expected.get(key)}")


def _by_id(records: list[Any]) -> dict[str, Any]:
    """Key records by id; a file keeps their order, not the keys they are ordered by."""
    kept = {}
    for record in msgspec.convert(records, list[AnyRecord]):
        if isinstance(record, Placed):
            place = msgspec.structs.replace(record.place, order="")
            record = msgspec.structs.replace(record, place=place)
        kept[record.id] = record
    return kept


def run(kills: int, seed: int, folder: Path, *, length: int = 20) -> Tally:
    """Kill so many kernels, in stories of at most `length` of them on one map each."""
    tally = Tally()
    while tally.kills < kills:
        with Browser() as browser:
            story = Story(browser, folder, seed + tally.kills, tally)
            for _ in range(min(length, kills - tally.kills)):
                story.live()
            story.end()
    return tally
