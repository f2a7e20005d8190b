"""Where the body ends: nơi nhận and the signatures (Phụ lục I, II.7, II.9b).

The first complete tail behind the body counts: what is annexed has lists, forms and signatures of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from trichxuat.structure import titles
from trichxuat.structure.columns import read_sides
from trichxuat.structure.lines import BAR, PAGE, RULE, WORDS, Cell, Line
from trichxuat.structure.sides import MOST_CELLS, Sides
from trichxuat.structure.tail_cues import ARCHIVE, CUE, DASH, FIRST_ENTRY
from trichxuat.text import Text

Range = tuple[int, int]

_CUE = re.compile(r"n[o0]i\s{0,3}(?:nhan|gui)(?![a-z])")
_ARCHIVE = re.compile(r"(?m)^(?:[^\w\n]|_){0,6}luu ?[:.;]? ?(?:vt|vp|van thu|van phong|hs|ho so|hc|([a-z]{2,8}))\b")
_ARCHIVE_INSIDE = re.compile(r";\s{0,3}L[ưu]u\b")
_END_OF_BODY = (".", "/", ";", ":", ")", '"', "!", "-", "J")
_LIST_LINE = re.compile(r"\W{0,4}(?:nhu|luu|cac|bo|ban|so|ubnd|tt|ct)\b")


def find_tail(text: Text, lines: list[Line], first: int, last: int) -> tuple[Range, Sides]:
    """Line indexes of the tail between `first` and `last`, empty at `last` where there is none, and its two sides."""
    start, cue = _start(text, lines, first, last)
    if start is None:
        return (last, last), Sides(end=last)
    sides = read_sides(text, lines, start, last, cue)
    if start > first and lines[start - 1].kind == BAR:
        start -= 1
    return (start, max(start, sides.end)), sides


def _start(text: Text, lines: list[Line], first: int, last: int) -> tuple[int | None, int]:
    """(first line of the tail or None, line of its cue or -1)."""
    cue = _cue_line(text, lines, first, last)
    listed = cue if cue is not None else _lost_cue(text, lines, first, last)
    if listed is None:
        return _signature_line(text, lines, first, last), -1
    above = _above(text, lines, first, listed)
    if cue is None and above == listed > first and _titled_beside(text, lines[listed - 1]):
        above -= 1
    if above - first > 8:
        earlier = _signature_line(text, lines, first, above, finished=True)
        if earlier is not None:
            return earlier, -1
    return above, listed


# ---- nơi nhận ----


def _cue_line(text: Text, lines: list[Line], first: int, last: int) -> int | None:
    """The first line between `first` and `last` with a cell that opens a list of recipients."""
    if first >= last:
        return None
    begin, end = lines[first].start, lines[last - 1].end
    starts: list[int] = []
    seen = -1
    for m in _CUE.finditer(text.plain, begin, end):
        if text.clean[m.start()] != "N":
            continue
        starts = starts or [line.start for line in lines]
        i = bisect_right(starts, m.start()) - 1
        if i == seen:
            continue
        seen = i
        for cell in lines[i].cells[:MOST_CELLS]:
            opening = CUE.match(text.plain, cell.start, cell.end)
            if opening and opening.end() >= m.end() and _opens_list(text, lines, i, opening.end(), cell.end, last):
                return i
    return None


def _opens_list(text: Text, lines: list[Line], i: int, at: int, end: int, last: int) -> bool:
    """Whether the words behind `Nơi nhận` and the lines below are those of a list, not of a sentence or a form."""
    clean = text.clean
    while at < end and clean[at] in " \t:;.,*_✓\\^/\"'":
        at += 1
    rest = clean[at:end]
    if rest and DASH.match(rest):
        return True
    in_words = len(rest) > 4 and any(c.islower() for c in rest) and titles.title_inside(text, at - 1, end) is None
    if in_words and ":" not in clean[at - 4 : at]:
        return False
    seen = 0
    listed = False
    for line in lines[i : min(last, i + 40)]:
        if line.kind != WORDS:
            continue
        for cell in line.cells[:MOST_CELLS]:
            if cell.start < at:
                continue
            if ARCHIVE.match(text.plain, cell.start, cell.end) or (in_words and _ARCHIVE_INSIDE.search(rest)):
                return True
            if not in_words and seen <= 5:
                dash = DASH.match(clean, cell.start, cell.end)
                listed = listed or bool(dash or _LIST_LINE.match(text.plain, cell.start, cell.end))
                listed = listed or clean[cell.end - 1] in ";,"
        seen += 1
        if seen > 14 or (seen > 5 and not in_words):
            break
    return listed or (not rest and ":" in clean[at - 4 : at] and seen > 0)


def _lost_cue(text: Text, lines: list[Line], first: int, last: int) -> int | None:
    """The first entry of a list whose cue OCR lost: back from its archive entry, or from `Như trên`."""
    if first >= last:
        return None
    found = _ARCHIVE.finditer(text.plain, lines[first].start, lines[last - 1].end)
    m = next((m for m in found if not m[1] or text.clean[m.start(1) : m.end(1)].isupper()), None)
    if not m:
        return None
    starts = [line.start for line in lines]
    at = bisect_right(starts, m.end()) - 1
    if ":" not in text.clean[m.start() : m.end() + 2] and not DASH.match(text.clean, lines[at].cells[0].start):
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
        listed = bool(DASH.match(words)) or (len(words) < 120 and words.endswith((";", ",", ":")))
        title = _holds_title(text, cell)
        if not (listed or title) and (len(words) > 60 or words.endswith((".", "./.", "/", "J."))):
            break
        if listed or title:
            top = i
        if FIRST_ENTRY.match(text.plain, cell.start, cell.end):
            above = next((j for j in range(i - 1, max(first, i - 3) - 1, -1) if lines[j].kind == WORDS), None)
            return above if above is not None and _holds_title(text, lines[above].cells[0]) else i
    return top


def _titled_beside(text: Text, line: Line) -> bool:
    """Whether a title stands beside a cue that OCR lost."""
    return line.kind == WORDS and any(titles.is_title(text, c.start, c.end) for c in line.cells[1:MOST_CELLS])


def _holds_title(text: Text, cell: Cell) -> bool:
    return titles.is_title(text, cell.start, cell.end) or titles.title_inside(text, cell.start, cell.end) is not None


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
        titled = 0
        for cell in line.cells[:MOST_CELLS]:
            if titles.is_title(text, cell.start, cell.end):
                titled += 1
            elif not titles.name_at(text, cell.start, cell.end, strict=True) and not _may_stand_between(text, cell):
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
        if line.kind != WORDS or len(line.cells) > MOST_CELLS:
            continue
        for cell in line.cells:
            if cell.end - cell.start > 90 or not clean[cell.start : cell.start + 3].isupper():
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
        for cell in line.cells[:MOST_CELLS]:
            if cell.start < behind:
                continue
            if titles.name_at(text, cell.start, cell.end, strict=True):
                return True
            part = titles.is_part_of_name(text, cell.start, cell.end)
            rank = titles.without_rank(text, cell.start, cell.end) == cell.end
            if not (part or rank or _may_stand_between(text, cell)):
                return False
        seen += 1
        if seen > 8:
            return False
    return False


def _may_stand_between(text: Text, cell: Cell) -> bool:
    """Words in capitals, `(Đã ký)`, a scrap: what stands between a title and its name."""
    if cell.end - cell.start < 80 and titles.is_upper(text.clean[cell.start : cell.end]):
        return True
    return titles.is_filler(text, cell.start, cell.end) or titles.is_noise(text, cell.start, cell.end)


def _ends_text(text: Text, lines: list[Line], i: int, first: int) -> bool:
    """Whether the words above line `i` have come to an end."""
    for line in reversed(lines[max(first, i - 6) : i]):
        if line.kind == BAR or line.kind == RULE:
            return True
        if line.kind == WORDS:
            words = text.clean[line.start : line.end].rstrip("* ")
            return words.endswith(_END_OF_BODY) or words.isupper()
    return i > first
