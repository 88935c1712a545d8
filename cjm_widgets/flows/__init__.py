"""How people move through a map, and what a change of it would bring.

`flow` gives the tables of paths, transitions and visits for a persona, `what_if` compares a map
with what it would be. What is computed stands in `cjm_widgets.model.flow`, without dataframes.
"""

from .flow import Flow, flow
from .whatif import WhatIf, what_if

__all__ = ["Flow", "WhatIf", "flow", "what_if"]
