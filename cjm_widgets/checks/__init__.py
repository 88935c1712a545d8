"""Checks of a map: what is missing in it, what contradicts itself, and what to do about it.

``journey.check()`` runs the rules of the `catalogue`, `RULES` holds them by their ids. Rules of
one's own are a function over `Facts` in a `Rule`::

    crowded = cjm.checks.Rule(
        "crowded-touchpoint",
        "hint",
        lambda facts: (t for t in facts.touchpoints if len(t.channels) > 5),
        message="“{name}” happens in more channels than anybody can look after",
    )
    j.check(extra=[crowded], skip=["no-goal"])

``dataclasses.replace(cjm.checks.RULES["no-goal"], severity="error")`` is a rule of the catalogue
with another severity; given as `extra` it takes the place of the first.
"""

from ..model.checks import RULES, SEVERITIES, Facts, Finding, Rule
from .frame import catalogue, check

__all__ = ["RULES", "SEVERITIES", "Facts", "Finding", "Rule", "catalogue", "check"]
