"""One file → its documents: where a header with a number of its own begins, a new document begins.

A form, a regulation or an appendix that repeats the Quốc hiệu without a number (Phụ lục III, mẫu 1.3) stays with its document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from trichxuat.structure.lines import PAGE, WORDS, Line
from trichxuat.text import Text

# Quốc hiệu, loosely: OCR changes single letters, converters break it over lines and cells.
STATE_ANCHOR = re.compile(
    r"c[o0]?ng[\s|]{1,9}h[o0]a[\s|]{1,9}x[a-z][\s|]{1,9}h[o0]i[\s|]{1,9}ch[a-z][\s|]{1,9}ngh[a-z]a[\s|]{1,9}v[a-z]{1,2}t[\s|]{1,9}nam\b"
)
MOTTO = re.compile(r"d[o0]c[\s|]{0,9}l[a-z]p[\s|]{0,9}[-~.,]{0,3}[\s|]{0,9}t[a-z][\s|]{0,9}d[o0][\s|]{0,9}[-~.,]{0,3}[\s|]{0,9}hanh[\s|]{0,9}phuc\b")
PARTY_ANCHOR = re.compile(r"dang[\s|]{1,9}cong[\s|]{1,9}san[\s|]{1,9}viet[\s|]{1,9}nam\b")
# The number line: `Số: 29/KH-UBND`, `Số 67-KH/HU`, the number itself possibly lost.
NUMBER_LINE = re.compile(r"(?<![a-z])s[o6o]\W{0,6}[^\s/]{0,14}[\s_]{0,20}[/_\"-]\s{0,3}[^\n]{2,40}")


@dataclass(slots=True)
class Part:
    """One document of a file: its lines `first` up to `last` (indexes), `anchor` the line of its Quốc hiệu, if it has one."""

    first: int
    last: int
    anchor: int | None


def find_documents(text: Text, lines: list[Line]) -> list[Part]:
    """The documents of a file, in order, covering all its lines; at least one."""
    starts: list[tuple[int, int]] = []
    for anchor in _anchors(text, lines):
        if starts and anchor <= starts[-1][1]:
            continue
        if not _has_number(text, lines, anchor):
            continue
        starts.append((_first_line(text, lines, anchor, starts[-1][1] if starts else -1), anchor))
    if not starts:
        return [Part(0, len(lines), next(iter(_anchors(text, lines)), None))]
    parts = []
    for n, (first, anchor) in enumerate(starts):
        last = starts[n + 1][0] if n + 1 < len(starts) else len(lines)
        parts.append(Part(first if n else 0, last, anchor))
    return parts


def _anchors(text: Text, lines: list[Line]) -> list[int]:
    """Indexes of the lines where a Quốc hiệu, or the Party's name as a heading, begins."""
    found = [m.start() for m in STATE_ANCHOR.finditer(text.plain) if text.clean[m.start()].isupper()]
    if not found:
        found = [m.start() for m in MOTTO.finditer(text.plain)]
    for m in PARTY_ANCHOR.finditer(text.plain):
        words = text.clean[m.start() : m.end()]
        if words.isupper() and _stands_apart(text, m.end()):
            found.append(m.start())
    found.sort()
    indexes: list[int] = []
    at = 0
    for i, line in enumerate(lines):
        while at < len(found) and found[at] < line.end:
            if found[at] >= line.start and (not indexes or indexes[-1] != i):
                indexes.append(i)
            at += 1
    return indexes


def _stands_apart(text: Text, end: int) -> bool:
    """Whether nothing but blanks and bars follows on the line."""
    rest = text.clean[end : end + 200].split("\n", 1)[0]
    return not rest.strip(" |\t*-_")


def _has_number(text: Text, lines: list[Line], anchor: int) -> bool:
    """Whether a number line stands in the header that belongs to this anchor."""
    low = max(0, anchor - 4)
    seen = 0
    for line in lines[low : anchor + 30]:
        if line.kind != WORDS:
            continue
        seen += 1
        if NUMBER_LINE.match(line.plain) or any(
            NUMBER_LINE.match(line.plain, cell.start - line.start) for cell in line.cells
        ):
            return True
        if line.plain.startswith(("so:", "so :")):
            return True
        if seen > 14:
            return False
    return False


def _first_line(text: Text, lines: list[Line], anchor: int, floor: int) -> int:
    """The first line of the header: the capital lines above the anchor belong to it, at most eight."""
    first = anchor
    for i in range(anchor - 1, max(floor, anchor - 12), -1):
        line = lines[i]
        if line.kind == PAGE:
            break
        if line.kind == WORDS:
            words = text.clean[line.start : line.end]
            if not words.isupper() or lines[i + 1].gap > 3:
                break
            first = i
        elif line.kind != "rule" and line.kind != "bar":
            break
    return first
