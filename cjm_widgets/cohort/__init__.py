"""A class: the maps of many people beside each other, what they agree on and what each lacks."""

from .cohort import Cohort
from .collecting import collect
from .merging import ClassMap

__all__ = ["ClassMap", "Cohort", "collect"]
