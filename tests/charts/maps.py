"""Maps to draw: of nothing, of hardly anything, of a study, of everything two hundred times."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

import cjm_widgets as cjm
from tests.browser.maps import BIKE

KINDS = ("thought", "pain", "gain", "opportunity", "barrier", "solution", "need", "question")
LEVELS = ("assumption", "anecdote", "data", "validated")
STATUSES = ("idea", "planned", "doing", "done", "rejected")


def empty() -> cjm.Journey:
    """Return a new map."""
    return cjm.Journey()


def tiny() -> cjm.Journey:
    """Return a map with one of everything a chart may show."""
    j = cjm.Journey("Coffee")
    j.add_phase("Before", id="before", purchase_stage="before")
    j.add_touchpoint(
        "Orders", phase="before", id="order", channels=["Bar"], emotion=1, duration=60, wait=120,
        importance_customer=4, moment_of_truth=True, in_use=True, intended=False,
        start="2026-03-01", end="2026-03-02",
    )  # fmt: skip
    j.add_person("Olga", id="olga")
    j.update("order", owners=["olga"])
    j.add_card("order", "pain", "Long queue", severity=3)
    j.add_card("order", "gain", "Smells good", evidence_level="data")
    idea = j.add_card("order", "opportunity", "Order ahead", impact=5, effort=2)
    j.add_metric("CSAT", id="csat", target=4.5, direction="up")
    j.add_metric_value("csat", 4.2, "order", date="2026-01-01")
    j.add_resource("Second grinder", status="need", amount=1, touchpoints=["order"])
    j.add_path("Main", ["order"], main=True)
    j.add_vote(j.add_vote_session("First", id="first"), idea, "Ana")
    return j


def bike() -> cjm.Journey:
    """Return the map of the study, with all that charts are made of."""
    names: dict[str, Any] = {}
    exec(BIKE.replace("editor = cjm.JourneyEditor(j)", ""), names)  # noqa: S102
    j: cjm.Journey = names["j"]
    days = {"friend": (0, 300), "reviews": (0, 5400), "models": (0, 7200), "ride": (172_800, 3600),
            "pay": (900, 1500), "first": (50_000, 2400)}  # fmt: skip
    for touchpoint, (wait, duration) in days.items():
        j.update(touchpoint, wait=wait, duration=duration)
    for at, (touchpoint, customer) in enumerate(
        zip(("friend", "reviews", "models", "ride", "pay", "first", "service"),
            (2, 3, 4, 5, 4, 5, 3), strict=True)
    ):  # fmt: skip
        j.update(touchpoint, importance_customer=customer, importance_business=1 + at % 5,
                 start=f"2026-04-{2 + 3 * at:02}", end=f"2026-04-{4 + 4 * at:02}")  # fmt: skip
        j.update(touchpoint, in_use=touchpoint != "service", intended=touchpoint != "reviews")
    j.update("pay", moment_of_truth=True, in_use=None)
    j.update("first", moment_of_truth=True)
    lea = next(p for p in j.people if p.name == "Lea")
    j.update("first", owners=[lea])
    j.update("pay", owners=[lea, next(p.id for p in j.people)])
    for at, card in enumerate(list(j.cards)):
        j.update(card, evidence_level=LEVELS[(at * 7) % 4], severity=1 + at % 5)
        if card.kind == "opportunity":
            j.update(card, impact=5 - at % 2, effort=1 + at % 4)
    for at, text in enumerate(("Live calendar on the page", "Size check by photo",
                               "Call back in an hour", "Lend a bike for a weekend")):  # fmt: skip
        j.add_card("ride", "opportunity", text, impact=4, effort=2 + at % 2, status=STATUSES[at],
                   lane="opportunity")  # fmt: skip
    j.add_card("ride", "opportunity", "Ask why people give up", lane="opportunity")
    csat = j.add_metric("CSAT", unit="points", target=4.3, direction="up", kind="csat")
    wait = j.add_metric("Days until the ride", unit="days", target=1, direction="down", kind="time")
    rate = j.add_metric("Conversion", unit="%", target=70, direction="up", kind="conversion")
    for month, (a, b, c) in enumerate(((3.8, 3.5, 48), (3.9, 3, 52), (4.2, 2.5, 61),
                                       (4.4, 2, 58)), 1):  # fmt: skip
        j.add_metric_value(csat, a, "pay", date=f"2026-{month:02}-01", n=40)
        j.add_metric_value(csat, a - 1.1, "ride", date=f"2026-{month:02}-01", n=31)
        j.add_metric_value(wait, b, "ride", date=f"2026-{month:02}-01")
        j.add_metric_value(rate, c, "ride", date=f"2026-{month:02}-01", n=200)
    j.add_metric_value(rate, 80, "pay", n=160)
    j.add_resource("test bikes", kind="tool", status="have", amount=4, unit="bikes",
                   touchpoints=["ride", "first"])  # fmt: skip
    j.add_resource("test bikes", kind="tool", status="need", amount=6, unit="bikes",
                   touchpoints=["ride"])  # fmt: skip
    main = j.add_path("As planned", ["friend", "reviews", "models", "ride", "pay", "first"],
                      main=True, probability=0.55)  # fmt: skip
    j.add_path("Straight to the shop", ["friend", "ride", "pay", "first"], probability=0.3)
    j.add_path("Back to reviews", ["friend", "reviews", "models", "reviews", "ride"],
               probability=0.15)  # fmt: skip
    assert main.main
    voting = j.add_vote_session("Worst pains", votes_per_person=12, anonymous=True)
    ideas = j.add_vote_session("Best ideas", votes_per_person=12)
    for at, card in enumerate(c for c in j.cards if c.kind in ("pain", "opportunity")):
        for voter in ("Ana", "Marek", "Lea")[: 1 + at % 3]:
            j.add_vote(voting if card.kind == "pain" else ideas, card, voter)
    j.add_lane("custom", "Shop staff", id="staff", side="frontstage", separator="visibility")
    j.add_lane("custom", "Back office", id="office", side="backstage",
               separator="internal_interaction")  # fmt: skip
    j.add_lane("custom", "Systems", id="systems", side="backstage")
    for touchpoint, lane, text in (
        ("ride", "staff", "Answers the phone, writes the slot into the book"),
        ("ride", "office", "Calls the fitter to ask who can come"),
        ("ride", "systems", "Booking tool"), ("pay", "staff", "Hands over the bike"),
        ("pay", "office", "Books the payment"), ("pay", "systems", "Till"),
        ("service", "systems", "No reminder is sent"),
    ):  # fmt: skip
        j.add_card(touchpoint, "action", text, lane=lane)
    return j


def large(count: int = 200) -> cjm.Journey:
    """Return a map of many touchpoints with long names, everything filled in."""
    rng = random.Random(5)
    j = cjm.Journey("A year with the energy supplier, told by everybody who had a part in it")
    people = [j.add_person(f"Person {n} of the department", id=f"p{n}") for n in range(14)]
    personas = [j.add_persona(name) for name in ("Ana", "Ben", "Carla")]
    phases = [
        j.add_phase(f"Phase {n}: getting on with it", purchase_stage=stage)
        for n, stage in enumerate(("before", "before", "during", "during", "after", "after",
                                   "after", "none"))
    ]  # fmt: skip
    ids = [f"t{n}" for n in range(count)]
    metrics = [
        j.add_metric(name, unit=unit, target=target, direction=direction)
        for name, unit, target, direction in (
            ("Satisfaction", "points", 4, "up"), ("Waiting time", "min", 10, "down"),
            ("Complaints per week", "", None, "none"),
        )
    ]  # fmt: skip
    session = j.add_vote_session("What to mend first", votes_per_person=1000)
    with j.transaction("Fill"):
        for n, i in enumerate(ids):
            j.add_touchpoint(
                f"Touchpoint {n % 190} with a rather long name that goes on and on",
                phase=phases[n * len(phases) // count], id=i,
                channels=rng.sample(["Website", "Phone", "Letter", "Shop", "App", "Chat"], 2),
                duration=rng.choice([30, 600, 3600, 86400]), wait=rng.choice([0, 60, 7200, 172800]),
                importance_customer=rng.randint(1, 5), importance_business=rng.randint(1, 5),
                moment_of_truth=rng.random() < 0.06, in_use=rng.random() < 0.8,
                intended=rng.random() < 0.85, owners=rng.sample(people, rng.randint(0, 2)),
                start=f"2026-{1 + n * 11 // count:02}-01",
            )  # fmt: skip
            for persona in personas:
                j.add_experience(i, persona, rng.choice([-2, -1, 0, 1, 2]),
                                 source=rng.choice(["assumed", "measured"]), n=5)  # fmt: skip
            for _ in range(rng.randint(0, 5)):
                card = j.add_card(
                    i, rng.choice(KINDS), "Something that people say about it, at some length",
                    evidence_level=rng.choice(LEVELS), severity=rng.choice([None, 1, 3, 5]),
                    impact=rng.randint(1, 5), effort=rng.randint(1, 5), status=rng.choice(STATUSES),
                    owner=rng.choice([None, *people]),
                )  # fmt: skip
                if rng.random() < 0.2:
                    j.add_vote(session, card, "Ana", weight=rng.randint(1, 9))
            metric = rng.choice(metrics)
            for month in range(1, 1 + rng.randint(0, 2)):
                j.add_metric_value(metric, rng.randint(1, 20) / 2, i, date=f"2026-{month:02}-01")
            if n % 8 == 0:
                j.add_resource(f"Resource {n % 5}", status=rng.choice(["have", "need"]),
                               amount=rng.randint(1, 9), touchpoints=[i])  # fmt: skip
        j.add_path("Everything in turn", ids, main=True, probability=0.7)
        j.add_path("The short way", ids[::3], probability=0.3)
    return j


MAPS: Mapping[str, Callable[[], cjm.Journey]] = {
    "empty": empty, "tiny": tiny, "bike": bike, "large": large,
}  # fmt: skip


def draw(name: str, j: cjm.Journey, **options: Any) -> Any:
    """Return the chart of a map, whatever else the function needs besides it."""
    function = getattr(cjm.charts, name)
    if name == "what_if":
        steps = list(j.touchpoints)
        return function(cjm.what_if(j, remove=steps[:1]), **options)
    if name == "difference":
        return function(j, changed(j), **options)
    if name == "agreement" and len(j.touchpoints):
        return function(j, changed(j), cjm.Journey.from_json(j.to_json()), **options)
    return function(j, **options)


def changed(j: cjm.Journey) -> cjm.Journey:
    """Return a map in which some things are not as in another one."""
    other = cjm.Journey.from_json(j.to_json())
    other.update(title=f"{j.title or 'Map'}, planned")
    for at, touchpoint in enumerate(list(other.touchpoints)):
        if at % 5 == 2:
            other.remove(touchpoint)
        elif at % 5 == 3:
            other.update(touchpoint, name=f"{touchpoint.name}!")
    for at, felt in enumerate(list(other.experiences)):
        if felt.score is not None and at % 3 == 0:
            other.update(felt, score=-felt.score)
    other.add_touchpoint("Something new", emotion=1, id="new")
    return other
