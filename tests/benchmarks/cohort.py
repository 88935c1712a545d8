"""A class of thirty, from its files to what the teacher looks at."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import cjm_widgets as cjm
from tests.benchmarks import maps
from tests.benchmarks.figures import Figure, at_most, median, ms, spread, timed

CLASS, SIZE = 30, 60
RUNS = 5
WORDS = (
    "Waits",
    "Calls",
    "Reads",
    "Asks",
    "Compares",
    "Pays",
    "Returns",
    "Writes",
    "Looks",
    "Tells",
)
THINGS = ("the bus", "a friend", "the mail", "the shop", "prices", "a review", "the bill", "a form")


def figures() -> Iterator[Figure]:
    """Files read, aligned, and asked for agreement, what is missing, and the rubric."""
    for name, ids, asked in (
        ("one template, edited", True, True),
        ("no id in common, a quarter of the names changed", False, True),
    ):
        with TemporaryDirectory() as folder:
            for number in range(CLASS):
                made = student(number, ids=ids)
                text = json.dumps(made, ensure_ascii=False, indent=2)
                Path(folder, f"student-{number}.cjm.json").write_text(text, "utf-8")
            taken, found = [], (0, 0)
            for run in range(RUNS + 1):
                seconds, found = timed(lambda where=folder: _looked_at(f"{where}/*.cjm.json"))
                if run:
                    taken.append(seconds)
        label = f"class of {CLASS} maps of {SIZE} touchpoints, {name}"
        notes = (
            f"{found[0]} columns, {found[1]} missing; spread {spread(taken):.0%}; merge not in it"
        )
        if asked:
            yield at_most(label, median(taken), 2.0, "s", notes=notes)
        else:
            yield Figure(label, "-", ms(median(taken)), notes=notes)


def _looked_at(pattern: str) -> tuple[int, int]:
    cohort = cjm.collect(pattern)
    agreement, missing, rubric = cohort.agreement(), cohort.missing(), cohort.rubric()
    assert len(rubric) == CLASS
    return len(agreement), len(missing)


def student(number: int, *, ids: bool) -> dict[str, Any]:
    """Give the map of a student: the template with edits, or the same drawn from nothing."""
    random = Random(number)
    made = maps.document(SIZE)
    for step in made["touchpoints"]:
        at = int(step["id"][3:])
        step["name"] = f"{WORDS[at % 10]} {THINGS[at // 10]}, {WORDS[at * 7 % 10].lower()} later"
        if random.random() < 0.25:
            step["name"] = step["name"].replace("the ", "").replace(", ", " and then ")
    for felt in made["experiences"]:
        felt["score"] = random.randrange(-2, 3)
    gone = f"tp-{random.randrange(SIZE)}"
    for name in ("touchpoints", "experiences", "cards"):
        key = "id" if name == "touchpoints" else "touchpoint"
        made[name] = [item for item in made[name] if item[key] != gone]
    for at in range(5):
        own = random.randrange(12)
        made["touchpoints"].append({
            "id": f"own-{number}-{at}", "phase": f"ph-{own % 6}",
            "name": f"Something of their own {own}{'!' * (at % 3)}",
        })  # fmt: skip
    if not ids:
        made = json.loads(_renamed(json.dumps(made), number))
    made["journey"]["id"] = f"map-{number}"
    return made


def _renamed(text: str, number: int) -> str:
    for prefix in ("tp", "ph", "ch", "ex", "cd", "pe", "ln"):
        text = text.replace(f'"{prefix}-', f'"{prefix}-{number}-')
    return text
