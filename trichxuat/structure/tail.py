"""Where the body ends: nơi nhận and the signatures (Phụ lục I, II.7, II.9b).

The first complete tail behind the body counts: what is annexed has lists, forms and signatures of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from trichxuat.structure import titles
from trichxuat.structure.columns import ARCHIVE, CUE, DASH, read_sides
from trichxuat.structure.lines import BAR, PAGE, RULE, WORDS, Line
from trichxuat.text import Text

Range = tuple[int, int]

_CUE = re.compile(r"n[o0]i\s{1,3}nhan(?![a-z])")
_ARCHIVE = re.compile(r"(?m)^[^\w\n]{0,6}luu ?[:.;]? ?(?:vt|vp|van thu|van phong|hs|ho so|hc)\b")
_FIRST_ENTRY = re.compile(r"\W{0,4}nhu (?:tren|kinh gui|dieu|thanh phan)\b")
_END_OF_BODY = (".", "/", ";", ":", ")", '"', "!", "-", "J")
_LIST_LINE = re.compile(r"\W{0,4}(?:nhu|luu|cac|bo|ban|so|ubnd|tt|ct)\b")


def find_tail(text: Text, lines: list[Line], first: int, last: int) -> Range:
    """Line indexes of the tail between `first` and `last`; empty at `last` where there is none."""
    start = _start(text, lines, first, last)
    if start is None:
        return last, last
    end = read_sides(text, lines, start, last).end
    if start > first and lines[start - 1].kind == BAR:
        start -= 1
    return start, max(start, end)


def _start(text: Text, lines: list[Line], first: int, last: int) -> int | None:
    cue = _cue_line(text, lines, first, last)
    if cue is None:
        cue = _lost_cue(text, lines, first, last)
    if cue is None:
        return _signature_line(text, lines, first, last)
    above = _above(text, lines, first, cue)
    earlier = _signature_line(text, lines, first, above, finished=True) if above - first > 8 else None
    return above if earlier is None else earlier


# ---- nơi nhận ----


def _cue_line(text: Text, lines: list[Line], first: int, last: int) -> int | None:
    """The first line between `first` and `last` with a cell that opens a list of recipients."""
    if first >= last:
        return None
    begin, end = lines[first].start, lines[last - 1].end
    starts: list[int] = []
    for m in _CUE.finditer(text.plain, begin, end):
        if text.clean[m.start()] != "N":
            continue
        starts = starts or [line.start for line in lines]
        i = bisect_right(starts, m.start()) - 1
        for cell in lines[i].cells:
            if cell.start <= m.start() <= cell.start + 6 and (opening := CUE.match(text.plain, cell.start, cell.end)):
                if _opens_list(text, lines, i, opening.end(), cell.end, last):
                    return i
    return None


def _opens_list(text: Text, lines: list[Line], i: int, at: int, end: int, last: int) -> bool:
    """Whether the words behind `Nơi nhận` and the lines below are those of a list, not of a sentence or a form."""
    clean = text.clean
    rest = clean[at:end].strip(" \t:;.,*_✓")
    colon = ":" in clean[at - 2 : at + 2]
    if rest and not (colon or DASH.match(rest) or titles.is_title(text, end - len(clean[at:end].lstrip(" :")), end)):
        if any(c.islower() for c in rest) and len(rest) > 4:
            return False
    seen = 0
    if rest and DASH.match(rest):
        return True
    for line in lines[i + 1 : min(last, i + 14)]:
        if line.kind != WORDS:
            continue
        for cell in line.cells:
            words = clean[cell.start : cell.end]
            if DASH.match(words) or _LIST_LINE.match(text.plain, cell.start, cell.end) or words.endswith((";", ",")):
                return True
        seen += 1
        if seen > 4:
            break
    return colon and seen > 0 and not rest


def _lost_cue(text: Text, lines: list[Line], first: int, last: int) -> int | None:
    """The first entry of a list whose cue OCR lost: back from its archive entry, or from `Như trên`."""
    if first >= last:
        return None
    m = _ARCHIVE.search(text.plain, lines[first].start, lines[last - 1].end)
    if not m:
        return None
    starts = [line.start for line in lines]
    at = bisect_right(starts, m.end()) - 1
    if ":" not in text.clean[m.start() : m.end() + 2] and not DASH.match(text.clean, lines[at].start):
        return None
    top = at
    for i in range(at - 1, max(first, at - 40) - 1, -1):
        line = lines[i]
        if line.kind == PAGE or line.kind == RULE:
            break
        if line.kind != WORDS:
            continue
        cell = line.cells[0]
        words = text.clean[cell.start : cell.end]
        listed = bool(DASH.match(words))
        title = titles.is_title(text, cell.start, cell.end) or titles.title_inside(text, cell.start, cell.end) is not None
        if not (listed or title) and (len(words) > 60 or words.endswith((".", "./.", "/", "J."))):
            break
        if listed or title:
            top = i
        if _FIRST_ENTRY.match(text.plain, cell.start, cell.end):
            above = next((j for j in range(i - 1, max(first, i - 3) - 1, -1) if lines[j].kind == WORDS), None)
            if above is not None:
                cell = lines[above].cells[0]
                if titles.is_title(text, cell.start, cell.end) or titles.title_inside(text, cell.start, cell.end) is not None:
                    return above
            return i
    return top


# ---- signatures ----


def _above(text: Text, lines: list[Line], first: int, cue: int) -> int:
    """The first line of the signatures printed above the cue (biên bản; a row higher in a table), or the cue's own."""
    top = cue
    words = 0
    for i in range(cue - 1, max(first, cue - 40) - 1, -1):
        line = lines[i]
        if line.kind != WORDS:
            if line.kind == RULE:
                break
            continue
        titled = named = 0
        for cell in line.cells:
            if titles.is_title(text, cell.start, cell.end):
                titled += 1
            elif titles.name_at(text, cell.start, cell.end, strict=True) or titles.is_filler(text, cell.start, cell.end):
                named += 1
            elif not (titles.is_noise(text, cell.start, cell.end) or (cell.end - cell.start < 50 and text.clean[cell.start : cell.end].isupper())):
                return top
        words += 1
        if titled:
            top = i
        if words > 12:
            break
    return top


