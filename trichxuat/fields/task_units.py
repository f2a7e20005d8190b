"""Who is told to act: the phrase that names a unit, a post or a group, and the verb where its instruction begins.

A unit phrase opens with a word of the lexicon (`Sở`, `Thủ trưởng các cơ quan`, `các sở, ban, ngành`), runs over names, lists
and qualifiers, and ends at the first verb that can open an instruction, or at a colon before one. Clean offsets throughout.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from trichxuat.fields.task_words import BARE_NOUNS, DETERMINER, DUTY, FIELD_VERBS, GROUPS, HEAD, NOUN_VERBS, SINGLE, SINGLE_TONED, STRONG, TELLING, TONED, VERB
from trichxuat.text import Text, modern_tones, strip_marks

LONGEST = 900
"""A list of units longer than this, in characters, is none."""


@dataclass(frozen=True, slots=True)
class Doer:
    """A unit and what it is told: the unit from `start` to `end`, the instruction from `verb` on."""

    start: int
    end: int
    verb: int
    colon: bool = False


_CASE = re.compile(r"truong\s+hop\b")
_PERSON = re.compile(r"(?:ong|ba)\s")
_BLANK = re.compile(r"\s{1,20}")
_SPLIT_WORDS = re.compile(r"[^\s,;:()]+")
_NAME = re.compile(
    r"\s{1,9}(?:tinh|thanh\s+pho|huyen|quan|xa|phuong|thi\s+xa|thi\s+tran|cap|cac|trung\s+uong|dia\s+phuong|khu\s+vuc|co\s+so|truc\s+thuoc"
    r"|thuoc|nhan\s+dan|nha\s+nuoc|lien\s+quan|co\s+lien\s+quan|nganh|chuyen|tham\s+du|va)(?!\w)|\s{0,9}[,;/]\s{0,9}\w|\s{1,9}\d"
)
_PAST = re.compile(
    r"(?<!\w)(?:sau\s+khi|truoc\s+khi|nhan\s+duoc|co\s+the|co\s+quyen|theo\s+de\s+nghi|duoc(?!\s+(?:giao|phan\s+cong|uy\s+quyen|cap|neu|quy\s+dinh|chi\s+dinh|kiem\s+tra|giam\s+sat|thanh\s+tra|chon|ho\s+tro|moi))"
    r"|doi\s+voi|co\s+nhu\s+cau|tai\s+(?:cong\s+van|to\s+trinh|van\s+ban)|so\s+\d{1,5}/|ngay\s+\d{1,2})(?!\w)"
)
"""What shows that a sentence reports or defines, between a unit and its verb."""
# With their tones: without them these are other words (`đảng`, `đang`).
_CLAUSE = re.compile(
    r"\s(?:do|để|gồm|đã|sẽ|(?<!iết\s)(?<!uẩn\s)bị|vừa|chưa|nhằm|(?<!nhất\s)là(?!\s(?:cơ\squan\s(?:chủ\strì|đầu\smối)|đầu\smối))"
    r"|đang(?!\s(?:hoạt\sđộng|đóng|công\stác|theo\shọc|ký|quản\slý|sử\sdụng|làm))"
    r"|có(?!\s(?:liên|thẩm|tên|uy|trụ|chức|điều|trách|người|tổ|huyện|xã|thôn|rừng|biển|hồ|đường|dự|công|hộ|đất|trẻ)))(?=\s|\Z)"
)
_BRACKETS = re.compile(r"\([^()]{0,200}\)")
_TERM_FIRST = re.compile(r"\s(?:truoc\s+ngay|cham\s+nhat|trong\s+(?:thang|quy|thoi\s+han)|dinh\s+k[iy])\s")
_IN_CHARGE = re.compile(r"chiu\s+trach\s+nhiem\s+(?:thi\s+hanh|to\s+chuc)")
_CITED = re.compile(r"\s+(?:tai|o|nhu|neu|tren|nay|cua)\b")
_TO_WHOM = re.compile(r"\s+(?:cho|nhiem\s+vu\s+cho)\s")
_BETWEEN = re.compile(
    r",?\s(?:(?:theo|trong\s+pham\s+vi|can\s+cu|tren\s+co\s+so)\s+(?:chuc\s+nang|nhiem\s+vu|tham\s+quyen|pham\s+vi|quyen\s+han)|tuy\s+theo\s|(?P<when>khi(?!\w)|trong\s+qua\s+trinh(?!\w))|trong\s+pham\s+vi\s)"
)
"""Words between a unit and its verb that belong to neither (`theo chức năng, nhiệm vụ`)."""
_OBJECT = re.compile(
    r"\s+(?:tot|nghiem|hieu\s+qua|co\s+hieu\s+qua|ngay|kip\s+thoi|day\s+du|dung|chat\s+che|thuong\s+xuyen|theo|viec|cong\s+tac|ke\s+hoach|chuong\s+trinh"
    r"|phuong\s+an|de\s+an|bao\s+cao|thuc\s+hien|trien\s+khai|quan\s+triet|thi\s+hanh|cac\s+(?:noi\s+dung|nhiem\s+vu|giai\s+phap|bien\s+phap|hoat\s+dong|quy)"
    r"|noi\s+dung|nhiem\s+vu|quyet\s+dinh|chi\s+thi|cong\s+dien|nghi\s+quyet|,\s*(?:thuc\s+hien|trien\s+khai|huong\s+dan|chi\s+dao|don\s+doc)|cho\s)"
)
_ORGANISATION = re.compile(
    r"\s*(?:[,;)]|va\s+(?:ca\s+nhan|don\s+vi|doanh)|ca\s+nhan|doan\s+the|xa\s+hoi|chinh\s+tri|co\s+lien\s+quan|lien\s+quan|thanh\s+vien|dang\b|hanh\s+chinh|hoi(?!\s+(?:nghi|cho|thao|thi|dam|hop))\b"
    r"|tin\s+dung|cong\s+doan|co\s+so|khac|quan\s+chung|kinh\s+te|trong\s+nuoc|nuoc\s+ngoai|bo\s+may)"
)
_COUNTED = re.compile(r"\s+(?:cac|moi|toi\s+da|vao|cao|nguon|luc|lanh\s+dao)\b")
_FIELD = re.compile(r"\s+(?:linh\s+vuc|cong\s+tac|dia\s+ban|nganh|khoi|mang)\b")
_DEFINES = re.compile(r"[^,.;:()]{0,40}?\s(?:là|gồm|được\s(?:xem|hưởng|quyền))\s")
_ADMIN = re.compile(r"\s*(?:nha\s+nuoc|an\s+dan\s+su|an\b|vien\b|chuyen\s+nganh|cong\s+lap|dai\s+chung|dai\s+hoc)")


def head_at(text: Text, at: int, limit: int) -> int | None:
    """The end of the head of a unit's name that begins exactly at `at`; None where there is none."""
    m = HEAD.match(text.plain, at, limit)
    if m is None or _CASE.match(text.plain, m.start("head")):
        return None
    head = _BLANK.sub(" ", m["head"])
    if head in SINGLE and modern_tones(_BLANK.sub(" ", text.clean[m.start("head") : m.end()])).casefold() != SINGLE_TONED.get(head, ""):
        return None
    first = text.clean[m.start("head")]
    if head.startswith("co quan") and text.clean[m.start("head") + 1] in "óÓ":  # `có quan hệ`
        return None
    if m["det"]:
        if head not in SINGLE or first.islower() or _name_follows(text, m.end(), limit) or text.clean[m.end() : m.end() + 1] == ":":
            return m.end()
        return None
    if head in SINGLE:
        return m.end() if head != "to chuc" and first.isupper() and _name_follows(text, m.end(), limit) else None
    return m.end() if head in GROUPS or first.isupper() else None


