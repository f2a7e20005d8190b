"""Pages of words → one text in reading order, with a way back to page and box.

Born-digital PDF, PDF with an OCR layer and OCR all come this way: the page is made straight, words are put in rows,
page furniture is taken out, header and footer are read column by column, tables row by row. Figures: points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from trichxuat.reading import columns, furniture
from trichxuat.reading.page import Arrival, Laid, Page, Placed
from trichxuat.reading.rows import Bit, Row, rows_of, straight_bits

_WIDE = 2.6  # a gap of so many sizes inside a row stays a wide gap in the text


@dataclass(slots=True)
class _Line:
    """A line of the text to come. blank: an empty line stands before it; wide: its wide gaps are kept."""

    bits: list[Bit]
    blank: bool = False
    wide: bool = False


@dataclass(slots=True)
class _Sheet:
    """What is known of a page on the way."""

    page: Page
    size: float
    rows: list[Row]
    furniture: list[str] = field(default_factory=list)
    arrival: Arrival | None = None


def lay_out(pages: Sequence[Page]) -> Laid:
    """The pages as one text in reading order. Words of OCR that are noise, and page furniture, are left out."""
    sheets = [_read(page) for page in pages]
    heads = furniture.running_heads([(sheet.rows, sheet.page.height) for sheet in sheets])
    laid = _Writer()
    for sheet in sheets:
        if heads:
            _take_heads(sheet, heads)
        laid.page(sheet, _lines(sheet))
    return laid.done()


def _read(page: Page) -> _Sheet:
    bits, size = straight_bits(page)
    sheet = _Sheet(page, size, rows_of(bits, size))
    sheet.rows, gone = furniture.take_page_number(sheet.rows, page.height)
    sheet.furniture += gone
    sheet.rows, gone = furniture.take_signature(sheet.rows, size)
    sheet.furniture += gone
    sheet.rows, gone, sheet.arrival = furniture.take_arrival(sheet.rows, size, page.height)
    sheet.furniture += gone
    if not sheet.furniture:
        sheet.rows, gone = furniture.take_page_number(sheet.rows, page.height)
        sheet.furniture += gone
    return sheet


def _take_heads(sheet: _Sheet, heads: set[str]) -> None:
    kept = []
    for row in sheet.rows:
        if furniture.in_margin(row, sheet.page.height) and furniture.key_of(row) in heads:
            sheet.furniture.append(row.text)
        else:
            kept.append(row)
    sheet.rows = kept


# ---- a page's lines ----


def _lines(sheet: _Sheet) -> list[_Line]:
    rows, size = sheet.rows, sheet.size
    lines: list[_Line] = []
    at = 0
    for region in columns.find_regions(rows, size, sheet.page.width, sheet.page.height):
        lines += _plain_lines(rows[at : region.first], size, blank=at > 0)
        left, right = _columns(rows[region.first : region.last], region.cut, size)
        for column in (left, right):
            lines += _column_lines(column, size)
        at = region.last
    return lines + _plain_lines(rows[at:], size, blank=at > 0)


def _columns(rows: Sequence[Row], cut: float, size: float) -> tuple[list[Row], list[Row]]:
    """The rows of both columns, put together anew: lines side by side need not stand at one height."""
    sides: tuple[list[Bit], list[Bit]] = ([], [])
    for row in rows:
        for bit in row.bits:
            sides[bit.left >= cut].append(bit)
    return rows_of(_in_reader_order(sides[0]), size), rows_of(_in_reader_order(sides[1]), size)


def _in_reader_order(bits: list[Bit]) -> list[Bit]:
    return sorted(bits, key=lambda bit: (bit.word.line, bit.left))


def _column_lines(rows: Sequence[Row], size: float) -> list[_Line]:
    lines = [_Line(row.bits, blank=gap > 2.6 * size) for row, gap in zip(rows, _steps(rows), strict=True)]
    if lines:
        lines[0].blank = True
    return lines


def _plain_lines(rows: Sequence[Row], size: float, blank: bool) -> list[_Line]:
    """Rows one by one, an empty line where more room than usual stands between two. blank: before the first, too."""
    steps = _steps(rows)
    usual = sorted(steps[1:])[len(steps) // 2 - 1] if len(steps) > 2 else 1.6 * size
    usual = min(max(usual, size), 2.2 * size)
    lines = [_Line(row.bits, step > 1.35 * usual, wide=True) for row, step in zip(rows, steps, strict=True)]
    if lines:
        lines[0].blank = blank
    return lines


def _steps(rows: Sequence[Row]) -> list[float]:
    """From each row's middle to the one above; 0 for the first."""
    return [0.0, *(b.middle - a.middle for a, b in pairwise(rows))] if rows else []


# ---- the text ----


class _Writer:
    """Puts lines one below another and remembers where each word came to stand."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.at = 0
        self.laid = Laid("", [], [])

    def page(self, sheet: _Sheet, lines: Sequence[_Line]) -> None:
        start = self.at
        for n, line in enumerate(lines):
            if line.blank and (n or self.at):
                self._put("\n")
            self._line(sheet, line)
            self._put("\n")
        number = sheet.page.number
        self.laid.pages.append((start, self.at))
        self.laid.furniture += [(number, words) for words in sheet.furniture]
        self.laid.arrival = self.laid.arrival or sheet.arrival

    def _line(self, sheet: _Sheet, line: _Line) -> None:
        reach: float | None = None
        for bit in line.bits:
            if reach is not None:
                wide = line.wide and bit.left - reach > _WIDE * sheet.size
                self._put(" " * (8 if wide else 1))
            word = bit.word
            box = (word.left, word.top, word.right, word.bottom)
            end = self.at + len(word.text)
            self.laid.words.append(Placed(self.at, end, sheet.page.number, box, word.confidence))
            self._put(word.text)
            reach = bit.right if reach is None else max(reach, bit.right)

    def _put(self, words: str) -> None:
        self.parts.append(words)
        self.at += len(words)

    def done(self) -> Laid:
        self.laid.text = "".join(self.parts)
        return self.laid
