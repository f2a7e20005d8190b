"""The spoiled words of headers and of dates, put right before anything is read.

The exact patterns come first; where one of them finds nothing, the few words that may be its cue are compared with the
closed vocabulary of the header. What is found is mended in `Text.clean` (`Text.mended`): every pattern sees the word
that was meant, every value keeps the letters that were printed. No digit is ever mended, and no name of a place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from trichxuat.structure.anchors import MOTTO, number_at
from trichxuat.structure.documents import Part, find_documents
from trichxuat.structure.likeness import distance
from trichxuat.structure.lines import WORDS, Cell, Line, read_lines
from trichxuat.structure.meant import heading_words, opener, title
from trichxuat.structure.meant_capitals import capitals
from trichxuat.structure.meant_cues import addressed, date_words, ground, torn_date_words
from trichxuat.structure.openings import GROUND, is_addressed, opens_body
from trichxuat.structure.type_titles import begun_title, is_title
from trichxuat.text import Mend, Text

REGION = 40
"""Lines of words in which a header is looked for."""
_ABOVE = 20
_CELL = 240
_ROUNDS = 3
_BESIDE = 12
# A line below the header that may open a ground: `căn cứ` or `đề nghị` with a letter changed.
_GROUND_LIKE = re.compile(
    r"\n[ \-*+|]{0,8}(?=(?:[^c\W]an cu|c[^a\W]n cu|ca[^n\W] cu|can [^c\W]u|can c[^u\W])\b"
    r"|[a-z]{3,4} (?:de n|[a-z]{2} nghi\b))"
)


def mend(text: Text, lines: list[Line], parts: list[Part]) -> tuple[Text, list[Line], list[Part]]:
    """The text with the spoiled cues of its headers mended, its lines and its documents; the same where none is."""
    for turn in range(_ROUNDS):
        mends = list(_elsewhere(text, lines, parts))
        if turn == 0:
            mends += _dates(text, 0, len(text.plain))
        for part in parts:
            mends += _of_header(text, lines, part)
        if not mends:
            break
        text = text.mended(mends)
        lines = read_lines(text)
        parts = find_documents(text, lines)
    return text, lines, parts


@dataclass(slots=True)
class _Seen:
    """What the exact patterns find of a header: all that need not be looked for.

    lines: of the header, up to the one that is certainly below it; begun: a line begins with a type's name; end: the
    clean offset up to which grounds are looked for.
    """

    lines: list[Line]
    end: int
    heading: bool
    motto: bool
    title: bool
    begun: bool
    addressees: bool


def _of_header(text: Text, lines: list[Line], part: Part) -> list[Mend]:
    """The mends of one document's header and of its grounds."""
    seen = _look(text, lines, part)
    if not seen.lines:
        return []
    mends: list[Mend] = []
    notation: str | None = None
    for n, line in enumerate(seen.lines):
        for cell in line.cells:
            start, end = cell.start, min(cell.end, cell.start + _CELL)
            found = capitals(text, start, end)
            if not found and not seen.heading:
                found = heading_words(text, start, end, "state")
            if not seen.motto:
                found += heading_words(text, start, end, "motto")
            if not found and notation is None:
                notation, found = _number(text, cell)
            if not found and text.clean[start : start + 3].isupper() and not _in_order(text, start, end):
                if n > 1 and not seen.title:
                    found = title(text, start, end, notation, begun=seen.begun)
                if not found:
                    found = opener(text, start, _capitals_end(text, start, end))
            if not found and n > 1 and not seen.addressees:
                found = addressed(text, start, end)
            mends += found
        if n > 2 and not (mends and mends[-1][0] >= line.start):
            mends += ground(text, line.start, min(line.end, line.start + _CELL))
    for m in _GROUND_LIKE.finditer(text.plain, seen.lines[-1].end, seen.end):
        mends += ground(text, m.end(), min(seen.end, m.end() + _CELL))
    return mends


