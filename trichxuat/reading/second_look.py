"""Where a page is looked at again: the corner of the signature and the stamps in colour about the header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from trichxuat.reading.page import Box, Page, Word
from trichxuat.text import strip_marks

if TYPE_CHECKING:
    from trichxuat.reading.cleaning import Image

_LEFT_OF_SIGNERS = 0.44  # of the page's width; the decree's block starts at about 0.52 (Phụ lục I, ô 7a)
_ABOVE, _BELOW = 30.0, 240.0  # points about the line of `Nơi nhận`
_RIGHT_OF_LIST, _POORLY = 0.5, 0.2
_READ = 0.6  # confidence from which a word was read


def signature_corner(page: Page) -> Box | None:
    """Where title and name of the signer stand, if `Nơi nhận` is on the page and not both were read."""
    anchor = _recipients_line(page)
    if anchor is None:
        return None
    box = (
        page.width * _LEFT_OF_SIGNERS,
        max(0.0, anchor.top - _ABOVE),
        page.width,
        min(page.height, anchor.top + _BELOW),
    )
    return None if _has_signer([word for word in page.words if _middle_in(word, box)]) else box


def recipients_list(page: Page) -> Box | None:
    """Where the entries of `Nơi nhận` stand, if they were badly read: set closer than the signature beside them."""
    anchor = _recipients_line(page)
    if anchor is None:
        return None
    box = (0.0, anchor.bottom - 2, page.width * _RIGHT_OF_LIST, min(page.height, anchor.top + _BELOW))
    inside = [word for word in page.words if _middle_in(word, box)]
    weak = sum((word.confidence or 0.0) < _READ for word in inside)
    return box if inside and _POORLY * len(inside) < weak else None


def _recipients_line(page: Page) -> Word | None:
    """The last `Nơi` before a `nhận` at the left."""
    found = None
    for word, following in pairwise(page.words):
        if (
            word.left < page.width / 3
            and strip_marks(word.text).endswith("noi")
            and strip_marks(following.text).startswith("nhan")
        ):
            found = word
    return found


def _has_signer(words: Iterable[Word]) -> bool:
    """Whether a title in capitals stands there and below it a name, both well read."""
    title: float | None = None
    for _, line in groupby(words, key=lambda word: word.line):
        run = [word for word in line if any(map(str.isalpha, word.text))]
        if not run or min(word.confidence or 0.0 for word in run) < _READ:
            continue
        if title is None and len(run) > 1 and all(word.text.isupper() for word in run):
            title = run[0].bottom
        elif title is not None and 2 <= len(run) <= 5 and run[0].top > title + 10:
            names = [word.text.strip(".,;:-'`") for word in run]
            if all(len(n) > 1 and n[0].isupper() and n[1:].islower() for n in names):
                return True
    return False


def _middle_in(word: Word, box: Box) -> bool:
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


_CRUMB = re.compile(r"[£€¥§|^`⁄\\{}<>=°#@$®©¢«»¬]")


def with_known(words: list[Word], known: Sequence[Word]) -> list[Word]:
    """The words that were read with those that the file itself holds, which are right where both stand."""
    if not known:
        return words
    line = max((word.line for word in words), default=-1) + 1
    kept = [word for word in words if not any(_covers(own, word) for own in known)]
    return kept + [replace(own, line=line + own.line) if own.line >= 0 else own for own in known]


def without_specks(words: list[Word], page: Page) -> list[Word]:
    """The words but for crumbs of seals and signatures: signs that no document has, any sign right of `Nơi nhận`."""
    words = [word for word in words if any(map(str.isalnum, word.text)) or not _CRUMB.search(word.text)]
    anchor = _recipients_line(page)
    if anchor is None:
        return words
    box = (page.width / 2, anchor.top - _ABOVE, page.width, anchor.top + _BELOW)
    return [word for word in words if any(map(str.isalnum, word.text)) or not _middle_in(word, box)]


def merged(words: list[Word], again: Sequence[Word]) -> list[Word]:
    """The words of the first reading, and lines of the second where the first has none or was less sure of them."""
    out = list(words)
    for _, line in groupby(again, key=lambda word: word.line):
        run = list(line)
        if not _is_line(run):
            continue
        for part in _new_parts(run, words):
            if not _is_line(part):
                continue
            under = {id(word) for word in words if any(_covers(new, word) for new in part)}
            out = [word for word in out if id(word) not in under] + part
    return out


def without_seal(words: list[Word], again: Sequence[Word], corner: Box) -> list[Word]:
    """The words but for those of a seal in the corner: what a second reading, the seal taken off, does not see."""
    seen = [word for word in again if (word.confidence or 0.0) >= _READ and sum(map(str.isalpha, word.text)) > 1]
    if len(seen) < 2:
        return words
    top = min(word.top for word in seen)
    block = (corner[0], max(corner[1] + _ABOVE - 8, top - 2), corner[2], corner[3])
    return [word for word in words if not _middle_in(word, block) or any(_covers(new, word) for new in again)]


def _is_line(run: Sequence[Word]) -> bool:
    """Whether a line of a second reading says something: letters or digits, sure on the whole."""
    letters = sum(len(word.text) for word in run if any(map(str.isalnum, word.text)))
    if letters < 3:
        return False
    return sum((word.confidence or 0.0) * len(word.text) for word in run) / sum(len(w.text) for w in run) >= 0.5


def _new_parts(run: Sequence[Word], words: Sequence[Word]) -> Iterator[list[Word]]:
    """Stretches of a second reading that the first reading has not, or was less sure of."""
    part: list[Word] = []
    for word in run:
        known = max((old.confidence or 0.0 for old in words if _covers(word, old)), default=0.0)
        if (word.confidence or 0.0) > known + 0.05 and (word.confidence or 0.0) > 0.3:
            part.append(word)
        elif part:
            yield part
            part = []
    if part:
        yield part


def _covers(new: Word, old: Word) -> bool:
    """Whether two words share a third of the smaller one's place."""
    across = min(new.right, old.right) - max(new.left, old.left)
    down = min(new.bottom, old.bottom) - max(new.top, old.top)
    if across <= 0 or down <= 0:
        return False
    smaller = min((new.right - new.left) * (new.bottom - new.top), (old.right - old.left) * (old.bottom - old.top))
    return across * down > 0.33 * smaller


