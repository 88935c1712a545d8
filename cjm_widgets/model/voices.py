"""What people leave on a map: comments, reactions, votes, lines drawn by hand."""

from __future__ import annotations

from typing import ClassVar

from . import kinds as k
from .record import Placed, Record


class Reaction(Record, frozen=True, kw_only=True, omit_defaults=True, tag="reaction"):
    """An emoji somebody put on a record."""

    collection: ClassVar[str] = "reactions"

    target: k.AnyRef
    emoji: k.Emoji = ""
    author: k.Name = ""


class Comment(Placed, frozen=True, kw_only=True, omit_defaults=True, tag="comment"):
    """A remark on a record; `parent` is the comment it answers."""

    collection: ClassVar[str] = "comments"

    target: k.AnyRef
    text: k.Text = ""
    author: k.Name = ""
    resolved: bool = False
    parent: k.CommentRef | None = None


class VoteSession(Placed, frozen=True, kw_only=True, omit_defaults=True, tag="vote_session"):
    """A round of votes with a budget for each voter."""

    collection: ClassVar[str] = "vote_sessions"

    title: k.Name = ""
    target_kinds: k.Tags = ()
    votes_per_person: k.Count = 3
    anonymous: bool = False
    open: bool = True


class Vote(Record, frozen=True, kw_only=True, omit_defaults=True, tag="vote"):
    """One voter's vote for one record; a record a voter and target, never a counter."""

    collection: ClassVar[str] = "votes"

    session: k.SessionRef
    target: k.AnyRef
    voter: k.Name = ""
    weight: k.Count = 1


class Stroke(Record, frozen=True, kw_only=True, omit_defaults=True, tag="stroke"):
    """A freehand line that moves with its anchor. `points`: x in 150ths of a column, y in px."""

    collection: ClassVar[str] = "strokes"

    anchor: k.AnyRef
    color: k.Color = ""
    width: k.Number = 2.0
    points: tuple[tuple[k.Number, k.Number], ...] = ()