def _name_follows(text: Text, at: int, limit: int) -> bool:
    """Whether a name or a qualifier of a unit follows, not the rest of another word."""
    gap = _BLANK.match(text.clean, at, limit)
    if gap and gap.end() < limit and text.clean[gap.end()].isupper():
        return True
    return bool(_NAME.match(text.plain, at, limit))


def doer_at(text: Text, at: int, limit: int, told: bool = False) -> Doer | None:
    """The unit whose name begins exactly at `at` and the verb of its instruction before `limit`; None where there is none.

    told: a word such as `đề nghị` stands before it; then it may be told to ask others.
    """
    head = head_at(text, at, limit)
    if head is None:
        return None
    limit = min(limit, at + LONGEST)
    plain, clean = text.plain, text.clean
    for m in VERB.finditer(plain, head, limit):
        a = m.start()
        before = clean[head:a].rstrip()
        colon = before.endswith(":")
        if not colon and clean[a].isupper():
            continue
        if colon and (_PERSON.match(plain, at) or plain.startswith(("la ", "gom ", "bao gom "), a)):
            return None
        if colon and _names_after_colon(clean, head, head + len(before) - 1):
            continue
        if not _opens(text, m, head):
            continue
        word = _BLANK.sub(" ", m.group())
        if not colon and not told and (word in TELLING or (word == "giao" and _TO_WHOM.match(plain, m.end()))):
            return None
        gap = _BRACKETS.sub(" ", plain[head:a])
        limit_ = _TERM_FIRST.search(plain, head, a)
        if limit_ and not colon:
            a = limit_.start() + 1
            gap = plain[head:a]
            before = clean[head:a].rstrip()
        stop = before.rstrip(" :").find(":")
        if stop >= 0 and not _names_after_colon(clean, head, head + stop):
            return _behind_colon(text, at, head, head + stop, a)
        if not _IN_CHARGE.match(plain, a) and (_PAST.search(gap) or _CLAUSE.search(_BRACKETS.sub(' ', clean[head:a]))) or _breaks(gap):
            return None
        if word in NOUN_VERBS:
            duty = DUTY.search(plain, a, min(limit, a + 160))
            if duty and not duty.group().startswith("thi") and not _breaks(plain[a : duty.start()]) and ";" not in plain[a : duty.start()]:
                return Doer(at, duty.start() - 1, duty.start())
        if before.endswith((" không", " không được", " không nên")):
            before = before[: before.rindex(" không")]
            a = head + len(before) + 1
        end = head + len(before.rstrip(" :,;-("))
        cut = _BETWEEN.search(plain, head, end)
        if cut:
            end = cut.start()
            if cut["when"]:
                duty = DUTY.search(plain, cut.end(), min(limit, cut.end() + 200))
                return Doer(at, end, duty.start()) if duty else None
        opened, closed = clean.count("(", at, end), clean.count(")", at, end)
        if closed > opened:
            return None
        if opened > closed:
            continue
        return Doer(at, end, a, colon)
    return None


