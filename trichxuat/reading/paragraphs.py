"""Which rows are one paragraph: by the room left at the end of a row, by indents, by the signs that open an item.

A row that ends where the next row's first word would still have fitted was ended on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trichxuat.reading.rows import Bit, Row, pieces_of

_ITEM = re.compile(
    r"(?:[-–—•●▪+*~·]+(?=[\s\"“(]|[^\W\d])|\(?(?:\d{1,2}|[a-zđ]{1,2}|[ivx]{1,4})\)|\d{1,2}(?:\.\d{1,2}){0,4}[.)/](?!\d)"
    r"|[IVXLH]{1,5}[.)]|[A-ZĐ][.)](?=\s|\Z)|(?:Điều|Chương|Mục|Phần|Phụ lục|PHỤ LỤC|CHƯƠNG|MỤC|PHẦN) [\dIVXL]"
    r"|Căn cứ |Kính gửi|Nơi nhận)"
)
_ENDED = re.compile(r"[.;:!?][\"”’)]{0,2}\Z|\./\.\W{0,3}\Z|,\Z")
_STOPPED = re.compile(r"[.;:!?][\"”’)]{0,2}\Z|\./\.\W{0,3}\Z")
_PARTED = re.compile(r"[\w/]-\Z")  # `160/NQ-`


@dataclass(frozen=True, slots=True)
class Edges:
    """Between which edges the lines of a page run."""

    left: float
    right: float


def edges_of(rows: Sequence[Row], width: float, size: float) -> Edges | None:
    """The edges of a page's body, by its long rows without gaps; None where it has none."""
    whole = [row for row in rows if len(pieces_of(row, 2 * size)) == 1]
    rights = sorted(row.right for row in whole if row.right - row.left > 0.6 * width)
    if not rights:
        return None
    lefts = sorted(row.left for row in whole if row.right - row.left > 0.15 * width)
    # What noise in the margins may lengthen is passed over.
    return Edges(lefts[len(lefts) // 10], rights[-1 - len(rights) // 10])


def goes_on(above: Row, row: Row, first: Row, edges: Edges, size: float) -> bool:
    """Whether a row goes on with the paragraph that the row above belongs to; first: that paragraph's first row.

    What stands between them (room, a page's end) is not looked at.
    """
    ended = above.text
    words = row.text
    if _PARTED.search(ended) and _is_code(row.bits[0].word.text):
        return True
    if _room(above, row.bits[0], edges, size):
        return False
    item = _ITEM.match(words) is not None
    indent = row.left - edges.left
    if item and (indent > 0.8 * size or _ENDED.search(ended)):
        return False
    if _STOPPED.search(ended) and ended.endswith("./."):
        return False
    if _capitals(ended) != _capitals(words) or _is_centred(row, edges, size):
        return False
    if indent > 0.8 * size:
        # A block set in as a whole goes on at the edge of its rows; a first line set in opens a paragraph.
        hanging = abs(row.left - above.left) < 0.6 * size if above is not first else row.left > first.left - 0.6 * size
        return hanging and not (_STOPPED.search(ended) and abs(row.left - first.left) < 0.6 * size)
    return True


def _is_code(word: str) -> bool:
    """Whether a word goes on with a code that was broken at its hyphen: `CP`, `2025`; not `Trung`."""
    return word[:1].isdigit() or (word[:2].isupper() and word[:2].isalpha())


def _room(above: Row, word: Bit, edges: Edges, size: float) -> bool:
    """Whether a word would have fitted behind a row."""
    return above.right + 0.25 * size + (word.right - word.left) < edges.right - 0.5 * size


def _capitals(words: str) -> bool:
    """Whether a row is set in capitals; an abbreviation or two (`BTS 5G.`) are not that."""
    return words.isupper() and sum(map(str.isalpha, words)) > 11


def _is_centred(row: Row, edges: Edges, size: float) -> bool:
    """Whether as much room stands left of a row as right of it: a title, which is broken where its sense is."""
    left, right = row.left - edges.left, edges.right - row.right
    return left > 2 * size and abs(left - right) < 1.5 * size
