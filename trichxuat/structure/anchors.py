"""What stands in every header and nowhere else: Quốc hiệu, tiêu ngữ, the Party's or Đoàn's name, the number line.

OCR changes letters, converters break the words over lines and cells: the patterns run on `Text.plain` and allow both.
All offsets are clean offsets.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from trichxuat.structure.organ_lines import head_words
from trichxuat.text import Text

Cut = list[tuple[int, int]]

_B = r"[\s|]{1,60}"
# The rare end of the Quốc hiệu is searched; the words before it are then read backwards.
_STATE_END = re.compile(rf"ngh.a{_B}v.{{1,2}}t{_B}na[mn]")
_STATE_BEGIN = re.compile(rf"c.ng{_B}h..?{_B}x.{_B}h.i{_B}ch.{_B}\Z")
_STATE_UPPER = re.compile(rf"c.ng{_B}h..?{_B}x.{_B}h.i[ \t|]{{0,60}}\n")
_STATE_LOWER = re.compile(rf"ch.{_B}\Z")
_OLD_STATE = re.compile(rf"viet{_B}nam{_B}dan{_B}chu{_B}cong{_B}hoa\b")
_PARTY = re.compile(rf"dang{_B}cong{_B}san{_B}viet{_B}nam\b")
_YOUTH = re.compile(rf"doan{_B}(?:tncs|thanh{_B}nien{_B}cong{_B}san){_B}ho{_B}chi{_B}minh\b")
MOTTO = re.compile(r"d.c[\s|]{0,60}l.p[\W_]{0,60}t.[\s|]{0,60}d.[\W_]{0,60}h.nh[\s|]{0,60}ph.c")
NUMBER = re.compile(r"(?<![a-z0-9])[s$][o06][ \t]{0,3}[:.;]?")
"""`Số`, `Số:`, `S6:` on `Text.plain`; what follows decides whether it is the number line."""

_UP = "A-ZĐƯÂÊÔĂƠ"
_TOKEN = rf"[{_UP}][{_UP}a-zđưâêôăơ]{{0,14}}\d{{0,3}}(?:\([A-ZĐ0-9]{{1,6}}\))?(?!\w)"
NOTATION = rf"{_TOKEN}(?:(?:[-/&.]|\s{{0,2}}[-/]{{1,2}}\s{{0,3}}(?=[{_UP}]{{2}}|[{_UP}][a-z][{_UP}])){_TOKEN}){{0,6}}"
"""A ký hiệu, loosely: `KH-UBND`, `TTLT-BNV-BLĐTB&XH`, `CV/ĐU`, `QĐ-⏎UBND`; on `Text.clean`."""

# The blanks and dots before a number (`lead`) are taken whole: no try with fewer can succeed, and many would be slow.
# `1420TTr-BQL`, `27/2017NQ-HĐND`: OCR lost the slash before a notation that shows itself.
_SLASH_LOST = rf"(?=[{_UP}][{_UP}a-z]{{1,4}}-[{_UP}]{{2}})"
NUMBER_TAIL = re.compile(
    rf"(?=(?P<lead>[\s.…_]{{0,80}}))(?P=lead)(?P<number>[^\s/|][^/\n|]{{0,15}}?)?(?:[\s_]{{0,80}}/\s{{0,6}}|(?<=\d){_SLASH_LOST})"
    rf"(?:(?P<year>(?:19|20)\s{{0,3}}\d\s{{0,3}}\d)(?:\s{{0,4}}/\s{{0,6}}|{_SLASH_LOST}))?(?P<notation>{NOTATION})"
)
"""What follows `Số:` in a state number (`29 /KH-UBND`, `/2025/NQ-HĐND`); on `Text.clean`."""

PARTY_TAIL = re.compile(
    rf"(?=(?P<lead>[\s.…_]{{0,60}}))(?P=lead)(?P<number>[^\s/|\n-][^/\n|-]{{0,8}}?)?[\s_]{{0,60}}--?\s{{0,3}}"
    rf"(?P<notation>{_TOKEN}\s?/\s?{_TOKEN}(?:\s?[-/]\s?{_TOKEN}){{0,4}})"
)
"""What follows `Số` in a party number (`67-KH/HU`); on `Text.clean`."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The heading that shows a header. cut: where its words stand; family: `state`, `party` or `organisation`."""

    start: int
    end: int
    family: str
    cut: tuple[tuple[int, int], ...]


def _capitals(words: str) -> bool:
    """Set in capitals, two letters that OCR made small allowed."""
    small = sum(c.islower() for c in words)
    return small <= 2 and len(words) > 8


