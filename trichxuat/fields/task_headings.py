"""Headings that name a unit: `1. Sở Y tế:`, `Điều 5. Trách nhiệm của …`, `Đề nghị Hội Nông dân tỉnh`."""

from __future__ import annotations

from dataclasses import dataclass

from trichxuat.fields.patterns import spaced
from trichxuat.fields.task_units import head_at, names_follow
from trichxuat.fields.task_verbs import ends_inside, opening_verbs, reports
from trichxuat.text import Text

_HEADING_LEAD = spaced(
    r"(?P<soft>(?:doi voi|ve phia) )?(?:(?:quyen(?: han| loi)?,? (?:va )?(?=trach nhiem|nghia vu|nhiem vu))?"
    r"(?:trach nhiem|nghia vu|(?:chuc nang,? (?:va )?)?nhiem vu)"
    r"(?:,? (?:va )?(?:trach nhiem|nhiem vu|quyen han|nghia vu|quyen)){0,2}"
    r"(?: (?:thuc hien|to chuc thuc hien|thi hanh|phoi hop|quan ly nha nuoc|quan ly))?"
    r" (?:cua |(?=(?:cac|nhung|moi) ))(?P<duty>)"
    r"|(?:kinh )?de nghi\s*:? (?P<told>)"
    r"|yeu cau\s*:? |giao(?! (?:vien|duc|thong))\s*(?:cho|nhiem vu cho|trach nhiem cho)?\s*:? |phan cong |moi )?"
)
_ASIDE = spaced(r"\((?:la )?(?:co quan|don vi|bo phan|sau day|goi tat|viet tat|thuong truc)[^()]{0,160}\)?")
_NOT_HEADING = spaced(
    r"\b(?:sau|sau day|hoat dong theo|gom|noi dung|nguyen tac|nhu)\s*\Z|\b(?:hoat dong theo|nguyen tac)\b"
)
_GROUP = spaced(
    r"(?:cac|toan the|tat ca) (?!noi dung|cong (?:tac|viec|trinh)|hoat dong|giai phap|nhiem vu|nguon|buoc|hinh thuc"
    r"|dieu kien|moc|van ban|chi tieu|tieu chi"
    r"|quy dinh|yeu to|linh vuc|truong hop|bien phap|van de|ket qua|san pham|du an|chinh sach|khoan|muc|yeu cau"
    r"|thong tin|cuoc|su kien|ngay|mon|loai|chuong)"
)
_PERSON = spaced(r"(?:ong|ba) ")
_HEADING_TAIL = spaced(r"\s(?:(?:trong(?: viec)?|khi|ve viec|doi voi)\s|(?:co|chiu) trach nhiem\b)")


@dataclass(frozen=True, slots=True)
class Heading:
    """The unit from `start` to `end`. soft: `Đối với …` opens the heading; duty: `Trách nhiệm của …` does."""

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
    if at >= end or (_PERSON.match(plain, at) and not (group and clean.startswith(":", end))):
        return None
    if lead and lead["duty"] is not None:
        tail = _HEADING_TAIL.search(plain, at, end)
        return Heading(at, tail.start() if tail else end, False, True) if clean[at].isalpha() else None
    head = head_at(text, at, end)
    if head is None:
        if not (group and end - at < 90 and _GROUP.match(plain, at)):
            return None
        head = at
    if _says_more(text, head, end):
        return None
    return Heading(at, end, lead is not None and lead["soft"] is not None, False)


def _says_more(text: Text, head: int, end: int) -> bool:
    """Whether the words behind the head of a unit's name say what it does, or that they are no unit's."""
    plain, clean = text.plain, text.clean
    if _NOT_HEADING.search(plain, head, end) or ends_inside(text, head, end) or reports(text, head, end):
        return True
    aside = _ASIDE.search(plain, head, end)
    for m in opening_verbs(text, head, end, capitals=True):
        if not (aside and aside.start() < m.start() < aside.end()):
            return True
    colon = clean.find(":", head, end)
    return colon >= 0 and not names_follow(clean, colon)
