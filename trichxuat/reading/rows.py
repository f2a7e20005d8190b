"""Words of a page → rows: the page made straight, noise left out, words of one height put in one row.

Lengths are points; `size` is the usual height of a word on the page.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

from trichxuat.reading.page import Box, Page, Word
from trichxuat.text import strip_marks


@dataclass(slots=True)
class Bit:
    """A word where it would stand on a straight page; `word` keeps its true place."""

    word: Word
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Row:
    """Words of one height, left to right; at least one. reader_line: joined by the reader's own line."""

    bits: list[Bit]
    middle: float

    @property
    def left(self) -> float:
        return self.bits[0].left

    @property
    def right(self) -> float:
        return max(bit.right for bit in self.bits)

    @property
    def top(self) -> float:
        return min(bit.top for bit in self.bits)

    @property
    def bottom(self) -> float:
        return max(bit.bottom for bit in self.bits)

    @property
    def text(self) -> str:
        return " ".join(bit.word.text for bit in self.bits)

    @property
    def plain(self) -> str:
        """Its words as in `Text.plain`: lower case without marks."""
        return strip_marks(self.text)


MOST_WORDS = 20_000
"""Of a page; what is beyond is not read. A dense page has 1,000."""
_LONG_LINE = 7  # words a line must have to tell the skew
_MOST_SLOPE = 0.2


def slope(words: Sequence[Word]) -> float:
    """How far lines fall to the right (dy/dx), by the reader's lines of seven words or more; 0 if there are none."""
    slopes: list[tuple[float, float]] = []
    for _, line in groupby(words, key=lambda word: word.line):
        run = list(line)
        if run[0].line < 0 or len(run) < _LONG_LINE:
            continue
        run_slope, length = _slope_of(run)
        if length > 0 and abs(run_slope) < _MOST_SLOPE:
            slopes.append((run_slope, length))
    if not slopes:
        return 0.0
    slopes.sort()
    half, seen = sum(length for _, length in slopes) / 2, 0.0
    for value, length in slopes:
        seen += length
        if seen >= half:
            return value
    return slopes[-1][0]


def _slope_of(run: Sequence[Word]) -> tuple[float, float]:
    """Least squares through the middles of a line's words, and the line's length."""
    xs = [(word.left + word.right) / 2 for word in run]
    ys = [(word.top + word.bottom) / 2 for word in run]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - mean_x) ** 2 for x in xs)
    if spread <= 0:
        return 0.0, 0.0
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread, max(xs) - min(xs)


def usual_height(words: Iterable[Word]) -> float:
    """The median height of words with two letters or more."""
    heights = [
        word.bottom - word.top for word in words if sum(map(str.isalnum, word.text)) > 1 and word.bottom > word.top
    ]
    return median(heights) if heights else 12.0


def without_noise(words: Sequence[Word], size: float) -> list[Word]:
    """The words without what OCR read where there is none: specks, strokes of a seal, what is too unsure to be a word.

    What stands close to a word that was read surely belongs to the line and stays, however unsure: a word lost from a
    sentence costs more than a wrong one that its confidence gives away. Figures behind `Số:` and in the line of place
    and date do not: there they are mostly ink.
    """
    kept = []
    for n, word in enumerate(words):
        if word.confidence is not None and "|" in word.text:  # the rule of a table
            word = replace(word, text=word.text.strip("|"))
        if not word.text.strip():
            continue
        if _is_doubtful(word, size):
            before = words[n - 1] if n and words[n - 1].line == word.line >= 0 else None
            after = words[n + 1] if n + 1 < len(words) and words[n + 1].line == word.line >= 0 else None
            above = words[n - 2] if before and n > 1 and words[n - 2].line == word.line else None
            if not _belongs(word, before, after, size) or _in_ink(word, above, before):
                continue
        kept.append(word)
    return kept


def _is_doubtful(word: Word, size: float) -> bool:
    """Whether a word is too unsure, too unsure for so short a one, or too tall."""
    if word.confidence is None:
        return False
    if word.confidence < 0.2 or (word.bottom - word.top) > 2.6 * size:
        return True
    return word.confidence < 0.55 and sum(map(str.isalnum, word.text)) <= 2


_BULLETS = frozenset("-–—~+•*·_")
_SURE = 0.6


def _belongs(word: Word, before: Word | None, after: Word | None, size: float) -> bool:
    """Whether a doubtful word stands in a line of sure ones: between two, or as close to one as words do."""
    height = word.bottom - word.top
    left = before is not None and _is_sure(before) and -0.5 * size < word.left - before.right < size
    right = after is not None and _is_sure(after) and -0.5 * size < after.left - word.right < size
    letters = sum(map(str.isalnum, word.text))
    if before is None and right and word.text in _BULLETS:
        return True
    if left and right:
        return letters > 0 and height < 3.2 * size
    return (
        letters > 0 and height < 1.7 * size and ((right and before is None) or (left and after is None and letters > 1))
    )


