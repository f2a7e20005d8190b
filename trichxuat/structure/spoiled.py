"""The spoiled words of headers, put right before anything is read.

The exact patterns come first; where one of them finds nothing, the few words that may be its cue are compared with the
closed vocabulary of the header. What is found is mended in `Text.clean` (`Text.mended`): every pattern sees the word
that was meant, every value keeps the letters that were printed. No digit is ever mended, and no name of a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trichxuat.structure.anchors import MOTTO, number_at
from trichxuat.structure.documents import Part, find_documents
from trichxuat.structure.lines import WORDS, Cell, Line, read_lines
from trichxuat.structure.meant import Mend, addressed, date_words, ground, heading_words, opener, title
from trichxuat.structure.openings import GROUND, is_addressed, opens_body
from trichxuat.structure.type_titles import begun_title, is_title
from trichxuat.text import Text

REGION = 40
"""Lines of words in which a header is looked for."""
_ABOVE = 20
_CELL = 240
_ROUNDS = 3


def mend(text: Text, lines: list[Line], parts: list[Part]) -> tuple[Text, list[Line], list[Part]]:
    """The text with the spoiled cues of its headers mended, its lines and its documents; the same where none is."""
    for _ in range(_ROUNDS):
        mends = list(_elsewhere(text, parts))
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
    """What the exact patterns find in the region of a header: all that need not be looked for."""

    heading: bool
    motto: bool
    title: bool
    begun: bool
    addressees: bool
    below: int
    """Index in the region of the first line that follows a header."""


def _of_header(text: Text, lines: list[Line], part: Part) -> list[Mend]:
    """The mends of one document's header."""
    region = _region(lines, part)
    if not region:
        return []
    seen = _look(text, region, part)
    mends: list[Mend] = []
    notation: str | None = None
    for n, line in enumerate(region):
        for cell in line.cells:
            start, end = cell.start, min(cell.end, cell.start + _CELL)
            found: list[Mend] = []
            if not seen.heading:
                found = heading_words(text, start, end, "state")
            if not seen.motto:
                found += heading_words(text, start, end, "motto")
            if not found and notation is None and n < seen.below:
                notation, found = _number(text, cell)
            if not found and n < seen.below:
                if n > 1 and not seen.title:
                    found = title(text, start, end, notation, begun=seen.begun)
                if not found and text.clean[start:end].isupper():
                    found = opener(text, start, end)
            if not found and 1 < n < seen.below and not seen.addressees:
                found = addressed(text, start, end)
            if not found and n > 2 and cell is line.cells[0]:
                found = ground(text, start, end)
            mends += found
    mends += _dates(text, region[0].start, min(region[-1].end, region[0].start + REGION * _CELL))
    return mends


def _region(lines: list[Line], part: Part) -> list[Line]:
    first = part.first if part.anchor is None else max(part.first, part.anchor - _ABOVE)
    found: list[Line] = []
    for i in range(first, min(part.last, first + 4 * REGION)):
        if lines[i].kind == WORDS:
            found.append(lines[i])
            if len(found) == REGION:
                break
    return found


def _look(text: Text, region: list[Line], part: Part) -> _Seen:
    heading = part.heading
    below = len(region)
    titled = begun = addressees = False
    for n, line in enumerate(region):
        addressees = is_addressed(text, line)
        if n > 2 and (addressees or GROUND.match(line.plain) or opens_body(line)):
            below = n
            break
        titled = titled or _is_titled(text, line)
        begun = begun or any(begun_title(text, cell.start, cell.end) for cell in line.cells)
    return _Seen(
        heading is not None and (heading.family != "state" or text.plain[heading.start] != "d"),
        MOTTO.search(text.plain, region[0].start, region[-1].end) is not None,
        titled,
        begun,
        addressees,
        below,
    )


def _is_titled(text: Text, line: Line) -> bool:
    for cell in line.cells:
        if cell.end - cell.start < 60:
            words = text.clean[cell.start : cell.end]
            if words.isupper() and is_title(words):
                return True
    return False


_SEEDS = ("xa hoi chu", "hoi chu nghia", "nghia viet", "doc lap", "hanh phuc")
_IN_ORDER = re.compile(r"cong hoa xa hoi chu nghia viet nam|doc lap\W{1,4}tu do\W{1,4}hanh phuc")


def _elsewhere(text: Text, parts: list[Part]) -> Iterator[Mend]:
    """A spoiled Quốc hiệu or tiêu ngữ further down, found by the words of it that are left."""
    known = [part.heading.start for part in parts if part.heading]
    for seed in _SEEDS:
        at = text.plain.find(seed)
        for _ in range(60):
            if at < 0:
                break
            if all(not -400 < at - start < 400 for start in known):
                start = max(text.clean.rfind("\n", max(0, at - 120), at) + 1, at - 120, 0)
                end = text.clean.find("\n", at, at + 120)
                end = end if end > 0 else at + 120
                for kind in () if _IN_ORDER.search(text.plain, start, end) else ("state", "motto"):
                    yield from heading_words(text, start, end, kind)
            at = text.plain.find(seed, at + 1)


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
    upper = len(m[1]) > 1 and text.clean[slice(*m.span(1))].isupper()
    return tail["notation"], [(*m.span(1), "SỐ" if upper else "Số")]


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _dates(text: Text, start: int, end: int) -> Iterator[Mend]:
    for year in _YEAR.finditer(text.plain, start, end):
        if text.plain[year.start() - 1] not in "/-.,":
            yield from date_words(text, start, year.start())