def _signature_line(text: Text, lines: list[Line], first: int, last: int, finished: bool = False) -> int | None:
    """The first line of a signature block: titles in capitals, a name below, nothing else between.

    finished: the line above must end a text, and the block must carry a signing mark.
    """
    clean = text.clean
    for i in range(first, last):
        line = lines[i]
        if line.kind != WORDS:
            continue
        for cell in line.cells:
            if not clean[cell.start].isupper() or cell.end - cell.start > 90 or not clean[cell.start : cell.end].isupper():
                continue
            marked = titles.starts_with_mark(text, cell.start, cell.end)
            if not marked and (finished or not titles.is_title(text, cell.start, cell.end)):
                continue
            if _named_below(text, lines, i, cell.end, last) and _ends_text(text, lines, i, first):
                return i
    return None


def _named_below(text: Text, lines: list[Line], i: int, behind: int, last: int) -> bool:
    """Whether a name stands under the title on line `i` with nothing but titles, notes and scraps between."""
    seen = 0
    for line in lines[i : min(last, i + 40)]:
        if line.kind != WORDS:
            continue
        for cell in line.cells:
            if cell.start < behind:
                continue
            if titles.name_at(text, cell.start, cell.end, strict=True):
                return True
            upper = titles.is_upper(text.clean[cell.start : cell.end]) and cell.end - cell.start < 80
            if not (upper or titles.is_filler(text, cell.start, cell.end) or titles.is_noise(text, cell.start, cell.end)):
                if not (titles.is_part_of_name(text, cell.start, cell.end) or titles.without_rank(text, cell.start, cell.end) == cell.end):
                    return False
        seen += 1
        if seen > 8:
            return False
    return False


def _ends_text(text: Text, lines: list[Line], i: int, first: int) -> bool:
    """Whether the words above line `i` have come to an end."""
    for line in reversed(lines[max(first, i - 6) : i]):
        if line.kind == BAR or line.kind == RULE:
            return True
        if line.kind == WORDS:
            words = text.clean[line.start : line.end].rstrip("* ")
            return words.endswith(_END_OF_BODY) or words.isupper()
    return i > first


__all__ = ["ARCHIVE", "find_tail"]
