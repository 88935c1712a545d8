"""How long a step takes: `wait` before it and `duration` of it, in seconds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..records import Touchpoint
from ..state import State
from .measured import Measured
from .remark import Remark, listed


class StepTime(NamedTuple):
    """The time of one visit to a touchpoint, in seconds; None is unknown.

    A touchpoint with a duration and no wait (or the other way round) takes what is known of the
    two; with neither its time is unknown.
    """

    duration: float | None
    wait: float | None

    @property
    def total(self) -> float | None:
        """Wait and duration together, None where neither is known."""
        known = [part for part in (self.duration, self.wait) if part is not None]
        return sum(known) if known else None

    @property
    def partial(self) -> bool:
        """Whether one of the two is not known."""
        return (self.duration is None) != (self.wait is None)


def time_of(touchpoint: Touchpoint, measured: Measured, persona: str | None) -> StepTime:
    """Return the time of a touchpoint; one without a duration takes its ``time`` metric."""
    duration = touchpoint.duration
    if duration is None:
        found = measured.time(touchpoint.id, persona)
        duration = None if found is None else found.value
    return StepTime(duration, touchpoint.wait)


def time_remarks(
    state: State, steps: Iterable[str], measured: Measured, persona: str | None
) -> Iterable[Remark]:
    """Give what is not known of the times of touchpoints."""
    times = {step: time_of(state.get(step), measured, persona) for step in steps}
    unknown = [step for step, time in times.items() if time.total is None]
    if unknown and len(unknown) == len(times):
        yield Remark("no-times", "No duration is known: time is not computed.", tuple(unknown))
    elif unknown:
        text = (
            f"No duration is known of {listed(state, unknown)}: time stays unknown wherever they "
            "count, known_time is of the others."
        )
        yield Remark("time-missing", text, tuple(unknown))
    partial = [step for step, time in times.items() if time.partial]
    without = [step for step in partial if times[step].wait is None]
    for what, some in (("wait", without), ("duration", [s for s in partial if s not in without])):
        if some:
            text = f"No {what} is given for {listed(state, some)}: taken as none."
            yield Remark(f"{what}-missing", text, tuple(some))
    other = [t for t in measured.targets("time") if t not in times]
    if other:
        text = f"Times measured at {listed(state, other)} are not used: give those of touchpoints."
        yield Remark("time-elsewhere", text, tuple(other))
