"""A map as a few lines of plain text."""

from __future__ import annotations

from ..model.state import State

#: Lines at most; a longer map is cut.
LINES = 40
HINT = (
    "To see and edit the live map, run this cell in JupyterLab, Notebook, VS Code or another "
    "front end with widgets (a notebook that is not trusted shows only this text)."
)


def headline(title: str) -> str:
    """Return the first line: what this is, and its title."""
    return f"Customer journey map: {title or 'untitled'}"


def summary(state: State) -> str:
    """Return the phases of a map with their touchpoints, one line a phase."""
    lines = [headline(state.journey.title)]
    for phase in (None, *state.in_order("phase")):
        siblings = state.siblings("touchpoint", phase and phase.id)
        names = " > ".join(state.get(i).name or "unnamed" for _, i in siblings)
        if phase is not None:
            lines.append(f"  {phase.name or 'unnamed phase'}: {names or 'no touchpoints'}")
        elif names:
            lines.append(f"  {names}")
    return "\n".join(lines if len(lines) <= LINES else [*lines[:LINES], "  ..."])
