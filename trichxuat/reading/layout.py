"""Pages of words → one text in reading order, with a way back to page and box.

Born-digital PDF, PDF with an OCR layer and OCR all come this way: the page is made straight, words are put in rows,
page furniture is taken out, header and footer are read column by column, tables row by row. Figures: points.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from trichxuat.reading import columns, furniture
from trichxuat.reading.page import Arrival, Laid, Page, Placed
from trichxuat.reading.paragraphs import Edges, edges_of, goes_on
from trichxuat.reading.rows import Bit, Row, pieces_of, rows_of, straight_bits
from trichxuat.reading.tables import Table, take_tables

_PARTED = re.compile(r"(?<=[\w/ ])-\Z")  # `160/NQ-` at the end of a line
_WIDE = 2.6  # a gap of so many sizes inside a row stays a wide gap in the text


@dataclass(slots=True)
class _Line:
    """A line of the text to come: rows of words, which are joined; or the cells of a table's row.

    blank: an empty line stands before it; wide: its wide gaps are kept; body: it is of the running text.
    """

    rows: list[Row]
    blank: bool = False
    wide: bool = False
    body: bool = False
    cells: list[list[Row]] | None = None


@dataclass(slots=True)
class _Sheet:
    """What is known of a page on the way."""

    page: Page
    size: float
    rows: list[Row]
    tables: list[Table]
    edges: Edges | None = None
    furniture: list[str] = field(default_factory=list)
    arrival: Arrival | None = None


def lay_out(pages: Sequence[Page]) -> Laid:
    """The pages as one text in reading order, a paragraph a line. Noise of OCR and page furniture are left out."""
    sheets = [_read(page) for page in pages]
    heads = furniture.running_heads([(sheet.rows, sheet.page.height) for sheet in sheets])
    usual: Edges | None = None
    for sheet in sheets:
        if heads:
            _take_heads(sheet, heads)
        regions = columns.find_regions(sheet.rows, sheet.size, sheet.page.width, sheet.page.height)
        beside = {n for region in regions for n in range(region.first, region.last)}
        body = [row for n, row in enumerate(sheet.rows) if n not in beside]
        sheet.edges = edges_of(body, sheet.page.width, sheet.size)
        usual = usual or sheet.edges
    writer = _Writer()
    for sheet in sheets:
        sheet.edges = sheet.edges or usual or Edges(0.15 * sheet.page.width, 0.91 * sheet.page.width)
        writer.page(sheet, _lines(sheet, sheet.edges))
    return writer.laid()


def _read(page: Page) -> _Sheet:
    bits, size, rules = straight_bits(page)
    tables, bits = take_tables(rules, bits)
    sheet = _Sheet(page, size, rows_of(bits, size), tables)
    sheet.rows, numbers = furniture.take_page_number(sheet.rows, page.height)
    sheet.rows, signature = furniture.take_signature(sheet.rows, size)
    sheet.rows, stamp, sheet.arrival = furniture.take_arrival(sheet.rows, size, page.height)
    if not numbers:
        sheet.rows, numbers = furniture.take_page_number(sheet.rows, page.height)
    sheet.furniture = [*numbers, *signature, *stamp]
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


def _lines(sheet: _Sheet, edges: Edges) -> list[_Line]:
    """The lines of a page: what stands between its tables, and these, from top to bottom."""
    lines: list[_Line] = []
    rows = sheet.rows
    for table in sheet.tables:
        above = [row for row in rows if row.middle < table.top]
        rows = rows[len(above) :]
        lines += _between(sheet, above, edges)
        for n, cells in enumerate(table.cells):
            placed = [rows_of(_in_reader_order(cell), sheet.size) for cell in cells]
            lines.append(_Line([], blank=n == 0, cells=placed))
    below = _between(sheet, rows, edges)
    if below and sheet.tables:
        below[0].blank = True
    return lines + below


def _between(sheet: _Sheet, rows: list[Row], edges: Edges) -> list[_Line]:
    size = sheet.size
    lines: list[_Line] = []
    at = 0
    for region in columns.find_regions(rows, size, sheet.page.width, sheet.page.height):
        lines += _body_lines(rows[at : region.first], edges, size, blank=at > 0)
        for column in _columns(rows[region.first : region.last], region.cut, size):
            lines += _column_lines(column, size)
        at = region.last
    return lines + _body_lines(rows[at:], edges, size, blank=at > 0)


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
    """The rows of a column one by one; what a hyphen at the end parted (`29/KH-`, `UBND`) is put back together."""
    lines: list[_Line] = []
    for row, step in zip(rows, _steps(rows), strict=True):
        parted = lines and _PARTED.search(lines[-1].rows[-1].text) and row.text[:1].isalnum()
        if parted and step < 2.6 * size and not row.plain.startswith("v/v"):
            lines[-1].rows.append(row)
        else:
            lines.append(_Line([row], blank=step > 2.6 * size))
    if lines:
        lines[0].blank = True
    return lines


def _body_lines(rows: Sequence[Row], edges: Edges, size: float, blank: bool) -> list[_Line]:
    """Rows put together to paragraphs, an empty line where much room stands between. blank: before the first, too."""
    steps = _steps(rows)
    usual = sorted(steps[1:])[len(steps) // 2 - 1] if len(steps) > 2 else 1.6 * size
    usual = min(max(usual, size), 2.2 * size)
    lines: list[_Line] = []
    for row, step in zip(rows, steps, strict=True):
        last = lines[-1] if lines else None
        apart = step > 1.5 * usual
        wide = _is_wide(row, size) and not _is_holed(row, edges, size)
        if last and not apart and not wide and not last.wide and goes_on(last.rows[-1], row, last.rows[0], edges, size):
            last.rows.append(row)
        else:
            lines.append(_Line([row], apart, wide, body=True))
    if lines:
        lines[0].blank = blank
    return lines


def _is_wide(row: Row, size: float) -> bool:
    """Whether a row has a wide gap, as between columns or cells."""
    return len(row.bits) > 1 and len(pieces_of(row, _WIDE * size)) > 1


def _is_holed(row: Row, edges: Edges, size: float) -> bool:
    """Whether a gap in a full row is but a word that was not read."""
    full = row.left < edges.left + 4 * size and row.right > edges.right - size
    return full and len(pieces_of(row, _WIDE * size)) == 2 and len(pieces_of(row, 7 * size)) == 1


def _steps(rows: Sequence[Row]) -> list[float]:
    """From each row's middle to the one above; 0 for the first."""
    return [0.0, *(b.middle - a.middle for a, b in pairwise(rows))] if rows else []


