"""One file → its documents: where a header with a number of its own begins, a new document begins.

A form, a regulation or an appendix that repeats the Quốc hiệu without a number stays with its document (Phụ lục III,
mẫu 1.3), and so does the block of a copy (`SAO Y`, mẫu 3.1). An annexed draft with its own number line is a document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from trichxuat import lexicon
from trichxuat.structure.anchors import Anchor, find_anchors, find_number, has_number
from trichxuat.structure.lines import BAR, PAGE, RULE, WORDS, Line
from trichxuat.structure.organ_lines import opens_organ, organ_head
from trichxuat.text import Text


@dataclass(slots=True)
class Part:
    """One document of a file: its lines `first` up to `last` (indexes).

    anchor: the line of its Quốc hiệu, if it has one; heading: that Quốc hiệu (or the Party's name) itself.
    """

    first: int
    last: int
    anchor: int | None
    heading: Anchor | None = None


_FORM = re.compile(r"\W{0,3}(?:mau|bieu|phu luc|phu bieu)(?: (?:so|bieu|don|mau|van ban))?\b")
_COPY = re.compile(r"(?:SY|SL|TrS|BS)(?![A-Za-zĐđ])")
_SIGN = re.compile(r"\W{0,3}(?:t/?m|k/?t|t/?l|t/?uq|q)\s?[./,:]")
_SUBJECT = re.compile(r"\W{0,3}v\s?/\s?v\b|\W{0,3}ve viec\b")
_NUMBER_BIT = re.compile(r"\W{0,3}(?:[s$][o06][ :.]|[s$][o06]\Z|[\d/.\s]{1,12}\Z|\d{0,5}\s?/\s?[a-z0-9])")
_DATE = re.compile(r"ngay.{0,30}?thang.{0,16}?nam\s{0,3}(\d{4})?")


def find_documents(text: Text, lines: list[Line]) -> list[Part]:
    """The documents of a file, in order, covering all its lines; at least one."""
    begins = [line.start for line in lines]
    parts: list[Part] = []
    for anchor in find_anchors(text):
        at = max(0, bisect_right(begins, anchor.start) - 1)
        floor = -1
        if parts and parts[-1].anchor is not None:
            if at <= parts[-1].anchor + 3:
                continue
            floor = parts[-1].anchor + 1
            if not has_number(text, anchor.start - 800, anchor.end + 1500):
                continue
        first = header_start(text, lines, at, floor, anchor.start)
        if parts and not _is_new(text, lines, first, at):
            continue
        if not parts and first > 25 and _bare_header(text, lines):
            parts.append(Part(0, first, None))
        if not parts:
            first = 0
        if parts:
            parts[-1].last = first
        parts.append(Part(first, len(lines), at, anchor))
    return parts or [Part(0, len(lines), None)]


def _bare_header(text: Text, lines: list[Line]) -> bool:
    """Whether the file begins with a header whose Quốc hiệu is lost: a number line and a date among its first lines."""
    top = [line for line in lines[:20] if line.kind == WORDS][:12]
    if len(top) < 4:
        return False
    start, end = top[0].start, top[-1].end
    return (
        find_number(text, start, end) is not None
        and _DATE.search(text.plain, start, end) is not None
        and opens_organ(top[0].plain)
    )


def _is_new(text: Text, lines: list[Line], first: int, at: int) -> bool:
    """Whether the header at line `at` is a further document's: notation, and number or year, are filled in."""
    stop, seen = at, 0
    while stop < len(lines) and seen < 12:
        seen += lines[stop].kind == WORDS
        stop += 1
        words = text.clean[lines[stop - 1].start : lines[stop - 1].end]
        if words.isupper() and len(words) < 40 and lexicon.type_by_title(words):
            break
    above = [line.plain for line in lines[max(0, first - 3) : first] if line.kind == WORDS]
    if any(_FORM.match(plain) for plain in above):
        return False
    start, end = lines[first].start, lines[stop - 1].end
    number = find_number(text, start, end)
    if number is None or _COPY.match(number[1]["notation"]):
        return False
    if text.clean.count("...", number[0].start(), number[1].end()) or "…" in number[1].group():
        return False
    date = _DATE.search(text.plain, start, end)
    printed = (number[1]["number"] or "").strip()
    return printed.isdigit() or bool(number[1].groupdict().get("year")) or bool(date and date[1])


def header_start(text: Text, lines: list[Line], at: int, floor: int, anchor_start: int | None = None) -> int:
    """The first line of the header whose Quốc hiệu stands in line `at`: the issuer's lines above it belong to it.

    Nothing at or above line `floor` does: no signature and no name of the document before.
    """
    line = lines[at]
    left = text.plain[line.start : anchor_start].strip(" |\t") if anchor_start is not None else ""
    if left and opens_organ(left) and not line.bars:
        # The issuer stands beside it; a first line set higher only where no blank line parts them.
        above = lines[at - 1] if at - 1 > floor else None
        if above and above.kind == WORDS and not line.gap and _issuer_like(text, above) and opens_organ(above.plain):
            return at - 1
        return at
    first, pending = at, at
    seen = strange = 0
    for i in range(at - 1, max(floor, at - 40), -1):
        here = lines[i]
        if here.kind in (RULE, BAR) or (here.kind == PAGE and pending < at):
            continue
        if here.kind != WORDS or seen >= 14 or _SIGN.match(here.plain) or here.plain[:1] in "([{":
            break
        if here.indent < 100 and _subject_above(text, lines, i, max(floor, i - 6)):
            pending = i
        elif _issuer_like(text, here) or (floor < 0 and _issuer_small(text, here)):
            pending = i
            below = lines[i + 1] if i + 1 < at else None
            if opens_organ(here.plain) or (
                below and not below.gap and len(here.plain) < 24 and opens_organ(here.plain + " " + below.plain)
            ):
                first = i
        elif _NUMBER_BIT.match(here.plain) or _SUBJECT.match(here.plain):
            pending = i
        elif _issuer_and_number(text, here):
            first = pending = i
        elif floor < 0 and strange < 2 and here.end - here.start < 40 and here.plain[-1] not in ".;:":
            strange += 1  # what a stamp left between the lines of the file's first header
        else:
            break
        seen += 1
    if (
        first == at
        and pending < at
        and (
            any(_NUMBER_BIT.match(lines[i].plain) for i in range(pending, at))
            or not any(line.kind == WORDS for line in lines[:pending])
        )
    ):
        first = pending
    return first


def _issuer_like(text: Text, line: Line) -> bool:
    words = text.clean[line.start : line.end]
    return len(words) < 90 and words.isupper() and any(len(word) > 1 for word in words.split())


def _issuer_and_number(text: Text, line: Line) -> bool:
    """Whether a converter joined issuer and number in one line (`ỦY BAN NHÂN DÂN TỈNH A SỞ B Số: 5/BC-SB`)."""
    found = find_number(text, line.start, line.end) if opens_organ(line.plain) else None
    return found is not None and text.clean[line.start : found[0].start()].isupper()


def _issuer_small(text: Text, line: Line) -> bool:
    """Whether a line in small letters is an issuer's (`Ủy ban nhân dân`, `huyện Sơn Lĩnh`): short, without a stop."""
    short = line.end - line.start < 60 and text.clean[line.end - 1].isalpha()
    return short and (opens_organ(line.plain) or bool(organ_head("level").match(line.plain)))


def _subject_above(text: Text, lines: list[Line], i: int, floor: int) -> bool:
    """Whether the line belongs to a `V/v …` that began on one of the lines above it."""
    if text.clean[lines[i].start : lines[i].end].isupper():
        return False
    for j in range(i, floor, -1):
        if lines[j].kind != WORDS or (j < i and lines[j + 1].gap):
            return False
        if _SUBJECT.match(lines[j].plain):
            return True
    return False
