"""Up to four people change one map at the same moment: in whatever order their changes come."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable
from random import Random
from typing import Any

import pytest

from cjm_widgets.model import records as r
from cjm_widgets.model.change import Change, invert, squash
from cjm_widgets.model.order import key_between
from cjm_widgets.model.presence import People
from cjm_widgets.model.state import State
from tests.sync.replica import Replica
from tests.sync.simulation import Simulation, small_map

#: Runs every order of four changes too, which takes minutes.
WHOLE = os.environ.get("CJM_TORTURE") == "1"
SAMPLE = 1_500

Kind = Callable[[State, str], Change]


def field(record: str, name: str, new: Callable[[Any, str], Any]) -> Kind:
    """Return a change of one field, from its value and who makes it."""

    def make(state: State, author: str) -> Change:
        old = getattr(state.get(record), name)
        return Change(updated={record: {name: (old, new(old, author))}})

    return make


def added(make: Callable[[State, str], Any]) -> Kind:
    def change(state: State, author: str) -> Change:
        record = make(state, author)
        return Change(added={record.id: record})

    return change


def removed(record: str) -> Kind:
    return lambda state, _: Change(removed={record: state.get(record)})


def between(state: State, kind: str, parent: str | None) -> r.Place:
    """Return the place between the first two: everybody wants the same one."""
    orders = [order for order, _ in state.siblings(kind, parent)]
    return r.Place(parent=parent, order=key_between(*[*orders, None, None][:2]))


def several(state: State, author: str) -> Change:
    return squash(KINDS["text"](state, author), KINDS["refs"](state, author),
                  KINDS["add a card"](state, author))  # fmt: skip


#: Every kind of change there is, on records that meet: a touchpoint, its phase, what hangs on it.
KINDS: dict[str, Kind] = {
    "text": field("tp-1", "name", lambda _, who: f"by {who}"),
    "text emptied": field("tp-1", "name", lambda *_: ""),
    "number": field("tp-1", "duration", lambda _, who: float(ord(who))),
    "tags": field("tp-1", "tags", lambda old, who: (*old, who)),
    "refs": field("tp-1", "channels", lambda old, who: (*old, "ch-1" if who in "ac" else "ch-2")),
    "facts": field("pe-1", "demographics", lambda old, who: {**old, "age": who, who: "1"}),
    "move": field("tp-1", "place", lambda *_: r.Place(parent="ph-1", order="a1V")),
    "add a touchpoint": added(lambda state, who: r.Touchpoint(
        id=f"tp-{who}", name=who, place=between(state, "touchpoint", "ph-2"))),
    "add a card": added(lambda state, who: r.Card(
        id=f"cd-{who}", text=who, lane="ln-1", place=between(state, "card", "tp-1"))),
    "add a score": added(lambda _, who: r.Experience(
        id=f"ex-{who}", touchpoint="tp-1", persona="pe-1", score=1.0)),
    "remove the touchpoint": removed("tp-1"),
    "remove its phase": removed("ph-2"),
    "remove the lane": removed("ln-1"),
    "remove the persona": removed("pe-1"),
    "remove a channel": removed("ch-1"),
    "several": several,
}  # fmt: skip


class Meeting(Simulation):
    """Each author makes one change before hearing of another; they arrive in the order given."""

    def __init__(self, kinds: Iterable[str]) -> None:
        super().__init__(0, 0)
        self.kinds = tuple(kinds)

    def _prepare(self) -> None:
        self.journey = small_map()
        self.start = list(self.journey.store.state.records.values())
        # Their beat is a thread: one that is at the link just then would deliver what is pushed a
        # moment after `run` has looked.
        self.journey.authority.people = People(pace=0)
        self.log = []
        self.journey.store.on_record.append(self.log.append)
        authority, pushes, replicas = self.journey.authority, [], []
        link = authority.link(lambda message: [replica.receive(message) for replica in replicas])
        for author, _ in zip("abcd", self.kinds, strict=False):
            replicas.append(Replica(author, link.receive))
        for replica in replicas:
            replica.hello()
        for replica, kind in zip(replicas, self.kinds, strict=True):
            replica.send = pushes.append
            replica.edit(KINDS[kind](replica.state, replica.client))
            replica.send = link.receive
        for push in pushes:
            link.receive(push)
        self.replicas = replicas

    def run(self) -> None:
        self._prepare()
        state = self.journey.store.state
        for replica in self.replicas:
            assert replica.state.records == state.records, replica.client
            assert not replica.queue
            assert replica.strays == 0
            assert len(replica.acknowledged) + len(replica.rejected) == 1
        replayed = State(self.start)
        for entry in self.log:
            replayed.commit(entry.change)
        assert replayed.records == state.records, "the log replayed is the document"
        for entry in reversed(self.log):
            replayed.commit(invert(entry.change))
        assert replayed.records == State(self.start).records, "all taken back, it is the start"


def meet(orders: Iterable[tuple[str, ...]]) -> int:
    """Run all, name those that fail; returns how many there were."""
    count, failed = 0, []
    for order in orders:
        count += 1
        try:
            Meeting(order).run()
        except Exception as problem:
            failed.append(f"{order}: {type(problem).__name__}: {str(problem).splitlines()[:1]}")
    assert not failed, "\n".join([f"{len(failed)} of {count} orders", *failed[:20]])
    return count


@pytest.mark.parametrize("people", [1, 2, 3])
def test_s61_all_orders_of_changes_made_at_once_converge_and_invert(people):
    assert meet(itertools.product(KINDS, repeat=people)) == len(KINDS) ** people


def test_s61_orders_of_four_changes_made_at_once_converge_and_invert(capsys):
    orders = itertools.product(KINDS, repeat=4)
    chosen = orders if WHOLE else Random(4).sample(list(orders), SAMPLE)
    count = meet(chosen)
    if WHOLE:
        with capsys.disabled():
            print(f"\n  {count:,} orders of 4 changes: all converge and invert")
