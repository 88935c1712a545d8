"""Compare maps and merge them: what differs, which record is which, and one map of several."""

from .difference import Diff, diff
from .merging import Merge, merge

__all__ = ["Diff", "Merge", "diff", "merge"]
