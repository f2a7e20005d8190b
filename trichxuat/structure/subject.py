"""The trích yếu under a title, and the authority line below it (Phụ lục I, II.5 and note 6)."""

from __future__ import annotations

import re
from functools import cache

from trichxuat import lexicon
from trichxuat.structure.likeness import alike, is_syllable
from trichxuat.structure.lines import PAGE, RULE, WORDS, Line
from trichxuat.structure.openings import GROUND, MARKER, RECIPIENTS, is_addressed, is_cited_ground, is_sentence, speaks
from trichxuat.structure.organ_lines import head_words, opens_organ, plain_words
from trichxuat.structure.type_titles import is_title
from trichxuat.text import Text

Range = tuple[int, int]

_LABEL = re.compile(r"[a-z][a-z ]{3,40}:\s")
_YEARS = re.compile(r"(?:19|20)\d\d ?-?")
_ANNEXED = re.compile(r"\W{0,3}\(? ?(?:ban hanh )?kem theo\b")
_OPEN_END = re.compile(rf"(?:^|\W){head_words('left_open')}\Z|[,\-/&(:]\Z")
_SUBJECT_WORDS = re.compile(rf"\W{{0,3}}(?:v\s?/\s?v|veviec|{head_words('subject')})(?![a-z])")


def walk_subject(text: Text, lines: list[Line], pieces: list[Range], at: int, last: int) -> tuple[list[Range], int]:
    """The trích yếu under line `at`: its pieces, those given included, and the line behind it."""
    pieces = list(pieces)
    end = at + 1
    gap = ruled = False
    for i in range(at + 1, min(last, at + 60)):
        line = lines[i]
        gap = gap or line.gap > 0
        if pieces and not gap and _torn_number(text, line, pieces[-1]):
            pieces.append((line.start, line.end))
            end = i + 1
            continue
        if line.kind == RULE:
            if pieces:
                ruled = True
            continue
        if line.kind != WORDS:
            gap = True
            continue
        if ruled:
            break
        start, stop = whole(line)
        if not any(c.isalnum() for c in text.clean[start:stop]):
            continue
        if not pieces and _of_issuer(text, line):
            end = i + 1
            continue
        if _ends_subject(text, lines, i, at, pieces, gap):
            break
        pieces.append((start, stop))
        end = i + 1
        gap = False
    return pieces, end


def _torn_number(text: Text, line: Line, before: Range) -> bool:
    """A dash or a year that a web page set on a line of its own (`2026 -⏎2031`)."""
    if line.kind not in (RULE, PAGE) or line.end - line.start > 7:
        return False
    words = text.clean[line.start : line.end]
    return (words == "-" and text.clean[before[1] - 1].isdigit()) or bool(_YEARS.fullmatch(words))


def whole(line: Line) -> Range:
    """The words of a line; of a table row its first cell."""
    return (line.cells[0].start, line.cells[0].end) if line.bars else (line.start, line.end)


def _of_issuer(text: Text, line: Line) -> bool:
    """`CỦA BAN THƯỜNG VỤ TỈNH ỦY` between title and trích yếu is no part of it."""
    return line.plain.startswith("cua ") and text.clean[line.start : line.end].isupper()


def _ends_subject(text: Text, lines: list[Line], i: int, at: int, pieces: list[Range], gap: bool) -> bool:
    """Whether line `i`, under the pieces that there are and the title in line `at`, is no more of the trích yếu."""
    line = lines[i]
    start, stop = whole(line)
    plain, words = text.plain[start:stop], text.clean[start:stop]
    if is_addressed(text, line) or GROUND.match(text.plain, start) or RECIPIENTS.match(plain) or _ANNEXED.match(plain):
        return True
    if not pieces:
        if _SUBJECT_WORDS.match(plain) or words.isupper() or words[:1].islower():
            return MARKER.match(plain) is not None and not words.isupper()
        return bool(MARKER.match(plain)) or (is_sentence(text, lines, i) and speaks(text, lines, i))
    if MARKER.match(plain) and (gap or not words[:1].isdigit()):
        return True
    open_end = _left_open(text, pieces[-1])
    if not open_end and is_cited_ground(text, lines, i):
        return True
    before = text.plain[pieces[-1][0] : pieces[-1][1]]
    so_far = text.clean[pieces[0][0] : pieces[-1][1]]
    if words.isupper() and (len(words) > 7 or so_far.isupper()):
        if not so_far.isupper() and len(so_far) > 7:
            return not open_end or _office(plain)
        return _authority(text, lines, i, at, before)
    if words[:1] in "(\"'":
        return False
    if words[:1].islower() or words[:1].isdigit():
        return bool(words[:1].isdigit() and gap and is_sentence(text, lines, i))
    if so_far.isupper() and len(so_far) > 12 and not words.isupper() and sum(c.islower() for c in words) > 3:
        return True
    if open_end and not gap:
        return False
    if gap and _LABEL.match(plain):
        return True
    return is_sentence(text, lines, i)


