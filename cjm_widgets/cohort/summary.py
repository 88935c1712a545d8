"""What a teacher looks at first, as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..compare.plain import clean, cut

if TYPE_CHECKING:
    from .cohort import Cohort

_TOLD = 3
_NAME = 32
_LOW = 0.5


def lines(cohort: Cohort) -> Iterator[str]:
    """Give the summary of a class: what it has, what is wrong, what to look at first."""
    maps, columns = len(cohort), cohort.alignment.columns
    everywhere = sum(len(column.members) == maps for column in columns)
    single = sum(len(column.members) == 1 for column in columns)
    yield f"{_many(maps, 'map')}, {_many(len(columns), 'touchpoint')}"
    if maps > 1:
        yield f"  {everywhere} in every map, {single} in one map only    .agreement()"
    problems = cohort.problems
    if len(problems):
        out = problems[problems["map"].isna() & (problems["kind"] != "twice")]
        told = "; ".join(
            f"{_name(row.file, 40)} ({row.kind})" for row in out.head(_TOLD).itertuples()
        )
        more = f" and {len(out) - _TOLD} more" if len(out) > _TOLD else ""
        if len(out):
            yield f"  left out: {told}{more}    .problems"
        rest = len(problems) - len(out)
        if rest:
            yield f"  {_many(rest, 'more remark')} about files    .problems"
    found = [line for line in (*_class(cohort), *_each(cohort)) if line]
    if found:
        yield "Look at first:"
        yield from (f"  - {line}" for line in found)


def _class(cohort: Cohort) -> Iterator[str]:
    """Give what is to be talked about with the class."""
    agreed, felt = cohort.agreement(), cohort.emotion()
    torn = agreed[agreed["emotion_agreement"] < _LOW].nsmallest(_TOLD, "emotion_agreement")
    if len(torn):
        told = ", ".join(
            f"{_name(r.touchpoint)} ({r.emotion_agreement:.2f})" for r in torn.itertuples()
        )
        yield f"they do not agree how it feels: {told}    .emotion()"
    low = felt[(felt["n"] > 1) & (felt["mean"] < cohort.scale.neutral)].nsmallest(1, "mean")
    for row in low.itertuples():
        scale = cohort.scale
        yield (
            f"the low point of the class: {_name(row.touchpoint)}, {row.mean:.2g} on "
            f"{scale.min:g}..{scale.max:g} (n = {row.n})    .emotion()"
        )
    lacking = Counter(cohort.missing()["touchpoint_id"])
    if lacking:
        step, count = min(lacking.items(), key=lambda item: (-item[1], item[0]))
        name = next(column.name for column in cohort.alignment.columns if column.id == step)
        yield f"most often missing: {_name(name)}, in {_many(count, 'map')}    .missing()"
    members = [
        (member.certainty, cohort.names[member.map], member, column)
        for column in cohort.alignment.columns
        for member in column.members
        if member.by == "name"
    ]
    if members:
        certainty, name, member, column = min(members, key=lambda m: (m[0], m[1], m[2].touchpoint))
        own = cohort.students[member.map].state.get(member.touchpoint).name
        yield (
            f"{len(members)} matched by name, the least certain: {_name(name)}'s {_name(own)} is "
            f"{_name(column.name)} ({certainty:.0%})    .matches, .match(), .split()"
        )


def _each(cohort: Cohort) -> Iterator[str]:
    """Give whose map is to be looked at."""
    rubric: Any = cohort.rubric()
    worst = rubric.nsmallest(1, "score")
    if len(rubric) > 1:
        for row in worst.itertuples():
            yield (
                f"most to do: {_name(row.map)}, {row.kept} of the {row.rules} rules that apply "
                f"kept, {_many(row.errors, 'error')}    .rubric()"
            )
    still = sorted({
        student.name
        for student in cohort.students
        for session in student.state.in_order("vote_session")
        if session.open and any(v.session == session.id for v in student.state.in_order("vote"))
    })  # fmt: skip
    if still:
        names = ", ".join(_name(name) for name in still[:_TOLD])
        more = f" and {len(still) - _TOLD} more" if len(still) > _TOLD else ""
        yield f"votes that do not count, since the round is open: {names}{more}    .votes()"


def _name(text: Any, most: int = _NAME) -> str:
    return cut(clean(str(text)), most) or "Untitled"


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
