"""Ready maps: templates and filled examples, in four languages.

The maps themselves are data: in ``maps`` with keys for texts, and in ``texts`` the texts of each
language. `cjm_widgets.templates` is the function that lists them, so no package can be called so.
"""

from .making import template, templates

__all__ = ["template", "templates"]
