"""The text layer of one PDF page as words, lines and rules, on the upright page.

PDFium gives characters in the order of the file, with blanks of its own between words and breaks between lines. Of a
hyphen at the end of a line it makes U+0002 and joins the lines: here it is a hyphen, and its line ends.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from ctypes import byref, c_int, create_string_buffer
from dataclasses import replace
from typing import TYPE_CHECKING

from trichxuat.reading.page import Box, Page, Word
from trichxuat.reading.pdf_marks import Turn, marks_of

if TYPE_CHECKING:
    import pypdfium2

MOST_CHARACTERS = 100_000
"""Of a page; what is beyond is not read. A dense page has 6,000."""

_MOST_WALLS = 500

_BLANK = frozenset(map(ord, " \t\n\r\v\f\u00a0\u2002\u2003\u2007\u2009\u202f\u200b\ufeff\0"))
_BREAK = frozenset((0x0A, 0x0D))
_LINE_END_HYPHEN = frozenset((0x02, 0xFFFE))
_SOFT_HYPHEN = 0xAD
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)


def page_of(page: pypdfium2.PdfPage, number: int) -> Page:
    """A page with the words of its text layer, its rules and pictures. What cannot be placed is left out."""
    turn, width, height = _turn(page)
    textpage = page.get_textpage()
    try:
        characters = _characters(textpage)
        quarter = _quarter(characters, turn)
        if quarter:
            turn, width, height = _turned(turn, width, height, quarter)
        rules, pictures = marks_of(page, turn, width, height)
        words, firsts = _words(characters, turn, rules)
        if _is_old(characters):
            words = _in_unicode(words, firsts, textpage)
    finally:
        textpage.close()
    return Page(number, width, height, words, None, rules, pictures)


def _turn(page: pypdfium2.PdfPage) -> tuple[Turn, float, float]:
    """From PDF coordinates (up from the lower left) to points from the top left of the page as it is shown."""
    import pypdfium2.raw as raw

    width, height = page.get_size()
    fine = max(1, min(1000, int(1e9 / max(width, height, 1.0))))  # PDFium answers in whole numbers
    corners = []
    for x, y in ((0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0)):
        across, down = c_int(), c_int()
        size = (min(round(width * fine), 1 << 30), min(round(height * fine), 1 << 30))
        raw.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, x, y, byref(across), byref(down))
        corners.append((across.value / fine, down.value / fine))
    (x0, y0), (x1, y1), (x2, y2) = corners
    return ((x1 - x0) / 1000, (x2 - x0) / 1000, x0, (y1 - y0) / 1000, (y2 - y0) / 1000, y0), width, height


def _turned(turn: Turn, width: float, height: float, quarter: int) -> tuple[Turn, float, float]:
    """The same for a page whose text runs up, down or upside down; quarter: turns to the right that set it upright."""
    a, b, c, d, e, f = turn
    for _ in range(quarter):
        a, b, c, d, e, f = -d, -e, height - f, a, b, c
        width, height = height, width
    return (a, b, c, d, e, f), width, height


# ---- characters ----

_Character = tuple[int, float, float, float, float, float, int]
"""code point; left, bottom, right, top in PDF coordinates; angle of the line in radians; PDFium's number of it."""


def _characters(textpage: pypdfium2.PdfTextPage) -> list[_Character]:
    import pypdfium2.raw as raw

    handle = textpage.raw
    count = min(raw.FPDFText_CountChars(handle), MOST_CHARACTERS)
    rect = raw.FS_RECTF()
    where = byref(rect)
    unicode_of, box_of, angle_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharAngle
    found: list[_Character] = []
    angle = 0.0
    for i in range(count):
        code = unicode_of(handle, i)
        if code in _BLANK:
            found.append((code, 0.0, 0.0, 0.0, 0.0, angle, i))
        elif box_of(handle, i, where):
            if len(found) < 8 or i % 16 == 0:
                angle = angle_of(handle, i)
            found.append((code, rect.left, rect.bottom, rect.right, rect.top, angle, i))
    return found


def _quarter(characters: list[_Character], turn: Turn) -> int:
    """Quarter turns to the right that set most of the shown text upright."""
    angles = Counter(round(character[5], 2) for character in characters if character[0] not in _BLANK)
    a, b, _, d, e, _ = turn
    quarters: Counter[int] = Counter()
    for angle, count in angles.items():
        along, up = math.cos(angle), -math.sin(angle)  # PDFium counts angles clockwise
        quarters[round(math.atan2(d * along + e * up, a * along + b * up) / (-math.pi / 2)) % 4] += count
    return quarters.most_common(1)[0][0] if quarters else 0


# ---- words ----


