"""Header and footer of a document: two columns side by side, parted by an empty gutter (Nghị định 30, Phụ lục I).

A header needs Quốc hiệu, tiêu ngữ, the Party's name or a number line to be taken for one, a footer needs `Nơi nhận`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from trichxuat.reading.rows import Bit, Row, pieces_of, words_of
from trichxuat.text import strip_marks

_NATION = re.compile(
    r"cong\s*h.a\s*xa\s*h.i|ch.\s*nghia\s*viet\s*nam|d.c\s*lap\W{0,6}t.\s*do\W{0,6}h|dang\s*cong\s*san\s*viet"
    r"|doan\s*(?:tncs|thanh\s*nien)\b.{0,20}h.\s*chi"
)
_NUMBER = re.compile(r"\W{0,3}[s$][o06]\s{0,2}(?:[:.;]|\d)")
_DATE = re.compile(r"ng.y\b.{0,24}?\bth.ng\b|\bn.m\s*(?:19|20)\d\d")
_RECIPIENTS = re.compile(r"\W{0,4}(?:n.i\s*nh.n\b|nh.n\s?:)")
_FIRST_ENTRY = re.compile(r"[-~–—_+.]\s?nh. (?:tr.n|k.nh g.i|th.nh ph.n|.i.u \d{1,2})\b")
_CENTRE = re.compile(r"\W{0,3}k.nh\s{0,2}g.i\b")

_LEAST = 2.0  # points that a gutter must have
_MOST_ROWS = 120  # of a column
_TALLEST_HEADER = 0.4  # of the page's height


@dataclass(frozen=True, slots=True)
class Region:
    """Rows `first` up to `last` (indexes), parted at `cut` (from the left edge) into two columns."""

    first: int
    last: int
    cut: float


def find_regions(rows: Sequence[Row], size: float, width: float, height: float) -> list[Region]:
    """Headers and footers of a page from top to bottom, not overlapping."""
    found: list[Region] = []
    for i in range(len(rows)):
        if found and i < found[-1].last:
            continue
        floor = found[-1].last if found else 0
        region = _header(rows, i, floor, size, width, height) or _footer(rows, i, floor, size, width)
        if region is not None:
            found.append(region)
    return found


# ---- the gutter ----


def _free(row: Row, gutter: tuple[float, float], size: float, least_gap: float) -> tuple[float, float] | None:
    """What of the gutter a row leaves empty: the widest part; None where its words fill it.

    A row with words on both sides must leave more between them than words of one line do (`least_gap`, in sizes).
    """
    low, high = gutter
    best: tuple[float, float] | None = None
    reach = low
    for bit in row.bits:
        if bit.right <= low or bit.left >= high:
            continue
        if bit.left - reach >= _LEAST and (best is None or bit.left - reach > best[1] - best[0]):
            best = (reach, bit.left)
        reach = max(reach, bit.right)
    if high - reach >= _LEAST and (best is None or high - reach > best[1] - best[0]):
        best = (reach, high)
    if best is None:
        return None
    left = max((bit.right for bit in row.bits if bit.left < best[0]), default=None)
    right = min((bit.left for bit in row.bits if bit.left >= best[0]), default=None)
    if left is not None and right is not None and right - left < least_gap * size:
        return None
    return best


def _sides(row: Row, cut: float) -> tuple[bool, bool]:
    """Whether a row has words left and right of the cut."""
    return row.bits[0].left < cut, row.bits[-1].left >= cut


# ---- the header ----


def _header(rows: Sequence[Row], at: int, floor: int, size: float, width: float, height: float) -> Region | None:
    """The header whose anchor stands in row `at`, the first row of it that has one."""
    row = rows[at]
    start = _anchor(row, size)
    if start is None:
        return None
    before = max((bit.right for bit in row.bits if bit.left < start), default=0.0)
    gutter = (max(before, 0.25 * width), start)
    if gutter[1] - gutter[0] < _LEAST:
        return None
    first, last = at, at + 1
    for i in range(at - 1, max(floor, at - 6) - 1, -1):
        free = _free(rows[i], gutter, size, 0.8)
        if free is None or rows[i + 1].middle - rows[i].middle > 4 * size or rows[i].left >= free[1]:
            break
        gutter, first = free, i
    two = 0
    end = last
    for i in range(at, min(len(rows), at + _MOST_ROWS)):
        here = rows[i]
        if i > at:
            if (
                here.middle - rows[first].middle > _TALLEST_HEADER * height
                or here.middle - rows[i - 1].middle > 5 * size
            ):
                break
            if _CENTRE.match(here.plain):
                break
            free = _free(here, gutter, size, 0.8)
            if free is None:
                break
            gutter = free
        cut = gutter[1]
        left, right = _sides(here, cut)
        two += left and right
        if left or i == at or (right and (_NATION.search(here.plain) or _DATE.search(here.plain) or i < at + 3)):
            end = i + 1
    both = [_sides(rows[i], gutter[1]) for i in range(first, end)]
    if not any(left for left, _ in both) or not any(right for _, right in both):
        return None
    if two < 2 and sum(left for left, _ in both) < 2:
        return None
    return Region(first, end, gutter[1] if gutter[1] - gutter[0] < size else (gutter[0] + gutter[1]) / 2)


def _anchor(row: Row, size: float) -> float | None:
    """Where the right column's piece begins in a row that shows a header: Quốc hiệu, or the date beside the number."""
    plain = row.plain
    if m := _NATION.search(plain):
        return _left_of(row, m.start(), plain)
    parts = pieces_of(row, 1.0 * size)
    if len(parts) > 1 and _NUMBER.match(strip_marks(words_of(parts[0]))):
        rest = strip_marks(words_of(bit for part in parts[1:] for bit in part))
        if _DATE.search(rest):
            return _widest_right(parts)
    return None


def _widest_right(parts: Sequence[Sequence[Bit]]) -> float:
    gaps = [(b[0].left - a[-1].right, b[0].left) for a, b in pairwise(parts)]
    return max(gaps)[1]


def _left_of(row: Row, offset: int, plain: str) -> float | None:
    """The left edge of the word that covers an offset of the row's text."""
    if len(plain) != len(row.text):
        return None
    at = 0
    for bit in row.bits:
        if offset < at + len(bit.word.text) + 1:
            return bit.left
        at += len(bit.word.text) + 1
    return None


# ---- the footer ----


def _footer(rows: Sequence[Row], at: int, floor: int, size: float, width: float) -> Region | None:
    """The footer whose `Nơi nhận` opens row `at`; titles of the signature may stand above it on the right."""
    row = rows[at]
    plain = row.plain
    if row.left > 0.4 * width or not (_RECIPIENTS.match(plain) or _FIRST_ENTRY.match(plain)):
        return None
    parts = pieces_of(row, 1.2 * size)
    gutter = (parts[0][-1].right, parts[1][0].left if len(parts) > 1 else 0.75 * width)
    if gutter[1] - gutter[0] < _LEAST:
        return None
    last = at + 1
    for i in range(at + 1, min(len(rows), at + _MOST_ROWS)):
        free = _free(rows[i], gutter, size, 0.8)
        if free is None:
            break
        gutter, last = free, i + 1
    first = at
    for i in range(at - 1, max(floor, at - 5) - 1, -1):
        free = _free(rows[i], gutter, size, 0.8)
        if free is None or rows[i].left < free[1] or rows[i + 1].middle - rows[i].middle > 4 * size:
            break
        gutter, first = free, i
    if not any(_sides(rows[i], gutter[1])[1] for i in range(first, last)):
        return None
    return Region(first, last, gutter[1])
