"""The words of a tail that OCR spoiled: `Nơi nhận`, `Lưu`, marks, posts, and names whose words it joined.

As in a header, the exact patterns come first, and what is mended in `Text.clean` is printed as it was in every value.
Only what no pattern knows is compared, and only near a tail or where none was found.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

import regex

from trichxuat.lexicon import surnames, titles_of_persons
from trichxuat.structure import titles
from trichxuat.structure.documents import Part, find_documents
from trichxuat.structure.likeness import distance, is_syllable, letters
from trichxuat.structure.lines import WORDS, Cell, Line, read_lines
from trichxuat.structure.meant_capitals import capitals
from trichxuat.structure.meant_titles import meant_titles
from trichxuat.structure.sides import MOST_CELLS
from trichxuat.structure.tail_cues import ARCHIVE, CUE
from trichxuat.structure.zones import Zones, find_zones
from trichxuat.text import Mend, Text

Range = tuple[int, int]

# Lines above a tail and below it in which its spoiled titles may stand; lines in which a lost tail is looked for.
_ABOVE, _BELOW, _LOST = 8, 16, 400
# A mended cue shows where the tail begins; its titles are mended in the next round.
_ROUNDS = 2
# An archive's entry by its keeper, or by initials behind a colon (`Iưu: HCTH`).
_ENTRY = re.compile(
    r"[\W_]{0,6}([a-z0-9|!]{2,4})\s?"
    r"(?:[:;.,]{0,2}\s?(?=(?:vt|vp|van thu|van phong|hs|ho so|hc)(?![a-z]))|:\s?(?=[a-z]{2,5}\b))"
)
_CUE = re.compile(r"([a-z0-9]{2,4})\s{0,3}([a-z0-9]{3,5})(?![a-z0-9])\s{0,4}(?=([:;.,]?))")
_TOKEN = re.compile(r"[^\s]+")
_RANK = regex.compile(r"(?:\p{L}{2,7}\.|\p{L}{3,6} \p{Ll}{2,5}(?= ))\s{0,3}")
# What is printed like a rank: `TP. Hải Phòng`, `PGĐ. …`.
_NO_RANKS = frozenset({"tp", "tx", "tt", "vt", "vp", "nxb", "pgd", "pct"})
# `IIằng` for `Hằng`.
_TWIN = re.compile(r"II(?=[^\W\d_])(?![A-ZĐ])")
_FOR_DIGIT = {"8": "s", "0": "o", "1": "l", "9": "g"}


def mend_tails(text: Text, lines: list[Line], parts: list[Part]) -> tuple[Text, list[Line], list[Part], list[Zones]]:
    """The text with the spoiled words of its tails mended, its lines, its documents and the zones of each."""
    zones = [find_zones(text, lines, part) for part in parts]
    for _ in range(_ROUNDS):
        mends = [
            mend
            for part, zone in zip(parts, zones, strict=True)
            for mend in tail_mends(text, lines, zone.body[0], zone.tail, part.last)
        ]
        if not mends:
            break
        text = text.mended(mends)
        lines = read_lines(text)
        parts = find_documents(text, lines)
        zones = [find_zones(text, lines, part) for part in parts]
    return text, lines, parts, zones


def tail_mends(text: Text, lines: list[Line], body: int, tail: Range, last: int) -> list[Mend]:
    """The mends of one document's tail.

    body: index of the line where its body begins; tail: the lines that were taken for its tail; last: where it ends.
    """
    first, end = tail
    mends: list[Mend] = []
    if not any(_has_cue(text, lines[i]) for i in range(first, min(end, first + 40))):
        for i in range(body, last):
            line = lines[i]
            if line.kind == WORDS and _is_short(text, line.cells[0]) and (cue := _cue(text, line)):
                mends += cue
                first, end = (i, i + _BELOW) if first == end else (min(first, i), max(end, i + _BELOW))
    if first == end:
        first, end = body, min(last, body + _LOST)
    region = [line for line in lines[max(body, first - _ABOVE) : min(last, end + _BELOW)] if line.kind == WORDS]
    for n, line in enumerate(region):
        if len(line.cells) <= MOST_CELLS:
            mends += _archive(text, line.cells[0])
            for cell in line.cells:
                mends += _signature(text, cell)
            if n + 1 < len(region):
                mends += _broken(text, line, region[n + 1])
    return mends


def _has_cue(text: Text, line: Line) -> bool:
    return line.kind == WORDS and any(CUE.match(text.plain, c.start, c.end) for c in line.cells[:MOST_CELLS])


def _is_short(text: Text, cell: Cell) -> bool:
    """Whether a piece may be a cue, by its length or by its colon."""
    return cell.end - cell.start >= 6 and (
        cell.end - cell.start <= 24 or ":" in text.clean[cell.start : cell.start + 16]
    )


def _cue(text: Text, line: Line) -> list[Mend]:
    """A spoiled `Nơi nhận` that a line, or the first cell of one, consists of."""
    cell = line.cells[0]
    at = cell.start
    while at < cell.end and not text.clean[at].isalnum():
        at += 1
    m = _CUE.match(text.plain, at, cell.end) if text.clean[at : at + 1].isupper() else None
    if m is None or not (m[3] or m.end() == cell.end):
        return []
    apart = distance(m[1], "noi", 2) + distance(m[2], "nhan", 2)
    return [(m.start(1), m.end(2), "Nơi nhận")] if 0 < apart <= 2 else []


def _archive(text: Text, cell: Cell) -> list[Mend]:
    """`Iưu: VT.` for `Lưu: VT.`"""
    m = _ENTRY.match(text.plain, cell.start, cell.end)
    if m is None or distance(m[1], "luu", 1) != 1 or ARCHIVE.match(text.plain, cell.start, cell.end):
        return []
    return [(m.start(1), m.end(1), "Lưu")] if text.clean[m.end() : m.end() + 1].isupper() else []


def _signature(text: Text, cell: Cell) -> list[Mend]:
    """The mends of a piece that is, or ends in, a title in capitals; or that is a name whose words are joined."""
    clean = text.clean
    start, end = cell.start, cell.end
    if not 5 <= end - start <= 300:
        return []
    if clean[end - 1] not in ";,." and (raised := capitals(text, start, end)):
        return raised
    if clean[end - 1].islower():
        return _person(text, start, end) if end - start < 60 and clean[start].isalnum() else []
    if not clean[end - 2 : end].isupper():
        return []
    at = end
    for word in reversed(clean[start:end].split()):
        if any(c.islower() for c in word) and not titles.is_upper(clean[start:end]):
            break
        at = clean.rindex(word, start, at)
    return meant_titles(text, at, end) if at < end else []


def _broken(text: Text, line: Line, below: Line) -> list[Mend]:
    """The mends of a title that a narrow cell broke: `CBỦ` / `TỊCH`, `PHÓ` / `TRƯỞNG HAN`."""
    start, end = line.start, below.end
    if end - start > 40 or below.gap > 1 or len(line.cells) + len(below.cells) > 2:
        return []
    words = text.clean[start:end]
    if not titles.is_upper(words) or titles.is_title(text, start, line.end) or len(words.split()) > 4:
        return []
    return meant_titles(text, start, end) if titles.POST.match(" ".join(text.plain[start:end].split())) is None else []


# ---- names ----


def _person(text: Text, start: int, end: int) -> list[Mend]:
    """The mends of a name with its rank: `PhanTrọng Lân`, `Nguyễu Văn Lụa`, `HS. Trà Thị Mây`, `Mai 8ơn`."""
    clean = text.clean
    mends: list[Mend] = []
    at = _rank(text, start, end, mends)
    words = list(_TOKEN.finditer(clean, at, end))
    if not 1 <= len(words) <= 6:
        return []
    if not all(_is_initial(w.group()) for w in words):
        torn = _torn(text, words) if _is_initial(words[0].group()) else []
        return mends + torn if torn else []
    for w in words:
        if w.group()[0].islower():
            mends.append((*w.span(), w.group().swapcase()))
        elif _TWIN.match(w.group()):
            mends.append((w.start(), w.start() + 2, "H"))
        mends += _digits(*w.span(), w.group())
        mends += _glued(w.start(), w.group())
    surname = words[0].group()
    if len(words) > 1 and surname.isalpha() and (meant := _surname(text.plain[words[0].start() : words[0].end()])):
        mends.append((*words[0].span(), meant))
    return mends


def _torn(text: Text, words: list[re.Match[str]]) -> list[Mend]:
    """A name's word with a blank inside: `Hồ Qu ốc Dũng`."""
    mends: list[Mend] = []
    for first, second in pairwise(words):
        if _is_initial(first.group()) and second.group().islower():
            whole = text.plain[first.start() : first.end()] + text.plain[second.start() : second.end()]
            if is_syllable(whole):
                mends.append((first.start(), second.end(), first.group() + second.group()))
    small = sum(w.group().islower() for w in words)
    rest = all(_is_initial(w.group()) for w in words if not w.group().islower())
    return mends if rest and len(mends) == small else []


