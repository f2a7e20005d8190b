"""Rows of tables whose cells tabs part, as texts of word processors keep them. Offsets are clean offsets."""

from __future__ import annotations

import re

from trichxuat.structure.lines import Cell, Line
from trichxuat.text import Text

_HEADER = re.compile(r"(?:s\s?t\s?t|t\s?t|so tt|so thu tu)\s{0,4}\t")


def tabbed_cells(text: Text, line: Line, inside: bool) -> list[Cell]:
    """The cells of a row; [] where the line is none. inside: the line before is a row of such a table.

    A table opens with a header that numbers its rows (`TT`, `STT`) and has two columns more.
    """
    words = text.clean[line.start : line.end]
    if "\t" not in words or not (inside or (words.count("\t") > 1 and _HEADER.match(line.plain))):
        return []
    cells: list[Cell] = []
    at = line.start
    for column, part in enumerate(words.split("\t")):
        piece = part.strip()
        if piece:
            first = at + part.find(piece[0])
            cells.append(Cell(first, first + len(piece), column))
        at += len(part) + 1
    return cells
