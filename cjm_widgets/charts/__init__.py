"""Charts of maps: a `Journey` (or several) in, an Altair chart out. They draw offline.

Every chart is layered Altair, so that ``+``, ``|``, ``&`` and ``.properties(...)`` work on it; a
map that has not yet what a chart shows gives a chart that says so. `docs/charts.md` lists them all.

Importing this registers the themes ``cjm_light``, ``cjm_dark`` and ``cjm_print`` with Altair and
enables none: ``altair.theme.enable("cjm_dark")``.
"""

from .balance import gaps, moments_of_truth, pain_gain_balance
from .blueprint import service_blueprint
from .emotion import emotion_curve
from .founding import evidence_levels
from .matrices import channel_matrix, lane_heatmap
from .priorities import importance_satisfaction, opportunity_matrix, votes
from .routes import path_flow
from .several import agreement, difference
from .timing import metrics_over_time, timeline
from .what_if import what_if
from .work import check_summary, metric_targets, owner_load, resources

__all__ = [
    "agreement", "channel_matrix", "check_summary", "difference", "emotion_curve",
    "evidence_levels", "gaps", "importance_satisfaction", "lane_heatmap", "metric_targets",
    "metrics_over_time", "moments_of_truth", "opportunity_matrix", "owner_load",
    "pain_gain_balance", "path_flow", "resources", "service_blueprint", "timeline", "votes",
    "what_if",
]  # fmt: skip
