"""What a change is called, in English words.

Views name their edits by keys, ``rename.touchpoint`` or ``remove.card.3``, so that everybody reads
them in their own language (`js/src/i18n/labels.ts`); code names them in words.
"""

from __future__ import annotations

import re

from .fields import types_by_name

_KEY = re.compile(r"(add|change|edit|move|remove|rename)\.([a-z_]+)(?:\.(\w+))?")
_STEP = re.compile(r"(undo|redo): ?(\S.*)", re.IGNORECASE | re.DOTALL)


def words(label: str) -> str:
    """Return a label in words; one that is no key stays as it is."""
    if step := _STEP.fullmatch(label):
        return f"{step[1].capitalize()}: {words(step[2])}"
    if label == "restore":
        return "Restore"
    key = _KEY.fullmatch(label)
    if key is None or key[2] not in types_by_name():
        return label
    verb = key[1].capitalize()
    noun = key[2].replace("_", " ")
    if key[3] is None:
        return f"{verb} {noun}"
    if key[3].isdecimal():
        return f"{verb} {key[3]} {noun}{'' if key[3] == '1' else 's'}"
    return f"{verb} {key[3].replace('_', ' ')} of {noun}"