def _look(text: Text, lines: list[Line], part: Part) -> _Seen:
    first = part.first if part.anchor is None else max(part.first, part.anchor - _ABOVE)
    region: list[Line] = []
    titled = begun = addressees = False
    last = min(part.last, first + 4 * REGION)
    for i in range(first, last):
        line = lines[i]
        if line.kind != WORDS:
            continue
        addressees = is_addressed(text, line)
        if len(region) > 2 and (addressees or GROUND.match(line.plain) or opens_body(line)):
            break
        region.append(line)
        if len(region) == REGION:
            break
        if not titled:
            titled = _is_titled(text, line)
            begun = begun or any(begun_title(text, cell.start, cell.end) for cell in line.cells)
    if not region:
        return _Seen([], 0, True, True, True, True, True)
    heading = part.heading
    return _Seen(
        region,
        min(lines[part.last - 1].end, region[-1].end + REGION * _CELL // 2),
        heading is not None and (heading.family != "state" or text.plain[heading.start] != "d"),
        MOTTO.search(text.plain, region[0].start, region[-1].end) is not None,
        titled,
        begun,
        addressees,
    )


def _capitals_end(text: Text, start: int, end: int) -> int:
    """Where the words in capitals end with which a cell begins, beside those of another column."""
    at = start
    for word in text.clean[start:end].split(" "):
        if any(map(str.islower, word)):
            break
        at += len(word) + 1
    return min(at, end)


_STATE = "cong hoa xa hoi", "chu nghia viet", "dang cong san"


def _in_order(text: Text, start: int, end: int) -> bool:
    """Whether the cell is a heading or a title, or begins as one."""
    return text.plain.startswith(_STATE, start, end) or is_title(text.clean[start:end])


def _is_titled(text: Text, line: Line) -> bool:
    for cell in line.cells:
        if cell.end - cell.start < 60:
            words = text.clean[cell.start : cell.end]
            if words.isupper() and is_title(words):
                return True
    return False


_SEEDS = ("hoi chu n", "cong hoa xa", "nghia viet", "doc lap", "hanh phuc")
_IN_ORDER = re.compile(r"cong hoa xa hoi chu nghia viet nam|doc lap\W{1,4}tu do\W{1,4}hanh phuc")


def _elsewhere(text: Text, lines: list[Line], parts: list[Part]) -> Iterator[Mend]:
    """A spoiled Quốc hiệu, tiêu ngữ or `Số` further down, found by the words of the heading that are left."""
    known = [part.heading.start for part in parts if part.heading]
    for seed in _SEEDS:
        at = text.plain.find(seed)
        for _ in range(60):
            if at < 0:
                break
            if all(not -150 < at - start < 200 for start in known):
                start = max(text.clean.rfind("\n", max(0, at - 120), at) + 1, at - 120, 0)
                end = text.clean.find("\n", at, at + 120)
                end = end if end > 0 else at + 120
                for kind in () if _IN_ORDER.search(text.plain, start, end) else ("state", "motto"):
                    yield from heading_words(text, start, end, kind)
                yield from _number_near(text, lines, at)
            at = text.plain.find(seed, at + 1)


def _number_near(text: Text, lines: list[Line], at: int) -> Iterator[Mend]:
    """The mend of a `Số` beside a heading at `at` that opens no document for want of its number."""
    here = bisect_right(lines, at, key=lambda line: line.start)
    for line in lines[max(0, here - _BESIDE) : here + _BESIDE]:
        for cell in line.cells:
            yield from _number(text, cell)[1]


# ---- number, date ----

_SO = re.compile(r"\W{0,3}([^\W_]{1,3})(?![^\W_])\s?[:.;]?")


def _number(text: Text, cell: Cell) -> tuple[str | None, list[Mend]]:
    """The notation of the number line, if it begins in this cell, and the mend of its `Số`."""
    m = _SO.match(text.plain, cell.start, cell.end)
    tail = number_at(text, m.end()) if m else None
    if m is None or tail is None or m[1].isdigit():
        return None, []
    if m[1] in ("so", "s0", "s6", "$o"):
        return tail["notation"], []
    if any(map(str.isalpha, tail["number"] or "")):
        return None, []
    upper = len(m[1]) > 1 and text.clean[slice(*m.span(1))].isupper()
    return tail["notation"], [(*m.span(1), "SỐ" if upper else "Số")]


_YEAR = re.compile(r"[12][09]\d\d(?!\d)")


_DAY = re.compile(r"ngay \d{1,2}[^\d/.-]{4,14}\Z")
_DAY_AND_MONTH = re.compile(r"\d\D{2,12}\d{1,2}\D{2,8}\Z")
# `ngey 05/3/2024`: the word before a date in figures.
_FIGURES = re.compile(r"(?<![a-z0-9])([a-z]{4,5})\s{1,3}\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\Z")


def _dates(text: Text, start: int, end: int) -> Iterator[Mend]:
    """The words of dates, in the header and below it."""
    plain = text.plain
    for year in _YEAR.finditer(plain, start, end):
        at = year.start()
        before = plain[max(start, at - 34) : at]
        if before[-1:] not in ("/", "-", ".", ","):
            month = "thang" in before
            whole = "ngay" in before if month else not (_DAY_AND_MONTH.search(before) or _DAY.search(before))
            sound = before.endswith("nam ") and whole
            if not sound and not before[-1:].isdigit():
                torn = list(torn_date_words(text, at - len(before), at))
                yield from torn or date_words(text, start, at)
        elif "ngay" not in before:
            m = _FIGURES.search(plain, at - len(before), at)
            if m and distance(m[1], "ngay", 1) == 1:
                yield *m.span(1), "ngày"