class _Words:
    """Gathers characters to words, words to lines."""

    def __init__(self, walls: list[Box]) -> None:
        self.words: list[Word] = []
        self.walls = sorted(walls[:_MOST_WALLS])  # of table cells: no word runs through one
        self.edges = [wall[0] for wall in self.walls]
        self.line = 0
        self.text: list[str] = []
        self.box: Box | None = None
        self.last: Box | None = None
        self.first = 0
        self.firsts: list[int] = []

    def add(self, char: str, box: Box, number: int) -> None:
        left, top, right, bottom = box
        if self.last is not None:
            size = max(bottom - top, self.last[3] - self.last[1], 1.0)
            if abs((top + bottom) - (self.last[1] + self.last[3])) > 1.2 * size or left < self.last[0] - 2 * size:
                self.end_line()
            elif left - self.last[2] > 0.5 * size or (self.walls and self._walled(self.last, box)):
                self.end()
        if self.box is None:
            self.box, self.first = box, number
        else:
            first = self.box
            self.box = (min(first[0], left), min(first[1], top), max(first[2], right), max(first[3], bottom))
        self.text.append(char)
        self.last = box

    def _walled(self, last: Box, box: Box) -> bool:
        """Whether an upright rule stands between two letters."""
        middle = (box[1] + box[3]) / 2
        for at in range(bisect_left(self.edges, last[2] - 1), bisect_right(self.edges, box[0] + 1)):
            if self.walls[at][1] <= middle <= self.walls[at][3]:
                return True
        return False

    def end(self) -> None:
        if self.text and self.box is not None:
            self.words.append(Word("".join(self.text), *self.box, line=self.line))
            self.firsts.append(self.first)
        self.text, self.box = [], None

    def end_line(self) -> None:
        self.end()
        self.line += bool(self.words) and self.words[-1].line == self.line
        self.last = None


def _words(characters: list[_Character], turn: Turn, rules: list[Box]) -> tuple[list[Word], list[int]]:
    """The words, and PDFium's number of the first character of each."""
    a, b, c, d, e, f = turn
    soft = _is_letter(characters)
    words = _Words([rule for rule in rules if rule[3] - rule[1] > rule[2] - rule[0]])
    high = 0
    for code, x0, y0, x1, y1, _, number in characters:
        if code in _BLANK:
            if code in _BREAK:
                words.end_line()
            else:
                words.end()
            continue
        xs, ys = (a * x0 + b * y0 + c, a * x1 + b * y1 + c), (d * x0 + e * y0 + f, d * x1 + e * y1 + f)
        box = (min(xs), min(ys), max(xs), max(ys))
        if code in _LINE_END_HYPHEN:
            words.add(chr(_SOFT_HYPHEN) if soft else "-", box, number)
            words.end_line()
            continue
        if code in _HIGH:
            high = code
            continue
        if code in _LOW:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        words.add(chr(code), box, number)
    words.end()
    return words.words, words.firsts


def _is_letter(characters: list[_Character]) -> bool:
    """Whether U+00AD is a letter here: `ư` of TCVN3, which stands inside words."""
    codes: list[int] = [character[0] for character in characters]
    inside = sum(
        code == _SOFT_HYPHEN and before not in _BLANK and after not in _BLANK
        for before, code, after in zip(codes, codes[1:], codes[2:], strict=False)
    )
    return inside >= 3


# ---- old encodings ----

_OLD = range(0xA1, 0x100)


def _is_old(characters: list[_Character]) -> bool:
    """Whether a page may show the bytes of an old encoding as Latin letters: many of those, none of Unicode's own."""
    codes: Counter[int] = Counter(character[0] for character in characters)
    old = sum(count for code, count in codes.items() if code in _OLD)
    unicode = sum(count for code, count in codes.items() if 0x1EA0 <= code < 0x1F00)
    return old > 10 and 20 * unicode < old


def _in_unicode(words: list[Word], firsts: list[int], textpage: pypdfium2.PdfTextPage) -> list[Word]:
    """The words of TCVN3, VNI or VISCII fonts in Unicode; those of a font for capitals (`.VnTimeH`) in capitals."""
    from trichxuat.reading.encodings import decode, detect

    encoding = detect(" ".join(word.text for word in words))
    if encoding is None:
        return words
    return [
        replace(word, text=decode(word.text, encoding, capitals=_font(textpage, first).upper().endswith("H")))
        for word, first in zip(words, firsts, strict=True)
    ]


def _font(textpage: pypdfium2.PdfTextPage, number: int) -> str:
    """The name of a character's font, `ABCDEF+.VnTimeH` without its tag."""
    import pypdfium2.raw as raw

    name, flags = create_string_buffer(128), c_int()
    raw.FPDFText_GetFontInfo(textpage.raw, number, name, 128, byref(flags))
    font = name.value.decode("utf-8", "replace").rpartition("+")[2]
    return font.partition(",")[0].partition("-")[0] if font.startswith(".") else ""