def _is_initial(word: str) -> bool:
    """A capital and small letters, or what OCR makes of that: digits, `tÔ`, `IIằng`."""
    if len(word) == 2 and word[0].islower() and word[1].isupper():
        return True
    if _TWIN.match(word):
        return word.isalpha()
    return (word[0].isupper() or (word[0] in _FOR_DIGIT and len(word) > 1)) and not word.isupper() and word.isalnum()


def _rank(text: Text, start: int, end: int, mends: list[Mend]) -> int:
    """Where the name begins behind a rank, which is mended where it is spoiled; only before a known surname."""
    behind = titles.without_rank(text, start, end)
    if behind > start:
        return behind
    m = _RANK.match(text.clean, start, end)
    if m is None or titles.name_at(text, m.end(), end, strict=True) is None:
        return start
    printed = letters(m.group())
    if printed in _NO_RANKS:
        return start
    for rank in titles_of_persons():
        known = letters(rank.words)
        if len(known) > 1 and distance(printed, known, 1) <= 1:
            mends.append((start, start + len(m.group().rstrip()), rank.words))
            return m.end()
    return start


def _digits(start: int, end: int, word: str) -> list[Mend]:
    """Digits that stand for letters: `8ơn`."""
    return [
        (start + n, start + n + 1, _FOR_DIGIT[c].upper() if not n else _FOR_DIGIT[c])
        for n, c in enumerate(word)
        if c in _FOR_DIGIT
    ]


def _glued(start: int, word: str) -> list[Mend]:
    """A capital inside a word, where a blank is lost."""
    return [
        (start + n - 1, start + n + 1, f"{word[n - 1]} {word[n]}")
        for n in range(2, len(word) - 1)
        if word[n].isupper() and word[n - 1].islower() and word[n + 1].islower()
    ]


@lru_cache(maxsize=1024)
def _surname(word: str) -> str:
    """The surname that a word is but for one letter, where it cannot be read as a word itself; or nothing."""
    if len(word) < 4 or is_syllable(word):
        return ""
    return next((each.surname for each in surnames() if distance(word, letters(each.surname), 1) == 1), "")
