"""The text of tasks: sentences, instructions, what opens and closes them. Clean offsets throughout."""

from __future__ import annotations

import re

from trichxuat.fields.patterns import spaced, trie
from trichxuat.fields.task_words import VERB
from trichxuat.text import Text

_STOP = re.compile(r"[.!?][\"')\]]{0,2}\s+|;\n\s{2,}")
_MISREAD_STOP = re.compile(rf"{_STOP.pattern}|,\s+(?=[A-ZĐ])")
"""The same where OCR spoiled the text, a comma for a full stop included."""
_OPENS = spaced(
    r"(?:giao (?!thong)|giao cho |kinh de nghi |de nghi |yeu cau |trong qua trinh |truong hop |trong truong hop "
    r"|trong do|can cu |khi |neu |thoi (?:gian|han) (?:thuc|hoan)|dinh k[iy]|ket qua |nhan duoc |tren co so |kip thoi "
    r"|hoan thanh )"
)
"""What a sentence begins with and no name does."""
_SHORT = re.compile(r"(?:^|[\s(.])(?:tp|ts|ths|bs|pgs|gs|kt|tm|tl|tx|tt|p|q|ong|ba|so|[a-z])\Z")
_NOT_SHORT = (" sơ", " sở", " Sở", " ba")
"""Words that end a sentence (`hồ sơ.`), though they have the letters of `số.`, `bà.`."""


