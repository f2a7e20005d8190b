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
    title, end, comma = _alternation("title"), _alternation("organ_end"), _alternation("organ_comma")
    organ_end = rf"[;:()\"|]|\.(?=\s|\Z)|,(?=\s)(?!\s+(?:{comma})(?!\w))|\n[ \t]*\n|\s(?:và\s+)?(?:{title}|{end})(?!\w)"
    title_end = (
        r"[;|]|\.(?=[\s/\"]|\Z)|\n[ \t]*\n|:\s*(?:[\n\"]|\Z)"
        r"|(?i:(?<!chính),?\s(?:đã\s+)?được\s+(?:sửa\s+đổi|thay\s+thế|bổ\s+sung)"
        r"(?:\s|,[^;.]{0,40}?\s(?:bởi|tại|theo)\s))"
        r"|(?i:,?\s\((?:đã\s+|có\s+|hết\s+)?"
        r"(?:được|hiệu\s+lực|sau\s+đây|gọi|viết\s+tắt|sửa\s+đổi|kèm|áp\s+dụng)(?![\w)]))"
    )
    return re.compile(organ_end), re.compile(rf"[\s,|]{{0,40}}(?=(?:{title})(?!\w))"), re.compile(title_end)


@cache
def _opener() -> re.Pattern[str]:
    """The words that open a title."""
    return re.compile(rf"(?:{_alternation('title')})(?!\w)")


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
    words = _organ_words(clean[of.end() : last])
    return (of.end(), of.end() + len(words)) if len(words) > 1 else None


_HIGHEST = re.compile(
    r"(?:Thủ\s+tướng\s+Chính\s+phủ|Chính\s+phủ|Quốc\s+hội|Bộ\s+Chính\s+trị|Ban\s+Bí\s+thư)(?=\s+[^\W\dA-ZĐ])(?!\s+(?:nước|kho[áa]))"
)
"""Bodies whose names are whole: a small word behind them belongs to the sentence."""
_SMALL_WORDS = 8
"""So many words in small letters on end are no name of a body."""


def _organ_words(words: str) -> str:
    """The name of a body at the start of `words`; empty where they run on like a sentence."""
    highest = _HIGHEST.match(words)
    words = highest.group() if highest else words.rstrip()
    if words.endswith(" và"):
        words = words[:-3].rstrip()
    small = 0
    for word in words.split():
        small = small + 1 if word[0].islower() else 0
        if small > _SMALL_WORDS:
            return ""
    return words


_FROM = re.compile(
    r"\b(?:de (?:nghi|xuat)|y kien|kien nghi|bao cao|chi dao|ket luan|thong nhat|trinh)\s+cua\s+"
    r"(?P<organ>(?:(?!\btai\b)[^;:.()\"|]){3,120}?)\s?,?\s+tai\s+(?:cac\s+)?\Z"
)


def organ_before(text: Text, at: int, floor: int) -> Cut | None:
    """Who speaks in the document cited behind `tại`: `đề nghị của | Giám đốc Sở Nội vụ | tại Tờ trình số …`."""
    plain = text.plain
    if plain[max(floor, at - 16) : at].split()[-2:][-1:] not in (["tai"], ["cac"]):
        return None
    found = _FROM.search(plain, max(floor, at - 160), at)
    if found is None or not text.clean[found.start("organ")].isupper():
        return None
    return found.span("organ")


def title_behind(text: Text, at: int, end: int) -> Cut | None:
    """The trích yếu that follows a citation, up to a mark that ends it: `về việc …`, `quy định …`."""
    clean = text.clean
    opener, closer = _patterns()[1:]
    head = opener.match(clean, at, end)
    if head is None:
        return None
    stop = closer.search(clean, head.end(), min(end, head.end() + _TITLE))
    last = stop.start() if stop else min(end, head.end() + _TITLE)
    words = _TRAILS.sub("", _balanced(clean[head.end() : last])).rstrip(" \t\n,.-")
    quoted = _QUOTED.match(words)
    if quoted:
        words = quoted.group()
    words = words.rstrip(": ")
    if words.endswith('"') and words.count('"') % 2:
        words = words[:-1].rstrip()
    opening = _opener().match(words)
    return (head.end(), head.end() + len(words)) if opening and opening.end() < len(words) else None


def _balanced(words: str) -> str:
    """The words up to a bracket that closes what was opened before them, or that opens and never closes."""
    opened: list[int] = []
    for m in _BRACKET.finditer(words):
        if m.group() == "(":
            opened.append(m.start())
        elif opened:
            opened.pop()
        else:
            return words[: m.start()]
    return words[: opened[0]] if opened else words


_BRACKET = re.compile(r"[()]")
_TRAILS = re.compile(
    r"(?:,?\s+(?:cụ\s+thể\s+)?như\s+sau\b.*|,?\s+(?:cụ\s+thể:?|và|của|tại|với)|(?:,|\s+và)\s+số)\s*\Z", re.DOTALL
)
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
            if not pins or not _names_part(text, place, word, low):
                break
            start = place
        elif len(word) <= 4 and _is_pin(word):
            stop = stop if pins else place + len(token.rstrip(",;:|"))
            pins += 1
        elif word not in _LINK:
            break
    return (start, stop) if start is not None else None


_COMPOUND = re.compile(r"\b(?:giai|thanh|co|danh|hang|tieu|chuyen)\s{1,9}\Z")
"""Syllables with which `đoạn`, `phần`, `mục` are another word."""


def _names_part(text: Text, at: int, word: str, low: int) -> bool:
    """Whether a word names a part of a document; it may belong to `giai đoạn`, `danh mục` or be another (`đoàn`)."""
    if text.clean[at : at + len(word)].lower() in ("đoàn", "mức", "phân", "tiệt"):
        return False
    return word not in ("doan", "phan", "muc") or not _COMPOUND.search(text.plain, max(low, at - 10), at)


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, tuple[Relation, int]]]:
    """The cues on `plain`, and for each what it means and how many words may stand between it and the citation."""
    cues: dict[str, tuple[Relation, int]] = {}
    for row in lexicon.table("relation_cues"):
        cues[lexicon.plain(row["words"])] = (row["relation"], int(row["reach"]))  # type: ignore[assignment]
    return re.compile(rf"(?<!\w){lexicon.alternation(cues, bare=False)}(?!\w)"), cues


_SENTENCE = re.compile(r";|\.\s|\n[ \t]*\n")
_ACTS = frozenset(("replaces", "repeals", "amends", "forwards"))
_QUOTES = re.compile(r"\"\s?(?:(?:\d{1,3}|[a-z]{1,2})[.)]\s{1,3})?\Z")
"""What opens a clause of another document that is cited word for word: `"9. Bãi bỏ Nghị quyết số …"`."""
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
    if relation in _ACTS and _QUOTES.search(plain, max(floor, last.start() - 12), last.start()):
        return "mentions"
    if len(between.split()) > reach or (relation in _ACTS and _PARTS_FROM.search(between)):
        return "mentions"
    return relation
