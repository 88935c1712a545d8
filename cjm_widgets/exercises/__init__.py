"""The exercises of the notebooks: checks that look at the map, hints, and solutions.

``cjm.exercises.check("quickstart-1", j)`` says what is right already, what is missing and what to
do next, in the language of the map. It looks at what is on the map, not at the code that put it
there, so drawing by hand is as good as typing. `solution` shows one way, `catalogue` lists all.
"""

from .catalogue import catalogue
from .checking import Outcome, check
from .exercise import Demand, Exercise
from .sets import EXERCISES
from .solving import Solution, solution

__all__ = [
    "EXERCISES", "Demand", "Exercise", "Outcome", "Solution", "catalogue", "check", "solution",
]  # fmt: skip
