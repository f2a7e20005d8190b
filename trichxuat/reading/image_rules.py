"""The printed rules of a page image: long thin level and upright strokes, as tables have them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trichxuat.reading.page import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LONGEST_LETTER = 30.0  # points; what is longer is no stroke of a letter
_THICKEST = 4.0
_MOST = 2000


def rules_of(image: NDArray[Any], dpi: float) -> list[Box]:
    """Rules in points from the top left of an upright, level page image, grey or blue-green-red. Needs OpenCV."""
    import cv2

    grey = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)
    points = 72.0 / dpi
    length = max(8, round(_LONGEST_LETTER / points))
    rules: list[Box] = []
    for shape, thick_shape in (((length, 1), (1, 3)), ((1, length), (3, 1))):
        # A rule that is a little crooked is made thicker, so that it is whole when its length is measured.
        across = cv2.dilate(dark, cv2.getStructuringElement(cv2.MORPH_RECT, thick_shape))
        strokes = cv2.morphologyEx(across, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
        count, _, boxes, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
        for left, top, wide, high, _ in boxes[1 : min(count, _MOST)].tolist():
            thick = min(wide, high) * points
            if thick <= _THICKEST:
                rules.append(_middle_line(left * points, top * points, wide * points, high * points))
    return rules


def _middle_line(left: float, top: float, wide: float, high: float) -> Box:
    if wide >= high:
        return left, top + high / 2, left + wide, top + high / 2
    return left + wide / 2, top, left + wide / 2, top + high
