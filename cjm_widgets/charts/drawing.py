"""What the charts share: colours, and texts, axes and sizes that Vega can draw."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

import altair as alt

from ..formats.picture.measure import Ruler, clusters
from ..formats.picture.wrap import wrap
from ..model.records import EmotionScale
from ..model.rescaling import Rescaling

#: Colours of personas without one of their own; told apart with any colour vision.
PALETTE = ("#3457d5", "#b3541e", "#1f7a5c", "#7b4fa3", "#8a6d00", "#b03060")
#: So many characters of a name stand on an axis; the tooltip has all of it.
LABEL = 34
#: Pixels from name to name at which they are still read.
NARROWEST = 26
#: What is wider is not drawn by browsers whose screen has two points a pixel.
WIDEST = 16_000
_TICKS = 11
#: A letter of a label, in em: what is measured in letters is at least as wide in most fonts.
_LETTER = 0.6
#: What Vega takes for two characters, and cuts between.
_PAIR = re.compile(r"[\U00010000-\U0010ffff]")
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def drawable(text: str) -> str:
    """Return a text with a mark for what XML cannot hold: it ends the process of vl-convert."""
    return _NO_XML.sub("\ufffd", text)


def paired(text: str) -> bool:
    """Tell whether Vega may cut a text in the middle of a character.

    It cuts at units of UTF-16. Half a character cannot be measured by vl-convert, which then draws
    nothing at all: such texts are cut here and have no limit there.
    """
    return _PAIR.search(text) is not None


def within(text: str, most: int) -> str:
    """Return a text of so many letters, and as wide as these: emoji take more than one.

    What is read as one character stays whole.
    """
    ruler = _letters()
    if len(text) <= most and ruler(text) <= most:
        return text
    kept, used = "", ruler("…")
    for cluster in clusters(text):
        used += ruler(cluster)
        if used > most or len(kept) + len(cluster) >= most:
            break
        kept += cluster
    return f"{kept.rstrip()}…"


def wrapped(text: str, width: int, most: int) -> list[str]:
    """Return a text in at most so many lines that are as wide as so many letters."""
    lines = [line.strip() for line in wrap(text, width, _letters())]
    # What follows ends what is seen: the mark for it has to have room.
    return lines if len(lines) <= most else [
        *lines[: most - 1], within(" ".join(lines[most - 1 :]), width)
    ]  # fmt: skip


def _letters() -> Ruler:
    return Ruler(1 / _LETTER, "regular")


def limit(pixels: float, field: str = "label") -> Any:
    """Return the limit of labels that Vega cuts at so many pixels, but for paired texts."""
    return alt.ExprRef(f"test(/[\\ud800-\\udfff]/, datum.{field}) ? 0 : {pixels:g}")


def limit_of_names(pixels: int, names: Iterable[tuple[int, str]]) -> Any:
    """Return the limit of labels of `label_expression`."""
    found = ", ".join(f"'{p}': 0" for p in dict.fromkeys(p for p, n in names if paired(n)))
    at = f"{{{found}}}[datum.label]"
    return alt.ExprRef(f"{at} === 0 ? 0 : {pixels}") if found else pixels


def cut_names(names: Iterable[str]) -> dict[str, Any]:
    """Return what cuts those names of a legend that Vega may not cut; nothing where there are none.

    Only what is shown is cut: two names may begin alike.
    """
    long = [n for n in dict.fromkeys(names) if paired(n) and within(n, LABEL) != n]
    if not long:
        return {}
    at = f"indexof([{', '.join(map(_quoted, long))}], datum.label)"
    shown = f"[{', '.join(_quoted(within(n, LABEL)) for n in long)}]"
    return {"labelExpr": f"{at} < 0 ? datum.label : {shown}[{at}]"}


def label_expression(names: Iterable[tuple[int, str]]) -> str:
    """Return the Vega expression that turns a position into the touchpoint's name.

    An axis runs over positions, since two touchpoints may share a name. Maps that are compared may
    have two touchpoints at one position: then it has both names.

    Parameters
    ----------
    names
        Positions, each with a name; what is repeated counts once.
    """
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for position, name in names:
        found[position][within(name, LABEL) if paired(name) else name] = None
    pairs = ", ".join(f"{_quoted(str(p))}: {_quoted(' / '.join(n))}" for p, n in found.items())
    return f"{{{pairs}}}[datum.label]"


def on_scale(old: EmotionScale, new: EmotionScale) -> Callable[[float], float]:
    """Return what makes a score of one scale a score of another one: maps are drawn on one."""
    return (lambda score: score) if old == new else Rescaling(old, new).score


def ticks(scale: EmotionScale) -> list[float]:
    """Return the steps of the scale, thinned out until they fit beside a chart."""
    count = int((scale.max - scale.min) / (scale.step or 1)) + 1
    every = max(1, -(-count // _TICKS))
    return [scale.min + at * scale.step for at in range(0, count, every)]


def width_for(touchpoints: int) -> int:
    """Return a width in pixels at which names stay apart, if it can be within what a cell shows.

    Of many touchpoints the names would lie on each other there: then the chart is as wide as they
    need, up to what browsers draw.
    """
    # Not "container": drawn before the cell is on the page, that width has locked up JupyterLab.
    return max(320, min(900, 80 * touchpoints), min(WIDEST, NARROWEST * touchpoints))


def _quoted(text: str) -> str:
    """Return a text as a string of the Vega expression language, whatever it holds."""
    escaped = "".join(
        c if c.isalnum() or c == " " else f"\\u{ord(c):04x}" if ord(c) < 0x10000
        else "".join(f"\\u{u:04x}" for u in _surrogates(c))
        for c in text
    )  # fmt: skip
    return f"'{escaped}'"


def _surrogates(character: str) -> tuple[int, int]:
    rest = ord(character) - 0x10000
    return 0xD800 + (rest >> 10), 0xDC00 + (rest & 0x3FF)
