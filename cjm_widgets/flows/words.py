"""Numbers as people read them: shares, durations, differences."""

from __future__ import annotations

_UNITS = ((86400.0, "d"), (3600.0, "h"), (60.0, "min"), (1.0, "s"))


def duration(seconds: float, *, signed: bool = False) -> str:
    """Return seconds as text with one or two units: ``"1 h 20 min"``."""
    sign = "-" if seconds < 0 else "+" if signed and seconds > 0 else ""
    if not 0.5 < abs(seconds) < 1e15:
        return f"{sign}{abs(seconds):.3g} s" if seconds else "0 s"
    left = round(abs(seconds))
    parts: list[str] = []
    for size, unit in _UNITS:
        count, left = divmod(left, int(size))
        if count or parts:
            parts.append(f"{count} {unit}" if count else "")
        if len(parts) == 2:
            break
    return sign + " ".join(part for part in parts if part)


def share(value: float, *, signed: bool = False) -> str:
    """Return a part of 1 as percent; a difference as points of percent."""
    return f"{value * 100:+.1f} points" if signed else f"{value * 100:.1f} %"


def number(value: float, *, signed: bool = False) -> str:
    """Return any other number, with as many digits as say something."""
    digits = 0 if abs(value) >= 1000 else 2
    return f"{value:{'+' if signed else ''},.{digits}f}"


def told(measure: str, value: float, *, signed: bool = False) -> str:
    """Return a number of a measure as text."""
    if measure in ("conversion", "drop_off", "reach", "share"):
        return share(value, signed=signed)
    if measure in ("time", "known_time"):
        return duration(value, signed=signed)
    if measure == "people":
        return f"{value:{'+' if signed else ''},.0f}"
    return number(value, signed=signed)