def _state(text: Text) -> list[Anchor]:
    found: list[Anchor] = []
    plain, clean = text.plain, text.clean
    for m in _STATE_END.finditer(plain):
        low = max(0, m.start() - 200)
        before = _STATE_BEGIN.search(plain, low, m.start())
        if before:
            at = before.start()
            cut: tuple[tuple[int, int], ...] = ((at, m.end()),)
        else:
            lower = _STATE_LOWER.search(plain, low, m.start())
            uppers = list(_STATE_UPPER.finditer(plain, low, m.start()))
            if lower is None or not uppers:
                continue
            at = uppers[-1].start()
            cut = ((at, uppers[-1].end() - 1), (lower.start(), m.end()))
        if all(_capitals(clean[a:b]) for a, b in cut) or (
            _alone(text, at, m.end()) and MOTTO.search(plain, m.end(), m.end() + 160)
        ):
            found.append(Anchor(at, m.end(), "state", cut))
    if "dan chu cong h" in plain:
        found += [
            Anchor(m.start(), m.end(), "state", (m.span(),))
            for m in _OLD_STATE.finditer(plain)
            if _capitals(clean[slice(*m.span())])
        ]
    return found


def _alone(text: Text, start: int, end: int) -> bool:
    """Whether nothing but blanks, bars and signs stands beside it on its lines."""
    before = text.clean[max(0, start - 80) : start].rsplit("\n", 1)[-1]
    after = text.clean[end : end + 80].split("\n", 1)[0]
    return not any(c.isalnum() for c in before + after)


def _apart(text: Text, start: int, end: int) -> bool:
    """Whether it stands in a column of its own, or a header that was joined into one line goes on behind it."""
    before = text.clean[max(0, start - 80) : start].rsplit("\n", 1)[-1].rstrip(" *")
    after = text.clean[end : end + 80].split("\n", 1)[0].strip(" *|_-")
    beside = text.clean[max(0, start - 4) : start]
    parted = not any(c.isalnum() for c in before) or not beside.strip(" |\t\n") or before.endswith("|")
    return parted and (not after or not after.split()[0].isupper())


def find_anchors(text: Text) -> list[Anchor]:
    """Every heading of a header in the text, in order."""
    found = _state(text)
    states = [anchor.start for anchor in found]
    for family, pattern in (("party", _PARTY), ("organisation", _YOUTH)):
        for m in pattern.finditer(text.plain):
            before = bisect_right(states, m.start()) - 1
            if not _capitals(text.clean[m.start() : m.end()]) or (before >= 0 and m.start() - states[before] < 2500):
                continue
            if _apart(text, m.start(), m.end()) or (
                family == "party" and has_number(text, m.start() - 160, m.end() + 200)
            ):
                if family == "organisation" and not has_number(text, m.start() - 300, m.end() + 500):
                    continue
                found.append(Anchor(m.start(), m.end(), family, (m.span(),)))
    end = min((anchor.start for anchor in found), default=len(text.plain))
    mottoes = [m for m in MOTTO.finditer(text.plain, 0, end) if not found or m.end() + 800 < end]
    found += [Anchor(m.start(), m.end(), "state", (m.span(),)) for m in mottoes]
    found.sort(key=lambda anchor: anchor.start)
    return found


def number_at(text: Text, at: int) -> re.Match[str] | None:
    """What follows a `Số` that ends at `at`; groups number, notation and, in the state form, year."""
    tail = PARTY_TAIL.match(text.clean, at, at + 240)
    if tail and (tail["number"] is None or tail["number"].strip()[:1].isdigit() or len(tail["number"]) < 5):
        return tail
    tail = NUMBER_TAIL.match(text.clean, at, at + 240)
    if tail and sum(c.isupper() for c in tail["notation"]) >= 2:
        return tail
    return None


_CITED = re.compile(rf"{head_words('cited')}\Z")


def _stands(text: Text, at: int, end: int) -> bool:
    """Whether a `Số` opens a number line: it begins its line or cell, or stands behind capitals; not `Quyết định số …`.

    A law and a resolution of the Quốc hội print `Luật số: 45/2019/QH14` as a line of its own.
    """
    before = text.clean[max(0, at - 80) : at].rsplit("\n", 1)[-1].rsplit("|", 1)[-1]
    words = before.strip(" *_-.:;,\t")
    if not words or before.endswith(("    ", "\t")):
        return True
    plain = text.plain[at - len(before) : at].strip(" *_-.:;,\t")
    cited = _CITED.search(plain)
    if cited:
        return cited.start() == 0 and text.clean[end - 1] == ":"
    return not any(c.islower() for c in words.split()[-1]) or plain.endswith("phuc")


_NUMBER_INSIDE = re.compile(r"\sso\s?[:.]?\s?(?=[\d.…_]|\Z)")


def find_number(text: Text, start: int, end: int) -> tuple[re.Match[str], re.Match[str]] | None:
    """The first `Số` between two offsets that a number and notation follow: (`Số`, number and notation)."""
    for m in NUMBER.finditer(text.plain, max(0, start), end):
        tail = number_at(text, m.end())
        if tail and tail["number"] and _NUMBER_INSIDE.search(text.plain, *tail.span("number")):
            continue  # the first word of a body: `SỞ NỘI VỤ Số: 5/BC-SNV`
        if tail and tail.start() < end and _stands(text, m.start(), m.end()):
            return m, tail
    return None


def has_number(text: Text, start: int, end: int) -> bool:
    return find_number(text, start, end) is not None