def _behind_colon(text: Text, at: int, head: int, stop: int, verb: int) -> Doer | None:
    """`<unit>: <what it does>`, where the verb that the lexicon knows comes later than the colon."""
    plain, clean = text.plain, text.clean
    named = _BRACKETS.sub(" ", clean[head:stop])
    begin = _after(clean, stop + 1, verb)
    if _PERSON.match(plain, at) or plain.startswith(("la ", "gom ", "bao gom "), begin) or _PAST.search(plain, head, stop) or _CLAUSE.search(named):
        return None
    if _BETWEEN.match(plain, begin - 1, verb):
        begin = verb
    said = f" {clean[begin : min(verb, begin + 60)]}"
    if clean[begin].isdigit() or _PAST.search(plain, begin, min(verb, begin + 60)) or _CLAUSE.search(said):
        return None
    return Doer(at, head + len(clean[head:stop].rstrip()), begin, True)


def _after(clean: str, at: int, limit: int) -> int:
    while at < limit and clean[at].isspace():
        at += 1
    return at


def _breaks(gap: str) -> bool:
    """Whether a sentence ends inside: then the verb belongs to another one."""
    return ". " in gap or ".\n" in gap or "?" in gap or "!" in gap


_AGENCIES = frozenset(("bộ", "sở", "trưởng", "đốc", "cục", "vụ", "viện"))
_PLACES = frozenset(("tỉnh", "phố", "huyện", "xã", "phường", "quan", "ngành", "hội", "ban", "vị", "thể", "đoàn", "ty", "viện", "cục", "vụ"))


def _names_after_colon(clean: str, head: int, colon: int) -> bool:
    """`Các Bộ: Tài chính, Y tế`, `các tỉnh: A, B`: the colon opens a list of names, not an instruction."""
    words = clean[max(0, colon - 30) : colon].split()
    rest = clean[colon + 1 : colon + 40].split()
    if not rest or not words:
        return False
    if not rest[0][:1].isupper():
        return False
    last = words[-1].casefold()
    return last in _AGENCIES or (last in _PLACES and not VERB.match(strip_marks(" ".join(rest))))


