"""Numbers as people read them: shares, durations, differences."""

from __future__ import annotations

_UNITS = ((86400.0, "d"), (3600.0, "h"), (60.0, "min"), (1.0, "s"))
_MOST = 6
#: Less than that is what rounding leaves of a difference of nothing.
_NOTHING = 5e-7


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
    return f"{_fixed(value * 100, 1, signed)} {'points' if signed else '%'}"


def number(value: float, *, signed: bool = False) -> str:
    """Return any other number, with as many digits as say something."""
    return _fixed(value, 0 if abs(value) >= 1000 else 2, signed)


def _fixed(value: float, digits: int, signed: bool) -> str:
    """Return a number with some digits after the point, and one that says something at the least.

    What is not zero is not told as zero, nor has zero a sign: not ``-0.0``, but ``-0.04`` or
    ``0.0``.
    """
    if abs(value) < _NOTHING:
        return f"{0:.{digits}f}"
    while digits < _MOST and not round(value, digits):
        digits += 1
    return f"{value:{'+' if signed else ''},.{digits}f}"


def told(measure: str, value: float, *, signed: bool = False) -> str:
    """Return a number of a measure as text."""
    if measure in ("conversion", "drop_off", "reach", "share"):
        return share(value, signed=signed)
    if measure in ("time", "known_time"):
        return duration(value, signed=signed)
    if measure == "people":
        return _fixed(value, 0, signed)
    return number(value, signed=signed)
