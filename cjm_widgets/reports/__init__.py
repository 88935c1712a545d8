"""Reports: what a workshop sends round afterwards, as HTML, Markdown, Word or PDF.

A report is made once (`contents`) as plain texts, tables and pictures (`model`), and written by
one of four small writers (`html`, `markdown`, `docx`, `pdf`): all forms hold the same texts.
"""

from .making import report

__all__ = ["report"]
