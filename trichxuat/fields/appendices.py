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

_NUMBER = r"(?:\d{1,3}(?:\.\d{1,2})?[a-z]?|[ivxl]{1,6}|[a-z]{1,3}[.\-]?\d{1,3}[a-z]?|[a-z])"
_OPENS = re.compile(
    rf"[^\w\-+]{{0,3}}(?:phu luc(?:\s+(?:so\s+)?{_NUMBER})?|(?:bieu mau|mau)(?:\s+so)?\s+{_NUMBER}|mau so)"
    r"\s{0,2}(?:[:.\-]|\Z|(?=[\"(]))"
)
_FORM_ALONE = re.compile(r"\W{0,3}(?:mau|bieu mau)\W{0,3}\Z")
_FORM_NUMBER = re.compile(rf"\W{{0,3}}(?:so\s+{_NUMBER}(?!\w)|{_NUMBER}\W{{0,3}}\Z)")
_ATTACHED = re.compile(r"\W{0,3}\(?\s?(?:ban hanh )?kem theo\b")
_FORM = re.compile(r"\W{0,3}(?:mau|bieu mau)\b")
_TITLE_LINES, _ROW_LINES = 8, 14
_LETTERHEAD = re.compile(r"\W{0,3}(?:cong hoa xa hoi|doc lap\s?-|uy ban nhan dan|ten (?:co|don|to) |[^.]{0,60}\.{4})")
"""With what the head of a form begins below its title."""


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
        if len(line.plain) < 160 and (_OPENS.match(line.plain) or _is_form(lines, i, last)):
            above = i
        elif _ATTACHED.match(line.plain):
            above = i
            while above > first and above > i - _TITLE_LINES and _is_title(text, lines[above - 1]):
                above -= 1
            while above < i and lines[above].kind != WORDS:
                above += 1
            if above == i or len(lines[above].plain.strip()) < 3:
                continue
        else:
            continue
        under_form = (
            bool(starts) and _FORM.match(lines[starts[-1]].plain) and line.plain.lstrip(" *|").startswith("phu luc")
        )
        if not starts or under_form or not _one_heading(text, lines, starts[-1], above):
            starts.append(above)
    return _without_rows(lines, starts)


def _is_form(lines: Sequence[Line], i: int, last: int) -> bool:
    """Whether `Mẫu` stands alone above its number."""
    alone = _FORM_ALONE.match(lines[i].plain) and i + 1 < last
    return bool(alone and lines[i + 1].kind == WORDS and _FORM_NUMBER.match(lines[i + 1].plain))


def _label(lines: Sequence[Line], start: int) -> str:
    """The plain words that number an appendix or a form: `mau so 01`; empty where it has none."""
    plain = lines[start].plain
    if _is_form(lines, start, len(lines)):
        m = _FORM_NUMBER.match(lines[start + 1].plain)
        plain = f"{plain.strip(' *|')} {m.group() if m else ''}"
    m = _OPENS.match(plain)
    return " ".join(m.group().split()).strip(" .:-*|") if m else ""


def _without_rows(lines: Sequence[Line], starts: list[int]) -> list[int]:
    """Starts without the rows of a list of forms: a few lines whose label heads a form further below."""
    kept: list[int] = []
    labels: set[str] = set()
    following = len(lines)
    for start in reversed(starts):
        label = _label(lines, start)
        if label not in labels or following - start > _ROW_LINES or label.startswith("phu luc"):
            kept.append(start)
        labels.update([label] if label else [])
        following = start
    return kept[::-1]


def _one_heading(text: Text, lines: Sequence[Line], start: int, at: int) -> bool:
    """Whether nothing but title lines stands between: `Phụ lục II` over `DANH MỤC …`."""
    return at - start <= _TITLE_LINES and all(_is_title(text, line) for line in lines[start + 1 : at])


def _is_title(text: Text, line: Line) -> bool:
    return line.kind != WORDS or text.clean[line.start : line.end].isupper()


def _title(text: Text, lines: Sequence[Line], start: int, stop: int) -> tuple[int, int]:
    """From the heading to the line before `(Kèm theo …)`, at most eight lines of capitals."""
    below = start + 1 + _is_form(lines, start, stop)
    end = lines[below - 1].end
    for line in lines[below : min(stop, start + _TITLE_LINES)]:
        if line.kind != WORDS or not text.clean[line.start : line.end].isupper() or _LETTERHEAD.match(line.plain):
            break
        end = line.end
    return lines[start].start, end
