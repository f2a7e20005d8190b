"""Numbers and days that the văn thư wrote by hand: told from print, read a second time, weighed.

Tesseract's own reading of ink looks clean and is often wrong (`23` for 22, `44` for 11): it is one voice among several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from trichxuat.reading.cells import DAY_HEAD, DAY_TAIL, NUMBER_HEAD, NUMBER_TAIL, Cell, find_cells, place
from trichxuat.reading.digits import Recogniser, Sign, recogniser, values
from trichxuat.reading.page import Box, Handwritten, Laid, Page, Word
from trichxuat.reading.strokes import Hand, judge
from trichxuat.text import strip_marks

if TYPE_CHECKING:
    from trichxuat.reading.cleaning import Image

_VIEWS = ((0.0, 1.0), (2.5, 1.0), (5.0, 1.0), (1.5, 0.85), (3.5, 1.15))
"""The same strip five times: room above and below the row in points, width against what it is."""
_FAIR = 0.6
_READ = 0.85  # confidence from which Tesseract's reading of print needs no second one
_VOICE = 0.2  # Tesseract's weight beside the mean of the views
_LEAST, _SHARE = 0.25, 0.6  # weight, and part of all weights, from which the first candidate is believable
_ALIVE = 0.05
_SIGNED = re.compile(r"(?<!\d)(\d\d?)\s?[./-]\s?(\d\d?)\s?[./-]\s?(20\d\d)(?!\d)")
_STAMP = re.compile(r"\bky\b|\d\d:\d\d:\d\d")
_MONTH_YEAR = re.compile(r"thang\W{0,3}(\d{1,2})\W{0,3}nam\W{0,3}(20\d\d)")
_LATE = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.5, 0.5)
"""By how many days the digital signature follows the date: mostly 0 to 3 (real scans, 2018 to 2025)."""


def read_cells(pages: Sequence[Page], laid: Laid) -> list[Handwritten]:
    """Numbers and days in ink on pages with a document's header, with what they may say, by their place in the text.

    Pages as `ocr.ocr_pages` gives them. A cell that is printed, or empty, is left out; one that nobody can read has no
    candidates, and what Tesseract made of it is not to be trusted.
    """
    found = []
    for page in pages:
        if page.image is None:
            continue
        signed = signed_on(page, laid.furniture)
        for cell in find_cells(page):
            if any(word.confidence is None for word in _within(page, cell)):
                continue  # stored in the file, not read
            hand = judge(page, cell)
            if hand is Hand.EMPTY and not _digits_between(page, cell):
                continue
            if hand is Hand.PRINTED and _is_well_read(page, cell):
                continue
            where = place(cell, laid)
            if where:
                weights = {} if hand is Hand.EMPTY else candidates(page, cell, signed)
                found.append(Handwritten(cell.kind, *where, cell.page, cell.box, _best(weights)))
    return sorted(found, key=lambda cell: cell.at)


def marked(page: Page) -> list[Word]:
    """The words of a page, those in a cell written by hand with `ink`.

    `Số:`, `ngày`, `tháng`, `/QĐ-UBND` beside ink are read rightly and doubted all the same, often as one word with the
    ink: they are parted from it and given fair confidence.
    """
    changed: dict[int, list[Word]] = {}
    for cell in find_cells(page):
        if judge(page, cell) is not Hand.WRITTEN:
            continue
        changed |= {id(word): [replace(word, ink=True)] for word in _within(page, cell)}
        if cell.before is cell.after and cell.before is not None:
            changed[id(cell.before)] = _parted(cell.before, cell, both=True)
            continue
        for word in (cell.before, cell.after):
            if word is not None:
                changed[id(word)] = _parted(word, cell)
    return [new for word in page.words for new in changed.get(id(word), [word])]


def _parted(word: Word, cell: Cell, both: bool = False) -> list[Word]:
    """A word beside a cell, parted from the ink that was read with it."""
    plain = strip_marks(word.text)
    fair = max(word.confidence or 0.0, _FAIR)
    out: list[Word] = []
    begin, end = 0, len(word.text)
    if both or word is cell.before:
        head = (NUMBER_HEAD if cell.kind == "number" else DAY_HEAD).match(plain)
        if not head:
            return [word]
        begin = head.end()
        out.append(replace(word, text=word.text[:begin].strip(), confidence=fair, right=min(word.right, cell.box[0])))
    if both or word is cell.after:
        tail = (NUMBER_TAIL if cell.kind == "number" else DAY_TAIL).search(plain, begin)
        if not tail:
            return [word]
        end = tail.start()
        out.append(replace(word, text=word.text[end:].strip(), confidence=fair, left=max(word.left, cell.box[2])))
    inked = word.text[begin:end].strip()
    if inked:
        left, right = max(word.left, cell.box[0]), min(word.right, cell.box[2])
        out.insert(1 if begin else 0, replace(word, text=inked, left=left, right=max(left + 1, right), ink=True))
    return [each for each in out if each.text]


def _lies_in(word: Word, box: Box) -> bool:
    across = min(word.right, box[2]) - max(word.left, box[0])
    return across > 0.6 * (word.right - word.left) and box[1] < (word.top + word.bottom) / 2 < box[3]


def _within(page: Page, cell: Cell) -> list[Word]:
    """Words that Tesseract read in the cell itself, not glued to those about it."""
    return [w for w in page.words if w is not cell.before and w is not cell.after and _lies_in(w, cell.box)]


def _digits_between(page: Page, cell: Cell) -> bool:
    return any(c.isdigit() for word in _within(page, cell) for c in word.text) or bool(
        cell.before and re.search(r"\d", cell.before.text)
    )


def _is_well_read(page: Page, cell: Cell) -> bool:
    """Whether Tesseract was sure of the print in a cell."""
    words = _within(page, cell)
    if words:
        return all((w.confidence or 0.0) >= _READ and re.fullmatch(r"\d+[/.]?", w.text) for w in words)
    near = [word for word in (cell.before, cell.after) if word and re.search(r"\d", word.text)]
    return bool(near) and all((word.confidence or 0.0) >= _READ for word in near)


# ---- what a cell says ----


def candidates(page: Page, cell: Cell, signed: date | None = None) -> dict[str, float]:
    """What a cell may say, with weights 0 to 1: the readers' mean, held against what a number and a day can be.

    signed: when the document was signed digitally.
    """
    reader = recogniser()
    found = _seen(page, cell, reader) if reader else {}
    near = [*_within(page, cell), *(word for word in (cell.before, cell.after) if word)]
    read = {digits for word in near for digits in re.findall(r"\d+", word.text)}
    for word in _within(page, cell):
        if re.fullmatch(r"\d{1,5}", word.text) and (word.text in found or not reader):
            found[word.text] = min(1.0, found.get(word.text, 0.0) + _VOICE * (word.confidence or 0.0))
    if cell.kind == "number":
        return _numbers(found, read)
    return _days(found, page, signed)


def _seen(page: Page, cell: Cell, reader: Recogniser) -> dict[str, float]:
    found: dict[str, float] = {}
    for view in _views(page, cell.strip):
        for value, weight in values(_between(cell, reader.signs(view)), 5 if cell.kind == "number" else 2).items():
            found[value] = found.get(value, 0.0) + weight / len(_VIEWS)
    return found


def _views(page: Page, strip: Box) -> Iterator[Image]:
    import cv2

    image: Image = page.image
    scale = image.shape[1] / page.width
    left, top, right, bottom = strip
    for margin, stretch in _VIEWS:
        y, x = max(0, round((top - margin) * scale)), max(0, round(left * scale))
        piece = image[y : round((bottom + margin) * scale), x : round(right * scale)]
        if min(piece.shape[:2]) < 8:
            continue
        yield piece if stretch == 1.0 else cv2.resize(piece, None, fx=stretch, fy=1.0, interpolation=cv2.INTER_LINEAR)


def _between(cell: Cell, signs: list[Sign]) -> list[Sign]:
    """The signs of the cell: behind the colon of `Số:` or the y of `ngày`, before the stroke or `tháng`."""
    left, _, right, _ = cell.strip
    at = [left + sign.at * (right - left) for sign in signs]
    chars = [strip_marks(sign.char) for sign in signs]
    heads, tails = (":;.：", "/|") if cell.kind == "number" else ("y", "t")
    head = next((n for n, c in enumerate(chars[:6]) if c and c in heads), None)
    start = head + 1 if head is not None else next((n for n, x in enumerate(at) if x > cell.box[0]), len(at))
    end = next((n for n in range(start, len(signs)) if chars[n] and chars[n] in tails), None)
    if end is None:
        end = next((n for n in range(start, len(signs)) if at[n] > cell.box[2] - 1), len(signs))
    return signs[start:end]


def _numbers(found: dict[str, float], read: set[str]) -> dict[str, float]:
    """Numbers as the decree writes them: two figures at least, no nought before more (Phụ lục I, II.3).

    One figure stays alone where both readers saw it so (read: what Tesseract has in the cell).
    """
    out: dict[str, float] = {}
    for value, weight in found.items():
        if not int(value) or (len(value) > 2 and value[0] == "0"):
            continue
        shown = value if value in read else value.zfill(2)
        out[shown] = out.get(shown, 0.0) + weight * (0.7 if len(value) == 1 else 1.0)
    return out


def _days(found: dict[str, float], page: Page, signed: date | None) -> dict[str, float]:
    """Days of the month, the likelier the nearer before the digital signature."""
    said = " ".join(strip_marks(word.text) for word in page.words if word.top < page.height / 2)
    month = _MONTH_YEAR.search(said)
    out: dict[str, float] = {}
    for value, weight in found.items():
        day = int(value)
        if not 1 <= day <= 31:
            continue
        if signed and month:
            weight *= _nearness(day, int(month[1]), int(month[2]), signed)
        out[f"{day:02}"] = out.get(f"{day:02}", 0.0) + weight * (0.7 if len(value) == 1 else 1.0)
    return out


def _nearness(day: int, month: int, year: int, signed: date) -> float:
    try:
        late = (signed - date(year, month, day)).days
    except ValueError:
        return 0.0 if 1 <= month <= 12 else 1.0
    if late < 0:
        return 0.1
    return _LATE[late] if late < len(_LATE) else 0.4


def signed_on(page: Page, furniture: Sequence[tuple[int, str]] = ()) -> date | None:
    """The earliest date in the stamps of digital signatures above the header (`Thời gian ký: 05/01/2021`).

    furniture: as in `Laid`, words that were kept out of the text.
    """
    said = [word.text for word in page.words if word.top < page.height * 0.12]
    said += [words for number, words in furniture if number == page.number and _STAMP.search(strip_marks(words))]
    found = []
    for words in said:
        for m in _SIGNED.finditer(words):
            with suppress(ValueError):
                found.append(date(int(m[3]), int(m[2]), int(m[1])))
    return min(found, default=None)


def _best(weights: dict[str, float]) -> list[tuple[str, float]]:
    """Candidates, the best first; none where the best is weak or contested."""
    ranked = sorted(((v, min(1.0, w)) for v, w in weights.items() if w >= _ALIVE), key=lambda each: -each[1])
    if not ranked or ranked[0][1] < _LEAST or ranked[0][1] < _SHARE * sum(weights.values()):
        return []
    return [(value, round(weight, 3)) for value, weight in ranked[:3]]
