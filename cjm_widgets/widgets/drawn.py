"""What a live chart draws, as its page gets it: a structure, and data under names that stay.

::

    view -> py   ask    {id, what: "chart"}                  the whole, as it is now
    py -> view   answer {id, value: {n, spec, data, error}}
    py -> view   chart  {n, data, error, spec?}              what differs from drawing n - 1

``spec`` is Vega-Lite without its rows; each dataset in ``data`` is a list of rows, or ``{rows: {at:
row}}`` for those that took the place of others. ``error`` says why a map could not be drawn; then
the chart is that of before. A page that missed a drawing asks for the whole.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import altair as alt

from ..charts import themes
from ..charts.display import whole_spec

Spec = dict[str, Any]
Rows = list[dict[str, Any]]
#: Themes that say nothing a user chose: a live chart has those of the page in their place.
_PLAIN = ("default", "none", "opaque", "cjm_light", "cjm_dark")
#: From this part of the rows on all of them are sent.
_MANY = 0.5
#: How Altair names data by what is in it.
_ALTAIRS = re.compile(r"data-[0-9a-f]{32,}$")


class Drawn(NamedTuple):
    """A chart as it was drawn."""

    spec: Spec
    data: dict[str, Rows]


def drawn(chart: Any) -> Drawn:
    """Return a chart as its structure and its data.

    Altair names data by what is in it, so that every edit would be another structure: here they are
    named by where they stand.
    """
    spec = copy.deepcopy(whole_spec(chart))
    held: dict[str, Any] = spec.pop("datasets", {})
    data: dict[str, Rows] = {}
    names: dict[str, str] = {}

    def name_data(node: Any) -> None:
        if isinstance(node, list):
            for part in node:
                name_data(part)
        if not isinstance(node, dict):
            return
        for key, part in node.items():
            if key == "data" and isinstance(part, dict):
                _name(part, held, data, names)
            else:
                name_data(part)
                if key == "from" and isinstance(part, dict) and isinstance(part.get("data"), dict):
                    _name(part["data"], held, data, names)

    name_data(spec)
    for name, rows in held.items():
        # Nothing draws it, but an expression may read it.
        if name not in names and not _ALTAIRS.match(name):
            data.setdefault(name, _as_rows(rows))
    spec.pop("$schema", None)
    _without_theme(spec)
    return Drawn(spec, data)


def _name(
    node: dict[str, Any], held: Mapping[str, Any], data: dict[str, Rows], names: dict[str, str]
) -> None:
    """Put data that stands here, or under the name Altair gave it, under a name that stays."""
    old = node.get("name")
    if isinstance(node.get("values"), list):
        rows = node.pop("values")
        # A name that somebody gave may stand in an expression.
        name = old if isinstance(old, str) and old else f"rows_{len(data)}"
    elif isinstance(old, str) and old in held:
        rows = held[old]
        name = names.setdefault(old, f"rows_{len(data)}" if _ALTAIRS.match(old) else old)
    else:
        return
    node["name"] = name
    data.setdefault(name, _as_rows(rows))


def _as_rows(rows: Iterable[Any]) -> Rows:
    """Return rows; one that is a bare value is one with a field called "data", as in Vega."""
    return [r if isinstance(r, dict) else {"data": r} for r in rows]


def _without_theme(spec: Spec) -> None:
    """Take out what the enabled theme has put in, where that is none a user has to have chosen."""
    if alt.theme.active not in _PLAIN or "config" not in spec:
        return
    enabled = alt.theme.get()
    themed = {} if enabled is None else enabled().get("config", {})
    spec["config"] = _less(spec["config"], themed)


def _less(config: Any, themed: Any) -> Any:
    if not isinstance(themed, dict):
        return config
    return {
        key: _less(value, themed.get(key)) if isinstance(value, dict) else value
        for key, value in config.items()
        if themed.get(key) != value
    }


def difference(before: Drawn | None, after: Drawn) -> dict[str, Any]:
    """Return what a page has to be sent that shows `before`, to show `after`."""
    if (
        before is None
        or not _same(before.spec, after.spec)
        or before.data.keys() != after.data.keys()
    ):
        return {"spec": after.spec, "data": after.data}
    data: dict[str, Any] = {}
    for name, rows in after.data.items():
        old = before.data[name]
        if _same(rows, old):
            continue
        places = [at for at, row in enumerate(rows) if at >= len(old) or not _same(row, old[at])]
        if len(rows) == len(old) and len(places) <= _MANY * len(rows):
            data[name] = {"rows": {str(at): rows[at] for at in places}}
        else:
            data[name] = rows
    return {"data": data}


def _same(one: Any, other: Any) -> bool:
    """Tell whether a page gets the same: to Python 1, 1.0 and True are equal."""
    return bool(one == other) and json.dumps(one, default=str) == json.dumps(other, default=str)


def configs() -> dict[str, Any]:
    """Return the configuration of charts on a light and a dark page, on its own ground."""
    return {
        name: {**themes.config(f"cjm_{name}"), "background": "transparent"}
        for name in ("light", "dark")
    }
