"""Who is told to act: the phrase that names a unit, a post or a group, and the verb where its instruction begins.

A unit phrase opens with a word of the lexicon (`Sở`, `Thủ trưởng các cơ quan`, `các sở, ban, ngành`), runs over names,
lists and qualifiers, and ends at the first verb that can open an instruction, or at a colon before one. Clean offsets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from trichxuat.fields.patterns import spaced
from trichxuat.fields.task_names import name_end, what_follows
from trichxuat.fields.task_verbs import BLANK, ends_inside, opening_verbs, reports, skip_blanks
from trichxuat.fields.task_words import (
    DUTY,
    GROUPS,
    HEAD,
    NOUN_VERBS,
    OPENINGS,
    OTHER_WORDS,
    SINGLE,
    SINGLE_TONED,
    TELLING,
    VERB,
)
from trichxuat.text import Text, modern_tones, strip_marks, without_tones

LONGEST = 900
"""A list of units longer than this, in characters, is none."""


@dataclass(frozen=True, slots=True)
class Doer:
    """A unit from `start` to `end`, and what it is told from `verb` on. colon: a colon parts them."""

    start: int
    end: int
    verb: int
    colon: bool = False


# ---- the head of a unit's name ----

_CALL = spaced(r"goi (?:tat |chung )?(?:la )?:?\s?[\"']?([a-z]{2,7})[\"']?\s?\)")
_TOPIC = spaced(r"phong\s?,\s?chong\b|(?:thong ke|thanh tra|quan ly)\s?,\s?[a-z]")
"""What looks like a `Phòng`, but is work: a verb goes on behind the comma."""
_CASE = spaced(r"truong hop\b")
_NAME = spaced(
    r" (?:tinh|thanh pho|huyen|quan|xa|phuong|thi xa|thi tran|cap|cac|trung uong|dia phuong|khu vuc|co so|truc thuoc"
    r"|thuoc|nhan dan|nha nuoc|lien quan|co lien quan|nganh|chuyen|tham du|va)(?!\w)|\s{0,9}[,;/]\s{0,9}\w| \d"
)


def head_at(text: Text, at: int, limit: int) -> int | None:
    """The end of the head of a unit's name that begins exactly at `at`, or of a whole name of the table; or None."""
    head = _head(text, at, limit)
    return head and max(head, name_end(text, at, limit) or 0)


def _head(text: Text, at: int, limit: int) -> int | None:
    if text.plain[at : at + 3] in _PERSON_OPENINGS:
        person = _PERSON_HEAD.match(text.plain, at, limit)
        if person and text.clean[person.end()].isupper():
            said = " ".join(text.clean[at : person.end(1)].casefold().split())
            if said in _PERSONS:
                return person.end() - 1
    m = HEAD.match(text.plain, at, limit) if text.plain[at : at + 3] in OPENINGS else None
    if m is None:
        return None
    start, end = m.span("head")
    head = " ".join(m["head"].split())
    first = text.clean[start]
    if m["det"].startswith("moi") and text.clean[m.start() + 1] not in "ỗỖ":  # `môi trường`
        return None
    if _TOPIC.match(text.plain, start) and not m["det"]:
        return None
    if _CASE.match(text.plain, start) or (head.startswith("co quan") and text.clean[start + 1] in "óÓ"):  # `có quan hệ`
        return None
    if head == "to chuc doan" and not m["det"]:  # `Tổ chức đoàn công tác đi …`
        return None
    if head in _AREAS and text.clean[start:end].casefold() == _AREAS[head] and _is_name(text.clean, end + 1):
        return end  # `tỉnh Thanh Hóa`, `thành phố Đà Nẵng`
    if head not in SINGLE:
        return end if m["det"] or head in GROUPS or first.isupper() else None
    if not _own_tones(text.clean[start:end], head):
        return None
    named = _name_follows(text, end, limit) or name_end(text, start, limit) is not None
    if first.isupper() and head in called(text):
        return end
    if m["det"]:
        return end if named or first.islower() or text.clean[end : end + 1] == ":" else None
    return end if named and first.isupper() and head != "to chuc" else None


