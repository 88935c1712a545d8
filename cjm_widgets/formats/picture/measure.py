"""How wide text is: as Liberation Sans sets it, and what stands for scripts that it has not."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

_TABLE = Path(__file__).with_name("widths.json")
#: In em, of characters that the font has not. Emoji fonts draw 1.17 to 1.37.
_FULL, _EMOJI, _OTHER, _SYMBOL = 1.0, 1.37, 0.7, 1.1
#: The one ligature that is a whole sentence.
_BISMILLAH, _SENTENCE = 0xFDFD, 10.0
ZWJ, KEYCAP, EMOJI_STYLE = 0x200D, 0x20E3, 0xFE0F
_FLAGS = range(0x1F1E6, 0x1F200)
_SKINS = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)
#: Vowels of Thai and Lao that are letters, and belong to the one before.
_VOWELS = (0x0E33, 0x0EB3)
#: So much of the width of a text may be guessed for it to be held to what was measured.
_GUESSED = 0.25
_ATTACHED = frozenset(("Mn", "Me", "Mc"))
_HANGUL_TAILS = range(0x1160, 0x1200)
Face = str


@cache
def face(name: Face) -> dict[str, float]:
    """Return the width of each character of a face (regular, bold, italic) in em."""
    table = json.loads(_TABLE.read_text("utf-8"))
    units = table["units"]
    found: dict[str, float] = {}
    for part in ("regular", "italic") if name == "italic" else (name,):
        for start, widths in table[part].items():
            first = int(start)
            found.update((chr(first + at), width / units) for at, width in enumerate(widths))
    # Drawn as one space, whatever it is.
    found.update(dict.fromkeys("\t\n\r\x0b\x0c\x85\u2028\u2029", found[" "]))
    return found


@cache
def _kerning(name: Face) -> dict[tuple[str, str], float]:
    """Return how much nearer two characters stand than they are wide, in em."""
    table = json.loads(_TABLE.read_text("utf-8"))
    pairs: dict[str, dict[str, int]] = table["kerning"][name]
    units = table["units"]
    return {(a, b): by / units for a, after in pairs.items() for b, by in after.items()}


class Ruler:
    """Measures text of one size and face; remembers what it has measured."""

    def __init__(self, size: float, name: Face) -> None:
        self.size = size
        self._known = face(name)
        self._kerning = _kerning(name)
        self._words: dict[str, float] = {}

    def __call__(self, text: str) -> float:
        """Return how wide a text is on one line."""
        found = self._words.get(text)
        if found is None:
            try:
                known = self._known
                nearer = self._kerning
                kerned = sum([nearer[pair] for pair in pairwise(text) if pair in nearer])
                found = (sum([known[char] for char in text]) + kerned) * self.size
            except KeyError:
                found = sum(map(self._cluster, clusters(text))) * self.size
            self._words[text] = found
        return found

    def sure(self, text: str) -> float | None:
        """Return how wide a text is; None where most of it is guessed, or nothing of it is seen.

        Emoji and letters of other scripts are as wide as their font makes them: a text of them
        would be drawn out of shape if it had to be as wide as was guessed.
        """
        width = self(text)
        if not width:
            return None
        known = self._known
        if known.keys() >= set(text):
            return width
        guessed = sum(
            self._cluster(cluster) for cluster in clusters(text)
            if is_emoji(cluster) or not (cluster[0] in known or is_wide(cluster[0]))
        )  # fmt: skip
        return width if guessed * self.size <= _GUESSED * width else None

    def _cluster(self, cluster: str) -> float:
        """Return the width of what is drawn as one: the widest of its parts."""
        code = ord(cluster[0])
        if code == _BISMILLAH:
            return _SENTENCE
        if is_emoji(cluster):
            return _EMOJI
        width = self._known.get(cluster[0])
        if width is None:
            width = _alone(cluster[0])
        # Marks beside their letter (of Indic scripts) take room; those over it do not.
        return width + sum(_OTHER for char in cluster[1:] if unicodedata.category(char) == "Mc")


def _alone(char: str) -> float:
    if is_wide(char):
        return _FULL
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    return _SYMBOL if category[0] in "SPZC" else _OTHER


def is_wide(char: str) -> bool:
    """Tell whether a character is as wide as it is high, as those of Chinese are."""
    return char >= "\u1100" and unicodedata.east_asian_width(char) in ("W", "F")


def is_emoji(cluster: str) -> bool:
    """Tell whether a cluster is drawn as a small coloured picture."""
    code = ord(cluster[0])
    if 0x1F000 <= code <= 0x1FBFF:
        return True
    if len(cluster) > 1:
        rest = {ord(char) for char in cluster[1:]}
        return EMOJI_STYLE in rest or KEYCAP in rest
    return 0x2300 <= code <= 0x2BFF and is_wide(cluster)


def clusters(text: str) -> Iterator[str]:
    """Give what is read as one character: a letter with its marks, a flag, a family.

    After the rules for extended grapheme clusters of Unicode (UAX 29), for what is not of them
    seen on a map: Indic conjuncts may be given in their parts.
    """
    start = 0
    for at in range(1, len(text)):
        if _breaks(text, start, at):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _breaks(text: str, start: int, at: int) -> bool:
    char = text[at]
    code = ord(char)
    if code < 0x300:
        return not (char == "\n" and text[at - 1] == "\r")
    before = ord(text[at - 1])
    if before < 0x20:
        return True
    if code in _SKINS or code in _TAGS or code in (ZWJ, KEYCAP, 0x200C, *_VOWELS):
        return False
    if before == ZWJ and code > 0x2000:
        return False
    if code in _FLAGS and before in _FLAGS:
        # Two make a flag; the next two the next one.
        return (at - start) % 2 == 0
    if code in _HANGUL_TAILS and 0x1100 <= before < 0x1200:
        return False
    return unicodedata.category(char) not in _ATTACHED
