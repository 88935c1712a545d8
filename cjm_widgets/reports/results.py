"""The sections in the middle: what is missing, where it hurts, what decides."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from ..charts.kit import felt
from .facts import Facts, Row
from .model import Block, Heading, Item, Items, visible
from .opening import SEVERITIES

#: So many findings of one rule are told; the rest is counted.
_SHOWN = 8
#: At more touchpoints pains and gains are drawn by phase.
_MANY = 40


def findings(facts: Facts) -> list[Block]:
    """Say what the check of the map finds, the gravest first, with advice."""
    words, found = facts.words, list[Block]()
    rules: defaultdict[str, defaultdict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in facts.findings.astype(object).to_dict("records"):
        rules[row["severity"]][row["rule"]].append({str(k): v for k, v in row.items()})
    for severity in SEVERITIES:
        rows = [
            ("\n".join(_first([visible(row["message"]).replace("\n", " ") for row in broken],
                              facts)), broken[0]["advice"])
            for broken in rules[severity].values()
        ]  # fmt: skip
        if rows:
            n = sum(map(len, rules[severity].values()))
            found.append(Heading(words.pair(words(f"many_{severity}"), n)))
            found += facts.table(
                words(f"findings_{severity}"), [(words("found"), 3), (words("advice"), 2)], rows
            )
    return found


def _first(texts: list[str], facts: Facts) -> list[str]:
    rest = len(texts) - _SHOWN
    return [*texts[:_SHOWN], *([facts.words("and_more", n=rest)] if rest > 0 else [])]


def gaps(facts: Facts) -> list[Block]:
    """Say where what is differs from what was intended or expected."""
    words = facts.words
    compared = [r for r in facts.rows("gaps") if r["gap"] == "use"]
    use = [row for row in compared if row["is_gap"]]
    expected = [r for r in facts.rows("gaps") if r["gap"] == "expectation" and r["is_gap"]]
    return [
        *facts.table(
            words("use_table"),
            [(words("r_touchpoint"), 4), (words("r_phase"), 2), (words("f_intended"), 1.2),
             (words("f_in_use"), 1.2), (words("finding"), 2.4)],
            [(r["touchpoint"], r["phase"], words("yes" if r["intended"] else "no"),
              words("yes" if r["in_use"] else "no"),
              words("used_not_intended" if r["in_use"] else "intended_not_used")) for r in use],
        ),
        *([facts.quiet("gaps_note", n=len(use), of=len(compared))] if compared else []),
        *facts.table(
            words("expectation_table"),
            [(words("r_touchpoint"), 3), (words("r_persona"), 1.6), (words("f_expectation"), 4),
             (words("f_expectation_met"), 1.6), (words("f_score"), 1.2)],
            [(r["touchpoint"], r["persona"], r["expectation"],
              words.choice(r["expectation_met"] or "unknown"), _score(facts, r["score"]))
             for r in expected],
            (4,),
        ),
        *(facts.chart("gaps") if use else []),
    ]  # fmt: skip


def _score(facts: Facts, value: float | None) -> str:
    signed = facts.journey.emotion_scale.min < 0
    return "" if value is None else facts.words.number(value, signed=signed)


def moments(facts: Facts) -> list[Block]:
    """Say how the moments that decide are felt."""
    words, scores = facts.words, felt(facts.journey)
    rows = [
        (row["touchpoint"], row["phase"],
         _told(facts, scores.get(row["touchpoint_id"])), row["expectation"],
         "" if row["expectation_met"] == "unknown" else words.choice(row["expectation_met"]))
        for row in facts.rows("touchpoints") if row["moment_of_truth"]
    ]  # fmt: skip
    table = facts.table(
        words("moments_table"),
        [(words("r_touchpoint"), 3), (words("r_phase"), 2), (words("f_score"), 2.2),
         (words("f_expectation"), 3), (words("f_expectation_met"), 1.6)],
        rows,
    )  # fmt: skip
    return [*table, *(facts.chart("moments_of_truth") if rows else [])]


def _told(facts: Facts, told: Row | None) -> str:
    if told is None:
        return facts.words("no_score")
    return f"{_score(facts, told['score'])} ({facts.words.choice(told['source'])})"


def pains(facts: Facts) -> list[Block]:
    """Say where it hurts and what pleases."""
    words = facts.words
    bad, good = facts.cards("pain", "barrier"), facts.cards("gain")
    # The gravest first; those of which nobody said how grave they are come last.
    bad.sort(key=lambda row: -(row["severity"] or 0))

    def rows(cards: list[Row]) -> list[Any]:
        return [
            (c["text"], facts.where(c), "" if c["severity"] is None else str(c["severity"]),
             words.choice(c["evidence_level"]), ", ".join(c["personas"]))
            for c in cards
        ]  # fmt: skip

    columns = [(words("what"), 4.0), (words("where"), 2.4), (words("f_severity"), 1.1),
               (words("founded"), 1.5), (words("f_personas"), 1.4)]  # fmt: skip
    by = {"by": "phase"} if len(facts.rows("touchpoints")) > _MANY else {}
    return [
        *facts.table(words("pains"), columns, rows(bad), (2,)),
        *facts.table(words("gains"), columns, rows(good), (2,)),
        *(facts.chart("pain_gain_balance", **by) if bad or good else []),
    ]


def votes(facts: Facts) -> list[Block]:
    """Say what closed rounds of votes came to; of those that go on, only that they do."""
    words, found = facts.words, list[Block]()
    still_open = []
    for session in facts.rows("vote_sessions"):
        title = facts.name(session["vote_session"])
        if session["open"]:
            still_open.append(Item(title))
            continue
        given = [row for row in facts.rows("votes") if (row["weight"] or 0) > 0
                 and row["session_id"] == session["vote_session_id"]]  # fmt: skip
        found.append(Heading(title))
        totals: dict[str, list[Row]] = {}
        for row in given:
            totals.setdefault(row["target_id"], []).append(row)
        ranked = sorted(totals.values(), key=lambda rows: -sum(r["weight"] for r in rows))
        secret = session["anonymous"]
        found += facts.table(
            words("votes_of", round=title),
            [(words("what"), 4), (words("where"), 2.4), (words("votes_title"), 1),
             (words("who"), 2.4)],
            [(rows[0]["target"] or words.choice(rows[0]["target_type"]), facts.where(rows[0]),
              words.number(sum(r["weight"] for r in rows)),
              "" if secret else _voters(rows)) for rows in ranked],
            (2,),
        )  # fmt: skip
        if not given:
            found.append(facts.quiet("no_votes"))
            continue
        voters = len({row["voter"] for row in given if row["voter"]})
        if secret:
            found.append(facts.quiet("votes_secret"))
        elif voters:
            found.append(facts.quiet("voters", n=voters))
        found += facts.chart("votes", session=session["vote_session_id"])
    if still_open:
        found += [facts.quiet("votes_open"), Items(tuple(still_open))]
    return found


def _voters(rows: list[Row]) -> str:
    return ", ".join(dict.fromkeys(row["voter"] for row in rows if row["voter"].strip()))
