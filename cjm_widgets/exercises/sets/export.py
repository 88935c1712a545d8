"""The exercises on the ways out of a notebook; most look at a file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ...i18n import texts
from ...model.checks import Facts
from ..exercise import Demand, Exercise, unless
from ..things import FILE, PICTURE, File
from .looking import named, scores, sections, tells

#: How the page of a hand-out says that its map is only to be looked at.
_READ_ONLY = re.compile(r'"read_only":\s*true')
_SIZE = re.compile(r'<svg[^>]* width="([\d.]+)"[^>]* height="([\d.]+)"')
_TAG = re.compile(r"<[^>]*>")
#: The sides of a page of A4, in the pixels (96 to the inch) that pages are drawn in.
A4 = (794, 1123)
MOST_SECTIONS = 3


def _is_handout(file: File) -> bool:
    return file.suffix == ".html" and 'id="cjm-contents"' in file.text


def _is_a4(picture: Any) -> bool:
    size = _SIZE.search(picture.pages[0]) if picture.pages else None
    return size is not None and tuple(sorted(round(float(side)) for side in size.groups())) == A4


def _is_polish(picture: Any) -> bool:
    return texts("pl")["touchpoints"] in _TAG.sub("\n", "".join(picture.pages))


def _is_report(file: File) -> bool:
    return file.suffix == ".md" and bool(sections(file))


def _unowned(facts: Facts) -> Iterable[str]:
    return named(facts, [t for t in facts.touchpoints if not t.owners])


def _lost(facts: Facts) -> Iterable[str]:
    felt = scores(facts)
    return named(facts, [t for t in facts.touchpoints if not t.channels or t.id not in felt])


EXERCISES = (
    Exercise(
        "export-1",
        (
            Demand("there", unless(lambda file: bool(file.data))),
            Demand("handout", unless(_is_handout)),
            Demand("read_only", unless(lambda file: bool(_READ_ONLY.search(file.text)))),
        ),
        (FILE,),
    ),
    Exercise(
        "export-2",
        (Demand("pages", unless(_is_a4)), Demand("language", unless(_is_polish))),
        (PICTURE,),
    ),
    Exercise(
        "export-3",
        (
            Demand("there", unless(_is_report)),
            Demand("short", unless(lambda file: 0 < len(sections(file)) <= MOST_SECTIONS)),
            Demand("opportunities", unless(lambda file: tells(file, "opportunities"))),
        ),
        (FILE,),
    ),
    Exercise(
        "export-4",
        (Demand("owners", _unowned), Demand("kept", _lost)),
    ),
)