def sentences(text: Text, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of a paragraph. A full stop behind an abbreviation, or before a small letter, ends none."""
    clean, plain = text.clean, text.plain
    spoiled = text.mends and clean.find(",", start, end) >= 0
    if not spoiled and clean.find(".", start, end - 1) < 0 and clean.find(";\n", start, end) < 0:
        return [(start, end)]
    found: list[tuple[int, int]] = []
    at = start
    for m in (_MISREAD_STOP if spoiled else _STOP).finditer(clean, start, end):
        if m.end() >= end:
            break
        following = clean[m.end()]
        if clean[m.start()] == "," and not _OPENS.match(plain, m.end(), end):
            continue
        if not (following.isupper() or following in "\"'([-+"):
            continue
        if _SHORT.search(plain[max(at, m.start() - 5) : m.start()]) and not clean.endswith(_NOT_SHORT, at, m.start()):
            continue
        found.append((at, m.end()))
        at = m.end()
    found.append((at, end))
    return found


EDGES = " \t\r\n;,.:-|/…_"


def trimmed(text: Text, start: int, end: int) -> tuple[int, int]:
    """Without blanks and stray marks at either end."""
    clean = text.clean
    while start < end and clean[start] in " \t\r\n;,.:-|+":
        start += 1
    while end > start and clean[end - 1] in EDGES:
        end -= 1
    return start, end


def _openers(words: str) -> re.Pattern[str]:
    """A pattern for any of the words (parted by commas) at the start of a sentence."""
    return spaced(rf"\W{{0,3}}(?:{trie(words.split(', '))})(?!\w)")


_INTRO = _openers(
    "tren co so, can cu, trong qua trinh, trong truong hop, trong thoi gian, trong pham vi, trong vung, trong dip, "
    "trong do, trong thoi han, trong vong, ngay sau, ngay khi, "
    "truong hop, neu, khi, sau, de, theo, hang nam, hang quy, hang thang, dinh ky, dinh ki, truoc ngay, "
    "truoc khi, vi, nham, thuc hien, trien khai, qua, tu ngay, tu nay, tu nam, tren day, ngoai ra, ben canh, "
    "nhan duoc, "
    "voi, tai, ke tu, cham nhat, cuoi, dinh, ve, doi voi, xet, nay, vay, do, cung voi, tuy nhien, den nay"
)


def has_intro(text: Text, at: int, end: int) -> bool:
    """Whether a sentence opens with a clause of time, ground or condition (`Trong quá trình thực hiện, …`)."""
    return bool(_INTRO.match(text.plain, at, end))


_ITSELF = (
    "nghi quyet, quyet dinh, ke hoach, chi thi, huong dan, thong bao, quy che, quy dinh, cong dien, thong tu, nghi dinh"
)
_FORMULA = _openers(
    ", ".join(f"{words} nay" for words in _ITSELF.split(", "))
    + ", cuoc hop, hoi nghi ket thuc, bien ban, moi trao doi, moi chi tiet, moi thong tin"
)


def is_formula(text: Text, at: int, end: int) -> bool:
    """Whether a sentence speaks of the document itself or of its making (`Nghị quyết này được … thông qua`)."""
    return bool(_FORMULA.match(text.plain, at, end))


_CONDITION = _openers("trong qua trinh, truong hop, neu, qua thoi gian, moi vuong mac, moi thong tin, tren day")


def is_condition(text: Text, at: int, end: int) -> bool:
    """Whether a sentence speaks of a case that may come up."""
    return bool(_CONDITION.match(text.plain, at, end))


_SANCTION = spaced(
    r"\W{0,3}(?:truong hop|neu|khi)\s[^.]{3,200}\b(?:(?:bi|phai chiu) (?:xu (?:ly|phat)|thu hoi|dinh chi|ky luat)"
    r"|duoc (?:coi|xem) la\b|coi nhu\b)"
)


def is_sanction(text: Text, at: int, end: int) -> bool:
    """Whether a sentence says what befalls who does otherwise (`Nếu vi phạm thì bị xử lý …`)
    or what counts as done."""
    return bool(_SANCTION.match(text.plain, at, end))


_PERMITS = spaced(
    r"\W{0,3}(?:can cu|tuy theo|trong truong hop|truong hop|neu|khi)\b[^.;:]{3,120}, "
    r"[^.;:,]{3,60}(?:, [^.;:,]{3,40})? co the "
)


_RIGHT = ("Không phải ", "Được ", "Có quyền ", "Có thể ", "được ", "có quyền ", "có thể ")


def permits(text: Text, at: int, end: int) -> bool:
    """Whether a sentence says what its unit may do (`Căn cứ …, các tỉnh có thể quy định …`, `Được cấp kinh phí …`)."""
    return text.clean.startswith(_RIGHT, at) or bool(_PERMITS.match(text.plain, at, end))


def is_instruction(text: Text, at: int, end: int) -> bool:
    """Whether the words open with a verb of the lexicon, or with a clause before one."""
    forbidden = _FORBIDDEN.match(text.plain, at, end)
    if _DO_NOT.match(text.plain, at, end):
        return True
    if VERB.match(text.plain, forbidden.end() if forbidden else at, end):
        return True
    case = _CASE_OF.match(text.plain, at, end)
    if case and VERB.match(text.plain, case.end(), end):
        return True
    if not has_intro(text, at, end):
        return False
    return not _TOPIC.match(text.plain, at, end) or "," in text.clean[at : min(end, at + 160)]


_CASE_OF = spaced(r"(?:doi voi|neu|truong hop|khi|ve) [^.:;]{3,160}: ")
"""`Đối với kiến nghị về …: chuyển đến …`"""
_DO_NOT = spaced(r"khong (?!co\b|qua\b|ap dung|thuoc|phai|can\b|it\b|con\b|nhung|chi\b)")
_FORBIDDEN = spaced(r"(?:tuyet doi )?khong(?: (?:duoc|nen|de))? ")
_TOPIC = spaced(r"(?:ve|doi voi)\s")
_FOR_INFORMATION = spaced(
    r"(?:tran trong|xin|kinh) thong bao\b|(?:thong bao|tra loi|co y kien"
    r"|kinh bao)\s(?:.{0,60}?\bde\s.{0,160}?\bbiet\b[^;]{0,120}\Z|(?:den|toi|cho)\s.{0,160}?\b(?:biet"
    r"|trien khai thuc hien)\W{0,6}\Z)",
    re.S,
)


def is_for_information(text: Text, at: int, end: int) -> bool:
    """`… thông báo để X biết, thực hiện`: no task."""
    plain, end = text.plain, min(end, at + 600)
    known = plain.find("biet", at, end) >= 0 or plain.find("thuc hien", max(at, end - 20), end) >= 0
    if not known and plain.find("g thong bao", at, end) < 0 and plain.find("h thong bao", at, end) < 0:
        return False
    return bool(_FOR_INFORMATION.search(plain, at, end))


_LEAD_TAIL = spaced(
    r"(?:[,;.]?\s*\b(?:trong do|trong tam|nhat la|cu the|theo yeu cau|theo cac|tap trung|chu trong|can tap trung"
    r"|luu y|bao gom|gom)\b[^.;:,]{0,90})?"
    r"[\s,;]*(?:\b(?:cu the )?(?:nhu )?(?:sau(?: day)?|duoi day)|cu the|\bgom|\bla)?\s*[:.;]?\s*\Z"
)
_PURE_LEAD = spaced(
    r"(?<!,)\s(?:thuc hien|trien khai|tap trung)(?: (?:tot|nghiem|ngay|co hieu qua))* (?:cac|mot so"
    r"|nhung) (?:noi dung|nhiem vu|cong viec|viec|yeu cau|giai phap)"
    r"(?: (?:trong tam|cu the|chu yeu|co ban|sau day|sau|nhu sau|duoi day))*\s*:?\s*\Z"
)
_SETS_TO_WORK = spaced(
    r"(?<!\w)(?:can|phai|yeu cau|de nghi|giao) [^.;:]{0,160}(?:nhiem vu|giai phap|noi dung|cong viec|viec)"
    r"(?:,? (?:va )?(?:giai phap|nhiem vu))?(?: (?:trong tam|cu the|chu yeu))?,? (?:sau|sau day|nhu sau|duoi day)"
    r"\s?:\s*\Z"
)


def sets_to_work(text: Text, start: int, end: int) -> bool:
    """Whether a lead-in turns from what has been done to what is to be done (`… cần tập trung các nhiệm vụ sau:`)."""
    return bool(_SETS_TO_WORK.search(text.plain, max(start, end - 260), min(end + 2, len(text.plain))))


_EMPTY_LEAD = spaced(
    r"(?:phai |can |tiep tuc |khan truong |nghiem tuc |chu dong |tap trung )*(?:chu tri|co trach nhiem"
    r"|chiu trach nhiem|co nhiem vu(?:,? (?:va )?quyen han)?|thuc hien|tap trung|trien khai|to chuc|lam"
    r"|chi dao|lanh dao)?"
    r"(?:[\s,]+(?:phoi hop|voi|va|cac|co quan|don vi|lien quan|chi dao|thuc hien|trien khai|to chuc|tot|nghiem tuc"
    r"|hieu qua|mot so|nhung|noi dung|nhiem vu|cong viec"
    r"|cong tac|yeu cau|giai phap|viec|bien phap|trong tam|chu yeu|cu the|sau day|sau|nhu|duoi day|quan trong|chinh"
    r"|quan tam|ngay|dong bo))*[\s:,;.]*\Z"
)


_GROUND_ONLY = spaced(
    r"(?:can cu|tren co so)\b[^.;:]{3,300}(?:co trach nhiem|chiu trach nhiem|co nhiem vu)\Z"
    r"|(?:khi [^.;:]{3,120} )?phai (?:tuan thu|thuc hien|dam bao|bao dam) (?:day du |dung )?(?:cac )?"
    r"(?:nguyen tac|quy dinh|yeu cau|noi dung|viec)\Z"
)


def lead_in(text: Text, start: int, end: int) -> tuple[int, int] | None:
    """What a lead-in (it ends in a colon) itself instructs, cut before `như sau`, `trong đó`; None for nothing."""
    low = max(start, end - 160)
    pure = _PURE_LEAD.search(text.plain, low, end)
    if pure and pure.start() - start < 200:
        before = text.plain[max(start, pure.start() - 60) : pure.start()]
        if "," not in before and ";" not in before:
            return None
    m = None
    for found in _LEAD_TAIL.finditer(text.plain, low, end):
        if found.end() == end and found.start() < end:
            m = found
            break
    cut = m.start() if m else end
    a, b = trimmed(text, start, cut)
    if _GROUND_ONLY.match(text.plain, a, b):
        return None
    announced = cut < end and any(c.isalpha() for c in text.plain[cut:end])
    if _EMPTY_LEAD.match(text.plain, a, b) or len(text.plain[a:b].split()) < (4 if announced else 9):
        return None
    return a, b


_THINGS = spaced(
    r"(?:(?:ho so|tai lieu|giay to|thanh phan)[^.;:]{0,80}\b(?:gom|bao gom)(?: cac [^.;:]{2,30})?"
    r"|(?:ho so|tai lieu|giay to) sau(?: day)?"
    r"|(?<!\w)(?:doi voi|lien quan den|thuoc)(?: cac)?(?: \w{2,7}){0,2}(?: sau(?: day)?)?)\s?:\s*\Z"
)


def lists_things(text: Text, end: int) -> bool:
    """Whether a lead-in that ends at `end` announces papers or cases (`gửi hồ sơ gồm:`), not work."""
    return text.clean[end - 1] == ":" and bool(_THINGS.search(text.plain, max(0, end - 120), end))


def instruction(text: Text, start: int, end: int) -> tuple[int, int] | None:
    """The words of an instruction without blanks around; None where they say nothing (`tổ chức thực hiện`)."""
    a, b = trimmed(text, start, end)
    return None if _EMPTY_LEAD.match(text.plain, a, b) else (a, b)


_CLOSING = spaced(
    r"\W{0,3}(?:tren day la|trong qua trinh|yeu cau|(?:kinh )?de nghi|giao (?!ke hoach|chi tieu)|nhan duoc|(?:chi thi"
    r"|quyet dinh|ke hoach|cong dien|huong dan|thong tu|nghi dinh) nay"
    r"|kinh (?:trinh|moi|mong)|truong hop|thong bao nay|\(thong bao|can cu (?:noi dung )?(?:ke hoach|chi thi"
    r"|quyet dinh|huong dan|chuong trinh|phuong an|de an|thong bao|ket luan|nghi quyet|cong van|van ban|cong dien"
    r"|quy che|quy dinh) nay)\b"
)


def is_closing(text: Text, at: int, end: int) -> bool:
    """Whether a paragraph closes the document instead of going on with a unit's list."""
    return bool(_CLOSING.match(text.plain, at, end))
