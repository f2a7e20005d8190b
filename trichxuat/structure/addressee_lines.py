"""The lines of Kính gửi (Phụ lục I, II.9a) or of `… điện:` (Mẫu 1.6)."""

from __future__ import annotations

import re

from trichxuat.structure.lines import WORDS, Line
from trichxuat.structure.openings import GROUND, MARKER, OPENING, SENTENCE_END, is_addressed, is_sentence
from trichxuat.structure.organ_lines import head_words
from trichxuat.text import Text

Range = tuple[int, int]

_VERB = re.compile(rf"\b{head_words('no_addressee')}\b")


def addressee_lines(text: Text, lines: list[Line], first: int, last: int) -> Range:
    """The lines of Kính gửi (or of `… điện:`) that begin at line `first`; empty where there is none."""
    while first < last and lines[first].kind != WORDS:
        first += 1
    if first >= last or not is_addressed(text, lines[first]):
        return (first, first)
    end = first + 1
    previous = text.clean[lines[first].start : lines[first].end].rstrip(" |")
    dashes = "-" in previous[:20]
    gap = False
    for i in range(first + 1, min(last, first + 120)):
        line = lines[i]
        gap = gap or line.gap > 0
        if line.kind != WORDS:
            gap = gap or dashes
            continue
        words = text.clean[line.start : line.end].strip(" |")
        if not words:
            continue
        dashed = words[0] in "-+~•" and len(words) > 2
        if dashed:
            dashes = True
        elif is_addressed(text, line) and "gui" in line.plain[:20]:
            pass
        elif not _goes_on(text, lines, i, previous, gap, dashes):
            break
        end = i + 1
        previous = words
        gap = False
    return (first, end)


def _goes_on(text: Text, lines: list[Line], i: int, previous: str, gap: bool, dashes: bool) -> bool:
    """Whether a line without dash still belongs to the addressees."""
    line = lines[i]
    words = text.clean[line.start : line.end].strip(" |")
    if GROUND.match(text.plain, line.start) or MARKER.match(line.plain):
        return False
    speaks = is_sentence(text, lines, i)
    if dashes and words[0].isupper() and gap and previous.endswith((";", ",")):
        return False
    if dashes and words[0].isupper() and speaks and previous.endswith(";"):
        return False
    if previous.endswith((",", ";")):
        return not (gap and speaks and words.endswith((":", ".")) and len(words) > 120)
    if previous.endswith(":"):
        return True
    if previous.endswith((".", "./.")):
        return False
    if words[0].islower():
        return not gap or len(words) < 80
    if gap:
        return False
    return (not OPENING.match(line.plain) and not speaks) or _one_line_end(text, lines, i, words)


def _one_line_end(text: Text, lines: list[Line], i: int, words: str) -> bool:
    """Whether the line is the last words of an addressee (`… thành phố⏎Hồ Chí Minh.`)."""
    if len(words) > 60 or not SENTENCE_END.search(words):
        return False
    return not _VERB.search(lines[i].plain)
