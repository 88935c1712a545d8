"""The last sections: what to do, with what, on what ground, and who was there."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from .facts import Facts, Row
from .model import Block, Heading, Item, Items

_IDEAS = ("opportunity", "solution")
_AT_WORK = ("planned", "doing")


def opportunities(facts: Facts) -> list[Block]:
    """Say what could be done: large effect and little work first."""
    words = facts.words
    ideas = [card for card in facts.cards(*_IDEAS) if card["status"] not in ("done", "rejected")]
    ideas.sort(key=lambda card: (-(card["impact"] or 0), card["effort"] or 9))
    table = facts.table(
        words("opportunities"),
        [(words("r_opportunity"), 4), (words("where"), 2.2), (words("f_impact"), 1),
         (words("f_effort"), 1), (words("f_owner"), 1.6), (words("f_status"), 1.2)],
        [(c["text"], facts.where(c), _rating(c["impact"]), _rating(c["effort"]),
          c["owner"] or words("nobody"), words.choice(c["status"])) for c in ideas],
        (2, 3),
    )  # fmt: skip
    if not table:
        return []
    # Nobody has said yet what any would bring: there is nothing to draw.
    rated = any(c["impact"] and c["effort"] for c in facts.cards(*_IDEAS))
    return [*table, *(facts.chart("opportunity_matrix") if rated else [])]


def _rating(value: int | None) -> str:
    return "" if value is None else str(value)


def actions(facts: Facts) -> list[Block]:
    """Say who does what by when: what is planned or being done, what is due soonest first."""
    words = facts.words
    cards = [c for c in facts.rows("cards") if c["status"] in _AT_WORK and c["text"].strip()]
    cards.sort(key=lambda card: (card["due"] is None, _day(card["due"])))
    table = facts.table(
        words("actions_table"),
        [(words("what"), 4), (words("where"), 2.2), (words("who"), 1.8), (words("f_due"), 1.8),
         (words("f_status"), 1.2)],
        [(c["text"], facts.where(c), c["owner"] or words("nobody"), _due(facts, c),
          words.choice(c["status"])) for c in cards],
    )  # fmt: skip
    return [*table, *(facts.chart("owner_load") if table else [])]


def _day(moment: Any) -> date:
    return date.max if moment is None else date(moment.year, moment.month, moment.day)


def _due(facts: Facts, card: Row) -> str:
    told = facts.words.date(card["due"])
    late = card["due"] is not None and _day(card["due"]) < facts.today
    return f"{told} ({facts.words('overdue')})" if late else told


def resources(facts: Facts) -> list[Block]:
    """Say what is there and what is needed."""
    words = facts.words
    columns = [(words("r_resource"), 3.0), (words("f_kind"), 1.4), (words("f_amount"), 1.4),
               (words("touchpoints"), 3.0), (words("f_owner"), 1.6)]  # fmt: skip
    found: list[Block] = []
    for status, caption in (("have", "resources_there"), ("need", "resources_needed")):
        rows = [
            (r["resource"], words.choice(r["kind"]), words.given(r["amount"], r["unit"]),
             ", ".join(r["touchpoints"]) or words("whole_map"), r["owner"])
            for r in facts.rows("resources") if (r["status"] == "need") == (status == "need")
        ]  # fmt: skip
        found += facts.table(words(caption), columns, rows, (2,))
    return [*found, *(facts.chart("resources") if found else [])]


def more_charts(facts: Facts) -> list[Block]:
    """Draw what has no section of its own."""
    names = ("timeline", "channel_matrix", "importance_satisfaction", "path_flow")
    # In turn or not at all: where nobody drew paths, all people go in the order of the map.
    drawn = [name for name in names if name != "path_flow" or facts.rows("paths")]
    return [block for name in drawn for block in facts.chart(name)]


def evidence(facts: Facts) -> list[Block]:
    """Say where it comes from, and what is only assumed."""
    words = facts.words
    sources = facts.table(
        words("sources_table"),
        [(words("source_title"), 3), (words("f_kind"), 1.2), (words("date"), 1.3), ("n", 0.8),
         (words("f_quote"), 3), (words("f_url"), 2)],
        [(r["evidence"] or words("untitled"), r["kind"], words.date(r["date"]),
          "" if r["n"] is None else words.number(r["n"]), r["quote"],
          "\n".join(filter(None, [r["url"], r["query"]]))) for r in facts.rows("evidence")],
        (3,),
    )  # fmt: skip
    levels = Counter(row["evidence_level"] for row in facts.rows("cards"))
    scores = Counter(row["source"] for row in facts.rows("scores"))
    told = []
    for label, counts in (("cards", levels), ("scores", scores)):
        pairs = [words.pair(words.choice(word), n) for word, n in _ordered(counts)]
        if pairs:
            told.append(Item(" · ".join(pairs), words(label)))
    found: list[Block] = [*sources]
    if told:
        found += [Items(tuple(told))]
        assumed = levels["assumption"]
        if assumed or scores["assumed"]:
            found.append(facts.quiet("assumed_note"))
    return [*found, *(facts.chart("evidence_levels") if len(levels) > 1 else [])]


_FOUNDED = ("assumption", "anecdote", "data", "validated", "assumed", "observed", "self_reported",
            "measured")  # fmt: skip


def _ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    order = {word: at for at, word in enumerate(_FOUNDED)}
    return sorted(counts.items(), key=lambda pair: (order.get(pair[0], len(order)), pair[0]))


def next_steps(facts: Facts) -> list[Block]:
    """Say what was decided, and what has to be done before anybody can decide more."""
    words, found = facts.words, list[Block]()
    for status, key in (("done", "was_done"), ("rejected", "was_rejected")):
        cards = [c for c in facts.rows("cards") if c["status"] == status and c["text"].strip()]
        if cards:
            found += [Heading(words(key)), Items(tuple(_point(facts, c) for c in cards))]
    todo: list[Item] = []

    def count(key: str, n: int) -> None:
        if n:
            todo.append(Item(str(n), words(key)))

    cards = facts.rows("cards")
    at_work = [c for c in cards if c["status"] in _AT_WORK]
    count("n_overdue", sum(c["due"] is not None and _day(c["due"]) < facts.today for c in at_work))
    count("n_without_owner", sum(c["owner_id"] is None for c in at_work))
    count("n_without_date", sum(c["due"] is None for c in at_work))
    count("n_ideas_without_owner", sum(
        c["kind"] in _IDEAS and c["status"] == "idea" and c["owner_id"] is None for c in cards
    ))  # fmt: skip
    count("n_open_questions", sum(
        bool(q["question"].strip()) and not q["answered"] and not q["answer"].strip()
        for q in facts.rows("questions")
    ))  # fmt: skip
    steps = facts.rows("touchpoints")
    count("n_to_research", sum(step["status"] in ("todo", "assumed") for step in steps))
    if todo:
        found += [Heading(words("to_do")), Items(tuple(todo))]
    found += facts.table(
        words("support_table"),
        [(words("r_touchpoint"), 2), (words("f_support_needed"), 4)],
        [(s["touchpoint"], s["support_needed"]) for s in steps if s["support_needed"].strip()],
    )
    talks = [c for c in facts.rows("comments") if not c["resolved"] and c["text"].strip()]
    found += facts.table(
        words("comments_table"),
        [(words("r_comment"), 4), (words("about"), 2.4), (words("f_author"), 1.4)],
        [(c["text"], c["target"], c["author"]) for c in talks],
    )
    return found


def _point(facts: Facts, card: Row) -> Item:
    where = facts.where(card)
    return Item(card["text"] + (f" ({where})" if where else ""))


def people(facts: Facts) -> list[Block]:
    """Say who took part: who is on the list of people, and who left something on the map."""
    words = facts.words
    table = facts.table(
        words("people"),
        [(words("f_name"), 3), (words("f_role"), 2), (words("f_team"), 2), (words("f_kind"), 2)],
        [(p["person"] or words("untitled"), p["role"], p["team"], words.choice(p["kind"]))
         for p in facts.rows("people")],
    )  # fmt: skip
    listed = {p["person"].strip().casefold() for p in facts.rows("people")}
    wrote = [*(row["author"] for name in ("cards", "comments") for row in facts.rows(name))]
    # Who voted in a secret round stays secret.
    named = {s["vote_session_id"] for s in facts.rows("vote_sessions") if not s["anonymous"]}
    wrote += [row["voter"] for row in facts.rows("votes") if row["session_id"] in named]
    others = {name.strip().casefold(): name.strip() for name in wrote if name.strip()}
    rest = [name for key, name in others.items() if key not in listed]
    return [*table, *([Items((Item(", ".join(rest), words("also_here")),))] if rest else [])]
