"""Where the header ends, its title and trích yếu, and whom the document addresses (Phụ lục I, II.1-5; Kính gửi II.9a).

Offsets are clean offsets; line numbers are indexes into the lines of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from trichxuat.structure.addressee_lines import addressee_lines
from trichxuat.structure.anchors import find_number
from trichxuat.structure.documents import Part, header_start
from trichxuat.structure.lines import WORDS, Line
from trichxuat.structure.openings import GROUND, is_addressed, opens_body, opens_text
from trichxuat.structure.subject import past_authority, walk_subject, whole
from trichxuat.structure.type_titles import (
    begun_title,
    inline_title,
    is_contradicted,
    is_title,
    small_title,
    title_above,
    torn_title,
)
from trichxuat.text import Text

Range = tuple[int, int]


@dataclass(slots=True)
class Head:
    """What is known of a header.

    lines: from the issuer to the end of the trích yếu and the authority line; addressees: lines of `Kính gửi`.
    block: clean offsets of what stands above the title (or above Kính gửi): issuer, Quốc hiệu, number, place and date.
    title: where the type's name stands; subject: the pieces of the trích yếu under it.
    """

    lines: Range
    addressees: Range
    block: Range
    title: Range | None = None
    subject: list[Range] = field(default_factory=list)


_INLINE_END = re.compile(r"\s(?:can cu (?:luat|nghi|quyet|thong|ke|chi|cong|hien|bo|dieu|chuc)|kinh gui)(?![a-z])")


Found = tuple[int, Range]
"""A title: its line and its place."""


def find_head(text: Text, lines: list[Line], part: Part, subject: int | None = None) -> Head:
    """The header of a document and its addressees; subject: the line of its trích yếu, where the title is lost."""
    start = _start(text, lines, part)
    if subject is not None:
        return _with_title_lost(text, lines, part, start, subject)
    title, begun, stop = _search(text, lines, part, start)
    if title is None and begun is not None and (stop < 0 or begun[0] < stop):
        if is_contradicted(text, lines[start].start, begun[1]):
            return _with_title_lost(text, lines, part, start, begun[0])
        title = begun
    title = title or _other_title(text, lines, start, stop if stop >= 0 else min(part.last, start + 40))
    if title:
        return _with_title(text, lines, part, start, title)
    end = stop if stop >= 0 else min(part.last, start + 12)
    return _without_title(text, lines, part, start, end, title_above(text, lines, start, part.first))


def _search(text: Text, lines: list[Line], part: Part, start: int) -> tuple[Found | None, Found | None, int]:
    """The title below line `start`, else the first line that begins with a type's name; and where the header is over.

    The last is the line of Kính gửi, of a ground or of the body's begin, -1 where none was met.
    """
    begun: Found | None = None
    seen = 0
    for i in range(start, min(part.last, start + 160)):
        line = lines[i]
        if line.kind != WORDS:
            continue
        seen += 1
        if seen > 60:
            break
        if is_addressed(text, line) and (seen > 1 or start > part.first):
            return None, begun, i
        passed = seen > 3 or (part.anchor is not None and i > part.anchor)
        if passed and (GROUND.match(text.plain, line.start) or (seen > 3 and opens_body(line))):
            return None, begun, i
        title = _title_in(text, lines, i, part.last)
        if title:
            return title, begun, -1
        if begun is None and seen > 2:
            places = (begun_title(text, cell.start, cell.end) for cell in line.cells)
            begun = next(((i, place) for place in places if place), None)
        if seen > 4 and not line.bars and opens_text(text, lines, i):
            return None, begun, i
    return None, begun, -1


def _title_in(text: Text, lines: list[Line], i: int, last: int) -> Found | None:
    """A title in capitals in a cell of line `i`, whole or torn over two lines."""
    line = lines[i]
    for cell in line.cells:
        words = text.clean[cell.start : cell.end]
        if not words.isupper():
            continue
        if is_title(words):
            return i, (cell.start, cell.end)
        torn = torn_title(text, lines, i, last) if len(words) < 12 and len(line.cells) == 1 else None
        if torn:
            return torn[0], (cell.start, torn[1])
    return None


def _other_title(text: Text, lines: list[Line], start: int, end: int) -> Found | None:
    """A title in small letters, or inside a line."""
    return small_title(text, lines, start, end) or inline_title(text, lines, start, end)


def _with_title(text: Text, lines: list[Line], part: Part, start: int, found: Found) -> Head:
    at, title = found
    pieces, end = walk_subject(text, lines, _after_title(text, lines, at, title), at, part.last)
    end = past_authority(text, lines, end, part.last)
    addressees = addressee_lines(text, lines, end, part.last)
    return Head((start, max(end, at + 1)), addressees, (lines[start].start, title[0]), title, pieces)


def _with_title_lost(text: Text, lines: list[Line], part: Part, start: int, at: int) -> Head:
    """A header whose title is lost and whose trích yếu begins at line `at`."""
    pieces, end = walk_subject(text, lines, [whole(lines[at])], at, part.last)
    end = past_authority(text, lines, end, part.last)
    block = (lines[start].start, lines[at].start)
    return Head((start, end), addressee_lines(text, lines, end, part.last), block, None, pieces)


def _start(text: Text, lines: list[Line], part: Part) -> int:
    """The first line of the header."""
    if part.anchor is not None:
        begin = part.heading.start if part.heading else None
        return header_start(text, lines, part.anchor, part.first - 1, begin)
    seen = 0
    for i in range(part.first, min(part.last, part.first + 80)):
        line = lines[i]
        if line.kind != WORDS:
            continue
        seen += 1
        if find_number(text, line.start, line.end) and seen < 40:
            return header_start(text, lines, i, part.first - 1)
    return part.first


def _without_title(text: Text, lines: list[Line], part: Part, start: int, end: int, above: Found | None) -> Head:
    """A header up to line `end` that holds no title; above: the one that a web page printed over it."""
    block = (lines[start].start, lines[end].start if end < len(lines) else len(text.clean))
    addressees = addressee_lines(text, lines, end, part.last)
    if above is None:
        return Head((start, end), addressees, block)
    pieces, _ = walk_subject(text, lines, [], above[0], start)
    return Head((above[0], end), addressees, block, above[1], pieces)


def _after_title(text: Text, lines: list[Line], i: int, title: Range) -> list[Range]:
    """What stands behind the title on its own line: the begin of the trích yếu."""
    line = lines[i]
    cell = next((c for c in line.cells if c.start <= title[0] < c.end), line.cells[0])
    start, end = title[1], cell.end if line.bars else line.end
    cut = _INLINE_END.search(text.plain, start, end)
    if cut:
        end = cut.start()
    while start < end and not text.clean[start].isalnum() and text.clean[start] not in "\"'(":
        start += 1
    return [(start, end)] if start < end else []


def stretches(text: Text, lines: list[Line], first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """(line, start, end) of everything with letters, line by line, cells of a table row apart."""
    for i in range(first, last):
        line = lines[i]
        if line.kind != WORDS:
            continue
        for start, end in [(c.start, c.end) for c in line.cells] if line.bars else [(line.start, line.end)]:
            if any(c.isalnum() for c in text.clean[start:end]):
                yield i, start, end
