"""What people say on the maps, for the map of the class: scores, cards, comments, votes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from ..model import records as r
from ..model.finding import folded
from ..model.ids import made_id
from ..model.records import EmotionScale, Record, type_name
from ..model.rescaling import Rescaling
from .aligning import Alignment
from .reading import Student
from .renaming import Renaming
from .voting import Secrets, kept_votes

#: In the order in which they refer to each other.
_VOICES = (
    r.Experience, r.Card, r.Board, r.StickyNote, r.Comment, r.Reaction, r.MetricValue, r.Edge,
    r.Stroke,
)  # fmt: skip

#: Number of the map, the record with the ids it has there, its id in the class.
_Voice = tuple[int, Any, str]


class Voices:
    """Records that belong to who made them: the same in several maps is there once.

    It is the same where everything in it is, whatever it belongs to included.
    """

    def __init__(
        self, students: Sequence[Student], alignment: Alignment, scale: EmotionScale, ids: Renaming
    ) -> None:
        self._students = students
        self._alignment = alignment
        self._ids = ids
        # Two maps of one person are two answers.
        count = Counter(folded(s.author) for s in students)
        self._respondents = [
            s.author if count[folded(s.author)] == 1 else f"{s.author[:500]} ({s.name})"
            for s in students
        ]
        self._secret = Secrets(students)
        self._moves = [
            None if (own := s.state.journey.emotion_scale) == scale else Rescaling(own, scale)
            for s in students
        ]

    def all(self) -> Iterator[Record]:
        """Give the records of the class map, in the order of the maps."""
        found = [one for record_type in _VOICES for one in self._of_type(record_type)]
        votes = list(self._votes())
        # Any of them may be about any other, so they are renamed when all have their ids.
        for at, record, made in found:
            yield replace(self._ids.renamed(at, record), id=made)
        yield from votes

    def _said(self, at: int, name: str) -> Sequence[Any]:
        """Return what a map has of a type; what is about a secret vote, without who says it."""
        return [
            replace(record, author="") if self._secret.hides(at, record) else record
            for record in self._students[at].state.in_order(name)
        ]

    def _of_type(self, record_type: type[Record]) -> Iterator[_Voice]:
        name = type_name(record_type)
        said = [self._said(at, name) for at in range(len(self._students))]
        contents = {
            (at, record.id): _content(self._ids.renamed(at, record))
            for at, records in enumerate(said)
            for record in records
        }
        found: defaultdict[str, Counter[bytes]] = defaultdict(Counter)
        for (_, record_id), content in contents.items():
            found[record_id][content] += 1
        seen: dict[tuple[str, bytes], str] = {}
        for at, student in enumerate(self._students):
            for record in _answers_last(said[at]):
                made = self._scored(at, record) if isinstance(record, r.Experience) else record
                counts, content = found[record.id], contents[at, record.id]
                usual = content == min(counts, key=lambda c, n=counts: (-n[c], c))  # type: ignore[misc]
                hidden = self._secret.hides(at, record)
                if not hidden and (counts.total() == 1 or not usual):
                    # Theirs alone, or what they made of what was there for all.
                    made = _by(made, student.author)
                wanted = record.id
                if not usual or hidden:
                    # Of what is about a secret vote the id would lead to the map as well.
                    wanted = made_id(name, "class", "" if hidden else record.id, content.hex())
                key = (record.id, _content(self._ids.renamed(at, made)))
                if key not in seen:
                    seen[key] = self._ids.new(wanted, name)
                    yield at, made, seen[key]
                self._ids.give(at, record.id, seen[key])

    def _scored(self, at: int, felt: r.Experience) -> r.Experience:
        """Return a score on the scale of the class, with who gave it."""
        move = self._moves[at]
        if move is not None and felt.score is not None:
            sd = None if felt.sd is None else move.spread(felt.sd, felt.score)
            felt = replace(felt, score=move.score(felt.score), sd=sd)
        # What sums up answers is nobody's own.
        if felt.respondent or felt.n is not None:
            return felt
        return replace(felt, respondent=self._respondents[at][:1000])

    def _votes(self) -> Iterator[r.Vote]:
        """Give the votes that count; what is about another one is about its round."""
        for at, student in enumerate(self._students):
            for vote in student.state.in_order("vote"):
                self._ids.give(at, vote.id, self._ids.of(at, vote.session))
        for kept in kept_votes(self._students, self._alignment):
            made = self._ids.new(kept.counted.id, "vote")
            if not kept.secret:
                # What somebody says about a secret vote would tell whose it is.
                self._ids.give(kept.map, kept.vote.id, made)
            session = self._ids.of(kept.map, kept.vote.session)
            yield replace(kept.counted, id=made, session=session, target=self._ids.of(*kept.target))


def _by(record: Any, author: str) -> Any:
    return record if getattr(record, "author", None) != "" else replace(record, author=author)


def _content(record: Any) -> bytes:
    """Return what a record says, without its id and its place among others."""
    place = getattr(record, "place", None)
    where = b"" if place is None else f"{place.parent} {place.level}".encode()
    fields: dict[str, Any] = {
        name: getattr(record, name)
        for name in record.__struct_fields__
        if name not in ("id", "place")
    }
    return where + msgspec.json.encode(fields, order="sorted")


def _answers_last(records: Sequence[Any]) -> Sequence[Any]:
    """Return comments so that what is answered comes before the answer."""
    if not records or not isinstance(records[0], r.Comment):
        return records
    by_id = {record.id: record for record in records}

    def depth(record: Any) -> int:
        seen = 0
        while record.parent is not None and seen <= len(by_id):
            record, seen = by_id[record.parent], seen + 1
        return seen

    return sorted(records, key=depth)
