"""Where number and day stand in the header of a document's first page, by the words that were read about them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trichxuat.reading.page import Box, Laid, Page, Placed, Word
from trichxuat.text import strip_marks

_TOP = 0.45  # of the page's height: below it no header stands
_NUMBER_WORD = re.compile(r"\W{0,2}s[o06][\W_]{0,3}(?=\d|\W|$)|\W{0,2}s[o06]\d")
_NOTATION = re.compile(r"[A-ZĐÐ]{2,}[A-Za-zĐđÐ]{0,6}\d{0,2}\s?[-–—]{1,2}\s?[A-ZĐÐ]|[/⁄]\s?[A-ZĐÐ]{2}")
_DAY = re.compile(r"ng[ao]y")
_HEADS = ("hanh", "nghia", "hoi", "san")  # of `Hạnh phúc`, `NGHĨA`, `HỘI`, `CỘNG SẢN`
_MONTH = re.compile(r"th[ao]ng|thang?$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A place for digits, in points. kind: `number` or `day`; box: between the words about it; strip: with them.

    before, after: the words at its left and right, where they were read.
    """

    kind: str
    page: int
    box: Box
    strip: Box
    before: Word | None
    after: Word | None


def find_cells(page: Page) -> list[Cell]:
    """The cell of the number and that of the day, where the page has a header and the words about them were read."""
    words = [word for word in page.words if word.top < page.height * _TOP]
    plain = [strip_marks(word.text) for word in words]
    heads = [word.bottom for word, p in zip(words, plain, strict=True) if _is_head(page, word, p)]
    if not heads:
        return []
    day = _day(page, words, plain, max(heads[:2]) + 75)
    number = _number(page, words, plain, (day.box[1] + day.box[3]) / 2 if day else None)
    return [cell for cell in (number, day) if cell]


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2