_AREAS = {strip_marks(words): words for words in ("tỉnh", "thành phố", "huyện", "xã", "phường", "đặc khu")}


def _is_name(clean: str, at: int) -> bool:
    return clean[at : at + 1].isupper() and clean[at + 1 : at + 2].islower()


def _own_tones(printed: str, head: str) -> bool:
    """Whether a head of one syllable has its own tones, or OCR's: others that make no other word (`Sớ`, not `Bản`)."""
    seen = modern_tones(" ".join(printed.split())).casefold()
    meant = SINGLE_TONED.get(head, "")
    if seen == meant:
        return True
    words = zip(seen.split(), meant.split(), strict=False)
    return without_tones(seen) == without_tones(meant) and all(a == b or a not in OTHER_WORDS for a, b in words)


@lru_cache(maxsize=2)
def called(text: Text) -> frozenset[str]:
    """The words of one syllable by which a text calls a unit (`Trường Đại học Bình Sơn (sau đây gọi là Trường)`)."""
    if "gọi" not in text.clean:
        return frozenset()
    return frozenset(m[1] for m in _CALL.finditer(text.plain) if text.clean[m.start(1)].isupper())


def _name_follows(text: Text, at: int, limit: int) -> bool:
    """Whether a name or a qualifier of a unit follows, not the rest of another word."""
    gap = BLANK.match(text.clean, at, limit)
    if gap and gap.end() < limit and text.clean[gap.end()].isupper():
        return True
    return bool(_NAME.match(text.plain, at, limit))


_PERSONS = frozenset(("đồng chí", "đ/c", "ông", "bà", "thầy", "cô", "bác sĩ"))
_PERSON_HEAD = spaced(r"(dong chi|d/c|ong|ba|thay|co|bac si)(?: \(ba\))? (?=\w)")
_PERSON_OPENINGS = frozenset(("don", "d/c", "ong", "ba ", "tha", "co ", "bac"))


# ---- the unit and its verb ----

_PERSON = spaced(r"(?:ong|ba) ")
_DEFINITION = spaced(r"(?:la|gom|bao gom) ")
_TERM_FIRST = spaced(r" (?:truoc ngay|cham nhat|trong (?:thang|quy|thoi han)|dinh k[iy]) ")
_IN_CHARGE = spaced(r"chiu trach nhiem (?:thi hanh|to chuc)")
_TO_WHOM = spaced(r" (?:cho|nhiem vu cho) ")
_MUST = spaced(r" phai ")
_CALLED = spaced(r"\s?\((?:sau day )?(?:goi|viet) (?:chung |tat )?(?:la )?[^()]{0,120}\)\Z")
_RELATIVE = spaced(
    r"(?:lien quan (?:den|toi)|duoc (?:giao|phan cong|phan cap|uy quyen)|(?:hoat dong|tham gia) (?:trong|vao))\b"
)
_ANY = spaced(r"(?:(?:cac|nhung|moi) )?(?:co quan|don vi|to chuc|ca nhan|nguoi|doanh nghiep)")
_BOUND = spaced(r" (?:(?:phai )?(?:co|chiu) trach nhiem|co nghia vu|phai)(?= [a-z]|\s?:)")
_PARTED = spaced(r"[;:]|,? (?:va|theo|co|la|do|cua|khi|neu|ma)\Z")
_GROUND_AHEAD = spaced(r"(?<!\w)(?:theo|can cu|trong pham vi|tren co so|nhiem vu) ")
_BETWEEN = spaced(
    r",?\s(?:(?:theo|trong pham vi|can cu|tren co so) (?:chuc nang|nhiem vu|tham quyen|pham vi|quyen han)|tuy theo\s"
    r"|(?P<when>khi(?!\w)|trong qua trinh(?!\w))|trong pham vi\s)"
)
"""Words between a unit and its verb that belong to neither (`theo chức năng, nhiệm vụ`)."""


