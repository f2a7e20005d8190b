"""The `V/v` of a công văn: its trích yếu, under the number (Phụ lục I, II.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trichxuat.structure.head import Head, stretches
from trichxuat.structure.lines import BAR, RULE, Line
from trichxuat.text import Text

Piece = tuple[int, int]


def subtract(text: Text, start: int, end: int, taken: list[Piece]) -> list[Piece]:
    """What is left of a stretch without those taken out, blanks and signs at the edges off."""
    left = [(start, end)]
    for a, b in taken:
        left = [
            piece for x, y in left for piece in (((x, min(a, y)), (max(b, x), y)) if a < y and b > x else ((x, y),))
        ]
    found = []
    for x, y in left:
        while x < y and not text.clean[x].isalnum() and text.clean[x] not in '"(':
            x += 1
        while y > x and text.clean[y - 1] in " \t\n|*_,;:.'":
            y -= 1
        if x < y:
            found.append((x, y))
    return found


@dataclass(slots=True)
class Subject:
    """A `V/v`, from `start` to `end`, and the pieces of the trích yếu behind it."""

    start: int
    end: int
    pieces: list[Piece]


_VV = re.compile(r"(?<![a-z0-9])(?:v/v(?=[a-z]{2})|(?:v\s?/\s?v|v[il|1]v|v/y)(?![a-z]))[\s:.]{0,4}")
_VE_VIEC = re.compile(r"\W{0,3}(?:ve ?viec|trich yeu)(?![a-z])[\s:.]{0,4}")
_PARTY_LETTER = re.compile(r"-\s?CV\s?/")
_TWO_WORDS = re.compile(r"(?=[a-z]{2,7} [a-z])")
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s?-\s?(?:19|20)\d\d)?")
_ROMAN = re.compile(r"[IVX]{1,5}\b")
_VE = re.compile(r"\W{0,3}(?=ve [a-z])")


def read_subject(text: Text, lines: list[Line], head: Head, taken: list[Piece]) -> Subject | None:
    """The trích yếu of a công văn, under the number (Phụ lục I, II.5)."""
    start, end = head.block
    found = next((m for m in _VV.finditer(text.plain, start, end)), None)
    rows = list(stretches(text, lines, head.lines[0], max(head.lines[1], head.addressees[0])))
    if found is None:
        for pattern in (_VE_VIEC, _VE):
            found = next(
                (m for _, a, b in rows for c in subtract(text, a, b, taken) if (m := pattern.match(text.plain, *c))),
                None,
            )
            if found:
                break
    if found is None:
        found = _under_party_number(text, rows, taken)
    if found is None:
        return None
    at = next((n for n, (_, a, b) in enumerate(rows) if a <= found.start() < b), None)
    if at is None:
        return None
    pieces = subtract(text, found.end(), rows[at][2], taken)[:1]
    return Subject(found.start(), found.end(), pieces + _further_lines(text, lines, rows, at, taken, end, pieces))


def _under_party_number(text: Text, rows: list[tuple[int, int, int]], taken: list[Piece]) -> re.Match[str] | None:
    """Where the Party's công văn has its trích yếu without V/v: in small letters under the number (Hướng dẫn 36)."""
    number = next((b for a, b in taken if _PARTY_LETTER.search(text.clean, a, b)), None)
    if number is None:
        return None
    below = next((c for _, a, b in rows if a >= number for c in subtract(text, a, b, taken)), None)
    if below is None or not text.clean[below[0]].islower():
        return None
    return _TWO_WORDS.match(text.plain, *below)


def _further_lines(
    text: Text,
    lines: list[Line],
    rows: list[tuple[int, int, int]],
    at: int,
    taken: list[Piece],
    end: int,
    pieces: list[Piece],
) -> list[Piece]:
    """The further lines of a `V/v` that began in row `at`."""
    i = rows[at][0]
    column = next((c.column for c in lines[i].cells if c.start <= rows[at][1] < c.end), 0)
    capitals = bool(pieces) and text.clean[pieces[0][0] : pieces[0][1]].isupper()
    found: list[Piece] = []
    last = i
    for j, a, b in rows[at + 1 :]:
        line = lines[j]
        if a >= end or any(lines[k].kind in (BAR, RULE) for k in range(last + 1, j)):
            break
        if j == i or (line.bars and next((c.column for c in line.cells if c.start == a), 0) != column):
            continue
        left = [
            piece
            for piece in subtract(text, a, b, taken)
            if any(c.isalpha() for c in text.clean[piece[0] : piece[1]]) or _YEARS.fullmatch(text.clean, *piece)
        ]
        gap = any(lines[k].gap > 0 for k in range(last + 1, j + 1))
        if left:
            words = text.clean[left[0][0] : left[0][1]]
            shouted = words.isupper() and len(words) > 5 and not capitals and not _ROMAN.match(words)
            if (gap and not words[0].islower()) or shouted:
                break
            found.append(left[0])
            last = j
    return found