def _size(words: Sequence[Word]) -> float:
    heights = sorted(word.bottom - word.top for word in words)
    return min(16.0, max(9.0, heights[len(heights) // 2])) if heights else 12.0


def _is_head(page: Page, word: Word, plain: str) -> bool:
    """Whether a word is of the quốc hiệu, the tiêu ngữ or a Party document's head, at the right."""
    return (word.left > page.width * 0.38 and word.text[:1].isupper() and plain.startswith(_HEADS)) or plain == "phuc"


def _day(page: Page, words: list[Word], plain: list[str], lowest: float) -> Cell | None:
    """Between `ngày` and `tháng` in the right half, not below `lowest`: not far below the tiêu ngữ."""
    found = []
    for month, said in zip(words, plain, strict=True):
        month_at = _MONTH.search(said)
        if not month_at or month.left < page.width * 0.5 or month.top > lowest:
            continue
        row = [
            (word, p)
            for word, p in zip(words, plain, strict=True)
            if word is not month and abs(_middle(word) - _middle(month)) < 8 and word.left < month.left
        ]
        found.append((month, month_at, row))
    if not found:
        return None
    month, month_at, row = min(found, key=lambda each: each[0].top)
    size = _size([month])
    before = next(((w, m) for w, p in reversed(row) if (m := _DAY.search(p)) and month.left - w.left < 75), None)
    month_width = 2.45 * size
    end = month.left
    if month_at.start():  # `ngày15tháng`, `15tháng` in one word
        end = max(month.left, month.right - month_width)
    word = before[0] if before else month if _DAY.search(strip_marks(month.text)) else None
    if word is not None:
        plain_word = strip_marks(word.text)
        offset = _DAY.search(plain_word)
        lead = (offset.start() if offset else 0) / max(1, len(plain_word)) * (word.right - word.left)
        start = min(word.left + lead + 2.0 * size, end - 4 if word is month else word.right)
        strip_left = word.left + lead - 3
    else:
        start, strip_left = end - 3.2 * size, end - 5.2 * size
    middle = _middle(month)
    top, bottom = middle - 0.75 * size, middle + 0.75 * size
    strip = (strip_left, top, min(page.width, end + month_width + 2), bottom)
    return Cell("day", page.number, (min(start, end - 4), top, end, bottom), strip, word, month)


def _number(page: Page, words: list[Word], plain: list[str], height: float | None) -> Cell | None:
    """Between `Số:` and the stroke before the notation, in the left half, at the height of the date."""
    left = [(w, p) for w, p in zip(words, plain, strict=True) if w.left < page.width * 0.42]
    if height is not None:
        left = [(w, p) for w, p in left if abs(_middle(w) - height) < 30]
    heads = [w for w, p in left if _NUMBER_WORD.match(p) and len(p) < 22]
    notations = [w for w, p in left if _NOTATION.search(w.text) and not _quoted(w, words)]
    pair = next(
        ((h, n) for h in heads for n in notations if abs(_middle(h) - _middle(n)) < 8 and n.right > h.left), None
    )
    head, notation = pair or (
        heads[0] if heads and height is not None else None,
        notations[0] if notations and height is not None and not heads else None,
    )
    if head is None and notation is None:
        return None
    some = notation or head
    assert some is not None
    size = _size([word for word in (head, notation) if word and word.bottom - word.top < 20])
    end = _stroke(notation) if notation else (head.left + 8.5 * size if head else 0.0)
    start = min(head.right, head.left + 1.35 * size) if head else end - 5.0 * size
    middle = _middle(some)
    top, bottom = middle - 0.75 * size, middle + 0.75 * size
    strip = ((head.left if head else start) - 3, top, min(page.width * 0.5, end + 5 * size), bottom)
    return Cell("number", page.number, (min(start, end - 4), top, max(end, start + 4), bottom), strip, head, notation)


def _quoted(word: Word, words: list[Word]) -> bool:
    """Whether a notation is cited: behind `số` in small letters (`V/v sao gửi kế hoạch số 29/KH-UBND`)."""
    before = [w for w in words if w.line == word.line and w.right <= word.left + 2]
    return bool(before) and before[-1].text in ("số", "sô", "só") and len(before) > 1


def _stroke(word: Word) -> float:
    """About where in a word, points from the left of the page, the stroke before the notation stands."""
    at = re.search(r"[/⁄]", word.text) or _NOTATION.search(word.text)
    return word.left + (at.start() if at else 0) / max(1, len(word.text)) * (word.right - word.left)


# What stands at either side of a cell, in `plain` text; `/QĐ-UBND` may have lost its stroke.
NUMBER_HEAD = re.compile(r"\W{0,2}s[o06][\s.:;,_]{0,3}")
NUMBER_TAIL = re.compile(r"_?[/⁄|](?=\s?[a-z2])|(?=[a-z]{2})")
DAY_HEAD = re.compile(r".{0,12}?ng[ao]y")
DAY_TAIL = re.compile(r"th[ao]n")

_GLUED = re.compile(r"[^\s:,;]{1,4} ?\Z")
_BEHIND = re.compile(r" ?[^\s/]{1,6}(?=[ /\n]|\Z)")


def place(cell: Cell, laid: Laid) -> tuple[int, int] | None:
    """Where the cell's value stands in the text of the pages: half-open, equal where nothing was read; None where
    neither of the words about it came into the text."""
    before, after = _placed(cell.before, cell.page, laid), _placed(cell.after, cell.page, laid)
    at = end = None
    if before:
        m = (NUMBER_HEAD if cell.kind == "number" else DAY_HEAD).match(
            strip_marks(laid.text[before.start : before.end])
        )
        at = before.start + m.end() if m else before.end
    if after:
        start = at if before is after and at is not None else after.start
        m = (NUMBER_TAIL if cell.kind == "number" else DAY_TAIL).search(strip_marks(laid.text[start : after.end]))
        end = start + m.start() if m else after.start
    if at is None:
        if end is None:
            return None
        m = _GLUED.search(laid.text, max(0, end - 6), end)
        at = m.start() if m and any(map(str.isdigit, m.group())) else end
    if end is None or not at <= end <= at + 20 or "\n" in laid.text[at:end]:
        m = _BEHIND.match(laid.text, at)
        end = m.end() if m else at
    inner = laid.text[at:end]
    stripped = inner.strip()
    if not stripped:
        return at, at
    at += inner.index(stripped)
    return at, at + len(stripped)


def _placed(word: Word | None, page: int, laid: Laid) -> Placed | None:
    if word is None:
        return None
    box = (word.left, word.top, word.right, word.bottom)
    return next((placed for placed in laid.words if placed.page == page and placed.box == box), None)
