"""Field types of the records: limits, open choices and references, as annotations.

A choice is open: an unknown value is kept, warned about and shown as "other", so that a file
of a later version loses nothing here. A reference says what happens to its holder when the
record it points at is removed (`OWNED`: removed too, `WEAK`: the reference is taken out).
"""

from __future__ import annotations

from sys import maxsize
from typing import Annotated, Any

from msgspec import Meta

MAX_NAME = 1_000
MAX_TEXT = 20_000
MAX_SAFE_INTEGER = 2**53 - 1
MAX_NUMBER = 1e300
ID_PATTERN = r"(?!__proto__$)[A-Za-z0-9_-]{1,64}"

OWNED = "owned"
WEAK = "weak"


def _choice(*known: str) -> Meta:
    return Meta(
        max_length=64,
        extra={"role": "choice", "known": known},
        extra_json_schema={"examples": list(known)},
    )


def _ref(target: str, on_remove: str) -> Meta:
    return Meta(
        max_length=64,
        extra={"role": "ref", "target": target, "on_remove": on_remove},
        extra_json_schema={"x-ref": target},
    )


def _refs(target: str) -> Meta:
    return Meta(
        max_length=10_000,
        extra={"role": "refs", "target": target},
        extra_json_schema={"x-ref": target},
    )


def _text(limit: int, role: str = "text") -> Meta:
    return Meta(max_length=limit, extra={"role": role, "longest": limit})


# The pattern is checked by `values.check_ids`, for thousands of records in one go.
Id = Annotated[
    str,
    Meta(extra={"role": "id"}, extra_json_schema={"pattern": f"^{ID_PATTERN}$"}),
]
Name = Annotated[str, _text(MAX_NAME)]
# How long a text may be is for `Limits` to say; the schema tells what they usually are.
_LONG: dict[str, Any] = {"longest": maxsize}
Text = Annotated[
    str, Meta(extra={"role": "text", **_LONG}, extra_json_schema={"maxLength": MAX_TEXT})
]
Word = Annotated[str, _text(200, "word")]
Url = Annotated[str, _text(4_000, "word")]
# `$` alone lets a line end through in Python.
Language = Annotated[str, Meta(pattern=r"^[A-Za-z0-9-]{0,35}(?!\n)$", extra={"role": "word"})]
Emoji = Annotated[str, _text(32, "word")]
Color = Annotated[
    str, Meta(pattern=r"^(#[0-9a-fA-F]{6})?(?!\n)$", max_length=7, extra={"role": "color"})
]
Date = Annotated[
    str,
    Meta(
        max_length=40,
        extra={"role": "date"},
        extra_json_schema={"description": "ISO 8601 date or date and time, or empty"},
    ),
]
Number = Annotated[float, Meta(ge=-MAX_NUMBER, le=MAX_NUMBER)]
Share = Annotated[float, Meta(ge=0, le=1)]
Seconds = Annotated[float, Meta(ge=0, le=MAX_NUMBER, extra_json_schema={"description": "seconds"})]
Count = Annotated[int, Meta(ge=0, le=MAX_SAFE_INTEGER)]
Rating = Annotated[int, Meta(ge=1, le=5)]
Words = tuple[Word, ...]
Texts = Annotated[tuple[Text, ...], Meta(max_length=1_000, extra={"role": "texts", **_LONG})]
Tags = Annotated[tuple[Word, ...], Meta(max_length=1_000, extra={"role": "set"})]
Facts = Annotated[dict[Word, Text], Meta(max_length=1_000, extra={"role": "facts", **_LONG})]
Extra = Annotated[dict[str, Any], Meta(extra={"role": "extra"})]

