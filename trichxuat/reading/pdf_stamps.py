"""Words that fields and annotations put on PDF pages: stamps of digital signatures, numbers and days filled in later.

They are no part of a page's own text layer; a scan may have them over its image.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from trichxuat.reading import pdf
from trichxuat.reading.page import Box, Page, Word
from trichxuat.text import strip_marks

if TYPE_CHECKING:
    import pypdfium2

_MOST_ANNOTATIONS = 500
"""Of a page; on a page with more they are left alone."""
_SIGNED = re.compile(r"\bky boi\b|\bnguoi ky\b|thoi gian ky|\d\d:\d\d:\d\d|digitally signed|signature valid")


@dataclass(slots=True)
class Stamps:
    """Of one page. words: what belongs to its text; signatures: the words of digital signatures' stamps."""

    words: list[Word] = field(default_factory=list)
    signatures: list[str] = field(default_factory=list)


def stamps(data: bytes, name: str = "-", pages: Collection[int] | None = None) -> dict[int, Stamps]:
    """By page number, the words of annotations; pages without them are left out. Raises UnreadableFile."""
    from trichxuat.reading.pdf_words import page_of

    found: dict[int, Stamps] = {}
    with pdf._opened(data, name) as document:
        for number in pages or range(1, min(len(document), pdf.MOST_PAGES) + 1):
            with pdf._page(document, number, name) as page:
                boxes = _boxes(page)
                if not boxes:
                    continue
                own = Counter(map(_key, page_of(page, number).words))
                if not _flattened(page):
                    continue
            # The text of a page is read when it is opened: what was flattened shows from the next time on.
            with pdf._page(document, number, name) as page:
                new = []
                for word in page_of(page, number).words:
                    if own[_key(word)]:
                        own[_key(word)] -= 1
                    else:
                        new.append(word)
            if new:
                found[number] = _sorted_out(new, boxes)
    return found


def with_stamps(page: Page, stamped: Stamps | None) -> Page:
    """A page of a good text layer with the words that annotations put on it."""
    return replace(page, words=[*page.words, *stamped.words]) if stamped and stamped.words else page


def _sorted_out(words: Sequence[Word], boxes: Sequence[Box]) -> Stamps:
    groups: dict[int, list[Word]] = {}
    for word in words:
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        holders = (n for n, (left, top, right, bottom) in enumerate(boxes) if left <= x <= right and top <= y <= bottom)
        groups.setdefault(next(holders, -1), []).append(word)
    out = Stamps()
    for group in groups.values():
        said = " ".join(word.text for word in group)
        if _SIGNED.search(strip_marks(said)):
            out.signatures.append(said)
        else:
            out.words += group
    return out


def _key(word: Word) -> tuple[str, int, int]:
    return word.text, round(word.left), round(word.top)


def _boxes(page: pypdfium2.PdfPage) -> list[Box]:
    """The places of a page's annotations, points from its top left corner, the smallest first."""
    import pypdfium2.raw as raw

    count = raw.FPDFPage_GetAnnotCount(page.raw)
    if count > _MOST_ANNOTATIONS:
        return []
    height = page.get_height()
    found: list[Box] = []
    for n in range(count):
        annotation = raw.FPDFPage_GetAnnot(page.raw, n)
        if not annotation:
            continue
        rect = raw.FS_RECTF()
        if raw.FPDFAnnot_GetRect(annotation, rect):
            edges = sorted((height - rect.top, height - rect.bottom))
            found.append((min(rect.left, rect.right), edges[0], max(rect.left, rect.right), edges[1]))
        raw.FPDFPage_CloseAnnot(annotation)
    return sorted(found, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))


def _flattened(page: pypdfium2.PdfPage) -> bool:
    """Whether the page had annotations, now part of its content (in memory)."""
    import pypdfium2.raw as raw

    return bool(raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS)
