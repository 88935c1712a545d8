"""The colours of a picture: those of the editor (`js/src/styles/tokens.css`), and for paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType

from ...model.errors import InvalidDocument, shorten

#: Kind of card -> its ground, as in the editor (`js/src/editor/map/tints.ts`).
_TINTS = MappingProxyType({
    "thought": "thought", "quote": "thought", "feeling": "thought", "pain": "pain",
    "barrier": "pain", "gain": "gain", "opportunity": "opp", "solution": "opp", "need": "need",
    "action": "action", "insight": "need", "question": "action",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by what they are for; grounds of stages and cards as (ground, ink)."""

    ground: str
    ink: str
    ink2: str
    ink3: str
    line: str
    line2: str
    accent: str
    accent_soft: str
    positive: str
    negative: str
    star: str
    stages: MappingProxyType[str, tuple[str, str]]
    cards: MappingProxyType[str, tuple[str, str]]
    dark: bool = False

    def stage(self, stage: str) -> tuple[str | None, str]:
        """Return ground and ink of a purchase stage."""
        return self.stages.get(stage, (None, self.ink3))

    def card(self, kind: str, color: str) -> tuple[str, str]:
        """Return ground and ink of a card."""
        if color:
            return mixed(color, self.ground, 0.18), mixed(color, self.ink, 0.25)
        return self.cards[_TINTS.get(kind, "note")]

    def persona(self, color: str) -> str:
        """Return the colour of a persona's line, lighter on a dark ground."""
        return mixed(color, "#ffffff", 0.55) if self.dark else color


_LIGHT = Theme(
    ground="#ffffff", ink="#1f2430", ink2="#5b6270", ink3="#6d7482", line="#e6e6e2",
    line2="#d4d5d0", accent="#3457d5", accent_soft="#eaeefc", positive="#1f7a5c",
    negative="#b5452f", star="#8f5c22",
    stages=MappingProxyType({
        "before": ("#eef1f8", "#566ba3"), "during": ("#e9f4f2", "#22776d"),
        "after": ("#f8f1e7", "#8f5c22"),
    }),
    cards=MappingProxyType({
        "thought": ("#f1eef9", "#4b3f74"), "pain": ("#fbecea", "#8a3226"),
        "gain": ("#e9f5ec", "#226a3a"), "opp": ("#fdf6dc", "#6d5607"),
        "need": ("#e6f3f8", "#1d5f78"), "action": ("#eef0f4", "#3d4657"),
        "note": ("#f3f2ee", "#4c4a42"),
    }),
)  # fmt: skip
_DARK = Theme(
    ground="#16181d", ink="#eceef2", ink2="#aeb4c0", ink3="#99a0ae", line="#2a2e37",
    line2="#3a3f4a", accent="#8aa4ff", accent_soft="#222b45", positive="#62c9a0",
    negative="#f08a74", star="#dba765",
    stages=MappingProxyType({
        "before": ("#20263a", "#93a7dc"), "during": ("#17302d", "#62c4b6"),
        "after": ("#33281a", "#dba765"),
    }),
    cards=MappingProxyType({
        "thought": ("#2a2640", "#d4caf5"), "pain": ("#3a211d", "#f4b3a6"),
        "gain": ("#1a3122", "#a6dfb8"), "opp": ("#332c12", "#ecd88a"),
        "need": ("#152d38", "#a3d6ea"), "action": ("#262b35", "#c9d0dc"),
        "note": ("#292a2c", "#d4d1c8"),
    }),
    dark=True,
)  # fmt: skip
#: Black on white, with lines that a printer does not lose.
_PRINT = replace(
    _LIGHT, ink="#000000", ink2="#33373f", ink3="#4a4f59", line="#c4c5c1", line2="#9a9b97",
    accent="#2743ab",
)  # fmt: skip
THEMES = MappingProxyType({"light": _LIGHT, "dark": _DARK, "print": _PRINT})


def theme_of(name: object) -> Theme:
    """Return a theme by its name."""
    found = THEMES.get(name) if isinstance(name, str) else None
    if found is None:
        raise InvalidDocument(
            f"theme is one of {', '.join(THEMES)}, not {shorten(name)}", field="theme", value=name
        )
    return found


def mixed(color: str, other: str, share: float) -> str:
    """Return `share` of a colour mixed with another one as CSS does `in oklab`."""
    a, b = _oklab(color), _oklab(other)
    return _hex([x * share + y * (1 - share) for x, y in zip(a, b, strict=True)])


def _oklab(color: str) -> list[float]:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return [
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    ]


def _hex(lab: list[float]) -> str:
    light, a, b = lab
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    bounded = [min(1.0, max(0.0, c)) for c in linear]
    parts = [12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in bounded]
    return "#" + "".join(f"{round(255 * c):02x}" for c in parts)
