"""Whether a verb opens an instruction, or is part of a unit's name or of a sentence that only tells of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trichxuat.fields.patterns import spaced
from trichxuat.fields.task_names import in_name
from trichxuat.fields.task_words import (
    AS_NOUN,
    BARE_NOUNS,
    FIELD_VERBS,
    NOUN_VERBS,
    OF_DUTY,
    OTHER_WORDS,
    STRONG,
    TONED,
    VERB,
)
from trichxuat.text import Text, strip_marks, without_tones

BLANK = re.compile(r"\s{1,20}")
_CITED = spaced(r" (?:tai|o|nhu|neu|tren|nay|cua)\b")
_OBJECT = spaced(
    r" (?:tot|nghiem|hieu qua|co hieu qua|ngay|kip thoi|day du|dung|chat che|thuong xuyen|theo|viec|cong tac|ke hoach"
    r"|chuong trinh"
    r"|phuong an|de an|bao cao|thuc hien|trien khai|quan triet|thi hanh|cac (?:noi dung|nhiem vu|giai phap|bien phap"
    r"|hoat dong|quy)"
    r"|noi dung|nhiem vu|quyet dinh|chi thi|cong dien|nghi quyet|,\s*(?:thuc hien|trien khai|huong dan|chi dao"
    r"|don doc)|cho\s)"
)
"""What a verb that is also a noun has behind it where it is a verb."""
_ORGANISATION = spaced(
    r"\s*(?:[,;)]|va (?:ca nhan|don vi|doanh)|ca nhan|doan the|xa hoi|chinh tri|co lien quan|lien quan|thanh vien"
    r"|dang\b|do\b|theo (?:nganh|he thong)|thuoc|duoc|hanh chinh|hoi(?! (?:nghi|cho|thao|thi|dam|hop))\b"
    r"|tin dung|cong doan|co so|khac|quan chung|kinh te|trong nuoc|nuoc ngoai|bo may)"
)
_COUNTED = spaced(r" (?:cac|moi|toi da|vao|cao|nguon|luc|lanh dao)\b")
_FIELD = spaced(r" (?:linh vuc|cong tac|dia ban|nganh|khoi|mang)\b")
_DEFINES = spaced(r"[^,.;:()]{0,40}?\s(?:là|gồm|được\s(?:xem|hưởng|quyền))\s")
_ADMIN = spaced(r"\s*(?:nha nuoc|an dan su|an\b|vien\b|chuyen nganh|cong lap|dai chung|dai hoc)")

# Syllables before or behind a verb of one syllable where it is another word (`quá trình`, `bầu cử`, `công lập`).
_OTHER_WORD = {
    "giao": (("ngoai", "ban", "chuyen", "tiep"), ("thong", "dich")),
    "cử": (("bau", "ung", "tuyen", "de"), ("tri",)),
    "trình": (("qua", "chuong", "cong", "quy", "tien", "lo", "giao", "hanh", "truyen"), ()),
    "lập": (("cong", "doc", "thanh"), ()),
    "cần": ((), ("tho", "thiet")),
}


_GROUND = spaced(r"(?<!\w)(?:theo|can cu|trong pham vi|tren co so|voi)\s")
_NEVER_NOUN = ("co ", "chiu", "phai", "can", "tiep", "chu dong", "chu tri", "khan", "kip", "nghiem", "tich cuc")
_BY = re.compile(r"\b(?:do|diện)\s[^;.:]{2,70}\Z")


def is_noun(text: Text, a: int, head: int) -> bool:
    """Whether the words before a verb make it a noun or part of a clause: `trong lĩnh vực xây dựng`, `do tỉnh lập`."""
    before = " " + " ".join(text.plain[max(head, a - 24) : a].split())
    if before.endswith(AS_NOUN):
        return not before.endswith(" nganh, linh vuc")  # `Sở quản lý ngành, lĩnh vực đánh giá …`
    if before.endswith(OF_DUTY):
        return not _GROUND.search(text.plain, head, a)
    return False


def by_whom(text: Text, a: int, low: int) -> bool:
    """Whether `do <someone>` stands between `low` and a verb: `tổ chức do Chính phủ thành lập`."""
    plain = text.plain
    return (plain.find("do", low, a) >= 0 or plain.find("dien ", low, a) >= 0) and bool(
        _BY.search(text.clean[max(low, a - 80) : a])
    )


def opening_verbs(text: Text, head: int, end: int, *, capitals: bool = False) -> Iterator[re.Match[str]]:
    """The verbs between the head of a unit's name and `end` that can open its instruction, in order.

    capitals: behind a colon a verb may stand in a capital. Nouns that look like verbs are left out, and what is listed
    with them (`trong lĩnh vực xây dựng, vận tải`).
    """
    plain, clean = text.plain, text.clean
    skipped, clause = head, False
    for m in VERB.finditer(plain, head, end):
        a = m.start()
        before = a - 1
        while before > head and clean[before].isspace():
            before -= 1
        colon = clean[before] == ":"
        if (clean[a].isupper() and not (colon and capitals)) or not opens(text, m, head):
            continue
        if clean[a].islower() and not clean[a : m.end()].islower() and clean[head:a].split()[-1:] == ["Chỉ"]:
            continue  # `Bộ Chỉ huy Bộ đội`
        if not colon and not m.group().startswith(_NEVER_NOUN):
            between = plain[skipped:a].strip(" \n")
            goes_on = skipped > head and (between == "," or (not between and not clause))
            clause = by_whom(text, a, skipped)
            if goes_on or clause or is_noun(text, a, head) or in_name(text, a, head):
                skipped = m.end()
                continue
        yield m


def opens(text: Text, m: re.Match[str], head: int) -> bool:
    """Whether the verb `m` opens the instruction of the unit whose name's head ends at `head`."""
    plain = text.plain
    a, b = m.span()
    word = " ".join(m.group().split())
    passive = plain.endswith(("duoc ", "duoc\n"), 0, a) and text.clean[a - 5 : a - 1] != "Dược"
    if passive or (word == "phai" and plain.startswith("la ", b + 1)):
        return False
    if word in TONED:
        return _opens_alone(text, a, b, head, TONED[word])
    if word == "to chuc":
        return _organises(plain, a, b, head)
    if word.startswith("truc ") and plain.endswith("thuong", 0, a - 1):
        return False
    return word not in NOUN_VERBS or _opens_as_verb(text, word, a, b, head)


