"""Two views and a cell through a real kernel: nothing lost, and answers while the cell computes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from tests import memory
from tests.benchmarks.figures import Figure, at_most, median, ms, percentile
from tests.sync.kernel import Kernel, View, running_kernel, wait_until
from tests.sync.replica import Replica
from tests.sync.test_kernel import SETUP, check, editing

#: Of the 10,000 edits a fifth is the cell's.
PEOPLE = ("left", "right")

#: At most so much more memory at the end than after the idle half.
GROWTH = 1.15
#: Computes without ever giving the interpreter away of itself, and edits now and then: evenly over
#: the whole time, once for every two edits of people.
COMPUTING = """
n, made, first, until = 0, 0, j.revision, time.monotonic() + {patience}
while (made < {edits} or j.revision < {revision}) and time.monotonic() < until:
    n += 1
    if made < {edits} and n % 20_000 == 0 and j.revision - first >= 3 * made:
        made += 1
        j.update("tp-keep", name=f"code {{made}}")
"""


class Timed(View):
    """A view that makes its next edit when the last one was answered, and takes the time."""

    def __init__(self, kernel: Kernel, comm: str, name: str) -> None:
        make = editing(name)
        self.taken: list[float] = []
        self._sent = 0.0

        def edit(replica: Replica) -> bool:
            if replica.queue:
                return False
            self._sent = time.perf_counter()
            return make(replica)

        super().__init__(kernel, comm, name, subshell=True, edit=edit)

    def _read(self, message: dict[str, Any]) -> None:
        waits = bool(self.replica.queue)
        super()._read(message)
        if waits and not self.replica.queue:
            self.taken.append(time.perf_counter() - self._sent)

    def done(self) -> bool:
        if self.problem is not None:
            raise self.problem
        return self.made == self.edits and not self.replica.waiting


def figures(edits: int) -> Iterator[Figure]:
    each, code = edits // 5, edits // 5
    with running_kernel() as kernel:
        kernel.cell(SETUP)
        kernel.cell("keep = j.add_touchpoint('Keep', id='tp-keep')")
        comm = kernel.ask("editor.model_id")
        views = [Timed(kernel, comm, name) for name in PEOPLE]
        for view in views:
            view.edits = each
            view.start()
        wait_until(lambda: all(view.done() for view in views), "the idle half", timeout=900)
        idle = [taken for view in views for taken in view.taken]
        before = kernel.ask(memory.ASKED)
        revision = kernel.ask("j.revision") + 2 * each + code
        cell = COMPUTING.format(edits=code, revision=revision, patience=900)
        request = kernel.start(cell)
        for view in views:
            view.taken = []
            view.edits += each
        kernel.finish(request, timeout=1_000)
        busy = [taken for view in views for taken in view.taken]
        check(kernel, views, python=code + 1)
        after = kernel.ask(memory.ASKED)
        for view in views:
            view.close()
    yield Figure(
        f"real kernel, 2 views and a computing cell, {edits:,} edits",
        "0 lost",
        "0 lost",
        ok=True,
        notes="every id is in the log once, every view has the document of the kernel",
    )
    yield at_most(
        "an answer while a cell computes : idle, p95",
        percentile(busy, 95) / percentile(idle, 95),
        2,
        notes=f"{ms(percentile(busy, 95))} : {ms(percentile(idle, 95))}; medians "
        f"{ms(median(busy))} : {ms(median(idle))}",
    )
    yield at_most(
        f"memory of the kernel after {edits:,} edits : after {2 * each:,}",
        after / before,
        GROWTH,
        notes=f"{before / 1e6:.0f} -> {after / 1e6:.0f} MB, with the history of all of them",
    )
