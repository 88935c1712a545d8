"""A machine of all commands of a map, for Hypothesis: any of them, at any point, in any order.

Beside the map it keeps what the map should be: the records its log gives when it is replayed, and
for every step that can be taken back the records there were before. Blocks stay open over many
commands, and two views edit meanwhile, behind messages that arrive later.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from random import Random
from typing import Any

import pandas as pd
import rfc8785
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import cjm_widgets as cjm
from cjm_widgets.frames.tables import tables
from cjm_widgets.model.change import invert
from cjm_widgets.model.digest import canonical, digest
from cjm_widgets.model.fields import types_by_name
from cjm_widgets.model.running import RunningDigest
from cjm_widgets.model.state import State
from tests.strategies import SEEDS, RandomEdits, random_document
from tests.sync.edits import Editor, NoEdit
from tests.sync.network import Wire
from tests.whole import Records, after, check_whole

#: What `add_<type>` adds. A new command that adds something else needs a rule of its own.
ADDED = sorted(
    name[4:] for name in dir(cjm.Journey) if name.startswith("add_") and name != "add_measurements"
)
#: The other commands; each has its rule.
COMMANDS = {
    "add", "add_measurements", "apply", "branch_path", "convert_scale", "insert_step", "move",
    "redo", "remove", "remove_step", "transaction", "undo", "update", "update_from",
}  # fmt: skip
#: Public names that change no map. `become` refuses a map that a view listens to, as this one.
READING = {
    "authority", "become", "check", "emotion_scale", "file", "from_dict", "from_frame", "from_json",
    "get", "history", "id", "info", "limits", "load", "on_change", "report", "revision", "save",
    "store", "title",
    "to_dict", "to_frame", "to_json",
}  # fmt: skip
WRITABLE = sorted(name for name, table in tables().items() if not table.read_only)
VIEWS = ("anna", "ben")
DEPTH = 3


class ChangedMyMind(Exception):
    """What a block of this machine fails with."""


class Commands(RuleBasedStateMachine):
    """Any commands on any map. Every rule is one command, and is followed by all checks."""

    @initialize(seed=SEEDS)
    def open(self, seed: int) -> None:
        self.journey = cjm.Journey.from_dict(random_document(seed))
        state = self.journey.store.state
        #: What the log gives so far, and the records before each step that can be taken back,
        #: or was, the last one at the end.
        self.replayed: Records = dict(state.records)
        self.seen = 0
        self.past: list[Records] = []
        self.future: list[Records] = []
        #: Open blocks, each with the records there were at its start.
        self.blocks: list[tuple[Any, Records]] = []
        self.digest = RunningDigest(state, self.journey.store.lock)
        self.digest.touch(())
        self.wire = Wire(list(VIEWS))
        self.wire.connect(self.journey.authority)
        self.hands = {name: Editor(name, Random(seed)) for name in ("code", *VIEWS)}
        for view in self.wire.replicas:
            view.hello()

    def teardown(self) -> None:
        """Give the lock back, also where a check failed."""
        while getattr(self, "blocks", None):
            self.blocks.pop()[0].__exit__(None, None, None)

    # -- commands -----------------------------------------------------------------------------

    @rule(name=st.sampled_from(ADDED), seed=SEEDS)
    def add_one(self, name: str, seed: int) -> None:
        """Call an ``add_*`` with any fields."""
        hand = RandomEdits(self.journey, seed)
        fields = hand.fields(types_by_name()[name])
        if fields is None:
            return
        if name == "card":
            fields["target"] = fields.pop("touchpoint", None) or fields.pop("phase", None)
            fields.setdefault("kind", "note")
        if name == "touchpoint":
            people = self.journey.personas.ids
            score = hand.random.choice((-2, 0, 1.5))
            fields["emotion"] = hand.random.choice((None, score, dict.fromkeys(people, score)))
        added = self.make(lambda: getattr(self.journey, f"add_{name}")(**fields))
        assert added is None or self.journey.get(added.id) == added

    @rule(seed=SEEDS)
    def add_by_type(self, seed: int) -> None:
        self.make(RandomEdits(self.journey, seed).add)

    @rule(seed=SEEDS)
    def update(self, seed: int) -> None:
        self.make(RandomEdits(self.journey, seed).update)

    @rule(seed=SEEDS)
    def move(self, seed: int) -> None:
        self.make(RandomEdits(self.journey, seed).move)

    @rule(seed=SEEDS)
    def remove(self, seed: int) -> None:
        self.make(RandomEdits(self.journey, seed).remove)

    @rule(seed=SEEDS)
    def whole_block(self, seed: int) -> None:
        """A block begun and ended at once; it may fail."""
        self.make(RandomEdits(self.journey, seed).block)

    @rule(name=st.sampled_from(WRITABLE), seed=SEEDS)
    def update_from(self, name: str, seed: int) -> None:
        """Write a table back with cells that changed places, or without some of its rows."""
        random = Random(seed)
        frame = self.journey.to_frame(name).astype(object)
        missing = random.random() < 0.3
        if missing:
            frame = frame[[random.random() < 0.8 for _ in range(len(frame))]]
        else:
            column = random.choice([c.name for c in tables()[name].columns if c.writes])
            frame[column] = random.sample(list(frame[column]), len(frame))
        self.make(lambda: self.journey.update_from(frame, table=name, remove_missing=missing))

    @rule(seed=SEEDS)
    def apply(self, seed: int) -> None:
        """Apply a change that was made for the map as it was some time ago."""
        hand = self.hands["code"]
        hand.random = Random(seed)
        known = hand.random.choice([*self.past[-5:], self.replayed])
        try:
            change = hand.change(State(known.values()))
        except NoEdit:
            return
        self.make(lambda: self.journey.apply(change, "apply"))

    @rule(scale=st.sampled_from(sorted(cjm.EMOTION_SCALES)), linear=st.booleans())
    def convert_scale(self, scale: str, *, linear: bool) -> None:
        method = "linear" if linear else "anchored"
        with warnings.catch_warnings():
            # Any score may lie off its scale.
            warnings.simplefilter("ignore", cjm.ScoreWarning)
            self.make(lambda: self.journey.convert_scale(scale, method=method))

    @rule(seed=SEEDS)
    def add_measurements(self, seed: int) -> None:
        random = Random(seed)
        names = [*self.journey.touchpoints.ids, "nowhere"]
        rows = [
            {
                "touchpoint": random.choice(names),
                "score": random.choice([-2, 0.5, 1]),
                "metric": random.choice([None, "Visits"]),
                "value": random.choice([3, 4.5]),
            }
            for _ in range(random.randint(0, 4))
        ]
        frame = pd.DataFrame(rows, columns=["touchpoint", "score", "metric", "value"])
        self.make(lambda: self.journey.add_measurements(frame))

    @precondition(lambda self: self.journey.paths and self.journey.touchpoints)
    @rule(seed=SEEDS)
    def edit_path(self, seed: int) -> None:
        """Put a step into a path, take one out, or let one branch off."""
        random = Random(seed)
        path = random.choice(list(self.journey.paths))
        touchpoint = random.choice(self.journey.touchpoints.ids)
        step = random.randint(1, len(path.steps) + 1)
        commands: list[Callable[[], Any]] = [
            lambda: self.journey.insert_step(path, touchpoint, at=step),
            lambda: self.journey.remove_step(path, step),
            lambda: self.journey.branch_path(
                path, step, "Branch", [touchpoint], probability=random.choice([None, 0.25])
            ),
        ]
        self.make(random.choice(commands))

    # -- blocks -------------------------------------------------------------------------------

    @precondition(lambda self: len(self.blocks) < DEPTH)
    @rule()
    def begin_block(self) -> None:
        before = self.records
        block = self.journey.transaction("Block")
        block.__enter__()
        self.blocks.append((block, before))

    @precondition(lambda self: self.blocks)
    @rule(fails=st.booleans())
    def leave_block(self, fails: bool) -> None:
        """What a block did is gone when it raises, and nothing else."""
        block, before = self.blocks.pop()
        problem = ChangedMyMind() if fails else None
        assert not block.__exit__(problem and ChangedMyMind, problem, None)
        if not self.blocks:
            # What views sent meanwhile was made right after its end.
            assert before == self.replayed
            self.follow()
        elif fails:
            assert self.records == before

    # -- undo ---------------------------------------------------------------------------------

    @rule()
    def undo(self) -> None:
        self.step(self.journey.undo, self.past, self.future)

    @rule()
    def redo(self) -> None:
        self.step(self.journey.redo, self.future, self.past)

    @precondition(lambda self: not self.blocks)
    @rule()
    def undo_all_and_redo(self) -> None:
        """Back to the map as it was opened, and again to what it is now."""
        end, count = self.records, len(self.past)
        for _ in range(count):
            self.undo()
        self.undo()
        for _ in range(count):
            self.redo()
        assert self.records == end

    # -- views --------------------------------------------------------------------------------

    @rule(name=st.sampled_from(VIEWS), seed=SEEDS)
    def view_edits(self, name: str, seed: int) -> None:
        view, hand = self.view(name), self.hands[name]
        hand.random = Random(seed)
        if view.ready:
            try:
                view.edit(hand.change(view.state))
            except NoEdit:
                return

    @rule(name=st.sampled_from(VIEWS), again=st.booleans())
    def view_undoes(self, name: str, again: bool) -> None:
        view = self.view(name)
        view.redo() if again else view.undo()

    @rule(at=st.integers(0, len(VIEWS)))
    def deliver(self, at: int) -> None:
        """Let one message arrive; one for the map waits for the end of an open block."""
        moves = self.wire.moves()
        if moves:
            queue, take = moves[at % len(moves)]
            take(json.loads(queue.popleft()))
            if not self.blocks:
                self.follow()

    @precondition(lambda self: not self.blocks)
    @rule()
    def all_agree(self) -> None:
        """Once all messages have arrived everybody has one document, and no edit got lost."""
        while self.wire.moves():
            self.deliver(0)
        for view in self.wire.replicas:
            assert view.state.records == self.records
            assert (view.revision, view.queue, view.strays) == (self.journey.revision, [], 0)
            refused = [item["id"] for item in view.rejected]
            assert sorted([*view.acknowledged, *refused]) == sorted(view.made)

    # -- what must hold -----------------------------------------------------------------------

    @rule()
    def save(self) -> None:
        """The file gives the map back, and says the same in the canonical form of RFC 8785."""
        text = self.journey.to_json()
        assert cjm.Journey.from_json(text).to_json() == text
        plain = json.loads(text)
        assert canonical(plain).encode() == rfc8785.dumps(plain)

    @invariant()
    def whole(self) -> None:
        """References, places, order keys, indexes; the log; the digest."""
        check_whole(self.journey)
        assert self.journey.revision == self.seen == len(self.journey.history)
        if not self.blocks:
            assert self.records == self.replayed
            assert self.digest.value == digest(self.records.values())

    @property
    def records(self) -> Records:
        return dict(self.journey.store.state.records)

    def view(self, name: str) -> Any:
        return next(view for view in self.wire.replicas if view.client == name)

    def make(self, command: Callable[[], Any]) -> Any:
        """Run a command; one that is refused changes nothing."""
        before, revision = self.records, self.journey.revision
        try:
            result = command()
        except cjm.CjmError:
            assert self.records == before
            assert self.journey.revision == revision
            return None
        if not self.blocks:
            self.follow()
        return result

    def follow(self) -> None:
        """Replay what is new in the log; each is a step that can be taken back."""
        for change in self.news():
            if change:
                self.past.append(self.replayed)
                self.future.clear()
            self.replay(change)

    def news(self) -> list[cjm.Change]:
        entries = self.journey.history[self.seen :]
        self.seen += len(entries)
        return [entry.change for entry in entries]

    def replay(self, change: cjm.Change) -> None:
        before, self.replayed = self.replayed, after(self.replayed, change)
        assert after(self.replayed, invert(change)) == before
        self.digest.touch(change.ids)

    def step(self, command: Callable[[], Any], source: list[Records], to: list[Records]) -> None:
        """Undo or redo: exactly what was there before; nothing inside a block."""
        before = self.records
        try:
            command()
        except cjm.NothingToUndo:
            assert self.blocks or not source
            assert self.records == before
            return
        assert source
        assert not self.blocks
        assert self.records == source.pop()
        to.append(before)
        for change in self.news():
            self.replay(change)