def _left_open(text: Text, piece: Range) -> bool:
    """Whether a line ends in a word that something follows; another may look so (`Sơn La`, `điện tử`)."""
    m = _OPEN_END.search(text.plain, *piece)
    if m is None:
        return False
    last = text.clean[m.start() : m.end()].lstrip()
    if last[:1].isupper() and last[1:].islower():
        return False
    return len(last) != 2 or not last.isalpha() or last.lower() in _short_open() or last.isascii()


@cache
def _short_open() -> frozenset[str]:
    """The words of two letters that leave a line open, as written."""
    return frozenset(row["words"] for row in lexicon.table("head_words") if row["kind"] == "left_open")


# ---- the authority line ----

_OFFICE = re.compile(rf"{head_words('office')}(?![a-z])")
_OFFICE_END = re.compile(rf"(?:^|\W){head_words('left_open_office')}\Z|[,-]\Z")


def _office(plain: str) -> bool:
    """Whether the line begins as the name of who decides."""
    return bool(_OFFICE.match(plain)) or opens_organ(plain)


def _authority(text: Text, lines: list[Line], i: int, at: int, before: str) -> bool:
    """Whether a line in capitals, under a trích yếu in capitals, names who decides (`CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH`).

    What follows it must be the body, and every word of it a word of offices or of the issuer's name, printed above.
    """
    begin = " ".join(text.plain[lines[i].start : lines[i].start + 80].split())
    if not (_OFFICE.match(begin) or _issuer_again(lines, i)) or _OFFICE_END.search(before):
        return False
    j = i
    group: list[str] = []
    while j < min(len(lines), i + 4) and lines[j].kind == WORDS and text.clean[lines[j].start : lines[j].end].isupper():
        if j > i and lines[j].gap:
            break
        group += re.findall(r"[a-z]+", lines[j].plain)
        j += 1
    known = plain_words("office_word") | _words_above(lines, at)
    strange = [word for word in group if word not in known and word.strip("ivxl")]
    return not strange or (4 * len(strange) <= len(group) and all(_spoiled(word, known) for word in strange))


def _spoiled(word: str, known: frozenset[str] | set[str]) -> bool:
    """Whether a word is none, or one letter away from a known one that is no mere particle."""
    return not is_syllable(word) or any(len(other) > 3 and alike(word, other, 1) for other in known)


def _issuer_again(lines: list[Line], i: int) -> bool:
    """Whether line `i` begins as the issuer's own lines above do."""
    begin = lines[i].plain.split()[:2]
    return opens_organ(lines[i].plain) and any(
        line.kind == WORDS and line.plain.lstrip("| ").split()[:2] == begin for line in lines[max(0, i - 45) : i - 1]
    )


def _words_above(lines: list[Line], title: int) -> set[str]:
    """The words of the header above its title in line `title`."""
    found: set[str] = set()
    for line in lines[max(0, title - 40) : title]:
        if line.kind == WORDS:
            found.update(re.findall(r"[a-z]+", line.plain))
    return found


def past_authority(text: Text, lines: list[Line], end: int, last: int) -> int:
    """The line behind the authority line, the session (`KHÓA X, KỲ HỌP THỨ …`) and the rules under the trích yếu."""
    seen = 0
    at = end
    for i in range(end, min(last, end + 12)):
        line = lines[i]
        if line.kind == RULE:
            at = i + 1
            continue
        if line.kind != WORDS:
            continue
        words = text.clean[line.start : line.end]
        own = is_addressed(text, line) or MARKER.match(line.plain) or is_title(words)
        if seen < 4 and words.isupper() and not own:
            seen += 1
            at = i + 1
        else:
            break
    return at
