"""A map as dataframes, and dataframes as maps.

Every table is long, tidy and typed: one row for each thing, ``<thing>_id`` and ``<thing>`` (its
name) side by side, so that neither a join nor a lookup is needed. Names and choices are
categoricals ordered as on the map, numbers and flags that may be missing are nullable, lists
(channels, owners, tags) hold names. An empty table has all columns, with the right dtypes.

`docs/tables.md` describes every column of every table.
"""

from .filling import fill_from_frame
from .output import to_frame
from .update import update_from

__all__ = ["fill_from_frame", "to_frame", "update_from"]