def _opens_alone(text: Text, a: int, b: int, head: int, toned: str) -> bool:
    """Of a verb of one syllable: its own tones, and no other word around it."""
    before, behind = _OTHER_WORD.get(toned, ((), ()))
    if before and text.plain[head:a].rstrip().endswith(before):
        return False
    if behind and text.plain[b : b + 20].lstrip().startswith(behind):
        return False
    printed = text.clean[a:b].casefold()
    return printed == toned or (printed not in OTHER_WORDS and without_tones(printed) == without_tones(toned))


def _organises(plain: str, a: int, b: int, head: int) -> bool:
    """`tổ chức`: the verb, not the noun of `các cơ quan, tổ chức, cá nhân`."""
    if _ORGANISATION.match(plain, b):
        return False
    before = plain[max(0, a - 12) : a].rstrip()
    noun = before.endswith((",", "cac", ";", "va", "moi", "nhung", "tung", "hoac", "dung dau"))
    if noun or (a - head <= 1 and before.endswith(("don vi", "co quan"))):
        return bool(_OBJECT.match(plain, b))
    return True


def _opens_as_verb(text: Text, word: str, a: int, b: int, head: int) -> bool:
    """Of a verb that also stands inside names (`cơ quan quản lý`, `Ban Chỉ đạo`, `doanh nghiệp cung cấp dịch vụ`)."""
    plain = text.plain
    if word in ("quy dinh", "quyet dinh") and _CITED.match(plain, b):
        return False
    if _ADMIN.match(plain, b) or _DEFINES.match(text.clean, b):
        return False
    if word in ("truc tiep", "tap trung"):
        return bool(_COUNTED.match(plain, b) or VERB.match(plain, skip_blanks(text.clean, b, b + 4)))
    if (word == "phu trach" or (word == "quan ly" and a - head <= 1)) and _FIELD.match(plain, b):
        return False  # `Sở quản lý ngành, lĩnh vực`
    if word not in STRONG and _named_by_verb(text, a, head):
        return False
    before = plain[max(head - 30, a - 24, 0) : a].rstrip()
    words = before.replace(",", " ").split()
    kind = any(" ".join(words[-n:]) in BARE_NOUNS for n in (1, 2, 3))
    if word in FIELD_VERBS or kind or before.endswith((",", " va", " hoac")):
        return bool(_OBJECT.match(plain, b))
    return True


