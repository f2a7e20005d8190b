"""The place (địa danh) before the date of issue (Phụ lục I, II.4)."""

from __future__ import annotations

import re

from trichxuat.text import Text, strip_marks

_TOKEN = re.compile(r"\S+")
_UNIT = frozenset("thanh pho tinh huyen quan xa phuong thi tran dac khu dao tp. tp".split())


def place_before(text: Text, at: int, floor: int) -> tuple[int, int] | None:
    """The stretch of the place that ends before `ngày` at `at`; nothing before `floor` is taken (clean offsets)."""
    clean = text.clean
    end = at
    while end > floor and (clean[end - 1].isspace() or clean[end - 1] in ",.;:*'_-\""):
        end -= 1
    if "|" in clean[end:at] or clean.count("\n", end, at) > 1:
        return None
    begin = _line_start(clean, end, floor)
    start = _names_back(clean, begin, end)
    if not clean[begin:start].strip() and begin > floor and clean[begin - 1] == "\n":
        above_end = begin - 1
        while above_end > floor and clean[above_end - 1] in " \t":
            above_end -= 1
        above = _line_start(clean, above_end, floor)
        words = clean[above:above_end]
        if (
            words.strip()
            and not words.isupper()
            and len(words.split()) <= 4
            and not clean[above : _names_back(clean, above, above_end)].strip()
        ):
            start = above
    while start < end and (clean[start].isspace() or clean[start] in "*-.,_'\""):
        start += 1
    return (start, end) if start < end and any(c.isalpha() for c in clean[start:end]) else None


def _line_start(clean: str, end: int, floor: int) -> int:
    """Where the cell that ends at `end` begins."""
    low = max(floor, end - 60)
    begin = max(low, clean.rfind("\n", low, end) + 1, clean.rfind("|", low, end) + 1, clean.rfind("\t", low, end) + 1)
    gap = clean.rfind("    ", low, end)
    return max(begin, gap + 4) if gap >= 0 else begin


def _is_name(token: str) -> bool:
    """A word in a capital initial, or what OCR makes of it: `hÀ`, `8ơn`."""
    if token[:1].isupper():
        return any(c.isalpha() for c in token)
    return (len(token) == 2 and token[1].isupper()) or (token[:1] == "8" and len(token) > 1 and token[1:].isalpha())


def _names_back(clean: str, begin: int, end: int) -> int:
    """Where the names in capitals that stand unbroken before `end` begin, words of units (`thành phố`) included."""
    tokens = list(_TOKEN.finditer(clean, begin, end))
    start = end
    capitals = False
    for n in range(len(tokens) - 1, max(-1, len(tokens) - 9), -1):
        token = tokens[n].group().strip("*.,'\"_")
        low = strip_marks(token)
        if token in ("", "-") and start < end and n > 0 and tokens[n - 1].group()[:1].isupper():
            continue
        if "/" in token or any(c in token for c in "#@{}[]()§$%^<>=+"):
            break
        name = _is_name(token)
        if (
            name
            and token.isupper()
            and len(token) > 1
            and low not in ("tp",)
            and not re.fullmatch(r"[IVX]+|TP\.?HCM|HCM", token)
        ):
            if start < end and not capitals:
                break
            capitals = True
        elif name and capitals:
            break
        numbered = (
            token.isdigit() and len(token) < 3 and n > 0 and strip_marks(tokens[n - 1].group()) in ("quan", "phuong")
        )
        unit = low in _UNIT and start < end
        if not (name or numbered or unit):
            break
        start = tokens[n].start()
    return start
