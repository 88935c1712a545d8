"""What sections of a report are made from: the tables of one moment of a map, and its words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from ..charts.kit import texts_of
from ..charts.measures import Key, newest_values
from ..checks import check
from ..frames import to_frame
from ..model.journey import JourneyModel
from .model import Block, Paragraph, Table, one_line, visible
from .pictures import Pictures
from .words import ReportWords

Row = dict[str, Any]


class Facts:
    """The tables of a map, each read once.

    Parameters
    ----------
    journey
        The map, which nobody else changes meanwhile.
    words
        What is said in.
    today
        The day the report is of.
    pictures
        Draws the charts.
    """

    def __init__(
        self, journey: JourneyModel, words: ReportWords, today: date, pictures: Pictures
    ) -> None:
        self.journey = journey
        self.words = words
        self.today = today
        self.pictures = pictures
        self._tables: dict[str, list[Row]] = {}

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table of the map: column -> value, None where there is none."""
        found = self._tables.get(table)
        if found is None:
            found = self._tables[table] = texts_of(to_frame(self.journey, table))
        return found

    @cached_property
    def findings(self) -> pd.DataFrame:
        """What the check of the map finds."""
        return check(self.journey, language=self.words.language, today=self.today)

    @cached_property
    def newest(self) -> dict[Key, Row]:
        """The newest value of each metric at each place and of each persona."""
        return newest_values(self.journey)

    def cards(self, *kinds: str) -> list[Row]:
        """Return the cards of some kinds that say something, in the order of the map."""
        return [row for row in self.rows("cards") if row["kind"] in kinds and row["text"].strip()]

    def chart(self, name: str, **options: Any) -> list[Block]:
        """Return a chart, or nothing where it would say nothing."""
        return self.pictures.chart(self.journey, name, self.words, **options)

    def name(self, text: str | None) -> str:
        """Return what something is called, on one line."""
        return one_line(text or "") or self.words("untitled")

    def where(self, row: Row) -> str:
        """Return the touchpoint, or the phase, that something stands at."""
        text = row.get("touchpoint") if row.get("touchpoint_id") else row.get("phase")
        return visible(text or "")

    def table(
        self,
        caption: str,
        columns: Iterable[tuple[str, float]],
        rows: Iterable[Iterable[str | None]],
        numeric: Iterable[int] = (),
    ) -> list[Block]:
        """Return a table of columns with their widths, without those that are empty.

        There is none where there are no rows.
        """
        heads, widths = zip(*columns, strict=True)
        numeric = frozenset(numeric)
        cells = [tuple(cell or "" for cell in row) for row in rows]
        # The first column is there even where it says nothing: it is what the rows are about.
        kept = [at for at in range(len(heads)) if at == 0 or any(row[at] for row in cells)]
        if not cells:
            return []
        return [Table(
            one_line(caption), tuple(heads[at] for at in kept),
            tuple(tuple(row[at] for at in kept) for row in cells),
            tuple(widths[at] for at in kept),
            frozenset(new for new, at in enumerate(kept) if at in numeric),
        )]  # fmt: skip

    def quiet(self, key: str, **values: Any) -> Paragraph:
        """Return an aside."""
        return Paragraph(self.words(key, **values), "quiet")
