"""What a PDF page shows besides words: printed rules, and how much of it images cover."""

from __future__ import annotations

from ctypes import byref, c_float
from typing import TYPE_CHECKING

from trichxuat.reading.page import Box

if TYPE_CHECKING:
    import pypdfium2

Turn = tuple[float, float, float, float, float, float]

_MOST_OBJECTS = 20_000
_MOST_POINTS = 20_000
_SHORTEST = 6.0
_CROOKED = 0.7  # points that a rule may lean


def marks_of(page: pypdfium2.PdfPage, turn: Turn, width: float, height: float) -> tuple[list[Box], float]:
    """Level and upright rules of a page, and the share of it that images cover; turn: see `pdf_words`."""
    import pypdfium2.raw as raw

    rules: list[Box] = []
    covered = 0.0
    points = 0
    for number, thing in enumerate(page.get_objects((raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE), max_depth=2)):
        if number >= _MOST_OBJECTS or points >= _MOST_POINTS:
            break
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            covered += _area(thing, turn, width, height)
        elif thing.container is None:
            points += _add_rules(thing, turn, rules)
    return rules, min(1.0, covered / max(1.0, width * height))


def _area(thing: pypdfium2.PdfObject, turn: Turn, width: float, height: float) -> float:
    import pypdfium2

    try:
        x0, y0, x1, y1 = thing.get_bounds()
    except pypdfium2.PdfiumError:
        return 0.0
    left, top, right, bottom = _box(turn, x0, y0, x1, y1)
    return max(0.0, min(right, width) - max(left, 0.0)) * max(0.0, min(bottom, height) - max(top, 0.0))


def _add_rules(path: pypdfium2.PdfObject, turn: Turn, rules: list[Box]) -> int:
    """Adds the straight edges of a path; gives how many points it has."""
    import pypdfium2.raw as raw

    count = raw.FPDFPath_CountSegments(path)
    if not 2 <= count <= _MOST_POINTS:
        return 1
    a, b, c, d, e, f = path.get_matrix().get()
    x, y = c_float(), c_float()
    start = last = (0.0, 0.0)
    for i in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, i)
        raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        here = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == raw.FPDF_SEGMENT_LINETO:
            _add_rule(turn, last, here, rules)
        if raw.FPDFPathSegment_GetClose(segment):
            _add_rule(turn, here, start, rules)
        last = here
    return int(count)


def _add_rule(turn: Turn, a: tuple[float, float], b: tuple[float, float], rules: list[Box]) -> None:
    box = _box(turn, *a, *b)
    across, down = box[2] - box[0], box[3] - box[1]
    if min(across, down) <= _CROOKED and max(across, down) >= _SHORTEST:
        rules.append(box)


def _box(turn: Turn, x0: float, y0: float, x1: float, y1: float) -> Box:
    a, b, c, d, e, f = turn
    xs, ys = (a * x0 + b * y0 + c, a * x1 + b * y1 + c), (d * x0 + e * y0 + f, d * x1 + e * y1 + f)
    return min(xs), min(ys), max(xs), max(ys)