def _named_by_verb(text: Text, a: int, head: int) -> bool:
    """Whether the capitalised words before are such a verb too: `Ban Quản lý bảo trì`."""
    words = text.clean[max(head - 30, a - 24, 0) : a].split()[-2:]
    if len(words) < 2 or not words[0][0].isupper() or words[0].isupper():
        return False
    return strip_marks(" ".join(words)) in NOUN_VERBS


def skip_blanks(clean: str, at: int, limit: int) -> int:
    """The first offset from `at` on where no blank stands, at most `limit`."""
    limit = min(limit, len(clean))
    while at < limit and clean[at].isspace():
        at += 1
    return at


_REPORTS = spaced(
    r"(?<!\w)(?:sau khi|truoc khi|nhan duoc|co the|co quyen|theo de nghi"
    r"|(?<!khoa\s)(?<!y\s)duoc(?! (?:giao|phan cong|uy quyen|cap|neu"
    r"|quy dinh|chi dinh|kiem tra|giam sat|thanh tra|chon|ho tro|moi|phan cap|thanh lap|bo nhiem|cong nhan|cap phep))"
    r"|doi voi|co nhu cau"
    r"|tran trong|(?<!quan\s)(?<!nguoi\s)(?<!cap\s)(?<!vi\s)co tham quyen"
    r"|tai (?:cong van|to trinh|van ban)|so \d{1,5}/|ngay \d{1,2})(?!\w)"
)
"""What shows that a sentence reports or defines, between a unit and its verb."""
# With their tones: without them these are other words (`đảng`, `đang`).
_TONED_REPORTS = re.compile(
    r"\s(?:do|để|gồm|đã|sẽ|thì|nhưng|nếu|phải(?!\scó\strách)"
    r"|(?<!iết\s)(?<!uẩn\s)bị|vừa|chưa|nhằm|(?<!nhất\s)là(?!\s(?:cơ\squan\s(?:chủ\strì|đầu\smối)"
    r"|đầu\smối))"
    r"|đang(?!\s(?:hoạt\sđộng|đóng|công\stác|theo\shọc|ký|quản\slý|sử\sdụng|làm))"
    r"|có(?!\s(?:liên|thẩm|tên|uy|trụ|chức|điều|trách|người|tổ|huyện|xã|thôn|rừng|biển|hồ|đường|dự|công|hộ|đất"
    r"|trẻ)))(?=\s|\Z)"
)
_BRACKETS = re.compile(r"\([^()]{0,200}\)")


def reports(text: Text, start: int, end: int) -> bool:
    """Whether the words between a unit and its verb show that a sentence reports or defines; brackets do not count."""
    clean = text.clean[start:end]
    if "(" in clean:
        clean = _BRACKETS.sub(" ", clean)
        return bool(_REPORTS.search(strip_marks(clean)) or _TONED_REPORTS.search(clean))
    return bool(_REPORTS.search(text.plain, start, end) or _TONED_REPORTS.search(clean))


def ends_inside(text: Text, start: int, end: int) -> bool:
    """Whether a sentence ends between the two places: then the verb belongs to another one."""
    words = text.clean[start:end]
    return ". " in words or ".\n" in words or "?" in words or "!" in words
