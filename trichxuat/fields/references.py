"""References (viện dẫn): every other document that a text cites, once each, with all its mentions.

`find_mentions` reads the citations of a stretch of text in order; `merge` makes them the record's references. A citation is anchored
on its number (`codes`) or its name (`laws`), the type looked for to the left, the date and the issuer to the right. A date
shared by a list, and a type said once for several numbers, are carried. Short forms (`Kế hoạch này`) are left to `resolve`.
All offsets are clean offsets of a `Text`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from trichxuat import lexicon
from trichxuat.fields import codes, laws
from trichxuat.fields.codes import Cited
from trichxuat.fields.dates import Date, date_at
from trichxuat.fields.values import evidence, value
from trichxuat.record import CitedCode, Grade, Mention, Reference, Relation
from trichxuat.text import Text

Cut = tuple[int, int]


@dataclass(slots=True)
class Citation:
    """One place where a document is cited. `start`, `end`: from the type word or the name to the code or the date.

    `name`: of a law, where the text gives it; `key`: the name in comparable form. `articles`: the pinpoint before it.
    """

    start: int
    end: int
    type: str | None
    code: Cited | None = None
    date: Date | None = None
    name: Cut | None = None
    key: str | None = None
    organ: Cut | None = None
    title: Cut | None = None
    articles: Cut | None = None
    relation: Relation = "mentions"
    inner: bool = False
    grade: Grade = "sure"
    reasons: tuple[str, ...] = ()


# ---- what stands behind a citation ----

_OF = re.compile(r"[\s,|]{0,40}(?:cua|do)\s{1,40}(?=[^\s\d])")
_ORGAN_END = re.compile(
    r"[;:()\"]|\.(?=\s|\Z)|,(?=\s)|\n[ \t]*\n|\s(?:ve|v/v|quy\s+dinh|ban\s+hanh|phe\s+duyet|huong\s+dan|sua\s+doi|cong\s+bo|phe\s+chuan|giao|thong\s+qua"
    r"|bai\s+bo|thay\s+the|dieu\s+chinh|de\s+nghi|trien\s+khai|thuc\s+hien|ngay|nam|va\s+cac|so|duoc|da|tai|co|khoa|gui|bao\s+cao|chi\s+dao|yeu\s+cau|cho|trong|kem|quy|xin|trinh|chuyen|kien\s+nghi|tang\s+cuong|gop\s+y)\s"
    r"|\s(?:va\s+)?(?:nghi\s+(?:dinh|quyet)|quyet\s+dinh|thong\s+(?:tu|bao)|chi\s+thi|ke\s+hoach|cong\s+(?:van|dien)|to\s+trinh|luat|van\s+ban|bao\s+cao)\s"
)
_TITLE = re.compile(
    r"[\s,|]{0,40}(?=(?:ve|v/v|quy\s+dinh|ban\s+hanh|phe\s+duyet|huong\s+dan|sua\s+doi|cong\s+bo|phe\s+chuan|thong\s+qua|bai\s+bo|thay\s+the|dieu\s+chinh"
    r"|de\s+nghi|trien\s+khai|quan\s+ly|kien\s+toan|thanh\s+lap|giao|tang\s+cuong|bao\s+cao)\s)"
)
_TITLE_END = re.compile(r"[;|]|\.(?=\s|\Z)|\n[ \t]*\n|\)(?=[\s.,;]|\Z)|,?\s(?:duoc|da\s+duoc)\s+(?:sua\s+doi|thay\s+the)")


def _organ(text: Text, at: int, end: int) -> Cut | None:
    """The issuing body after `của`: up to a verb, a mark or the next document."""
    plain = text.plain
    of = _OF.match(plain, at, end)
    if of is None:
        return None
    stop = _ORGAN_END.search(plain, of.end(), min(end, of.end() + 140))
    last = stop.start() if stop else min(end, of.end() + 140)
    while last > of.end() and plain[last - 1].isspace():
        last -= 1
    if last - of.end() < 2 or (stop is None and last - of.end() > 120):
        return None
    return of.end(), last


def _title(text: Text, at: int, end: int) -> Cut | None:
    """The trích yếu that follows a citation, up to a stop."""
    plain = text.plain
    head = _TITLE.match(plain, at, end)
    if head is None:
        return None
    stop = _TITLE_END.search(plain, head.end(), min(end, head.end() + 600))
    last = stop.start() if stop else min(end, head.end() + 600)
    while last > head.end() and (plain[last - 1].isspace() or plain[last - 1] in ",."):
        last -= 1
    return (head.end(), last) if last > head.end() else None


def _follow(text: Text, found: Citation, limit: int) -> None:
    """Date, issuer and title to the right of a citation, up to `limit` (the next one)."""
    at = found.code.end if found.code else found.end
    date = date_at(text, at, limit)
    if date is not None and (found.code is None or found.code.year is None or _fits(date, found.code)):
        found.date = date
        found.end = at = max(found.end, date.end)
    organ = _organ(text, at, limit)
    if organ:
        found.organ = organ
        at = organ[1]
        if found.date is None:
            late = date_at(text, at, limit)
            if late is not None and late.value and len(late.value) == 10:
                found.date = late
                at = late.end
    found.title = _title(text, at, limit)


def _fits(date: Date, code: Cited) -> bool:
    """A bare year behind a code that has its own year is no date of it (`… giai đoạn năm 2025`)."""
    return date.value is None or len(date.value) == 10 or date.value[:4] == code.year


# ---- what stands before a citation ----

_PINPOINT = frozenset(("diem", "khoan", "dieu", "muc", "chuong", "phan", "tiet", "tieu", "doan"))
_LINK = frozenset(("va", "den", "tai", "cua", ",", "-"))


def _articles(text: Text, at: int, floor: int) -> Cut | None:
    """The pinpoint that ends where the citation begins: `điểm a khoản 2 Điều 5 [của]`."""
    plain = text.plain
    low = max(floor, at - 120)
    window = plain[low:at]
    last = at
    start: int | None = None
    pending = False
    for token in reversed(window.split()[-24:]):
        bare = token.strip(",;:()\"'")
        place = plain.rfind(token, low, last)
        if bare in _PINPOINT:
            if not pending and start is None:
                return None
            start = place
        elif len(bare) <= 4 and (bare[:1].isdigit() or len(bare) <= 2 and bare.isalpha() and bare not in ("va", "o", "do")):
            pending = True
        elif bare not in _LINK and bare:
            break
        last = place
    if start is None:
        return None
    stop = at
    while stop > start and plain[stop - 1] in " \t\n,|":
        stop -= 1
    if plain[max(start, stop - 4) : stop] in (" cua", "\ncua"):
        stop -= 4
    while stop > start and plain[stop - 1] in " \t\n,|":
        stop -= 1
    return start, stop


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, Relation]]:
    rows = lexicon.table("relation_cues")
    cues: dict[str, Relation] = {lexicon.plain(row["words"]): row["relation"] for row in rows}  # type: ignore[misc]
    words = "|".join(r"\s+".join(map(re.escape, cue.split())) for cue in sorted(cues, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)"), cues


_SENTENCE = re.compile(r"[;]|\.\s|\n[ \t]*\n")


def _relation(text: Text, at: int, floor: int) -> Relation:
    """What the document does with the one cited, by the last cue before it in the sentence; `mentions` if there is none."""
    plain = text.plain
    low = max(floor, at - 90)
    cut = None
    for cut in _SENTENCE.finditer(plain, low, at):
        pass
    pattern, cues = _cues()
    last = None
    for last in pattern.finditer(plain, cut.end() if cut else low, at):
        pass
    return cues[" ".join(last.group().split())] if last else "mentions"


# ---- the citations of a text ----


def find_mentions(text: Text, start: int = 0, end: int | None = None) -> list[Citation]:
    """Every citation between two clean offsets, in order of place."""
    stop = len(text.plain) if end is None else end
    found = _coded(text, start, stop)
    _add_named(text, found, start, stop)
    found.sort(key=lambda c: (c.start, -c.end))
    for i, citation in enumerate(found):
        following = next((later.start for later in found[i + 1 :] if not later.inner and later.start >= citation.end), stop)
        if not citation.inner:
            _follow(text, citation, min(following, stop))
    _share_dates(text, found)
    floor = start
    for citation in found:
        if not citation.inner:
            citation.articles = _articles(text, citation.start, floor)
            before = citation.articles[0] if citation.articles else citation.start
            citation.relation = _relation(text, before, floor)
            floor = max(floor, citation.end)
    return found


def _coded(text: Text, start: int, end: int) -> list[Citation]:
    """The citations that have a code."""
    found: list[Citation] = []
    floor = start
    for code in codes.find_codes(text, start, end):
        lead = codes.lead(text, code.start, floor)
        if lead.barred:
            continue
        shown = codes.type_of(code.notation)
        before = found[-1] if found else None
        carried = before if lead.type is None and lead.listed and before and code.start - before.end < 600 else None
        if not _is_document(code, lead, shown, carried):
            continue
        code = codes.joined(code, lead.digits)
        kind = lead.type or shown or (carried.type if carried else None) or (None if lead.type is None and not lead.numbered else "CV")
        for number in _numbers_before(text, code, floor) if lead.listed or lead.type is None else ():
            found.append(Citation(number.start, number.end, kind, number, grade="likely", reasons=("notation_shared",)))
        found.append(Citation(min(lead.start, code.start), code.end, kind, code, grade=code.grade, reasons=code.reasons))
        floor = code.end
    return found


def _is_document(code: Cited, lead: codes.Lead, shown: str | None, carried: Citation | None) -> bool:
    """Whether a thing that has the form of a code is cited as one."""
    if lead.type is not None:
        return bool(lead.numbered or "-" in code.notation or "/" in code.notation or code.year or shown or len(code.notation) > 1)
    if code.party and "/" not in code.notation:
        return False
    if "slash_lost" in code.reasons:
        return lead.numbered and shown is not None
    parts = code.notation.replace("/", "-").split("-")
    if lead.numbered:
        return bool(shown or code.year or carried or len(parts) > 1)
    term = code.notation.startswith(("QH", "UBTVQH")) and code.year is not None
    return term or (shown is not None and len(parts) > 1 and len(parts[0]) > 1) or (carried is not None and len(parts) > 1)


_SHARED = re.compile(r"(?:(?<=\s)|(?<=\())(\d{1,5}[a-z]?)(?:\s{0,3},\s{0,4}|\s{1,4}va\s{1,4})(?:so\s{1,4})?\Z")


def _numbers_before(text: Text, code: Cited, floor: int) -> Iterator[Cited]:
    """The numbers of a list that share the notation of its last: `số 217, 218 và 219/CĐ-TTg`."""
    plain = text.plain
    at = code.start
    numbers: list[Cited] = []
    while len(numbers) < 12:
        m = _SHARED.search(plain, max(floor, at - 16), at)
        if m is None:
            break
        at = m.start(1)
        numbers.append(Cited(at, m.end(1), m.group(1), code.year, code.notation, code.party, False, "likely", ("notation_shared",)))
    if numbers and re.search(r"(?:so|so:)\s{1,4}\Z", plain[max(floor, at - 8) : at]):
        yield from reversed(numbers)


_NUMBERED = re.compile(r"[\s,:(|]{0,40}(?:so)?[\s:.]{0,40}(?:\d{1,3}\s)?\Z")


def _add_named(text: Text, found: list[Citation], start: int, end: int) -> None:
    """The citations by name, joined with the code that follows the name (`Luật Quy hoạch số 21/2017/QH14`)."""
    starts = [citation.code.start for citation in found if citation.code]
    named = laws.find_named(text, start, end)
    for i, law in enumerate(named):
        at = bisect_left(starts, law.end)
        coded = found[at] if at < len(starts) else None
        name = (law.start, law.end)
        if coded is not None and coded.code and coded.code.start - law.end < 40 and coded.name is None:
            between = text.plain[law.end : coded.code.start]
            outer_follows = law.inner and any(other.end == law.end and not other.inner for other in named[max(0, i - 12) : i])
            if _NUMBERED.fullmatch(between) and not outer_follows:
                coded.start, coded.name, coded.key, coded.inner = law.start, name, law.key, law.inner
                if law.type and coded.type in (None, "NQ", "CV"):
                    coded.type = law.type
                continue
        found.append(Citation(law.start, law.end, law.type, name=name, key=law.key, inner=law.inner))


_LIST_LINK = re.compile(r"[\s|]{0,40}(?:,|;|va|,\s?va)[\s|]{0,40}(?:so[\s:]{0,9})?")


def _share_dates(text: Text, found: Sequence[Citation]) -> None:
    """A date after a list belongs to all of it where the numbers run on (`1743/QĐ-X, 1744/QĐ-X ngày …`), else to the last."""
    for earlier, later in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if earlier.date is None and later.date and earlier.code and later.code and _runs_on(earlier.code, later.code):
            if later.start - earlier.end < 60 and _LIST_LINK.fullmatch(text.plain, earlier.end, later.start):
                earlier.date = later.date
                earlier.reasons = (*earlier.reasons, "date_shared")


def _runs_on(first: Cited, second: Cited) -> bool:
    if first.notation != second.notation or not (first.number.isdigit() and second.number.isdigit()):
        return False
    return int(second.number) - int(first.number) == 1


# ---- from citations to references ----


@dataclass(slots=True)
class _Entry:
    """A reference being gathered."""

    citations: list[Citation]

    def dates(self) -> list[Date]:
        return [c.date for c in self.citations if c.date and c.date.value]

    def date(self) -> Date | None:
        """The fullest date of all mentions; of several, the one most often given, then the surest, then the first."""
        dates = self.dates()
        if not dates:
            return None
        votes = {d.value: sum(other.value == d.value for other in dates) for d in dates}
        order = {"sure": 0, "likely": 1, "check": 2}
        return min(dates, key=lambda d: (-len(d.value or ""), -votes[d.value], order[d.grade], d.start))


def _agree(entry: _Entry, citation: Citation) -> bool:
    """Whether a citation can be of the entry by its date: the years do not contradict each other."""
    years = {d.value[:4] for d in entry.dates() if d.value}
    years |= {c.code.year for c in entry.citations if c.code and c.code.year}
    if citation.date is None or citation.date.value is None or not years:
        return True
    return citation.date.value[:4] in years


@dataclass(frozen=True, slots=True)
class Merged:
    """References, and for each citation the number of its reference, None for the document itself."""

    references: list[Reference]
    numbers: list[int | None]
    citations: list[Citation]

    def within(self, start: int, end: int) -> list[int]:
        """The references cited between two clean offsets, in order, once each; laws named inside a title are left out."""
        hits = [n for c, n in zip(self.citations, self.numbers, strict=True) if n is not None and not c.inner and start <= c.start < end]
        return list(dict.fromkeys(hits))


def merge(text: Text, citations: Sequence[Citation], own: tuple[str | None, str | None, str | None] | None = None) -> Merged:
    """The references of a document, once each, all mentions kept.

    own: number, year and notation of the document itself, which is no reference.
    """
    entries: list[_Entry] = []
    numbers: list[int | None] = []
    coded: dict[tuple[str, str, str], list[int]] = {}
    names: dict[str, list[int]] = {}
    itself = Cited(0, 0, own[0], own[1], own[2]).key if own and own[0] and own[2] else None
    order = sorted(range(len(citations)), key=lambda i: (citations[i].code is None, citations[i].code is not None and citations[i].code.cut, i))  # type: ignore[union-attr]
    place: dict[int, int | None] = {}
    for i in order:
        citation = citations[i]
        group: list[int] | None
        if citation.code:
            key = citation.code.key
            if key == itself:
                place[i] = None
                continue
            if citation.code.cut:
                group = next((g for k, g in coded.items() if k[0] == key[0] and k[2].startswith(key[2])), None)
            else:
                group = coded.get(key)
            group = coded.setdefault(key, []) if group is None else group
        else:
            group = names.setdefault(citation.key or "", [])
        index = next((n for n in reversed(group) if _agree(entries[n], citation)), None)
        if index is None:
            index = len(entries)
            entries.append(_Entry([]))
            group.append(index)
        entries[index].citations.append(citation)
        if citation.code and citation.key and index not in names.setdefault(citation.key, []):
            names[citation.key].append(index)
        place[i] = index
    first = sorted(range(len(entries)), key=lambda n: min(c.start for c in entries[n].citations))
    rank = {old: new for new, old in enumerate(first)}
    for i in range(len(citations)):
        at = place[i]
        numbers.append(None if at is None else rank[at])
    return Merged([_reference(text, entries[n]) for n in first], numbers, list(citations))


_RANK: tuple[Relation, ...] = ("replaces", "repeals", "amends", "answers", "proposes", "forwards", "implements", "basis")


def _reference(text: Text, entry: _Entry) -> Reference:
    """The record's reference of an entry."""
    mentions = sorted(entry.citations, key=lambda c: c.start)
    code = next((c.code for c in mentions if c.code and not c.code.cut), None) or next((c.code for c in mentions if c.code), None)
    kinds = [c.type for c in mentions if c.type and not c.inner] or [c.type for c in mentions if c.type]
    date = entry.date()
    name = next((c.name for c in mentions if c.name), None)
    organ = next((c.organ for c in mentions if c.organ), None)
    title = next((c.title for c in mentions if c.title), None)
    relations = {c.relation for c in mentions}
    return Reference(
        type=kinds[0] if kinds else None,
        code=CitedCode(value=code.value, number=code.number, year=code.year, notation=code.notation) if code else None,
        date=value(text, [(date.start, date.end)], date.value, date.grade, date.reasons) if date else None,
        name=value(text, [name]) if name else None,
        organ=value(text, [organ]) if organ else None,
        title=value(text, [title]) if title else None,
        relation=next((r for r in _RANK if r in relations), "mentions"),
        mentions=[_mention(text, c) for c in mentions],
    )


def _mention(text: Text, citation: Citation) -> Mention:
    articles = " ".join(text.clean[slice(*citation.articles)].replace("|", " ").split()) if citation.articles else None
    return Mention(
        **evidence(text, [(citation.start, citation.end)]), grade=citation.grade, reasons=list(citation.reasons), articles=articles
    )
