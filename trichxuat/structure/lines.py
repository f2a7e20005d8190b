"""The lines of a text, with what each is: words, furniture, a row of cells.

Offsets are clean offsets (`Text.clean`), half-open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from trichxuat.text import Text

WORDS, RULE, BAR, PAGE, STAMP, META = "words", "rule", "bar", "page", "stamp", "meta"


@dataclass(slots=True)
class Cell:
    """A piece of a line that stands by itself; `column` counts from 0, by bars if there are any, else by wide gaps."""

    start: int
    end: int
    column: int


@dataclass(slots=True)
class Line:
    """One printed line without the blanks around it.

    kind: `words`; furniture: `rule` (-----), `bar` (a lone table bar), `page` (a page number), `stamp` (of a digital
    signature, a running head), `meta` (front matter). indent: columns before the first character. gap: blank lines
    before. cells: its pieces, left to right; one in an ordinary line. bars: whether table bars parted them. plain: its
    words as in `Text.plain`.
    """

    start: int
    end: int
    indent: int
    gap: int
    kind: str
    cells: list[Cell]
    bars: bool
    plain: str


# A row of two columns that a layout-keeping converter printed: at least four blanks, or a tab, between words.
_WIDE = re.compile(r"(?: {4,}|[ ]*\t\s*)(?=\S)")
_RULE = re.compile(r"(?=[-_=.~+:*|\s]*?[-_=.~*]{2})[-_=.~+:*|\s]+\Z|\*\Z")
_NUMBER = re.compile(r"[-~]? ?(?:trang |page )?\d{1,4} ?[-~]?\Z")
_STAMP = re.compile(
    r"(?:nguoi )?ky boi\b|thoi gian ky\b|ngay ky: ?\d|co quan: ?\S.{0,60}\Z(?<!;)|\S{0,30}@[\w(). ]{3,40}\Z"
    r"|[+\-] ?\d\d:00\Z|cong bao/|digitally signed"
)
_STAMPED = ("nguoi ky", "ky boi", "thoi gian", "ngay ky", "co quan", "cong bao/", "digitally", "+", "-")
_FRONT = re.compile(r"\s*---[ \t]*\n(?:.*\n){1,60}?---[ \t]*(?:\n|\Z)")


def read_lines(text: Text) -> list[Line]:
    """Every line with something on it, in order."""
    clean, plain = text.clean, text.plain
    lines: list[Line] = []
    gap = at = 0
    front = _FRONT.match(clean)
    front_end = front.end() if front and ":" in clean[: front.end()] else 0
    for physical in clean.split("\n"):
        body = physical.strip()
        if not body:
            gap += 1
        else:
            lead = physical.find(body[0])
            start = at + lead
            end = start + len(body)
            low = plain[start:end]
            indent = len(physical[:lead].expandtabs(8)) if lead else 0
            if "|" in body or "    " in body or "\t" in body:
                cells, bars = _cells(body, start)
            else:
                cells, bars = [Cell(start, end, 0)], False
            kind = META if start < front_end else _kind(body, low, bars, cells)
            lines.append(Line(start, end, indent, gap, kind, cells, bars, low))
            gap = 0
        at += len(physical) + 1
    _settle_numbers(lines)
    return lines


def _cells(body: str, start: int) -> tuple[list[Cell], bool]:
    """The pieces of a line with bars or wide gaps, and whether bars part them; empty cells count but are left out."""
    if "|" in body:
        cells: list[Cell] = []
        at = 0
        parts = body.split("|")
        column = -1 if body[0] == "|" else 0
        for part in parts:
            piece = part.strip()
            if piece:
                first = start + at + part.find(piece[0])
                cells.append(Cell(first, first + len(piece), max(0, column)))
            at += len(part) + 1
            column += 1
        return cells, True
    cells = []
    at = 0
    for column, m in enumerate(_WIDE.finditer(body)):
        cells.append(Cell(start + at, start + m.start(), column))
        at = m.end()
    cells.append(Cell(start + at, start + len(body), len(cells)))
    return cells, False


def _kind(body: str, low: str, bars: bool, cells: list[Cell]) -> str:
    if bars and not cells:
        return BAR
    if len(body) < 120 and not body[0].isalpha() and _RULE.match(body):
        return RULE
    if len(body) <= 12 and not bars and _NUMBER.match(low):
        return PAGE
    if len(body) < 90 and (low.startswith(_STAMPED) or "@" in low) and _STAMP.match(low):
        return STAMP
    return WORDS


def _settle_numbers(lines: list[Line]) -> None:
    """A lone number beside a table bar is a cell of the table, not a page number."""
    for i, line in enumerate(lines):
        if line.kind == PAGE and any(0 <= j < len(lines) and lines[j].kind == BAR for j in (i - 1, i + 1)):
            line.kind = WORDS
