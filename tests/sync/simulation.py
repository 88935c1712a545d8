"""Three views and a cell edit one map over a bad network; then everything must agree."""

from __future__ import annotations

from collections import Counter
from random import Random
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from cjm_widgets import Journey
from cjm_widgets.model import ids
from cjm_widgets.model.errors import CjmError
from cjm_widgets.model.fields import fields_of
from cjm_widgets.model.records import Placed, type_name
from cjm_widgets.model.state import State
from cjm_widgets.model.store import Entry
from tests.sync.edits import Editor, NoEdit
from tests.sync.network import Network
from tests.sync.replica import Replica

#: Two views of one widget share a wire, as in two tabs; the third has its own.
WIRES = [["a", "b"], ["c"]]


def small_map() -> Journey:
    return Journey.from_dict({
        "format": "cjm", "version": 1, "journey": {"id": "map-0", "title": "Start"},
        "personas": [{"id": "pe-1", "name": "Anna"}, {"id": "pe-2", "name": "Ben"}],
        "channels": [{"id": "ch-1", "name": "Shop"}, {"id": "ch-2", "name": "Phone"}],
        "phases": [{"id": "ph-1", "name": "Before"}, {"id": "ph-2", "name": "After"}],
        "touchpoints": [
            {"id": f"tp-{n}", "phase": f"ph-{n % 2 + 1}", "name": f"Step {n}"} for n in range(4)
        ],
        "lanes": [{"id": "ln-1", "kind": "pain"}, {"id": "ln-2", "kind": "gain"}],
        "cards": [{"id": f"cd-{n}", "touchpoint": f"tp-{n}", "lane": "ln-1"} for n in range(3)],
    })  # fmt: skip


class Simulation:
    """One random run. `random` decides everything, new ids too, so a seed always does the same."""

    def __init__(self, seed: int, edits: int) -> None:
        self.random = Random(seed)
        self.edits = edits
        self.figures: Counter[str] = Counter()

    def run(self) -> Counter[str]:
        with patch.object(ids, "secrets", SimpleNamespace(choice=self.random.choice)):
            self._prepare()
            while self.figures["edits"] < self.edits:
                self._event()
            self.network.heal()
        self.check()
        return self.figures

    def _prepare(self) -> None:
        self.journey = small_map()
        self.start = list(self.journey.store.state.records.values())
        self.log: list[Entry] = []
        self.journey.store.on_record.append(self.log.append)
        self.network = Network(self.journey.authority, WIRES, self.random)
        self.editors = {
            name: Editor(name, self.random) for name in ("python", *(n for w in WIRES for n in w))
        }
        for replica in self.network.replicas:
            replica.hello()

    def _event(self) -> None:
        dice = self.random.random()
        if dice < 0.60:
            self.network.step()
        elif dice < 0.69:
            self._python()
        elif dice < 0.96:
            replica = self.random.choice(self.network.replicas)
            if replica.ready:
                self._view(replica)
            else:
                replica.beat()
        elif dice < 0.985:
            self.random.choice(self.network.replicas).beat()
        elif dice < 0.995:
            self.network.toggle(self.random.choice(self.network.wires))
        else:
            while self.network.step():
                pass

    def _python(self) -> None:
        try:
            self.editors["python"].write(self.journey)
            self.figures["edits"] += 1
        except NoEdit:
            self.figures["nothing to edit"] += 1
        except CjmError as problem:
            # Only an undo may find that what it needs is gone.
            self.figures[f"python refused: {problem.code}"] += 1

    def _view(self, replica: Replica) -> None:
        dice = self.random.random()
        try:
            if dice < 0.10:
                done = replica.undo()
            elif dice < 0.14:
                done = replica.redo()
            else:
                done = replica.edit(self.editors[replica.client].change(replica.state))
            self.figures["edits"] += done
        except NoEdit:
            self.figures["nothing to edit"] += 1

    # -- what must hold ---------------------------------------------------------------------

    def check(self) -> None:
        self._check_documents()
        self._check_log()
        self._check_pushes()
        self._check_texts()
        self._check_order()
        for name in ("delivered", "dropped", "doubled", "cuts"):
            self.figures[name] += getattr(self.network, name)

    def _check_documents(self) -> None:
        state = self.journey.store.state
        same_index(state)
        for replica in self.network.replicas:
            assert replica.revision == self.journey.revision
            assert replica.state.records == state.records, replica.client
            assert not replica.queue
            assert replica.strays == 0, "a view applied the messages and got another document"
            same_index(replica.state)
            self.figures["whole documents sent"] += replica.loads
            self.figures["rejected"] += len(replica.rejected)

    def _check_log(self) -> None:
        assert [entry.revision for entry in self.log] == list(range(1, self.journey.revision + 1))
        replayed = State(self.start)
        for entry in self.log:
            replayed.commit(entry.change)
        assert replayed.records == self.journey.store.state.records
        self.figures["revisions"] += len(self.log)

    def _check_pushes(self) -> None:
        logged = Counter(entry.id for entry in self.log)
        assert set(logged.values()) <= {1}
        for replica in self.network.replicas:
            rejected = [item["id"] for item in replica.rejected]
            taken = Counter([*replica.acknowledged, *rejected])
            assert set(taken) == set(replica.made), "a decision was never told"
            assert set(taken.values()) <= {1}, "a decision was told twice"
            assert all(logged[change_id] == 1 for change_id in replica.acknowledged)
            assert not any(change_id in logged for change_id in rejected)
            assert all(item["code"] and item["message"] for item in replica.rejected)
            self.figures["acknowledged"] += len(replica.acknowledged)

    def _check_texts(self) -> None:
        """Check that a text its overwriter had not seen became a comment that is still there."""
        made = {i: change for r in self.network.replicas for i, change in r.made.items()}
        replayed = State(self.start)
        kept: dict[str, str] = {}
        for entry in self.log:
            for record, name, text in replaced(made.get(entry.id), entry, replayed):
                notes = [
                    c for c in entry.change.added.values()
                    if type_name(c) == "comment" and c.target == record and text in c.text
                    and name in c.text
                ]  # fmt: skip
                assert notes, f"{text!r} of {record}.{name} is lost at revision {entry.revision}"
                kept[notes[0].id] = text
                self.figures["texts replaced"] += 1
            # A comment goes by a removal that is in the log, with it or with what it is about.
            for record_id in entry.change.removed:
                if kept.pop(record_id, None):
                    self.figures["their comments removed later"] += 1
            replayed.commit(entry.change)
        for comment_id, text in kept.items():
            assert text in self.journey.get(comment_id).text

    def _check_order(self) -> None:
        """Check that no two records stand at one place, and that the map can be saved."""
        for key, siblings in self.journey.store.state.all_siblings():
            orders = [order for order, _ in siblings]
            assert len(set(orders)) == len(orders), f"two records of {key} share an order key"
        again = Journey.from_dict(self.journey.to_dict())
        assert again.to_dict() == self.journey.to_dict()


