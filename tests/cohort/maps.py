"""Maps of a class."""

from __future__ import annotations

from typing import Any

import cjm_widgets as cjm


def template() -> cjm.Journey:
    """Return what everybody begins with."""
    j = cjm.Journey("Buying a bike")
    j.add_persona("Rider", id="rider")
    for name in ("Before", "Buying"):
        j.add_phase(name, id=name.lower())
    for name, phase, step in (
        ("Sees the ad", "before", "ad"), ("Compares models", "before", "compare"),
        ("Visits the shop", "buying", "shop"), ("Pays", "buying", "pay"),
    ):  # fmt: skip
        j.add_touchpoint(name, phase=phase, id=step, channels=["Shop"])
        j.add_experience(step, "rider", 0, id=f"ex-{step}")
    j.add_card("shop", "gain", "Friendly people", id="friendly")
    j.add_vote_session("Worst", id="worst", votes_per_person=2)
    return cjm.Journey.from_json(j.to_json())


def copy_of(j: cjm.Journey) -> cjm.Journey:
    return cjm.Journey.from_json(j.to_json())


def three() -> dict[str, cjm.Journey]:
    """Return what three made of the template."""
    base = template()
    ana, ben, cleo = (copy_of(base) for _ in range(3))
    ana.update("ex-pay", score=-2)
    ana.add_touchpoint("Waits at the desk", phase="buying", id="wait-a")
    ana.add_card("pay", "pain", "Card refused", id="refused")
    ben.update("ex-pay", score=2)
    ben.add_touchpoint("Waiting at the desk", phase="buying", id="wait-b", emotion=-1)
    ben.remove("compare")
    ben.update("shop", name="Goes to the shop", channels=["Shop", "Phone"])
    cleo.convert_scale("0..100")
    cleo.update("ex-pay", score=100)
    cleo.add_touchpoint("Rides home", id="home")
    for name, j in (("Ana", ana), ("Ben", ben), ("Cleo", cleo)):
        j.add_vote("worst", "pay", name, weight=2)
        j.update("worst", open=False)
    return {"Ana": ana, "Ben": ben, "Cleo": cleo}


def rows(frame: Any, *names: str) -> list[tuple[Any, ...]]:
    """Return columns of a frame, None for what is missing."""
    found = frame[list(names)].astype(object)
    found = found.where(found.notna(), None)
    return [tuple(row) for row in found.itertuples(index=False)]
