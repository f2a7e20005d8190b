"""The lines of Kính gửi (Phụ lục I, II.9a) or of `… điện:` (Mẫu 1.6)."""

from __future__ import annotations

import re

from trichxuat.structure.lines import WORDS, Line
from trichxuat.structure.openings import GROUND, MARKER, OPENING, SENTENCE_END, is_addressed, is_sentence
from trichxuat.structure.organ_lines import head_words, opens_organ
from trichxuat.text import Text, strip_marks

Range = tuple[int, int]

# Not `cơ quan`, `chương trình`.
_VERB = re.compile(rf"\b(?!co (?:quan|so|cau)\b)(?<!chuong )(?<!cong ){head_words('no_addressee')}\b")
_ADDRESSEE = re.compile(rf"(?:{head_words('addressee')})\b")
_SENTENCE = re.compile(r"[;.](?=\s)")
# `Kính gửi:`, `THỦ TƯỚNG CHÍNH PHỦ điện;` with nothing behind.
_LEAD_ALONE = re.compile(r".*?(?::|\b(?:dien|gui|trinh|chuyen) ?;)\W*")


def addressee_lines(text: Text, lines: list[Line], first: int, last: int) -> Range:
    """The lines of Kính gửi (or of `… điện:`) that begin at line `first`; empty where there is none."""
    while first < last and lines[first].kind != WORDS:
        first += 1
    if first >= last or not is_addressed(text, lines[first]):
        return (first, first)
    end = first + 1
    previous = text.clean[lines[first].start : lines[first].end].rstrip(" |")
    dashes = "-" in previous[:20]
    gap = parted = False
    for i in range(first + 1, min(last, first + 120)):
        line = lines[i]
        gap = gap or line.gap > 0
        if line.kind != WORDS:
            gap, parted = gap or dashes, True
            continue
        words = text.clean[line.start : line.end].strip(" |")
        if not words:
            continue
        dashed = words[0] in "-+~•" and len(words) > 2
        if dashed:
            dashes = True
        elif (is_addressed(text, line) and "gui" in line.plain[:20]) or (
            end == first + 1 and _LEAD_ALONE.fullmatch(strip_marks(previous)) and not _opens_other(text, line)
        ):
            pass
        elif not _goes_on(text, lines, i, previous, gap, dashes, parted):
            break
        end = i + 1
        previous = words
        gap = parted = False
    return (first, end)


def _opens_other(text: Text, line: Line) -> bool:
    return bool(GROUND.match(text.plain, line.start) or MARKER.match(line.plain))


def _goes_on(text: Text, lines: list[Line], i: int, previous: str, gap: bool, dashes: bool, parted: bool) -> bool:
    """Whether a line without dash still belongs to the addressees."""
    line = lines[i]
    words = text.clean[line.start : line.end].strip(" |")
    if _opens_other(text, line):
        return False
    speaks = is_sentence(text, lines, i)
    upper = words[0].isupper() or words[1:2].isupper()
    if upper and dashes and ((gap and previous[-1] in ";,:") or (speaks and previous[-1] == ";")):
        return _is_entry(text, lines, i)
    if upper and parted and previous.endswith((",", ";", ":")):
        return _is_entry(text, lines, i)
    if previous.endswith((",", ";")):
        if upper and (gap or speaks) and _speaks(text, lines, i, gap=gap):
            return False
        return not (gap and speaks and words.endswith((":", ".")) and len(words) > 120)
    if previous.endswith(":"):
        return not (upper and speaks and _says(text, lines, i))
    if previous.endswith((".", "./.")):
        return False
    if not upper and words[0].islower():
        return not gap or (len(words) < 80 and not (opens_organ(line.plain) and _says(text, lines, i)))
    if gap:
        return False
    return (not OPENING.match(line.plain) and not speaks) or _one_line_end(text, lines, i, words)


def _paragraph(lines: list[Line], i: int) -> Range:
    """The clean offsets of line `i` and of those that follow it without a blank line, a few at most."""
    end = i
    while end + 1 < len(lines) and end < i + 4 and lines[end + 1].kind == WORDS and not lines[end + 1].gap:
        end += 1
    return lines[i].start, lines[end].end


def _says(text: Text, lines: list[Line], i: int) -> bool:
    """Whether the words from line `i` on say something, as no name of an addressee does; `Đà Nẵng` is no verb."""
    start, end = _paragraph(lines, i)
    stop = _SENTENCE.search(text.clean, start, end)
    end = stop.start() if stop else end
    return any(text.clean[m.start()].islower() for m in _VERB.finditer(text.plain, start, end))


def _speaks(text: Text, lines: list[Line], i: int, *, gap: bool) -> bool:
    """Whether the body begins at line `i`: by its first words, or by its verb where a gap or a body's name shows it."""
    plain = lines[i].plain
    return bool(OPENING.match(plain)) or ((gap or opens_organ(plain)) and _says(text, lines, i))


def _is_entry(text: Text, lines: list[Line], i: int) -> bool:
    """Whether an entry whose dash is lost begins at line `i`, and not the body."""
    line = lines[i]
    if OPENING.match(line.plain) or not (_ADDRESSEE.match(line.plain) or opens_organ(line.plain)):
        return False
    return not _says(text, lines, i)


def _one_line_end(text: Text, lines: list[Line], i: int, words: str) -> bool:
    """Whether the line is the last words of an addressee (`… thành phố⏎Hồ Chí Minh.`)."""
    if len(words) > 60 or not SENTENCE_END.search(words):
        return False
    return not _VERB.search(lines[i].plain)