# ---- the text ----


class _Writer:
    """Puts lines one below another and remembers where each word came to stand."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.at = 0
        self.words: list[Placed] = []
        self.pages: list[tuple[int, int]] = []
        self.furniture: list[tuple[int, str]] = []
        self.arrival: Arrival | None = None
        self.open: tuple[_Line, _Sheet] | None = None  # the paragraph that the last page ended with

    def page(self, sheet: _Sheet, lines: Sequence[_Line]) -> None:
        start = self.at
        for n, line in enumerate(lines):
            if n == 0 and self._goes_on(sheet, line):
                self._space()
            elif self.at:
                self._put("\n\n" if line.blank else "\n")
            if line.cells is None:
                self._rows(sheet, line.rows, line.wide)
            else:
                self._cells(sheet, line.cells)
        self.open = (lines[-1], sheet) if lines and lines[-1].body else None
        if not lines and self.pages:
            start = self.at
        self.pages.append((start, self.at))
        self.furniture += [(sheet.page.number, words) for words in sheet.furniture]
        self.arrival = self.arrival or sheet.arrival

    def _goes_on(self, sheet: _Sheet, line: _Line) -> bool:
        """Whether the first line of a page goes on with the last paragraph of the page before."""
        if self.open is None or not line.body or sheet.edges is None:
            return False
        last, before = self.open
        if before.edges is None or line.wide or last.wide:
            return False
        if line.rows[0].left - sheet.edges.left > 0.8 * sheet.size:
            return False
        return goes_on(last.rows[-1], line.rows[0], last.rows[0], before.edges, before.size)

    def _rows(self, sheet: _Sheet, rows: Sequence[Row], wide: bool = False) -> None:
        for n, row in enumerate(rows):
            if n:
                self._space()
            reach: float | None = None
            for bit in row.bits:
                if reach is not None:
                    self._put(" " * (8 if wide and bit.left - reach > _WIDE * sheet.size else 1))
                self._word(sheet, bit)
                reach = bit.right if reach is None else max(reach, bit.right)

    def _cells(self, sheet: _Sheet, cells: Sequence[Sequence[Row]]) -> None:
        """A table's row: `| cell | cell |`."""
        self._put("|")
        for cell in cells:
            self._put(" ")
            self._rows(sheet, cell)
            self._put(" |")

    def _space(self) -> None:
        """Between two rows of one paragraph: nothing behind a hyphen that a line's end parted from its word."""
        if not (self.parts and _PARTED.search(self.parts[-1])):
            self._put(" ")

    def _word(self, sheet: _Sheet, bit: Bit) -> None:
        word = bit.word
        end = self.at + len(word.text)
        box = (word.left, word.top, word.right, word.bottom)
        self.words.append(Placed(self.at, end, sheet.page.number, box, word.confidence))
        self._put(word.text)

    def _put(self, words: str) -> None:
        self.parts.append(words)
        self.at += len(words)

    def laid(self) -> Laid:
        return Laid("".join(self.parts), self.words, self.pages, self.furniture, self.arrival)
