"""The text of tasks: sentences, instructions, what opens and closes them. Clean offsets throughout."""

from __future__ import annotations

import re

from trichxuat.fields.task_words import VERB
from trichxuat.text import Text

_STOP = re.compile(r"[.!?][\"')\]]{0,2}\s+|;\n\s{2,}")
_SHORT = re.compile(r"(?:^|[\s(.])(?:tp|ts|ths|bs|pgs|gs|kt|tm|tl|tx|tt|p|q|ong|ba|so|[a-z])\Z")


def sentences(text: Text, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of a paragraph. A full stop behind an abbreviation, or before a small letter, ends none."""
    clean, plain = text.clean, text.plain
    if ". " not in clean[start:end] and ".\n" not in clean[start:end] and ";\n" not in clean[start:end]:
        return [(start, end)]
    found: list[tuple[int, int]] = []
    at = start
    for m in _STOP.finditer(clean, start, end):
        if m.end() >= end:
            break
        following = clean[m.end()]
        if not (following.isupper() or following in "\"'([-+"):
            continue
        if _SHORT.search(plain[max(at, m.start() - 5) : m.start()]):
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


_INTRO = re.compile(
    r"\W{0,3}(?:tren\s+co\s+so|can\s+cu|trong\s+(?:qua\s+trinh|truong\s+hop|thoi\s+gian|pham\s+vi|vung|dip|do)|truong\s+hop|neu|khi|sau(?:\s+khi)?|de(?=\s)|theo(?=\s)"
    r"|hang\s+nam|hang\s+quy|hang\s+thang|dinh\s+k[iy]|truoc\s+(?:ngay|khi)|vi(?=\s)|nham|thuc\s+hien|trien\s+khai|qua(?=\s)|tu\s+(?:ngay|nay|nam)|tren\s+day|ngoai\s+ra"
    r"|ben\s+canh|nhan\s+duoc|voi(?=\s)|tai(?=\s)|ke\s+tu|cham\s+nhat|cuoi|dinh|ve(?=\s)|doi\s+voi|xet|nay(?=\s)|vay(?=\s)|do(?=\s)|cung\s+voi|tuy\s+nhien|den\s+nay)\b"
)


def has_intro(text: Text, at: int, end: int) -> bool:
    """Whether a sentence opens with a clause of time, ground or condition (`Trong quá trình thực hiện, …`)."""
    return bool(_INTRO.match(text.plain, at, end))


_FORMULA = re.compile(
    r"\W{0,3}(?:(?:nghi\s+quyet|quyet\s+dinh|ke\s+hoach|chi\s+thi|huong\s+dan|thong\s+bao|quy\s+che|quy\s+dinh|cong\s+dien|thong\s+tu|nghi\s+dinh)\s+nay"
    r"|cuoc\s+hop|hoi\s+nghi\s+ket\s+thuc|bien\s+ban|moi\s+(?:trao\s+doi|chi\s+tiet|thong\s+tin))\b"
)


def is_formula(text: Text, at: int, end: int) -> bool:
    """Whether a sentence speaks of the document itself or of its making (`Nghị quyết này được … thông qua`)."""
    return bool(_FORMULA.match(text.plain, at, end))


_CONDITION = re.compile(r"\W{0,3}(?:trong\s+qua\s+trinh|truong\s+hop|neu(?=\s)|qua\s+thoi\s+gian|moi\s+(?:vuong\s+mac|thong\s+tin)|tren\s+day)\b")


def is_condition(text: Text, at: int, end: int) -> bool:
    """Whether a sentence speaks of a case that may come up."""
    return bool(_CONDITION.match(text.plain, at, end))


def is_instruction(text: Text, at: int, end: int) -> bool:
    """Whether the words open with a verb of the lexicon, or with a clause before one."""
    forbidden = _FORBIDDEN.match(text.plain, at, end)
    if VERB.match(text.plain, forbidden.end() if forbidden else at, end):
        return True
    return has_intro(text, at, end) and (not _TOPIC.match(text.plain, at, end) or "," in text.clean[at : min(end, at + 160)])


_FORBIDDEN = re.compile(r"(?:tuyet\s+doi\s+)?khong(?:\s+(?:duoc|nen|de))?\s+")
_TOPIC = re.compile(r"(?:ve|doi\s+voi)\s")
_FOR_INFORMATION = re.compile(
    r"(?:tran\s+trong|xin|kinh)\s+thong\s+bao\b|(?:thong\s+bao|tra\s+loi|co\s+y\s+kien|kinh\s+bao)\s(?:.{0,60}?\bde\s.{0,160}?\bbiet\b|(?:den|toi|cho)\s.{0,160}?\b(?:biet|trien\s+khai\s+thuc\s+hien)\W{0,6}\Z)",
    re.S,
)

def is_for_information(text: Text, at: int, end: int) -> bool:
    """`… thông báo để X biết, thực hiện`: no task."""
    if text.plain.find("thong bao", at, end) < 0 and text.plain.find("biet", at, end) < 0 and text.plain.find("trien khai thuc hien", at, end) < 0:
        return False
    return bool(_FOR_INFORMATION.search(text.plain, at, min(end, at + 600)))


_LEAD_TAIL = re.compile(
    r"(?:[,;.]?\s*\b(?:trong\s+do|trong\s+tam|nhat\s+la|cu\s+the|theo\s+yeu\s+cau|theo\s+cac|tap\s+trung|chu\s+trong|can\s+tap\s+trung|luu\s+y|bao\s+gom|gom)\b[^.;:,]{0,90})?"
    r"[\s,;]*(?:\b(?:cu\s+the\s+)?(?:nhu\s+)?(?:sau(?:\s+day)?|duoi\s+day)|cu\s+the|\bgom|\bla)?\s*[:.;]?\s*\Z"
)
_PURE_LEAD = re.compile(
    r"(?<!,)\s(?:thuc\s+hien|trien\s+khai|tap\s+trung)(?:\s+(?:tot|nghiem|ngay|co\s+hieu\s+qua))*\s+(?:cac|mot\s+so|nhung)\s+(?:noi\s+dung|nhiem\s+vu|cong\s+viec|viec|yeu\s+cau|giai\s+phap)"
    r"(?:\s+(?:trong\s+tam|cu\s+the|chu\s+yeu|co\s+ban|sau\s+day|sau|nhu\s+sau|duoi\s+day))*\s*:?\s*\Z"
)
_EMPTY_LEAD = re.compile(
    r"(?:phai\s+|can\s+|tiep\s+tuc\s+|khan\s+truong\s+|nghiem\s+tuc\s+|chu\s+dong\s+|tap\s+trung\s+)*(?:chu\s+tri|co\s+trach\s+nhiem|chiu\s+trach\s+nhiem|co\s+nhiem\s+vu|thuc\s+hien|tap\s+trung|trien\s+khai|to\s+chuc|lam|chi\s+dao|lanh\s+dao)?"
    r"(?:[\s,]+(?:phoi\s+hop|voi|va|cac|co\s+quan|don\s+vi|lien\s+quan|chi\s+dao|thuc\s+hien|trien\s+khai|to\s+chuc|tot|nghiem\s+tuc|hieu\s+qua|mot\s+so|nhung|noi\s+dung|nhiem\s+vu|cong\s+viec"
    r"|cong\s+tac|yeu\s+cau|giai\s+phap|viec|bien\s+phap|trong\s+tam|chu\s+yeu|cu\s+the|sau\s+day|sau|nhu|duoi\s+day|quan\s+trong|chinh|quan\s+tam|ngay|dong\s+bo))*[\s:,;.]*\Z"
)


def lead_in(text: Text, start: int, end: int) -> tuple[int, int] | None:
    """What a lead-in that ends in a colon itself instructs, cut before `như sau`, `trong đó`; None where it says nothing."""
    low = max(start, end - 160)
    pure = _PURE_LEAD.search(text.plain, low, end)
    if pure and text.plain[max(start, pure.start() - 60) : pure.start()].count(",") == 0 and ";" not in text.plain[max(start, pure.start() - 60) : pure.start()] and pure.start() - start < 200:
        return None
    m = None
    for found in _LEAD_TAIL.finditer(text.plain, low, end):
        if found.end() == end and found.start() < end:
            m = found
            break
    cut = m.start() if m else end
    a, b = trimmed(text, start, cut)
    announced = cut < end and any(c.isalpha() for c in text.plain[cut:end])
    if _EMPTY_LEAD.match(text.plain, a, b) or len(text.plain[a:b].split()) < (4 if announced else 9):
        return None
    return a, b


def instruction(text: Text, start: int, end: int) -> tuple[int, int] | None:
    """The words of an instruction without blanks around; None where they say nothing (`tổ chức thực hiện`)."""
    a, b = trimmed(text, start, end)
    return None if _EMPTY_LEAD.match(text.plain, a, b) else (a, b)


_CLOSING = re.compile(
    r"\W{0,3}(?:tren\s+day\s+la|trong\s+qua\s+trinh|yeu\s+cau|(?:kinh\s+)?de\s+nghi|giao\s+(?!ke\s+hoach|chi\s+tieu)|nhan\s+duoc|(?:chi\s+thi|quyet\s+dinh|ke\s+hoach|cong\s+dien|huong\s+dan|thong\s+tu|nghi\s+dinh)\s+nay"
    r"|kinh\s+(?:trinh|moi|mong)|truong\s+hop|thong\s+bao\s+nay|\(thong\s+bao|can\s+cu\s+(?:ke\s+hoach|chi\s+thi|quyet\s+dinh|huong\s+dan)\s+nay)\b"
)


def is_closing(text: Text, at: int, end: int) -> bool:
    """Whether a paragraph closes the document instead of going on with a unit's list."""
    return bool(_CLOSING.match(text.plain, at, end))
