"""A report as PDF: set by Typst, from a template of ours and the texts as data."""

from __future__ import annotations

import json
from dataclasses import asdict
from html import escape
from importlib.resources import files
from typing import Any

import typst

from ..formats.picture.fonts import uncovered
from ..model.errors import FormatError
from .model import Block, Picture, Report


def document(report: Report) -> bytes:
    """Return a report as the bytes of a PDF file: tagged, with an outline and page numbers.

    Raises
    ------
    FormatError
        Typst cannot set it.
    """
    data = {
        "title": report.title,
        "language": report.language,
        "theme": report.theme,
        "lead": [_block(paragraph) for paragraph in report.lead],
        "sections": [
            {
                "title": section.title,
                "wide": section.wide,
                "blocks": [_block(block) for block in section.blocks],
            }
            for section in report.sections
        ],
    }
    template = (files(__package__) / "report.typ").read_bytes()
    try:
        made = typst.compile(template, format="pdf", sys_inputs={"report": json.dumps(data)})
    except typst.TypstError as problem:
        raise FormatError(f"the report cannot be set as PDF: {problem}") from problem
    return bytes(made)


def uncovered_in(report: Report) -> tuple[str, ...]:
    """Return the characters of a report that no font of this machine has."""
    return uncovered([escape(text) for text in report.texts()], None)


def _block(block: Block) -> dict[str, Any]:
    found = asdict(block)
    found["kind"] = type(block).__name__.lower()
    if isinstance(block, Picture):
        found["wide"] = block.wide
        found["svg"] = block.paper or block.svg
        del found["dark"], found["html"], found["paper"]
    if "numeric" in found:
        found["numeric"] = sorted(found["numeric"])
    return found
