"""Print or handwriting: by the ink's colour and by how digits stand beside the print about them.

Printed digits have one height, that of capitals, and one line to stand on. On real scans (19 cells in ink, 24 printed
numbers) the two do not overlap.
"""

from __future__ import annotations

from enum import Enum
from statistics import median
from typing import TYPE_CHECKING

from trichxuat.reading import cleaning
from trichxuat.reading.cells import Cell
from trichxuat.reading.page import Box, Page

if TYPE_CHECKING:
    from trichxuat.reading.cleaning import Image

_HEIGHTS = 0.86, 1.13  # of printed digits against printed capitals
_UNEVEN = 0.09  # of that height, by which printed digits may differ in height and foot
_SLOT = 0.6  # of that height, more room than print leaves before the stroke: a place to be filled in
_WIDEST = 0.95  # of that height: strokes that run through two digits are wider
_ASCENDER = 1.2  # a printed digit against the usual letter of `tháng`


class Hand(Enum):
    """What fills a cell."""

    EMPTY = "empty"
    PRINTED = "printed"
    WRITTEN = "written"


def judge(page: Page, cell: Cell) -> Hand:
    """Whether a cell of a page with an image is empty, printed or written by hand."""
    image: Image = page.image
    scale = image.shape[1] / page.width
    left, top, right, bottom = cell.box
    marks = _marks(cleaning.plain_grey(image), (cell.strip[0], top - 4, cell.strip[2], bottom + 4), scale)
    capital = _capital(cell, marks)
    digits = [
        mark
        for mark in marks
        if left - 1 < (mark[0] + mark[2]) / 2 < right - 1
        and 0.6 * capital < mark[3] - mark[1] < 24
        and top < (mark[1] + mark[3]) / 2 < bottom
    ]
    if not digits:
        return Hand.EMPTY
    if image.ndim == 3:
        x, y = round(digits[0][0] * scale), round(min(mark[1] for mark in digits) * scale)
        piece = image[y : round(max(mark[3] for mark in digits) * scale), x : round(digits[-1][2] * scale)]
        if cleaning.is_blue(piece):
            return Hand.WRITTEN
    heights = [(mark[3] - mark[1]) / capital for mark in digits]
    feet = [mark[3] / capital for mark in digits]
    even = max(heights) - min(heights) <= _UNEVEN and max(feet) - min(feet) <= _UNEVEN
    usual = _HEIGHTS[0] <= min(heights) and max(heights) <= _HEIGHTS[1]
    slot = cell.kind == "number" and right - digits[-1][2] > _SLOT * capital
    joined = any(mark[2] - mark[0] > _WIDEST * capital for mark in digits)
    return Hand.PRINTED if even and usual and not (slot or joined) else Hand.WRITTEN


def _capital(cell: Cell, marks: list[Box]) -> float:
    """The height of printed capitals and digits in the row, points."""
    beside = [mark[3] - mark[1] for mark in marks if mark[0] >= cell.box[2] - 1 and mark[3] - mark[1] > 4.5]
    if not beside:
        return 9.0
    return median(beside) if cell.kind == "number" else median(beside) * _ASCENDER


def _marks(grey: Image, box: Box, scale: float) -> list[Box]:
    """Boxes, points, of the connected strokes in a piece of the page, left to right; dots are left out."""
    import cv2

    left, top, right, bottom = (max(0, round(edge * scale)) for edge in box)
    piece = grey[top:bottom, left:right]
    if min(piece.shape) < 4:
        return []
    ink = cv2.threshold(piece, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1]
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    found = []
    for x, y, width, height, area in stats[1:count].tolist():
        if height > 2.5 * scale and area > 0.6 * scale * scale:
            found.append(
                ((left + x) / scale, (top + y) / scale, (left + x + width) / scale, (top + y + height) / scale)
            )
    return sorted(found)
