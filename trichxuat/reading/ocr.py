"""Images of pages → pages of words: made ready, read once, and where something was lost looked at again.

A second look is taken at small pieces alone: reading a page costs more than all else together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from trichxuat.reading import cleaning
from trichxuat.reading.handwriting import marked
from trichxuat.reading.image_rules import rules_of
from trichxuat.reading.page import Page, Word
from trichxuat.reading.second_look import (
    find_stamps,
    merged,
    recipients_list,
    signature_corner,
    with_known,
    without_seal,
    without_specks,
)
from trichxuat.reading.tesseract import Reader, need_libraries, reader_for

if TYPE_CHECKING:
    from trichxuat.reading.cleaning import Image

_MOST_SIDE = 12_000
_COARSE, _GOOD = 170.0, 200.0
"""Dots per inch: a page under the first is read better, the worse the scan the more, when made finer."""
_DOUBTFUL = 0.62
"""Mean confidence of a page, by letters, under which it may lie on its side: upright bad scans reach 0.7."""
_LITTLE = 0.0004
"""Share of dark pixels under which a page is empty."""


def ocr_pages(
    images: Iterable[tuple[int, Image, float]], name: str = "-", known: Mapping[int, Sequence[Word]] | None = None
) -> list[Page]:
    """The words on page images: (page number from 1, image, dots per inch). Raises UnreadableFile.

    Images: bytes, grey or blue-green-red. known: by page, words that a file holds as text over the image (signature
    stamps and numbers that signing software adds); they take the place of what was read there. `Page.image` is kept,
    upright and level, where the page has a document's header: number and day may be written by hand there
    (`handwriting.read_cells`).
    """
    need_libraries(name)
    reader = reader_for(name)
    return [_page(reader, number, image, dpi, (known or {}).get(number, ())) for number, image, dpi in images]


def _page(reader: Reader, number: int, image: Image, dpi: float, known: Sequence[Word]) -> Page:
    image, dpi = _bounded(image, dpi)
    level, grey = cleaning.ready(image, dpi)
    words = [] if _is_empty(grey) else reader.words(grey, dpi)
    sideways = _sideways(words)
    if sideways or (_mean_confidence(words) < _DOUBTFUL and not _is_empty(grey)):
        turns = reader.quarter_turns(grey, dpi) or sideways
        if turns:
            level, grey = cleaning.ready(cleaning.turned(image, turns), dpi)
            words = reader.words(grey, dpi)
    height, width = grey.shape
    page = Page(number, width * 72 / dpi, height * 72 / dpi, words)
    corner = signature_corner(page)
    if corner:
        again, veiled = _looked_at(reader, grey, dpi, corner, words)
        words = merged(without_seal(words, again, corner) if veiled else words, again)
    entries = recipients_list(page)
    if entries:
        words = merged(words, _looked_at(reader, grey, dpi, entries, words)[0])
    words = without_specks(with_known(words, known), page)
    header = has_header(words)
    if header:
        for box, stamp in find_stamps(replace(page, words=words), level, dpi):
            at = (box[0] * 72 / dpi, box[1] * 72 / dpi)
            words = merged(words, reader.words(stamp, dpi, 6, at, _next_line(words)))
    page = replace(page, words=words, image=level if header else None, rules=rules_of(grey, dpi))
    return replace(page, words=marked(page)) if header else page


def _bounded(image: Image, dpi: float) -> tuple[Image, float]:
    """The image within what can be read in bounded time and memory, a coarse one made finer."""
    import cv2

    height, width = image.shape[:2]
    dpi = max(50.0, min(1200.0, dpi))
    wanted = min(2.0, _GOOD / dpi) if dpi < _COARSE else 1.0
    factor = min(wanted, _MOST_SIDE / max(height, width), (cleaning.MOST_PIXELS / (height * width)) ** 0.5)
    if factor != 1.0:
        size = max(1, int(width * factor)), max(1, int(height * factor))
        image = cv2.resize(image, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC)
    return image, dpi * factor


def _is_empty(grey: Image) -> bool:
    sample = grey[::2, ::2]
    return bool((sample < 140).mean() < _LITTLE)


def _mean_confidence(words: list[Word]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum((word.confidence or 0.0) * len(word.text) for word in words) / letters if letters else 0.0


def _sideways(words: list[Word]) -> int:
    """By how many quarters clockwise a page must be turned whose lines Tesseract found running up or down; 0: none."""
    long = [word for word in words if len(word.text) > 3]
    if 2 * sum(word.bottom - word.top > 1.5 * (word.right - word.left) for word in long) <= len(long):
        return 0
    pairs = [(a, b) for a, b in pairwise(words) if a.line == b.line]
    return 1 if 2 * sum(b.top < a.top for a, b in pairs) > len(pairs) else 3


def _next_line(words: list[Word]) -> int:
    return max((word.line for word in words), default=-1) + 1


def _looked_at(
    reader: Reader, grey: Image, dpi: float, corner: tuple[float, float, float, float], words: list[Word]
) -> tuple[list[Word], bool]:
    """The words of a piece of the page, read by itself as one block; and whether a grey seal was taken off it."""
    left, top, right, bottom = (max(0, round(edge * dpi / 72)) for edge in corner)
    piece = grey[top:bottom, left:right]
    if min(piece.shape) < 20:
        return [], False
    bare = cleaning.black_alone(piece)
    at = (left * 72 / dpi, top * 72 / dpi)
    return reader.words(piece if bare is None else bare, dpi, 6, at, _next_line(words)), bare is not None


def has_header(words: list[Word]) -> bool:
    """Whether the page shows the head of a document: quốc hiệu or tiêu ngữ in full capitals and words."""
    from trichxuat.text import strip_marks

    said = " ".join(strip_marks(word.text) for word in words[:400])
    return "cong hoa xa" in said or "chu nghia viet" in said or "tu do - hanh" in said or "dang cong san" in said
