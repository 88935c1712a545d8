"""A network between one authority and some views, as bad as a seed makes it.

Each view has a wire of its own that keeps the order of messages, as a websocket does; between
wires any order is possible. On the wire a message is text, as a comm sends it.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable
from random import Random
from typing import Any

from cjm_widgets.model.authority import Authority
from tests.sync.replica import Replica

DROP, TWICE = 0.02, 0.03


class Wire:
    """What is under way between the authority and the views of one link."""

    def __init__(self, names: list[str]) -> None:
        self.replicas = [Replica(name, self._up) for name in names]
        self.connected = True
        self.up: deque[str] = deque()
        self.down: dict[str, deque[str]] = {name: deque() for name in names}

    def connect(self, authority: Authority) -> None:
        """Lead to this authority from now on; what was under way to another one is gone."""
        self.cut()
        self.connected = True
        self._link = authority.link(self._broadcast)

    def close(self) -> None:
        self._link.close()

    def cut(self) -> None:
        """Lose what is under way and all that follows, until `connected` is set."""
        self.connected = False
        self.up.clear()
        for queue in self.down.values():
            queue.clear()

    def _up(self, message: Any) -> None:
        if self.connected:
            self.up.append(json.dumps(message, allow_nan=False))

    def _broadcast(self, message: Any) -> None:
        if self.connected:
            text = json.dumps(message, allow_nan=False)
            for queue in self.down.values():
                queue.append(text)

    def moves(self) -> list[tuple[deque[str], Callable[[Any], None]]]:
        """Return the queues with something in them, and who takes it."""
        found: list[tuple[deque[str], Callable[[Any], None]]] = []
        if self.up:
            found.append((self.up, self._link.receive))
        found += [(self.down[r.client], r.receive) for r in self.replicas if self.down[r.client]]
        return found


class Network:
    """Wires to one authority. `step` moves one message; faults are drawn from the seed."""

    def __init__(self, authority: Authority, wires: list[list[str]], random: Random) -> None:
        self.random = random
        self.faults = True
        self.delivered = self.dropped = self.doubled = self.cuts = 0
        self.wires = [Wire(names) for names in wires]
        for wire in self.wires:
            wire.connect(authority)

    @property
    def replicas(self) -> list[Replica]:
        return [replica for wire in self.wires for replica in wire.replicas]

    def step(self) -> bool:
        """Deliver the next message of some queue; False when nothing is under way."""
        moves = [move for wire in self.wires for move in wire.moves()]
        if not moves:
            return False
        queue, receive = self.random.choice(moves)
        text = queue.popleft()
        if self.faults and self.random.random() < DROP:
            self.dropped += 1
            return True
        if self.faults and self.random.random() < TWICE:
            self.doubled += 1
            receive(json.loads(text))
        self.delivered += 1
        receive(json.loads(text))
        return True

    def toggle(self, wire: Wire) -> None:
        """Cut a wire that is up, mend one that is down."""
        if wire.connected:
            self.cuts += 1
            wire.cut()
        else:
            self.mend(wire)

    def mend(self, wire: Wire) -> None:
        wire.connected = True
        for replica in wire.replicas:
            replica.hello()

    def restart(self, authority: Authority) -> None:
        """Let every wire lead to another authority, as after a restart of the kernel."""
        for wire in self.wires:
            wire.close()
            wire.connect(authority)

    def heal(self) -> None:
        """End all faults and run until nothing is under way and nobody waits."""
        self.faults = False
        for wire in self.wires:
            self.mend(wire)
        for _ in range(20):
            steps = 0
            while self.step():
                steps += 1
                assert steps < 100_000, "messages go round and round"
            if not any(replica.waiting for replica in self.replicas):
                return
            for replica in self.replicas:
                replica.beat()
        raise AssertionError("the views still wait although the network is whole")
