"""What stands around a citation: issuer, title and late date behind it; pinpoint, relation and early date before it.

Each look-around is bounded by a length and by the next or the last citation. All offsets are clean offsets of a `Text`.
"""

from __future__ import annotations

import re
from functools import cache

from trichxuat import lexicon
from trichxuat.fields.dates import Date, date_at
from trichxuat.record import Relation
from trichxuat.text import Text

Cut = tuple[int, int]


def _alternation(role: str) -> str:
    """The words of a role, in small letters and in capitals: names go on in words with one capital."""
    words = [row["words"] for row in lexicon.table("citation_words") if row["role"] == role]
    return lexicon.alternation([*words, *(word.upper() for word in words)], marks_kept=True)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Where an issuer ends, where a title begins, where a title ends, all on `clean`."""
    title, end = _alternation("title"), _alternation("organ_end")
    organ_end = rf"[;:()\"|]|\.(?=\s|\Z)|,(?=\s)|\n[ \t]*\n|\s(?:và\s+)?(?:{title}|{end})(?!\w)"
    title_end = (
        r"[;|]|\.(?=\s|/|\Z)|\n[ \t]*\n|\)(?=[\s.,;]|\Z)|,?\s(?:đã\s+)?được\s+(?:sửa\s+đổi|thay\s+thế|bổ\s+sung)\s"
    )
    return re.compile(organ_end), re.compile(rf"[\s,|]{{0,40}}(?=(?:{title})(?!\w))"), re.compile(title_end)


_OF = re.compile(r"[\s,|]{0,40}(?:cua|do)\s{1,40}(?=[^\s\d])")
_ORGAN, _TITLE = 140, 600


def organ_behind(text: Text, at: int, end: int) -> Cut | None:
    """The issuing body after `của`, up to a verb, a mark or the next document: `của Chủ tịch UBND tỉnh | về việc …`."""
    clean = text.clean
    of = _OF.match(text.plain, at, end)
    if of is None:
        return None
    stop = _patterns()[0].search(clean, of.end(), min(end, of.end() + _ORGAN))
    last = stop.start() if stop else min(end, of.end() + _ORGAN)
    if stop is None and last - of.end() == _ORGAN:
        return None
    words = clean[of.end() : last].rstrip()
    if words.endswith(" và"):
        words = words[:-3].rstrip()
    return (of.end(), of.end() + len(words)) if len(words) > 1 else None


def title_behind(text: Text, at: int, end: int) -> Cut | None:
    """The trích yếu that follows a citation, up to a mark that ends it: `về việc …`, `quy định …`."""
    clean = text.clean
    opener, closer = _patterns()[1:]
    head = opener.match(clean, at, end)
    if head is None:
        return None
    stop = closer.search(clean, head.end(), min(end, head.end() + _TITLE))
    last = stop.start() if stop else min(end, head.end() + _TITLE)
    words = _TRAILS.sub("", clean[head.end() : last]).rstrip(" \t\n,.-")
    quoted = _QUOTED.match(words)
    if quoted:
        words = quoted.group()
    return (head.end(), head.end() + len(words)) if words else None


_TRAILS = re.compile(r"(?:,?\s+(?:cụ\s+thể\s+)?như\s+sau\b.*|\s+(?:và|của|tại|với))\s*\Z", re.DOTALL)
"""What a title does not end with: the lead-in of what follows, a link to the next document."""
_QUOTED = re.compile(r"[^\"]{0,14}\"[^\"]{4,500}\"(?=\s*(?:,|\Z))")


_OPENS = re.compile(r"(?:\A|[\n.;:(+-]|\bvao)[\s|]{0,40}\Z")


def date_before(text: Text, at: int, floor: int) -> Date | None:
    """The date that opens the sentence in which a document is issued: `Ngày 30/8/2024, Sở Y tế có Công văn số …`."""
    plain = text.plain
    low = max(floor, at - 260)
    place = plain.rfind("ngay ", low, at)
    if place < 0:
        return None
    tail = plain[max(place, at - 24) : at].split()
    if tail[-1:] == ["cac"]:
        tail.pop()
    verb = " ".join(tail[-2:])
    if verb != "ban hanh" and not verb.endswith((" co", " ky", " gui", " ra", " trinh", " tai")):
        return None
    date = date_at(text, place, at)
    if date is None or not date.value or len(date.value) < 10 or plain[date.end : date.end + 1] != ",":
        return None
    between = plain[date.end + 1 : at]
    if ";" in between or ". " in between or ".\n" in between or "ngay " in between or "nhan duoc" in between:
        return None
    return date if _OPENS.search(plain, max(low, place - 12), place) else None


_PINPOINT = frozenset(("diem", "khoan", "dieu", "muc", "chuong", "phan", "tiet", "tieu", "doan"))
_LINK = frozenset(("va", "den", "tai", "cua", "-", ""))


def _is_pin(word: str) -> bool:
    """Whether a word numbers an article, a clause or a point: `5`, `2a`, `IV`, `đ`, `a1`."""
    return (
        word[:1].isdigit() if len(word) > 2 else word.isalnum() and word not in _LINK and word not in ("o", "do", "so")
    )


def articles_before(text: Text, at: int, floor: int) -> Cut | None:
    """The pinpoint that ends where the citation begins: `điểm a khoản 2 Điều 5` [`của`]."""
    plain = text.plain
    low = max(floor, at - 120)
    last, start, stop = at, None, at
    pins = 0
    for token in reversed(plain[low:at].split()[-24:]):
        word = token.strip(",;:()\"'|")
        place = plain.rfind(token, low, last)
        last = place
        if word in _PINPOINT:
            if not pins:
                break
            start = place
        elif len(word) <= 4 and _is_pin(word):
            stop = stop if pins else place + len(token.rstrip(",;:|"))
            pins += 1
        elif word not in _LINK:
            break
    return (start, stop) if start is not None else None


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, tuple[Relation, int]]]:
    """The cues on `plain`, and for each what it means and how many words may stand between it and the citation."""
    cues: dict[str, tuple[Relation, int]] = {}
    for row in lexicon.table("relation_cues"):
        cues[lexicon.plain(row["words"])] = (row["relation"], int(row["reach"]))  # type: ignore[assignment]
    return re.compile(rf"(?<!\w){lexicon.alternation(cues, bare=False)}(?!\w)"), cues


_SENTENCE = re.compile(r";|\.\s|\n[ \t]*\n")
_ACTS = frozenset(("replaces", "repeals", "amends", "forwards"))
_PARTS_FROM = re.compile(r"\b(?:theo|tai|boi|duoc)\b")


def relation_before(text: Text, at: int, floor: int) -> Relation:
    """What the document does with the one cited, by the last cue before it in the sentence; else `mentions`.

    `thay thế Quyết định …` replaces it; `Danh mục thay thế được công bố tại Quyết định …` does not.
    """
    plain = text.plain
    low = max(floor, at - 110)
    breaks = [m.end() for m in _SENTENCE.finditer(plain, low, at)]
    pattern, cues = _cues()
    last = None
    for last in pattern.finditer(plain, breaks[-1] if breaks else low, at):  # noqa: B007
        pass
    if last is None:
        return "mentions"
    relation, reach = cues[" ".join(last.group().split())]
    between = plain[last.end() : at]
    if len(between.split()) > reach or (relation in _ACTS and _PARTS_FROM.search(between)):
        return "mentions"
    return relation