def _named_by_verb(text: Text, a: int, head: int) -> bool:
    """Whether the capitalised words before are such a verb too: `Ban Quản lý bảo trì`, `Trung tâm Hỗ trợ khởi nghiệp`."""
    words = text.clean[max(head - 30, a - 24, 0) : a].split()[-2:]
    return len(words) == 2 and words[0][:1].isupper() and words[0][1:2].islower() and strip_marks(" ".join(words)) in NOUN_VERBS


def _opens(text: Text, m: re.Match[str], head: int) -> bool:
    """Whether this verb opens an instruction, rather than telling the kind of unit (`cơ quan quản lý`)."""
    plain, clean = text.plain, text.clean
    a, b = m.span()
    word = _BLANK.sub(" ", m.group())
    if plain.endswith(("duoc ", "duoc\n"), 0, a):
        return False
    toned = TONED.get(word)
    if toned is not None:
        if toned == "giao" and (plain[head:a].rstrip().endswith(("ngoai", "ban", "chuyen", "tiep")) or plain.startswith((" thong", " dich"), b)):
            return False
        if toned == "cử" and (plain[head:a].rstrip().endswith(("bau", "ung", "tuyen", "de")) or plain.startswith((" tri", "\ntri"), b)):
            return False
        if toned == "trình" and plain[head:a].rstrip().endswith(("qua", "chuong", "cong", "quy", "tien", "lo", "giao", "hanh", "truyen")):
            return False
        if toned == "lập" and plain[head:a].rstrip().endswith(("cong", "doc", "thanh")):
            return False
        return clean[a:b].casefold() == toned and not (toned == "cần" and plain.startswith((" tho", " thiet"), b))
    if word == "to chuc":
        if _ORGANISATION.match(plain, b):
            return False
        before = plain[max(0, a - 12) : a].rstrip()
        if a - head <= 1 and before.endswith(("don vi", "co quan")):
            return bool(_OBJECT.match(plain, b))
        return not before.endswith((",", "cac", ";", "va", "moi", "nhung", "tung", "hoac")) or bool(_OBJECT.match(plain, b))
    if word not in NOUN_VERBS:
        return True
    if word in ("quy dinh", "quyet dinh") and _CITED.match(plain, b):
        return False
    if _ADMIN.match(plain, b) or _DEFINES.match(clean, b):
        return False
    if word in FIELD_VERBS and not _OBJECT.match(plain, b):
        return False
    if word not in STRONG and _named_by_verb(text, a, head):
        return False
    if word == "phu trach" and _FIELD.match(plain, b):
        return False
    if word in ("truc tiep", "tap trung"):
        return bool(_COUNTED.match(plain, b)) or bool(VERB.match(plain, _after(clean, b, b + 4)))
    before = plain[max(head - 30, a - 24, 0) : a].rstrip()
    if before.endswith((",", " va", " hoac")) and not _OBJECT.match(plain, b):
        return False
    words = before.replace(",", " ").split()
    last = words[-1] if words else ""
    last_two = " ".join(words[-2:])
    last_three = " ".join(words[-3:])
    if last in BARE_NOUNS or last_two in BARE_NOUNS or last_three in BARE_NOUNS:
        return bool(_OBJECT.match(plain, b))
    return True