class Restarts(Simulation):
    """The kernel starts again now and then, from the file of the map: another epoch.

    What it had decided before is forgotten. An edit whose answer was under way is made again
    then, or refused; the person hears of a refusal, so nothing is lost silently.
    """

    def _prepare(self) -> None:
        super()._prepare()
        self.past: set[str] = set()

    def _event(self) -> None:
        super()._event()
        if self.random.random() < 0.02:
            self.past |= {entry.id for entry in self.log}
            self.journey = Journey.from_json(self.journey.to_json())
            self.start = list(self.journey.store.state.records.values())
            self.log = []
            self.journey.store.on_record.append(self.log.append)
            self.network.restart(self.journey.authority)
            self.figures["restarts"] += 1

    def _check_pushes(self) -> None:
        logged = self.past | {entry.id for entry in self.log}
        for replica in self.network.replicas:
            rejected = {item["id"] for item in replica.rejected}
            assert {*replica.acknowledged, *rejected} == set(replica.made)
            assert logged >= set(replica.acknowledged)
            self.figures["refused although made before"] += len(logged & rejected)


def replaced(change: Any, entry: Entry, state: State) -> list[tuple[str, str, str]]:
    """Return the texts a pushed change wrote over without its author having seen them."""
    found = []
    for record_id, fields in (change.updated if change else {}).items():
        record = state.get(record_id)
        if record is None or record_id in entry.change.removed:
            continue
        for name, (old, new) in fields.items():
            current = getattr(record, name)
            text = fields_of(type(record))[name].role == "text"
            if text and current and current not in (old, new):
                found.append((record_id, name, current))
    return found


def same_index(state: State) -> None:
    """Check the indexes against ones built anew."""
    fresh = State(state.records.values())
    assert dict(state.all_siblings()) == dict(fresh.all_siblings())
    for record_id, record in state.records.items():
        assert state.referrers(record_id) == fresh.referrers(record_id)
        assert record_id in state.of_type(type_name(record))
        assert not isinstance(record, Placed) or record.place.order