def find_stamps(page: Page, image: Image, dpi: float) -> list[tuple[tuple[int, int, int, int], Image]]:
    """Places in pixels, with the grey image to read, of text in colour in the upper half of a page, not yet read.

    Words of digital signatures are blue, the arrival stamp (dấu đến, Nghị định 30 Phụ lục IV) is red, blue or violet
    in a frame; round seals have nothing to read. At most two, the largest first.
    """
    import cv2

    if image.ndim == 2:
        return []
    top = image[: int(image.shape[0] * 0.45)]
    blue, green, red = cv2.split(top)
    reddish = cv2.threshold(cv2.subtract(red, cv2.max(blue, green)), 45, 255, cv2.THRESH_BINARY)[1]
    bluish = cv2.threshold(cv2.subtract(blue, green), 45, 255, cv2.THRESH_BINARY)[1]
    bluish = cv2.subtract(bluish, reddish)
    found = [(box, red) for box in _blocks(bluish, dpi, gap=4)]
    found += [(box, green) for box in _blocks(reddish, dpi, gap=1) if not _is_round(box, dpi)]
    found = [each for each in found if not _is_read(each[0], page.words, dpi)]
    found.sort(key=lambda each: -(each[0][2] - each[0][0]) * (each[0][3] - each[0][1]))
    return [(box, channel[box[1] : box[3], box[0] : box[2]].copy()) for box, channel in found[:2]]


def _is_read(box: tuple[int, int, int, int], words: Sequence[Word], dpi: float) -> bool:
    """Whether the first reading has three good words there."""
    left, top, right, bottom = (edge * 72 / dpi for edge in box)
    return sum((w.confidence or 0.0) > _READ and _middle_in(w, (left, top, right, bottom)) for w in words) >= 3


def _blocks(mask: Image, dpi: float, gap: int) -> list[tuple[int, int, int, int]]:
    """Boxes, pixels, of what stands together (up to `gap` mm apart) in a mask and is of a stamp's size."""
    import cv2

    step = max(1, round(dpi / 50))  # 2 pixels a mm
    small = cv2.resize(mask, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
    small = cv2.threshold(small, 24, 255, cv2.THRESH_BINARY)[1]
    near = cv2.getStructuringElement(cv2.MORPH_RECT, (2 * gap + 1, 2 * gap + 1))
    small = cv2.morphologyEx(small, cv2.MORPH_CLOSE, near)
    count, _, stats, _ = cv2.connectedComponentsWithStats(small)
    rows, columns = (int(side) for side in mask.shape)
    boxes = []
    for left, top, width, height, area in stats[1:count].tolist():
        if width >= 38 and 6 <= height <= 90 and area >= 0.1 * width * height:
            right, bottom = (left + width + 2) * step, (top + height + 2) * step
            boxes.append((max(0, left - 2) * step, max(0, top - 2) * step, min(columns, right), min(rows, bottom)))
    return boxes


def _is_round(box: tuple[int, int, int, int], dpi: float) -> bool:
    """Whether a block has the shape and size of a seal (36 mm and less)."""
    width, height = box[2] - box[0], box[3] - box[1]
    return 0.75 < width / height < 1.33 and max(width, height) < 1.9 * dpi
