"""Where the body ends: nơi nhận and the signatures (Phụ lục I, II.7, II.9b).

First version: from the first line of nơi nhận or the signature block above it to the last line that belongs to either.
"""

from __future__ import annotations

import re

from trichxuat.structure.lines import WORDS, Line
from trichxuat.text import Text

Range = tuple[int, int]

RECIPIENTS = re.compile(r"\W{0,4}n[o0]i n?h[a-z]n\b")
ARCHIVE = re.compile(r"\W{0,4}luu\b")
SIGN = re.compile(r"\W{0,3}(?:t/?m|k/?t|t/?l|tuq|q|tm|kt|tl)[./ ]\W{0,3}[a-z]")


def find_tail(text: Text, lines: list[Line], first: int, last: int) -> Range:
    """Line indexes of the tail between `first` and `last`; empty at `last` where there is none."""
    at = next((i for i in range(first, last) if lines[i].kind == WORDS and _opens(text, lines[i])), None)
    if at is None:
        return last, last
    start = at
    for i in range(at - 1, max(first, at - 8) - 1, -1):
        words = text.clean[lines[i].start : lines[i].end]
        if lines[i].kind == WORDS and not (words.isupper() and len(words) < 60):
            break
        start = i
    end = at + 1
    archived = False
    for i in range(at, min(last, at + 90)):
        line = lines[i]
        if line.kind != WORDS:
            continue
        words = text.clean[line.start : line.end]
        if re.match(r"\W{0,3}(?:phu luc|danh muc|mau so|bieu )", line.plain) and i > at + 1:
            break
        archived = archived or bool(ARCHIVE.match(line.plain))
        if archived and len(words) > 100 and not line.bars:
            break
        end = i + 1
    return start, end


def _opens(text: Text, line: Line) -> bool:
    return any(RECIPIENTS.match(text.plain, cell.start) for cell in line.cells) or bool(
        SIGN.match(line.plain) and text.clean[line.start : line.end].isupper()
    )
