"""The title: the name of the type, alone on its line, or where converters and OCR put it else (Phụ lục I, II.5)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from trichxuat import lexicon
from trichxuat.structure.anchors import find_number
from trichxuat.structure.lines import WORDS, Line
from trichxuat.text import Text

Range = tuple[int, int]


@lru_cache(maxsize=512)
def is_title(words: str) -> bool:
    return len(words) < 60 and lexicon.type_by_title(words) is not None


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"(?:{lexicon.alternation(lexicon.title_names())})(?![a-z])")


def torn_title(text: Text, lines: list[Line], i: int, last: int) -> tuple[int, int] | None:
    """A title that a page broke over two lines (`NGHỊ⏎QUYẾT`): its second line and its end."""
    if i + 1 >= last or lines[i + 1].kind != WORDS or lines[i + 1].gap or lines[i + 1].end - lines[i + 1].start > 16:
        return None
    joined = text.clean[lines[i].start : lines[i + 1].end]
    return (i + 1, lines[i + 1].end) if joined.isupper() and is_title(joined) else None


def begun_title(text: Text, start: int, end: int) -> Range | None:
    """The type's name in capitals at the begin of a longer line (`KẾ HOẠCH Tổ chức …`)."""
    m = _names().match(text.plain, start, end)
    if m and m.end() < end and text.clean[start : m.end()].isupper():
        return m.span()
    return None


def is_contradicted(text: Text, start: int, begun: Range) -> bool:
    """Whether the notation above shows another type than the words that a trích yếu in capitals begins with."""
    line_end = text.clean.find("\n", begun[1])
    if not text.clean[begun[0] : line_end if line_end > 0 else len(text.clean)].isupper():
        return False
    number = find_number(text, start, begun[0])
    shown = lexicon.type_by_notation(number[1]["notation"]) if number else None
    named = lexicon.type_by_title(text.clean[begun[0] : begun[1]])
    return bool(shown and named and shown.abbreviation not in ("CV", named.abbreviation))


def small_title(text: Text, lines: list[Line], start: int, end: int) -> tuple[int, Range] | None:
    """A title in small letters (`Quyết định`), alone on its line."""
    for i in range(start, end):
        line = lines[i]
        words = text.clean[line.start : line.end]
        if line.kind == WORDS and len(words) < 30 and words[0].isupper() and not words.endswith(":"):
            kind = lexicon.type_by_title(words)
            if kind and kind.abbreviation:
                return i, (line.start, line.end)
    return None


def inline_title(text: Text, lines: list[Line], start: int, end: int) -> tuple[int, Range] | None:
    """A title inside a line where the whole header was joined into one."""
    for i in range(start, min(end + 1, len(lines))):
        line = lines[i]
        if line.kind != WORDS or ("ngay" not in line.plain and "phuc" not in line.plain):
            continue
        for m in _names().finditer(text.plain, line.start, line.end):
            if text.clean[m.start() : m.end()].isupper() and re.search(
                r"(?:nam ?\d{4}|phuc)\W{1,6}\Z", text.plain[max(line.start, m.start() - 14) : m.start()]
            ):
                return i, m.span()
    return None


def title_above(text: Text, lines: list[Line], start: int, floor: int) -> tuple[int, Range] | None:
    """A title that a web page printed above the header."""
    seen = 0
    for i in range(start - 1, floor - 1, -1):
        line = lines[i]
        if line.kind != WORDS:
            continue
        seen += 1
        if seen > 6:
            return None
        words = text.clean[line.start : line.end]
        if words.isupper() and is_title(words):
            return i, (line.start, line.end)
    return None