def _is_sure(word: Word) -> bool:
    return word.confidence is not None and word.confidence >= _SURE


def _in_ink(word: Word, above: Word | None, before: Word | None) -> bool:
    """Whether a doubtful word stands where number or day are written by hand; above: the word before `before`."""
    if before is None or "/" in word.text[1:]:
        return False
    cue = strip_marks(before.text).strip(":.; ")
    return (cue == "so" and before.text.endswith((":", "."))) or (
        cue == "ngay" and above is not None and above.text.endswith(",")
    )


def straight_bits(page: Page) -> tuple[list[Bit], float, list[Box]]:
    """The words of a page without noise, the page turned straight; the usual height of a word; the page's rules."""
    words = [
        word
        for word in page.words[:MOST_WORDS]
        if all(map(math.isfinite, (word.left, word.top, word.right, word.bottom)))
    ]
    size = usual_height(words)
    fall = slope(words)
    words = without_noise(words, size)
    if not fall:
        return [Bit(word, word.left, word.top, word.right, word.bottom) for word in words], size, page.rules
    across, down = page.width / 2, page.height / 2

    def straight(left: float, top: float, right: float, bottom: float) -> Box:
        dy, dx = -fall * ((left + right) / 2 - across), fall * ((top + bottom) / 2 - down)
        return left + dx, top + dy, right + dx, bottom + dy

    bits = [Bit(word, *straight(word.left, word.top, word.right, word.bottom)) for word in words]
    return bits, size, [straight(*rule) for rule in page.rules]


def rows_of(bits: Sequence[Bit], size: float) -> list[Row]:
    """Rows from top to bottom. What the reader saw as one line stays together, unless a wide gap parts it."""
    pieces = sorted(_pieces(bits, size), key=lambda piece: piece[0])
    rows: list[Row] = []
    for middle, piece in pieces:
        row = _row_for(piece, middle, rows[-6:], size)
        if row is None:
            rows.append(Row(list(piece), middle))
        else:
            count = len(row.bits)
            row.middle = (row.middle * count + middle * len(piece)) / (count + len(piece))
            row.bits.extend(piece)
    for row in rows:
        row.bits.sort(key=lambda bit: bit.left)
    rows.sort(key=lambda row: row.middle)
    return rows


def _row_for(piece: Sequence[Bit], middle: float, rows: Sequence[Row], size: float) -> Row | None:
    """The nearest row at the height of a piece that has room for it."""
    near = sorted((abs(row.middle - middle), n) for n, row in enumerate(rows))
    for distance, n in near:
        if distance > 0.5 * size:
            return None
        left, right, line = piece[0].left, piece[-1].right, piece[0].word.line
        if not any(
            min(bit.right, right) - max(bit.left, left) > (0.3 if line < 0 or line != bit.word.line else 1.5) * size
            for bit in rows[n].bits
        ):
            return rows[n]
    return None


def _pieces(bits: Sequence[Bit], size: float) -> list[tuple[float, list[Bit]]]:
    """Runs of words that the reader put one behind another in one line, each with its height.

    A short run (a number in ink, a dash) stands at the height of its line, however its box was drawn.
    """
    pieces: list[tuple[float, list[Bit]]] = []
    for number, line in groupby(bits, key=lambda bit: bit.word.line):
        words = list(line)
        if number < 0:
            pieces += [(bit.middle, [bit]) for bit in words]
            continue
        middle = median([bit.middle for bit in words])
        runs: list[list[Bit]] = []
        for bit in words:
            if runs and -1.5 * size < bit.left - runs[-1][-1].right < 2 * size:
                runs[-1].append(bit)
            else:
                runs.append([bit])
        for run in runs:
            own = median([bit.middle for bit in run])
            pieces.append((middle if len(run) < 3 and abs(own - middle) < size else own, run))
    return pieces


def pieces_of(row: Row, gap: float) -> list[list[Bit]]:
    """The row parted where more than `gap` stands between two words."""
    parts: list[list[Bit]] = [[row.bits[0]]]
    reach = row.bits[0].right
    for bit in row.bits[1:]:
        if bit.left - reach > gap:
            parts.append([bit])
        else:
            parts[-1].append(bit)
        reach = max(reach, bit.right)
    return parts


def words_of(bits: Iterable[Bit]) -> str:
    return " ".join(bit.word.text for bit in bits)
