"""What spoiled `Kính gửi`, `Căn cứ` and the words of a date were meant to be.

Every function takes a stretch of clean offsets, or a place in it, and gives the mends there (`text.Mend`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from trichxuat.structure.likeness import Vocabulary, distance, is_syllable
from trichxuat.structure.meant import by_words, key_of, restored, tokens
from trichxuat.text import Mend, Text

# ---- Kính gửi, grounds ----

_ADDRESSED = Vocabulary(["Kính gửi", "Đồng kính gửi", "Kính chuyển", "Kính trình"])
_GROUNDS = Vocabulary(["Căn cứ", "Xét đề nghị", "Theo đề nghị"])
_CAN_CU = frozenset("cancu")
_CITED = frozenset("luat bo nghi quyet thong phap hien chi ke cong van chuc chuong quy ket y tinh thuc".split())


def addressed(text: Text, start: int, end: int) -> list[Mend]:
    """A spoiled `Kính gửi`: before a colon, or alone in its cell."""
    colon = text.clean.find(":", start, start + 22)
    if colon < 0 and end - start > 14:
        return []
    printed = tokens(text, start, colon if colon > 0 else end)[:4]
    found = _ADDRESSED.best(key_of(printed), 2 if colon > 0 else None) if printed else None
    if found is None or not by_words(printed, found[0], firm=colon > 0):
        return []
    return restored(text, printed, found[0])


def _may_be_ground(words: list[str]) -> bool:
    """Whether it is worth comparing: most letters of `căn cứ`, or one word of `đề nghị`."""
    first = words[0] + words[1]
    return (4 <= len(first) <= 7 and len(_CAN_CU & set(first)) > 2) or words[1] == "de" or words[2] == "nghi"


def ground(text: Text, start: int, end: int) -> list[Mend]:
    """A spoiled `Căn cứ` or `đề nghị` at the begin of a ground."""
    if not (text.clean[start].isupper() or text.clean[start] == "-"):
        return []
    words = text.plain[start : min(end, start + 48)].strip("- ").split(None, 4)
    if len(words) < 3 or words[:2] == ["can", "cu"] or not _may_be_ground(words):
        return []
    printed = tokens(text, start, min(end, start + 48))[:5]
    words = [word for _, _, word in printed]
    if len(words) < 3:
        return []
    for size in (2, 1):
        found = _GROUNDS.best(key_of(printed[:size]), 2 if words[2] in _CITED and size == 2 else 1)
        odd = not all(is_syllable(word) for word in words[:size])
        if found and found[1] and (odd or (found[1] == 1 and words[size] in _CITED)):
            return restored(text, printed[:size], found[0])
    found = _GROUNDS.best(key_of(printed[:3]))
    return restored(text, printed[:3], found[0]) if found and found[1] and by_words(printed[:3], found[0]) else []


# ---- the date ----

_DATE = re.compile(
    r"(?<![a-z0-9])([a-z]{3,5})\W{1,24}(?:[0-9oil]{1,2}\W{1,24})?([a-z]{3,7})\W{1,20}(?:[0-9oil|\]]{1,2}\W{1,20})?"
    r"([a-z]{2,4})\W{0,6}\Z"
)
_DATE_WORDS = (("ngay", "ngày"), ("thang", "tháng"), ("nam", "năm"))


_TORN = re.compile(r"(?<![a-z0-9])(?:n ?g ?ay|ng ?a ?y|t ?h ?ang|th ?a ?ng|than ?g|n ?a ?m)(?![a-z])")


def torn_date_words(text: Text, start: int, end: int) -> Iterator[Mend]:
    """`ngày`, `tháng`, `năm` with a blank inside (`thá ng 11`)."""
    for m in _TORN.finditer(text.plain, start, end):
        if " " in m.group():
            meant = dict(_DATE_WORDS)[m.group().replace(" ", "")]
            yield *m.span(), meant.capitalize() if text.clean[m.start()].isupper() else meant


def date_words(text: Text, floor: int, year: int) -> list[Mend]:
    """`ngày`, `tháng`, `năm` with other letters between the digits before a year at `year`."""
    low = max(floor, year - 60)
    before = text.plain[low:year].rstrip()
    if not before[-1:].isalpha() or (before.endswith("nam") and "ngay" in before and "thang" in before):
        return []
    last = before.rsplit(None, 1)[-1]
    if not 2 <= len(last) <= 4 or distance(last, "nam", 1) > 1:
        return []
    m = _DATE.search(text.plain, low, year)
    if m is None:
        return []
    found: list[Mend] = []
    total = 0
    for n, (key, meant) in enumerate(_DATE_WORDS, 1):
        apart = distance(m[n], key, 2)
        total += apart
        if apart > (1 if key == "nam" else 2):
            return []
        if apart:
            first = text.clean[m.start(n)]
            found.append((*m.span(n), meant.capitalize() if first.isupper() else meant))
    return found if total <= 4 else []
