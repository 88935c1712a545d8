"""Boards of named cells: which kinds there are, and what becomes of the notes in their cells."""

from .catalogue import Cell, Kind, cells_of, kind_named, kind_of
from .tables import boards, notes_frame

__all__ = ["Cell", "Kind", "boards", "cells_of", "kind_named", "kind_of", "notes_frame"]
