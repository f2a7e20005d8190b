"""Rows of tables that are stored as such (Word, OpenDocument) → lines of text."""

from __future__ import annotations

from collections.abc import Collection
from itertools import zip_longest

BAR = "\t|\t"

_GAP = 6  # blanks between columns, more than stand between words
_WIDEST = 60  # characters of a column that the next ones are set behind
_LEAST = 34  # the second column of a page begins well inside the line
_HEADING = 300
_MOST_COLUMNS = 6
_MOST_LINES = 400


def table_lines(rows: list[list[list[str]]], lined: bool, unlined: Collection[int] = ()) -> list[str]:
    """The lines of a table, row by row; a row is its cells, a cell its lines.

    lined: lines are drawn round its cells, but for those of the rows `unlined`. Columns of a page are what
    stands in two columns without lines, in one or two rows with two cells or without lines.
    """
    columns = max(map(len, rows), default=0)
    pairs = all(sum(any(map(str.strip, cell)) for cell in row) < 3 for row in rows)
    few = len(rows) < 3
    page = (pairs and (few or not lined)) or (few and not lined)
    return [line for n, row in enumerate(rows) for line in row_lines(row, page or n in unlined, columns)]


def row_lines(cells: list[list[str]], beside: bool, columns: int = 0) -> list[str]:
    """The lines of one row; each cell is its lines.

    beside: the cells are columns of a page (a header, nơi nhận and the signature), their lines stand side by side as
    they are printed; else a row of data: each cell on one line, bars between. Where one cell alone has words, its
    lines are the row's; a short one among rows of three `columns` or more is a heading in the table and keeps a bar.
    """
    filled = [cell for cell in map(_trimmed, cells) if cell]
    if not filled:
        return []
    heading = not beside and columns > 2 and sum(map(len, filled[0])) < _HEADING
    if len(filled) < 2 and not heading:
        return filled[0]
    if beside and len(filled) <= _MOST_COLUMNS and max(map(len, filled)) <= _MOST_LINES:
        return _side_by_side(filled)
    row = BAR.join(" ".join(" ".join(cell).split()) for cell in cells).rstrip()
    return [row if "|" in row else row + BAR.rstrip()]


def _side_by_side(cells: list[list[str]]) -> list[str]:
    cells = [[" ".join(line.split()) for line in cell] for cell in cells]
    starts = [0]
    for cell in cells[:-1]:
        starts.append(starts[-1] + max(_LEAST, min(_WIDEST, max(map(len, cell))) + _GAP))
    lines = []
    for row in zip_longest(*cells, fillvalue=""):
        line = ""
        for start, piece in zip(starts, row, strict=True):
            if piece:
                line += " " * max(start - len(line), _GAP if line else 0) + piece
        lines.append(line)
    return lines


def _trimmed(cell: list[str]) -> list[str]:
    """The lines of a cell from the first with words to the last."""
    worded = [i for i, line in enumerate(cell) if line.strip()]
    return cell[worded[0] : worded[-1] + 1] if worded else []
