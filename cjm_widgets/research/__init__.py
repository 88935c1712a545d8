"""What research says, put on the map: measurements of a survey, personas from its answers."""

from .measurements import add_measurements
from .report import Measurements

__all__ = ["Measurements", "add_measurements"]