def doer_at(text: Text, at: int, limit: int, told: bool = False) -> Doer | None:
    """The unit whose name begins exactly at `at` and the verb of its instruction before `limit`; None for none.

    told: a word such as `đề nghị` stands before it; then it may be told to ask others.
    """
    head = head_at(text, at, limit)
    if head is None:
        return None
    limit = min(limit, at + LONGEST)
    plain, clean = text.plain, text.clean
    first = what_follows(text, at, head, limit)
    for m in opening_verbs(text, head, limit, capitals=True):
        a = m.start()
        before = clean[head:a].rstrip()
        colon = before.endswith(":")
        if colon:
            if _PERSON.match(plain, at) or _DEFINITION.match(plain, a):
                return None
            if names_follow(clean, head + len(before) - 1):
                continue
        word = " ".join(m.group().split())
        if not colon and not told and (word in TELLING or (word == "giao" and _TO_WHOM.match(plain, m.end()))):
            return None
        stop = before.rstrip(" :").find(":")
        if stop >= 0 and not names_follow(clean, head + stop):
            return _behind_colon(text, at, head, head + stop, a)
        duty = None if colon or DUTY.match(plain, a) else _far_duty(text, at, head, a, limit)
        if duty is not None:
            return Doer(at, head + len(clean[head:duty].rstrip(" \n\t,")), duty)
        if first is not None and first < a and not colon:
            a, word = first, ""
        doer = _behind_name(text, at, head, limit, a, word, colon)
        if doer is None or doer.verb >= 0:
            return doer
    return None


def _far_duty(text: Text, at: int, head: int, a: int, limit: int) -> int | None:
    """Where `có trách nhiệm` begins behind a clause that tells which units are meant, verbs and all."""
    plain = text.plain
    if not _RELATIVE.search(plain, head, a):
        if a - head > 1 or not _ANY.match(plain, at):
            return None
        must = _BOUND.search(plain, a, min(limit, a + 160))  # `cơ quan lập đề án … có trách nhiệm`
        if must is None or ends_inside(text, a, must.start()) or _PARTED.search(plain, a, must.start()):
            return None
        return must.start() + 1
    duty = DUTY.search(plain, a, min(limit, a + 200))
    if duty is None or not duty["duty"] or ends_inside(text, a, duty.start()) or ";" in plain[a : duty.start()]:
        return None
    between = plain[a : duty.start()].rstrip()
    return (
        None
        if between.endswith((" va", " theo")) or " can cu " in between or _GROUND_AHEAD.search(plain, head, a)
        else duty.start()
    )


def _behind_name(text: Text, at: int, head: int, limit: int, a: int, word: str, colon: bool) -> Doer | None:
    """The doer with its verb at `a`; None where the sentence is no instruction; `verb` -1 where this is not it yet."""
    plain, clean = text.plain, text.clean
    # `… trước ngày 15/11 kiểm tra`: the limit is the task's.
    first = None if colon else _TERM_FIRST.search(plain, head, a)
    if first:
        a = first.start() + 1
    if ends_inside(text, head, a) or (reports(text, head, a) and not _IN_CHARGE.match(plain, a)):
        return None
    if word in NOUN_VERBS and word not in ("phoi hop", "chu tri"):
        duty = DUTY.search(plain, a, min(limit, a + 160))
        said = plain[a : duty.start()].rstrip() if duty and duty["duty"] else ";"
        if duty and ";" not in said and not said.endswith((" va", ",")) and not ends_inside(text, a, duty.start()):
            return Doer(at, duty.start() - 1, duty.start())
    before = clean[head:a].rstrip()
    if before.endswith((" không", " không được", " không nên")):
        before = before[: before.rindex(" không")]
        a = head + len(before) + 1
    end = head + len(before.rstrip(" :,;-("))
    between = _BETWEEN.search(plain, head, end)
    if between:
        end = between.start()
        if between["when"]:
            duty = DUTY.search(plain, between.end(), min(limit, between.end() + 200))
            if duty:
                return Doer(at, end, duty.start())
            must = _MUST.search(plain, between.end(), min(limit, between.end() + 120))
            return Doer(at, end, between.start("when")) if must else None
    if clean[end - 1] in ")]" or clean.startswith(")", end):
        aside = _CALLED.search(plain, head, end if clean[end - 1] == ")" else end + 1)
        end = aside.start() if aside else end
    opened, closed = clean.count("(", at, end), clean.count(")", at, end)
    if closed > opened:
        return None
    return Doer(at, end, -1 if opened > closed else a, colon)


