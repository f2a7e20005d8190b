"""Phụ lục: what is annexed behind the signatures (Phụ lục I, III.1); `(Kèm theo …)` tells what it belongs to.

Offsets are clean offsets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from trichxuat.fields.values import value
from trichxuat.record import Appendix
from trichxuat.structure.lines import WORDS, Line
from trichxuat.text import Text

_OPENS = re.compile(
    r"\W{0,3}(?:phu luc|bieu mau|mau so|mau)(?:\s+(?:so\s+)?[\divxla-z]{1,6})?\s{0,2}(?:[:.\-]|\Z|(?=[\"(]))"
)
_ATTACHED = re.compile(r"\W{0,3}\(?\s?(?:ban hanh )?kem theo\b")
_TITLE_LINES = 8


def read_appendices(text: Text, lines: Sequence[Line], first: int, last: int) -> list[Appendix]:
    """The appendices among lines `first` up to `last`: a heading of its own, or a title above `(Kèm theo …)`."""
    starts = _starts(text, lines, first, last)
    found = []
    for n, start in enumerate(starts):
        stop = starts[n + 1] if n + 1 < len(starts) else last
        title = _title(text, lines, start, stop)
        found.append(
            Appendix(
                title=value(text, [title]),
                span=text.span(lines[start].start, max(line.end for line in lines[start:stop])),
            )
        )
    return found


def _starts(text: Text, lines: Sequence[Line], first: int, last: int) -> list[int]:
    starts: list[int] = []
    for i in range(first, last):
        line = lines[i]
        if line.kind != WORDS:
            continue
        if _OPENS.match(line.plain) and len(line.plain) < 160:
            above = i
        elif _ATTACHED.match(line.plain):
            above = i
            while above > first and above > i - _TITLE_LINES and _is_title(text, lines[above - 1]):
                above -= 1
            while above < i and lines[above].kind != WORDS:
                above += 1
            if above == i:
                continue
        else:
            continue
        if not starts or not _one_heading(text, lines, starts[-1], above):
            starts.append(above)
    return starts


def _one_heading(text: Text, lines: Sequence[Line], start: int, at: int) -> bool:
    """Whether nothing but title lines stands between: `Phụ lục II` over `DANH MỤC …`."""
    return at - start <= _TITLE_LINES and all(_is_title(text, line) for line in lines[start + 1 : at])


def _is_title(text: Text, line: Line) -> bool:
    return line.kind != WORDS or text.clean[line.start : line.end].isupper()


def _title(text: Text, lines: Sequence[Line], start: int, stop: int) -> tuple[int, int]:
    """From the heading to the line before `(Kèm theo …)`, at most eight lines of capitals."""
    end = lines[start].end
    for line in lines[start + 1 : min(stop, start + _TITLE_LINES)]:
        if line.kind != WORDS or not text.clean[line.start : line.end].isupper():
            break
        end = line.end
    return lines[start].start, end
