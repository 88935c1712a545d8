"""The first sections: what the map says in short, what it is about, for whom and what for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ..charts.kit import felt, listed
from ..charts.measures import reached
from ..charts.words import Words
from ..model.pooling import OneScore, one_score
from .facts import Facts, Row
from .model import Block, Heading, Item, Items, Paragraph

SEVERITIES = ("error", "warning", "hint")
#: Scores of more personas are told in a row each, not in a column each.
_COLUMNS = 4


def summary(facts: Facts) -> list[Block]:
    """Say what the map says, in a few points."""
    words, points = facts.words, list[Item]()

    def point(key: str, text: str) -> None:
        points.append(Item(text, words(key)))

    steps = facts.rows("touchpoints")
    if not steps and not facts.rows("cards"):
        return []
    counts = {
        "phases": len(facts.rows("phases")), "touchpoints": len(steps),
        "f_personas": len(facts.rows("personas")), "cards": len(facts.rows("cards")),
    }  # fmt: skip
    told = [words.pair(words(key), n) for key, n in counts.items()]
    point("in_map", " · ".join(told))
    scores = {i: told["score"] for i, told in felt(facts.journey).items()}
    names = {step["touchpoint_id"]: facts.name(step["touchpoint"]) for step in steps}
    if len(scores) > 1 and min(scores.values()) < max(scores.values()):
        for key, extreme in (("lowest_point", min), ("highest_point", max)):
            value = extreme(scores.values())
            at = listed((names[i] for i in names if scores.get(i) == value), words)
            point(key, f"{at} ({_score(facts, value)})")
    goals = [verdict(facts, goal)[0] for goal in facts.rows("goals") if goal["goal"].strip()]
    if goals:
        point("goals_met", words("n_of", n=goals.count("reached"), of=len(goals)))
    asked = [row for row in facts.rows("questions") if row["question"].strip()]
    if asked:
        n = sum(_answered(row) for row in asked)
        point("questions_answered", words("n_of", n=n, of=len(asked)))
    open_gaps = [row for row in facts.rows("gaps") if row["gap"] == "use" and row["is_gap"]]
    if open_gaps:
        point("use_gaps", str(len(open_gaps)))
    counted = facts.findings["severity"].value_counts()
    told = [
        words.pair(words(f"many_{word}"), counted[word]) for word in SEVERITIES if counted[word]
    ]
    if told:
        point("findings", " · ".join(told))
    return [Items(tuple(points))]


def situation(facts: Facts) -> list[Block]:
    """Say what the map is about."""
    info, words = facts.journey.store.state.journey, facts.words
    said: list[tuple[str, str]] = [
        ("f_description", info.description), ("f_scenario", info.scenario),
        ("f_problem", info.problem),
        *(("f_expectations", text) for text in info.expectations),
    ]  # fmt: skip
    points = [Item(text, words(key)) for key, text in said if text.strip()]
    if not points:
        return []
    kind = [Item(words.choice(info.map_type), words("f_map_type")),
            Item(words.choice(info.basis), words("f_basis"))]  # fmt: skip
    return [Items((*points, *kind))]


def personas(facts: Facts) -> list[Block]:
    """Say whose journey it is."""
    words, found = facts.words, list[Block]()
    for row in facts.rows("personas"):
        found.append(Heading(" ".join(filter(None, [row["avatar"].strip(),
                                                    facts.name(row["persona"])]))))  # fmt: skip
        if row["tagline"].strip():
            found.append(Paragraph(row["tagline"]))
        if row["quote"].strip():
            found.append(Paragraph(row["quote"], "quote"))
        points = [(words("f_segment"), row["segment"])]
        if row["share"] is not None:
            points.append((words("share"), words.given(100 * row["share"], "%")))
        points += [*row["demographics"].items(), *row["psychographics"].items()]
        points += [(words(f"f_{name}"), _listed(row[name]))
                   for name in ("goals", "needs", "jobs", "pains", "channels")]  # fmt: skip
        items = [Item(text, label) for label, text in points if text.strip()]
        if items:
            found.append(Items(tuple(items)))
    return found


def _listed(texts: Iterable[str]) -> str:
    return " · ".join(text for text in texts if text.strip())


def goals(facts: Facts) -> list[Block]:
    """Say what was to be reached, and whether it is."""
    words = facts.words
    rows = []
    for row in facts.rows("goals"):
        if not row["goal"].strip():
            continue
        word, told, target = verdict(facts, row)
        rows.append((row["goal"], _kind(words, row["kind"]), row["metric"], target, told,
                     words(word)))  # fmt: skip
    of_metrics = [
        (row["metric"], _place(facts, row), words.given(row["value"], row["unit"]),
         words.given(row["target"], row["unit"]), words.date(row["date"]),
         "" if row["n"] is None else words.number(row["n"]),
         words(reached(row["value"], row["target"], row["direction"])))
        for row in facts.newest.values()
    ]  # fmt: skip
    return [
        *facts.table(
            words("goals_table"),
            [(words("r_goal"), 4), (words("f_kind"), 1.4), (words("r_metric"), 1.8),
             (words("target"), 1.2), (words("value"), 1.6), (words("met_or_not"), 1.8)],
            rows, (3,),
        ),
        *facts.table(
            words("metrics_table"),
            [(words("r_metric"), 2), (words("where"), 2.4), (words("value"), 1.2),
             (words("target"), 1.2), (words("date"), 1.3), ("n", 0.7), (words("met_or_not"), 1.8)],
            of_metrics, (2, 3, 5),
        ),
        *(facts.chart("metric_targets") if of_metrics else []),
        *facts.chart("metrics_over_time"),
    ]  # fmt: skip


def _kind(words: Words, kind: str) -> str:
    return "" if kind == "other" else words.choice(kind)


def _place(facts: Facts, row: Row) -> str:
    at = facts.words("whole_map") if row["at_type"] == "journey" else row["at"]
    return " · ".join(part for part in (at, row["persona"]) if part)


def verdict(facts: Facts, goal: Row) -> tuple[str, str, str]:
    """Return whether a goal is met, the values that say so, and its target.

    It is met when the metric has reached the target of the goal (its own where the goal has none):
    for the map as a whole where that was measured, else everywhere it was.
    """
    words = facts.words
    rows = [row for row in facts.newest.values() if row["metric_id"] == goal["metric_id"]]
    rows = [row for row in rows if row["at_type"] == "journey" and not row["persona_id"]] or rows
    metric = next((r for r in facts.rows("metrics") if r["metric_id"] == goal["metric_id"]), None)
    unit = metric["unit"] if metric else ""
    target = goal["target"] if goal["target"] is not None or not metric else metric["target"]
    told = words.given(target, unit)
    if not rows:
        return "not_measured", "", told
    words_of = [reached(row["value"], target, row["direction"]) for row in rows]
    values = " · ".join(dict.fromkeys(words.given(row["value"], unit) for row in rows))
    if "no_verdict" in words_of:
        return "no_verdict", values, told
    n = words_of.count("reached")
    word = "reached" if n == len(rows) else "partly_reached" if n else "not_reached"
    return word, values, told


def questions(facts: Facts) -> list[Block]:
    """Say what the map was to answer, and what it answers."""
    words = facts.words
    rows = [
        (row["question"], row["answer"], words("yes" if _answered(row) else "no"),
         _listed(row["evidence"]))
        for row in facts.rows("questions") if row["question"].strip()
    ]  # fmt: skip
    return facts.table(
        words("questions"),
        [(words("r_question"), 4), (words("f_answer"), 5), (words("f_answered"), 1.2),
         (words("r_evidence"), 2)],
        rows,
    )  # fmt: skip


def _answered(row: Row) -> bool:
    return bool(row["answered"] or row["answer"].strip())


def feelings(facts: Facts) -> list[Block]:
    """Say how people feel from touchpoint to touchpoint."""
    words = facts.words
    groups: defaultdict[tuple[str, str | None], list[Any]] = defaultdict(list)
    for one in facts.journey.experiences:
        if one.score is not None:
            groups[one.touchpoint, one.persona].append(one)
    if not groups:
        return []
    # As everywhere the best founded source of each persona counts.
    best: defaultdict[str, dict[str | None, OneScore]] = defaultdict(dict)
    for (step, persona), records in groups.items():
        best[step][persona] = one_score(records)
    names = {row["persona_id"]: row["persona"] or "" for row in facts.rows("personas")}
    who = [i for i in (*names, None) if any(i in told for told in best.values())]
    label = {i: facts.name(names[i]) if i else words("everyone") for i in who}
    steps = [s for s in facts.rows("touchpoints") if s["touchpoint_id"] in best]
    if len(who) <= _COLUMNS:
        heads = [(label[i], 2.0) for i in who]
        rows = [(s["touchpoint"], *(_cell(facts, best[s["touchpoint_id"]].get(i)) for i in who))
                for s in steps]  # fmt: skip
    else:
        heads = [(words("r_persona"), 3.0), (words("f_score"), 2.0)]
        rows = [(s["touchpoint"], label[i], _cell(facts, best[s["touchpoint_id"]][i]))
                for s in steps for i in who if i in best[s["touchpoint_id"]]]  # fmt: skip
    return [
        *facts.chart("emotion_curve"),
        *facts.table(words("scores_table"), [(words("r_touchpoint"), 4.0), *heads], rows),
        facts.quiet("scores_note"),
    ]


def _cell(facts: Facts, told: OneScore | None) -> str:
    if told is None:
        return ""
    of = "" if told.source == "assumed" else f"n = {facts.words.number(told.n)}, "
    return f"{_score(facts, round(told.value, 6))} ({of}{facts.words.choice(told.source)})"


def _score(facts: Facts, value: float) -> str:
    scale = facts.journey.emotion_scale
    return facts.words.number(value, signed=scale.min < 0)
