"""Ready maps: templates and filled examples, in four languages.

The maps themselves are data and lie in the folder ``cjm_widgets/templates``: the maps with keys for
texts, and the texts of each language. The folder is no package: `cjm_widgets.templates` is the
function that lists them.
"""

from .making import template, templates

__all__ = ["template", "templates"]
