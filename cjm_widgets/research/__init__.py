"""What research says, put on the map: measurements of a survey, personas from its answers."""

from .measurements import add_measurements
from .personas import SurveyPersona, from_survey
from .questionnaire import questionnaire
from .report import Measurements

__all__ = ["Measurements", "SurveyPersona", "add_measurements", "from_survey", "questionnaire"]
