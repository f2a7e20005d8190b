"""Where the header ends and whom the document addresses (Phụ lục I, II.1-5; Kính gửi II.9a).

First version: stops at Kính gửi, at the first basis, at a numbered heading or at a sentence of the body.
"""

from __future__ import annotations

import re

from trichxuat.structure.documents import MOTTO, STATE_ANCHOR, Part
from trichxuat.structure.lines import WORDS, Line
from trichxuat.text import Text

Range = tuple[int, int]

_ADDRESSEES = re.compile(r"\W{0,3}kinh (?:gui|trinh)\b|.{0,60}\bdien ?:")
_BASIS = re.compile(
    r"\W{0,3}(?:can cu|thuc hien|trien khai|tiep tuc thuc hien|theo (?:de nghi|quy dinh|chi dao)|xet |phuc dap|tra loi|tiep nhan|nhan duoc|de |nham |trong thoi gian|thoi gian qua|thuc hien)\b"
)
_MARKER = re.compile(r"\W{0,3}(?:(?:[ivx]{1,4}|\d{1,2})[.)]\s|dieu \d|chuong [ivx\d]|phan (?:thu|[ivx])|muc \d)")


def find_head(text: Text, lines: list[Line], part: Part) -> tuple[Range, Range]:
    """(header, addressees) as ranges of line indexes."""
    start = part.first if part.anchor is None else _start(text, lines, part)
    seen = 0
    end = start
    for i in range(start, min(part.last, start + 80)):
        line = lines[i]
        if line.kind != WORDS:
            continue
        seen += 1
        if _ADDRESSEES.match(line.plain) and seen > 2:
            return (start, i), (i, _addressees_end(text, lines, i, part.last))
        if seen > 3 and (_MARKER.match(line.plain) or _is_opening(text, line, lines, i)):
            end = i
            break
    else:
        end = min(part.last, start + 12)
    return (start, end), (end, end)


def _start(text: Text, lines: list[Line], part: Part) -> int:
    assert part.anchor is not None
    from trichxuat.structure.documents import _first_line

    return _first_line(text, lines, part.anchor, part.first - 1)


def _is_opening(text: Text, line: Line, lines: list[Line], i: int) -> bool:
    words = text.clean[line.start : line.end]
    if words.isupper() or STATE_ANCHOR.search(line.plain) or MOTTO.search(line.plain):
        return False
    return bool(_BASIS.match(line.plain)) and words[:1].isupper()


def _addressees_end(text: Text, lines: list[Line], first: int, last: int) -> int:
    """Behind the last line of the list under Kính gửi."""
    end = first + 1
    for i in range(first + 1, min(last, first + 40)):
        line = lines[i]
        if line.kind != WORDS:
            continue
        words = text.clean[line.start : line.end]
        previous = text.clean[lines[end - 1].start : lines[end - 1].end]
        if words[0] in "-+" or (previous.endswith((";", ",", ":")) and not _BASIS.match(line.plain)) or (words[0].islower() and not line.gap):
            end = i + 1
        else:
            break
    return end