_HEADING_LEAD = re.compile(
    r"(?P<soft>(?:doi\s+voi|ve\s+phia)\s+)?(?:(?:trach\s+nhiem|nhiem\s+vu)(?:\s+(?:thuc\s+hien|to\s+chuc\s+thuc\s+hien))?\s+cua\s+(?P<duty>)|(?:kinh\s+)?de\s+nghi\s*:?\s+(?P<told>)"
    r"|yeu\s+cau\s*:?\s+|giao\s*(?:cho|nhiem\s+vu\s+cho|trach\s+nhiem\s+cho)?\s*:?\s+|phan\s+cong\s+|moi\s+)?"
)
_ASIDE = re.compile(r"\((?:la\s+)?(?:co\s+quan|don\s+vi|bo\s+phan|sau\s+day|goi\s+tat|viet\s+tat|thuong\s+truc)[^()]{0,160}\)?")
_NOT_HEADING = re.compile(r"\b(?:sau|sau\s+day|hoat\s+dong\s+theo|gom|noi\s+dung|nguyen\s+tac|nhu)\s*\Z|\b(?:hoat\s+dong\s+theo|nguyen\s+tac)\b")
_GROUP = re.compile(
    r"(?:cac|toan\s+the|tat\s+ca)\s+(?!noi\s+dung|cong\s+(?:tac|viec|trinh)|hoat\s+dong|giai\s+phap|nhiem\s+vu|nguon|buoc|hinh\s+thuc|dieu\s+kien|moc|van\s+ban|chi\s+tieu|tieu\s+chi"
    r"|quy\s+dinh|yeu\s+to|linh\s+vuc|truong\s+hop|bien\s+phap|van\s+de|ket\s+qua|san\s+pham|du\s+an|chinh\s+sach|khoan|muc|yeu\s+cau|thong\s+tin|cuoc|su\s+kien|ngay|mon|loai|chuong)"
)
_HEADING_TAIL = re.compile(r"\s(?:trong(?:\s+viec)?|khi|ve\s+viec|doi\s+voi)\s")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that names a unit. soft: `Đối với …` opens it; duty: `Trách nhiệm của …` does."""

    start: int
    end: int
    soft: bool
    duty: bool


def heading_unit(text: Text, start: int, end: int, group: bool = False) -> Heading | None:
    """The unit that a heading from `start` to `end` names and nothing more; None where it says more, or other things.

    group: where units are expected, `các …` of any kind of people or bodies names one.
    """
    plain, clean = text.plain, text.clean
    while end > start and clean[end - 1] in " \t\n:.;,-/":
        end -= 1
    if end - start > 420 or end <= start:
        return None
    lead = _HEADING_LEAD.match(plain, start, end)
    at = lead.end() if lead else start
    duty = lead is not None and lead["duty"] is not None
    if _PERSON.match(plain, at) or (head_at(text, at, end) is None and not (group and end - at < 90 and _GROUP.match(plain, at)) and not (duty and at < end and clean[at].isalpha())):
        return None
    if duty:
        cut = _HEADING_TAIL.search(plain, at, end)
        return Heading(at, cut.start() if cut else end, False, True)
    head = head_at(text, at, end) or at
    if _NOT_HEADING.search(plain, head, end):
        return None
    said = _BRACKETS.sub(" ", clean[head:end])
    if _breaks(plain[head:end]) or _PAST.search(plain, head, end) or _CLAUSE.search(said):
        return None
    aside = _ASIDE.search(plain, head, end)
    for m in VERB.finditer(plain, head, end):
        if aside and aside.start() < m.start() < aside.end():
            continue
        if (clean[m.start()].islower() or clean[head : m.start()].rstrip().endswith(":")) and _opens(text, m, head):
            return None
    colon = clean.find(":", head, end)
    if colon >= 0 and not _names_after_colon(clean, head, colon):
        return None
    return Heading(at, end, lead is not None and lead["soft"] is not None, False)


def same_unit(text: Text, a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether the words of unit `a` are all words of unit `b`, or the other way round: the same doer, called shorter."""
    one, two = _key(text, a), _key(text, b)
    return one <= two or two <= one


_EMPTY = frozenset(("cac", "va", "cua", "co", "lien", "quan", "tinh", "viet", "nam", "tren", "dia", "ban", "noi", "tren", "cap"))


def _key(text: Text, place: tuple[int, int]) -> frozenset[str]:
    words = text.plain[place[0] : place[1]].replace("ubnd", "uy ban nhan dan").replace("mttq", "mat tran to quoc")
    found = frozenset(_SPLIT_WORDS.findall(words))
    return (found - _EMPTY) or found


def unit_end(text: Text, at: int, limit: int) -> int | None:
    """The end of a unit phrase that no verb need follow (`phối hợp với A, B …`): at a verb, a stop or a bracket."""
    head = head_at(text, at, limit)
    if head is None:
        return None
    limit = min(limit, at + 300)
    stop = _STOP.search(text.clean, head, limit)
    end = stop.start() if stop else limit
    for m in VERB.finditer(text.plain, head, end):
        if text.clean[m.start()].islower() and _opens(text, m, head):
            end = m.start()
            break
    while end > head and text.clean[end - 1] in " \t\n,;:-":
        end -= 1
    return end


_STOP = re.compile(
    r"[.;()](?=\s|$)|\s(?=(?:để|đề|trong|theo|về|tại|trước|khi|nhằm|những|kết\squả|tình\shình|danh\ssách|kịp|sau|qua|bằng|cho|tạo|việc|từ|trên\scơ)\s)|\("
)
__all__ = ["Doer", "Heading", "DETERMINER", "doer_at", "head_at", "heading_unit", "same_unit", "unit_end"]