def _behind_colon(text: Text, at: int, head: int, stop: int, verb: int) -> Doer | None:
    """`<unit>: <what it does>`, where the verb that the lexicon knows comes later than the colon."""
    plain, clean = text.plain, text.clean
    begin = skip_blanks(clean, stop + 1, verb)
    if _PERSON.match(plain, at) or _DEFINITION.match(plain, begin) or reports(text, head, stop):
        return None
    if _BETWEEN.match(plain, begin - 1, verb):
        begin = verb
    if clean[begin].isdigit() or reports(text, begin - 1, min(verb, begin + 60)):
        return None
    return Doer(at, head + len(clean[head:stop].rstrip()), begin, True)


_AGENCIES = frozenset(("bộ", "sở", "trưởng", "đốc", "cục", "vụ", "viện"))
_PLACES = frozenset(("tỉnh", "phố", "huyện", "xã", "phường", "quan", "ngành", "hội", "ban", "vị", "thể", "đoàn", "ty"))


def names_follow(clean: str, colon: int) -> bool:
    """`Các Bộ: Tài chính, Y tế`, `các tỉnh: A, B`: the colon opens a list of names, not an instruction."""
    words = clean[max(0, colon - 30) : colon].split()
    rest = clean[colon + 1 : colon + 40].split()
    if not rest or not words or not rest[0][0].isupper():
        return False
    last = words[-1].casefold()
    return last in _AGENCIES or (last in _PLACES and not VERB.match(strip_marks(" ".join(rest))))


# ---- units without a verb ----

_SPLIT_WORDS = re.compile(r"[^\s,;:()]+")
_COMMON = frozenset("cac va cua co lien quan tinh viet nam tren dia ban noi cap".split())


def same_unit(text: Text, a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether the words of one unit are all words of the other: the same doer, called shorter."""
    one, two = _key(text, a), _key(text, b)
    return one <= two or two <= one


def says_more(text: Text, a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether the words of `a` tell which of those that `b` names are meant."""
    return bool(_key(text, a) - _key(text, b))


def _key(text: Text, place: tuple[int, int]) -> frozenset[str]:
    words = text.plain[place[0] : place[1]].replace("ubnd", "uy ban nhan dan").replace("mttq", "mat tran to quoc")
    found = frozenset(_SPLIT_WORDS.findall(words))
    return (found - _COMMON) or found


_STOP = re.compile(
    r"[.;()](?=\s|$)|\(|\s(?=(?:để|đề|trong|theo|về|tại|trước|khi|nhằm|những|kết\squả|tình\shình|danh\ssách|kịp|sau|qua"
    r"|bằng|cho|tạo|việc|từ|trên\scơ)\s)"
)


def unit_end(text: Text, at: int, limit: int) -> int | None:
    """The end of a unit phrase that no verb need follow (`phối hợp với A, B …`): at a verb, a stop or a bracket."""
    head = head_at(text, at, limit)
    if head is None:
        return None
    limit = min(limit, at + 300)
    stop = _STOP.search(text.clean, head, limit)
    end = stop.start() if stop else limit
    verb = next(opening_verbs(text, head, end), None)
    end = verb.start() if verb else end
    while end > head and text.clean[end - 1] in " \t\n,;:-":
        end -= 1
    return end
