"""Pages of words with their places, and what becomes of them: one text, with a way back to page and box."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Box = tuple[float, float, float, float]
"""left, top, right, bottom in points (1/72 inch) from the top left corner of the upright page."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word on a page; edges in points as in Box.

    confidence: 0 to 1, of OCR; None where the text was stored, not recognised. line: the reader's own line number, in
    stream order, -1 where it has none. ink: written by hand, as far as the reader of the image can tell.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float | None = None
    line: int = -1
    ink: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """number: from 1; width, height: points; image: the upright page for a second look, where there is one.

    rules: printed lines, thin and level or upright, from end to end: those of tables part rows and cells. pictures:
    the share of the page that images cover, where the reader knows it.
    """

    number: int
    width: float
    height: float
    words: list[Word]
    image: Any = None
    rules: list[Box] = field(default_factory=list)
    pictures: float = 0.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A word in the text that pages were laid out to: half-open offsets, and where it stands on which page."""

    start: int
    end: int
    page: int
    box: Box
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the stamp of the receiving office says (dấu đến, Nghị định 30 Phụ lục IV); date in ISO form."""

    number: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Handwritten:
    """A cell written by hand that was read a second time.

    kind: `number` or `day`. at, end: offsets in the text where the value stands, equal where it would stand.
    candidates: (value, weight 0 to 1), the best first; none where nothing is believable.
    """

    kind: str
    at: int
    end: int
    page: int
    box: Box
    candidates: list[tuple[str, float]]


@dataclass(slots=True)
class Laid:
    """Pages as one text.

    pages: (start, end) of each page in the text; furniture: (page, words) of what was kept out of it (page numbers,
    stamps, the text of a digital signature).
    """

    text: str
    words: list[Placed]
    pages: list[tuple[int, int]]
    furniture: list[tuple[int, str]] = field(default_factory=list)
    arrival: Arrival | None = None
    cells: list[Handwritten] = field(default_factory=list)