# References. The first word is the type of record they point at; "*" is any.
PersonaRef = Annotated[str, _ref("persona", OWNED)]
PersonaHint = Annotated[str, _ref("persona", WEAK)]
TouchpointRef = Annotated[str, _ref("touchpoint", OWNED)]
TouchpointHint = Annotated[str, _ref("touchpoint", WEAK)]
LaneRef = Annotated[str, _ref("lane", OWNED)]
MetricRef = Annotated[str, _ref("metric", OWNED)]
MetricHint = Annotated[str, _ref("metric", WEAK)]
PersonHint = Annotated[str, _ref("person", WEAK)]
CommentRef = Annotated[str, _ref("comment", OWNED)]
SessionRef = Annotated[str, _ref("vote_session", OWNED)]
BoardRef = Annotated[str, _ref("board", OWNED)]
AnyRef = Annotated[str, _ref("*", OWNED)]
AnyHint = Annotated[str, _ref("*", WEAK)]
PersonaRefs = Annotated[tuple[str, ...], _refs("persona")]
PersonRefs = Annotated[tuple[str, ...], _refs("person")]
ChannelRefs = Annotated[tuple[str, ...], _refs("channel")]
EvidenceRefs = Annotated[tuple[str, ...], _refs("evidence")]
TouchpointRefs = Annotated[tuple[str, ...], _refs("touchpoint")]
# A path may pass a touchpoint twice: its order and repeats are data, so it never merges by item.
TouchpointSteps = Annotated[
    tuple[str, ...],
    Meta(
        max_length=10_000,
        extra={"role": "steps", "target": "touchpoint"},
        extra_json_schema={"x-ref": "touchpoint"},
    ),
]

# Open choices.
MapType = Annotated[
    str,
    _choice("current", "future", "day_in_the_life", "service_blueprint", "touchpoint_map", "other"),
]
Basis = Annotated[str, _choice("planned", "actual", "mixed")]
GoalKind = Annotated[str, _choice("engage", "efficiency", "conversion", "retention", "other")]
PersonKind = Annotated[str, _choice("stakeholder", "owner", "facilitator", "participant")]
Ownership = Annotated[str, _choice("owned", "paid", "earned", "partner", "unknown")]
PurchaseStage = Annotated[str, _choice("before", "during", "after", "none")]
TouchpointKind = Annotated[str, _choice("action", "communication", "decision", "wait", "event")]
Compliance = Annotated[
    str, _choice("compliant", "deviating", "missing", "added", "failed", "unknown")
]
ExpectationMet = Annotated[str, _choice("exceeded", "met", "missed", "unknown")]
ResearchStatus = Annotated[str, _choice("todo", "assumed", "researched", "validated")]
ScoreSource = Annotated[str, _choice("assumed", "observed", "self_reported", "measured")]
LaneKind = Annotated[
    str,
    _choice(
        "channel",
        "action",
        "thought",
        "emotion",
        "need",
        "pain",
        "gain",
        "opportunity",
        "insight",
        "question",
        "metric",
        "owner",
        "note",
        "custom",
    ),
]
Side = Annotated[str, _choice("frontstage", "backstage", "none")]
Separator = Annotated[str, _choice("none", "interaction", "visibility", "internal_interaction")]
CardKind = Annotated[
    str,
    _choice(
        "thought",
        "quote",
        "feeling",
        "action",
        "need",
        "pain",
        "gain",
        "barrier",
        "opportunity",
        "solution",
        "insight",
        "question",
        "note",
    ),
]
EvidenceLevel = Annotated[str, _choice("assumption", "anecdote", "data", "validated")]
CardStatus = Annotated[str, _choice("idea", "planned", "doing", "done", "rejected")]
MetricKind = Annotated[
    str,
    _choice(
        "csat",
        "nps",
        "ces",
        "conversion",
        "retention",
        "churn",
        "revenue",
        "time",
        "volume",
        "custom",
    ),
]
Direction = Annotated[str, _choice("up", "down", "none")]
ResourceKind = Annotated[str, _choice("people", "budget", "tool", "data", "skill", "other")]
ResourceStatus = Annotated[str, _choice("have", "need")]
EdgeKind = Annotated[str, _choice("next", "branch", "loop", "return")]
BoardKind = Annotated[
    str,
    _choice(
        "empathy_map",
        "persona",
        "five_whys",
        "four_ls",
        "start_stop_continue",
        "heart",
        "kaizen",
        "feature_planning",
        "workflow",
    ),
]
WorkshopPartKind = Annotated[str, _choice("setup", "empathy", "mapping", "testing", "iteration")]
TimerStatus = Annotated[str, _choice("todo", "running", "paused", "done")]
