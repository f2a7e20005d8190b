"""Cells of tables that are set with blanks or bars: how the words of one go on in the lines below.

All offsets are clean offsets of a `Text`.
"""

from __future__ import annotations

import re

from trichxuat.text import Text

Cut = tuple[int, int]

_GUTTER = re.compile(r"[ ]{3,}|\t|\|")
_SEGMENT = re.compile(r"[^\s|](?:[^\s|]|[ ]{1,2}(?=[^\s|]))*")
_LINE, _LEFT, _RIGHT = 500, 3, 8
"""The longest line that is looked at, and how far a cell's next line may stand to either side of its first."""


def rest_of_cell(text: Text, start: int, at: int, lines: int = 3) -> list[Cut]:
    """What follows `at` in its cell, and the cell's next lines; `start`: where the words before `at` begin on its line.

    [] where the line shows no columns.
    """
    clean = text.clean
    line = clean.rfind("\n", max(0, start - _LINE), start) + 1
    stop = clean.find("\n", at, at + _LINE)
    if (not line and start > _LINE) or stop < 0 or "\n" in clean[start:at]:
        return []
    gutters = [m.end() for m in _GUTTER.finditer(clean, line, start)]
    behind = _GUTTER.search(clean, at, stop)
    if not gutters and not behind:
        return []
    column = (gutters[-1] if gutters else start) - line
    pieces = [(at, behind.start() if behind else stop)]
    for _ in range(lines):
        line = stop + 1
        stop = clean.find("\n", line, line + _LINE)
        if stop < 0:
            stop = min(len(clean), line + _LINE)
        near = (m.span() for m in _SEGMENT.finditer(clean, max(line, line + column - 40), stop))
        piece = next((cut for cut in near if -_LEFT <= cut[0] - line - column <= _RIGHT), None)
        if piece is None or stop <= line:
            break
        pieces.append(piece)
    return pieces
