"""Random edits, as a `Change` a view makes or as calls of the API, on a few records in turn.

Few records and many edits make most of them meet. Every text is written once only, so that one
that got lost can be named.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from cjm_widgets import Journey
from cjm_widgets.model import records as r
from cjm_widgets.model.change import Change, squash
from cjm_widgets.model.errors import NothingToUndo
from cjm_widgets.model.order import key_between
from cjm_widgets.model.rebase import rebase
from cjm_widgets.model.state import State

#: Beyond this many records removing is more likely than adding.
FULL = 60
TEXTS = {
    "journey": ("title", "scenario"), "phase": ("name",), "touchpoint": ("name", "description"),
    "card": ("text",), "persona": ("name", "quote"), "lane": ("title",), "comment": ("text",),
    "sticky_note": ("text", "cell"),
}  # fmt: skip
NUMBERS = {
    "touchpoint": ("duration", "wait"), "experience": ("score", "sd"), "edge": ("probability",),
}  # fmt: skip
SETS = {"touchpoint": ("tags",), "card": ("tags",)}
REFS = {"touchpoint": (("channels", "channel"),), "card": (("personas", "persona"),)}
REMOVED = ("touchpoint", "touchpoint", "card", "phase", "persona", "channel", "comment", "lane",
           "experience", "edge", "path", "vote", "reaction", "vote_session", "board",
           "sticky_note")  # fmt: skip
PARENTS = {"touchpoint": "phase", "card": "touchpoint"}
ADDED = ("phase", "touchpoint", "touchpoint", "card", "card", "experience", "comment", "channel",
         "persona", "lane", "edge", "path", "reaction", "vote_session", "vote", "board",
         "sticky_note", "sticky_note")  # fmt: skip


class NoEdit(Exception):
    """The document has no record for this kind of edit now."""


class Editor:
    """Makes edits for one author; `random` decides which."""

    def __init__(self, author: str, random: Random) -> None:
        self.author = author
        self.random = random
        self.count = 0

    def token(self) -> str:
        self.count += 1
        return f"{self.author}{self.count}"

    # -- as a change ------------------------------------------------------------------------

    def change(self, state: State) -> Change:
        """Return a change that applies to `state`; raises `NoEdit` when there is none to make."""
        full = len(state.records) > FULL
        kinds: list[tuple[Callable[[State], Change], int]] = [
            (self.text, 6), (self.number, 2), (self.items, 3), (self.facts, 1), (self.move, 4),
            (self.add, 2 if full else 6), (self.remove, 5 if full else 2), (self.several, 1),
        ]  # fmt: skip
        make = self.random.choices([k for k, _ in kinds], [w for _, w in kinds])[0]
        return make(state)

    def pick(self, state: State, name: str) -> Any:
        """Return a record of a type, one of the first three mostly."""
        ids = sorted(state.of_type(name))
        if not ids:
            raise NoEdit
        record = state.get(self.random.choice(ids[:3] if self.random.random() < 0.6 else ids))
        if record is None:
            # Another thread was faster.
            raise NoEdit
        return record

    def update(self, record: Any, name: str, new: Any) -> Change:
        return Change(updated={record.id: {name: (getattr(record, name), new)}})

    def text(self, state: State) -> Change:
        kind = self.random.choice(list(TEXTS))
        record, name = self.pick(state, kind), self.random.choice(TEXTS[kind])
        if getattr(record, name).startswith("Replaced text"):
            raise NoEdit
        return self.update(record, name, self.token() if self.random.random() < 0.95 else "")

    def number(self, state: State) -> Change:
        kind = self.random.choice(list(NUMBERS))
        value = self.random.choice([None, 0.0, 0.25, 0.5, 1.0])
        return self.update(self.pick(state, kind), self.random.choice(NUMBERS[kind]), value)

    def items(self, state: State) -> Change:
        """Put in or take out one item of a list of tags or references."""
        if self.random.random() < 0.5:
            kind = self.random.choice(list(SETS))
            record, name, item = (
                self.pick(state, kind),
                SETS[kind][0],
                f"t{self.random.random():.1}",
            )
        else:
            kind = self.random.choice(list(REFS))
            name, target = REFS[kind][0]
            record, item = self.pick(state, kind), self.pick(state, target).id
        old = getattr(record, name)
        new = tuple(i for i in old if i != item) if item in old else (*old, item)
        return self.update(record, name, new)

    def facts(self, state: State) -> Change:
        persona = self.pick(state, "persona")
        key = self.random.choice(("age", "town", "job"))
        new = {k: v for k, v in persona.demographics.items() if k != key}
        if self.random.random() < 0.8:
            new[key] = self.token()
        return self.update(persona, "demographics", new)

    def place(self, state: State, name: str, moving: str | None = None) -> r.Place:
        """Return a place between two neighbours, below any parent that fits."""
        parent, level = None, ""
        if name == "touchpoint" and self.random.random() < 0.9:
            parent = self.pick(state, "phase").id
        if name == "card":
            level = self.random.choice(("", "", "phase"))
            parent = self.pick(state, level or "touchpoint").id
        siblings = [order for order, i in state.siblings(name, parent) if i != moving]
        at = self.random.randint(0, len(siblings))
        before = siblings[at - 1] if at else None
        after = siblings[at] if at < len(siblings) else None
        return r.Place(order=key_between(before, after), parent=parent, level=level)

    def move(self, state: State) -> Change:
        name = self.random.choice(
            ("touchpoint", "touchpoint", "card", "phase", "lane", "sticky_note")
        )
        record = self.pick(state, name)
        return self.update(record, "place", self.place(state, name, record.id))

    def add(self, state: State) -> Change:
        record = self.record(state, self.random.choice(ADDED))
        return Change(added={record.id: record})

    def record(self, state: State, name: str) -> Any:
        token = self.token()
        base: dict[str, Any] = {"id": f"{name[:2]}-{token}"}
        if name not in ("experience", "edge", "reaction", "vote"):
            base["place"] = self.place(state, name)
        if name == "card":
            return r.Card(lane=self.pick(state, "lane").id, text=token, **base)
        if name == "comment":
            return r.Comment(target=self.pick(state, "touchpoint").id, text=token, **base)
        if name == "path":
            steps = tuple(self.pick(state, "touchpoint").id for _ in range(3))
            return r.Path(name=token, steps=steps, **base)
        if name == "edge":
            ends = self.pick(state, "touchpoint").id, self.pick(state, "touchpoint").id
            return r.Edge(source=ends[0], target=ends[1], **base)
        if name == "experience":
            who = self.pick(state, "persona").id if self.random.random() < 0.5 else None
            return r.Experience(touchpoint=self.pick(state, "touchpoint").id, persona=who, **base)
        if name == "reaction":
            return r.Reaction(target=self.pick(state, "card").id, emoji="👍", **base)
        if name == "vote":
            session = self.pick(state, "vote_session").id
            return r.Vote(session=session, target=self.pick(state, "card").id, **base)
        if name == "sticky_note":
            became = self.pick(state, self.random.choice(("card", "touchpoint"))).id
            board = self.pick(state, "board").id
            return r.StickyNote(board=board, cell="says", text=token, promoted_to=became, **base)
        plain = {"phase": r.Phase, "touchpoint": r.Touchpoint, "channel": r.Channel,
                 "persona": r.Persona}  # fmt: skip
        if name in plain:
            return plain[name](name=token, **base)
        titled = {"lane": r.Lane, "vote_session": r.VoteSession, "board": r.Board}
        return titled[name](title=token, **base)

    def remove(self, state: State) -> Change:
        record = self.pick(state, self.random.choice(REMOVED))
        return Change(removed={record.id: record})

    def several(self, state: State) -> Change:
        """Return one change of a few steps, each on top of the one before."""
        trial, parts = State(list(state.records.values())), []
        for _ in range(self.random.randint(2, 5)):
            try:
                part = rebase(self.change(trial), trial).change
            except NoEdit:
                continue
            trial.commit(part)
            parts.append(part)
        return squash(*parts)

    # -- as calls ---------------------------------------------------------------------------

    def write(self, journey: Journey) -> None:
        """Edit as a cell does: a call, a transaction that may fail, undo, redo."""
        dice = self.random.random()
        if dice < 0.08:
            try:
                journey.undo() if self.random.random() < 0.7 else journey.redo()
            except NothingToUndo:
                raise NoEdit from None
        elif dice < 0.16:
            try:
                with journey.transaction("several"):
                    for _ in range(self.random.randint(1, 4)):
                        self.call(journey)
                    if self.random.random() < 0.3:
                        raise NoEdit
            except NoEdit:
                return
        elif dice < 0.6:
            journey.apply(self.change(journey.store.state), "apply")
        else:
            self.call(journey)

    def call(self, journey: Journey) -> None:
        state = journey.store.state
        kind = self.random.randrange(6)
        if kind == 0:
            phase = self.pick(state, "phase")
            journey.add_touchpoint(self.token(), phase, channels=["Shop"], emotion=1)
        elif kind == 1:
            card_kind = self.random.choice(("pain", "gain"))
            journey.add_card(self.pick(state, "touchpoint"), card_kind, self.token())
        elif kind == 2:
            journey.update(self.pick(state, "touchpoint"), name=self.token(), tags=["code"])
        elif kind == 3:
            journey.move(self.pick(state, "touchpoint"), to=self.pick(state, "phase"))
        elif kind == 4:
            journey.update(title=self.token())
        elif len(state.records) > FULL // 2:
            journey.remove(self.pick(state, self.random.choice(REMOVED)))
