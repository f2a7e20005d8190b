"""Rows of tables whose cells tabs or wide gaps part, as texts of word processors keep them. Clean offsets."""

from __future__ import annotations

import re

from trichxuat.structure.lines import Cell, Line
from trichxuat.text import Text

_HEADER = re.compile(r"(?:s\s?t\s?t|t\s?t|so tt|so thu tu)(?:\s{0,4}\t|\s{3})")
_WORK = re.compile(r"(?:noi dung|nhiem vu|cong viec|hoat dong).{3,80}(?:chu tri|thuc hien|phu trach|tham muu)")
_ROW = re.compile(r"(?:\d{1,3}|[IVX]{1,5})[.)]?(?:\s{0,4}\t|\s{3})")
_NEXT = re.compile(rf"[ \t]*(?:\n|\Z|{_ROW.pattern})")


def row_cells(text: Text, line: Line, inside: bool) -> list[Cell]:
    """The cells of a row; [] where the line is none. inside: the line before is a row of such a table.

    A table opens with a header that numbers its rows (`TT`, `STT`) and has two columns more. Rows that gaps part are
    taken only where the header names work and who does it, and each stands whole on its line.
    """
    words = text.clean[line.start : line.end]
    tabs = words.count("\t")
    if not tabs:
        row = (_ROW if inside else _HEADER).match(text.clean if inside else text.plain, line.start)
        named = inside or _WORK.search(line.plain)
        whole = row and named and len(line.cells) > (1 if inside else 2) and _NEXT.match(text.clean, line.end + 1)
        return line.cells if whole else []
    if not (inside or (tabs > 1 and _HEADER.match(line.plain))):
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
