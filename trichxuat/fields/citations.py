"""Citations: every place where a text names another document, with what stands around it.

A citation is anchored on its number (`codes`) or its name (`laws`); the type is looked for to the left, date and issuer
to the right (`around`). A type said once for a list is carried along it, a date where the numbers run on.
All offsets are clean offsets of a `Text`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from trichxuat.fields import codes, laws
from trichxuat.fields.around import (
    articles_before,
    date_before,
    organ_before,
    organ_behind,
    relation_before,
    title_behind,
)
from trichxuat.fields.cells import rest_of_cell
from trichxuat.fields.codes import Cited
from trichxuat.fields.dates import Date, date_at, date_in
from trichxuat.record import Grade, Relation
from trichxuat.text import Text

Cut = tuple[int, int]


@dataclass(slots=True)
class Citation:
    """One place where a document is cited. `start`, `end`: from the type word or the name to the code or the date.

    name: of a law, where the text gives it; key: the name in comparable form; meant: where a letter of it is wrong.
    articles: the pinpoint before it.
    inner: named in the title of a law that amends it. more: where the cell of a table goes on in the next line.
    """

    start: int
    end: int
    type: str | None
    code: Cited | None = None
    date: Date | None = None
    name: Cut | None = None
    key: str | None = None
    meant: str | None = None
    organ: Cut | None = None
    title: Cut | None = None
    articles: Cut | None = None
    relation: Relation = "mentions"
    inner: bool = False
    more: Cut | None = None
    grade: Grade = "sure"
    reasons: tuple[str, ...] = ()

    @property
    def read_on(self) -> int:
        """Where date and issuer are looked for."""
        if self.code is None:
            return self.end
        return self.more[1] if self.more else self.code.end

    def stretch(self, end: int) -> None:
        """Lets the mention run on to `end`, in its second piece where the words stand apart."""
        if self.more:
            self.more = (self.more[0], end)
        else:
            self.end = max(self.end, end)


def find_mentions(text: Text, start: int = 0, end: int | None = None) -> list[Citation]:
    """Every citation between two clean offsets, in order of place."""
    stop = len(text.plain) if end is None else end
    found = _coded(text, start, stop)
    _add_applications(text, found, start, stop)
    _add_named(text, found, start, stop)
    found.sort(key=lambda c: (c.start, -c.end))
    limit = title_limit = stop
    for citation in reversed(found):
        if not citation.inner:
            _look_right(text, citation, limit, title_limit)
            limit = citation.start
            if _SIBLING.search(text.plain, max(start, limit - 24), limit):
                title_limit = limit
    _share_dates(text, found)
    floor = cues_from = start
    for citation in found:
        if not citation.inner:
            _look_left(text, citation, floor, cues_from)
            floor = max(floor, citation.end)
            cues_from = max(floor, citation.title[1] if citation.title else 0)
    return found


_SIBLING = re.compile(r"(?:[,;:.(]|\bva|\bcac)\s{0,9}(?:so[\s:]{0,9})?\Z")
"""What stands before a citation that goes on a list; any other one behind a title belongs to the title."""


def _look_right(text: Text, found: Citation, limit: int, title_limit: int) -> None:
    """Date, issuer and title behind a citation, up to `limit` (the next); the title up to `title_limit` (of a list)."""
    at = found.read_on
    date = date_at(text, at, limit) or (None if found.code else _bare_year(text, at, limit))
    if date is not None and (found.code is None or _fits(date, found.code)):
        found.date = date
        at = date.end
        found.stretch(date.end)
    elif date is None and found.code:
        found.date = _date_in_cell(text, found)
    organ = organ_behind(text, at, limit)
    if organ:
        found.organ = organ
        at = organ[1]
        late = date_at(text, at, limit) if found.date is None else None
        if late is not None and late.value and len(late.value) == 10:
            found.date = late
            at = late.end
    if found.name is None or found.type not in _NAMED_WHOLE:
        found.title = title_behind(text, at, title_limit)


_NAMED_WHOLE = frozenset({"HP", "BL", "L", "PL"})
"""Types whose name is the title: what follows it is what the law says."""


def _date_in_cell(text: Text, found: Citation) -> Date | None:
    """The date of a citation in a table whose cell goes on below."""
    at = found.read_on
    line = text.clean.rfind("\n", found.start, at) + 1
    first = found.more[0] if found.more else max(found.start, line)
    cell = rest_of_cell(text, first, at)
    return date_in(text, cell) if len(cell) > 1 else None


def _look_left(text: Text, found: Citation, floor: int, cues_from: int) -> None:
    """Pinpoint, relation and early date before a citation, not past `floor`; cues in an earlier title count not."""
    found.articles = articles_before(text, found.start, floor)
    before = found.articles[0] if found.articles else found.start
    found.relation = relation_before(text, before, min(cues_from, before))
    if found.date is None and found.code:
        found.date = date_before(text, found.start, floor)
    if found.organ is None and found.code:
        found.organ = organ_before(text, found.start, floor)


def _fits(date: Date, code: Cited) -> bool:
    """A year alone behind a code that has its own year is no date of it."""
    return code.year is None or date.value is None or len(date.value) > 4


_YEAR_ALONE = re.compile(r"[\s|]{1,40}((?:19|20)\d\d)(?![\w/]|[.,-]\d|\s?-)")


def _bare_year(text: Text, at: int, end: int) -> Date | None:
    """`Luật Công đoàn 2012`: the year right behind the name of a law."""
    m = _YEAR_ALONE.match(text.plain, at, end)
    return Date(m.start(1), m.end(1), m.group(1)) if m else None


# ---- by number ----


def _coded(text: Text, start: int, end: int) -> list[Citation]:
    """The citations that have a code."""
    found: list[Citation] = []
    floor = start
    for code in codes.find_codes(text, start, end):
        lead = codes.lead(text, code.start, floor)
        if lead.barred:
            continue
        shown = codes.type_of(code.notation)
        if code.cut:
            code = codes.completed(text, code, lead.start)
        numbers = codes.numbers_before(text, code, floor) if lead.type is None and not lead.numbered else []
        if numbers:
            lead = codes.lead(text, numbers[0].start, floor)
        before = found[-1] if found else None
        carried = before if lead.type is None and lead.listed and before and code.start - before.end < 600 else None
        if not _is_document(code, lead, shown, carried):
            continue
        code = codes.joined(code, lead.digits)
        kind = lead.type or shown or (carried.type if carried else None)
        if kind is None and (lead.type is not None or lead.numbered):
            kind = "CV"
        for number in numbers:
            found.append(Citation(min(lead.start, number.start), number.end, kind, number, grade=number.grade))
            lead = codes.Lead(code.start, None, False, True, False)
        first = min(lead.start, code.start)
        found.append(Citation(first, code.end, kind, code, more=code.rest, grade=code.grade, reasons=code.reasons))
        floor = code.end
    return found


def _is_document(code: Cited, lead: codes.Lead, shown: str | None, carried: Citation | None) -> bool:
    """Whether a thing that has the form of a code is cited as one."""
    parts = code.notation.replace("/", "-").split("-")
    if lead.type is not None:
        return lead.numbered or len(code.notation) > 1
    if code.party and "/" not in code.notation:
        return False
    if "slash_lost" in code.reasons:
        return lead.numbered and shown is not None
    if lead.numbered:
        return bool(shown or code.year or carried or len(parts) > 1)
    if code.notation.startswith(("QH", "UBTVQH")):
        return code.year is not None
    return len(parts) > 1 and (carried is not None or (shown is not None and len(parts[0]) > 1))


_LIST_LINK = re.compile(r"[\s|]{0,40}(?:,|;|va|,\s?va)[\s|]{0,40}(?:so[\s:]{0,9})?")


def _share_dates(text: Text, found: Sequence[Citation]) -> None:
    """A date after a list belongs to those whose numbers run on (`43/QĐ-X, 44/QĐ-X ngày …`), else to the last alone."""
    for earlier, later in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if earlier.date or later.date is None or later.start - earlier.end > 60:
            continue
        if _runs_on(earlier.code, later.code) and _LIST_LINK.fullmatch(text.plain, earlier.end, later.start):
            earlier.date = later.date
            earlier.reasons = (*earlier.reasons, "date_shared")


def _runs_on(first: Cited | None, second: Cited | None) -> bool:
    if first is None or second is None or first.notation != second.notation:
        return False
    return first.number.isdigit() and second.number.isdigit() and int(second.number) - int(first.number) == 1


_APPLIES = re.compile(r"(?<!\w)(?:don|van\s+ban|cong\s+van|to\s+khai)(?!\w)[^;.:\d]{0,80}(?<!\w)\Z")
_IRREGULAR = re.compile(r"so[\s:]{1,9}(?P<code>[a-z0-9][a-z0-9_./&-]{2,40})[\s,]{1,20}(?=(?:de\s+)?ngay\s+\d)")


def _add_applications(text: Text, found: list[Citation], start: int, end: int) -> None:
    """Letters whose number is no số, ký hiệu, where a date follows it: `Đơn đề nghị … số ABC-0825-01 đề ngày …`."""
    ends = [c.code.end for c in found if c.code]
    for m in _IRREGULAR.finditer(text.plain, start, end):
        if not _APPLIES.search(text.plain, max(start, m.start() - 100), m.start()):
            continue
        first = m.start("code")
        shown = text.clean[first : m.end("code")].rstrip(".-_/&")
        n = bisect_right(ends, first)
        met = n < len(ends) and found[n].start < m.end("code")
        if any(c.isdigit() for c in shown) and not met:
            code = Cited(first, first + len(shown), "", None, shown, grade="likely", reasons=("irregular_code",))
            found.append(Citation(first, first + len(shown), None, code, grade=code.grade, reasons=code.reasons))
    found.sort(key=lambda c: c.start)


# ---- by name ----


def _add_named(text: Text, found: list[Citation], start: int, end: int) -> None:
    """The citations by name, joined with the code behind the name: `Luật Quy hoạch số 21/2017/QH14`.

    A code behind the title of an amending law is its own, unless the laws named inside have theirs.
    """
    coded = {c.code.start: c for c in found if c.code}
    starts = sorted(coded)
    named = laws.find_named(text, start, end)
    outer_end, inner_codes = start, False
    for i, law in enumerate(named):
        citation = Citation(law.start, law.end, law.type, name=(law.start, law.end), key=law.key, inner=law.inner)
        citation.meant = law.meant
        if not law.inner:
            outer_end = law.end
            inside = (other.end for other in named[i + 1 : i + 14] if other.inner and other.end < law.end)
            inner_codes = any(_code_behind(text, starts, at, law.end) is not None for at in inside)
        at = _code_behind(text, starts, law.end, end)
        behind = coded[at] if at is not None and _LEGISLATION.match(text.clean, at) else None
        last_inside = law.inner and law.end == outer_end and not inner_codes
        if behind is None or last_inside:
            found.append(citation)
        elif not law.inner and inner_codes:
            citation.end = behind.read_on
            found.append(citation)
        elif behind.name is None:
            behind.start, behind.name, behind.key, behind.inner = law.start, citation.name, law.key, law.inner
            behind.meant = law.meant
            if law.type and behind.type in (None, "NQ", "CV"):
                behind.type = law.type


_LEGISLATION = re.compile(
    r"\d{1,5}[a-zA-Z]?\s{0,9}[/-]\s{0,9}(?:\d{4}\s{0,9}/\s{0,9})?(?:QH|OH|UBTVQH|PL|L[-/C]|CTN|NQ-UBTVQH|SL)"
)
_NUMBERED = re.compile(r"[\s,:(|]{0,40}(?:[a-z/]{2,12}\)\s{1,40})?(?:so)?[\s:.]{0,40}(?:\d{1,3}\s)?")


def _code_behind(text: Text, starts: Sequence[int], at: int, end: int) -> int | None:
    """Where the code begins that stands right behind a name which ends at `at`: `[Luật Quy hoạch] số 21/2017/QH14`."""
    n = bisect_left(starts, at)
    if n == len(starts) or starts[n] - at > 40 or starts[n] >= end:
        return None
    return starts[n] if _NUMBERED.fullmatch(text.plain, at, starts[n]) else None
